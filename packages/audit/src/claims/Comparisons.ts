/**
 * With what a comparison compares: last year, a year before it, the budget, or something that is printed nowhere.
 */
import type { AmountClaim } from "./Claim.ts"
import { comparatorIn } from "./Labels.ts"
import type { Comparator } from "./Labels.ts"
import type { OpenComparison } from "./Statement.ts"

/** The comparison of a text; one with a year before the last is a second one where last year's has been made. */
export const comparisonIn = (
  text: string,
  open: OpenComparison | null,
  year: number | null
): Comparator | null => {
  const found = comparatorIn(text)
  if (found === null || found.base !== "lastYear" || found.year === null || year === null) return found
  const isSecond =
    open !== null &&
    open.drafts.length > 0 &&
    (open.base === "earlierYear" ||
      (open.base === "lastYear" && (open.year === null || open.year === year - 1)))
  return isSecond && found.year < year - 1 ? { ...found, base: "earlierYear" } : found
}

/** 预算 b、决算 a，增加 c: a change without a base is one of the budget, where the three fit to the last digit. */
export const bindToBudget = (open: OpenComparison, budget: AmountClaim | null): void => {
  const { amount } = open.tracks[0]!
  if (open.base !== "unknown" || budget === null || amount === null || open.tracks.length > 1) return
  const isFit = open.current.some(
    ({ amount: now }) =>
      now.unit === amount.unit &&
      budget.amount.unit === amount.unit &&
      now.value.minus(budget.amount.value).abs().eq(amount.value)
  )
  if (isFit) open.base = budget.budgetVersion === "initial" ? "initialBudget" : "budget"
}

const SET_ASIDE = /剔除|扣除|(?:同|可比)口径|不考虑/

/** 剔除这一因素，仍减少…, or a change of next year's budget: a change of what is printed nowhere. `said` is all before it. */
export const isSetAside = (said: string, year: number | null): boolean =>
  SET_ASIDE.test(said.slice(said.lastIndexOf("。") + 1)) || (year !== null && said.includes(`${year + 1}年`))
