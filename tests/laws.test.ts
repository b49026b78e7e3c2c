/**
 * The laws hold for every generated year: all funds, natures and kinds of income, refunds, corrections, surpluses.
 *
 * `JUESUAN_RUNS` raises the runs, `JUESUAN_SEED` repeats a seed; the seed is printed.
 */
import { HashChain, decide, evolve, initialState, makeMemoryStore } from "@juesuan/ledger"
import { Cube } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { laws, system } from "./laws.ts"

const parameters = runs(process.env, 1000, Date.now() % 2 ** 31)

beforeAll(() => {
  process.stdout.write(`laws: ${parameters.numRuns} runs each, JUESUAN_SEED=${parameters.seed}\n`)
})

describe("for every year", () => {
  it.each(Object.entries(laws))("%s", { timeout: 600_000 }, (_, law) => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        expect(law(system, year)).toEqual([])
      }),
      parameters as { numRuns: number; seed: number }
    )
  })
})

describe("for every ledger of several units", () => {
  const units = ["100001", "100002", "100003"] as const
  const ledger = fc.tuple(
    ...units.map((agencyCode) => Arbitrary.year({ agencyCode, intentionsMax: 12 })),
    fc.array(fc.nat({ max: 2 }), { maxLength: 60 })
  ) as unknown as fc.Arbitrary<readonly [...Array<Arbitrary.Year>, ReadonlyArray<number>]>

  it("interleaving the streams changes no unit's cube and no stream's hash", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(ledger, (generated) => {
        const order = generated.at(-1) as ReadonlyArray<number>
        const years = generated.slice(0, -1) as ReadonlyArray<Arbitrary.Year>
        const [together, apart] = [makeMemoryStore(), makeMemoryStore()]
        const queues = years.map(({ events }) => [...events])
        const versions = years.map(() => 0)
        for (const turn of [...order, ...years.flatMap(({ events }, index) => events.map(() => index))]) {
          const event = queues[turn]!.shift()
          if (event === undefined) continue
          const { streamId } = years[turn]!
          Effect.runSync(together.append([{ streamId, expectedVersion: versions[turn]!++, events: [event] }]))
        }
        for (const { streamId, events } of years) {
          Effect.runSync(apart.append([{ streamId, expectedVersion: 0, events }]))
        }
        for (const { streamId } of years) {
          const cubes = [together, apart].map((store) =>
            Cube.fromPostings(Effect.runSync(store.totals([streamId])))
          )
          expect(Cube.equals(cubes[0]!, cubes[1]!)).toBe(true)
        }
        const all = years.map(({ streamId }) => streamId)
        const whole = Cube.fromPostings(Effect.runSync(together.totals(all)))
        const merged = all.reduce(
          (cube, streamId) => Cube.merge(cube, Cube.fromPostings(Effect.runSync(apart.totals([streamId])))),
          Cube.empty
        )
        expect(Cube.equals(whole, merged)).toBe(true)
        const digests = [together, apart].map((store) => HashChain.digestOf(Effect.runSync(store.heads)))
        expect(digests[0]).toBe(digests[1])
      }),
      {
        ...(parameters as { numRuns: number; seed: number }),
        numRuns: Math.max(1000, parameters.numRuns ?? 0)
      }
    )
  })
})

describe("a refused command", () => {
  it("leaves the state as it was, to the byte", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(Arbitrary.year(), Arbitrary.line(), Arbitrary.amount(), (year, line, amount) => {
        const state = year.events.reduce(evolve, initialState)
        const before = HashChain.canonicalJson([state.money, [...state.quotas], [...state.charged]])
        const command = {
          ...year.events[0]!,
          eventId: "refused",
          event: { type: "DisbursementPaid", payload: { line, amount: amount + 1e13, abstract: "" } } as const
        }
        expect(Result.isFailure(decide(command, state, year.year))).toBe(true)
        expect(HashChain.canonicalJson([state.money, [...state.quotas], [...state.charged]])).toBe(before)
      }),
      parameters as { numRuns: number; seed: number }
    )
  })
})

describe("the generated years", () => {
  const years = fc.sample(Arbitrary.year(), { numRuns: 300, seed: 7 })
  const types = new Set(years.flatMap(({ events }) => events.map(({ event }) => event.type)))

  it("hold every kind of money event and of correction", () => {
    for (const type of [
      "AppropriationReceived",
      "AppropriationReturned",
      "BudgetApproved",
      "BudgetReduced",
      "BudgetSupplemented",
      "BudgetTransferred",
      "BudgetWithdrawn",
      "CarryoverBroughtForward",
      "CarryoverReturned",
      "DisbursementPaid",
      "DisbursementReclassified",
      "DisbursementReturned",
      "EntryReversed",
      "IncomeReceived",
      "NonFiscalSurplusUsed",
      "OpeningAdjusted",
      "SurplusDistributed"
    ] as const) {
      expect(types, type).toContain(type)
    }
  })

  it("hold every fund and every nature", () => {
    const lines = years.flatMap(({ events }) =>
      events.flatMap(({ event }) => (event.type === "DisbursementPaid" ? [event.payload.line] : []))
    )
    expect(new Set(lines.map(({ fund }) => fund)).size).toBe(5)
    expect(new Set(lines.map(({ nature }) => nature)).size).toBe(5)
  })

  it("are the same from the same seed", () => {
    expect(fc.sample(Arbitrary.year(), { numRuns: 20, seed: 7 })).toEqual(
      fc.sample(Arbitrary.year(), { numRuns: 20, seed: 7 })
    )
  })

  it("shrink to a short one", () => {
    const found = fc.check(
      fc.property(
        Arbitrary.year(),
        ({ events }) => !events.some(({ event }) => event.type === "DisbursementReturned")
      ),
      { numRuns: 1000, seed: 7 }
    )
    expect(found.failed).toBe(true)
    // Opening, quota, money, payment and its return.
    expect(found.counterexample![0].events.length).toBeLessThanOrEqual(5)
  })
})
