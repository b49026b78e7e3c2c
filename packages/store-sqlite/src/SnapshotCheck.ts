/**
 * Snapshots against the states that the events come to.
 */
import { encodeState, evolve, initialState, reducerVersion } from "@juesuan/ledger"
import type { Event, NewEvent, StreamId, YearState } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { readSnapshot } from "./Snapshots.ts"

/** An event's row as far as a state needs it. */
interface FollowedRow extends Pick<NewEvent, "eventId" | "occurredOn" | "recordedAt" | "documentNo"> {
  readonly streamId: StreamId
  readonly version: number
}

/** The states of the streams that have a snapshot, followed as far as the snapshot goes. */
export interface States {
  readonly byStream: Map<StreamId, { state: YearState; until: number }>
  readonly taken: Map<StreamId, string>
}

export const statesToFollow = (database: DatabaseSync): States => {
  const rows = database
    .prepare(
      "SELECT stream_id AS streamId, snapshot.version AS until FROM snapshot JOIN stream ON stream.id = stream"
    )
    .all() as unknown as ReadonlyArray<{ readonly streamId: StreamId; readonly until: number }>
  return {
    byStream: new Map(rows.map(({ streamId, until }) => [streamId, { state: initialState, until }])),
    taken: new Map()
  }
}

export const follow = ({ byStream, taken }: States, row: FollowedRow, event: Event): void => {
  const followed = byStream.get(row.streamId)
  if (followed === undefined || row.version > followed.until) return
  const { eventId, occurredOn, recordedAt, documentNo } = row
  const recorded = { eventId, occurredOn, recordedAt, documentNo, source: null, event }
  try {
    followed.state = evolve(followed.state, recorded)
  } catch {
    // An event of before there was a gate may say what no state can follow: no snapshot after it is right.
    followed.until = 0
    return
  }
  if (row.version === followed.until) taken.set(row.streamId, encodeState(followed.state))
}

/** Snapshots against the states the events come to. One that nobody would use breaks nothing. */
export const wrongSnapshots = (
  database: DatabaseSync,
  states: States
): ReadonlyArray<{ readonly streamId: StreamId; readonly version: number }> =>
  [...states.byStream.keys()].flatMap((streamId) => {
    const snapshot = readSnapshot(database, streamId)
    if (snapshot === null || snapshot.reducerVersion !== reducerVersion) return []
    const { version } = snapshot
    return states.taken.get(streamId) === snapshot.state ? [] : [{ streamId, version }]
  })
