/**
 * Reading targets and actuals as they are printed: `≥90%`, `1200元/人/年`, `5547人`, `0.9`, `当场办结`.
 *
 * A value is a number only when the text begins with one, after an optional sign of comparison: 平均每月2次 is a
 * statement, not the number 2. Percentages are read as fractions: 90% is 0.9.
 */
import { exact, plain } from "./Exact.ts"
import type { Exact } from "./Exact.ts"

/** How an indicator's target is to be met. */
export type Direction = "atLeast" | "atMost" | "equal" | "moreThan" | "lessThan"

/** What a printed target or actual says: a number with its unit and relation, or a text. */
export type Reading =
  | {
      readonly kind: "number"
      readonly text: string
      readonly number: Exact
      /** What the text itself says of the direction; `null` when it says nothing. */
      readonly sign: Direction | null
      /** Whatever stands after the number, the percent sign included. */
      readonly unit: string
      /** How a formula shows the number, where not as it is: amounts with two decimals. */
      readonly shown?: string
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }

const signs: Readonly<Record<string, Direction>> = {
  "≥": "atLeast",
  ">=": "atLeast",
  ">": "moreThan",
  不低于: "atLeast",
  不少于: "atLeast",
  大于等于: "atLeast",
  大于: "moreThan",
  高于: "moreThan",
  超过: "moreThan",
  "≤": "atMost",
  "<=": "atMost",
  "<": "lessThan",
  不高于: "atMost",
  不超过: "atMost",
  小于等于: "atMost",
  小于: "lessThan",
  低于: "lessThan",
  少于: "lessThan",
  "=": "equal",
  等于: "equal"
}

const NUMBER = new RegExp(
  `^(${Object.keys(signs)
    .sort((a, b) => b.length - a.length)
    .join("|")})?([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,30})(?:\\.\\d{1,30})?)(%)?(.{0,60})$`
)

/** Full-width forms to their narrow ones, without touching the signs of comparison; spaces go. */
const narrow = (text: string): string =>
  text
    .replace(/[０-９．，％＋－＝＜＞]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("≧", "≥")
    .replaceAll("≦", "≤")
    .replace(/\s+/g, "")

/** Reads a printed value. Nothing printed, `—`, `-` and `/` are missing. */
export const readValue = (printed: string | null): Reading => {
  if (printed === null) return { kind: "missing" }
  const text = narrow(printed)
  if (text === "" || /^[—–/-]+$/.test(text)) return { kind: "missing" }
  const match = NUMBER.exec(text)
  if (match === null) return { kind: "text", text }
  const [, sign, digits, percent, rest] = match
  // 2次以上 is a number with a unit; 2024年3月底前 is a date: what has more digits after it is a statement.
  if (/\d/.test(rest ?? "")) return { kind: "text", text }
  const number = exact(digits!.replaceAll(",", ""))
  return {
    kind: "number",
    text,
    number: percent === undefined ? number : number.div(100),
    sign: sign === undefined ? null : signs[sign]!,
    unit: `${percent ?? ""}${rest ?? ""}`
  }
}

/** A reading for a formula: the number as printed, percentages with their sign. */
export const showNumber = (reading: Extract<Reading, { readonly kind: "number" }>): string =>
  reading.shown ??
  (reading.unit.startsWith("%") ? `${plain(reading.number.times(100))}%` : plain(reading.number))

/** A reading that is a number with its unit. */
export type Numeric = Extract<Reading, { readonly kind: "number" }>

const moneyUnits: Readonly<Record<string, number>> = {
  元: 1,
  百元: 100,
  千元: 1000,
  万元: 10_000,
  亿元: 100_000_000
}
const MONEY = /^([百千万亿]?元)(.*)$/

const isSameUnit = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

/**
 * Two readings in one unit: as they are where one names no unit or both the same (人, 人（含）); in 元 where they are
 * amounts in 元 and 万元. `null` where the units have nothing to do with each other: no ratio can be made of them.
 */
export const inOneUnit = (one: Numeric, other: Numeric): readonly [Numeric, Numeric] | null => {
  const [a, b] = [one.unit.replace(/^%/, ""), other.unit.replace(/^%/, "")]
  if (isSameUnit(a, b)) return [one, other]
  const [left, right] = [MONEY.exec(a), MONEY.exec(b)]
  if (left === null || right === null || !isSameUnit(left[2]!, right[2]!)) return null
  const inYuan = (reading: Numeric, unit: string): Numeric => ({
    ...reading,
    number: reading.number.times(moneyUnits[unit]!)
  })
  return [inYuan(one, left[1]!), inYuan(other, right[1]!)]
}
