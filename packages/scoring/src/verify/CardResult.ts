/**
 * What verification says of published scorecards, as typed results: which cells, what kind of disagreement, what it
 * was judged by, and under which rule sets it does not arise. Whoever reads them needs no rule id.
 */
import type { Severity } from "@juesuan/domain"
import type { Allowed, ScoreDerivation } from "../Derivation.ts"
import * as Exact from "../Exact.ts"
import type { Words } from "../RuleSet.ts"
import { scoreRules } from "../rules.ts"
import type { ScoreRuleId } from "../rules.ts"
import type { ScoredCard } from "../Score.ts"
import type { PublishedScores } from "../Scorecard.ts"

/**
 * What disagrees: sums of weights, a weight printed in a label, a score above its weight or outside its tier, the rate,
 * a score, the total, a reason that is lacking, an actual that is no measurement, different decimals, a direction that
 * is not declared, a score that is missing, or a rule set that is not the unit's.
 */
export type ResultKind =
  | "weights"
  | "label"
  | "limit"
  | "tier"
  | "rate"
  | "score"
  | "total"
  | "reason"
  | "measurement"
  | "precision"
  | "direction"
  | "missing"
  | "ruleSet"

/** One side of a disagreement. */
export interface ResultSide {
  /** Such as `S/P1/数量-1/score`. */
  readonly address: string
  readonly label: Words
  /** As printed; `null` of what is computed, or lacking. */
  readonly raw: string | null
  /** As decimal text; `null` where there is no number. */
  readonly value: string | null
  /** The printed cells that the value is computed from; of a printed figure none but itself. */
  readonly cells: ReadonlyArray<string>
}

/** A clue to where a difference comes from. */
export interface ResultLead {
  readonly kind: "other-direction" | "one-decimal"
  readonly text: Words
}

/** One thing that verification says of a card. */
export interface CardResult {
  readonly kind: ResultKind
  readonly rule: ScoreRuleId
  /** Whether the rule set decides, or the card's own arithmetic. */
  readonly judgedBy: "ruleSet" | "card"
  readonly severity: Severity
  readonly project: string
  /** The id of the indicator, `execution`, `total`, a first-level name, or `rules`. */
  readonly row: string
  /** The first level whose rows it takes together; `null` where it takes one row, or all. */
  readonly level: string | null
  readonly message: Words
  readonly left: ResultSide
  readonly right: ResultSide | null
  /** left − right in points, decimal text. */
  readonly difference: string | null
  readonly allowed: Allowed | null
  /** How the score came about by the rule set; `null` of what is no score. */
  readonly derivation: ScoreDerivation | null
  readonly leads: ReadonlyArray<ResultLead>
  /** The other rule sets that were tried under which it does not arise. */
  readonly reproducedBy: ReadonlyArray<string>
}

/** A card that has published scores, with its scores by the rule set. */
export interface Subject {
  readonly scored: ScoredCard
  readonly published: PublishedScores
}

/** The name of a result in its publication: the same rule on the same row. */
export const resultKey = ({ rule, project, row }: CardResult): string => `${rule}:${project}/${row}`

export const printedLabel: Words = { zh: "公布", en: "printed" }
export const sumOfWeights: Words = { zh: "分值之和", en: "sum of weights" }

/** A text that is the same in both languages. */
export const same = (text: string): Words => ({ zh: text, en: text })

export const addressOf = ({ scored }: Subject, row: string, figure: string): string =>
  `S/${scored.card.project}/${row}/${figure}`

/** A side that is printed. */
export const printedSide = (
  address: string,
  label: Words,
  raw: string | null,
  value: string | null = null
): ResultSide => ({ address, label, raw, value, cells: [] })

/** A side that is computed from printed cells. */
export const computedSide = (
  address: string,
  label: Words,
  value: Exact.Exact,
  cells: ReadonlyArray<string> = []
): ResultSide => ({ address, label, raw: null, value: Exact.plain(value), cells })

type Given = Pick<CardResult, "kind" | "row" | "message" | "left"> & Partial<CardResult>

/** A result of one card; what is not given is empty. */
export const resultOf = ({ scored }: Subject, rule: ScoreRuleId, given: Given): CardResult => ({
  rule,
  judgedBy: "card",
  severity: scoreRules[rule].severity,
  project: scored.card.project,
  level: null,
  right: null,
  difference: null,
  allowed: null,
  derivation: null,
  leads: [],
  reproducedBy: [],
  ...given
})

type Compared = Pick<CardResult, "kind" | "row" | "left"> & Partial<CardResult>

/** A result of two numbers that are not equal, `right` being the one that should be printed. */
export const unequal = (
  subject: Subject,
  rule: ScoreRuleId,
  right: ResultSide,
  given: Compared
): CardResult => {
  const { left } = given
  const { title } = scoreRules[rule]
  const printed = left.raw ?? left.value
  return resultOf(subject, rule, {
    message: {
      zh: `${title.zh}：公布 ${printed}，应为 ${right.value}（${right.label.zh}）。`,
      en: `${title.en}: printed ${printed}, should be ${right.value} (${right.label.en}).`
    },
    right,
    difference: Exact.plain(Exact.exact(left.value ?? "0").minus(right.value ?? "0")),
    ...given
  })
}

/** The sum of decimal texts. */
export const sumOfTexts = (texts: Iterable<string>): Exact.Exact =>
  Exact.sum([...texts].map((text) => Exact.exact(text)))
