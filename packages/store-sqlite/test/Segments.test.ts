/**
 * Segments: how many blobs a ledger ends in, and how often a posting is rewritten on the way.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SEGMENT_FANOUT, SEGMENT_POSTINGS_MAX, concat, mergeCount } from "../src/Segments.ts"
import { runs } from "@juesuan/testing"

/** Appends segments as the store does; gives the sizes that are left and how many postings were written. */
const appendAll = (appended: ReadonlyArray<number>): { sizes: ReadonlyArray<number>; written: number } => {
  const sizes: Array<number> = []
  let written = 0
  for (const fresh of appended) {
    let size = fresh
    for (;;) {
      const count = mergeCount(sizes.slice(1 - SEGMENT_FANOUT).reverse(), size)
      if (count === 0) break
      size += sizes.splice(sizes.length - count).reduce((sum, part) => sum + part, 0)
    }
    sizes.push(size)
    written += size
  }
  return { sizes, written }
}

const sum = (sizes: ReadonlyArray<number>): number => sizes.reduce((total, size) => total + size, 0)
const tiersMax = Math.ceil(Math.log(SEGMENT_POSTINGS_MAX) / Math.log(SEGMENT_FANOUT))

describe("segments", () => {
  it("keep every posting, stay within the largest size, and are few, whatever sizes are appended", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 400 }), (appended) => {
        const { sizes, written } = appendAll(appended)
        const total = sum(appended)
        expect(sum(sizes)).toBe(total)
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(SEGMENT_POSTINGS_MAX)
        expect(written).toBeLessThanOrEqual(total * (tiersMax + 1))
        const full = (total * SEGMENT_FANOUT) / SEGMENT_POSTINGS_MAX
        expect(sizes.length).toBeLessThanOrEqual(SEGMENT_FANOUT * (tiersMax + 1) + full * SEGMENT_FANOUT)
      }),
      runs(process.env, 200, 20_240_101) as { numRuns: number; seed: number }
    )
  })

  it("of a hundred thousand single events are at most a few dozen", () => {
    const { sizes, written } = appendAll(Array.from({ length: 100_000 }, () => 1))
    expect(sizes.length).toBeLessThan(SEGMENT_FANOUT * tiersMax)
    expect(written).toBeLessThan(100_000 * tiersMax)
  })

  it("of a million events in batches of a thousand are at most a few dozen", () => {
    expect(appendAll(Array.from({ length: 1000 }, () => 1000)).sizes.length).toBeLessThan(64)
  })

  it("joined are their columns one after the other", () => {
    const part = (base: number) => ({
      cells: Int32Array.of(base, base + 1),
      amounts: Float64Array.of(-base, 2 ** 53 - 1),
      days: Int32Array.of(base, base),
      recorded: Float64Array.of(base, base)
    })
    expect(concat([part(1), part(5)])).toEqual({
      cells: Int32Array.of(1, 2, 5, 6),
      amounts: Float64Array.of(-1, 2 ** 53 - 1, -5, 2 ** 53 - 1),
      days: Int32Array.of(1, 1, 5, 5),
      recorded: Float64Array.of(1, 1, 5, 5)
    })
  })
})
