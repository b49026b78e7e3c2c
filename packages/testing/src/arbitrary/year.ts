/**
 * Whole years: sequences of accepted events of one unit, with every kind of money event and of correction.
 *
 * A year is made from intentions. Each is turned into the event it can become at that point: a refund refers to a
 * payment that is there, a payment gets its quota and its money first. What `decide` still refuses is left out. So
 * years shrink like the array of intentions they come from.
 */
import { isFiscalFund } from "@juesuan/domain"
import type { FundType, UnitKind } from "@juesuan/domain"
import { FiscalYear } from "@juesuan/domain"
import {
  availableOn,
  decide,
  entryOf,
  evolve,
  initialState,
  lineKey,
  make,
  quotaLineOf,
  streamIdOf
} from "@juesuan/ledger"
import type { Event, EventOf, Line, NewEvent, StreamId, YearState } from "@juesuan/ledger"
import fc from "fast-check"
import * as Result from "effect/Result"
import { functionCode } from "./codes.ts"
import { line } from "./line.ts"
import { amount } from "./money.ts"

export interface Year {
  readonly streamId: StreamId
  readonly year: number
  readonly unitKind: UnitKind
  readonly events: ReadonlyArray<NewEvent>
}

export interface YearConstraints {
  readonly agencyCode?: string
  readonly year?: number
  /** Most intentions; an intention makes up to three events. Default 40. */
  readonly intentionsMax?: number
}

const kinds = [
  "pay",
  "pay",
  "pay",
  "pay",
  "refund",
  "reclassify",
  "reverse",
  "income",
  "appropriation",
  "appropriationReturned",
  "opening",
  "adjustment",
  "carryoverReturned",
  "budget",
  "budgetChange",
  "surplusUsed",
  "surplusDistributed"
] as const

interface Intention {
  readonly kind: (typeof kinds)[number]
  readonly line: Line
  readonly other: Line
  readonly amount: number
  readonly pick: number
  readonly day: number
  readonly function: string
}

const intention = (): fc.Arbitrary<Intention> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    line: line(),
    other: line(),
    amount: amount({ fenMax: 1e11 }),
    pick: fc.nat({ max: 999_983 }),
    day: fc.nat({ max: 364 }),
    function: functionCode()
  })

const pickOf = <A>(values: ReadonlyArray<A>, pick: number): A | undefined =>
  values[pick % Math.max(1, values.length)]

const incomeKinds = [
  "superiorSubsidy",
  "institutional",
  "educationFees",
  "operating",
  "subsidiaryRemittance",
  "other"
] as const

/** A year under construction. */
class Builder {
  readonly events: Array<NewEvent> = []
  state: YearState = initialState
  readonly #year: number
  readonly #agencyCode: string
  readonly #openings = new Map<FundType, number>()

  constructor(agencyCode: string, year: number) {
    this.#agencyCode = agencyCode
    this.#year = year
  }

  /** Adds the event if the ledger accepts it. */
  tryAdd(event: Event, day: number): boolean {
    const serial = this.events.length + 1
    const occurredOn = FiscalYear.fromDayNumber(FiscalYear.toDayNumber(`${this.#year}-01-01`) + day)
    const command: NewEvent = {
      eventId: `${this.#agencyCode}/${this.#year}/D${serial}#1`,
      occurredOn,
      recordedAt: `${this.#year + 1}-01-01T00:00:${String(serial % 60).padStart(2, "0")}.000Z`,
      documentNo: `D${serial}`,
      source: { file: "generated", row: serial },
      event
    }
    const decided = decide(command, this.state, this.#year)
    if (Result.isFailure(decided)) return false
    for (const accepted of decided.success) {
      this.state = evolve(this.state, accepted)
      this.events.push(accepted)
    }
    return true
  }

  /** Entries a correction may refer to, with what is left of them. */
  #payments(): ReadonlyArray<{ readonly eventId: string; readonly line: Line; readonly remaining: number }> {
    return this.events.flatMap(({ eventId, event }) => {
      if (event.type !== "DisbursementPaid") return []
      const entry = entryOf(this.state, eventId)
      const remaining = entry?.lines[lineKey(event.payload.line)]?.remaining ?? 0
      return entry?.reversed === false && remaining > 0
        ? [{ eventId, line: event.payload.line, remaining }]
        : []
    })
  }

  #fund(target: Line, needed: number, day: number): void {
    const missing = needed - this.state.money[target.fund]
    if (missing <= 0) return
    if (!isFiscalFund(target.fund)) {
      const fund = target.fund as "specialAccount" | "unitFunds"
      const kind = fund === "specialAccount" ? "educationFees" : "other"
      this.tryAdd(
        make("IncomeReceived", { kind, fund, function: target.function, amount: missing, abstract: "" }),
        day
      )
      return
    }
    const {
      fund,
      function: item,
      nature,
      project
    } = target as Line & { fund: "generalPublic"; nature: "basic" }
    this.tryAdd(
      make("AppropriationReceived", { fund, function: item, nature, project, amount: missing, abstract: "" }),
      day
    )
  }

  #budget(target: Line, needed: number, day: number): void {
    const covering = quotaLineOf(this.state, target)
    const missing = covering === null ? needed : needed - availableOn(this.state, covering)
    if (missing <= 0) return
    const budgeted = covering === null ? target : lineOfKey(covering)
    this.tryAdd(make("BudgetSupplemented", { line: budgeted, amount: missing, abstract: "" }), day)
  }

  pay({ line: target, amount: fen, day }: Intention): void {
    this.#budget(target, fen, day)
    this.#fund(target, fen, day)
    this.tryAdd(make("DisbursementPaid", { line: target, amount: fen, abstract: "" }), day)
  }

  refund({ pick, amount: fen, day }: Intention): void {
    const payment = pickOf(this.#payments(), pick)
    if (payment === undefined) return
    const returned = 1 + (fen % payment.remaining)
    const { eventId: corrects, line: from } = payment
    this.tryAdd(make("DisbursementReturned", { corrects, line: from, amount: returned, abstract: "" }), day)
  }

  reclassify({ pick, amount: fen, other, day }: Intention): void {
    const payment = pickOf(this.#payments(), pick)
    if (payment === undefined) return
    const moved = 1 + (fen % payment.remaining)
    const to = { ...other, fund: payment.line.fund }
    this.#budget(to, moved, day)
    const { eventId: corrects, line: from } = payment
    this.tryAdd(make("DisbursementReclassified", { corrects, from, to, amount: moved, abstract: "" }), day)
  }

  reverse({ pick, day }: Intention): void {
    // Openings stay: taken back after a negative adjustment, they would leave carry-over below zero.
    const candidates = this.events.filter(({ event }) => !/^(Carryover|Opening)/.test(event.type))
    const { eventId, event } = pickOf(candidates, pick)!
    const entry = { type: event.type, payload: event.payload as unknown as Record<string, unknown> }
    this.tryAdd(make("EntryReversed", { corrects: eventId, reason: "generated", entry }), day)
  }

  opening(
    { line: target, amount: fen, pick, day }: Intention,
    type: "CarryoverBroughtForward" | "OpeningAdjusted"
  ): void {
    const { fund, function: item, project } = target
    const nature = target.nature === "basic" ? "basic" : "project"
    const kind = pick % 2 === 0 ? "carryover" : "surplus"
    const carryover = { fund, function: item, nature, project, kind } as const
    const before = this.#openings.get(fund) ?? 0
    // An adjustment never takes more than was brought forward: carry-over is not negative.
    const signed = type === "OpeningAdjusted" && pick % 3 === 0 ? -Math.min(fen, before) : fen
    if (signed === 0) return
    const event =
      type === "CarryoverBroughtForward"
        ? make(type, { ...carryover, amount: signed })
        : make(type, { ...carryover, amount: signed, cause: "errorCorrection", reason: "generated" })
    if (this.tryAdd(event, day)) this.#openings.set(fund, before + signed)
  }

  carryoverReturned({ line: target, amount: fen, pick, day }: Intention): void {
    const before = this.#openings.get(target.fund) ?? 0
    const returned = Math.min(fen, before)
    if (returned === 0) return
    const { fund, function: item, project } = target
    const nature = target.nature === "basic" ? "basic" : "project"
    const kind = pick % 2 === 0 ? "carryover" : "surplus"
    const payload = { fund, function: item, nature, project, kind, amount: returned, abstract: "" } as const
    if (this.tryAdd(make("CarryoverReturned", payload), day)) this.#openings.set(fund, before - returned)
  }

  appropriation(
    { line: target, amount: fen, day }: Intention,
    type: "AppropriationReceived" | "AppropriationReturned"
  ): void {
    if (!isFiscalFund(target.fund)) return
    const {
      fund,
      function: item,
      nature,
      project
    } = target as Line & { fund: "generalPublic"; nature: "basic" }
    this.tryAdd(make(type, { fund, function: item, nature, project, amount: fen, abstract: "" }), day)
  }

  income({ pick, function: item, amount: fen, day }: Intention): void {
    const kind = pickOf(incomeKinds, pick)!
    const fund = kind === "educationFees" ? "specialAccount" : "unitFunds"
    this.tryAdd(make("IncomeReceived", { kind, fund, function: item, amount: fen, abstract: "" }), day)
  }

  budgetChange({ pick, other, amount: fen, day }: Intention): void {
    const open = [...this.state.quotas].filter(([key]) => availableOn(this.state, key) > 0)
    const quota = pickOf(open, pick)
    if (quota === undefined) return
    const from = lineOfKey(quota[0])
    const payload = { line: from, amount: 1 + (fen % availableOn(this.state, quota[0])), abstract: "" }
    if (pick % 3 === 0) this.tryAdd(make("BudgetReduced", payload), day)
    else if (pick % 3 === 1) this.tryAdd(make("BudgetWithdrawn", payload), day)
    else
      this.tryAdd(make("BudgetTransferred", { from, to: other, amount: payload.amount, abstract: "" }), day)
  }

  surplus({ pick, amount: fen, day }: Intention, type: "NonFiscalSurplusUsed" | "SurplusDistributed"): void {
    if (type === "NonFiscalSurplusUsed") {
      const source = pick % 2 === 0 ? "nonFiscalSurplus" : "specialFund"
      this.tryAdd(make(type, { source, amount: fen, abstract: "" }), day)
      return
    }
    const use = pickOf(["incomeTax", "specialFund", "nonFiscalSurplus"] as const, pick)!
    this.tryAdd(make(type, { use, amount: fen, abstract: "" }), day)
  }

  carryOut(wanted: Intention): void {
    const { kind, line: target, amount: fen, day } = wanted
    switch (kind) {
      case "pay":
        return this.pay(wanted)
      case "refund":
        return this.refund(wanted)
      case "reclassify":
        return this.reclassify(wanted)
      case "reverse":
        return this.reverse(wanted)
      case "income":
        return this.income(wanted)
      case "appropriation":
        return this.appropriation(wanted, "AppropriationReceived")
      case "appropriationReturned":
        return this.appropriation(wanted, "AppropriationReturned")
      case "opening":
        return this.opening(wanted, "CarryoverBroughtForward")
      case "adjustment":
        return this.opening(wanted, "OpeningAdjusted")
      case "carryoverReturned":
        return this.carryoverReturned(wanted)
      case "budget":
        return void this.tryAdd(make("BudgetApproved", { line: target, amount: fen, abstract: "" }), day)
      case "budgetChange":
        return this.budgetChange(wanted)
      case "surplusUsed":
        return this.surplus(wanted, "NonFiscalSurplusUsed")
      case "surplusDistributed":
        return this.surplus(wanted, "SurplusDistributed")
    }
  }
}

const lineOfKey = (key: string): Line => {
  const [fund, item, economic, nature, ...project] = key.split("/")
  return { fund, function: item, economic, nature, project: project.join("/") } as Line
}

/** Opens a year, as the first event of its stream. */
export const opened = (
  unitKind: UnitKind,
  control: "strict" | "warn" | "off" = "strict"
): EventOf<"FiscalYearOpened"> =>
  make("FiscalYearOpened", {
    unitName: "示例单位",
    unitKind,
    control,
    department: "",
    staffing: 0,
    duties: "",
    unitsCovered: ["示例单位"]
  })

/** A year of a unit; see the module. */
export const year = ({
  agencyCode = "100001",
  year: fiscalYear = 2024,
  intentionsMax = 40
}: YearConstraints = {}): fc.Arbitrary<Year> =>
  fc
    .record({
      unitKind: fc.constantFrom<UnitKind>(
        "administrative",
        "civilServiceInstitution",
        "institution",
        "institution"
      ),
      intentions: fc.array(intention(), { maxLength: intentionsMax })
    })
    .map(({ unitKind, intentions }) => {
      const builder = new Builder(agencyCode, fiscalYear)
      builder.tryAdd(opened(unitKind), 0)
      for (const wanted of intentions) builder.carryOut(wanted)
      return {
        streamId: streamIdOf(agencyCode, fiscalYear),
        year: fiscalYear,
        unitKind,
        events: builder.events
      }
    })
