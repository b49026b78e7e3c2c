/**
 * Differences of two editions of the tables, cell by cell, with the events that caused them.
 *
 * An edition is what a ledger showed at some moment: as of a date, as known at a time, or another ledger. The
 * contributions of a change sum to it: what only the later edition counts, less what only the earlier one does.
 */
import { Money } from "@juesuan/domain"
import { HashChain, dimensionKey } from "@juesuan/ledger"
import type { PostedEntry, RecordedEvent } from "@juesuan/ledger"
import { datedPosting } from "./Cube.ts"
import type { Cube } from "./Cube.ts"
import { keyOf } from "./Cube.ts"
import type { DerivedCell, DerivedTable } from "./Derive.ts"
import { displayAddress } from "./Explain.ts"
import { partsOf, satisfies } from "./Term.ts"
import type { Term } from "./Term.ts"

/** One event's share in a change, signed as the change counts it. */
export interface Cause {
  /** The edition that counts the event. */
  readonly side: "a" | "b"
  readonly event: RecordedEvent
  readonly amount: Money.Money
}

/** A cell in which two editions differ, with the events that make the difference; amounts in fen. */
export interface CellChange {
  readonly address: string
  readonly display: string
  /** `null` where the edition does not print the cell. */
  readonly a: Money.Money | null
  readonly b: Money.Money | null
  /** b − a; what is not printed counts as zero. */
  readonly difference: Money.Money
  readonly causes: ReadonlyArray<Cause>
}

/** The cells of tables by address, in the order they are printed. */
const cellsOf = (tables: ReadonlyArray<DerivedTable>) =>
  new Map(
    tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        [...row.cells].map(
          ([column, cell]) =>
            [cell.address, { cell, display: displayAddress(table, row.key, column) }] as const
        )
      )
    )
  )

/** The dimension tuples that differ between two cubes: postings of others cannot have changed a cell. */
export const changedKeys = (a: Cube, b: Cube): ReadonlySet<string> =>
  new Set(
    [...a.cells, ...b.cells].flatMap(([key, posting]) =>
      a.cells.get(key)?.amount === b.cells.get(key)?.amount ? [] : [dimensionKey(posting)]
    )
  )

/** What makes two recorded events the same across ledgers: everything that was said. */
const sameEvent = ({ posting, event }: PostedEntry): string =>
  HashChain.canonicalJson([event.eventId, event.occurredOn, event.event, keyOf(posting), posting.amount])

interface Delta {
  readonly side: "a" | "b"
  readonly entry: PostedEntry
}

/** The entries that only one of two editions has, those of the earlier first. */
const deltaOf = (a: ReadonlyArray<PostedEntry>, b: ReadonlyArray<PostedEntry>): ReadonlyArray<Delta> => {
  const counts = new Map<string, number>()
  for (const entry of b) counts.set(sameEvent(entry), (counts.get(sameEvent(entry)) ?? 0) + 1)
  const onlyA = a.filter((entry) => {
    const key = sameEvent(entry)
    const left = counts.get(key) ?? 0
    if (left > 0) counts.set(key, left - 1)
    return left === 0
  })
  const onlyB = b.filter((entry) => {
    const key = sameEvent(entry)
    const left = counts.get(key) ?? 0
    if (left > 0) counts.set(key, left - 1)
    return left > 0
  })
  return [
    ...onlyA.map((entry): Delta => ({ side: "a", entry })),
    ...onlyB.map((entry): Delta => ({ side: "b", entry }))
  ]
}

const causesOf = (term: Term, delta: ReadonlyArray<Delta>): ReadonlyArray<Cause> => {
  const parts = partsOf(term)
  return delta.flatMap(({ side, entry }) => {
    const { posting, event } = entry
    const dated = datedPosting(entry)
    const weight = parts.reduce((sum, { sign, where }) => sum + (satisfies(dated, where) ? sign : 0), 0)
    if (weight === 0) return []
    const signed = Money.fromFen(weight * (side === "b" ? posting.amount : -posting.amount))
    return [{ side, event, amount: signed }]
  })
}

/** One edition: its tables, and the entries of the tuples that differ from the other's. */
export interface Edition {
  readonly tables: ReadonlyArray<DerivedTable>
  readonly entries: ReadonlyArray<PostedEntry>
}

const amountOf = (cell: DerivedCell | undefined): Money.Money | null => cell?.amount ?? null

/**
 * The cells in which two editions differ, in the order of print. A cell that only one prints differs only when it is
 * not zero.
 */
export const diffEditions = (a: Edition, b: Edition): ReadonlyArray<CellChange> => {
  const [before, after] = [cellsOf(a.tables), cellsOf(b.tables)]
  const delta = deltaOf(a.entries, b.entries)
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap(
    (address): ReadonlyArray<CellChange> => {
      const [old, now] = [before.get(address), after.get(address)]
      const [from, to] = [amountOf(old?.cell), amountOf(now?.cell)]
      const difference = Money.subtract(to ?? Money.zero, from ?? Money.zero)
      if (difference === 0) return []
      const { cell, display } = (now ?? old)!
      return [{ address, display, a: from, b: to, difference, causes: causesOf(cell.term, delta) }]
    }
  )
  const order = new Map([...after.keys(), ...before.keys()].map((address, index) => [address, index]))
  return changes.sort((x, y) => order.get(x.address)! - order.get(y.address)!)
}
