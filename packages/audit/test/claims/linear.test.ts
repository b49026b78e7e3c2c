/**
 * Reading and checking sentences costs their length: twice the text, no more than twice the work. No clock is asked:
 * the characters that searches look at and the items that look-ups pass over are counted.
 */
import { audit } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { claimsOf } from "../../src/claims/claimsOf.ts"
import { recognise } from "../../src/recognise/index.ts"
import { readOf, textOf } from "./reading.ts"
import type { Section } from "./reading.ts"
import { workOf } from "./work.ts"

/** Stretches of a sentence that does not end, and the section they stand in. */
const stretches: ReadonlyArray<readonly [stretch: string, section: Section]> = [
  ["比上年增加3.00万元，增长2.00%，", "three"],
  ["7万元", "overall"],
  ["占4%，", "income"],
  ["其中：项目支出6.00万元，", "general"],
  ["印刷费2元、", "basic"],
  ["收入4.56万元", "overall"],
  ["三公经费支出8.00万元，", "three"],
  ["主要原因是3元，较2022年减少2元，", "three"],
  ["较年初预算增加1.00万元，较上年减少2.00万元的主要原因是人员变动，", "three"],
  ["接待5批次，", "three"],
  ["（其中6元", "overall"],
  ["减少1.00、", "three"],
  ["公务接待费2.00万元，完成预算的50%，", "three"],
  ["财政供养（类）人员（款）经费（项）1.00万元，", "general"],
  ["分别为1.00，", "overall"],
  ["增加1.00、2.00万元，剔除一次性因素，", "overall"],
  ["本年收入合计5，", "income"]
]

const lead: Readonly<Record<Section, string>> = {
  overall: "2023年度收入总计、支出总计均为500.00万元，",
  income: "2023年度收入合计500.00万元，",
  expenditure: "2023年度支出合计500.00万元，",
  fiscal: "2023年度财政拨款收、支总计500.00万元，",
  general: "2023年度一般公共预算财政拨款支出500.00万元，",
  basic: "2023年度一般公共预算财政拨款基本支出500.00万元，",
  three: "2023年度“三公”经费财政拨款支出50.00万元，",
  operating: "2023年度机关运行经费支出50.00万元，",
  procurement: "2023年度政府采购支出总额50.00万元，"
}

const documentOf = (section: Section, stretch: string, times: number) =>
  readOf(textOf(section, `${lead[section]}${stretch.repeat(times)}`))

/** Work for 2n stretches over that for n, less what a text costs that has none and what is made ready once. */
const growth = (work: (times: number) => number, times: number): number => {
  work(1)
  const none = work(0)
  return (work(2 * times) - none) / Math.max(1, work(times) - none)
}

describe("the work of a sentence without an end", () => {
  it.each(stretches)("is in proportion to its length: %s", (stretch, section) => {
    const reading = (times: number): number => {
      const document = recognise(documentOf(section, stretch, times))
      return workOf(() => claimsOf(document))
    }
    const checking = (times: number): number => {
      const read = documentOf(section, stretch, times)
      return workOf(() => audit(read))
    }
    // Few figures, as many as a sentence may have, and more than are read of one.
    for (const times of [60, 120, 600]) {
      expect(growth(reading, times)).toBeLessThan(2.3)
      expect(growth(checking, times)).toBeLessThan(2.3)
    }
  })

  // The law can turn red: a reader that looks back over the whole sentence at each number does more than twice the work.
  it("is not, where each number looks back to the start", () => {
    const looksBack = (times: number): number =>
      workOf(() => {
        const text = `2023年度${"占4%，".repeat(times)}`
        for (const { index } of text.matchAll(/\d+/g)) text.slice(0, index).lastIndexOf("。")
      })
    expect(growth(looksBack, 120)).toBeGreaterThan(3)
  })

  it("leaves figures beyond the first five hundred of a sentence to nobody", () => {
    const figures = claimsOf(recognise(documentOf("overall", "收入2.00万元，", 600)))
    const ofKind = (kind: string): number => figures.filter((claim) => claim.kind === kind).length
    expect(ofKind("amount") + ofKind("unbound")).toBe(601)
    expect(ofKind("unbound")).toBeGreaterThan(100)
  })

  it("reads the sentence behind one that was too long", () => {
    const text = `${"收入2.00万元，".repeat(600)}。收入总计30.00万元。`
    const last = claimsOf(recognise(documentOf("overall", text, 1))).findLast(({ kind }) => kind === "amount")
    expect(last).toMatchObject({ subject: { address: "T01/total/1" }, amount: { raw: "30.00" } })
  })
})
