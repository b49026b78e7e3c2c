/**
 * `evolve`: folds events into the state of a year.
 *
 * Total over the events that move money or quotas, without a default branch: a recorded event is a fact, whatever the
 * policy of the day. It computes balances by its own arithmetic, independent of the postings the tables are made of;
 * that the two agree is a law under test.
 */
import type { FundType } from "@juesuan/domain"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { overrunsOf } from "./Control.ts"
import type { EventOverrun } from "./Control.ts"
import type { NewEvent } from "./Envelope.ts"
import { isFactEvent, isMoneyEvent } from "./Event.ts"
import type { BudgetLine, Event, Line, PayloadOf } from "./Event.ts"
import { amountAt, balanceKey, entryOf, lineKey, paymentKey, quotaLineOf } from "./YearState.ts"
import type { BalanceLine, Entry, Overrun, PolicyPeriod, YearState } from "./YearState.ts"

/** Raised by one whenever the state of any history changes: snapshots of another version are not used. */
export const reducerVersion = 2

type Amounts = HashMap.HashMap<string, number>

const addTo = (map: Amounts, key: string, amount: number): Amounts =>
  HashMap.set(map, key, amountAt(map, key) + amount)

const withQuota = (state: YearState, line: BudgetLine, amount: number): YearState => ({
  ...state,
  quotas: addTo(state.quotas, lineKey(line), amount)
})

const withCharge = (state: YearState, key: string | null, amount: number): YearState =>
  key === null ? state : { ...state, charged: addTo(state.charged, key, amount) }

/** Moves money of a fund, on the line it closes with. */
const withMoney = (state: YearState, line: BalanceLine, amount: number): YearState => ({
  ...state,
  money: { ...state.money, [line.fund]: state.money[line.fund] + amount },
  balances: addTo(state.balances, balanceKey(line), amount)
})

const withEntry = (state: YearState, eventId: string, entry: Entry): YearState => ({
  ...state,
  entries: HashMap.set(state.entries, eventId, entry)
})

/** Moves `amount` of an entry's line; a line that did not exist starts at zero with the given charge. */
const withEntryLine = (
  state: YearState,
  eventId: string,
  key: string,
  amount: number,
  charged: string | null
): YearState => {
  const entry = entryOf(state, eventId)
  if (entry === undefined) return state
  const before = entry.lines[key] ?? { remaining: 0, charged }
  const lines = { ...entry.lines, [key]: { ...before, remaining: before.remaining + amount } }
  return withEntry(state, eventId, { ...entry, lines, corrected: true })
}

/** Charges a line and takes the money, or gives both back when the amount is negative. */
const paid = (state: YearState, line: Line, charged: string | null, amount: number): YearState =>
  withMoney(withCharge(state, charged, amount), line, -amount)

/** The quota line that money of an entry's line goes back to: the one it was charged to, which may be none. */
const chargedLine = (state: YearState, eventId: string, line: Line): string | null => {
  const known = entryOf(state, eventId)?.lines[paymentKey(line)]
  return known === undefined ? quotaLineOf(state, line) : known.charged
}

/** Carry-over that comes in or goes out; of 结余 it is remembered that it is. */
const carried = (
  state: YearState,
  line: PayloadOf<"CarryoverReturned"> | PayloadOf<"CarryoverBroughtForward">,
  amount: number
): YearState => {
  const moved = withMoney(state, line, amount)
  return line.kind === "surplus"
    ? { ...moved, surplusHeld: addTo(moved.surplusHeld, balanceKey(line), amount) }
    : moved
}

const ownMoney = (fund: FundType, item = ""): BalanceLine => ({
  fund,
  function: item,
  nature: "",
  project: ""
})

/** An opening adjusted: of money back for a payment of an earlier year it is remembered which. */
const openingAdjusted = (
  state: YearState,
  payload: PayloadOf<"OpeningAdjusted">,
  amount: number
): YearState => {
  const moved = carried(state, payload, amount)
  return payload.cause === "priorYearReturn" && payload.corrects !== ""
    ? { ...moved, priorReturns: addTo(moved.priorReturns, payload.corrects, amount) }
    : moved
}

const returned = (
  state: YearState,
  { corrects, line, amount }: PayloadOf<"DisbursementReturned">,
  sign: number
): YearState => {
  const charged = chargedLine(state, corrects, line)
  const back = paid(state, line, charged, -sign * amount)
  return withEntryLine(back, corrects, paymentKey(line), -sign * amount, charged)
}

const reclassified = (
  state: YearState,
  { corrects, from, to, amount }: PayloadOf<"DisbursementReclassified">,
  sign: number
): YearState => {
  const given = sign * amount
  const fromCharge = chargedLine(state, corrects, from)
  const toCharge = chargedLine(state, corrects, to)
  const moved = paid(paid(state, from, fromCharge, -given), to, toCharge, given)
  const taken = withEntryLine(moved, corrects, paymentKey(from), -given, fromCharge)
  return withEntryLine(taken, corrects, paymentKey(to), given, toCharge)
}

const surplusUsed = (state: YearState, amount: number): YearState => ({
  ...withMoney(state, ownMoney("unitFunds"), amount),
  surplusUsed: state.surplusUsed + amount
})

const surplusDistributed = (state: YearState, amount: number): YearState => ({
  ...withMoney(state, ownMoney("unitFunds"), -amount),
  surplusDistributed: state.surplusDistributed + amount
})

const reversed = (state: YearState, { corrects, entry }: PayloadOf<"EntryReversed">): YearState => {
  const original = entryOf(state, corrects)
  const undone = applyMoney(state, entry, corrects, -1)
  return original === undefined
    ? undone
    : withEntry(undone, corrects, { ...original, lines: {}, reversed: true, corrected: true })
}

/** The effect of a money event; `sign` is −1 when the entry is taken back by a reversal. */
const applyMoney = (state: YearState, event: Event, eventId: string, sign: 1 | -1): YearState => {
  if (isFactEvent(event)) return state
  switch (event.type) {
    case "CarryoverBroughtForward":
      return carried(state, event.payload, sign * event.payload.amount)
    case "OpeningAdjusted":
      return openingAdjusted(state, event.payload, sign * event.payload.amount)
    case "CarryoverReturned":
      return carried(state, event.payload, -sign * event.payload.amount)
    case "AppropriationReceived":
      return withMoney(state, event.payload, sign * event.payload.amount)
    case "AppropriationReturned":
      return withMoney(state, event.payload, -sign * event.payload.amount)
    case "IncomeReceived": {
      const { fund, function: item, amount } = event.payload
      return withMoney(state, ownMoney(fund, item), sign * amount)
    }
    case "BudgetApproved":
    case "BudgetSupplemented":
      return withQuota(state, event.payload.line, sign * event.payload.amount)
    case "BudgetReduced":
    case "BudgetWithdrawn":
      return withQuota(state, event.payload.line, -sign * event.payload.amount)
    case "BudgetTransferred": {
      const { from, to, amount } = event.payload
      return withQuota(withQuota(state, from, -sign * amount), to, sign * amount)
    }
    case "DisbursementPaid": {
      const { line, amount } = event.payload
      return paid(state, line, chargedLine(state, eventId, line), sign * amount)
    }
    case "DisbursementReturned":
      return returned(state, event.payload, sign)
    case "DisbursementReclassified":
      return reclassified(state, event.payload, sign)
    case "NonFiscalSurplusUsed":
      return surplusUsed(state, sign * event.payload.amount)
    case "SurplusDistributed":
      return surplusDistributed(state, sign * event.payload.amount)
    case "EntryReversed":
      return reversed(state, event.payload)
    case "ClosedYearAdjusted":
      return applyMoney(state, event.payload.entry, eventId, sign)
  }
}

const linesOf = (state: YearState, event: Event): Entry["lines"] => {
  if (event.type !== "DisbursementPaid") return {}
  const { line, amount } = event.payload
  return { [paymentKey(line)]: { remaining: amount, charged: quotaLineOf(state, line) } }
}

/** The money event in an event: itself, or the one an adjustment quotes; `null` when it moves nothing. */
const movedBy = (event: Event): Event | null => {
  if (event.type === "ClosedYearAdjusted") return event.payload.entry
  return isMoneyEvent(event.type) || event.type === "EntryReversed" ? event : null
}

const withOverruns = (
  state: YearState,
  eventId: string,
  overruns: ReadonlyArray<EventOverrun>
): YearState => {
  if (overruns.length === 0) return state
  const period = state.policies.length - 1
  let summed = state.overruns
  for (const { kind, key, amount, available } of overruns) {
    const id = `${period}/${kind}/${key}`
    const before = Option.getOrUndefined(HashMap.get(summed, id))
    const over: Overrun = {
      kind,
      key,
      period,
      events: (before?.events ?? 0) + 1,
      amount: (before?.amount ?? 0) + amount - available,
      firstEventId: before?.firstEventId ?? eventId,
      lastEventId: eventId
    }
    summed = HashMap.set(summed, id, over)
  }
  return { ...state, overruns: summed }
}

/** Folds a money event that is entered under an event id of its own, and what budget control says of it. */
const withMoneyEvent = (state: YearState, eventId: string, event: Event): YearState => {
  const moved = applyMoney(state, event, eventId, 1)
  const entry: Entry = {
    type: event.type,
    event,
    lines: linesOf(state, event),
    reversed: false,
    corrected: false
  }
  return withOverruns(withEntry(moved, eventId, entry), eventId, overrunsOf(state, moved, event))
}

const withPolicy = (
  state: YearState,
  recorded: NewEvent,
  period: Omit<PolicyPeriod, "eventId" | "since">
) => ({
  ...state,
  control: period.control,
  policies: [...state.policies, { ...period, eventId: recorded.eventId, since: recorded.occurredOn }]
})

/** Folds one event into the state. */
export const evolve = (state: YearState, recorded: NewEvent): YearState => {
  const { event, eventId } = recorded
  const moved = movedBy(event)
  if (moved !== null) return withMoneyEvent(state, eventId, moved)
  if (event.type === "FiscalYearOpened") {
    const { unitName, unitKind, control } = event.payload
    const opened: YearState = { ...state, status: "open", profile: event.payload, unitName, unitKind }
    return withPolicy(opened, recorded, { control, reason: "" })
  }
  if (event.type === "ControlPolicyChanged") return withPolicy(state, recorded, event.payload)
  return event.type === "FiscalYearClosed"
    ? { ...state, status: "closed", closing: event.payload.closing }
    : state
}
