/**
 * The cube: the ledger's postings summed by dimension tuple.
 *
 * Cubes form a commutative monoid under {@link merge}: partial cubes of any split of the postings, from any engine,
 * merge to the same cube. Tuples that sum to zero are not in it, so that equal ledgers have equal cubes whatever
 * path they took: a payment that came back whole leaves no trace in the tables.
 */
import { Money } from "@juesuan/domain"
import { attributedKey } from "@juesuan/ledger"
import type { Measure, PostedEntry, Posting } from "@juesuan/ledger"
import { partsOf, satisfies } from "./Term.ts"
import type { Filter, Term } from "./Term.ts"

/** Amounts in fen by dimension tuple. Made by {@link fromPostings}, {@link byMonth} and {@link merge}. */
export interface Cube {
  /** Non-zero sums by dimension key, in no particular order. */
  readonly cells: ReadonlyMap<string, Posting>
  /** The same, by measure, in key order: what terms are evaluated on. */
  readonly byMeasure: ReadonlyMap<Measure, ReadonlyArray<Posting>>
}

/** An amount that also says its month, such as `2024-03`; see {@link byMonth}. */
export interface MonthlyPosting extends Posting {
  readonly month: string
}

/** The tuple of a posting as one text, its attributes and its month included where it says them. */
export const keyOf = (posting: Posting | MonthlyPosting): string =>
  "month" in posting ? `${attributedKey(posting)}\u001f${posting.month}` : attributedKey(posting)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const freeze = (sums: Map<string, Posting>): Cube => {
  const byMeasure = new Map<Measure, Array<Posting>>()
  const kept = new Map<string, Posting>()
  for (const key of [...sums.keys()].sort(compareText)) {
    const posting = sums.get(key)!
    if (posting.amount === 0) continue
    kept.set(key, posting)
    const siblings = byMeasure.get(posting.measure)
    if (siblings === undefined) byMeasure.set(posting.measure, [posting])
    else siblings.push(posting)
  }
  return { cells: kept, byMeasure }
}

const accumulate = (sums: Map<string, Posting>, postings: Iterable<Posting>): void => {
  for (const posting of postings) {
    const key = keyOf(posting)
    const before = sums.get(key)
    sums.set(
      key,
      before === undefined ? posting : { ...before, amount: Money.add(before.amount, posting.amount) }
    )
  }
}

/** Sums postings to a cube, in any order. */
export const fromPostings = (postings: Iterable<Posting>): Cube => {
  const sums = new Map<string, Posting>()
  accumulate(sums, postings)
  return freeze(sums)
}

/** The cube of nothing: the unit of {@link merge}. */
export const empty: Cube = fromPostings([])

/** A posting with the month of its event's business date. */
export const datedPosting = ({ posting, event }: PostedEntry): MonthlyPosting => ({
  ...posting,
  month: event.occurredOn.slice(0, 7)
})

/**
 * Sums single postings to a cube that keeps months apart, for tables by month. Any term gives the same value on it as
 * on the cube without months.
 */
export const byMonth = (entries: Iterable<PostedEntry>): Cube => {
  const dated: Array<MonthlyPosting> = []
  for (const entry of entries) dated.push(datedPosting(entry))
  return fromPostings(dated)
}

/** Merges two cubes: associative, commutative, with {@link empty} as its unit. */
export const merge = (left: Cube, right: Cube): Cube => {
  const sums = new Map(left.cells)
  accumulate(sums, right.cells.values())
  return freeze(sums)
}

/** Whether two cubes hold the same sums. */
export const equals = (left: Cube, right: Cube): boolean => {
  if (left.cells.size !== right.cells.size) return false
  for (const [key, posting] of left.cells) if (right.cells.get(key)?.amount !== posting.amount) return false
  return true
}

/** The measures a selection can touch; all of them when it does not say. */
const candidatesOf = (cube: Cube, where: ReadonlyArray<Filter>): Iterable<Posting> => {
  const measure = where.find((filter) => filter.measure !== undefined)?.measure
  return typeof measure === "string" ? (cube.byMeasure.get(measure as Measure) ?? []) : cube.cells.values()
}

/** The cells of the cube that satisfy a selection, in key order. */
export const matching = (cube: Cube, where: ReadonlyArray<Filter>): ReadonlyArray<Posting> => {
  const found: Array<Posting> = []
  for (const posting of candidatesOf(cube, where)) if (satisfies(posting, where)) found.push(posting)
  return found
}

/** The value of a term, exact. */
export const evaluate = (cube: Cube, term: Term): Money.Money => {
  let total = Money.zero
  for (const { sign, where } of partsOf(term)) {
    for (const posting of candidatesOf(cube, where)) {
      if (satisfies(posting, where))
        total = Money.add(total, sign === 1 ? posting.amount : Money.negate(posting.amount))
    }
  }
  return total
}

export { evaluateAll } from "./EvaluateAll.ts"
