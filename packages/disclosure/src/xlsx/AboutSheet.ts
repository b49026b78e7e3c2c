/**
 * The sheet 说明: what the workbook holds, with links, what the document says of itself, what it was made from.
 */
import type { Document, DocumentTable } from "../Document.ts"
import { madeFrom } from "../madeFrom.ts"
import { heightOfLines, linesIn } from "./Layout.ts"
import { styles } from "./Styles.ts"
import type { Sheet } from "./TableSheet.ts"
import { HEAD, MAIN, at, columnsOf, escapeXml, mergesOf, printSetup, rowOf, textCell } from "./Xml.ts"

const WIDTHS = [8, 14, 72] as const
const WIDTH = WIDTHS.reduce((sum: number, width) => sum + width, 0)
const HEADS = ["序号", "编号", "表名"] as const
const LAST = WIDTHS.length - 1

/** Lists the tables under the names of their sheets. */
export const aboutSheet = (
  document: Document,
  tables: ReadonlyArray<DocumentTable>,
  sheetNames: ReadonlyArray<string>,
  name: string
): Sheet => {
  const first = 3
  const { marking } = document
  const lines = [...(marking === undefined ? [] : [marking]), ...document.remarks, ...madeFrom(document)]
  const noteRow = first + tables.length
  const rows = [
    rowOf(1, textCell(0, 1, styles.title, document.title), 28 * linesIn(document.title, WIDTH / 1.6)),
    rowOf(2, HEADS.map((head, column) => textCell(column, 2, styles.head, head)).join(""), 18),
    ...tables.map(({ number, title }, index) => {
      const row = first + index
      const cells = [
        textCell(0, row, styles.line, String(index + 1)),
        textCell(1, row, styles.label, number),
        textCell(2, row, styles.link, title)
      ]
      return rowOf(
        row,
        cells.join(""),
        heightOfLines(Math.max(linesIn(number, WIDTHS[1]), linesIn(title, WIDTHS[2])))
      )
    }),
    ...lines.map((line, index) =>
      rowOf(
        noteRow + index,
        textCell(0, noteRow + index, styles.note, line),
        heightOfLines(linesIn(line, WIDTH))
      )
    )
  ]
  const links = sheetNames.map(
    (target, index) => `<hyperlink ref="${at(LAST, first + index)}" location="'${escapeXml(target)}'!A1"/>`
  )
  const merges = [
    `A1:${at(LAST, 1)}`,
    ...lines.map((_, index) => `A${noteRow + index}:${at(LAST, noteRow + index)}`)
  ]
  const lastCell = at(LAST, Math.max(2, noteRow + lines.length - 1))
  const xml = `${HEAD}<worksheet xmlns="${MAIN}">
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<dimension ref="A1:${lastCell}"/>
<sheetViews><sheetView workbookViewId="0"/></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
${columnsOf(WIDTHS)}
<sheetData>${rows.join("")}</sheetData>
${mergesOf(merges)}
${links.length === 0 ? "" : `<hyperlinks>${links.join("")}</hyperlinks>`}
${printSetup("portrait", false, document.marking)}
<ignoredErrors><ignoredError sqref="A1:${lastCell}" numberStoredAsText="1"/></ignoredErrors>
</worksheet>`
  return { name, xml, titleRows: 2, lastCell, comments: [] }
}
