/**
 * What the ledger says of itself: the sums of the whole, and of each stream its head and what its events came to.
 */
import { HashChain, Merkle } from "@juesuan/ledger"
import type { StreamHead, StreamId } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import { LEDGER_SUMS } from "./Schema.ts"
import { numberIn, sealOf, textIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { sha256 } from "./Sha256.ts"

/** The counts of the whole ledger. `segments` and `links` are seals of sets, the others are numbers of things. */
export type LedgerSum = Record<(typeof LEDGER_SUMS)[number], number>

/** The values of a ledger's sum in the order of its columns, with their seal. */
export const ledgerSumValues = (sum: LedgerSum): ReadonlyArray<number> => {
  const values = LEDGER_SUMS.map((name) => sum[name])
  return [...values, sealOf(values)]
}

/** Reads a row of `ledger_sum`. */
export const readLedgerSum = (row: Row | undefined): LedgerSum => {
  if (row === undefined) throw new Damaged("the sums of the ledger are missing.")
  const values = LEDGER_SUMS.map((name) => numberIn(row, name))
  if (sealOf(values) !== row["seal"])
    throw new Damaged("the sums of the ledger are not as they were written.")
  return Object.fromEntries(LEDGER_SUMS.map((name, index) => [name, values[index]!])) as LedgerSum
}

/** The sums of the whole ledger. */
export const ledgerSumOf = (database: DatabaseSync): LedgerSum =>
  readLedgerSum(database.prepare("SELECT * FROM ledger_sum").get())

/** A stream as its two rows say it. */
export interface StreamSum {
  readonly id: number
  readonly streamId: StreamId
  readonly version: number
  readonly hash: string
  readonly peaks: string
  readonly postings: number
  readonly amount: number
  /** The amounts added without their signs: no sum over the stream can leave the exact range while this does not. */
  readonly volume: number
  readonly cells: number
  readonly facts: number
}

/** The seal of a stream's rows. */
export const sealOfStream = (sum: StreamSum): number => {
  const { id, streamId, version, hash, peaks, postings, amount, volume, cells, facts } = sum
  return sealOf([id, streamId, version, hash, peaks, postings, amount, volume, cells, facts])
}

/** Reads a row of {@link STREAMS}. */
export const readStreamSum = (row: Row): StreamSum => {
  const sum: StreamSum = {
    id: numberIn(row, "id"),
    streamId: textIn(row, "streamId"),
    version: numberIn(row, "version"),
    hash: textIn(row, "hash"),
    peaks: textIn(row, "peaks"),
    postings: numberIn(row, "postings"),
    amount: numberIn(row, "amount"),
    volume: numberIn(row, "volume"),
    cells: numberIn(row, "cells"),
    facts: numberIn(row, "facts")
  }
  if (sealOfStream(sum) !== row["seal"])
    throw new Damaged(`what is stored of ${sum.streamId} is not as it was written.`)
  return sum
}

/** The query that {@link readStreamSum} reads; `how` says how the streams are found. */
export const STREAMS = (how: string): string =>
  `SELECT stream.id AS id, stream_id AS streamId, version, hash, peaks, postings, amount, volume, cells, facts, seal
   FROM stream ${how.startsWith("WHERE") ? "" : "NOT INDEXED"}
   LEFT JOIN stream_sum ON stream_sum.stream = stream.id ${how}`

/** All streams, in stream order; none is missing. */
export const streamsOf = (database: DatabaseSync): ReadonlyArray<StreamSum> => {
  const streams = database.prepare(STREAMS("")).all().map(readStreamSum)
  const { streams: count } = ledgerSumOf(database)
  if (streams.length !== count || new Set(streams.map(({ id }) => id)).size !== count)
    throw new Damaged(`${streams.length} streams are stored where the events made ${count}.`)
  return streams.sort((a, b) => (a.streamId < b.streamId ? -1 : 1))
}

/** A stream, or `undefined` when it is not there: an index that does not find it is not believed. */
export const streamNamed = (database: DatabaseSync, streamId: StreamId): StreamSum | undefined => {
  const row = database.prepare(STREAMS("WHERE stream_id = ?")).get(streamId)
  if (row !== undefined) return readStreamSum(row)
  return streamsOf(database).find((stream) => stream.streamId === streamId)
}

/** From this many on, all streams are read rather than each by its name. */
const MANY = 16

/** Those of the streams that are there, in no order that matters. */
export const streamsNamed = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>
): ReadonlyArray<StreamSum> => {
  const ids = new Set(streamIds)
  return ids.size < MANY
    ? [...ids].flatMap((streamId) => streamNamed(database, streamId) ?? [])
    : streamsOf(database).filter(({ streamId }) => ids.has(streamId))
}

/** The root of a stream's tree. */
const rootOf = (peaks: string): string =>
  HashChain.toHex(Merkle.rootOfPeaks(Merkle.peaksFromText(peaks), sha256))

const toHead = ({ streamId, version, hash, peaks }: StreamSum): StreamHead => ({
  streamId,
  version,
  hash,
  root: rootOf(peaks)
})

/** All heads, in stream order. */
export const headsOf = (database: DatabaseSync): ReadonlyArray<StreamHead> => streamsOf(database).map(toHead)

/** The head of a stream, or `null` when it is not there. */
export const headOf = (database: DatabaseSync, streamId: StreamId): StreamHead | null => {
  const stream = streamNamed(database, streamId)
  return stream === undefined ? null : toHead(stream)
}
