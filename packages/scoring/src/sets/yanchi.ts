/**
 * 盐池县 2024: the notes printed under one unit's tables, and how the unit scored in fact.
 *
 * What the publication got wrong is in `asPublishedYanchi2024` alone.
 */
import type { FormWords, RuleSet } from "../RuleSet.ts"
import { costsAreReverse, nationalBands, tiersAtHalf } from "./common.ts"

/** Note 4 names a column that the form does not have (未完成原因分析); it is printed with the name of the one it has. */
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

/** 盐池县 2024: the notes printed under the unit's own tables. */
export const ningxiaYanchi2024: RuleSet = {
  id: "ningxia-yanchi-2024",
  title: { zh: "盐池县 2024 年度自评表表注", en: "Yanchi county 2024, notes of the self-evaluation table" },
  source: {
    zh: "盐池县本级部门项目支出绩效自评表（2024年度）注1–注5",
    en: "Notes 1–5 of Yanchi county's project self-evaluation table for 2024"
  },
  inForce: { from: "2024-01-01", to: "2024-12-31" },
  appliesTo: { kind: "region", names: ["盐池县"], codes: ["640323"] },
  clauses: {
    execution: "表内项目资金栏、注5",
    positive: "注3（正向指标）、注1",
    reverse: "注3（反向指标）、注1",
    equal: "注3（正向指标）、注1",
    qualitative: "注2"
  },
  // As the form states it: the fifth table prints 4.47 万元 where 支出决算表 implies 44,720.00.
  execution: { weight: "10", basis: "annual", cap: "1", formula: "ratio", statedDecimals: 2 },
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
  form: yanchiForm,
  layout: "yanchi",
  inferred: [
    {
      clause: "overAchievement",
      why: {
        zh: "注中没有倍数；130% 为见到的唯一施行的数（广西）",
        en: "the notes give no multiple; 130 % is the only figure seen in force (Guangxi)"
      }
    },
    {
      clause: "undeclared",
      why: { zh: "成本指标都没有写 ≤，按反向", en: "no cost target of the table has a ≤; taken as reverse" }
    },
    { clause: "zeroTarget", why: { zh: "注中没有", en: "not in the notes" } },
    { clause: "scoreDecimals", why: { zh: "多数得分取两位", en: "most printed scores have two" } },
    { clause: "gradeBands", why: { zh: "沿用全国的等级", en: "the national grades" } }
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
  appliesTo: { kind: "named" },
  undeclared: { default: "atLeast", bySecondLevel: [] },
  inferred: [
    {
      clause: "overrides",
      why: { zh: "整套由公布的得分反推", en: "all of it was inferred from the published scores" }
    }
  ],
  overrides: [
    { projectName: unity, indicator: "execution", decimals: 1 },
    { projectName: unity, indicator: "数量-1", decimals: 1 },
    { projectName: "电子政务网网络运行维护费", indicator: "execution", decimals: 1 },
    { projectName: "社会保险稽核、宣传工作经历及档案标准管理", indicator: "execution", decimals: 1 }
  ]
}
