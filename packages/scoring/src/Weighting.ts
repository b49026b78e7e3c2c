/**
 * Which of the weightings that a rule set allows a scorecard follows: the one its own weights are closest to.
 */
import * as Exact from "./Exact.ts"
import type { LevelWeight, RuleSet, Words } from "./RuleSet.ts"
import type { Scorecard } from "./Scorecard.ts"

/** A weighting with the weight of the execution in it. */
export interface ChosenWeighting {
  readonly id: string
  readonly title: Words
  /** Decimal text, points. */
  readonly execution: string
  readonly firstLevel: ReadonlyArray<LevelWeight>
}

const main: Words = { zh: "基本分值", en: "the main weights" }
const free: Words = { zh: "由单位设定", en: "set by the unit" }

/** All weightings of a set for projects or for a department; the set's own first. Empty where it has none. */
export const weightingsOf = (
  set: RuleSet,
  scope: "project" | "department" = "project"
): ReadonlyArray<ChosenWeighting> => {
  const execution = set.execution.weight
  const others = (set.weightings ?? []).flatMap((one) =>
    (one.scope ?? "project") === scope
      ? [{ id: one.id, title: one.title, execution: one.execution ?? execution, firstLevel: one.firstLevel }]
      : []
  )
  return scope === "project"
    ? [{ id: "main", title: main, execution, firstLevel: set.firstLevel }, ...others]
    : others
}

/** The points by which a card's weights differ from a weighting, over all first-level indicators of either. */
const distance = ({ indicators }: Scorecard, { firstLevel }: ChosenWeighting): Exact.Exact => {
  const names = new Set([...firstLevel.map(({ name }) => name), ...indicators.map(({ level1 }) => level1)])
  return Exact.sum(
    [...names].map((name) => {
      const asked = firstLevel.find((one) => one.name === name)
      if (asked?.weight === null) return Exact.zero
      const mine = Exact.sum(
        indicators.filter(({ level1 }) => level1 === name).map(({ weight }) => Exact.exact(weight))
      )
      return mine.minus(asked?.weight ?? 0).abs()
    })
  )
}

/** The weighting that a card follows: the closest, the first of equals; one that asks for nothing if there is none. */
export const weightingOf = (card: Scorecard, set: RuleSet): ChosenWeighting => {
  const [first, ...others] = weightingsOf(set, card.scope)
  if (first === undefined) return { id: "unit", title: free, execution: set.execution.weight, firstLevel: [] }
  return others.reduce((best, one) => (distance(card, one).lt(distance(card, best)) ? one : best), first)
}
