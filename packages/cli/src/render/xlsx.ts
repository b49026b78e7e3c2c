/**
 * Tables as a workbook: one sheet a table, merged heads, true numbers, codes as text, ready to print.
 *
 * SpreadsheetML is written directly: it is a few hundred characters a row, every cell is a number or an inline
 * string — never a formula — and the same grids give the same bytes, for nothing in the archive has a time.
 */
import { Money } from "@juesuan/domain"
import type { Grid, GridCell } from "@juesuan/tables"
import { strToU8, zipSync } from "fflate"
import stringWidth from "string-width"
import { columnKinds, placeCells, printable } from "./placed.ts"
import type { PlacedCell } from "./placed.ts"

/** Cell formats, by their place in the style sheet below. */
const styles = {
  plain: 0,
  title: 1,
  place: 2,
  head: 3,
  label: 4,
  label1: 5,
  label2: 6,
  code: 7,
  amount: 8,
  note: 9,
  placeRight: 10
} as const

const BORDER =
  '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>'

const STYLE_SHEET = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>
<fonts count="2"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3F3F3"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${BORDER}</borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="11">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>
<xf numFmtId="0" fontId="0" fillId="2" borderId="1" xfId="0" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1" indent="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1" indent="2"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
<xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="center"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="right" vertical="center"/></xf>
</cellXfs>
</styleSheet>`

const escapeXml = (text: string): string =>
  printable(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")

/** A, B, … Z, AA for 0, 1, … */
export const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

const at = (column: number, row: number): string => `${columnName(column)}${row}`

const text = (column: number, row: number, style: number, value: string): string =>
  value === ""
    ? `<c r="${at(column, row)}" s="${style}"/>`
    : `<c r="${at(column, row)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`

const styleOf = (cell: GridCell): number => {
  if (cell.kind === "label")
    return [styles.label, styles.label1, styles.label2][cell.depth ?? 0] ?? styles.label2
  if (cell.kind === "head") return styles.head
  return cell.kind === "amount" || cell.kind === "blank" ? styles.amount : styles.code
}

const cellXml = (placed: PlacedCell | undefined, column: number, row: number, isOrigin: boolean): string => {
  if (placed === undefined) return text(column, row, styles.label, "")
  const { cell } = placed
  if (!isOrigin) return text(column, row, styleOf(cell), "")
  // The number is written as decimal text: no float of 元 ever exists.
  return cell.amount === undefined
    ? text(column, row, styleOf(cell), cell.text)
    : `<c r="${at(column, row)}" s="${styles.amount}"><v>${Money.toText(cell.amount)}</v></c>`
}

interface Sheet {
  readonly name: string
  readonly xml: string
  readonly headerRows: number
  readonly lastCell: string
}

const rowXml = (row: number, cells: string, height?: number): string =>
  `<row r="${row}"${height === undefined ? "" : ` ht="${height}" customHeight="1"`}>${cells}</row>`

/** Rows of a matrix from a sheet row on, and the merges in them. */
const matrixXml = (
  rows: ReadonlyArray<ReadonlyArray<GridCell>>,
  widths: ReadonlyArray<number>,
  firstRow: number
): { readonly rows: ReadonlyArray<string>; readonly merges: ReadonlyArray<string> } => {
  const merges: Array<string> = []
  const xml = placeCells(rows, widths.length).map((cells, index) => {
    const row = firstRow + index
    return rowXml(
      row,
      cells
        .map((placed, column) => {
          const isOrigin = placed?.row === index && placed.column === column
          if (placed !== undefined && isOrigin && (placed.columnSpan > 1 || placed.rowSpan > 1)) {
            const end = at(column + placed.columnSpan - 1, row + placed.rowSpan - 1)
            merges.push(`${at(column, row)}:${end}`)
          }
          return cellXml(placed, column, row, isOrigin)
        })
        .join(""),
      heightOf(cells, index, widths)
    )
  })
  return { rows: xml, merges }
}

/** Characters a column is wide: its figures and labels whole, its heads in two lines. */
const widthsOf = (grid: Grid): ReadonlyArray<number> => {
  const header = placeCells(grid.header, grid.width)
  const body = placeCells(grid.body, grid.width)
  return columnKinds(grid).map((kind, column) => {
    const single = (rows: ReadonlyArray<ReadonlyArray<PlacedCell | undefined>>): ReadonlyArray<number> =>
      rows.flatMap((row) => {
        const placed = row[column]
        return placed === undefined || placed.columnSpan > 1 ? [] : [stringWidth(placed.cell.text)]
      })
    const heads = single(header).map((width) => Math.ceil(width / 2) + 1)
    const natural = Math.max(kind === "amount" ? 11 : 6, ...single(body), ...heads) + 2
    return Math.min(natural, 46)
  })
}

const LINE_HEIGHT_PT = 15

/** How high a row must be for its heads to wrap in their widths; a head that spans rows shares them. */
const heightOf = (
  row: ReadonlyArray<PlacedCell | undefined>,
  index: number,
  widths: ReadonlyArray<number>
): number => {
  const lines = row.map((placed, column) => {
    if (placed === undefined || placed.row !== index || placed.column !== column) return 1
    const width = widths.slice(column, column + placed.columnSpan).reduce((sum, own) => sum + own, 0)
    return Math.ceil(Math.ceil(stringWidth(placed.cell.text) / Math.max(1, width - 1)) / placed.rowSpan)
  })
  return Math.max(1, ...lines) * LINE_HEIGHT_PT
}

const columnsXml = (widths: ReadonlyArray<number>): string =>
  widths
    .map((width, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`)
    .join("")

/** A table of up to so many rows is printed on one page; a longer one on as many as it takes. */
const ROWS_OF_A_PAGE = 45

const sheetOf = (grid: Grid, name: string): Sheet => {
  const last = grid.width - 1
  const widths = widthsOf(grid)
  const header = matrixXml(grid.header, widths, 3)
  const bodyRow = 3 + grid.header.length
  const body = matrixXml(grid.body, widths, bodyRow)
  const noteRow = bodyRow + grid.body.length
  const notes = grid.notes.map((note, index) =>
    rowXml(noteRow + index, text(0, noteRow + index, styles.note, note), 30)
  )
  const place = `单位：${grid.unitName}`
  const right = `${grid.number}　金额单位：${grid.moneyUnit}`
  const middle = Math.ceil(grid.width / 2)
  const merges = [
    `A1:${at(last, 1)}`,
    `A2:${at(middle - 1, 2)}`,
    `${at(middle, 2)}:${at(last, 2)}`,
    ...header.merges,
    ...body.merges,
    ...grid.notes.map((_, index) => `A${noteRow + index}:${at(last, noteRow + index)}`)
  ].filter((range) => range.split(":")[0] !== range.split(":")[1])
  const lastCell = at(last, noteRow + grid.notes.length - 1)
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<dimension ref="A1:${lastCell}"/>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="${bodyRow - 1}" topLeftCell="A${bodyRow}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
<cols>${columnsXml(widths)}</cols>
<sheetData>${rowXml(1, text(0, 1, styles.title, grid.title), 28)}${rowXml(2, text(0, 2, styles.place, place) + text(middle, 2, styles.placeRight, right), 18)}${header.rows.join("")}${body.rows.join("")}${notes.join("")}</sheetData>
<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>
<printOptions horizontalCentered="1"/>
<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="${grid.body.length > ROWS_OF_A_PAGE ? 0 : 1}"/>
<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>
</worksheet>`
  return { name, xml, headerRows: bodyRow - 1, lastCell }
}

/** A name Excel accepts: no `[]:*?/\\'`, at most 31 characters, not empty, unlike the others. */
export const sheetNames = (wanted: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const base =
      printable(name)
        .replace(/[[\]:*?/\\']/g, " ")
        .trim()
        .slice(0, 31) || "表"
    let unique = base
    for (let index = 2; taken.has(unique.toLowerCase()); index++) unique = `${base.slice(0, 27)} ${index}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

const definedNames = (sheets: ReadonlyArray<Sheet>): string =>
  sheets
    .map(({ name, headerRows, lastCell }, index) => {
      const sheet = `'${escapeXml(name)}'`
      const absolute = lastCell.replace(/([A-Z]+)(\d+)/, "$$$1$$$2")
      return (
        `<definedName name="_xlnm.Print_Area" localSheetId="${index}">${sheet}!$A$1:${absolute}</definedName>` +
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}!$1:$${headerRows}</definedName>`
      )
    })
    .join("")

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const workbookParts = (sheets: ReadonlyArray<Sheet>): Readonly<Record<string, string>> => {
  const type = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("workbook.xml", "sheet.main")}${type("styles.xml", "styles")}${sheets.map((_, index) => type(`worksheets/sheet${index + 1}.xml`, "worksheet")).join("")}</Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets><definedNames>${definedNames(sheets)}</definedNames></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, index) => relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)).join("")}${relation(`rId${sheets.length + 1}`, "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": STYLE_SHEET,
    ...Object.fromEntries(sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml]))
  }
}

/** The first moment a zip archive can name; every entry has it. */
const EPOCH = new Date(1980, 0, 1)

/** The grids as a workbook. */
export const renderXlsx = (grids: ReadonlyArray<Grid>): Uint8Array => {
  const names = sheetNames(grids.map(({ number }) => number))
  const parts = workbookParts(grids.map((grid, index) => sheetOf(grid, names[index]!)))
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))
  return zipSync(files, { mtime: EPOCH, level: 6 })
}
