/**
 * What the ledger says of its streams: their heads and what their events came to.
 */
import { HashChain, Merkle } from "@juesuan/ledger"
import type { StreamHead, StreamId } from "@juesuan/ledger"
import { STREAM_COLUMNS, streamOfRow } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import type { Connection } from "./Server.ts"
import { sha256 } from "./Sha256.ts"

/** Streams that have no event are the lock of an append that has not come to be. */
const THERE = "version > 0"

/** All streams, in stream order. */
export const streamsOf = async (
  connection: Connection,
  schema: string
): Promise<ReadonlyArray<StreamSum>> => {
  const query = `SELECT ${STREAM_COLUMNS} FROM ${schema}.stream WHERE ${THERE} ORDER BY stream_id`
  return (await connection.query(query)).map(streamOfRow)
}

/** Those of the streams that are there, in stream order. */
export const streamsNamed = async (
  connection: Connection,
  schema: string,
  streamIds: ReadonlyArray<StreamId>
): Promise<ReadonlyArray<StreamSum>> => {
  const query =
    `SELECT ${STREAM_COLUMNS} FROM ${schema}.stream ` +
    `WHERE stream_id = ANY($1::text[]) AND ${THERE} ORDER BY stream_id`
  return (await connection.query(query, [[...new Set(streamIds)]])).map(streamOfRow)
}

/** A stream's head. */
export const toHead = ({ streamId, version, hash, peaks }: StreamSum): StreamHead => ({
  streamId,
  version,
  hash,
  root: HashChain.toHex(Merkle.rootOfPeaks(Merkle.peaksFromText(peaks), sha256))
})
