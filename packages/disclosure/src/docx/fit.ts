/**
 * Fitting a table to its page: column widths and the size of its text.
 *
 * Amounts, codes and line numbers never wrap: a column is at least as wide as its widest. Heads and labels may wrap,
 * and share what is left so that the rows stay low. The text takes the largest size at which the table stands on one
 * page; a table too long for that takes a comfortable size and goes on, with its heads, on the next page; one too wide
 * for all usual sizes takes the first at which its amounts fit.
 */
import type { DocumentTable, TableCell } from "../Document.ts"
import { printable } from "../Placed.ts"
import { twips, widthAtMost } from "./measure.ts"
import { piecesOf } from "./rows.ts"
import type { Piece } from "./rows.ts"

export interface Fit {
  /** The size of the text, in points. */
  readonly size: number
  /** Of lines of a cell, in points. */
  readonly lineHeight: number
  /** The least height of a row, in points. */
  readonly rowHeight: number
  /** In twips; their sum is the width of the text area. */
  readonly columnWidths: ReadonlyArray<number>
  /** Rows, heads counted, that are taller than a page: only these may break across pages. */
  readonly breaking: ReadonlySet<number>
}

/** Left and right of the text of a cell, in points. */
export const CELL_PADDING = 2.5

/** What a cell takes beside its text, its borders and what programs round among it. */
const CELL_SIDES = 2 * CELL_PADDING + 1

/** Above and below it. */
export const CELL_LEADING = 0.6

/** Beside its own cell, text of a deeper level stands in by so many em for each. */
export const DEPTH_INDENT = 0.75

/** 5号, 小5号, 6号 and what lies between: a table that stands on one page at one of these takes it. */
const SIZES_USUAL = [10.5, 9.5, 9, 8.5, 8, 7.5] as const

/** A form (自评表) is one sheet: rather than smaller than this it goes on to a second page. */
const FORM_LEAST = 5.5

/** A table longer than a page takes one of these. */
const SIZES_LONG = [9, 8.5, 8, 7.5] as const

/** Sizes for amounts too wide for those, down to what can still be read in print and then on a screen. */
const SIZES_SMALL = [7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5, 3] as const

/** Lines are so many em tall. */
const LINE = 1.25

/** Of a row that has room: no taller than so many em. */
const ROW_MOST = 2.1

/** Room is shared out in at most so many steps. */
const STEPS_MOST = 120

const TIE = 0.05

/** A column of amounts is no narrower than this part of the widest, so that columns of zeros look like the others. */
const AMOUNT_EVEN = 0.75

/** A label needs no more than so many em before it wraps. */
const LABEL_LEAST = 5
const HEAD_LINES = 4

const SINGLE_LINE: ReadonlySet<TableCell["kind"]> = new Set(["amount", "number", "code", "line"])

interface Measured extends Piece {
  /** Of its text on one line, in em. */
  readonly natural: number
  /** What it must have, in em. */
  readonly least: number
}

const leastOf = (cell: TableCell, natural: number): number => {
  if (SINGLE_LINE.has(cell.kind)) return natural
  if (cell.kind === "head") return Math.min(natural, Math.max(2, Math.ceil(natural / HEAD_LINES)))
  return Math.min(natural, LABEL_LEAST)
}

const measure = (placed: Piece): Measured => {
  const { cell } = placed
  const indent = cell.kind === "label" ? (cell.depth ?? 0) * DEPTH_INDENT : 0
  const natural = widthAtMost(printable(cell.text)) + indent
  return { ...placed, natural, least: leastOf(cell, natural) }
}

const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)

/** Raises the columns under a cell, in equal parts, to what it needs. */
const raise = (widths: Array<number>, { column, columnSpan }: Piece, needed: number): void => {
  const own = widths.slice(column, column + columnSpan)
  const lacking = needed - sum(own)
  if (lacking <= 0) return
  for (let at = column; at < column + own.length; at++) widths[at]! += lacking / own.length
}

const isAmount = ({ cell, columnSpan }: Measured): boolean => cell.kind === "amount" && columnSpan === 1

const byspan = (cells: ReadonlyArray<Measured>): ReadonlyArray<Measured> =>
  [...cells].sort((a, b) => a.columnSpan - b.columnSpan)

const leastWidths = (cells: ReadonlyArray<Measured>, width: number, size: number): Array<number> => {
  const widths = Array.from({ length: width }, () => size + CELL_SIDES)
  const widest = Math.max(0, ...cells.filter(isAmount).map(({ least }) => least))
  for (const { column } of cells.filter(isAmount))
    widths[column] = Math.max(widths[column]!, AMOUNT_EVEN * widest * size + CELL_SIDES)
  for (const cell of byspan(cells)) raise(widths, cell, cell.least * size + CELL_SIDES)
  return widths
}

const linesIn = (cell: Measured, widths: ReadonlyArray<number>, size: number): number => {
  const room = sum(widths.slice(cell.column, cell.column + cell.columnSpan)) - CELL_SIDES
  if (cell.natural * size <= room + 0.05) return 1
  // A whole number of characters stands on a line that wraps.
  const perLine = Math.max(1, Math.floor((room / size) * 2) / 2)
  return Math.max(2, Math.ceil(cell.natural / perLine))
}

/** The lines of each row; a cell of several rows may raise the last of them. */
const linesOf = (
  rows: ReadonlyArray<ReadonlyArray<Measured>>,
  widths: ReadonlyArray<number>,
  size: number
): ReadonlyArray<number> => {
  const lines = rows.map((cells) =>
    Math.max(1, ...cells.filter(({ rowSpan }) => rowSpan === 1).map((cell) => linesIn(cell, widths, size)))
  )
  for (const cell of rows.flat()) {
    if (cell.rowSpan === 1) continue
    const last = Math.min(cell.row + cell.rowSpan, rows.length)
    const lacking = linesIn(cell, widths, size) - sum(lines.slice(cell.row, last))
    if (lacking > 0) lines[last - 1]! += lacking
  }
  return lines
}

/**
 * Shares out the room above the least widths, a step at a time, to the column whose row is then lowest; what lowers
 * nothing any more goes to all columns alike.
 */
const widen = (
  rows: ReadonlyArray<ReadonlyArray<Measured>>,
  least: ReadonlyArray<number>,
  room: number,
  size: number
): ReadonlyArray<number> => {
  const wrapping = rows.map((cells) => cells.filter((cell) => cell.natural > cell.least))
  // The lines of single cells break ties: where two cells of a row are tallest, both must shrink before the row does.
  const height = (tried: ReadonlyArray<number>): number =>
    sum(linesOf(wrapping, tried, size)) + TIE * sum(wrapping.flat().map((cell) => linesIn(cell, tried, size)))
  // Where all labels can stand on one line, they do.
  const roomy = [...least]
  for (const cell of byspan(wrapping.flat()))
    if (cell.cell.kind === "label") raise(roomy, cell, cell.natural * size + CELL_SIDES)
  let widths = sum(roomy) <= room ? roomy : [...least]
  let left = room - sum(widths)
  for (let steps = 0; steps < STEPS_MOST && left > 0; steps++) {
    const now = height(widths)
    let best: { readonly gain: number; readonly column: number; readonly step: number } | undefined
    for (const column of widths.keys()) {
      for (const step of [size, 2 * size, 4 * size, 8 * size]) {
        if (step > left) break
        const tried = widths.with(column, widths[column]! + step)
        const gain = (now - height(tried)) / step
        if (gain > 0 && (best === undefined || gain > best.gain)) best = { gain, column, step }
      }
    }
    if (best === undefined) break
    const { column, step } = best
    widths = widths.with(column, widths[column]! + step)
    left -= step
  }
  const total = sum(widths)
  return widths.map((width) => width + left * (width / total))
}

/** Whole twips that sum to the room exactly. */
const wholeTwips = (widths: ReadonlyArray<number>, room: number): ReadonlyArray<number> => {
  const whole = widths.map((width) => Math.floor(width * 20))
  const widest = whole.indexOf(Math.max(...whole))
  return whole.with(widest, whole[widest]! + twips(room) - sum(whole))
}

/**
 * Fits a table into a room of so many points.
 *
 * Rows are placed as {@link piecesOf} says. `columnWidths` always sum to the room's width, in whole twips.
 */
export const fitTable = (
  table: DocumentTable,
  room: { readonly width: number; readonly height: number }
): Fit => {
  const rows = piecesOf(table).map((pieces) => pieces.filter(({ isOrigin }) => isOrigin).map(measure))
  const cells = rows.flat()
  const fitAt = (size: number): Fit & { readonly pages: number; readonly isWide: boolean } => {
    const least = leastWidths(cells, table.width, size)
    const isWide = sum(least) > room.width
    const scale = room.width / sum(least)
    const widths = isWide ? least.map((width) => width * scale) : widen(rows, least, room.width, size)
    const lineHeight = Math.ceil(size * LINE * 2) / 2
    const lines = linesOf(rows, widths, size)
    const low = sum(lines) * lineHeight + rows.length * (2 * CELL_LEADING + 0.5)
    const spare = Math.max(0, (room.height - low) / rows.length)
    const rowHeight = Math.min(lineHeight + 2 * CELL_LEADING + 0.9 * spare, size * ROW_MOST)
    return {
      size,
      lineHeight,
      rowHeight: Math.floor(rowHeight * 2) / 2,
      breaking: new Set(lines.flatMap((count, row) => (count * lineHeight > 0.9 * room.height ? [row] : []))),
      columnWidths: wholeTwips(widths, room.width),
      pages: low / room.height,
      isWide
    }
  }
  const smaller = table.header.length === 0 ? SIZES_SMALL.filter((size) => size >= FORM_LEAST) : []
  for (const size of [...SIZES_USUAL, ...smaller]) {
    const fit = fitAt(size)
    if (!fit.isWide && fit.pages <= 1) return fit
  }
  for (const size of [...SIZES_LONG, ...SIZES_SMALL]) {
    const fit = fitAt(size)
    if (!fit.isWide) return fit
  }
  return fitAt(SIZES_SMALL.at(-1)!)
}
