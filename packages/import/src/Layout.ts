/**
 * Layouts: which column of a sheet holds which field, found from its header row.
 */
import type { SourcePlace } from "@juesuan/ledger"
import {
  displayName,
  fieldIndex,
  fieldNames,
  fieldNearHeader,
  fieldOfHeader,
  fields,
  normalizeHeader
} from "./Field.ts"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, IssuePlace } from "./Issue.ts"
import { mappedHeaders } from "./Mapping.ts"
import type { Mapping } from "./Mapping.ts"
import { lettersOfColumn } from "@juesuan/page"

/**
 * How the columns of a file are counted: by letter in workbooks, by number in text, by name in JSON lines.
 */
export type ColumnCount = "letter" | "number" | "name"

export interface Layout {
  /** The file as the caller named it. */
  readonly file: string
  readonly sheet: string | undefined
  readonly headerRow: number
  /** By field index: the index of its cell; −1 when the sheet has no such column. */
  readonly at: ReadonlyArray<number>
  /** By field index: how messages name the column. */
  readonly labels: ReadonlyArray<string>
  /** By field index: the text where the file gives nothing. */
  readonly constants: ReadonlyArray<string>
  /** By field index: texts that stand for others. */
  readonly values: ReadonlyArray<ReadonlyMap<string, string> | undefined>
  /** The number of named columns. */
  readonly width: number
}

/** One transaction as it was read. Its texts are reached by {@link textOf}. */
export interface SourceRow {
  readonly place: SourcePlace
  readonly layout: Layout
  readonly cells: ReadonlyArray<string>
}

/**
 * The text of a field: trimmed, mapped; the constant where the cell is empty; empty when there is nothing.
 */
export const textOf = (row: SourceRow, field: Field): string => {
  const { at, constants, values } = row.layout
  const index = fieldIndex[field]
  const cell = at[index] === -1 ? "" : (row.cells[at[index]!] ?? "").trim()
  const text = cell === "" ? constants[index]! : cell
  const words = values[index]
  return words === undefined ? text : (words.get(text) ?? text)
}

/** Whether the sheet has the column, or the mapping a constant for it. */
export const hasField = (layout: Layout, field: Field): boolean =>
  layout.at[fieldIndex[field]] !== -1 || layout.constants[fieldIndex[field]] !== ""

/** The place of a field's cell in a row, for an issue. */
export const placeOf = (row: SourceRow, field: Field, value = textOf(row, field)): IssuePlace => {
  const { layout, place } = row
  const index = fieldIndex[field]
  return {
    file: layout.file,
    sheet: layout.sheet,
    row: place.row,
    column: layout.labels[index]!,
    ordinal: layout.at[index]! + 1,
    value
  }
}

/** Columns that every row needs. */
const alwaysRequired = [
  "event_type",
  "agency_code",
  "vou_date",
  "doc_no"
] as const satisfies ReadonlyArray<Field>

export const fieldOf = (header: string, mapped: ReadonlyMap<string, Field>): Field | undefined =>
  mapped.get(normalizeHeader(header)) ?? fieldOfHeader(header)

/** How many fields a row would name as a header. */
export const countFields = (cells: ReadonlyArray<string>, mapped: ReadonlyMap<string, Field>): number =>
  new Set(cells.map((cell) => fieldOf(cell, mapped)).filter((field) => field !== undefined)).size

const labelOf = (header: string, index: number, count: ColumnCount): string =>
  count === "name" ? header : `${header} (${count === "letter" ? lettersOfColumn(index + 1) : index + 1})`

const byField = <A>(of: (field: Field) => A): ReadonlyArray<A> => fieldNames.map(of)

/** The layout of JSON lines: every field, in canonical order. */
export const layoutOfNames = (file: string, mapping: Mapping): Layout => ({
  file,
  sheet: undefined,
  headerRow: 0,
  at: byField((field) => fieldIndex[field]),
  labels: fieldNames,
  constants: byField((field) => mapping.constants?.[field] ?? ""),
  values: valuesOf(mapping),
  width: fieldNames.length
})

const valuesOf = (mapping: Mapping) =>
  byField((field) => {
    const words = mapping.values?.[field]
    return words === undefined ? undefined : new Map(Object.entries(words))
  })

const missingAdvice = (field: Field, unknown: ReadonlyArray<string>) => {
  const near = unknown.find((header) => fieldNearHeader(header) === field)
  return near === undefined
    ? {
        zh: `加上列 ${fields[field].title}，或在列对照的 columns、constants 里写明。`,
        en: `Add the column, or name it in columns or constants of a mapping.`
      }
    : { zh: `把列「${near}」改名为 ${fields[field].title}。`, en: `Rename the column "${near}" to ${field}.` }
}

const unknownAdvice = (header: string) => {
  const near = fieldNearHeader(header)
  return near === undefined
    ? { zh: "需要时在列对照的 columns 里写明。", en: "Name it in columns of a mapping if it is needed." }
    : { zh: `是不是 ${displayName(near)}？`, en: `Did you mean ${displayName(near)}?` }
}

/** A missing column as an issue at the header row. */
export const columnMissing = (layout: Layout, field: Field, unknown: ReadonlyArray<string>): ImportIssue =>
  makeIssue(
    "ColumnMissing",
    { file: layout.file, sheet: layout.sheet, row: layout.headerRow },
    { field: displayName(field), advice: missingAdvice(field, unknown) }
  )

/** What a header row names, and what is wrong with it. */
export interface Header {
  readonly layout: Layout
  readonly issues: ReadonlyArray<ImportIssue>
  /** Headers that name no field. */
  readonly unknown: ReadonlyArray<string>
}

/**
 * Reads a header row. Issues: `ColumnRepeated` and `ColumnMissing` (errors), `ColumnUnknown` and
 * `MappedColumnAbsent` (warnings).
 */
export const readHeader = (
  place: { readonly file: string; readonly sheet: string | undefined; readonly row: number },
  cells: ReadonlyArray<string>,
  count: ColumnCount,
  mapping: Mapping
): Header => {
  const mapped = mappedHeaders(mapping)
  const at = fieldNames.map(() => -1)
  const labels = fieldNames.map(
    (field) => `${field} (${mapping.constants?.[field] === undefined ? "—" : "mapping"})`
  )
  const issues: Array<ImportIssue> = []
  const unknown: Array<string> = []
  const seen = new Set<string>()
  const width = cells.findLastIndex((cell) => cell.trim() !== "") + 1
  cells.slice(0, width).forEach((cell, index) => {
    const header = cell.trim()
    const field = fieldOf(header, mapped)
    const column = { ...place, column: labelOf(header, index, count), ordinal: index + 1, value: header }
    seen.add(normalizeHeader(header))
    if (field === undefined) {
      unknown.push(header)
      issues.push(makeIssue("ColumnUnknown", column, { advice: unknownAdvice(header) }))
    } else if (at[fieldIndex[field]] === -1) {
      at[fieldIndex[field]] = index
      labels[fieldIndex[field]] = column.column
    } else {
      const other = labels[fieldIndex[field]]!
      issues.push(makeIssue("ColumnRepeated", column, { field: displayName(field), other }))
    }
  })
  for (const header of Object.keys(mapping.columns ?? {})) {
    if (!seen.has(normalizeHeader(header)))
      issues.push(makeIssue("MappedColumnAbsent", { ...place, value: header }))
  }
  const layout: Layout = {
    file: place.file,
    sheet: place.sheet,
    headerRow: place.row,
    at,
    labels,
    constants: byField((field) => mapping.constants?.[field] ?? ""),
    values: valuesOf(mapping),
    width
  }
  for (const field of alwaysRequired) {
    if (!hasField(layout, field)) issues.push(columnMissing(layout, field, unknown))
  }
  return { layout, issues, unknown }
}
