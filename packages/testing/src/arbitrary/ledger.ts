/**
 * Whole ledgers: years of several units whose events were recorded in turns.
 */
import type { FiscalYear } from "@juesuan/domain"
import type { NewEvent, StreamId } from "@juesuan/ledger"
import fc from "fast-check"
import { year } from "./year.ts"
import type { Year } from "./year.ts"

/** One event recorded, and where. */
export interface Step {
  readonly streamId: StreamId
  /** The version of the stream before it. */
  readonly expectedVersion: number
  readonly event: NewEvent
}

/** Several units' years, and the order in which they were recorded. */
export interface Ledger {
  readonly years: ReadonlyArray<Year>
  /** All events of all years, those of one stream in their order. */
  readonly steps: ReadonlyArray<Step>
}

/** How many streams a ledger has, and how long they are. */
export interface LedgerConstraints {
  /** Most streams; at least one. Default 4. */
  readonly streamsMax?: number
  /** Most intentions of each stream. Default 12. */
  readonly intentionsMax?: number
  /** The fiscal year of all streams. Default 2024. */
  readonly year?: FiscalYear.FiscalYear
}

/** Deals the events of the years out: each turn takes the next event of one of the streams that have any left. */
const interleave = (years: ReadonlyArray<Year>, turns: ReadonlyArray<number>): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  const taken = years.map(() => 0)
  const total = years.reduce((sum, { events }) => sum + events.length, 0)
  while (steps.length < total) {
    const open = years.flatMap(({ events }, index) => (taken[index]! < events.length ? [index] : []))
    const index = open[(turns[steps.length % Math.max(1, turns.length)] ?? 0) % open.length]!
    const { streamId, events } = years[index]!
    const expectedVersion = taken[index]!
    steps.push({ streamId, expectedVersion, event: events[expectedVersion]! })
    taken[index] = expectedVersion + 1
  }
  return steps
}

/** A ledger of one to four streams. Shrinks to fewer streams, shorter years and one stream after the other. */
export const ledger = ({
  streamsMax = 4,
  intentionsMax = 12,
  year: fiscalYear = 2024
}: LedgerConstraints = {}): fc.Arbitrary<Ledger> =>
  fc
    .integer({ min: 1, max: streamsMax })
    .chain((streams) =>
      fc.tuple(
        fc.tuple(
          ...Array.from({ length: streams }, (_, index) =>
            year({ agencyCode: `10000${index + 1}`, year: fiscalYear, intentionsMax })
          )
        ),
        fc.array(fc.nat({ max: streamsMax - 1 }), { maxLength: 40, size: "max" })
      )
    )
    .map(([years, turns]) => ({ years, steps: interleave(years, turns) }))
