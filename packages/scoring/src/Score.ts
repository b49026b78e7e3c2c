/**
 * Scoring a scorecard by a rule set: every score is a value with its derivation.
 *
 * A score that cannot be computed is absent, not nothing: a missing actual, a zero budget, a qualitative indicator that
 * nobody judged. What is absent is named, and left out of the total.
 */
import type { Clause, Deduction, Input, Note, ScoreDerivation } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import { computeExecution } from "./Execution.ts"
import type { Computed, ScoringFunctions } from "./Interpret.ts"
import { awardedOf } from "./Interpret.ts"
import { scoreQuantity } from "./Quantity.ts"
import { inOneUnit, readValue } from "./Reading.ts"
import type { Reading } from "./Reading.ts"
import type { RuleSet } from "./RuleSet.ts"
import type { Indicator, Scorecard } from "./Scorecard.ts"
import { weightingOf } from "./Weighting.ts"
import type { ChosenWeighting } from "./Weighting.ts"

/** An indicator with its score and how it came about. */
export interface ScoredIndicator {
  readonly indicator: Indicator
  readonly derivation: ScoreDerivation
}

/** A scorecard with all its scores in points, each rounded as its rule set says, and their total. */
export interface ScoredCard {
  readonly card: Scorecard
  readonly ruleSet: RuleSet
  /** The weights of the set that the card follows. */
  readonly weighting: ChosenWeighting
  /** 执行率, unrounded; `null` when the budget is zero or not known. */
  readonly rate: Exact.Exact | null
  readonly execution: ScoreDerivation
  readonly indicators: ReadonlyArray<ScoredIndicator>
  readonly total: Exact.Exact
  /** Whether every part has a score. */
  readonly isComplete: boolean
  readonly grade: string
}

/** What scoring may use beside the card and the set. */
export interface ScoreOptions {
  /** The functions that the set's formulas name. Default: none. */
  readonly functions?: ScoringFunctions
}

const decimalsOf = (set: RuleSet, card: Scorecard, indicator: string): number =>
  set.overrides.find((one) => one.projectName === card.name && one.indicator === indicator)?.decimals ??
  set.scoreDecimals

interface Place {
  readonly address: string
  readonly weight: Exact.Exact
  readonly decimals: number
  readonly inputs: ReadonlyArray<Input>
}

type More = Partial<Pick<ScoreDerivation, "direction" | "alternatives" | "notes" | "allowed" | "isMet">>

/** Of whom a score is: the clause, the field of the set, the place in the source. */
interface Rule {
  readonly clause: Clause
  readonly rule: string
  readonly reference: string
}

const derived = (place: Place, rule: Rule, computed: Computed, more: More = {}): ScoreDerivation => {
  const score = Exact.round(computed.value, place.decimals)
  return {
    ...place,
    ...rule,
    formula: computed.formula,
    comparison: computed.comparison ?? null,
    unrounded: computed.value,
    score,
    allowed: { from: score, to: score },
    isMet: null,
    direction: null,
    alternatives: [],
    deductions: [],
    notes: [],
    ...more
  }
}

const absent = (place: Place, notes: ReadonlyArray<Note>, more: More = {}): ScoreDerivation => ({
  ...place,
  clause: "absent",
  rule: "",
  reference: "",
  formula: "",
  comparison: null,
  unrounded: null,
  score: null,
  allowed: null,
  isMet: null,
  direction: null,
  alternatives: [],
  deductions: [],
  notes,
  ...more
})

/** All that the tier allows, and whether it is the best one; without a tier, the one that the score lies in. */
const tierOf = (set: RuleSet, { tier }: Indicator, weight: Exact.Exact, score: Exact.Exact): More => {
  const [best] = set.tiers
  const known = set.tiers.find((one) => one.tier === tier)
  if (known === undefined) return best === undefined ? {} : { isMet: score.gte(weight.times(best.from)) }
  const allowed = { from: weight.times(known.from), to: weight.times(known.to) }
  return { allowed, isMet: known === best }
}

/** A score awarded by the evaluator, or that of the tier where the set gives it one. */
const judged = (
  set: RuleSet,
  place: Place,
  indicator: Indicator,
  notes: ReadonlyArray<Note>
): ScoreDerivation => {
  const { weight } = place
  const given = awardedOf(weight, indicator.awarded)
  const reference = set.clauses.qualitative
  if (typeof given !== "string")
    return derived(place, { clause: "awarded", rule: "tiers", reference }, given, {
      notes,
      ...tierOf(set, indicator, weight, given.value)
    })
  const share = set.tiers.find(({ tier }) => tier === indicator.tier)?.share
  if (given === "awardedOutside" || share === undefined) return absent(place, [...notes, given])
  const computed = { formula: `${Exact.plain(weight)} × ${share}`, value: weight.times(share) }
  return derived(place, { clause: "tier", rule: "tiers", reference }, computed, {
    notes,
    ...tierOf(set, indicator, weight, computed.value)
  })
}

const inputsOf = (indicator: Indicator, target: Reading, actual: Reading): ReadonlyArray<Input> => {
  const valueOf = (reading: Reading): string | null =>
    reading.kind === "number" ? Exact.plain(reading.number) : null
  const { awarded, tier } = indicator
  return [
    { name: "target", text: indicator.target, value: valueOf(target) },
    { name: "actual", text: indicator.actual ?? "", value: valueOf(actual) },
    ...(tier === null ? [] : [{ name: "tier", text: tier, value: null } as const]),
    ...(awarded === null ? [] : [{ name: "awarded", text: awarded, value: awarded } as const])
  ]
}

const measured = (
  set: RuleSet,
  card: Scorecard,
  indicator: Indicator,
  place: Place,
  functions: ScoringFunctions
): ScoreDerivation => {
  const [target, actual] = [readValue(indicator.target), readValue(indicator.actual)]
  if (actual.kind === "missing") return absent(place, ["actualMissing"])
  if (target.kind === "number" && actual.kind === "number") {
    const pair = inOneUnit(target, actual)
    const isBelowZero = target.number.isNegative() && !target.number.isZero()
    if (pair !== null && !isBelowZero) {
      const { computed, rule, ...more } = scoreQuantity(set, card, indicator, place, pair, functions)
      return computed === null ? absent(place, more.notes, more) : derived(place, rule, computed, more)
    }
    // There is no ratio to make a score of: what the evaluator awarded holds.
    const note = isBelowZero ? "targetNegative" : "unitsDiffer"
    return indicator.awarded === null ? absent(place, [note]) : judged(set, place, indicator, [note])
  }
  if (indicator.awarded !== null) return judged(set, place, indicator, ["notMeasurable"])
  const isSame = target.kind === "text" && actual.kind === "text" && target.text === actual.text
  if (!isSame) return absent(place, ["notMeasurable"])
  const computed = { formula: Exact.plain(place.weight), value: place.weight }
  const rule = { clause: "textEqual", rule: "tiers", reference: set.clauses.qualitative } as const
  return derived(place, rule, computed, { notes: ["notMeasurable"], isMet: true })
}

/** Takes off what is deducted by hand, down to nothing. */
const withDeductions = (
  derivation: ScoreDerivation,
  deductions: ReadonlyArray<Deduction>
): ScoreDerivation => {
  const { unrounded, allowed, decimals } = derivation
  if (deductions.length === 0 || unrounded === null || allowed === null) return derivation
  const points = Exact.sum(deductions.map((one) => Exact.exact(one.points)))
  const left = (value: Exact.Exact): Exact.Exact => Exact.larger(Exact.zero, value.minus(points))
  const value = left(unrounded)
  const score = Exact.round(value, decimals)
  const isOne = allowed.from.eq(allowed.to)
  return {
    ...derivation,
    formula: `max(0, ${derivation.formula} − ${Exact.plain(points)})`,
    unrounded: value,
    score,
    allowed: isOne ? { from: score, to: score } : { from: left(allowed.from), to: left(allowed.to) },
    deductions,
    notes: [...derivation.notes, "deducted"]
  }
}

const scoreIndicator = (
  set: RuleSet,
  card: Scorecard,
  indicator: Indicator,
  functions: ScoringFunctions
): ScoreDerivation => {
  const place: Place = {
    address: `S/${card.project}/${indicator.id}/score`,
    weight: Exact.exact(indicator.weight),
    decimals: decimalsOf(set, card, indicator.id),
    inputs: inputsOf(indicator, readValue(indicator.target), readValue(indicator.actual))
  }
  if (indicator.evidence === "lacking" && set.noEvidence === "nothing") {
    const rule = {
      clause: "noEvidence",
      rule: "noEvidence",
      reference: set.clauses.noEvidence ?? ""
    } as const
    return derived(place, rule, { formula: "0", value: Exact.zero }, { notes: ["evidenceLacking"] })
  }
  const scored =
    indicator.kind === "qualitative"
      ? judged(set, place, indicator, [])
      : measured(set, card, indicator, place, functions)
  return withDeductions(scored, indicator.deductions ?? [])
}

const scoreExecution = (
  set: RuleSet,
  card: Scorecard,
  weighting: ChosenWeighting,
  functions: ScoringFunctions
): { readonly rate: Exact.Exact | null; readonly execution: ScoreDerivation } => {
  const weight = Exact.exact(weighting.execution)
  const { rate, computed, inputs, notes } = computeExecution(set, card, weight, functions)
  const place: Place = {
    address: `S/${card.project}/execution/score`,
    weight,
    decimals: decimalsOf(set, card, "execution"),
    inputs
  }
  if (computed === null) return { rate, execution: absent(place, notes) }
  const rule = { clause: "execution", rule: "execution", reference: set.clauses.execution } as const
  return { rate, execution: derived(place, rule, computed, { notes }) }
}

/** The grade of a total: the best band it reaches. */
export const gradeOf = (set: RuleSet, total: Exact.Exact): string =>
  set.gradeBands.find(({ from }) => total.gte(from))?.grade ?? set.gradeBands.at(-1)?.grade ?? ""

/** Scores a scorecard. */
export const scoreCard = (
  card: Scorecard,
  set: RuleSet,
  { functions = {} }: ScoreOptions = {}
): ScoredCard => {
  const weighting = weightingOf(card, set)
  const { rate, execution } = scoreExecution(set, card, weighting, functions)
  const indicators = card.indicators.map((indicator) => ({
    indicator,
    derivation: scoreIndicator(set, card, indicator, functions)
  }))
  const all = [execution, ...indicators.map(({ derivation }) => derivation)]
  const parts = all.flatMap(({ score, unrounded }) => (set.roundBeforeSum ? score : unrounded) ?? [])
  const total = Exact.round(Exact.sum(parts), set.scoreDecimals)
  const isComplete = all.every(({ score }) => score !== null)
  return {
    card,
    ruleSet: set,
    weighting,
    rate,
    execution,
    indicators,
    total,
    isComplete,
    grade: gradeOf(set, total)
  }
}
