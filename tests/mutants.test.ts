/**
 * The laws can fail: each mutant is a plausible mistake, and the laws named with it turn red.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Arbitrary, Law } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mutants as otherMutants } from "./mutants.ts"
import type { LawName } from "./mutants.ts"
import { historyMutants } from "./mutantsOfHistories.ts"
import { definitionMutants } from "./mutantsOfDefinitions.ts"

const { realSystem, trial, yearLaws, historyLaws, ledgerLaws } = Law
const mutants = [...definitionMutants, ...otherMutants, ...historyMutants]
const lawNames = [yearLaws, historyLaws, ledgerLaws].flatMap((laws) =>
  Object.keys(laws)
) as ReadonlyArray<LawName>

/** Runs after which a law that has not turned red is taken not to see the mistake. */
const mostRuns = 1000
const seed = 20_240_101

/** After how many runs the law turns red on the system; `null` when it stays green for `numRuns`. */
const turnsRedAfter = (system: Law.System, law: LawName, numRuns = mostRuns): number | null => {
  const parameters = { numRuns, seed, endOnFailure: true }
  const pick = fc.nat({ max: 999_983 })
  const holds = (broken: ReadonlyArray<string>): boolean => broken.length === 0
  const ofYears = (name: keyof typeof yearLaws) =>
    fc.check(
      fc.property(trial(), (asked) => holds(yearLaws[name](system, asked))),
      parameters
    )
  const ofHistories = (name: keyof typeof historyLaws) =>
    fc.check(
      fc.property(Arbitrary.history(), pick, (history, picked) =>
        holds(historyLaws[name](system, history, picked))
      ),
      parameters
    )
  const ofLedgers = (name: keyof typeof ledgerLaws) =>
    fc.check(
      fc.property(Arbitrary.ledger(), pick, (ledger, picked) =>
        holds(ledgerLaws[name](system, ledger, picked))
      ),
      parameters
    )
  const details =
    law in yearLaws
      ? ofYears(law as keyof typeof yearLaws)
      : law in historyLaws
        ? ofHistories(law as keyof typeof historyLaws)
        : ofLedgers(law as keyof typeof ledgerLaws)
  return details.failed ? details.numRuns : null
}

const rows = mutants.flatMap(({ mistake, system, breaks }) =>
  breaks.map((law) => [mistake, law, system] as const)
)

/** How many runs a law took to see the mistake that it was slowest to see. */
const slowest = new Map<LawName, number>()

describe("when", () => {
  it.each(rows)("%s, it is red that %s", { timeout: 120_000 }, (_, law, system) => {
    const needed = turnsRedAfter(system, law)
    expect(needed).not.toBeNull()
    slowest.set(law, Math.max(slowest.get(law) ?? 0, needed ?? mostRuns))
  })
})

describe("the mutants", () => {
  it("leave no law without one that breaks it", () => {
    const broken = new Set(mutants.flatMap(({ breaks }) => breaks))
    expect(lawNames.filter((law) => !broken.has(law))).toEqual([])
  })

  it(
    "are what breaks the laws: with nothing wrong, they stay green on the same runs",
    { timeout: 120_000 },
    () => {
      const red = lawNames.filter((law) => turnsRedAfter(realSystem, law, slowest.get(law)) !== null)
      expect(red).toEqual([])
    }
  )

  it("and the laws are those of the reference page", () => {
    const page = fs.readFileSync(
      path.join(path.dirname(import.meta.dirname), "docs", "reference", "laws.md"),
      "utf8"
    )
    const absent = [...lawNames, ...mutants.map(({ mistake }) => mistake)].filter(
      (name) => !page.includes(name)
    )
    expect(absent).toEqual([])
  })
})
