/**
 * The laws of scoring hold for the real system, and each can fail: a mutant with one mistake turns it red.
 */
import { Exact, readRuleSet, ruleSets } from "@juesuan/scoring"
import type { ScoredCard, Scorecard } from "@juesuan/scoring"
import { runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { laws, realSystem } from "./laws.ts"
import type { System } from "./laws.ts"

const { numRuns, seed } = runs(process.env, 80, 20_240_121, 200)

describe("for every scorecard and rule set", () => {
  it.each(Object.entries(laws))("%s", (_, law) => {
    fc.assert(law(realSystem), { numRuns, seed })
  })
})

/** Scores with something done to the card before, or to the result after. */
const scoring = (
  before: (card: Scorecard) => Scorecard,
  after: (scored: ScoredCard) => ScoredCard = (scored) => scored
): System => ({ ...realSystem, scoreCard: (card, set) => after(realSystem.scoreCard(before(card), set)) })

const names = Object.keys(laws)
const named = (start: string): string => names.find((name) => name.startsWith(start)) ?? start

const mutants: ReadonlyArray<readonly [mistake: string, system: System, law: string]> = [
  [
    "scores are not capped",
    scoring(
      (card) => card,
      (scored) => ({
        ...scored,
        indicators: scored.indicators.map(({ indicator, derivation }) => ({
          indicator,
          derivation: { ...derivation, score: derivation.score?.times(2) ?? null }
        }))
      })
    ),
    named("a score is between")
  ],
  [
    "costs are scored as if they were to be reached",
    scoring((card) => ({
      ...card,
      indicators: card.indicators.map((one) =>
        one.direction === "atMost" ? { ...one, direction: "atLeast" } : one
      )
    })),
    named("reaching more")
  ],
  [
    "the total forgets the execution",
    scoring(
      (card) => card,
      (scored) => ({ ...scored, total: scored.total.minus(scored.execution.score ?? 0) })
    ),
    named("the total is the sum")
  ],
  [
    "the best grade is given last",
    {
      ...realSystem,
      gradeOf: (set, total) => realSystem.gradeOf(set, Exact.exact(100).minus(total))
    },
    named("a better total")
  ],
  [
    "a target is missed by one",
    scoring((card) => ({
      ...card,
      indicators: card.indicators.map((one) =>
        one.kind === "quantitative"
          ? { ...one, target: Exact.plain(Exact.exact(one.target.replace("人", "")).plus(1)) }
          : one
      )
    })),
    named("scaling target")
  ],
  [
    "verification rounds the other way",
    {
      ...realSystem,
      verifyScorecards: (cards, options) =>
        realSystem.verifyScorecards(cards, {
          ...options,
          ruleSet: { ...options.ruleSet, scoreDecimals: options.ruleSet.scoreDecimals + 1 }
        })
    },
    named("what a set scores")
  ],
  [
    "verification by another set",
    {
      ...realSystem,
      verifyScorecards: (cards, options) =>
        realSystem.verifyScorecards(cards, {
          ...options,
          ruleSet: { ...options.ruleSet, firstLevel: [{ name: "产出指标", weight: "1" }] }
        })
    },
    named("a sound scorecard")
  ],
  [
    "verification looks at labels only",
    {
      ...realSystem,
      verifyScorecards: (cards, options) => {
        const report = realSystem.verifyScorecards(cards, options)
        return { ...report, findings: report.findings.filter(({ ruleId }) => ruleId === "SR-3") }
      }
    },
    named("any one score moved")
  ],
  [
    "totals are numbers",
    {
      ...realSystem,
      toScoresJson: ((...args: Parameters<System["toScoresJson"]>) => {
        const json = realSystem.toScoresJson(...args)
        return { ...json, projects: json.projects.map((one) => ({ ...one, total: Number(one.total) })) }
      }) as unknown as System["toScoresJson"]
    },
    named("every score and amount")
  ]
]

describe("when", () => {
  it.each(mutants)("%s, a law turns red", (_, system, law) => {
    // The first failure is enough: a mutant need not be shrunk.
    const { failed } = fc.check(laws[law]!(system), { numRuns: 1000, seed, endOnFailure: true })
    expect([law, failed]).toEqual([law, true])
  })

  it("no law is without a mutant", () => {
    const broken = new Set(mutants.map(([, , law]) => law))
    expect(names.filter((name) => !broken.has(name))).toEqual([])
  })
})

describe("every rule set that ships", () => {
  it.each(ruleSets)("$id reads back from JSON as itself", (shipped) => {
    expect(Result.getOrThrow(readRuleSet(JSON.parse(JSON.stringify(shipped))))).toEqual(shipped)
  })
})
