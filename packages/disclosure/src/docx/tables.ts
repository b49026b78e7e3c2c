/**
 * Tables: title, number and money unit above, notes below; heads are repeated on every page, rows stay whole.
 */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType
} from "docx"
import type { DocumentTable, TableCell as Cell } from "../Document.ts"
import { printable } from "../Placed.ts"
import { fontOf, sizes } from "./faces.ts"
import { CELL_LEADING, CELL_PADDING, DEPTH_INDENT, fitTable } from "./fit.ts"
import type { Fit } from "./fit.ts"
import { twips, widthAtMost } from "./measure.ts"
import type { Anchor } from "./runs.ts"
import { textArea } from "./page.ts"
import { piecesOf } from "./rows.ts"
import type { Piece } from "./rows.ts"
import { bookmarked, textRun } from "./runs.ts"
import { exactly, styleIds } from "./styles.ts"

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType]

const alignments: Readonly<Record<Cell["kind"], Alignment>> = {
  head: AlignmentType.CENTER,
  label: AlignmentType.LEFT,
  code: AlignmentType.LEFT,
  line: AlignmentType.CENTER,
  amount: AlignmentType.RIGHT,
  number: AlignmentType.CENTER,
  text: AlignmentType.CENTER,
  blank: AlignmentType.CENTER
}

/** A form (自评表) has its heads in its body; what it is filled in with stands in the middle unless it wraps. */
const isForm = ({ header }: DocumentTable): boolean => header.length === 0

const widthOfCell = ({ column, columnSpan }: Piece, { columnWidths }: Fit): number =>
  columnWidths.slice(column, column + columnSpan).reduce((total, width) => total + width, 0)

const alignmentOf = (table: DocumentTable, placed: Piece, fit: Fit): Alignment => {
  const { cell } = placed
  if (cell.kind !== "label" || !isForm(table)) return alignments[cell.kind]
  const room = widthOfCell(placed, fit) - twips(2 * CELL_PADDING)
  return twips(widthAtMost(printable(cell.text)) * fit.size) > room
    ? AlignmentType.LEFT
    : AlignmentType.CENTER
}

const cellOf = (table: DocumentTable, placed: Piece, fit: Fit, keepNext: boolean): TableCell => {
  const { cell, columnSpan, rowSpan, isOrigin, isContinued } = placed
  const { size, lineHeight } = fit
  const isDeep = cell.kind === "label" && (cell.depth ?? 0) > 0
  return new TableCell({
    columnSpan,
    ...(rowSpan === 1
      ? {}
      : { verticalMerge: isContinued ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART }),
    width: { size: widthOfCell(placed, fit), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        style: styleIds.tableText,
        alignment: alignmentOf(table, placed, fit),
        // No room between Chinese and digits that the width of a column does not know of.
        autoSpaceEastAsianText: false,
        spacing: exactly(lineHeight),
        keepNext,
        ...(isDeep ? { indent: { left: twips((cell.depth ?? 0) * DEPTH_INDENT * size) } } : {}),
        children: isOrigin ? [textRun(cell.text, cell.kind === "head" ? "heading" : "table", size)] : []
      })
    ]
  })
}

const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const
const frame = { ...line, size: 8 } as const

const gridOf = (table: DocumentTable, fit: Fit): Table => {
  const rows = piecesOf(table)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: fit.columnWidths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    columnWidths: fit.columnWidths,
    alignment: AlignmentType.CENTER,
    margins: {
      marginUnitType: WidthType.DXA,
      left: twips(CELL_PADDING),
      right: twips(CELL_PADDING),
      top: twips(CELL_LEADING),
      bottom: twips(CELL_LEADING)
    },
    borders: {
      top: frame,
      bottom: frame,
      left: frame,
      right: frame,
      insideHorizontal: line,
      insideVertical: line
    },
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          ...(fit.breaking.has(row) ? {} : { cantSplit: true }),
          ...(row < table.header.length ? { tableHeader: true } : {}),
          height: { value: twips(fit.rowHeight), rule: HeightRule.ATLEAST },
          // The last row stays with the notes, so that no page holds notes alone.
          children: cells.map((cell) =>
            cellOf(table, cell, fit, table.notes.length > 0 && row === rows.length - 1)
          )
        })
    )
  })
}

/** Heights of what stands around a table, in points. */
const CAPTION_HEIGHT = 26 + 14 + 17
const NOTE_LINE = 12

export interface TableOptions {
  readonly anchor: Anchor
  /** What the table of contents lists it as. */
  readonly mark: ReadonlyArray<TextRun>
  /** Whether it is to start a page itself. */
  readonly startsPage: boolean
  /** The height in points that something else takes on its first page. */
  readonly above: number
}

const captionOf = (
  table: DocumentTable,
  { anchor, mark, startsPage }: TableOptions
): ReadonlyArray<Paragraph> => {
  const { width } = textArea(table.orientation)
  const title = bookmarked(anchor, [...mark, textRun(table.title, "title")])
  return [
    new Paragraph({ style: styleIds.tableTitle, pageBreakBefore: startsPage, children: title }),
    new Paragraph({ style: styleIds.tableNumber, children: [textRun(table.number, "table")] }),
    new Paragraph({
      style: styleIds.tableUnit,
      tabStops: [{ type: TabStopType.RIGHT, position: twips(width) }],
      children: [
        textRun(`单位：${table.unitName}`, "table"),
        new TextRun({ font: fontOf("table"), children: [new Tab()] }),
        textRun(`金额单位：${table.moneyUnit}`, "table")
      ]
    })
  ]
}

/** A table with its caption and notes, fitted to a page of its orientation. */
export const tableBlock = (table: DocumentTable, options: TableOptions): ReadonlyArray<Paragraph | Table> => {
  const area = textArea(table.orientation)
  const perLine = Math.floor(area.width / sizes.fifthSmall)
  const noteLines = table.notes.reduce(
    (lines, note) => lines + Math.max(1, Math.ceil(widthAtMost(printable(note)) / perLine)),
    0
  )
  const height = area.height - options.above - CAPTION_HEIGHT - noteLines * NOTE_LINE - 4
  const fit = fitTable(table, { width: area.width, height: Math.max(height, area.height / 2) })
  return [
    ...captionOf(table, options),
    // Word refuses a table without rows.
    ...(table.header.length + table.body.length === 0 ? [] : [gridOf(table, fit)]),
    ...table.notes.map(
      (note, at) =>
        new Paragraph({
          style: styleIds.tableNote,
          spacing: exactly(NOTE_LINE, at === 0 ? 3 : 0),
          children: [textRun(note, "table")]
        })
    )
  ]
}
