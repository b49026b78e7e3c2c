/**
 * One pass over a cube gives every term the value that it has alone.
 */
import { Money } from "@juesuan/domain"
import type { Posting } from "@juesuan/ledger"
import { Cube, Term, deriveTables, ningxia2024 } from "@juesuan/tables"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const posting = fc.record({
  measure: fc.constantFrom("income", "expenditure", "opening", "budgetInitial", "carryoverReturned"),
  fund: fc.constantFrom("generalPublic", "governmentFund", "stateCapital", "unitFunds"),
  kind: fc.constantFrom("", "appropriation", "educationFees", "other"),
  function: fc.constantFrom("", "208", "20801", "2080109", "2080505", "2101102", "2120801"),
  economic: fc.constantFrom("", "30101", "30217", "30231", "31013", "39999"),
  nature: fc.constantFrom("", "basic", "project", "operating"),
  project: fc.constantFrom("", "P1", "P2"),
  amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((fen) => Money.fromFen(fen))
}) as unknown as fc.Arbitrary<Posting>

describe("the derived tables", () => {
  it("have in every cell the value of its term alone, for every cube", () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 60 }), (postings) => {
        const cube = Cube.fromPostings(postings)
        for (const table of deriveTables(cube, ningxia2024, 2024))
          for (const row of table.rows)
            for (const { address, amount, term } of row.cells.values())
              expect(amount, address).toBe(Cube.evaluate(cube, term))
      }),
      runs(process.env, 60, 20241130)
    )
  })
})

describe("a term", () => {
  const rows = ["2080109", "2080505", "2101102"].map((code) => ({
    measure: "expenditure",
    fund: "generalPublic",
    kind: "",
    function: code,
    economic: "30101",
    nature: "basic",
    project: "",
    amount: Money.fromFen(100)
  })) as unknown as ReadonlyArray<Posting>
  const cube = Cube.fromPostings(rows)
  const valueOf = (term: Term.Term): number => Cube.evaluateAll(cube, [term])[0]!

  it("counts an amount once whose code begins with several of its prefixes", () => {
    expect(valueOf(Term.select({ measure: "expenditure", function: Term.under("208", "20801") }))).toBe(200)
  })

  it("counts an amount as often as it selects it", () => {
    const all = Term.select({ measure: "expenditure" })
    expect(valueOf(Term.sum(all, all))).toBe(600)
    expect(valueOf(Term.minus(all, all))).toBe(0)
  })

  it("may name any of several measures, or be narrowed twice by one dimension", () => {
    expect(valueOf(Term.select({ measure: Term.anyOf("income", "expenditure") }))).toBe(300)
    const narrowed = Term.restrict(Term.select({ measure: "expenditure", function: Term.under("208") }), {
      function: Term.under("20805")
    })
    expect(valueOf(narrowed)).toBe(100)
  })
})
