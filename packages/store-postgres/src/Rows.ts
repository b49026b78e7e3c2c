/**
 * Reading rows: their columns of the right types, events as they were recorded.
 */
import { HashChain } from "@juesuan/ledger"
import type { RecordedTexts, StreamId } from "@juesuan/ledger"
import { Damaged } from "./Failure.ts"
import type { Row } from "./Server.ts"
import { sha256 } from "./Sha256.ts"

/** A whole number of a row, however the library gives it. */
export const numberIn = (row: Row, name: string): number => {
  const value = row[name]
  const number = typeof value === "string" || typeof value === "bigint" ? Number(value) : value
  if (typeof number === "number" && Number.isSafeInteger(number)) return number
  throw new Damaged(`the column ${name} holds ${String(value)}, which is no number that was written.`)
}

/** A text of a row. */
export const textIn = (row: Row, name: string): string => {
  const value = row[name]
  if (typeof value === "string") return value
  throw new Damaged(`the column ${name} holds no text.`)
}

/** The columns that {@link textsOfRow} reads, of a table or alias named `event`. */
export const EVENT_COLUMNS =
  "event.stream_id, event.version, event.event_id, event.type, event.schema_version, event.occurred_on, " +
  "event.recorded_at, event.document_no, event.source, event.body, event.hash"

/** An event as stored, its hash not yet compared. */
export const textsOfRow = (row: Row): RecordedTexts => ({
  streamId: textIn(row, "stream_id"),
  version: numberIn(row, "version"),
  eventId: textIn(row, "event_id"),
  type: textIn(row, "type"),
  schemaVersion: numberIn(row, "schema_version"),
  occurredOn: textIn(row, "occurred_on"),
  recordedAt: textIn(row, "recorded_at"),
  documentNo: textIn(row, "document_no"),
  source: textIn(row, "source"),
  body: textIn(row, "body"),
  hash: textIn(row, "hash")
})

/** The event, when its hash follows from the one before it. */
export const mustFollow = (previousHash: string, texts: RecordedTexts): RecordedTexts => {
  if (HashChain.hashOf(previousHash, texts, sha256) === texts.hash) return texts
  throw new Damaged(`event ${texts.version} of ${texts.streamId} is not as it was recorded.`)
}

/** A stream as its row says it. */
export interface StreamSum {
  readonly streamId: StreamId
  readonly version: number
  readonly hash: string
  /** The peaks of its Merkle tree, as text. */
  readonly peaks: string
  readonly postings: number
  readonly amount: number
  /** The amounts added without their signs. */
  readonly volume: number
  readonly cells: number
  readonly facts: number
}

/** The columns that {@link streamOfRow} reads. */
export const STREAM_COLUMNS = "stream_id, version, hash, peaks, postings, amount, volume, cells, facts"

export const streamOfRow = (row: Row): StreamSum => ({
  streamId: textIn(row, "stream_id"),
  version: numberIn(row, "version"),
  hash: textIn(row, "hash"),
  peaks: textIn(row, "peaks"),
  postings: numberIn(row, "postings"),
  amount: numberIn(row, "amount"),
  volume: numberIn(row, "volume"),
  cells: numberIn(row, "cells"),
  facts: numberIn(row, "facts")
})
