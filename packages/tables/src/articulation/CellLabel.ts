/**
 * What a cell is called in messages: the number of its table, its row, its column.
 */
import { Address } from "@juesuan/domain"
import { rowName } from "../Explain.ts"
import type { ReadTable, TableSource } from "../TableSource.ts"

/** 第3栏, or the title of a column that has no 栏次 as its key. */
export const columnLabel = (table: ReadTable | undefined, column: string): string =>
  table?.columnTitles?.get(column) ?? `第${column}栏`

/** The words for the cell at an address, such as 公开03表 2080109 社会保险经办机构 第3栏. */
export const cellLabel = (source: TableSource, address: string): string => {
  const { table: key, row, column } = Address.cellOf(address)
  const table = source.get(key)
  if (table === undefined) return address
  const label = table.rows.get(row)?.label ?? ""
  const name = rowName(row, label) || row
  return `${table.number} ${name} ${columnLabel(table, column)}`.trim()
}
