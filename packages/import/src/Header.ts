/**
 * Headers: which column of a sheet is which field, in what unit its amounts are, and what is wrong with the
 * row of heads.
 */
import { lettersOfColumn } from "@juesuan/page"
import { displayName, fieldIndex, fieldNames, fields, normalizeHeader, unitOfHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue } from "./Issue.ts"
import { byField, fieldOf, hasField, valuesOf } from "./Layout.ts"
import type { ColumnCount, Layout } from "./Layout.ts"
import { mappedHeaders } from "./Mapping.ts"
import type { SheetMapping } from "./Mapping.ts"
import { shapeOf } from "./Shape.ts"
import type { Shape } from "./Shape.ts"
import { isMoneyHeader, likelyField } from "./Synonyms.ts"
import type { UnmappedHead } from "./Tally.ts"
import { amountIn } from "./Value.ts"
import type { MoneyUnit } from "./Value.ts"

/** Columns that every row needs. */
const alwaysRequired = [
  "event_type",
  "agency_code",
  "vou_date",
  "doc_no"
] as const satisfies ReadonlyArray<Field>

const labelOf = (header: string, index: number, count: ColumnCount): string =>
  count === "name" ? header : `${header} (${count === "letter" ? lettersOfColumn(index + 1) : index + 1})`

const missingAdvice = (field: Field, unknown: ReadonlyArray<string>) => {
  const near = unknown.find((header) => likelyField(header) === field)
  return near === undefined
    ? {
        zh: `加上列“${fields[field].title}”，或在列对照的 columns、constants 里写明。`,
        en: `Add the column, or name it in columns or constants of a mapping.`
      }
    : {
        zh: `列“${near}”是不是${fields[field].title}？是的话请改名，或在列对照的 columns 里写明。`,
        en: `Is the column "${near}" the ${field}? If so rename it, or name it in columns of a mapping.`
      }
}

export const unknownAdvice = (header: string) => {
  const near = likelyField(header)
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

/** Why a column is read as a field. */
export type ColumnReason = "name" | "mapping" | "pair" | "dateParts"

/** A column of the sheet and the field that is read from it. */
export interface ReadColumn {
  readonly column: string
  readonly field: Field
  readonly reason: ColumnReason
}

/** What a header row names, and what is wrong with it. */
export interface Header {
  readonly layout: Layout
  readonly issues: ReadonlyArray<ImportIssue>
  /** Heads that name no field. */
  readonly unknown: ReadonlyArray<string>
  readonly unmapped: ReadonlyArray<UnmappedHead>
  readonly columns: ReadonlyArray<ReadColumn>
  /** The heads as they are written. */
  readonly cells: ReadonlyArray<string>
  readonly unit: MoneyUnit
}

/** Where a header stands. */
interface HeaderPlace {
  readonly file: string
  readonly sheet: string | undefined
  readonly row: number
}

interface Heads {
  readonly at: Array<number>
  readonly labels: Array<string>
  readonly issues: Array<ImportIssue>
  readonly unknown: Array<string>
  readonly unmapped: Array<UnmappedHead>
  readonly columns: Array<ReadColumn>
}

/** Reads the heads one by one; what the mapping's shape takes is no unknown column. */
const readHeads = (
  place: HeaderPlace,
  cells: ReadonlyArray<string>,
  count: ColumnCount,
  mapping: SheetMapping,
  shape: Shape | undefined
): Heads => {
  const mapped = mappedHeaders(mapping)
  const at = fieldNames.map(() => -1)
  const labels = fieldNames.map(
    (field) => `${field} (${mapping.constants?.[field] === undefined ? "—" : "mapping"})`
  )
  const heads: Heads = { at, labels, issues: [], unknown: [], unmapped: [], columns: [] }
  for (const made of shape?.made ?? []) {
    at[fieldIndex[made.field]] = made.index
    labels[fieldIndex[made.field]] = made.from
      .map((index) => labelOf(cells[index]!.trim(), index, count))
      .join("/")
    for (const index of made.from)
      heads.columns.push({
        column: labelOf(cells[index]!.trim(), index, count),
        field: made.field,
        reason: made.reason
      })
  }
  cells.forEach((cell, index) => {
    const header = cell.trim()
    const column = { ...place, column: labelOf(header, index, count), ordinal: index + 1, value: header }
    if (shape?.uses.has(index) === true) return
    const field = fieldOf(header, mapped)
    if (field === undefined) {
      heads.unknown.push(header)
      heads.unmapped.push({ index, column: column.column, isMoney: isMoneyHeader(header) })
      if (shape?.looksAt.has(index) !== true)
        heads.issues.push(makeIssue("ColumnUnknown", column, { advice: unknownAdvice(header) }))
    } else if (at[fieldIndex[field]] === -1) {
      at[fieldIndex[field]] = index
      labels[fieldIndex[field]] = column.column
      const reason = mapped.has(normalizeHeader(header)) ? "mapping" : "name"
      heads.columns.push({ column: column.column, field, reason })
    } else {
      const other = labels[fieldIndex[field]]!
      heads.issues.push(makeIssue("ColumnRepeated", column, { field: displayName(field), other }))
      heads.unmapped.push({ index, column: column.column, isMoney: isMoneyHeader(header) })
    }
  })
  return heads
}

/** The unit of the amounts: of the head, of the mapping, or of a title above (单位：万元); they must not differ. */
const unitOf = (
  place: HeaderPlace,
  heads: ReadonlyArray<string>,
  ofTitle: MoneyUnit | undefined,
  mapping: SheetMapping
): { readonly unit: MoneyUnit; readonly issues: ReadonlyArray<ImportIssue> } => {
  const stated = [
    ...heads.map(unitOfHeader),
    mapping.moneyUnit,
    // A mapping or a head is nearer to the amounts than a title of the sheet.
    ...(heads.some((head) => unitOfHeader(head) !== undefined) || mapping.moneyUnit !== undefined
      ? []
      : [ofTitle])
  ].filter((unit) => unit !== undefined)
  const [unit = "元", ...others] = new Set(stated)
  const value = heads.join("、")
  if (others.length > 0) {
    const units = [unit, ...others].join("、")
    return { unit, issues: [makeIssue("MoneyUnitConflict", { ...place, value }, { units })] }
  }
  return unit === "元"
    ? { unit, issues: [] }
    : { unit, issues: [makeIssue("MoneyUnitRead", { ...place, value }, { unit })] }
}

/**
 * Reads a header row. Issues: `ColumnRepeated`, `ColumnMissing`, `MoneyUnitConflict` and `MappingBroken`
 * (errors), `ColumnUnknown`, `MoneyUnitRead` and `MappedColumnAbsent` (warnings).
 */
export const readHeader = (
  place: HeaderPlace,
  given: ReadonlyArray<string>,
  count: ColumnCount,
  mapping: SheetMapping,
  ofTitle: MoneyUnit | undefined
): Header => {
  const width = given.findLastIndex((cell) => cell.trim() !== "") + 1
  const cells = given.slice(0, width)
  const shaped = shapeOf(cells, mapping)
  const { at, labels, issues, unknown, unmapped, columns } = readHeads(
    place,
    cells,
    count,
    mapping,
    shaped.shape
  )
  const seen = new Set(cells.map(normalizeHeader))
  for (const header of Object.keys(mapping.columns ?? {})) {
    if (!seen.has(normalizeHeader(header)))
      issues.push(makeIssue("MappedColumnAbsent", { ...place, value: header }))
  }
  for (const header of shaped.absent)
    issues.push(makeIssue("ShapedColumnAbsent", { ...place, value: header }))
  for (const header of shaped.forbidden)
    issues.push(makeIssue("AmountFilledDown", { ...place, value: header }))
  const pair = shaped.shape?.made.find(({ field }) => field === "amount")
  const ofAmount = pair?.from ?? (at[fieldIndex.amount] === -1 ? [] : [at[fieldIndex.amount]!])
  const unit = unitOf(
    place,
    ofAmount.map((index) => cells[index]!.trim()),
    ofTitle,
    mapping
  )
  if (ofAmount.length > 0) issues.push(...unit.issues)
  const layout: Layout = {
    file: place.file,
    sheet: place.sheet,
    headerRow: place.row,
    at,
    labels,
    constants: byField((field) => mapping.constants?.[field] ?? ""),
    values: valuesOf(mapping),
    width,
    readAmount: amountIn(unit.unit),
    amountColumns: ofAmount,
    shape: shaped.shape
  }
  for (const field of alwaysRequired) {
    if (!hasField(layout, field)) issues.push(columnMissing(layout, field, unknown))
  }
  return { layout, issues, unknown, unmapped, columns, cells, unit: unit.unit }
}
