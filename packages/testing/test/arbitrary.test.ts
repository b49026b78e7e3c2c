/**
 * What is generated is what is promised: possible values only, all of them sooner or later, the same from one seed,
 * and small when it fails.
 */
import { Classification, FiscalYear, fundTypes, isFiscalFund } from "@juesuan/domain"
import { decide, evolve, eventTypes, initialState, isMoneyEvent } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { ningxia2024 } from "@juesuan/tables"
import { Arbitrary, Law } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const seed = 20_240_101
const sample = <A>(arbitrary: fc.Arbitrary<A>, numRuns = 1000): ReadonlyArray<A> =>
  fc.sample(arbitrary, { numRuns, seed })
const years = sample(Arbitrary.year(), 400)
const paymentsOf = (events: ReadonlyArray<NewEvent>) =>
  events.flatMap(({ event }) => (event.type === "DisbursementPaid" ? [event.payload] : []))

const all: ReadonlyArray<readonly [string, fc.Arbitrary<unknown>]> = [
  ["amount", Arbitrary.amount()],
  ["fund", Arbitrary.fund()],
  ["functionCode", Arbitrary.functionCode()],
  ["economicCode", Arbitrary.economicCode("project", "generalPublic")],
  ["businessDate", Arbitrary.businessDate(2024)],
  ["line", Arbitrary.line()],
  ["command", Arbitrary.command()],
  ["year", Arbitrary.year()],
  ["ledger", Arbitrary.ledger()],
  ["trial", Law.trial()]
]

describe("every arbitrary", () => {
  it.each(all)("%s gives the same from the same seed, and something else from another", (_, arbitrary) => {
    const of = (from: number): ReadonlyArray<unknown> => fc.sample(arbitrary, { numRuns: 30, seed: from })
    expect(of(seed)).toEqual(of(seed))
    expect(of(seed)).not.toEqual(of(seed + 1))
  })
})

describe("amounts", () => {
  const amounts = sample(Arbitrary.amount())

  it("are positive whole fen of every order of magnitude", () => {
    expect(amounts.every((fen) => Number.isSafeInteger(fen) && fen > 0)).toBe(true)
    const magnitudes = new Set(amounts.map((fen) => String(fen).length))
    expect(magnitudes.size).toBeGreaterThan(10)
  })

  it("shrink to one fen, and stay under the limit they are given", () => {
    const found = fc.check(
      fc.property(Arbitrary.amount(), () => false),
      { seed }
    )
    expect(found.counterexample).toEqual([1])
    expect(Math.max(...sample(Arbitrary.amount({ fenMax: 50 })))).toBeLessThanOrEqual(50)
  })
})

describe("lines", () => {
  const lines = sample(Arbitrary.line(), 3000)

  it("are of all funds and natures, the others than basic and project with a unit's own money only", () => {
    expect(new Set(lines.map(({ fund }) => fund)).size).toBe(Object.keys(fundTypes).length)
    expect(new Set(lines.map(({ nature }) => nature)).size).toBe(5)
    const own = lines.filter(({ nature }) => nature !== "basic" && nature !== "project")
    expect(own.some(({ fund }) => fund === "specialAccount")).toBe(true)
    expect(own.every(({ fund }) => !isFiscalFund(fund))).toBe(true)
  })

  it("have the codes of the catalogue, in all 26 类", () => {
    const unknown = lines.filter(({ economic }) => !Classification.lookup("departmentEconomic", economic))
    expect(unknown).toEqual([])
    expect(new Set(lines.map((line) => line.function.slice(0, 3))).size).toBe(26)
  })

  it("are basic on codes that may be basic, and of the general public budget on codes with a row", () => {
    const basic = lines.filter(({ nature }) => nature === "basic")
    expect(basic.filter(({ economic }) => /^(309|311|312|313)/.test(economic))).toEqual([])
    const form = ningxia2024.tables.find(({ definition }) => definition.key === "T06")!.definition.rows
    const printed = new Set(form.kind === "fixed" ? form.rows.map(({ key }) => key) : [])
    const generalPublic = basic.filter(({ fund }) => fund === "generalPublic")
    expect(generalPublic.filter(({ economic }) => !printed.has(economic))).toEqual([])
    expect(basic.some(({ economic }) => !printed.has(economic))).toBe(true)
  })
})

describe("dates", () => {
  it("are of the year, its last day and 29 February included", () => {
    const dates = sample(Arbitrary.businessDate(2024), 5000)
    expect(dates.every((date) => FiscalYear.isBusinessDate(date) && date.startsWith("2024-"))).toBe(true)
    expect(dates).toContain("2024-12-31")
    expect(dates).toContain("2024-01-01")
    expect(dates).toContain("2024-02-29")
  })
})

describe("years", () => {
  const events = years.flatMap((year) => year.events)

  it("are what the ledger accepts, event by event", () => {
    for (const { events: history, year } of years.slice(0, 100)) {
      history.reduce((state, event) => {
        expect(Result.isSuccess(decide(event, state, year))).toBe(true)
        return evolve(state, event)
      }, initialState)
    }
  })

  it("hold every kind of money event and of correction, and reversals of nearly all of them", () => {
    const types = new Set(events.map(({ event }) => event.type))
    expect(eventTypes.filter((type) => isMoneyEvent(type) && !types.has(type))).toEqual([])
    const reversed = new Set(
      events.flatMap(({ event }) => (event.type === "EntryReversed" ? [event.payload.entry.type] : []))
    )
    expect(reversed.size).toBeGreaterThanOrEqual(12)
  })

  it("hold every kind of income, and refunds in several parts", () => {
    const kinds = events.flatMap(({ event }) => (event.type === "IncomeReceived" ? [event.payload.kind] : []))
    expect(new Set(kinds).size).toBe(6)
    const returns = events.flatMap(({ event }) =>
      event.type === "DisbursementReturned" ? [event.payload.corrects] : []
    )
    expect(new Set(returns).size).toBeLessThan(returns.length)
  })

  it("use and distribute surplus in institutions only", () => {
    const kinds = years
      .filter(({ events: of }) => of.some(({ event }) => /^(NonFiscal|SurplusDist)/.test(event.type)))
      .map(({ unitKind }) => unitKind)
    expect(new Set(kinds)).toEqual(new Set(["institution", "civilServiceInstitution"]))
  })

  it("are long enough to matter, and as short as one event", () => {
    const lengths = years.map((year) => year.events.length).toSorted((a, b) => a - b)
    expect(lengths[0]).toBe(1)
    expect(lengths[lengths.length >> 1]).toBeGreaterThan(12)
  })

  it("keep to their limits", () => {
    for (const { events: few } of sample(Arbitrary.year({ eventsMax: 5 }), 50)) {
      expect(few.length).toBeLessThanOrEqual(5)
    }
    for (const { events: none } of sample(Arbitrary.year({ intentionsMax: 0 }), 5)) {
      expect(none.map(({ event }) => event.type)).toEqual(["FiscalYearOpened"])
    }
    const kinds = sample(Arbitrary.year({ unitKinds: ["administrative"] }), 20).map(
      ({ unitKind }) => unitKind
    )
    expect(new Set(kinds)).toEqual(new Set(["administrative"]))
  })

  it("shrink to the events that matter: a return needs its opening, quota, money and payment", () => {
    const found = fc.check(
      fc.property(
        Arbitrary.year(),
        (year) => !year.events.some(({ event }) => event.type === "DisbursementReturned")
      ),
      { numRuns: 1000, seed }
    )
    expect(found.failed).toBe(true)
    const shortest = found.counterexample![0].events
    expect(shortest.length).toBeLessThanOrEqual(5)
    expect(paymentsOf(shortest)).toEqual([expect.objectContaining({ amount: 1 })])
  })
})

describe("ledgers", () => {
  const ledgers = sample(Arbitrary.ledger(), 300)

  it("are of one to four streams", () => {
    expect(new Set(ledgers.map((ledger) => ledger.years.length))).toEqual(new Set([1, 2, 3, 4]))
  })

  it("record every event of every year once, those of one stream in their order", () => {
    for (const { years: of, steps } of ledgers) {
      for (const { streamId, events } of of) {
        const mine = steps.filter((step) => step.streamId === streamId)
        expect(mine.map(({ event }) => event)).toEqual(events)
        expect(mine.map(({ expectedVersion }) => expectedVersion)).toEqual(events.map((_, index) => index))
      }
    }
  })

  it("interleave their streams", () => {
    const isInterleaved = ledgers.some(({ steps }) => {
      const runsOfStreams = steps.filter(({ streamId }, index) => steps[index - 1]?.streamId !== streamId)
      return runsOfStreams.length > 10
    })
    expect(isInterleaved).toBe(true)
  })

  it("shrink to one stream where one is enough", () => {
    const found = fc.check(
      fc.property(Arbitrary.ledger(), ({ steps }) => steps.length < 3),
      { numRuns: 200, seed }
    )
    expect(found.counterexample![0].years.length).toBe(1)
  })
})

describe("commands", () => {
  it("are mostly refused, for many reasons", () => {
    const state = years.find(({ events }) => events.length > 20)!.events.reduce(evolve, initialState)
    const reasons = sample(Arbitrary.command(), 500).map(({ event, occurredOn }) => {
      const command: NewEvent = { ...years[0]!.events[0]!, eventId: "C1", occurredOn, event }
      const decided = decide(command, state, 2024)
      return Result.isFailure(decided) ? decided.failure._tag : "accepted"
    })
    expect(new Set(reasons).size).toBeGreaterThanOrEqual(7)
    expect(reasons.filter((reason) => reason === "accepted").length).toBeLessThan(250)
  })
})
