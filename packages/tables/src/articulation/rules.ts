/**
 * All articulation rules of tables, in the order of their ids.
 */
import type { ArticulationRule } from "./Rule.ts"
import { rulesBetween } from "./rulesBetween.ts"
import { rulesWithin } from "./rulesWithin.ts"

/**
 * All rules that concern tables: those within a table first, then those between tables, each in the order of
 * ids.
 */
export const articulationRules: ReadonlyArray<ArticulationRule> = [...rulesWithin, ...rulesBetween]

/** The rule of that id, or `undefined`. */
export const ruleById = (id: string): ArticulationRule | undefined =>
  articulationRules.find((rule) => rule.id === id)
