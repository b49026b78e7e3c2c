/**
 * Where a wrong growth rate may come from: the growth of another total, the amount now instead of the base, and the
 * same two figures with another rate elsewhere.
 */
import type { Lead } from "@juesuan/domain"
import { lineInWords } from "../Places.ts"
import type { ChangeClaim } from "./Claim.ts"
import { cellAt } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { middle } from "./Exact.ts"
import { judge, percentOf, quantityOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import { cellLabel, rawOf, yuan } from "./Operands.ts"
import { currentsOf, growthOf, impliedBase } from "./Quantities.ts"

const text = (quantity: Quantity): string => yuan(middle(quantity.narrow))

/** Totals whose growth a sentence may have printed instead of its own. */
const totals = [
  "T01/expenditure/2",
  "T01/income/1",
  "T01/total/1",
  "T02/total/1",
  "T03/total/1",
  "T03/total/2",
  "T03/total/3",
  "T04/income/1",
  "T04/expenditure/2",
  "T04/total/1",
  "T05/total/1",
  "T05/total/2",
  "T05/total/3"
] as const

/** Leads for a growth rate that is not its own. */
export const otherBaseLeads = (
  context: ClaimContext,
  change: ChangeClaim,
  now: Quantity
): ReadonlyArray<Lead> => {
  const { amount, rate, direction } = change
  if (amount === null || rate === null) return []
  const increase = quantityOf(amount)
  const leads: Array<Lead> = []
  for (const address of totals) {
    const cell = cellAt(context, address)
    if (cell.state !== "value" || middle(cell.quantity.narrow).eq(middle(now.narrow))) continue
    const other = growthOf(increase, cell.quantity, direction !== "down")
    if (other === null || judge(rate, other) !== "pass") continue
    const base = impliedBase(increase, cell.quantity, direction !== "down")
    leads.push({
      kind: "other-base",
      text: `${rawOf(rate)} 是${cellLabel(context.document.tables, address)}的增减率（÷ ${text(base)}），疑为取错基数`
    })
    break
  }
  const ofNow = percentOf(increase, now)
  if (ofNow !== null && judge(rate, ofNow) === "pass") {
    leads.push({ kind: "other-base", text: `${rawOf(rate)} 是增减额除以本年数，应除以基数` })
  }
  const twin = context.index
    .changesByAs(change)
    .find(
      (other) =>
        other !== change &&
        other.rate !== null &&
        !other.rate.value.eq(rate.value) &&
        currentsOf(context, other).some(({ quantity }) => middle(quantity.narrow).eq(middle(now.narrow)))
    )
  if (twin !== undefined && twin.rate !== null) {
    leads.push({
      kind: "same-figures",
      text: `${lineInWords(twin.rate.at)}对同样的两个数列示 ${rawOf(twin.rate)}`
    })
  }
  return leads
}
