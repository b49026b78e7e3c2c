/**
 * The axis of a chart: it holds every value and zero, in few round steps.
 */
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { scaleOf } from "../../src/html/Scale.ts"

const { numRuns, seed } = runs(process.env, 2_000, 20_241_126)

describe("the axis of a chart", () => {
  it.each([
    [["12615180.13", "126132.77"], "元", ["0", "500", "1,000", "1,500"]],
    [["10.00"], "元", ["0", "0.00025", "0.00050", "0.00075", "0.00100"]],
    [["-30.00", "50.00"], "万元", ["-40", "-20", "0", "20", "40", "60"]],
    [["-9.00"], "万元", ["-10.0", "-7.5", "-5.0", "-2.5", "0"]],
    [["-30.00", "0.00"], "万元", ["-30", "-20", "-10", "0"]],
    [["0.00"], "元", ["0", "0.25"]],
    [[], "元", ["0", "0.25"]]
  ] as const)("of %j %s has the ticks %j", (values, unit, ticks) => {
    expect(scaleOf(values, unit).ticks.map(({ label }) => label)).toEqual(ticks)
  })

  it("holds zero and every value between its first and last tick, larger values further on", () => {
    const fen = fc.oneof(
      fc.integer({ min: -100, max: 100 }),
      fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 })
    )
    fc.assert(
      fc.property(
        fc.array(fen, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("元", "万元"),
        (all, unit) => {
          const values = all.toSorted((a, b) => a - b).map((one) => (one / 100).toFixed(2))
          const { ticks, placeOf, zero } = scaleOf(values, unit)
          expect(ticks.length).toBeGreaterThanOrEqual(2)
          expect(ticks.length).toBeLessThanOrEqual(7)
          expect(ticks[0]!.at).toBe(0)
          expect(ticks.at(-1)!.at).toBe(100)
          expect(ticks.filter(({ label }) => label === "0").map(({ at }) => at)).toEqual([zero])
          const places = values.map(placeOf)
          for (const [at, place] of places.entries()) {
            expect(place).toBeGreaterThanOrEqual(-1e-6)
            expect(place).toBeLessThanOrEqual(100 + 1e-6)
            if (at > 0) expect(place).toBeGreaterThanOrEqual(places[at - 1]!)
          }
        }
      ),
      { numRuns, seed }
    )
  })
})
