/**
 * The rules a table definition implies: what its form says adds up.
 *
 * A column that names the columns it is the sum of gives one rule; rows by code give another: 合计 = Σ类, 类 = Σ款,
 * 款 = Σ项 in every column. Another team's table so has its checks from its definition alone.
 */
import type { TableDefinition } from "../TableDefinition.ts"
import { cell, children, equal, plus, rule } from "./Rule.ts"
import type { ArticulationRule } from "./Rule.ts"

/** The implied rules, columns first; ids are `DR-<table>-<column>` and `DR-<table>-rows`. */
export const defaultRulesOf = (definition: TableDefinition): ReadonlyArray<ArticulationRule> => {
  const { key, title, columns } = definition
  const sums = columns.flatMap((column) => {
    if (column.sumOf === undefined) return []
    const parts = column.sumOf.map((part) => cell(key, "$row", part))
    const isSum = equal(cell(key, "$row", column.key), plus(...parts), {
      each: { over: "rows", tables: [key] }
    })
    const zh = `${title}各行：${column.title} = ${column.sumOf.join(" + ")} 栏之和`
    const en = `Each row of ${key}: column ${column.key} is the sum of ${column.sumOf.join(", ")}`
    return [rule(`DR-${key}-${column.key}`, "H", ["L"], zh, en, [isSum])]
  })
  if (definition.rows.kind !== "byCode") return sums
  const isTree = equal(cell(key, "$row", "$column"), children(key, "$column"), {
    each: { over: "parents", table: key },
    columns: columns.map((column) => column.key)
  })
  const zh = `${title}：合计 = Σ类 = Σ款${definition.rows.dimension === "function" ? " = Σ项" : ""}`
  return [...sums, rule(`DR-${key}-rows`, "H", ["L"], zh, `The hierarchy of ${key} adds up`, [isTree])]
}
