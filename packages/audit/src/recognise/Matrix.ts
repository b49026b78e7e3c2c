/**
 * Grids as rows of slots: merged cells spread over the places they cover, sheet cells at their columns.
 *
 * A text file knows no merged cells; its rows are as long as they happen to be. Nothing here says what a row means.
 */
import type { Place } from "@juesuan/domain"
import type { ReadCell, ReadGrid } from "../ReadDocument.ts"
import { kindOf, plain } from "./Text.ts"
import type { TokenKind } from "./Text.ts"

export interface Slot {
  /** As printed; empty where nothing is printed or where a merged cell covers the place. */
  readonly text: string
  readonly plain: string
  readonly kind: TokenKind
  readonly at: Place
  /** The text of the merged cell that covers this place; else its own. */
  readonly cover: string
}

export type SlotRow = ReadonlyArray<Slot>

const slotOf = (cell: ReadCell, isOrigin: boolean): Slot => {
  const cover = plain(cell.text)
  const own = isOrigin ? cover : ""
  return { text: isOrigin ? cell.text.trim() : "", plain: own, kind: kindOf(own), at: cell.at, cover }
}

/** A slot that prints a text. */
export const slotOfText = (text: string, at: Place): Slot => {
  const own = plain(text)
  return { text, plain: own, kind: kindOf(own), at, cover: own }
}

/** Column letters as a 0-based index; `null` when the place names no sheet column. */
const sheetColumn = ({ at }: ReadCell): number | null => {
  if (at.sheet === undefined || at.column === undefined) return null
  if (typeof at.column === "number") return at.column - 1
  const letters = /^([A-Z]{1,3})/.exec(at.column)?.[1]
  if (letters === undefined) return null
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** No form is wider; a span that claims more is cut, so that a hostile file cannot ask for memory. */
const WIDTH_MAX = 512

const LEVELS_MAX = 8

/**
 * Heads that one row stacks by line breaks, as Markdown has to: 收入⏎决算数⏎1. One row for each level, 栏次 in the last.
 */
const unstacked = (rows: ReadGrid["rows"]): ReadGrid["rows"] => {
  const [first, ...others] = rows
  if (first === undefined) return rows
  const stacks = first.map(({ text }) => text.split("\n").map((part) => part.trim()))
  const height = Math.max(0, ...stacks.map((stack) => stack.length))
  const [one = [], other = []] = stacks
  // A merged head over codes and names is repeated in both; else most heads have several levels.
  const isRepeated = one.length > 1 && other.length > 1 && one[0] === other[0]
  const isStacked = isRepeated || stacks.filter((stack) => stack.length > 1).length * 2 > stacks.length
  if (!isStacked || height > LEVELS_MAX || first.some(({ rowSpan }) => (rowSpan ?? 1) > 1)) return rows
  const isCounted =
    stacks.some((stack) => stack.at(-1) === "栏次") ||
    stacks.every((stack) => /^\d{1,2}$/.test(stack.at(-1)!))
  const levels = Array.from({ length: height }, (_, level) =>
    first.map((cell, index): ReadCell => {
      const stack = stacks[index]!
      const isNumbered = isCounted && /^(?:栏次|\d{1,2})$/.test(stack.at(-1)!)
      const words = isNumbered ? stack.slice(0, -1) : stack
      const isLast = level === height - 1
      return { ...cell, text: (isLast && isNumbered ? stack.at(-1) : words[level]) ?? "" }
    })
  )
  return [...levels, ...others]
}

/** The rows of a grid with every place of a merged cell filled, and gaps of a sheet as blanks. */
export const slotRows = (grid: ReadGrid): ReadonlyArray<SlotRow> => {
  /** By column: the cell that still reaches down, and over how many rows. */
  let hanging = new Map<number, { readonly cell: ReadCell; readonly rows: number }>()
  const isSheet = grid.rows.some((cells) => cells.some((cell) => sheetColumn(cell) !== null))
  let widest = 0
  const read = unstacked(grid.rows)
  const rows = read.map((cells) => {
    const row: Array<Slot | undefined> = []
    const next = new Map<number, { readonly cell: ReadCell; readonly rows: number }>()
    for (const [column, { cell, rows }] of hanging) {
      row[column] = slotOf(cell, false)
      if (rows > 1) next.set(column, { cell, rows: rows - 1 })
    }
    let column = 0
    for (const cell of cells) {
      const fixed = sheetColumn(cell)
      if (fixed !== null && fixed >= column) column = Math.min(fixed, WIDTH_MAX)
      else while (row[column] !== undefined) column++
      const span = Math.max(1, Math.min(cell.columnSpan ?? 1, WIDTH_MAX - column))
      for (let offset = 0; offset < span; offset++) {
        row[column + offset] = slotOf(cell, offset === 0)
        if ((cell.rowSpan ?? 1) > 1) next.set(column + offset, { cell, rows: cell.rowSpan! - 1 })
      }
      column += span
    }
    hanging = next
    widest = Math.max(widest, isSheet ? row.length : 0)
    return row
  })
  return rows.map((row, index) => {
    // A workbook keeps no blank cells at the end of a row; each of those it keeps names its column.
    const at = read[index]![0]?.at ?? grid.at
    const width = Math.max(row.length, widest)
    return Array.from({ length: width }, (_, place) => row[place] ?? slotOf({ text: "", at }, true))
  })
}

/** How a cell begins that may hold any of the amounts of its line; see `PlainLines`. */
export const OPEN_CELL = "〔"

export const isOpen = (text: string): boolean => text.startsWith(OPEN_CELL)

/** The slots that print something. */
export const printed = (row: SlotRow): ReadonlyArray<Slot> => row.filter(({ kind }) => kind !== "blank")

/** What slots print, in order. */
export const rawOf = (row: SlotRow): string =>
  printed(row)
    .map(({ text }) => text)
    .join(" ")

/** Whether a row numbers its columns (栏次): 1, 2, 3 …, in that order unless the row says what it is. */
export const isNumberRow = (row: SlotRow): boolean => {
  const cells = printed(row).filter(({ plain }) => !/^(栏次|合计|类|款|项|行次|类款项)$/.test(plain))
  const numbers = cells.filter(({ plain }) => /^\d{1,2}$/.test(plain)).map(({ plain }) => Number(plain))
  if (numbers.length === 0 || numbers.length !== cells.length) return false
  const isNamed = row.some(({ plain }) => plain === "栏次")
  if (isNamed) return new Set(numbers).size === numbers.length
  const isRising = numbers.every((number, index) => index === 0 || number === numbers[index - 1]! + 1)
  return isRising && numbers[0] === 1 && numbers.length > 1
}

/** Whether a plain text is a decimal such as a weight or a score. */
export const isDecimal = (text: string): boolean => /^-?\d{1,6}(?:\.\d{1,10})?$/.test(text)
