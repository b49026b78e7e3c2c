/**
 * Drift (错位): a row whose amounts stand one column off, or a column whose amounts stand one row off.
 *
 * Every figure is right and every relation broken. Whether the print is off or the reading of it cannot be told, so
 * a drift is unreadable; it is told once.
 */
import { Address, groupBy } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import type { ReadRow, ReadTable, Reading, TableSource } from "@juesuan/tables"

export interface Drift {
  readonly kind: "row" | "column"
  readonly table: string
  /** The row's key, or the column's. */
  readonly key: string
  /** How many cells moved, and the first of them. */
  readonly count: number
  readonly first: string
  /** The cell that is left empty when the amounts are where they belong: what it held is not printed. */
  readonly vacated: string
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
    const address = (column: string): string => `${table.key}/${key}/${column}`
    const vacated = address(columns.at(by === 1 ? 0 : -1)!)
    const count = columns.length
    return [
      { kind: "row" as const, table: table.key, key, count, first: address(columns[0]!), vacated, mended }
    ]
  })
}

/**
 * Stretches of a column that may have moved: the whole, from a gap to the end, and up to a gap from the start, with or
 * without the row of the total.
 */
const stretchesOf = (readings: ReadonlyArray<Reading>): ReadonlyArray<readonly [number, number, 1 | -1]> => {
  const end = readings.length
  const gaps = readings.flatMap(({ state }, at) => (state === "blank" ? [at] : []))
  return [
    [0, end, 1],
    [0, end, -1],
    ...gaps.filter((at) => at > 0).map((at) => [at, end, -1] as const),
    ...gaps.filter((at) => at > 1 && at < end - 1).map((at) => [0, at + 1, 1] as const),
    ...gaps.filter((at) => at > 2).map((at) => [1, at + 1, 1] as const)
  ]
}

/** Fewer amounts than this that stand a row off are told one by one. */
const STRETCH_MIN = 3

/** The row of a table that a place is in, as far as lines and pages tell. */
const rowOf = (at: Place | null): string => `${at?.page ?? ""}|${at?.line ?? ""}`

/**
 * The columns that a key stands for, each as its rows from the top down. Blocks side by side are columns of their own:
 * a line with an amount in each block tells them apart, one with fewer goes on with the 类 that a block is at.
 */
const columnsOf = (table: ReadTable, key: string): ReadonlyArray<ReadonlyArray<ReadRow>> => {
  const rows = [...table.rows.values()].filter(({ cells }) => cells.has(key))
  if (table.key !== "T06") return [rows]
  const coded = rows.filter((row) => /^\d{3,5}$/.test(row.key))
  const lines = [...groupBy(coded, ({ cells }) => rowOf(cells.get(key)?.at ?? null)).values()]
  const width = Math.max(0, ...lines.map((line) => line.length))
  const blocks = Array.from({ length: width }, (): Array<ReadRow> => [])
  for (const line of lines) {
    for (const [at, row] of line.entries()) {
      const open = blocks.find((block) => block.at(-1)?.key.slice(0, 3) === row.key.slice(0, 3))
      const block = line.length === width ? blocks[at] : open
      block?.push(row)
    }
  }
  return blocks
}

const driftsOfColumn = (
  source: TableSource,
  table: ReadTable,
  key: string,
  rows: ReadonlyArray<ReadRow>
): ReadonlyArray<Drift> => {
  const readings = rows.map(({ cells }) => cells.get(key)!)
  return stretchesOf(readings).flatMap(([from, to, by]) => {
    const part = readings.slice(from, to)
    if (part.length < STRETCH_MIN || !isTold(part)) return []
    const moved = shifted(part, by)
    if (moved === null) return []
    const mended = new Map(table.rows)
    const own = rows.slice(from, to)
    for (const [at, row] of own.entries())
      mended.set(row.key, { ...row, cells: new Map(row.cells).set(key, moved[at]!) })
    const address = (at: number): string => `${table.key}/${own.at(at)!.key}/${key}`
    return [
      {
        kind: "column" as const,
        table: table.key,
        key,
        count: own.length,
        first: address(0),
        vacated: address(by === 1 ? 0 : -1),
        mended: withRows(source, table, mended)
      }
    ]
  })
}

const columnDrifts = (source: TableSource, table: ReadTable, key: string): ReadonlyArray<Drift> =>
  columnsOf(table, key).flatMap((rows) => driftsOfColumn(source, table, key, rows))

/** The drifts that cells, by address, may come from: each row and each column they stand in, either way. */
export const driftsOf = (source: TableSource, addresses: Iterable<string>): ReadonlyArray<Drift> => {
  const rows = new Set<string>()
  const columns = new Set<string>()
  for (const address of addresses) {
    const { table, row, column } = Address.cellOf(address)
    rows.add(`${table}/${row}`)
    columns.add(`${table}/${column}`)
  }
  const tableOf = (pair: string): [ReadTable | undefined, string] => {
    const { table, row: key } = Address.cellOf(pair)
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
