/**
 * What an indicator has to say beside its score: a reason, a measurement, a direction.
 */
import * as Exact from "../Exact.ts"
import type { Words } from "../RuleSet.ts"
import type { ScoredIndicator } from "../Score.ts"
import type { ScoreRuleId } from "../rules.ts"
import { directionNames } from "../Words.ts"
import { addressOf, printedSide, resultOf, same } from "./CardResult.ts"
import type { CardResult, ResultKind, Subject } from "./CardResult.ts"

type Figure = "actual" | "target" | "deviation"

const remark = (
  subject: Subject,
  rule: ScoreRuleId,
  { indicator, derivation }: ScoredIndicator,
  [kind, figure, text]: readonly [ResultKind, Figure, Words]
): CardResult =>
  resultOf(subject, rule, {
    kind,
    row: indicator.id,
    judgedBy: kind === "reason" ? "ruleSet" : "card",
    message: { zh: `${indicator.level3}：${text.zh}`, en: `${indicator.level3}: ${text.en}` },
    left: printedSide(addressOf(subject, indicator.id, figure), same(indicator.level3), indicator[figure]),
    derivation
  })

/** Of what was reached by far: a reason. */
const overResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => {
  const { indicator, derivation } = row
  if (!derivation.notes.includes("overAchieved") || indicator.deviation.trim() !== "") return []
  const text = {
    zh: `完成 ${indicator.actual}，目标 ${indicator.target}，未说明原因。`,
    en: `reached ${indicator.actual} of ${indicator.target}, no reason given.`
  }
  return [remark(subject, "SR-11", row, ["reason", "actual", text])]
}

/** Of what was missed: a reason, where the rules ask for one. */
const missedResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => {
  const { score, weight, isMet } = row.derivation
  const { belowTarget } = subject.scored.ruleSet.reasonRequired
  const isMissed = belowTarget && score !== null && score.lt(weight) && isMet !== true
  if (!isMissed || row.indicator.deviation.trim() !== "") return []
  const text = { zh: "未达目标，未说明原因。", en: "the target was missed and no reason is given." }
  return [remark(subject, "SR-14", row, ["reason", "deviation", text])]
}

/** An actual that repeats the inequality of its target. */
const measurementResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => {
  if (!row.derivation.notes.includes("actualRepeatsInequality")) return []
  const { actual } = row.indicator
  const text = {
    zh: `实际值“${actual}”是不等式，不是测得的数。`,
    en: `"${actual}" is an inequality, not a measurement.`
  }
  return [remark(subject, "SR-12", row, ["measurement", "actual", text])]
}

/** A direction that is not declared, where it makes a difference. */
const directionResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => {
  const { notes, alternatives, direction } = row.derivation
  const scores = new Set(alternatives.map((one) => Exact.plain(one.score)))
  if (!notes.includes("directionUndeclared") || direction === null || scores.size < 2) return []
  const both = (language: "zh" | "en"): string =>
    alternatives
      .map((one) => `${directionNames[one.direction][language]} ${Exact.plain(one.score)}`)
      .join("、")
  const { id } = subject.scored.ruleSet
  const text = {
    zh: `未注明方向：${both("zh")}；按规则 ${id} 作${directionNames[direction].zh}处理。`,
    en: `no direction declared: ${both("en")}; ${id} treats it as ${directionNames[direction].en}.`
  }
  return [remark(subject, "SR-15", row, ["direction", "target", text])]
}

/** What the row of an indicator leaves unsaid. */
export const remarkResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => [
  ...overResults(subject, row),
  ...measurementResults(subject, row),
  ...missedResults(subject, row),
  ...directionResults(subject, row)
]
