/**
 * Money units of a document: 元, or 万元 with two decimals.
 *
 * A document in 万元 is given amounts that are whole hundreds of 元 already (see `InWan`): nothing is rounded here.
 */
import { Money } from "@juesuan/domain"

/** How amounts in fen are printed in a unit, and told as plain decimal texts. */
export interface MoneyFormat {
  readonly unit: "元" | "万元"
  /** With separators and two decimals, as printed. */
  readonly print: (fen: Money.Money) => string
  /** Plain decimal text in the unit. */
  readonly value: (fen: Money.Money) => string
}

/** 元 with two decimals, exact. */
export const yuan: MoneyFormat = { unit: "元", print: Money.format, value: Money.toText }

/** 100 元, the last printed place of 万元 with two decimals, in fen. */
export const WAN_PLACE = 10_000

/** Half up away from zero to whole places of 0.01 万元. */
export const roundToWanPlace = (fen: Money.Money): Money.Money => {
  const places = Math.floor((Math.abs(fen) + WAN_PLACE / 2) / WAN_PLACE)
  return Money.fromFen((fen < 0 ? -places : places) * WAN_PLACE)
}

const inWan = (fen: Money.Money): Money.Money => Money.fromFen(roundToWanPlace(fen) / WAN_PLACE)

/** 万元 with two decimals; an amount between two places is rounded half up away from zero. */
export const wan: MoneyFormat = {
  unit: "万元",
  print: (fen) => Money.format(inWan(fen)),
  value: (fen) => Money.toText(inWan(fen))
}
