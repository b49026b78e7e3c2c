/**
 * All rules there are: of tables (AR), sentences (AR-N), what is read (AU), scores (SR), and of budget control (BC).
 */
import type { Severity } from "@juesuan/domain"
import { controlRules } from "@juesuan/ledger"
import { Articulation, rollUpRules } from "@juesuan/tables"
import { textsRule } from "@juesuan/year/disclose"
import { personalDataRule } from "@juesuan/year/personal-data"
import * as Effect from "effect/Effect"
import type { Language } from "./commands/check.ts"

/** Rules of budget control and of what the unit has to say: neither over cells nor over sentences. */
export const otherRules: ReadonlyArray<{
  readonly id: string
  readonly severity: Severity
  readonly title: Record<Language, string>
  readonly basis: Record<Language, string>
  readonly suggestion: Record<Language, string>
}> = [
  // How severe a finding of budget control is depends on the policy of the day; at its strictest it blocks.
  ...Object.values(controlRules).map((rule) => ({ ...rule, severity: "block" as const })),
  { ...textsRule, severity: "explain" },
  ...Object.values(rollUpRules),
  { ...personalDataRule, severity: "block" }
]

/** The rules of the audit. */
export const loadAudit = Effect.promise(() => import("@juesuan/audit"))

/** The ids of all rules, in the order of `juesuan rules`. */
export const ruleIds = Effect.map(loadAudit, ({ describedRules }) =>
  [...describedRules(), ...otherRules].map(({ id }) => id)
)

/** Rules of sentences, reading and scores have a severity of their own and no strength. */
export const strengthOf = (id: string): string | null => {
  if (otherRules.some((rule) => rule.id === id)) return "I"
  return Articulation.ruleById(id)?.strength ?? null
}
