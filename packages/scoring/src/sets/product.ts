/**
 * What a provincial performance system computes, as its public code has it, and the switches of two provinces in it.
 */
import type { RuleSet } from "../RuleSet.ts"
import { tiersAtSixty } from "./common.ts"

const code = {
  execution: "selfresultproject",
  positive: "selfpositiveindex",
  reverse: "selfreverseindex",
  equal: "selfequalindex",
  qualitative: "selfqualscorecheck"
}

/** The default of a provincial product: reverse indicators decay in a straight line to nothing at twice the target. */
export const productDefault: RuleSet = {
  id: "product-default",
  title: {
    zh: "省级绩效管理系统默认规则（线性衰减）",
    en: "Default of a provincial performance system (linear decay)"
  },
  source: {
    zh: "公开代码 PERF_T_WARNSET：selfpositiveindex、selfequalindex、selfreverseindex、selfqualscorecheck",
    en: "Public code, PERF_T_WARNSET: selfpositiveindex, selfequalindex, selfreverseindex, selfqualscorecheck"
  },
  inForce: { from: null, to: null },
  appliesTo: { kind: "named" },
  clauses: code,
  // The code divides without a cap, and by 1 where there is no budget.
  execution: {
    weight: "10",
    basis: "annual",
    cap: "1",
    formula: "ratio",
    statedDecimals: null,
    above: "uncapped",
    zeroBudget: "one"
  },
  firstLevel: [
    { name: "产出指标", weight: null },
    { name: "效益指标", weight: null },
    { name: "满意度指标", weight: null }
  ],
  tiers: tiersAtSixty,
  positive: { formula: "ratio", passFrom: null },
  reverse: { formula: "linear" },
  equal: { formula: "asPositive" },
  overAchievement: { kind: "none" },
  zeroTarget: "metByZero",
  undeclared: { default: "atLeast", bySecondLevel: [{ name: "成本指标", direction: "atMost" }] },
  scoreDecimals: 2,
  rateDecimals: 4,
  overrides: [],
  roundBeforeSum: true,
  gradeBands: [
    { grade: "优", from: "80" },
    { grade: "良", from: "70" },
    { grade: "中", from: "60" },
    { grade: "差", from: "0" }
  ],
  reasonRequired: { belowTarget: false },
  form: null,
  layout: "national",
  inferred: [
    {
      clause: "undeclared",
      why: { zh: "系统里每个指标都有符号", en: "every indicator of the system has a sign" }
    },
    {
      clause: "scoreDecimals",
      why: {
        zh: "代码里执行得分不取舍，总分取两位；这里都取两位",
        en: "the code rounds the total only, not the execution score; here both have two decimals"
      }
    }
  ]
}

/** 河北: < and ≤ have rules of their own in the code; the text of the one for ≤ is not public. */
export const hebei: RuleSet = {
  ...productDefault,
  id: "hebei",
  title: { zh: "河北省（绩效管理系统的地方开关）", en: "Hebei, as switched on in the performance system" },
  source: {
    zh: "公开代码：“<”用 selfreverseindex，“≤”用 selfreverseandequalindex（其内容未公开）",
    en: "Public code: < by selfreverseindex, ≤ by selfreverseandequalindex, whose text is not public"
  },
  appliesTo: { kind: "region", names: ["河北省"], codes: ["13"] },
  clauses: { ...code, reverse: "selfreverseandequalindex" },
  lessThan: { formula: "linear" },
  inferred: [
    ...(productDefault.inferred ?? []),
    {
      clause: "reverse",
      why: {
        zh: "“≤”的规则未公开，按“<”的线性衰减",
        en: "the rule for ≤ is not public; by the straight line of <"
      }
    },
    { clause: "execution", why: { zh: "按系统默认", en: "as the system has it by default" } },
    { clause: "gradeBands", why: { zh: "按系统默认", en: "as the system has it by default" } }
  ]
}

/** 浙江: indicators are scored by the weight that was set; qualitative ones have a rule whose text is not public. */
export const zhejiang: RuleSet = {
  ...productDefault,
  id: "zhejiang",
  title: { zh: "浙江省（绩效管理系统的地方开关）", en: "Zhejiang, as switched on in the performance system" },
  source: {
    zh: "公开代码：按设定权重计分；定性指标用 selfqualitativeindex（其内容未公开）",
    en: "Public code: scores by the weight that was set; qualitative ones by selfqualitativeindex, not public"
  },
  appliesTo: { kind: "region", names: ["浙江省"], codes: ["33"] },
  clauses: { ...code, qualitative: "selfqualitativeindex" },
  inferred: [
    ...(productDefault.inferred ?? []),
    {
      clause: "tiers",
      why: {
        zh: "定性指标的规则未公开，按系统默认由评价人评定",
        en: "the rule for qualitative indicators is not public; awarded by the evaluator as by default"
      }
    },
    { clause: "execution", why: { zh: "按系统默认", en: "as the system has it by default" } },
    { clause: "gradeBands", why: { zh: "按系统默认", en: "as the system has it by default" } }
  ]
}
