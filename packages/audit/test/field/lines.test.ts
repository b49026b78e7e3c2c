/**
 * Tables as text taken from a PDF has them: one space between all words, wrapped names, blank cells without a trace.
 */
import { audit, readDocument } from "@juesuan/audit"
import type { AuditReport } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { recognise } from "../../src/recognise/index.ts"

const readOf = (text: string) =>
  Result.getOrThrow(
    readDocument(new TextEncoder().encode(`某某市水文站\n2025 年度部门决算\n${text}`), "p.txt")
  )

const tableOf = (key: string, text: string) => recognise(readOf(text)).tables.get(key)

const cellOf = (key: string, text: string, row: string, column: string): string | null => {
  const reading = tableOf(key, text)?.rows.get(row)?.cells.get(column)
  return reading === undefined ? null : reading.state === "value" ? (reading.raw ?? "") : reading.state
}

const auditOf = (text: string): AuditReport => audit(readOf(text))
const blocks = (text: string): ReadonlyArray<string> =>
  auditOf(text).findings.flatMap(({ outcome, severity, left }) =>
    outcome === "fail" && severity === "block" ? [left?.address ?? ""] : []
  )

const spending = (
  rows: string,
  total = "合计 900.00 600.00 300.00"
): string => `一般公共预算财政拨款支出决算表
单位：万元
项目
合计 基本支出 项目支出
功能分类
科目名称
科目编码
${rows}
${total}
注：本表反映部门本年度一般公共预算财政拨款支出情况。
`

const whole = `213 农林水支出 700.00 500.00 200.00
21303 水利 700.00 500.00 200.00
2130301 行政运行 500.00 480.00 20.00
水利行业业务
2130304 200.00 20.00 180.00
管理
221 住房保障支出 200.00 100.00 100.00
22102 住房改革支出 200.00 100.00 100.00
2210201 住房公积金 200.00 100.00 100.00`

describe("lines of 一般公共预算财政拨款支出决算表", () => {
  it("are read where every amount is printed, and names are put together", () => {
    expect(cellOf("T05", spending(whole), "2130304", "3")).toBe("180.00")
    expect(tableOf("T05", spending(whole))!.rows.get("2130304")!.label).toBe("水利行业业务管理")
    expect(blocks(spending(whole))).toEqual([])
  })

  it("leave open in which column a second amount stands", () => {
    const text = spending(whole.replace("200.00 20.00 180.00", "200.00 200.00"))
    expect(cellOf("T05", text, "2130304", "1")).toBe("200.00")
    expect(cellOf("T05", text, "2130304", "2")).toBe("unreadable")
    expect(cellOf("T05", text, "2130304", "3")).toBe("unreadable")
    expect(blocks(text)).toEqual([])
  })

  it("show a total that lost a digit", () => {
    const text = spending(whole.replace("213 农林水支出 700.00 500.00", "213 农林水支出 700.00 50.00"))
    expect(blocks(text)).toEqual(["T05/213/2"])
  })

  it("are read where code, name and amounts stand on lines of their own", () => {
    const text = spending(
      whole.replace("2130301 行政运行 500.00 480.00 20.00", "2130301\n管行政运行理\n500.00 480.00 20.00")
    )
    expect(cellOf("T05", text, "2130301", "1")).toBe("500.00")
    expect(tableOf("T05", text)!.rows.get("2130301")!.label).toBe("行政运行")
  })

  it("say nothing of rows whose code is not beside their amounts", () => {
    const text = spending(`${whole}\n行政单位医疗 40.00 40.00 0.00`)
    expect(blocks(text)).toEqual([])
  })

  it("are told once as what cannot be read, not cell by cell", () => {
    const text = spending(whole.replaceAll(/(\d+\.00) \d+\.00 \d+\.00/g, "$1 $1"), "合计 900.00 900.00")
    const unreadable = auditOf(text).findings.filter(({ ruleId }) => ruleId === "AU-04")
    expect(unreadable).toHaveLength(1)
    expect(blocks(text)).toEqual([])
  })
})

describe("lines of 收入支出决算总表", () => {
  const sides = (last = "总计 950.00 总计 950.00"): string => `收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 900.00 一、一般公共服务支出
二、政府性基金预算财政拨款收入 二、外交支出
八、其他收入 50.00 十二、农林水支出 750.00
十九、住房保障支出 200.00
二十二、灾害防治及应急管理支
出
本年收入合计 950.00 本年支出合计 950.00
使用非财政拨款结余 结余分配
年初结转和结余 年末结转和结余
${last}
注：本表反映部门本年度的总收支和年末结转结余情况。
`

  it("are told apart by their labels", () => {
    expect(cellOf("T01", sides(), "income.other", "1")).toBe("50.00")
    expect(cellOf("T01", sides(), "213", "2")).toBe("750.00")
    expect(blocks(sides())).toEqual([])
  })

  it("show totals that do not add up", () => {
    expect(blocks(sides("总计 950.00 总计 990.00"))).not.toEqual([])
  })
})

describe("lines of the other tables", () => {
  it("are read block by block where codes are in one piece or in two", () => {
    const text = `一般公共预算财政拨款基本支出决算表
单位：万元
经济分类 经济分类
科目名称 决算数 科目名称 决算数
科目编码 科目编码
301 工资福利支出 480.00 302 商品和服务支出 120.00
301 01 基本工资 300.00 302 01 办公费 100.00
机关事业单位基本养老保
30108 180.00 30206 电费 20.00
险缴费
30114 医疗费 30213 维修（护）费
人员经费合计 480.00 公用经费合计 120.00
注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。
`
    expect(cellOf("T06", text, "30108", "1")).toBe("180.00")
    expect(cellOf("T06", text, "30201", "1")).toBe("100.00")
    expect(cellOf("T06", text, "30114", "1")).toBe("blank")
    expect(blocks(text)).toEqual([])
    const full = text.replace("30114 医疗费 30213 维修（护）费\n", "")
    expect(blocks(full)).toEqual([])
    expect(blocks(full.replace("30108 180.00", "30108 810.00"))).not.toEqual([])
  })

  const three = (amounts: string): string => `财政拨款“三公”经费支出决算表
单位：万元
财政拨款“三公”经费
公务用车购置及运行维护费
合计 因公出国（境）费 公务接待费
小计 公务用车购置费 公务用车运行维护费
${"预算数 决算数 ".repeat(6).trim()}
${amounts}
注：本表反映部门本年度“三公”经费支出预决算情况。
`

  it("are read where all twelve amounts of the “三公” table are printed, else left out", () => {
    const all = three("11.00 8.00 0.00 0.00 9.00 7.00 0.00 0.00 9.00 7.00 2.00 1.00")
    expect(cellOf("T07", all, "total", "outturn")).toBe("8.00")
    expect(cellOf("T07", all, "reception", "budget")).toBe("2.00")
    expect(tableOf("T07", three("11.00 8.00 9.00 7.00 9.00 7.00 2.00 1.00"))).toBeUndefined()
  })
})
