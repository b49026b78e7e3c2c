/**
 * Merged cells put in their places, and text made fit to print: what every renderer of tables starts from.
 */
import type { CellKind } from "./Document.ts"

/** What placing needs to know of a cell; cells of grids and of documents both have it. */
export interface Spanning {
  readonly kind: CellKind
  readonly columnSpan?: number
  readonly rowSpan?: number
}

/** A cell with the row and column of its top left and the places it covers. */
export interface PlacedCell<Cell extends Spanning> {
  readonly cell: Cell
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** A matrix of places; each names the cell that covers it, or `undefined`. */
export type Places<Cell extends Spanning> = ReadonlyArray<ReadonlyArray<PlacedCell<Cell> | undefined>>

/** Places the rows of cells on `width` columns; what would stand beyond the last column is left out. */
export const placeCells = <Cell extends Spanning>(
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  width: number
): Places<Cell> => {
  const matrix = rows.map(() => Array.from({ length: width }, (): PlacedCell<Cell> | undefined => undefined))
  for (const [row, cells] of rows.entries()) {
    let column = 0
    for (const cell of cells) {
      while (column < width && matrix[row]![column] !== undefined) column++
      if (column >= width) break
      const { columnSpan = 1, rowSpan = 1 } = cell
      const placed: PlacedCell<Cell> = { cell, row, column, rowSpan, columnSpan }
      for (let y = row; y < Math.min(row + rowSpan, rows.length); y++) {
        for (let x = column; x < Math.min(column + columnSpan, width); x++) matrix[y]![x] = placed
      }
      column += columnSpan
    }
  }
  return matrix
}

/** The cells where they start; `undefined` where a merged cell covers a place. */
export const originsOf = <Cell extends Spanning>(
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  width: number
): ReadonlyArray<ReadonlyArray<Cell | undefined>> =>
  placeCells(rows, width).map((row, y) =>
    row.map((placed, x) => (placed?.row === y && placed.column === x ? placed.cell : undefined))
  )

/** What most cells of each column are: amounts, labels, codes, line numbers. */
export const columnKinds = <Cell extends Spanning>({
  body,
  width
}: {
  readonly body: ReadonlyArray<ReadonlyArray<Cell>>
  readonly width: number
}): ReadonlyArray<CellKind> => {
  const rows = placeCells(body, width)
  return Array.from({ length: width }, (_, column): CellKind => {
    const counts = new Map<CellKind, number>()
    for (const row of rows) {
      const placed = row[column]
      if (placed === undefined || placed.cell.kind === "blank" || placed.columnSpan > 1) continue
      counts.set(placed.cell.kind, (counts.get(placed.cell.kind) ?? 0) + 1)
    }
    const [first] = [...counts].sort((a, b) => b[1] - a[1])
    return first?.[0] ?? (column < 2 ? "label" : "amount")
  })
}

// Control characters and the marks that turn text around; a label must not drive a terminal or hide itself. What no
// encoding can carry — half a surrogate pair, U+FFFE, U+FFFF — is not to be seen either.
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu

/** Text on one line without anything that is not to be seen. */
export const printable = (text: string): string =>
  text.replace(/[\r\n\t]+/g, " ").replace(UNPRINTABLE, "\ufffd")

/** Text with its line breaks as `\n`, each line {@link printable}. */
export const printableLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(printable)
    .join("\n")
