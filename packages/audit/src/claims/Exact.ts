/**
 * Exact numbers of the claims: decimals, and the closed intervals in which a printed number's true value lies.
 */
import { Decimal } from "decimal.js"

// A constructor of our own: whatever `Decimal.set` says elsewhere must not change how we round.
const Own = Decimal.clone({ defaults: true, precision: 40, rounding: Decimal.ROUND_HALF_UP })

export type Exact = Decimal

/** A decimal from its text, from a whole number, or from another decimal. */
export const exact = (value: string | number | Exact): Exact => new Own(value)

export const zero: Exact = exact(0)
export const hundred: Exact = exact(100)

/** A closed interval, with the value that the printed numbers themselves give; absent where that is the middle. */
export interface Interval {
  readonly low: Exact
  readonly high: Exact
  readonly value?: Exact
}

export const point = (value: Exact): Interval => ({ low: value, high: value })
export const around = (value: Exact, half: Exact): Interval => ({
  low: value.minus(half),
  high: value.plus(half)
})
export const isPoint = ({ low, high }: Interval): boolean => low.eq(high)
export const meets = (one: Interval, other: Interval): boolean =>
  one.low.lte(other.high) && other.low.lte(one.high)
export const plus = (one: Interval, other: Interval): Interval => ({
  low: one.low.plus(other.low),
  high: one.high.plus(other.high),
  value: middle(one).plus(middle(other))
})
export const minus = (one: Interval, other: Interval): Interval => ({
  low: one.low.minus(other.high),
  high: one.high.minus(other.low),
  value: middle(one).minus(middle(other))
})
export const negated = (one: Interval): Interval => ({
  low: one.high.neg(),
  high: one.low.neg(),
  value: middle(one).neg()
})
export const sumOf = (intervals: ReadonlyArray<Interval>): Interval =>
  intervals.reduce((sum, one) => plus(sum, one), point(zero))
/** The value of the printed numbers, or the middle. */
export const middle = ({ low, high, value }: Interval): Exact => value ?? low.plus(high).div(2)

/** The absolute values of an interval. */
export const magnitude = (one: Interval): Interval => {
  const { low, high } = one
  const value = middle(one).abs()
  if (low.gte(0)) return { low, high, value }
  if (high.lte(0)) return { low: high.neg(), high: low.neg(), value }
  return { low: zero, high: low.neg().gt(high) ? low.neg() : high, value }
}

/** The quotient of two intervals of nonnegative numbers; `null` where the base may be zero. */
export const quotient = (part: Interval, base: Interval): Interval | null =>
  base.low.lte(0)
    ? null
    : {
        low: part.low.div(base.high),
        high: part.high.div(base.low),
        value: middle(part).div(middle(base))
      }

export const times = (one: Interval, factor: Exact): Interval => ({
  low: one.low.times(factor),
  high: one.high.times(factor),
  value: middle(one).times(factor)
})
