/**
 * The rules that published scorecards are verified by.
 */
import type { Severity } from "@juesuan/domain"
import type { Words } from "./RuleSet.ts"

/** A rule on published scores: what it asks for, how grave a breach is, on what basis. */
export interface ScoreRule {
  readonly id: string
  readonly severity: Severity
  readonly title: Words
  readonly basis: Words
  readonly suggestion: Words
}

const notes: Words = { zh: "自评表表注与所用评分规则", en: "The table's notes and the rule set in use" }
const arithmetic: Words = { zh: "表内加总关系", en: "Arithmetic of the table itself" }

const rule = (
  id: string,
  severity: Severity,
  zh: string,
  en: string,
  basis: Words,
  suggestion: Words
): ScoreRule => ({ id, severity, title: { zh, en }, basis, suggestion })

const recompute: Words = { zh: "请按评分规则重算。", en: "Compute it again by the rule set." }

/** The rules by id, in the order in which findings are listed. */
export const scoreRules = {
  "SR-1": rule(
    "SR-1",
    "block",
    "分值合计 = 绩效指标 90 分 + 资金执行 10 分",
    "Weights close: indicators and execution make the total",
    arithmetic,
    { zh: "请调整三级指标分值。", en: "Adjust the weights of the third level." }
  ),
  "SR-2": rule(
    "SR-2",
    "block",
    "一级指标分值符合评分规则",
    "First-level weights are those of the rule set",
    notes,
    { zh: "请调整各一级指标下的分值。", en: "Adjust the weights below each first-level indicator." }
  ),
  "SR-3": rule(
    "SR-3",
    "block",
    "表头标注的分值 = 其下指标分值之和",
    "A printed label's weight is the sum of the weights below it",
    arithmetic,
    { zh: "请更正标注或指标分值。", en: "Correct the label or the weights." }
  ),
  "SR-4": rule("SR-4", "block", "得分不高于分值", "No score is above its weight", notes, recompute),
  "SR-5": rule("SR-5", "block", "定性指标得分在所评档次内", "A qualitative score lies in its tier", notes, {
    zh: "请更正档次或得分。",
    en: "Correct the tier or the score."
  }),
  "SR-6": rule(
    "SR-6",
    "block",
    "执行率 = 全年执行数 ÷ 预算数",
    "The execution rate is executed over budgeted",
    arithmetic,
    recompute
  ),
  "SR-7": rule(
    "SR-7",
    "block",
    "资金执行得分符合规则",
    "The execution score follows the rules",
    notes,
    recompute
  ),
  "SR-8": rule(
    "SR-8",
    "block",
    "指标得分符合规则",
    "An indicator's score follows the rules",
    notes,
    recompute
  ),
  "SR-9": rule(
    "SR-9",
    "block",
    "总分 = 各项公布得分之和",
    "The total is the sum of the printed scores",
    arithmetic,
    {
      zh: "请重新加总。",
      en: "Add up again."
    }
  ),
  "SR-10": rule("SR-10", "block", "总分符合规则", "The total follows the rules", notes, recompute),
  "SR-11": rule(
    "SR-11",
    "explain",
    "超额完成须说明原因",
    "Reaching far more than the target needs a reason",
    {
      zh: "财预〔2020〕10号；桂财绩：实际值达目标值 130% 以上须说明",
      en: "财预〔2020〕10号; Guangxi: from 130% of the target"
    },
    { zh: "请在偏差原因栏说明，或说明目标是否定低。", en: "Say why, or whether the target was too low." }
  ),
  "SR-12": rule(
    "SR-12",
    "explain",
    "实际完成值须是测得的数",
    "An actual is a measurement, not the target repeated",
    notes,
    { zh: "请填写实际测得的数值。", en: "Write what was measured." }
  ),
  "SR-13": rule(
    "SR-13",
    "explain",
    "全套表的得分取同一位数",
    "Scores of one publication have one precision",
    arithmetic,
    { zh: "请统一得分的小数位数。", en: "Use the same number of decimals throughout." }
  ),
  "SR-14": rule(
    "SR-14",
    "explain",
    "未达目标须说明原因和改进措施",
    "Missing a target needs a reason and a measure",
    notes,
    { zh: "请填写偏差原因分析及改进措施。", en: "Fill in the reason and what is done about it." }
  ),
  "SR-15": rule(
    "SR-15",
    "hint",
    "定量指标应注明方向（≥、≤、=）",
    "A quantitative indicator declares its direction",
    notes,
    { zh: "请在年度指标值中写明 ≥、≤ 或 =。", en: "Write ≥, ≤ or = with the target." }
  ),
  "SR-16": rule("SR-16", "block", "每项都有得分", "Every row has a score", arithmetic, {
    zh: "请补填得分或实际完成值。",
    en: "Fill in the score or the actual."
  })
} as const satisfies Record<string, ScoreRule>
/** The id of a rule on published scores, such as `SR-7`. */
export type ScoreRuleId = keyof typeof scoreRules
