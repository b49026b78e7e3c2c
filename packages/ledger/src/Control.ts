/**
 * Budget control (预算控制): 无预算不得支出.
 *
 * What may be paid on a budget line is what was issued on it less what is charged to it; what may be paid from a
 * fund is the money it holds. An event that leaves a line or a fund worse off than empty is an overrun: refused under
 * `strict`, recorded under `warn` and `off`, and then shown by `check`.
 */
import type { FundType } from "@juesuan/domain"
import { isFactEvent } from "./Event.ts"
import type { BudgetLine, Event, Line } from "./Event.ts"
import { availableOn, entryOf, lineKey, paymentKey, quotaLineOf } from "./YearState.ts"
import type { Overrun, YearState } from "./YearState.ts"

/** One overrun of one event. */
export interface EventOverrun {
  readonly kind: Overrun["kind"]
  /** The budget line or the fund. */
  readonly key: string
  /** What the event takes, in fen. */
  readonly amount: number
  /** What there was to take. */
  readonly available: number
}

/** The budget lines an event names, in the order it names them. */
export const linesIn = (event: Event): ReadonlyArray<Line | BudgetLine> => {
  if (event.type === "DisbursementReclassified" || event.type === "BudgetTransferred")
    return [event.payload.from, event.payload.to]
  return "line" in event.payload ? [event.payload.line] : []
}

/** The quota line that an entry's line was charged to when it was paid: a finer one may have been issued since. */
const chargedBy = (before: YearState, event: Event, line: Line | BudgetLine): ReadonlyArray<string> => {
  const corrects = "corrects" in event.payload ? event.payload.corrects : ""
  const charged =
    entryOf(before, corrects)?.lines["counterparty" in line ? paymentKey(line) : lineKey(line)]?.charged ??
    null
  return charged === null ? [] : [charged]
}

const isPaymentLine = (line: Line | BudgetLine): boolean =>
  line.function.length === 7 && line.economic.length === 5

const touchedQuotas = (before: YearState, event: Event): ReadonlyArray<string> => {
  if (isFactEvent(event)) return []
  switch (event.type) {
    case "DisbursementPaid":
    case "DisbursementReturned":
    case "DisbursementReclassified":
    case "BudgetApproved":
    case "BudgetSupplemented":
    case "BudgetReduced":
    case "BudgetWithdrawn":
    case "BudgetTransferred":
      return linesIn(event).flatMap((line) => {
        const charged = isPaymentLine(line) ? quotaLineOf(before, line) : null
        const keys = [lineKey(line), ...chargedBy(before, event, line)]
        return charged === null ? keys : [...keys, charged]
      })
    case "EntryReversed":
    case "ClosedYearAdjusted":
      return touchedQuotas(before, event.payload.entry)
    case "CarryoverBroughtForward":
    case "OpeningAdjusted":
    case "AppropriationReceived":
    case "AppropriationReturned":
    case "IncomeReceived":
    case "NonFiscalSurplusUsed":
    case "SurplusDistributed":
    case "CarryoverReturned":
      return []
  }
}

const unbudgeted = (before: YearState, event: Event): ReadonlyArray<EventOverrun> => {
  if (event.type === "ClosedYearAdjusted") return unbudgeted(before, event.payload.entry)
  if (event.type !== "DisbursementPaid" && event.type !== "DisbursementReclassified") return []
  const { amount } = event.payload
  const line = event.type === "DisbursementPaid" ? event.payload.line : event.payload.to
  if (quotaLineOf(before, line) !== null) return []
  return [{ kind: "unbudgeted", key: lineKey(line), amount, available: 0 }]
}

const overQuotas = (before: YearState, after: YearState, event: Event): ReadonlyArray<EventOverrun> =>
  [...new Set(touchedQuotas(before, event))].flatMap((key) => {
    const [had, has] = [availableOn(before, key), availableOn(after, key)]
    return has < 0 && has < had
      ? [{ kind: "quota" as const, key, amount: had - has, available: Math.max(0, had) }]
      : []
  })

const overMoney = (before: YearState, after: YearState): ReadonlyArray<EventOverrun> => {
  if (before.money === after.money) return []
  return (Object.keys(after.money) as Array<FundType>).flatMap((fund) => {
    const [had, has] = [before.money[fund], after.money[fund]]
    return has < 0 && has < had
      ? [{ kind: "money" as const, key: fund, amount: had - has, available: Math.max(0, had) }]
      : []
  })
}

/**
 * The overruns that an event makes, those of quotas first. What last year closed with is a fact and none, whatever
 * its sign.
 */
export const overrunsOf = (before: YearState, after: YearState, event: Event): ReadonlyArray<EventOverrun> =>
  event.type === "CarryoverBroughtForward"
    ? []
    : [...unbudgeted(before, event), ...overQuotas(before, after, event), ...overMoney(before, after)]

/** What a line or a fund is short of now, in fen; zero when it has been put right since. */
export const shortageOf = (state: YearState, { kind, key, amount }: Overrun): number => {
  // A payment that no quota covered stays uncovered: a quota issued later is not charged with it.
  if (kind === "unbudgeted") return amount
  return Math.max(0, -(kind === "money" ? state.money[key as FundType] : availableOn(state, key)))
}
