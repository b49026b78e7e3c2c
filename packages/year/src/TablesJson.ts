/**
 * The JSON shape of `tables --format json`, a contract that other programs read.
 */
import { Money } from "@juesuan/domain"
import type { DerivedRow, DerivedTable } from "@juesuan/tables"
import type { YearView } from "./YearView.ts"

/** One table: columns and rows by key, amounts as decimal texts in 元. */
export interface TableJson {
  readonly key: string
  readonly number: string
  readonly title: string
  readonly empty: boolean
  readonly columns: ReadonlyArray<{ readonly key: string; readonly title: string }>
  readonly rows: ReadonlyArray<{
    readonly key: string
    readonly label: string
    readonly cells: Readonly<Record<string, string>>
  }>
}

/**
 * The tables of a year as `tables --format json` prints them: amounts as decimal texts in 元, keys by
 * meaning.
 */
export interface TablesJson {
  readonly unit: string
  readonly year: number
  readonly money: "元"
  readonly digest: string
  readonly tables: ReadonlyArray<TableJson>
}

const rowToJson = (row: DerivedRow): TableJson["rows"][number] => ({
  key: row.key,
  label: row.label,
  cells: Object.fromEntries([...row.cells].map(([column, { amount }]) => [column, Money.toText(amount)]))
})

const tableToJson = (table: DerivedTable): TableJson => ({
  key: table.key,
  number: table.number,
  title: table.title,
  empty: table.empty,
  columns: table.columns.map(({ key, title }) => ({ key, title })),
  rows: table.rows.map(rowToJson)
})

/** The tables as data: amounts are decimal strings in 元. */
export const toTablesJson = (
  view: YearView,
  tables: ReadonlyArray<DerivedTable> = view.tables
): TablesJson => ({
  unit: view.unitName,
  year: view.year,
  money: "元",
  digest: view.digest,
  tables: tables.map(tableToJson)
})
