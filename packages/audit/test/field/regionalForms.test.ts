/**
 * Self-evaluations in the forms of other regions: central departments, 四川 and 湖北; what is wrong is found, what is
 * right is left alone, and what a form does not weigh is not judged.
 */
import { audit, readDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { recognise } from "../../src/recognise/index.ts"

type Row = ReadonlyArray<string | readonly [text: string, span: number]>

const html = (rows: ReadonlyArray<Row>): string => {
  const cell = (one: Row[number]): string =>
    typeof one === "string" ? `<td>${one}</td>` : `<td colspan="${one[1]}">${one[0]}</td>`
  const lines = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`)
  return `<html><body><p>项目支出绩效自评表</p><p>（2022年度）</p><table>${lines.join("\n")}</table></body></html>`
}
const readOf = (rows: ReadonlyArray<Row>) =>
  Result.getOrThrow(readDocument(new TextEncoder().encode(html(rows)), "form.html"))
const foundIn = (rows: ReadonlyArray<Row>) =>
  audit(readOf(rows)).findings.map(({ ruleId, severity, left }) => [
    ruleId,
    severity,
    left?.raw ?? left?.value
  ])

const central = (executed: string, rate: string, score: string, weight: string, total: string) =>
  [
    ["项目名称", ["灌区管护", 7]],
    ["资金情况（万元）", ["", 2], "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"],
    ["", ["年度资金总额：", 2], "40", executed, "10", rate, score],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分"],
    ["", "产出指标（60分）", "数量指标", "管护渠道", weight, "≥8公里", "8公里", weight],
    ["", "效益指标（30分）", "社会效益指标", "受益村组", "30", "≥12个", "12个", "30"],
    [["总分", 4], "100", ["", 2], total]
  ] as const

const sichuan = (score: string) =>
  [
    ["项目名称", ["档案整理", 9]],
    ["预算执行情况（10分）", ["", 3], "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分"],
    ["", ["总额", 3], "20", "25", "20", "80%", "10", "8"],
    [
      "绩效指标",
      "一级指标",
      "二级指标",
      "三级指标",
      "指标性质",
      "指标值",
      "度量单位",
      "完成值",
      "权重",
      "得分"
    ],
    ["", "产出指标", "数量指标", "整理卷宗", "≥", "400", "卷", "360", "50", score],
    ["", "效益指标", "社会效益指标", "查档便利", "定性", "有所提高", "", "有所提高", "40", "40"],
    [["合计", 8], "100", String(48 + Number(score))]
  ] as const

const hubei = (rate: string) =>
  [
    ["项目名称", ["路灯维护", 6]],
    ["预算执行情况（万元）（20分）", ["", 2], "预算数(A)", "执行数(B)", "执行率", "得分(20分*执行率)"],
    ["", ["年度财政资金总额", 2], "50", "40", rate, "16"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分"],
    ["", "产出指标", "数量指标", "维护路灯", "300盏", "300盏", "40"],
    ["", "效益指标", "社会效益指标", "亮灯率", "95%", "96%", "40"],
    [["总分", 6], "96"]
  ] as const

describe("the form of central departments, without 年初预算数 and with weights before targets,", () => {
  it("is left alone where it is right", () => {
    expect(foundIn(central("32", "80.00%", "8", "60", "98"))).toEqual([])
  })

  it("is judged: rate, score, weights, labels, total", () => {
    expect(foundIn(central("32", "90.00%", "10", "75", "100"))).toEqual([
      ["SR-6", "block", "0.9"],
      ["SR-7", "explain", "10"],
      ["SR-3", "block", "60"],
      ["SR-1", "block", "115"],
      ["SR-9", "block", "100"]
    ])
  })
})

describe("the form of 四川, with sign and unit in columns of their own,", () => {
  it("gives the target its sign and both sides their unit", () => {
    const [card] = recognise(readOf(sichuan("45"))).scorecards
    expect(card!.card.indicators.map(({ target, actual, kind }) => [target, actual, kind])).toEqual([
      ["≥400卷", "360卷", "quantitative"],
      ["有所提高", "有所提高", "qualitative"]
    ])
    expect(card!.published.execution).toBe("8")
  })

  it("is judged: 360 of 400 earns 45 of 50", () => {
    expect(foundIn(sichuan("45")).map(([rule]) => rule)).not.toContain("SR-8")
    expect(foundIn(sichuan("48"))).toContainEqual(["SR-8", "explain", "48"])
  })
})

describe("the form of 湖北, which weighs no indicator,", () => {
  it("is judged by its rate, and by nothing that needs a weight", () => {
    expect(foundIn(hubei("80%"))).toEqual([])
    expect(foundIn(hubei("85%"))).toEqual([["SR-6", "block", "0.85"]])
  })
})
