/**
 * Everything that is wrong with published cards, as typed results.
 */
import type { ScoringFunctions } from "../Interpret.ts"
import type { RuleSet } from "../RuleSet.ts"
import { scoreCard } from "../Score.ts"
import type { PublishedCard } from "../ScorecardFile.ts"
import { resultKey } from "./CardResult.ts"
import type { CardResult, Subject } from "./CardResult.ts"
import { precisionResults, ruleSetResults } from "./checkPublication.ts"
import { remarkResults } from "./checkRemarks.ts"
import { executionResults, indicatorResults, totalResults } from "./checkScores.ts"
import { labelResults, weightResults } from "./checkWeights.ts"

/** What is wrong with one card, in the order of the form. */
const cardResults = (subject: Subject): ReadonlyArray<CardResult> => [
  ...weightResults(subject),
  ...labelResults(subject),
  ...executionResults(subject),
  ...subject.scored.indicators.flatMap((row) => [
    ...indicatorResults(subject, row),
    ...remarkResults(subject, row)
  ]),
  ...totalResults(subject)
]

const resultsBy = (
  cards: ReadonlyArray<PublishedCard>,
  set: RuleSet,
  functions: ScoringFunctions
): ReadonlyArray<CardResult> => {
  const subjects = cards.flatMap(({ card, published }): ReadonlyArray<Subject> =>
    published === null ? [] : [{ scored: scoreCard(card, set, { functions }), published }]
  )
  return [...subjects.flatMap(cardResults), ...precisionResults(subjects), ...ruleSetResults(subjects)]
}

/** By what published cards are verified. */
export interface VerifyCardsOptions {
  readonly ruleSet: RuleSet
  /** The sets that `reproducedBy` of each result is looked for in. Default: none. */
  readonly candidates?: ReadonlyArray<RuleSet>
  /** The functions that formulas of the sets name. Default: none. */
  readonly functions?: ScoringFunctions
}

/** Verifies published cards. Cards without published scores are not judged. */
export const verifyCards = (
  cards: ReadonlyArray<PublishedCard>,
  { ruleSet, candidates = [], functions = {} }: VerifyCardsOptions
): ReadonlyArray<CardResult> => {
  const others = candidates
    .filter(({ id }) => id !== ruleSet.id)
    .map((set) => ({ id: set.id, keys: new Set(resultsBy(cards, set, functions).map(resultKey)) }))
  return resultsBy(cards, ruleSet, functions).map((result) => ({
    ...result,
    reproducedBy: others.filter(({ keys }) => !keys.has(resultKey(result))).map(({ id }) => id)
  }))
}
