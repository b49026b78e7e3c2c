/**
 * The examples that `juesuan rule ID` prints: the first passes its rule, the second breaks it.
 */
import { Articulation } from "@juesuan/tables"
import { describe, expect, it } from "vitest"

const { articulationRules, checkRule, exampleOf, readExample } = Articulation

describe.each(articulationRules.map((rule) => [rule.id, rule] as const))("the examples of %s", (id, rule) => {
  const outcome = (text: string) => {
    const { source, context } = readExample(text)
    return checkRule(rule, source, context).outcome
  }

  it("pass and fail", () => {
    const { pass, fail } = exampleOf(id)
    expect(outcome(pass)).toBe("pass")
    expect(outcome(fail)).toBe("fail")
  })
})

describe("an example", () => {
  it("is refused when a line is none", () => {
    expect(() => readExample("T01/income/1 abc")).toThrow("abc")
    expect(() => exampleOf("AR-99-9")).toThrow("AR-99-9")
  })
})
