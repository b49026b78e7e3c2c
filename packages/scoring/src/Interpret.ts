/**
 * One interpreter for each formula: what was asked and what was reached give points, with the arithmetic in words.
 *
 * Shares are kept as two numbers and divided last, so that a score on the border of a band or of a rounding is on it.
 */
import type { Comparison } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import type { Formula, Interval, IntervalsFormula, StepsFormula } from "./Formula.ts"
import { showNumber } from "./Reading.ts"
import type { Direction, Numeric } from "./Reading.ts"
import type { Indicator, Scorecard } from "./Scorecard.ts"

/** What a formula sees of an indicator. The target is above zero where a formula divides by it. */
export interface Facts {
  readonly weight: Exact.Exact
  readonly target: Numeric
  readonly actual: Numeric
  readonly direction: Direction
  /** Of an indicator; `null` of the execution. */
  readonly indicator: Indicator | null
  readonly card: Scorecard
  readonly functions: ScoringFunctions
}

/** What a function of one's own gives: points as decimal text, and the arithmetic in words. */
export type FunctionResult = { readonly score: string; readonly formula: string } | null

/** A formula in code. It gives `null` where it has no score; points outside of nothing to the weight are none. */
export type ScoringFunction = (
  facts: Pick<Facts, "weight" | "target" | "actual" | "direction" | "indicator" | "card">
) => FunctionResult

/** Functions by the name that rule sets call them by. */
export type ScoringFunctions = Readonly<Record<string, ScoringFunction>>

/** Points before rounding, and how they come about. */
export interface Computed {
  readonly formula: string
  readonly value: Exact.Exact
  readonly comparison?: Comparison
}

/** The sign of each direction. */
export const signOf: Readonly<Record<Direction, string>> = {
  atLeast: "≥",
  atMost: "≤",
  equal: "=",
  moreThan: ">",
  lessThan: "<"
}

/** Whether the target is met. */
export const isMet = (direction: Direction, target: Exact.Exact, actual: Exact.Exact): boolean => {
  switch (direction) {
    case "atLeast":
      return actual.gte(target)
    case "atMost":
      return actual.lte(target)
    case "equal":
      return actual.eq(target)
    case "moreThan":
      return actual.gt(target)
    case "lessThan":
      return actual.lt(target)
  }
}

const isReverse = (direction: Direction): boolean => direction === "atMost" || direction === "lessThan"

/** The whole weight where what was asked is reached, and else nothing. */
export const allOrNothing = (weight: Exact.Exact, comparison: Comparison): Computed => ({
  formula: `${Exact.plain(weight)} × ${comparison.isMet ? 1 : 0}`,
  value: comparison.isMet ? weight : Exact.zero,
  comparison
})

/** The whole weight where the target is met, and else nothing. */
export const metOrNothing = ({ weight, target, actual, direction }: Facts): Computed =>
  allOrNothing(weight, {
    of: "target",
    asked: `${signOf[direction]} ${showNumber(target)}`,
    reached: showNumber(actual),
    isMet: isMet(direction, target.number, actual.number)
  })

/** A share as numerator and denominator, and in words. */
interface Share {
  readonly over: Exact.Exact
  readonly under: Exact.Exact
  readonly text: string
}

const shareOf = (over: Numeric, under: Numeric): Share => ({
  over: over.number,
  under: under.number,
  text: `${showNumber(over)} ÷ ${showNumber(under)}`
})

/** Completion (完成率). A reverse target that is met is completed, whatever is below it. */
const completionOf = ({ target, actual, direction }: Facts): Share => {
  const isInverted = isReverse(direction) || (direction === "equal" && actual.number.gt(target.number))
  if (!isInverted) return shareOf(actual, target)
  if (actual.number.lte(target.number)) return { over: Exact.one, under: Exact.one, text: "1" }
  return shareOf(target, actual)
}

const ratio = (facts: Facts, passFrom: string | null): Computed => {
  const { weight, target, actual, direction } = facts
  if (isReverse(direction) && actual.number.lte(target.number))
    return metOrNothing({ ...facts, direction: "atMost" })
  const share = completionOf(facts)
  if (passFrom !== null && share.over.lt(share.under.times(passFrom))) {
    const [above, below] = isReverse(direction) ? [actual, "÷"] : [target, "×"]
    const asked = isReverse(direction)
      ? `≤ ${showNumber(target)} ${below} ${passFrom}`
      : `≥ ${showNumber(above)} ${below} ${passFrom}`
    return allOrNothing(weight, { of: "passMark", asked, reached: showNumber(actual), isMet: false })
  }
  const points = Exact.scaled(weight, share.over, share.under)
  return {
    formula: `${Exact.plain(weight)} × min(1, ${share.text})`,
    value: Exact.smaller(weight, points)
  }
}

/** How far the actual is on the wrong side of the target, and in words; nothing where it is on the right side. */
const shortfallOf = ({ target, actual, direction }: Facts): { value: Exact.Exact; text: string } => {
  const [a, b] = [target.number, actual.number]
  const [A, B] = [showNumber(target), showNumber(actual)]
  if (direction === "equal") return { value: b.minus(a).abs(), text: `|${B} − ${A}|` }
  const [short, text] = isReverse(direction) ? [b.minus(a), `(${B} − ${A})`] : [a.minus(b), `(${A} − ${B})`]
  return { value: Exact.larger(Exact.zero, short), text }
}

const linear = (facts: Facts): Computed => {
  const { weight, target, direction } = facts
  const short = shortfallOf(facts)
  const points = Exact.scaled(weight, target.number.minus(short.value), target.number)
  const share = `1 − ${short.text} ÷ ${showNumber(target)}`
  const text = direction === "equal" ? `max(0, ${share})` : `max(0, min(1, ${share}))`
  return { formula: `${Exact.plain(weight)} × ${text}`, value: Exact.larger(Exact.zero, points) }
}

/** Steps short of the target: whole ones, those begun, or in proportion. */
const countSteps = (short: Exact.Exact, step: Exact.Exact, begun: StepsFormula["begun"]): Exact.Exact => {
  if (begun === "proportional") return short.div(step)
  const whole = short.dividedToIntegerBy(step)
  return begun === "counts" && !whole.times(step).eq(short) ? whole.plus(1) : whole
}

const steps = (facts: Facts, rule: StepsFormula): Computed => {
  const { weight, target, actual, direction } = facts
  const { step, deduct, per = "target", of = "points", free = "0", begun = "free", floor = "0" } = rule
  if (isMet(direction, target.number, actual.number)) return metOrNothing(facts)
  const short = shortfallOf(facts)
  const unit = per === "target" ? target.number : Exact.one
  const left = Exact.larger(Exact.zero, short.value.minus(unit.times(free)))
  const counted = countSteps(left, unit.times(step), begun)
  // A strict target that is just not met is short by less than any step: what counts begun steps counts one.
  const number = begun === "counts" && counted.isZero() && short.value.isZero() ? Exact.one : counted
  const each = of === "points" ? Exact.exact(deduct) : weight.times(deduct)
  const least = weight.times(floor)
  const part = `${short.text}${per === "target" ? ` ÷ ${showNumber(target)}` : ""}`
  const overFree = free === "0" ? part : `(${part} − ${free})`
  const [open, close] =
    begun === "proportional"
      ? (["", ""] as const)
      : begun === "counts"
        ? (["⌈", "⌉"] as const)
        : (["⌊", "⌋"] as const)
  const taken = `${open}${overFree} ÷ ${step}${close} × ${Exact.plain(each)}`
  return {
    formula: `max(${Exact.plain(least)}, ${Exact.plain(weight)} − ${taken})`,
    value: Exact.larger(least, weight.minus(number.times(each)))
  }
}

const percent = (text: string): string => `${Exact.plain(Exact.exact(text).times(100))}%`

/** The bounds of a band in words: `≥ 80%, < 100%`. */
const bandText = (
  intervals: ReadonlyArray<Interval>,
  at: number,
  show: (bound: string) => string
): string => {
  const { from, above } = intervals[at]!
  const better = intervals[at - 1]
  const lower = from === undefined ? `> ${show(above!)}` : `≥ ${show(from)}`
  if (better === undefined) return lower
  const upper = better.from === undefined ? `≤ ${show(better.above!)}` : `< ${show(better.from)}`
  return `${lower}, ${upper}`
}

const intervals = (facts: Facts, { intervals: bands, of = "completion" }: IntervalsFormula): Computed => {
  const { weight, actual } = facts
  const value: Share =
    of === "completion"
      ? completionOf(facts)
      : { over: actual.number, under: Exact.one, text: showNumber(actual) }
  const at = bands.findIndex(({ from, above }) =>
    from === undefined
      ? value.over.gt(value.under.times(above ?? 0))
      : value.over.gte(value.under.times(from))
  )
  const band = bands[at]
  if (band === undefined)
    return allOrNothing(weight, { of: "interval", asked: "—", reached: value.text, isMet: false })
  const isShare = of === "completion" || actual.unit.startsWith("%")
  const asked = bandText(bands, at, isShare ? percent : (bound) => bound)
  const comparison: Comparison = { of: "interval", asked, reached: value.text, isMet: true }
  const w = Exact.plain(weight)
  if (band.ratio === true) {
    const share = completionOf(facts)
    const points = Exact.smaller(weight, Exact.scaled(weight, share.over, share.under))
    return { formula: `${w} × min(1, ${share.text})`, value: points, comparison }
  }
  if (band.points === undefined)
    return { formula: `${w} × ${band.share!}`, value: weight.times(band.share!), comparison }
  return {
    formula: `min(${w}, ${band.points})`,
    value: Exact.smaller(weight, Exact.exact(band.points)),
    comparison
  }
}

/** Points by a formula; the name of a note where there are none. */
export const compute = (
  facts: Facts,
  rule: Formula
): Computed | "notJudged" | "awardedOutside" | "functionUnknown" | "functionOutside" => {
  switch (rule.formula) {
    case "ratio":
      return ratio(facts, rule.passFrom ?? null)
    case "allOrNothing":
      return metOrNothing(facts)
    case "linear":
    case "twoSided":
      return linear(facts)
    case "steps":
      return steps(facts, rule)
    case "intervals":
      return intervals(facts, rule)
    case "awarded":
      return awardedOf(facts.weight, facts.indicator?.awarded ?? null)
    case "function":
      return ofFunction(facts, rule.name)
  }
}

/** Whether a formula divides by the target, so that a target of zero has no score by it. */
export const dividesByTarget = (rule: Formula): boolean =>
  !(
    (rule.formula === "steps" && rule.per === "unit") ||
    (rule.formula === "intervals" &&
      rule.of === "actual" &&
      rule.intervals.every(({ ratio: by }) => by !== true)) ||
    rule.formula === "awarded" ||
    rule.formula === "function"
  )

/** What the evaluator awarded, where it lies between nothing and the weight. */
export const awardedOf = (
  weight: Exact.Exact,
  awarded: string | null
): Computed | "notJudged" | "awardedOutside" => {
  if (awarded === null) return "notJudged"
  const value = Exact.exact(awarded)
  // What is above the weight or below nothing is no score of this indicator; verification says so of a published one.
  if (value.gt(weight) || value.isNegative()) return "awardedOutside"
  return { formula: Exact.plain(value), value }
}

const ofFunction = (facts: Facts, name: string): Computed | "functionUnknown" | "functionOutside" => {
  const given = Object.hasOwn(facts.functions, name) ? facts.functions[name] : undefined
  if (given === undefined) return "functionUnknown"
  const { weight, target, actual, direction, indicator, card } = facts
  const result = given({ weight, target, actual, direction, indicator, card })
  if (result === null) return "functionOutside"
  const value = Exact.exact(result.score)
  return value.gt(weight) || value.isNegative() ? "functionOutside" : { formula: result.formula, value }
}
