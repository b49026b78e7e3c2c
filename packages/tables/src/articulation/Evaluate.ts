/**
 * Evaluating relations: bind the variables, add up both sides exactly, compare.
 *
 * Amounts printed to the fen are compared exactly. Where a cell was rounded in print (万元, whole 元), both sides are
 * intervals, half a last printed place wide on either side for each such cell, and a relation fails only when no
 * exact amounts within them could satisfy it. No tolerance is typed by hand.
 */
import { Money } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"
import { classesIn, holds, readCell } from "./Context.ts"
import type { ArticulationContext } from "./Context.ts"
import type { Expression, Quantifier, Relation, RelationRule, Variable } from "./Rule.ts"

/** What the variables of a relation stand for in one comparison. */
export type Binding = Partial<Readonly<Record<Variable, string>>>

/** One side of a relation, added up. */
export interface Side {
  readonly amount: Money.Money
  /** The cells read, by address. */
  readonly addresses: ReadonlyArray<string>
  /** With which sign each of them is added up, in their order. */
  readonly signs: ReadonlyArray<1 | -1>
  /** How far, in fen, the exact sum may lie from `amount`: half of each cell's last printed place. */
  readonly slack: Money.Money
  /** How many of the cells were rounded when they were printed. */
  readonly rounded: number
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
  /** By how much, in fen, the sides may differ from rounding in print alone. Exact amounts allow nothing. */
  readonly allowed: Money.Money
  readonly outcome: "pass" | "fail" | "unreadable" | "notApplicable"
}

const emptySide: Side = {
  amount: Money.zero,
  addresses: [],
  signs: [],
  slack: Money.zero,
  rounded: 0,
  unreadable: [],
  hasBlank: false,
  isAbsent: false,
  raw: null,
  at: null
}

const absent: Side = { ...emptySide, isAbsent: true }

const bind = (text: string, binding: Binding): string =>
  text.startsWith("$") ? (binding[text as Variable] ?? text) : text

/** Half of a last printed place. A fen is the smallest amount there is: what is printed to the fen is exact. */
const slackOf = (place: Money.Money = Money.zero): Money.Money =>
  place <= 1 ? Money.zero : Money.fromFen(Math.floor(place / 2))

const cellSide = (source: TableSource, table: string, row: string, column: string): Side => {
  const reading = readCell(source, table, row, column)
  if (reading === null) return absent
  const address = `${table}/${row}/${column}`
  const at = reading.at ?? null
  const read: Side = { ...emptySide, addresses: [address], signs: [1] }
  switch (reading.state) {
    case "value": {
      const { amount, raw = null, place } = reading
      const slack = slackOf(place)
      return { ...read, amount, slack, rounded: slack > 0 ? 1 : 0, raw, at }
    }
    case "unreadable":
      return { ...read, unreadable: [address], raw: reading.raw, at }
    case "blank": {
      // A row that is not printed is a plain nothing; a printed row left blank may be a reader's mistake.
      const isPrinted = source.get(table)!.rows.get(row)?.cells.has(column) === true
      return {
        ...(isPrinted ? read : emptySide),
        hasBlank: isPrinted && !source.get(table)!.empty,
        at
      }
    }
  }
}

const negated = (side: Side): Side => ({
  ...side,
  amount: Money.negate(side.amount),
  signs: side.signs.map((sign) => (sign === 1 ? -1 : 1))
})

const combine = (left: Side, right: Side): Side => ({
  amount: Money.add(left.amount, right.amount),
  addresses: [...left.addresses, ...right.addresses],
  signs: [...left.signs, ...right.signs],
  slack: Money.add(left.slack, right.slack),
  rounded: left.rounded + right.rounded,
  unreadable: [...left.unreadable, ...right.unreadable],
  hasBlank: left.hasBlank || right.hasBlank,
  isAbsent: left.isAbsent || right.isAbsent,
  raw: null,
  at: left.at ?? right.at
})

const sumSides = (sides: ReadonlyArray<Side>): Side => {
  if (sides.length === 1) return sides[0]!
  return sides.reduce(combine, emptySide)
}

/** The keys one level below a row, among those the table prints. */
export const childKeys = (source: TableSource, table: string, row: string): ReadonlyArray<string> => {
  const keys = [...(source.get(table)?.rows.keys() ?? [])]
  const length = row === "total" ? 3 : row.length + 2
  const prefix = row === "total" ? "" : row
  return keys.filter((key) => key.length === length && /^\d+$/.test(key) && key.startsWith(prefix))
}

const namedSide = (amount: Money.Money | undefined, name: string): Side =>
  amount === undefined ? absent : { ...emptySide, amount, addresses: [name], signs: [1] }

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
    case "classes": {
      const { table, column } = expression
      return sumSides(classesIn(context).map((code) => cellSide(source, table, code, bind(column, binding))))
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
      return combine(left, negated(right))
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
  const rows = [...(source.get(table)?.rows.keys() ?? [])]
  const keys = rows.filter((key) => /^(total|\d{3}|\d{5})$/.test(key))
  const digits = new Set(rows.filter((key) => key !== "total").map((key) => key.length))
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
    case "classes":
      return classesIn(context).map(($row) => ({ $row }))
    case "ledgerFunctions":
      return unique(context.ledger?.basic.map((item) => item.function) ?? []).map(($row) => ({ $row }))
    case "ledgerEconomics":
      return unique(context.ledger?.basic.map((item) => item.economic) ?? []).map(($row) => ({ $row }))
  }
}

/** Whether the relation can hold between exact amounts that were printed so. */
const compares = (left: number, relation: Relation, right: number, allowed: number): boolean => {
  switch (relation) {
    case "=":
      return Math.abs(left - right) <= allowed
    case "≤":
      return left <= right + allowed
    case "≥":
      return left + allowed >= right
    case "<":
      return left < right + allowed
  }
}

const outcomeOf = (
  left: Side,
  relation: Relation,
  right: Side,
  allowed: Money.Money
): Comparison["outcome"] => {
  if (left.isAbsent || right.isAbsent) return "notApplicable"
  if (left.unreadable.length > 0 || right.unreadable.length > 0) return "unreadable"
  if (compares(left.amount, relation, right.amount, allowed)) return "pass"
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
      const allowed = Money.add(left.slack, right.slack)
      const outcome = outcomeOf(left, relation.relation, right, allowed)
      return { relation, binding, left, right, allowed, outcome }
    })
  )
}
