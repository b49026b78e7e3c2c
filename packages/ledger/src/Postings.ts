/**
 * From events to postings: the one place that says what an event means for the tables.
 *
 * The function is total over the events that move money or quotas and has no default branch: a new one does not
 * compile until its postings are stated. {@link postingsVersion} changes whenever the answer for any event changes, so
 * that stores know when what they keep beside the events is stale.
 */
import { Money } from "@juesuan/domain"
import { isFactEvent } from "./Event.ts"
import type { BudgetLine, Event, PaidLine, PayloadOf } from "./Event.ts"
import type { Dimensions, Measure, Posting } from "./Posting.ts"

/** Raised by one whenever any event posts differently, or postings have another dimension. */
export const postingsVersion = 3

const none: ReadonlyArray<Posting> = []

const blank: Omit<Dimensions, "measure" | "fund"> = {
  function: "",
  economic: "",
  nature: "",
  project: "",
  kind: "",
  counterparty: ""
}

const onLine = (
  measure: Measure,
  line: PaidLine | BudgetLine,
  amount: Money.Money,
  { kind = "", counterparty = "" }: Partial<Pick<Dimensions, "kind" | "counterparty">>
): Posting => ({
  measure,
  fund: line.fund,
  function: line.function,
  economic: line.economic,
  nature: line.nature,
  project: line.project,
  kind,
  counterparty,
  amount
})

const paid = (line: PaidLine, amount: Money.Money): Posting => onLine("expenditure", line, amount, line)

const initialBudget = ({ line, amount }: PayloadOf<"BudgetApproved">): Posting =>
  onLine("budgetInitial", line, amount, {})

const budgetChange = (line: BudgetLine, amount: Money.Money, kind: string): Posting =>
  onLine("budgetChange", line, amount, { kind })

const carried = (
  measure: "opening" | "openingAdjusted" | "carryoverReturned",
  { fund, function: item, nature, project, kind, amount }: PayloadOf<"CarryoverBroughtForward">
): Posting => ({ ...blank, measure, fund, function: item, nature, project, kind, amount })

const appropriated = (
  { fund, function: item, nature, project }: PayloadOf<"AppropriationReceived">,
  amount: Money.Money
): Posting => ({
  ...blank,
  measure: "income",
  fund,
  function: item,
  nature,
  project,
  kind: "appropriation",
  amount
})

const received = ({
  fund,
  function: item,
  kind,
  counterparty,
  amount
}: PayloadOf<"IncomeReceived">): Posting => ({
  ...blank,
  measure: "income",
  fund,
  function: item,
  kind,
  counterparty,
  amount
})

const ownSurplus = (
  measure: "surplusUsed" | "surplusDistributed",
  kind: string,
  amount: Money.Money
): Posting => ({ ...blank, measure, fund: "unitFunds", kind, amount })

const negated = (posting: Posting): Posting => ({ ...posting, amount: Money.negate(posting.amount) })

/** The postings of an event, in a fixed order. */
export const postings = (event: Event): ReadonlyArray<Posting> => {
  if (isFactEvent(event)) return none
  switch (event.type) {
    case "CarryoverBroughtForward":
      return [carried("opening", event.payload)]
    case "OpeningAdjusted":
      return [carried("openingAdjusted", event.payload)]
    case "CarryoverReturned":
      return [carried("carryoverReturned", event.payload)]
    case "BudgetApproved":
      return [initialBudget(event.payload)]
    case "BudgetSupplemented":
      return [budgetChange(event.payload.line, event.payload.amount, "supplement")]
    case "BudgetReduced":
      return [budgetChange(event.payload.line, Money.negate(event.payload.amount), "reduction")]
    case "BudgetWithdrawn":
      return [budgetChange(event.payload.line, Money.negate(event.payload.amount), "withdrawal")]
    case "BudgetTransferred": {
      const { from, to, amount } = event.payload
      return [budgetChange(from, Money.negate(amount), "transfer"), budgetChange(to, amount, "transfer")]
    }
    case "AppropriationReceived":
      return [appropriated(event.payload, event.payload.amount)]
    case "AppropriationReturned":
      return [appropriated(event.payload, Money.negate(event.payload.amount))]
    case "IncomeReceived":
      return [received(event.payload)]
    case "DisbursementPaid":
      return [paid(event.payload.line, event.payload.amount)]
    case "DisbursementReturned":
      return [paid(event.payload.line, Money.negate(event.payload.amount))]
    case "DisbursementReclassified": {
      const { from, to, amount } = event.payload
      return [paid(from, Money.negate(amount)), paid(to, amount)]
    }
    case "NonFiscalSurplusUsed":
      return [ownSurplus("surplusUsed", event.payload.source, event.payload.amount)]
    case "SurplusDistributed":
      return [ownSurplus("surplusDistributed", event.payload.use, event.payload.amount)]
    case "EntryReversed":
      return postings(event.payload.entry).map(negated)
    case "ClosedYearAdjusted":
      return postings(event.payload.entry)
  }
}

/**
 * What an event's postings come to, signs aside, in fen: the sum of their absolute amounts, without making them.
 * It bounds every sum over them.
 */
export const volumeOf = (event: Event): number => {
  if (isFactEvent(event)) return 0
  switch (event.type) {
    case "BudgetTransferred":
    case "DisbursementReclassified":
      return 2 * Math.abs(event.payload.amount)
    case "EntryReversed":
    case "ClosedYearAdjusted":
      return volumeOf(event.payload.entry)
    default:
      return Math.abs(event.payload.amount)
  }
}
