/**
 * What a rule names must be there to name: a misspelt table, row, column or ledger figure reads as nothing, and the
 * rule would compare with 0.00.
 *
 * A table of the forms that was not published is no fault, nor is a code that did not occur in the year: only names
 * that no form could print are.
 */
import { Address, nearest } from "@juesuan/domain"
import * as Result from "effect/Result"
import { packs } from "../Pack.ts"
import { termOf } from "../TableDefinition.ts"
import type { TableDefinition } from "../TableDefinition.ts"
import type { TableSource } from "../TableSource.ts"
import { classesIn } from "./Context.ts"
import type { ArticulationContext } from "./Context.ts"
import { isLedgerFigure, ledgerFigureNames } from "./LedgerFigures.ts"
import type { ArticulationRule, Expression, RelationRule } from "./Rule.ts"

/** A name in a rule that nothing has, and the one most like it, if one is. */
export interface NameFault {
  readonly what: "table" | "row" | "column" | "cell" | "variable" | "address" | "ledger"
  /** Where the rule looks: `T03`, `T03/208` or `T03/208/9`. */
  readonly address: string
  readonly name: string
  readonly meant: string | undefined
}

/** The forms of the packs that ship. */
const shipped: ReadonlyArray<TableDefinition> = [
  ...new Set(packs.flatMap(({ tables }) => tables.map(({ definition }) => definition)))
]
const official = (table: string): ReadonlyArray<TableDefinition> => shipped.filter(({ key }) => key === table)

/** What is known of a table's keys: from its form, or from its print alone. */
interface Form {
  readonly rows: ReadonlyArray<string>
  readonly columns: ReadonlyArray<string>
  /** Codes that the table may have rows for beside those. */
  readonly codes: RegExp | null
  /** `null` when only its print is known. */
  readonly definition: TableDefinition | null
}

const functionCodes = /^(\d{3}|\d{5}|\d{7})$/
const economicCodes = /^(\d{3}|\d{5})$/

const formsOfDefinitions = new WeakMap<TableDefinition, Form>()

const formOfDefinition = (definition: TableDefinition): Form => {
  const known = formsOfDefinitions.get(definition)
  if (known !== undefined) return known
  const made = makeForm(definition)
  formsOfDefinitions.set(definition, made)
  return made
}

const makeForm = (definition: TableDefinition): Form => {
  const { rows } = definition
  const columns = definition.columns.map(({ key }) => key)
  if (rows.kind === "fixed") {
    const codes = rows.additions === undefined ? null : economicCodes
    return { rows: rows.rows.map(({ key }) => key), columns, codes, definition }
  }
  const codes = rows.dimension === "function" ? functionCodes : economicCodes
  return { rows: [rows.total.key], columns, codes, definition }
}

const printOf = (source: TableSource, table: string): Form | null => {
  const read = source.get(table)
  if (read === undefined) return null
  const columns = [...read.rows.values()].flatMap(({ cells }) => [...cells.keys()])
  const titled = [...(read.columnTitles?.keys() ?? [])]
  return {
    rows: [...read.rows.keys()],
    columns: [...new Set([...columns, ...titled])],
    codes: functionCodes,
    definition: null
  }
}

/** The table's form with what is printed of it beside that, or `null` when there is no such table. */
const formOf = (table: string, source: TableSource, context: ArticulationContext): Form | null => {
  const inUse = context.definitions?.find(({ key }) => key === table)
  const [first, ...others] = [...(inUse === undefined ? [] : [inUse]), ...official(table)]
  const print = printOf(source, table)
  if (first === undefined) return print
  // What only another region prints is no misspelt name: here it is nothing.
  const forms = [formOfDefinition(first), ...others.map(formOfDefinition), ...(print === null ? [] : [print])]
  return {
    ...forms[0]!,
    rows: [...new Set(forms.flatMap(({ rows }) => rows))],
    columns: [...new Set(forms.flatMap(({ columns }) => columns))]
  }
}

/** Whether the form has a cell where both its row and its column are known by name. */
const hasCell = ({ definition }: Form, row: string, column: string): boolean => {
  if (definition === null || definition.rows.kind !== "fixed") return true
  const one = definition.rows.rows.find(({ key }) => key === row)
  const other = definition.columns.find(({ key }) => key === column)
  return one === undefined || other === undefined || termOf(one, other) !== null
}

/** What a variable may stand for in a relation; `null` when the tables tell, `undefined` when nothing binds it. */
const valuesOf = (
  text: string,
  { each, columns }: RelationRule,
  context: ArticulationContext
): ReadonlyArray<string> | null | undefined => {
  if (text === "$column") return columns
  if (text !== "$row") return text.startsWith("$") ? undefined : [text]
  switch (each?.over) {
    case undefined:
      return undefined
    case "keys":
      return each.keys
    case "classes":
      return classesIn(context)
    default:
      return null
  }
}

/** What a look-up of names needs to know. */
interface Scope {
  readonly relation: RelationRule
  readonly source: TableSource
  readonly context: ArticulationContext
  /** The forms met so far: a rule names the same tables over and over. */
  readonly forms: Map<string, Form | null>
}

const formIn = ({ forms, source, context }: Scope, table: string): Form | null => {
  const known = forms.get(table)
  if (known !== undefined) return known
  const form = formOf(table, source, context)
  forms.set(table, form)
  return form
}

const tableFault = (table: string, { source, context }: Scope): NameFault => {
  const known = [
    ...shipped.map(({ key }) => key),
    ...source.keys(),
    ...(context.definitions ?? []).map(({ key }) => key)
  ]
  return { what: "table", address: table, name: table, meant: nearest(table, known) }
}

const variableFault = (table: string, name: string): NameFault => ({
  what: "variable",
  address: table,
  name,
  meant: undefined
})

const cellFaults = (table: string, row: string, column: string, scope: Scope): ReadonlyArray<NameFault> => {
  const form = formIn(scope, table)
  if (form === null) return [tableFault(table, scope)]
  const rows = valuesOf(row, scope.relation, scope.context)
  const columns = valuesOf(column, scope.relation, scope.context)
  if (rows === undefined) return [variableFault(table, row)]
  if (columns === undefined) return [variableFault(table, column)]
  // Nothing is known of a table that is not defined and prints no row.
  if (form.definition === null && form.rows.length === 0) return []
  const noRow = (rows ?? [])
    .filter((key) => !form.rows.includes(key) && form.codes?.test(key) !== true)
    .map((name): NameFault => ({
      what: "row",
      address: `${table}/${name}`,
      name,
      meant: nearest(name, form.rows)
    }))
  const noColumn = (columns ?? [])
    .filter((key) => !form.columns.includes(key))
    .map((name): NameFault => ({
      what: "column",
      address: `${table}/${rows?.length === 1 ? rows[0] : row}/${name}`,
      name,
      meant: nearest(name, form.columns)
    }))
  const isNamed = row === rows?.[0] && column === columns?.[0]
  if (noRow.length + noColumn.length > 0 || !isNamed || hasCell(form, row, column))
    return [...noRow, ...noColumn]
  const address = `${table}/${row}/${column}`
  return [{ what: "cell", address, name: address, meant: undefined }]
}

const previousFaults = (address: string, scope: Scope): ReadonlyArray<NameFault> => {
  if (scope.context.previous?.has(address) === true) return []
  const read = Address.parse(address)
  if (Result.isFailure(read) || read.success._tag !== "Cell")
    return [{ what: "address", address, name: address, meant: undefined }]
  const { table, row, column } = read.success
  return cellFaults(table, row, column, scope)
}

const ledgerFaults = (name: string, scope: Scope): ReadonlyArray<NameFault> => {
  if (isLedgerFigure(name) || scope.context.ledger?.named.has(name) === true) return []
  return [{ what: "ledger", address: `ledger:${name}`, name, meant: nearest(name, ledgerFigureNames) }]
}

const expressionFaults = (expression: Expression, scope: Scope): ReadonlyArray<NameFault> => {
  switch (expression.kind) {
    case "cell":
      return cellFaults(expression.table, expression.row, expression.column, scope)
    case "classes":
      return classesIn(scope.context).flatMap((code) =>
        cellFaults(expression.table, code, expression.column, scope)
      )
    case "children":
      return cellFaults(expression.table, "$row", expression.column, scope)
    case "sum":
      return expression.terms.flatMap((term) => expressionFaults(term, scope))
    case "minus":
      return [...expressionFaults(expression.left, scope), ...expressionFaults(expression.right, scope)]
    case "zero":
      return []
    case "previous":
      return previousFaults(expression.address, scope)
    case "ledger":
      return ledgerFaults(expression.name, scope)
  }
}

const rangeFaults = (scope: Scope): ReadonlyArray<NameFault> => {
  const { each } = scope.relation
  const tables = each?.over === "rows" ? each.tables : each?.over === "parents" ? [each.table] : []
  return tables.filter((table) => formIn(scope, table) === null).map((table) => tableFault(table, scope))
}

/** The names in a rule that nothing has, each once, in the order of its relations. */
export const nameFaultsOf = (
  rule: ArticulationRule,
  source: TableSource,
  context: ArticulationContext
): ReadonlyArray<NameFault> => {
  const forms = new Map<string, Form | null>()
  const faults = rule.relations.flatMap((relation) => {
    const scope = { relation, source, context, forms }
    return [
      ...rangeFaults(scope),
      ...expressionFaults(relation.left, scope),
      ...expressionFaults(relation.right, scope)
    ]
  })
  return [...new Map(faults.map((fault) => [`${fault.what} ${fault.address}`, fault])).values()]
}

const nouns = {
  table: { zh: "表", en: "table" },
  row: { zh: "行", en: "row" },
  column: { zh: "栏", en: "column" },
  cell: { zh: "单元格", en: "cell" },
  variable: { zh: "变量", en: "variable" },
  address: { zh: "地址", en: "address" },
  ledger: { zh: "账簿数", en: "figure of the ledger" }
} as const

/** A fault in words. */
export const nameFaultText = ({ what, address, name, meant }: NameFault, language: "zh" | "en"): string => {
  const noun = nouns[what][language]
  const at = address === name ? "" : address
  if (language === "en") {
    const place = at === "" ? "" : ` (${at})`
    const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`
    return `the rule cannot be checked: there is no ${noun} "${name}"${place}.${hint}`
  }
  const place = at === "" ? "" : `（${at}）`
  const hint = meant === undefined ? "" : `是不是“${meant}”？`
  return `规则无法执行：没有名为“${name}”的${noun}${place}。${hint}`
}
