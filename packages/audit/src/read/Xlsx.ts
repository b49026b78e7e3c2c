/**
 * Workbooks (.xlsx): the visible cells of the visible sheets, as they show, one grid a sheet and its titles apart.
 *
 * A formula gives the result stored beside it; one without a result is a problem, as is an error such as #DIV/0!.
 * Hidden rows, columns and sheets are left out and named among the problems. `line` of a place is the row of the
 * sheet and `column` the reference of the cell, such as B7.
 */
import type { Place } from "@juesuan/domain"
import type { ReadCell } from "../ReadDocument.ts"
import type { Blocks } from "./Blocks.ts"
import { unescapeText } from "@juesuan/page"
import type { Attributes, Book, SheetEntry, XmlHandler, Zip } from "@juesuan/page"
import { COLUMN_SPAN_MAX } from "./Flow.ts"
import { shownNumber } from "./NumberFormat.ts"
import { openWorkbook, readPart } from "./OfficeParts.ts"
import { splitTitles } from "./Titles.ts"

/** No published table is wider; cells beyond are a problem. */
const COLUMNS_MAX = 512
/** Blank rows beyond this between two filled ones are not kept one by one. */
const BLANK_ROWS_MAX = 200

/** Column (from 1) and row of a reference such as AB12; 0 for what it does not say. */
export const parseReference = (reference: string): readonly [column: number, row: number] => {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference.slice(0, 16))
  if (match === null) return [0, 0]
  let column = 0
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64
  return [column, Number(match[2])]
}

/** The letters of a column: 1 is A, 28 is AB. */
export const lettersOf = (column: number): string =>
  column <= 0 ? "" : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

interface Merge {
  readonly column: number
  readonly row: number
  readonly columnSpan: number
  readonly rowSpan: number
}

interface CellValue {
  readonly text: string
  readonly number?: string
}

class SheetHandler implements XmlHandler {
  readonly rows = new Map<number, Map<number, CellValue>>()
  readonly merges: Array<Merge> = []
  readonly hiddenRows = new Set<number>()
  readonly hiddenColumns = new Set<number>()
  readonly #blocks: Blocks
  readonly #book: Book
  readonly #sheet: string
  #row = 0
  #column = 0
  #type = "n"
  #style = 0
  #value: Array<string> = []
  #isValue = false
  #hasValue = false
  #hasFormula = false
  #phonetic = 0

  constructor(blocks: Blocks, book: Book, sheet: string) {
    this.#blocks = blocks
    this.#book = book
    this.#sheet = sheet
  }

  readonly open = (name: string, attributes: Attributes): void => {
    switch (name) {
      case "row": {
        const stated = Number(attributes["r"])
        this.#row = Number.isSafeInteger(stated) && stated > 0 ? stated : this.#row + 1
        this.#column = 0
        if (attributes["hidden"] === "1" || attributes["hidden"] === "true") {
          this.#blocks.countPieces(1)
          this.hiddenRows.add(this.#row)
        }
        return
      }
      case "col": {
        const [min, max] = [Number(attributes["min"]), Number(attributes["max"])]
        if (attributes["hidden"] !== "1" && attributes["hidden"] !== "true") return
        for (let column = min; column <= max && column <= COLUMNS_MAX; column++)
          this.hiddenColumns.add(column)
        return
      }
      case "c":
        this.#column = parseReference(attributes["r"] ?? "")[0] || this.#column + 1
        this.#type = attributes["t"] ?? "n"
        this.#style = Number(attributes["s"] ?? 0)
        this.#value = []
        this.#hasValue = false
        this.#hasFormula = false
        return
      case "v":
        this.#isValue = true
        this.#hasValue = true
        return
      case "t":
        this.#isValue = this.#phonetic === 0
        this.#hasValue = true
        return
      case "f":
        this.#hasFormula = true
        return
      case "rPh":
        this.#phonetic++
        return
      case "mergeCell":
        return this.#merge(attributes["ref"] ?? "")
    }
  }

  readonly close = (name: string): void => {
    if (name === "v" || name === "t") this.#isValue = false
    else if (name === "rPh") this.#phonetic--
    else if (name === "c") this.#endCell()
  }

  readonly text = (piece: string): void => {
    if (this.#isValue) this.#value.push(piece)
  }

  #merge(reference: string): void {
    const [from = "", to = ""] = reference.split(":")
    const [column, row] = parseReference(from)
    const [lastColumn, lastRow] = parseReference(to)
    if (column === 0 || column > COLUMNS_MAX || lastColumn < column || lastRow < row) return
    this.#blocks.countPieces(1)
    this.merges.push({
      column,
      row,
      columnSpan: Math.min(lastColumn - column + 1, COLUMN_SPAN_MAX),
      rowSpan: lastRow - row + 1
    })
  }

  #problem(code: string, message: string): void {
    const column = lettersOf(this.#column) + String(this.#row)
    this.#blocks.problem(
      { file: this.#blocks.file, sheet: this.#sheet, line: this.#row, column },
      code,
      message
    )
  }

  #endCell(): void {
    if (this.#column > COLUMNS_MAX)
      return this.#problem("columnsMany", `Cells beyond column ${COLUMNS_MAX} are left out.`)
    if (this.#hasFormula && !this.#hasValue)
      this.#problem(
        "formulaUncomputed",
        "A formula without a stored result: open the workbook and save it again."
      )
    if (this.#type === "e") this.#problem("cellError", `The cell shows ${this.#value.join("").slice(0, 40)}.`)
    const value = this.#cellValue()
    if (value.text === "" && value.number === undefined) return
    const row = this.rows.get(this.#row) ?? new Map<number, CellValue>()
    this.rows.set(this.#row, row.set(this.#column, value))
    this.#blocks.countCells(1)
  }

  #cellValue(): CellValue {
    const value = this.#value.join("")
    switch (this.#type) {
      case "s": {
        const shared = this.#book.shared[Number(value)]
        // The error says that the part is broken; the parser names it.
        if (shared === undefined) throw new Error(`the shared text ${value.slice(0, 20)} is missing`)
        return { text: shared.trim() }
      }
      case "n": {
        if (value.trim() === "") return { text: "" }
        const format = this.#book.formats[this.#style]
        return shownNumber(value, format?.id ?? 0, format?.code, this.#book.daysShift)
      }
      case "d":
        return { text: value.slice(0, 10) }
      case "b":
        return { text: value === "1" ? "TRUE" : "FALSE" }
      default:
        return { text: unescapeText(value).trim() }
    }
  }
}

/** What lies under merged cells: the merge itself at its top left, and nothing elsewhere. */
const mergesOf = (sheet: SheetHandler, lastRow: number): Map<number, Map<number, Merge | "covered">> => {
  const covered = new Map<number, Map<number, Merge | "covered">>()
  for (const merge of sheet.merges) {
    const rowEnd = Math.min(merge.row + merge.rowSpan - 1, lastRow)
    for (let row = merge.row; row <= rowEnd; row++) {
      const columns = covered.get(row) ?? new Map<number, Merge | "covered">()
      for (let column = merge.column; column < merge.column + merge.columnSpan; column++)
        if (!columns.has(column)) columns.set(column, "covered")
      covered.set(row, columns)
    }
    if (merge.row <= lastRow) covered.get(merge.row)!.set(merge.column, merge)
  }
  return covered
}

const addSheet = (blocks: Blocks, name: string, sheet: SheetHandler): void => {
  const filled = [...sheet.rows.keys()].toSorted((left, right) => left - right)
  const lastRow = filled.at(-1) ?? 0
  for (const merge of sheet.merges) blocks.countCells(merge.columnSpan * Math.min(merge.rowSpan, lastRow))
  const merges = mergesOf(sheet, lastRow)
  const place = (row: number, column: number): Place => ({
    file: blocks.file,
    sheet: name,
    line: row,
    column: lettersOf(column) + String(row)
  })
  const visible = (from: number, count: number, hidden: ReadonlySet<number>): number => {
    let shown = 0
    for (let at = from; at < from + count && at <= lastRow + COLUMNS_MAX; at++) if (!hidden.has(at)) shown++
    return shown
  }
  const rowOf = (row: number): ReadonlyArray<ReadCell> => {
    const values = sheet.rows.get(row)
    const covers = merges.get(row)
    const width = Math.max(0, ...(values?.keys() ?? []), ...(covers?.keys() ?? []))
    blocks.countCells(width)
    const cells: Array<ReadCell> = []
    for (let column = 1; column <= width; column++) {
      const cover = covers?.get(column)
      if (cover === "covered" || sheet.hiddenColumns.has(column)) continue
      const { text = "", number } = values?.get(column) ?? {}
      const columnSpan = cover === undefined ? 1 : visible(column, cover.columnSpan, sheet.hiddenColumns)
      const rowSpan =
        cover === undefined ? 1 : visible(row, Math.min(cover.rowSpan, lastRow - row + 1), sheet.hiddenRows)
      cells.push({
        text,
        at: place(row, column),
        ...(columnSpan > 1 ? { columnSpan } : {}),
        ...(rowSpan > 1 ? { rowSpan } : {}),
        ...(number === undefined ? {} : { number })
      })
    }
    return cells
  }
  const rows: Array<ReadonlyArray<ReadCell>> = []
  let next = filled[0] ?? 1
  for (const row of filled) {
    if (row - next > BLANK_ROWS_MAX) {
      blocks.problem(place(next, 1), "rowsBlank", `${row - next} blank rows are left out.`)
      next = row
    }
    for (; next <= row; next++) if (!sheet.hiddenRows.has(next)) rows.push(rowOf(next))
  }
  for (const part of splitTitles(rows)) {
    if (part.kind === "rows") {
      const first = part.rows.find((row) => row.length > 0)?.[0]
      blocks.grid(part.rows, first?.at ?? place(filled[0] ?? 1, 1), name)
    } else
      for (const { text, at } of part.cells)
        for (const line of text.split(/\r?\n/)) blocks.paragraph(line.trim(), [{ offset: 0, at }])
  }
}

const hiddenProblem = (blocks: Blocks, sheet: SheetEntry, what: string): void =>
  blocks.problem({ file: blocks.file, sheet: sheet.name }, "hidden", `${what} are hidden and not read.`)

export const readXlsx = (zip: Zip, blocks: Blocks): void => {
  const book = openWorkbook(zip, blocks)
  for (const sheet of book.sheets) {
    if (sheet.isHidden) {
      blocks.problem({ file: blocks.file, sheet: sheet.name }, "hidden", "The sheet is hidden and not read.")
      continue
    }
    const handler = new SheetHandler(blocks, book, sheet.name)
    readPart(zip, blocks, sheet.part, handler, true)
    if (handler.hiddenRows.size > 0) hiddenProblem(blocks, sheet, `${handler.hiddenRows.size} rows`)
    if (handler.hiddenColumns.size > 0) hiddenProblem(blocks, sheet, `${handler.hiddenColumns.size} columns`)
    addSheet(blocks, sheet.name, handler)
  }
}
