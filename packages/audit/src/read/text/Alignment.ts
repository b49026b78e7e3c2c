/**
 * Columns of a table that is aligned by spaces.
 *
 * Blank cells of such a table leave no trace, so a cell belongs to the column under which it stands. The rows with
 * most cells say where the columns are: in them, every column has its cell. A cell of another row stands in the
 * column it shares most width with, and over all those it covers by half.
 */
import type { Segment } from "./Row.ts"

export interface AlignedCell {
  readonly segment: Segment
  readonly column: number
  readonly span: number
}

export interface Alignment {
  readonly width: number
  readonly rows: ReadonlyArray<ReadonlyArray<AlignedCell>>
}

interface Column {
  readonly start: number
  readonly end: number
}

const COLUMNS_MAX = 256

const columnsOf = (rows: ReadonlyArray<ReadonlyArray<Segment>>, width: number): ReadonlyArray<Column> => {
  const columns = Array.from({ length: width }, () => ({ start: Infinity, end: 0 }))
  for (const row of rows) {
    if (row.length !== width) continue
    for (const [index, { start, end }] of row.entries()) {
      const column = columns[index]!
      column.start = Math.min(column.start, start)
      column.end = Math.max(column.end, end)
    }
  }
  return columns
}

/** Whether the fullest rows themselves stand askew: two columns share more than half of the narrower. */
const isAskew = (columns: ReadonlyArray<Column>): boolean =>
  columns.some((column, index) => {
    const next = columns[index + 1]
    if (next === undefined) return false
    return (column.end - next.start) * 2 > Math.min(column.end - column.start, next.end - next.start)
  })

const inOrder = (row: ReadonlyArray<Segment>): ReadonlyArray<AlignedCell> =>
  row.map((segment, column) => ({ segment, column, span: 1 }))

/** Where a segment stands among columns from the first free one; `undefined` when no free column is near. */
const placed = (columns: ReadonlyArray<Column>, segment: Segment, free: number): AlignedCell | undefined => {
  const { start, end } = segment
  let best = -1
  let bestShared = 0
  let first = -1
  let last = -1
  for (const [index, column] of columns.entries()) {
    const shared = Math.min(end, column.end) - Math.max(start, column.start)
    if (shared > bestShared) {
      best = index
      bestShared = shared
    }
    if (shared > 0 && shared * 2 >= column.end - column.start) {
      if (first === -1) first = index
      last = index
    }
  }
  if (best === -1) {
    // It stands in a gap: it belongs to the nearer side, if that is free.
    const distance = ({ start: from, end: to }: Column): number => (to <= start ? start - to : from - end)
    for (const [index, column] of columns.entries()) {
      if (index >= free && (best === -1 || distance(column) < distance(columns[best]!))) best = index
    }
    return best === -1 ? undefined : { segment, column: best, span: 1 }
  }
  if (first !== -1 && last > first && first >= free && first <= best && best <= last)
    return { segment, column: first, span: last - first + 1 }
  return best < free ? undefined : { segment, column: best, span: 1 }
}

/**
 * Assigns the segments of each row to columns. `undefined` when two of a row stand in one column, or the
 * fullest rows do not stand under each other: the table is not aligned, and which cell belongs where is not known.
 *
 * Rows of one length are taken in their order, whether they are aligned or not.
 */
export const align = (rows: ReadonlyArray<ReadonlyArray<Segment>>): Alignment | undefined => {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (width > COLUMNS_MAX) return undefined
  const columns = columnsOf(rows, width)
  if (rows.some((row) => row.length < width) && isAskew(columns)) return undefined
  const aligned: Array<ReadonlyArray<AlignedCell>> = []
  for (const row of rows) {
    if (row.length === width) {
      aligned.push(inOrder(row))
      continue
    }
    const cells: Array<AlignedCell> = []
    let free = 0
    for (const segment of row) {
      const cell = placed(columns, segment, free)
      if (cell === undefined) return undefined
      cells.push(cell)
      free = cell.column + cell.span
    }
    aligned.push(cells)
  }
  return { width, rows: aligned }
}
