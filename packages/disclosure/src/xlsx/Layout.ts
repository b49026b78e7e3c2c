/**
 * How wide columns and how high rows are, so that nothing is cut and a page can be read.
 */
import stringWidth from "string-width"
import type { CellKind, DocumentTable, TableCell } from "../Document.ts"
import { columnKinds, placeCells, printableLines } from "../Placed.ts"
import type { PlacedCell } from "../Placed.ts"

/** How wide each line is in the widths of a digit; Chinese type gives a quotation mark the room of a character. */
const lineWidths = (text: string): ReadonlyArray<number> =>
  printableLines(text)
    .split("\n")
    .map((line) => stringWidth(line, { ambiguousIsNarrow: false }))

const widthOf = (text: string): number => lineWidths(text).reduce((widest, line) => Math.max(widest, line), 0)

/** Text in these columns may wrap; figures and codes must not. */
const wrapping: ReadonlySet<CellKind> = new Set(["label", "text", "head"])
const WRAPPING_WIDTH_MAX = 46
const WRAPPING_WIDTH_MIN = 16
/** A column of texts so long may be twice as wide as others when they are narrowed. */
const LONG_TEXT_WIDTH = 120
const AMOUNT_WIDTH_MIN = 11
const WIDTH_MIN = 6
/** Room beside the text; a figure also stands in from the right. */
const paddingOf = (kind: CellKind): number => (kind === "amount" ? 3 : 2)

/** Digits beside each other on an A4 page, upright and across, at three quarters of their size. */
const pageDigits = { portrait: 128, landscape: 190 } as const

/** Heads up to so wide stay on one line: 附属单位上缴收入 over figures, 社会效益指标（10分） beside indicators. */
const headWidthMax = (kind: CellKind): number => (kind === "amount" ? 16 : 20)

/** What a cell needs: heads take two lines where they are long, labels stand in from the left by their depth. */
const needOf = ({ kind, text, depth = 0 }: TableCell, column: CellKind): number => {
  const width = widthOf(text)
  if (kind === "head") return width <= headWidthMax(column) ? width : Math.ceil(width / 2) + 1
  return kind === "label" ? width + 2 * depth : width
}

const naturalWidths = ({ header, body, width }: DocumentTable, kinds: ReadonlyArray<CellKind>) => {
  const rows = [...placeCells(header, width), ...placeCells(body, width)]
  return kinds.map((kind, column) => {
    const own = rows.flatMap((row) => {
      const placed = row[column]
      if (placed === undefined || placed.columnSpan > 1) return []
      return [needOf(placed.cell, kind)]
    })
    const least = kind === "amount" ? AMOUNT_WIDTH_MIN : WIDTH_MIN
    return own.reduce((most, one) => Math.max(most, one), least) + paddingOf(kind)
  })
}

/** The columns' widths: figures and heads whole, text as wide as the page has room for. */
export const widthsOf = (table: DocumentTable): ReadonlyArray<number> => {
  const kinds = columnKinds(table)
  const natural = naturalWidths(table, kinds)
  // What must not wrap is never wide but where a text stands in the place of a figure or a code.
  const limitOf = (column: number, cap: number): number => {
    if (!wrapping.has(kinds[column]!)) return WRAPPING_WIDTH_MAX
    return natural[column]! > LONG_TEXT_WIDTH ? Math.min(2 * cap, WRAPPING_WIDTH_MAX) : cap
  }
  const sum = (widths: ReadonlyArray<number>): number => widths.reduce((total, width) => total + width, 0)
  const capped = (cap: number): ReadonlyArray<number> =>
    natural.map((width, column) => Math.min(width, limitOf(column, cap)))
  let cap = WRAPPING_WIDTH_MAX
  while (cap > WRAPPING_WIDTH_MIN && sum(capped(cap)) > pageDigits[table.orientation]) cap--
  return capped(cap)
}

const LINE_HEIGHT_PT = 13
const ROW_HEIGHT_MIN_PT = 15

/** Lines end early, where a word or a bracket would stand across their end: in digits, more of a longer line. */
const lostAtLineEnd = (width: number): number => 1.5 + width * 0.07

/** How many lines text takes in a width, rather one too many than one too few. */
export const linesIn = (text: string, width: number): number =>
  lineWidths(text).reduce(
    (lines, line) =>
      lines + (line <= width - 1 ? 1 : Math.ceil(line / Math.max(4, width - lostAtLineEnd(width)))),
    0
  )

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
const SCALE_MIN = 0.55

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
