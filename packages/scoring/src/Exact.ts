/**
 * Exact decimals for scores, targets and actuals.
 *
 * A constructor of our own: whatever `Decimal.set` says elsewhere must not change how we round. Sixty digits, half up,
 * rounded only where a rule set says so.
 */
import { Decimal } from "decimal.js"

const Exact = Decimal.clone({ defaults: true, precision: 60, rounding: Decimal.ROUND_HALF_UP })

/** An exact decimal. Made by {@link exact}, never from a binary fraction. */
export type Exact = Decimal

/** A decimal from its text or a whole number. Throws on text that is no number: read it with `Amount` first. */
export const exact = (value: string | number | Exact): Exact => {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is no whole number: write decimals as text`)
  return new Exact(value)
}

/** The decimal 0. */
export const zero: Exact = exact(0)
/** The decimal 1. */
export const one: Exact = exact(1)

/** Rounds half up, away from zero, to so many decimals. */
export const round = (value: Exact, decimals: number): Exact =>
  exact(value).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP)

/** The text without trailing zeros: 9.80 prints as `9.8`, 10.00 as `10`. */
export const plain = (value: Exact): string => exact(value).toFixed()

/** The sum; of none, zero. */
export const sum = (values: Iterable<Exact>): Exact => {
  let total = zero
  for (const value of values) total = total.plus(value)
  return total
}

/** value × over ÷ under, divided last so that a product that is a round number stays one. `under` is not zero. */
export const scaled = (value: Exact, over: Exact, under: Exact): Exact => value.times(over).div(under)

/** The smaller of two decimals; the right one where they are equal. */
export const smaller = (left: Exact, right: Exact): Exact => (left.lessThan(right) ? left : right)
/** The larger of two decimals; the right one where they are equal. */
export const larger = (left: Exact, right: Exact): Exact => (left.greaterThan(right) ? left : right)
