/**
 * Source files: from bytes to transactions, whatever the format.
 *
 * The format is told by the bytes, not by the name, since exports are often CSV named `.xls` or the reverse.
 */
import * as Result from "effect/Result"
import { readCsv, delimiters } from "./Csv.ts"
import type { Delimiter } from "./Csv.ts"
import { decodeText } from "@juesuan/page"
import type { EncodingUnknown, TextCut } from "@juesuan/page"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, Operand } from "./Issue.ts"
import { readJsonl } from "./Jsonl.ts"
import { countFields } from "./Layout.ts"
import type { SourceRow } from "./Layout.ts"
import { mappedHeaders, mappingOfSheet } from "./Mapping.ts"
import type { Mapping } from "./Mapping.ts"
import { SheetReader, TITLE_ROWS_MAX } from "./SheetReader.ts"
import type { EnvelopeLine, SheetCounts, SourceSink } from "./SheetReader.ts"
import { lettersOfColumn, readWorkbook } from "@juesuan/page"
import type { WorkbookError } from "@juesuan/page"

/** A file in memory. `name` is what messages call it; its base name is kept in the ledger. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The most an import reads before it refuses a file. */
export interface Limits {
  /** Bytes of one file. */
  readonly fileBytesMax: number
  /** Bytes all parts of one workbook may inflate to. */
  readonly inflatedBytesMax: number
}

/** A million transactions are some 150 MB of text; a text beyond 512 MB cannot be held in one string. */
export const defaultLimits: Limits = { fileBytesMax: 256 * 2 ** 20, inflatedBytesMax: 384 * 2 ** 20 }

const megabytes = (bytes: number): string =>
  bytes >= 2 ** 20 ? `${Math.round(bytes / 2 ** 20)} MB` : `${bytes} B`

/** The issue of a file over the limit; `bytesMax` in bytes. */
export const tooLarge = (file: string, bytesMax: number): ImportIssue =>
  makeIssue("FileTooLarge", { file }, { limit: megabytes(bytesMax) })

const startsWith = (bytes: Uint8Array, ...mark: ReadonlyArray<number>): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

/** Reads one file to the sink. Never throws: whatever is wrong becomes an issue. */
export const readSource = (file: ImportFile, mapping: Mapping, limits: Limits, sink: SourceSink): void => {
  const { name, bytes } = file
  if (bytes.length === 0) sink.issue(makeIssue("FileEmpty", { file: name }))
  else if (bytes.length > limits.fileBytesMax) {
    sink.issue(tooLarge(name, limits.fileBytesMax))
  } else if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) readBook(file, mapping, limits, sink)
  else if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const detail = {
      zh: "旧式 .xls 工作簿，或带密码的工作簿",
      en: "an old .xls workbook, or one with a password"
    }
    sink.issue(makeIssue("FormatUnknown", { file: name }, { detail }))
  } else readText(file, mapping, sink)
}

const readText = (file: ImportFile, mapping: Mapping, sink: SourceSink): void => {
  const { name, bytes } = file
  const decoded = decodeText(bytes)
  if (Result.isFailure(decoded)) {
    sink.issue(encodingIssue(name, bytes, decoded.failure))
    return
  }
  const { text } = decoded.success
  const start = text.slice(0, 200).trimStart().toLowerCase()
  if (text.trim() === "") sink.issue(makeIssue("FileEmpty", { file: name }))
  else if (start.startsWith("<")) {
    const detail = { zh: "网页或 XML 文件", en: "a web page or an XML file" }
    sink.issue(makeIssue("FormatUnknown", { file: name }, { detail }))
  } else if (start.startsWith("{")) readJsonl(name, text, mapping, sink)
  else readDelimited(name, text, mapping, sink)
}

const encodingIssue = (file: string, bytes: Uint8Array, error: EncodingUnknown | TextCut): ImportIssue => {
  const offset = error._tag === "TextCut" ? error.offset : Math.max(error.utf8Offset, error.gb18030Offset)
  let row = 1
  for (let index = 0; index < offset; index++) if (bytes[index] === 10) row++
  const value = bytes[offset] === undefined ? "" : `0x${bytes[offset].toString(16).padStart(2, "0")}`
  if (error._tag === "TextCut") {
    const detail = { zh: "最后一个字只有一半", en: "its last character is cut in half" }
    return makeIssue("FileCut", { file, row, value }, { detail })
  }
  const shownOffset = (of: number): string => (of === -1 ? "—" : String(of + 1))
  const operands = { utf8: shownOffset(error.utf8Offset), gb18030: shownOffset(error.gb18030Offset) }
  return makeIssue("EncodingWrong", { file, row, value }, operands)
}

/** Titles and header are within so many characters. */
const SNIFFED = 2 ** 20

/** The delimiter under which one of the first rows names most fields; a comma when none does. */
const sniffDelimiter = (text: string, mapping: Mapping): Delimiter => {
  const mapped = mappedHeaders(mapping)
  let found: Delimiter = ","
  let most = 0
  const start = text.slice(0, SNIFFED)
  for (const delimiter of delimiters) {
    readCsv(start, delimiter, {
      row: (row, cells) => {
        const count = countFields(cells, mapped)
        if (count > most) {
          most = count
          found = delimiter
        }
        return row <= TITLE_ROWS_MAX
      },
      fault: () => {}
    })
  }
  return found
}

const readDelimited = (file: string, text: string, mapping: Mapping, sink: SourceSink): void => {
  const reader = new SheetReader(file, undefined, "number", mapping, sink)
  let isOpen = false
  readCsv(text, sniffDelimiter(text, mapping), {
    row: (row, cells, width, endsFile) => reader.row(row, cells, width, endsFile),
    fault: (fault, row, ordinal, value) => {
      isOpen ||= fault === "quoteOpen"
      const place = { file, row, column: `(${ordinal})`, ordinal, value }
      sink.issue(makeIssue(fault === "quoteOpen" ? "QuoteOpen" : "QuoteMisplaced", place))
    }
  })
  // A quote left open explains a missing header or missing rows.
  if (!isOpen) reader.end({ hasWhole: false, isAlone: true })
}

const workbookIssue = (file: string, error: WorkbookError): ImportIssue => {
  switch (error._tag) {
    case "ZipCut":
      return makeIssue("FileCut", { file }, { detail: error.detail })
    case "ZipTooLarge":
      return makeIssue("InflatedTooLarge", { file }, { limit: megabytes(error.bytesMax) })
    case "XmlHasDtd":
      return makeIssue("WorkbookHasDtd", { file, value: error.part })
    case "XmlBroken":
      return makeIssue("WorkbookBroken", { file }, { detail: `${error.part}: ${error.detail}` })
    case "XmlTooDeep":
    case "ZipEncrypted":
      return makeIssue("WorkbookBroken", { file }, { detail: error.message })
    case "ZipBroken":
    case "WorkbookBroken":
      return makeIssue("WorkbookBroken", { file }, { detail: error.detail })
  }
}

const readBook = (
  { name: file, bytes }: ImportFile,
  mapping: Mapping,
  limits: Limits,
  sink: SourceSink
): void => {
  const readers: Array<SheetReader> = []
  let sheet = ""
  const hiddenDetail: Operand = { zh: "工作表是隐藏的", en: "it is hidden" }
  const leftOutDetail: Operand = { zh: "列对照写明不读", en: "the mapping leaves it out" }
  const read = readWorkbook(bytes, limits.inflatedBytesMax, {
    sheet: (name, isHidden, daysShift) => {
      sheet = name
      sink.begin(name)
      if (isHidden) {
        sink.issue(makeIssue("SheetIgnored", { file, sheet, value: name }, { detail: hiddenDetail }))
        return false
      }
      const own = mappingOfSheet(mapping, name)
      if (own === false) {
        sink.issue(makeIssue("SheetIgnored", { file, sheet, value: name }, { detail: leftOutDetail }))
        return false
      }
      readers.push(new SheetReader(file, name, "letter", own, sink, daysShift))
      return true
    },
    row: (row, cells) => readers.at(-1)!.row(row, cells),
    merged: (reference) => readers.at(-1)!.merged(reference),
    fault: (fault, row, ordinal, value) => {
      if (fault === "numberTooLong") return readers.at(-1)!.longNumber(ordinal, value)
      const place = { file, sheet, row, column: `(${lettersOfColumn(ordinal)})`, ordinal, value }
      sink.issue(makeIssue(fault === "cellError" ? "CellError" : "FormulaUncomputed", place))
    }
  })
  if (Result.isFailure(read)) {
    sink.issue(workbookIssue(file, read.failure))
    return
  }
  if (readers.length === 0) {
    sink.issue(
      makeIssue("WorkbookBroken", { file }, { detail: { zh: "没有可见的工作表", en: "no sheet is visible" } })
    )
  }
  const hasWhole = readers.some((reader) => reader.isWhole)
  const hasHeader = readers.some((reader) => reader.hasHeader)
  readers.forEach((reader, index) => reader.end({ hasWhole, isAlone: !hasHeader && index === 0 }))
}

/** What one file holds: for looking at a file without importing it. */
export interface ReadRows {
  readonly rows: ReadonlyArray<SourceRow>
  readonly envelopes: ReadonlyArray<EnvelopeLine>
  readonly sheets: ReadonlyArray<SheetCounts>
  readonly issues: ReadonlyArray<ImportIssue>
}

/** Reads the rows of one file, all at once; `importFiles` streams them instead. */
export const readRows = (
  fileName: string,
  bytes: Uint8Array,
  options: { readonly mapping?: Mapping; readonly limits?: Partial<Limits> } = {}
): ReadRows => {
  const rows: Array<SourceRow> = []
  const envelopes: Array<EnvelopeLine> = []
  const sheets: Array<SheetCounts> = []
  const issues: Array<ImportIssue> = []
  readSource(
    { name: fileName, bytes },
    options.mapping ?? {},
    { ...defaultLimits, ...options.limits },
    {
      begin: () => {},
      sheet: (counts) => sheets.push(counts),
      row: (row) => rows.push(row) > 0,
      envelope: (line) => envelopes.push(line),
      issue: (issue) => issues.push(issue)
    }
  )
  return { rows, envelopes, sheets, issues }
}
