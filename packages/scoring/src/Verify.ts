/**
 * Verifying published scorecards: every printed score against the rule set, the weights and the table's own sums.
 */
import type { Finding, FindingsReport } from "@juesuan/domain"
import { evaluatedOf, objectionTo } from "./choose.ts"
import { matchSets } from "./compare.ts"
import type { SetMatch } from "./compare.ts"
import * as Exact from "./Exact.ts"
import type { ScoringFunctions } from "./Interpret.ts"
import type { RuleSet } from "./RuleSet.ts"
import { scoreRules } from "./rules.ts"
import { scoreCard } from "./Score.ts"
import type { PublishedCard } from "./ScorecardFile.ts"
import { ruleSets } from "./sets.ts"
import { cardFindings, finding, operand, say } from "./VerifyCard.ts"
import type { Language, Subject } from "./VerifyCard.ts"

export type { Language } from "./VerifyCard.ts"

/** Scores of one publication rounded to different decimals: seen from all cards together. */
const precisionFindings = (subjects: ReadonlyArray<Subject>): ReadonlyArray<Finding> => {
  const coarse = subjects.flatMap((subject) => {
    const { execution, indicators } = subject.scored
    const rows = [
      { row: "execution", derivation: execution, printed: subject.published.execution },
      ...indicators.map(({ indicator: { id }, derivation }) => ({
        row: id,
        derivation,
        printed: subject.published.scores[id] ?? null
      }))
    ]
    return rows.flatMap(({ row, derivation: { unrounded }, printed }) => {
      if (unrounded === null || printed === null) return []
      const value = Exact.exact(printed)
      const isCoarse = value.eq(Exact.round(unrounded, 1)) && !value.eq(Exact.round(unrounded, 2))
      const isFine = value.eq(Exact.round(unrounded, 2)) && !value.eq(Exact.round(unrounded, 1))
      return isCoarse || isFine ? [{ subject, row, printed, isCoarse }] : []
    })
  })
  const first = coarse.find(({ isCoarse }) => isCoarse)
  const fine = coarse.find(({ isCoarse }) => !isCoarse)
  if (first === undefined || fine === undefined) return []
  const one = coarse.filter(({ isCoarse }) => isCoarse)
  const list = one
    .map(({ subject, row, printed }) => `${subject.scored.card.name}·${row} ${printed}`)
    .join("，")
  return [
    finding(first.subject, "SR-13", first.row, {
      message: say(
        first.subject,
        `得分有的取 1 位、有的取 2 位小数。取 1 位的：${list}。`,
        `Some scores have one decimal, some two. With one: ${list}.`
      ),
      left: operand(first.subject, first.row, "score", first.row, first.printed, first.printed),
      right: operand(fine.subject, fine.row, "score", fine.row, fine.printed, fine.printed),
      difference: null
    })
  ]
}

/** Whether a card prints the scores that make it one: without them nothing is reproduced. */
const isPrinted = ({ card, published }: PublishedCard): boolean =>
  published !== null &&
  published.execution !== null &&
  published.total !== null &&
  card.indicators.every(({ id }) => published.scores[id] !== undefined)

/** Findings on published scores, the set they were verified by, and the sets that reproduce all of them. */
export interface VerificationReport extends FindingsReport {
  readonly ruleSet: string
  /** The shipped rule sets under which every published score comes out, if any. */
  readonly reproducedBy: ReadonlyArray<string>
  /** Every set that was tried, the set in use among them, the closest first, with where it differs. */
  readonly matches: ReadonlyArray<SetMatch>
  /** What speaks against the set in use: out of force, or of another region; `null` where nothing does. */
  readonly objection: string | null
}

/** By which rules published scores are verified, and in which language findings are told. */
export interface VerifyOptions {
  readonly ruleSet: RuleSet
  /** Named in places; default empty. */
  readonly file?: string
  readonly language?: Language
  /** Rule sets to look for one that reproduces the publication; default those that ship. */
  readonly candidates?: ReadonlyArray<RuleSet>
  /** The functions that formulas of the sets name. Default: none. */
  readonly functions?: ScoringFunctions
}

/** Verifies published scorecards. Cards without published scores are scored and not judged. */
export const verifyScorecards = (
  cards: ReadonlyArray<PublishedCard>,
  { ruleSet, file = "", language = "zh", candidates = ruleSets, functions = {} }: VerifyOptions
): VerificationReport => {
  const subjects = cards.flatMap(({ card, published, lines }): ReadonlyArray<Subject> =>
    published === null
      ? []
      : [{ scored: scoreCard(card, ruleSet, { functions }), published, lines, file, language }]
  )
  const findings = [...subjects.flatMap(cardFindings), ...precisionFindings(subjects)]
  const failed = new Set(findings.map(({ ruleId }) => ruleId)).size
  const rules = Object.keys(scoreRules).length
  const figures = subjects.reduce((sum, { published }) => sum + Object.keys(published.scores).length + 3, 0)
  const judged = subjects.length > 0
  const isCandidate = candidates.some(({ id }) => id === ruleSet.id)
  const tried = candidates.length === 0 || isCandidate ? candidates : [ruleSet, ...candidates]
  const matches = matchSets(cards, tried, { functions })
  const isWhole = judged && cards.every(isPrinted)
  const objections = cards.map(({ card }) => objectionTo(ruleSet, evaluatedOf(card)))
  return {
    schema: "juesuan/findings/1",
    summary: {
      rules,
      figures,
      figuresChecked: figures,
      pass: judged ? rules - failed : 0,
      fail: failed,
      unreadable: 0,
      notApplicable: judged ? 0 : rules,
      error: 0
    },
    findings,
    ruleSet: ruleSet.id,
    reproducedBy: isWhole
      ? matches.filter(({ disagreements }) => disagreements.length === 0).map(({ ruleSet: id }) => id)
      : [],
    matches,
    objection: objections.find((one) => one !== null)?.[language] ?? null
  }
}
