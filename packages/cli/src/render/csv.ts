/**
 * Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, CRLF, RFC 4180 quoting, plain numbers.
 */
import { Money } from "@juesuan/domain"
import type { Grid, GridCell } from "@juesuan/tables"
import { placeCells, printable } from "./placed.ts"

/** Text that a spreadsheet would take for a formula starts with an apostrophe; numbers are left alone. */
export const neutral = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cellText = (cell: GridCell): string =>
  cell.amount === undefined ? neutral(printable(cell.text)) : Money.toText(cell.amount)

const linesOf = (
  rows: ReadonlyArray<ReadonlyArray<GridCell>>,
  width: number
): ReadonlyArray<ReadonlyArray<string>> =>
  placeCells(rows, width).map((row, index) =>
    row.map((placed, column) =>
      placed === undefined || placed.column !== column || placed.row !== index ? "" : cellText(placed.cell)
    )
  )

/** The grids one after the other, an empty line between them. */
export const renderCsv = (grids: ReadonlyArray<Grid>): string => {
  const blocks = grids.map((grid) => [
    [neutral(printable(grid.title))],
    [neutral(printable(grid.unitName)), neutral(printable(grid.number)), `金额单位：${grid.moneyUnit}`],
    ...linesOf(grid.header, grid.width),
    ...linesOf(grid.body, grid.width),
    ...grid.notes.map((note) => [neutral(printable(note))])
  ])
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]))
  return `\ufeff${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`
}
