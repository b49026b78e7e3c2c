/**
 * Evaluating relations: bind the variables, add up both sides exactly, compare.
 */
import { Money } from "@juesuan/domain"
import { expenditureCategories } from "../definitions/categories.ts"
import type { Place } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"
import { holds, readCell } from "./Context.ts"
import type { ArticulationContext } from "./Context.ts"
import type { Expression, Quantifier, Relation, RelationRule, Variable } from "./Rule.ts"

/** What the variables of a relation stand for in one comparison. */
export type Binding = Partial<Readonly<Record<Variable, string>>>

/** One side of a relation, added up. */
export interface Side {
  readonly amount: Money.Money
  /** The cells read, by address. */
  readonly addresses: ReadonlyArray<string>
  /** Cells that could not be read. */
  readonly unreadable: ReadonlyArray<string>
  /** Whether a cell of a printed row was left blank. */
  readonly hasBlank: boolean
  /** Whether something the side needs is not there at all. */
  readonly isAbsent: boolean
  /** What was printed, when the side is one cell. */
  readonly raw: string | null
  readonly at: Place | null
}

/** One comparison that was made. */
export interface Comparison {
  readonly relation: RelationRule
  readonly binding: Binding
  readonly left: Side
  readonly right: Side
  readonly outcome: "pass" | "fail" | "unreadable" | "notApplicable"
}

const emptySide: Side = {
  amount: Money.zero,
  addresses: [],
  unreadable: [],
  hasBlank: false,
  isAbsent: false,
  raw: null,
  at: null
}

const absent: Side = { ...emptySide, isAbsent: true }

const bind = (text: string, binding: Binding): string =>
  text.startsWith("$") ? (binding[text as Variable] ?? text) : text

const cellSide = (source: TableSource, table: string, row: string, column: string): Side => {
  const reading = readCell(source, table, row, column)
  if (reading === null) return absent
  const address = `${table}/${row}/${column}`
  const at = reading.at ?? null
  switch (reading.state) {
    case "value":
      return { ...emptySide, amount: reading.amount, addresses: [address], raw: reading.raw ?? null, at }
    case "unreadable":
      return { ...emptySide, addresses: [address], unreadable: [address], raw: reading.raw, at }
    case "blank": {
      // A row that is not printed is a plain nothing; a printed row left blank may be a reader's mistake.
      const isPrinted = source.get(table)!.rows.get(row)?.cells.has(column) === true
      return {
        ...emptySide,
        addresses: isPrinted ? [address] : [],
        hasBlank: isPrinted && !source.get(table)!.empty,
        at
      }
    }
  }
}

const combine = (left: Side, right: Side, amount: Money.Money): Side => ({
  amount,
  addresses: [...left.addresses, ...right.addresses],
  unreadable: [...left.unreadable, ...right.unreadable],
  hasBlank: left.hasBlank || right.hasBlank,
  isAbsent: left.isAbsent || right.isAbsent,
  raw: null,
  at: left.at ?? right.at
})

const sumSides = (sides: ReadonlyArray<Side>): Side => {
  if (sides.length === 1) return sides[0]!
  return sides.reduce((total, side) => combine(total, side, Money.add(total.amount, side.amount)), emptySide)
}

/** The keys one level below a row, among those the table prints. */
export const childKeys = (source: TableSource, table: string, row: string): ReadonlyArray<string> => {
  const keys = [...(source.get(table)?.rows.keys() ?? [])]
  const length = row === "total" ? 3 : row.length + 2
  const prefix = row === "total" ? "" : row
  return keys.filter((key) => key.length === length && /^\d+$/.test(key) && key.startsWith(prefix))
}

const namedSide = (amount: Money.Money | undefined, name: string): Side =>
  amount === undefined ? absent : { ...emptySide, amount, addresses: [name] }

/** Adds up an expression. */
export const sideOf = (
  expression: Expression,
  binding: Binding,
  source: TableSource,
  context: ArticulationContext
): Side => {
  switch (expression.kind) {
    case "cell":
      return cellSide(
        source,
        expression.table,
        bind(expression.row, binding),
        bind(expression.column, binding)
      )
    case "lines": {
      const { table, from, to, column } = expression
      const rows = Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
      return sumSides(rows.map((row) => cellSide(source, table, row, bind(column, binding))))
    }
    case "children": {
      const { table, column } = expression
      if (!source.has(table)) return absent
      const keys = childKeys(source, table, binding.$row ?? "")
      return sumSides(keys.map((key) => cellSide(source, table, key, bind(column, binding))))
    }
    case "sum":
      return sumSides(expression.terms.map((term) => sideOf(term, binding, source, context)))
    case "minus": {
      const left = sideOf(expression.left, binding, source, context)
      const right = sideOf(expression.right, binding, source, context)
      return combine(left, right, Money.subtract(left.amount, right.amount))
    }
    case "zero":
      return emptySide
    case "previous":
      return namedSide(context.previous?.get(expression.address), `previous:${expression.address}`)
    case "ledger": {
      const name = expression.name.replace("$row", binding.$row ?? "")
      // Adjustments of the opening are nil where no ledger says otherwise: last year's closing is then compared as is.
      const isMovement = name === "openingAdjusted" || name === "carryoverReturned"
      if (context.ledger === undefined) return isMovement ? emptySide : absent
      return namedSide(context.ledger.named.get(name) ?? Money.zero, `ledger:${name}`)
    }
  }
}

const parentKeys = (source: TableSource, table: string): ReadonlyArray<string> => {
  const keys = [...(source.get(table)?.rows.keys() ?? [])].filter((key) => /^(total|\d{3}|\d{5})$/.test(key))
  const digits = new Set([...(source.get(table)?.rows.keys() ?? [])].map((key) => key.length))
  // A table that prints no 项 at all has no level below its 款 to compare with.
  return keys.filter((key) => key === "total" || digits.has(key.length + 2))
}

const unique = (keys: Iterable<string>): ReadonlyArray<string> => [...new Set(keys)]

const bindingsOf = (
  quantifier: Quantifier | undefined,
  source: TableSource,
  context: ArticulationContext
): ReadonlyArray<Binding> => {
  if (quantifier === undefined) return [{}]
  switch (quantifier.over) {
    case "rows":
      return unique(quantifier.tables.flatMap((table) => [...(source.get(table)?.rows.keys() ?? [])])).map(
        ($row) => ({
          $row
        })
      )
    case "parents":
      return parentKeys(source, quantifier.table).map(($row) => ({ $row }))
    case "keys":
      return quantifier.keys.map(($row) => ({ $row }))
    case "categories":
      return expenditureCategories.map(([$code], index) => ({
        $code,
        $T01: String(31 + index),
        $T04: String(33 + index)
      }))
    case "ledgerFunctions":
      return unique(context.ledger?.basic.map((item) => item.function) ?? []).map(($row) => ({ $row }))
    case "ledgerEconomics":
      return unique(context.ledger?.basic.map((item) => item.economic) ?? []).map(($row) => ({ $row }))
  }
}

const compares = (left: number, relation: Relation, right: number): boolean => {
  switch (relation) {
    case "=":
      return left === right
    case "≤":
      return left <= right
    case "≥":
      return left >= right
    case "<":
      return left < right
  }
}

const outcomeOf = (left: Side, relation: Relation, right: Side): Comparison["outcome"] => {
  if (left.isAbsent || right.isAbsent) return "notApplicable"
  if (left.unreadable.length > 0 || right.unreadable.length > 0) return "unreadable"
  if (compares(left.amount, relation, right.amount)) return "pass"
  // A blank that would have to be an amount accuses nobody: it may be a zero left out or a number not seen.
  return left.hasBlank || right.hasBlank ? "unreadable" : "fail"
}

/** Makes all comparisons of a relation, in the order of its quantifier. */
export const compareAll = (
  relation: RelationRule,
  source: TableSource,
  context: ArticulationContext
): ReadonlyArray<Comparison> => {
  if (relation.when?.every((condition) => holds(condition, source, context)) === false) return []
  const columns = relation.columns ?? [undefined]
  return bindingsOf(relation.each, source, context).flatMap((row) =>
    columns.map((column): Comparison => {
      const binding = column === undefined ? row : { ...row, $column: column }
      const left = sideOf(relation.left, binding, source, context)
      const right = sideOf(relation.right, binding, source, context)
      return { relation, binding, left, right, outcome: outcomeOf(left, relation.relation, right) }
    })
  )
}
