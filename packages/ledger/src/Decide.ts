/**
 * `decide`: whether a command becomes an event.
 *
 * A command is the event it asks for, in its envelope; the answer is the events to append or one refusal. The
 * order of checks is {@link refusalOrder}: the year, the date, the line, the corrected entry, then the budget.
 * Under `strict` a payment needs a quota that covers it and money in its fund; under `warn` and `off` it passes
 * (`check` reports the overrun under `warn`).
 */
import { FiscalYear, fiscalFunds, fundTypes, isFiscalFund, isInstitution } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import * as Result from "effect/Result"
import type { NewEvent } from "./Envelope.ts"
import type { BudgetLine, Event, Line } from "./Event.ts"
import * as HashChain from "./HashChain.ts"
import * as Refusal from "./Refusal.ts"
import { availableOn, entryOf, evolve, isMoneyEvent, lineKey, quotaLineOf } from "./YearState.ts"
import type { YearState } from "./YearState.ts"

type Fault = Refusal.Refusal | null

const notBasic = new Set(["309", "311", "312", "313"])

const faultOfYear = (state: YearState, command: NewEvent, year: number): Fault => {
  const { type } = command.event
  if (type === "FiscalYearOpened") {
    if (state.status !== "unopened") return new Refusal.YearAlreadyOpened({ unitName: state.unitName })
  } else {
    if (state.status === "unopened") return new Refusal.YearNotOpened({ type })
    if (state.status === "closed") return new Refusal.YearClosed({ type })
  }
  return FiscalYear.yearOf(command.occurredOn) === year
    ? null
    : new Refusal.DateOutsideYear({ occurredOn: command.occurredOn, year })
}

const faultOfEconomic = (line: Line | BudgetLine): Fault =>
  line.nature === "basic" && notBasic.has(line.economic.slice(0, 3))
    ? new Refusal.EconomicNotBasic({ economic: line.economic })
    : null

const faultOfNature = (line: Line | BudgetLine): Fault =>
  isFiscalFund(line.fund) && line.nature !== "basic" && line.nature !== "project"
    ? new Refusal.NatureNotOfFund({ nature: line.nature, fund: line.fund })
    : null

/** The first fault that a check finds on any line. */
const firstFault = (
  lines: ReadonlyArray<Line | BudgetLine>,
  check: (line: Line | BudgetLine) => Fault
): Fault => lines.reduce<Fault>((found, line) => found ?? check(line), null)

const linesIn = (event: Event): ReadonlyArray<Line | BudgetLine> => {
  if (event.type === "DisbursementReclassified" || event.type === "BudgetTransferred") {
    return [event.payload.from, event.payload.to]
  }
  return "line" in event.payload ? [event.payload.line] : []
}

const faultOfUnit = (state: YearState, event: Event): Fault =>
  (event.type === "NonFiscalSurplusUsed" || event.type === "SurplusDistributed") &&
  !isInstitution(state.unitKind)
    ? new Refusal.UnitKindNotEligible({ type: event.type, unitKind: state.unitKind })
    : null

const faultOfReversal = (state: YearState, corrects: string, quoted: unknown): Fault => {
  const entry = entryOf(state, corrects)
  if (entry === undefined) return new Refusal.EntryUnknown({ corrects })
  if (!isMoneyEvent(entry.type)) return new Refusal.EntryNotCorrectable({ corrects, type: entry.type })
  if (entry.corrected) return new Refusal.EntryAlreadyCorrected({ corrects })
  const recorded = { type: entry.event.type, payload: entry.event.payload }
  return HashChain.canonicalJson(recorded) === HashChain.canonicalJson(quoted)
    ? null
    : new Refusal.EntryMisquoted({ corrects })
}

const faultOfPartial = (state: YearState, corrects: string, line: Line, amount: number): Fault => {
  const entry = entryOf(state, corrects)
  if (entry === undefined) return new Refusal.EntryUnknown({ corrects })
  if (entry.type !== "DisbursementPaid")
    return new Refusal.EntryNotCorrectable({ corrects, type: entry.type })
  if (entry.reversed) return new Refusal.EntryAlreadyCorrected({ corrects })
  const left = entry.lines[lineKey(line)]
  if (left === undefined) return new Refusal.CorrectionLineUnknown({ corrects, line: lineKey(line) })
  return amount > left.remaining
    ? new Refusal.CorrectionExceedsEntry({ corrects, amount, remaining: left.remaining })
    : null
}

/** A reversed return or reclassification gives back to its payment what it took: that must still be there. */
const faultOfUndoing = (state: YearState, entry: Event): Fault => {
  if (entry.type !== "DisbursementReclassified") return null
  const { corrects, to, amount } = entry.payload
  return faultOfPartial(state, corrects, to, amount)
}

const faultOfCorrection = (state: YearState, event: Event): Fault => {
  switch (event.type) {
    case "DisbursementReturned":
      return faultOfPartial(state, event.payload.corrects, event.payload.line, event.payload.amount)
    case "DisbursementReclassified":
      return faultOfPartial(state, event.payload.corrects, event.payload.from, event.payload.amount)
    case "EntryReversed": {
      const fault = faultOfReversal(state, event.payload.corrects, event.payload.entry)
      return fault ?? faultOfUndoing(state, event.payload.entry as unknown as Event)
    }
    default:
      return null
  }
}

/** Under strict control, no quota line and no fund may be worse off than empty after the event. */
const faultOfControl = (state: YearState, command: NewEvent): Fault => {
  if (
    state.control !== "strict" ||
    !(isMoneyEvent(command.event.type) || command.event.type === "EntryReversed")
  ) {
    return null
  }
  const { event } = command
  if (event.type === "DisbursementPaid" || event.type === "DisbursementReclassified") {
    const line = event.type === "DisbursementPaid" ? event.payload.line : event.payload.to
    if (quotaLineOf(state, line) === null) {
      return new Refusal.LineUnbudgeted({ line: lineKey(line), amount: event.payload.amount })
    }
  }
  const after = evolve(state, command)
  for (const key of touchedQuotas(state, event)) {
    const available = availableOn(after, key)
    const before = availableOn(state, key)
    if (available < 0 && available < before) {
      return new Refusal.QuotaExceeded({
        line: key,
        amount: before - available,
        available: Math.max(0, before)
      })
    }
  }
  for (const fund of Object.keys(fundTypes) as Array<FundType>) {
    const [before, available] = [state.money[fund], after.money[fund]]
    if (available < 0 && available < before) {
      return new Refusal.MoneyExceeded({ fund, amount: before - available, available: Math.max(0, before) })
    }
  }
  return null
}

/** The quota line that an entry's line was charged to when it was paid: a finer one may have been issued since. */
const chargedBy = (before: YearState, event: Event, line: Line | BudgetLine): ReadonlyArray<string> => {
  const corrects = "corrects" in event.payload ? event.payload.corrects : ""
  const charged = entryOf(before, corrects)?.lines[lineKey(line)]?.charged ?? null
  return charged === null ? [] : [charged]
}

const touchedQuotas = (before: YearState, event: Event): ReadonlyArray<string> => {
  switch (event.type) {
    case "DisbursementPaid":
    case "BudgetApproved":
    case "BudgetSupplemented":
    case "BudgetReduced":
    case "BudgetWithdrawn":
    case "BudgetTransferred":
    case "DisbursementReturned":
    case "DisbursementReclassified":
      return linesIn(event).flatMap((line) => {
        const charged =
          line.function.length === 7 && line.economic.length === 5 ? quotaLineOf(before, line) : null
        const keys = [lineKey(line), ...chargedBy(before, event, line)]
        return charged === null ? keys : [...keys, charged]
      })
    case "EntryReversed":
      return touchedQuotas(before, event.payload.entry as unknown as Event)
    default:
      return []
  }
}

const faultOfClosing = (state: YearState, event: Event): Fault => {
  if (event.type !== "FiscalYearClosed") return null
  const { closing, surplusUsed, surplusDistributed } = event.payload
  for (const fund of [...fiscalFunds, "specialAccount", "unitFunds"] as const) {
    const stated = closing
      .filter((line) => line.fund === fund)
      .reduce((total, line) => total + line.amount, 0)
    if (stated !== state.money[fund]) {
      return new Refusal.ClosingDisagrees({ what: fund, stated, ledger: state.money[fund] })
    }
  }
  if (surplusUsed !== state.surplusUsed) {
    return new Refusal.ClosingDisagrees({
      what: "surplusUsed",
      stated: surplusUsed,
      ledger: state.surplusUsed
    })
  }
  return surplusDistributed === state.surplusDistributed
    ? null
    : new Refusal.ClosingDisagrees({
        what: "surplusDistributed",
        stated: surplusDistributed,
        ledger: state.surplusDistributed
      })
}

/**
 * Decides a command on the state of its stream.
 *
 * `year` is the stream's fiscal year. Succeeds with the events to append, in order; fails with one
 * {@link Refusal.Refusal}, and then nothing has happened.
 */
export const decide = (
  command: NewEvent,
  state: YearState,
  year: FiscalYear.FiscalYear
): Result.Result<ReadonlyArray<NewEvent>, Refusal.Refusal> => {
  const { event } = command
  const fault =
    faultOfYear(state, command, year) ??
    firstFault(linesIn(event), faultOfEconomic) ??
    firstFault(linesIn(event), faultOfNature) ??
    faultOfUnit(state, event) ??
    faultOfCorrection(state, event) ??
    faultOfControl(state, command) ??
    faultOfClosing(state, event)
  return fault === null ? Result.succeed([command]) : Result.fail(fault)
}
