/**
 * The log of issues: what is kept is bounded, what is counted is everything, and a late error is never hidden by many
 * warnings.
 */
import { describe, expect, it } from "vitest"
import { makeIssue } from "../src/Issue.ts"
import type { Problem } from "../src/Issue.ts"
import { ISSUES_KEPT_MAX, makeIssueLog } from "../src/IssueLog.ts"
import { hasErrors, importFiles } from "../src/index.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (name: string, text: string) =>
  importFiles([{ name, bytes: bytes(text) }], {
    lookUp: () => [],
    isKnown: () => false
  })

describe("the log of issues", () => {
  const log = makeIssueLog()
  const add = (problem: Problem, row: number, ordinal = 0): void => {
    const place = { file: "a.csv", row, ordinal }
    log.add(problem, place, [0, 0], () => makeIssue(problem, place))
  }
  for (let row = 1; row <= 5000; row++) add("CodeUnknown", row)
  add("AmountMalformed", 5001, 3)
  add("AmountZero", 5001, 3)
  add("AmountZero", 5002, 3)

  it("keeps the first of each severity and counts all", () => {
    expect(log.issues().length).toBe(ISSUES_KEPT_MAX + 2)
    expect(log.counts()).toEqual([
      { problem: "CodeUnknown", severity: "warning", count: 5000 },
      { problem: "AmountMalformed", severity: "error", count: 1 },
      { problem: "AmountZero", severity: "error", count: 1 }
    ])
  })

  it("keeps an error that comes after any number of warnings", () => {
    expect(hasErrors(log.issues())).toBe(true)
  })

  it("lets the first error of a cell stand for those that follow from it", () => {
    const errors = log.issues().filter(({ severity }) => severity === "error")
    expect(errors.map(({ problem, row }) => [problem, row])).toEqual([
      ["AmountMalformed", 5001],
      ["AmountZero", 5002]
    ])
  })
})

describe("a file of nothing but faults", () => {
  it("is counted to its end and kept at its beginning", () => {
    const { issues, counts } = read("bad.jsonl", "{}\n".repeat(3000))
    expect(counts).toEqual([{ problem: "ValueMissing", severity: "error", count: 12_000 }])
    expect(issues.length).toBe(ISSUES_KEPT_MAX)
    expect(issues.at(-1)?.row).toBe(ISSUES_KEPT_MAX / 4)
  })

  it.each([
    ["that is never closed", `a,b\n"${"x".repeat(5_000_000)}`],
    ["of quotes alone", `"${'"'.repeat(9_999_999)}`],
    ["that is closed beyond all measure", `a,b\n"${"x".repeat(5_000_000)}"\n`]
  ])("says where a quote %s opens", (_, text) => {
    const { issues } = read("quotes.csv", text)
    expect(issues.map(({ problem }) => problem)).toContain("QuoteOpen")
    expect(issues.every(({ value }) => value.length < 100)).toBe(true)
  })
})
