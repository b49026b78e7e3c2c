/**
 * The oracle and the package on 20,000 generated cards under generated sets: all clauses, to the last printed digit.
 */
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { it } from "vitest"
import { agreement } from "./agreement.ts"

const { numRuns, seed } = runs(process.env, 20_000, 20_201_011)

it(`an independent computation agrees on ${numRuns} cards`, { timeout: 1_800_000 }, () => {
  fc.assert(agreement(), { numRuns, seed })
})
