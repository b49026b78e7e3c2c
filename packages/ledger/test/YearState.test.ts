/**
 * The state: what a unit has, fund by fund, and what may still be corrected.
 */
import { Money } from "@juesuan/domain"
import {
  coveringLines,
  entryOf,
  evolve,
  initialState,
  isTerminal,
  lineKey,
  make,
  postings,
  quote
} from "@juesuan/ledger"
import type { Event, EventOf, Line, YearState } from "@juesuan/ledger"
import { Arbitrary, given, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { numRuns, seed } = runs(process.env, 200, 20_240_101)
const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "project",
  project: "P1"
}
const open = Arbitrary.opened("institution", "off")
const paid = (amount: number): Event =>
  make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" })

/** What postings say a fund has left: the books of the tables, against the state's own. */
const moneyOf = (events: ReadonlyArray<{ readonly event: Event }>, fund: string): number =>
  events
    .flatMap(({ event }) => postings(event))
    .filter((posting) => posting.fund === fund)
    .reduce((sum, { measure, amount }) => {
      if (measure === "budgetInitial" || measure === "budgetChange") return sum
      const isOut =
        measure === "expenditure" || measure === "surplusDistributed" || measure === "carryoverReturned"
      return isOut ? sum - amount : sum + amount
    }, 0)

describe("the state", () => {
  it("has by fund what the postings leave, after every single event", () => {
    fc.assert(
      fc.property(Arbitrary.year({ control: "off" }), ({ events }) => {
        let state: YearState = initialState
        events.forEach((event, index) => {
          state = evolve(state, event)
          const past = events.slice(0, index + 1)
          const money = Object.keys(state.money).map((fund) => [fund, moneyOf(past, fund)])
          expect(state.money).toEqual(Object.fromEntries(money))
        })
      }),
      { numRuns: Math.ceil(numRuns / 4), seed }
    )
  })

  it("is another one after an event; the one before is as it was", () => {
    const before = given(open, paid(60)).state
    const money = { ...before.money }
    const after = given(open, paid(60), paid(40)).state
    expect(before.money).toEqual(money)
    expect(after.money.generalPublic).toBe(-100)
  })

  it("knows of a payment what is left, line by line", () => {
    const to = { ...line, economic: "30202" }
    const { state } = given(
      open,
      paid(100),
      make("DisbursementReturned", { corrects: "E2", line, amount: Money.fromFen(10), abstract: "" }),
      make("DisbursementReclassified", {
        corrects: "E2",
        from: line,
        to,
        amount: Money.fromFen(30),
        abstract: ""
      })
    )
    const left = entryOf(state, "E2")!.lines
    expect(left[lineKey(line)]?.remaining).toBe(60)
    expect(left[lineKey(to)]?.remaining).toBe(30)
    expect(entryOf(state, "E2")?.corrected).toBe(true)
    expect(entryOf(state, "E9")).toBeUndefined()
  })

  it("knows of a reversed payment that nothing is left", () => {
    const entry = quote(paid(100) as EventOf<"DisbursementPaid">)
    const { state } = given(
      open,
      paid(100),
      make("EntryReversed", { corrects: "E2", reason: "twice", entry })
    )
    expect(entryOf(state, "E2")).toMatchObject({ reversed: true, lines: {} })
    expect(state.money.generalPublic).toBe(0)
  })

  it("takes its policy from the last event that set one, and ends with the closing", () => {
    const strict = make("ControlPolicyChanged", { control: "strict", reason: "审计要求" })
    expect(given(open).state.control).toBe("off")
    expect(given(open, strict).state.control).toBe("strict")
    const closed = make("FiscalYearClosed", {
      closing: [],
      surplusUsed: Money.zero,
      surplusDistributed: Money.zero
    })
    expect(isTerminal(given(open).state)).toBe(false)
    expect(isTerminal(given(open, closed).state)).toBe(true)
  })
})

describe("the quotas that may cover a payment", () => {
  it("are from the finest to the coarsest, each once where there is no project", () => {
    const covering = coveringLines(line)
    expect(covering).toHaveLength(18)
    expect(covering[0]).toBe("generalPublic/2080109/30201/project/P1")
    expect(covering.at(-1)).toBe("generalPublic/208//project/")
    expect(coveringLines({ ...line, project: "" })).toHaveLength(9)
    expect(new Set(covering).size).toBe(18)
  })
})
