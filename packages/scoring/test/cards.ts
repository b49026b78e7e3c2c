/**
 * A card of one indicator, for what one clause of a rule set makes of it.
 */
import { Money } from "@juesuan/domain"
import { noMoneyLine } from "@juesuan/scoring"
import type { Indicator, Scorecard } from "@juesuan/scoring"

const yuan = (amount: number): Money.Money => Money.fromFen(amount * 100)

/** The card: 70,000 of 80,000 元 paid, and an indicator of weight 10 that says nothing but what is given. */
export const cardOf = (indicator: Partial<Indicator>): Scorecard => ({
  project: "P1",
  name: "项目",
  department: "",
  unit: "",
  year: 2024,
  goal: "",
  outcome: "",
  money: {
    total: { initial: yuan(80_000), annual: yuan(80_000), executed: yuan(70_000) },
    current: noMoneyLine,
    carryover: noMoneyLine,
    other: noMoneyLine
  },
  indicators: [
    {
      id: "1",
      level1: "产出指标",
      level2: "数量指标",
      level3: "指标",
      kind: "quantitative",
      direction: "undeclared",
      target: "",
      actual: "",
      weight: "10",
      tier: null,
      awarded: null,
      deviation: "",
      ...indicator
    }
  ]
})
