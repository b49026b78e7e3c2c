/**
 * Scoring a scorecard by a rule set: every score is a value with its derivation.
 *
 * A score that cannot be computed is absent, not nothing: a missing actual, a zero budget, a qualitative indicator that
 * nobody judged. What is absent is named, and left out of the total.
 */
import type { Money } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import { inOneUnit, readValue, showNumber } from "./Reading.ts"
import type { Direction, Numeric } from "./Reading.ts"
import type { RuleSet } from "./RuleSet.ts"
import type { Indicator, Scorecard } from "./Scorecard.ts"

/** Which clause of the rule set gave a score. */
export type Clause =
  "execution" | "positive" | "reverse" | "equal" | "awarded" | "zeroTarget" | "textEqual" | "absent"

/** Why there is no score, or what was assumed on the way to one. */
export type Note =
  | "actualMissing"
  | "actualNegative"
  | "actualRepeatsInequality"
  | "directionUndeclared"
  | "directionFromSign"
  | "notJudged"
  | "notMeasurable"
  | "budgetZero"
  | "budgetMissing"
  | "targetZero"
  | "targetNegative"
  | "unitsDiffer"
  | "awardedOutside"
  | "overAchieved"

/** A score of everything or nothing: what was asked, what was reached, and whether that was enough. */
export interface Comparison {
  /** The target itself, or the share of it below which nothing is earned. */
  readonly of: "target" | "passMark"
  /** Such as `≤ 10`, or `≥ 20 × 0.6` of a share of the target. */
  readonly asked: string
  readonly reached: string
  readonly isMet: boolean
}

/** A score and how it came about. */
export interface ScoreDerivation {
  readonly address: string
  readonly clause: Clause
  /** The clause of the source it rests on; empty where there is no score. */
  readonly reference: string
  readonly weight: Exact.Exact
  /** The right-hand side with numbers in it, such as `10 × min(1, 5433 ÷ 5547)`. */
  readonly formula: string
  /** What decided on everything or nothing; `null` where the formula says all. */
  readonly comparison: Comparison | null
  /** `null` when there is no score. */
  readonly unrounded: Exact.Exact | null
  readonly score: Exact.Exact | null
  readonly decimals: number
  /** The direction used, for quantitative indicators. */
  readonly direction: Direction | null
  /** What the other directions would give, where none was declared. */
  readonly alternatives: ReadonlyArray<{ readonly direction: Direction; readonly score: Exact.Exact }>
  readonly notes: ReadonlyArray<Note>
}

/** An indicator with its score and how it came about. */
export interface ScoredIndicator {
  readonly indicator: Indicator
  readonly derivation: ScoreDerivation
}

/** A scorecard with all its scores in points, each rounded as its rule set says, and their total. */
export interface ScoredCard {
  readonly card: Scorecard
  readonly ruleSet: RuleSet
  /** 执行率, unrounded; `null` when the budget is zero or not known. */
  readonly rate: Exact.Exact | null
  readonly execution: ScoreDerivation
  readonly indicators: ReadonlyArray<ScoredIndicator>
  readonly total: Exact.Exact
  /** Whether every part has a score. */
  readonly isComplete: boolean
  readonly grade: string
}

const decimalsOf = (set: RuleSet, card: Scorecard, indicator: string): number =>
  set.overrides.find((one) => one.projectName === card.name && one.indicator === indicator)?.decimals ??
  set.scoreDecimals

interface Computed {
  readonly formula: string
  readonly value: Exact.Exact
  readonly comparison?: Comparison
}

/** The whole weight where what was asked is reached, and else nothing. */
const allOrNothing = (weight: Exact.Exact, comparison: Comparison): Computed => ({
  formula: `${Exact.plain(weight)} × ${comparison.isMet ? 1 : 0}`,
  value: comparison.isMet ? weight : Exact.zero,
  comparison
})

/** min(1, over ÷ under) × weight; `under` is not zero. */
const ratio = (weight: Exact.Exact, over: Exact.Exact, under: Exact.Exact): Exact.Exact =>
  weight.times(Exact.smaller(Exact.one, over.div(under)))

const positive = (set: RuleSet, weight: Exact.Exact, target: Numeric, actual: Numeric): Computed => {
  const [a, b] = [target.number, actual.number]
  const [w, A, B] = [Exact.plain(weight), showNumber(target), showNumber(actual)]
  const share = b.div(a)
  const { formula, passFrom } = set.positive
  if (formula === "allOrNothing")
    return allOrNothing(weight, { of: "target", asked: `≥ ${A}`, reached: B, isMet: b.gte(a) })
  if (passFrom !== null && share.lt(passFrom))
    return allOrNothing(weight, { of: "passMark", asked: `≥ ${A} × ${passFrom}`, reached: B, isMet: false })
  const { overAchievement: over } = set
  if (over.kind === "reduceFrom" && share.gt(over.from)) {
    const left = Exact.larger(Exact.zero, Exact.one.minus(share.minus(over.from)))
    const text = `${w} × max(0, 1 − (${B} ÷ ${A} − ${over.from}))`
    return { formula: text, value: weight.times(left) }
  }
  const text = `${w} × min(1, ${B} ÷ ${A})`
  return { formula: text, value: ratio(weight, b, a) }
}

const reverse = (set: RuleSet, weight: Exact.Exact, target: Numeric, actual: Numeric): Computed => {
  const [a, b] = [target.number, actual.number]
  const [w, A, B] = [Exact.plain(weight), showNumber(target), showNumber(actual)]
  const met = (): Computed =>
    allOrNothing(weight, { of: "target", asked: `≤ ${A}`, reached: B, isMet: b.lte(a) })
  switch (set.reverse.formula) {
    case "ratio":
      return b.lte(a) ? met() : { formula: `${w} × min(1, ${A} ÷ ${B})`, value: ratio(weight, a, b) }
    case "linear": {
      const left = Exact.one.minus(b.minus(a).div(a))
      const share = Exact.larger(Exact.zero, Exact.smaller(Exact.one, left))
      return { formula: `${w} × max(0, min(1, 1 − (${B} − ${A}) ÷ ${A}))`, value: weight.times(share) }
    }
    case "allOrNothing":
      return met()
  }
}

const equal = (set: RuleSet, weight: Exact.Exact, target: Numeric, actual: Numeric): Computed => {
  if (set.equal.formula === "asPositive") return positive(set, weight, target, actual)
  const [a, b] = [target.number, actual.number]
  const share = Exact.larger(Exact.zero, Exact.one.minus(b.minus(a).abs().div(a)))
  const [w, A, B] = [Exact.plain(weight), showNumber(target), showNumber(actual)]
  const text = `${w} × max(0, 1 − |${B} − ${A}| ÷ ${A})`
  return { formula: text, value: weight.times(share) }
}

/** A target of zero has no ratio: it is met by zero, or nothing is said of it. */
const ofZeroTarget = (
  set: RuleSet,
  direction: Direction,
  weight: Exact.Exact,
  actual: Numeric
): Computed | null => {
  if (set.zeroTarget === "unscored") return null
  const sign = { atLeast: "≥", atMost: "≤", equal: "=" }[direction]
  return allOrNothing(weight, {
    of: "target",
    asked: `${sign} 0`,
    reached: showNumber(actual),
    isMet: direction === "atLeast" || actual.number.lte(0)
  })
}

const byDirection = (
  set: RuleSet,
  direction: Direction,
  weight: Exact.Exact,
  target: Numeric,
  actual: Numeric
): Computed | null => {
  if (target.number.isZero()) return ofZeroTarget(set, direction, weight, actual)
  switch (direction) {
    case "atLeast":
      return positive(set, weight, target, actual)
    case "atMost":
      return reverse(set, weight, target, actual)
    case "equal":
      return equal(set, weight, target, actual)
  }
}

const clauses: Readonly<Record<Direction, Clause>> = {
  atLeast: "positive",
  atMost: "reverse",
  equal: "equal"
}

const directionOf = (
  set: RuleSet,
  indicator: Indicator,
  target: Numeric
): readonly [Direction, Note | null] => {
  if (indicator.direction !== "undeclared") return [indicator.direction, null]
  if (target.sign !== null) return [target.sign, "directionFromSign"]
  const named = set.undeclared.bySecondLevel.find(({ name }) => name === indicator.level2)
  return [named?.direction ?? set.undeclared.default, "directionUndeclared"]
}

interface Place {
  readonly address: string
  readonly weight: Exact.Exact
  readonly decimals: number
  readonly clauses: RuleSet["clauses"]
}

/** Which clause of the source a way of scoring is; a target of zero is scored by the clause of its direction. */
const referenceOf = (clauses: RuleSet["clauses"], clause: Clause, direction: Direction | null): string => {
  switch (clause) {
    case "execution":
      return clauses.execution
    case "positive":
      return clauses.positive
    case "reverse":
      return clauses.reverse
    case "equal":
      return clauses.equal
    case "awarded":
    case "textEqual":
      return clauses.qualitative
    case "zeroTarget":
      return direction === "atMost"
        ? clauses.reverse
        : direction === "equal"
          ? clauses.equal
          : clauses.positive
    case "absent":
      return ""
  }
}

const derived = (
  { clauses, ...place }: Place,
  clause: Clause,
  computed: Computed | null,
  more: Partial<Pick<ScoreDerivation, "direction" | "alternatives" | "notes">> = {}
): ScoreDerivation => ({
  ...place,
  clause,
  reference: referenceOf(clauses, clause, more.direction ?? null),
  formula: computed?.formula ?? "",
  comparison: computed?.comparison ?? null,
  unrounded: computed?.value ?? null,
  score: computed === null ? null : Exact.round(computed.value, place.decimals),
  direction: null,
  alternatives: [],
  notes: [],
  ...more
})

const quantitative = (
  set: RuleSet,
  place: Place,
  indicator: Indicator,
  target: Numeric,
  read: Numeric
): ScoreDerivation => {
  const [direction, note] = directionOf(set, indicator, target)
  const isNegative = read.number.isNegative() && !read.number.isZero()
  const actual: Numeric = isNegative ? { ...read, number: Exact.zero } : read
  const computed = byDirection(set, direction, place.weight, target, actual)
  const notes: Array<Note> = note === null ? [] : [note]
  if (isNegative) notes.push("actualNegative")
  if (read.sign !== null) notes.push("actualRepeatsInequality")
  if (target.number.isZero()) notes.push("targetZero")
  const over = set.overAchievement
  const isOver =
    over.kind !== "none" &&
    direction === "atLeast" &&
    !target.number.isZero() &&
    actual.number.div(target.number).gte(over.from)
  if (isOver) notes.push("overAchieved")
  const others = note === "directionUndeclared" ? (["atLeast", "atMost"] as const) : []
  const alternatives = others.flatMap((other) => {
    const way = byDirection(set, other, place.weight, target, actual)
    return way === null ? [] : [{ direction: other, score: Exact.round(way.value, place.decimals) }]
  })
  const clause = target.number.isZero() ? "zeroTarget" : clauses[direction]
  return derived(place, computed === null ? "absent" : clause, computed, { direction, alternatives, notes })
}

const awarded = (
  place: Place,
  { awarded: score }: Indicator,
  notes: ReadonlyArray<Note>
): ScoreDerivation => {
  if (score === null) return derived(place, "absent", null, { notes: [...notes, "notJudged"] })
  const value = Exact.exact(score)
  // What is above the weight or below nothing is no score of this indicator; verification says so of a published one.
  if (value.gt(place.weight) || value.isNegative())
    return derived(place, "absent", null, { notes: [...notes, "awardedOutside"] })
  return derived(place, "awarded", { formula: `${Exact.plain(value)}`, value }, { notes })
}

const scoreIndicator = (set: RuleSet, card: Scorecard, indicator: Indicator): ScoreDerivation => {
  const place: Place = {
    address: `S/${card.project}/${indicator.id}/score`,
    weight: Exact.exact(indicator.weight),
    decimals: decimalsOf(set, card, indicator.id),
    clauses: set.clauses
  }
  if (indicator.kind === "qualitative") return awarded(place, indicator, [])
  const [target, actual] = [readValue(indicator.target), readValue(indicator.actual)]
  if (actual.kind === "missing") return derived(place, "absent", null, { notes: ["actualMissing"] })
  if (target.kind === "number" && actual.kind === "number") {
    const pair = inOneUnit(target, actual)
    const isBelowZero = target.number.isNegative() && !target.number.isZero()
    if (pair !== null && !isBelowZero) return quantitative(set, place, indicator, ...pair)
    // There is no ratio to make a score of: what the evaluator awarded holds.
    const note = isBelowZero ? "targetNegative" : "unitsDiffer"
    return indicator.awarded === null
      ? derived(place, "absent", null, { notes: [note] })
      : awarded(place, indicator, [note])
  }
  if (indicator.awarded !== null) return awarded(place, indicator, ["notMeasurable"])
  const isSame = target.kind === "text" && actual.kind === "text" && target.text === actual.text
  const computed = { formula: Exact.plain(place.weight), value: place.weight }
  return derived(place, isSame ? "textEqual" : "absent", isSame ? computed : null, {
    notes: ["notMeasurable"]
  })
}

/** 万元 with two decimals at least, and as many as the amount needs. */
const wan = (value: Exact.Exact): string =>
  value.decimalPlaces() > 2 ? Exact.plain(value) : value.toFixed(2)

/** What was executed, in 万元, as the form states it. */
export const statedExecution = (set: RuleSet, executed: Money.Money): Exact.Exact => {
  const value = Exact.exact(executed).div(1_000_000)
  const { statedDecimals } = set.execution
  return statedDecimals === null ? value : Exact.round(value, statedDecimals)
}

const scoreExecution = (set: RuleSet, card: Scorecard) => {
  const { weight, basis, cap, formula } = set.execution
  const place: Place = {
    address: `S/${card.project}/execution/score`,
    weight: Exact.exact(weight),
    decimals: decimalsOf(set, card, "execution"),
    clauses: set.clauses
  }
  const { executed } = card.money.total
  const budget = card.money.total[basis]
  if (executed === null || budget === null)
    return { rate: null, execution: derived(place, "absent", null, { notes: ["budgetMissing"] }) }
  if (budget <= 0) return { rate: null, execution: derived(place, "absent", null, { notes: ["budgetZero"] }) }
  const stated = statedExecution(set, executed)
  const planned = Exact.exact(budget).div(1_000_000)
  const rate = stated.div(planned)
  const spent = Exact.larger(Exact.zero, rate)
  if (formula === "allOrNothing") {
    const asked = cap === "1" ? `≥ ${wan(planned)}` : `≥ ${wan(planned)} × ${cap}`
    const comparison: Comparison = { of: "target", asked, reached: wan(stated), isMet: spent.gte(cap) }
    return { rate, execution: derived(place, "execution", allOrNothing(place.weight, comparison)) }
  }
  const below = cap === "1" ? wan(planned) : `${wan(planned)} ÷ ${cap}`
  const computed = {
    formula: `${weight} × min(1, ${wan(stated)} ÷ ${below})`,
    value: place.weight.times(Exact.smaller(Exact.one, spent.div(cap)))
  }
  return { rate, execution: derived(place, "execution", computed) }
}

/** The grade of a total: the best band it reaches. */
export const gradeOf = (set: RuleSet, total: Exact.Exact): string =>
  set.gradeBands.find(({ from }) => total.gte(from))?.grade ?? set.gradeBands.at(-1)?.grade ?? ""

/** Scores a scorecard. */
export const scoreCard = (card: Scorecard, set: RuleSet): ScoredCard => {
  const { rate, execution } = scoreExecution(set, card)
  const indicators = card.indicators.map((indicator) => ({
    indicator,
    derivation: scoreIndicator(set, card, indicator)
  }))
  const all = [execution, ...indicators.map(({ derivation }) => derivation)]
  const parts = all.flatMap(({ score, unrounded }) => (set.roundBeforeSum ? score : unrounded) ?? [])
  const total = Exact.round(Exact.sum(parts), set.scoreDecimals)
  const isComplete = all.every(({ score }) => score !== null)
  return { card, ruleSet: set, rate, execution, indicators, total, isComplete, grade: gradeOf(set, total) }
}
