/**
 * Which cells a form says are sums of others of the same table, taken from the articulation rules themselves.
 *
 * A workbook makes its totals live with them, and an explanation names them.
 */
import { Address } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"
import { childKeys, compareAll } from "./Evaluate.ts"
import type { Binding } from "./Evaluate.ts"
import type { Expression, Variable } from "./Rule.ts"
import { articulationRules } from "./rules.ts"

/** A cell by address, and whether a sum adds it or takes it away. */
export interface SignedCell {
  readonly sign: 1 | -1
  readonly address: string
}

const bind = (text: string, binding: Binding): string => binding[text as Variable] ?? text

/**
 * The cells of an expression with their signs, printed or not; `null` where it reads anything but cells.
 */
export const signedCells = (
  expression: Expression,
  binding: Binding,
  source: TableSource,
  sign: 1 | -1 = 1,
  classes: ReadonlyArray<string> | null = null
): ReadonlyArray<SignedCell> | null => {
  const cellAt = (table: string, row: string, column: string): SignedCell => ({
    sign,
    address: `${table}/${row}/${bind(column, binding)}`
  })
  switch (expression.kind) {
    case "cell":
      return [cellAt(expression.table, bind(expression.row, binding), expression.column)]
    case "classes": {
      const { table, column } = expression
      const printed = [...(source.get(table)?.rows.keys() ?? [])].filter((key) => /^2\d\d$/.test(key))
      return (classes ?? printed).map((code) => cellAt(table, code, column))
    }
    case "children": {
      const { table, column } = expression
      return childKeys(source, table, binding.$row ?? "").map((key) => cellAt(table, key, column))
    }
    case "sum": {
      const terms = expression.terms.map((term) => signedCells(term, binding, source, sign, classes))
      return terms.every((term) => term !== null) ? terms.flat() : null
    }
    case "minus": {
      const left = signedCells(expression.left, binding, source, sign, classes)
      const right = signedCells(expression.right, binding, source, sign === 1 ? -1 : 1, classes)
      return left === null || right === null ? null : [...left, ...right]
    }
    case "zero":
      return []
    case "previous":
    case "ledger":
      return null
  }
}

const isPrinted = (source: TableSource, address: string): boolean => {
  const { table, row, column } = Address.cellOf(address)
  return source.get(table)?.rows.get(row)?.cells.has(column) === true
}

/**
 * For each cell that a hard identity makes the sum of other printed cells of its table: those cells. Where several
 * identities do, the first in rule order holds. No cell is, through however many steps, a sum of itself.
 */
export const cellSumsOf = (source: TableSource): ReadonlyMap<string, ReadonlyArray<SignedCell>> => {
  const sums = new Map<string, ReadonlyArray<SignedCell>>()
  const reaches = (from: string, to: string): boolean =>
    from === to || (sums.get(from) ?? []).some(({ address }) => reaches(address, to))
  for (const { strength, relations } of articulationRules) {
    if (strength !== "H") continue
    for (const relation of relations) {
      const { left, right } = relation
      if (left.kind !== "cell" || relation.relation !== "=" || relation.when !== undefined) continue
      for (const { binding, outcome } of compareAll(relation, source, {})) {
        if (outcome !== "pass") continue
        const address = `${left.table}/${bind(left.row, binding)}/${bind(left.column, binding)}`
        const cells = signedCells(right, binding, source)
        if (cells === null || cells.length < 2 || sums.has(address)) continue
        if (!isPrinted(source, address) || !cells.every((one) => isPrinted(source, one.address))) continue
        if (!cells.every((one) => one.address.startsWith(`${left.table}/`))) continue
        if (cells.some((one) => reaches(one.address, address))) continue
        sums.set(address, cells)
      }
    }
  }
  return sums
}
