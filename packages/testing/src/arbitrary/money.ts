/**
 * Positive amounts in fen over many orders of magnitude: one fen is as likely as a hundred million 元.
 */
import fc from "fast-check"

export interface AmountConstraints {
  /** Largest amount in fen (included). Default 10^12, ten thousand million 元. */
  readonly fenMax?: number
}

export const amount = ({ fenMax = 1e12 }: AmountConstraints = {}): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 1, max: Math.min(99, fenMax) }),
    fc.integer({ min: 1, max: Math.min(1_000_000, fenMax) }),
    fc.integer({ min: 1, max: fenMax })
  )
