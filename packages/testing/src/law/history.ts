/**
 * The laws of a history of two years: the next year opens with what this one closed with, earlier editions stay.
 */
import { make, quote } from "@juesuan/ledger"
import type { Event, EventOf, EventStoreShape, MoneyEventType, NewEvent, Window } from "@juesuan/ledger"
import { Cube, changedKeys, diffEditions } from "@juesuan/tables"
import type { DerivedTable, Edition } from "@juesuan/tables"
import { dimensionKey } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type { History } from "../arbitrary/history.ts"
import { at, chosen, cubeOf, differences, figuresOf, tablesOf } from "./System.ts"
import type { System } from "./System.ts"

/** A law of two years of a unit; `pick` chooses what to try. */
export type HistoryLaw = (system: System, history: History, pick: number) => ReadonlyArray<string>

const unequal = (what: string, left: number, right: number): ReadonlyArray<string> =>
  left === right ? [] : [`${what}: ${left} is not ${right}`]

/** The next year opens with what this one closed with, adjustments after the close included, cell by cell. */
export const opensWithTheClosing: HistoryLaw = (system, { first, second, openedWith }) => {
  const closed = tablesOf(system, first.events, first.year)
  const opened = tablesOf(system, second.events.slice(0, openedWith), second.year)
  const pairs = [
    ["T01/closing/2", "T01/opening/1"],
    ["T04/closing/2", "T04/opening/1"],
    ["T04/closing/3", "T04/opening.generalPublic/1"],
    ["T04/closing/4", "T04/opening.governmentFund/1"],
    ["T04/closing/5", "T04/opening.stateCapital/1"]
  ] as const
  const rows = new Set(
    [...closed, ...opened]
      .filter(({ key }) => key === "T08")
      .flatMap((table) => table.rows.map(({ key }) => key))
  )
  return [
    ...pairs.flatMap(([end, start]) =>
      unequal(`${end} and next year's ${start}`, at(closed, end), at(opened, start))
    ),
    ...[...rows].flatMap((row) =>
      unequal(`T08/${row}`, at(closed, `T08/${row}/6`), at(opened, `T08/${row}/1`))
    )
  ]
}

/** An adjustment after the close changes the tables as the same entry would have before it. */
export const adjustsAsIfBefore: HistoryLaw = (system, { first, closedAt }) => {
  const asEntries = first.events.map((recorded) =>
    recorded.event.type === "ClosedYearAdjusted"
      ? { ...recorded, event: recorded.event.payload.entry as Event }
      : recorded
  )
  const before = [...asEntries.slice(0, closedAt - 1), ...asEntries.slice(closedAt), asEntries[closedAt - 1]!]
  return differences(
    figuresOf(tablesOf(system, first.events, first.year)),
    figuresOf(tablesOf(system, before, first.year))
  )
}

const withoutReturns = (events: ReadonlyArray<NewEvent>): ReadonlyArray<NewEvent> =>
  events.filter(({ event }) => event.type !== "OpeningAdjusted" || event.payload.cause !== "priorYearReturn")

/** Money back for an earlier year's payment raises the carry-over and touches neither income nor expenditure. */
export const priorReturnsTouchCarryover: HistoryLaw = (system, { second }) => {
  const back = second.events.reduce(
    (sum, { event }) =>
      event.type === "OpeningAdjusted" && event.payload.cause === "priorYearReturn"
        ? sum + event.payload.amount
        : sum,
    0
  )
  const whole = tablesOf(system, second.events, second.year)
  const without = tablesOf(system, withoutReturns(second.events), second.year)
  const moved = (address: string, by: number) =>
    unequal(address, at(whole, address) - at(without, address), by)
  return [
    ...["T01/opening/1", "T01/total/1", "T01/closing/2", "T01/total/2"].flatMap((address) =>
      moved(address, back)
    ),
    ...["T01/income/1", "T01/expenditure/2", "T02/total/1", "T03/total/1", "T05/total/1"].flatMap((address) =>
      moved(address, 0)
    )
  ]
}

const storeOf = (system: System, { first, second }: History): EventStoreShape => {
  const store = system.makeStore()
  for (const { streamId, events } of [first, second])
    Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  return store
}

const editionOf = (
  system: System,
  store: EventStoreShape,
  { streamId, year }: History["first"],
  window: Window
): { readonly cube: Cube.Cube; readonly tables: ReadonlyArray<DerivedTable> } => {
  const cube = Cube.fromPostings(Effect.runSync(store.totals([streamId], window)))
  return { cube, tables: system.derive(cube, system.pack, year) }
}

/** What was known at any moment is what had been recorded by then, whatever was recorded since. */
export const editionsStay: HistoryLaw = (system, history, pick) => {
  const { first } = history
  const store = storeOf(system, history)
  const moments = [...new Set(first.events.map(({ recordedAt }) => recordedAt))].sort()
  const knownAt = chosen(moments, pick)!
  const then = first.events.filter(({ recordedAt }) => recordedAt <= knownAt)
  return differences(
    figuresOf(editionOf(system, store, first, { knownAt }).tables),
    figuresOf(system.derive(cubeOf(system, then), system.pack, first.year))
  )
}

/** The events named as causes of a changed cell sum to its change, and no cell that changed is left out. */
export const causesSum: HistoryLaw = (system, history, pick) => {
  const { first } = history
  const store = storeOf(system, history)
  const dates = first.events.map(({ occurredOn }) => occurredOn)
  const windows: readonly [Window, Window] = [
    { asOf: chosen(dates, pick)! },
    { asOf: chosen(dates, pick >> 5)!, knownAt: chosen(first.events, pick >> 9)!.recordedAt }
  ]
  const [a, b] = windows.map((window) => editionOf(system, store, first, window)) as [
    ReturnType<typeof editionOf>,
    ReturnType<typeof editionOf>
  ]
  const keys = changedKeys(a.cube, b.cube)
  const [left, right] = [a, b].map(({ tables }, index): Edition => {
    const entries = store.entries(
      [first.streamId],
      (dimensions) => keys.has(dimensionKey(dimensions)),
      windows[index]
    )
    return { tables, entries: Effect.runSync(entries) }
  }) as [Edition, Edition]
  const changes = diffEditions(left, right)
  const differing = [...new Set([...figuresOf(a.tables).keys(), ...figuresOf(b.tables).keys()])].filter(
    (address) => (figuresOf(a.tables).get(address) ?? 0) !== (figuresOf(b.tables).get(address) ?? 0)
  )
  return [
    ...unequal("changed cells", changes.length, differing.length),
    ...changes.flatMap(({ address, difference, causes }) =>
      unequal(
        address,
        causes.reduce((sum, { amount }) => sum + amount, 0),
        difference
      )
    )
  ]
}

/** A closed year takes adjustments only: the same entry as such is refused, whatever it is. */
export const closedTakesAdjustmentsOnly: HistoryLaw = (system, { first, closedAt }, pick) => {
  const entry = chosen(
    first.events.slice(0, closedAt - 1).filter(({ event }) => event.type === "AppropriationReceived"),
    pick
  )
  if (entry === undefined) return []
  const state = first.events.slice(0, closedAt).reduce(system.evolve, system.initialState)
  const command = (event: Event): NewEvent => ({ ...entry, eventId: "again", event })
  const plain = system.decide(command(entry.event), state, first.year)
  const adjustment = make("ClosedYearAdjusted", {
    reason: "generated",
    authority: "generated",
    entry: quote(entry.event as EventOf<MoneyEventType>)
  })
  const adjusted = system.decide(command(adjustment), state, first.year)
  return [
    ...(plain._tag === "Failure" ? [] : ["a closed year takes an entry"]),
    ...(adjusted._tag === "Success" ? [] : ["a closed year takes no adjustment"])
  ]
}
