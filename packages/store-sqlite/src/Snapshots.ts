/**
 * Snapshots in the ledger file: one a stream, with a checksum, because nothing else vouches for them.
 */
import type { Snapshot, StreamId } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { sha256Hex } from "./Sha256.ts"

const encoder = new TextEncoder()

const checksumOf = ({ streamId, reducerVersion, version, hash, state }: Snapshot): string =>
  sha256Hex(encoder.encode(JSON.stringify([streamId, reducerVersion, version, hash, state])))

/** The snapshot of a stream; `null` when there is none, or when it is not what was saved. */
export const readSnapshot = (database: DatabaseSync, streamId: StreamId): Snapshot | null => {
  const row = database
    .prepare(
      `SELECT stream_id AS streamId, reducer_version AS reducerVersion, snapshot.version AS version,
         snapshot.hash AS hash, state, checksum
       FROM snapshot JOIN stream ON stream.id = snapshot.stream WHERE stream_id = ?`
    )
    .get(streamId) as unknown as (Snapshot & { readonly checksum: string }) | undefined
  if (row === undefined) return null
  const { checksum, ...snapshot } = row
  return checksum === checksumOf(snapshot) ? snapshot : null
}

/** Saves a snapshot in place of the last one; one of a stream that is not there is left out. */
export const writeSnapshot = (database: DatabaseSync, snapshot: Snapshot): void => {
  const { streamId, reducerVersion, version, hash, state } = snapshot
  database
    .prepare(`INSERT OR REPLACE INTO snapshot SELECT id, ?, ?, ?, ?, ? FROM stream WHERE stream_id = ?`)
    .run(reducerVersion, version, hash, state, checksumOf(snapshot), streamId)
}
