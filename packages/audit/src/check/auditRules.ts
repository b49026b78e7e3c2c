/**
 * The audit's own rules (AU): what could not be read, and what self-evaluations must agree with.
 *
 * Articulation rules (AR), claims (AR-N) and scores (SR) have their rules elsewhere.
 */
import type { AuditRule } from "../CheckResult.ts"
import { crossRules } from "./crossRules.ts"
import { readingRules } from "./readingRules.ts"

/** All of them, by id. */
export const auditRules = { ...readingRules, ...crossRules } satisfies Record<string, AuditRule>

export type AuditRuleId = keyof typeof auditRules
