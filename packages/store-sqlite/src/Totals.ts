/**
 * Totals and entries: what the tables ask of a store.
 */
import { FiscalYear } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import type { Dimensions, Posting, StreamId, Window } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { readColumns } from "./Append.ts"
import { float64Of, fold, foldWithin, int32Of } from "./Segments.ts"
import type { Bounds } from "./Segments.ts"

interface CellRow extends Dimensions {
  readonly id: number
}

/** The window as numbers; recording times are compared in milliseconds. */
const boundsOf = (window: Window): Bounds => ({
  dayMax: window.asOf === undefined ? Number.MAX_SAFE_INTEGER : FiscalYear.toDayNumber(window.asOf),
  recordedMax: window.knownAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(window.knownAt)
})

/** A `?, ?, …` for each value of a list. */
const marks = (values: ReadonlyArray<unknown>): string => values.map(() => "?").join(", ")

/** The cells of some streams. */
export const cellsOf = (database: DatabaseSync, streamIds: ReadonlyArray<StreamId>): ReadonlyArray<CellRow> =>
  database
    .prepare(
      `SELECT cell.id, measure, fund, function, economic, nature, project, kind
       FROM cell JOIN stream ON stream.id = cell.stream
       WHERE stream_id IN (${marks(streamIds)}) ORDER BY cell.id`
    )
    .all(...streamIds) as unknown as ReadonlyArray<CellRow>

const toPosting = ({ id: _, ...dimensions }: CellRow, amount: number): Posting => ({
  ...dimensions,
  amount: amount as Money.Money
})

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
  for (const row of database.prepare(query).iterate() as Iterable<Record<string, unknown>>) {
    if (isWhole) fold(sums, int32Of(row["cells"] as Uint8Array), float64Of(row["amounts"] as Uint8Array))
    else foldWithin(sums, readColumns(row), bounds)
  }
  return cells.filter(({ id }) => sums[id] !== 0).map((cell) => toPosting(cell, sums[cell.id]!))
}

/** The same sums by SQL: what any engine that aggregates would do. */
export const totalsFromSql = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): ReadonlyArray<Posting> => {
  const { dayMax, recordedMax } = boundsOf(window)
  const rows = database
    .prepare(
      `SELECT cell.id, measure, fund, function, economic, nature, project, kind, total
       FROM (SELECT cell, SUM(amount) AS total FROM posting WHERE day <= ? AND recorded <= ? GROUP BY cell)
       JOIN cell ON cell.id = cell JOIN stream ON stream.id = cell.stream
       WHERE stream_id IN (${marks(streamIds)}) AND total <> 0 ORDER BY cell.id`
    )
    .all(dayMax, recordedMax, ...streamIds) as unknown as ReadonlyArray<CellRow & { readonly total: number }>
  return rows.map(({ total, ...cell }) => toPosting(cell, total))
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
