/**
 * Tables with single cells replaced: what a document would say if a cell were corrected, or a cut one restored.
 */
import { Address } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import type { Reading, TableSource } from "@juesuan/tables"

/** The reading at an address such as T03/2080109/3, or `undefined` where nothing is printed. */
export const readingAt = (source: TableSource, address: string): Reading | undefined => {
  const { table, row, column } = Address.cellOf(address)
  return source.get(table)?.rows.get(row)?.cells.get(column)
}

/** The tables with one reading replaced; unchanged where no such row is printed. */
export const withReading = (source: TableSource, address: string, reading: Reading): TableSource => {
  const { table: key, row, column } = Address.cellOf(address)
  const table = source.get(key)
  const before = table?.rows.get(row)
  if (table === undefined || before === undefined) return source
  const cells = new Map(before.cells).set(column, reading)
  return new Map(source).set(key, { ...table, rows: new Map(table.rows).set(row, { ...before, cells }) })
}

/** The tables with amounts in place of what is printed; places stay. */
export const withAmounts = (
  source: TableSource,
  amounts: ReadonlyArray<{ readonly address: string; readonly value: Money.Money }>
): TableSource =>
  amounts.reduce((tables, { address, value }) => {
    const at = readingAt(tables, address)?.at
    return withReading(tables, address, {
      state: "value",
      amount: value,
      ...(at === undefined ? {} : { at })
    })
  }, source)
