/**
 * Accepted findings: what of a list is found, whose it is, and which lists are none.
 */
import { readAccepted, withoutAccepted } from "@juesuan/audit"
import type { AcceptedFinding } from "@juesuan/audit"
import type { Finding, FindingsReport } from "@juesuan/domain"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const finding = (fingerprint: string): Finding => ({
  ruleId: "AR-05-1",
  outcome: "fail",
  severity: "block",
  title: "合计",
  message: "不符",
  left: null,
  right: null,
  difference: null,
  allowed: null,
  leads: [],
  basis: "表式",
  suggestion: "核对",
  fingerprint
})

const shown = {
  schema: "juesuan/findings/1",
  findings: ["a", "b", "c"].map(finding)
} as unknown as FindingsReport
const recognised = { recognised: { unitName: "某馆", year: 2024 } } as Parameters<typeof withoutAccepted>[0]

const entry = (fingerprint: string, more: Partial<AcceptedFinding> = {}): AcceptedFinding => ({
  fingerprint,
  reason: "已说明",
  name: "审核员",
  date: "2025-09-01",
  ...more
})

const listOf = (findings: unknown, schema = "juesuan/accepted/1"): string =>
  JSON.stringify({ schema, findings })

describe("accepted findings", () => {
  it("are taken out of what is shown, each with its reason", () => {
    const { report, accepted } = withoutAccepted(recognised, shown, [entry("b"), entry("gone")])
    expect(report.findings.map(({ fingerprint }) => fingerprint)).toEqual(["a", "c"])
    expect(accepted).toEqual([{ finding: finding("b"), accepted: entry("b") }])
  })

  it("of another unit or another year are not this document's", () => {
    const own = [entry("a", { unit: "某馆", year: 2024 })]
    const others = [entry("a", { unit: "某站" }), entry("b", { year: 2023 })]
    expect(withoutAccepted(recognised, shown, others).accepted).toEqual([])
    expect(withoutAccepted(recognised, shown, own).accepted).toHaveLength(1)
  })

  it("are read from a list, addresses of earlier releases as what they are called now", () => {
    const read = readAccepted(listOf([entry("AR-01-1|T01/38/2"), entry("x", { unit: "某馆" })]))
    expect(Result.getOrThrow(read).map(({ fingerprint }) => fingerprint)).toEqual(["AR-01-1|T01/208/2", "x"])
  })

  it.each([
    ["no JSON", "{", 0, /no JSON/],
    ["another schema", listOf([], "juesuan/findings/1"), 0, /schema/],
    ["no list", listOf({}), 0, /lists no findings/],
    ["an entry without a reason", listOf([entry("a"), entry("b", { reason: " " })]), 2, /reason is missing/],
    ["an entry without a name", listOf([{ ...entry("a"), name: undefined }]), 1, /name is missing/],
    ["an entry of no day", listOf([entry("a", { date: "2025-02-31" })]), 1, /no day/],
    ["an entry with a field of its own", listOf([{ ...entry("a"), until: 1 }]), 1, /until is no field/],
    ["an entry that is no object", listOf(["a"]), 1, /no object/]
  ])("with %s are refused, with the entry and what is allowed", (_, text, at, why) => {
    const read = readAccepted(text)
    expect(Result.isFailure(read) && [read.failure.entry, read.failure.message]).toEqual([
      at,
      expect.stringMatching(why)
    ])
  })
})
