/**
 * Articulation rules as rules of the audit.
 */
import { Articulation } from "@juesuan/tables"
import type { AuditRule } from "../CheckResult.ts"
import { say } from "./Language.ts"
import type { Language } from "./Language.ts"

const { basisOf, exampleOf, hasExample, printRelation } = Articulation

/** An articulation rule as the audit describes it; its examples are lists of cells. */
export const tableRuleOf = (rule: Articulation.ArticulationRule, language: Language = "zh"): AuditRule => {
  const { id, title, severity, strength, suggestion, relations, structure } = rule
  const formula = [
    ...relations.map((relation) => printRelation(relation, language)),
    ...(structure === undefined ? [] : [`${say(language, "结构检查", "structural check")}: ${structure}`])
  ]
  const kinds = {
    H: say(language, "必须严格相等。", "It must hold exactly."),
    I: say(language, "不得违反的大小关系。", "An inequality that must hold."),
    S: say(language, "通常成立，不成立时供核对。", "It usually holds; a breach is worth a look.")
  }
  return {
    id,
    title: title[language],
    severity,
    meaning: `${title[language]}${say(language, "。", ". ")}${kinds[strength]}`,
    formula: formula.join("\n"),
    basis: basisOf(rule),
    suggestion,
    examples: hasExample(id) ? exampleOf(id) : { pass: "", fail: "" }
  }
}
