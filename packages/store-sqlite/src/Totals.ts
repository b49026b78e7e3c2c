/**
 * Totals and entries: what the tables ask of a store.
 */
import { FiscalYear, Money } from "@juesuan/domain"
import type { Dimensions, Posting, StreamId, Window } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import { float64Of, fold, foldWithin, int32Of, readColumns } from "./Segments.ts"
import type { Bounds } from "./Segments.ts"

interface CellRow extends Dimensions {
  readonly id: number
}

/** The window as numbers; recording times are compared in milliseconds. */
const boundsOf = (window: Window): Bounds => ({
  dayMax: window.asOf === undefined ? Number.MAX_SAFE_INTEGER : FiscalYear.toDayNumber(window.asOf),
  recordedMax: window.knownAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(window.knownAt)
})

/** The cells of some streams. The ids go in as one JSON text: there may be tens of thousands of units. */
export const cellsOf = (database: DatabaseSync, streamIds: ReadonlyArray<StreamId>): ReadonlyArray<CellRow> =>
  database
    .prepare(
      `SELECT cell.id, measure, fund, function, economic, nature, project, kind
       FROM cell JOIN stream ON stream.id = cell.stream
       WHERE stream_id IN (SELECT value FROM json_each(?)) ORDER BY cell.id`
    )
    .all(JSON.stringify(streamIds)) as unknown as ReadonlyArray<CellRow>

const toPosting = ({ id: _, ...dimensions }: CellRow, amount: number): Posting => ({
  ...dimensions,
  amount: amount as Money.Money
})

/** A sum that came back from SQLite's 64 bits. Throws `MoneyOverflow` beyond the exact range. */
const exact = (total: bigint): number => {
  const fen = Number(total)
  if (!Number.isSafeInteger(fen)) throw new Money.MoneyOverflow({ left: fen, right: 0 })
  return fen
}

/**
 * The ledger's own control total: what all postings of the streams come to, as it was counted when they were appended.
 * A reading of everything that comes to anything else prints no table.
 */
const mustComeTo = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  postings: ReadonlyArray<Posting>
): ReadonlyArray<Posting> => {
  const statement = database.prepare(
    `SELECT COALESCE(SUM(amount), 0) AS amount FROM stream_sum JOIN stream ON stream.id = stream_sum.stream
     WHERE stream_id IN (SELECT value FROM json_each(?))`
  )
  statement.setReadBigInts(true)
  const { amount } = statement.get(JSON.stringify(streamIds)) as { amount: bigint }
  const total = postings.reduce((sum, posting) => sum + BigInt(posting.amount), 0n)
  if (total === amount) return postings
  throw new Damaged(`the postings come to ${total} fen where the events came to ${amount}.`)
}

/** Whether every segment was read, and nothing else. */
const mustCount = (database: DatabaseSync, read: number): void => {
  const { postings } = database
    .prepare("SELECT COALESCE(SUM(postings), 0) AS postings FROM stream_sum")
    .get() as {
    postings: number
  }
  if (read !== postings)
    throw new Damaged(`the segments hold ${read} postings where the events made ${postings}.`)
}

/** Sums by cell, from the segments' columns. */
export const totalsFromSegments = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): ReadonlyArray<Posting> => {
  const cells = cellsOf(database, streamIds)
  const { cellMax } = database.prepare("SELECT COALESCE(MAX(id), 0) AS cellMax FROM cell").get() as {
    cellMax: number
  }
  const sums = new Float64Array(cellMax + 1)
  const isWhole = window.asOf === undefined && window.knownAt === undefined
  const bounds = boundsOf(window)
  const query = isWhole
    ? "SELECT cells, amounts FROM segment ORDER BY id"
    : "SELECT cells, amounts, days, recorded FROM segment JOIN segment_time USING (id) ORDER BY id"
  let read = 0
  for (const row of database.prepare(query).iterate() as Iterable<Record<string, unknown>>) {
    read += (row["cells"] as Uint8Array).byteLength / 4
    if (isWhole) fold(sums, int32Of(row["cells"] as Uint8Array), float64Of(row["amounts"] as Uint8Array))
    else foldWithin(sums, readColumns(row), bounds)
  }
  mustCount(database, read)
  const postings = cells.filter(({ id }) => sums[id] !== 0).map((cell) => toPosting(cell, sums[cell.id]!))
  return isWhole ? mustComeTo(database, streamIds, postings) : postings
}

/** The same sums by SQL: what any engine that aggregates would do. */
export const totalsFromSql = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): ReadonlyArray<Posting> => {
  const { dayMax, recordedMax } = boundsOf(window)
  const [onDay, days] = window.asOf === undefined ? ["", []] : ["AND day <= ?", [dayMax]]
  const [onMoment, moments] = window.knownAt === undefined ? ["", []] : ["AND recorded <= ?", [recordedMax]]
  // The inner query reads posting in the order of its key, and only the runs of the cells asked for: no sorting.
  const statement = database.prepare(
    `SELECT cell.id AS id, measure, fund, function, economic, nature, project, kind, total
     FROM (SELECT cell, SUM(amount) AS total FROM posting
           WHERE cell IN (SELECT cell.id FROM cell JOIN stream ON stream.id = cell.stream
                          WHERE stream_id IN (SELECT value FROM json_each(?))) ${onDay} ${onMoment}
           GROUP BY cell)
     JOIN cell ON cell.id = cell WHERE total <> 0`
  )
  statement.setReadBigInts(true)
  const rows = statement.all(JSON.stringify(streamIds), ...days, ...moments) as unknown as ReadonlyArray<
    Omit<CellRow, "id"> & { readonly id: bigint; readonly total: bigint }
  >
  const postings = rows.map(({ total, id, ...dimensions }) =>
    toPosting({ ...dimensions, id: Number(id) }, exact(total))
  )
  const isWhole = window.asOf === undefined && window.knownAt === undefined
  return isWhole ? mustComeTo(database, streamIds, postings) : postings
}

/** How much of the ledger the streams must be for folding all columns to beat reading their rows. */
const FOLD_SHARE_MIN = 1 / 4

/** Sums by cell: by SQL for a few units of many, from the columns otherwise. */
export const totalsOf = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): ReadonlyArray<Posting> => {
  const { asked, all } = database
    .prepare(
      `SELECT (SELECT COALESCE(SUM(version), 0) FROM stream
               WHERE stream_id IN (SELECT value FROM json_each(?))) AS asked,
         (SELECT COALESCE(MAX(position), 0) FROM event) AS "all"`
    )
    .get(JSON.stringify(streamIds)) as { asked: number; all: number }
  const total = asked < all * FOLD_SHARE_MIN ? totalsFromSql : totalsFromSegments
  return total(database, streamIds, window)
}

/** The single postings of the matching cells, in position order. */
export const postingsOf = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  matches: (dimensions: Dimensions) => boolean,
  window: Window
): ReadonlyArray<{ readonly position: number; readonly posting: Posting }> => {
  const { dayMax, recordedMax } = boundsOf(window)
  const statement = database.prepare(
    "SELECT position, leg, amount FROM posting WHERE cell = ? AND day <= ? AND recorded <= ?"
  )
  return cellsOf(database, streamIds)
    .filter(matches)
    .flatMap((cell) =>
      (
        statement.all(cell.id, dayMax, recordedMax) as unknown as ReadonlyArray<{
          readonly position: number
          readonly leg: number
          readonly amount: number
        }>
      ).map(({ position, leg, amount }) => ({ position, leg, posting: toPosting(cell, amount) }))
    )
    .sort((a, b) => a.position - b.position || a.leg - b.leg)
}
