/**
 * Workbooks (.xlsx, ECMA-376): the visible sheets as rows of texts.
 *
 * Only values are read: a formula gives the result stored beside it, never its text. Documents with a DTD
 * are refused, entities other than XML's five do not exist, and sizes are bounded by the caller's budget.
 * XML is read by `saxes`, a strict streaming parser; see `docs/decisions/0002-file-formats.md`.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { SaxesParser } from "saxes"
import type { SaxesTagPlain } from "saxes"
import { DAYS_1904, dateOfSerial, isDateFormat, numberText, unescapeText } from "./CellText.ts"
import { openZip } from "./Zip.ts"
import type { Zip, ZipError } from "./Zip.ts"

/** Cells beyond this many in a row are counted but not kept: no transaction file is that wide. */
export const CELLS_KEPT_MAX = 1024

/** A part is not the XML it should be, or is missing. */
export class WorkbookBroken extends Data.TaggedError("WorkbookBroken")<{ readonly detail: string }> {
  override get message(): string {
    return `The workbook is damaged: ${this.detail}. Open it in a spreadsheet program and save it again.`
  }
}

/** A part declares a document type. */
export class WorkbookHasDtd extends Data.TaggedError("WorkbookHasDtd")<{ readonly part: string }> {
  override get message(): string {
    return `${this.part} declares a document type, which no workbook needs. Save the workbook again.`
  }
}

/** Why a workbook cannot be read. */
export type WorkbookError = ZipError | WorkbookBroken | WorkbookHasDtd

/** A cell without a value: it shows an error, or a formula that nobody has computed. */
export type CellFault = "cellError" | "formulaUncomputed"

/** Receives sheets, rows and faults in workbook order. A row handler that returns `false` ends the sheet. */
export interface WorkbookHandler {
  /** `daysShift` is what a date serial of the workbook lacks to one of the 1900 system. */
  readonly sheet: (name: string, isHidden: boolean, daysShift: number) => boolean
  readonly row: (row: number, cells: Array<string>) => boolean | void
  readonly fault: (fault: CellFault, row: number, column: number, text: string) => void
}

interface Tags {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>, isEmpty: boolean) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Stops a parse from within a handler; never leaves this module. */
class Stop extends Error {}

const XML_CHUNK = 1 << 16

const localName = (name: string): string => {
  const colon = name.indexOf(":")
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Parses a part with a strict parser; names come without their prefix. */
const parseXml = (part: string, bytes: Uint8Array, tags: Tags): Result.Result<void, WorkbookError> => {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const decoder = new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8", {
    fatal: true
  })
  const parser = new SaxesParser({ xmlns: false, position: false })
  let hasDtd = false
  parser.on("doctype", () => {
    hasDtd = true
    throw new Stop()
  })
  if (tags.open !== undefined) {
    const { open } = tags
    parser.on("opentag", (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes, tag.isSelfClosing))
  }
  if (tags.close !== undefined) {
    const { close } = tags
    parser.on("closetag", (tag: SaxesTagPlain) => close(localName(tag.name)))
  }
  if (tags.text !== undefined) {
    parser.on("text", tags.text)
    parser.on("cdata", tags.text)
  }
  try {
    for (let at = 0; at < bytes.length; at += XML_CHUNK) {
      parser.write(decoder.decode(bytes.subarray(at, at + XML_CHUNK), { stream: true }))
    }
    parser.write(decoder.decode()).close()
    return Result.succeed(undefined)
  } catch (cause) {
    if (hasDtd) return Result.fail(new WorkbookHasDtd({ part }))
    if (cause instanceof Stop) return Result.succeed(undefined)
    const reason = cause instanceof Error ? cause.message : String(cause)
    return Result.fail(new WorkbookBroken({ detail: `${part}: ${reason.slice(0, 120)}` }))
  }
}

interface SheetEntry {
  readonly name: string
  readonly relation: string
  readonly isHidden: boolean
}

interface Book {
  readonly sheets: ReadonlyArray<SheetEntry & { readonly part: string }>
  readonly shared: ReadonlyArray<string>
  /** By cell format index: whether it prints a day. */
  readonly isDate: ReadonlyArray<boolean>
  readonly is1904: boolean
}

const attributeNamed = (attributes: Readonly<Record<string, string>>, local: string): string =>
  Object.entries(attributes).find(([name]) => localName(name) === local)?.[1] ?? ""

/**
 * The part a relation of `xl/workbook.xml` leads to: `worksheets/sheet1.xml` or
 * `/xl/worksheets/sheet1.xml`.
 */
const partOf = (target: string): string => {
  const segments: Array<string> = []
  for (const segment of (target.startsWith("/") ? target.slice(1) : `xl/${target}`).split("/")) {
    if (segment === "..") segments.pop()
    else if (segment !== "." && segment !== "") segments.push(segment)
  }
  return segments.join("/")
}

/** Reads a part when it is there. */
const readPart = (zip: Zip, part: string, tags: Tags): Result.Result<boolean, WorkbookError> => {
  const bytes = zip.read(part)
  if (Result.isFailure(bytes)) return Result.fail(bytes.failure)
  if (bytes.success === undefined) return Result.succeed(false)
  return Result.map(parseXml(part, bytes.success, tags), () => true)
}

/** Texts by index: runs of a rich text are joined, phonetic guides (`rPh`) left out. */
const sharedTexts = (texts: Array<string>): Tags => {
  let text = ""
  let isText = false
  let phonetic = 0
  return {
    open: (name) => {
      if (name === "si") text = ""
      else if (name === "rPh") phonetic++
      else if (name === "t") isText = phonetic === 0
    },
    close: (name) => {
      if (name === "t") isText = false
      else if (name === "rPh") phonetic--
      else if (name === "si") texts.push(unescapeText(text))
    },
    text: (piece) => {
      if (isText) text += piece
    }
  }
}

const cellFormats = (isDate: Array<boolean>): Tags => {
  const codes = new Map<number, string>()
  let isCellFormats = false
  return {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "")
      else if (name === "cellXfs") isCellFormats = true
      else if (name === "xf" && isCellFormats) {
        const id = Number(attributes["numFmtId"] ?? 0)
        isDate.push(isDateFormat(id, codes.get(id)))
      }
    },
    close: (name) => {
      if (name === "cellXfs") isCellFormats = false
    }
  }
}

const openBook = (zip: Zip): Result.Result<Book, WorkbookError> => {
  const entries: Array<SheetEntry> = []
  const targets = new Map<string, string>()
  const shared: Array<string> = []
  const isDate: Array<boolean> = []
  let is1904 = false
  const book = readPart(zip, "xl/workbook.xml", {
    open: (name, attributes) => {
      if (name === "workbookPr") is1904 = attributes["date1904"] === "1" || attributes["date1904"] === "true"
      if (name !== "sheet") return
      const isHidden = attributes["state"] === "hidden" || attributes["state"] === "veryHidden"
      const relation = Object.entries(attributes).find(
        ([key]) => key.includes(":") && localName(key) === "id"
      )?.[1]
      entries.push({ name: attributes["name"] ?? "", relation: relation ?? "", isHidden })
    }
  })
  if (Result.isFailure(book)) return Result.fail(book.failure)
  if (!book.success) return Result.fail(new WorkbookBroken({ detail: "xl/workbook.xml is missing" }))
  const parts: ReadonlyArray<readonly [string, Tags]> = [
    [
      "xl/_rels/workbook.xml.rels",
      {
        open: (name, a) =>
          void (name === "Relationship" && targets.set(attributeNamed(a, "Id"), a["Target"] ?? ""))
      }
    ],
    ["xl/sharedStrings.xml", sharedTexts(shared)],
    ["xl/styles.xml", cellFormats(isDate)]
  ]
  for (const [part, tags] of parts) {
    const read = readPart(zip, part, tags)
    if (Result.isFailure(read)) return Result.fail(read.failure)
  }
  const sheets = entries.map((entry) => ({ ...entry, part: partOf(targets.get(entry.relation) ?? "") }))
  return Result.succeed({ sheets, shared, isDate, is1904 })
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
class SheetTags implements Tags {
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
    }
  }

  readonly close = (name: string): void => {
    if (name === "v" || name === "t") this.#isValue = false
    else if (name === "rPh") this.#phonetic--
    else if (name === "c") this.#endCell()
    else if (name === "row" && this.#handler.row(this.#row, this.#cells) === false) throw new Stop()
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
        const isDate = this.#book.isDate[this.#style] === true
        const day = isDate ? dateOfSerial(value, this.#book.is1904 ? DAYS_1904 : 0) : undefined
        return day ?? numberText(value.trim())
      }
      case "d":
        return value.slice(0, 10)
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
    if (!handler.sheet(name, isHidden, book.success.is1904 ? DAYS_1904 : 0)) continue
    const read = readPart(zip.success, part, new SheetTags(book.success, handler))
    if (Result.isFailure(read)) return Result.fail(read.failure)
    if (!read.success) return Result.fail(new WorkbookBroken({ detail: `the sheet ${name} is missing` }))
  }
  return Result.succeed(undefined)
}
