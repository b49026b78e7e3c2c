/**
 * The examples that `juesuan rule ID` prints are documents: the first passes its rule, the second breaks it.
 */
import { audit, readDocument } from "@juesuan/audit"
import type { AuditRule } from "@juesuan/audit"
import { national2020, scoreRules, scorecardsFromRows, verifyScorecards } from "@juesuan/scoring"
import type { ScoreRuleId } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { auditRules } from "../../src/check/auditRules.ts"
import { claimRules } from "../../src/claims/rules.ts"
import { scoreRuleOf } from "../../src/check/scoreRuleOf.ts"

const outcomeOf = (rule: AuditRule, text: string) => {
  const read = readDocument(new TextEncoder().encode(text), "example.txt")
  if (Result.isFailure(read)) throw read.failure
  const report = audit(read.success)
  return {
    outcome: report.results.find((result) => result.rule.id === rule.id)?.outcome,
    found: report.findings.filter(({ ruleId }) => ruleId === rule.id)
  }
}

const rules: ReadonlyArray<AuditRule> = [
  ...Object.values<AuditRule>(claimRules),
  ...Object.values(auditRules),
  ...(Object.keys(scoreRules) as ReadonlyArray<ScoreRuleId>)
    .filter((id) => id !== "SR-5")
    .map((id) => scoreRuleOf(id))
]

describe.each(rules.map((rule) => [rule.id, rule] as const))("the examples of %s", (_, rule) => {
  it("pass the rule, and break it", () => {
    const passing = outcomeOf(rule, rule.examples.pass)
    expect(passing.found).toEqual([])
    expect(passing.outcome).toBe("pass")
    const failing = outcomeOf(rule, rule.examples.fail)
    expect(failing.found.length).toBeGreaterThan(0)
    expect(["fail", "unreadable"]).toContain(failing.outcome)
  })
})

describe("the examples of SR-5", () => {
  const found = (text: string) => {
    const rows = text.split("\n").map((line, at) => ({ row: at + 1, cells: line.split(",") }))
    const read = scorecardsFromRows(rows, { year: 2024 })
    if (Result.isFailure(read)) throw read.failure
    const { findings } = verifyScorecards(read.success, { ruleSet: national2020 })
    return findings.filter(({ ruleId }) => ruleId === "SR-5").length
  }

  it("pass the rule, and break it, as a file of scorecards", () => {
    const { pass, fail } = scoreRuleOf("SR-5").examples
    expect(found(pass)).toBe(0)
    expect(found(fail)).toBe(1)
  })
})
