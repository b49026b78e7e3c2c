/**
 * Decisions: every refusal and what just misses it, in the order in which faults are looked for.
 */
import { Money } from "@juesuan/domain"
import { make, quote, Refusal } from "@juesuan/ledger"
import type { Event, EventOf, Line, MoneyEventType } from "@juesuan/ledger"
import { Arbitrary, given } from "@juesuan/testing"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const { opened } = Arbitrary

const issued = (amount: number, more: Partial<Line> = {}): Event =>
  make("BudgetApproved", { line: { ...line, ...more }, amount: Money.fromFen(amount), abstract: "" })
const funded = (amount: number): Event =>
  make("AppropriationReceived", {
    fund: "generalPublic",
    function: "2080109",
    nature: "basic",
    project: "",
    amount: Money.fromFen(amount),
    abstract: ""
  })
const pay = (amount: number, more: Partial<Line> = {}): Event =>
  make("DisbursementPaid", { line: { ...line, ...more }, amount: Money.fromFen(amount), abstract: "" })
const refund = (corrects: string, amount: number, more: Partial<Line> = {}): Event =>
  make("DisbursementReturned", {
    corrects,
    line: { ...line, ...more },
    amount: Money.fromFen(amount),
    abstract: ""
  })
const reclassify = (corrects: string, amount: number, to: Partial<Line>): Event =>
  make("DisbursementReclassified", {
    corrects,
    from: line,
    to: { ...line, ...to },
    amount: Money.fromFen(amount),
    abstract: ""
  })
const reverse = (corrects: string, entry: Event): Event =>
  make("EntryReversed", {
    corrects,
    reason: "booked twice",
    entry: quote(entry as EventOf<MoneyEventType>)
  })
const noDetail = { function: "", nature: "", project: "", kind: "carryover" } as const
const close = (generalPublic: number, surplusUsed = 0, surplusDistributed = 0): Event =>
  make("FiscalYearClosed", {
    closing: [{ ...noDetail, fund: "generalPublic", amount: Money.fromFen(generalPublic) }],
    surplusUsed: Money.fromFen(surplusUsed),
    surplusDistributed: Money.fromFen(surplusDistributed)
  })

const adjust = (entry: Event): Event =>
  make("ClosedYearAdjusted", {
    reason: "审计调整",
    authority: "审〔2025〕1号",
    entry: quote(entry as EventOf<MoneyEventType>)
  })
const openingAdjusted = (amount: number): Event =>
  make("OpeningAdjusted", {
    fund: "generalPublic",
    function: "2080109",
    nature: "basic",
    project: "",
    kind: "carryover",
    amount: Money.fromFen(amount),
    cause: "priorYearReturn",
    corrects: "",
    reason: "收回上年支出"
  })

const open = opened("institution")
/** E1 opened, E2 quota 100.00, E3 money 100.00, E4 paid 60.00. */
const story = [open, issued(100_00), funded(100_00), pay(60_00)]

describe("a payment", () => {
  it("is accepted up to the last fen of quota and money", () =>
    given(...story)
      .when(pay(40_00))
      .then(pay(40_00)))

  it("is charged to a coarser quota where the exact line has none", () =>
    given(open, issued(100_00, { economic: "302" }), funded(100_00))
      .when(pay(100_00))
      .then(pay(100_00)))

  it("does not spill over from its own quota to a coarser one", () =>
    given(open, issued(10_00), issued(100_00, { economic: "302" }), funded(100_00))
      .when(pay(10_01))
      .thenRefused("QuotaExceeded", { amount: 10_01, available: 10_00 }))

  it("beyond quota and money passes under warn", () =>
    given(opened("institution", "warn")).when(pay(1)).then(pay(1)))

  it("may be made again after it came back", () =>
    given(...story, refund("E4", 60_00))
      .when(pay(100_00))
      .then(pay(100_00)))
})

// One thing is wrong in each row; rows stand in the order in which decide looks.
const refusals: ReadonlyArray<
  readonly [why: string, history: ReadonlyArray<Event>, command: Event, tag: Refusal.Refusal["_tag"]]
> = [
  ["a payment is negative", story, pay(-1), "PayloadInvalid"],
  ["nothing was opened", [], pay(1), "YearNotOpened"],
  ["the year was opened before", story, opened("administrative"), "YearAlreadyOpened"],
  ["the year is closed", [...story, close(40_00)], pay(1), "YearClosed"],
  ["an adjustment after the close comes before it", story, adjust(pay(1)), "YearNotClosed"],
  ["the date is of another year", story, pay(1), "DateOutsideYear"],
  ["基本建设 is basic", story, pay(1, { economic: "30901" }), "EconomicNotBasic"],
  ["fiscal money is remitted upwards", story, pay(1, { nature: "remittanceToSuperior" }), "NatureNotOfFund"],
  ["money back of an earlier year is negative", story, openingAdjusted(-1), "AdjustmentSignWrong"],
  [
    "an administrative unit uses surplus",
    [opened("administrative")],
    make("NonFiscalSurplusUsed", { source: "specialFund", amount: Money.fromFen(1), abstract: "" }),
    "UnitKindNotEligible"
  ],
  ["there is no such entry", story, refund("E9", 1), "EntryUnknown"],
  ["the entry is a quota", story, refund("E2", 1), "EntryNotCorrectable"],
  [
    "the payment was reversed",
    [...story, reverse("E4", pay(60_00))],
    refund("E4", 1),
    "EntryAlreadyCorrected"
  ],
  [
    "part of it came back before",
    [...story, refund("E4", 1)],
    reverse("E4", pay(60_00)),
    "EntryAlreadyCorrected"
  ],
  ["the reversal misquotes the entry", story, reverse("E4", pay(60_01)), "EntryMisquoted"],
  ["the entry is on another line", story, refund("E4", 1, { economic: "30202" }), "CorrectionLineUnknown"],
  ["it is one fen more than was paid", story, refund("E4", 60_01), "CorrectionExceedsEntry"],
  ["no quota covers the line", story, pay(1, { function: "2210201" }), "LineUnbudgeted"],
  ["it is one fen more than the quota", story, pay(40_01), "QuotaExceeded"],
  ["the quota is spent already", story, reverse("E2", issued(100_00)), "QuotaExceeded"],
  ["it is one fen more than the money", [open, issued(100_00), funded(99_99)], pay(100_00), "MoneyExceeded"],
  ["the money is spent already", story, reverse("E3", funded(100_00)), "MoneyExceeded"],
  ["the closing is one fen off", story, close(40_01), "ClosingDisagrees"]
]

/** One row is wrong by its date, all others are of the year. */
const dateOf = (tag: Refusal.Refusal["_tag"]): string =>
  tag === "DateOutsideYear" ? "2025-01-01" : "2024-06-01"

const accepted: ReadonlyArray<readonly [why: string, history: ReadonlyArray<Event>, command: Event]> = [
  ["a payment as soon as the year is open and funded", [open, issued(1), funded(1)], pay(1)],
  ["an opening where there is none", [], open],
  [
    "基本建设 as a project",
    [open, issued(1, { economic: "30901", nature: "project" }), funded(1)],
    pay(1, { economic: "30901", nature: "project" })
  ],
  [
    "surplus used by an institution",
    [open],
    make("NonFiscalSurplusUsed", { source: "specialFund", amount: Money.fromFen(1), abstract: "" })
  ],
  ["a return to the last fen", story, refund("E4", 60_00)],
  ["several returns", [...story, refund("E4", 20_00)], refund("E4", 40_00)],
  [
    "a return of what was reclassified, on its new line",
    [...story, issued(60_00, { economic: "30202" }), reclassify("E4", 60_00, { economic: "30202" })],
    refund("E4", 60_00, { economic: "30202" })
  ],
  ["a reversal of the whole", story, reverse("E4", pay(60_00))],
  ["a reversal of a return", [...story, refund("E4", 60_00)], reverse("E5", refund("E4", 60_00))],
  ["the exact closing", story, close(40_00)],
  ["an adjustment once the year is closed", [...story, close(40_00)], adjust(refund("E4", 1))],
  ["money back of an earlier year", story, openingAdjusted(1)]
]

describe("a command is refused when", () => {
  it.each(refusals)("%s", (_, history, command, tag) =>
    given(...history)
      .when(command, dateOf(tag))
      .thenRefused(tag)
  )

  it("— and every refusal has such a row, in the documented order", () => {
    const tags = refusals.map(([, , , tag]) => tag)
    expect([...new Set(tags)]).toEqual(Refusal.refusalOrder)
  })

  it("two things are wrong, for the earlier one", () => {
    given(...story)
      .when(pay(1_000_00, { economic: "30901", nature: "basic" }), "2025-01-01")
      .thenRefused("DateOutsideYear")
    given(...story)
      .when(pay(1_000_00, { economic: "30901" }))
      .thenRefused("EconomicNotBasic")
    given(...story)
      .when(pay(1_000_00))
      .thenRefused("QuotaExceeded")
  })
})

describe("a command is accepted when it just misses a refusal:", () => {
  it.each(accepted)("%s", (_, history, command) =>
    given(...history)
      .when(command)
      .then(command)
  )
})

describe("every refusal", () => {
  it.each(refusals)("says what is wrong and what to do: %s", (_, history, command, tag) => {
    let message = ""
    try {
      given(...history)
        .when(command, dateOf(tag))
        .then()
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain(`refused: ${tag}: `)
    expect(message.length).toBeGreaterThan(40)
    expect(message).not.toContain("undefined")
  })
})

describe("given, when, then", () => {
  it("does not let an expected subset pass, nor one too many", () => {
    expect(() =>
      given(...story)
        .when(pay(40_00))
        .then()
    ).toThrow("expected []")
    expect(() =>
      given(...story)
        .when(pay(40_00))
        .then(pay(40_00), pay(40_00))
    ).toThrow("expected")
    expect(() =>
      given(...story)
        .when(pay(40_00))
        .then(pay(39_99))
    ).toThrow("expected")
    expect(() =>
      given(...story)
        .when(pay(40_00))
        .thenRefused("YearClosed")
    ).toThrow("it was accepted")
    expect(() =>
      given(...story)
        .when(pay(40_01))
        .thenRefused("QuotaExceeded", { available: 1 })
    ).toThrow("expected 1, was 4000")
  })
})
