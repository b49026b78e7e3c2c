/**
 * Every rule of an audit, as `juesuan rule ID` describes it: AR, AR-N, AU and SR.
 */
import { scoreRules } from "@juesuan/scoring"
import type { ScoreRuleId } from "@juesuan/scoring"
import { Articulation } from "@juesuan/tables"
import type { AuditRule } from "../CheckResult.ts"
import { claimRules } from "../claims/rules.ts"
import { auditRules } from "./auditRules.ts"
import type { Language } from "./Language.ts"
import { scoreRuleOf } from "./scoreRuleOf.ts"
import { tableRuleOf } from "./tableRuleOf.ts"

/** All of them, by kind and id. */
export const describedRules = (language: Language = "zh"): ReadonlyArray<AuditRule> => [
  ...Articulation.articulationRules.map((rule) => tableRuleOf(rule, language)),
  ...Object.values<AuditRule>(claimRules),
  ...Object.values<AuditRule>(auditRules),
  ...(Object.keys(scoreRules) as ReadonlyArray<ScoreRuleId>).map((id) => scoreRuleOf(id, language))
]

/** The rule of that id, or `undefined`. */
export const describedRuleById = (id: string, language: Language = "zh"): AuditRule | undefined =>
  describedRules(language).find((rule) => rule.id === id)
