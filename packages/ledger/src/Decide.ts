/**
 * `decide`: whether a command becomes an event.
 *
 * A command is the event it asks for, in its envelope; the answer is the events to append or one refusal. The
 * order of checks is {@link refusalOrder}: the event itself, the year, the date, the line, the corrected entry, then
 * the budget.
 * Under `strict` a payment needs a quota that covers it and money in its fund; under `warn` and `off` it passes
 * and the state remembers the overrun for `check` to show. After the close only adjustments are accepted, and what
 * they quote is decided as if the year were open.
 */
import { FiscalYear, isFiscalFund, isInstitution } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import * as Result from "effect/Result"
import { closingDisagreement } from "./Closing.ts"
import { linesIn, overrunsOf } from "./Control.ts"
import type { NewEvent } from "./Envelope.ts"
import { isEventType, isMoneyEvent, openingCauses, registry } from "./Event.ts"
import type { BudgetLine, Event, EventOf, Line } from "./Event.ts"
import { evolve } from "./Evolve.ts"
import { eventFault } from "./Gate.ts"
import * as HashChain from "./HashChain.ts"
import * as Refusal from "./Refusal.ts"
import { amountAt, entryOf, paymentKey } from "./YearState.ts"
import type { YearState } from "./YearState.ts"

type Fault = Refusal.Refusal | null

/** What is left of a payment of an earlier year, returns in other years taken off. */
export interface PriorPayment {
  readonly line: Line
  readonly remaining: number
}

/** What a decision may look up outside its own stream. */
export interface DecisionContext {
  /** The payment of an earlier year of the same unit; `undefined` when the ledger holds none of that id. */
  readonly priorPayment: (eventId: string) => PriorPayment | undefined
}

const alone: DecisionContext = { priorPayment: () => undefined }

const notBasic = new Set(["309", "311", "312", "313"])

const faultOfYear = (state: YearState, command: NewEvent, year: number): Fault => {
  const { type } = command.event
  if (type === "FiscalYearOpened") {
    if (state.status !== "unopened") return new Refusal.YearAlreadyOpened({ unitName: state.unitName })
  } else {
    if (state.status === "unopened") return new Refusal.YearNotOpened({ type })
    if (state.status === "closed" && type !== "ClosedYearAdjusted") return new Refusal.YearClosed({ type })
    if (state.status === "open" && type === "ClosedYearAdjusted") return new Refusal.YearNotClosed()
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

/**
 * What the gate has against the command. Whether an entry is of a kind that can be reversed is said with the others
 * of the corrected entry, for it is no fault of the form.
 */
const faultOfForm = (state: YearState, command: NewEvent): Refusal.PayloadInvalid | null => {
  const fault = eventFault(command, (eventId) => entryOf(state, eventId)?.event)
  const quotedType = command.event?.type === "EntryReversed" ? "entry.type" : "entry.payload.entry.type"
  return fault?.field === quotedType && isEventType(fault.value) ? null : fault
}

/** The first fault that a check finds on any line. */
const firstFault = (
  lines: ReadonlyArray<Line | BudgetLine>,
  check: (line: Line | BudgetLine) => Fault
): Fault => lines.reduce<Fault>((found, line) => found ?? check(line), null)

/** Some causes only bring money in, others only take it out. */
const faultOfSign = (event: Event): Fault => {
  if (event.type !== "OpeningAdjusted") return null
  const { cause, amount } = event.payload
  const sign = openingCauses[cause]
  return sign === 0 || Math.sign(amount) === sign ? null : new Refusal.AdjustmentSignWrong({ cause, amount })
}

const faultOfUnit = (state: YearState, event: Event): Fault =>
  (event.type === "NonFiscalSurplusUsed" || event.type === "SurplusDistributed") &&
  !isInstitution(state.unitKind)
    ? new Refusal.UnitKindNotEligible({ type: event.type, unitKind: state.unitKind })
    : null

const faultOfReversal = (state: YearState, corrects: string, quoted: unknown): Fault => {
  const entry = entryOf(state, corrects)
  if (entry === undefined) return new Refusal.EntryUnknown({ corrects })
  const { type, payload } = entry.event
  if (!isMoneyEvent(type)) return new Refusal.EntryNotCorrectable({ corrects, type })
  if (entry.corrected) return new Refusal.EntryAlreadyCorrected({ corrects })
  const recorded = { type, version: registry[type].version, payload }
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
  const left = entry.lines[paymentKey(line)]
  if (left === undefined)
    return new Refusal.CorrectionLineUnknown({ corrects, line: paymentKey(line).replace("\u001f", " ← ") })
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

/** Money back for a payment of an earlier year: of that payment, of its line, and no more than is left of it. */
const faultOfPriorReturn = (
  state: YearState,
  { payload }: EventOf<"OpeningAdjusted">,
  context: DecisionContext
): Fault => {
  const { cause, corrects, amount } = payload
  if (corrects === "") return null
  if (cause !== "priorYearReturn")
    return new Refusal.EntryNotCorrectable({ corrects, type: "OpeningAdjusted" })
  const paid = context.priorPayment(corrects)
  if (paid === undefined) return new Refusal.EntryUnknown({ corrects })
  const isSameLine =
    paid.line.fund === payload.fund &&
    paid.line.function === payload.function &&
    paid.line.nature === payload.nature &&
    paid.line.project === payload.project
  if (!isSameLine) {
    const line = [payload.fund, payload.function, payload.nature, payload.project].join("/")
    return new Refusal.CorrectionLineUnknown({ corrects, line })
  }
  const remaining = paid.remaining - amountAt(state.priorReturns, corrects)
  return amount > remaining ? new Refusal.CorrectionExceedsEntry({ corrects, amount, remaining }) : null
}

const faultOfCorrection = (state: YearState, event: Event, context: DecisionContext): Fault => {
  switch (event.type) {
    case "OpeningAdjusted":
      return faultOfPriorReturn(state, event, context)
    case "DisbursementReturned":
      return faultOfPartial(state, event.payload.corrects, event.payload.line, event.payload.amount)
    case "DisbursementReclassified":
      return faultOfPartial(state, event.payload.corrects, event.payload.from, event.payload.amount)
    case "EntryReversed": {
      const fault = faultOfReversal(state, event.payload.corrects, event.payload.entry)
      return fault ?? faultOfUndoing(state, event.payload.entry)
    }
    default:
      return null
  }
}

/** Under strict control, no quota line and no fund may be worse off than empty after the event. */
const faultOfControl = (state: YearState, command: NewEvent, event: Event): Fault => {
  if (state.control !== "strict" || !(isMoneyEvent(event.type) || event.type === "EntryReversed")) return null
  const over = overrunsOf(state, evolve(state, command), event)[0]
  if (over === undefined) return null
  const { kind, key, amount, available } = over
  switch (kind) {
    case "unbudgeted":
      return new Refusal.LineUnbudgeted({ line: key, amount })
    case "quota":
      return new Refusal.QuotaExceeded({ line: key, amount, available })
    case "money":
      return new Refusal.MoneyExceeded({ fund: key as FundType, amount, available })
  }
}

/**
 * Decides a command on the state of its stream.
 *
 * `year` is the stream's fiscal year; `context` looks up what lies outside the stream, by default nothing.
 * Succeeds with the events to append, in order; fails with one
 * {@link Refusal.Refusal}, and then nothing has happened.
 */
export const decide = (
  command: NewEvent,
  state: YearState,
  year: FiscalYear.FiscalYear,
  context: DecisionContext = alone
): Result.Result<ReadonlyArray<NewEvent>, Refusal.Refusal> => {
  const invalid = faultOfForm(state, command)
  if (invalid !== null) return Result.fail(invalid)
  const event = command.event.type === "ClosedYearAdjusted" ? command.event.payload.entry : command.event
  const fault =
    faultOfYear(state, command, year) ??
    firstFault(linesIn(event), faultOfEconomic) ??
    firstFault(linesIn(event), faultOfNature) ??
    faultOfSign(event) ??
    faultOfUnit(state, event) ??
    faultOfCorrection(state, event, context) ??
    faultOfControl(state, command, event) ??
    closingDisagreement(state, event)
  return fault === null ? Result.succeed([command]) : Result.fail(fault)
}
