/**
 * The quantities an arithmetic check may start from.
 *
 * An amount that disagrees with its own cell is one finding of its own; the rates computed from it are then judged by
 * the cell as well, so that one wrong digit is not told three times.
 */
import type { AmountClaim, ChangeClaim, PrintedNumber } from "./Claim.ts"
import { cellAt } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { hundred, magnitude, middle, minus, plus, quotient, times, zero } from "./Exact.ts"
import type { Interval } from "./Exact.ts"
import { exactly, judge, quantityOf } from "./Judge.ts"
import type { Quantity, Verdict } from "./Judge.ts"

/** What an amount may be: as printed, and as its cell has it. */
export const quantitiesOf = (
  context: ClaimContext,
  claim: AmountClaim | null,
  address: string | null
): ReadonlyArray<Quantity> => {
  const printed = claim === null ? [] : [quantityOf(claim.amount)]
  const at = claim?.subject.address ?? address
  if (at === null || !at.startsWith("T")) return printed
  const cell = cellAt(context, at)
  if (cell.state === "value") return [...printed, cell.quantity]
  return cell.state === "blank" && cell.isEmptyTable && printed.length === 0 ? [exactly(zero)] : printed
}

const ranks: Readonly<Record<Verdict, number>> = { pass: 4, plugged: 3, padded: 2, cut: 1, fail: 0 }

/** The best verdict over candidates, with the candidate it is of. */
export interface Best<T> {
  readonly verdict: Verdict
  readonly of: T
  readonly expected: Quantity
}

/** Judges a number against each candidate; the first of the best is kept, `null` where there is none. */
export const best = <T>(
  number: PrintedNumber,
  candidates: ReadonlyArray<{ readonly of: T; readonly expected: Quantity | null }>
): Best<T> | null => {
  let found: Best<T> | null = null
  for (const { of, expected } of candidates) {
    if (expected === null) continue
    const verdict = judge(number, expected)
    if (found === null || ranks[verdict] > ranks[found.verdict]) found = { verdict, of, expected }
  }
  return found
}

/** The amounts a change may start from, without repetition. */
export const currentsOf = (
  context: ClaimContext,
  change: ChangeClaim
): ReadonlyArray<{ readonly claim: AmountClaim | null; readonly quantity: Quantity }> => {
  const claims = [...new Set(change.current)]
  if (claims.length === 0) {
    return quantitiesOf(context, null, change.subject.address).map((quantity) => ({ claim: null, quantity }))
  }
  return claims.flatMap((claim) =>
    quantitiesOf(context, claim, null).map((quantity) => ({ claim, quantity }))
  )
}

/** Whether the words leave open of which amount a change is a change. */
export const isDoubtful = ({ current }: ChangeClaim): boolean => current.length > 1

const growth = (increase: Interval, now: Interval, isUp: boolean): Interval | null => {
  const [small, large] = [magnitude(increase).low, magnitude(increase).high]
  // The rate grows with the increase and falls with the amount it is added to, so the corners bound it.
  const by = middle(magnitude(increase))
  const base = isUp ? middle(now).minus(by) : middle(now).plus(by)
  const bases: Interval = isUp
    ? { low: now.low.minus(large), high: now.high.minus(small) }
    : { low: now.low.plus(large), high: now.high.plus(small) }
  if (bases.low.lte(0) && bases.high.gte(0)) return null
  if (base.eq(0)) return null
  const value = by.div(base.abs())
  if (bases.low.gt(0))
    return times({ low: small.div(bases.high), high: large.div(bases.low), value }, hundred)
  const rate = quotient({ low: small, high: large }, magnitude(bases))!
  return times({ ...rate, value }, hundred)
}

/** The rate of a change from the amount now and the change, in percent; `null` where the base may be nothing. */
export const growthOf = (increase: Quantity, now: Quantity, isUp: boolean): Quantity | null => {
  const narrow = growth(increase.narrow, now.narrow, isUp)
  if (narrow === null) return null
  return { narrow, loose: growth(increase.loose, now.loose, isUp) ?? narrow }
}

/** The base a change implies: the amount now less the change. */
export const impliedBase = (increase: Quantity, now: Quantity, isUp: boolean): Quantity => {
  const base = isUp ? minus : plus
  return { narrow: base(now.narrow, increase.narrow), loose: base(now.loose, increase.loose) }
}
