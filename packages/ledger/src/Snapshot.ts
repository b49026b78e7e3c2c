/**
 * Snapshots: a year's state as text, so that a long stream need not be folded from its first event.
 *
 * A snapshot is disposable. It is used only by the reducer version that made it, and only while the event it was
 * taken after is still the one with that hash; anything else is folded anew.
 */
import * as HashMap from "effect/HashMap"
import { canonicalJson } from "./HashChain.ts"
import { reducerVersion } from "./Evolve.ts"
import type { RecordedEvent, StreamId } from "./Envelope.ts"
import { evolve } from "./Evolve.ts"
import { initialState } from "./YearState.ts"
import type { YearState } from "./YearState.ts"

/** The state after an event of a stream, as it is stored. */
export interface Snapshot {
  readonly streamId: StreamId
  readonly reducerVersion: number
  /** The version and hash of the last event that is in the state. */
  readonly version: number
  readonly hash: string
  /** Canonical JSON: equal states have equal texts. */
  readonly state: string
}

type Tables = Pick<
  YearState,
  "overruns" | "quotas" | "charged" | "balances" | "surplusHeld" | "priorReturns" | "entries"
>

const tableNames = [
  "overruns",
  "quotas",
  "charged",
  "balances",
  "surplusHeld",
  "priorReturns",
  "entries"
] as const satisfies ReadonlyArray<keyof Tables>

/** The state as canonical JSON. */
export const encodeState = (state: YearState): string =>
  canonicalJson({
    ...state,
    ...Object.fromEntries(tableNames.map((name) => [name, Object.fromEntries(state[name])]))
  })

/** Reads what {@link encodeState} wrote; the text must come from it. */
export const decodeState = (text: string): YearState => {
  const plain = JSON.parse(text) as Record<string, unknown>
  const tables = tableNames.map((name) => [
    name,
    HashMap.fromIterable(Object.entries(plain[name] as Record<string, unknown>))
  ])
  return { ...plain, ...Object.fromEntries(tables) } as unknown as YearState
}

/** The states of the snapshots taken in this process: a store that keeps a snapshot as it is needs no text of it. */
const states = new WeakMap<Snapshot, YearState>()

/** The snapshot of a state after its stream's last event. Its text is made when somebody reads it. */
export const takeSnapshot = (state: YearState, last: RecordedEvent): Snapshot => {
  let text: string | undefined
  const snapshot: Snapshot = {
    streamId: last.streamId,
    reducerVersion,
    version: last.version,
    hash: last.hash,
    get state() {
      return (text ??= encodeState(state))
    }
  }
  states.set(snapshot, state)
  return snapshot
}

/** The state in a snapshot. */
export const stateOf = (snapshot: Snapshot): YearState => states.get(snapshot) ?? decodeState(snapshot.state)

/** Whether a snapshot may be continued from the event it was taken after. */
export const isUsable = (snapshot: Snapshot, last: RecordedEvent): boolean =>
  snapshot.reducerVersion === reducerVersion &&
  snapshot.version === last.version &&
  snapshot.hash === last.hash

/** Folds a stream from its beginning. */
export const foldYear = (events: Iterable<RecordedEvent>): YearState => {
  let state = initialState
  for (const event of events) state = evolve(state, event)
  return state
}
