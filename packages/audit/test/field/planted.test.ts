/**
 * Sentences of our own in the grammar of many provinces, each once right and once wrong.
 */
import { audit, readDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const findings = (title: string, sentence: string) => {
  const text = `某某县水文站2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n\n${title}\n${sentence}\n`
  return audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "s.txt"))).findings
}

const blocks = (title: string, sentence: string): ReadonlyArray<string> =>
  findings(title, sentence).flatMap(({ ruleId, severity, right }) =>
    severity === "block" ? [`${ruleId} ${right?.value ?? ""}`] : []
  )

const overall = "一、收入支出决算总体情况说明"
const expenditure = "三、支出决算情况说明"
const general = "五、一般公共预算财政拨款支出决算情况说明"
const three = "七、财政拨款“三公”经费支出决算情况说明"

interface Sample {
  readonly name: string
  readonly title: string
  readonly right: string
  readonly wrong: string
  /** Rule and recomputed value of each finding on the wrong one. */
  readonly found: ReadonlyArray<string>
}

const samples: ReadonlyArray<Sample> = [
  {
    name: "the base between comparison and change, without a unit",
    title: three,
    right: "2023年度“三公”经费支出4.10万元，较上年4.00增加0.10万元，增长2.50%，原因是接待增加。",
    wrong: "2023年度“三公”经费支出4.10万元，较上年4.00增加0.20万元，增长5.00%，原因是接待增加。",
    found: ["AR-N-02 0.10"]
  },
  {
    name: "pairs with one comma between two decimals",
    title: overall,
    right:
      "2023年度收、支总计各是500.50,500.50万元。与2022年相比，收、支总计各减少100.10,100.10万元，各下降16.67%、16.67%。主要变动原因是项目减少。",
    wrong:
      "2023年度收、支总计各是500.50,500.50万元。与2022年相比，收、支总计各减少100.10,100.10万元，各下降16.67%、26.67%。主要变动原因是项目减少。",
    found: ["AR-N-03 16.67"]
  },
  {
    name: "last year's list beside this year's",
    title: expenditure,
    right:
      "2023年度支出合计500万元，其中：基本支出400万元，占总支出的80%；项目支出100万元，占总支出的20%。2022年度支出合计300万元，" +
      "其中：基本支出60万元，占总支出的20%；项目支出240万元，占总支出的80%。",
    wrong:
      "2023年度支出合计500万元，其中：基本支出400万元，占总支出的80%；项目支出100万元，占总支出的30%。2022年度支出合计300万元，" +
      "其中：基本支出60万元，占总支出的20%；项目支出240万元，占总支出的80%。",
    found: ["AR-N-04 20.00"]
  },
  {
    name: "how much the outturn is more than the budget",
    title: general,
    right:
      "2023年度一般公共预算财政拨款支出总计520.00万元，完成年初预算104%，决算数大于预算数20.00万元，主要原因：人员增加。",
    wrong:
      "2023年度一般公共预算财政拨款支出总计520.00万元，完成年初预算100%，决算数大于预算数20.00万元，主要原因：人员增加。",
    found: ["AR-N-05 104.00"]
  },
  {
    name: "shares of the three expenses whose total is not printed",
    title: three,
    right:
      "2023年“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算1.50万元，占75.00%；" +
      "公务接待费支出决算0.50万元，占25.00%。",
    wrong:
      "2023年“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算1.50万元，占0.75%；公务接待费支出决算0.50万元，占25.00%。",
    found: ["AR-N-04 75.00"]
  },
  {
    name: "a change of what the sentence names by another year",
    title: three,
    right: "2022年“三公”经费财政拨款支出决算为3.00万元，较上年增加1.00万元，增长50.00%，主要原因是车辆维修。",
    wrong: "2022年“三公”经费财政拨款支出决算为3.00万元，较上年增加1.00万元，增长0.50%，主要原因是车辆维修。",
    found: ["AR-N-03 50.00"]
  },
  {
    name: "a rate that is the amount of the change again",
    title: three,
    right:
      "公务接待费支出2.20万元，与2023年度预算相比，增加1.20万元，增长120.00%，增长的原因是成立了新机构。",
    wrong: "公务接待费支出2.20万元，与2023年度预算相比，增加1.20万元，增长1.20%，增长的原因是成立了新机构。",
    found: ["AR-N-03 120.00"]
  },
  {
    name: "a carry-over that is said to come from last year",
    title: overall,
    right:
      "8.上年结转和结余8.00万元，为以前年度结转的资金。较2022年度决算数增加0.80万元，增长11.1%，主要原因是：结算有变动。",
    wrong:
      "8.上年结转和结余8.00万元，为以前年度结转的资金。较2022年度决算数增加0.80万元，增长10.0%，主要原因是：结算有变动。",
    found: ["AR-N-03 11.11"]
  }
]

describe("a sentence of a published narrative", () => {
  for (const { name, title, right, wrong, found } of samples)
    it(`is judged by its own figures: ${name}`, () => {
      expect(blocks(title, right)).toEqual([])
      expect(blocks(title, wrong)).toEqual(found)
    })

  it("asks no reason for a change of nothing", () => {
    const sentence = "1.因公出国（境）费支出0万元。与2023年度预算相比，增加0万元，增长0%。"
    expect(findings(three, sentence).filter(({ severity }) => severity !== "hint")).toEqual([])
  })

  it("takes what a figure came down to for no change", () => {
    const sentence = "公务接待费支出决算减少为0.50万元，与2022年持平。"
    expect(blocks(three, sentence)).toEqual([])
  })

  it("names alternatives behind the words they are alternatives of", () => {
    const sentence = "公务接待费支出决算1.00万元，决算数小于预算数（或与预算数持平）的主要原因是厉行节约。"
    expect(findings(three, sentence).map(({ ruleId }) => ruleId)).toContain("AR-N-11")
  })

  it("takes a sentence in brackets for a sentence", () => {
    const sentence = "【2023年度收、支总计各是500.50,500.50万元。与2022年相比，各减少100.10,100.10万元。】"
    expect(findings(overall, sentence).map(({ ruleId }) => ruleId)).not.toContain("AR-N-11")
  })

  it("does not give the year of a comparison to the document", () => {
    const text =
      "一、收入支出决算总体情况说明\n5.经营收入0.00万元。较2022年度决算数增加0.00万元，增长0%，主要原因是：无变化。\n"
    const { recognised, findings } = audit(
      Result.getOrThrow(readDocument(new TextEncoder().encode(text), "s.txt"))
    )
    expect(recognised.year).toBeNull()
    expect(findings.filter(({ severity }) => severity !== "hint")).toEqual([])
  })

  it("is not accused of an outturn above its budget that it explains", () => {
    const table = (reason: string): string => `某某县水文站2023年度“三公”经费支出决算表
单位:万元
项 目\t预 算 数\t决 算 数
合 计\t5.00\t5.20
因公出国(境)费\t0.00\t0.00
公务接待费\t1.00\t2.20
公务用车购置及运行维护费\t4.00\t3.00
其中:公务用车运行维护费\t4.00\t3.00
公务用车购置费\t0.00\t0.00
二、“三公”经费财政拨款支出决算情况说明
公务接待费支出2.20万元，与2023年度预算相比，增加1.20万元，增长120.00%${reason}。
“三公”经费支出预算为5.00万元，支出决算为5.20万元，完成预算的104.00%，决算数大于预算数的主要原因是接待增加。
`
    const over = (text: string): ReadonlyArray<string> =>
      audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "t.txt"))).findings.flatMap(
        ({ ruleId, left }) => (ruleId === "AR-07-3" ? [left?.address ?? ""] : [])
      )
    expect(over(table("，增长的原因是接待增加"))).toEqual([])
    expect(over(table(""))).toEqual(["T07/reception/outturn"])
  })
})
