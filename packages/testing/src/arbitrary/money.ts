/**
 * Positive amounts in fen over many orders of magnitude: some fen are as likely as a hundred million 元.
 */
import { Money } from "@juesuan/domain"
import fc from "fast-check"

/** How large an amount may be. */
export interface AmountConstraints {
  /** Largest amount in fen (included). Default 10^12, ten thousand million 元. */
  readonly fenMax?: number
}

/** An amount: first how many digits, then which. Shrinks to one fen. */
export const amount = ({ fenMax = 1e12 }: AmountConstraints = {}): fc.Arbitrary<Money.Money> =>
  fc
    .integer({ min: 1, max: String(fenMax).length })
    .chain((digits) => fc.integer({ min: 10 ** (digits - 1), max: Math.min(10 ** digits - 1, fenMax) }))
    .map(Money.fromFen)
