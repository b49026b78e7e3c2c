/**
 * The two texts of the Ministry of Finance: the measures of 2020, and the guide for central departments of 2021.
 */
import type { RuleSet } from "../RuleSet.ts"
import { costsAreReverse, nationalBands, notInText, tiersAtSixty } from "./common.ts"

/** 财预〔2020〕10号: the national rule for project performance evaluation. */
export const national2020: RuleSet = {
  id: "national-2020-10",
  title: {
    zh: "项目支出绩效评价管理办法（财预〔2020〕10号）",
    en: "Measures for project performance evaluation, 财预〔2020〕10号"
  },
  source: { zh: "财预〔2020〕10号，2020年2月25日", en: "财预〔2020〕10号 of 25 February 2020" },
  inForce: { from: "2020-02-25", to: null },
  appliesTo: { kind: "nation" },
  clauses: {
    execution: "预算执行率得分",
    positive: "定量指标：达到目标值得满分，未达到按完成值与目标值的比例",
    reverse: "定量指标：达到目标值得满分（未达到的反向指标，原文没有规定）",
    equal: "定量指标：达到目标值得满分，未达到按完成值与目标值的比例",
    qualitative: "定性指标：三档 100%–80%（含）、80%–60%（含）、60%–0%",
    overAchievement: "完成值高出目标值较多且目标值定得明显偏低的，按偏离度适度调减"
  },
  execution: { weight: "10", basis: "annual", cap: "1", formula: "ratio", statedDecimals: null },
  firstLevel: [
    { name: "产出指标", weight: "50" },
    { name: "效益指标", weight: "30" },
    { name: "满意度指标", weight: "10" }
  ],
  tiers: tiersAtSixty,
  positive: { formula: "ratio", passFrom: null },
  reverse: { formula: "ratio" },
  equal: { formula: "asPositive" },
  overAchievement: { kind: "discretionary", from: null },
  zeroTarget: "metByZero",
  undeclared: costsAreReverse,
  scoreDecimals: 2,
  rateDecimals: 4,
  overrides: [],
  roundBeforeSum: true,
  gradeBands: nationalBands,
  reasonRequired: { belowTarget: true },
  form: null,
  layout: "national",
  inferred: [
    notInText.reverse,
    notInText.undeclared,
    notInText.zeroTarget,
    notInText.scoreDecimals,
    notInText.gradeBands
  ]
}

const whole = { name: "满意度指标", weight: "10" }

/** 财预〔2021〕101号: core indicators of central projects: 成本, 产出, 效益, 满意度. */
export const central2021: RuleSet = {
  id: "central-2021-101",
  title: {
    zh: "中央部门项目支出核心绩效目标和指标设置及取值指引（财预〔2021〕101号）",
    en: "Guide to core performance indicators of central departments, 财预〔2021〕101号"
  },
  source: { zh: "财预〔2021〕101号，2021年8月18日", en: "财预〔2021〕101号 of 18 August 2021" },
  inForce: { from: "2021-08-18", to: null },
  appliesTo: { kind: "named" },
  clauses: {
    execution: "预算执行率分档赋分（示例）",
    positive: "按完成比例赋分",
    reverse: "按完成比例赋分（反向指标，原文没有单列）",
    equal: "按完成比例赋分",
    qualitative: "按评判等级赋分"
  },
  execution: {
    weight: "10",
    basis: "annual",
    cap: "1",
    formula: "intervals",
    intervals: [
      { from: "1", share: "1" },
      { from: "0.8", share: "0.7" },
      { from: "0.6", share: "0.5" },
      { from: "0", share: "0" }
    ],
    statedDecimals: null
  },
  firstLevel: [
    { name: "成本指标", weight: "20" },
    { name: "产出指标", weight: "40" },
    { name: "效益指标", weight: "20" },
    whole
  ],
  weightings: [
    {
      id: "no-cost",
      title: { zh: "未设成本指标", en: "without cost indicators" },
      firstLevel: [{ name: "产出指标", weight: "50" }, { name: "效益指标", weight: "30" }, whole]
    },
    {
      id: "no-satisfaction",
      title: { zh: "不适用满意度指标，其分值加在效益指标上", en: "satisfaction does not apply" },
      firstLevel: [
        { name: "成本指标", weight: "20" },
        { name: "产出指标", weight: "40" },
        { name: "效益指标", weight: "30" }
      ]
    },
    {
      id: "no-cost-no-satisfaction",
      title: { zh: "未设成本指标，也不适用满意度指标", en: "without cost indicators or satisfaction" },
      firstLevel: [
        { name: "产出指标", weight: "50" },
        { name: "效益指标", weight: "40" }
      ]
    }
  ],
  tiers: tiersAtSixty,
  positive: { formula: "ratio", passFrom: null },
  reverse: { formula: "ratio" },
  equal: { formula: "asPositive" },
  methods: [
    {
      level1: "满意度指标",
      directions: ["atLeast", "moreThan"],
      use: {
        formula: "intervals",
        of: "actual",
        intervals: [
          { from: "0.9", share: "1" },
          { from: "0.8", share: "0.8" },
          { from: "0.6", share: "0.5" },
          { from: "0", share: "0" }
        ]
      },
      reference: "满意度赋分（示例）"
    }
  ],
  overAchievement: { kind: "discretionary", from: null },
  zeroTarget: "metByZero",
  undeclared: {
    default: "atLeast",
    bySecondLevel: [
      { name: "成本指标", direction: "atMost" },
      { name: "经济成本指标", direction: "atMost" },
      { name: "社会成本指标", direction: "atMost" },
      { name: "生态环境成本指标", direction: "atMost" }
    ]
  },
  scoreDecimals: 2,
  rateDecimals: 4,
  overrides: [],
  roundBeforeSum: true,
  gradeBands: nationalBands,
  reasonRequired: { belowTarget: true },
  form: null,
  layout: "central",
  inferred: [
    notInText.reverse,
    notInText.undeclared,
    notInText.zeroTarget,
    notInText.scoreDecimals,
    notInText.gradeBands,
    {
      clause: "tiers",
      why: { zh: "评判等级的档次按财预〔2020〕10号", en: "the tiers of judgement as in 财预〔2020〕10号" }
    },
    {
      clause: "overAchievement",
      why: { zh: "指引未列，按财预〔2020〕10号", en: "not in the guide; as in 财预〔2020〕10号" }
    }
  ]
}
