/**
 * Errors teach: every typed error of every package names its operands and the next step.
 *
 * The list of classes is read from the sources, so that a new error without a sample here fails. Problems of import
 * files are walked in `packages/cli/test/import/problems.test.ts`.
 */
import { describe, expect, it } from "vitest"
import { refusalInChinese } from "@juesuan/year"
import { classes, sampleOf, samples } from "../scripts/errorSamples.ts"

/** The command's end carries what another error said. */
const carriers = new Set(["Exit"])

/** The words a next step begins with. A message that only says what is wrong leaves its reader alone. */
const verbs =
  "Audit|Write|Name|Correct|Open|Close|Enter|Use|Issue|Give|Read|Check|Save|Install|Reverse|Return|Import|Export|Copy|" +
  "Split|Supplement|Record|Report|Amounts are|A stream is|A stream has|Run|Choose|Nothing was written|Remove|such as"

const hasNextStep = (message: string): boolean => new RegExp(`(^|[.:;,] |\\n)(${verbs})\\b`).test(message)

describe("every error", () => {
  const taught = classes.filter(({ name }) => !carriers.has(name))

  it("has a sample, and every sample an error", () => {
    expect(taught.map(({ name }) => name).sort()).toEqual(Object.keys(samples).sort())
  })

  it.each(taught.filter(({ name }) => name in samples).map((one) => [one.name, one] as const))(
    "%s names its operands and the next step",
    async (name, one) => {
      const { message } = await sampleOf(one)
      for (const said of samples[name]!.says) expect(message).toContain(said)
      expect(hasNextStep(message), message).toBe(true)
    }
  )

  it.each(
    taught.filter(({ module }) => module.endsWith("Refusal.ts")).map((one) => [one.name, one] as const)
  )("%s tells the next step in Chinese too", async (_, one) => {
    const said = refusalInChinese((await sampleOf(one)) as never)
    expect(said).toMatch(/请[^。]*。$/)
  })

  it("that only says what is wrong is told apart", () => {
    expect(hasNextStep("5.00 元 exceeds the 3.00 元 available.")).toBe(false)
    expect(hasNextStep("5.00 元 exceeds the 3.00 元 available. Supplement the quota first.")).toBe(true)
  })
})
