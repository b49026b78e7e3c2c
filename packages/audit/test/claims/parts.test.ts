/**
 * Sentences against what other sentences and tables imply: contracts within all procurement, the change of a total
 * within that of its expenditure, listed names with their amounts, and what an entry is spent on.
 */
import { audit, readDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const row = (...cells: ReadonlyArray<string>): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`

const fiscalTotals = (opening: string, income: string, closing: string, spent: string): string =>
  `<p>财政拨款收入支出决算总表</p><p>单位：万元</p><table>${[
    row("收入", "", "支出", "", "", "", ""),
    row(
      "项目",
      "决算数",
      "项目",
      "合计",
      "一般公共预算财政拨款",
      "政府性基金预算财政拨款",
      "国有资本经营预算财政拨款"
    ),
    row("一、一般公共预算财政拨款", income, "一、一般公共服务支出", spent, spent, "", ""),
    row("二、政府性基金预算财政拨款", "", "二、外交支出", "", "", "", ""),
    row("三、国有资本经营预算财政拨款", "", "三、国防支出", "", "", "", ""),
    row("本年收入合计", income, "本年支出合计", spent, spent, "", ""),
    row("年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", closing, closing, "", ""),
    row("一、一般公共预算财政拨款", opening, "", "", "", "", "")
  ].join("")}</table>`

const emptyTable = (kind: string, columns: ReadonlyArray<string>): string =>
  `<p>${kind}预算财政拨款收入支出决算表</p><p>单位：万元</p><table>${row("功能分类科目编码", "科目名称", ...columns)}${row(
    "合计",
    "",
    ...columns.map(() => "")
  )}</table><p>说明：示例局本年度没有${kind}预算财政拨款收入和支出，故本表无数据。</p>`

const columns = ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"]

const basic = (stationery: string): string =>
  `<p>一般公共预算财政拨款基本支出决算表</p><p>单位：万元</p><table>${[
    row("经济分类科目编码", "科目名称", "决算数", "经济分类科目编码", "科目名称", "决算数"),
    row("301", "工资福利支出", "70.00", "302", "商品和服务支出", "20.00"),
    row("30101", "基本工资", "40.00", "30201", "办公费", stationery),
    row("30102", "津贴补贴", "30.00", "30211", "差旅费", "20.00"),
    row("30103", "奖金", "", "", "", ""),
    row("人员经费合计", "", "70.00", "公用经费合计", "", "20.00")
  ].join("")}</table>`

/** The findings of a document of tables and sections, hints left out: rule, severity, what is wrong. */
const found = (tables: string, ...sections: ReadonlyArray<readonly [heading: string, sentence: string]>) => {
  const text = `<h1>示例局2024年度部门决算</h1><h2>第二部分 2024年度部门决算表</h2>${tables}<h2>第三部分 2024年度部门决算情况说明</h2>${sections
    .map(([heading, sentence]) => `<p>${heading}</p><p>${sentence}</p>`)
    .join("")}`
  const report = audit(Result.getOrThrow(readDocument(new TextEncoder().encode(`<html>${text}`), "a.html")))
  return report.findings
    .filter(({ ruleId, severity }) => ruleId.startsWith("AR-N-") && severity !== "hint")
    .map(({ ruleId, severity, left }) => [ruleId, severity, left?.raw] as const)
}

describe("contracts under reserved and under other procurement", () => {
  const sentence = (reserved: string, others: string): readonly [string, string] => [
    "（二）政府采购支出情况",
    `示例局2024年度政府采购金额（以合同签订为准）为90.00万元，其中：货物采购金额60.00万元、工程采购金额0万元、服务采购金额30.00万元。` +
      `2024年度本部门面向中小企业预留政府采购项目预算金额60.00万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，` +
      `采购金额${reserved}万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额12.00万元；` +
      `在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额${others}万元。`
  ]

  it("are no more than all of it", () => {
    expect(found("", sentence("60.00", "30.00"))).toEqual([])
    expect(found("", sentence("58.00", "12.00"))).toEqual([])
    expect(found("", sentence("60.00", "30.01"))).toEqual([])
    expect(found("", sentence("60.00", "60.00"))).toEqual([["AR-N-13", "block", "90.00 万元"]])
  })
})

describe("the change of the total of fiscal appropriation", () => {
  const tables = (closing: string): string =>
    fiscalTotals("10.00", "90.00", closing, "90.00") +
    emptyTable("政府性基金", columns) +
    emptyTable("国有资本经营", columns)
  const sections = (change: string): ReadonlyArray<readonly [string, string]> => [
    [
      "四、财政拨款收入支出决算总体情况说明",
      `2024年度财政拨款收入支出总计100.00万元。与2023年度相比，财政拨款收入支出总计${change}，主要原因是人员减少。`
    ],
    [
      "五、一般公共预算财政拨款支出决算情况说明",
      "一般公共预算财政拨款支出90.00万元。与2023年度相比，一般公共预算财政拨款支出减少6.00万元，下降6.25%，主要原因是人员减少。"
    ]
  ]

  it("is that of expenditure where as much is carried forward as was brought forward", () => {
    expect(found(tables("10.00"), ...sections("减少6.00万元，下降5.66%"))).toEqual([])
    expect(found(tables("10.00"), ...sections("持平")).filter(([rule]) => rule === "AR-N-16")).toEqual([
      ["AR-N-16", "explain", expect.stringContaining("持平")]
    ])
    expect(found(tables("10.00"), ...sections("增加6.00万元，增长6.38%"))).toEqual([
      ["AR-N-16", "explain", "6.00 万元"]
    ])
  })

  it("is not compared where funds have figures of their own, or a table of them was not read", () => {
    const funded = tables("10.00").replace(
      "<td>合计</td><td></td><td></td>",
      "<td>合计</td><td></td><td>3.00</td>"
    )
    for (const other of [funded, fiscalTotals("10.00", "90.00", "10.00", "90.00")])
      expect(found(other, ...sections("持平")).filter(([rule]) => rule === "AR-N-16")).toEqual([])
  })
})

describe("a name that is listed as basic expenditure", () => {
  const sentence = (name: string): readonly [string, string] => [
    "六、一般公共预算财政拨款基本支出决算情况说明",
    `一般公共预算财政拨款基本支出90.00万元。其中：人员经费70.00万元，主要包括：基本工资、${name}；公用经费20.00万元，主要包括：差旅费。`
  ]
  const named = (tables: string, name: string) =>
    found(tables, sentence(name)).filter(([rule]) => rule === "AR-N-23")

  it("has an amount in the table", () => {
    expect(named(basic(""), "津贴补贴")).toEqual([])
    expect(named(basic(""), "奖金")).toEqual([["AR-N-23", "explain", "奖金"]])
    expect(named(basic(""), "办公费等")).toEqual([["AR-N-23", "explain", "办公费等"]])
  })

  it("is not judged where the items do not add up: its own may be lost", () => {
    expect(named(basic("").replace("40.00", "30.00"), "奖金")).toEqual([])
  })
})

describe("what an entry is spent on", () => {
  const entries = (purpose: string): readonly [string, string] => [
    "五、一般公共预算财政拨款支出决算情况说明",
    `1、农林水支出（类）水利（款）水文测报（项）。主要用于：水文测报站点维护。支出决算为40.00万元。</p><p>` +
      `2、住房保障支出（类）住房改革支出（款）购房补贴（项）。主要用于：${purpose}。支出决算为50.00万元。`
  ]

  it.each([
    ["职工购房补贴", []],
    ["机构运转", []],
    ["保障水文测报工作人员购房", []],
    ["水文测报站点维护", ["水文测报站点维护"]]
  ])("is %s", (purpose, wrong) => {
    const raws = found("", entries(purpose)).flatMap(([rule, , raw]) => (rule === "AR-N-23" ? [raw] : []))
    expect(raws).toEqual(wrong)
  })
})
