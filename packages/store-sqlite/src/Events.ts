/**
 * Reading events: each is hashed again and compared with the hash it was stored with, and none is left out.
 *
 * A stream's events are its versions without a gap up to its head; facts are counted; an event alone is checked
 * with the hash of the one before it.
 */
import {
  HashChain,
  Merkle,
  byPlace,
  correctedBy,
  positionOfCursor,
  postings,
  recordedOf
} from "@juesuan/ledger"
import { CursorForeign } from "@juesuan/ledger"
import type {
  Cursor,
  EventPage,
  PositionedEvent,
  ReadOptions,
  RecordedEvent,
  RecordedTexts,
  StreamId,
  Window
} from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import type { IdIndex } from "./EventIds.ts"
import { ledgerSumOf, streamNamed } from "./Heads.ts"
import type { StreamSum } from "./Heads.ts"
import { addSeal, numberIn, sealOf, textIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { sha256 } from "./Sha256.ts"

/** An event as stored, its columns of the right types, its hash not yet compared. */
export interface StoredEvent extends RecordedTexts {
  readonly position: number
}

/** The columns that {@link storedOf} reads, and where they come from. */
export const EVENT_COLUMNS =
  "event.position AS position, stream_id AS streamId, event.version AS version, event.event_id AS eventId, " +
  "event.type AS type, event.schema_version AS schemaVersion, event.occurred_on AS occurredOn, " +
  "event.recorded_at AS recordedAt, event.document_no AS documentNo, event.source AS source, event.body AS body, " +
  "event.hash AS hash"
const FROM_EVENTS = "FROM event LEFT JOIN stream ON stream.id = event.stream"
/** With the event before it in its stream. */
const ONE =
  `SELECT ${EVENT_COLUMNS}, before.hash AS previousHash ${FROM_EVENTS} ` +
  "LEFT JOIN event AS before ON before.stream = event.stream AND before.version = event.version - 1"

/** The query of {@link storedNamed}. */
export const BY_ID = `${ONE} WHERE event.event_id = ?`

/** Reads a row of {@link EVENT_COLUMNS}. */
export const storedOf = (row: Row): StoredEvent => ({
  position: numberIn(row, "position"),
  streamId: textIn(row, "streamId"),
  version: numberIn(row, "version"),
  eventId: textIn(row, "eventId"),
  type: textIn(row, "type"),
  schemaVersion: numberIn(row, "schemaVersion"),
  occurredOn: textIn(row, "occurredOn"),
  recordedAt: textIn(row, "recordedAt"),
  documentNo: textIn(row, "documentNo"),
  source: textIn(row, "source"),
  body: textIn(row, "body"),
  hash: textIn(row, "hash")
})

/** The event, when its hash follows from the one before it. */
export const mustFollow = (previousHash: string, stored: StoredEvent): StoredEvent => {
  if (HashChain.hashOf(previousHash, stored, sha256) === stored.hash) return stored
  throw new Damaged(`event ${stored.version} of ${stored.streamId} is not as it was recorded.`)
}

const readOne = (row: Row): StoredEvent =>
  mustFollow(row["version"] === 1 ? HashChain.genesis : textIn(row, "previousHash"), storedOf(row))

const isWithin = (event: StoredEvent, { asOf, knownAt }: Window): boolean =>
  (asOf === undefined || event.occurredOn <= asOf) && (knownAt === undefined || event.recordedAt <= knownAt)

const hashAt = (database: DatabaseSync, stream: StreamSum, version: number): string => {
  if (version < 1) return HashChain.genesis
  const row = database
    .prepare("SELECT hash FROM event WHERE stream = ? AND version = ?")
    .get(stream.id, Math.min(version, stream.version))
  if (row === undefined) throw new Damaged(`event ${version} of ${stream.streamId} is missing.`)
  return textIn(row, "hash")
}

/** A stream's events from a version on, up to its head: all of them, each as it was recorded. */
function* chainOf(database: DatabaseSync, stream: StreamSum, fromVersion: number): Generator<StoredEvent> {
  const rows = database
    .prepare(
      `SELECT ${EVENT_COLUMNS} ${FROM_EVENTS} WHERE event.stream = ? AND event.version >= ? ORDER BY event.version`
    )
    .iterate(stream.id, fromVersion) as Iterable<Row>
  let [version, hash] = [fromVersion - 1, hashAt(database, stream, fromVersion - 1)]
  for (const row of rows) {
    const stored = mustFollow(hash, storedOf(row))
    version++
    if (stored.version !== version) throw new Damaged(`event ${version} of ${stream.streamId} is missing.`)
    hash = stored.hash
    yield stored
  }
  if (version < stream.version || hash !== stream.hash)
    throw new Damaged(`${stream.streamId} does not end with its last event.`)
}

/** The events of a stream within a window. */
export const readStream = (
  database: DatabaseSync,
  streamId: StreamId,
  { fromVersion = 1, ...window }: ReadOptions
): ReadonlyArray<RecordedEvent> => {
  const stream = streamNamed(database, streamId)
  if (stream === undefined || fromVersion > stream.version) return []
  const found: Array<RecordedEvent> = []
  for (const stored of chainOf(database, stream, Math.max(1, fromVersion)))
    if (isWithin(stored, window)) found.push(recordedOf(stored))
  return found
}

/** The events of a stream that post nothing. `isMarked` says that the file marks them. */
export const readFacts = (
  database: DatabaseSync,
  streamId: StreamId,
  window: Window,
  isMarked: boolean
): ReadonlyArray<RecordedEvent> => {
  if (!isMarked)
    return readStream(database, streamId, window).filter(({ event }) => postings(event).length === 0)
  const stream = streamNamed(database, streamId)
  if (stream === undefined) return []
  const rows = database
    .prepare(`${ONE} WHERE event.stream = ? AND event.posts = 0 ORDER BY event.version`)
    .all(stream.id)
  const facts = rows.map(readOne)
  const versions = new Set(facts.map(({ version }) => version))
  if (facts.length !== stream.facts || versions.size !== stream.facts)
    throw new Damaged(`${facts.length} facts of ${streamId} are found where ${stream.facts} were recorded.`)
  const recorded = facts.filter((stored) => isWithin(stored, window)).map(recordedOf)
  if (recorded.some(({ event }) => postings(event).length > 0))
    throw new Damaged(`a money event of ${streamId} is kept as a fact.`)
  return recorded
}

/** Up to `limit` events from a position on. */
export const readPositions = (
  database: DatabaseSync,
  from: number,
  limit: number
): ReadonlyArray<PositionedEvent> => {
  const first = Math.max(1, from)
  const found = database
    .prepare(`${ONE} WHERE event.position >= ? ORDER BY event.position LIMIT ?`)
    .all(first, limit)
    .map(readOne)
  const { events } = ledgerSumOf(database)
  const expected = Math.max(0, Math.min(limit, events - first + 1))
  if (found.length !== expected || found.some(({ position }, index) => position !== first + index))
    throw new Damaged(`events from position ${first} on are missing.`)
  return found.map((stored) => ({ ...recordedOf(stored), position: stored.position }))
}

/** Up to `limit` events after a cursor, which is the position last read; gives {@link CursorForeign} for one that is none. */
export const readPage = (
  database: DatabaseSync,
  cursor: Cursor | null,
  limit: number
): EventPage | CursorForeign => {
  const last = positionOfCursor(cursor)
  if (last === undefined || last > ledgerSumOf(database).events) return new CursorForeign({ cursor: cursor! })
  const events = readPositions(database, last + 1, limit).map(({ position: _, ...event }) => event)
  return { events, next: String(last + events.length) }
}

/** The events at these positions, by position; each must be there. */
export const readAt = (
  database: DatabaseSync,
  positions: ReadonlyArray<number>
): ReadonlyMap<number, RecordedEvent> => {
  const wanted = [...new Set(positions)]
  const found = database
    .prepare(`${ONE} WHERE event.position IN (SELECT value FROM json_each(?)) ORDER BY event.position`)
    .all(JSON.stringify(wanted))
    .map(readOne)
  if (found.length !== wanted.length) throw new Damaged("an event that something refers to is missing.")
  return new Map(found.map((stored) => [stored.position, recordedOf(stored)]))
}

/** The events with these ids, in the order of their places. The ids go in as one JSON text, whatever their number. */
export const readByIds = (
  database: DatabaseSync,
  index: IdIndex,
  eventIds: ReadonlyArray<string>
): ReadonlyArray<RecordedEvent> => {
  // The gate, which refuses an id that is no text, may not have been asked yet.
  const missing = new Set(eventIds.filter((id) => typeof id === "string"))
  const found = database
    .prepare(`${ONE} WHERE event.event_id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify([...missing]))
    .map(readOne)
  for (const { eventId } of found)
    if (!missing.delete(eventId)) throw new Damaged(`the index of ids leads to another event, ${eventId}.`)
  for (const eventId of missing) index.believe(eventId)
  return found.map(recordedOf).sort(byPlace)
}

/** The event with an id as stored, or `undefined` when it is not there: `statement` is {@link BY_ID}, prepared. */
export const storedNamed = (
  statement: StatementSync,
  index: IdIndex,
  eventId: string
): StoredEvent | undefined => {
  const row = statement.get(eventId)
  if (row === undefined) {
    index.believe(eventId)
    return undefined
  }
  const stored = readOne(row)
  if (stored.eventId !== eventId)
    throw new Damaged(`the index of ids leads to another event, ${stored.eventId}.`)
  return stored
}

/** What a link of a correction adds to the seal of all links. */
export const sealOfLink = (position: number, corrects: string): number => sealOf([position, corrects])

/** The events that correct any of these entries, in the order of their places. */
export const readCorrections = (
  database: DatabaseSync,
  eventIds: ReadonlyArray<string>
): ReadonlyArray<RecordedEvent> => {
  const wanted = new Set(eventIds)
  const [positions, sum]: [Array<number>, { corrections: number; links: number }] = [
    [],
    { corrections: 0, links: 0 }
  ]
  const rows = database.prepare("SELECT position, corrects FROM correction").iterate() as Iterable<Row>
  for (const row of rows) {
    const [position, corrects] = [numberIn(row, "position"), textIn(row, "corrects")]
    sum.corrections++
    sum.links = addSeal(sum.links, sealOfLink(position, corrects))
    if (wanted.has(corrects)) positions.push(position)
  }
  const { corrections, links } = ledgerSumOf(database)
  if (sum.corrections !== corrections || sum.links !== links)
    throw new Damaged("the links of corrections are not as they were recorded.")
  const found = [...readAt(database, positions).values()].sort(byPlace)
  if (found.some(({ event }) => !wanted.has(correctedBy(event) ?? "")))
    throw new Damaged("a link of a correction is not that of its event.")
  return found
}

/**
 * The texts of up to `limit` events of a stream from a version on, verbatim: not upcast, those of an older version keep
 * the bytes they were hashed with.
 */
export const textsFrom = (
  database: DatabaseSync,
  streamId: StreamId,
  fromVersion: number,
  limit: number
): ReadonlyArray<RecordedTexts> => {
  const stream = streamNamed(database, streamId)
  const found: Array<RecordedTexts> = []
  if (stream === undefined || fromVersion > stream.version || limit < 1) return found
  for (const { position: _, ...texts } of chainOf(database, stream, Math.max(1, fromVersion))) {
    found.push(texts)
    if (found.length === limit) break
  }
  return found
}

/** The hashes of a stream's events, the leaves of its tree: they come to its root. */
export const hashesOf = (database: DatabaseSync, streamId: StreamId): ReadonlyArray<string> => {
  const stream = streamNamed(database, streamId)
  if (stream === undefined) return []
  const hashes = database
    .prepare("SELECT hash FROM event WHERE stream = ? ORDER BY version")
    .all(stream.id)
    .map((row) => textIn(row, "hash"))
  const peaks: Array<string> = []
  for (const [index, hash] of hashes.entries()) Merkle.growHex(peaks, index, hash, sha256)
  if (peaks.join("") !== stream.peaks) throw new Damaged(`the hashes of ${streamId} do not come to its root.`)
  return hashes
}
