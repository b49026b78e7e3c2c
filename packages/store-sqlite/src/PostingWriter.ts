/**
 * Writing what follows from events: cells, posting rows, segments, the streams' sums and the links of corrections, in
 * the caller's transaction.
 *
 * Postings are collected first and written together: rows in the order of their clustering, so that
 * neighbours share pages, and one segment for the whole append.
 */
import { FiscalYear } from "@juesuan/domain"
import { Merkle, correctedBy, dimensionKey, postings } from "@juesuan/ledger"
import type { Event, Posting } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { SEGMENT_FANOUT, bytesOf, concat, mergeCount, readColumns } from "./Segments.ts"
import type { Columns } from "./Segments.ts"
import { sha256 } from "./Sha256.ts"

/** The prepared statements of writing postings. */
export interface PostingStatements {
  readonly cell: StatementSync
  readonly addCell: StatementSync
  readonly addPosting: StatementSync
  readonly lastSegments: StatementSync
  readonly segment: StatementSync
  readonly dropSegmentTime: StatementSync
  readonly dropSegment: StatementSync
  readonly addSegment: StatementSync
  readonly addSegmentTime: StatementSync
  readonly streamSum: StatementSync
  readonly setStreamSum: StatementSync
  readonly addCorrection: StatementSync
}

const bigInts = (statement: StatementSync): StatementSync => {
  statement.setReadBigInts(true)
  return statement
}

export const preparePostings = (database: DatabaseSync): PostingStatements => ({
  cell: database.prepare(
    `SELECT id FROM cell WHERE stream = ? AND measure = ? AND fund = ? AND function = ? AND economic = ?
     AND nature = ? AND project = ? AND kind = ?`
  ),
  addCell: database.prepare(
    `INSERT INTO cell (stream, measure, fund, function, economic, nature, project, kind)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  ),
  addPosting: database.prepare("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)"),
  lastSegments: database.prepare(
    `SELECT id, postings FROM segment ORDER BY id DESC LIMIT ${SEGMENT_FANOUT - 1}`
  ),
  segment: database.prepare(
    "SELECT cells, amounts, days, recorded FROM segment JOIN segment_time USING (id) WHERE id = ?"
  ),
  dropSegmentTime: database.prepare("DELETE FROM segment_time WHERE id >= ?"),
  dropSegment: database.prepare("DELETE FROM segment WHERE id >= ?"),
  addSegment: database.prepare("INSERT INTO segment (postings, cells, amounts) VALUES (?, ?, ?)"),
  addSegmentTime: database.prepare("INSERT INTO segment_time VALUES (?, ?, ?)"),
  streamSum: bigInts(database.prepare("SELECT peaks, postings, amount FROM stream_sum WHERE stream = ?")),
  setStreamSum: database.prepare("INSERT OR REPLACE INTO stream_sum VALUES (?, ?, ?, ?)"),
  addCorrection: database.prepare("INSERT INTO correction VALUES (?, ?)")
})

/** An event as far as it is needed here: its stream, its place, its dates and its hash. */
export interface Written {
  readonly stream: number
  /** Its version in the stream. */
  readonly version: number
  readonly position: number
  readonly occurredOn: FiscalYear.BusinessDate
  readonly recordedAt: string
  readonly hash: string
}

export interface PostingWriter {
  /** Takes an event, or `null` for one that cannot be read; events come in position order. Gives its postings. */
  readonly add: (written: Written, event: Event | null) => ReadonlyArray<Posting>
  /** Writes everything taken since the last time. */
  readonly flush: () => void
  /** The root of a stream's tree, as far as it was taken. */
  readonly rootOf: (stream: number) => string
}

interface StreamSum {
  readonly peaks: Array<string>
  postings: number
  amount: bigint
  isChanged: boolean
}

interface SegmentSize {
  readonly id: number
  readonly postings: number
}

const writeSegment = (statements: PostingStatements, fresh: Columns): void => {
  let columns = fresh
  for (;;) {
    const last = statements.lastSegments.all() as unknown as ReadonlyArray<SegmentSize>
    const count = mergeCount(
      last.map(({ postings }) => postings),
      columns.cells.length
    )
    if (count === 0) break
    const merged = last.slice(0, count).reverse()
    columns = concat([...merged.map(({ id }) => readColumns(statements.segment.get(id)!)), columns])
    statements.dropSegmentTime.run(merged[0]!.id)
    statements.dropSegment.run(merged[0]!.id)
  }
  const { cells, amounts, days, recorded } = columns
  const { lastInsertRowid: id } = statements.addSegment.run(cells.length, bytesOf(cells), bytesOf(amounts))
  statements.addSegmentTime.run(id, bytesOf(days), bytesOf(recorded))
}

/** A function that remembers its last answer: neighbouring events mostly share their dates. */
const rememberingLast = (compute: (text: string) => number): ((text: string) => number) => {
  let [last, answer] = ["", Number.NaN]
  return (text) => {
    if (text !== last) [last, answer] = [text, compute(text)]
    return answer
  }
}

/** Makes a writer. It remembers what it met, so it must not outlive a rollback. */
export const makePostingWriter = (statements: PostingStatements): PostingWriter => {
  const known = new Map<string, number>()
  const sums = new Map<number, StreamSum>()
  const dayOf = rememberingLast(FiscalYear.toDayNumber)
  const momentOf = rememberingLast(Date.parse)
  let cells: Array<number> = []
  let amounts: Array<number> = []
  let days: Array<number> = []
  let recorded: Array<number> = []
  let places: Array<readonly [position: number, leg: number]> = []
  let corrections: Array<readonly [position: number, corrects: string]> = []

  const cellOf = (stream: number, posting: Posting): number => {
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

  const sumOf = (stream: number): StreamSum => {
    const seen = sums.get(stream)
    if (seen !== undefined) return seen
    const row = statements.streamSum.get(stream) as unknown as
      { readonly peaks: string; readonly postings: bigint; readonly amount: bigint } | undefined
    const sum: StreamSum = {
      peaks: Merkle.hexPeaksFromText(row?.peaks ?? ""),
      postings: Number(row?.postings ?? 0n),
      amount: row?.amount ?? 0n,
      isChanged: false
    }
    sums.set(stream, sum)
    return sum
  }

  const flushPostings = (): void => {
    if (cells.length === 0) return
    // Sorting is stable: within a cell postings stay in the order of position and leg.
    const order = Uint32Array.from(cells.keys()).sort((a, b) => cells[a]! - cells[b]! || a - b)
    for (const index of order) {
      const [position, leg] = places[index]!
      const [cell, amount] = [cells[index]!, amounts[index]!]
      statements.addPosting.run(cell, position, leg, amount, days[index]!, recorded[index]!)
    }
    writeSegment(statements, {
      cells: Int32Array.from(cells),
      amounts: Float64Array.from(amounts),
      days: Int32Array.from(days),
      recorded: Float64Array.from(recorded)
    })
    ;[cells, amounts, days, recorded, places] = [[], [], [], [], []]
  }

  return {
    add: ({ stream, version, position, occurredOn, recordedAt, hash }, event) => {
      const posted = event === null ? [] : postings(event)
      const sum = sumOf(stream)
      Merkle.growHex(sum.peaks, version - 1, hash, sha256)
      sum.isChanged = true
      for (const [leg, posting] of posted.entries()) {
        cells.push(cellOf(stream, posting))
        amounts.push(posting.amount)
        days.push(dayOf(occurredOn))
        recorded.push(momentOf(recordedAt))
        places.push([position, leg])
        sum.postings++
        sum.amount += BigInt(posting.amount)
      }
      const corrects = event === null ? null : correctedBy(event)
      if (corrects !== null) corrections.push([position, corrects])
      return posted
    },
    flush: () => {
      flushPostings()
      for (const [position, corrects] of corrections) statements.addCorrection.run(position, corrects)
      corrections = []
      for (const [stream, sum] of sums) {
        if (!sum.isChanged) continue
        const { peaks, postings: count, amount } = sum
        statements.setStreamSum.run(stream, peaks.join(""), count, amount)
        sum.isChanged = false
      }
    },
    rootOf: (stream) => Merkle.rootOfHexPeaks(sumOf(stream).peaks, sha256)
  }
}
