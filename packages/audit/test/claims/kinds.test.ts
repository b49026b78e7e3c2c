/**
 * Kinds of figures that are easily taken for each other: what is right is not accused, and the same sentence with a
 * figure that is wrong still is.
 */
import { audit } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { linesOf, readOf, textOf } from "./reading.ts"
import type { Section } from "./reading.ts"

const findingsIn = (section: Section, text: string): ReadonlyArray<string> =>
  audit(readOf(textOf(section, text))).findings.flatMap(({ ruleId, severity }) =>
    severity === "hint" ? [] : [ruleId]
  )

const lead =
  "一般公共预算财政拨款支出年初预算为84.00万元，支出决算为80.00万元，决算数小于预算数的主要原因是人员减少。其中：\n"

interface Kind {
  readonly name: string
  readonly section: Section
  readonly right: string
  /** The same with one figure that is wrong, and the rule that says so. */
  readonly wrong: readonly [text: string, rule: string]
}

const kinds: ReadonlyArray<Kind> = [
  {
    name: "年初预算 and 全年预算 are two measures",
    section: "general",
    right: `${lead}1.农林水支出（类）水利（款）水文测报（项）。年初预算为0万元，全年预算为64.00万元，支出决算为16.00万元，完成全年预算的25.00%。`,
    wrong: [
      `${lead}1.农林水支出（类）水利（款）水文测报（项）。年初预算为0万元，全年预算为64.00万元，支出决算为16.00万元，完成全年预算的35.00%。`,
      "AR-N-05"
    ]
  },
  {
    name: "the total has an initial budget and its entries have annual ones",
    section: "general",
    right: `一般公共预算财政拨款支出年初预算为0万元，全年预算为30.00万元，支出决算为24.00万元，完成全年预算的80.00%。其中：\n1.农林水支出（类）水利（款）水文测报（项）。全年预算为30.00万元，支出决算为24.00万元，完成全年预算的80.00%。`,
    wrong: [
      `一般公共预算财政拨款支出年初预算为0万元，全年预算为30.00万元，支出决算为24.00万元，完成年初预算的80.00%。`,
      "AR-N-05"
    ]
  },
  {
    name: "a budget of nothing has no unit, and no rate is taken over it",
    section: "general",
    right:
      "1.农林水支出（类）水利（款）水文测报（项）。年初预算为0，支出决算为16.00万元，主要原因是追加了预算。",
    wrong: [
      "1.农林水支出（类）水利（款）水文测报（项）。年初预算为0，支出决算为16.00万元，完成年初预算的92.00%，主要原因是追加了预算。",
      "AR-N-05"
    ]
  },
  {
    name: "by how many more is no second count",
    section: "three",
    right: "国内公务接待18批次，比上年增加7批次，国内公务接待96人次，比上年减少12人次。",
    wrong: ["国内公务接待18批次，96人次。共国内公务接待19批次。", "AR-N-10"]
  },
  {
    name: "持平 behind pieces is said of the pieces",
    section: "three",
    right:
      "公务接待费支出1.20万元，比上年减少0.30万元，下降20.00%，主要原因是厉行节约。国内接待9批次、61人次，与上年持平。",
    wrong: [
      "公务接待费支出1.20万元，比上年减少0.30万元，下降25.00%，主要原因是厉行节约。国内接待9批次、61人次，与上年持平。",
      "AR-N-03"
    ]
  },
  {
    name: "a rate behind pieces is that of the pieces",
    section: "three",
    right: "公务接待费支出1.20万元，比上年减少0.30万元，主要原因是厉行节约；国内接待9批次，下降10.00%。",
    wrong: ["公务接待费支出1.20万元，比上年减少0.30万元，下降10.00%，主要原因是厉行节约。", "AR-N-03"]
  },
  {
    name: "总收入 and 总支出 need not be equal",
    section: "overall",
    right: "2023年度总收入71.50万元，总支出70.20万元。",
    wrong: ["2023年度收入总计71.50万元。2023年度支出总计70.20万元。", "AR-N-10"]
  },
  {
    name: "the parts of a budget are compared each with its own last year",
    section: "three",
    right:
      "2023年度“三公”经费预算为60.00万元，较2022年的75.00万元减少15.00万元，下降20.00%；其中：公务接待费12.00万元，较上年减少3.00万元，下降20.00%，公务用车购置及运行维护费48.00万元，较上年减少12.00万元，下降20.00%，主要原因是从严控制。",
    wrong: [
      "2023年度“三公”经费预算为60.00万元，其中：公务接待费12.00万元，较上年减少3.00万元，下降20.00%，公务用车购置及运行维护费48.00万元，较上年减少12.00万元，下降30.00%，主要原因是从严控制。",
      "AR-N-03"
    ]
  },
  {
    name: "the year of a document's title is no fiscal year",
    section: "overall",
    right: "按照《政府会计制度（2019年修订）》核算，2023年度收入总计71.50万元。",
    wrong: ["2019年度收入总计71.50万元。", "AR-N-14"]
  },
  {
    name: "the preliminary figure of the year itself is a base too",
    section: "overall",
    right: "2023年度收入总计71.50万元，与2023年快报数相比，增加1.50万元，主要原因是结算。",
    wrong: ["2023年度收入总计71.50万元，与2023年度相比，增加1.50万元，主要原因是结算。", "AR-N-14"]
  },
  {
    name: "what is compared before 其中 is what its parts are compared with",
    section: "three",
    right:
      "“三公”经费财政拨款支出50.00万元，比上年减少5.00万元，下降9.09%，其中：公务接待费支出2.00万元，减少1.00万元，下降33.33%，公务用车运行维护费支出48.00万元，减少4.00万元，下降7.69%，主要原因是厉行节约。",
    wrong: [
      "“三公”经费财政拨款支出50.00万元，比上年减少5.00万元，下降9.09%，其中：公务接待费支出2.00万元，减少1.00万元，下降33.33%，公务用车运行维护费支出48.00万元，减少4.00万元，下降17.69%，主要原因是厉行节约。",
      "AR-N-03"
    ]
  }
]

describe("a kind of figure", () => {
  it.each(kinds)("is told apart: $name", ({ section, right, wrong: [wrong, rule] }) => {
    const accused = { right: findingsIn(section, right), wrong: findingsIn(section, wrong) }
    expect(accused.right).toEqual([])
    expect(accused.wrong).toContain(rule)
  })
})

describe("an entry that a blank line or a page cuts", () => {
  const head = "1.农林水支出（类）水利（款）"
  const tail = "年初预算为7.00万元，支出决算为6.50万元，主要原因是人员减少。"

  it.each([
    ["between its names", `${lead}${head}\n\n水文测报（项）。主要用于：测站。${tail}`],
    ["with a page number there", `${lead}${head}\n\n- 12 -\n\n水文测报（项）。主要用于：测站。${tail}`]
  ])("is one entry where it is cut %s", (_, text) => {
    expect(linesOf("general", text)).toContain("entry 2130313")
    expect(findingsIn("general", text)).toEqual([])
  })

  it.each([
    ["whose beginning is lost", `${lead}水文测报（项）。主要用于：测站。${tail}`],
    ["whose names are lost but for the last", `${lead}测报（项）6.50万元，年初预算为7.00万元。`]
  ])("leaves its amounts to nobody %s", (_, text) => {
    const own = linesOf("general", text).filter((line) => /(?:650|700)0000分/.test(line))
    expect(own.length).toBe(2)
    for (const line of own) expect(line).not.toContain("N/5.3")
    for (const line of own) expect(line).not.toContain("T05")
    expect(findingsIn("general", text)).toEqual([])
  })

  it("is a sentence in one piece where the amount alone stands on the next page", () => {
    const said = (middle: string): ReadonlyArray<string> =>
      linesOf("procurement", `2023年度本部门面向中小企业预留的政府采购项目预算金额${middle}45.00万元。`)
    expect(said("\n\n")).toEqual(said(""))
  })
})

describe("a place that is still to be filled", () => {
  it.each([
    "【待填：原因】",
    "【待填：原因302】",
    "【待填：N/6/302/budget】",
    "【待补充2024年说明】",
    "【此处填写3项】"
  ])("is found: %s", (place) => {
    expect(linesOf("overall", `2023年度收入总计71.50万元，主要原因是${place}。`)).toContain(
      `residue toFill ${place}`
    )
  })

  it("is no sentence with its figures in brackets", () => {
    const lines = linesOf("overall", "2023年度收入总计71.50万元【其中：本年收入70.00万元】。")
    expect(lines.filter((line) => line.startsWith("residue"))).toEqual([])
  })
})
