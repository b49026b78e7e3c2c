/**
 * Columns of a table that is aligned by spaces.
 *
 * Blank cells of such a table leave no trace, so a cell belongs to the column under which it stands. The rows with
 * most cells say where the columns are; a cell over several of them spans them.
 */
import type { Segment } from "./Row.ts"

export interface AlignedCell {
  readonly segment: Segment
  readonly column: number
  readonly span: number
}

interface Column {
  start: number
  end: number
}

const COLUMNS_MAX = 256

/** The columns a segment stands over: from the first (inclusive) to the last (exclusive). */
const columnsUnder = (columns: ReadonlyArray<Column>, { start, end }: Segment): readonly [number, number] => {
  let first = 0
  while (first < columns.length && columns[first]!.end <= start) first++
  let last = first
  while (last < columns.length && columns[last]!.start < end) last++
  return [first, last]
}

const columnsOf = (rows: ReadonlyArray<ReadonlyArray<Segment>>): ReadonlyArray<Column> | undefined => {
  const columns: Array<Column> = []
  // A stable order: most cells first, then from the top.
  for (const row of rows.toSorted((left, right) => right.length - left.length)) {
    for (const segment of row) {
      const [first, last] = columnsUnder(columns, segment)
      if (last - first === 1) {
        const column = columns[first]!
        column.start = Math.min(column.start, segment.start)
        column.end = Math.max(column.end, segment.end)
      } else if (last === first) {
        if (columns.length >= COLUMNS_MAX) return undefined
        columns.splice(first, 0, { start: segment.start, end: segment.end })
      }
    }
  }
  return columns
}

/**
 * Assigns the segments of each row to columns. `undefined` when two of a row stand in one column: the table is not
 * aligned, and which cell belongs where is not known.
 *
 * Rows of one length are taken in their order, whether they are aligned or not.
 */
export const align = (
  rows: ReadonlyArray<ReadonlyArray<Segment>>
): { readonly width: number; readonly rows: ReadonlyArray<ReadonlyArray<AlignedCell>> } | undefined => {
  const width = rows[0]?.length ?? 0
  if (rows.every((row) => row.length === width)) {
    return { width, rows: rows.map((row) => row.map((segment, column) => ({ segment, column, span: 1 }))) }
  }
  const columns = columnsOf(rows)
  if (columns === undefined) return undefined
  const aligned: Array<ReadonlyArray<AlignedCell>> = []
  for (const row of rows) {
    let next = 0
    const cells: Array<AlignedCell> = []
    for (const segment of row) {
      const [first, last] = columnsUnder(columns, segment)
      if (first < next || last === first) return undefined
      cells.push({ segment, column: first, span: last - first })
      next = last
    }
    aligned.push(cells)
  }
  return { width: columns.length, rows: aligned }
}
