/**
 * Tables of a page by their ruling lines: lines that touch make a grid, and a grid has a cell for each of its places,
 * or one for several where no line parts them.
 */
import type { Box, Ruling } from "../PageModel.ts"
import { clusters, wholeLines } from "./Rulings.ts"

/** A cell by the rows and columns of its grid that it covers, the last ones included. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly box: Box
}

/** A ruled table. */
export interface Grid {
  readonly box: Box
  /** Edges of the columns, from the left; one more than there are columns. */
  readonly columnEdges: ReadonlyArray<number>
  readonly rowEdges: ReadonlyArray<number>
  /** By row, then by column. */
  readonly cells: ReadonlyArray<GridCell>
}

/** Lines that miss each other by less than this touch, in points. */
const TOUCHING = 3
/** Vertical edges nearer than this are one; so are horizontal ones, of which borders print two. */
const SAME_COLUMN = 2
const SAME_ROW = 4
/** A side of a table without a line is open when lines reach this far beyond the last one. */
const OPEN_SIDE = 6
/** An edge parts two places when lines cover this share of it. */
const PARTING = 0.6
/** What has more places than this is a drawing. */
const PLACES_MAX = 50_000
/** A page with more lines than this, in one direction, is a drawing. */
const LINES_MAX = 3_000
/** A table has at least so many lines, of which at least two are horizontal. */
const LINES_MIN = 4

class Groups {
  readonly #parents: Array<number>

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, at) => at)
  }

  find(member: number): number {
    let root = member
    while (this.#parents[root] !== root) root = this.#parents[root]!
    for (let at = member; at !== root;) {
      const next = this.#parents[at]!
      this.#parents[at] = root
      at = next
    }
    return root
  }

  join(one: number, other: number): void {
    this.#parents[this.find(one)] = this.find(other)
  }
}

interface Lines {
  readonly across: Array<Ruling>
  readonly down: Array<Ruling>
}

const touch = (across: Ruling, down: Ruling): boolean =>
  down.position >= across.from - TOUCHING &&
  down.position <= across.to + TOUCHING &&
  across.position >= down.from - TOUCHING &&
  across.position <= down.to + TOUCHING

/** Lines in groups that touch each other. */
const groupsOf = (across: ReadonlyArray<Ruling>, down: ReadonlyArray<Ruling>): ReadonlyArray<Lines> => {
  const groups = new Groups(across.length + down.length)
  for (const [at, line] of across.entries())
    for (const [other, crossing] of down.entries())
      if (touch(line, crossing)) groups.join(at, across.length + other)
  const found = new Map<number, Lines>()
  const add = (member: number, kind: keyof Lines, line: Ruling): void => {
    const root = groups.find(member)
    const lines = found.get(root) ?? { across: [], down: [] }
    found.set(root, lines)
    lines[kind].push(line)
  }
  for (const [at, line] of across.entries()) add(at, "across", line)
  for (const [at, line] of down.entries()) add(across.length + at, "down", line)
  return [...found.values()]
}

/** The edges of columns (or rows) by the lines along them, and the ends of those across where a side has no line. */
const edgesOf = (
  along: ReadonlyArray<Ruling>,
  across: ReadonlyArray<Ruling>,
  tolerance: number
): { readonly edges: ReadonlyArray<number>; readonly open: ReadonlyArray<number> } => {
  const edges = clusters(
    along.map(({ position }) => position),
    tolerance
  )
  const from = Math.min(...across.map((line) => line.from))
  const to = Math.max(...across.map((line) => line.to))
  const open: Array<number> = []
  if (across.length > 0 && (edges.length === 0 || edges[0]! - from > OPEN_SIDE)) {
    edges.unshift(from)
    open.push(from)
  }
  if (across.length > 0 && to - edges.at(-1)! > OPEN_SIDE) {
    edges.push(to)
    open.push(to)
  }
  return { edges, open }
}

/** Whether lines cover an edge at a position between two others. */
type Parts = (edge: number, from: number, to: number) => boolean

const partsOf = (
  lines: ReadonlyArray<Ruling>,
  edges: ReadonlyArray<number>,
  open: ReadonlyArray<number>,
  tolerance: number
): Parts => {
  const near = edges.map((edge) => lines.filter(({ position }) => Math.abs(position - edge) <= tolerance))
  return (edge, from, to) => {
    if (open.includes(edges[edge]!)) return true
    let covered = 0
    for (const line of near[edge]!) covered += Math.max(0, Math.min(line.to, to) - Math.max(line.from, from))
    return covered >= PARTING * (to - from)
  }
}

interface Extent {
  row: number
  column: number
  lastRow: number
  lastColumn: number
  places: number
}

/** The cells of a grid: places that no line parts are one cell, if they make a rectangle. */
const cellsOf = (
  columnEdges: ReadonlyArray<number>,
  rowEdges: ReadonlyArray<number>,
  partsColumns: Parts,
  partsRows: Parts
): ReadonlyArray<GridCell> => {
  const [rows, columns] = [rowEdges.length - 1, columnEdges.length - 1]
  const groups = new Groups(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column
      if (column + 1 < columns && !partsColumns(column + 1, rowEdges[row]!, rowEdges[row + 1]!))
        groups.join(place + 1, place)
      if (row + 1 < rows && !partsRows(row + 1, columnEdges[column]!, columnEdges[column + 1]!))
        groups.join(place + columns, place)
    }
  const extents = new Map<number, Extent>()
  for (let place = 0; place < rows * columns; place++) {
    const [row, column] = [Math.floor(place / columns), place % columns]
    const root = groups.find(place)
    const extent = extents.get(root) ?? { row, column, lastRow: row, lastColumn: column, places: 0 }
    extents.set(root, extent)
    extent.column = Math.min(extent.column, column)
    extent.lastRow = row
    extent.lastColumn = Math.max(extent.lastColumn, column)
    extent.places++
  }
  const cellOf = (row: number, column: number, lastRow: number, lastColumn: number): GridCell => ({
    row,
    column,
    rowSpan: lastRow - row + 1,
    columnSpan: lastColumn - column + 1,
    box: [columnEdges[column]!, rowEdges[row]!, columnEdges[lastColumn + 1]!, rowEdges[lastRow + 1]!]
  })
  const cells: Array<GridCell> = []
  for (let place = 0; place < rows * columns; place++) {
    const [row, column] = [Math.floor(place / columns), place % columns]
    const extent = extents.get(groups.find(place))!
    const height = extent.lastRow - extent.row + 1
    const isRectangle = extent.places === height * (extent.lastColumn - extent.column + 1)
    if (!isRectangle) cells.push(cellOf(row, column, row, column))
    else if (extent.row === row && extent.column === column)
      cells.push(cellOf(row, column, extent.lastRow, extent.lastColumn))
  }
  return cells
}

const gridOf = ({ across, down }: Lines): Grid | null => {
  if (across.length < 2 || across.length + down.length < LINES_MIN) return null
  const columns = edgesOf(down, across, SAME_COLUMN)
  const rows = edgesOf(across, down, SAME_ROW)
  const places = (columns.edges.length - 1) * (rows.edges.length - 1)
  if (rows.edges.length < 2 || columns.edges.length < 3 || places > PLACES_MAX) return null
  const cells = cellsOf(
    columns.edges,
    rows.edges,
    partsOf(down, columns.edges, columns.open, SAME_ROW),
    partsOf(across, rows.edges, rows.open, SAME_ROW)
  )
  return {
    box: [columns.edges[0]!, rows.edges[0]!, columns.edges.at(-1)!, rows.edges.at(-1)!],
    columnEdges: columns.edges,
    rowEdges: rows.edges,
    cells
  }
}

/** The ruled tables of a page, from the top. */
export const gridsOf = (rulings: ReadonlyArray<Ruling>): ReadonlyArray<Grid> => {
  const across = wholeLines(rulings, true)
  const down = wholeLines(rulings, false)
  if (across.length > LINES_MAX || down.length > LINES_MAX) return []
  return groupsOf(across, down)
    .flatMap((lines) => gridOf(lines) ?? [])
    .toSorted((one, other) => one.box[1] - other.box[1] || one.box[0] - other.box[0])
}
