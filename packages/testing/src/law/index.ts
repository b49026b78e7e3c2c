/**
 * The laws by their sentences: those of one year, and those of a ledger of several units.
 */
import * as balance from "./balance.ts"
import * as correction from "./correction.ts"
import * as history from "./history.ts"
import type { HistoryLaw } from "./history.ts"
import * as replay from "./replay.ts"
import type { Law, LedgerLaw } from "./System.ts"

export { realSystem } from "./System.ts"
export type { HistoryLaw } from "./history.ts"
export type { Law, LedgerLaw, System, Trial } from "./System.ts"
export * from "./trial.ts"

/** The laws of a unit's year under strict control. */
export const yearLaws = {
  "every derived table balances by every rule": balance.balances,
  "every prefix of a year balances": balance.everyPrefixBalances,
  "identities hold as of any day": balance.identitiesAlwaysHold,
  "totals by their own selectors equal the sums of their rows": balance.totalsAreSums,
  "the ledger's own fund balances are what the tables print": balance.fundsAgree,
  "the year closes with what the tables print and with nothing else": balance.closesAsPrinted,
  "what is derived equals the oracle": balance.agreesWithOracle,
  "a payment returned whole leaves every table as before": correction.returnedWhole,
  "a reclassification leaves every total as before": correction.reclassifiedStays,
  "a reversal leaves every table as if the entry had never been": correction.reversedIsGone,
  "nothing that strict control lets pass overdraws a quota or a fund": correction.nothingIsOverdrawn,
  "a payment passes up to the last fen of quota and money, and not one beyond": correction.controlIsExact,
  "what is left of a payment is what was paid less what came back": correction.remaindersAdd,
  "a decision leaves the state as it was, to the byte": correction.decisionsTouchNothing,
  "a refused append leaves the store as it was, to the byte": correction.refusedAppendsLeaveNothing,
  "as of a day and known at a moment are exactly the events up to it": replay.windowsSeeExactly,
  "the postings that explain a cell sum to it": replay.explanationsSum
} as const satisfies Readonly<Record<string, Law>>

/** Of those, the laws that hold under any control policy: they do not depend on money being there. */
export const uncontrolledLaws = {
  "identities hold as of any day": balance.identitiesAlwaysHold,
  "totals by their own selectors equal the sums of their rows": balance.totalsAreSums,
  "the ledger's own fund balances are what the tables print": balance.fundsAgree,
  "what is derived equals the oracle": balance.agreesWithOracle
} as const satisfies Readonly<Record<string, Law>>

/** The laws of two years of a unit. */
export const historyLaws = {
  "the next year opens with what this one closed with": history.opensWithTheClosing,
  "an adjustment after the close changes the tables as the entry would have before it":
    history.adjustsAsIfBefore,
  "money back for an earlier year's payment touches carry-over, not income or expenditure":
    history.priorReturnsTouchCarryover,
  "what was known at any moment stays what was known then": history.editionsStay,
  "the events that made a cell differ sum to its difference": history.causesSum,
  "a closed year takes adjustments and nothing else": history.closedTakesAdjustmentsOnly
} as const satisfies Readonly<Record<string, HistoryLaw>>

/** The laws of a ledger of several units. */
export const ledgerLaws = {
  "replaying any prefix, in any split between streams and stores, gives the same cube":
    replay.anySplitIsTheSame,
  "merging cubes is associative and commutative with the empty cube as unit": replay.mergingIsAMonoid,
  "in what turns streams are recorded changes no hash": replay.turnsDoNotMatter
} as const satisfies Readonly<Record<string, LedgerLaw>>
