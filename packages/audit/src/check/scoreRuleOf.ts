/**
 * Rules of scores (SR) as rules of the audit.
 */
import { scoreRules } from "@juesuan/scoring"
import type { ScoreRuleId } from "@juesuan/scoring"
import type { AuditRule } from "../CheckResult.ts"
import type { Language } from "./Language.ts"
import { scoreExamples } from "./scoreExamples.ts"

/** What each rule means and how it is computed, beside what the rules themselves say. */
const meanings: Readonly<Record<ScoreRuleId, readonly [meaning: string, formula: string]>> = {
  "SR-1": ["各三级指标分值与资金执行分值相加应为满分。", "Σ三级指标分值 + 资金执行分值 = 100"],
  "SR-2": ["各一级指标下的分值合计应符合所用评分规则。", "Σ该一级指标下分值 = 规则规定的分值"],
  "SR-3": ["表头标注的分值应等于其下指标分值之和。", "标注（n分）= Σ其下分值"],
  "SR-4": ["得分最高不能超过该指标分值。", "得分 ≤ 分值"],
  "SR-5": ["定性指标得分应落在所评档次之内。", "分值 × 档次下限 ≤ 得分 ≤ 分值 × 档次上限"],
  "SR-6": ["执行率应等于全年执行数除以预算数，按列示的位数舍入。", "执行率 = 全年执行数 ÷ 全年预算数"],
  "SR-7": ["资金执行得分应按执行率和分值计算。", "得分 = 分值 × min(1, 执行率)"],
  "SR-8": [
    "定量指标得分应按完成情况计算：正向 B/A，反向 A/B，不超过分值。",
    "正向：min(1, B ÷ A) × 分值；反向：min(1, A ÷ B) × 分值"
  ],
  "SR-9": ["总分应等于各项公布得分之和。", "总分 = Σ各项得分 + 资金执行得分"],
  "SR-10": ["总分应等于按规则重算的各项得分之和。", "总分 = Σ重算得分"],
  "SR-11": ["实际完成远超目标的，应说明原因或目标是否定低。", "B ≥ A × 规则规定的倍数 → 偏差原因不为空"],
  "SR-12": ["实际完成值应是测得的数，不能重复目标的不等式。", "B 不含 ≥、≤ 等符号"],
  "SR-13": ["同一套自评表的得分应取相同的小数位数。", "各得分按同一位数舍入"],
  "SR-14": ["未达到目标的，应说明原因和改进措施。", "得分 < 分值 → 偏差原因不为空"],
  "SR-15": ["定量指标应注明 ≥、≤ 或 =，否则正反向不明。", "指标值带有 ≥、≤ 或 ="],
  "SR-16": ["每个指标和总分都应有得分。", "得分不为空"]
}

/** A rule of scores as the audit describes it; its examples are scorecards in a few lines. */
export const scoreRuleOf = (id: ScoreRuleId, language: Language = "zh"): AuditRule => {
  const { severity, title, basis, suggestion } = scoreRules[id]
  const [meaning, formula] = meanings[id]
  return {
    id,
    severity,
    title: title[language],
    meaning,
    formula,
    basis: basis[language],
    suggestion: suggestion[language],
    examples: scoreExamples[id]
  }
}
