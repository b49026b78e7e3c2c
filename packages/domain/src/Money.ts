/**
 * Exact renminbi amounts.
 *
 * The kernel keeps every amount as a whole number of fen (分) in a safe integer: sums are exact up to
 * 2^53 fen (90 trillion 元), and a sum beyond that stops the program instead of rounding. Reading what people
 * print ("1,234.50", "１２８ 万元", "—") is the business of `AmountText`; rates and shares are of `Rate`.
 */
import type { Brand } from "effect/Brand"
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** An amount in fen (分). Made by {@link fromFen} or {@link parse}; never from a number of 元. */
export type Money = number & Brand<"Money">

/** The text is not an amount in 元 with at most two decimals. */
export class AmountUnreadable extends Data.TaggedError("AmountUnreadable")<{
  readonly text: string
  readonly reason: "empty" | "not-a-number" | "too-many-decimals" | "too-large"
}> {
  override get message(): string {
    const shown = this.text.length > 40 ? `${this.text.slice(0, 40)}…` : this.text
    switch (this.reason) {
      case "empty":
        return "The amount is empty. Write 0.00 where the amount is zero."
      case "too-many-decimals":
        return `"${shown}" has more than two decimals. Amounts are in 元 with at most two, such as 1280.50.`
      case "too-large":
        return `"${shown}" is beyond 90 trillion 元, the largest amount kept exactly. Check its unit and its digits.`
      case "not-a-number":
        return `"${shown}" is not an amount in 元. Write digits with at most two decimals, such as 1280.50.`
    }
  }
}

/** An exact sum left the range of safe integers. A defect: no real ledger reaches 90 trillion 元. */
export class MoneyOverflow extends Data.TaggedError("MoneyOverflow")<{
  readonly left: number
  readonly right: number
}> {
  override get message(): string {
    const part = [this.left, this.right].find((fen) => !Number.isInteger(fen))
    if (part !== undefined)
      return (
        `${part} is no whole number of fen (分), in which amounts are counted. ` +
        `Write 元 as text: Money.parse("1280.50"), or 100 times the 元: Money.fromFen(128050).`
      )
    return (
      `${this.left} fen and ${this.right} fen do not fit an exact integer together. ` +
      "Check the amounts: 90 trillion 元 is the largest sum kept exactly."
    )
  }
}

const YUAN_TEXT = /^(-?)(\d{1,16})(?:\.(\d+))?$/

/** 0.00 元. An amount that is zero was measured; one that is missing is no amount. */
export const zero = 0 as Money

/** Brands a whole number of fen. Throws {@link MoneyOverflow} when it is not a safe integer: that is a bug. */
export const fromFen = (fen: number): Money => {
  if (!Number.isSafeInteger(fen)) throw new MoneyOverflow({ left: fen, right: 0 })
  return (fen === 0 ? 0 : fen) as Money
}

/**
 * Reads canonical text in 元, such as `"1280.50"` or `"-3"`: ASCII digits, at most two decimals.
 *
 * Fails with {@link AmountUnreadable} on anything else, an empty text included.
 */
export const parse = (text: string): Result.Result<Money, AmountUnreadable> => {
  if (text === "") return Result.fail(new AmountUnreadable({ text, reason: "empty" }))
  const match = YUAN_TEXT.exec(text)
  if (match === null) return Result.fail(new AmountUnreadable({ text, reason: "not-a-number" }))
  const decimals = match[3] ?? ""
  if (decimals.length > 2) return Result.fail(new AmountUnreadable({ text, reason: "too-many-decimals" }))
  const fen = Number(match[2]! + decimals.padEnd(2, "0"))
  if (!Number.isSafeInteger(fen)) return Result.fail(new AmountUnreadable({ text, reason: "too-large" }))
  return Result.succeed(fromFen(match[1] === "-" ? -fen : fen))
}

/** Adds two amounts. Throws {@link MoneyOverflow} beyond the exact range. */
export const add = (left: Money, right: Money): Money => {
  const sum = left + right
  if (!Number.isSafeInteger(sum)) throw new MoneyOverflow({ left, right })
  return sum as Money
}

/** Takes `right` from `left`. Throws {@link MoneyOverflow} beyond the exact range. */
export const subtract = (left: Money, right: Money): Money => add(left, negate(right))

/** The amount with the opposite sign; zero stays plain zero. */
export const negate = (self: Money): Money => (self === 0 ? 0 : -self) as Money

/** Adds up amounts in any order; the sum of none is zero. */
export const sum = (amounts: Iterable<Money>): Money => {
  let total = zero
  for (const amount of amounts) total = add(total, amount)
  return total
}

/** Prints 元 with two decimals and no separators, such as `1280.50`: the form of JSON, CSV and the ledger. */
export const toText = (self: Money): string => {
  const digits = String(Math.abs(self)).padStart(3, "0")
  return `${self < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Prints 元 with thousands separators, such as `1,280.50`: the form of the published tables. */
export const format = (self: Money): string => {
  const [whole, decimals] = toText(self).split(".") as [string, string]
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`
}
