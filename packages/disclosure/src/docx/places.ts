/**
 * Merged cells put in their places: which column each cell of a row starts in.
 */
import type { DocumentTable, TableCell } from "../Document.ts"

export interface PlacedCell {
  readonly cell: TableCell
  readonly row: number
  /** The first column it covers, from 0. */
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** The cells of consecutive rows with their columns; rows above may reach down into the places of a row. */
export const placesOf = (
  rows: DocumentTable["body"],
  width: number
): ReadonlyArray<ReadonlyArray<PlacedCell>> => {
  // How many rows, from the one at hand, each column is still covered from above.
  const covered = new Array<number>(width).fill(0)
  return rows.map((cells, row) => {
    let column = 0
    const placed = cells.map((cell): PlacedCell => {
      while (column < width && covered[column]! > 0) column++
      const { columnSpan = 1, rowSpan = 1 } = cell
      const first = column
      column += columnSpan
      return { cell, row, column: first, rowSpan, columnSpan }
    })
    for (const [at, rest] of covered.entries()) if (rest > 0) covered[at] = rest - 1
    for (const { column: first, columnSpan, rowSpan } of placed) {
      for (let at = first; at < Math.min(first + columnSpan, width); at++) covered[at] = rowSpan - 1
    }
    return placed
  })
}

/** All rows of a table, heads first, with the columns of their cells. */
export const placesOfTable = ({
  header,
  body,
  width
}: DocumentTable): ReadonlyArray<ReadonlyArray<PlacedCell>> => [
  ...placesOf(header, width),
  ...placesOf(body, width)
]
