/**
 * Totals and entries: what the tables ask of a store.
 */
import { FiscalYear } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import { byPlace } from "@juesuan/ledger"
import type { Dimensions, PostedEntry, Posting, StreamId, Window } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { cellsOf } from "./Cells.ts"
import type { CellRow } from "./Cells.ts"
import { readAt } from "./Events.ts"
import { Damaged } from "./Failure.ts"
import { ledgerSumOf, streamsNamed } from "./Heads.ts"
import type { LedgerSum, StreamSum } from "./Heads.ts"
import { MIX_SQL, addSeal, mixOf, mixture, numberIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { fold, foldWithin, readAmounts, readColumns, sealInList } from "./Segments.ts"
import type { Bounds } from "./Segments.ts"

/** The window as numbers; recording times are compared in milliseconds. */
const boundsOf = (window: Window): Bounds => ({
  dayMax: window.asOf === undefined ? Number.MAX_SAFE_INTEGER : FiscalYear.toDayNumber(window.asOf),
  recordedMax: window.knownAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(window.knownAt)
})

const toPosting = (cell: CellRow, amount: number): Posting => {
  const { id: _, stream: __, postings: ___, mix: ____, ...posting } = cell
  return { ...posting, amount: amount as Money.Money }
}

const isWhole = (window: Window): boolean => window.asOf === undefined && window.knownAt === undefined

/** The cells that do not sum to nothing, as the port gives them. */
const totalsFrom = (
  cells: ReadonlyArray<CellRow>,
  sumOf: (cell: CellRow) => number
): ReadonlyArray<Posting> =>
  cells.flatMap((cell) => {
    const sum = sumOf(cell)
    return sum === 0 ? [] : [toPosting(cell, sum)]
  })

const AMOUNTS = `SELECT segment.id AS id, postings, segment.seal AS seal, segment_time.seal AS timeSeal, cells, amounts
  FROM segment LEFT JOIN segment_time USING (id) ORDER BY segment.id`
const COLUMNS = AMOUNTS.replace("amounts", "amounts, days, recorded")

/**
 * A sum for each cell of the ledger. Nothing in the file is taken for its size unseen: as many cells as it is said to
 * have must fit into the bytes that are there.
 */
const roomFor = (database: DatabaseSync, cells: number): Float64Array => {
  const row = database.prepare("SELECT COALESCE(SUM(length(cells)), 0) AS bytes FROM segment").get()!
  if (numberIn(row, "bytes") < 4 * cells) throw new Damaged("there are more cells than postings.")
  return new Float64Array(cells + 1)
}

/** Sums by cell within a window, from all segments: each with its seals, none missing, none twice. */
const foldSegments = (database: DatabaseSync, ledger: LedgerSum, window: Window): Float64Array => {
  const sums = roomFor(database, ledger.cells)
  const bounds = boundsOf(window)
  let [postings, list, last] = [0, 0, 0]
  const rows = database.prepare(isWhole(window) ? AMOUNTS : COLUMNS).iterate() as Iterable<Row>
  for (const row of rows) {
    const id = numberIn(row, "id")
    if (id <= last) throw new Damaged(`segment ${id} is there twice.`)
    if (isWhole(window)) {
      const { cells, amounts } = readAmounts(row)
      fold(sums, cells, amounts)
      postings += cells.length
    } else {
      const columns = readColumns(row)
      foldWithin(sums, columns, bounds)
      postings += columns.cells.length
    }
    list = addSeal(list, sealInList(id, numberIn(row, "seal"), numberIn(row, "timeSeal")))
    last = id
  }
  if (postings !== ledger.postings || list !== ledger.segments)
    throw new Damaged(`the segments hold ${postings} postings where the events made ${ledger.postings}.`)
  return sums
}

/** Sums by cell, from the segments' columns. */
export const totalsFromSegments = (
  database: DatabaseSync,
  streams: ReadonlyArray<StreamSum>,
  window: Window
): ReadonlyArray<Posting> => {
  const ledger = ledgerSumOf(database)
  const cells = cellsOf(database, streams)
  const sums = foldSegments(database, ledger, window)
  if (isWhole(window) && cells.some(({ id, amount }) => sums[id] !== amount))
    throw new Damaged("the postings of a cell do not come to what its events came to.")
  return totalsFrom(cells, ({ id }) => sums[id] ?? 0)
}

/** The same sums by SQL: what any engine that aggregates would do. */
export const totalsFromSql = (
  database: DatabaseSync,
  streams: ReadonlyArray<StreamSum>,
  window: Window
): ReadonlyArray<Posting> => {
  const { dayMax, recordedMax } = boundsOf(window)
  const cells = cellsOf(database, streams)
  // Reads posting in the order of its key, and only the runs of the cells asked for: no sorting.
  const rows = database
    .prepare(
      `SELECT cell, COUNT(*) AS postings, SUM(amount) AS amount, SUM(${MIX_SQL}) AS mix,
         SUM(CASE WHEN day <= ? AND recorded <= ? THEN amount ELSE 0 END) AS total
       FROM posting WHERE cell IN (SELECT value FROM json_each(?)) GROUP BY cell`
    )
    .all(dayMax, recordedMax, JSON.stringify(cells.map(({ id }) => id)))
  const sums = new Map(rows.map((row) => [numberIn(row, "cell"), row]))
  for (const cell of cells) mustHold(cell, sums.get(cell.id))
  return totalsFrom(cells, ({ id }) => numberIn(sums.get(id)!, "total"))
}

/** Compares what the rows of a cell come to with what the cell says. */
const mustHold = (cell: CellRow, found: Row | undefined): void => {
  const isSame =
    found !== undefined &&
    numberIn(found, "postings") === cell.postings &&
    numberIn(found, "amount") === cell.amount &&
    mixture(numberIn(found, "mix")) === cell.mix
  if (!isSame) throw new Damaged("the postings of a cell do not come to what its events came to.")
}

/** How much of the ledger the streams must be for folding all columns to beat reading their rows. */
const FOLD_SHARE_MIN = 1 / 4

/** Sums by cell: by SQL for a few units of many, from the columns otherwise. */
export const totalsOf = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): ReadonlyArray<Posting> => {
  const streams = streamsNamed(database, streamIds)
  const asked = streams.reduce((sum, { postings }) => sum + postings, 0)
  const isFew = asked < ledgerSumOf(database).postings * FOLD_SHARE_MIN
  return isFew ? totalsFromSql(database, streams, window) : totalsFromSegments(database, streams, window)
}

interface PlacedPosting {
  readonly position: number
  readonly leg: number
  readonly posting: Posting
}

/** The single postings of a cell within bounds: all its rows are read, and come to what the cell says. */
const rowsOf = (
  statement: StatementSync,
  cell: CellRow,
  { dayMax, recordedMax }: Bounds
): ReadonlyArray<PlacedPosting> => {
  const found: Array<PlacedPosting> = []
  const sum = { postings: 0, amount: 0, mix: 0 }
  for (const row of statement.all(cell.id)) {
    const [position, leg, amount] = [numberIn(row, "position"), numberIn(row, "leg"), numberIn(row, "amount")]
    const [day, recorded] = [numberIn(row, "day"), numberIn(row, "recorded")]
    sum.postings++
    sum.amount += amount
    sum.mix = mixture(sum.mix + mixOf(position, leg, amount, day, recorded))
    if (day <= dayMax && recorded <= recordedMax)
      found.push({ position, leg, posting: toPosting(cell, amount) })
  }
  mustHold(cell, sum)
  return found
}

/** The single postings of the matching cells with their events, in the order of their places. */
export const entriesOf = (
  database: DatabaseSync,
  streamIds: ReadonlyArray<StreamId>,
  matches: (dimensions: Dimensions) => boolean,
  window: Window
): ReadonlyArray<PostedEntry> => {
  const bounds = boundsOf(window)
  const statement = database.prepare(
    "SELECT position, leg, amount, day, recorded FROM posting WHERE cell = ?"
  )
  const found = cellsOf(database, streamsNamed(database, streamIds))
    .filter(matches)
    .flatMap((cell) => rowsOf(statement, cell, bounds))
  const events = readAt(
    database,
    found.map(({ position }) => position)
  )
  return found
    .map(({ position, leg, posting }) => ({ leg, posting, event: events.get(position)! }))
    .sort((a, b) => byPlace(a.event, b.event) || a.leg - b.leg)
    .map(({ posting, event }) => ({ posting, event }))
}
