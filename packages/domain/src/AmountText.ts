/**
 * Reading amounts as people print them: separators, spaces, full-width digits, signs, units.
 *
 * The function is total. "Nothing was printed", "a dash was printed" and "0.00 was printed" are three different
 * facts, and a text that is no amount says why. Reading takes time linear in the text, whatever the text.
 */
import * as Money from "./Money.ts"
import { moneyUnits } from "./Units.ts"
import type { MoneyUnit } from "./Units.ts"

/**
 * What a printed amount says: a value in fen, nothing, or a text that is no amount. The three are different
 * facts.
 */
export type AmountReading =
  | {
      readonly _tag: "Amount"
      readonly amount: Money.Money
      /** The unit the amount was printed in. */
      readonly unit: MoneyUnit
      /** How many decimals were printed: the precision of the print. */
      readonly decimals: number
    }
  | { readonly _tag: "Blank" }
  | { readonly _tag: "Dash" }
  | {
      readonly _tag: "Unreadable"
      readonly reason: "not-a-number" | "grouping" | "finer-than-fen" | "too-large"
    }

const LENGTH_MAX = 64
const fullWidth: Readonly<Record<string, string>> = {
  "．": ".",
  "。": ".",
  "，": ",",
  "－": "-",
  "−": "-",
  "＋": "+",
  "（": "(",
  "）": ")",
  "￥": "¥"
}

const narrow = (text: string): string =>
  text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[．。，－−＋（）￥]/g, (mark) => fullWidth[mark]!)

const unreadable = (reason: Extract<AmountReading, { _tag: "Unreadable" }>["reason"]): AmountReading => ({
  _tag: "Unreadable",
  reason
})

interface Signed {
  readonly text: string
  readonly isNegative: boolean
}

/** Takes the sign off, in front, behind, or as brackets; `null` when there are two. */
const unsigned = (text: string): Signed | null => {
  if (text.startsWith("(") && text.endsWith(")")) return { text: text.slice(1, -1), isNegative: true }
  const isLeading = /^[-+]/.test(text)
  const isTrailing = text.endsWith("-")
  if (isLeading && isTrailing) return null
  if (isLeading) return { text: text.slice(1), isNegative: text.startsWith("-") }
  return isTrailing ? { text: text.slice(0, -1), isNegative: true } : { text, isNegative: false }
}

const DIGITS = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/

/**
 * Reads a printed amount. `unit` is the unit of the column or sentence, used where the text names none; a unit in the
 * text wins. `12, 984, 142. 90` is 12,984,142.90 元; `1.215万元` is 12,150.00 元; `—` is a dash.
 */
export const readAmount = (printed: string, unit: MoneyUnit = "元"): AmountReading => {
  if (printed.length > LENGTH_MAX) return unreadable("not-a-number")
  const compact = narrow(printed).replace(/[\s\u00a0\u3000]+/g, "")
  if (compact === "") return { _tag: "Blank" }
  if (/^[-—–/]+$/.test(compact)) return { _tag: "Dash" }
  const match = /^¥?(.*?)(元|万元|亿元|万|亿)?$/.exec(compact)!
  const named = match[2] === "万" ? "万元" : match[2] === "亿" ? "亿元" : match[2]
  const used = (named ?? unit) as MoneyUnit
  const signed = unsigned(match[1]!)
  if (signed === null) return unreadable("not-a-number")
  const digits = DIGITS.exec(signed.text)
  if (digits === null) return unreadable(/^[\d,.]+$/.test(signed.text) ? "grouping" : "not-a-number")
  const decimals = digits[2] ?? ""
  const places = String(moneyUnits[used]).length - 1
  const kept = decimals.padEnd(places, "0")
  if (/[1-9]/.test(kept.slice(places))) return unreadable("finer-than-fen")
  const fen = Number(digits[1]!.replaceAll(",", "") + kept.slice(0, places))
  if (!Number.isSafeInteger(fen)) return unreadable("too-large")
  const amount = Money.fromFen(signed.isNegative ? -fen : fen)
  return { _tag: "Amount", amount, unit: used, decimals: decimals.length }
}
