/**
 * Exact rates: growth, shares and completion, as decimals that are rounded once, when printed.
 *
 * A rate whose base is zero does not exist: the functions give `undefined`, and who prints it prints no percentage.
 * Rates are dimensionless; 0.1375 prints as 13.75%.
 */
import type { Brand } from "effect/Brand"
import { Decimal } from "decimal.js"
import type { Money } from "./Money.ts"

// A constructor of our own: whatever `Decimal.set` says elsewhere must not change how we round.
const Exact = Decimal.clone({ defaults: true, precision: 60, rounding: Decimal.ROUND_HALF_UP })

/** A dimensionless rate. Made by {@link ratio}; never from a binary `number`. */
export type Rate = Decimal & Brand<"Rate">

/** `part ÷ base`, to 60 digits; `undefined` when the base is zero. */
export const ratio = (part: Money, base: Money): Rate | undefined =>
  base === 0 ? undefined : (new Exact(part).div(base) as Rate)

/** Growth over last year: `(current − base) ÷ base`; `undefined` when last year was zero. */
export const growth = (current: Money, base: Money): Rate | undefined =>
  base === 0 ? undefined : (new Exact(current).minus(base).div(base) as Rate)

/** A part's share of the whole (占比); `undefined` when the whole is zero. */
export const share = ratio

/** How much of a budget was spent (完成率); `undefined` when nothing was budgeted. */
export const completion = ratio

/**
 * Prints a percentage with so many decimals, half up away from zero: 0.137489 prints as `13.75%`. What rounds to
 * nothing prints without a sign.
 */
export const format = (rate: Rate, decimals = 2): string => {
  const text = new Exact(rate).times(100).toFixed(decimals)
  return `${/^-0(\.0*)?$/.test(text) ? text.slice(1) : text}%`
}
