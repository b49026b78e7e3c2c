/**
 * Which entry an event corrects: the link between the two of a pair.
 */
import { isFactEvent } from "./Event.ts"
import type { Event } from "./Event.ts"

/** The id of the entry that an event corrects, in its own stream or an earlier year's; `null` for none. */
export const correctedBy = (event: Event): string | null => {
  if (isFactEvent(event)) return null
  switch (event.type) {
    case "DisbursementReturned":
    case "DisbursementReclassified":
    case "EntryReversed":
      return event.payload.corrects
    case "OpeningAdjusted":
      return event.payload.corrects === "" ? null : event.payload.corrects
    case "ClosedYearAdjusted":
      return correctedBy(event.payload.entry)
    case "CarryoverBroughtForward":
    case "BudgetApproved":
    case "BudgetSupplemented":
    case "BudgetReduced":
    case "BudgetWithdrawn":
    case "BudgetTransferred":
    case "AppropriationReceived":
    case "AppropriationReturned":
    case "IncomeReceived":
    case "DisbursementPaid":
    case "NonFiscalSurplusUsed":
    case "SurplusDistributed":
    case "CarryoverReturned":
      return null
  }
}

/** The id of the entry that an event takes back whole; `null` for none. */
export const reversedBy = (event: Event): string | null => {
  if (event.type === "EntryReversed") return event.payload.corrects
  return event.type === "ClosedYearAdjusted" ? reversedBy(event.payload.entry) : null
}
