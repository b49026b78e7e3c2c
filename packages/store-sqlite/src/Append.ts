/**
 * Appending: one transaction for events, heads, postings and segments.
 */
import {
  EventIdReused,
  HashChain,
  VersionConflict,
  isQuoting,
  refusedAtGate,
  registry,
  upcast
} from "@juesuan/ledger"
import type { AppendReceipt, NewEvent, Recorded, StreamAppend, StreamHead, StreamId } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { readStored } from "./Decode.ts"
import { Damaged } from "./Failure.ts"
import type { IdIndex } from "./EventIds.ts"
import { BY_ID, storedNamed } from "./Events.ts"
import { STREAMS, readLedgerSum, readStreamSum } from "./Heads.ts"
import { makePostingWriter, preparePostings } from "./PostingWriter.ts"
import type { PostingStatements, PostingWriter } from "./PostingWriter.ts"
import { sha256Hex } from "./Sha256.ts"

interface StreamRow {
  readonly id: number
  version: number
  hash: string
}

/** What is compared to tell the same event from another one under its id. */
interface Known {
  readonly position: number
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

/** Counts an event that is there already, or throws {@link EventIdReused}. */
const recognize = (progress: Progress, streamId: StreamId, before: Known, now: NewEvent): void => {
  if (!isSame(streamId, before, now)) {
    const { eventId, documentNo } = now
    throw new EventIdReused({ streamId, eventId, documentNo, position: before.position })
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

const addEvent = (progress: Progress, stream: StreamRow, streamId: StreamId, event: NewEvent): void => {
  const { version: schemaVersion } = registry[event.event.type]
  const texts = HashChain.textsOf(streamId, stream.version + 1, schemaVersion, event)
  stream.hash = sha256Hex(HashChain.canonicalBytes(stream.hash, texts))
  stream.version++
  const position = ++progress.position
  const { eventId, type, occurredOn, recordedAt, documentNo, source, body } = texts
  const { id, version, hash } = stream
  const written = { stream: id, streamId, version, position, eventId, occurredOn, recordedAt, hash }
  const posts = progress.writer.add(written, event.event).length
  const place = [position, stream.id, stream.version, eventId, type, schemaVersion] as const
  const rest = [occurredOn, recordedAt, documentNo, source, body, stream.hash, posts] as const
  progress.statements.addEvent.run(...place, ...rest)
  progress.written.set(eventId, { position, streamId, type, schemaVersion, occurredOn, documentNo, body })
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
    recall: (eventId) => {
      const before = named(eventId)
      return before === undefined ? undefined : readStored(before.type, before.schemaVersion, before.body)
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
  const { position } = statements.lastPosition.get() as { position: number }
  if (position !== readLedgerSum(statements.ledgerSum.get()).events)
    throw new Damaged("the last events of the ledger are missing.")
  const progress: Progress = {
    statements,
    writer: makePostingWriter(statements),
    streams: new Map(),
    written: new Map(),
    position,
    alreadyThere: 0
  }
  for (const batch of batches) appendBatch(progress, batch)
  progress.writer.flush()
  const heads = batches.flatMap(({ streamId }): ReadonlyArray<StreamHead> => {
    const stream = streamOf(progress, streamId)
    if (stream === undefined) return []
    const { id, version, hash } = stream
    return [{ streamId, version, hash, root: progress.writer.rootOf(id, streamId) }]
  })
  return { appended: progress.position - position, alreadyThere: progress.alreadyThere, heads }
}
