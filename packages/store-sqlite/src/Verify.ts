/**
 * Verifying a ledger file: the chain from the stored texts, the order of versions and positions, and every posting
 * and segment from the events again.
 *
 * The first thing wrong in a stream is named with its place; what follows from it is not repeated.
 */
import { FiscalYear } from "@juesuan/domain"
import {
  HashChain,
  Merkle,
  RecordingTimes,
  invalidWhenWritten,
  postings,
  readStored,
  recordedFault,
  reversedBy
} from "@juesuan/ledger"
import type { Event, IntegrityBreak, Recall, SourcePlace, StreamId, VerifyReport } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { breakOf, schemaBreaks, structureBreaks } from "./Breaks.ts"
import { EVENT_COLUMNS, storedOf } from "./Events.ts"
import type { StoredEvent } from "./Events.ts"
import { Damaged } from "./Failure.ts"
import type { Derived } from "./Rebuild.ts"
import { cellKey, derivedBreaks, recountEvent, startRecount } from "./Recount.ts"
import type { Moment, Recount } from "./Recount.ts"
import { numberIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { readColumns } from "./Segments.ts"
import { sha256 } from "./Sha256.ts"

interface StoredRow extends StoredEvent {
  readonly stream: number
  readonly posts: unknown
}

interface Progress {
  version: number
  hash: string
  /** The stream's Merkle tree as its events make it. */
  readonly peaks: Array<Uint8Array>
  isBroken: boolean
}

const QUERY =
  `SELECT event.stream AS stream, posts, ` +
  EVENT_COLUMNS.replace("stream_id AS", "COALESCE(stream_id, 'no stream ' || event.stream) AS") +
  " FROM event LEFT JOIN stream ON stream.id = event.stream ORDER BY event.position"

const placeOf = (source: string): string | null => {
  try {
    const place = JSON.parse(source) as { readonly file?: unknown; readonly row?: unknown } | null
    return place === null ? null : `${String(place.file)}:${String(place.row)}`
  } catch {
    return null
  }
}

const breakAt = (
  row: StoredRow,
  reason: string,
  kind: IntegrityBreak["kind"] = "altered"
): IntegrityBreak => ({
  kind,
  streamId: row.streamId,
  position: row.position,
  version: row.version,
  eventId: row.eventId,
  source: placeOf(row.source),
  reason
})

/** What is wrong with an event's place in its stream, or `null`. */
const placeFault = (row: StoredRow, before: Progress): string | null => {
  if (row.version !== before.version + 1) return `version ${before.version + 1} is missing before it`
  return HashChain.hashOf(before.hash, row, sha256) === row.hash
    ? null
    : "the hash does not fit the event as stored"
}

/** Whether the number of postings that an event says it has is another one. */
const countFault = (row: StoredRow, event: Event | undefined, isMarked: boolean): string | null => {
  if (event === undefined || !isMarked) return null
  return postings(event).length === row.posts ? null : "the number of postings is not the event's"
}

/** Finds what is recorded under an id. */
const recallIn = (database: DatabaseSync): Recall => {
  const byId = database.prepare("SELECT type, schema_version AS version, body FROM event WHERE event_id = ?")
  return (eventId) => {
    const row = byId.get(eventId)
    return row === undefined
      ? undefined
      : readStored(String(row["type"]), Number(row["version"]), String(row["body"]))
  }
}

/** What was wrong with an event when it was written, or `null`. */
const invalidity = (row: StoredRow, event: Event | undefined, recall: Recall): IntegrityBreak | null => {
  if (event === undefined) return breakAt(row, "it is as it was written: no event of its type", "invalid")
  const { eventId, occurredOn, recordedAt, documentNo } = row
  const source = JSON.parse(row.source) as SourcePlace | null
  const written = { eventId, occurredOn, recordedAt, documentNo, source, event }
  const fault = recordedFault(row.streamId, written, recall)
  return fault === null ? null : breakAt(row, invalidWhenWritten(fault), "invalid")
}

/** A posting as one text, for comparing what is stored with what follows from the event. */
type PostingText = string

const textOf = (cell: string, amount: unknown, day: unknown, recorded: unknown): PostingText =>
  `${cell}\u001f${String(amount)}\u001f${String(day)}\u001f${String(recorded)}`

/** The cells of the file by number and by what they say. */
interface CellNames {
  readonly keys: ReadonlyMap<unknown, string>
  readonly ids: ReadonlyMap<string, number>
}

const cellNames = (database: DatabaseSync): CellNames => {
  const rows = database
    .prepare(
      "SELECT id, stream, measure, fund, function, economic, nature, project, kind, counterparty FROM cell NOT INDEXED"
    )
    .all() as unknown as ReadonlyArray<Parameters<typeof cellKey>[1] & { id: number; stream: number }>
  const keys = new Map(rows.map((row) => [row.id, cellKey(row.stream, row)] as const))
  return { keys, ids: new Map([...keys].map(([id, key]) => [key, id])) }
}

/** The postings of one segment in order, as texts; a segment that is not as it was written is one wrong text. */
const textsOfSegment = (row: Row, { keys }: CellNames): Iterable<PostingText> => {
  try {
    const { cells, amounts, days, recorded } = readColumns(row)
    return Array.from(cells, (cell, index) =>
      textOf(keys.get(cell) ?? `no cell ${cell}`, amounts[index], days[index], recorded[index])
    )
  } catch (error) {
    if (error instanceof Damaged) return [error.message]
    throw error
  }
}

/** Walks the segments' postings in order. */
function* segmentPostings(database: DatabaseSync, names: CellNames): Generator<PostingText> {
  const query = `SELECT segment.id AS id, postings, segment.seal AS seal, segment_time.seal AS timeSeal,
      cells, amounts, days, recorded
    FROM segment LEFT JOIN segment_time USING (id) ORDER BY segment.id`
  for (const row of database.prepare(query).iterate() as Iterable<Row>) yield* textsOfSegment(row, names)
}

/** A verification under way. */
interface Walk {
  readonly isMarked: boolean
  readonly names: CellNames
  readonly segments: Generator<PostingText>
  readonly postingRows: StatementSync
  readonly recount: Recount
  readonly reached: Map<StreamId, Progress>
  readonly breaks: Array<IntegrityBreak>
  readonly recall: Recall
  /** Events that are as they were written, and were invalid then. */
  readonly invalid: Array<IntegrityBreak>
  readonly times: RecordingTimes
  /** The entries that were taken back whole. */
  readonly reversed: Set<string>
  events: number
  isSegmentBroken: boolean
  isPositionBroken: boolean
}

const beginWalk = (database: DatabaseSync, { isMarked }: Derived): Walk => {
  const names = cellNames(database)
  return {
    isMarked,
    names,
    segments: segmentPostings(database, names),
    postingRows: database.prepare(
      "SELECT leg, amount, day, recorded FROM posting WHERE position = ? AND cell = ?"
    ),
    recount: startRecount(),
    reached: new Map(),
    breaks: [],
    recall: recallIn(database),
    invalid: [],
    times: new RecordingTimes(),
    reversed: new Set(),
    events: 0,
    isSegmentBroken: false,
    isPositionBroken: false
  }
}

/** What is wrong with the stored postings of an event, or `null`: its rows, and its part of the segments. */
const postingFault = (
  walk: Walk,
  { stream, position, day, recorded }: Moment,
  event: Event
): string | null => {
  const { names, postingRows, segments } = walk
  const expected = postings(event).map((posting) => {
    const cell = cellKey(stream, posting)
    return { cell, text: textOf(cell, posting.amount, day, recorded) }
  })
  const isStored = ({ cell, text }: (typeof expected)[number], leg: number): boolean => {
    const id = names.ids.get(cell)
    const rows = id === undefined ? [] : postingRows.all(position, id)
    return rows.some(
      (row) => row["leg"] === leg && textOf(cell, row["amount"], row["day"], row["recorded"]) === text
    )
  }
  if (!expected.every(isStored)) return "a stored posting does not follow from the event"
  for (const { text } of expected) {
    if (walk.isSegmentBroken) return null
    walk.isSegmentBroken = segments.next().value !== text
    if (walk.isSegmentBroken) return "a stored segment does not follow from the events"
  }
  return null
}

const progressOf = ({ reached }: Walk, streamId: StreamId): Progress => {
  const seen = reached.get(streamId)
  if (seen !== undefined) return seen
  const start: Progress = { version: 0, hash: HashChain.genesis, peaks: [], isBroken: false }
  reached.set(streamId, start)
  return start
}

/** Looks at one event: its place, its chain, its body and its postings. */
const visit = (walk: Walk, row: StoredRow): void => {
  const { breaks, recount, isMarked } = walk
  const before = progressOf(walk, row.streamId)
  if (row.position !== walk.events && !walk.isPositionBroken) {
    walk.isPositionBroken = true
    breaks.push(breakAt(row, `position ${walk.events} is missing before it`))
  }
  const event = readStored(row.type, row.schemaVersion, row.body)
  const day = event === undefined ? 0 : FiscalYear.toDayNumber(row.occurredOn)
  const { stream, position, eventId } = row
  const moment = { stream, position, eventId, day, recorded: Date.parse(row.recordedAt) }
  const fault =
    (before.isBroken ? null : (placeFault(row, before) ?? countFault(row, event, isMarked))) ??
    (event === undefined ? null : postingFault(walk, moment, event))
  recountEvent(recount, moment, event)
  const reverses = event === undefined ? null : reversedBy(event)
  if (reverses !== null) walk.reversed.add(reverses)
  const isAsWritten = fault === null && !before.isBroken
  if (isAsWritten) walk.times.watch(row, row.position)
  const wrong = isAsWritten ? invalidity(row, event, walk.recall) : null
  if (wrong !== null) walk.invalid.push(wrong)
  if (fault !== null && !before.isBroken) {
    breaks.push(breakAt(row, fault))
    before.isBroken = true
  }
  // A broken stream has no tree to speak of: its size may not be its number of events.
  if (!before.isBroken) Merkle.grow(before.peaks, before.version, HashChain.fromHex(row.hash), sha256)
  before.version = row.version
  before.hash = row.hash
}

/** A row as an event; one with a column of another type is a break of its own. */
const rowOf = (walk: Walk, row: Row): StoredRow | null => {
  try {
    return { ...storedOf(row), stream: numberIn(row, "stream"), posts: row["posts"] }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    const streamId = String(row["streamId"])
    walk.breaks.push({
      ...breakOf(streamId, null, error.message),
      position: typeof row["position"] === "number" ? row["position"] : null
    })
    progressOf(walk, streamId).isBroken = true
    return null
  }
}

/** What a stream says of its own end, against what its events came to. */
const headFault = (head: StoredHead, end: Progress | undefined): string | null => {
  if (end?.version !== head.version || end.hash !== head.hash)
    return `the stream's head is not its last event (${end?.version ?? 0} events found)`
  return head.peaks === Merkle.peaksToText(end.peaks) ? null : "the stream's tree is not that of its events"
}

interface StoredHead {
  readonly streamId: StreamId
  readonly version: number
  readonly hash: string
  readonly peaks: string | null
}

const headBreaks = (
  database: DatabaseSync,
  reached: ReadonlyMap<StreamId, Progress>
): ReadonlyArray<IntegrityBreak> => {
  const heads = database
    .prepare(
      `SELECT stream_id AS streamId, version, hash, peaks
       FROM stream NOT INDEXED LEFT JOIN stream_sum ON stream_sum.stream = stream.id`
    )
    .all() as unknown as ReadonlyArray<StoredHead>
  return heads.flatMap((head) => {
    const end = reached.get(head.streamId)
    const fault = end?.isBroken === true ? null : headFault(head, end)
    return fault === null ? [] : [breakOf(head.streamId, head.version, fault)]
  })
}

const rootOf = (peaks: ReadonlyArray<Uint8Array>): string =>
  HashChain.toHex(Merkle.rootOfPeaks(peaks, sha256))

/**
 * Verifies everything; lists the first break of each stream and whatever concerns the file as a whole. `derived` says
 * whether what is kept beside the events was made anew for this reader.
 */
export const verifyLedger = (database: DatabaseSync, derived: Derived): VerifyReport => {
  const schema = schemaBreaks(database, derived)
  const structure = structureBreaks(database)
  const walk = beginWalk(database, derived)
  const { breaks, reached, segments } = walk
  for (const row of database.prepare(QUERY).iterate() as Iterable<Row>) {
    walk.events++
    const stored = rowOf(walk, row)
    if (stored !== null) visit(walk, stored)
  }
  if (!walk.isSegmentBroken && segments.next().done !== true)
    breaks.push(breakOf("ledger", null, "the segments hold postings of no event"))
  const isSound = structure.length + breaks.length === 0
  const beside = isSound ? derivedBreaks(database, walk.recount) : []
  const invalid = walk.invalid.filter(({ eventId }) => eventId === null || !walk.reversed.has(eventId))
  const heads = [...reached].map(([streamId, { version, hash, peaks }]) => ({
    streamId,
    version,
    hash,
    root: rootOf(peaks)
  }))
  return {
    events: walk.events,
    streams: reached.size,
    digest: HashChain.digestOf(heads, sha256),
    breaks: [...schema, ...structure, ...breaks, ...beside, ...headBreaks(database, reached), ...invalid],
    notices: walk.times.notices()
  }
}
