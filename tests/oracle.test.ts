/**
 * The nine tables against the oracle, an independent fold of the same events, on tens of thousands of years in the
 * deep run.
 */
import { postings } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { Cube, deriveTables, ningxia2024 } from "@juesuan/tables"
import { Arbitrary, replayOracle, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { numRuns: years, seed } = runs(process.env, 200, 20_240_153, 5000)
process.stdout.write(`oracle: ${years} years, JUESUAN_SEED=${seed}\n`)

const timeout = 3_600_000
let cells = 0

/** Every cell that differs, in either direction: what one has and the other has not counts as zero. */
const differences = (events: ReadonlyArray<NewEvent>, year: number): ReadonlyArray<string> => {
  const cube = Cube.fromPostings(events.flatMap(({ event }) => postings(event)))
  const oracle = new Map(replayOracle(events))
  const found: Array<string> = []
  for (const table of deriveTables(cube, ningxia2024, year)) {
    for (const row of table.rows) {
      for (const { address, amount } of row.cells.values()) {
        cells++
        const expected = oracle.get(address) ?? 0n
        oracle.delete(address)
        if (BigInt(amount) !== expected) found.push(`${address}: ${amount}, oracle ${expected}`)
      }
    }
  }
  return [...found, ...[...oracle].map(([address, fen]) => `${address}: not printed, oracle ${fen}`)]
}

describe("every cell of every year is what the oracle says, difference 0.00", () => {
  it("in years of one unit", { timeout }, () => {
    fc.assert(
      fc.property(Arbitrary.year({ control: "off" }), ({ events, year }) => {
        expect(differences(events, year)).toEqual([])
      }),
      { numRuns: Math.ceil(years * 0.9), seed }
    )
  })

  it("in histories with a closing, adjustments, an opening and money back", { timeout }, () => {
    fc.assert(
      fc.property(Arbitrary.history(), ({ first, second }) => {
        expect(differences(first.events, first.year)).toEqual([])
        expect(differences(second.events, second.year)).toEqual([])
      }),
      { numRuns: Math.ceil(years * 0.05), seed }
    )
  })

  it("and there is something to compare", () => {
    process.stdout.write(`oracle: ${cells} cells compared\n`)
    expect(cells).toBeGreaterThan(years * 300)
  })
})
