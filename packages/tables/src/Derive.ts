/**
 * Deriving tables: a pack's definitions over a cube.
 *
 * A derived cell keeps its term beside its value, so that whoever shows the figure can also explain it. Values are
 * exact fen; nothing is rounded here.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import type { Cube } from "./Cube.ts"
import { matching } from "./Cube.ts"
import { compileTerms, evaluateByCode, evaluateCompiled } from "./EvaluateAll.ts"
import type { CompiledTerms } from "./EvaluateAll.ts"
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

/** A cell before its amount is known. */
type PlannedCell = readonly [column: string, cell: { readonly address: string; readonly term: Term }]

/** A row with its cells, of whatever year: it is planned once, and printed with the amounts of each. */
interface RowPlan {
  readonly row: RowDefinition
  readonly cells: ReadonlyArray<PlannedCell>
}

const planOf = (definition: TableDefinition, row: RowDefinition): RowPlan => ({
  row,
  cells: definition.columns.flatMap((column): ReadonlyArray<PlannedCell> => {
    const term = termOf(row, column)
    const address = Address.printCell(definition.key, row.key, column.key)
    return term === null ? [] : [[column.key, { address, term }]]
  })
})

const termsOf = (plans: ReadonlyArray<RowPlan>): ReadonlyArray<Term> =>
  plans.flatMap(({ cells }) => cells.map(([, { term }]) => term))

/** Rows that print the same in every year: their plans, and their terms compiled. */
interface FixedPlan {
  readonly plans: ReadonlyArray<RowPlan>
  readonly compiled: CompiledTerms
}

const fixedPlanOf = (definition: TableDefinition, rows: ReadonlyArray<RowDefinition>): FixedPlan => {
  const plans = rows.map((row) => planOf(definition, row))
  return { plans, compiled: compileTerms(termsOf(plans)) }
}

/** What of a table is the same for every cube. */
interface TablePlan {
  /** All rows of a fixed form; the total of one by code. */
  readonly fixed: FixedPlan
  /** The columns of a form by code, whose cells are their terms narrowed to a code; `null` of a fixed form. */
  readonly columns: CompiledTerms | null
  /** Rows by code, as they come to be asked for. */
  readonly byCode: Map<string, RowPlan>
}

const tablePlans = new WeakMap<TableDefinition, TablePlan>()

const tablePlanOf = (definition: TableDefinition): TablePlan => {
  const before = tablePlans.get(definition)
  if (before !== undefined) return before
  const { rows, columns } = definition
  const terms = columns.flatMap(({ term }) => (term === undefined ? [] : [term]))
  const plan: TablePlan = {
    fixed: fixedPlanOf(definition, rows.kind === "fixed" ? rows.rows : [rows.total]),
    columns: rows.kind === "fixed" ? null : compileTerms(terms),
    byCode: new Map()
  }
  tablePlans.set(definition, plan)
  return plan
}

/** A planned row with amounts, those of its cells in their order from `start` on. */
const derivedRow = (
  { row: { key, label, depth, heads }, cells }: RowPlan,
  amounts: ReadonlyArray<Money.Money>,
  start = 0
): DerivedRow => {
  const derived = new Map<string, DerivedCell>()
  for (const [index, [column, { address, term }]] of cells.entries())
    derived.set(column, { address, amount: amounts[start + index] ?? Money.zero, term })
  return heads === undefined
    ? { key, label, depth, cells: derived }
    : { key, label, depth, cells: derived, heads }
}

const derivedFixed = (cube: Cube, { plans, compiled }: FixedPlan): ReadonlyArray<DerivedRow> => {
  const amounts = evaluateCompiled(cube, compiled)
  let start = 0
  return plans.map((plan) => {
    const row = derivedRow(plan, amounts, start)
    start += plan.cells.length
    return row
  })
}

/** The rows of a form by code: those of the codes that occur, and the total above or below them. */
const derivedByCode = (
  cube: Cube,
  definition: TableDefinition,
  rows: RowsByCode
): ReadonlyArray<DerivedRow> => {
  const { fixed, columns, byCode } = tablePlanOf(definition)
  const amounts = evaluateByCode(cube, columns!, rows.dimension)
  const coded = codesIn(cube, rows).map((code) => {
    let plan = byCode.get(code)
    if (plan === undefined) byCode.set(code, (plan = planOf(definition, codeRow(rows.dimension, code))))
    return derivedRow(plan, amounts.get(code) ?? [])
  })
  const total = derivedFixed(cube, fixed)
  return rows.totalAt === "below" ? [...coded, ...total] : [...total, ...coded]
}

const derivedRows = (cube: Cube, definition: TableDefinition): ReadonlyArray<DerivedRow> => {
  const { rows } = definition
  if (rows.kind !== "fixed") return derivedByCode(cube, definition, rows)
  const own = fixedRows(cube, rows)
  return derivedFixed(cube, own === rows.rows ? tablePlanOf(definition).fixed : fixedPlanOf(definition, own))
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
    rows: derivedRows(cube, definition),
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
