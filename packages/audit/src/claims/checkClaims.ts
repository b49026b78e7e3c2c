/**
 * Checking the claims of a document: each rule of sentences once, in the order of ids.
 *
 * Rules that compare a number with its own cell or formula run first; rules of sums and of repetition then leave out
 * what those have named, so that one wrong digit is one finding.
 */
import type { Place } from "@juesuan/domain"
import type { CheckResult } from "../CheckResult.ts"
import { placeKey } from "../Places.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import { checkBases, checkCells, checkRepeated } from "./checkAmounts.ts"
import { checkBasicItems, checkEntries } from "./checkEntries.ts"
import { checkNames } from "./checkNames.ts"
import { checkProjects } from "./checkProjects.ts"
import { checkOneReason, checkReasons } from "./checkReasons.ts"
import { checkCompletion, checkGrowth, checkShares } from "./checkRates.ts"
import { checkCounts } from "./checkCounts.ts"
import { checkChangeSums, checkSums } from "./checkSums.ts"
import {
  checkHeadings,
  checkOperating,
  checkPhrases,
  checkResidue,
  checkTerms,
  checkUnits,
  checkYears
} from "./checkWording.ts"
import { checkDirections } from "./checkWords.ts"
import type { Claim } from "./Claim.ts"
import { claimContext } from "./Context.ts"
import type { Collector, Language } from "./Context.ts"
import { claimRules } from "./rules.ts"

interface Placed {
  readonly at: Place
}

const keyOf = ({ at }: Placed): string => placeKey(at)

/** The numbers that rules of single numbers have reported, with those that a wrong rate may come from. */
const reportedNumbers = (
  claims: ReadonlyArray<Claim>,
  collectors: ReadonlyArray<Collector>
): ReadonlySet<string> => {
  const named = new Set<string>()
  for (const { findings } of collectors)
    for (const { left, severity } of findings)
      if (left !== null && left.at !== null && severity !== "hint") named.add(keyOf({ at: left.at }))
  // A wrong completion or growth may come from the budget or the change it starts from: those are named with it.
  for (const claim of claims) {
    if (claim.kind !== "completion" && claim.kind !== "change") continue
    const from = claim.kind === "completion" ? (claim.budget?.amount ?? null) : claim.amount
    if (from === null || claim.rate === null || !named.has(keyOf(claim.rate))) continue
    named.add(keyOf(from))
  }
  return named
}

/** Checks claims. One result a rule; messages in the language asked for, leads in Chinese. */
export const checkClaims = (
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  language: Language = "zh"
): ReadonlyArray<CheckResult> => {
  const context = claimContext(document, claims, language)
  const rules = claimRules
  const cells = checkCells(context, rules["AR-N-01"])
  const growth = checkGrowth(context, rules["AR-N-03"])
  const shares = checkShares(context, rules["AR-N-04"])
  const completion = checkCompletion(context, rules["AR-N-05"])
  const named = reportedNumbers(claims, [cells, growth, shares, completion])
  const isNamed = (number: Placed): boolean => named.has(keyOf(number))
  const bases = checkBases(context, rules["AR-N-02"], ({ amount }) => amount !== null && isNamed(amount))
  const collectors: Readonly<Record<keyof typeof rules, Collector>> = {
    "AR-N-01": cells,
    "AR-N-02": bases,
    "AR-N-03": growth,
    "AR-N-04": shares,
    "AR-N-05": completion,
    "AR-N-06": checkDirections(context, rules["AR-N-06"]),
    "AR-N-07": checkReasons(context, rules["AR-N-07"]),
    "AR-N-08": checkEntries(context, rules["AR-N-08"]),
    "AR-N-09": checkBasicItems(context, rules["AR-N-09"]),
    "AR-N-10": checkRepeated(context, rules["AR-N-10"]),
    "AR-N-11": checkResidue(context, rules["AR-N-11"]),
    "AR-N-12": checkProjects(context, rules["AR-N-12"]),
    "AR-N-13": checkSums(context, rules["AR-N-13"], isNamed),
    "AR-N-14": checkYears(context, rules["AR-N-14"]),
    "AR-N-15": checkOperating(context, rules["AR-N-15"]),
    "AR-N-16": checkChangeSums(context, rules["AR-N-16"], isNamed),
    "AR-N-17": checkHeadings(context, rules["AR-N-17"]),
    "AR-N-18": checkTerms(context, rules["AR-N-18"]),
    "AR-N-19": checkOneReason(context, rules["AR-N-19"]),
    "AR-N-20": checkPhrases(context, rules["AR-N-20"]),
    "AR-N-21": checkUnits(context, rules["AR-N-21"]),
    "AR-N-22": checkCounts(context, rules["AR-N-22"]),
    "AR-N-23": checkNames(context, rules["AR-N-23"])
  }
  const ids = (Object.keys(rules) as Array<keyof typeof rules>).toSorted()
  return ids.map((id) => collectors[id].result(rules[id]))
}
