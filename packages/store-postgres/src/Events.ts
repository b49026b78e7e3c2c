/**
 * Reading events: each is hashed again and compared with the hash it was stored with, and none is left out.
 */
import { CursorForeign, HashChain, Merkle, byPlace, correctedBy, postings, recordedOf } from "@juesuan/ledger"
import type {
  Cursor,
  EventPage,
  ReadOptions,
  RecordedEvent,
  RecordedTexts,
  StreamId,
  Window
} from "@juesuan/ledger"
import { isWithin } from "@juesuan/ledger"
import { Damaged } from "./Failure.ts"
import { streamsNamed, streamsOf } from "./Heads.ts"
import { EVENT_COLUMNS, mustFollow, textIn, textsOfRow } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import { OTHER_ID } from "./Schema.ts"
import type { Connection, Row } from "./Server.ts"
import { sha256 } from "./Sha256.ts"

/** Events with the hash of the one before each in its stream. */
const each = (schema: string): string =>
  `SELECT ${EVENT_COLUMNS}, before.hash AS previous_hash FROM ${schema}.event AS event ` +
  `LEFT JOIN ${schema}.event AS before ON before.stream_id = event.stream_id AND before.version = event.version - 1`

const readOne = (row: Row): RecordedTexts => {
  const texts = textsOfRow(row)
  return mustFollow(texts.version === 1 ? HashChain.genesis : textIn(row, "previous_hash"), texts)
}

/** What of a stream is read: up to `limit` events from a version on. */
interface Range {
  readonly fromVersion: number
  readonly limit: number
}

/** A stream's texts from a version on: as many as there are, each as it was recorded. */
const chainOf = async (
  connection: Connection,
  schema: string,
  stream: StreamSum,
  { fromVersion, limit }: Range
): Promise<ReadonlyArray<RecordedTexts>> => {
  const last = Math.min(stream.version, fromVersion + limit - 1)
  const rows = await connection.query(
    `SELECT ${EVENT_COLUMNS} FROM ${schema}.event AS event
     WHERE stream_id = $1 AND version BETWEEN $2 AND $3 ORDER BY version`,
    [stream.streamId, fromVersion - 1, last]
  )
  const found = rows.map(textsOfRow)
  const before = fromVersion === 1 ? undefined : found.shift()
  if (fromVersion > 1 && before?.version !== fromVersion - 1)
    throw new Damaged(`event ${fromVersion - 1} of ${stream.streamId} is missing.`)
  let [version, hash] = [fromVersion - 1, before?.hash ?? HashChain.genesis]
  for (const texts of found) {
    version++
    if (texts.version !== version) throw new Damaged(`event ${version} of ${stream.streamId} is missing.`)
    hash = mustFollow(hash, texts).hash
  }
  if (version < last || (version === stream.version && hash !== stream.hash))
    throw new Damaged(`${stream.streamId} does not end with its last event.`)
  return found
}

const ALL = Number.MAX_SAFE_INTEGER / 2

/** The events of a stream within a window. */
export const readStream = async (
  connection: Connection,
  schema: string,
  streamId: StreamId,
  { fromVersion = 1, ...window }: ReadOptions
): Promise<ReadonlyArray<RecordedEvent>> => {
  const texts = await textsFrom(connection, schema, streamId, { fromVersion, limit: ALL })
  return texts.filter((one) => isWithin(one, window)).map(recordedOf)
}

/** The texts of up to `limit` events of a stream from a version on, verbatim. */
export const textsFrom = async (
  connection: Connection,
  schema: string,
  streamId: StreamId,
  range: Range
): Promise<ReadonlyArray<RecordedTexts>> => {
  const [stream] = await streamsNamed(connection, schema, [streamId])
  const fromVersion = Math.max(1, range.fromVersion)
  if (stream === undefined || fromVersion > stream.version || range.limit < 1) return []
  return chainOf(connection, schema, stream, { fromVersion, limit: range.limit })
}

/** The events of a stream that post nothing: as many as the stream says it has. */
export const readFacts = async (
  connection: Connection,
  schema: string,
  streamId: StreamId,
  window: Window
): Promise<ReadonlyArray<RecordedEvent>> => {
  const [stream] = await streamsNamed(connection, schema, [streamId])
  if (stream === undefined) return []
  const query = `${each(schema)} WHERE event.stream_id = $1 AND event.posts = 0 ORDER BY event.version`
  const facts = (await connection.query(query, [streamId])).map(readOne)
  if (facts.length !== stream.facts)
    throw new Damaged(`${facts.length} facts of ${streamId} are found where ${stream.facts} were recorded.`)
  const found = facts.filter((one) => isWithin(one, window)).map(recordedOf)
  if (found.some(({ event }) => postings(event).length > 0))
    throw new Damaged(`a money event of ${streamId} is kept as a fact.`)
  return found
}

/** How far each stream has been read; a cursor is its JSON, in stream order. */
type Reached = Readonly<Record<StreamId, number>>

/** What a cursor says; `undefined` for a text that is none. */
const reachedBy = (cursor: Cursor | null): Reached | undefined => {
  if (cursor === null) return {}
  try {
    const value: unknown = JSON.parse(cursor)
    const isReached =
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((version) => Number.isSafeInteger(version) && (version as number) > 0)
    return isReached ? (value as Reached) : undefined
  } catch {
    return undefined
  }
}

/** Up to `limit` events after a cursor, stream by stream; gives {@link CursorForeign} for one that is none. */
export const readPage = async (
  connection: Connection,
  schema: string,
  cursor: Cursor | null,
  limit: number
): Promise<EventPage | CursorForeign> => {
  const reached = reachedBy(cursor)
  const streams = reached === undefined ? [] : await streamsOf(connection, schema)
  const versions = new Map(streams.map(({ streamId, version }) => [streamId, version]))
  if (
    reached === undefined ||
    Object.entries(reached).some(([streamId, version]) => version > (versions.get(streamId) ?? 0))
  )
    return new CursorForeign({ cursor: cursor! })
  const [events, next]: [Array<RecordedEvent>, Record<StreamId, number>] = [[], { ...reached }]
  for (const stream of streams) {
    const fromVersion = (reached[stream.streamId] ?? 0) + 1
    if (events.length === limit) break
    if (fromVersion > stream.version) continue
    const range = { fromVersion, limit: limit - events.length }
    events.push(...(await chainOf(connection, schema, stream, range)).map(recordedOf))
    next[stream.streamId] = events.at(-1)!.version
  }
  const inOrder = Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1))
  return { events, next: JSON.stringify(Object.fromEntries(inOrder)) }
}

/** The stream that an id says it is in. */
const streamOfId = (eventId: string): StreamId => `unit/${eventId.split("/", 2).join("/")}`

/** The events with these ids, in the order of their places. */
export const readByIds = async (
  connection: Connection,
  schema: string,
  eventIds: ReadonlyArray<string>
): Promise<ReadonlyArray<RecordedEvent>> => {
  // The gate, which refuses an id that is no text or holds what no text may, may not have been asked yet.
  const ids = [...new Set(eventIds)].filter((id) => typeof id === "string" && !id.includes("\u0000"))
  if (ids.length === 0) return []
  const own = await connection.query(
    `${each(schema)} JOIN unnest($1::text[], $2::text[]) AS wanted (stream_id, event_id)
       ON event.stream_id = wanted.stream_id AND event.event_id = wanted.event_id`,
    [ids.map(streamOfId), ids]
  )
  const otherId = OTHER_ID.replaceAll("event_id", "event.event_id").replaceAll("stream_id", "event.stream_id")
  const others = await connection.query(
    `${each(schema)} WHERE event.event_id = ANY($1::text[]) AND ${otherId}`,
    [ids]
  )
  return [...own, ...others].map((row) => recordedOf(readOne(row))).sort(byPlace)
}

/** The events that correct any of these entries, in the order of their places. */
export const readCorrections = async (
  connection: Connection,
  schema: string,
  eventIds: ReadonlyArray<string>
): Promise<ReadonlyArray<RecordedEvent>> => {
  const ids = [...new Set(eventIds)]
  const query = `${each(schema)} WHERE event.corrects = ANY($1::text[])`
  const found = (await connection.query(query, [ids])).map((row) => recordedOf(readOne(row)))
  const wanted = new Set(ids)
  if (found.some(({ event }) => !wanted.has(correctedBy(event) ?? "")))
    throw new Damaged("a link of a correction is not that of its event.")
  return found.sort(byPlace)
}

/** The events at these places, by place as text. Each must be there. */
export const readAt = async (
  connection: Connection,
  schema: string,
  places: ReadonlyArray<{ readonly streamId: StreamId; readonly version: number }>
): Promise<ReadonlyMap<string, RecordedEvent>> => {
  const wanted = new Map(places.map((place) => [`${place.streamId} ${place.version}`, place]))
  const all = [...wanted.values()]
  const rows = await connection.query(
    `${each(schema)} JOIN unnest($1::text[], $2::bigint[]) AS wanted (stream_id, version)
       ON event.stream_id = wanted.stream_id AND event.version = wanted.version`,
    [all.map(({ streamId }) => streamId), all.map(({ version }) => version)]
  )
  if (rows.length !== wanted.size) throw new Damaged("an event that a posting is of is missing.")
  const events = rows.map((row) => recordedOf(readOne(row)))
  return new Map(events.map((event) => [`${event.streamId} ${event.version}`, event]))
}

/** The hashes of a stream's events, the leaves of its tree: they come to its root. */
export const hashesOf = async (
  connection: Connection,
  schema: string,
  streamId: StreamId
): Promise<ReadonlyArray<string>> => {
  const [stream] = await streamsNamed(connection, schema, [streamId])
  if (stream === undefined) return []
  const query = `SELECT hash FROM ${schema}.event WHERE stream_id = $1 ORDER BY version`
  const hashes = (await connection.query(query, [streamId])).map((row) => textIn(row, "hash"))
  const peaks: Array<string> = []
  for (const [index, hash] of hashes.entries()) Merkle.growHex(peaks, index, hash, sha256)
  if (peaks.join("") !== stream.peaks) throw new Damaged(`the hashes of ${streamId} do not come to its root.`)
  return hashes
}
