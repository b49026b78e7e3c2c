/**
 * Tables of the document from the grids of tables and self-evaluations.
 *
 * The exact figure of a cell goes along as decimal text; how an amount is printed is the money unit's business.
 */
import type { ScoreGrid, ScoreGridCell } from "@juesuan/scoring"
import type { Grid, GridCell } from "@juesuan/tables"
import type { CellSum, DocumentTable, TableCell } from "./Document.ts"
import type { MoneyFormat } from "./MoneyFormat.ts"
import { yuan } from "./MoneyFormat.ts"

/** In which unit a grid is printed, and what its cells are sums of. */
export interface TableOptions {
  /** Default: 元. */
  readonly money?: MoneyFormat
  /** What cells are sums of, by address. Default: nothing is. */
  readonly sums?: ReadonlyMap<string, CellSum>
}

/** More columns of amounts than this do not fit the width of a portrait page. */
const PORTRAIT_COLUMNS = 6

const spans = ({ columnSpan, rowSpan }: GridCell | ScoreGridCell): Partial<TableCell> => ({
  ...(columnSpan === undefined || columnSpan === 1 ? {} : { columnSpan }),
  ...(rowSpan === undefined || rowSpan === 1 ? {} : { rowSpan })
})

const cellOf = (cell: GridCell, { money = yuan, sums }: TableOptions): TableCell => {
  const { kind, amount, address, depth } = cell
  const sumOf = address === undefined ? undefined : sums?.get(address)
  return {
    text: amount === undefined ? cell.text : money.print(amount),
    kind,
    ...spans(cell),
    ...(address === undefined ? {} : { address }),
    ...(amount === undefined ? {} : { value: money.value(amount) }),
    ...(depth === undefined ? {} : { depth }),
    ...(sumOf === undefined ? {} : { sumOf })
  }
}

/** A table of the nine, or any other of the same grid. */
export const tableOfGrid = (grid: Grid, options: TableOptions = {}): DocumentTable => {
  const rowsOf = (rows: Grid["body"]): DocumentTable["body"] =>
    rows.map((cells) => cells.map((cell) => cellOf(cell, options)))
  const { key, title, number, unitName, width, notes } = grid
  return {
    key,
    title,
    number,
    unitName,
    moneyUnit: (options.money ?? yuan).unit,
    width,
    orientation: width > PORTRAIT_COLUMNS ? "landscape" : "portrait",
    header: rowsOf(grid.header),
    body: rowsOf(grid.body),
    notes
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/

const scoreCellOf = (cell: ScoreGridCell): TableCell => ({
  text: cell.text,
  kind: cell.kind === "line" ? (NUMBER.test(cell.text) ? "number" : "text") : cell.kind,
  ...spans(cell),
  ...(cell.address === undefined ? {} : { address: cell.address }),
  ...(cell.kind === "line" && NUMBER.test(cell.text) ? { value: cell.text } : {})
})

/** A self-evaluation table (项目支出绩效自评表), numbered as an attachment. */
export const tableOfScoreGrid = (grid: ScoreGrid, number: string): DocumentTable => ({
  key: grid.key,
  title: grid.title,
  number,
  unitName: grid.unitName,
  moneyUnit: "万元",
  width: grid.width,
  orientation: "portrait",
  header: grid.header.map((cells) => cells.map(scoreCellOf)),
  body: grid.body.map((cells) => cells.map(scoreCellOf)),
  notes: grid.notes
})
