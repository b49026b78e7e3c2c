/**
 * Making findings and results of the audit's own rules.
 */
import type { Finding, Lead, Operand, Severity } from "@juesuan/domain"
import type { AuditRule, CheckResult, TouchedNumber } from "../CheckResult.ts"

export interface FindingParts {
  /** Default `fail`. */
  readonly outcome?: "fail" | "unreadable"
  /** Default: that of the rule. */
  readonly severity?: Severity
  readonly message: string
  readonly left: Operand | null
  readonly right?: Operand | null
  readonly difference?: string | null
  readonly allowed?: readonly [string, string] | null
  readonly leads?: ReadonlyArray<Lead>
  /** What makes it the same finding in another run, beside the rule's id: addresses, not values. */
  readonly key: string
}

export const findingOf = (rule: AuditRule, parts: FindingParts): Finding => ({
  ruleId: rule.id,
  outcome: parts.outcome ?? "fail",
  severity: parts.severity ?? rule.severity,
  title: rule.title,
  message: parts.message,
  left: parts.left,
  right: parts.right ?? null,
  difference: parts.difference ?? null,
  allowed: parts.allowed ?? null,
  leads: parts.leads ?? [],
  basis: rule.basis,
  suggestion: rule.suggestion,
  fingerprint: `${rule.id}|${parts.key}`
})

/** The result of a rule that ran: its outcome is the gravest of its findings, or pass. */
export const resultOf = (
  rule: AuditRule,
  findings: ReadonlyArray<Finding>,
  touched: ReadonlyArray<TouchedNumber>
): CheckResult => ({
  rule,
  outcome: findings.some(({ outcome }) => outcome === "fail")
    ? "fail"
    : findings.length > 0
      ? "unreadable"
      : "pass",
  findings,
  touched
})
