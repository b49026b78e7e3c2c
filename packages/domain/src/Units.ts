/**
 * Units of money for print: 元, 万元, 亿元.
 *
 * This is the one place where an amount is rounded, half up, and nothing printed here is added up again. Where parts
 * and their total are printed in 万元, the rounded parts need not add up to the rounded total; {@link allocate} says
 * which part absorbed the difference (尾差).
 */
import { Decimal } from "decimal.js"
import * as Money from "./Money.ts"

/** Fen in one unit. */
export const moneyUnits = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 } as const
/** A unit amounts are printed in: 元, 万元 or 亿元. */
export type MoneyUnit = keyof typeof moneyUnits

const Exact = Decimal.clone({ defaults: true, precision: 40, rounding: Decimal.ROUND_HALF_UP })

/** Prints an amount in a unit, half up to so many decimals: 12,805,000 fen in 万元 prints as `12.81`. */
export const toUnitText = (amount: Money.Money, unit: MoneyUnit, decimals = 2): string => {
  const text = new Exact(amount).div(moneyUnits[unit]).toFixed(decimals)
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text
}

/** Parts and total as printed in a unit, with the part that absorbed the 尾差. */
export interface Allocation {
  readonly total: string
  readonly parts: ReadonlyArray<string>
  /** The place of the part that was changed to make the parts add up, or `null` when none had to be. */
  readonly absorbedBy: number | null
  /** What was added to that part, in the unit, such as `-0.01`; `0.00` when nothing. */
  readonly difference: string
}

/** The part that can bear a change best: the largest by amount, the first of equals. */
const largest = (parts: ReadonlyArray<Money.Money>): number =>
  parts.reduce((best, part, index) => (Math.abs(part) > Math.abs(parts[best]!) ? index : best), 0)

/**
 * Prints parts so that they add up to their printed total: each is rounded half up, and what is then missing goes to
 * the largest part. The total is rounded from the exact sum of the parts.
 */
export const allocate = (parts: ReadonlyArray<Money.Money>, unit: MoneyUnit, decimals = 2): Allocation => {
  const total = toUnitText(Money.sum(parts), unit, decimals)
  const rounded = parts.map((part) => new Exact(toUnitText(part, unit, decimals)))
  const missing = new Exact(total).minus(rounded.reduce((sum, part) => sum.plus(part), new Exact(0)))
  if (missing.isZero() || parts.length === 0) {
    const plain = rounded.map((part) => part.toFixed(decimals))
    return { total, parts: plain, absorbedBy: null, difference: new Exact(0).toFixed(decimals) }
  }
  const absorbedBy = largest(parts)
  const adjusted = rounded.map((part, index) =>
    (index === absorbedBy ? part.plus(missing) : part).toFixed(decimals)
  )
  return { total, parts: adjusted, absorbedBy, difference: missing.toFixed(decimals) }
}
