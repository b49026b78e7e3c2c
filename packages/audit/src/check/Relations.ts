/**
 * Relations between cells as linear forms: what each cell weighs in `left − right`, and by how much that is off.
 *
 * In this form it can be told what a single changed cell would do to every relation it stands in.
 */
import type { Articulation, TableSource } from "@juesuan/tables"
import { Articulation as Rules } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"

export interface LinearRelation {
  readonly rule: Articulation.ArticulationRule
  readonly comparison: Articulation.Comparison
  /** What each cell weighs in left − right; cells that are not printed are among them. */
  readonly weights: ReadonlyMap<string, number>
  /** left − right, in fen. */
  readonly residual: number
  readonly isBroken: boolean
}

/** Whether the relation holds when left − right is `residual`. */
export const holdsWith = ({ comparison }: LinearRelation, residual: number): boolean => {
  const { allowed } = comparison
  switch (comparison.relation.relation) {
    case "=":
      return Math.abs(residual) <= allowed
    case "≤":
      return residual <= allowed
    case "≥":
      return residual >= -allowed
    case "<":
      return residual < allowed
  }
}

/** The child that a parent row may lack: no row of the table is called so. */
const lackedChild = (row: string): string => (row === "total" ? "＊" : `${row}＊`)

/** Whether an address is that of a child row that is not printed. */
export const isLackedChild = (address: string): boolean => address.includes("＊")

/** A form that lacks more rows below one 类 than this is another form, not one of which rows were lost. */
const LACKED_MAX = 3

/** Rows below a parent that a table should print and does not, as far as that can be known. */
const lackedChildren = (
  source: TableSource,
  forms: ReadonlyArray<TableDefinition>,
  table: string,
  row: string
): ReadonlyArray<string> => {
  const form = forms.find(({ key }) => key === table)
  if (form?.rows.kind !== "fixed") return [lackedChild(row)]
  const rows = form.rows.rows.map(({ key }) => key)
  const printed = source.get(table)?.rows
  const lacked = rows.filter((key) => key.length === 5 && key.startsWith(row) && printed?.has(key) !== true)
  return lacked.length > LACKED_MAX ? [] : lacked
}

const weightsOf = (
  comparison: Articulation.Comparison,
  source: TableSource,
  forms: ReadonlyArray<TableDefinition>
): ReadonlyMap<string, number> | null => {
  const { relation, binding } = comparison
  const classes = Rules.classesIn({ definitions: forms })
  const left = Rules.signedCells(relation.left, binding, source, 1, classes)
  const right = Rules.signedCells(relation.right, binding, source, -1, classes)
  if (left === null || right === null) return null
  const weights = new Map<string, number>()
  for (const { sign, address } of [...left, ...right])
    weights.set(address, (weights.get(address) ?? 0) + sign)
  if (relation.right.kind === "children") {
    const { table, column } = relation.right
    const { $row = "", $column = column } = binding
    for (const child of lackedChildren(source, forms, table, $row))
      weights.set(`${table}/${child}/${$column}`, -1)
  }
  return weights
}

/** The hard relations of rules that were checked, held and broken, in rule order. */
export const linearRelations = (
  results: ReadonlyArray<Articulation.RuleResult>,
  source: TableSource,
  forms: ReadonlyArray<TableDefinition>
): ReadonlyArray<LinearRelation> =>
  results.flatMap(({ rule, comparisons }) =>
    rule.strength === "S"
      ? []
      : comparisons.flatMap((comparison): ReadonlyArray<LinearRelation> => {
          const { outcome, left, right } = comparison
          if (outcome !== "pass" && outcome !== "fail") return []
          const weights = weightsOf(comparison, source, forms)
          if (weights === null) return []
          const residual = left.amount - right.amount
          return [{ rule, comparison, weights, residual, isBroken: outcome === "fail" }]
        })
  )
