/**
 * Loading the state of a unit's year from a store: from its snapshot where that still holds, else from the start.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { DecisionContext, PriorPayment } from "./Decide.ts"
import type { RecordedEvent, StreamId } from "./Envelope.ts"
import { parseStreamId } from "./Envelope.ts"
import type { EventStoreShape, StoreFailure } from "./EventStore.ts"
import { evolve } from "./Evolve.ts"
import { foldYear, isUsable, stateOf, takeSnapshot } from "./Snapshot.ts"
import { amountAt, entryOf } from "./YearState.ts"
import type { YearState } from "./YearState.ts"

/** A year as it stands in a store. A stream that is not there is a year that is not opened. */
export interface LoadedYear {
  readonly state: YearState
  readonly version: number
  /** When its last event was recorded; `null` when it has none. */
  readonly recordedAt: string | null
  /** How many events were folded to get here; fewer than `version` where a snapshot helped. */
  readonly folded: number
}

/** After this many events since the last snapshot the next one is worth its place. */
export const SNAPSHOT_EVERY = 1000

const fromStart = (events: ReadonlyArray<RecordedEvent>): LoadedYear => ({
  state: foldYear(events),
  version: events.length,
  recordedAt: events.at(-1)?.recordedAt ?? null,
  folded: events.length
})

/** Loads a year. A snapshot of another reducer version, or of events that are no longer there, is not used. */
export const loadYear = Effect.fn("loadYear")(function* (store: EventStoreShape, streamId: StreamId) {
  const snapshot = yield* store.snapshot(streamId)
  if (snapshot !== null) {
    const [last, ...since] = yield* store.read(streamId, { fromVersion: snapshot.version })
    if (last !== undefined && isUsable(snapshot, last)) {
      const state = since.reduce<YearState>(evolve, stateOf(snapshot))
      const { recordedAt } = since.at(-1) ?? last
      const version = last.version + since.length
      const loaded: LoadedYear = { state, version, recordedAt, folded: since.length }
      return loaded
    }
  }
  return fromStart(yield* store.read(streamId))
})

/** Saves a snapshot of a year as it is known to stand in the store, when it has grown enough since the last one. */
export const keepSnapshotOf = Effect.fn("keepSnapshotOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  { state, version, folded }: LoadedYear,
  every: number = SNAPSHOT_EVERY
) {
  if (folded < every) return
  const [last] = yield* store.read(streamId, { fromVersion: version })
  if (last !== undefined && last.version === version) yield* store.saveSnapshot(takeSnapshot(state, last))
})

/** Loads a year, and saves a snapshot of it when it has grown enough since the last one. */
export const keepSnapshot = Effect.fn("keepSnapshot")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  every: number = SNAPSHOT_EVERY
) {
  yield* keepSnapshotOf(store, streamId, yield* loadYear(store, streamId), every)
})

/** A payment of earlier years as these states of them have it: its line, and what has not come back yet, in fen. */
export const priorPaymentIn = (
  years: ReadonlyArray<YearState>,
  eventId: string
): PriorPayment | undefined => {
  const entry = years.map((state) => entryOf(state, eventId)).find((found) => found !== undefined)
  if (entry === undefined || entry.event.type !== "DisbursementPaid") return undefined
  const left = Object.values(entry.lines).reduce((sum, { remaining }) => sum + remaining, 0)
  const back = years.reduce((sum, { priorReturns }) => sum + amountAt(priorReturns, eventId), 0)
  return { line: entry.event.payload.line, remaining: left - back }
}

/** The states of the same unit's other years in a store, by stream. */
export const loadOtherYears = Effect.fn("loadOtherYears")(function* (
  store: EventStoreShape,
  streamId: StreamId
) {
  const own = Result.getOrThrow(parseStreamId(streamId))
  const years = new Map<StreamId, YearState>()
  for (const { streamId: other } of yield* store.heads) {
    const isOther = Result.match(parseStreamId(other), {
      onFailure: () => false,
      onSuccess: ({ agencyCode, year }) => agencyCode === own.agencyCode && year !== own.year
    })
    if (isOther) years.set(other, (yield* loadYear(store, other)).state)
  }
  return years as ReadonlyMap<StreamId, YearState>
})

/** What a decision on a stream may look up: the payments of the same unit's earlier years, loaded once. */
export const contextOf = (
  store: EventStoreShape,
  streamId: StreamId
): Effect.Effect<DecisionContext, StoreFailure> =>
  Effect.map(loadOtherYears(store, streamId), (years) => ({
    priorPayment: (eventId) => priorPaymentIn([...years.values()], eventId)
  }))
