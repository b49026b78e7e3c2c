/**
 * Closing a year, what is entered after it, and the year that opens with it.
 */
import { Money } from "@juesuan/domain"
import { closingNow, make, openingEvents, proposeClosing, quote } from "@juesuan/ledger"
import type { Event, EventOf, Line, MoneyEventType } from "@juesuan/ledger"
import { Arbitrary, given } from "@juesuan/testing"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const { opened } = Arbitrary
const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const projectLine: Line = { ...line, function: "2080199", nature: "project", project: "P1" }
const granted = (amount: number, on: Line = line): Event =>
  make("AppropriationReceived", {
    fund: "generalPublic",
    function: on.function,
    nature: on.nature as "basic" | "project",
    project: on.project,
    amount: Money.fromFen(amount),
    abstract: ""
  })
const earned = (amount: number, item = "2080109"): Event =>
  make("IncomeReceived", {
    kind: "other",
    fund: "unitFunds",
    function: item,
    amount: Money.fromFen(amount),
    abstract: ""
  })
const paid = (amount: number, on: Line = line): Event =>
  make("DisbursementPaid", { line: on, amount: Money.fromFen(amount), abstract: "" })
const broughtForward = (amount: number, kind: "carryover" | "surplus"): Event =>
  make("CarryoverBroughtForward", {
    fund: "generalPublic",
    function: projectLine.function,
    nature: "project",
    project: "P1",
    kind,
    amount: Money.fromFen(amount)
  })
const adjust = (entry: Event): Event =>
  make("ClosedYearAdjusted", {
    reason: "审计调整",
    authority: "审〔2025〕1号",
    entry: quote(entry as EventOf<MoneyEventType>)
  })
const open = opened("institution", "off")

describe("the proposed closing", () => {
  it("has a line for each line that something is left on, 结转 for what is not finished", () => {
    const { state } = given(open, granted(100), paid(60), granted(50, projectLine), paid(20, projectLine))
    expect(proposeClosing(state).payload).toEqual({
      closing: [
        {
          fund: "generalPublic",
          function: "2080109",
          nature: "basic",
          project: "",
          kind: "carryover",
          amount: 40
        },
        {
          fund: "generalPublic",
          function: "2080199",
          nature: "project",
          project: "P1",
          kind: "carryover",
          amount: 30
        }
      ],
      surplusUsed: 0,
      surplusDistributed: 0
    })
    expect(proposeClosing(state, ["P1"]).payload.closing[1]).toMatchObject({ kind: "surplus", amount: 30 })
  })

  it("leaves as 结余 what came in as 结余, as far as it is still there", () => {
    const kept = given(open, broughtForward(30, "surplus"), broughtForward(50, "carryover"))
    const kinds = (story: ReturnType<typeof given>) =>
      proposeClosing(story.state).payload.closing.map(({ kind, amount }) => [kind, amount])
    expect(kinds(kept)).toEqual([
      ["carryover", 50],
      ["surplus", 30]
    ])
    const spent = given(
      open,
      broughtForward(30, "surplus"),
      broughtForward(50, "carryover"),
      paid(60, projectLine)
    )
    expect(kinds(spent)).toEqual([["surplus", 20]])
  })

  it("covers what one function of the unit's own money is short of with the others, in order", () => {
    const own: Line = { ...line, fund: "unitFunds" }
    const { state } = given(
      open,
      earned(100, "2080101"),
      earned(100, "2080102"),
      paid(130, { ...own, function: "2080109" })
    )
    expect(proposeClosing(state).payload.closing).toEqual([
      {
        fund: "unitFunds",
        function: "2080102",
        nature: "basic",
        project: "",
        kind: "surplus",
        amount: 70
      }
    ])
  })

  it("is accepted, and one fen or one line off is not", () => {
    const story = given(open, granted(100), paid(60), granted(50, projectLine), earned(7))
    const closing = proposeClosing(story.state)
    story.when(closing).then(closing)
    const [first, second, ...rest] = closing.payload.closing
    const off = make("FiscalYearClosed", {
      ...closing.payload,
      closing: [{ ...first!, amount: Money.fromFen(first!.amount + 1) }, second!, ...rest]
    })
    story.when(off).thenRefused("ClosingDisagrees", { what: "generalPublic", stated: 91, ledger: 90 })
    const swapped = make("FiscalYearClosed", {
      ...closing.payload,
      closing: [
        { ...first!, amount: Money.fromFen(first!.amount + 1) },
        { ...second!, amount: Money.fromFen(second!.amount - 1) },
        ...rest
      ]
    })
    story.when(swapped).thenRefused("ClosingDisagrees", { what: "generalPublic/2080109/basic/" })
  })
})

describe("a closed year", () => {
  const story = [open, granted(100), paid(60)]
  const closing = proposeClosing(given(...story).state)
  const closed = [...story, closing]

  it("takes an adjustment with its reason, decided as if the year were open, and nothing else", () => {
    const refund = make("DisbursementReturned", {
      corrects: "E3",
      line,
      amount: Money.fromFen(60),
      abstract: ""
    })
    given(...closed)
      .when(adjust(refund))
      .then(adjust(refund))
    given(...closed)
      .when(refund)
      .thenRefused("YearClosed", { type: "DisbursementReturned" })
    given(...closed)
      .when(adjust({ ...refund, payload: { ...refund.payload, amount: 61 } } as Event))
      .thenRefused("CorrectionExceedsEntry", { amount: 61, remaining: 60 })
    given(...closed)
      .when(adjust(refund), "2025-03-01")
      .thenRefused("DateOutsideYear")
  })

  it("remembers an adjustment as an entry that can be corrected in its turn", () => {
    const late = given(...closed, adjust(paid(10)))
    expect(late.state.money.generalPublic).toBe(30)
    const back = make("DisbursementReturned", {
      corrects: "E5",
      line,
      amount: Money.fromFen(10),
      abstract: ""
    })
    late.when(adjust(back)).then(adjust(back))
  })

  it("opens the next one with its lines, its profile and what was adjusted since", () => {
    const { state } = given(...closed, adjust(paid(10)))
    const events = Result.getOrThrow(openingEvents(state, { staffing: 9 }))
    expect(events).toEqual([
      make("FiscalYearOpened", { ...(open.payload as EventOf<"FiscalYearOpened">["payload"]), staffing: 9 }),
      make("CarryoverBroughtForward", {
        fund: "generalPublic",
        function: "2080109",
        nature: "basic",
        project: "",
        kind: "carryover",
        amount: Money.fromFen(30)
      })
    ])
  })

  it("keeps the division of 结转 and 结余 that was stated; adjustments fall on 结转", () => {
    const history = [open, granted(50, projectLine), paid(20, projectLine)]
    const proposed = proposeClosing(given(...history).state).payload
    const [only] = proposed.closing
    const stated = make("FiscalYearClosed", {
      ...proposed,
      closing: [
        { ...only!, kind: "surplus", amount: Money.fromFen(25) },
        { ...only!, kind: "carryover", amount: Money.fromFen(5) }
      ]
    })
    const { state } = given(...history, stated, adjust(paid(2, projectLine)))
    const lines = Result.getOrThrow(closingNow(state))
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["surplus", 25],
      ["carryover", 3]
    ])
  })

  it("opens no year when it is still open, or when its closing says less than the next year needs", () => {
    expect(Result.getOrThrow(Result.flip(closingNow(given(...story).state)))._tag).toBe("YearStillOpen")
    const coarse = make("FiscalYearClosed", {
      ...closing.payload,
      closing: [{ ...closing.payload.closing[0]!, function: "", nature: "" }]
    })
    const { state } = given(...story, coarse)
    expect(Result.getOrThrow(Result.flip(openingEvents(state)))).toMatchObject({
      _tag: "ClosingTooCoarse",
      fund: "generalPublic"
    })
  })
})

describe("money back for a payment of an earlier year", () => {
  const back = (amount: number, corrects = "P1", more: Partial<Line> = {}): Event => {
    const { fund, function: item, nature, project } = { ...line, ...more }
    return make("OpeningAdjusted", {
      fund,
      function: item,
      nature: nature as "basic" | "project",
      project,
      kind: "carryover",
      amount: Money.fromFen(amount),
      cause: "priorYearReturn",
      corrects,
      reason: "收回上年支出"
    })
  }
  const context = {
    priorPayment: (id: string) => (id === "P1" ? { line, remaining: 100 } : undefined)
  }

  it("names the payment, its line, and no more than is left of it", () => {
    const story = given(open)
    story.when(back(100), undefined, context).then(back(100))
    story
      .when(back(101), undefined, context)
      .thenRefused("CorrectionExceedsEntry", { amount: 101, remaining: 100 })
    story.when(back(1, "P2"), undefined, context).thenRefused("EntryUnknown", { corrects: "P2" })
    story
      .when(back(1, "P1", { function: "2080199" }), undefined, context)
      .thenRefused("CorrectionLineUnknown")
    story.when(back(1)).thenRefused("EntryUnknown")
  })

  it("comes in parts, never above the payment", () => {
    const story = given(open, back(60))
    story.when(back(40), undefined, context).then(back(40))
    story
      .when(back(41), undefined, context)
      .thenRefused("CorrectionExceedsEntry", { amount: 41, remaining: 40 })
  })

  it("is money the year has, and neither income nor less expenditure", () => {
    const { state } = given(open, back(60))
    expect(state.money.generalPublic).toBe(60)
  })
})
