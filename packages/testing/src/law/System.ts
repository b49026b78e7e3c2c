/**
 * The system that laws are about: its parts as values, so that the same law runs on the real one and on mutants.
 *
 * A law is a sentence about the domain as a function: it returns what it found wrong, and nothing is nothing wrong.
 * Whoever defines tables of their own can put their pack into a system and have the laws hunt for the year that
 * breaks it.
 */
import { Address } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import { decide, evolve, initialState, makeMemoryStore, postings } from "@juesuan/ledger"
import type {
  Event,
  Line,
  NewEvent,
  OrderedEventStoreShape,
  PostedEntry,
  Posting,
  YearState
} from "@juesuan/ledger"
import { Articulation, Cube, cellAt, deriveTables, explainTerm, mof2023 } from "@juesuan/tables"
import type { DerivedTable, Explanation, TablePack, Term } from "@juesuan/tables"
import type { Command } from "../arbitrary/command.ts"
import type { Ledger } from "../arbitrary/ledger.ts"
import type { Year } from "../arbitrary/year.ts"

/** The parts that a mutant may replace. */
export interface System {
  readonly postings: (event: Event) => ReadonlyArray<Posting>
  readonly pack: TablePack
  readonly derive: (cube: Cube.Cube, pack: TablePack, year: number) => ReadonlyArray<DerivedTable>
  readonly merge: (left: Cube.Cube, right: Cube.Cube) => Cube.Cube
  readonly explain: (term: Term.Term, entries: ReadonlyArray<PostedEntry>) => Explanation
  readonly checkTables: typeof Articulation.checkTables
  readonly decide: typeof decide
  readonly evolve: (state: YearState, event: NewEvent) => YearState
  readonly initialState: YearState
  readonly makeStore: () => OrderedEventStoreShape
}

/** The system as it ships: what the laws hold for. */
export const realSystem: System = {
  postings,
  pack: mof2023,
  derive: deriveTables,
  merge: Cube.merge,
  explain: explainTerm,
  checkTables: Articulation.checkTables,
  decide,
  evolve,
  initialState,
  makeStore: makeMemoryStore
}

/** A generated year, and what a law may need besides to ask its question. */
export interface Trial {
  readonly year: Year
  readonly line: Line
  /** More than zero. */
  readonly amount: Money.Money
  readonly command: Command
  /** Chooses among what is there. */
  readonly pick: number
}

/** A law of one year: what is wrong, in words; nothing when it holds. */
export type Law = (system: System, trial: Trial) => ReadonlyArray<string>
/** A law of a ledger of several streams; `pick` chooses what to try. */
export type LedgerLaw = (system: System, ledger: Ledger, pick: number) => ReadonlyArray<string>

/** The cube of some events. */
export const cubeOf = ({ postings: post }: System, events: ReadonlyArray<NewEvent>): Cube.Cube =>
  Cube.fromPostings(events.flatMap(({ event }) => post(event)))

/** The tables of some events. */
export const tablesOf = (
  system: System,
  events: ReadonlyArray<NewEvent>,
  year: number
): ReadonlyArray<DerivedTable> => system.derive(cubeOf(system, events), system.pack, year)

/** Every cell that the tables print, by address. */
export type Figures = ReadonlyMap<string, Money.Money>

export const figuresOf = (tables: ReadonlyArray<DerivedTable>): Figures =>
  new Map(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => [...cells.values()].map(({ address, amount }) => [address, amount]))
    )
  )

/** The figure at an address; a cell that is not printed is zero. */
export const at = (tables: ReadonlyArray<DerivedTable>, text: string): number => {
  const { table, row, column } = Address.cellOf(text)
  return cellAt(tables, Address.cell(table, row, column))?.amount ?? 0
}

/** What two sets of figures do not agree on, printed rows included: a row of zeros is not no row. */
export const differences = (left: Figures, right: Figures): ReadonlyArray<string> =>
  [...new Set([...left.keys(), ...right.keys()])].flatMap((address) => {
    const [a, b] = [left.get(address), right.get(address)]
    return a === b ? [] : [`${address}: ${a ?? "not printed"} and ${b ?? "not printed"}`]
  })

/** The state after some events. */
export const stateOf = (system: System, events: ReadonlyArray<NewEvent>): YearState =>
  events.reduce(system.evolve, initialState)

/** The entry of a choice, or `undefined` where there is none to choose. */
export const chosen = <A>(values: ReadonlyArray<A>, pick: number): A | undefined =>
  values[pick % Math.max(1, values.length)]
