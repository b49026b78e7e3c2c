/**
 * What does not compile: an amount is Money, and a plain number may be 元 as well as fen.
 */
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { PayloadOf } from "@juesuan/ledger"
import { describe, expect, expectTypeOf, it } from "vitest"

const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
} as const

describe("the amounts of events", () => {
  it("are Money in their types", () => {
    expectTypeOf<PayloadOf<"DisbursementPaid">["amount"]>().toEqualTypeOf<Money.Money>()
    expectTypeOf<PayloadOf<"OpeningAdjusted">["amount"]>().toEqualTypeOf<Money.Money>()
    expectTypeOf<PayloadOf<"ProcurementContracted">["amount"]>().toEqualTypeOf<Money.Money>()
    expectTypeOf<PayloadOf<"FiscalYearClosed">["surplusUsed"]>().toEqualTypeOf<Money.Money>()
    expectTypeOf<PayloadOf<"FiscalYearClosed">["closing"][number]["amount"]>().toEqualTypeOf<Money.Money>()
  })

  it("take no plain number", () => {
    // @ts-expect-error 12.5 is not a whole number of fen; Money.parse("12.50") is.
    make("DisbursementPaid", { line, amount: 12.5, abstract: "" })
    // @ts-expect-error Nobody can see whether 100 counts 元 or fen.
    make("DisbursementPaid", { line, amount: 100, abstract: "" })
    // @ts-expect-error Nor in what a year closes with.
    make("FiscalYearClosed", { closing: [], surplusUsed: 100, surplusDistributed: Money.zero })
  })

  it("are recorded as the plain numbers they always were", () => {
    const paid = make("DisbursementPaid", { line, amount: Money.fromFen(1250), abstract: "" })
    expect(JSON.stringify(paid.payload)).toBe(
      `{"line":${JSON.stringify({ ...line, counterparty: "" })},"amount":1250,"abstract":""}`
    )
  })
})
