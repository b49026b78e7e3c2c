/**
 * The state of a unit's year, as far as decisions need it, and `evolve`, which folds events into it.
 *
 * The state keeps quotas (指标) by budget line, what has been charged to each, money by fund, and what is left to
 * correct of every entry. It is persistent: `evolve` returns a new state and never touches the old one. It computes
 * fund balances by its own arithmetic, independent of the postings the tables are made of; that the two agree is a
 * law under test.
 */
import type { ControlPolicy, FiscalYear, FundType, UnitKind } from "@juesuan/domain"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { NewEvent } from "./Envelope.ts"
import type { BudgetLine, Event, EventType, Line } from "./Event.ts"

/** What is left of one line of an entry, and the quota line it was charged to (none when nothing covered it). */
export interface EntryLine {
  readonly remaining: number
  readonly charged: string | null
}

/** A recorded entry that later events may correct. */
export interface Entry {
  readonly type: EventType
  readonly event: Event
  readonly documentNo: string
  readonly lines: Readonly<Record<string, EntryLine>>
  readonly reversed: boolean
  /** Whether a later event has touched it, wholly or in part. */
  readonly corrected: boolean
}

export interface YearState {
  readonly status: "unopened" | "open" | "closed"
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly control: ControlPolicy
  /** Net quota issued by budget line, at the level it was issued. */
  readonly quotas: HashMap.HashMap<string, number>
  /** Charged to each quota line: paid less returned. */
  readonly charged: HashMap.HashMap<string, number>
  /** Money by fund: opening, income and surplus used, less paid, distributed and given back. */
  readonly money: Readonly<Record<FundType, number>>
  readonly surplusUsed: number
  readonly surplusDistributed: number
  readonly entries: HashMap.HashMap<string, Entry>
  /** Event ids by document number, in order of recording. */
  readonly documents: HashMap.HashMap<string, ReadonlyArray<string>>
}

export const initialState: YearState = {
  status: "unopened",
  unitName: "",
  unitKind: "institution",
  control: "warn",
  quotas: HashMap.empty(),
  charged: HashMap.empty(),
  money: { generalPublic: 0, governmentFund: 0, stateCapital: 0, specialAccount: 0, unitFunds: 0 },
  surplusUsed: 0,
  surplusDistributed: 0,
  entries: HashMap.empty(),
  documents: HashMap.empty()
}

/** A line as text, for keys and for messages: fund/function/economic/nature/project. */
export const lineKey = (line: Line | BudgetLine): string =>
  `${line.fund}/${line.function}/${line.economic}/${line.nature}/${line.project}`

/**
 * The quota lines that may cover a payment, most specific first: function at 项, then 款, then 类; within it the
 * payment's project, then none; within that economic 款, then 类, then no economic code.
 */
export const coveringLines = (line: Line): ReadonlyArray<string> => {
  const keys: Array<string> = []
  for (const digits of [7, 5, 3]) {
    for (const project of line.project === "" ? [""] : [line.project, ""]) {
      for (const economic of [line.economic, line.economic.slice(0, 3), ""]) {
        keys.push(lineKey({ ...line, function: line.function.slice(0, digits), project, economic }))
      }
    }
  }
  return keys
}

/** The quota line a payment is charged to: the most specific one ever issued; `null` when none covers it. */
export const quotaLineOf = (state: YearState, line: Line): string | null =>
  coveringLines(line).find((key) => HashMap.has(state.quotas, key)) ?? null

const amountAt = (map: HashMap.HashMap<string, number>, key: string): number =>
  Option.getOrElse(HashMap.get(map, key), () => 0)

/** What may still be paid from a quota line, in fen: issued less charged. */
export const availableOn = (state: YearState, key: string): number =>
  amountAt(state.quotas, key) - amountAt(state.charged, key)

export const entryOf = (state: YearState, eventId: string): Entry | undefined =>
  Option.getOrUndefined(HashMap.get(state.entries, eventId))

const addTo = (
  map: HashMap.HashMap<string, number>,
  key: string,
  amount: number
): HashMap.HashMap<string, number> => HashMap.set(map, key, amountAt(map, key) + amount)

const withQuota = (state: YearState, line: BudgetLine, amount: number): YearState => ({
  ...state,
  quotas: addTo(state.quotas, lineKey(line), amount)
})

const withCharge = (state: YearState, key: string | null, amount: number): YearState =>
  key === null ? state : { ...state, charged: addTo(state.charged, key, amount) }

const withMoney = (state: YearState, fund: FundType, amount: number): YearState => ({
  ...state,
  money: { ...state.money, [fund]: state.money[fund] + amount }
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

/** Charges a line and takes the money, or gives both back when the sign is −1. */
const paid = (state: YearState, line: Line, charged: string | null, amount: number): YearState =>
  withMoney(withCharge(state, charged, amount), line.fund, -amount)

const chargedLine = (state: YearState, eventId: string, line: Line): string | null =>
  entryOf(state, eventId)?.lines[lineKey(line)]?.charged ?? quotaLineOf(state, line)

/** The effect of a money event; `sign` is −1 when the entry is taken back by a reversal. */
const applyMoney = (state: YearState, event: Event, eventId: string, sign: 1 | -1): YearState => {
  switch (event.type) {
    case "CarryoverBroughtForward":
    case "OpeningAdjusted":
      return withMoney(state, event.payload.fund, sign * event.payload.amount)
    case "CarryoverReturned":
    case "AppropriationReturned":
      return withMoney(state, event.payload.fund, -sign * event.payload.amount)
    case "AppropriationReceived":
    case "IncomeReceived":
      return withMoney(state, event.payload.fund, sign * event.payload.amount)
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
    case "DisbursementReturned": {
      const { corrects, line, amount } = event.payload
      const charged = chargedLine(state, corrects, line)
      return withEntryLine(
        paid(state, line, charged, -sign * amount),
        corrects,
        lineKey(line),
        -sign * amount,
        charged
      )
    }
    case "DisbursementReclassified": {
      const { corrects, from, to, amount } = event.payload
      const given = sign * amount
      const fromCharge = chargedLine(state, corrects, from)
      const toCharge = chargedLine(state, corrects, to)
      const moved = paid(paid(state, from, fromCharge, -given), to, toCharge, given)
      const taken = withEntryLine(moved, corrects, lineKey(from), -given, fromCharge)
      return withEntryLine(taken, corrects, lineKey(to), given, toCharge)
    }
    case "NonFiscalSurplusUsed": {
      const amount = sign * event.payload.amount
      return { ...withMoney(state, "unitFunds", amount), surplusUsed: state.surplusUsed + amount }
    }
    case "SurplusDistributed": {
      const amount = sign * event.payload.amount
      return {
        ...withMoney(state, "unitFunds", -amount),
        surplusDistributed: state.surplusDistributed + amount
      }
    }
    case "EntryReversed": {
      const { corrects, entry } = event.payload
      const original = entryOf(state, corrects)
      const undone = applyMoney(state, entry as unknown as Event, corrects, -1)
      return original === undefined
        ? undone
        : withEntry(undone, corrects, { ...original, lines: {}, reversed: true, corrected: true })
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
      return state
  }
}

const linesOf = (state: YearState, event: Event): Entry["lines"] => {
  if (event.type !== "DisbursementPaid") return {}
  const { line, amount } = event.payload
  return { [lineKey(line)]: { remaining: amount, charged: quotaLineOf(state, line) } }
}

/** The event types that move money or quotas: the ones that can be reversed. */
export const isMoneyEvent = (type: EventType): boolean =>
  /^(Carryover|Opening|Budget|Appropriation|Income|Disbursement|NonFiscal|SurplusDist)/.test(type)

/** Folds one event into the state. Total: a recorded event is a fact, whatever the policy of the day. */
export const evolve = (state: YearState, recorded: NewEvent): YearState => {
  const { event, eventId, documentNo } = recorded
  const lines = linesOf(state, event)
  const moved = applyMoney(state, event, eventId, 1)
  const entry: Entry = { type: event.type, event, documentNo, lines, reversed: false, corrected: false }
  const known =
    isMoneyEvent(event.type) || event.type === "EntryReversed" ? withEntry(moved, eventId, entry) : moved
  const siblings = Option.getOrElse(
    HashMap.get(state.documents, documentNo),
    () => [] as ReadonlyArray<string>
  )
  const next =
    documentNo === ""
      ? known
      : { ...known, documents: HashMap.set(known.documents, documentNo, [...siblings, eventId]) }
  if (event.type === "FiscalYearOpened") {
    const { unitName, unitKind, control } = event.payload
    return { ...next, status: "open", unitName, unitKind, control }
  }
  if (event.type === "ControlPolicyChanged") return { ...next, control: event.payload.control }
  return event.type === "FiscalYearClosed" ? { ...next, status: "closed" } : next
}

/** Whether the year takes no more events. */
export const isTerminal = (state: YearState): boolean => state.status === "closed"

/** The year a stream is of, for decisions about dates. */
export type StreamYear = FiscalYear.FiscalYear
