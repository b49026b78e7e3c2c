/**
 * No consistent narrative is accused, in whatever grammar of the provinces it is written.
 */
import { audit, readDocument } from "@juesuan/audit"
import { runs } from "@juesuan/testing"
import * as fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { figures } from "./figures.ts"
import { narratives } from "./narratives.ts"

/** Reasons not given, 比…持平 and units left out are said of the text itself, and no accusation of a figure. */
const OF_WORDING = new Set(["AR-N-07", "AR-N-20", "AR-N-21"])

const accusations = (text: string): ReadonlyArray<string> => {
  const read = Result.getOrThrow(readDocument(new TextEncoder().encode(text), "n.txt"))
  return audit(read)
    .findings.filter(({ ruleId, severity }) => severity !== "hint" && !OF_WORDING.has(ruleId))
    .map(({ ruleId, message }) => `${ruleId} ${message}`)
}

describe("a consistent narrative", () => {
  for (const [name, narrative] of Object.entries(narratives))
    it(`is not accused: ${name}`, () => {
      fc.assert(
        fc.property(figures, (one) => {
          expect(accusations(narrative(one))).toEqual([])
        }),
        runs(process.env, 40, 20_231)
      )
    })
})
