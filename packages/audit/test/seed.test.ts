/**
 * The audit of a real published document, item by item.
 *
 * Every contradiction of 盐池县社会保险事业管理中心 2024 年度部门决算 that was found by hand, at its line and with the value
 * that was recomputed for it; what was cut in print, unreadable and restored; and nothing else: a finding that is not
 * in this list accuses a figure that is right.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { audit, readDocument } from "@juesuan/audit"
import type { Finding } from "@juesuan/domain"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const file = path.join(import.meta.dirname, "fixtures", "yanchi-2024.txt")
const read = readDocument(fs.readFileSync(file), "yanchi-2024.txt")
if (Result.isFailure(read)) throw read.failure
const report = audit(read.success)

type Severity = "A" | "B" | "C"

interface Item {
  readonly id: string
  readonly severity: Severity
  readonly rule: string
  readonly line: number
  /** What is printed. */
  readonly printed: string
  /** What was recomputed, or what it should agree with; `null` where there is no value to print. */
  readonly recomputed: string | null
}

const items: ReadonlyArray<Item> = (
  [
    ["SC-01", "A", "AR-N-03", 375, "13.84%", "13.75"],
    ["SC-04", "A", "AR-N-04", 475, "100.00%", "103.91"],
    ["SC-06", "A", "AU-12", 552, "417.94", "0.00"],
    ["SC-07", "A", "AU-11", 552, "10972950.00", "6793550.00"],
    ["SC-08", "A", "AU-13", 527, "5547", "5433"],
    ["SC-11", "A", "AU-16", 594, "15000元/年", "12150.00"],
    ["SC-21", "A", "AU-01", 128, "12,615,180.1", "12,615,180.13"],
    ["SC-22", "A", "AU-01", 135, "10,434,054.0", "10,434,054.00"],
    ["SC-23", "A", "AU-01", 136, "10,434,054.0", "10,434,054.00"],
    ["SC-24", "A", "AU-01", 130, "20801", "2080109"],
    ["SC-26", "A", "AU-01", 275, "3010", "30101"],
    ["SC-32", "A", "SR-3", 533, "10", "13"],
    ["SC-34", "A", "SR-8", 594, "6", "10"],
    ["SC-35", "A", "SR-10", 600, "93.4", "97.41"],
    ["SC-36", "A", "SR-8", 625, "3", "1.59"],
    ["SC-37", "A", "SR-10", 633, "98.75", "97.34"],
    ["SC-41", "A", "SR-8", 665, "2.91", "3"],
    ["SC-42", "A", "SR-10", 671, "99.81", "99.93"],
    ["SC-44", "A", "AR-N-06", 429, "小于（大于）", "7635.9"],
    ["SC-48", "A", "AU-19", 529, "取暖费", "企业退休人员取暖费"],
    ["SC-09", "B", "AU-14", 522, "651.9", "6519600.00"],
    ["SC-10", "B", "AU-15", 552, "417.94", "4079322.00"],
    ["SC-12", "B", "AU-17", 615, "7", "101762.00"],
    ["SC-14", "B", "AR-N-07", 461, "8.92%", null],
    ["SC-14", "B", "AR-N-15", 461, "116,453.26 元", "属于盐池县人力资源和社会保障局，为全额拨款事业单位"],
    ["SC-16", "B", "AR-N-12", 477, "电子政务网络费", "电子政务网网络运行维护费"],
    ["SC-16", "B", "AR-N-12", 477, "社保卡收费", "社保卡制作经费"],
    [
      "SC-16",
      "B",
      "AR-N-12",
      477,
      "社会保险基金稽核、宣传工作经费及档案标准化管理费",
      "社会保险稽核、宣传工作经历及档案标准管理"
    ],
    ["SC-16", "B", "AR-N-12", 477, "企业退休人员民族团结奖", "2024年企业退休人员民族团结奖"],
    ["SC-18", "B", "AR-N-18", 483, "单位从本级财政部门取得的财政预算资金", null],
    ["SC-20", "B", "AR-N-05", 435, "0.00%", null],
    ["SC-20", "B", "AR-N-05", 443, "0.00%", null],
    ["SC-20", "B", "AR-N-04", 475, "0.00%", null],
    ["SC-25", "B", "AU-01", 133, "机关事业单位基本养老保险缴费", "机关事业单位基本养老保险缴费支出"],
    ["SC-27", "B", "AU-01", 280, "机关事业单位基本养老保险缴", "机关事业单位基本养老保险缴费"],
    [
      "SC-27",
      "B",
      "AU-01",
      297,
      "对民间非营利组织和群众性自治组织补",
      "对民间非营利组织和群众性自治组织补贴"
    ],
    ["SC-38", "B", "SR-12", 623, "≥90%", null],
    ["SC-39", "B", "SR-11", 622, "12410", null],
    ["SC-43", "B", "SR-13", 522, "9.8", "9.37"],
    ["SC-45", "B", "AR-N-20", 419, "主要原因是无债务利息及费用支出较2023年度决算数持平", null],
    ["SC-45", "B", "AR-N-20", 421, "主要原因是无资本性支出较2023年度决算数持平", null],
    ["SC-45", "B", "AR-N-20", 423, "主要原因是无其他支出较2023年度决算数持平", null],
    ["SC-46", "B", "AR-N-20", 437, "主要用于开展以下工作：无", null],
    ["SC-46", "B", "AR-N-20", 443, "比2023年度持平", null],
    ["SC-46", "B", "AR-N-20", 443, "主要用于无", null],
    ["SC-49", "B", "AU-20", 542, "未完成原因分析", "偏差原因分析及改进措施"],
    ["SC-02", "C", "AR-N-03", 363, "13.750%", "13.749"],
    ["SC-03", "C", "AR-N-12", 475, "1097.29 万元", "1097.30"],
    ["SC-13", "C", "AU-18", 522, "0.979", "0.9794"],
    [
      "SC-15",
      "C",
      "AR-N-19",
      461,
      "压缩支出，厉行节约",
      "2024年公务用车运行维护费决算数较2023年度决算数减少"
    ],
    ["SC-17", "C", "AR-N-17", 459, "（一）机关运行经费支出说明", "（一）机关运行经费支出情况说明"],
    ["SC-17", "C", "AR-N-17", 467, "（三）国有资产占用使用情况说明", "（三）国有资产占有使用情况说明"],
    ["SC-19", "C", "AR-N-18", 507, "纳入本级财政预决算管理的", null],
    ["SC-29", "C", "SR-7", 522, "9.8", "9.79"],
    ["SC-30", "C", "SR-8", 529, "9.8", "9.79"],
    ["SC-31", "C", "SR-10", 537, "99.6", "99.58"],
    ["SC-33", "C", "SR-7", 584, "7.4", "7.41"],
    ["SC-40", "C", "SR-7", 649, "9.9", "9.93"],
    ["SC-47", "C", "AR-N-20", 447, "具体情况如下：无", null],
    ["SC-47", "C", "AR-N-20", 453, "具体情况如下：无", null],
    ["SC-50", "C", "AU-21", 540, "指标值", null],
    ["SC-51", "C", "AU-22", 513, "附件 2", null],
    ["SC-52", "C", "AU-23", 529, "5433", null],
    ["SC-55", "C", "AU-24", 581, "电子政务网网络运行维护费", null],
    // A label cut by the page's edge, which the weights below it restore; it is not among the contradictions.
    ["标注", "C", "AU-01", 632, "满意度 指标 (10", "满意度指标（10分）"]
  ] as const
).map(([id, severity, rule, line, printed, recomputed]) => ({
  id,
  severity,
  rule,
  line,
  printed,
  recomputed
}))

const valueOf = (operand: Finding["left"]): string | null => operand?.value ?? operand?.raw ?? null

const isOf = ({ rule, line, printed, recomputed }: Item, finding: Finding): boolean => {
  const { ruleId, left, right } = finding
  const said = left?.raw ?? left?.value ?? ""
  const isPrinted = said === printed || (recomputed === null && said.startsWith(printed))
  return ruleId === rule && left?.at?.line === line && isPrinted && valueOf(right) === recomputed
}

describe("the audit of a published document", () => {
  it.each(items.map((item) => [item.id, item.severity, item.line, item.printed, item] as const))(
    "reports %s (%s) in line %i: %s",
    (_id, _severity, _line, _printed, item) => {
      expect(report.findings.filter((finding) => isOf(item, finding)).length).toBeGreaterThan(0)
    }
  )

  it("reports all 20 contradictions that must be corrected, and 15 of the 16 that are to be explained", () => {
    const count = (wanted: Severity): number =>
      new Set(items.filter(({ severity }) => severity === wanted).map(({ id }) => id)).size
    expect(count("A")).toBe(20)
    expect(count("B")).toBe(15)
  })

  it("restores what was cut: unreadable, and no failure", () => {
    const cut = report.findings.filter(({ ruleId }) => ruleId === "AU-01")
    expect(cut.length).toBe(9)
    for (const { outcome } of cut) expect(outcome).toBe("unreadable")
  })

  it("accuses nothing else", () => {
    const others = report.findings.filter((finding) => !items.some((item) => isOf(item, finding)))
    expect(others.map(({ ruleId, left, message }) => [ruleId, left?.at?.line, message])).toEqual([])
  })
})

/** Facts of the document that are consistent: lines, and rules that must have read them without a finding. */
const consistent = [
  ["tables 01 to 07 add up and agree to the fen", /^AR-(0[1-7]-\d|X-\d\d)$/, 70, 320],
  ["shares of income and of expenditure", /^AR-N-04$/, 365, 371],
  ["the growth of expenditure", /^AR-N-03$/, 379, 381],
  ["shares of the structure, 97.16, 0.97 and 1.87", /^AR-N-/, 383, 383],
  ["the nine initial budgets and ten completion rates", /^AR-N-/, 385, 405],
  ["the six changes of basic expenditure", /^AR-N-0[1-6]$/, 409, 417],
  ["the “三公” completion 25.45 and fall 66.32", /^AR-N-0[1-5]$/, 429, 431],
  ["procurement and assets", /^AR-N-/, 463, 463],
  ["the five scores in words", /^SR-/, 477, 479]
] as const

describe("what is consistent", () => {
  it.each(consistent)("%s: nothing is found", (_what, rule, from, to) => {
    const found = report.findings.filter(({ ruleId, left, outcome }) => {
      const line = left?.at?.line ?? 0
      return outcome === "fail" && rule.test(ruleId) && line >= from && line <= to
    })
    expect(found).toEqual([])
  })

  it("is what was checked: all but a few of the printed numbers", () => {
    const { summary, unchecked } = report
    expect(summary.figures).toBeGreaterThan(950)
    expect(summary.error).toBe(0)
    expect(unchecked.length).toBeLessThan(20)
    expect(summary.verified).toBe(summary.figures - unchecked.length)
    expect(summary.verified + summary.undetermined + summary.unread).toBe(summary.figures)
    expect(summary.figuresChecked).toBe(summary.verified + summary.undetermined)
  })
})
