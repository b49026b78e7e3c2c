/**
 * Cells: the dictionary of dimensions of a stream, each with the sum of its postings.
 */
import type { Dimensions } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import type { StreamSum } from "./Heads.ts"
import { numberIn, sealOf, textIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"

/** A cell as stored: its dimensions, and what its postings come to. */
export interface CellRow extends Dimensions {
  readonly id: number
  readonly stream: number
  postings: number
  amount: number
  mix: number
}

/** The seal of a cell. */
export const sealOfCell = (cell: CellRow): number => {
  const { id, stream, measure, fund, function: item, economic, nature, project, kind, counterparty } = cell
  const { postings, amount, mix } = cell
  const dimensions = [measure, fund, item, economic, nature, project, kind, counterparty]
  return sealOf([id, stream, ...dimensions, postings, amount, mix])
}

/** The columns that {@link readCell} reads. */
export const CELL_COLUMNS =
  "id, stream, measure, fund, function, economic, nature, project, kind, counterparty, postings, amount, mix, seal"

/** Reads a row of `cell`. */
export const readCell = (row: Row): CellRow => {
  const cell = {
    id: numberIn(row, "id"),
    stream: numberIn(row, "stream"),
    measure: textIn(row, "measure"),
    fund: textIn(row, "fund"),
    function: textIn(row, "function"),
    economic: textIn(row, "economic"),
    nature: textIn(row, "nature"),
    project: textIn(row, "project"),
    kind: textIn(row, "kind"),
    counterparty: textIn(row, "counterparty"),
    postings: numberIn(row, "postings"),
    amount: numberIn(row, "amount"),
    mix: numberIn(row, "mix")
  } as CellRow
  if (sealOfCell(cell) !== row["seal"]) throw new Damaged(`cell ${cell.id} is not as it was written.`)
  return cell
}

/** From this many streams on, the whole dictionary is read rather than each stream's part of it. */
const MANY = 16

/** The cells of some streams in the order of their ids, none missing: they come to the streams' own sums. */
export const cellsOf = (
  database: DatabaseSync,
  streams: ReadonlyArray<StreamSum>
): ReadonlyArray<CellRow> => {
  const ids = new Set(streams.map(({ id }) => id))
  const one = database.prepare(`SELECT ${CELL_COLUMNS} FROM cell WHERE stream = ?`)
  const rows: ReadonlyArray<Row> =
    ids.size < MANY
      ? [...ids].flatMap((id) => one.all(id))
      : database.prepare(`SELECT ${CELL_COLUMNS} FROM cell NOT INDEXED`).all()
  const cells = rows.map(readCell).filter(({ stream }) => ids.has(stream))
  const reached = new Map(streams.map(({ id }) => [id, { cells: 0, postings: 0, amount: 0 }]))
  for (const { stream, postings, amount } of cells) {
    const sum = reached.get(stream)!
    sum.cells++
    sum.postings += postings
    sum.amount += amount
  }
  for (const { id, streamId, cells: count, postings, amount } of streams) {
    const sum = reached.get(id)!
    if (sum.cells !== count || sum.postings !== postings || sum.amount !== amount)
      throw new Damaged(`the cells of ${streamId} do not come to what its events came to.`)
  }
  return cells.sort((a, b) => a.id - b.id)
}
