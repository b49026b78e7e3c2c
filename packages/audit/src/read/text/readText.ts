/**
 * Reads plain text: paragraphs, and tables separated by tabs, drawn bars or aligned spaces.
 *
 * Blank lines, page numbers and form feeds inside a table do not end it; a line of text does. Rows keep all their
 * cells, empty ones included, and may have unequal lengths. Places are lines, and columns in UTF-16 as editors show
 * them.
 */
import type { ReadCell } from "../../ReadDocument.ts"
import type { Blocks } from "../Blocks.ts"
import { align } from "./Alignment.ts"
import { bareNumber, countLines, isBlank, isPageNumber, linesOf } from "./Line.ts"
import type { Line } from "./Line.ts"
import { Paragraphs } from "./Paragraphs.ts"
import { amountsApart, isBorder, rowOf, soleRow } from "./Row.ts"
import type { RowLine, Segment } from "./Row.ts"
import { unseparatedTables } from "./Unseparated.ts"
import type { UnseparatedTable } from "./Unseparated.ts"

interface TableLine {
  readonly line: Line
  readonly row: RowLine
}

type Kind = "break" | "border" | "row" | "caption" | "text"

/** Marks numbers that stand alone and count on: 3 … 4 … 5 are page numbers, a single 30 is not. */
const pageNumbersOf = (lines: ReadonlyArray<Line>): ReadonlySet<number> => {
  const pages = new Set<number>()
  let before: { readonly index: number; readonly value: number } | undefined
  for (const [index, { text }] of lines.entries()) {
    const value = bareNumber(text)
    if (value === undefined) continue
    if (before !== undefined && before.value + 1 === value) pages.add(before.index).add(index)
    before = { index, value }
  }
  return pages
}

/**
 * Which lines are rows. Lines that follow each other without a break form a group; the possible rows of a group are
 * rows if it has a sure one of the same kind, lines of a single cell among spaces only between two rows.
 */
const kindsOf = (
  lines: ReadonlyArray<Line>,
  rows: ReadonlyArray<RowLine | undefined>
): ReadonlyArray<Kind> => {
  const pages = pageNumbersOf(lines)
  const kinds = lines.map(({ text }, index): Kind => {
    const row = rows[index]
    if (isPageNumber(text) || pages.has(index)) return "break"
    if (isBlank(text)) return row === undefined ? "break" : "text"
    if (isBorder(text)) return "border"
    return row?.isCaption === true && row.segments.length > 1
      ? "caption"
      : row?.isSure === true
        ? "row"
        : "text"
  })
  for (const step of [1, -1]) {
    for (let index = step === 1 ? 1 : lines.length - 2; index >= 0 && index < lines.length; index += step) {
      const row = rows[index]
      const neighbour = rows[index - step]
      if (kinds[index] !== "text" || kinds[index - step] !== "row" || row === undefined) continue
      if (row.source !== neighbour!.source) continue
      const isBetween = kinds[index + step] === "row" && rows[index + step]!.source === row.source
      if (row.source === "tabs" || row.segments.length > 1 || isBetween) kinds[index] = "row"
    }
  }
  return kinds.map((kind, index) => (kind === "text" && isBlank(lines[index]!.text) ? "break" : kind))
}

const placeOf = (blocks: Blocks, { line, column }: Line, offset: number) => ({
  file: blocks.file,
  line,
  column: column + offset
})

const plainRows = (blocks: Blocks, table: ReadonlyArray<TableLine>): ReadonlyArray<ReadonlyArray<ReadCell>> =>
  table.map(({ line, row }) => {
    blocks.countCells(row.segments.length)
    return row.segments.map(({ text, offset }) => ({ text, at: placeOf(blocks, line, offset) }))
  })

const alignedRows = (
  blocks: Blocks,
  table: ReadonlyArray<TableLine>
): ReadonlyArray<ReadonlyArray<ReadCell>> | undefined => {
  const aligned = align(table.map(({ row }) => row.segments))
  if (aligned === undefined) return undefined
  return aligned.rows.map((cells, index) => {
    const { line } = table[index]!
    blocks.countCells(aligned.width)
    const row: Array<ReadCell> = []
    let column = 0
    let offset = 0
    const blank = (until: number): void => {
      for (; column < until; column++) row.push({ text: "", at: placeOf(blocks, line, offset) })
    }
    for (const { segment, column: first, span } of cells) {
      blank(first)
      const at = placeOf(blocks, line, segment.offset)
      row.push({ text: segment.text, at, ...(span > 1 ? { columnSpan: span } : {}) })
      column = first + span
      offset = segment.offset + segment.text.length
    }
    blank(aligned.width)
    return row
  })
}

const addTable = (blocks: Blocks, paragraphs: Paragraphs, table: ReadonlyArray<TableLine>): void => {
  const first = table[0]!
  // A single line with gaps is a line of text.
  if (first.row.source === "spaces" && table.length === 1) {
    paragraphs.add(first.line)
    return
  }
  paragraphs.end()
  const at = placeOf(blocks, first.line, first.row.segments[0]!.offset)
  const aligned = first.row.source === "spaces" ? alignedRows(blocks, table) : undefined
  if (first.row.source === "spaces" && aligned === undefined)
    blocks.problem(
      at,
      "columnsUnaligned",
      "The columns of this table are separated by spaces and do not stand under each other: cells are in the order" +
        " of their lines, and blank cells are not known."
    )
  blocks.grid(aligned ?? plainRows(blocks, table), at)
}

const captionLines = ({
  line,
  segments
}: {
  line: Line
  segments: ReadonlyArray<Segment>
}): ReadonlyArray<Line> =>
  segments
    .filter(({ text }) => text !== "")
    .map(({ text, offset }) => ({ ...line, text, column: line.column + offset }))

/** The title, the captions and the lines of a table whose cells its form has to tell apart. */
const addUnseparated = (
  blocks: Blocks,
  paragraphs: Paragraphs,
  lines: ReadonlyArray<Line>,
  rows: ReadonlyArray<RowLine | undefined>,
  { title, body, end, isLaidOut }: UnseparatedTable
): void => {
  const first = body[0]!
  for (let index = title; index < first; index++) {
    if (isPageNumber(lines[index]!.text)) continue
    const row = rows[index]
    const captions =
      row?.isCaption === true ? captionLines({ line: lines[index]!, segments: row.segments }) : []
    for (const line of captions.length > 1 ? captions : [lines[index]!]) {
      paragraphs.end()
      paragraphs.add(line)
    }
  }
  paragraphs.end()
  blocks.countCells(body.length)
  const cells = body.map((index): ReadCell => {
    const { text } = lines[index]!
    const offset = text.length - text.trimStart().length
    return { text: text.trim(), at: placeOf(blocks, lines[index]!, offset) }
  })
  const at = placeOf(blocks, lines[first]!, 0)
  if (!isLaidOut) blocks.lines(cells, at)
  else {
    const table = body
      .filter((index) => !isBorder(lines[index]!.text))
      .map((index): TableLine => {
        const line = lines[index]!
        const row = rows[index] ?? soleRow(line.text)
        return { line, row: { ...row, segments: row.segments.flatMap(amountsApart) } }
      })
    blocks.laidOut(alignedRows(blocks, table) ?? plainRows(blocks, table), cells, at)
  }
  if (end < lines.length) paragraphs.end()
}

export const readText = (text: string, blocks: Blocks): void => {
  blocks.countPieces(countLines(text))
  const lines = linesOf(text)
  const rows = lines.map((line) => {
    const row = rowOf(line.text)
    blocks.countPieces(row?.segments.length ?? 0)
    return row
  })
  const kinds = kindsOf(lines, rows)
  const paragraphs = new Paragraphs(blocks, "page")
  const unseparated = new Map(
    unseparatedTables(lines, rows, pageNumbersOf(lines)).map((one) => [one.title, one])
  )
  let table: Array<TableLine> = []
  let from = 0
  const endTable = (): void => {
    if (table.length > 0) addTable(blocks, paragraphs, table)
    table = []
  }
  for (const [index, line] of lines.entries()) {
    if (index < from) continue
    const plainLines = unseparated.get(index)
    if (plainLines !== undefined) {
      endTable()
      addUnseparated(blocks, paragraphs, lines, rows, plainLines)
      from = plainLines.end
      continue
    }
    const kind = kinds[index]!
    const row = rows[index]
    if (line.isPageStart && table.length === 0) paragraphs.break()
    if (kind === "break" || kind === "border") {
      if (table.length === 0) paragraphs.break()
      continue
    }
    if (kind === "row" && row !== undefined) {
      if (table.length > 0 && table[0]!.row.source !== row.source) endTable()
      table.push({ line, row })
      continue
    }
    endTable()
    if (kind === "caption" && row !== undefined) {
      for (const caption of captionLines({ line, segments: row.segments })) {
        paragraphs.end()
        paragraphs.add(caption)
      }
      paragraphs.end()
    } else paragraphs.add(line)
  }
  endTable()
  paragraphs.end()
}
