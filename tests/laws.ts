/**
 * The laws of the ledger and its tables, as functions over a system: the real one must keep them all, and each
 * mutant must break one. A law returns what it found wrong; nothing is nothing wrong.
 */
import { Address } from "@juesuan/domain"
import { evolve, initialState, isWithin, make, makeMemoryStore, postings } from "@juesuan/ledger"
import type { Event, Line, NewEvent, Posting, Window } from "@juesuan/ledger"
import {
  Articulation,
  Cube,
  cellAt,
  deriveTables,
  explainTerm,
  ledgerFiguresOf,
  matcherOf,
  ningxia2024,
  toSource
} from "@juesuan/tables"
import type { DerivedTable, TablePack } from "@juesuan/tables"
import { replayOracle } from "@juesuan/testing"
import type { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"

type Year = Arbitrary.Year

/** The parts of the system that a mutant may replace. */
export interface System {
  readonly postings: (event: Event) => ReadonlyArray<Posting>
  readonly pack: TablePack
  readonly merge: (left: Cube.Cube, right: Cube.Cube) => Cube.Cube
  readonly isWithin: (event: NewEvent, window: Window) => boolean
}

export const system: System = { postings, pack: ningxia2024, merge: Cube.merge, isWithin }

export type Law = (system: System, year: Year) => ReadonlyArray<string>

const cubeOf = ({ postings: post }: System, events: ReadonlyArray<NewEvent>): Cube.Cube =>
  Cube.fromPostings(events.flatMap(({ event }) => post(event)))

const tablesOf = (
  system: System,
  events: ReadonlyArray<NewEvent>,
  year: number
): ReadonlyArray<DerivedTable> => deriveTables(cubeOf(system, events), system.pack, year)

const figures = (tables: ReadonlyArray<DerivedTable>): ReadonlyMap<string, number> =>
  new Map(
    tables.flatMap((table) =>
      table.rows.flatMap((row) => [...row.cells.values()].map((c) => [c.address, c.amount]))
    )
  )

const at = (tables: ReadonlyArray<DerivedTable>, text: string): number => {
  const [table, row, column] = text.split("/") as [string, string, string]
  return cellAt(tables, Address.cell(table, row, column))?.amount ?? 0
}

/** What two sets of tables do not agree on; a cell that is not there is zero. */
const disagreements = (
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>
): ReadonlyArray<string> =>
  [...new Set([...left.keys(), ...right.keys()])].flatMap((address) => {
    const [a, b] = [left.get(address) ?? 0, right.get(address) ?? 0]
    return a === b ? [] : [`${address}: ${a} and ${b}`]
  })

const another = (year: Year, event: Event, serial: number): NewEvent => ({
  eventId: `law#${serial}`,
  occurredOn: `${year.year}-12-31`,
  recordedAt: `${year.year + 1}-02-01T00:00:00.000Z`,
  documentNo: `law-${serial}`,
  source: null,
  event
})

const sample: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}

/** Every derived table balances by every rule: hard identities and inequalities hold, no rule errs. */
const balances: Law = (system, year) => {
  const cube = cubeOf(system, year.events)
  const report = Articulation.checkTables(toSource(deriveTables(cube, system.pack, year.year)), {
    unitKind: year.unitKind,
    ledger: ledgerFiguresOf(cube)
  })
  return report.findings
    .filter(({ severity }) => severity === "block")
    .map(({ ruleId, message }) => `${ruleId} ${message}`)
}

const isCode = (digits: number) => (key: string) => key.length === digits && /^\d+$/.test(key)

/** Totals by their own selectors equal the sums of their rows, at every level. */
const totalsAreSums: Law = (system, year) =>
  tablesOf(system, year.events, year.year)
    .filter((table) => table.definition.rows.kind === "byCode")
    .flatMap((table) =>
      table.columns.flatMap((column) => {
        const sumOf = (isWanted: (key: string) => boolean): number =>
          table.rows.reduce(
            (sum, row) => sum + (isWanted(row.key) ? (row.cells.get(column.key)?.amount ?? 0) : 0),
            0
          )
        const sums = [sumOf((key) => key === "total"), sumOf(isCode(3)), sumOf(isCode(5)), sumOf(isCode(7))]
        return new Set(sums).size === 1 ? [] : [`${table.key} column ${column.key}: ${sums.join(" ≠ ")}`]
      })
    )

/** Replaying any split of the events, in any order of the parts, gives the same cube. */
const anySplitIsTheSame: Law = (system, year) => {
  const whole = cubeOf(system, year.events)
  const middle = Math.floor(year.events.length / 3)
  const parts = [
    year.events.slice(0, middle),
    year.events.slice(middle, 2 * middle),
    year.events.slice(2 * middle)
  ]
  const cubes = parts.map((part) => cubeOf(system, part))
  const [a, b, c] = cubes as [Cube.Cube, Cube.Cube, Cube.Cube]
  const { merge } = system
  return [
    ["in order", merge(merge(a, b), c)],
    ["associated the other way", merge(a, merge(b, c))],
    ["in another order", merge(c, merge(b, a))],
    ["with the empty cube", merge(Cube.empty, merge(merge(a, b), merge(c, Cube.empty)))]
  ].flatMap(([how, cube]) =>
    Cube.equals(cube as Cube.Cube, whole) ? [] : [`merged ${how as string}, the cube differs`]
  )
}

/** Every prefix of the year balances too: tables as of any day are articulated. */
const everyPrefixBalances: Law = (system, year) => {
  const events = year.events.slice(0, Math.ceil(year.events.length / 2))
  return balances(system, { ...year, events })
}

const correctedBy = (year: Year, ...corrections: ReadonlyArray<Event>): Year => ({
  ...year,
  events: [...year.events, ...corrections.map((event, index) => another(year, event, index + 1))]
})

const payment = make("DisbursementPaid", { line: sample, amount: 123_45, abstract: "" })

/** A payment that comes back whole leaves every table as it was. */
const returnedWhole: Law = (system, year) => {
  const back = make("DisbursementReturned", { corrects: "law#1", line: sample, amount: 123_45, abstract: "" })
  const after = tablesOf(system, correctedBy(year, payment, back).events, year.year)
  return disagreements(figures(tablesOf(system, year.events, year.year)), figures(after))
}

/** A reclassification leaves the total and what the fund has left. */
const reclassifiedStays: Law = (system, year) => {
  const to = { ...sample, function: "2210201", economic: "30113" }
  const moved = make("DisbursementReclassified", {
    corrects: "law#1",
    from: sample,
    to,
    amount: 100_00,
    abstract: ""
  })
  const before = tablesOf(system, correctedBy(year, payment).events, year.year)
  const after = tablesOf(system, correctedBy(year, payment, moved).events, year.year)
  return ["T01/57/2", "T01/59/2", "T03/total/1", "T04/59/3", "T05/total/1"].flatMap((address) =>
    at(before, address) === at(after, address) ? [] : [`${address} moved`]
  )
}

const reversible: ReadonlyArray<Event> = [
  payment,
  make("AppropriationReceived", {
    fund: "stateCapital",
    function: "2230101",
    nature: "project",
    project: "",
    amount: 5,
    abstract: ""
  }),
  make("IncomeReceived", {
    kind: "educationFees",
    fund: "specialAccount",
    function: "2050205",
    amount: 7,
    abstract: ""
  }),
  make("BudgetTransferred", {
    from: { ...sample, economic: "30231" },
    to: { ...sample, economic: "30217" },
    amount: 11,
    abstract: ""
  }),
  make("CarryoverBroughtForward", {
    fund: "governmentFund",
    function: "2120899",
    nature: "project",
    project: "",
    kind: "surplus",
    amount: 13
  }),
  make("NonFiscalSurplusUsed", { source: "specialFund", amount: 17, abstract: "" })
]

/** A reversal leaves every table as if the entry had never been. */
const reversedIsGone: Law = (system, year) => {
  const before = figures(tablesOf(system, year.events, year.year))
  return reversible.flatMap((entry) => {
    const reversal = make("EntryReversed", {
      corrects: "law#1",
      reason: "law",
      entry: { type: entry.type, payload: entry.payload as unknown as Record<string, unknown> }
    })
    const after = figures(tablesOf(system, correctedBy(year, entry, reversal).events, year.year))
    return disagreements(before, after).map((text) => `${entry.type}: ${text}`)
  })
}

/** What the ledger says each fund has left is what the tables print as 年末结转和结余. */
const fundsAgree: Law = (system, year) => {
  const { money, surplusUsed, surplusDistributed } = year.events.reduce(evolve, initialState)
  const tables = tablesOf(system, year.events, year.year)
  const all = Object.values(money).reduce((sum, fen) => sum + fen, 0)
  return (
    [
      ["T01/59/2", all],
      ["T04/60/3", money.generalPublic],
      ["T04/60/4", money.governmentFund],
      ["T04/60/5", money.stateCapital],
      ["T08/total/6", money.governmentFund],
      ["T01/28/1", surplusUsed],
      ["T01/58/2", surplusDistributed]
    ] as const
  ).flatMap(([address, fen]) =>
    at(tables, address) === fen ? [] : [`${address}: ${at(tables, address)} and ${fen}`]
  )
}

/** The postings that explain a cell sum to it. */
const explanationsSum: Law = (system, year) => {
  const entries = year.events.flatMap((event, index) =>
    system.postings(event.event).map((posting) => ({
      posting,
      event: {
        ...event,
        streamId: year.streamId,
        version: index + 1,
        position: index + 1,
        schemaVersion: 1,
        hash: ""
      }
    }))
  )
  return tablesOf(system, year.events, year.year).flatMap((table) =>
    table.rows.flatMap((row) =>
      [...row.cells.values()].flatMap((cell) => {
        const matches = matcherOf(cell.term)
        const explained = explainTerm(
          cell.term,
          entries.filter(({ posting }) => matches(posting))
        )
        return explained.total === cell.amount
          ? []
          : [`${cell.address}: ${cell.amount} and ${explained.total}`]
      })
    )
  )
}

/** As of a day, the store's cube is that of the events up to it; as of the last day it is the whole year's. */
const asOfIsAPrefix: Law = (system, year) => {
  const store = makeMemoryStore()
  if (year.events.length > 0) {
    Effect.runSync(store.append([{ streamId: year.streamId, expectedVersion: 0, events: year.events }]))
  }
  const days = [`${year.year}-03-31`, year.events.at(-1)?.occurredOn ?? "", `${year.year}-12-31`].filter(
    (day) => day !== ""
  )
  return days.flatMap((asOf) => {
    const stored = Cube.fromPostings(Effect.runSync(store.totals([year.streamId], { asOf })))
    const filtered = cubeOf(
      system,
      year.events.filter((event) => system.isWithin(event, { asOf }))
    )
    return Cube.equals(stored, filtered) ? [] : [`as of ${asOf} the cubes differ`]
  })
}

/** What is derived is what an independent, naive fold computes. */
const agreesWithOracle: Law = (system, year) => {
  const oracle = replayOracle(year.events)
  const derived = figures(tablesOf(system, year.events, year.year))
  return disagreements(derived, new Map([...oracle].map(([address, fen]) => [address, Number(fen)])))
}

export const laws: Readonly<Record<string, Law>> = {
  "every derived table balances by every rule": balances,
  "totals by their own selectors equal the sums of their rows": totalsAreSums,
  "replay in any split and order gives the same cube": anySplitIsTheSame,
  "every prefix of a year balances": everyPrefixBalances,
  "a payment that comes back whole leaves every table as it was": returnedWhole,
  "a reclassification leaves every total as it was": reclassifiedStays,
  "a reversal leaves every table as if the entry had never been": reversedIsGone,
  "what the funds have left is what the tables print": fundsAgree,
  "the postings that explain a cell sum to it": explanationsSum,
  "as of a day is the events up to that day": asOfIsAPrefix,
  "what is derived is what a naive fold computes": agreesWithOracle
}
