/**
 * A year under construction: intentions become the events they can be at that point, if the ledger accepts them.
 *
 * A refund refers to a payment that is there; a payment gets its quota and its money first. What `decide` still
 * refuses is left out, and so is what would make carry-over brought forward negative: the forms assume it is not.
 */
import { FiscalYear, Money, isFiscalFund } from "@juesuan/domain"
import type { ControlPolicy, FundType, UnitKind } from "@juesuan/domain"
import { availableOn, decide, entryOf, evolve, initialState, make, quotaLineOf, quote } from "@juesuan/ledger"
import type {
  DecisionContext,
  Event,
  EventOf,
  Line,
  MoneyEventType,
  NewEvent,
  YearState
} from "@juesuan/ledger"
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"
import type { Intention } from "./intention.ts"
import { coarsened, quotaLine } from "./line.ts"
import type { Coarseness } from "./line.ts"

/** Opens a year, as the first event of its stream. */
export const opened = (unitKind: UnitKind, control: ControlPolicy = "strict"): EventOf<"FiscalYearOpened"> =>
  make("FiscalYearOpened", {
    unitName: "示例单位",
    unitKind,
    control,
    department: "",
    staffing: 0,
    duties: "",
    unitsCovered: ["示例单位"]
  })

/** Takes back a recorded entry, whole. */
export const reversalOf = ({ eventId, event }: NewEvent): EventOf<"EntryReversed"> =>
  make("EntryReversed", {
    corrects: eventId,
    reason: "generated",
    // Only money events are ever asked for; what else is quoted is refused by type before anything reads it.
    entry: quote(event as EventOf<MoneyEventType>)
  })

/** A line of a payment that something is left on to correct. */
export interface OpenPayment {
  readonly eventId: string
  readonly line: Line
  readonly remaining: number
}

const incomeKinds = [
  "superiorSubsidy",
  "institutional",
  "educationFees",
  "operating",
  "subsidiaryRemittance",
  "other"
] as const

const exact: Coarseness = { function: 7, economic: 5, isForProject: true }

const pickOf = <A>(values: ReadonlyArray<A>, pick: number): A | undefined =>
  values[pick % Math.max(1, values.length)]

const lineOfKey = (key: string): Line => {
  const [line = "", counterparty = ""] = key.split("\u001f")
  const [fund, item, economic, nature, ...project] = line.split("/")
  return { fund, function: item, economic, nature, project: project.join("/"), counterparty } as Line
}

type FiscalLine = Line & { readonly fund: "generalPublic"; readonly nature: "basic" | "project" }

/** What an event adds to the carry-over brought forward. */
const openingOf = (event: Event): readonly [fund: FundType, fen: number] => {
  if (event.type === "CarryoverBroughtForward" || event.type === "OpeningAdjusted") {
    return [event.payload.fund, event.payload.amount]
  }
  if (event.type === "CarryoverReturned") return [event.payload.fund, -event.payload.amount]
  if (event.type !== "EntryReversed") return ["unitFunds", 0]
  const [fund, fen] = openingOf(event.payload.entry)
  return [fund, -fen]
}

/** Builds a year event by event, keeping what may still be paid, so that what it builds is accepted. */
export class YearBuilder {
  readonly events: Array<NewEvent> = []
  state: YearState = initialState
  readonly #agencyCode: string
  readonly #year: FiscalYear.FiscalYear
  readonly #openings = new Map<FundType, number>()

  constructor(agencyCode: string, year: FiscalYear.FiscalYear, history: ReadonlyArray<NewEvent> = []) {
    this.#agencyCode = agencyCode
    this.#year = year
    for (const event of history) this.#take(event)
  }

  #take(recorded: NewEvent): void {
    const [fund, fen] = openingOf(recorded.event)
    this.#openings.set(fund, (this.#openings.get(fund) ?? 0) + fen)
    this.state = evolve(this.state, recorded)
    this.events.push(recorded)
  }

  /** The event in its envelope, as the next of the stream. Every second document has two lines. */
  commandOf(event: Event, occurredOn: FiscalYear.BusinessDate): NewEvent {
    const serial = this.events.length + 1
    const documentNo = `D${Math.ceil(serial / 2)}`
    const minute = String(Math.floor(serial / 3) % 60).padStart(2, "0")
    return {
      eventId: `${this.#agencyCode}/${this.#year}/${documentNo}#${serial}`,
      occurredOn,
      recordedAt: `${this.#year + 1}-01-01T00:${minute}:00.000Z`,
      documentNo,
      source: serial % 5 === 0 ? null : { file: "generated.csv", row: serial + 1 },
      event
    }
  }

  /** Adds the event if the ledger accepts it. */
  tryAdd(event: Event, occurredOn: FiscalYear.BusinessDate, context?: DecisionContext): boolean {
    const [fund, fen] = openingOf(event)
    if (fen < 0 && (this.#openings.get(fund) ?? 0) + fen < 0) return false
    const decided = decide(this.commandOf(event, occurredOn), this.state, this.#year, context)
    if (Result.isFailure(decided)) return false
    for (const accepted of decided.success) this.#take(accepted)
    return true
  }

  /** Adds an event that the ledger has to accept; throws the refusal when it does not. */
  mustAdd(event: Event, occurredOn: FiscalYear.BusinessDate): void {
    const decided = decide(this.commandOf(event, occurredOn), this.state, this.#year)
    for (const accepted of Result.getOrThrow(decided)) this.#take(accepted)
  }

  /** What corrections may still refer to: every line of a payment that something is left on, moved ones included. */
  openPayments(): ReadonlyArray<OpenPayment> {
    return this.events.flatMap(({ eventId, event }) => {
      const entry = event.type === "DisbursementPaid" ? entryOf(this.state, eventId) : undefined
      return Object.entries(entry?.lines ?? {})
        .filter(([, { remaining }]) => remaining > 0)
        .map(([key, { remaining }]) => ({ eventId, line: lineOfKey(key), remaining }))
    })
  }

  /** Sees to it that a fund holds that much: an appropriation, or income of the unit's own. */
  supplyMoney(target: Line, needed: number, occurredOn: FiscalYear.BusinessDate): void {
    const amount = Money.fromFen(needed - this.state.money[target.fund])
    if (amount <= 0) return
    const { fund, function: item, nature, project } = target as FiscalLine
    if (isFiscalFund(fund)) {
      const payload = { fund, function: item, nature, project, amount, abstract: "" }
      this.tryAdd(make("AppropriationReceived", payload), occurredOn)
      return
    }
    const own = target.fund as "specialAccount" | "unitFunds"
    const kind = own === "specialAccount" ? "educationFees" : "other"
    this.tryAdd(make("IncomeReceived", { kind, fund: own, function: item, amount, abstract: "" }), occurredOn)
  }

  /** Sees to it that a quota covers that much: more of the one that does, or a new one of the wanted coarseness. */
  supplyQuota(
    target: Line,
    needed: number,
    occurredOn: FiscalYear.BusinessDate,
    coarseness: Coarseness = exact
  ): void {
    const covering = quotaLineOf(this.state, target)
    const amount = Money.fromFen(covering === null ? needed : needed - availableOn(this.state, covering))
    if (amount <= 0) return
    const line = covering === null ? coarsened(target, coarseness) : quotaLine(lineOfKey(covering))
    this.tryAdd(make("BudgetSupplemented", { line, amount, abstract: "" }), occurredOn)
  }

  pay(wanted: Intention): void {
    const { line, amount, occurredOn, coarseness } = wanted
    this.supplyQuota(line, amount, occurredOn, coarseness)
    this.supplyMoney(line, amount, occurredOn)
    this.tryAdd(make("DisbursementPaid", { line, amount, abstract: "" }), occurredOn)
  }

  /** A part comes back; of the whole, the rest in two parts. */
  refund({ pick, amount, occurredOn }: Intention, isWhole: boolean): void {
    const payment = pickOf(this.openPayments(), pick)
    if (payment === undefined) return
    const { eventId: corrects, line, remaining } = payment
    const first = Money.fromFen(1 + (amount % remaining))
    for (const part of isWhole ? [first, Money.fromFen(remaining - first)] : [first]) {
      if (part === 0) continue
      this.tryAdd(make("DisbursementReturned", { corrects, line, amount: part, abstract: "" }), occurredOn)
    }
  }

  /** One in four reclassifications moves to another fund, which then pays. */
  reclassify(wanted: Intention): void {
    const { pick, amount, other, occurredOn, coarseness } = wanted
    const payment = pickOf(this.openPayments(), pick)
    if (payment === undefined) return
    const { eventId: corrects, line: from, remaining } = payment
    const moved = Money.fromFen(1 + (amount % remaining))
    const isFundKept = pick % 4 !== 0 && isFiscalFund(other.fund) === isFiscalFund(from.fund)
    const to = isFundKept ? { ...other, fund: from.fund } : other
    this.supplyQuota(to, moved, occurredOn, coarseness)
    if (to.fund !== from.fund) this.supplyMoney(to, moved, occurredOn)
    this.tryAdd(
      make("DisbursementReclassified", { corrects, from, to, amount: moved, abstract: "" }),
      occurredOn
    )
  }

  reverse({ pick, occurredOn }: Intention): void {
    const entry = pickOf(this.events, pick)
    if (entry !== undefined) this.tryAdd(reversalOf(entry), occurredOn)
  }

  carryover(
    { line, amount, pick, occurredOn }: Intention,
    type: "CarryoverBroughtForward" | "OpeningAdjusted" | "CarryoverReturned"
  ): void {
    const { fund, function: item, project } = line
    const nature = line.nature === "basic" ? "basic" : "project"
    const kind = pick % 2 === 0 ? "carryover" : "surplus"
    const of = { fund, function: item, nature, project, kind } as const
    const held = this.#openings.get(fund) ?? 0
    if (type === "CarryoverBroughtForward") return void this.tryAdd(make(type, { ...of, amount }), occurredOn)
    if (type === "CarryoverReturned") {
      const returned = Money.fromFen(Math.min(amount, held))
      if (returned > 0) this.tryAdd(make(type, { ...of, amount: returned, abstract: "" }), occurredOn)
      return
    }
    const adjusted = pick % 3 === 0 ? Money.fromFen(-Math.min(amount, held)) : amount
    if (adjusted === 0) return
    const cause = adjusted < 0 ? "transferOut" : "errorCorrection"
    const payload = { ...of, amount: adjusted, cause, corrects: "", reason: "generated" } as const
    this.tryAdd(make(type, payload), occurredOn)
  }

  appropriation(
    { line, amount, occurredOn }: Intention,
    type: "AppropriationReceived" | "AppropriationReturned"
  ): void {
    if (!isFiscalFund(line.fund)) return
    const { fund, function: item, nature, project } = line as FiscalLine
    this.tryAdd(make(type, { fund, function: item, nature, project, amount, abstract: "" }), occurredOn)
  }

  income({ pick, function: item, amount, occurredOn }: Intention): void {
    const kind = pickOf(incomeKinds, pick)!
    const fund = kind === "educationFees" ? "specialAccount" : "unitFunds"
    const isBetweenUnits = kind === "superiorSubsidy" || kind === "subsidiaryRemittance"
    const counterparty = isBetweenUnits ? (pickOf(["", "100001", "100002"], pick >> 3) ?? "") : ""
    const payload = { kind, fund, function: item, counterparty, amount, abstract: "" } as const
    this.tryAdd(make("IncomeReceived", payload), occurredOn)
  }

  /** The initial budget of the general public budget is issued by 项, as the forms add it up. */
  budget({ line, coarseness, amount, occurredOn }: Intention): void {
    const by = line.fund === "generalPublic" ? ({ ...coarseness, function: 7 } as const) : coarseness
    this.tryAdd(make("BudgetApproved", { line: coarsened(line, by), amount, abstract: "" }), occurredOn)
  }

  budgetChange({ pick, other, coarseness, amount, occurredOn }: Intention): void {
    const open = [...HashMap.keys(this.state.quotas)].filter((key) => availableOn(this.state, key) > 0)
    const key = pickOf(open.sort(), pick)
    if (key === undefined) return
    const from = quotaLine(lineOfKey(key))
    const part = Money.fromFen(1 + (amount % availableOn(this.state, key)))
    const payload = { line: from, amount: part, abstract: "" }
    const to = coarsened(other, coarseness)
    if (pick % 3 === 0) this.tryAdd(make("BudgetReduced", payload), occurredOn)
    else if (pick % 3 === 1) this.tryAdd(make("BudgetWithdrawn", payload), occurredOn)
    else this.tryAdd(make("BudgetTransferred", { from, to, amount: part, abstract: "" }), occurredOn)
  }

  surplusUsed({ pick, amount, occurredOn }: Intention): void {
    const source = pick % 2 === 0 ? "nonFiscalSurplus" : "specialFund"
    this.tryAdd(make("NonFiscalSurplusUsed", { source, amount, abstract: "" }), occurredOn)
  }

  surplusDistributed({ pick, amount, occurredOn }: Intention): void {
    const use = pickOf(["incomeTax", "specialFund", "nonFiscalSurplus"] as const, pick)!
    const held = this.state.money.unitFunds
    const distributed = held > 0 ? Money.fromFen(1 + (amount % held)) : amount
    this.tryAdd(make("SurplusDistributed", { use, amount: distributed, abstract: "" }), occurredOn)
  }

  /** Something that no table of amounts knows of. */
  fact({ pick, amount, occurredOn }: Intention): void {
    const facts: ReadonlyArray<Event> = [
      make("ExplanationGiven", { subject: "N/1/change", text: "generated" }),
      make("ProjectRegistered", {
        project: "P1",
        name: "generated",
        department: "",
        goal: "",
        level: "unstated"
      }),
      make("ProcurementContracted", {
        contractNo: `C${pick}`,
        category: "goods",
        supplierSize: "large",
        amount,
        abstract: ""
      })
    ]
    this.tryAdd(pickOf(facts, pick)!, occurredOn)
  }
}
