/**
 * The JSON shape of `tables --format json`, a contract that other programs read.
 */
import { Money } from "@juesuan/domain"
import type { PersonalData } from "@juesuan/domain"
import { linesOfRow, rowName } from "@juesuan/tables"
import type { DerivedRow, DerivedTable, TableDefinition } from "@juesuan/tables"
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
    /** The printed 行次; `null` in a form that numbers no lines. */
    readonly line: string | null
    /** The printed 行次 by column, where a row stands on both sides of its form. */
    readonly lines?: Readonly<Record<string, string>>
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
  /** The id of the table pack in use. */
  readonly pack: string
  readonly money: "元"
  readonly digest: string
  readonly tables: ReadonlyArray<TableJson>
}

const linesToJson = (
  definition: TableDefinition,
  row: string
): Pick<TableJson["rows"][number], "line" | "lines"> => {
  const lines = linesOfRow(definition, row)
  const line = [...lines.values()][0] ?? null
  return new Set(lines.values()).size < 2 ? { line } : { line, lines: Object.fromEntries(lines) }
}

const rowToJson = (definition: TableDefinition, row: DerivedRow): TableJson["rows"][number] => ({
  key: row.key,
  ...linesToJson(definition, row.key),
  label: row.label,
  cells: Object.fromEntries([...row.cells].map(([column, { amount }]) => [column, Money.toText(amount)]))
})

/** A table as `tables --format json` prints it. */
export const tableToJson = (table: DerivedTable): TableJson => ({
  key: table.key,
  number: table.number,
  title: table.title,
  empty: table.empty,
  columns: table.columns.map(({ key, title }) => ({ key, title })),
  rows: table.rows.map((row) => rowToJson(table.definition, row))
})

/** The tables as data: amounts are decimal strings in 元. */
export const toTablesJson = (
  view: YearView,
  tables: ReadonlyArray<DerivedTable> = view.tables
): TablesJson => ({
  unit: view.unitName,
  year: view.year,
  pack: view.pack.id,
  money: "元",
  digest: view.digest,
  tables: tables.map(tableToJson)
})

/** The texts of tables: the unit, titles, notes and the labels of rows. */
export const textsOfTables = (
  unitName: string,
  tables: ReadonlyArray<DerivedTable>
): ReadonlyArray<PersonalData.PlacedText> =>
  tables.flatMap(({ key, number, title, note, emptyStatement, rows }) => {
    const where = `${number} ${title}`
    const about = [unitName, number, title, note, emptyStatement ?? ""]
    return [
      ...about.map((text) => ({ where, address: key, text })),
      ...rows.flatMap((row) =>
        [row.key, row.label].map((text) => ({
          where: `${where} ${rowName(row.key, row.label)}`,
          address: `${key}/${row.key}`,
          text
        }))
      )
    ]
  })
