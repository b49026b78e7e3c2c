/**
 * The oracle agrees with the package on the five published cards and on a few hundred generated ones; `oracle.deep.test.ts`
 * asks of many more.
 */
import { ruleSets, scoreCard } from "@juesuan/scoring"
import type { Formula, OverAchievement, RuleSet, StepsFormula } from "@juesuan/scoring"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { agreement, agreementWhen } from "./agreement.ts"
import { oracle } from "./oracle.ts"
import { published } from "./published.ts"

const { numRuns, seed } = runs(process.env, 300, 20_201_010)

describe("an independent computation", () => {
  it("agrees on every score of generated cards and sets", () => {
    fc.assert(agreement(), { numRuns, seed })
  })

  it.each(
    ruleSets.filter(({ overrides, execution }) => overrides.length === 0 && execution.above !== "uncapped")
  )("agrees on the totals of the published cards under $id", (set) => {
    const numbers = published.map(({ card }) => ({
      ...card,
      indicators: card.indicators.filter(({ target, actual }) => !/[^\d.]/.test(target + (actual ?? "")))
    }))
    for (const card of numbers)
      expect(scoreCard(card, set).total.toFixed(set.scoreDecimals)).toBe(oracle(card, set).total)
  })
})

type Change = (set: RuleSet) => RuleSet
const inFormulas =
  (change: (rule: Formula) => Formula): Change =>
  (set) => ({
    ...set,
    positive: change(set.positive),
    reverse: change(set.reverse),
    methods: (set.methods ?? []).map((one) => ({ ...one, use: change(one.use) }))
  })
const inSteps = (more: Partial<StepsFormula>): Change =>
  inFormulas((rule) => (rule.formula === "steps" ? { ...rule, ...more } : rule))

/** One clause of every set read wrongly. */
const mutants: ReadonlyArray<readonly [mistake: string, change: Change]> = [
  [
    "a pass mark is forgotten",
    inFormulas((rule) => (rule.formula === "ratio" ? { ...rule, passFrom: null } : rule))
  ],
  [
    "a missed target earns its share",
    inFormulas((rule) => (rule.formula === "allOrNothing" ? { formula: "ratio" } : rule))
  ],
  [
    "a straight line is a ratio",
    inFormulas((rule) => (rule.formula === "linear" ? { formula: "ratio" } : rule))
  ],
  [
    "the border of a band belongs to the worse one",
    inFormulas((rule) =>
      rule.formula === "intervals"
        ? {
            ...rule,
            intervals: rule.intervals.map(({ from, ...band }) =>
              from === undefined || from === "0"
                ? { ...band, from: from ?? band.above ?? "0" }
                : { ...band, above: from }
            )
          }
        : rule
    )
  ],
  [
    "bands look at the completion only",
    inFormulas((rule) => (rule.formula === "intervals" ? { ...rule, of: "completion" } : rule))
  ],
  ["begun steps are free", inSteps({ begun: "free" })],
  ["begun steps count", inSteps({ begun: "counts" })],
  ["steps are shares of the target only", inSteps({ per: "target" })],
  ["steps take off points only", inSteps({ of: "points" })],
  ["nothing is free", inSteps({ free: "0" })],
  ["steps go down to nothing", inSteps({ floor: "0" })],
  ["= is always as ≥", (set) => ({ ...set, equal: { formula: "asPositive" } })],
  ["> is always as ≥", (set) => ({ ...set, moreThan: { formula: "asPositive" } })],
  ["< is always as ≤", (set) => ({ ...set, lessThan: { formula: "asReverse" } })],
  ["methods are forgotten", (set) => ({ ...set, methods: [] })],
  [
    "methods hold for all directions",
    (set) => ({ ...set, methods: (set.methods ?? []).map(({ directions: _, ...one }) => one) })
  ],
  ["over-achieving is free", (set) => ({ ...set, overAchievement: { kind: "none" } })],
  [
    "a reason excuses no cut",
    (set) => ({
      ...set,
      overAchievement: { ...set.overAchievement, excusedByReason: false } as OverAchievement
    })
  ],
  ["a target of zero is always scored", (set) => ({ ...set, zeroTarget: "metByZero" })],
  ["evidence is not asked for", (set) => ({ ...set, noEvidence: "ignored" })],
  ["spending too much is free", (set) => ({ ...set, execution: { ...set.execution, above: "full" } })],
  [
    "a budget of zero is never scored",
    (set) => ({ ...set, execution: { ...set.execution, zeroBudget: "unscored" } })
  ],
  [
    "the exact amount is scored",
    (set) => ({ ...set, execution: { ...set.execution, statedDecimals: null } })
  ],
  ["the whole budget is asked for", (set) => ({ ...set, execution: { ...set.execution, cap: "1" } })],
  ["parts are rounded first", (set) => ({ ...set, roundBeforeSum: true })],
  [
    "directions are positive unless declared",
    (set) => ({ ...set, undeclared: { default: "atLeast", bySecondLevel: [] } })
  ]
]

describe("the oracle disagrees when", () => {
  it.each(mutants)("%s", (_, change) => {
    const { failed } = fc.check(agreementWhen(change), { numRuns: 3000, seed, endOnFailure: true })
    expect(failed).toBe(true)
  })
})
