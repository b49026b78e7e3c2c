/**
 * Scoring a measured indicator: which formula of the set is its own, what its direction is, and what over-achieving
 * does.
 */
import type { Clause, Note, ScoreDerivation } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import type { Formula } from "./Formula.ts"
import { allOrNothing, compute, dividesByTarget, isMet, signOf } from "./Interpret.ts"
import type { Computed, Facts, ScoringFunctions } from "./Interpret.ts"
import { showNumber } from "./Reading.ts"
import type { Direction, Numeric } from "./Reading.ts"
import type { Method, RuleSet } from "./RuleSet.ts"
import type { Indicator, Scorecard } from "./Scorecard.ts"

/** A measured indicator's points before rounding; `null` where it has none. */
export interface ScoredQuantity extends Pick<
  ScoreDerivation,
  "direction" | "alternatives" | "notes" | "isMet"
> {
  readonly computed: Computed | null
  readonly rule: { readonly clause: Clause; readonly rule: string; readonly reference: string }
  readonly allowed?: ScoreDerivation["allowed"]
}

interface Chosen {
  readonly formula: Formula
  /** The direction it is scored in: ≥ for one that is scored as a positive indicator. */
  readonly direction: Direction
  readonly rule: string
  readonly reference: string
}

const closeness = ({ level1, level2, indicator }: Method): number =>
  (indicator === undefined ? 0 : 4) + (level2 === undefined ? 0 : 2) + (level1 === undefined ? 0 : 1)

const isOf = (method: Method, indicator: Indicator, direction: Direction): boolean =>
  (method.level1 === undefined || method.level1 === indicator.level1) &&
  (method.level2 === undefined || method.level2 === indicator.level2) &&
  (method.indicator === undefined || [indicator.id, indicator.level3].includes(method.indicator)) &&
  (method.directions === undefined || method.directions.includes(direction))

const byDirection = (set: RuleSet, direction: Direction): Chosen => {
  const { clauses, positive, reverse, equal, moreThan, lessThan } = set
  const asPositive: Chosen = {
    formula: positive,
    direction: "atLeast",
    rule: "positive",
    reference: clauses.positive
  }
  const asReverse: Chosen = {
    formula: reverse,
    direction: "atMost",
    rule: "reverse",
    reference: clauses.reverse
  }
  switch (direction) {
    case "atLeast":
      return asPositive
    case "atMost":
      return asReverse
    case "equal":
      return equal.formula === "asPositive"
        ? { ...asPositive, rule: "equal", reference: clauses.equal }
        : { formula: equal, direction, rule: "equal", reference: clauses.equal }
    case "moreThan":
      return moreThan === undefined || moreThan.formula === "asPositive"
        ? asPositive
        : { formula: moreThan, direction, rule: "moreThan", reference: clauses.positive }
    case "lessThan":
      return lessThan === undefined || lessThan.formula === "asReverse"
        ? asReverse
        : { formula: lessThan, direction, rule: "lessThan", reference: clauses.reverse }
  }
}

/** The formula of an indicator: of the method whose name is closest to it, or that of its direction. */
const chosenOf = (set: RuleSet, indicator: Indicator, direction: Direction): Chosen => {
  const methods = (set.methods ?? []).map((method, at) => ({ method, at }))
  const [best] = methods
    .filter(({ method }) => isOf(method, indicator, direction))
    .sort((one, other) => closeness(other.method) - closeness(one.method))
  if (best === undefined) return byDirection(set, direction)
  const { use, reference } = best.method
  return { formula: use, direction, rule: `methods.${best.at}`, reference }
}

const clauses: Readonly<Record<Direction, Clause>> = {
  atLeast: "positive",
  moreThan: "positive",
  atMost: "reverse",
  lessThan: "reverse",
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

/** A target of zero has no ratio: it is met by zero, or nothing is said of it. */
const ofZeroTarget = (
  set: RuleSet,
  { weight, actual, direction: by }: Facts,
  direction: Direction
): Computed | null => {
  if (set.zeroTarget === "unscored") return null
  const asked = direction === "equal" ? direction : by
  return allOrNothing(weight, {
    of: "target",
    asked: `${signOf[direction]} 0`,
    reached: showNumber(actual),
    isMet: isMet(asked, Exact.zero, actual.number)
  })
}

/** What over-achieving makes of the points: nothing, a cut, or what the evaluator awarded. */
const overAchieved = (set: RuleSet, facts: Facts, computed: Computed): Computed => {
  const over = set.overAchievement
  const { weight, target, actual, indicator } = facts
  const [a, b] = [target.number, actual.number]
  const [w, A, B] = [Exact.plain(weight), showNumber(target), showNumber(actual)]
  const hasReason = (indicator?.deviation.trim() ?? "") !== ""
  switch (over.kind) {
    case "none":
    case "reasonFrom":
      return computed
    case "reduceFrom": {
      if (b.lte(a.times(over.from)) || (over.excusedByReason === true && hasReason)) return computed
      const left = Exact.scaled(weight, a.times(Exact.one.plus(over.from)).minus(b), a)
      return {
        formula: `${w} × max(0, 1 − (${B} ÷ ${A} − ${over.from}))`,
        value: Exact.larger(Exact.zero, left)
      }
    }
    case "cutFrom": {
      const band = over.bands.findLast(({ from }) => b.gte(a.times(from)))
      if (band === undefined || (over.excusedByReason === true && hasReason)) return computed
      const comparison = { of: "interval", asked: `≥ ${A} × ${band.from}`, reached: B, isMet: true } as const
      return {
        formula: `${w} × (1 − ${band.cut})`,
        value: weight.times(Exact.one.minus(band.cut)),
        comparison
      }
    }
    case "discretionary": {
      const awarded = indicator?.awarded ?? null
      if (!isDiscretionary(set, facts) || awarded === null || Exact.exact(awarded).gt(weight)) return computed
      return { formula: awarded, value: Exact.exact(awarded) }
    }
  }
}

/** Whether the evaluator may reduce the score: the target was passed, and a reason is given. */
const isDiscretionary = ({ overAchievement: over }: RuleSet, { target, actual, indicator }: Facts): boolean =>
  over.kind === "discretionary" &&
  (indicator?.deviation.trim() ?? "") !== "" &&
  (over.from === null ? actual.number.gt(target.number) : actual.number.gte(target.number.times(over.from)))

const isMore = (direction: Direction): boolean => direction === "atLeast" || direction === "moreThan"

/** Whether so much was reached that a reason is due. */
const isOver = ({ overAchievement: over }: RuleSet, { target, actual, direction }: Facts): boolean => {
  if (over.kind === "none" || !isMore(direction) || target.number.isZero()) return false
  const from = over.kind === "cutFrom" ? over.bands[0]?.from : over.from
  return from !== null && from !== undefined && actual.number.gte(target.number.times(from))
}

type Attempt = { readonly computed: Computed | null; readonly note: Note | null }

/** The points of an indicator in a direction. */
const attempt = (set: RuleSet, chosen: Chosen, direction: Direction, facts: Facts): Attempt => {
  const by = { ...facts, direction: chosen.direction }
  if (facts.target.number.isZero() && dividesByTarget(chosen.formula))
    return { computed: ofZeroTarget(set, by, direction), note: null }
  const found = compute(by, chosen.formula)
  if (typeof found === "string") return { computed: null, note: found }
  const isOpen = chosen.formula.formula === "awarded" || chosen.formula.formula === "function"
  const mayPass = isMore(chosen.direction) && !isOpen && !facts.target.number.isZero()
  return { computed: mayPass ? overAchieved(set, by, found) : found, note: null }
}

/** Scores a measured indicator whose target and actual are in one unit, the target not below zero. */
export const scoreQuantity = (
  set: RuleSet,
  card: Scorecard,
  indicator: Indicator,
  place: { readonly weight: Exact.Exact; readonly decimals: number },
  [target, read]: readonly [Numeric, Numeric],
  functions: ScoringFunctions
): ScoredQuantity => {
  const [direction, assumed] = directionOf(set, indicator, target)
  const isNegative = read.number.isNegative() && !read.number.isZero()
  const actual: Numeric = isNegative ? { ...read, number: Exact.zero } : read
  const facts: Facts = { weight: place.weight, target, actual, direction, indicator, card, functions }
  const chosen = chosenOf(set, indicator, direction)
  const { computed, note } = attempt(set, chosen, direction, facts)
  const notes: ReadonlyArray<Note> = [
    ...(assumed === null ? [] : [assumed]),
    ...(isNegative ? (["actualNegative"] as const) : []),
    ...(read.sign === null ? [] : (["actualRepeatsInequality"] as const)),
    ...(target.number.isZero() ? (["targetZero"] as const) : []),
    ...(isOver(set, { ...facts, direction: isMore(direction) ? "atLeast" : direction })
      ? (["overAchieved"] as const)
      : []),
    ...(note === null ? [] : [note])
  ]
  const others = assumed === "directionUndeclared" ? (["atLeast", "atMost"] as const) : []
  const alternatives = others.flatMap((other) => {
    const way = attempt(set, chosenOf(set, indicator, other), other, facts).computed
    return way === null ? [] : [{ direction: other, score: Exact.round(way.value, place.decimals) }]
  })
  const clause = target.number.isZero() && dividesByTarget(chosen.formula) ? "zeroTarget" : clauses[direction]
  const isOpen = isMore(chosen.direction) && isDiscretionary(set, facts) && computed !== null
  return {
    computed,
    rule: { clause, rule: chosen.rule, reference: chosen.reference },
    isMet: isMet(direction, target.number, actual.number),
    direction,
    alternatives,
    notes,
    ...(isOpen || (chosen.formula.formula === "awarded" && computed !== null)
      ? { allowed: { from: Exact.zero, to: place.weight } }
      : {})
  }
}
