/**
 * Appending: one transaction for events, heads, postings and segments.
 */
import { FiscalYear } from "@juesuan/domain"
import { EventIdReused, HashChain, VersionConflict, dimensionKey, postings, registry } from "@juesuan/ledger"
import type { AppendReceipt, NewEvent, Posting, StreamAppend, StreamHead, StreamId } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { bytesOf, concat, float64Of, int32Of, isMergeDue } from "./Segments.ts"
import type { Columns } from "./Segments.ts"
import { sha256 } from "./Sha256.ts"

interface StreamRow {
  readonly id: number
  version: number
  hash: string
}

interface StoredEvent {
  readonly position: number
  readonly stream_id: StreamId
  readonly type: string
  readonly occurred_on: string
  readonly document_no: string
  readonly body: string
}

/** The prepared statements of appends. */
export interface AppendStatements {
  readonly stream: StatementSync
  readonly addStream: StatementSync
  readonly setHead: StatementSync
  readonly byEventId: StatementSync
  readonly lastPosition: StatementSync
  readonly addEvent: StatementSync
  readonly cell: StatementSync
  readonly addCell: StatementSync
  readonly addPosting: StatementSync
  readonly lastSegment: StatementSync
  readonly segment: StatementSync
  readonly dropSegmentTime: StatementSync
  readonly dropSegment: StatementSync
  readonly addSegment: StatementSync
  readonly addSegmentTime: StatementSync
}

export const prepareAppend = (database: DatabaseSync): AppendStatements => ({
  stream: database.prepare("SELECT id, version, hash FROM stream WHERE stream_id = ?"),
  addStream: database.prepare("INSERT INTO stream (stream_id, version, hash) VALUES (?, 0, ?)"),
  setHead: database.prepare("UPDATE stream SET version = ?, hash = ? WHERE id = ?"),
  byEventId: database.prepare(
    `SELECT position, stream_id, type, occurred_on, document_no, body
     FROM event JOIN stream ON stream.id = event.stream WHERE event_id = ?`
  ),
  lastPosition: database.prepare("SELECT COALESCE(MAX(position), 0) AS position FROM event"),
  addEvent: database.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
  cell: database.prepare(
    `SELECT id FROM cell WHERE stream = ? AND measure = ? AND fund = ? AND function = ? AND economic = ?
     AND nature = ? AND project = ? AND kind = ?`
  ),
  addCell: database.prepare(
    `INSERT INTO cell (stream, measure, fund, function, economic, nature, project, kind)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  ),
  addPosting: database.prepare("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)"),
  lastSegment: database.prepare("SELECT id, postings FROM segment ORDER BY id DESC LIMIT 1"),
  segment: database.prepare(
    "SELECT cells, amounts, days, recorded FROM segment JOIN segment_time USING (id) WHERE id = ?"
  ),
  dropSegmentTime: database.prepare("DELETE FROM segment_time WHERE id = ?"),
  dropSegment: database.prepare("DELETE FROM segment WHERE id = ?"),
  addSegment: database.prepare("INSERT INTO segment (postings, cells, amounts) VALUES (?, ?, ?)"),
  addSegmentTime: database.prepare("INSERT INTO segment_time VALUES (?, ?, ?)")
})

/** Columns under construction. */
interface Growing {
  readonly cells: Array<number>
  readonly amounts: Array<number>
  readonly days: Array<number>
  readonly recorded: Array<number>
}

const columnsOf = (growing: Growing): Columns => ({
  cells: Int32Array.from(growing.cells),
  amounts: Float64Array.from(growing.amounts),
  days: Int32Array.from(growing.days),
  recorded: Float64Array.from(growing.recorded)
})

/** Segments as stored, back to columns. */
export const readColumns = (row: Readonly<Record<string, unknown>>): Columns => ({
  cells: int32Of(row["cells"] as Uint8Array),
  amounts: float64Of(row["amounts"] as Uint8Array),
  days: int32Of(row["days"] as Uint8Array),
  recorded: float64Of(row["recorded"] as Uint8Array)
})

const addSegment = (statements: AppendStatements, fresh: Columns): void => {
  let columns = fresh
  for (;;) {
    const last = statements.lastSegment.get() as { id: number; postings: number } | undefined
    if (last === undefined || !isMergeDue(last.postings, columns.cells.length)) break
    columns = concat(readColumns(statements.segment.get(last.id)!), columns)
    statements.dropSegmentTime.run(last.id)
    statements.dropSegment.run(last.id)
  }
  const { cells, amounts, days, recorded } = columns
  const { lastInsertRowid: id } = statements.addSegment.run(cells.length, bytesOf(cells), bytesOf(amounts))
  statements.addSegmentTime.run(id, bytesOf(days), bytesOf(recorded))
}

/** The cell of a posting, found or made; ids already met are remembered for the length of an append. */
const cellOf = (
  statements: AppendStatements,
  known: Map<string, number>,
  stream: number,
  posting: Posting
): number => {
  const key = `${stream}\u001f${dimensionKey(posting)}`
  const seen = known.get(key)
  if (seen !== undefined) return seen
  const { measure, fund, function: item, economic, nature, project, kind } = posting
  const values = [stream, measure, fund, item, economic, nature, project, kind]
  const found = statements.cell.get(...values) as { id: number } | undefined
  const id = found?.id ?? Number(statements.addCell.run(...values).lastInsertRowid)
  known.set(key, id)
  return id
}

const isSame = (streamId: StreamId, before: StoredEvent, now: NewEvent): boolean =>
  before.stream_id === streamId &&
  before.type === now.event.type &&
  before.occurred_on === now.occurredOn &&
  before.document_no === now.documentNo &&
  before.body === HashChain.canonicalJson(now.event.payload)

const streamOf = (statements: AppendStatements, streamId: StreamId): StreamRow | undefined =>
  statements.stream.get(streamId) as unknown as StreamRow | undefined

/**
 * Appends inside the caller's transaction. Throws {@link EventIdReused} or {@link VersionConflict}, and then the
 * caller rolls back: nothing has happened.
 */
export const appendBatches = (
  statements: AppendStatements,
  batches: ReadonlyArray<StreamAppend>
): AppendReceipt => {
  let { position } = statements.lastPosition.get() as { position: number }
  let appended = 0
  let alreadyThere = 0
  const cells = new Map<string, number>()
  const growing: Growing = { cells: [], amounts: [], days: [], recorded: [] }
  const heads: Array<StreamHead> = []

  const addPostings = (stream: number, event: NewEvent): number => {
    const posted = postings(event.event)
    const day = FiscalYear.toDayNumber(event.occurredOn)
    const recorded = Date.parse(event.recordedAt)
    for (const [leg, posting] of posted.entries()) {
      const cell = cellOf(statements, cells, stream, posting)
      statements.addPosting.run(cell, position, leg, posting.amount, day, recorded)
      growing.cells.push(cell)
      growing.amounts.push(posting.amount)
      growing.days.push(day)
      growing.recorded.push(recorded)
    }
    return posted.length
  }

  const addEvent = (stream: StreamRow, streamId: StreamId, event: NewEvent): void => {
    const { version: schemaVersion } = registry[event.event.type]
    const texts = HashChain.textsOf(streamId, stream.version + 1, schemaVersion, event)
    stream.hash = HashChain.hashOf(stream.hash, texts, sha256)
    stream.version++
    position++
    const { eventId, type, occurredOn, recordedAt, documentNo, source, body } = texts
    const place = [position, stream.id, stream.version, eventId, type, schemaVersion] as const
    const posts = postings(event.event).length
    statements.addEvent.run(...place, occurredOn, recordedAt, documentNo, source, body, stream.hash, posts)
    addPostings(stream.id, event)
    appended++
  }

  for (const { streamId, expectedVersion, events } of batches) {
    let stream = streamOf(statements, streamId)
    let isChecked = false
    for (const event of events) {
      const before = statements.byEventId.get(event.eventId) as unknown as StoredEvent | undefined
      if (before !== undefined) {
        if (!isSame(streamId, before, event)) {
          const { eventId, documentNo } = event
          throw new EventIdReused({ streamId, eventId, documentNo, position: before.position })
        }
        alreadyThere++
        continue
      }
      if (!isChecked) {
        const actualVersion = stream?.version ?? 0
        if (actualVersion !== expectedVersion)
          throw new VersionConflict({ streamId, expectedVersion, actualVersion })
        isChecked = true
        if (stream === undefined) {
          const { lastInsertRowid } = statements.addStream.run(streamId, HashChain.genesis)
          stream = { id: Number(lastInsertRowid), version: 0, hash: HashChain.genesis }
        }
      }
      addEvent(stream!, streamId, event)
    }
    if (stream === undefined) continue
    if (isChecked) statements.setHead.run(stream.version, stream.hash, stream.id)
    heads.push({ streamId, version: stream.version, hash: stream.hash })
  }
  if (growing.cells.length > 0) addSegment(statements, columnsOf(growing))
  return { appended, alreadyThere, heads }
}
