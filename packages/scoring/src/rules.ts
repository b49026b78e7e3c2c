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
  /** In full sentences, and as a formula; in Chinese. */
  readonly meaning: string
  readonly formula: string
  readonly basis: Words
  readonly suggestion: Words
}

const notes: Words = { zh: "自评表表注与所用评分规则", en: "The table's notes and the rule set in use" }
const arithmetic: Words = { zh: "表内加总关系", en: "Arithmetic of the table itself" }

const rule = (
  id: string,
  severity: Severity,
  meaning: string,
  formula: string,
  zh: string,
  en: string,
  basis: Words,
  suggestion: Words
): ScoreRule => ({ id, severity, title: { zh, en }, meaning, formula, basis, suggestion })

const recompute: Words = { zh: "请按评分规则重算。", en: "Compute it again by the rule set." }

/** The rules by id, in the order in which findings are listed. */
export const scoreRules = {
  "SR-1": rule(
    "SR-1",
    "block",
    "各三级指标分值与资金执行分值相加应为满分。",
    "Σ三级指标分值 + 资金执行分值 = 100",
    "分值合计 = 满分 100 分",
    "The weights of indicators and execution make 100",
    arithmetic,
    { zh: "请调整三级指标分值。", en: "Adjust the weights of the third level." }
  ),
  "SR-2": rule(
    "SR-2",
    "block",
    "各一级指标下的分值合计应符合所用评分规则。",
    "Σ该一级指标下分值 = 规则规定的分值",
    "一级指标分值符合评分规则",
    "First-level weights are those of the rule set",
    notes,
    { zh: "请调整各一级指标下的分值。", en: "Adjust the weights below each first-level indicator." }
  ),
  "SR-3": rule(
    "SR-3",
    "block",
    "表头标注的分值应等于其下指标分值之和。",
    "标注（n分）= Σ其下分值",
    "表头标注的分值 = 其下指标分值之和",
    "A printed label's weight is the sum of the weights below it",
    arithmetic,
    { zh: "请更正标注或指标分值。", en: "Correct the label or the weights." }
  ),
  "SR-4": rule(
    "SR-4",
    "block",
    "得分最高不能超过该指标分值。",
    "得分 ≤ 分值",
    "得分不高于分值",
    "No score is above its weight",
    notes,
    recompute
  ),
  "SR-5": rule(
    "SR-5",
    "block",
    "定性指标得分应落在所评档次之内。",
    "分值 × 档次下限 ≤ 得分 ≤ 分值 × 档次上限",
    "定性指标得分在所评档次内",
    "A qualitative score lies in its tier",
    notes,
    {
      zh: "请更正档次或得分。",
      en: "Correct the tier or the score."
    }
  ),
  "SR-6": rule(
    "SR-6",
    "block",
    "执行率应等于全年执行数除以预算数，按列示的位数舍入。",
    "执行率 = 全年执行数 ÷ 全年预算数",
    "执行率 = 全年执行数 ÷ 预算数",
    "The execution rate is executed over budgeted",
    arithmetic,
    recompute
  ),
  "SR-7": rule(
    "SR-7",
    "block",
    "资金执行得分应按执行率和分值计算。",
    "得分 = 分值 × min(1, 执行率)",
    "资金执行得分符合规则",
    "The execution score follows the rules",
    notes,
    recompute
  ),
  "SR-8": rule(
    "SR-8",
    "block",
    "定量指标得分应按完成情况计算：正向 B/A，反向 A/B，不超过分值。",
    "正向：min(1, B ÷ A) × 分值；反向：min(1, A ÷ B) × 分值",
    "指标得分符合规则",
    "An indicator's score follows the rules",
    notes,
    recompute
  ),
  "SR-9": rule(
    "SR-9",
    "block",
    "总分应等于各项公布得分之和。",
    "总分 = Σ各项得分 + 资金执行得分",
    "总分 = 各项公布得分之和",
    "The total is the sum of the printed scores",
    arithmetic,
    {
      zh: "请重新加总。",
      en: "Add up again."
    }
  ),
  "SR-10": rule(
    "SR-10",
    "block",
    "总分应等于按规则重算的各项得分之和。",
    "总分 = Σ重算得分",
    "总分符合规则",
    "The total follows the rules",
    notes,
    recompute
  ),
  "SR-11": rule(
    "SR-11",
    "explain",
    "实际完成远超目标的，应说明原因或目标是否定低。",
    "B ≥ A × 规则规定的倍数 → 偏差原因不为空",
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
    "实际完成值应是测得的数，不能重复目标的不等式。",
    "B 不含 ≥、≤ 等符号",
    "实际完成值须是测得的数",
    "An actual is a measurement, not the target repeated",
    notes,
    { zh: "请填写实际测得的数值。", en: "Write what was measured." }
  ),
  "SR-13": rule(
    "SR-13",
    "explain",
    "同一套自评表的得分应取相同的小数位数。",
    "各得分按同一位数舍入",
    "全套表的得分取同一位数",
    "Scores of one publication have one precision",
    arithmetic,
    { zh: "请统一得分的小数位数。", en: "Use the same number of decimals throughout." }
  ),
  "SR-14": rule(
    "SR-14",
    "explain",
    "未达到目标的，应说明原因和改进措施。",
    "得分 < 分值 → 偏差原因不为空",
    "未达目标须说明原因和改进措施",
    "Missing a target needs a reason and a measure",
    notes,
    { zh: "请填写偏差原因分析及改进措施。", en: "Fill in the reason and what is done about it." }
  ),
  "SR-15": rule(
    "SR-15",
    "hint",
    "定量指标应注明 ≥、≤ 或 =，否则正反向不明。",
    "指标值带有 ≥、≤ 或 =",
    "定量指标应注明方向（≥、≤、=）",
    "A quantitative indicator declares its direction",
    notes,
    { zh: "请在年度指标值中写明 ≥、≤ 或 =。", en: "Write ≥, ≤ or = with the target." }
  ),
  "SR-16": rule(
    "SR-16",
    "block",
    "每个指标和总分都应有得分。",
    "得分不为空",
    "每项都有得分",
    "Every row has a score",
    arithmetic,
    {
      zh: "请补填得分或实际完成值。",
      en: "Fill in the score or the actual."
    }
  ),
  "SR-17": rule(
    "SR-17",
    "explain",
    "所用评分规则的施行期间和地区应与自评表的年度和单位相符；不符的，按它得出的结论都不成立。",
    "施行起 ≤ 年度 ≤ 施行止；单位 ∈ 适用地区",
    "评分规则适用于本单位和本年度",
    "The rule set is of the unit's region and year",
    { zh: "评分规则的施行日期和适用范围", en: "Dates in force and region of the rule set" },
    {
      zh: "请改用本地区、本年度的评分规则（juesuan sets），或说明沿用的依据。",
      en: "Name the set of the region and the year (`juesuan sets`), or say why this one is used."
    }
  )
} as const satisfies Record<string, ScoreRule>
/** The id of a rule on published scores, such as `SR-7`. */
export type ScoreRuleId = keyof typeof scoreRules
