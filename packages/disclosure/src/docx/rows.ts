/**
 * The rows of a table as WordprocessingML has them: each place covered by one cell of its row.
 *
 * A cell merged down stands in every row it covers, the first time with its text and then as its continuation.
 */
import type { DocumentTable, TableCell } from "../Document.ts"
import { placeCells } from "../Placed.ts"

export interface Piece {
  readonly cell: TableCell
  /** Of the table, heads counted, from 0. */
  readonly row: number
  /** The first column it covers, from 0. */
  readonly column: number
  readonly columnSpan: number
  /** How many rows its cell covers. */
  readonly rowSpan: number
  /** Whether it has its cell's text. */
  readonly isOrigin: boolean
  /** Whether it goes on from the piece above it. */
  readonly isContinued: boolean
}

const empty: TableCell = { text: "", kind: "blank" }

/** A piece and the cell that it is of, by identity. */
type Owned = Piece & { readonly owner: object }

/**
 * Heads and body are placed apart: a head does not reach down into the body. Where cells overlap, which no table of
 * ours does, the later one covers the place, and what is left of the other stands by itself.
 */
const piecesIn = (
  rows: DocumentTable["body"],
  width: number,
  above: number
): ReadonlyArray<ReadonlyArray<Piece>> => {
  const printed = new Set<object>()
  let upper = new Map<number, Owned>()
  return placeCells(rows, width).map((places, at) => {
    const pieces: Array<Owned> = []
    for (const [column, placed] of places.entries()) {
      if (placed !== undefined && places[column - 1] === placed) continue
      const { cell, row, rowSpan } = placed ?? { cell: empty, row: at, rowSpan: 1 }
      const rest = places.slice(column).findIndex((other) => other !== placed)
      const columnSpan = placed === undefined ? 1 : rest === -1 ? width - column : rest
      const owner = placed ?? {}
      const over = upper.get(column)
      pieces.push({
        cell,
        row: above + at,
        column,
        columnSpan,
        rowSpan: Math.min(rowSpan, rows.length - row),
        isOrigin: row === at && !printed.has(owner),
        isContinued: over?.owner === owner && over.columnSpan === columnSpan,
        owner
      })
      printed.add(owner)
    }
    upper = new Map(pieces.map((piece) => [piece.column, piece]))
    return pieces
  })
}

/** All rows of a table, heads first. */
export const piecesOf = ({ header, body, width }: DocumentTable): ReadonlyArray<ReadonlyArray<Piece>> => [
  ...piecesIn(header, width, 0),
  ...piecesIn(body, width, header.length)
]
