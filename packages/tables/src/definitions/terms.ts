/**
 * The terms the nine tables share.
 */
import { fiscalFunds } from "@juesuan/domain"
import { anyOf, minus, select, sum } from "../Term.ts"
import type { Term } from "../Term.ts"

export const fiscal = anyOf(...fiscalFunds)

export const income = select({ measure: "income" })
export const expenditure = select({ measure: "expenditure" })
export const surplusUsed = select({ measure: "surplusUsed" })
export const surplusDistributed = select({ measure: "surplusDistributed" })

/**
 * 年初结转和结余: brought forward and adjusted, less what was given back. The forms print the adjusted opening, so
 * that carry-over taken back by the finance office lessens the carry-over and not the year's expenditure.
 */
export const opening: Term = minus(
  sum(select({ measure: "opening" }), select({ measure: "openingAdjusted" })),
  select({ measure: "carryoverReturned" })
)

/** 年末结转和结余: what came in less what went out. */
export const closing: Term = minus(sum(opening, income, surplusUsed), sum(expenditure, surplusDistributed))
