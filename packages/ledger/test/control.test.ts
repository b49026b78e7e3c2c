/**
 * Control where quotas of several levels meet corrections, and where two faults meet.
 */
import { Money } from "@juesuan/domain"
import { availableOn, lineKey, make, quote } from "@juesuan/ledger"
import type { Event, EventOf, Line, MoneyEventType, Refusal } from "@juesuan/ledger"
import { Arbitrary, given } from "@juesuan/testing"
import * as HashMap from "effect/HashMap"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const coarse = { economic: "302" }
const on = (more: Partial<Line> = {}): Line => ({ ...line, ...more })

const open = Arbitrary.opened("institution")
const issued = (amount: number, more: Partial<Line> = {}): Event =>
  make("BudgetApproved", { line: on(more), amount: Money.fromFen(amount), abstract: "" })
const reduced = (amount: number, more: Partial<Line> = {}): Event =>
  make("BudgetReduced", { line: on(more), amount: Money.fromFen(amount), abstract: "" })
const transferred = (amount: number, from: Partial<Line>, to: Partial<Line>): Event =>
  make("BudgetTransferred", { from: on(from), to: on(to), amount: Money.fromFen(amount), abstract: "" })
const funded = (amount: number): Event =>
  make("AppropriationReceived", {
    fund: "generalPublic",
    function: "2080109",
    nature: "basic",
    project: "",
    amount: Money.fromFen(amount),
    abstract: ""
  })
const paid = (amount: number, more: Partial<Line> = {}): Event =>
  make("DisbursementPaid", { line: on(more), amount: Money.fromFen(amount), abstract: "" })
const returned = (corrects: string, amount: number, more: Partial<Line> = {}): Event =>
  make("DisbursementReturned", { corrects, line: on(more), amount: Money.fromFen(amount), abstract: "" })
const moved = (corrects: string, amount: number, from: Partial<Line>, to: Partial<Line>): Event =>
  make("DisbursementReclassified", {
    corrects,
    from: on(from),
    to: on(to),
    amount: Money.fromFen(amount),
    abstract: ""
  })
const reversal = (corrects: string, entry: Event): Event =>
  make("EntryReversed", {
    corrects,
    reason: "booked twice",
    entry: quote(entry as EventOf<MoneyEventType>)
  })

describe("a payment is charged", () => {
  it("to the quota of its project before one without, and to its 项 before its 款 and its 类", () => {
    const of = { nature: "project" as const, project: "P1" }
    const quotas = [
      issued(1, { ...of, function: "208" }),
      issued(2, { ...of, function: "20801" }),
      issued(3, { ...of, project: "" }),
      issued(4, of)
    ]
    for (const count of [1, 2, 3, 4]) {
      const story = given(open, ...quotas.slice(0, count), funded(100))
      story.when(paid(count, of)).then(paid(count, of))
      story.when(paid(count + 1, of)).thenRefused("QuotaExceeded", { available: count })
    }
  })

  it("to what was left of its quota after reductions, withdrawals and transfers", () => {
    const story = given(
      open,
      issued(100),
      funded(100),
      reduced(10),
      transferred(20, {}, { economic: "30202" })
    )
    story.when(paid(70)).then(paid(70))
    story.when(paid(71)).thenRefused("QuotaExceeded", { amount: 71, available: 70 })
    story.when(paid(20, { economic: "30202" })).then(paid(20, { economic: "30202" }))
  })
})

describe("a quota", () => {
  it("cannot be reduced, withdrawn or moved below what was paid from it", () => {
    const story = given(open, issued(100), funded(100), paid(60))
    story.when(reduced(40)).then(reduced(40))
    story.when(reduced(41)).thenRefused("QuotaExceeded", { amount: 41, available: 40 })
    story.when(transferred(41, {}, coarse)).thenRefused("QuotaExceeded", { amount: 41, available: 40 })
  })

  it("gets back what was returned, on the line it was charged to", () => {
    const { state } = given(open, issued(100, coarse), funded(100), paid(60), issued(1), returned("E4", 60))
    expect(availableOn(state, lineKey(on(coarse)))).toBe(100)
    expect(availableOn(state, lineKey(line))).toBe(1)
  })

  // OPEN: the quota a payment was charged to is not looked at once a finer quota was issued for its line.
  const spentElsewhere = [
    open,
    issued(100, coarse),
    funded(100),
    paid(100),
    returned("E4", 100),
    reduced(100, coarse)
  ]

  it("is not overdrawn by the reversal of a return when a finer one was issued since", () => {
    given(...spentElsewhere, issued(1))
      .when(reversal("E5", returned("E4", 100)))
      .thenRefused("QuotaExceeded", { line: lineKey(on(coarse)), available: 0 })
  })

  it("is not overdrawn by moving a payment back when a finer one was issued since", () => {
    const other = { economic: "31002" }
    given(
      open,
      issued(100, coarse),
      issued(100, other),
      funded(100),
      paid(100),
      moved("E5", 100, {}, other),
      reduced(100, coarse),
      issued(100)
    )
      .when(moved("E5", 100, other, {}))
      .thenRefused("QuotaExceeded", { line: lineKey(on(coarse)), available: 0 })
  })
})

const story = [open, issued(100), funded(100), paid(60)]
const wrongDate = "2025-01-01"
const day = "2024-06-01"

describe("of two faults the earlier in the documented order is told:", () => {
  const pairs: ReadonlyArray<
    readonly [Refusal.Refusal["_tag"], Refusal.Refusal["_tag"], ReadonlyArray<Event>, Event, string]
  > = [
    ["YearNotOpened", "DateOutsideYear", [], paid(1), wrongDate],
    ["YearAlreadyOpened", "DateOutsideYear", story, open, wrongDate],
    ["DateOutsideYear", "EconomicNotBasic", story, paid(1, { economic: "30901" }), wrongDate],
    ["EconomicNotBasic", "LineUnbudgeted", story, paid(1, { economic: "31201" }), day],
    ["NatureNotOfFund", "LineUnbudgeted", story, paid(1, { nature: "operating" }), day],
    ["NatureNotOfFund", "EntryUnknown", story, returned("E9", 1, { nature: "operating" }), day],
    ["EntryUnknown", "QuotaExceeded", story, moved("E9", 1_000, {}, { economic: "30202" }), day],
    ["EntryNotCorrectable", "CorrectionLineUnknown", story, returned("E2", 1, { economic: "30202" }), day],
    [
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry",
      story,
      returned("E4", 61, { economic: "30202" }),
      day
    ],
    ["CorrectionExceedsEntry", "LineUnbudgeted", story, moved("E4", 61, {}, { economic: "30202" }), day],
    ["LineUnbudgeted", "MoneyExceeded", story, paid(1_000, { economic: "30202" }), day],
    ["QuotaExceeded", "MoneyExceeded", story, paid(1_000), day],
    [
      "UnitKindNotEligible",
      "MoneyExceeded",
      [Arbitrary.opened("administrative")],
      make("SurplusDistributed", { use: "incomeTax", amount: Money.fromFen(1), abstract: "" }),
      day
    ],
    ["EntryAlreadyCorrected", "EntryMisquoted", [...story, returned("E4", 1)], reversal("E4", paid(61)), day]
  ]

  it.each(pairs)("%s before %s", (first, _, history, command, occurredOn) =>
    given(...history)
      .when(command, occurredOn)
      .thenRefused(first)
  )

  it("EconomicNotBasic of the second line before NatureNotOfFund of the first", () =>
    given(...story)
      .when(transferred(1, { nature: "operating" }, { economic: "30901" }))
      .thenRefused("EconomicNotBasic"))

  it("EntryMisquoted before CorrectionExceedsEntry: what is misquoted is not looked into", () => {
    const other = { economic: "30202" }
    const move = moved("E5", 60, {}, other)
    given(open, issued(100), issued(100, other), funded(100), paid(60), move, returned("E5", 10, other))
      .when(reversal("E6", { ...move, payload: { ...move.payload, abstract: "misquoted" } } as Event))
      .thenRefused("EntryMisquoted")
  })
})

describe("a closed year", () => {
  it("refuses every event there is", () => {
    const closed = given(
      open,
      make("FiscalYearClosed", { closing: [], surplusUsed: Money.zero, surplusDistributed: Money.zero })
    )
    for (const event of [
      paid(1),
      issued(1),
      funded(1),
      make("ExplanationGiven", { subject: "a", text: "b" })
    ]) {
      closed.when(event).thenRefused("YearClosed", { type: event.type })
    }
    expect(HashMap.size(closed.state.entries)).toBe(0)
  })
})
