/**
 * Judging printed numbers: in which interval the true value lies, and whether a recomputed one lies there too.
 *
 * A number printed with d decimals stands for any value that rounds to it, half up. What would only be right if the
 * digits had been cut instead is told apart, and so is a rate with a digit more than it was rounded to. No tolerance
 * is typed by hand: each is derived from what is printed.
 */
import type { Reading } from "@juesuan/tables"
import type { AmountClaim, PrintedNumber } from "./Claim.ts"
import {
  around,
  exact,
  hundred,
  isPoint,
  magnitude,
  meets,
  middle,
  minus,
  plus,
  point,
  quotient,
  times
} from "./Exact.ts"
import type { Exact, Interval } from "./Exact.ts"
import { isMoneyUnit, yuanIn } from "./Numbers.ts"

/** pass: it rounds so. cut: it was cut, not rounded. padded: right with fewer decimals. plugged: 尾差. fail: none. */
export type Verdict = "pass" | "cut" | "padded" | "plugged" | "fail"

const FEN = exact("0.01")

/** The last printed place of a number, in 元 or in its own unit. */
export const placeOf = ({ decimals, unit }: PrintedNumber): Exact =>
  exact(10)
    .pow(-decimals)
    .times(isMoneyUnit(unit) ? yuanIn(unit) : 1)

/** The value of a printed number, in 元 or in percent. */
export const valueOf = ({ value, unit }: PrintedNumber): Exact =>
  isMoneyUnit(unit) ? value.times(yuanIn(unit)) : unit === "倍" ? value.times(hundred) : value

/** Half of the last place; nothing where an amount is printed to the fen, for amounts have no finer part. */
const halfOf = (number: PrintedNumber): Exact => {
  const place = placeOf(number)
  return isMoneyUnit(number.unit) && place.lte(FEN) ? exact(0) : place.div(2)
}

/** Where the true value of a printed number lies. */
export const intervalOf = (number: PrintedNumber): Interval => around(valueOf(number), halfOf(number))

/** As {@link intervalOf}, and a place more where the amount is rounded: it may carry the 尾差 of its table. */
export const looseOf = (number: PrintedNumber): Interval => {
  const half = halfOf(number)
  return isMoneyUnit(number.unit) ? around(valueOf(number), half.times(3)) : around(valueOf(number), half)
}

/** Where the amount of a cell lies, in 元. */
export const intervalOfReading = ({
  amount,
  place = 0 as never
}: Extract<Reading, { state: "value" }>): Interval => around(exact(amount).div(100), exact(place).div(200))

export const looseOfReading = ({
  amount,
  place = 0 as never
}: Extract<Reading, { state: "value" }>): Interval =>
  around(exact(amount).div(100), exact(place).times(3).div(200))

/** A quantity with its narrow and its wide interval, in 元. */
export interface Quantity {
  readonly narrow: Interval
  readonly loose: Interval
}

export const quantityOf = (number: PrintedNumber): Quantity => ({
  narrow: intervalOf(number),
  loose: looseOf(number)
})

export const quantityOfReading = (reading: Extract<Reading, { state: "value" }>): Quantity => ({
  narrow: intervalOfReading(reading),
  loose: looseOfReading(reading)
})

export const amountQuantity = (claim: AmountClaim): Quantity => quantityOf(claim.amount)

export const both =
  (operation: (one: Interval, other: Interval) => Interval) =>
  (one: Quantity, other: Quantity): Quantity => ({
    narrow: operation(one.narrow, other.narrow),
    loose: operation(one.loose, other.loose)
  })
export const add = both(plus)
export const subtract = both(minus)
export const absolute = ({ narrow, loose }: Quantity): Quantity => ({
  narrow: magnitude(narrow),
  loose: magnitude(loose)
})

/** Percent of part over base; `null` where the base may be nothing. */
export const percentOf = (part: Quantity, base: Quantity): Quantity | null => {
  const narrow = quotient(magnitude(part.narrow), magnitude(base.narrow))
  if (narrow === null) return null
  const loose = quotient(magnitude(part.loose), magnitude(base.loose))
  return { narrow: times(narrow, hundred), loose: times(loose ?? narrow, hundred) }
}

/** What an interval of magnitudes is with the sign of part over base; both signs where that is open. */
const signed = (size: Interval, part: Interval, base: Interval): Interval => {
  const isOpen = [part, base].some(({ low, high }) => low.lt(0) && high.gt(0))
  if (isOpen)
    return { low: size.high.neg(), high: size.high, value: middle(part).div(middle(base)).times(100) }
  if (part.high.lte(0) === base.high.lte(0) || middle(part).eq(0)) return size
  return { low: size.high.neg(), high: size.low.neg(), value: middle(size).neg() }
}

/** {@link percentOf} with its sign: a part of money that went back, or of a whole that did. */
export const signedPercentOf = (part: Quantity, base: Quantity): Quantity | null => {
  const size = percentOf(part, base)
  return size === null
    ? null
    : {
        narrow: signed(size.narrow, part.narrow, base.narrow),
        loose: signed(size.loose, part.loose, base.loose)
      }
}

/** Whether the values that print as `number`, half up, meet the interval; at a single point the upper end is open. */
const rounds = (number: PrintedNumber, interval: Interval): boolean => {
  const printed = intervalOf(number)
  if (!isPoint(interval) || isPoint(printed)) return meets(printed, interval)
  const sign = interval.low.lt(0) ? -1 : 1
  const upper = sign > 0 ? printed.high : printed.low
  return meets(printed, interval) && !interval.low.eq(upper)
}

/** Whether the values that print as `number` when cut meet the interval. */
const cuts = (number: PrintedNumber, interval: Interval): boolean => {
  const value = valueOf(number)
  const place = halfOf(number).times(2)
  const isNegative = value.lt(0)
  const printed = isNegative
    ? { low: value.minus(place), high: value }
    : { low: value, high: value.plus(place) }
  return (
    meets(printed, interval) &&
    !(isPoint(interval) && interval.low.eq(isNegative ? printed.low : printed.high))
  )
}

/** Two decimals are the form of a rate; one with more that end in 0 was rounded before it was padded. */
const pads = (number: PrintedNumber, interval: Interval): boolean => {
  const kept = number.value.decimalPlaces()
  if (number.decimals < 3 || kept >= number.decimals || isMoneyUnit(number.unit)) return false
  return rounds({ ...number, decimals: Math.max(2, kept) }, interval)
}

/** Judges a printed number against what it should be. */
export const judge = (number: PrintedNumber, { narrow, loose }: Quantity): Verdict => {
  if (rounds(number, narrow)) return "pass"
  if (pads(number, narrow)) return "padded"
  if (cuts(number, narrow)) return "cut"
  return !isPoint(loose) && rounds(number, loose) ? "plugged" : "fail"
}

/** Whether two printed amounts may be one. */
export const agree = (one: Quantity, other: Quantity): boolean => meets(one.narrow, other.narrow)
export const agreeLoosely = (one: Quantity, other: Quantity): boolean => meets(one.loose, other.loose)

/** A quantity that is known to the fen. */
export const exactly = (value: Exact): Quantity => ({ narrow: point(value), loose: point(value) })
