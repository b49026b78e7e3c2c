/**
 * Tables by month: a cube that keeps months apart says the same of a year, and more.
 */
import { makeMemoryStore } from "@juesuan/ledger"
import { Cube, Term, deriveTables, explainTerm, matcherOf, ningxia2024 } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const parameters = runs(process.env, 100, 20_240_303)
const months = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, "0")}`)
const spent = Term.select({ measure: "expenditure" })

const entriesOf = ({ events, streamId }: Arbitrary.Year) => {
  const store = makeMemoryStore()
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  return Effect.runSync(store.entries([streamId], () => true))
}

describe("a cube by month", () => {
  it("gives every cell of the nine tables the value it has without months", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const entries = entriesOf(year)
        const plain = Cube.fromPostings(entries.map(({ posting }) => posting))
        // A payment of March that came back in June leaves a row of zeros where months are kept, and none elsewhere.
        const amounts = (cube: Cube.Cube) =>
          deriveTables(cube, ningxia2024, 2024)
            .flatMap(({ rows }) => rows.flatMap(({ cells }) => [...cells.values()]))
            .filter(({ amount }) => amount !== 0)
            .map(({ address, amount }) => [address, amount])
        expect(amounts(Cube.byMonth(entries))).toEqual(amounts(plain))
      }),
      parameters
    )
  })

  it("splits a figure into months that sum to it, each explained by its own events", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const entries = entriesOf(year)
        const cube = Cube.byMonth(entries)
        const terms = months.map((month) => Term.restrict(spent, { month }))
        const parts = terms.map((term) => Cube.evaluate(cube, term))
        expect(parts.reduce<number>((sum, part) => sum + part, 0)).toBe(Cube.evaluate(cube, spent))
        for (const [at, term] of terms.entries()) {
          const mine = entries.filter(({ posting }) => matcherOf(term)(posting))
          const { total, contributions } = explainTerm(term, mine)
          expect(total).toBe(parts[at])
          expect(contributions.every(({ event }) => event.occurredOn.startsWith(months[at]!))).toBe(true)
        }
      }),
      parameters
    )
  })
})

it("a cube that knows no months refuses to be asked for one rather than answer zero", () => {
  const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 7 })
  const plain = Cube.fromPostings(entriesOf(year!).map(({ posting }) => posting))
  const june = Term.restrict(spent, { month: "2024-06" })
  expect(() => Cube.evaluate(plain, june)).toThrow("Cube.byMonth")
  expect(Term.printTerm(june)).toBe("expenditure[month=2024-06]")
  expect(Term.toSql(june)).toContain(`"month" = '2024-06'`)
})
