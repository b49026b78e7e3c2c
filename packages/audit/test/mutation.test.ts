/**
 * An altered number is found: a sample of the mutants that `npm run audit:mutations` tries in full.
 *
 * Of the seed and of a generated year; every number that a rule says it read, altered by a digit, by two digits that
 * change places, by a factor of ten, by its sign, its unit, its decimals. What survives has a reason that lies in the
 * document: a rate of two decimals is the same for both numbers, both earn the same score, a label is cut.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { renderText } from "@juesuan/disclosure/text"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { documentOf } from "../../../tests/documents.ts"
import { auditedOf, coveredOf, mutantsOf, outcomeOf } from "./mutants.ts"
import type { Audited, Mutant, Outcome } from "./mutants.ts"

const { numRuns, seed } = runs(process.env, 40, 20_241_126, 160)

const yanchi = auditedOf(
  fs.readFileSync(path.join(import.meta.dirname, "fixtures", "yanchi-2024.txt"), "utf8")
)
const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed })
const generated = auditedOf(renderText(documentOf(year!)))

const sampled = (audited: Audited, count: number): ReadonlyArray<Mutant> => {
  const all = coveredOf(audited).flatMap((figure) => mutantsOf(audited, figure))
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, at) => at % step === seed % step)
}

const told = ({ mutant, reason }: Outcome): string =>
  `${mutant.operator} ${mutant.figure.label} ${mutant.line}: ${mutant.printed} → ${mutant.altered} (${reason})`

describe.each([
  ["a published document", yanchi, numRuns, 0.95],
  ["a generated one", generated, Math.ceil(numRuns / 4), 0.95]
] as const)("numbers of %s", (_, audited, count, share) => {
  let outcomes: ReadonlyArray<Outcome> = []
  let survivors: ReadonlyArray<Outcome> = []

  beforeAll(() => {
    outcomes = sampled(audited, count).map((mutant) => outcomeOf(audited, mutant))
    survivors = outcomes.filter(({ fate }) => fate === "survived")
  })

  it("are read by some rule, all but a few", () => {
    expect(coveredOf(audited).length / audited.figures.length).toBeGreaterThan(0.97)
  })

  it("are found when they are altered, and named", () => {
    expect(outcomes.length).toBeGreaterThanOrEqual(count)
    expect(survivors.filter(({ reason }) => reason === null).map(told)).toEqual([])
    // Of a small sample one may be such a number.
    const allowed = Math.max(1, Math.floor(outcomes.length * (1 - share)))
    expect(survivors.length).toBeLessThanOrEqual(allowed)
  })
})

describe("the reasons of survivors", () => {
  const mutant = (line: number, printed: string, altered: string): Mutant => {
    const found = yanchi.figures.find(({ at, raw }) => at.line === line && raw.startsWith(printed))!
    return { figure: found, operator: "digit", line, printed, altered, text: yanchi.text }
  }

  it("excuse no number that a table prints, and no change a rate would show", () => {
    const isExcused = (one: Mutant): boolean => outcomeOf(yanchi, one).reason !== null
    expect(isExcused(mutant(375, "1,578,669.08", "1,578,669.18"))).toBe(true)
    expect(isExcused(mutant(375, "1,578,669.08", "1,678,669.08"))).toBe(false)
    expect(isExcused(mutant(371, "18.67", "18.77"))).toBe(false)
    expect(isExcused(mutant(130, "1,801,947.97", "1,801,947.98"))).toBe(false)
  })
})
