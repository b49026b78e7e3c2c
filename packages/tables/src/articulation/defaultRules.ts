/**
 * The rules a table definition implies: what its form says adds up.
 *
 * A column or row that names those it is the sum of gives one rule; rows by code give another: 合计 = Σ类, 类 = Σ款,
 * 款 = Σ项 in every column. Another team's table so has its checks from its definition alone.
 */
import type { FixedRows, TableDefinition } from "../TableDefinition.ts"
import { cell, children, equal, less, plus, rule } from "./Rule.ts"
import type { ArticulationRule } from "./Rule.ts"

const rowsByKey = ({ rows }: FixedRows, key: string): string =>
  rows.find((row) => row.key === key)?.label ?? key

/** The implied rules, columns first; ids are `DR-<table>-<column or row>` and `DR-<table>-rows`. */
export const defaultRulesOf = (definition: TableDefinition): ReadonlyArray<ArticulationRule> => {
  const { key, title, columns } = definition
  const sums = columns.flatMap((column) => {
    if (column.sumOf === undefined) return []
    const parts = column.sumOf.map((part) => cell(key, "$row", part))
    const taken = (column.less ?? []).map((part) => cell(key, "$row", part))
    const whole = taken.length === 0 ? plus(...parts) : less(plus(...parts), plus(...taken))
    const isSum = equal(cell(key, "$row", column.key), whole, {
      each: { over: "rows", tables: [key] }
    })
    const titles = (keys: ReadonlyArray<string> = []): ReadonlyArray<string> =>
      keys.map((part) => columns.find((one) => one.key === part)?.title ?? part)
    const zh = `${title}各行：${column.title} = ${[titles(column.sumOf).join(" + "), ...titles(column.less)].join(" − ")}`
    const en = `Each row of ${key}: ${column.key} = ${[column.sumOf.join(" + "), ...(column.less ?? [])].join(" − ")}`
    return [rule(`DR-${key}-${column.key}`, "H", ["L"], zh, en, [isSum])]
  })
  const { rows } = definition
  const rowSums = (rows.kind === "fixed" ? rows.rows : []).flatMap((row) => {
    if (rows.kind !== "fixed" || row.sumOf === undefined) return []
    const parts = row.sumOf.map((part) => cell(key, part, "$column"))
    const isSum = equal(cell(key, row.key, "$column"), plus(...parts), {
      columns: columns.map((column) => column.key)
    })
    const labels = row.sumOf.map((part) => rowsByKey(rows, part))
    const zh = `${title}：${row.label} = ${labels.join(" + ")}`
    const en = `${key}: row ${row.key} is the sum of ${row.sumOf.join(", ")}`
    return [rule(`DR-${key}-${row.key}`, "H", ["L"], zh, en, [isSum])]
  })
  if (rows.kind !== "byCode") return [...sums, ...rowSums]
  const isTree = equal(cell(key, "$row", "$column"), children(key, "$column"), {
    each: { over: "parents", table: key },
    columns: columns.map((column) => column.key)
  })
  const zh = `${title}：合计 = Σ类 = Σ款${rows.dimension === "function" ? " = Σ项" : ""}`
  return [...sums, rule(`DR-${key}-rows`, "H", ["L"], zh, `The hierarchy of ${key} adds up`, [isTree])]
}
