/**
 * The laws of corrections and of control: what is taken back is as if it had never been, what is refused leaves
 * nothing behind, and nothing that strict control lets pass overdraws a quota or a fund.
 */
import { Money, fundTypes, isFiscalFund } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import { HashChain, availableOn, encodeState, entryOf, make, quotaLineOf } from "@juesuan/ledger"
import type { Event, EventStoreShape, Line, NewEvent, YearState } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"
import { YearBuilder, reversalOf } from "../arbitrary/YearBuilder.ts"
import { at, chosen, differences, figuresOf, stateOf, tablesOf } from "./System.ts"
import type { Figures, Law, System, Trial } from "./System.ts"

const printed = (system: System, { year }: Trial, events: ReadonlyArray<NewEvent>): Figures =>
  figuresOf(tablesOf(system, events, year.year))

/** The year with quota and money for a payment on the trial's line; and a payment that is charged to them. */
const withPayment = ({ year, line, amount }: Trial) => {
  const builder = new YearBuilder(year.agencyCode, year.year, year.events)
  const occurredOn = `${year.year}-12-31`
  builder.supplyQuota(line, amount, occurredOn)
  builder.supplyMoney(line, amount, occurredOn)
  const before = [...builder.events]
  const isPaid = builder.tryAdd(make("DisbursementPaid", { line, amount, abstract: "" }), occurredOn)
  return { builder, before, isPaid, occurredOn, corrects: builder.events.at(-1)?.eventId ?? "" }
}

/** An amount in three parts that sum to it; small ones have fewer. */
const partsOf = (amount: Money.Money, pick: number): ReadonlyArray<Money.Money> => {
  const first = pick % amount
  const second = (pick >> 4) % (amount - first)
  return [first, second, amount - first - second].filter((part) => part > 0).map(Money.fromFen)
}

/** A payment that comes back whole, in however many parts, leaves every table as it was before it. */
export const returnedWhole: Law = (system, trial) => {
  const { builder, before, isPaid, occurredOn, corrects } = withPayment(trial)
  if (!isPaid) return ["a funded and budgeted payment is refused"]
  const { line } = trial
  const refused = partsOf(trial.amount, trial.pick).filter(
    (amount) =>
      !builder.tryAdd(make("DisbursementReturned", { corrects, line, amount, abstract: "" }), occurredOn)
  )
  return [
    ...refused.map((part) => `the return of ${part} is refused`),
    ...differences(printed(system, trial, before), printed(system, trial, builder.events))
  ]
}

const totals =
  "T01/expenditure/2 T01/closing/2 T01/total/2 T03/total/1 T04/expenditure/2 T04/expenditure/3 T04/expenditure/4 T04/expenditure/5 T04/closing/2 T04/closing/3 T04/closing/4 " +
  "T04/closing/5 T05/total/1 T08/total/3 T08/total/6 T09/total/1"

/** Where a payment may be moved within its fund: the trial's line, its nature fitted to the fund. */
const destinationOf = (from: Line, { line }: Trial): Line => {
  const isFitting = !isFiscalFund(from.fund) || line.nature === "basic" || line.nature === "project"
  return { ...line, fund: from.fund, nature: isFitting ? line.nature : "project" }
}

/** A reclassification within a fund leaves every total as it was, and moves its amount from line to line. */
export const reclassifiedStays: Law = (system, trial) => {
  const { builder, occurredOn } = withPayment(trial)
  const payment = chosen(builder.openPayments(), trial.pick)
  if (payment === undefined) return []
  const { eventId: corrects, line: from, remaining } = payment
  const to = destinationOf(from, trial)
  const amount = Money.fromFen(1 + (trial.pick % remaining))
  builder.supplyQuota(to, amount, occurredOn)
  const before = tablesOf(system, builder.events, trial.year.year)
  const moved = make("DisbursementReclassified", { corrects, from, to, amount, abstract: "" })
  if (!builder.tryAdd(moved, occurredOn)) return ["a covered reclassification is refused"]
  const after = tablesOf(system, builder.events, trial.year.year)
  const rowsMoved = (row: string): number => at(after, row) - at(before, row)
  const expected = from.function === to.function ? 0 : amount
  return [
    ...totals
      .split(" ")
      .flatMap((address) => (rowsMoved(address) === 0 ? [] : [`${address} moved by ${rowsMoved(address)}`])),
    ...(rowsMoved(`T03/${from.function}/1`) === -expected
      ? []
      : [`${from.function} did not lose ${expected}`]),
    ...(rowsMoved(`T03/${to.function}/1`) === expected ? [] : [`${to.function} did not gain ${expected}`])
  ]
}

/** A reversal leaves every table as if the entry had never been: without it, the year prints the same. */
export const reversedIsGone: Law = (system, trial) => {
  const { builder, occurredOn } = withPayment(trial)
  const { events } = builder
  const from = trial.pick % events.length
  const entry = [...events.slice(from), ...events.slice(0, from)].find((candidate) =>
    builder.tryAdd(reversalOf(candidate), occurredOn)
  )
  if (entry === undefined) return ["no entry at all can be reversed"]
  const without = events.slice(0, -1).filter(({ eventId }) => eventId !== entry.eventId)
  return differences(printed(system, trial, without), printed(system, trial, events)).map(
    (text) => `${entry.event.type}: ${text}`
  )
}

const overdrawn = (state: YearState, after: string): ReadonlyArray<string> => [
  ...(Object.keys(fundTypes) as ReadonlyArray<FundType>)
    .filter((fund) => state.money[fund] < 0)
    .map((fund) => `${after} leaves ${fund} with ${state.money[fund]}`),
  ...[...HashMap.keys(state.quotas)]
    .filter((key) => availableOn(state, key) < 0)
    .map((key) => `${after} leaves the quota ${key} with ${availableOn(state, key)}`)
]

/** Under strict control no quota and no fund is overdrawn, at any point of the year. */
export const nothingIsOverdrawn: Law = (system, { year }) => {
  const faults: Array<string> = []
  let state = stateOf(system, [])
  for (const event of year.events) {
    state = system.evolve(state, event)
    faults.push(...overdrawn(state, `${event.eventId} ${event.event.type}`))
  }
  return faults
}

/** A payment passes up to the last fen of its quota and of its fund, and not one fen beyond the lesser of them. */
export const controlIsExact: Law = (system, trial) => {
  const { builder, occurredOn } = withPayment(trial)
  const { line, year, pick } = trial
  builder.supplyMoney(line, 1 + (pick % 1000), occurredOn)
  builder.supplyQuota(line, 1 + (pick % 777), occurredOn)
  // What is there is read off the builder's state: the system under trial decides on its own.
  const quota = quotaLineOf(builder.state, line)
  const issued = quota === null ? 0 : availableOn(builder.state, quota)
  const available = Math.min(builder.state.money[line.fund], issued)
  const state = stateOf(system, builder.events)
  const isAccepted = (amount: number): boolean => {
    const payment = builder.commandOf(
      make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" }),
      occurredOn
    )
    return Result.isSuccess(system.decide(payment, state, year.year))
  }
  return [
    ...(available < 1 || !isAccepted(available) ? [`${available} are there, and refused`] : []),
    ...(isAccepted(available + 1) ? [`${available} are there, and one more is paid`] : [])
  ]
}

/** What is left to correct of a payment is what was paid less what came back or was moved, and never negative. */
export const remaindersAdd: Law = (system, { year }) => {
  const state = stateOf(system, year.events)
  const left = new Map<string, number>()
  const add = (id: string, fen: number): void => void left.set(id, (left.get(id) ?? 0) + fen)
  const count = (event: Event, id: string, sign: number): void => {
    if (event.type === "DisbursementPaid") add(id, sign * event.payload.amount)
    if (event.type === "DisbursementReturned") add(event.payload.corrects, -sign * event.payload.amount)
    if (event.type === "EntryReversed") count(event.payload.entry, event.payload.corrects, -sign)
  }
  for (const { event, eventId } of year.events) count(event, eventId, 1)
  return [...left].flatMap(([id, fen]) => {
    const lines = Object.values(entryOf(state, id)?.lines ?? {})
    const sum = lines.reduce((total, { remaining }) => total + remaining, 0)
    if (lines.some(({ remaining }) => remaining < 0)) return [`${id} has less than nothing left on a line`]
    return sum === fen ? [] : [`${id} has ${sum} left, not ${fen}`]
  })
}

/** The whole state as one text. */
export const bytesOfState = encodeState

/** Everything a store holds as one text. */
export const bytesOfStore = (store: EventStoreShape): string =>
  HashChain.canonicalJson([
    Effect.runSync(store.readAll(null, 1_000_000)).events,
    Effect.runSync(store.heads),
    Effect.runSync(Effect.flatMap(store.heads, (heads) => store.totals(heads.map((head) => head.streamId))))
  ])

/** The trial's command as the next of its stream; a correction names an entry that is there, when it can. */
const commandOf = ({ year, command, pick }: Trial): NewEvent => {
  const { event, occurredOn } = command
  const corrects = chosen(year.events, pick)?.eventId
  const payload =
    "corrects" in event.payload && corrects !== undefined ? { ...event.payload, corrects } : event.payload
  const builder = new YearBuilder(year.agencyCode, year.year, year.events)
  return builder.commandOf({ type: event.type, payload } as Event, occurredOn)
}

/** A decision, refused or not, leaves the state as it was, to the byte; so does folding its event. */
export const decisionsTouchNothing: Law = (system, trial) => {
  const state = stateOf(system, trial.year.events)
  const before = bytesOfState(state)
  const decided = system.decide(commandOf(trial), state, trial.year.year)
  const afterDecision = bytesOfState(state)
  if (Result.isSuccess(decided)) decided.success.reduce(system.evolve, state)
  return [
    ...(afterDecision === before ? [] : ["deciding changed the state"]),
    ...(bytesOfState(state) === afterDecision ? [] : ["folding the events changed the state before them"])
  ]
}

/** An append that the store refuses leaves the store as it was, to the byte: nothing of the batch is there. */
export const refusedAppendsLeaveNothing: Law = (system, trial) => {
  const { streamId, events } = trial.year
  const store = system.makeStore()
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  const before = bytesOfStore(store)
  const command = commandOf(trial)
  const other = { ...command, eventId: "other#1" }
  const used = chosen(events, trial.pick)!
  const refused = [
    [{ streamId, expectedVersion: events.length + 1, events: [command] }],
    [{ streamId, expectedVersion: events.length - 1, events: [command] }],
    [
      { streamId: "unit/999999/2024", expectedVersion: 0, events: [other] },
      { streamId, expectedVersion: events.length, events: [command, { ...used, documentNo: "other" }] }
    ],
    [
      { streamId, expectedVersion: events.length, events: [command] },
      { streamId: "unit/999999/2024", expectedVersion: 7, events: [other] }
    ]
  ]
  return refused.flatMap((batches, index) => {
    const result = Effect.runSync(Effect.result(store.append(batches)))
    if (Result.isSuccess(result)) return [`append ${index + 1} is accepted`]
    return bytesOfStore(store) === before
      ? []
      : [`append ${index + 1} (${result.failure._tag}) left something`]
  })
}
