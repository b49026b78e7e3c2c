/**
 * Merged cells put in their places: which cell covers which column of which row.
 */
import type { Grid, GridCell, GridCellKind } from "@juesuan/tables"

export interface PlacedCell {
  readonly cell: GridCell
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** Places the rows of cells; each place of the matrix names the cell that covers it, or `undefined`. */
export const placeCells = (
  rows: ReadonlyArray<ReadonlyArray<GridCell>>,
  width: number
): ReadonlyArray<ReadonlyArray<PlacedCell | undefined>> => {
  const matrix = rows.map(() => Array.from({ length: width }, (): PlacedCell | undefined => undefined))
  for (const [row, cells] of rows.entries()) {
    let column = 0
    for (const cell of cells) {
      while (column < width && matrix[row]![column] !== undefined) column++
      if (column >= width) break
      const { columnSpan = 1, rowSpan = 1 } = cell
      const placed: PlacedCell = { cell, row, column, rowSpan, columnSpan }
      for (let y = row; y < Math.min(row + rowSpan, rows.length); y++) {
        for (let x = column; x < Math.min(column + columnSpan, width); x++) matrix[y]![x] = placed
      }
      column += columnSpan
    }
  }
  return matrix
}

/** What most cells of each column are: amounts, labels, codes, line numbers. */
export const columnKinds = (grid: Grid): ReadonlyArray<GridCellKind> => {
  const body = placeCells(grid.body, grid.width)
  return Array.from({ length: grid.width }, (_, column): GridCellKind => {
    const counts = new Map<GridCellKind, number>()
    for (const row of body) {
      const placed = row[column]
      if (placed === undefined || placed.cell.kind === "blank" || placed.columnSpan > 1) continue
      counts.set(placed.cell.kind, (counts.get(placed.cell.kind) ?? 0) + 1)
    }
    const [first] = [...counts].sort((a, b) => b[1] - a[1])
    return first?.[0] ?? (column < 2 ? "label" : "amount")
  })
}

// Control characters and the marks that turn text around; a label must not drive a terminal or hide itself.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Text on one line without anything that is not to be seen. */
export const printable = (text: string): string =>
  text.replace(/[\r\n\t]+/g, " ").replace(UNPRINTABLE, "\ufffd")
