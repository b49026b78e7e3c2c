/**
 * How wide columns and how high rows are, so that nothing is cut and a page can be read.
 */
import stringWidth from "string-width"
import type { CellKind, DocumentTable, TableCell } from "../Document.ts"
import { columnKinds, placeCells, printableLines } from "../Placed.ts"
import type { PlacedCell } from "../Placed.ts"

/** How wide text is in the widths of a digit: a Chinese character takes two. The widest line counts. */
export const widthOf = (text: string): number =>
  Math.max(
    ...printableLines(text)
      .split("\n")
      .map((line) => stringWidth(line))
  )

/** Text in these columns may wrap; figures and codes must not. */
const wrapping: ReadonlySet<CellKind> = new Set(["label", "text", "head"])
const WRAPPING_WIDTH_MAX = 46
const WRAPPING_WIDTH_MIN = 14
const AMOUNT_WIDTH_MIN = 11
const WIDTH_MIN = 6
const PADDING = 2

/** Digits beside each other on an A4 page, upright and across, at four fifths of the type's size. */
const pageDigits = { portrait: 122, landscape: 180 } as const

/** What a head needs when it takes two lines. */
const inTwoLines = (text: string): number => Math.ceil(widthOf(text) / 2) + 1

const naturalWidths = ({ header, body, width }: DocumentTable, kinds: ReadonlyArray<CellKind>) => {
  const rows = [...placeCells(header, width), ...placeCells(body, width)]
  return kinds.map((kind, column) => {
    const own = rows.flatMap((row) => {
      const placed = row[column]
      if (placed === undefined || placed.columnSpan > 1) return []
      return [placed.cell.kind === "head" ? inTwoLines(placed.cell.text) : widthOf(placed.cell.text)]
    })
    const least = kind === "amount" ? AMOUNT_WIDTH_MIN : WIDTH_MIN
    const natural = own.reduce((most, one) => Math.max(most, one), least) + PADDING
    return wrapping.has(kind) ? Math.min(natural, WRAPPING_WIDTH_MAX) : natural
  })
}

/** The columns' widths: figures and heads whole, text as wide as the page has room for. */
export const widthsOf = (table: DocumentTable): ReadonlyArray<number> => {
  const kinds = columnKinds(table)
  const natural = naturalWidths(table, kinds)
  const doesWrap = kinds.map((kind) => wrapping.has(kind))
  const sum = (widths: ReadonlyArray<number>): number => widths.reduce((total, width) => total + width, 0)
  const capped = (cap: number): ReadonlyArray<number> =>
    natural.map((width, column) => (doesWrap[column] === true ? Math.min(width, cap) : width))
  let cap = WRAPPING_WIDTH_MAX
  while (cap > WRAPPING_WIDTH_MIN && sum(capped(cap)) > pageDigits[table.orientation]) cap--
  return capped(cap)
}

const LINE_HEIGHT_PT = 13
const ROW_HEIGHT_MIN_PT = 15

/** How many lines text takes in a width. A line ends a character early where the next would stand across its end. */
export const linesIn = (text: string, width: number): number =>
  printableLines(text)
    .split("\n")
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(stringWidth(line) / Math.max(2, width - 1.5))), 0)

export const heightOfLines = (lines: number): number =>
  Math.max(ROW_HEIGHT_MIN_PT, lines * LINE_HEIGHT_PT + 2)

/** How high a row must be for its cells to wrap in their widths; a cell that spans rows shares its lines out. */
export const heightOf = (
  row: ReadonlyArray<PlacedCell<TableCell> | undefined>,
  index: number,
  widths: ReadonlyArray<number>
): number => {
  const lines = row.map((placed, column) => {
    if (placed === undefined || placed.column !== column) return 1
    if (placed.row !== index && placed.rowSpan === 1) return 1
    const width = widths.slice(column, column + placed.columnSpan).reduce((sum, own) => sum + own, 0)
    const indent = placed.cell.kind === "label" ? 2 * (placed.cell.depth ?? 0) : 0
    return Math.ceil(linesIn(placed.cell.text, width - indent) / placed.rowSpan)
  })
  return heightOfLines(Math.max(1, ...lines))
}

/** Points of an A4 page inside our margins. */
const page = { portrait: { width: 523, height: 756 }, landscape: { width: 770, height: 509 } } as const
const DIGIT_PT = 5.25
/** Type of 10 pt made smaller than this cannot be read on paper. */
const SCALE_MIN = 0.62

/** Whether a sheet can be read when it is printed on one page. */
export const fitsOnePage = (
  orientation: DocumentTable["orientation"],
  widths: ReadonlyArray<number>,
  heightPt: number
): boolean => {
  const across = widths.reduce((sum, width) => sum + width, 0) * DIGIT_PT
  const { width, height } = page[orientation]
  return Math.min(1, width / across, height / heightPt) >= SCALE_MIN
}
