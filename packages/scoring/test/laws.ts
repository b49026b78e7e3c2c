/**
 * Laws of scoring over a system, for generated scorecards and rule sets.
 */
import { Money } from "@juesuan/domain"
import { Exact, gradeOf, ruleSets, scoreCard, toScoresJson, verifyScorecards } from "@juesuan/scoring"
import type {
  Formula,
  Indicator,
  Interval,
  Method,
  OverAchievement,
  PublishedCard,
  RuleSet,
  ScoredCard,
  Scorecard
} from "@juesuan/scoring"
import fc from "fast-check"
import { expect } from "vitest"

/** Tenths, hundredths: decimals as people write targets. */
const decimal = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 3 }))
    .map(([digits, places]) => Exact.plain(Exact.exact(digits).div(10 ** places)))
const positiveDecimal = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 0, max: 3 }))
    .map(([digits, places]) => Exact.plain(Exact.exact(digits).div(10 ** places)))

/** Now and then below zero: growth rates are, and so are slips of the pen. */
const signed = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 7, arbitrary: of },
    { weight: 1, arbitrary: of.map((text) => Exact.plain(Exact.exact(text).negated())) }
  )

const directions = ["atLeast", "atMost", "equal", "moreThan", "lessThan", "undeclared"] as const
const levels = [
  ["产出指标", "数量指标"],
  ["产出指标", "成本指标"],
  ["效益指标", "经济效益指标"],
  ["满意度指标", "服务对象满意度指标"]
] as const

const indicator = (at: number): fc.Arbitrary<Indicator> =>
  fc
    .record({
      direction: fc.constantFrom(...directions),
      target: signed(fc.oneof(decimal(100_000), decimal(30))),
      actual: fc.option(signed(fc.oneof(decimal(200_000), decimal(40))), { freq: 12 }),
      weight: fc.integer({ min: 1, max: 40 }),
      qualitative: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 1 }),
      awarded: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 1 }),
      hasReason: fc.boolean(),
      evidence: fc.constantFrom("given" as const, "lacking" as const),
      deductions: fc.array(
        fc.integer({ min: 1, max: 30 }).map((tenths) => ({
          points: Exact.plain(Exact.exact(tenths).div(10)),
          reason: "资料不全"
        })),
        { maxLength: 2 }
      ),
      place: fc.constantFrom(...levels)
    })
    .map((made): Indicator => {
      const { direction, target, actual, weight, qualitative, awarded, hasReason, ...more } = made
      const { evidence, deductions, place } = more
      const [level1, level2] = place
      const share = qualitative === null ? null : Exact.exact(qualitative).div(100)
      const tier =
        share === null ? null : share.gte("0.8") ? "reached" : share.gte("0.5") ? "partly" : "missed"
      return {
        id: `数量-${at}`,
        level1,
        level2,
        level3: `指标${at}`,
        kind: share === null ? "quantitative" : "qualitative",
        direction,
        target: share === null ? `${target}人` : "良好",
        actual: share === null ? actual : "良好",
        weight: String(weight),
        tier,
        awarded:
          share !== null
            ? Exact.plain(share.times(weight))
            : awarded === null
              ? null
              : Exact.plain(Exact.exact(awarded).div(100).times(weight)),
        deviation: hasReason ? "说明" : "",
        evidence,
        deductions
      }
    })

const share = fc
  .integer({ min: 0, max: 20 })
  .map((twentieths) => Exact.plain(Exact.exact(twentieths).div(20)))

/** Bands from the best down to 0, earning less and less, as rule makers write them. */
const intervals: fc.Arbitrary<Formula> = fc
  .record({
    of: fc.constantFrom("completion" as const, "actual" as const),
    bounds: fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 4 }),
    earned: fc.array(share, { minLength: 5, maxLength: 5 }),
    isStrict: fc.boolean(),
    isPoints: fc.boolean()
  })
  .map(({ of, bounds, earned, isStrict, isPoints }): Formula => {
    const best = [...bounds].sort((one, other) => other - one)
    const shares = [...earned].sort((one, other) => Number(other) - Number(one))
    const bands = best.map((bound, at): Interval => {
      const value = Exact.plain(Exact.exact(bound).div(20))
      const what = isPoints
        ? { points: Exact.plain(Exact.exact(shares[at]!).times(40)) }
        : { share: shares[at]! }
      return isStrict ? { above: value, ...what } : { from: value, ...what }
    })
    return { formula: "intervals", of, intervals: [...bands, { from: "0", share: "0" }] }
  })

const steps: fc.Arbitrary<Formula> = fc.record({
  formula: fc.constant("steps" as const),
  step: fc.constantFrom("0.01", "0.05", "0.1", "3"),
  deduct: fc.constantFrom("0.1", "0.5", "1", "2"),
  per: fc.constantFrom("target" as const, "unit" as const),
  of: fc.constantFrom("points" as const, "weight" as const),
  free: fc.constantFrom("0", "0.05"),
  begun: fc.constantFrom("free" as const, "counts" as const, "proportional" as const),
  floor: fc.constantFrom("0", "0.2")
})

/** Every formula that data can say. */
export const formula: fc.Arbitrary<Formula> = fc.oneof(
  fc.constantFrom<Formula>(
    { formula: "ratio", passFrom: null },
    { formula: "ratio", passFrom: "0.6" },
    { formula: "allOrNothing" },
    { formula: "linear" },
    { formula: "twoSided" }
  ),
  intervals,
  steps
)

const over: fc.Arbitrary<OverAchievement> = fc.constantFrom<OverAchievement>(
  { kind: "none" },
  { kind: "reasonFrom", from: "1.3" },
  { kind: "reduceFrom", from: "1.5" },
  { kind: "reduceFrom", from: "1.2", excusedByReason: true },
  {
    kind: "cutFrom",
    bands: [
      { from: "1.3", cut: "0.3" },
      { from: "1.5", cut: "0.6" },
      { from: "2", cut: "1" }
    ]
  },
  { kind: "discretionary", from: null },
  { kind: "discretionary", from: "1.3" }
)

const method: fc.Arbitrary<Method> = fc
  .record({
    name: fc.constantFrom(
      { level1: "满意度指标" },
      { level2: "成本指标" },
      { indicator: "数量-1" },
      { indicator: "指标2" }
    ),
    directions: fc.constantFrom([], ["atLeast" as const], ["atMost" as const, "lessThan" as const]),
    use: formula
  })
  .map(({ name, directions, use }) => ({
    ...name,
    ...(directions.length === 0 ? {} : { directions }),
    use,
    reference: "本县规定"
  }))

const execution = fc.record({
  formula: fc.oneof(
    fc.constantFrom(
      { formula: "ratio" as const },
      { formula: "allOrNothing" as const },
      { formula: "ratio" as const, passFrom: "0.5" }
    ),
    intervals.filter((rule) => rule.formula !== "intervals" || rule.of === "completion"),
    steps
  ),
  cap: fc.constantFrom("1", "0.95"),
  above: fc.constantFrom("full" as const, "nothing" as const, "inverse" as const),
  zeroBudget: fc.constantFrom("unscored" as const, "nothing" as const, "one" as const),
  statedDecimals: fc.constantFrom(null, 2)
})

/** A set that no text has: any formula at any place. Its scores never pass the weight. */
export const set: fc.Arbitrary<RuleSet> = fc
  .record({
    base: fc.constantFrom(...ruleSets),
    execution,
    positive: formula,
    reverse: formula,
    equal: fc.oneof(fc.constant({ formula: "asPositive" as const }), formula),
    moreThan: fc.oneof(fc.constant({ formula: "asPositive" as const }), formula),
    lessThan: fc.oneof(fc.constant({ formula: "asReverse" as const }), formula),
    methods: fc.array(method, { maxLength: 3 }),
    overAchievement: over,
    zeroTarget: fc.constantFrom("metByZero" as const, "unscored" as const),
    noEvidence: fc.constantFrom("nothing" as const, "ignored" as const),
    scoreDecimals: fc.integer({ min: 0, max: 3 }),
    roundBeforeSum: fc.boolean()
  })
  .map(({ base, execution: { formula: rule, ...rest }, ...more }): RuleSet => {
    const { weight, basis } = base.execution
    return {
      ...base,
      ...more,
      execution: { ...rule, ...rest, weight, basis } as RuleSet["execution"],
      overrides: []
    }
  })

const none = { initial: null, annual: null, executed: null }
/** A scorecard with up to eight indicators. */
export const card: fc.Arbitrary<Scorecard> = fc
  .record({
    indicators: fc
      .integer({ min: 0, max: 8 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => indicator(at + 1)))),
    budget: fc.integer({ min: -1e7, max: 1e9 }),
    executed: fc.integer({ min: -1e7, max: 1e9 })
  })
  .map(({ indicators, budget, executed }) => {
    const annual = Money.fromFen(budget)
    return {
      project: "P1",
      name: "项目",
      department: "",
      unit: "",
      year: 2024,
      goal: "",
      outcome: "",
      money: {
        total: { initial: annual, annual, executed: Money.fromFen(executed) },
        current: none,
        carryover: none,
        other: none
      },
      indicators
    }
  })

const partsOf = ({ execution, indicators }: ScoredCard) => [
  execution,
  ...indicators.map(({ derivation }) => derivation)
]

/** What a unit would publish that scored itself by the set. */
const publishedOf = (scored: ScoredCard): PublishedCard => ({
  card: scored.card,
  published: {
    rate: scored.rate === null ? null : Exact.round(scored.rate, 4).toFixed(4),
    execution: scored.execution.score === null ? null : Exact.plain(scored.execution.score),
    scores: Object.fromEntries(
      scored.indicators.flatMap(({ indicator: { id }, derivation: { score } }) =>
        score === null ? [] : [[id, Exact.plain(score)]]
      )
    ),
    total: Exact.plain(scored.total),
    totalWeight: null,
    labels: {}
  },
  lines: {}
})

/** The set with nothing in it that looks at the actual itself: what is left depends on completion alone. */
const byCompletion = (rules: RuleSet): RuleSet => {
  const relative = <F extends RuleSet["positive"]>(rule: F): F =>
    rule.formula === "intervals"
      ? { ...rule, of: "completion" }
      : rule.formula === "steps"
        ? { ...rule, per: "target" }
        : rule
  const { positive, reverse, equal, moreThan, lessThan, methods = [] } = rules
  return {
    ...rules,
    positive: relative(positive),
    reverse: relative(reverse),
    ...(equal.formula === "asPositive" ? {} : { equal: relative(equal) }),
    ...(moreThan === undefined || moreThan.formula === "asPositive" ? {} : { moreThan: relative(moreThan) }),
    ...(lessThan === undefined || lessThan.formula === "asReverse" ? {} : { lessThan: relative(lessThan) }),
    methods: methods.map((one) => ({ ...one, use: relative(one.use) }))
  }
}

/** The parts that a mutant may replace. */
export interface System {
  readonly scoreCard: typeof scoreCard
  readonly verifyScorecards: typeof verifyScorecards
  readonly toScoresJson: typeof toScoresJson
  readonly gradeOf: typeof gradeOf
}

export const realSystem: System = { scoreCard, verifyScorecards, toScoresJson, gradeOf }

export const laws: Readonly<Record<string, (system: System) => fc.IRawProperty<unknown, false>>> = {
  "a score is between nothing and its weight": (system) => {
    return fc.property(card, set, (one, rules) => {
      for (const { score, weight } of partsOf(system.scoreCard(one, rules)))
        expect(score === null || (score.gte(0) && score.lte(weight))).toBe(true)
    })
  },
  "reaching more never scores less, where more is the aim; nor spending less, where less is": (system) => {
    const rules = set.map((rules): RuleSet => ({
      ...byCompletion(rules),
      overAchievement: { kind: "reasonFrom", from: "1.3" }
    }))
    const arbitrary = fc.record({
      target: positiveDecimal(10_000),
      one: decimal(20_000),
      other: decimal(20_000),
      direction: fc.constantFrom(...(["atLeast", "atMost", "moreThan", "lessThan"] as const))
    })
    return fc.property(card, rules, arbitrary, (base, by, { target, one, other, direction }) => {
      const scoreOf = (actual: string) => {
        const only: Indicator = {
          id: "数量-1",
          level1: "产出指标",
          level2: "数量指标",
          level3: "人数",
          kind: "quantitative",
          direction,
          target,
          actual,
          weight: "10",
          tier: null,
          awarded: null,
          deviation: ""
        }
        return system.scoreCard({ ...base, indicators: [only] }, by).indicators[0]!.derivation.score!
      }
      const [less, more] = Exact.exact(one).lt(other) ? [one, other] : [other, one]
      const [low, high] = [scoreOf(less), scoreOf(more)]
      expect(direction === "atLeast" || direction === "moreThan" ? low.lte(high) : low.gte(high)).toBe(true)
    })
  },
  "the total is the sum of what is printed, or the exact sum rounded once": (system) => {
    return fc.property(card, set, (one, rules) => {
      const scored = system.scoreCard(one, rules)
      const sum = partsOf(scored).reduce((total, { score, unrounded }) => {
        const part = rules.roundBeforeSum ? score : unrounded
        return part === null ? total : total.plus(part)
      }, Exact.zero)
      expect(scored.total.eq(Exact.round(sum, rules.scoreDecimals))).toBe(true)
      expect(scored.grade).toBe(system.gradeOf(rules, scored.total))
    })
  },
  "a better total never has a worse grade": (system) => {
    const total = fc.integer({ min: 0, max: 10_000 }).map((cents) => Exact.exact(cents).div(100))
    return fc.property(set, total, total, (rules, one, other) => {
      const rank = (value: Exact.Exact): number =>
        rules.gradeBands.findIndex(({ grade }) => grade === system.gradeOf(rules, value))
      if (one.gte(other)) expect(rank(one)).toBeLessThanOrEqual(rank(other))
    })
  },
  "scaling target and actual together changes nothing": (system) => {
    return fc.property(
      card,
      set.map(byCompletion),
      fc.integer({ min: 2, max: 1000 }),
      (one, rules, factor) => {
        const scaled = {
          ...one,
          indicators: one.indicators.map((each) =>
            each.kind === "qualitative" || each.actual === null
              ? each
              : {
                  ...each,
                  target: Exact.plain(Exact.exact(each.target.replace("人", "")).times(factor)),
                  actual: Exact.plain(Exact.exact(each.actual).times(factor))
                }
          )
        }
        const scores = (of: Scorecard) =>
          system.scoreCard(of, rules).indicators.map(({ derivation }) => derivation.score?.toFixed() ?? null)
        expect(scores(scaled)).toEqual(scores(one))
      }
    )
  },
  "what a set scores verifies under that set without a wrong score, rate or total": (system) => {
    return fc.property(card, set, (one, rules) => {
      const report = system.verifyScorecards([publishedOf(system.scoreCard(one, rules))], { ruleSet: rules })
      const wrong = report.findings.filter(({ ruleId }) => /^SR-(4|6|7|8|9|10|13)$/.test(ruleId))
      // A total that is rounded once need not be the sum of rounded parts.
      const expected = rules.roundBeforeSum ? wrong : wrong.filter(({ ruleId }) => ruleId !== "SR-9")
      expect(expected).toEqual([])
    })
  },
  "a sound scorecard that scored itself by a set verifies under that set with 0 findings": (system) => {
    const soundCard = fc
      .record({
        rules: fc.constantFrom(...ruleSets),
        base: card,
        indicators: fc.tuple(...Array.from({ length: 9 }, (_, at) => indicator(at + 1))),
        cuts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
        budget: fc.integer({ min: 1, max: 1e9 })
      })
      .map(({ rules, base, indicators, cuts, budget }) => {
        const pool = [...indicators]
        const known = rules.firstLevel.reduce((sum, { weight }) => sum + Number(weight ?? 0), 0)
        const open = rules.firstLevel.filter(({ weight }) => weight === null).length
        const free = 100 - Number(rules.execution.weight) - known
        const weightAt = (level: number): number => {
          const { weight } = rules.firstLevel[level]!
          if (weight !== null) return Number(weight)
          return level === 0 ? free - Math.floor(free / open) * (open - 1) : Math.floor(free / open)
        }
        const mine = rules.firstLevel.flatMap(({ name }, level) => {
          const weight = weightAt(level)
          const parts = Math.min(cuts[level]!, weight)
          return Array.from({ length: parts }, (_, part): Indicator => {
            const from = pool[(level * 2 + part) % pool.length]!
            const share = part === 0 ? weight - (parts - 1) : 1
            const isJudged = from.kind === "qualitative"
            return {
              ...from,
              id: `I${level}-${part}`,
              level1: name,
              direction: from.direction === "undeclared" ? "atLeast" : from.direction,
              // A target below zero has no score, and a card without one is not sound.
              target: from.target.replace(/^-/, ""),
              actual: from.actual ?? "1",
              weight: String(share),
              tier: isJudged ? "reached" : null,
              awarded: isJudged ? String(share) : null,
              deviation: "说明",
              deductions: []
            }
          })
        })
        const annual = Money.fromFen(budget)
        const total = { ...base.money.total, initial: annual, annual }
        return { rules, sound: { ...base, money: { ...base.money, total }, indicators: mine } }
      })
    return fc.property(soundCard, ({ rules, sound }) => {
      const { published, ...rest } = publishedOf(system.scoreCard(sound, rules))
      const whole = { ...rest, published: { ...published!, totalWeight: "100" } }
      expect(system.verifyScorecards([whole], { ruleSet: rules }).findings).toEqual([])
    })
  },
  "any one score moved by a last place is found": (system) => {
    const rules = set.filter(({ roundBeforeSum }) => roundBeforeSum)
    return fc.property(card, rules, fc.nat(), fc.boolean(), (one, by, pick, isUp) => {
      const honest = publishedOf(system.scoreCard(one, by))
      const { scores, execution, total } = honest.published!
      const ids = [...Object.keys(scores), ...(execution === null ? [] : ["execution"]), "total"]
      const id = ids[pick % ids.length]!
      const step = Exact.exact(1).div(10 ** by.scoreDecimals)
      const moved = (text: string): string =>
        Exact.plain(isUp ? Exact.exact(text).plus(step) : Exact.exact(text).minus(step))
      const published = {
        ...honest.published!,
        ...(id === "total" ? { total: moved(total!) } : {}),
        ...(id === "execution" ? { execution: moved(execution!) } : {}),
        ...(id in scores ? { scores: { ...scores, [id]: moved(scores[id]!) } } : {})
      }
      const { findings } = system.verifyScorecards([{ ...honest, published }], { ruleSet: by })
      const about = findings.filter(({ ruleId }) => /^SR-(4|5|7|8|9|10)$/.test(ruleId))
      expect(about.length).toBeGreaterThan(0)
    })
  },
  "every score and amount in the JSON is a decimal text": (system) => {
    return fc.property(card, set, (one, rules) => {
      const json = system.toScoresJson([system.scoreCard(one, rules)], rules, { unit: "单位", year: 2024 })
      const numbers: Array<string> = []
      JSON.stringify(json, (key, value: unknown) => {
        if (typeof value === "number" && key !== "year" && key !== "count") numbers.push(key)
        return value
      })
      // The grades of the roll-up are counts.
      expect(numbers.filter((key) => !rules.gradeBands.some(({ grade }) => grade === key))).toEqual([])
    })
  }
}
