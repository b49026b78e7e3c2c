/**
 * Workbooks (.xlsx, ECMA-376): the visible sheets as rows of texts.
 *
 * Only values are read: a formula gives the result stored beside it, never its text. Documents with a DTD
 * are refused, entities other than XML's five do not exist, and sizes are bounded by the caller's budget.
 */
import * as Result from "effect/Result"
import { openBook, WorkbookBroken } from "./Book.ts"
import type { Book, BookError } from "./Book.ts"
import { dateOfSerial, isDateFormat, numberText, unescapeText } from "./CellText.ts"
import { readPart } from "./Package.ts"
import { XmlStop } from "./Xml.ts"
import type { XmlHandler } from "./Xml.ts"
import { openZip } from "./Zip.ts"

/** Cells beyond this many in a row are counted but not kept: no transaction file is that wide. */
export const CELLS_KEPT_MAX = 1024

/** Spreadsheets keep fifteen digits of a number; one from here on has more. */
const DIGITS_KEPT = 1e15

/** Why a workbook cannot be read. */
export type WorkbookError = BookError

/**
 * A cell without a value, since it shows an error or a formula that nobody has computed; or a number of
 * more digits than a spreadsheet keeps, so that its last digits are not those that were typed.
 */
export type CellFault = "cellError" | "formulaUncomputed" | "numberTooLong"

/** Receives sheets, rows and faults in workbook order. A row handler that returns `false` ends the sheet. */
export interface WorkbookHandler {
  /** `daysShift` is what a date serial of the workbook lacks to one of the 1900 system. */
  readonly sheet: (name: string, isHidden: boolean, daysShift: number) => boolean
  readonly row: (row: number, cells: Array<string>) => boolean | void
  readonly fault: (fault: CellFault, row: number, column: number, text: string) => void
  /** Merged cells of a sheet, such as `D2:D3`, after its rows; only the first of them has a value. */
  readonly merged?: (reference: string) => void
}

/** The 1-based column of a cell reference such as `AB12`; 0 when it has none. */
export const columnOfReference = (reference: string): number => {
  let column = 0
  for (let index = 0; index < reference.length && index < 4; index++) {
    const letter = reference.charCodeAt(index) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}

/** The letters of a 1-based column: 1 is `A`, 28 is `AB`. */
export const lettersOfColumn = (column: number): string =>
  column <= 0
    ? ""
    : lettersOfColumn(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

/** Reads the cells of one sheet, row by row. */
class SheetTags implements XmlHandler {
  readonly #book: Book
  readonly #handler: WorkbookHandler
  #row = 0
  #cells: Array<string> = []
  #column = 0
  #type = ""
  #style = 0
  #value = ""
  #isValue = false
  #hasValue = false
  #hasFormula = false
  #phonetic = 0

  constructor(book: Book, handler: WorkbookHandler) {
    this.#book = book
    this.#handler = handler
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    switch (name) {
      case "row": {
        const stated = Number(attributes["r"])
        this.#row = Number.isSafeInteger(stated) && stated > 0 ? stated : this.#row + 1
        this.#cells = []
        this.#column = 0
        return
      }
      case "c":
        this.#column = columnOfReference(attributes["r"] ?? "") || this.#column + 1
        this.#type = attributes["t"] ?? "n"
        this.#style = Number(attributes["s"] ?? 0)
        this.#value = ""
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
        this.#handler.merged?.(attributes["ref"] ?? "")
        return
    }
  }

  readonly close = (name: string): void => {
    if (name === "v" || name === "t") this.#isValue = false
    else if (name === "rPh") this.#phonetic--
    else if (name === "c") this.#endCell()
    else if (name === "row" && this.#handler.row(this.#row, this.#cells) === false) throw new XmlStop()
  }

  readonly text = (piece: string): void => {
    if (this.#isValue) this.#value += piece
  }

  #endCell(): void {
    if (this.#column > CELLS_KEPT_MAX) return
    if (this.#hasFormula && !this.#hasValue) {
      this.#handler.fault("formulaUncomputed", this.#row, this.#column, "")
      return
    }
    if (this.#type === "e") this.#handler.fault("cellError", this.#row, this.#column, this.#value)
    const text = this.#cellText()
    if (text === "") return
    while (this.#cells.length < this.#column - 1) this.#cells.push("")
    this.#cells[this.#column - 1] = text
  }

  #cellText(): string {
    const value = this.#value
    switch (this.#type) {
      case "s": {
        const shared = this.#book.shared[Number(value)]
        // Caught by `parseXml`, which names the part.
        if (shared === undefined) throw new Error(`shared text ${value.slice(0, 20)} is missing`)
        return shared
      }
      case "n": {
        const format = this.#book.formats[this.#style]
        const isDate = format !== undefined && isDateFormat(format.id, format.code)
        const day = isDate ? dateOfSerial(value, this.#book.daysShift) : undefined
        if (day !== undefined) return day
        if (Math.abs(Number(value)) >= DIGITS_KEPT)
          this.#handler.fault("numberTooLong", this.#row, this.#column, value.trim())
        return numberText(value.trim())
      }
      case "d":
        // The day of a moment with a zone depends on where one is.
        return /T.*(?:Z|[-+]\d{2}:?\d{2})$/.test(value) ? value : value.slice(0, 10)
      case "b":
        return value === "1" ? "TRUE" : "FALSE"
      case "e":
        return ""
      default:
        return unescapeText(value)
    }
  }
}

/**
 * Reads every visible sheet of a workbook, which may inflate to `bytesMax`.
 *
 * Hidden sheets are announced and not read. Fails with a {@link WorkbookError}; rows before the fault were
 * handed on.
 */
export const readWorkbook = (
  bytes: Uint8Array,
  bytesMax: number,
  handler: WorkbookHandler
): Result.Result<void, WorkbookError> => {
  const zip = openZip(bytes, bytesMax)
  if (Result.isFailure(zip)) return Result.fail(zip.failure)
  const book = openBook(zip.success)
  if (Result.isFailure(book)) return Result.fail(book.failure)
  for (const { name, part, isHidden } of book.success.sheets) {
    if (!handler.sheet(name, isHidden, book.success.daysShift)) continue
    const read = readPart(zip.success, part, new SheetTags(book.success, handler))
    if (Result.isFailure(read)) return Result.fail(read.failure)
    if (!read.success) return Result.fail(new WorkbookBroken({ detail: `the sheet ${name} is missing` }))
  }
  return Result.succeed(undefined)
}
