/**
 * The reference of the scoring rule sets that ship: each with its source, each clause with the place in the source it
 * rests on and with two published scores, of which verification passes one and reports the other.
 */
import {
  clauseNames,
  derivationText,
  describeRuleSet,
  Exact,
  ruleSets,
  scoreCard,
  verifyScorecards
} from "@juesuan/scoring"
import type { Indicator, RuleSet, Scorecard, ScoreDerivation } from "@juesuan/scoring"
import { cardOf as cardOfIndicator } from "../packages/scoring/test/cards.ts"

/** An indicator of ten points, and a wrong score that somebody might publish for it. */
interface Case {
  readonly clause: string
  readonly indicator: Partial<Indicator>
  /** What the rule reports the wrong score by; several where a set may have another opinion. */
  readonly rules: ReadonlyArray<string>
  /** A wrong score for each right one. */
  readonly wrong: (right: Exact.Exact) => string
}

const tenth = (right: Exact.Exact): string => Exact.plain(right.eq(10) ? right.minus(1) : Exact.exact("10"))

const cases: ReadonlyArray<Case> = [
  { clause: "positive", indicator: { target: "≥20次", actual: "18次" }, rules: ["SR-8"], wrong: tenth },
  { clause: "reverse", indicator: { target: "≤10天", actual: "12天" }, rules: ["SR-8"], wrong: tenth },
  { clause: "equal", indicator: { target: "=20人", actual: "18人" }, rules: ["SR-8"], wrong: tenth },
  {
    clause: "qualitative",
    indicator: {
      kind: "qualitative",
      target: "有效提高",
      actual: "部分提高",
      tier: "partly",
      awarded: "7",
      deviation: "培训推迟"
    },
    rules: ["SR-5"],
    wrong: () => "9"
  },
  {
    clause: "target of zero",
    indicator: { target: "≤0件", actual: "1件" },
    rules: ["SR-8"],
    wrong: tenth
  },
  {
    clause: "direction not declared, costs",
    indicator: { level2: "成本指标", target: "15000元", actual: "18000元", direction: "undeclared" },
    rules: ["SR-8"],
    wrong: (right) => (right.eq(10) ? "8.33" : "10")
  }
]

/** A card whose deviations have their reasons. */
const cardOf = (indicator: Partial<Indicator>): Scorecard =>
  cardOfIndicator({ deviation: "已说明原因", ...indicator })

/** The rules that report published scores of a card, of those asked for. */
const reported = (
  card: Scorecard,
  set: RuleSet,
  scores: { readonly execution: string; readonly score: string },
  rules: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const published = {
    rate: null,
    execution: scores.execution,
    scores: { "1": scores.score },
    total: null,
    totalWeight: null,
    labels: {}
  }
  const { findings } = verifyScorecards([{ card, published, lines: {} }], { ruleSet: set, candidates: [] })
  return [...new Set(findings.map(({ ruleId }) => ruleId))].filter((id) => rules.includes(id))
}

const escaped = (text: string): string => text.replaceAll("|", "\\|")

const row = (...cells: ReadonlyArray<string>): string => `| ${cells.map(escaped).join(" | ")} |`

const printed = ({ score }: ScoreDerivation): string => (score === null ? "" : Exact.plain(score))

/** The row of a case; throws where verification does not pass the right score and report the wrong one. */
const caseRow = (set: RuleSet, { clause, indicator, rules, wrong }: Case): string => {
  const card = cardOf(indicator)
  const scored = scoreCard(card, set)
  const { derivation } = scored.indicators[0]!
  const execution = printed(scored.execution)
  const right = printed(derivation)
  const other = wrong(derivation.score!)
  const told = (score: string) => {
    const judged = indicator.tier === undefined ? card : cardOf({ ...indicator, awarded: score })
    return reported(judged, set, { execution, score }, rules)
  }
  const found = told(other)
  if (told(right).length > 0 || found.length === 0)
    throw new Error(
      `${set.id}, ${clause}: ${right} passes and ${other} fails, but verification does not say so`
    )
  const { target, actual } = card.indicators[0]!
  const name = indicator.tier === undefined ? `${target}, ${actual}` : `${target}, ${actual}, tier partly`
  return row(
    clause,
    derivation.reference,
    name,
    derivationText(derivation, "en"),
    right,
    `${other} (${found.join(", ")})`
  )
}

const executionRow = (set: RuleSet): string => {
  const card = cardOf({ target: "≥1次", actual: "1次" })
  const { execution } = scoreCard(card, set)
  const right = printed(execution)
  const told = (score: string) => reported(card, set, { execution: score, score: "10" }, ["SR-7"])
  if (told(right).length > 0 || told("10").length === 0)
    throw new Error(`${set.id}, ${clauseNames.execution.en}: verification does not tell ${right} from 10`)
  const money = "7.00 of 8.00 万元 spent"
  return row("execution", execution.reference, money, derivationText(execution, "en"), right, "10 (SR-7)")
}

/** Above the target the evaluator may award less, with a reason; without one the score is whole. */
const discretionaryRow = (set: RuleSet): string => {
  const over = { target: "≥20次", actual: "30次", awarded: "7" }
  const scored = scoreCard(cardOf(over), set)
  const { derivation } = scored.indicators[0]!
  const scores = { execution: printed(scored.execution), score: "7" }
  const told = (deviation: string) => reported(cardOf({ ...over, deviation }), set, scores, ["SR-8"])
  if (told("已说明原因").length > 0 || told("").length === 0)
    throw new Error(`${set.id}, over-achievement: verification does not take a reduced score with a reason`)
  const text = derivationText(derivation, "en")
  return row(
    "over-achievement",
    derivation.reference,
    "≥20次, 30次",
    text,
    "7 with a reason",
    "7 without (SR-8)"
  )
}

/** The row of reaching far more than the target; none for a set that asks for nothing then. */
const overRows = (set: RuleSet): ReadonlyArray<string> => {
  if (set.overAchievement.kind === "none") return []
  if (set.overAchievement.kind === "discretionary") return [discretionaryRow(set)]
  const over = { target: "≥20次", actual: "30次" }
  const scored = scoreCard(cardOf(over), set)
  const score = printed(scored.indicators[0]!.derivation)
  const told = (deviation: string) =>
    reported(cardOf({ ...over, deviation }), set, { execution: printed(scored.execution), score }, ["SR-11"])
  if (told("已说明原因").length > 0 || told("").length === 0)
    throw new Error(`${set.id}, over-achievement: verification does not ask for the reason alone`)
  const { derivation } = scored.indicators[0]!
  const text = derivationText(derivation, "en")
  return [
    row(
      "over-achievement",
      derivation.reference,
      "≥20次, 30次",
      text,
      `${score} with a reason`,
      `${score} without (SR-11)`
    )
  ]
}

const setSection = (set: RuleSet): ReadonlyArray<string> => [
  `## ${set.id}`,
  "",
  `${set.title.en} (${set.title.zh}).`,
  "",
  `Source: ${set.source.zh}.`,
  "",
  "```text",
  ...describeRuleSet(set, "en").trimEnd().split("\n").slice(1),
  "```",
  "",
  row("clause", "stands in the source as", "target and actual", "score of 10", "passes", "fails by"),
  row("---", "---", "---", "---", "---", "---"),
  executionRow(set),
  ...cases.map((one) => caseRow(set, one)),
  ...overRows(set),
  ""
]

/** The page. */
export const scoringRulesPage = (): string => `# Scoring rule sets (评分规则)

The ${ruleSets.length} rule sets that ship, as the program runs them; this page is generated from them
(\`npm run generate:docs\`). \`juesuan rules SET\` prints one. How scores are computed, and what a set decides
where its source leaves something open, stands in [scoring](scoring.md); the rules that published scores are verified
by (SR) stand with their examples in [the audit's rules](audit-rules.md#scores-sr).

Each clause has an example of ten points: the score that the set gives, which \`juesuan score verify\` passes, and one
that it reports. A is the target, B the actual value. What a target of zero means, which direction holds where none is
declared, and from where on a reason is due, is decided by the set where its source is silent; such a row names the
clause it is scored by.

${ruleSets.flatMap(setSection).join("\n")}`
