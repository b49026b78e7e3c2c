/**
 * Verifying a ledger: the chain from the stored texts, stream by stream, and everything kept beside the events from
 * the events again, all in one snapshot.
 *
 * The first thing wrong in a stream is named with its place; what follows from it is not repeated.
 */
import { FiscalYear } from "@juesuan/domain"
import {
  HashChain,
  Merkle,
  RecordingTimes,
  correctedBy,
  dimensionKey,
  invalidWhenWritten,
  postings,
  readStored,
  recordedFault,
  reversedBy
} from "@juesuan/ledger"
import type {
  Event,
  IntegrityBreak,
  RecordedTexts,
  SourcePlace,
  StreamId,
  VerifyReport
} from "@juesuan/ledger"
import { Damaged } from "./Failure.ts"
import { streamsOf, toHead } from "./Heads.ts"
import { EVENT_COLUMNS, numberIn, textIn, textsOfRow } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import type { Connection, Row } from "./Server.ts"
import { sha256 } from "./Sha256.ts"
import { DIMENSIONS, cellOfRow } from "./Totals.ts"

/** Events read at once: bounds the memory of a verification. */
const PAGE = 2000

/** A break that no single event is named for. */
const breakOf = (streamId: StreamId, reason: string): IntegrityBreak => ({
  kind: "altered",
  streamId,
  position: null,
  version: null,
  eventId: null,
  source: null,
  reason
})

const sourceOf = (source: string): string | null => {
  try {
    const place = JSON.parse(source) as SourcePlace | null
    return place === null ? null : `${place.file}:${place.row}`
  } catch {
    return null
  }
}

const breakAt = (texts: RecordedTexts, kind: IntegrityBreak["kind"], reason: string): IntegrityBreak => ({
  kind,
  streamId: texts.streamId,
  position: null,
  version: texts.version,
  eventId: texts.eventId,
  source: sourceOf(texts.source),
  reason
})

interface CellSum {
  postings: number
  total: number
}

/** A stream as its events make it. */
interface Walk {
  readonly stream: StreamSum
  readonly breaks: Array<IntegrityBreak>
  /** Events that are as they were written, and were invalid then; and what was taken back whole. */
  readonly invalid: Array<IntegrityBreak>
  readonly reversed: Set<string>
  readonly events: Map<string, Event>
  readonly times: RecordingTimes
  readonly peaks: Array<string>
  readonly cells: Map<string, CellSum>
  version: number
  hash: string
  postings: number
  amount: number
  volume: number
  facts: number
}

const beginWalk = (stream: StreamSum, times: RecordingTimes): Walk => ({
  stream,
  breaks: [],
  invalid: [],
  reversed: new Set(),
  events: new Map(),
  times,
  peaks: [],
  cells: new Map(),
  version: 0,
  hash: HashChain.genesis,
  postings: 0,
  amount: 0,
  volume: 0,
  facts: 0
})

/** A posting as one text, for comparing what is stored with what follows from the event. */
const textOf = (leg: number, key: string, amount: number, day: number, recorded: number): string =>
  `${leg}\u001f${key}\u001f${amount}\u001f${day}\u001f${recorded}`

/** What is stored of the postings of some events, by version. */
type StoredPostings = ReadonlyMap<number, ReadonlySet<string>>

const addToCell = (cells: Map<string, CellSum>, key: string, amount: number): void => {
  const cell = cells.get(key) ?? { postings: 0, total: 0 }
  cell.postings++
  cell.total += amount
  cells.set(key, cell)
}

/** Counts an event's postings, and says whether those stored are others. */
const postingFault = (
  walk: Walk,
  texts: RecordedTexts,
  event: Event,
  stored: StoredPostings
): string | null => {
  const posted = postings(event)
  if (posted.length === 0) walk.facts++
  const [day, recorded] = [FiscalYear.toDayNumber(texts.occurredOn), Date.parse(texts.recordedAt)]
  const expected = posted.map(({ amount, ...dimensions }, leg) => {
    const key = dimensionKey(dimensions)
    addToCell(walk.cells, key, amount)
    walk.postings++
    walk.amount += amount
    walk.volume += Math.abs(amount)
    return textOf(leg, key, amount, day, recorded)
  })
  const found = stored.get(texts.version) ?? new Set()
  return found.size === expected.length && expected.every((text) => found.has(text))
    ? null
    : "a stored posting does not follow from the event"
}

/** What is wrong with an event as it is stored, or `null`. */
const faultOf = (walk: Walk, row: Row, texts: RecordedTexts, stored: StoredPostings): string | null => {
  if (texts.version !== walk.version + 1) return `version ${walk.version + 1} is missing before it`
  if (HashChain.hashOf(walk.hash, texts, sha256) !== texts.hash)
    return "the hash does not fit the event as stored"
  const event = readStored(texts.type, texts.schemaVersion, texts.body)
  if (event === undefined) return null
  const posting = postingFault(walk, texts, event, stored)
  if (posting !== null) return posting
  if (numberIn(row, "posts") !== postings(event).length) return "the number of postings is not the event's"
  return (row["corrects"] ?? null) === correctedBy(event)
    ? null
    : "the link of the correction is not the event's"
}

/** What was wrong with an event when it was written, or `null`. */
const invalidity = (walk: Walk, texts: RecordedTexts): IntegrityBreak | null => {
  const { streamId, type, schemaVersion, body, eventId, occurredOn, recordedAt, documentNo } = texts
  const event = readStored(type, schemaVersion, body)
  if (event === undefined) return breakAt(texts, "invalid", "it is as it was written: no event of its type")
  walk.events.set(eventId, event)
  const reverses = reversedBy(event)
  if (reverses !== null) walk.reversed.add(reverses)
  const source = JSON.parse(texts.source) as SourcePlace | null
  const written = { eventId, occurredOn, recordedAt, documentNo, source, event }
  const fault = recordedFault(streamId, written, (id) => walk.events.get(id))
  return fault === null ? null : breakAt(texts, "invalid", invalidWhenWritten(fault))
}

const visit = (walk: Walk, row: Row, stored: StoredPostings): void => {
  const texts = textsOfRow(row)
  const fault = faultOf(walk, row, texts, stored)
  if (fault !== null) {
    walk.breaks.push(breakAt(texts, "altered", fault))
    return
  }
  Merkle.growHex(walk.peaks, walk.version, texts.hash, sha256)
  walk.version = texts.version
  walk.hash = texts.hash
  walk.times.watch(texts, null)
  const wrong = invalidity(walk, texts)
  if (wrong !== null) walk.invalid.push(wrong)
}

const storedPostings = async (
  connection: Connection,
  schema: string,
  streamId: StreamId,
  [from, to]: readonly [from: number, to: number]
): Promise<StoredPostings> => {
  const rows = await connection.query(
    `SELECT version, leg, amount, day, recorded, cell.stream_id, cell.cell, ${DIMENSIONS}, cell.postings, cell.total
     FROM ${schema}.posting AS posting JOIN ${schema}.cell AS cell USING (stream_id, cell)
     WHERE stream_id = $1 AND version BETWEEN $2 AND $3`,
    [streamId, from, to]
  )
  const byVersion = new Map<number, Set<string>>()
  for (const row of rows) {
    const [version, leg] = [numberIn(row, "version"), numberIn(row, "leg")]
    const key = dimensionKey(cellOfRow(row).dimensions)
    const text = textOf(leg, key, numberIn(row, "amount"), numberIn(row, "day"), numberIn(row, "recorded"))
    const texts = byVersion.get(version) ?? new Set()
    byVersion.set(version, texts.add(text))
  }
  return byVersion
}

/** Walks the events of a stream until one is wrong. */
const walkEvents = async (connection: Connection, schema: string, walk: Walk): Promise<void> => {
  const { streamId } = walk.stream
  for (let last = 0; ;) {
    const rows = await connection.query(
      `SELECT ${EVENT_COLUMNS}, posts, corrects FROM ${schema}.event AS event
       WHERE stream_id = $1 AND version > $2 ORDER BY version LIMIT ${PAGE}`,
      [streamId, last]
    )
    if (rows.length === 0) return
    const end = numberIn(rows.at(-1)!, "version")
    const stored = await storedPostings(connection, schema, streamId, [last + 1, end])
    for (const row of rows) {
      visit(walk, row, stored)
      if (walk.breaks.length > 0) return
    }
    last = end
  }
}

/** What a stream says of itself against what its events came to. */
const sumFault = ({ stream, ...walk }: Walk): string | null => {
  if (stream.version !== walk.version || stream.hash !== walk.hash)
    return `the stream's head is not its last event (${walk.version} events found)`
  if (stream.peaks !== walk.peaks.join("")) return "the stream's tree is not that of its events"
  const isSame =
    stream.postings === walk.postings &&
    stream.amount === walk.amount &&
    stream.volume === walk.volume &&
    stream.facts === walk.facts &&
    stream.cells === walk.cells.size
  return isSame ? null : "the stream's control totals are not those of its events"
}

const cellFault = async (connection: Connection, schema: string, walk: Walk): Promise<string | null> => {
  const rows = await connection.query(
    `SELECT stream_id, cell, ${DIMENSIONS}, postings, total FROM ${schema}.cell WHERE stream_id = $1`,
    [walk.stream.streamId]
  )
  const wrong = rows.map(cellOfRow).find(({ dimensions, postings: count, total, cell }) => {
    const sum = walk.cells.get(dimensionKey(dimensions))
    return sum?.postings !== count || sum.total !== total || cell >= rows.length
  })
  if (wrong !== undefined) return `the sums of cell ${wrong.cell} are not those of its events`
  return rows.length === walk.cells.size ? null : "a cell of the events is missing"
}

/** Verifies one stream. */
const verifyStream = async (
  connection: Connection,
  schema: string,
  stream: StreamSum,
  times: RecordingTimes
): Promise<Walk> => {
  const walk = beginWalk(stream, times)
  try {
    await walkEvents(connection, schema, walk)
    if (walk.breaks.length > 0) return walk
    const fault = sumFault(walk) ?? (await cellFault(connection, schema, walk))
    if (fault !== null) walk.breaks.push(breakOf(stream.streamId, fault))
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    walk.breaks.push(breakOf(stream.streamId, error.message))
  }
  return walk
}

/** Rows of the tables that belong to no stream, or to no cell. */
const strayBreaks = async (
  connection: Connection,
  schema: string
): Promise<ReadonlyArray<IntegrityBreak>> => {
  const breaks: Array<IntegrityBreak> = []
  for (const table of ["event", "cell", "posting"]) {
    const rows = await connection.query(
      `SELECT DISTINCT stream_id FROM ${schema}.${table} AS own WHERE NOT EXISTS
         (SELECT 1 FROM ${schema}.stream AS stream WHERE stream.stream_id = own.stream_id AND version > 0)`
    )
    for (const row of rows)
      breaks.push(breakOf(textIn(row, "stream_id"), `there are rows of ${table}, and no row of the stream`))
  }
  const lost = await connection.query(
    `SELECT stream_id, COUNT(*) AS rows FROM ${schema}.posting AS own GROUP BY stream_id
     HAVING COUNT(*) <> (SELECT postings FROM ${schema}.stream AS stream WHERE stream.stream_id = own.stream_id)`
  )
  for (const row of lost)
    breaks.push(
      breakOf(
        textIn(row, "stream_id"),
        `${numberIn(row, "rows")} postings are stored, not as many as its events make`
      )
    )
  return breaks
}

/** Hashes every event again and derives everything that is kept beside the events. */
export const verifyLedger = async (connection: Connection, schema: string): Promise<VerifyReport> => {
  const streams = await streamsOf(connection, schema)
  const times = new RecordingTimes()
  const breaks: Array<IntegrityBreak> = []
  let events = 0
  for (const stream of streams) {
    const walk = await verifyStream(connection, schema, stream, times)
    events += walk.version
    breaks.push(...walk.breaks)
    breaks.push(...walk.invalid.filter(({ eventId }) => !walk.reversed.has(eventId!)))
  }
  const named = new Set(breaks.map(({ streamId }) => streamId))
  const stray = (await strayBreaks(connection, schema)).filter(({ streamId }) => !named.has(streamId))
  const digest = HashChain.digestOf(streams.map(toHead), sha256)
  return { events, streams: streams.length, digest, breaks: [...breaks, ...stray], notices: times.notices() }
}
