/**
 * From events to postings: the one place that says what an event means for the tables.
 *
 * The function is total over event types and has no default branch: a new event type does not compile until its
 * postings are stated. {@link postingsVersion} changes whenever the answer for any event changes, so that stores
 * know when what they keep beside the events is stale.
 */
import { Money } from "@juesuan/domain"
import type { BudgetLine, Event, Line } from "./Event.ts"
import type { Dimensions, Measure, Posting } from "./Posting.ts"

/** Raised by one whenever any event posts differently. */
export const postingsVersion = 2

const none: ReadonlyArray<Posting> = []

const blank: Omit<Dimensions, "measure" | "fund"> = {
  function: "",
  economic: "",
  nature: "",
  project: "",
  kind: ""
}

const onLine = (measure: Measure, line: Line | BudgetLine, amount: Money.Money, kind = ""): Posting => ({
  measure,
  fund: line.fund,
  function: line.function,
  economic: line.economic,
  nature: line.nature,
  project: line.project,
  kind,
  amount
})

/** The postings of an event, in a fixed order. */
export const postings = (event: Event): ReadonlyArray<Posting> => {
  switch (event.type) {
    case "CarryoverBroughtForward":
    case "OpeningAdjusted":
    case "CarryoverReturned": {
      const { fund, function: item, nature, project, kind, amount } = event.payload
      const measure = {
        CarryoverBroughtForward: "opening",
        OpeningAdjusted: "openingAdjusted",
        CarryoverReturned: "carryoverReturned"
      } as const
      return [
        {
          ...blank,
          measure: measure[event.type],
          fund,
          function: item,
          nature,
          project,
          kind,
          amount
        }
      ]
    }
    case "BudgetApproved":
      return [onLine("budgetInitial", event.payload.line, event.payload.amount)]
    case "BudgetSupplemented":
      return [onLine("budgetChange", event.payload.line, event.payload.amount, "supplement")]
    case "BudgetReduced":
      return [onLine("budgetChange", event.payload.line, Money.negate(event.payload.amount), "reduction")]
    case "BudgetWithdrawn":
      return [onLine("budgetChange", event.payload.line, Money.negate(event.payload.amount), "withdrawal")]
    case "BudgetTransferred":
      return [
        onLine("budgetChange", event.payload.from, Money.negate(event.payload.amount), "transfer"),
        onLine("budgetChange", event.payload.to, event.payload.amount, "transfer")
      ]
    case "AppropriationReceived":
    case "AppropriationReturned": {
      const { fund, function: item, nature, project, amount } = event.payload
      const signed = event.type === "AppropriationReceived" ? amount : Money.negate(amount)
      return [
        {
          ...blank,
          measure: "income",
          fund,
          function: item,
          nature,
          project,
          kind: "appropriation",
          amount: signed
        }
      ]
    }
    case "IncomeReceived": {
      const { fund, function: item, kind, amount } = event.payload
      return [{ ...blank, measure: "income", fund, function: item, kind, amount }]
    }
    case "DisbursementPaid":
      return [onLine("expenditure", event.payload.line, event.payload.amount)]
    case "DisbursementReturned":
      return [onLine("expenditure", event.payload.line, Money.negate(event.payload.amount))]
    case "DisbursementReclassified":
      return [
        onLine("expenditure", event.payload.from, Money.negate(event.payload.amount)),
        onLine("expenditure", event.payload.to, event.payload.amount)
      ]
    case "EntryReversed":
      return postings(event.payload.entry).map((posting) => ({
        ...posting,
        amount: Money.negate(posting.amount)
      }))
    case "ClosedYearAdjusted":
      return postings(event.payload.entry)
    case "NonFiscalSurplusUsed": {
      const { source, amount } = event.payload
      return [{ ...blank, measure: "surplusUsed", fund: "unitFunds", kind: source, amount }]
    }
    case "SurplusDistributed": {
      const { use, amount } = event.payload
      return [
        {
          ...blank,
          measure: "surplusDistributed",
          fund: "unitFunds",
          kind: use,
          amount
        }
      ]
    }
    case "FiscalYearOpened":
    case "ControlPolicyChanged":
    case "ProcurementContracted":
    case "AssetsCounted":
    case "OfficialActivityRecorded":
    case "ProjectRegistered":
    case "IndicatorSet":
    case "IndicatorMeasured":
    case "IndicatorJudged":
    case "ExplanationGiven":
    case "ComparativesImported":
    case "FiscalYearClosed":
      return none
  }
}
