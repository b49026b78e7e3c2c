/**
 * Rules of scores as rules of the audit.
 */
import { ruleExamples, scoreRules } from "@juesuan/scoring"
import type { ScoreRuleId } from "@juesuan/scoring"
import type { AuditRule } from "../CheckResult.ts"
import type { Language } from "./Language.ts"

/** A rule of scores as the audit describes it; its examples are scorecards in a few lines. */
export const scoreRuleOf = (id: ScoreRuleId, language: Language = "zh"): AuditRule => {
  const { title, basis, suggestion, ...rule } = scoreRules[id]
  const { pass, fail } = ruleExamples[id]
  return {
    ...rule,
    title: title[language],
    basis: basis[language],
    suggestion: suggestion[language],
    examples: { pass, fail }
  }
}
