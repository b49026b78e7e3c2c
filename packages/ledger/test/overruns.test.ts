/**
 * What strict control would have refused stays visible, whatever the policy of the day.
 */
import { make, shortageOf } from "@juesuan/ledger"
import { Money } from "@juesuan/domain"
import type { ControlPolicy } from "@juesuan/domain"
import type { Event, Line } from "@juesuan/ledger"
import { Arbitrary, given } from "@juesuan/testing"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const key = "generalPublic/2080109/30201/basic/"
const open = (control: ControlPolicy): Event => Arbitrary.opened("institution", control)
const policy = (control: ControlPolicy): Event =>
  make("ControlPolicyChanged", { control, reason: "年底集中支付" })
const issued = (amount: number): Event =>
  make("BudgetSupplemented", { line, amount: Money.fromFen(amount), abstract: "" })
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

const listed = (...history: ReadonlyArray<Event>) => {
  const { state } = given(...history)
  return [...state.overruns]
    .map(([, overrun]) => overrun)
    .sort((a, b) => a.period - b.period || (a.kind < b.kind ? -1 : 1))
}

describe("an overrun", () => {
  it.each(["warn", "off"] as const)("is remembered under %s, by how much and by which events", (control) => {
    expect(listed(open(control), issued(100), funded(1000), pay(80), pay(50), pay(10))).toEqual([
      { kind: "quota", key, period: 0, events: 2, amount: 40, firstEventId: "E5", lastEventId: "E6" }
    ])
  })

  it("of a line that no quota covers is the whole payment, of a fund what it is short of", () => {
    expect(listed(open("warn"), pay(70))).toEqual([
      {
        kind: "money",
        key: "generalPublic",
        period: 0,
        events: 1,
        amount: 70,
        firstEventId: "E2",
        lastEventId: "E2"
      },
      { kind: "unbudgeted", key, period: 0, events: 1, amount: 70, firstEventId: "E2", lastEventId: "E2" }
    ])
  })

  it("belongs to the policy it was made under: relaxing control does not hide it", () => {
    const story = [
      open("strict"),
      issued(100),
      funded(1000),
      policy("off"),
      pay(150),
      policy("strict"),
      issued(50)
    ]
    const { state } = given(...story)
    expect(state.policies.map(({ control, eventId }) => [control, eventId])).toEqual([
      ["strict", "E1"],
      ["off", "E4"],
      ["strict", "E6"]
    ])
    expect(listed(...story)).toEqual([
      { kind: "quota", key, period: 1, events: 1, amount: 50, firstEventId: "E5", lastEventId: "E5" }
    ])
    expect(shortageOf(state, listed(...story)[0]!)).toBe(0)
  })

  it("is none where quota and money reach to the fen, nor where last year closed below zero", () => {
    const deficit = make("CarryoverBroughtForward", {
      fund: "unitFunds",
      function: "2080109",
      nature: "basic",
      project: "",
      kind: "carryover",
      amount: Money.fromFen(-5)
    })
    expect(listed(open("off"), deficit, issued(100), funded(100), pay(100))).toEqual([])
  })
})
