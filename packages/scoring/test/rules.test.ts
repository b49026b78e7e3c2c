/**
 * Every rule of verification, passing and failing; what has no ratio is defined.
 */
import { Money } from "@juesuan/domain"
import { Exact, ningxiaYanchi2024, rollUp, scoreCard, scoreRules, verifyScorecards } from "@juesuan/scoring"
import type { Indicator, PublishedCard, PublishedScores, RuleSet, Scorecard } from "@juesuan/scoring"
import { describe, expect, it } from "vitest"

const row = (
  id: string,
  level1: string,
  level2: string,
  weight: string,
  more: Partial<Indicator> = {}
): Indicator => ({
  id,
  level1,
  level2,
  level3: id,
  kind: "quantitative",
  direction: "atLeast",
  target: "100",
  actual: "100",
  weight,
  tier: null,
  awarded: null,
  deviation: "",
  ...more
})
const line = (fen: number) => ({
  initial: Money.fromFen(fen),
  annual: Money.fromFen(fen),
  executed: Money.fromFen(fen)
})
const none = { initial: null, annual: null, executed: null }
const sound: Scorecard = {
  project: "P1",
  name: "项目",
  department: "",
  unit: "",
  year: 2024,
  goal: "",
  outcome: "",
  money: { total: line(1_000_000), current: line(1_000_000), carryover: none, other: none },
  indicators: [
    row("数量-1", "产出指标", "数量指标", "40"),
    row("社会-1", "效益指标", "社会效益指标", "40", { kind: "qualitative", tier: "reached", awarded: "40" }),
    row("满意-1", "满意度指标", "服务对象满意度指标", "10")
  ]
}
const honest: PublishedScores = {
  rate: "1.0000",
  execution: "10",
  scores: { "数量-1": "40", "社会-1": "40", "满意-1": "10" },
  total: "100",
  totalWeight: "100",
  labels: { 产出指标: "40" }
}
const changed = (at: number, more: Partial<Indicator>): Scorecard => ({
  ...sound,
  indicators: sound.indicators.map((one, index) => (index === at ? { ...one, ...more } : one))
})
const verified = (card: Scorecard, published: Partial<PublishedScores> = {}) =>
  verifyScorecards([{ card, published: { ...honest, ...published }, lines: {} } satisfies PublishedCard], {
    ruleSet: ningxiaYanchi2024
  }).findings.map(({ ruleId }) => ruleId)

const failing: Readonly<Record<keyof typeof scoreRules, ReadonlyArray<string>>> = {
  "SR-1": verified(changed(0, { weight: "41" })),
  "SR-2": verified({
    ...sound,
    indicators: [
      { ...sound.indicators[0]!, weight: "30" },
      { ...sound.indicators[1]!, weight: "50" },
      sound.indicators[2]!
    ]
  }),
  "SR-3": verified(sound, { labels: { 产出指标: "30" } }),
  "SR-4": verified(sound, { scores: { ...honest.scores, "数量-1": "41" } }),
  "SR-5": verified(changed(1, { tier: "partly" })),
  "SR-6": verified(sound, { rate: "0.98" }),
  "SR-7": verified(sound, { execution: "9" }),
  "SR-8": verified(changed(0, { actual: "50", deviation: "少" })),
  "SR-9": verified(sound, { total: "99" }),
  "SR-10": verified(changed(0, { actual: "50", deviation: "少" })),
  "SR-11": verified(changed(0, { actual: "150" })),
  "SR-12": verified(changed(0, { actual: "≥100" })),
  "SR-13": [],
  "SR-14": verified(changed(0, { actual: "50" })),
  "SR-15": verified(changed(0, { direction: "undeclared", actual: "150", deviation: "多" })),
  "SR-16": verified(sound, { scores: { "数量-1": "40", "社会-1": "40" } }),
  "SR-17": verified({ ...sound, year: 2025 })
}

describe("a sound scorecard", () => {
  it("has no finding", () => {
    expect(verified(sound)).toEqual([])
  })
})

describe("each rule fails where it is broken:", () => {
  it.each(Object.entries(failing).filter(([id]) => id !== "SR-13"))("%s", (id, found) => {
    expect(found).toContain(id)
  })

  it("SR-13, which is about several cards", () => {
    const money = { ...sound.money, total: { ...line(1_000_000), executed: Money.fromFen(987_600) } }
    const exact: RuleSet = {
      ...ningxiaYanchi2024,
      execution: { ...ningxiaYanchi2024.execution, statedDecimals: null }
    }
    const of = (execution: string): PublishedCard => ({
      card: { ...sound, money },
      published: { ...honest, execution, rate: null, total: null },
      lines: {}
    })
    const found = (...cards: ReadonlyArray<PublishedCard>) =>
      verifyScorecards(cards, { ruleSet: exact }).findings.map(({ ruleId }) => ruleId)
    expect(found(of("9.9"), of("9.88"))).toContain("SR-13")
    expect(found(of("9.88"), of("9.88"))).not.toContain("SR-13")
  })
})

describe("a tier", () => {
  const judged = (awarded: string, tier: "reached" | "partly" | "missed", set: RuleSet) =>
    verifyScorecards(
      [
        {
          card: changed(1, { awarded, tier }),
          published: { ...honest, scores: { ...honest.scores, "社会-1": awarded }, total: null },
          lines: {}
        }
      ],
      { ruleSet: set }
    ).findings.map(({ ruleId }) => ruleId)

  it.each([
    ["40", "reached", true],
    ["32", "reached", true],
    ["31.99", "reached", false],
    ["32", "partly", false],
    ["31.99", "partly", true],
    ["20", "partly", true],
    ["19.99", "partly", false],
    ["20", "missed", false],
    ["0", "missed", true]
  ] as const)("takes %s of 40 as %s: %s", (awarded, tier, isInside) => {
    expect(judged(awarded, tier, ningxiaYanchi2024).includes("SR-5")).toBe(!isInside)
  })

  it("ends at the weight however its end is written", () => {
    const [top, ...others] = ningxiaYanchi2024.tiers
    const set: RuleSet = { ...ningxiaYanchi2024, tiers: [{ ...top!, to: "1.00" }, ...others] }
    expect(judged("40", "reached", set)).not.toContain("SR-5")
  })
})

describe("the roll-up of a department's projects", () => {
  const scored = (...actuals: ReadonlyArray<string>) =>
    rollUp(
      actuals.map((actual) => scoreCard(changed(0, { actual }), ningxiaYanchi2024)),
      ningxiaYanchi2024
    )

  it("counts, averages and grades", () => {
    expect(scored("100", "50", "0")).toEqual({
      count: 3,
      average: "80.00",
      averageGrade: "良",
      grades: { 优: 1, 良: 1, 中: 1, 差: 0 }
    })
    expect(rollUp([], ningxiaYanchi2024)).toMatchObject({ count: 0, average: null, averageGrade: null })
  })

  it("gives the grade of the average that is printed", () => {
    // 100, 100 and 69.99 come to 89.9966…, which prints as 90.00.
    expect(scored("100", "100", "24.975")).toMatchObject({ average: "90.00", averageGrade: "优" })
  })
})

describe("what has no ratio is defined:", () => {
  const score = (more: Partial<Indicator>, set: RuleSet = ningxiaYanchi2024) => {
    const { derivation } = scoreCard(changed(0, more), set).indicators[0]!
    return [derivation.score === null ? null : Exact.plain(derivation.score), derivation.notes]
  }

  it.each([
    ["a target of zero is met by zero", { direction: "atMost", target: "0", actual: "0" }, "40"],
    ["and missed by anything else", { direction: "atMost", target: "0", actual: "1" }, "0"],
    ["a positive target of zero is always met", { target: "0", actual: "3" }, "40"],
    ["a negative actual counts as nothing", { actual: "-5" }, "0"],
    ["a cost of nothing is within any limit", { direction: "atMost", actual: "0" }, "40"],
    ["ten thousand yuan are one 万元", { target: "1万元", actual: "9000元" }, "36"],
    ["so they are a year", { direction: "atMost", target: "1200元/人/年", actual: "0.16万元/人/年" }, "30"],
    ["a unit with more to it is the same unit", { target: "10次以上", actual: "9次" }, "36"],
    ["a unit only one of them names is both's", { target: "90%", actual: "0.45" }, "20"]
  ] as const)("%s", (_, more, expected) => {
    expect(score(more)[0]).toBe(expected)
  })

  it("an actual that is missing has no score, and the card is incomplete", () => {
    expect(score({ actual: null })).toEqual([null, ["actualMissing"]])
    expect(scoreCard(changed(0, { actual: null }), ningxiaYanchi2024).isComplete).toBe(false)
  })

  it.each([
    ["a target below zero", { target: "-5%", actual: "3%" }, "targetNegative"],
    ["one that a cost may not exceed", { direction: "atMost", target: "-5", actual: "-9" }, "targetNegative"],
    ["units that have nothing to do with each other", { target: "10天", actual: "10人" }, "unitsDiffer"],
    ["an amount and a rate by head", { target: "10元/人", actual: "10万元/户" }, "unitsDiffer"]
  ] as const)("%s: there is no ratio and no score, unless one was awarded", (_, more, note) => {
    expect(score(more)).toEqual([null, [note]])
    expect(score({ ...more, awarded: "30" })).toEqual(["30", [note]])
  })

  it.each(["41", "-1"])("an awarded score of %s of 40 is none", (awarded) => {
    const judged = { kind: "qualitative", tier: "reached", target: "好", actual: "好", awarded } as const
    expect(score(judged)).toEqual([null, ["awardedOutside"]])
  })

  it("a target of zero is not scored where the set says so", () => {
    expect(score({ target: "0" }, { ...ningxiaYanchi2024, zeroTarget: "unscored" })[0]).toBeNull()
  })

  it("a budget below zero has no rate and no score", () => {
    const card = { ...sound, money: { ...sound.money, total: line(-1) } }
    const { rate, execution } = scoreCard(card, ningxiaYanchi2024)
    expect([rate, execution.score, execution.notes]).toEqual([null, null, ["budgetZero"]])
  })

  it("a budget of zero has no rate and no score", () => {
    const zero = { ...sound, money: { ...sound.money, total: { ...line(0), executed: Money.fromFen(5) } } }
    const { rate, execution, isComplete } = scoreCard(zero, ningxiaYanchi2024)
    expect([rate, execution.score, execution.notes, isComplete]).toEqual([null, null, ["budgetZero"], false])
  })

  it("a qualitative indicator that nobody judged has no score", () => {
    expect(
      scoreCard(changed(1, { awarded: null }), ningxiaYanchi2024).indicators[1]!.derivation.notes
    ).toEqual(["notJudged"])
  })

  it("an over-achieved target is reduced where the set says so", () => {
    const set: RuleSet = { ...ningxiaYanchi2024, overAchievement: { kind: "reduceFrom", from: "1.5" } }
    expect(score({ actual: "175" }, set)[0]).toBe("30")
    expect(score({ actual: "150" }, set)[0]).toBe("40")
    expect(score({ actual: "400" }, set)[0]).toBe("0")
  })
})
