/**
 * From the rows of one sheet to transactions: finds the header, leaves out titles, blank rows and subtotals.
 */
import type { SourcePlace } from "@juesuan/ledger"
import { CELLS_KEPT_MAX, dateOfSerial } from "@juesuan/page"
import { fieldIndex } from "./Field.ts"
import type { Field } from "./Field.ts"
import { hasErrors, makeIssue } from "./Issue.ts"
import type { ImportIssue } from "./Issue.ts"
import { countFields, placeOf, readHeader, textOf } from "./Layout.ts"
import type { ColumnCount, Header, Layout, SourceRow } from "./Layout.ts"
import { mappedHeaders } from "./Mapping.ts"
import type { Mapping } from "./Mapping.ts"
import { isSerial } from "./Value.ts"

/** Title rows that may stand above the header. */
export const TITLE_ROWS_MAX = 10
/** A row that names this many fields is the header; otherwise the best of the first rows is. */
const HEADER_FIELDS = 3
const HEADER_EXAMPLE = "业务类型,预算年度,单位代码,凭证日期,凭证号,资金性质,…,金额,摘要"

/** What was read of one sheet. Amounts are counted elsewhere. */
export interface SheetCounts {
  readonly file: string
  readonly sheet?: string
  /** Transactions read, right or wrong. */
  rows: number
  /** Rows left out because they are subtotals (合计、小计、总计). */
  skipped: number
  /** Rows with nothing in them. */
  blank: number
}

/** Receives what the reading of files finds, in order. */
export interface SourceSink {
  /** A sheet begins, read or not; the only one of a text file has no name. */
  readonly begin: (sheet: string | undefined) => void
  /** A sheet has a header: its counts, which grow while it is read. */
  readonly sheet: (counts: SheetCounts) => void
  readonly row: (row: SourceRow, unknownHeaders: ReadonlyArray<string>) => void
  readonly envelope: (line: EnvelopeLine) => void
  readonly issue: (issue: ImportIssue) => void
}

/** A JSON line that is an event in its envelope already. */
export interface EnvelopeLine {
  readonly file: string
  readonly place: SourcePlace
  readonly json: Readonly<Record<string, unknown>>
}

/** A file's base name: what the ledger keeps as the source. */
export const baseName = (file: string): string =>
  file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)

const SUBTOTAL = /^[([（【]?(?:合计|小计|总计|累计)|(?:合计|小计|总计|累计)[)\]）】]?[:：]?$/

const isSubtotal = (row: SourceRow): boolean =>
  textOf(row, "doc_no") === "" &&
  row.cells.some((cell) => SUBTOTAL.test(cell.slice(0, 100).replace(/\s+/g, "")))

const isBlank = (cells: ReadonlyArray<string>): boolean => cells.every((cell) => cell.trim() === "")

const hasExtra = (cells: ReadonlyArray<string>, width: number, named: number): boolean =>
  width > CELLS_KEPT_MAX || cells.slice(named).some((cell) => cell.trim() !== "")

interface RawRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
  readonly width: number
  readonly endsFile: boolean
}

/** Reads one sheet; rows come in by {@link row}, {@link end} says there are no more. */
export class SheetReader {
  readonly #file: string
  readonly #sheet: string | undefined
  readonly #count: ColumnCount
  readonly #mapping: Mapping
  readonly #mapped: ReadonlyMap<string, Field>
  readonly #sink: SourceSink
  readonly #counts: SheetCounts
  readonly #base: string
  readonly #daysShift: number
  #waiting: Array<RawRow> = []
  #header: Header | undefined
  #isRefused = false

  constructor(
    file: string,
    sheet: string | undefined,
    count: ColumnCount,
    mapping: Mapping,
    sink: SourceSink,
    /** What a date serial lacks to one of the 1900 system. */
    daysShift = 0
  ) {
    this.#daysShift = daysShift
    this.#file = file
    this.#sheet = sheet
    this.#count = count
    this.#mapping = mapping
    this.#mapped = mappedHeaders(mapping)
    this.#sink = sink
    this.#base = baseName(file)
    this.#counts = { file, ...(sheet === undefined ? {} : { sheet }), rows: 0, skipped: 0, blank: 0 }
  }

  /** Whether a header was found. */
  get hasHeader(): boolean {
    return this.#header !== undefined
  }

  /** Takes the next row; `false` when the rest of the sheet is of no use. */
  row(row: number, cells: ReadonlyArray<string>, width = cells.length, endsFile = false): boolean {
    if (this.#isRefused) return false
    if (this.#header !== undefined) {
      this.#dataRow({ row, cells, width, endsFile })
      return true
    }
    this.#waiting.push({ row, cells, width, endsFile })
    const isHeader = countFields(cells, this.#mapped) >= HEADER_FIELDS
    if (isHeader || this.#waiting.length > TITLE_ROWS_MAX) this.#chooseHeader()
    return !this.#isRefused
  }

  /** Says there are no more rows. `isOnly` is whether the file has no other sheet a header was found in. */
  end(isOnly: boolean): void {
    if (this.#header === undefined && !this.#isRefused) this.#chooseHeader()
    const place = { file: this.#file, sheet: this.#sheet }
    if (this.#header === undefined) {
      const rows = String(TITLE_ROWS_MAX + 1)
      if (isOnly) this.#sink.issue(makeIssue("HeaderMissing", place, { rows, example: HEADER_EXAMPLE }))
      else this.#ignored()
    } else if (!this.#isRefused && this.#counts.rows === 0) {
      this.#sink.issue(makeIssue("RowsAbsent", place))
    }
  }

  #ignored(): void {
    if (this.#waiting.every(({ cells }) => isBlank(cells))) return
    const detail = { zh: "没有列名", en: "it has no column names" }
    const place = { file: this.#file, sheet: this.#sheet, value: this.#sheet ?? "" }
    this.#sink.issue(makeIssue("SheetIgnored", place, { detail }))
  }

  #chooseHeader(): void {
    const counts = this.#waiting.map(({ cells }) => countFields(cells, this.#mapped))
    const best = Math.max(0, ...counts)
    if (best === 0) {
      this.#isRefused = this.#waiting.length > TITLE_ROWS_MAX
      return
    }
    const index = counts.indexOf(best)
    const { row, cells } = this.#waiting[index]!
    const header = readHeader(
      { file: this.#file, sheet: this.#sheet, row },
      cells,
      this.#count,
      this.#mapping
    )
    this.#header = header
    this.#sink.sheet(this.#counts)
    for (const issue of header.issues) this.#sink.issue(issue)
    this.#isRefused = hasErrors(header.issues)
    const rest = this.#waiting.slice(index + 1)
    this.#waiting = []
    if (!this.#isRefused) for (const waiting of rest) this.#dataRow(waiting)
  }

  /** The cells with a date that is a bare number as the day it is in the workbook's own date system. */
  #dated(cells: ReadonlyArray<string>, { at }: Layout): ReadonlyArray<string> {
    const index = at[fieldIndex.vou_date]!
    if (this.#daysShift === 0 || index === -1) return cells
    const text = (cells[index] ?? "").trim()
    const day = isSerial(text) ? dateOfSerial(text, this.#daysShift) : undefined
    return day === undefined ? cells : cells.with(index, day)
  }

  #dataRow({ row, cells, width, endsFile }: RawRow): void {
    const { layout, unknown } = this.#header!
    if (isBlank(cells)) {
      this.#counts.blank++
      return
    }
    const source =
      this.#sheet === undefined ? { file: this.#base, row } : { file: this.#base, sheet: this.#sheet, row }
    const read: SourceRow = { place: source, layout, cells: this.#dated(cells, layout) }
    if (isSubtotal(read)) {
      this.#counts.skipped++
      return
    }
    this.#counts.rows++
    const place = { file: this.#file, sheet: this.#sheet, row }
    if (endsFile && width < layout.width) {
      const detail = {
        zh: `最后一行只有 ${width} 格，表头有 ${layout.width} 列`,
        en: `its last row has ${width} cells, the header ${layout.width} columns`
      }
      this.#sink.issue(makeIssue("FileCut", place, { detail }))
      return
    }
    if (endsFile && layout.at[fieldIndex.amount] === width - 1)
      this.#sink.issue(makeIssue("FileEndOpen", placeOf(read, "amount")))
    if (this.#count === "number" && width > layout.width && hasExtra(cells, width, layout.width)) {
      const operands = { cells: String(width), columns: String(layout.width) }
      this.#sink.issue(makeIssue("CellsExtra", place, operands))
      return
    }
    this.#sink.row(read, unknown)
  }
}
