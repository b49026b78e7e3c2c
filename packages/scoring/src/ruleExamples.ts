/**
 * Examples of the rules of scores: one self-evaluation that follows the rule, one that breaks it.
 */
import { exampleCard } from "./exampleCard.ts"
import type { ExampleCard, ExampleIndicator } from "./exampleCard.ts"
import type { ScoreRuleId } from "./rules.ts"
import { ningxiaYanchi2024 } from "./sets/yanchi.ts"

/** The first passes its rule, the second breaks it. */
export interface RuleExamples {
  /** A document in plain text, or a file of scorecards for what no printed form shows. */
  readonly kind: "document" | "file"
  readonly pass: string
  readonly fail: string
}

const quantity = (more: Partial<ExampleIndicator>): ExampleIndicator => ({
  name: "采购设备数量",
  target: "20 台",
  actual: "20 台",
  weight: "40",
  score: "40",
  ...more
})
const benefit = (more: Partial<ExampleIndicator>): ExampleIndicator => ({
  name: "提高办公效率",
  target: "有效提高",
  actual: "有效提高",
  weight: "30",
  score: "30",
  ...more
})

const cost = (target: string): ExampleIndicator => ({
  name: "设备采购总成本",
  target,
  actual: "8 万元",
  weight: "10",
  score: "10"
})

const fewer = quantity({ actual: "19 台", score: "38", reason: "一台设备停产，下年补购。" })

const pair = (fail: ExampleCard, pass: ExampleCard = {}): RuleExamples => ({
  kind: "document",
  pass: exampleCard(pass),
  fail: exampleCard(fail)
})

/** A table below which the notes of the county stand: outputs 40, benefits 40, satisfaction 10. */
const county = (more: ExampleCard): ExampleCard => ({
  label: "产出指标（40 分）",
  benefitLabel: "效益指标（40 分）",
  quantity: quantity({ weight: "30", score: "30" }),
  benefit: benefit({ weight: "40", score: "40" }),
  notes: (ningxiaYanchi2024.form?.notes ?? []).map(
    (note, at) => `${at === 0 ? "注：" : ""}${at + 1}. ${note}`
  ),
  ...more
})
const countyFewer = quantity({ actual: "18 台", weight: "30", score: "27" })

/** A scorecard file of a fiscal year. */
const ofYear = (year: string): string =>
  [
    "项目代码,项目名称,年度,一级指标,二级指标,三级指标,年度指标值,全年实际值,分值,得分",
    `P1,办公设备购置,${year},产出指标,数量指标,采购设备数量,≥20台,20台,50,50`
  ].join("\n")

/** A scorecard file of one qualitative indicator, judged as reached. */
const tiered = (score: string): string =>
  [
    "项目代码,项目名称,一级指标,二级指标,三级指标,类型,年度指标值,全年实际值,分值,得分,档次",
    `P1,办公设备购置,效益指标,社会效益指标,提高办公效率,定性,有效提高,有效提高,30,${score},达成`
  ].join("\n")

const two = (first: ExampleCard, second: ExampleCard): string =>
  `${exampleCard(first)}\n\n${exampleCard(second)}`

const third: ExampleCard = { money: ["9", "9", "8", "0.8889", "8.89"], total: "98.89" }
const thirdCoarse: ExampleCard = { money: ["9", "9", "8", "0.8889", "8.9"], total: "98.9" }
const seventh: ExampleCard = { name: "会议室改造", money: ["7", "7", "6", "0.8571", "8.57"], total: "98.57" }

/** The examples of every rule on published scores. */
export const ruleExamples: Readonly<Record<ScoreRuleId, RuleExamples>> = {
  "SR-1": pair({
    quantity: quantity({ weight: "50", score: "50" }),
    label: "产出指标（60 分）",
    total: "108"
  }),
  "SR-2": pair(
    county({
      label: "产出指标（50 分）",
      benefitLabel: "效益指标（30 分）",
      quantity: quantity({}),
      benefit: benefit({})
    }),
    county({})
  ),
  "SR-3": pair({ label: "产出指标（40 分）" }),
  "SR-4": pair({ quantity: quantity({ score: "41" }), total: "99" }),
  // The printed form names no tier: only a file of scorecards (`juesuan score verify FILE`) does.
  "SR-5": { kind: "file", pass: tiered("28"), fail: tiered("10") },
  "SR-6": pair({ money: ["10", "10", "8", "0.9", "8"] }),
  "SR-7": pair({ money: ["10", "10", "8", "0.8", "9"], total: "99" }),
  "SR-8": pair({ quantity: { ...fewer, score: "40" } }, { quantity: fewer, total: "96" }),
  "SR-9": pair({ total: "97" }),
  "SR-10": pair({ quantity: { ...fewer, score: "40" } }, { quantity: fewer, total: "96" }),
  "SR-11": pair(
    county({ quantity: quantity({ actual: "30 台", weight: "30", score: "30" }) }),
    county({
      quantity: quantity({ actual: "30 台", weight: "30", score: "30", reason: "设备降价，增购十台。" })
    })
  ),
  "SR-12": pair({ quantity: quantity({ target: "≥20 台", actual: "≥20 台" }) }),
  "SR-13": { kind: "document", pass: two(third, seventh), fail: two(thirdCoarse, seventh) },
  "SR-14": pair(
    county({ quantity: countyFewer, total: "95" }),
    county({ quantity: { ...countyFewer, reason: "两台设备停产，下年补购。" }, total: "95" })
  ),
  "SR-15": pair({ cost: cost("10 万元") }, { cost: cost("≤10 万元") }),
  "SR-16": pair({ quantity: quantity({ score: "" }), total: "58" }),
  // The national measures are of 2020.
  "SR-17": { kind: "file", pass: ofYear("2024"), fail: ofYear("2018") }
}
