/**
 * Scores as JSON (`juesuan/scores/1`) and the roll-up of a department's projects.
 */
import { Money } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { gradeOf } from "./Score.ts"
import type { ScoreDerivation } from "./Derivation.ts"
import type { ScoredCard } from "./Score.ts"
import type { MoneyLine } from "./Scorecard.ts"
import { derivationText } from "./Words.ts"

/** A score with as many decimals as its rule set gives it. */
const scoreText = ({ score, decimals }: ScoreDerivation): string | null => score?.toFixed(decimals) ?? null

const derivationToJson = (derivation: ScoreDerivation) => ({
  address: derivation.address,
  clause: derivation.clause,
  rule: derivation.rule,
  reference: derivation.reference,
  weight: Exact.plain(derivation.weight),
  text: derivationText(derivation),
  inputs: derivation.inputs,
  formula: derivation.formula,
  comparison: derivation.comparison,
  unrounded: derivation.unrounded === null ? null : Exact.plain(Exact.round(derivation.unrounded, 12)),
  score: scoreText(derivation),
  allowed:
    derivation.allowed === null
      ? null
      : {
          from: derivation.allowed.from.toFixed(derivation.decimals),
          to: derivation.allowed.to.toFixed(derivation.decimals)
        },
  isMet: derivation.isMet,
  deductions: derivation.deductions,
  direction: derivation.direction,
  alternatives: derivation.alternatives.map(({ direction, score }) => ({
    direction,
    score: score.toFixed(derivation.decimals)
  })),
  notes: derivation.notes
})

const moneyToJson = ({ initial, annual, executed }: MoneyLine) => ({
  initial: initial === null ? null : Money.toText(initial),
  annual: annual === null ? null : Money.toText(annual),
  executed: executed === null ? null : Money.toText(executed)
})

/** The grades of several projects, their number and average. */
export interface Rollup {
  readonly count: number
  /** Mean of the totals with two decimals, half up; `null` of none. */
  readonly average: string | null
  readonly averageGrade: string | null
  readonly grades: Readonly<Record<string, number>>
}

/** Rolls scored projects up (部门项目自评汇总). */
export const rollUp = (cards: ReadonlyArray<ScoredCard>, set: RuleSet): Rollup => {
  const grades = Object.fromEntries(
    set.gradeBands.map(({ grade }) => [grade, cards.filter((card) => card.grade === grade).length])
  )
  if (cards.length === 0) return { count: 0, average: null, averageGrade: null, grades }
  // The grade is that of the average as it is printed, or the two could contradict each other.
  const mean = Exact.round(Exact.sum(cards.map(({ total }) => total)).div(cards.length), 2)
  return {
    count: cards.length,
    average: mean.toFixed(2),
    averageGrade: gradeOf(set, mean),
    grades
  }
}

const cardToJson = ({
  card,
  ruleSet,
  rate,
  execution,
  indicators,
  total,
  isComplete,
  grade
}: ScoredCard) => ({
  project: card.project,
  name: card.name,
  money: {
    total: moneyToJson(card.money.total),
    current: moneyToJson(card.money.current),
    carryover: moneyToJson(card.money.carryover),
    other: moneyToJson(card.money.other)
  },
  rate: rate === null ? null : Exact.round(rate, ruleSet.rateDecimals).toFixed(ruleSet.rateDecimals),
  execution: derivationToJson(execution),
  indicators: indicators.map(({ indicator, derivation }) => ({
    id: indicator.id,
    level1: indicator.level1,
    level2: indicator.level2,
    level3: indicator.level3,
    kind: indicator.kind,
    target: indicator.target,
    actual: indicator.actual,
    deviation: indicator.deviation,
    ...derivationToJson(derivation)
  })),
  total: total.toFixed(ruleSet.scoreDecimals),
  isComplete,
  grade
})

/** Scored projects as data: every score and amount a decimal text. */
export const toScoresJson = (
  cards: ReadonlyArray<ScoredCard>,
  set: RuleSet,
  { unit, year }: { readonly unit: string; readonly year: number }
) => ({
  schema: "juesuan/scores/1" as const,
  ruleSet: set.id,
  unit,
  year,
  projects: cards.map(cardToJson),
  rollup: rollUp(cards, set)
})
/** Scores as `score --format json` prints them; every score a decimal text. */
export type ScoresJson = ReturnType<typeof toScoresJson>
