/**
 * Invariants: what is the same money is the same figure, or no table is printed.
 */
import { Money } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import { Cube, assertInvariants, deriveTables, mof2023, ningxia2024 } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { numRuns, seed } = runs(process.env, 200, 20_240_111)
const tablesOf = (events: ReadonlyArray<Parameters<typeof postings>[0]>, pack = ningxia2024) =>
  deriveTables(Cube.fromPostings(events.flatMap((event) => postings(event))), pack, 2024)

/** The tables with one cell a fen off. */
const off = (tables: ReadonlyArray<DerivedTable>, address: string): ReadonlyArray<DerivedTable> =>
  tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: new Map(
        [...row.cells].map(([column, cell]) => [
          column,
          cell.address === address ? { ...cell, amount: Money.add(cell.amount, Money.fromFen(1)) } : cell
        ])
      )
    }))
  }))

describe("the invariants of derived tables", () => {
  it("hold for every year and pack", () => {
    fc.assert(
      fc.property(Arbitrary.year({ control: "off" }), ({ events }) => {
        for (const pack of [ningxia2024, mof2023])
          expect(() =>
            assertInvariants(
              tablesOf(
                events.map(({ event }) => event),
                pack
              )
            )
          ).not.toThrow()
      }),
      { numRuns, seed }
    )
  })

  it.each([
    "T01/total/1",
    "T01/total/2",
    "T01/income/1",
    "T02/total/1",
    "T01/expenditure/2",
    "T03/total/1",
    "T04/total/1",
    "T04/total/2",
    "T04/total/3",
    "T04/expenditure/3",
    "T05/total/1",
    "T05/total/2"
  ])("do not hold when %s is a fen off", (address) => {
    const [year] = fc.sample(Arbitrary.year({ control: "off" }), { numRuns: 1, seed: 5 }) as [Arbitrary.Year]
    const tables = tablesOf(year.events.map(({ event }) => event))
    expect(() => assertInvariants(off(tables, address))).toThrow(/does not hold/)
  })

  it("ask nothing of tables a pack leaves out", () => {
    expect(() => assertInvariants([])).not.toThrow()
  })
})
