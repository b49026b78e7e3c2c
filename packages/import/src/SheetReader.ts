/**
 * From the rows of one sheet to transactions: finds the header, leaves out titles, blank rows and subtotals.
 */
import { Money } from "@juesuan/domain"
import type { SourcePlace } from "@juesuan/ledger"
import { CELLS_KEPT_MAX, dateOfSerial } from "@juesuan/page"
import { displayName, fieldIndex, fieldNames, unitOfTitle } from "./Field.ts"
import type { Field } from "./Field.ts"
import { readHeader } from "./Header.ts"
import type { Header, ReadColumn } from "./Header.ts"
import { hasErrors, makeIssue } from "./Issue.ts"
import type { ImportIssue } from "./Issue.ts"
import { countFields, placeOf } from "./Layout.ts"
import type { ColumnCount, Layout, SourceRow } from "./Layout.ts"
import { mappedHeaders } from "./Mapping.ts"
import type { SheetMapping } from "./Mapping.ts"
import { columnsOfMerge } from "./Merges.ts"
import { isHeaderAgain, passedAs } from "./RowKind.ts"
import type { PassedAs, PassedRow } from "./RowKind.ts"
import { StatedTotals } from "./StatedTotals.ts"
import { addTally, emptyTally, tallyOf, UnmappedColumns } from "./Tally.ts"
import type { Accounts, Tally } from "./Tally.ts"
import { isSerial } from "./Value.ts"
import type { MoneyUnit } from "./Value.ts"

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
  /** Rows that were passed over, since they are no transactions: totals (合计、小计), page heads, signatures. */
  skipped: number
  /** Rows with nothing in them. */
  blank: number
  /** The first 1,000 of the rows that were passed over, each with its kind. */
  readonly passed: ReadonlyArray<PassedRow>
  /** Which column was read as which field, and why. */
  readonly columns: ReadonlyArray<ReadColumn>
  /** The unit of the amounts in the file. */
  readonly unit: MoneyUnit
  /** Where the money of the sheet went. */
  readonly accounts: Accounts
}

/** The counts of a sheet while it is read. */
interface Counting {
  readonly file: string
  readonly sheet?: string
  rows: number
  skipped: number
  blank: number
  readonly passed: Array<PassedRow>
  columns: ReadonlyArray<ReadColumn>
  unit: MoneyUnit
  accounts: Accounts
}

/** Rows that were passed over are listed up to this many. */
const PASSED_KEPT_MAX = 1000

/** Receives what the reading of files finds, in order. */
export interface SourceSink {
  /** A sheet begins, read or not; the only one of a text file has no name. */
  readonly begin: (sheet: string | undefined) => void
  /** A sheet has a header: its counts, which grow while it is read. */
  readonly sheet: (counts: SheetCounts) => void
  /** A transaction; whether it became an event. `money` is that of its amount cells. */
  readonly row: (row: SourceRow, unknownHeaders: ReadonlyArray<string>, money: Tally) => boolean
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

const isBlank = (cells: ReadonlyArray<string>): boolean => cells.every((cell) => cell.trim() === "")

const hasExtra = (cells: ReadonlyArray<string>, width: number, named: number): boolean =>
  width > CELLS_KEPT_MAX || cells.slice(named).some((cell) => cell.trim() !== "")

const fenText = (fen: number): string => Money.format(Money.fromFen(fen))

interface RawRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
  readonly width: number
  readonly endsFile: boolean
  /** Numbers with more digits than were kept: index and text. */
  readonly long: ReadonlyArray<readonly [number, string]>
}

/** Fields that are numbers: a long number in any other column is a text that lost its last digits. */
const numberFields: ReadonlySet<Field> = new Set<Field>(["amount", "vou_date", "line_no", "fiscal_year"])

/** Columns of which a sheet of transactions has one at least. */
const tellingFields: ReadonlyArray<Field> = ["event_type", "vou_date", "doc_no"]

/** What the first words of a sheet are that holds no entries and says so: explanations, lists of words. */
const APART = /^\s*本表不导入/

/** Reads one sheet; rows come in by {@link row}, {@link end} says there are no more. */
export class SheetReader {
  readonly #file: string
  readonly #sheet: string | undefined
  readonly #count: ColumnCount
  readonly #mapping: SheetMapping
  readonly #mapped: ReadonlyMap<string, Field>
  readonly #sink: SourceSink
  readonly #counts: Counting
  readonly #base: string
  readonly #daysShift: number
  readonly #stated = new StatedTotals()
  readonly #money = { file: emptyTally(), events: emptyTally(), refused: emptyTally(), passed: emptyTally() }
  #unmapped = new UnmappedColumns([], this.#money.file)
  #waiting: Array<RawRow> = []
  #header: Header | undefined
  #isRefused = false
  /** Whether the sheet says itself that it holds no entries. */
  #isApart = false
  /** Numbers of the row that comes next with more digits than were kept: index and text. */
  #longNumbers: Array<readonly [number, string]> = []
  readonly #dataRows: { first: number; last: number } = { first: 0, last: 0 }

  constructor(
    file: string,
    sheet: string | undefined,
    count: ColumnCount,
    mapping: SheetMapping,
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
    this.#counts = {
      file,
      ...(sheet === undefined ? {} : { sheet }),
      rows: 0,
      skipped: 0,
      blank: 0,
      passed: [],
      columns: [],
      unit: "元",
      accounts: { ...this.#money, unmapped: [] }
    }
  }

  /** Whether a header was found. */
  get hasHeader(): boolean {
    return this.#header !== undefined
  }

  /** Whether a header was found that has every column a transaction needs. */
  get isWhole(): boolean {
    return this.#header !== undefined && !this.#isRefused
  }

  /** Whether it may be a sheet of something else: no column says which kind, when, or which document. */
  get #isOther(): boolean {
    return (
      this.#header === undefined ||
      tellingFields.every((field) => this.#header!.layout.at[fieldIndex[field]] === -1)
    )
  }

  /** Takes a number of the next row that has more digits than a workbook keeps. */
  longNumber(column: number, text: string): void {
    this.#longNumbers.push([column - 1, text])
  }

  /** Takes the next row; `false` when the rest of the sheet is of no use. */
  row(row: number, cells: ReadonlyArray<string>, width = cells.length, endsFile = false): boolean {
    const long = this.#longNumbers
    if (long.length > 0) this.#longNumbers = []
    if (this.#isApart) return false
    if (this.#isRefused) return this.#ofOther(cells, row)
    if (this.#header !== undefined) {
      this.#dataRow({ row, cells, width, endsFile, long })
      return true
    }
    if (this.#waiting.length === 0 && APART.test(cells.find((cell) => cell.trim() !== "") ?? "")) {
      this.#isApart = true
      return false
    }
    this.#waiting.push({ row, cells, width, endsFile, long })
    const isHeader = countFields(cells, this.#mapped) >= HEADER_FIELDS
    if (isHeader || this.#waiting.length > TITLE_ROWS_MAX) this.#chooseHeader()
    return !this.#isRefused
  }

  /** Merged cells, after the rows: those of a column that is read are named, for only their first row has a value. */
  merged(reference: string): void {
    const merge = columnsOfMerge(reference)
    if (merge === undefined || this.#header === undefined || merge.firstRow === merge.lastRow) return
    const { layout, cells } = this.#header
    const { first, last } = this.#dataRows
    if (first === 0 || merge.firstRow < first || merge.lastRow > last) return
    const isFilled = (this.#mapping.fillDown ?? []).some((head) => head === cells[merge.column]?.trim())
    const isRead = layout.at.includes(merge.column) || layout.amountColumns.includes(merge.column)
    if (isFilled || !isRead) return
    const place = { file: this.#file, sheet: this.#sheet, row: merge.firstRow, value: reference }
    this.#sink.issue(makeIssue("CellsMerged", place))
  }

  /** Counts the money of a sheet that may be none of transactions; `false` when the sheet is of no use. */
  #ofOther(cells: ReadonlyArray<string>, row: number): boolean {
    if (this.#header === undefined || !this.#isOther) return false
    if (isBlank(cells)) return true
    this.#counts.skipped++
    const { layout } = this.#header
    const money = tallyOf({ place: { file: this.#base, row }, layout, cells })
    addTally(this.#money.file, money)
    addTally(this.#money.passed, money)
    this.#unmapped.add(cells)
    return true
  }

  /**
   * Says there are no more rows. `hasWhole` is whether a sheet of the file has every column, `isAlone`
   * whether this one is to say that none has a header.
   */
  end({ hasWhole, isAlone }: { readonly hasWhole: boolean; readonly isAlone: boolean }): void {
    if (this.#isApart && !isAlone) return
    if (this.#header === undefined && !this.#isRefused) this.#chooseHeader()
    const place = { file: this.#file, sheet: this.#sheet }
    this.#counts.accounts = { ...this.#money, unmapped: this.#unmapped.columns() }
    if (this.#header === undefined) {
      const rows = String(TITLE_ROWS_MAX + 1)
      if (isAlone) this.#sink.issue(makeIssue("HeaderMissing", place, { rows, example: HEADER_EXAMPLE }))
      else this.#ignored()
      return
    }
    if (hasWhole && this.#isRefused && this.#isOther) {
      this.#ignored()
      this.#sink.sheet(this.#counts)
      return
    }
    for (const issue of this.#header.issues) this.#sink.issue(issue)
    if (!this.#isRefused && this.#counts.rows === 0) this.#sink.issue(makeIssue("RowsAbsent", place))
  }

  #ignored(): void {
    if (this.#header === undefined && this.#waiting.every(({ cells }) => isBlank(cells))) return
    const detail =
      this.#header === undefined
        ? { zh: "没有列名", en: "it has no column names" }
        : { zh: "没有业务类型、日期、凭证号等列", en: "it has no columns of a type, a date or a document" }
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
      this.#mapping,
      unitOfTitle(this.#waiting.slice(0, index).flatMap((title) => title.cells))
    )
    this.#header = header
    this.#isRefused = hasErrors(header.issues)
    this.#counts.columns = header.columns
    this.#counts.unit = header.unit
    this.#unmapped = new UnmappedColumns(header.unmapped, this.#money.file)
    if (!this.#isRefused) this.#sink.sheet(this.#counts)
    const rest = this.#waiting.slice(index + 1)
    this.#waiting = []
    for (const waiting of rest) {
      if (this.#isRefused) this.#ofOther(waiting.cells, waiting.row)
      else this.#dataRow(waiting)
    }
  }

  /** The cells with a date that is a bare number as the day it is in the workbook's own date system. */
  #dated(cells: ReadonlyArray<string>, { at }: Layout): ReadonlyArray<string> {
    const index = at[fieldIndex.vou_date]!
    if (this.#daysShift === 0 || index === -1) return cells
    const text = (cells[index] ?? "").trim()
    const day = isSerial(text) ? dateOfSerial(text, this.#daysShift) : undefined
    return day === undefined ? cells : cells.with(index, day)
  }

  #pass(row: SourceRow, { kind, label }: PassedAs, money: Tally): void {
    this.#counts.skipped++
    addTally(this.#money.passed, money)
    const cells = row.layout.amountColumns.map((index) => (row.cells[index] ?? "").trim())
    const amounts = kind === "pageHead" ? [] : cells.filter((text) => text !== "")
    if (this.#counts.passed.length < PASSED_KEPT_MAX)
      this.#counts.passed.push({ row: row.place.row, kind, text: label, amounts })
    if ((kind !== "total" && kind !== "carried") || amounts.length !== 1 || money.unreadable > 0) return
    const stated = money.sum
    const differs = kind === "total" ? this.#stated.compare(label, stated) : this.#stated.carried(stated)
    if (differs === undefined) return
    const { sum } = differs
    const operands = { label, sum: fenText(sum), difference: fenText(stated - sum) }
    const column = row.layout.amountColumns[cells.findIndex((text) => text !== "")]!
    const place = { file: this.#file, sheet: this.#sheet, row: row.place.row, ordinal: column + 1 }
    const named = { ...place, column: row.layout.labels[fieldIndex.amount]!, value: fenText(stated) }
    this.#sink.issue(makeIssue("TotalDiffers", named, operands))
  }

  #dataRow(raw: RawRow): void {
    const { layout, unknown, cells: head } = this.#header!
    const { row, cells } = raw
    if (isBlank(cells)) {
      this.#counts.blank++
      return
    }
    const place =
      this.#sheet === undefined ? { file: this.#base, row } : { file: this.#base, sheet: this.#sheet, row }
    const found: SourceRow = { place, layout, cells: this.#dated(cells, layout) }
    if (isHeaderAgain(cells, head)) {
      this.#pass(found, { kind: "pageHead", label: head[0] ?? "" }, emptyTally())
      return
    }
    const money = tallyOf(found)
    addTally(this.#money.file, money)
    this.#unmapped.add(cells)
    const passed =
      layout.shape?.isSkipped(cells) === true
        ? ({ kind: "mapped", label: cells.find((cell) => cell.trim() !== "")!.trim() } as const)
        : passedAs(found, money.cells > 0)
    if (passed !== undefined) {
      this.#pass(found, passed, money)
      return
    }
    this.#counts.rows++
    this.#dataRows.first ||= row
    this.#dataRows.last = row
    this.#stated.add(money.sum)
    const read = layout.shape === undefined ? found : { ...found, cells: layout.shape.apply(found.cells) }
    const isEvent = this.#isSound(read, raw) && this.#sink.row(read, unknown, money)
    addTally(isEvent ? this.#money.events : this.#money.refused, money)
  }

  /** Whether a row is whole: neither cut, nor longer than the header, nor with numbers that lost digits. */
  #isSound(read: SourceRow, { row, cells, width, endsFile, long }: RawRow): boolean {
    const { layout } = read
    const place = { file: this.#file, sheet: this.#sheet, row }
    if (endsFile && width < layout.width) {
      const detail = {
        zh: `最后一行只有 ${width} 格，表头有 ${layout.width} 列`,
        en: `its last row has ${width} cells, the header ${layout.width} columns`
      }
      this.#sink.issue(makeIssue("FileCut", place, { detail }))
      return false
    }
    if (endsFile && layout.amountColumns.includes(width - 1))
      this.#sink.issue(makeIssue("FileEndOpen", placeOf(read, "amount")))
    if (this.#count === "number" && width > layout.width && hasExtra(cells, width, layout.width)) {
      const operands = { cells: String(width), columns: String(layout.width) }
      this.#sink.issue(makeIssue("CellsExtra", place, operands))
      return false
    }
    const lost = long.flatMap(([index, text]) => {
      const field = fieldNames[layout.at.indexOf(index)]
      return field === undefined || numberFields.has(field) ? [] : [{ field, text }]
    })
    for (const { field, text } of lost)
      this.#sink.issue(makeIssue("NumberTooLong", placeOf(read, field, text), { field: displayName(field) }))
    return lost.length === 0
  }
}
