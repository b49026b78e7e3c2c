/**
 * Intentions: what somebody wants to enter, before it is known what it can refer to.
 *
 * An intention carries more than any one kind of event needs, so that a year shrinks like the array of its
 * intentions and no intention depends on those before it.
 */
import type { FiscalYear, Money } from "@juesuan/domain"
import type { Line } from "@juesuan/ledger"
import fc from "fast-check"
import { businessDate } from "./businessDate.ts"
import { functionCode } from "./functionCode.ts"
import { coarseness, line } from "./line.ts"
import type { Coarseness } from "./line.ts"
import { amount } from "./money.ts"

/** What may be wanted; payments come four times, for most corrections need one. */
export const intentionKinds = [
  "pay",
  "pay",
  "pay",
  "pay",
  "refund",
  "refundWhole",
  "reclassify",
  "reverse",
  "income",
  "appropriation",
  "appropriationReturned",
  "opening",
  "adjustment",
  "carryoverReturned",
  "budget",
  "budgetChange",
  "surplusUsed",
  "surplusDistributed",
  "fact"
] as const

/** Something somebody wants to do, before it is known whether it can be done. */
export interface Intention {
  readonly kind: (typeof intentionKinds)[number]
  readonly line: Line
  readonly other: Line
  readonly coarseness: Coarseness
  readonly function: string
  readonly amount: Money.Money
  /** Chooses among what is there: entries to correct, quotas to change, kinds of income. */
  readonly pick: number
  readonly occurredOn: FiscalYear.BusinessDate
}

/** Any intention in a fiscal year, illegal ones among them. */
export const intention = (year: FiscalYear.FiscalYear = 2024): fc.Arbitrary<Intention> =>
  fc.record({
    kind: fc.constantFrom(...intentionKinds),
    line: line(),
    other: line(),
    coarseness: coarseness(),
    function: functionCode(),
    amount: amount({ fenMax: 1e11 }),
    pick: fc.nat({ max: 999_983 }),
    occurredOn: businessDate(year)
  })
