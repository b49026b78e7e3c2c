/**
 * The rule sets that ship.
 *
 * Facts and their sources: notes 1 to 5 under the self-evaluation tables of 盐池县社会保险事业管理中心 2024; 财预〔2020〕10号;
 * 财预〔2021〕101号; the rules table `PERF_T_WARNSET` of a provincial performance-management product (public code).
 * Parameters that a source does not state are marked in `docs/reference/scoring.md`.
 */
import type { FormWords, RuleSet } from "./RuleSet.ts"

/** The form of 盐池县 2024, as printed under and in the five tables. */
const yanchiForm: FormWords = {
  title: "盐池县本级部门项目支出绩效自评表",
  notes: [
    "得分一档最高不能超过该指标分值上限。",
    "定性根据指标完成情况分为：达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档：" +
      "分别按照指标值的 100-80%（含）、80-50%（含）、50-0%合理确定分值。",
    "定量指标若为正向指标（即指标值为≥**），则得分计算方法：全年实际值（B）/年度指标值（A）×该指标分值；" +
      "若定量指标为反向指标（即指标值为≤**），则得分计算方法：年度指标值（A）/全年实际值（B）×该指标分值。",
    "请在“偏差原因分析及改进措施”一栏中简要说明偏离目标、不能完成目标的原因及今后改进的措施。",
    "总分=绩效指标 90 分+资金执行情况 10 分，请大家务必按照勾稽关系准确计分。"
  ],
  quantitative: "完成值达到指标值，记满分；未达到指标值，按 B/A 或 A/B×该指标分值记分。",
  qualitative: "根据“三档”原则分别按照指标值的 100-80%（含）、80-50%（含）、50-0%来记分。"
}

const tiersAtHalf = [
  { tier: "reached", from: "0.8", to: "1" },
  { tier: "partly", from: "0.5", to: "0.8" },
  { tier: "missed", from: "0", to: "0.5" }
] as const
const tiersAtSixty = [
  { tier: "reached", from: "0.8", to: "1" },
  { tier: "partly", from: "0.6", to: "0.8" },
  { tier: "missed", from: "0", to: "0.6" }
] as const
const nationalBands = [
  { grade: "优", from: "90" },
  { grade: "良", from: "80" },
  { grade: "中", from: "60" },
  { grade: "差", from: "0" }
]
const costsAreReverse = {
  default: "atLeast",
  bySecondLevel: [{ name: "成本指标", direction: "atMost" }]
} as const
const execution = { weight: "10", basis: "annual", cap: "1", formula: "ratio", statedDecimals: null } as const

/** 盐池县 2024: the notes printed under the unit's own tables. */
export const ningxiaYanchi2024: RuleSet = {
  id: "ningxia-yanchi-2024",
  title: { zh: "盐池县 2024 年度自评表表注", en: "Yanchi county 2024, notes of the self-evaluation table" },
  source: {
    zh: "盐池县本级部门项目支出绩效自评表（2024年度）注1–注5",
    en: "Notes 1–5 of Yanchi county's project self-evaluation table for 2024"
  },
  inForce: { from: "2024-01-01", to: "2024-12-31" },
  clauses: {
    execution: "表内项目资金栏、注5",
    positive: "注3（正向指标）、注1",
    reverse: "注3（反向指标）、注1",
    equal: "注3（正向指标）、注1",
    qualitative: "注2"
  },
  // As printed: the fifth table states 4.47 where 支出决算表 implies 44,720.00.
  execution: { ...execution, statedDecimals: 2 },
  firstLevel: [
    { name: "产出指标", weight: "40" },
    { name: "效益指标", weight: "40" },
    { name: "满意度指标", weight: "10" }
  ],
  tiers: tiersAtHalf,
  positive: { formula: "ratio", passFrom: null },
  reverse: { formula: "ratio" },
  equal: { formula: "asPositive" },
  overAchievement: { kind: "reasonFrom", from: "1.3" },
  zeroTarget: "metByZero",
  undeclared: costsAreReverse,
  scoreDecimals: 2,
  rateDecimals: 4,
  overrides: [],
  roundBeforeSum: true,
  gradeBands: nationalBands,
  reasonRequired: { belowTarget: true },
  form: yanchiForm
}

/** 财预〔2020〕10号: the national rule for project performance evaluation. */
export const national2020: RuleSet = {
  ...ningxiaYanchi2024,
  id: "national-2020-10",
  title: {
    zh: "项目支出绩效评价管理办法（财预〔2020〕10号）",
    en: "Measures for project performance evaluation, 财预〔2020〕10号"
  },
  source: { zh: "财预〔2020〕10号，2020年2月25日", en: "财预〔2020〕10号 of 25 February 2020" },
  inForce: { from: "2020-02-25", to: null },
  clauses: {
    execution: "预算执行率得分",
    positive: "定量指标：达到目标值得满分，未达到按完成值与目标值的比例",
    reverse: "定量指标：反向指标按目标值与完成值的比例",
    equal: "定量指标：达到目标值得满分",
    qualitative: "定性指标：三档 100%–80%（含）、80%–60%（含）、60%–0%"
  },
  execution,
  form: null,
  firstLevel: [
    { name: "产出指标", weight: "50" },
    { name: "效益指标", weight: "30" },
    { name: "满意度指标", weight: "10" }
  ],
  tiers: tiersAtSixty,
  overAchievement: { kind: "reasonFrom", from: "1.3" }
}

/** 财预〔2021〕101号: core indicators of central projects: 成本, 产出, 效益, 满意度. */
export const central2021: RuleSet = {
  ...national2020,
  id: "central-2021-101",
  title: {
    zh: "中央部门项目支出核心绩效目标和指标设置及取值指引（财预〔2021〕101号）",
    en: "Guide to core performance indicators of central departments, 财预〔2021〕101号"
  },
  source: { zh: "财预〔2021〕101号，2021年8月18日", en: "财预〔2021〕101号 of 18 August 2021" },
  inForce: { from: "2021-08-18", to: null },
  clauses: {
    execution: "预算执行率得分",
    positive: "按完成比例赋分（及格门槛）",
    reverse: "直接赋分",
    equal: "按完成比例赋分",
    qualitative: "按评判等级赋分"
  },
  firstLevel: [
    { name: "成本指标", weight: "20" },
    { name: "产出指标", weight: "40" },
    { name: "效益指标", weight: "20" },
    { name: "满意度指标", weight: "10" }
  ],
  positive: { formula: "ratio", passFrom: "0.6" },
  reverse: { formula: "allOrNothing" },
  undeclared: {
    default: "atLeast",
    bySecondLevel: [
      { name: "成本指标", direction: "atMost" },
      { name: "经济成本指标", direction: "atMost" },
      { name: "社会成本指标", direction: "atMost" },
      { name: "生态环境成本指标", direction: "atMost" }
    ]
  }
}

/** The default of a provincial product: reverse indicators decay in a straight line to nothing at twice the target. */
export const productDefault: RuleSet = {
  ...ningxiaYanchi2024,
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
  clauses: {
    execution: "selfresultproject",
    positive: "selfpositiveindex",
    reverse: "selfreverseindex",
    equal: "selfequalindex",
    qualitative: "selfqualscorecheck"
  },
  reasonRequired: { belowTarget: false },
  execution,
  form: null,
  tiers: tiersAtSixty,
  reverse: { formula: "linear" },
  overAchievement: { kind: "none" },
  gradeBands: [
    { grade: "优", from: "80" },
    { grade: "良", from: "70" },
    { grade: "中", from: "60" },
    { grade: "差", from: "0" }
  ]
}

const unity = "2024年企业退休人员民族团结奖"

/** What the unit did: everything positive, some scores with one decimal. */
export const asPublishedYanchi2024: RuleSet = {
  ...ningxiaYanchi2024,
  id: "as-published-yanchi-2024",
  title: { zh: "盐池县社保中心 2024 年度公布的计分方式", en: "As the unit in Yanchi scored in 2024" },
  source: {
    zh: "由公布的 51 项得分反推：定量指标全部按正向，四个得分取 1 位小数",
    en: "Inferred from the 51 published scores: everything positive, four scores with one decimal"
  },
  undeclared: { default: "atLeast", bySecondLevel: [] },
  overrides: [
    { projectName: unity, indicator: "execution", decimals: 1 },
    { projectName: unity, indicator: "数量-1", decimals: 1 },
    { projectName: "电子政务网网络运行维护费", indicator: "execution", decimals: 1 },
    { projectName: "社会保险稽核、宣传工作经历及档案标准管理", indicator: "execution", decimals: 1 }
  ]
}

/** The rule sets that ship, the default first. */
export const ruleSets: ReadonlyArray<RuleSet> = [
  ningxiaYanchi2024,
  national2020,
  central2021,
  productDefault,
  asPublishedYanchi2024
]

/** The shipped rule set of that id, or `undefined`. */
export const ruleSetById = (id: string): RuleSet | undefined => ruleSets.find((set) => set.id === id)
