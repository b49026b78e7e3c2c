/**
 * The quota lines: what is available is what was issued and changed less what is charged.
 */
import { Money } from "@juesuan/domain"
import { availableOn, foldYear, postings } from "@juesuan/ledger"
import type { RecordedEvent } from "@juesuan/ledger"
import { Cube } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { quotaRows } from "@juesuan/year"

const { numRuns, seed } = runs(process.env, 60, 20_240_131, 300)

describe("for every year the quota lines", () => {
  it("agree with the postings, and their parts with what is available", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        const state = foldYear(events as unknown as ReadonlyArray<RecordedEvent>)
        const cube = Cube.fromPostings(events.flatMap(({ event }) => postings(event)))
        const rows = quotaRows(state, [...cube.cells.values()])
        for (const row of rows) {
          const parts = [row.initial, row.supplemented, row.reduced, row.transferred, row.withdrawn]
          expect(Money.subtract(Money.sum(parts), row.charged)).toBe(row.available)
          expect(row.available).toBe(availableOn(state, row.key))
          // Strict control: nothing is overdrawn.
          expect(row.available).toBeGreaterThanOrEqual(0)
        }
        const paid = events.reduce((sum, { event }) => {
          if (event.type === "DisbursementPaid") return sum + event.payload.amount
          return event.type === "DisbursementReturned" ? sum - event.payload.amount : sum
        }, 0)
        const reversed = events.some(({ event }) => event.type === "EntryReversed")
        // Under strict control every payment is charged to some line.
        if (!reversed) expect(Money.sum(rows.map(({ charged }) => charged))).toBe(paid)
      }),
      { numRuns, seed }
    )
  })
})
