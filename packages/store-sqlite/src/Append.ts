/**
 * Appending, and taking over what was recorded elsewhere: one transaction for events, heads, postings and segments.
 */
import {
  ChainBroken,
  EventIdReused,
  HashChain,
  VersionConflict,
  adoptedByStream,
  adoptionOf,
  isQuoting,
  readStored,
  refusedAtGate,
  registry,
  upcast
} from "@juesuan/ledger"
import type {
  AppendReceipt,
  Event,
  NewEvent,
  Recorded,
  RecordedTexts,
  StreamAppend,
  StreamHead,
  StreamId
} from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import type { IdIndex } from "./EventIds.ts"
import { BY_ID, storedNamed } from "./Events.ts"
import { STREAMS, readLedgerSum, readStreamSum } from "./Heads.ts"
import { makePostingWriter, preparePostings } from "./PostingWriter.ts"
import type { PostingStatements, PostingWriter } from "./PostingWriter.ts"
import { textIn } from "./Seal.ts"
import { sha256, sha256Hex } from "./Sha256.ts"

interface StreamRow {
  readonly id: number
  version: number
  hash: string
}

/** What is compared to tell the same event from another one under its id. */
interface Known {
  readonly version: number
  readonly streamId: StreamId
  readonly type: string
  readonly schemaVersion: number
  readonly occurredOn: string
  readonly documentNo: string
  readonly body: string
}

/** The prepared statements of appends. */
export interface AppendStatements extends PostingStatements {
  readonly stream: StatementSync
  readonly streamWithoutIndex: StatementSync
  readonly addStream: StatementSync
  readonly setHead: StatementSync
  /** The event with an id as stored; `undefined` when it is not there. */
  readonly named: (eventId: string) => Known | undefined
  readonly lastPosition: StatementSync
  readonly hashAt: StatementSync
  readonly addEvent: StatementSync
}

export const prepareAppend = (database: DatabaseSync, index: IdIndex): AppendStatements => {
  const byId = database.prepare(BY_ID)
  return {
    ...preparePostings(database),
    stream: database.prepare(STREAMS("WHERE stream_id = ?")),
    streamWithoutIndex: database.prepare("SELECT id FROM stream NOT INDEXED WHERE stream_id = ?"),
    addStream: database.prepare("INSERT INTO stream (stream_id, version, hash) VALUES (?, 0, ?)"),
    setHead: database.prepare("UPDATE stream SET version = ?, hash = ? WHERE id = ?"),
    named: (eventId) => storedNamed(byId, index, eventId),
    lastPosition: database.prepare("SELECT COALESCE(MAX(position), 0) AS position FROM event"),
    hashAt: database.prepare("SELECT hash FROM event WHERE stream = ? AND version = ?"),
    addEvent: database.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  }
}

/** An append under way. */
interface Progress {
  readonly statements: AppendStatements
  readonly writer: PostingWriter
  readonly streams: Map<StreamId, StreamRow | undefined>
  /** The events this append has written, by id. */
  readonly written: Map<string, Known>
  position: number
  alreadyThere: number
}

/** The stored body as it reads today; what it quotes may be of a former version although it is not. */
const currentBody = ({ type, schemaVersion, body }: Known, now: NewEvent): string =>
  schemaVersion === registry[now.event.type].version && !isQuoting(now.event.type)
    ? body
    : HashChain.canonicalJson(
        upcast(type, schemaVersion, JSON.parse(body) as Readonly<Record<string, unknown>>).payload
      )

const isSame = (streamId: StreamId, before: Known, now: NewEvent): boolean =>
  before.streamId === streamId &&
  before.type === now.event.type &&
  before.occurredOn === now.occurredOn &&
  before.documentNo === now.documentNo &&
  currentBody(before, now) === HashChain.canonicalJson(now.event.payload)

const reused = (
  { streamId, version }: Known,
  { eventId, documentNo }: Pick<NewEvent, "eventId" | "documentNo">
): EventIdReused => new EventIdReused({ streamId, version, eventId, documentNo })

/** Counts an event that is there already, or throws {@link EventIdReused}. */
const recognize = (progress: Progress, streamId: StreamId, before: Known, now: NewEvent): void => {
  if (!isSame(streamId, before, now)) {
    throw reused(before, now)
  }
  progress.alreadyThere++
}

const rowOf = ({ id, version, hash }: StreamRow): StreamRow => ({ id, version, hash })

const streamOf = (progress: Progress, streamId: StreamId): StreamRow | undefined => {
  const { statements, streams } = progress
  if (streams.has(streamId)) return streams.get(streamId)
  const row = statements.stream.get(streamId)
  // Only a stream that is nowhere is a new one: an index that does not find it is not believed.
  if (row === undefined && statements.streamWithoutIndex.get(streamId) !== undefined)
    throw new Damaged(`the index of streams does not find ${streamId}.`)
  const stream = row === undefined ? undefined : rowOf(readStreamSum(row))
  streams.set(streamId, stream)
  return stream
}

const addStream = ({ statements, streams }: Progress, streamId: StreamId): StreamRow => {
  const { lastInsertRowid } = statements.addStream.run(streamId, HashChain.genesis)
  const stream = { id: Number(lastInsertRowid), version: 0, hash: HashChain.genesis }
  streams.set(streamId, stream)
  return stream
}

const writeEvent = (progress: Progress, stream: StreamRow, texts: RecordedTexts, event: Event): void => {
  const { streamId, version, hash, eventId, type, schemaVersion } = texts
  stream.hash = hash
  stream.version = version
  const position = ++progress.position
  const { occurredOn, recordedAt, documentNo, source, body } = texts
  const written = { stream: stream.id, streamId, version, position, eventId, occurredOn, recordedAt, hash }
  const posts = progress.writer.add(written, event).length
  progress.statements.addEvent.run(
    position,
    stream.id,
    version,
    eventId,
    type,
    schemaVersion,
    occurredOn,
    recordedAt,
    documentNo,
    source,
    body,
    hash,
    posts
  )
  progress.written.set(eventId, { version, streamId, type, schemaVersion, occurredOn, documentNo, body })
}

const addEvent = (progress: Progress, stream: StreamRow, streamId: StreamId, event: NewEvent): void => {
  const { version: schemaVersion } = registry[event.event.type]
  const texts = HashChain.textsOf(streamId, stream.version + 1, schemaVersion, event)
  const hash = sha256Hex(HashChain.canonicalBytes(stream.hash, texts))
  writeEvent(progress, stream, { ...texts, hash }, event.event)
}

/**
 * Appends a batch. A reused id is said before a conflict: it stays wrong when the caller reads again.
 */
const appendBatch = (progress: Progress, { streamId, expectedVersion, events }: StreamAppend): void => {
  const { statements, written } = progress
  const additions = events.filter((event) => {
    const before = written.get(event.eventId) ?? statements.named(event.eventId)
    if (before !== undefined) recognize(progress, streamId, before, event)
    return before === undefined
  })
  if (additions.length === 0) return
  const found = streamOf(progress, streamId)
  const actualVersion = found?.version ?? 0
  if (actualVersion !== expectedVersion)
    throw new VersionConflict({ streamId, expectedVersion, actualVersion })
  const stream = found ?? addStream(progress, streamId)
  for (const event of additions) {
    const twin = written.get(event.eventId)
    if (twin === undefined) addEvent(progress, stream, streamId, event)
    else recognize(progress, streamId, twin, event)
  }
  statements.setHead.run(stream.version, stream.hash, stream.id)
}

/** What the gate asks of what is stored. */
const recorded = ({ named }: AppendStatements): Recorded => {
  return {
    recall: (streamId, eventId) => {
      const before = named(eventId)
      return before?.streamId !== streamId
        ? undefined
        : readStored(before.type, before.schemaVersion, before.body)
    },
    isThere: (streamId, event) => {
      const before = named(event.eventId)
      try {
        return before !== undefined && isSame(streamId, before, event)
      } catch {
        // What has no text in JSON is nothing that could be there.
        return false
      }
    }
  }
}

/** Takes over texts of one stream. */
const adoptStream = (progress: Progress, streamId: StreamId, texts: ReadonlyArray<RecordedTexts>): void => {
  const { statements, written } = progress
  const found = streamOf(progress, streamId)
  const hashAt = (version: number): string => {
    const row = statements.hashAt.get(found!.id, version)
    if (row === undefined) throw new Damaged(`event ${version} of ${streamId} is missing.`)
    return textIn(row, "hash")
  }
  const { version, hash } = found ?? { version: 0, hash: HashChain.genesis }
  const adoption = adoptionOf(streamId, texts, { version, hash, hashAt }, sha256)
  if (adoption instanceof ChainBroken) throw adoption
  progress.alreadyThere += adoption.alreadyThere
  if (adoption.fresh.length === 0) return
  const stream = found ?? addStream(progress, streamId)
  for (const text of adoption.fresh) {
    const twin = written.get(text.eventId) ?? statements.named(text.eventId)
    if (twin !== undefined) throw reused(twin, text)
    // The adoption holds none that is no event.
    writeEvent(progress, stream, text, readStored(text.type, text.schemaVersion, text.body)!)
  }
  statements.setHead.run(stream.version, stream.hash, stream.id)
}

const begin = (statements: AppendStatements): Progress => {
  const { position } = statements.lastPosition.get() as { position: number }
  if (position !== readLedgerSum(statements.ledgerSum.get()).events)
    throw new Damaged("the last events of the ledger are missing.")
  return {
    statements,
    writer: makePostingWriter(statements),
    streams: new Map(),
    written: new Map(),
    position,
    alreadyThere: 0
  }
}

/** Writes what follows from the events written since `position`, and says where these streams end. */
const finish = (progress: Progress, streamIds: Iterable<StreamId>, position: number): AppendReceipt => {
  const { writer } = progress
  writer.flush()
  const heads = [...streamIds].flatMap((streamId): ReadonlyArray<StreamHead> => {
    const stream = streamOf(progress, streamId)
    if (stream === undefined) return []
    const { id, version, hash } = stream
    return [{ streamId, version, hash, root: writer.rootOf(id, streamId) }]
  })
  return { appended: progress.position - position, alreadyThere: progress.alreadyThere, heads }
}

/**
 * Takes over recorded texts inside the caller's transaction. Throws {@link ChainBroken} or {@link EventIdReused}, and
 * then the caller rolls back: nothing has happened.
 */
export const adoptTexts = (
  statements: AppendStatements,
  texts: ReadonlyArray<RecordedTexts>
): AppendReceipt => {
  const progress = begin(statements)
  const { position } = progress
  const streams = adoptedByStream(texts)
  for (const [streamId, own] of streams) adoptStream(progress, streamId, own)
  return finish(progress, streams.keys(), position)
}

/**
 * Appends inside the caller's transaction. Throws {@link PayloadInvalid}, {@link EventIdReused} or
 * {@link VersionConflict}, and then the caller rolls back: nothing has happened.
 */
export const appendBatches = (
  statements: AppendStatements,
  batches: ReadonlyArray<StreamAppend>
): AppendReceipt => {
  const invalid = refusedAtGate(batches, recorded(statements))
  if (invalid !== null) throw invalid
  const progress = begin(statements)
  const { position } = progress
  for (const batch of batches) appendBatch(progress, batch)
  return finish(
    progress,
    batches.map(({ streamId }) => streamId),
    position
  )
}
