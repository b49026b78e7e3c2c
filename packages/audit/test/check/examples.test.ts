/**
 * The examples that `juesuan rule ID` prints are documents: the first passes its rule, the second breaks it.
 */
import { audit, readDocument } from "@juesuan/audit"
import type { AuditRule } from "@juesuan/audit"
import {
  national2020,
  ruleExamples,
  scoreRules,
  scorecardsFromRows,
  verifyScorecards
} from "@juesuan/scoring"
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
    .filter((id) => ruleExamples[id].kind === "document")
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

describe.each(["SR-5", "SR-17"] as const)("the examples of %s, which no printed form shows,", (id) => {
  const found = (text: string) => {
    const rows = text.split("\n").map((line, at) => ({ row: at + 1, cells: line.split(",") }))
    const read = scorecardsFromRows(rows, { year: 2024 })
    if (Result.isFailure(read)) throw read.failure
    const { findings } = verifyScorecards(read.success, { ruleSet: national2020 })
    return findings.filter(({ ruleId }) => ruleId === id).length
  }

  it("pass the rule, and break it, as a file of scorecards", () => {
    const { pass, fail } = scoreRuleOf(id).examples
    expect(found(pass)).toBe(0)
    expect(found(fail)).toBe(1)
  })
})

describe("a set that is named for a document of another region", () => {
  it("is a finding of its own, once; the one that the document prints is not", () => {
    const read = readDocument(new TextEncoder().encode(ruleExamples["SR-2"].pass), "example.txt")
    if (Result.isFailure(read)) throw read.failure
    const found = (options: Parameters<typeof audit>[1]) =>
      audit(read.success, options).findings.filter(({ ruleId }) => ruleId === "SR-17")
    expect(found({ ruleSet: "hubei" }).map(({ message, severity }) => [message, severity])).toEqual([
      ["评分规则 hubei 适用于湖北省，不是某单位的规则。", "explain"]
    ])
    expect(found({})).toEqual([])
  })
})
