/**
 * Verifying published scorecards: every printed score against the rule set, the weights and the table's own sums.
 */
import { figureCounts } from "@juesuan/domain"
import type { Finding, FindingsReport } from "@juesuan/domain"
import { evaluatedOf, objectionTo } from "../choose.ts"
import { matchSets } from "../compare.ts"
import type { SetMatch } from "../compare.ts"
import type { ScoringFunctions } from "../Interpret.ts"
import type { RuleSet } from "../RuleSet.ts"
import { scoreRules } from "../rules.ts"
import type { PublishedCard } from "../ScorecardFile.ts"
import { ruleSets } from "../sets.ts"
import type { CardResult } from "./CardResult.ts"
import { findingOfResult } from "./findingOfResult.ts"
import type { Language } from "./findingOfResult.ts"
import { verifyCards } from "./verifyCards.ts"

export type { Language } from "./findingOfResult.ts"

/** A result as a finding in a file of scorecards, with the lines that the file gives for its rows. */
const findingIn = (
  result: CardResult,
  cards: ReadonlyArray<PublishedCard>,
  file: string,
  language: Language
): Finding => {
  const finding = findingOfResult(result, language)
  const lines = cards.find(({ card }) => card.project === result.project)?.lines ?? {}
  const placed = (operand: Finding["left"], row: string): Finding["left"] => {
    const line = lines[row]
    return operand === null || line === undefined ? operand : { ...operand, at: { file, line } }
  }
  const isPrinted = result.right !== null && result.right.raw !== null
  const rightRow = result.right?.address.split("/")[2] ?? ""
  return {
    ...finding,
    left: placed(finding.left, result.row),
    right: isPrinted ? placed(finding.right, rightRow) : finding.right
  }
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
  const results = verifyCards(cards, { ruleSet, functions })
  const findings = results.map((result) => findingIn(result, cards, file, language))
  const failed = new Set(findings.map(({ ruleId }) => ruleId)).size
  const rules = Object.keys(scoreRules).length
  const scores = cards.flatMap(({ published }) => (published === null ? [] : [published.scores]))
  const figures = scores.reduce((sum, one) => sum + Object.keys(one).length + 3, 0)
  const judged = scores.length > 0
  const isCandidate = candidates.some(({ id }) => id === ruleSet.id)
  const tried = candidates.length === 0 || isCandidate ? candidates : [ruleSet, ...candidates]
  const matches = matchSets(cards, tried, { functions })
  const isWhole = judged && cards.every(isPrinted)
  const objections = cards.map(({ card }) => objectionTo(ruleSet, evaluatedOf(card)))
  return {
    schema: "juesuan/findings/1",
    summary: {
      rules,
      ...figureCounts({ verified: judged ? figures : 0, undetermined: judged ? 0 : figures, unread: 0 }),
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
