/**
 * Scoring the execution of the budget (资金执行率): executed over budgeted, as the form states them in 万元.
 */
import type { Money } from "@juesuan/domain"
import type { Input, Note } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import type { Formula } from "./Formula.ts"
import { allOrNothing, compute } from "./Interpret.ts"
import type { Computed, ScoringFunctions } from "./Interpret.ts"
import type { Numeric } from "./Reading.ts"
import type { RuleSet } from "./RuleSet.ts"
import type { Scorecard } from "./Scorecard.ts"

/** 万元 with two decimals at least, and as many as the amount needs. */
const wan = (value: Exact.Exact): string =>
  value.decimalPlaces() > 2 ? Exact.plain(value) : value.toFixed(2)

/** What was executed, in 万元, as the form states it. */
export const statedExecution = (set: RuleSet, executed: Money.Money): Exact.Exact => {
  const value = Exact.exact(executed).div(1_000_000)
  const { statedDecimals } = set.execution
  return statedDecimals === null ? value : Exact.round(value, statedDecimals)
}

/** The points of the execution before rounding, the rate, and what was assumed on the way. */
export interface ComputedExecution {
  /** 执行率, unrounded; `null` where the budget is zero or not known. */
  readonly rate: Exact.Exact | null
  readonly computed: Computed | null
  readonly inputs: ReadonlyArray<Input>
  readonly notes: ReadonlyArray<Note>
}

const numeric = (number: Exact.Exact, shown: string): Numeric => ({
  kind: "number",
  text: `${shown}万元`,
  number,
  sign: null,
  unit: "万元",
  shown
})

interface Amounts {
  readonly stated: Exact.Exact
  readonly planned: Exact.Exact
}

/** The formula of the set over the amounts; `cap` is the rate that is asked for. */
const byFormula = (
  { execution }: RuleSet,
  card: Scorecard,
  weight: Exact.Exact,
  { stated, planned }: Amounts,
  functions: ScoringFunctions
): Computed | "functionUnknown" | "functionOutside" => {
  const { cap } = execution
  const below = cap === "1" ? wan(planned) : `${wan(planned)} ÷ ${cap}`
  const asked = planned.times(cap)
  const askedText = cap === "1" ? wan(planned) : `${wan(planned)} × ${cap}`
  if (execution.formula === "ratio") {
    const points = Exact.scaled(weight, stated, asked)
    if (
      execution.passFrom !== undefined &&
      execution.passFrom !== null &&
      stated.lt(asked.times(execution.passFrom))
    )
      return allOrNothing(weight, {
        of: "passMark",
        asked: `≥ ${askedText} × ${execution.passFrom}`,
        reached: wan(stated),
        isMet: false
      })
    const share = `${wan(stated)} ÷ ${below}`
    return execution.above === "uncapped"
      ? { formula: `${Exact.plain(weight)} × ${share}`, value: points }
      : { formula: `${Exact.plain(weight)} × min(1, ${share})`, value: Exact.smaller(weight, points) }
  }
  const rule: Formula = execution
  const target = rule.formula === "intervals" ? numeric(planned, wan(planned)) : numeric(asked, askedText)
  const facts = { weight, target, actual: numeric(stated, wan(stated)), direction: "atLeast" as const }
  const result = compute({ ...facts, indicator: null, card, functions }, rule)
  return result === "notJudged" || result === "awardedOutside" ? "functionOutside" : result
}

const above = (
  set: RuleSet,
  card: Scorecard,
  weight: Exact.Exact,
  amounts: Amounts,
  functions: ScoringFunctions
): Computed | "functionUnknown" | "functionOutside" => {
  const { stated, planned } = amounts
  if (set.execution.above === "nothing")
    return allOrNothing(weight, {
      of: "target",
      asked: `≤ ${wan(planned)}`,
      reached: wan(stated),
      isMet: false
    })
  const turned = set.execution.above === "inverse" ? { stated: planned, planned: stated } : amounts
  return byFormula(set, card, weight, turned, functions)
}

/** Scores the execution of a card by a weight. */
export const computeExecution = (
  set: RuleSet,
  card: Scorecard,
  weight: Exact.Exact,
  functions: ScoringFunctions
): ComputedExecution => {
  const { basis, zeroBudget = "unscored" } = set.execution
  const { executed } = card.money.total
  const budget = card.money.total[basis]
  if (executed === null || budget === null)
    return { rate: null, computed: null, inputs: [], notes: ["budgetMissing"] }
  const stated = statedExecution(set, executed)
  const planned = Exact.exact(budget).div(1_000_000)
  const inputs: ReadonlyArray<Input> = [
    { name: "executed", text: `${wan(stated)} 万元`, value: Exact.plain(stated) },
    { name: "budget", text: `${wan(planned)} 万元`, value: Exact.plain(planned) }
  ]
  const spent = Exact.larger(Exact.zero, stated)
  if (budget <= 0 && (zeroBudget === "unscored" || budget < 0))
    return { rate: null, computed: null, inputs, notes: ["budgetZero"] }
  if (budget === 0 && zeroBudget === "nothing")
    return { rate: null, computed: { formula: "0", value: Exact.zero }, inputs, notes: ["budgetZero"] }
  const amounts = { stated: spent, planned: budget === 0 ? Exact.one : planned }
  const isAbove = budget > 0 && stated.gt(planned)
  const found = (isAbove ? above : byFormula)(set, card, weight, amounts, functions)
  const notes: ReadonlyArray<Note> = budget === 0 ? ["budgetZero"] : isAbove ? ["budgetExceeded"] : []
  const rate = budget === 0 ? null : stated.div(planned)
  return typeof found === "string"
    ? { rate, computed: null, inputs, notes: [...notes, found] }
    : { rate, computed: found, inputs, notes }
}
