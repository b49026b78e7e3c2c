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
  correctedBy,
  dimensionKey,
  invalidWhenWritten,
  isPayload,
  postings,
  recordedFault,
  reversedBy
} from "@juesuan/ledger"
import type { Event, IntegrityBreak, Recall, SourcePlace, StreamId, VerifyReport } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { readStored } from "./Decode.ts"
import { readColumns } from "./Segments.ts"
import { sha256 } from "./Sha256.ts"
import { follow, statesToFollow, wrongSnapshots } from "./SnapshotCheck.ts"

interface StoredRow extends HashChain.StoredTexts {
  readonly position: number
  readonly stream: number
  readonly hash: string
  readonly posts: number
}

interface Progress {
  version: number
  hash: string
  /** The stream's Merkle tree as its events make it. */
  readonly peaks: Array<Uint8Array>
  isBroken: boolean
}

const QUERY = `
  SELECT position, stream, COALESCE(stream_id, 'no stream ' || stream) AS streamId, event.version AS version,
    event_id AS eventId, type,
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

const breakOf = (streamId: StreamId, version: number | null, reason: string): IntegrityBreak => ({
  kind: "altered",
  streamId,
  position: null,
  version,
  eventId: null,
  source: null,
  reason
})

/** What is wrong with an event's place in its stream, or `null`. */
const placeFault = (row: StoredRow, before: Progress): string | null => {
  if (row.version !== before.version + 1) return `version ${before.version + 1} is missing before it`
  return HashChain.hashOf(before.hash, row, sha256) === row.hash
    ? null
    : "the hash does not fit the event as stored"
}

/** What is wrong with an event in its place, or `null`. */
const faultOf = (row: StoredRow, event: Event | null, hasOldPostings: boolean): string | null => {
  if (event === null) return "the body is not an event of its type"
  if (hasOldPostings) return null
  return postings(event).length === row.posts ? null : "the number of postings is not the event's"
}

/** Finds what is recorded under an id. */
const recallIn = (database: DatabaseSync): Recall => {
  const byId = database.prepare("SELECT type, schema_version AS version, body FROM event WHERE event_id = ?")
  return (eventId) => {
    const row = byId.get(eventId) as
      { readonly type: string; readonly version: number; readonly body: string } | undefined
    return row === undefined ? undefined : readStored(row.type, row.version, row.body)
  }
}

/** What was wrong with an event when it was written, or `null`. */
const invalidity = (row: StoredRow, event: Event, recall: Recall): IntegrityBreak | null => {
  const { eventId, occurredOn, recordedAt, documentNo } = row
  const source = JSON.parse(row.source) as SourcePlace | null
  const written = { eventId, occurredOn, recordedAt, documentNo, source, event }
  const fault = recordedFault(row.streamId, written, recall)
  return fault === null ? null : breakAt(row, invalidWhenWritten(fault), "invalid")
}

/** A posting as one text, for comparing what is stored with what follows from the event. */
type PostingText = string

interface ExpectedPosting {
  /** Its stream and cell, as the cell's row says them. */
  readonly cell: string
  readonly text: PostingText
}

/** What SQLite stores in place of half a surrogate pair, which events of before there was a gate may hold. */
const asStored = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd")

const expectedPostings = (row: StoredRow, event: Event): ReadonlyArray<ExpectedPosting> => {
  const day = FiscalYear.toDayNumber(row.occurredOn)
  const recorded = Date.parse(row.recordedAt)
  return postings(event).map((posting) => {
    const cell = `${row.stream}\u001f${asStored(dimensionKey(posting))}`
    return { cell, text: `${cell}\u001f${posting.amount}\u001f${day}\u001f${recorded}` }
  })
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

const rootOf = (peaks: ReadonlyArray<Uint8Array>): string =>
  HashChain.toHex(Merkle.rootOfPeaks(peaks, sha256))

/** What the streams say their postings come to, and which entries are said to be corrected, against the events. */
const linkBreaks = (
  database: DatabaseSync,
  links: ReadonlyMap<number, string>
): ReadonlyArray<IntegrityBreak> => {
  const stored = database.prepare("SELECT position, corrects FROM correction ORDER BY position").all()
  const rows = stored as unknown as ReadonlyArray<{ readonly position: number; readonly corrects: string }>
  const isSame =
    rows.length === links.size && rows.every(({ position, corrects }) => links.get(position) === corrects)
  return isSame ? [] : [breakOf("ledger", null, "the links of corrections are not those of the events")]
}

const sumBreaks = (
  database: DatabaseSync,
  sums: ReadonlyMap<number, { readonly postings: number; readonly amount: bigint }>
): ReadonlyArray<IntegrityBreak> => {
  const statement = database.prepare(
    `SELECT stream.id AS id, stream_id AS streamId, postings, amount
     FROM stream LEFT JOIN stream_sum ON stream_sum.stream = stream.id`
  )
  statement.setReadBigInts(true)
  const rows = statement.all() as unknown as ReadonlyArray<{
    readonly id: bigint
    readonly streamId: StreamId
    readonly postings: bigint | null
    readonly amount: bigint | null
  }>
  return rows.flatMap(({ id, streamId, postings: count, amount }) => {
    const sum = sums.get(Number(id)) ?? { postings: 0, amount: 0n }
    return count === BigInt(sum.postings) && amount === sum.amount
      ? []
      : [breakOf(streamId, null, "the stream's control total is not that of its events")]
  })
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
       FROM stream LEFT JOIN stream_sum ON stream_sum.stream = stream.id`
    )
    .all() as unknown as ReadonlyArray<StoredHead>
  return heads.flatMap((head) => {
    const end = reached.get(head.streamId)
    const fault = end?.isBroken === true ? null : headFault(head, end)
    return fault === null ? [] : [breakOf(head.streamId, head.version, fault)]
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
  const links = new Map<number, string>()
  const invalid: Array<IntegrityBreak> = []
  const reversed = new Set<string>()
  const recall = recallIn(database)
  const sums = new Map<number, { postings: number; amount: bigint }>()
  const states = statesToFollow(database)

  const count = (row: StoredRow, event: Event): void => {
    const posted = postings(event)
    const sum = sums.get(row.stream) ?? { postings: 0, amount: 0n }
    sum.postings += posted.length
    for (const { amount } of posted) sum.amount += BigInt(amount)
    sums.set(row.stream, sum)
    const corrects = correctedBy(event)
    if (corrects !== null) links.set(row.position, corrects)
    const reverses = reversedBy(event)
    if (reverses !== null) reversed.add(reverses)
    follow(states, row, event)
  }

  const storedText = (row: PostingRow): PostingText =>
    `${keys.keyOf(row.cell)}\u001f${row.amount}\u001f${row.day}\u001f${row.recorded}`

  const postingFault = (row: StoredRow, event: Event): string | null => {
    const expected = expectedPostings(row, event)
    expectedCount += expected.length
    for (const [leg, { cell: key, text }] of expected.entries()) {
      const cell = cellIds.get(key)
      const rows = (cell === undefined
        ? []
        : postingRows.all(row.position, cell)) as unknown as ReadonlyArray<PostingRow>
      const stored = rows.find((candidate) => candidate.leg === leg)
      if (stored === undefined || storedText(stored) !== text)
        return "a stored posting does not follow from the event"
    }
    for (const { text } of expected) {
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
    const before: Progress = reached.get(row.streamId) ?? {
      version: 0,
      hash: HashChain.genesis,
      peaks: [],
      isBroken: false
    }
    reached.set(row.streamId, before)
    if (row.position !== events && !breaks.some(({ reason }) => reason.startsWith("position"))) {
      breaks.push(breakAt(row, `position ${events} is missing before it`))
    }
    const misplaced = placeFault(row, before)
    const read = readStored(row.type, row.schemaVersion, row.body)
    // What was written invalid stays what it was; what was altered is an event only if it still is one.
    const isEvent = read !== undefined && (misplaced === null || isPayload(read.type, read.payload))
    const event = isEvent ? read : null
    const fault =
      (before.isBroken ? null : (misplaced ?? faultOf(row, event, hasOldPostings))) ??
      (event === null ? null : postingFault(row, event))
    if (event !== null) count(row, event)
    const wrong = fault !== null || before.isBroken || event === null ? null : invalidity(row, event, recall)
    if (wrong !== null) invalid.push(wrong)
    if (fault !== null && !before.isBroken) {
      breaks.push(breakAt(row, fault))
      before.isBroken = true
    }
    // A broken stream has no tree to speak of: its size may not be its number of events.
    if (!before.isBroken) Merkle.grow(before.peaks, before.version, HashChain.fromHex(row.hash), sha256)
    before.version = row.version
    before.hash = row.hash
  }
  if (!isSegmentBroken && segments.next().done !== true) {
    breaks.push(breakOf("ledger", null, "the segments hold postings of no event"))
  }
  breaks.push(
    ...(breaks.length > 0
      ? []
      : [
          ...countBreaks(database, expectedCount),
          ...linkBreaks(database, links),
          ...sumBreaks(database, sums),
          ...wrongSnapshots(database, states).map(({ streamId, version }) =>
            breakOf(streamId, version, "the snapshot is not the state its events come to")
          )
        ]),
    ...headBreaks(database, reached),
    ...invalid.filter(({ eventId }) => eventId === null || !reversed.has(eventId))
  )
  const heads = [...reached].map(([streamId, { version, hash, peaks }]) => ({
    streamId,
    version,
    hash,
    root: rootOf(peaks)
  }))
  return { events, streams: reached.size, digest: HashChain.digestOf(heads, sha256), breaks }
}
