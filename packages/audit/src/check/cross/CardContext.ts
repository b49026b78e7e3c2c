/**
 * What checks of self-evaluations read: the document, its claims, and the text of single cells by place.
 */
import type { Operand, Place } from "@juesuan/domain"
import { Exact, readValue } from "@juesuan/scoring"
import type { Indicator } from "@juesuan/scoring"
import type { TouchedNumber } from "../../CheckResult.ts"
import type { Claim } from "../../claims/Claim.ts"
import type { PublishedDocument, PublishedScorecard } from "../../PublishedDocument.ts"
import type { ReadDocument } from "../../ReadDocument.ts"
import type { Language } from "../Language.ts"
import { placeKey } from "../../Places.ts"

export interface CardContext {
  readonly document: PublishedDocument
  readonly claims: ReadonlyArray<Claim>
  readonly language: Language
  /** The text of the cell at a place; empty when there is none. */
  readonly textAt: (at: Place | undefined) => string
  /** All text of the document, without spaces. */
  readonly plainText: string
}

export const cardContext = (
  read: ReadDocument,
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  language: Language
): CardContext => {
  const cells = new Map<string, string>()
  const texts: Array<string> = []
  for (const block of read.blocks) {
    if (block.kind === "paragraph") texts.push(block.text)
    else
      for (const cell of block.rows.flat()) {
        cells.set(placeKey(cell.at), cell.text)
        texts.push(cell.text)
      }
  }
  const textAt = (at: Place | undefined): string => (at === undefined ? "" : (cells.get(placeKey(at)) ?? ""))
  return { document, claims, language, textAt, plainText: texts.join("\n").replace(/[ \t\u3000]+/g, "") }
}

export type MoneyColumn = "initial" | "annual" | "executed"

/** A printed amount of a card's money block, exact in 元, with half its last printed place. */
export interface CardMoney {
  readonly address: string
  readonly raw: string
  readonly value: Exact.Exact
  readonly slack: Exact.Exact
  readonly at: Place | null
}

const plainNumber = (raw: string): string => raw.replace(/[,，\s]/g, "")

/** An amount of 年度资金总额 or of another line of the money block; `null` when none is printed. */
export const moneyOf = (
  { card, places }: PublishedScorecard,
  column: MoneyColumn,
  { textAt }: CardContext,
  line: keyof PublishedScorecard["card"]["money"] = "total"
): CardMoney | null => {
  const fen = card.money[line][column]
  if (fen === null) return null
  const address = `S/${card.project}/money/${line}-${column}`
  const at = places.get(address)
  const value = Exact.exact(fen).div(100)
  const raw = plainNumber(textAt(at))
  const isNumber = /^\d+(\.\d+)?$/.test(raw) && Number(raw) !== 0
  // 651.9 printed for 6,519,000 元 says that the last place is worth 1,000 元.
  const unit = isNumber ? value.div(raw) : Exact.zero
  const place = unit.div(Exact.exact(10).pow(raw.split(".")[1]?.length ?? 0))
  return { address, raw, value, slack: unit.lte(1) ? Exact.zero : place.div(2), at: at ?? null }
}

/** A target or an actual that is a number, with its unit. */
export interface CardValue {
  readonly address: string
  readonly raw: string
  readonly value: Exact.Exact
  readonly unit: string
  readonly at: Place | null
}

/** The target (A) or actual (B) of an indicator, when it is a number. */
export const valueOf = (
  { card, places }: PublishedScorecard,
  indicator: Indicator,
  side: "target" | "actual"
): CardValue | null => {
  const raw = indicator[side]
  const read = readValue(raw)
  if (read.kind !== "number") return null
  const address = `S/${card.project}/${indicator.id}/${side}`
  return { address, raw: raw ?? "", value: read.number, unit: read.unit, at: places.get(address) ?? null }
}

/** An operand in 元. */
export const yuan = (
  address: string,
  label: string,
  value: Exact.Exact,
  raw: string | null,
  at: Place | null
): Operand => ({ address, label, raw, value: value.toFixed(2), unit: "元", at })

export const moneyOperand = (money: CardMoney, label: string): Operand =>
  yuan(money.address, label, money.value, money.raw, money.at)

export const touchedBy = (
  ...numbers: ReadonlyArray<{ readonly at: Place | null; readonly raw: string } | null>
): ReadonlyArray<TouchedNumber> =>
  numbers.flatMap((one) => (one?.at === null || one === null ? [] : [{ at: one.at, raw: one.raw }]))

/** An amount with separators, in 元. */
export const money = (value: Exact.Exact): string => value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")
