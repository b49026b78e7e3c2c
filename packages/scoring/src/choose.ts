/**
 * Which rule set a unit's year is scored by: that of its region, in force in that year, or else the national one.
 */
import { Region } from "@juesuan/domain"
import type { RuleSet, Words } from "./RuleSet.ts"
import type { Scorecard } from "./Scorecard.ts"
import { ruleSets } from "./sets.ts"

/** Whose scorecards are scored. */
export interface Evaluated extends Region.Located {
  /** The fiscal year; 0 where it is not known. */
  readonly year: number
}

/** Whose scorecard it is. */
export const evaluatedOf = ({ unit, department, year }: Scorecard): Evaluated => ({
  names: [unit, department].filter((name) => name !== ""),
  year
})

/** Whether a set was in force on some day of the year, or it is not known. */
export const isInForce = ({ inForce: { from, to } }: RuleSet, year: number): boolean =>
  year === 0 || ((from ?? "") <= `${year}-12-31` && (to ?? "9999") >= `${year}-01-01`)

const regionOf = ({ appliesTo }: RuleSet): Region.Region | undefined =>
  appliesTo?.kind === "region" ? appliesTo : undefined

/** Whether a set is of the region of the unit; `null` where the unit's region cannot be determined. */
const isOfRegion = (set: RuleSet, evaluated: Evaluated): boolean | null => {
  const region = regionOf(set)
  return region === undefined || Region.isWithin(region, evaluated)
}

/** A set, and what speaks against it. */
export interface ChosenRuleSet {
  readonly ruleSet: RuleSet
  /** Why it does not fit the unit or the year; `null` where it does. */
  readonly objection: Words | null
}

/** What speaks against scoring a unit's year by a set: its dates, or its region; `null` where nothing does. */
export const objectionTo = (set: RuleSet, evaluated: Evaluated): Words | null => {
  const { year, names } = evaluated
  const { from, to } = set.inForce
  const isDated = isInForce(set, year)
  const isOwn = isOfRegion(set, evaluated) !== false
  if (isDated && isOwn) return null
  const dates = `${from ?? "—"} … ${to ?? "—"}`
  const region = regionOf(set)?.names ?? []
  const zh = [
    ...(isDated ? [] : [`施行期间为 ${dates}，不含 ${year} 年度`]),
    ...(isOwn ? [] : [`适用于${region.join("、")}，不是${names[0] ?? "本单位"}的规则`])
  ]
  const en = [
    ...(isDated ? [] : [`is in force ${dates}, not in ${year}`]),
    ...(isOwn ? [] : [`is of ${region.join(", ")}, not of ${names[0] ?? "this unit"}`])
  ]
  return { zh: `评分规则 ${set.id} ${zh.join("；")}。`, en: `Rule set ${set.id} ${en.join(" and ")}.` }
}

/**
 * The set for a unit's year: of its region and in force; else the national one. Where a set of the region is out of
 * force, or the national one not yet in force, the objection says so.
 */
export const chooseRuleSet = (
  evaluated: Evaluated,
  sets: ReadonlyArray<RuleSet> = ruleSets
): ChosenRuleSet => {
  const regional = Region.ofRegion(sets, regionOf, evaluated)
  const own = regional.find((set) => isInForce(set, evaluated.year))
  if (own !== undefined) return { ruleSet: own, objection: null }
  const nation = sets.find(({ appliesTo }) => appliesTo?.kind === "nation") ?? sets[0]!
  const [expired] = regional
  const objection = objectionTo(nation, evaluated)
  if (objection !== null || expired === undefined) return { ruleSet: nation, objection }
  const why = objectionTo(expired, evaluated)!
  return {
    ruleSet: nation,
    objection: { zh: `${why.zh}改按 ${nation.id} 计分。`, en: `${why.en} Scored by ${nation.id}.` }
  }
}
