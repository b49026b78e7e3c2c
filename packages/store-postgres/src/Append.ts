/**
 * Appending, and taking over what was recorded elsewhere: one transaction for events, heads, sums and postings.
 *
 * The rows of the streams are locked first, in stream order, so that two appends to the same streams wait for each
 * other and never for ever. Everything new is then written by one statement.
 */
import {
  ChainBroken,
  EventIdReused,
  HashChain,
  VersionConflict,
  adoptedByStream,
  adoptionOf,
  readStored,
  recordedOf,
  refusedAtGate,
  registry,
  sameContent
} from "@juesuan/ledger"
import type {
  AppendReceipt,
  NewEvent,
  RecordedEvent,
  RecordedTexts,
  StreamAppend,
  StreamHead,
  StreamId
} from "@juesuan/ledger"
import { Damaged } from "./Failure.ts"
import { toHead } from "./Heads.ts"
import { EVENT_COLUMNS, STREAM_COLUMNS, numberIn, streamOfRow, textIn, textsOfRow } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import type { Connection } from "./Server.ts"
import { sha256 } from "./Sha256.ts"
import { makeWriting } from "./StreamWriting.ts"
import type { StreamWriting } from "./StreamWriting.ts"

/** An append under way. */
interface Progress {
  readonly connection: Connection
  readonly schema: string
  readonly streams: ReadonlyMap<StreamId, StreamSum>
  /** What the streams have under the ids that are asked about, by stream and id. */
  readonly known: Map<string, RecordedEvent>
  readonly writing: Map<StreamId, StreamWriting>
  alreadyThere: number
}

const keyOf = (streamId: StreamId, eventId: string): string => `${streamId}\n${eventId}`

/** A stream before its first event. */
const unwritten = (streamId: StreamId): StreamSum => ({
  streamId,
  version: 0,
  hash: HashChain.genesis,
  peaks: "",
  postings: 0,
  amount: 0,
  volume: 0,
  cells: 0,
  facts: 0
})

/** Locks a stream until the transaction ends; its row is made where there is none. */
const lockStream = async (connection: Connection, schema: string, streamId: StreamId): Promise<StreamSum> => {
  const query = `SELECT ${STREAM_COLUMNS} FROM ${schema}.stream WHERE stream_id = $1 FOR UPDATE`
  const [row] = await connection.query(query, [streamId])
  if (row !== undefined) return streamOfRow(row)
  const { hash } = unwritten(streamId)
  await connection.query(
    `INSERT INTO ${schema}.stream (${STREAM_COLUMNS}) VALUES ($1, 0, $2, '', 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING`,
    [streamId, hash]
  )
  const [made] = await connection.query(query, [streamId])
  if (made === undefined) throw new Damaged(`the row of ${streamId} does not stay.`)
  return streamOfRow(made)
}

/** Locks streams one after the other, in stream order. A server that shares streams out locks no two at once. */
const lockStreams = async (
  connection: Connection,
  schema: string,
  streamIds: Iterable<StreamId>
): Promise<ReadonlyMap<StreamId, StreamSum>> => {
  const locked = new Map<StreamId, StreamSum>()
  for (const streamId of [...new Set(streamIds)].sort())
    locked.set(streamId, await lockStream(connection, schema, streamId))
  return locked
}

/** Asks for what the streams have under these ids. */
const learn = async (
  { connection, schema, known }: Pick<Progress, "connection" | "schema" | "known">,
  asked: ReadonlyArray<readonly [streamId: StreamId, eventId: string]>
): Promise<void> => {
  if (asked.length === 0) return
  const rows = await connection.query(
    `SELECT ${EVENT_COLUMNS} FROM ${schema}.event AS event
     JOIN unnest($1::text[], $2::text[]) AS wanted (stream_id, event_id)
       ON event.stream_id = wanted.stream_id AND event.event_id = wanted.event_id`,
    [asked.map(([streamId]) => streamId), asked.map(([, eventId]) => eventId)]
  )
  for (const row of rows) {
    const event = recordedOf(textsOfRow(row))
    known.set(keyOf(event.streamId, event.eventId), event)
  }
}

const isAskable = (id: unknown): id is string => typeof id === "string" && !id.includes("\u0000")

/** The ids that an event asks about: its own, and that of the entry it corrects. */
const idsOf = ({ eventId, event }: NewEvent): ReadonlyArray<string> => {
  // Nothing is known of the payload yet: the gate has not been asked.
  const payload = event?.payload as Readonly<Record<string, unknown>> | null | undefined
  const entry = payload?.["entry"] as { readonly payload?: Readonly<Record<string, unknown>> } | undefined
  return [eventId, payload?.["corrects"], entry?.payload?.["corrects"]].filter(isAskable)
}

const begin = async (
  connection: Connection,
  schema: string,
  streamIds: Iterable<StreamId>
): Promise<Progress> => ({
  connection,
  schema,
  streams: await lockStreams(connection, schema, streamIds),
  known: new Map(),
  writing: new Map(),
  alreadyThere: 0
})

const writingOf = ({ streams, writing }: Progress, streamId: StreamId): StreamWriting => {
  const met = writing.get(streamId)
  if (met !== undefined) return met
  const made = makeWriting(streams.get(streamId) ?? unwritten(streamId))
  writing.set(streamId, made)
  return made
}

const reused = (
  { streamId, version }: RecordedEvent,
  { eventId, documentNo }: Pick<NewEvent, "eventId" | "documentNo">
): EventIdReused => new EventIdReused({ streamId, version, eventId, documentNo })

/** Counts an event that is there already, or throws {@link EventIdReused}. */
const recognize = (progress: Progress, before: RecordedEvent, streamId: StreamId, now: NewEvent): void => {
  if (!sameContent(streamId, before, now)) throw reused(before, now)
  progress.alreadyThere++
}

const addEvent = (progress: Progress, writing: StreamWriting, addition: NewEvent): void => {
  const { streamId } = writing.before
  const { version: schemaVersion } = registry[addition.event.type]
  const texts = HashChain.textsOf(streamId, writing.version + 1, schemaVersion, addition)
  const hash = HashChain.hashOf(writing.hash, texts, sha256)
  writing.add({ ...texts, hash }, addition.event)
  progress.known.set(keyOf(streamId, addition.eventId), recordedOf({ ...texts, hash }))
}

/** Plans a batch. A reused id is said before a conflict: it stays wrong when the caller reads again. */
const planBatch = (progress: Progress, { streamId, expectedVersion, events }: StreamAppend): void => {
  const twinOf = (event: NewEvent) => progress.known.get(keyOf(streamId, event.eventId))
  const additions = events.filter((event) => {
    const before = twinOf(event)
    if (before !== undefined) recognize(progress, before, streamId, event)
    return before === undefined
  })
  if (additions.length === 0) return
  const writing = writingOf(progress, streamId)
  if (writing.version !== expectedVersion)
    throw new VersionConflict({ streamId, expectedVersion, actualVersion: writing.version })
  for (const event of additions) {
    const twin = twinOf(event)
    if (twin === undefined) addEvent(progress, writing, event)
    else recognize(progress, twin, streamId, event)
  }
}

const finish = async (progress: Progress, streamIds: Iterable<StreamId>): Promise<AppendReceipt> => {
  const { connection, schema, streams, writing, alreadyThere } = progress
  let appended = 0
  const ends = new Map(streams)
  for (const [streamId, one] of writing) {
    if (one.version === one.before.version) continue
    appended += one.version - one.before.version
    ends.set(streamId, await one.write(connection, schema))
  }
  const heads = [...streamIds].flatMap((streamId): ReadonlyArray<StreamHead> => {
    const end = ends.get(streamId)
    return end === undefined || end.version === 0 ? [] : [toHead(end)]
  })
  return { appended, alreadyThere, heads }
}

/**
 * Appends inside the caller's transaction. Throws `PayloadInvalid`, {@link EventIdReused}, {@link VersionConflict} or
 * `AmountsTooLarge`, and then the caller rolls back: nothing has happened.
 */
export const appendBatches = async (
  connection: Connection,
  schema: string,
  batches: ReadonlyArray<StreamAppend>
): Promise<AppendReceipt> => {
  const streamIds = batches.map(({ streamId }) => streamId)
  const progress = await begin(connection, schema, streamIds.filter(isAskable))
  await learn(
    progress,
    batches
      .filter(({ streamId }) => isAskable(streamId))
      .flatMap(({ streamId, events }) => events.flatMap(idsOf).map((id) => [streamId, id] as const))
  )
  const recall = (streamId: StreamId, eventId: string) => progress.known.get(keyOf(streamId, eventId))
  const invalid = refusedAtGate(batches, {
    recall: (streamId, eventId) => recall(streamId, eventId)?.event,
    isThere: (streamId, event) => {
      const before = recall(streamId, event.eventId)
      return before !== undefined && sameContent(streamId, before, event)
    }
  })
  if (invalid !== null) throw invalid
  for (const batch of batches) planBatch(progress, batch)
  return finish(progress, streamIds)
}

/** The hashes of the events that a stream has already of these texts, by version. */
const hashesThere = async (
  { connection, schema }: Progress,
  streamId: StreamId,
  texts: ReadonlyArray<RecordedTexts>
): Promise<ReadonlyMap<number, string>> => {
  const versions = texts.map(({ version }) => version)
  const rows = await connection.query(
    `SELECT version, hash FROM ${schema}.event WHERE stream_id = $1 AND version = ANY($2::bigint[])`,
    [streamId, versions]
  )
  return new Map(rows.map((row) => [numberIn(row, "version"), textIn(row, "hash")]))
}

const planTexts = async (
  progress: Progress,
  streamId: StreamId,
  texts: ReadonlyArray<RecordedTexts>
): Promise<void> => {
  const writing = writingOf(progress, streamId)
  const there = await hashesThere(progress, streamId, texts)
  const hashAt = (version: number): string => {
    const hash = there.get(version)
    if (hash === undefined) throw new Damaged(`event ${version} of ${streamId} is missing.`)
    return hash
  }
  const { version, hash } = writing
  const adoption = adoptionOf(streamId, texts, { version, hash, hashAt }, sha256)
  if (adoption instanceof ChainBroken) throw adoption
  progress.alreadyThere += adoption.alreadyThere
  await learn(
    progress,
    adoption.fresh.map(({ eventId }) => [streamId, eventId] as const)
  )
  for (const text of adoption.fresh) {
    const key = keyOf(streamId, text.eventId)
    const twin = progress.known.get(key)
    if (twin !== undefined) throw reused(twin, text)
    // The adoption holds none that is no event.
    writing.add(text, readStored(text.type, text.schemaVersion, text.body)!)
    progress.known.set(key, recordedOf(text))
  }
}

/** Takes over recorded texts inside the caller's transaction. Throws as `adopt` of the port fails. */
export const adoptTexts = async (
  connection: Connection,
  schema: string,
  texts: ReadonlyArray<RecordedTexts>
): Promise<AppendReceipt> => {
  const streams = adoptedByStream(texts)
  const progress = await begin(connection, schema, streams.keys())
  for (const [streamId, own] of streams) await planTexts(progress, streamId, own)
  return finish(progress, streams.keys())
}
