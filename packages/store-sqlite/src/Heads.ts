/**
 * The heads of the streams, as the store says them.
 */
import { HashChain, Merkle } from "@juesuan/ledger"
import type { StreamHead, StreamId } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { sha256 } from "./Sha256.ts"

interface HeadRow {
  readonly streamId: StreamId
  readonly version: number
  readonly hash: string
  readonly peaks: string | null
}

const HEADS = `SELECT stream_id AS streamId, version, hash, peaks
  FROM stream LEFT JOIN stream_sum ON stream_sum.stream = stream.id`

const toHead = ({ streamId, version, hash, peaks }: HeadRow): StreamHead => ({
  streamId,
  version,
  hash,
  root: HashChain.toHex(Merkle.rootOfPeaks(Merkle.peaksFromText(peaks ?? ""), sha256))
})

/** All heads, in stream order. */
export const headsOf = (database: DatabaseSync): ReadonlyArray<StreamHead> =>
  (database.prepare(`${HEADS} ORDER BY stream_id`).all() as unknown as ReadonlyArray<HeadRow>).map(toHead)

/** The head of a stream, or `null` when it is not there. */
export const headOf = (database: DatabaseSync, streamId: StreamId): StreamHead | null => {
  const row = database.prepare(`${HEADS} WHERE stream_id = ?`).get(streamId) as unknown as HeadRow | undefined
  return row === undefined ? null : toHead(row)
}
