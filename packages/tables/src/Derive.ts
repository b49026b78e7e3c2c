/**
 * Deriving tables: a pack's definitions over a cube.
 *
 * A derived cell keeps its term beside its value, so that whoever shows the figure can also explain it. Values are
 * exact fen; nothing is rounded here.
 */
import { Address, Classification } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import type { Cube } from "./Cube.ts"
import { matching } from "./Cube.ts"
import { evaluateAll } from "./EvaluateAll.ts"
import type { PackTable, TablePack } from "./Pack.ts"
import { codeFilter, termOf } from "./TableDefinition.ts"
import type {
  ColumnDefinition,
  FixedRows,
  RowDefinition,
  RowsByCode,
  TableDefinition
} from "./TableDefinition.ts"
import type { ReadRow, ReadTable, Reading, TableSource } from "./TableSource.ts"
import type { Term } from "./Term.ts"

/** A figure with its address, its exact amount in fen, and the term it is the value of. */
export interface DerivedCell {
  readonly address: string
  readonly amount: Money.Money
  readonly term: Term
}

/** A row of a derived table; cells by column key, in column order. */
export interface DerivedRow {
  readonly key: string
  readonly label: string
  readonly depth: number
  /** Printed heads, where the form sets its rows side by side as columns. */
  readonly heads?: ReadonlyArray<string>
  readonly cells: ReadonlyMap<string, DerivedCell>
}

/** A table of a year: its definition, what the pack prints around it, and its rows in the order of print. */
export interface DerivedTable {
  readonly definition: TableDefinition
  readonly key: string
  readonly number: string
  readonly title: string
  readonly note: string
  readonly columns: ReadonlyArray<ColumnDefinition>
  readonly rows: ReadonlyArray<DerivedRow>
  readonly empty: boolean
  /** The sentence of an empty form, or `null`. */
  readonly emptyStatement: string | null
}

const listOf = { function: "functional", economic: "departmentEconomic" } as const

/** The name printed for a code; a code the catalogue does not know is printed as itself. */
const labelOf = (dimension: "function" | "economic", code: string): string =>
  Classification.nameOf(listOf[dimension], code) ?? code

const codeRow = (dimension: "function" | "economic", code: string): RowDefinition => ({
  key: code,
  label: labelOf(dimension, code),
  depth: code.length === 3 ? 0 : code.length === 5 ? 1 : 2,
  where: codeFilter(dimension, code)
})

const codesIn = (cube: Cube, rows: RowsByCode): ReadonlyArray<string> => {
  const codes = new Set<string>()
  for (const where of rows.presence) {
    for (const posting of matching(cube, where)) {
      const code = posting[rows.dimension]
      for (const digits of [3, 5, 7]) if (code.length >= digits) codes.add(code.slice(0, digits))
    }
  }
  // Text order of codes is the order of the tree: a parent is a prefix of its children.
  return [...codes].sort()
}

/** The form's rows and, behind their 类, rows for codes that occur without one. */
const fixedRows = (cube: Cube, rows: FixedRows): ReadonlyArray<RowDefinition> => {
  if (rows.additions === undefined) return rows.rows
  const { dimension, presence } = rows.additions
  const known = new Set(rows.rows.map((row) => row.key))
  const missing = new Set(matching(cube, presence).map((posting) => posting[dimension]))
  const extra = [...missing].filter((code) => !known.has(code)).sort()
  if (extra.length === 0) return rows.rows
  return rows.rows.flatMap((row, index) => {
    const next = rows.rows[index + 1]?.key.slice(0, 3)
    const closesCategory = /^\d/.test(row.key) && next !== row.key.slice(0, 3)
    const mine = closesCategory ? extra.filter((code) => code.startsWith(row.key.slice(0, 3))) : []
    return [row, ...mine.map((code) => codeRow(dimension, code))]
  })
}

const rowsOf = (cube: Cube, definition: TableDefinition): ReadonlyArray<RowDefinition> => {
  const { rows } = definition
  if (rows.kind === "fixed") return fixedRows(cube, rows)
  const coded = codesIn(cube, rows).map((code) => codeRow(rows.dimension, code))
  return rows.totalAt === "below" ? [...coded, rows.total] : [rows.total, ...coded]
}

interface CellPlan {
  readonly row: RowDefinition
  readonly column: string
  readonly term: Term
}

/** The cells of a table with their terms, row by row. */
const plannedCells = (
  definition: TableDefinition,
  rows: ReadonlyArray<RowDefinition>
): ReadonlyArray<CellPlan> =>
  rows.flatMap((row) =>
    definition.columns.flatMap((column): ReadonlyArray<CellPlan> => {
      const term = termOf(row, column)
      return term === null ? [] : [{ row, column: column.key, term }]
    })
  )

const derivedRows = (
  cube: Cube,
  definition: TableDefinition,
  rows: ReadonlyArray<RowDefinition>
): ReadonlyArray<DerivedRow> => {
  const plans = plannedCells(definition, rows)
  const amounts = evaluateAll(
    cube,
    plans.map(({ term }) => term)
  )
  const cells = new Map(rows.map((row) => [row, new Map<string, DerivedCell>()]))
  for (const [index, { row, column, term }] of plans.entries()) {
    const address = Address.printCell(definition.key, row.key, column)
    cells.get(row)!.set(column, { address, amount: amounts[index]!, term })
  }
  return rows.map((row) => {
    const { key, label, depth, heads } = row
    const derived = { key, label, depth, cells: cells.get(row)! }
    return heads === undefined ? derived : { ...derived, heads }
  })
}

const isEmpty = (cube: Cube, definition: TableDefinition): boolean =>
  definition.emptyUnless !== undefined &&
  definition.emptyUnless.every((where) => matching(cube, where).length === 0)

const withYear = (text: string, year: number): string => text.replaceAll("{year}", String(year))

/** Derives one table of a pack. */
export const deriveTable = (cube: Cube, table: PackTable, year: number): DerivedTable => {
  const { definition } = table
  const empty = isEmpty(cube, definition)
  return {
    definition,
    key: definition.key,
    number: table.number,
    title: table.title,
    note: withYear(table.note, year),
    columns: definition.columns.map((column) => ({
      ...column,
      heads: column.heads.map((head) => withYear(head, year))
    })),
    rows: derivedRows(cube, definition, rowsOf(cube, definition)),
    empty,
    emptyStatement: empty ? withYear(table.emptyStatement, year) : null
  }
}

/** Derives the tables of a pack, in its order. */
export const deriveTables = (cube: Cube, pack: TablePack, year: number): ReadonlyArray<DerivedTable> =>
  pack.tables.map((table) => deriveTable(cube, table, year))

const toReadRow = (row: DerivedRow): ReadRow => {
  const cells = new Map<string, Reading>()
  for (const [column, { amount }] of row.cells) cells.set(column, { state: "value", amount })
  return { key: row.key, label: row.label, cells }
}

/** What columns are called that print no 栏次. */
export const columnTitlesOf = (columns: ReadonlyArray<ColumnDefinition>): ReadonlyMap<string, string> =>
  new Map(columns.flatMap(({ key, title }) => (/^\d/.test(key) ? [] : [[key, title]])))

const toReadTable = (table: DerivedTable): ReadTable => ({
  key: table.key,
  number: table.number,
  title: table.title,
  columnTitles: columnTitlesOf(table.columns),
  rows: new Map(table.rows.map((row) => [row.key, toReadRow(row)])),
  empty: table.empty,
  emptyStatement: table.emptyStatement !== null
})

/** The tables as articulation rules read them. */
export const toSource = (tables: ReadonlyArray<DerivedTable>): TableSource =>
  new Map(tables.map((table) => [table.key, toReadTable(table)]))

/** The cell at an address, or `undefined` when no table has it. */
export const cellAt = (
  tables: ReadonlyArray<DerivedTable>,
  address: Address.TableAddress
): DerivedCell | undefined =>
  tables
    .find((table) => table.key === address.table)
    ?.rows.find((row) => row.key === address.row)
    ?.cells.get(address.column)

/** How many figures the tables print. */
export const countFigures = (tables: ReadonlyArray<DerivedTable>): number =>
  tables.reduce((total, table) => total + table.rows.reduce((cells, row) => cells + row.cells.size, 0), 0)
