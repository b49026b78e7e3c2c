/**
 * What a rule of the audit is, and what it had to say about one document.
 *
 * Table rules, claims and self-evaluations are checked by different code and answer in one form, so that a report can
 * count rules and figures, name what no rule touched, and tell one root cause once.
 */
import type { Finding, Outcome, Place, Severity } from "@juesuan/domain"

/** A rule as `juesuan rule ID` describes it. */
export interface AuditRule {
  /** Such as AR-N-03. */
  readonly id: string
  readonly title: string
  readonly severity: Severity
  /** What it means, in full sentences. */
  readonly meaning: string
  /** In words and addresses, such as 增长率 = 增加额 ÷（本年 − 增加额）. */
  readonly formula: string
  readonly basis: string
  readonly suggestion: string
  /** Small documents in plain text, of which the first passes the rule and the second fails it. */
  readonly examples: { readonly pass: string; readonly fail: string }
}

/** A printed number that a rule read. */
export interface TouchedNumber {
  readonly at: Place
  readonly raw: string
}

/** What one rule had to say about one document, the printed numbers it judged, and those it read and could not. */
export interface CheckResult {
  readonly rule: AuditRule
  readonly outcome: Outcome
  readonly findings: ReadonlyArray<Finding>
  readonly touched: ReadonlyArray<TouchedNumber>
  readonly undecided?: ReadonlyArray<TouchedNumber>
}
