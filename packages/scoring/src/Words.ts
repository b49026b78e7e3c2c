/**
 * Scores in words: derivations as one line each.
 */
import * as Exact from "./Exact.ts"
import type { Direction } from "./Reading.ts"
import type { Words } from "./RuleSet.ts"
import type { Clause, Comparison, Note, ScoreDerivation } from "./Derivation.ts"

/** What each direction of an indicator is called. */
export const directionNames: Readonly<Record<Direction, Words>> = {
  atLeast: { zh: "正向", en: "positive" },
  atMost: { zh: "反向", en: "reverse" },
  equal: { zh: "等于", en: "equality" },
  moreThan: { zh: "大于", en: "strictly positive" },
  lessThan: { zh: "小于", en: "strictly reverse" }
}

/** What each clause of a rule set is called. */
export const clauseNames: Readonly<Record<Clause, Words>> = {
  execution: { zh: "资金执行率", en: "execution rate" },
  positive: { zh: "定量·正向", en: "quantitative, positive" },
  reverse: { zh: "定量·反向", en: "quantitative, reverse" },
  equal: { zh: "定量·等于", en: "quantitative, equality" },
  awarded: { zh: "评价人评定", en: "awarded by the evaluator" },
  tier: { zh: "按所评档次", en: "by its tier" },
  zeroTarget: { zh: "目标为零", en: "target of zero" },
  textEqual: { zh: "完成情况与目标相同", en: "what was reached is what was set" },
  noEvidence: { zh: "缺少佐证材料，不得分", en: "no evidence: nothing is earned" },
  absent: { zh: "没有得分", en: "no score" }
}

/** What each note on a score says. */
export const noteNames: Readonly<Record<Note, Words>> = {
  actualMissing: { zh: "没有实际完成值", en: "no actual" },
  actualNegative: { zh: "实际值为负，按 0 计", en: "a negative actual counts as 0" },
  actualRepeatsInequality: { zh: "实际值重复了不等式", en: "the actual repeats an inequality" },
  directionUndeclared: {
    zh: "未注明方向，按规则集的约定",
    en: "no direction declared: by the rule set's policy"
  },
  directionFromSign: { zh: "方向取自指标值的符号", en: "direction from the target's sign" },
  notJudged: { zh: "未评定", en: "not judged" },
  notMeasurable: { zh: "指标值不是数", en: "the target is no number" },
  budgetZero: { zh: "预算为零或为负，执行率不存在", en: "budget of zero or less: there is no rate" },
  budgetMissing: { zh: "没有预算数或执行数", en: "budget or outturn missing" },
  budgetExceeded: { zh: "执行数超过预算数", en: "more was executed than budgeted" },
  targetZero: { zh: "目标为零，没有比例", en: "target of zero: there is no ratio" },
  targetNegative: { zh: "目标为负，没有比例", en: "a target below zero: there is no ratio" },
  unitsDiffer: { zh: "指标值与实际值单位不同", en: "target and actual have different units" },
  awardedOutside: { zh: "评定得分超出分值范围", en: "the awarded score is outside the weight" },
  overAchieved: { zh: "超额完成", en: "over-achieved" },
  evidenceLacking: { zh: "缺少佐证材料", en: "evidence is lacking" },
  deducted: { zh: "已人工扣分", en: "points were taken off by hand" },
  functionUnknown: { zh: "规则所用的函数没有给出", en: "the function that the rule names was not given" },
  functionOutside: {
    zh: "规则所用的函数没有给出分值以内的得分",
    en: "the function that the rule names gave no score within the weight"
  }
}

const comparisonNames: Readonly<Record<Comparison["of"], Words>> = {
  target: { zh: "要求", en: "asked" },
  passMark: { zh: "及格线", en: "pass mark" },
  interval: { zh: "档", en: "band" }
}

/** What was asked, what was reached and what that earns, such as `要求 ≤ 10，实际 12，未达到不得分`. */
const comparisonText = ({ of, asked, reached, isMet }: Comparison, language: "zh" | "en"): string => {
  const name = comparisonNames[of][language]
  if (of === "interval")
    return language === "zh" ? `${name} ${asked}，实际 ${reached}` : `${name} ${asked}, reached ${reached}`
  return language === "zh"
    ? `${name} ${asked}，实际 ${reached}，${isMet ? "达到得满分" : "未达到不得分"}`
    : `${name} ${asked}, reached ${reached}: ${isMet ? "met, all is earned" : "missed, nothing is earned"}`
}

/**
 * A derivation as one line: `8.75 = 10 × min(1, 7.00 ÷ 8.00)`, or of a score of everything or nothing
 * `0，要求 ≤ 10，实际 12，未达到不得分`.
 */
export const derivationText = (derivation: ScoreDerivation, language: "zh" | "en" = "zh"): string => {
  const { score, formula, clause, comparison, deductions } = derivation
  if (score === null) return clauseNames[clause][language]
  const comma = language === "zh" ? "，" : ", "
  const reasons = deductions.map(({ points, reason }) =>
    language === "zh" ? `扣 ${points} 分：${reason}` : `${points} off: ${reason}`
  )
  const said = (words: string): string => `${Exact.plain(score)}${comma}${words}`
  const withReasons = (text: string): string => [text, ...reasons].join(comma)
  const isFormula = comparison?.of === "interval" || (deductions.length > 0 && comparison !== null)
  if (comparison !== null && !isFormula) return withReasons(said(comparisonText(comparison, language)))
  if (comparison !== null)
    return withReasons(`${Exact.plain(score)} = ${formula}${comma}${comparisonText(comparison, language)}`)
  return withReasons(
    deductions.length === 0 && (clause === "awarded" || clause === "textEqual" || clause === "noEvidence")
      ? said(clauseNames[clause][language])
      : `${Exact.plain(score)} = ${formula}`
  )
}
