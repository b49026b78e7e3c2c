/**
 * Sheets to be filled in: heads with notes, columns of text, amounts and dates, drop-down lists; and sheets that only
 * list something.
 */
import type { CellComment } from "./Comments.ts"
import { heightOfLines, linesIn } from "./Layout.ts"
import { styles } from "./Styles.ts"
import type { Sheet } from "./TableSheet.ts"
import {
  HEAD,
  MAIN,
  RELATIONS,
  at,
  columnName,
  columnsOf,
  escapeXml,
  printSetup,
  rowOf,
  textCell
} from "./Xml.ts"

/** A column to be filled in. */
export interface EntryColumn {
  readonly head: string
  /** What is shown when one points at the head. */
  readonly note: string
  /** In characters of the standard font. */
  readonly width: number
  readonly kind: "text" | "amount"
  /** Where the words that it takes are listed; a `strict` list takes no others. */
  readonly list?: { readonly range: string; readonly isStrict: boolean }
}

/** A column of words on a sheet of lists. */
export interface ListColumn {
  readonly head: string
  readonly width: number
  readonly words: ReadonlyArray<string>
}

/** How many rows take lists and formats; more can be filled in, without them. */
const ENTRY_ROWS = 5000
/** Where the words of a list begin: under what the sheet is, and the heads. */
const LIST_ROW = 3
const HEAD_PT = 30
const ROW_PT = 18

/** How the cells of a column look, those that are still empty too. */
const COLUMN_STYLE = { text: styles.code, amount: styles.amount } as const

const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`

/** The places of a list on its sheet, as a formula names them. */
export const listRange = (sheet: string, column: number, count: number): string =>
  `${quoted(sheet)}!$${columnName(column)}$${LIST_ROW}:$${columnName(column)}$${count + LIST_ROW - 1}`

const validationOf = ({ list, head }: EntryColumn, column: number): string => {
  if (list === undefined) return ""
  const name = columnName(column)
  const style = list.isStrict ? "stop" : "warning"
  const message = list.isStrict ? "请从下拉列表中选择。" : "列表中没有这一项，请核对后再用。"
  return (
    `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="${style}" errorTitle="${escapeXml(head)}"` +
    ` error="${message}" sqref="${name}2:${name}${ENTRY_ROWS}"><formula1>${escapeXml(list.range)}</formula1></dataValidation>`
  )
}

const widthsXml = (columns: ReadonlyArray<EntryColumn>): string =>
  `<cols>${columns
    .map(
      ({ width, kind }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${COLUMN_STYLE[kind]}" customWidth="1"/>`
    )
    .join("")}</cols>`

const headRow = (columns: ReadonlyArray<{ readonly head: string }>, row: number): string =>
  rowOf(row, columns.map(({ head }, column) => textCell(column, row, styles.head, head)).join(""), HEAD_PT)

interface SheetParts {
  /** Rows that stay in view; what is filled in or listed follows them. */
  readonly headRows: number
  readonly lastCell: string
  readonly columns: string
  readonly rows: string
  /** What the sheet holds from the start; left out of one that is to be filled in. */
  readonly dimension?: string
  /** What follows the rows, and what ends the sheet, in the order that the format asks for. */
  readonly validations?: string
  readonly drawing?: string
}

const sheetXml = ({
  headRows,
  lastCell,
  columns,
  rows,
  dimension = "",
  validations = "",
  drawing = ""
}: SheetParts): string =>
  `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
${dimension}<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
${columns}
<sheetData>${rows}</sheetData>
${validations}${printSetup("landscape", false)}
<ignoredErrors><ignoredError sqref="A1:${lastCell}" numberStoredAsText="1"/></ignoredErrors>${drawing}</worksheet>`

/** A sheet whose rows are to be filled in under its heads. */
export const entrySheet = (name: string, columns: ReadonlyArray<EntryColumn>): Sheet => {
  const validations = columns.map(validationOf).filter((xml) => xml !== "")
  const last = columns.length - 1
  const xml = sheetXml({
    headRows: 1,
    lastCell: at(last, ENTRY_ROWS),
    columns: widthsXml(columns),
    rows: headRow(columns, 1),
    validations: `<dataValidations count="${validations.length}">${validations.join("")}</dataValidations>\n`,
    drawing: '\n<legacyDrawing r:id="rId1"/>'
  })
  const comments = columns.map(({ note }, column): CellComment => ({ column, row: 1, text: note }))
  return { name, xml, titleRows: 1, lastCell: at(last, 1), comments }
}

/** A sheet of lists, each under its head; above them stands what the sheet is. */
export const listSheet = (name: string, about: string, columns: ReadonlyArray<ListColumn>): Sheet => {
  const height = Math.max(...columns.map(({ words }) => words.length))
  const rows = Array.from({ length: height }, (_, index) => {
    const cells = columns.map(({ words }, column) =>
      words[index] === undefined ? "" : textCell(column, index + LIST_ROW, styles.text, words[index])
    )
    const lines = columns.map(({ words, width }) => linesIn(words[index] ?? "", width))
    return rowOf(index + LIST_ROW, cells.join(""), Math.max(ROW_PT, heightOfLines(Math.max(...lines))))
  })
  const top = rowOf(1, textCell(0, 1, styles.plain, about), ROW_PT) + headRow(columns, 2)
  const lastCell = at(columns.length - 1, height + LIST_ROW - 1)
  const xml = sheetXml({
    headRows: 2,
    lastCell,
    dimension: `<dimension ref="A1:${lastCell}"/>\n`,
    columns: columnsOf(columns.map(({ width }) => width)),
    rows: top + rows.join("")
  })
  return { name, xml, titleRows: 2, lastCell, comments: [] }
}
