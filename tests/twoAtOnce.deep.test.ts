/**
 * Two at once, many times over, with files of different lengths so that the two meet at different moments.
 */
import { runs } from "@juesuan/testing"
import { describe, expect, it } from "vitest"
import { contest, contests } from "./twoAtOnce.ts"

const { numRuns } = runs(process.env, 6, 1)
const lengths = [1, 40, 400, 4000]

describe("two processes at once, many times", () => {
  it.each(contests(1).map(({ name }, index) => [name, index] as const))("%s", async (name, index) => {
    const codes = new Map<string, number>()
    for (let round = 0; round < numRuns; round++) {
      const given = contests(lengths[round % lengths.length]!)[index]!
      const outcome = (await contest(given)).codes.toSorted().join(" and ")
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1)
    }
    const counted = [...codes].map(([outcome, times]) => `${outcome}: ${times}`).join(", ")
    process.stdout.write(`two at once: ${name}, ${numRuns} rounds; exit codes ${counted}\n`)
    expect([...codes.values()].reduce((sum, times) => sum + times, 0)).toBe(numRuns)
  })
})
