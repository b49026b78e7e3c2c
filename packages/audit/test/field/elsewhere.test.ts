/**
 * Wordings of counties, cities and ministries that earlier readings did not know: read where they can be, and never
 * bound to what they are not.
 */
import { audit, readDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { linesOf } from "../claims/reading.ts"

const auditOf = (text: string, name = "s.txt") =>
  audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), name)))

const findings = (title: string, sentence: string) =>
  auditOf(`某某县水文站2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n\n${title}\n${sentence}\n`)
    .findings

/** What is told of figures; whether a reason was given is another question. */
const told = (title: string, sentence: string): ReadonlyArray<string> =>
  findings(title, sentence).flatMap(({ ruleId, right }) =>
    ruleId === "AR-N-07" ? [] : [`${ruleId} ${right?.value ?? ""}`]
  )

const expenditure = "三、支出决算情况说明"
const general = "五、一般公共预算财政拨款支出决算情况说明"
const three = "七、财政拨款“三公”经费支出决算情况说明"

describe("words of more and less", () => {
  it("增收 and 增支 are changes and no bases", () => {
    expect(
      linesOf("general", "2023年支出决算数1200万元,比2022年增支200万元,增长20%,原因是项目增加。")
    ).toContain("change of 1200000000分 to lastYear up/up 200000000分 20%")
    expect(told(general, "2023年支出决算数1200万元,比2022年增支200万元,增长20%,原因是项目增加。")).toEqual([])
  })

  it("that are not known make no base either", () => {
    const sentence = "2023年支出决算数1200万元,比2022年净增额度200万元,增长20%,原因是项目增加。"
    expect(linesOf("general", sentence)).toContain("unbound 200000000分")
    expect(told(general, sentence)).toEqual([])
  })

  it("减少为 says what an amount came to", () => {
    const sentence = "2023年度公务接待费支出决算减少为3.00万元，与2022年持平。"
    expect(linesOf("three", sentence)).toContain("amount T07/reception/outturn outturn 3000000分")
  })
})

describe("numbers in a row", () => {
  const sentence = (share: string): string =>
    `2023年度政府采购支出总额1000.0万元。货物、工程、服务支出分别为250.0万元，450.0万元和300.0万元，占政府采购支出总额的25.0%、${share}和30.0%。`

  it("behind 分别为 belong to one list whatever mark parts them", () => {
    expect(told("十一、政府采购支出情况说明", sentence("45.0%"))).toEqual([])
    expect(told("十一、政府采购支出情况说明", sentence("46.0%"))).toEqual(["AR-N-04 45.00"])
  })

  it("share the unit of the last, 个百分点 too", () => {
    const lines = linesOf("three", "公务接待费、公务用车购置费占比分别下降2.1和5.6个百分点。")
    expect(lines.filter((line) => line.startsWith("change"))).toEqual([])
  })

  it("of 万亿 are not 万元", () => {
    expect(linesOf("procurement", "2023年政府采购总额首次突破2万亿元。")).not.toContain(
      "amount N/10.2/total outturn 2000000分"
    )
  })
})

describe("parts of something smaller", () => {
  it("are not the section's 基本支出", () => {
    const sentence =
      "2023年度一般公共预算财政拨款支出700.00万元，其中：基本支出600.00万元，项目支出100.00万元。初中教育支出300.00万元，" +
      "其中：基本支出250.00万元，项目支出50.00万元。"
    expect(told(general, sentence)).toEqual([])
  })

  it("leave the section's own to be judged", () => {
    const sentence =
      "2023年度支出合计700.00万元，其中：基本支出600.00万元，占85.71%；项目支出100.00万元，占15.29%。"
    expect(told(expenditure, sentence)).toEqual(["AR-N-04 14.29"])
  })
})

describe("budgets", () => {
  it("of this year and of the next, spoken of as 预算中, are no outturns and not one another", () => {
    const sentence =
      "2023年“三公”经费财政拨款预算中，因公出国（境）费6.00万元，公务接待费8.00万元。" +
      "2024年“三公”经费财政拨款预算中，因公出国（境）费5.00万元，公务接待费7.00万元。"
    expect(linesOf("three", sentence).filter((line) => line.startsWith("amount"))).toEqual([
      "amount T07/abroad/budget budget 6000000分",
      "amount T07/reception/budget budget 8000000分",
      "amount T07/abroad/budget budget 5000000分",
      "amount T07/reception/budget budget 7000000分"
    ])
    expect(told(three, sentence)).toEqual([])
  })

  it("that only the change from them implies still judge the completion", () => {
    const sentence = (rate: string): string =>
      `2023年公务接待费支出22.67万元，完成年初预算${rate}%，比年初预算减少23.12万元，变动的主要原因是次数减少。`
    expect(told(three, sentence("49.5"))).toEqual([])
    expect(told(three, sentence("59.5"))).toEqual(["AR-N-05 49.51"])
  })
})

describe("“三公” of a place, vehicles by their two items", () => {
  const sentence = (total: string): string =>
    `2023年市本级“三公”支出合计${total}万元。其中：因公出国（境）费支出1.00万元。公务用车购置费支出20.00万元。` +
    "公务用车运行维护费支出30.00万元。公务接待费支出9.00万元。"

  it("add up", () => {
    expect(told(three, sentence("60.00"))).toEqual([])
    expect(told(three, sentence("62.00"))).toEqual(["AR-N-13 60.00"])
  })

  it("have vehicles that were held and none bought", () => {
    const held = "公务用车购置费0万元。2023年未购置公务用车。截至2023年12月底，单位共有公务用车18辆。"
    expect(told(three, held)).toEqual([])
  })
})

describe("a paragraph of a budget and an outturn without words", () => {
  const text = (outturn: string): string =>
    "2023年度一般公共预算财政拨款支出460.00万元，其中：基本支出400.00万元，项目支出60.00万元。\n" +
    `2023年预算数378.00万元，决算数${outturn}万元，增加83.00万元。`

  it("is of nothing that the one before ended with", () => {
    const changes = findings(general, text("461.00")).filter(({ ruleId }) => ruleId === "AR-N-07")
    expect(changes.map(({ left }) => left?.label)).toEqual(["本段所述"])
    expect(told(general, text("461.00"))).toEqual([])
  })

  it("is still judged by itself", () => {
    const compared = text("471.00").replace("增加83", "较预算数增加83")
    expect(told(general, compared)).toEqual(["AR-N-02 93.00"])
  })
})

describe("entries by number", () => {
  const entry = (number: number, item: string, budget: string): string =>
    `${number}.社会保障和就业支出（类）抚恤（款）${item}（项）。年初预算为${budget}万元，支出决算为${budget}万元，完成年初预算的100%。`
  const table = `一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t300.00\t300.00\t0.00
208\t社会保障和就业支出\t300.00\t300.00\t0.00
20808\t抚恤\t300.00\t300.00\t0.00
2080801\t死亡抚恤\t100.00\t100.00\t0.00
2080802\t伤残抚恤\t200.00\t200.00\t0.00
`
  const text = (second: number): string =>
    `某某县水文站2023年度部门决算\n\n第二部分 2023年度部门决算表\n${table}\n第三部分 2023年度部门决算情况说明\n\n${general}\n` +
    "2023年度一般公共预算财政拨款支出年初预算为350.00万元，支出决算为300.00万元，完成年初预算的85.71%。其中：\n" +
    `${entry(1, "死亡抚恤", "100.00")}\n${entry(second, "伤残抚恤", "200.00")}\n`

  it("are summed where they run on, and in doubt where one is left out", () => {
    const sums = (second: number) =>
      auditOf(text(second)).findings.filter(({ ruleId }) => ruleId === "AR-N-13")
    expect(sums(2).map(({ right }) => right?.value)).toEqual(["300.00"])
    expect(sums(3)).toEqual([])
  })
})
