/**
 * Totals and entries: what the tables ask of a store.
 *
 * Whole streams are answered from the running sums; windows and entries from the single postings. What is read is
 * compared with what the rows above it say: cells with their stream, postings with their cell.
 */
import { FiscalYear } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import { byPlace, dimensionNames } from "@juesuan/ledger"
import type { Dimensions, PostedEntry, Posting, StreamId, Window } from "@juesuan/ledger"
import { readAt } from "./Events.ts"
import { Damaged } from "./Failure.ts"
import { streamsNamed } from "./Heads.ts"
import { numberIn, textIn } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import type { Connection, Row } from "./Server.ts"

/** A cell of a stream: its dimensions, and the number and the sum of its postings. */
export interface Cell {
  readonly streamId: StreamId
  readonly cell: number
  readonly dimensions: Dimensions
  readonly postings: number
  readonly total: number
}

/** The dimensions as the server has them: the columns of `cell`, in the order of their names. */
export const DIMENSIONS = dimensionNames.join(", ")

export const cellOfRow = (row: Row): Cell => ({
  streamId: textIn(row, "stream_id"),
  cell: numberIn(row, "cell"),
  dimensions: Object.fromEntries(
    dimensionNames.map((name) => [name, textIn(row, name)])
  ) as unknown as Dimensions,
  postings: numberIn(row, "postings"),
  total: numberIn(row, "total")
})

/** The cells of streams: as many, and of as much, as each stream says. */
const cellsOf = async (
  connection: Connection,
  schema: string,
  streams: ReadonlyArray<StreamSum>
): Promise<ReadonlyArray<Cell>> => {
  const cells = (
    await connection.query(
      `SELECT stream_id, cell, ${DIMENSIONS}, postings, total FROM ${schema}.cell
       WHERE stream_id = ANY($1::text[]) ORDER BY stream_id, cell`,
      [streams.map(({ streamId }) => streamId)]
    )
  ).map(cellOfRow)
  const sums = new Map(streams.map(({ streamId }) => [streamId, { cells: 0, postings: 0, amount: 0 }]))
  for (const { streamId, postings, total } of cells) {
    const sum = sums.get(streamId)!
    sum.cells++
    sum.postings += postings
    sum.amount += total
  }
  for (const { streamId, ...said } of streams) {
    const sum = sums.get(streamId)!
    if (sum.cells !== said.cells || sum.postings !== said.postings || sum.amount !== said.amount)
      throw new Damaged(`the sums of ${streamId} do not come to what its events came to.`)
  }
  return cells
}

/** The window as numbers; recording times are compared in milliseconds. */
const boundsOf = (window: Window): readonly [dayMax: number, recordedMax: number] => [
  window.asOf === undefined ? 2_147_483_647 : FiscalYear.toDayNumber(window.asOf),
  window.knownAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(window.knownAt)
]

const isWhole = (window: Window): boolean => window.asOf === undefined && window.knownAt === undefined

const toPosting = ({ dimensions }: Cell, amount: number): Posting => ({
  ...dimensions,
  amount: amount as Money.Money
})

const mustHold = (
  cell: Cell,
  found: { readonly postings: number; readonly total: number } | undefined
): void => {
  if (found?.postings !== cell.postings || found.total !== cell.total)
    throw new Damaged(`the postings of a cell of ${cell.streamId} do not come to what its events came to.`)
}

/** Sums by cell of what lies in a window, from the postings. */
const sumsWithin = async (
  connection: Connection,
  schema: string,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): Promise<ReadonlyMap<string, Row>> => {
  const rows = await connection.query(
    `SELECT stream_id, cell, COUNT(*) AS postings, SUM(amount) AS total,
       COALESCE(SUM(amount) FILTER (WHERE day <= $2 AND recorded <= $3), 0) AS within
     FROM ${schema}.posting WHERE stream_id = ANY($1::text[]) GROUP BY stream_id, cell`,
    [streamIds, ...boundsOf(window)]
  )
  return new Map(rows.map((row) => [`${textIn(row, "stream_id")} ${numberIn(row, "cell")}`, row]))
}

/** Sums by cell; those of nothing are left out. */
export const totalsOf = async (
  connection: Connection,
  schema: string,
  streamIds: ReadonlyArray<StreamId>,
  window: Window
): Promise<ReadonlyArray<Posting>> => {
  const streams = await streamsNamed(connection, schema, streamIds)
  const cells = await cellsOf(connection, schema, streams)
  if (isWhole(window))
    return cells.filter(({ total }) => total !== 0).map((cell) => toPosting(cell, cell.total))
  const sums = await sumsWithin(connection, schema, streamIds, window)
  return cells.flatMap((cell) => {
    const row = sums.get(`${cell.streamId} ${cell.cell}`)
    if (row === undefined) throw new Damaged(`a cell of ${cell.streamId} has no postings.`)
    mustHold(cell, { postings: numberIn(row, "postings"), total: numberIn(row, "total") })
    const within = numberIn(row, "within")
    return within === 0 ? [] : [toPosting(cell, within)]
  })
}

interface PostingRow {
  readonly streamId: StreamId
  readonly version: number
  readonly leg: number
  readonly amount: number
  readonly day: number
  readonly recorded: number
}

/** All postings of some cells, by cell: they come to what each cell says. */
const postingsOf = async (
  connection: Connection,
  schema: string,
  cells: ReadonlyArray<Cell>
): Promise<ReadonlyMap<Cell, ReadonlyArray<PostingRow>>> => {
  const rows = await connection.query(
    `SELECT posting.stream_id, posting.cell, version, leg, amount, day, recorded FROM ${schema}.posting AS posting
     JOIN unnest($1::text[], $2::integer[]) AS wanted (stream_id, cell)
       ON posting.stream_id = wanted.stream_id AND posting.cell = wanted.cell`,
    [cells.map(({ streamId }) => streamId), cells.map(({ cell }) => cell)]
  )
  const byCell = new Map<string, Array<PostingRow>>()
  for (const row of rows) {
    const streamId = textIn(row, "stream_id")
    const key = `${streamId} ${numberIn(row, "cell")}`
    const numbers = ["version", "leg", "amount", "day", "recorded"] as const
    const [version, leg, amount, day, recorded] = numbers.map((name) => numberIn(row, name)) as [
      number,
      number,
      number,
      number,
      number
    ]
    const posting: PostingRow = { streamId, version, leg, amount, day, recorded }
    const met = byCell.get(key)
    if (met === undefined) byCell.set(key, [posting])
    else met.push(posting)
  }
  return new Map(
    cells.map((cell) => {
      const own = byCell.get(`${cell.streamId} ${cell.cell}`) ?? []
      mustHold(cell, { postings: own.length, total: own.reduce((sum, { amount }) => sum + amount, 0) })
      return [cell, own]
    })
  )
}

/** The single postings of the matching cells with their events, in the order of their places. */
export const entriesOf = async (
  connection: Connection,
  schema: string,
  streamIds: ReadonlyArray<StreamId>,
  { matches, window }: { readonly matches: (dimensions: Dimensions) => boolean; readonly window: Window }
): Promise<ReadonlyArray<PostedEntry>> => {
  const streams = await streamsNamed(connection, schema, streamIds)
  const cells = (await cellsOf(connection, schema, streams)).filter(({ dimensions }) => matches(dimensions))
  const [dayMax, recordedMax] = boundsOf(window)
  const found = [...(await postingsOf(connection, schema, cells))].flatMap(([cell, rows]) =>
    rows
      .filter(({ day, recorded }) => day <= dayMax && recorded <= recordedMax)
      .map((row) => ({ ...row, posting: toPosting(cell, row.amount) }))
  )
  const events = await readAt(connection, schema, found)
  return found
    .sort((a, b) => byPlace(a, b) || a.leg - b.leg)
    .map(({ streamId, version, posting }) => ({ posting, event: events.get(`${streamId} ${version}`)! }))
}
