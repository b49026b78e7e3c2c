/**
 * Given, when, then: exact and ordered, so that a test that passes has said everything.
 */
import { Money } from "@juesuan/domain"
import { Refusal, make } from "@juesuan/ledger"
import type { Event, Line } from "@juesuan/ledger"
import { Arbitrary, given, recorded } from "@juesuan/testing"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const paid = (amount: number): Event =>
  make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" })
const loose = given(Arbitrary.opened("institution", "off"))
const strict = given(
  Arbitrary.opened("institution"),
  make("BudgetApproved", { line, amount: Money.fromFen(10), abstract: "" })
)

describe("then", () => {
  it("passes on exactly the events there are", () => {
    expect(() => loose.when(paid(1)).then(paid(1))).not.toThrow()
  })

  it.each([
    ["fewer", []],
    ["more", [paid(1), paid(1)]],
    ["another amount", [paid(2)]],
    ["a field less", [{ type: "DisbursementPaid", payload: { line, amount: 1 } } as Event]]
  ])("does not pass on %s", (_, expected) => {
    expect(() => loose.when(paid(1)).then(...expected)).toThrow("expected")
  })

  it("does not pass on a refusal, and tells it", () => {
    expect(() => strict.when(paid(11)).then(paid(11))).toThrow("refused: QuotaExceeded")
  })
})

describe("thenRefused", () => {
  const refusal = new Refusal.QuotaExceeded({
    line: "generalPublic/2080109/30201/basic/",
    amount: 11,
    available: 10
  })

  it("passes on the tag, on the tag with some operands, and on the whole refusal", () => {
    strict.when(paid(11)).thenRefused("QuotaExceeded")
    strict.when(paid(11)).thenRefused("QuotaExceeded", { available: 10 })
    strict.when(paid(11)).thenRefused(refusal)
  })

  it("does not pass on another tag, another operand, another refusal, or none", () => {
    expect(() => strict.when(paid(11)).thenRefused("MoneyExceeded")).toThrow("was QuotaExceeded")
    expect(() => strict.when(paid(11)).thenRefused("QuotaExceeded", { available: 9 })).toThrow("expected 9")
    expect(() => strict.when(paid(12)).thenRefused(refusal)).toThrow("QuotaExceeded")
    expect(() => loose.when(paid(11)).thenRefused(refusal)).toThrow("it was accepted")
  })
})

describe("given", () => {
  it("numbers its events from E1, in documents from D1", () => {
    expect(recorded(paid(1), 3)).toMatchObject({ eventId: "E3", documentNo: "D3" })
    expect(loose.state.status).toBe("open")
  })
})
