/**
 * Changes of a form that regions and years make: other 类, 合计 below, no printed numbers.
 */
import { chineseOrdinal, otherCategoryNames } from "./definitions/categories.ts"
import { formRows } from "./TableDefinition.ts"
import type { RowDefinition, SideDefinition, TableDefinition } from "./TableDefinition.ts"
import { restrict, under } from "./Term.ts"
import type { Term } from "./Term.ts"

const isClass = (key: string | null): boolean => key !== null && /^2\d\d$/.test(key)

/** Takes blank lines out of a side, or puts them in before its sums, until it is so many lines long. */
const resized = ({ rows, ...side }: SideDefinition, height: number): SideDefinition => {
  const lines = [...rows]
  for (let at = lines.lastIndexOf(null); lines.length > height && at >= 0; at = lines.lastIndexOf(null))
    lines.splice(at, 1)
  const from = lines.includes(null) ? lines.indexOf(null) : Math.max(0, lines.length - 1)
  while (lines.length < height) lines.splice(from, 0, null)
  return { ...side, rows: lines }
}

/** The lines of a summary table for these 类, each with the cells of 本年支出合计 narrowed to it. */
const classRows = (
  spent: RowDefinition,
  classes: ReadonlyArray<readonly [code: string, name: string]>
): ReadonlyArray<RowDefinition> =>
  classes.map(([code, name], index) => {
    const cells: Record<string, Term> = {}
    for (const [column, term] of Object.entries(spent.cells ?? {}))
      cells[column] = restrict(term, { function: under(code) })
    const aliases = otherCategoryNames[code]
    const label = `${chineseOrdinal(index + 1)}、${name}`
    return { key: code, label, depth: 0, cells, ...(aliases === undefined ? {} : { aliases }) }
  })

/** A summary table with these 类 in the place of its own; another table as it is. */
export const withClasses = (
  definition: TableDefinition,
  classes: ReadonlyArray<readonly [code: string, name: string]>
): TableDefinition => {
  const { layout } = definition
  const rows = formRows(definition)
  const spent = rows.find(({ key }) => key === "expenditure")
  const first = rows.findIndex(({ key }) => isClass(key))
  if (layout.kind !== "sides" || spent === undefined || first < 0) return definition
  const others = (from: number, to?: number) => rows.slice(from, to).filter(({ key }) => !isClass(key))
  const right = [...classes.map(([code]) => code), ...layout.right.rows.filter((key) => !isClass(key))]
  return {
    ...definition,
    rows: { kind: "fixed", rows: [...others(0, first), ...classRows(spent, classes), ...others(first)] },
    layout: { ...layout, left: resized(layout.left, right.length), right: { ...layout.right, rows: right } }
  }
}

/** A table by code with its 合计 below; another table as it is. */
export const withTotalBelow = (definition: TableDefinition): TableDefinition =>
  definition.rows.kind === "byCode"
    ? { ...definition, rows: { ...definition.rows, totalAt: "below" } }
    : definition

/** The form without printed 行次 and 栏次. */
export const withoutNumbers = (definition: TableDefinition): TableDefinition => {
  const { layout } = definition
  const columns = definition.columns.map((column) => ({ ...column, number: "" }))
  switch (layout.kind) {
    case "sides":
    case "codes":
    case "single":
      return { ...definition, columns, layout: { ...layout, isNumbered: false } }
    default:
      return { ...definition, columns }
  }
}
