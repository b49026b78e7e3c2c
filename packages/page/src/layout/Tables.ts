/**
 * Tables with their texts: characters go to the cells that they stand in, and parts on several pages are joined.
 */
import type { PrintedCharacter, PrintedPage } from "../PageModel.ts"
import type { Grid, GridCell } from "./Grids.ts"
import type { PrintedPlace } from "./PrintedBlock.ts"
import { nearest } from "./Rulings.ts"
import { linesOf } from "./TextLines.ts"

/** A character belongs to a grid when its middle is not further outside it than this. */
const OUTSIDE_MAX = 2
/** What has fewer cells is a frame. */
const CELLS_MIN = 4
/** Columns of two parts of a table differ by no more than this. */
const SAME_EDGE = 4

export interface TextCell {
  readonly row: number
  readonly column: number
  rowSpan: number
  readonly columnSpan: number
  readonly text: string
  readonly at: PrintedPlace
}

/** A ruled table, or the part of it on one page. */
export interface RuledTable {
  readonly columnEdges: ReadonlyArray<number>
  rowCount: number
  readonly cells: Array<TextCell>
  readonly at: PrintedPlace
  /** The page it ends on. */
  lastPage: number
}

/** The line and the column that each character of a page stands at. */
export type Places = ReadonlyMap<PrintedCharacter, { readonly line: number; readonly column: number }>

/** What the middle of a character stands in: the index of the interval of ascending edges. */
const intervalOf = (edges: ReadonlyArray<number>, value: number): number => {
  const near = nearest(edges, value)
  const from = edges[near]! > value ? near - 1 : near
  return Math.min(Math.max(from, 0), edges.length - 2)
}

const AMOUNT = /^-?[\d,.]+%?$/
/** Digits in groups of three, the last group cut. */
const CUT_AMOUNT = /^-?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.|,\d{3}\.\d?)$/
const WHOLE_AMOUNT = /^-?\d{1,3}(?:,\d{3})*\.\d{2}$/

/** The lines of a cell as one text: two numbers stay two, unless the first is plainly cut. */
const textOf = (lines: ReadonlyArray<string>): string => {
  const joined = lines.join("")
  if (lines.length < 2 || !lines.every((line) => AMOUNT.test(line))) return joined
  const isWrapped = WHOLE_AMOUNT.test(joined) && lines.slice(0, -1).every((line) => CUT_AMOUNT.test(line))
  return isWrapped ? joined : lines.join("\n")
}

class Table {
  readonly grid: Grid
  readonly #owners: ReadonlyArray<ReadonlyArray<GridCell>>
  readonly #characters = new Map<GridCell, Array<PrintedCharacter>>()

  constructor(grid: Grid) {
    this.grid = grid
    const owners: Array<Array<GridCell>> = grid.rowEdges.slice(1).map(() => [])
    for (const cell of grid.cells)
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
          owners[row]![column] = cell
    this.#owners = owners
  }

  get area(): number {
    const [left, top, right, bottom] = this.grid.box
    return (right - left) * (bottom - top)
  }

  holds(x: number, y: number): boolean {
    const [left, top, right, bottom] = this.grid.box
    return (
      x >= left - OUTSIDE_MAX &&
      x <= right + OUTSIDE_MAX &&
      y >= top - OUTSIDE_MAX &&
      y <= bottom + OUTSIDE_MAX
    )
  }

  add(character: PrintedCharacter, x: number, y: number): void {
    const { rowEdges, columnEdges } = this.grid
    const cell = this.#owners[intervalOf(rowEdges, y)]![intervalOf(columnEdges, x)]!
    const characters = this.#characters.get(cell)
    if (characters === undefined) this.#characters.set(cell, [character])
    else characters.push(character)
  }

  withTexts(page: number, places: Places): RuledTable {
    const { grid } = this
    const cells = grid.cells.map((cell): TextCell => {
      const lines = linesOf(this.#characters.get(cell) ?? [])
      const first = lines[0]?.characters[0]
      const { row, column, rowSpan, columnSpan, box } = cell
      const at = { page, ...(first === undefined ? {} : places.get(first)), box }
      return { row, column, rowSpan, columnSpan, text: textOf(lines.map(({ text }) => text)), at }
    })
    const { columnEdges, rowEdges, box } = grid
    return { columnEdges, rowCount: rowEdges.length - 1, cells, at: { page, box }, lastPage: page }
  }
}

/** The tables of a page, and the characters that stand in none. */
export const tablesOf = (
  { number, characters }: PrintedPage,
  grids: ReadonlyArray<Grid>,
  places: Places
): { readonly tables: ReadonlyArray<RuledTable>; readonly rest: ReadonlyArray<PrintedCharacter> } => {
  const tables = grids
    .filter(({ cells }) => cells.length >= CELLS_MIN)
    .map((grid) => new Table(grid))
    .toSorted((one, other) => one.area - other.area)
  const rest: Array<PrintedCharacter> = []
  for (const character of characters) {
    const x = (character.left + character.right) / 2
    const y = character.baseline - 0.36 * character.size
    const table = tables.find((candidate) => candidate.holds(x, y))
    if (table === undefined) rest.push(character)
    else table.add(character, x, y)
  }
  const found = tables
    .map((table) => table.withTexts(number, places))
    .toSorted((one, other) => one.at.box[1] - other.at.box[1] || one.at.box[0] - other.at.box[0])
  return { tables: found, rest }
}

/** Whether a part goes on in the columns of a table. */
export const hasColumnsOf = (part: RuledTable, table: RuledTable): boolean =>
  part.columnEdges.length === table.columnEdges.length &&
  part.columnEdges.every((edge, at) => Math.abs(edge - table.columnEdges[at]!) < SAME_EDGE)

/** A row of a table in words, to be compared with another. */
const rowText = ({ cells }: RuledTable, row: number): string =>
  cells
    .filter((cell) => cell.row === row)
    .map(({ column, columnSpan, rowSpan, text }) =>
      [column, columnSpan, rowSpan, text.replace(/\s/g, "")].join()
    )
    .join("|")

/** How many rows from the top repeat those of the table that is continued: its heads, which hold no amounts. */
const repeatedHeads = (part: RuledTable, table: RuledTable): number => {
  let count = 0
  const repeats = (row: number): boolean => {
    const text = rowText(part, row)
    return text === rowText(table, row) && !/\d[.,]\d\d/.test(text) && /[^\d|,]/.test(text)
  }
  while (count < part.rowCount - 1 && repeats(count)) count++
  const isCut = part.cells.some(({ row, rowSpan }) => row < count && row + rowSpan > count)
  return isCut ? 0 : count
}

/** Adds a part on the next page to a table. */
export const continueTable = (table: RuledTable, part: RuledTable): void => {
  const heads = repeatedHeads(part, table)
  const shift = table.rowCount - heads
  const isBottom = ({ row, rowSpan }: TextCell): boolean => row + rowSpan === table.rowCount
  const bottom = table.cells.filter((cell) => isBottom(cell) && cell.rowSpan > 1)
  for (const cell of part.cells) {
    if (cell.row < heads) continue
    // A merged cell that the page cuts has its text above.
    const above =
      cell.row === heads && cell.rowSpan > 1 && cell.text === ""
        ? bottom.find(({ column, columnSpan }) => column === cell.column && columnSpan === cell.columnSpan)
        : undefined
    if (above === undefined) table.cells.push({ ...cell, row: cell.row + shift })
    else above.rowSpan += cell.rowSpan
  }
  table.rowCount += part.rowCount - heads
  table.lastPage = part.at.page
}
