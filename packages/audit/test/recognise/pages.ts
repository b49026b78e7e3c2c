/**
 * Printed tables as the text of a PDF that keeps its layout: cells wrapped in their columns, each line of text where it
 * stands on the page, as many spaces between words as there is room.
 *
 * Chinese characters are ten points wide and all others five, but a program that lays out text gives each of them one
 * place: words stand further left than amounts of the same column, and lines run on where there is no room.
 */
import fc from "fast-check"
import { groupBy } from "@juesuan/domain"
import type { PrintedTable } from "./printing.ts"

export interface Page {
  /** Points to a place. */
  readonly pitch: number
  /** Chinese characters to a line of a name or a label. */
  readonly wrap: number
  readonly alignment: "centre" | "top"
  readonly margin: number
  /** After how many rows a page ends; 0: never. */
  readonly rowsPerPage: number
  readonly repeatsHeads: boolean
}

export const page: fc.Arbitrary<Page> = fc.record({
  pitch: fc.constantFrom(4.5, 5, 5.5, 6),
  wrap: fc.integer({ min: 6, max: 18 }),
  alignment: fc.constantFrom("centre", "top"),
  margin: fc.constantFrom(0, 20, 36),
  rowsPerPage: fc.constantFrom(0, 0, 9, 17),
  repeatsHeads: fc.boolean()
})

const WIDE = 10
const NARROW = 5

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u2e80-\uffe6]/.test(character) ? WIDE : NARROW), 0)

const wrapped = (text: string, width: number): ReadonlyArray<string> => {
  const lines = [""]
  for (const character of text) {
    const last = lines.at(-1)!
    const isKept = /[\d.,-]/.test(character) && /[\d.,-]$/.test(last)
    if (last !== "" && !isKept && widthOf(last + character) > width) lines.push(character)
    else lines[lines.length - 1] = last + character
  }
  return lines
}

type Cell = PrintedTable["header"][number][number]

interface Spot {
  readonly x: number
  /** Half lines may be lines of their own. */
  readonly y: number
  readonly text: string
}

const isFigure = ({ kind, text }: Cell): boolean => kind === "amount" && /^[-\d—/]/.test(text)

/** Sums up to each place, from a start on. */
const summed = (sizes: ReadonlyArray<number>, from: number): ReadonlyArray<number> => {
  const sums = [from]
  for (const size of sizes) sums.push(sums.at(-1)! + size)
  return sums
}

/** Widths of the columns, by the cells that stand in one alone. */
const columnsOf = ({ header, body }: PrintedTable, wrap: number): ReadonlyArray<number> => {
  const widths: Array<number> = []
  for (const [index, row] of [...header, ...body].entries()) {
    let column = 0
    for (const cell of row) {
      const isBody = index >= header.length && cell.columnSpan === 1
      const wish = !isBody ? 0 : cell.kind === "label" ? wrap * WIDE : widthOf(cell.text)
      for (let at = 0; at < cell.columnSpan; at++)
        widths[column + at] = Math.max(widths[column + at] ?? 0, 40, isBody ? wish + 8 : 0)
      column += cell.columnSpan
    }
  }
  return widths
}

/** The words of rows, from a height on; and the height behind them. */
const spotsOf = (
  rows: PrintedTable["body"],
  widths: ReadonlyArray<number>,
  from: number,
  { alignment }: Page
): { readonly spots: ReadonlyArray<Spot>; readonly height: number } => {
  const starts = summed(widths, 0)
  const hanging = new Map<number, number>()
  const placed = rows.map((row) => {
    let column = 0
    const skip = (): void => {
      for (let rest = hanging.get(column); rest !== undefined && rest > 0; rest = hanging.get(column)) {
        hanging.set(column, rest - 1)
        column++
      }
    }
    const cells = row.map((cell) => {
      skip()
      const left = starts[column]!
      const width = starts[column + cell.columnSpan]! - left
      for (let at = 0; at < cell.columnSpan; at++)
        if (cell.rowSpan > 1) hanging.set(column + at, cell.rowSpan - 1)
      column += cell.columnSpan
      return { cell, left, width, lines: wrapped(cell.text, width - 6) }
    })
    skip()
    return cells
  })
  const heights = placed.map((cells) =>
    Math.max(1, ...cells.map(({ cell, lines }) => (cell.rowSpan > 1 ? 1 : lines.length)))
  )
  // A merged cell that needs more room than its rows stretches the last of them.
  placed.forEach((cells, row) => {
    for (const { cell, lines } of cells) {
      const own = heights.slice(row, row + cell.rowSpan).reduce((sum, height) => sum + height, 0)
      if (lines.length > own) heights[row + cell.rowSpan - 1]! += lines.length - own
    }
  })
  const tops = summed(heights, from)
  const spots = placed.flatMap((cells, row) =>
    cells.flatMap(({ cell, left, width, lines }) => {
      const room = tops[row + cell.rowSpan]! - tops[row]!
      const top = tops[row]! + (alignment === "top" && cell.rowSpan === 1 ? 0 : (room - lines.length) / 2)
      return lines.flatMap((text, line): ReadonlyArray<Spot> => {
        if (text === "") return []
        const own = widthOf(text)
        const isCentred = cell.kind === "head" || /^\d{1,2}$/.test(text) || text === "栏次"
        const x = isFigure(cell) ? left + width - 3 - own : isCentred ? left + (width - own) / 2 : left + 3
        return [{ x, y: top + line, text }]
      })
    })
  )
  return { spots, height: tops.at(-1)! }
}

const printedLines = (spots: ReadonlyArray<Spot>, { pitch, margin }: Page): ReadonlyArray<string> => {
  const byLine = groupBy(spots, ({ y }) => y)
  return [...byLine]
    .toSorted(([one], [other]) => one - other)
    .map(([, words]) =>
      words
        .toSorted((one, other) => one.x - other.x)
        .reduce((line, { x, text }) => {
          const place = Math.floor((x + margin) / pitch)
          return `${line.padEnd(line === "" ? place : Math.max(place, line.length + 1))}${text}`
        }, "")
    )
}

/** The lines of a page or of several with one table, its title, its captions and its notes. */
export const linesOfTable = (table: PrintedTable, unit: string, how: Page): ReadonlyArray<string> => {
  const widths = columnsOf(table, how.wrap)
  const heads = printedLines(spotsOf(table.header, widths, 0, how).spots, how)
  const number = `公开0${table.key.slice(2)}表`
  const size = how.rowsPerPage === 0 ? table.body.length : how.rowsPerPage
  const lines = [`${" ".repeat(20)}${table.title}`, `${" ".repeat(60)}${number}`]
  lines.push(`单位：示例单位${" ".repeat(40)}金额单位：${unit}`, ...heads)
  for (let from = 0; from < table.body.length; from += size) {
    if (from > 0) lines.push("", `${" ".repeat(30)}— ${from} —`, "\f", ...(how.repeatsHeads ? heads : []))
    const rows = table.body.slice(from, from + size)
    lines.push(...printedLines(spotsOf(rows, widths, 0, how).spots, how))
  }
  return [...lines, ...table.notes, ""]
}
