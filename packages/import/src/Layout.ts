/**
 * Layouts: which column of a sheet holds which field, found from its header row.
 */
import type { SourcePlace } from "@juesuan/ledger"
import type { Money } from "@juesuan/domain"
import { fieldIndex, fieldNames, fieldOfHeader, normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import type { IssuePlace } from "./Issue.ts"
import type { SheetMapping } from "./Mapping.ts"
import type { Shape } from "./Shape.ts"
import { amountIn } from "./Value.ts"
import type { Reader } from "./Value.ts"

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
  /** Reads an amount in the unit that the column, the sheet or the mapping names. */
  readonly readAmount: Reader<Money.Money>
  /** The cells that amounts are made from: that of the field, or debit and credit. */
  readonly amountColumns: ReadonlyArray<number>
  /** What is done to the cells of a row before they are read, see `Shape`. */
  readonly shape: Shape | undefined
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

/** The cells that the amount of a row is made from. */
export const amountColumnsOf = (layout: Layout): ReadonlyArray<number> => layout.amountColumns

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

export const fieldOf = (header: string, mapped: ReadonlyMap<string, Field>): Field | undefined =>
  mapped.get(normalizeHeader(header)) ?? fieldOfHeader(header)

/** How many fields a row would name as a header. */
export const countFields = (cells: ReadonlyArray<string>, mapped: ReadonlyMap<string, Field>): number =>
  new Set(cells.map((cell) => fieldOf(cell, mapped)).filter((field) => field !== undefined)).size

export const byField = <A>(of: (field: Field) => A): ReadonlyArray<A> => fieldNames.map(of)

/** The layout of JSON lines: every field, in canonical order. */
export const layoutOfNames = (file: string, mapping: SheetMapping): Layout => ({
  file,
  sheet: undefined,
  headerRow: 0,
  at: byField((field) => fieldIndex[field]),
  labels: fieldNames,
  constants: byField((field) => mapping.constants?.[field] ?? ""),
  values: valuesOf(mapping),
  width: fieldNames.length,
  readAmount: amountIn(mapping.moneyUnit ?? "元"),
  amountColumns: [fieldIndex.amount],
  shape: undefined
})

export const valuesOf = (mapping: SheetMapping) =>
  byField((field) => {
    const words = mapping.values?.[field]
    return words === undefined ? undefined : new Map(Object.entries(words))
  })
