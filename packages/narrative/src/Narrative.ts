/**
 * The narrative (第三部分 部门决算情况说明): ten sections, every figure with its address.
 */
import type { NarrativeFacts } from "./Facts.ts"
import { basic, expenditure, fiscal, generalPublic, income, overall } from "./sections.ts"
import { governmentFund, otherMatters, stateCapital, threePublic } from "./sectionsOther.ts"
import type { Missing, Paragraph } from "./Sentence.ts"
import { Writer } from "./Writer.ts"

export interface Section {
  readonly key: string
  readonly title: string
  readonly paragraphs: ReadonlyArray<Paragraph>
}

export interface Narrative {
  readonly title: string
  readonly sections: ReadonlyArray<Section>
  /** What only the unit can say and has not said: each is printed as 【待填：…】. */
  readonly missing: ReadonlyArray<Missing>
}

const order = [
  ["1", "一、收入支出决算总体情况说明", overall],
  ["2", "二、收入决算情况说明", income],
  ["3", "三、支出决算情况说明", expenditure],
  ["4", "四、财政拨款收入支出决算总体情况说明", fiscal],
  ["5", "五、一般公共预算财政拨款支出决算情况说明", generalPublic],
  ["6", "六、一般公共预算财政拨款基本支出决算情况说明", basic],
  ["7", "七、财政拨款“三公”经费支出决算情况说明", threePublic],
  ["8", "八、政府性基金预算财政拨款收入支出决算情况说明", governmentFund],
  ["9", "九、国有资本经营预算财政拨款支出情况说明", stateCapital],
  ["10", "十、其他重要事项的情况说明", otherMatters]
] as const

/** Writes the narrative of a unit's year. */
export const writeNarrative = (facts: NarrativeFacts): Narrative => {
  const writer = new Writer(facts)
  const sections = order.map(([key, title, write]) => ({ key, title, paragraphs: write(writer) }))
  return { title: `${facts.year} 年度部门决算情况说明`, sections, missing: writer.missing }
}
