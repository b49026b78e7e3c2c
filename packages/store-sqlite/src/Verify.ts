/**
 * Verifying a ledger file: the chain from the stored texts, the order of versions and positions, and every posting
 * and segment from the events again.
 *
 * The first thing wrong in a stream is named with its place; what follows from it is not repeated.
 */
import { FiscalYear } from "@juesuan/domain"
import { HashChain, dimensionKey, postings } from "@juesuan/ledger"
import type { Event, IntegrityBreak, StreamHead, StreamId, VerifyReport } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { decodeStored } from "./Decode.ts"
import { readColumns } from "./Segments.ts"
import { sha256 } from "./Sha256.ts"

interface StoredRow extends HashChain.StoredTexts {
  readonly position: number
  readonly stream: number
  readonly hash: string
  readonly posts: number
}

interface Progress {
  version: number
  hash: string
  isBroken: boolean
}

const QUERY = `
  SELECT position, stream, stream_id AS streamId, event.version AS version, event_id AS eventId, type,
    schema_version AS schemaVersion, occurred_on AS occurredOn, recorded_at AS recordedAt,
    document_no AS documentNo, source, body, event.hash AS hash, posts
  FROM event LEFT JOIN stream ON stream.id = event.stream ORDER BY position`

const placeOf = (source: string): string | null => {
  try {
    const place = JSON.parse(source) as { readonly file?: unknown; readonly row?: unknown } | null
    return place === null ? null : `${String(place.file)}:${String(place.row)}`
  } catch {
    return null
  }
}

const breakAt = (row: StoredRow, reason: string): IntegrityBreak => ({
  streamId: row.streamId ?? `stream ${row.stream}`,
  position: row.position,
  version: row.version,
  eventId: row.eventId,
  source: placeOf(row.source),
  reason
})

const breakOf = (streamId: StreamId, version: number | null, reason: string): IntegrityBreak => ({
  streamId,
  position: null,
  version,
  eventId: null,
  source: null,
  reason
})

/** What is wrong with an event in its place, or `null`. */
const faultOf = (
  row: StoredRow,
  before: Progress,
  event: Event | null,
  hasOldPostings: boolean
): string | null => {
  if (row.version !== before.version + 1) return `version ${before.version + 1} is missing before it`
  if (HashChain.hashOf(before.hash, row, sha256) !== row.hash)
    return "the hash does not fit the event as stored"
  if (event === null) return "the body is not an event of its type"
  if (hasOldPostings) return null
  return postings(event).length === row.posts ? null : "the number of postings is not the event's"
}

/** A posting as one text, for comparing what is stored with what follows from the event. */
type PostingText = string

const expectedPostings = (row: StoredRow, event: Event): ReadonlyArray<PostingText> => {
  const day = FiscalYear.toDayNumber(row.occurredOn)
  const recorded = Date.parse(row.recordedAt)
  return postings(event).map(
    (posting) =>
      `${row.stream}\u001f${dimensionKey(posting)}\u001f${posting.amount}\u001f${day}\u001f${recorded}`
  )
}

interface CellKeys {
  readonly keyOf: (cell: number) => string
}

const cellKeys = (database: DatabaseSync): CellKeys => {
  const keys = new Map<number, string>()
  const rows = database
    .prepare("SELECT id, stream, measure, fund, function, economic, nature, project, kind FROM cell")
    .all() as unknown as ReadonlyArray<Parameters<typeof dimensionKey>[0] & { id: number; stream: number }>
  for (const row of rows) keys.set(row.id, `${row.stream}\u001f${dimensionKey(row)}`)
  return { keyOf: (cell) => keys.get(cell) ?? `no cell ${cell}` }
}

interface PostingRow {
  readonly cell: number
  readonly position: number
  readonly leg: number
  readonly amount: number
  readonly day: number
  readonly recorded: number
}

/** Walks the segments' postings in order. */
function* segmentPostings(database: DatabaseSync, { keyOf }: CellKeys): Generator<PostingText> {
  const query =
    "SELECT cells, amounts, days, recorded FROM segment LEFT JOIN segment_time USING (id) ORDER BY id"
  for (const row of database.prepare(query).iterate() as Iterable<Record<string, unknown>>) {
    if (row["days"] === null) yield "a segment without its times"
    else {
      const { cells, amounts, days, recorded } = readColumns(row)
      for (let index = 0; index < cells.length; index++) {
        yield `${keyOf(cells[index]!)}\u001f${amounts[index]}\u001f${days[index]}\u001f${recorded[index]}`
      }
    }
  }
}

/** Postings that belong to no event, or are stored twice, show in the counts. */
const countBreaks = (database: DatabaseSync, expected: number): ReadonlyArray<IntegrityBreak> => {
  const { stored } = database.prepare("SELECT COUNT(*) AS stored FROM posting").get() as { stored: number }
  return stored === expected
    ? []
    : [breakOf("ledger", null, `${stored} postings are stored where the events make ${expected}`)]
}

const headBreaks = (
  database: DatabaseSync,
  reached: ReadonlyMap<StreamId, Progress>
): ReadonlyArray<IntegrityBreak> => {
  const heads = database.prepare("SELECT stream_id AS streamId, version, hash FROM stream").all()
  return (heads as unknown as ReadonlyArray<StreamHead>).flatMap(({ streamId, version, hash }) => {
    const end = reached.get(streamId)
    if (end?.isBroken === true) return []
    if (end?.version === version && end.hash === hash) return []
    return [
      breakOf(
        streamId,
        version,
        `the stream's head is not its last event (${end?.version ?? 0} events found)`
      )
    ]
  })
}

const structureBreaks = (database: DatabaseSync): ReadonlyArray<IntegrityBreak> =>
  (database.prepare("PRAGMA integrity_check(5)").all() as unknown as ReadonlyArray<Record<string, string>>)
    .map((row) => Object.values(row)[0]!)
    .filter((text) => text !== "ok")
    .map((text) => breakOf("ledger", null, `SQLite: ${text}`))

/**
 * Verifies everything; lists the first break of each stream and whatever concerns the file as a whole.
 *
 * `hasOldPostings` says that the file's postings are of another version and were made anew for this reader.
 */
export const verifyLedger = (database: DatabaseSync, hasOldPostings = false): VerifyReport => {
  const breaks: Array<IntegrityBreak> = [...structureBreaks(database)]
  const reached = new Map<StreamId, Progress>()
  const keys = cellKeys(database)
  const segments = segmentPostings(database, keys)
  const postingRows = database.prepare(
    "SELECT cell, position, leg, amount, day, recorded FROM posting WHERE position = ? AND cell = ?"
  )
  const cellIds = new Map<string, number>()
  for (const { id } of database.prepare("SELECT id FROM cell").all() as unknown as ReadonlyArray<{
    id: number
  }>) {
    cellIds.set(keys.keyOf(id), id)
  }
  let [events, expectedCount, isSegmentBroken] = [0, 0, false]

  const storedText = (row: PostingRow): PostingText =>
    `${keys.keyOf(row.cell)}\u001f${row.amount}\u001f${row.day}\u001f${row.recorded}`

  const postingFault = (row: StoredRow, event: Event): string | null => {
    const expected = expectedPostings(row, event)
    expectedCount += expected.length
    for (const [leg, text] of expected.entries()) {
      const cell = cellIds.get(text.split("\u001f").slice(0, 8).join("\u001f"))
      const rows = (cell === undefined
        ? []
        : postingRows.all(row.position, cell)) as unknown as ReadonlyArray<PostingRow>
      const stored = rows.find((candidate) => candidate.leg === leg)
      if (stored === undefined || storedText(stored) !== text)
        return "a stored posting does not follow from the event"
    }
    for (const text of expected) {
      if (isSegmentBroken) break
      const next = segments.next()
      if (next.value === text) continue
      isSegmentBroken = true
      return "a stored segment does not follow from the events"
    }
    return null
  }

  for (const row of database.prepare(QUERY).iterate() as unknown as Iterable<StoredRow>) {
    events++
    const before = reached.get(row.streamId) ?? { version: 0, hash: HashChain.genesis, isBroken: false }
    reached.set(row.streamId, before)
    if (row.position !== events && !breaks.some(({ reason }) => reason.startsWith("position"))) {
      breaks.push(breakAt(row, `position ${events} is missing before it`))
    }
    const event = decodeStored(row.type, row.body)
    const fault =
      (before.isBroken ? null : faultOf(row, before, event, hasOldPostings)) ??
      (event === null ? null : postingFault(row, event))
    if (fault !== null && !before.isBroken) {
      breaks.push(breakAt(row, fault))
      before.isBroken = true
    }
    before.version = row.version
    before.hash = row.hash
  }
  if (!isSegmentBroken && segments.next().done !== true) {
    breaks.push(breakOf("ledger", null, "the segments hold postings of no event"))
  }
  breaks.push(
    ...(breaks.length > 0 ? [] : countBreaks(database, expectedCount)),
    ...headBreaks(database, reached)
  )
  const heads = [...reached].map(([streamId, { version, hash }]) => ({ streamId, version, hash }))
  return { events, streams: reached.size, digest: HashChain.digestOf(heads, sha256), breaks }
}
