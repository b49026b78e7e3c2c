/**
 * A typed result as a finding.
 */
import type { Finding, Operand } from "@juesuan/domain"
import { scoreRules } from "../rules.ts"
import { resultKey } from "./CardResult.ts"
import type { CardResult, ResultSide } from "./CardResult.ts"

/** The languages in which findings are worded. */
export type Language = "zh" | "en"

const operandOf = ({ address, label, raw, value }: ResultSide, language: Language): Operand => ({
  address,
  label: label[language],
  raw,
  value,
  unit: address.endsWith("/rate") || address.endsWith("/rules") ? "" : "分",
  at: null
})

/** A result as a finding; where its cells stand is the business of who read them: every `at` is `null`. */
export const findingOfResult = (result: CardResult, language: Language = "zh"): Finding => {
  const { rule, severity, message, left, right, difference, leads } = result
  const { title, basis, suggestion } = scoreRules[rule]
  return {
    ruleId: rule,
    outcome: "fail",
    severity,
    title: title[language],
    leads: leads.map(({ kind, text }) => ({ kind, text: text[language] })),
    allowed: ["0.00", "0.00"],
    message: message[language],
    left: operandOf(left, language),
    right: right === null ? null : operandOf(right, language),
    difference,
    basis: basis[language],
    suggestion: suggestion[language],
    fingerprint: resultKey(result)
  }
}
