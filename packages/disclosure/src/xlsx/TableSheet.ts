/**
 * A table as a sheet: title and place above, heads repeated on every page, notes below.
 */
import type { DocumentTable, TableCell } from "../Document.ts"
import { placeCells } from "../Placed.ts"
import type { PlacedCell } from "../Placed.ts"
import type { CellComment } from "./Comments.ts"
import { formulaOf } from "./Formula.ts"
import type { SheetPlace } from "./Formula.ts"
import { fitsOnePage, heightOf, heightOfLines, linesIn, widthsOf } from "./Layout.ts"
import { styles } from "./Styles.ts"
import {
  HEAD,
  MAIN,
  RELATIONS,
  at,
  columnsOf,
  mergesOf,
  numberCell,
  printSetup,
  rowOf,
  textCell
} from "./Xml.ts"

/** Whether totals are formulas, and what is noted on cells. */
export interface XlsxOptions {
  /** Whether totals are live: formulas over the cells they are sums of. Default: they are numbers. */
  readonly withFormulas?: boolean
  /** Comments on cells, such as findings, by the cells' addresses. */
  readonly comments?: ReadonlyMap<string, string>
  /** What every printed page says of a workbook that is not for publication. */
  readonly marking?: string | undefined
}

/** A sheet of the workbook. */
export interface Sheet {
  readonly name: string
  readonly xml: string
  /** Rows repeated on every page. */
  readonly titleRows: number
  readonly lastCell: string
  readonly comments: ReadonlyArray<CellComment>
}

const styleOf = ({ kind, depth = 0 }: TableCell): number => {
  if (kind === "label") return [styles.label, styles.label1, styles.label2][depth] ?? styles.label2
  return kind === "blank" ? styles.amount : styles[kind]
}

const FIRST_ROW = 3

/** Where each figure of a table stands. */
const placesOf = ({ header, body, width }: DocumentTable): ReadonlyMap<string, SheetPlace> => {
  const places = new Map<string, SheetPlace>()
  for (const [y, row] of placeCells(body, width).entries()) {
    for (const [column, placed] of row.entries()) {
      if (placed?.row !== y || placed.column !== column || placed.cell.address === undefined) continue
      places.set(placed.cell.address, { column, row: FIRST_ROW + header.length + y })
    }
  }
  return places
}

interface Rows {
  readonly xml: string
  readonly merges: ReadonlyArray<string>
  readonly heightPt: number
}

type CellXml = (cell: TableCell, column: number, row: number) => string

const placedXml = (
  placed: PlacedCell<TableCell> | undefined,
  column: number,
  row: number,
  isOrigin: boolean,
  cellXml: CellXml
): string => {
  if (placed === undefined) return textCell(column, row, styles.label, "")
  return isOrigin ? cellXml(placed.cell, column, row) : textCell(column, row, styleOf(placed.cell), "")
}

/** Rows of a table from a sheet row on, and the merges in them. */
const rowsOf = (
  rows: DocumentTable["body"],
  widths: ReadonlyArray<number>,
  firstRow: number,
  cellXml: CellXml
): Rows => {
  const merges: Array<string> = []
  let heightPt = 0
  const xml = placeCells(rows, widths.length).map((cells, index) => {
    const row = firstRow + index
    const height = heightOf(cells, index, widths)
    heightPt += height
    const own = cells.map((placed, column) => {
      const isOrigin = placed?.row === index && placed.column === column
      if (isOrigin)
        merges.push(`${at(column, row)}:${at(column + placed.columnSpan - 1, row + placed.rowSpan - 1)}`)
      return placedXml(placed, column, row, isOrigin, cellXml)
    })
    return rowOf(row, own.join(""), height)
  })
  return { xml: xml.join(""), merges, heightPt }
}

const total = (widths: ReadonlyArray<number>): number => widths.reduce((sum, width) => sum + width, 0)

/** The two rows above the heads: the title, then the unit with the table's number and money unit. */
const topOf = (
  { title, unitName, number, moneyUnit, width }: DocumentTable,
  widths: ReadonlyArray<number>
): Rows => {
  const middle = Math.ceil(width / 2)
  const [unit, place] = [`单位：${unitName}`, `${number}　金额单位：${moneyUnit}`.trim()]
  // The title's type is larger by three fifths.
  const titlePt = 28 * linesIn(title, total(widths) / 1.6)
  const isOne = middle >= width
  const placePt = Math.max(
    18,
    isOne
      ? heightOfLines(linesIn(`${unit}　${place}`, total(widths)))
      : heightOfLines(
          Math.max(linesIn(unit, total(widths.slice(0, middle))), linesIn(place, total(widths.slice(middle))))
        )
  )
  const placeCellsXml = isOne
    ? textCell(0, 2, styles.place, `${unit}　${place}`)
    : textCell(0, 2, styles.place, unit) + textCell(middle, 2, styles.placeRight, place)
  return {
    xml: rowOf(1, textCell(0, 1, styles.title, title), titlePt) + rowOf(2, placeCellsXml, placePt),
    merges: isOne
      ? []
      : [`A1:${at(width - 1, 1)}`, `A2:${at(middle - 1, 2)}`, `${at(middle, 2)}:${at(width - 1, 2)}`],
    heightPt: titlePt + placePt
  }
}

const notesOf = (notes: ReadonlyArray<string>, widths: ReadonlyArray<number>, firstRow: number): Rows => {
  const heights = notes.map((note) => heightOfLines(linesIn(note, total(widths))))
  return {
    xml: notes
      .map((note, index) =>
        rowOf(firstRow + index, textCell(0, firstRow + index, styles.note, note), heights[index]!)
      )
      .join(""),
    merges: notes.map((_, index) => `A${firstRow + index}:${at(widths.length - 1, firstRow + index)}`),
    heightPt: total(heights)
  }
}

/** Writes a table; `withComments` says that the workbook holds a drawing for them. */
export const tableSheet = (table: DocumentTable, name: string, options: XlsxOptions): Sheet => {
  const widths = widthsOf(table)
  const places = placesOf(table)
  const cellXml: CellXml = (cell, column, row) => {
    if (cell.value === undefined) return textCell(column, row, styleOf(cell), cell.text)
    const formula = options.withFormulas === true ? formulaOf(cell.sumOf, places) : undefined
    return numberCell(column, row, styleOf(cell), cell.value, formula)
  }
  const bodyRow = FIRST_ROW + table.header.length
  const noteRow = bodyRow + table.body.length
  const top = topOf(table, widths)
  const header = rowsOf(table.header, widths, FIRST_ROW, cellXml)
  const body = rowsOf(table.body, widths, bodyRow, cellXml)
  const notes = notesOf(table.notes, widths, noteRow)
  const all = [top, header, body, notes]
  const lastCell = at(table.width - 1, noteRow + table.notes.length - 1)
  const comments = [...(options.comments ?? [])].flatMap(([address, text]): ReadonlyArray<CellComment> => {
    const place = places.get(address)
    return place === undefined ? [] : [{ ...place, text }]
  })
  const isOnePage = fitsOnePage(table.orientation, widths, total(all.map(({ heightPt }) => heightPt)))
  // Codes and line numbers are texts of digits on purpose; without this every one of them is marked as doubtful.
  const xml = `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<dimension ref="A1:${lastCell}"/>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="${bodyRow - 1}" topLeftCell="A${bodyRow}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
${columnsOf(widths)}
<sheetData>${all.map((rows) => rows.xml).join("")}</sheetData>
${mergesOf(all.flatMap(({ merges }) => merges))}
${printSetup(table.orientation, isOnePage, options.marking)}
<ignoredErrors><ignoredError sqref="A1:${lastCell}" numberStoredAsText="1"/></ignoredErrors>
${comments.length === 0 ? "" : '<legacyDrawing r:id="rId1"/>'}</worksheet>`
  return { name, xml, titleRows: bodyRow - 1, lastCell, comments }
}
