/**
 * Drift (错位): a row whose amounts stand one column off, or a column whose amounts stand one row off.
 *
 * Every figure is right and every relation broken. Whether the print is off or the reading of it cannot be told, so
 * a drift is unreadable; it is told once.
 */
import type { ReadRow, ReadTable, Reading, TableSource } from "@juesuan/tables"

export interface Drift {
  readonly kind: "row" | "column"
  readonly table: string
  /** The row's key, or the column's. */
  readonly key: string
  /** The tables with the amounts where they belong. */
  readonly mended: TableSource
}

const blank: Reading = { state: "blank" }

const isNothing = (reading: Reading | undefined): boolean =>
  reading === undefined || reading.state === "blank" || (reading.state === "value" && reading.amount === 0)

/** Moves readings one place on or back; `null` when an amount would fall off the end. */
const shifted = (readings: ReadonlyArray<Reading>, by: 1 | -1): ReadonlyArray<Reading> | null => {
  if (readings.length < 2) return null
  if (by === 1) return isNothing(readings.at(-1)) ? [blank, ...readings.slice(0, -1)] : null
  return isNothing(readings[0]) ? [...readings.slice(1), blank] : null
}

const withRows = (source: TableSource, table: ReadTable, rows: ReadonlyMap<string, ReadRow>): TableSource =>
  new Map(source).set(table.key, { ...table, rows })

const isTold = (readings: ReadonlyArray<Reading>): boolean =>
  new Set(readings.flatMap((one) => (one.state === "value" && one.amount !== 0 ? [one.amount] : []))).size > 0

const rowDrifts = (source: TableSource, table: ReadTable, key: string): ReadonlyArray<Drift> => {
  const row = table.rows.get(key)
  if (row === undefined) return []
  const columns = [...row.cells.keys()]
  const readings = [...row.cells.values()]
  if (!isTold(readings)) return []
  return ([1, -1] as const).flatMap((by) => {
    const moved = shifted(readings, by)
    if (moved === null) return []
    const cells = new Map(columns.map((column, at) => [column, moved[at]!]))
    const mended = withRows(source, table, new Map(table.rows).set(key, { ...row, cells }))
    return [{ kind: "row" as const, table: table.key, key, mended }]
  })
}

const columnDrifts = (source: TableSource, table: ReadTable, key: string): ReadonlyArray<Drift> => {
  const rows = [...table.rows.values()].filter(({ cells }) => cells.has(key))
  const readings = rows.map(({ cells }) => cells.get(key)!)
  if (rows.length < 3 || !isTold(readings)) return []
  return ([1, -1] as const).flatMap((by) => {
    const moved = shifted(readings, by)
    if (moved === null) return []
    const mended = new Map(table.rows)
    for (const [at, row] of rows.entries())
      mended.set(row.key, { ...row, cells: new Map(row.cells).set(key, moved[at]!) })
    return [{ kind: "column" as const, table: table.key, key, mended: withRows(source, table, mended) }]
  })
}

/** The drifts that cells, by address, may come from: each row and each column they stand in, either way. */
export const driftsOf = (source: TableSource, addresses: Iterable<string>): ReadonlyArray<Drift> => {
  const rows = new Set<string>()
  const columns = new Set<string>()
  for (const address of addresses) {
    const [table, row, column] = address.split("/") as [string, string, string]
    rows.add(`${table}/${row}`)
    columns.add(`${table}/${column}`)
  }
  const tableOf = (pair: string): [ReadTable | undefined, string] => {
    const [table, key] = pair.split("/") as [string, string]
    return [source.get(table), key]
  }
  return [
    ...[...rows].flatMap((pair) => {
      const [table, key] = tableOf(pair)
      return table === undefined ? [] : rowDrifts(source, table, key)
    }),
    ...[...columns].flatMap((pair) => {
      const [table, key] = tableOf(pair)
      return table === undefined ? [] : columnDrifts(source, table, key)
    })
  ]
}
