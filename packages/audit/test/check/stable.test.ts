/**
 * What a report keeps from one version of a document to the next, and what its summary counts.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { audit, describedRules, readDocument } from "@juesuan/audit"
import type { AuditOptions, AuditReport } from "@juesuan/audit"
import { mof2023, ningxia2024 } from "@juesuan/tables"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const auditText = (text: string, options: AuditOptions = {}): AuditReport =>
  audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "accounts.txt")), options)

const yanchi = fs.readFileSync(path.join(import.meta.dirname, "..", "fixtures", "yanchi-2024.txt"), "utf8")

const fingerprintsOf = ({ findings }: AuditReport): ReadonlyArray<string> =>
  findings.map(({ fingerprint }) => fingerprint).toSorted()

describe("fingerprints", () => {
  const failing = describedRules().map(({ id, examples }) => [id, examples.fail] as const)

  it.each([["a whole document", yanchi] as const, ...failing])(
    "are the same when lines are added above: %s",
    (_, text) => {
      const more = `说明：本文件为更正公开。\n\n附件一\n\n${text}`
      expect(fingerprintsOf(auditText(more))).toEqual(fingerprintsOf(auditText(text)))
    }
  )

  it("tell two wrong sentences about one cell apart", () => {
    const sentence = "2024年度一般公共预算财政拨款支出合计330.00元。"
    const { pass } = describedRules().find(({ id }) => id === "AR-N-01")!.examples
    const text = pass.replace(/2024年度一般公共预算财政拨款支出合计300\.00元。/, `${sentence}\n\n${sentence}`)
    const { findings } = auditText(text)
    const told = findings.filter(({ ruleId }) => ruleId === "AR-N-01").map(({ fingerprint }) => fingerprint)
    expect(new Set(told).size).toBe(2)
    expect(told.every((fingerprint) => !/\|\d+$/.test(fingerprint))).toBe(true)
  })
})

describe("a row that may not be printed", () => {
  it("leaves its sums unreadable: the summary counts no failure that no finding tells", () => {
    const { fail } = describedRules().find(({ id }) => id === "AU-03")!.examples
    const { summary, findings } = auditText(fail)
    expect(findings.map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([["AU-03", "unreadable"]])
    expect([summary.fail, summary.unreadable > 0]).toEqual([0, true])
  })
})

describe("a table without a title", () => {
  const text = [
    "金额单位：元",
    "",
    "项目\t\t本年支出合计\t基本支出\t项目支出",
    "科目编码\t科目名称\t\t\t",
    "\t合计\t300.00\t200.00\t100.00",
    "205\t教育支出\t310.00\t200.00\t100.00",
    "",
    "注：本表反映部门本年度一般公共预算财政拨款支出情况。"
  ].join("\n")

  it("is called as the pack calls it", () => {
    const labelOf = (report: AuditReport): string => report.findings[0]!.left!.label
    expect(labelOf(auditText(text, { pack: ningxia2024 }))).toContain("公开05表")
    expect(labelOf(auditText(text))).not.toContain("公开05表")
    expect(auditText(text, { pack: mof2023 }).recognised.tables.map(({ title }) => title)).toEqual([
      "一般公共预算财政拨款支出决算表"
    ])
  })
})
