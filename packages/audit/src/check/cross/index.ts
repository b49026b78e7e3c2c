/**
 * Self-evaluations against themselves and against the narrative: AU-11 to AU-26.
 */
import type { CheckResult } from "../../CheckResult.ts"
import { checkAmounts } from "./amounts.ts"
import { checkBudgets } from "./budgets.ts"
import type { CardContext } from "./CardContext.ts"
import { checkFunds } from "./funds.ts"
import { checkWording } from "./wording.ts"

/** Runs them all, in the order of their ids. */
export const crossResults = (context: CardContext): ReadonlyArray<CheckResult> => [
  ...checkBudgets(context),
  ...checkAmounts(context),
  ...checkWording(context),
  ...checkFunds(context)
]
