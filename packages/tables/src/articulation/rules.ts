/**
 * All articulation rules of tables, in the order of their ids.
 */
import { packs } from "../Pack.ts"
import type { TableDefinition } from "../TableDefinition.ts"
import { defaultRulesOf } from "./defaultRules.ts"
import { rulesOfFurtherTables } from "./rulesOfFurtherTables.ts"
import type { ArticulationRule } from "./Rule.ts"
import { rulesBetween } from "./rulesBetween.ts"
import { rulesWithin } from "./rulesWithin.ts"

/**
 * All rules that concern tables: those within a table first, then those between tables, each in the order of
 * ids.
 */
export const articulationRules: ReadonlyArray<ArticulationRule> = [...rulesWithin, ...rulesBetween]

/** The nine tables that those rules are of, as the first pack has them. */
const ninth = new Map(packs[0]!.tables.map(({ definition }) => [definition.key, definition]))

/** What a form implies beyond those rules: everything of a table they do not know, else its further columns. */
const impliedBy = (definition: TableDefinition): ReadonlyArray<ArticulationRule> => {
  const known = ninth.get(definition.key)
  const implied = defaultRulesOf(definition)
  if (known === undefined) return implied
  const keys = new Set(known.columns.map(({ key }) => key))
  const further = new Set(
    definition.columns.flatMap(({ key }) => (keys.has(key) ? [] : [`DR-${definition.key}-${key}`]))
  )
  return implied.filter(({ id }) => further.has(id))
}

const impliedByShipped = (): ReadonlyArray<ArticulationRule> =>
  packs.flatMap(({ tables }) => tables.flatMap(({ definition }) => impliedBy(definition)))

/** All rules of a set of forms: those of the official tables, and what the forms imply beyond them. */
export const rulesOfForms = (
  definitions: ReadonlyArray<TableDefinition>
): ReadonlyArray<ArticulationRule> => {
  const keys = new Set(definitions.map(({ key }) => key))
  return [
    ...articulationRules,
    ...rulesOfFurtherTables.filter(({ id }) => keys.has(`T${id.slice(3, 5)}`)),
    ...definitions.flatMap(impliedBy)
  ]
}

/** The rule of that id, or `undefined`. */
export const ruleById = (id: string): ArticulationRule | undefined =>
  [...articulationRules, ...rulesOfFurtherTables, ...impliedByShipped()].find((rule) => rule.id === id)
