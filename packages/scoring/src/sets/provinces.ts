/**
 * Provinces as their published self-evaluation tables have them. What the tables do not print is marked as inferred.
 */
import type { RuleSet } from "../RuleSet.ts"
import { asNational, nationalBands, tiersAtHalf } from "./common.ts"
import { national2020 } from "./national.ts"

const seen = (zh: string, en: string) => ({ clause: "inForce", why: { zh, en } })

/** 上海: tables of Putuo district, 2022, 2024 and 2025. */
export const shanghai: RuleSet = {
  ...national2020,
  id: "shanghai",
  title: { zh: "上海市财政项目支出绩效自评表", en: "Shanghai, project self-evaluation" },
  source: {
    zh: "上海市普陀区体育事业管理中心 2022 年度项目自评价（公开）；普陀区 2024、2025 年度部门决算的自评等级",
    en: "Self-evaluations of a Putuo district unit for 2022, and the grades in Putuo's final accounts of 2024 and 2025"
  },
  inForce: { from: null, to: null },
  appliesTo: { kind: "region", names: ["上海市"], codes: ["31"] },
  clauses: {
    execution: "项目资金栏：执行率 × 10",
    positive: "财预〔2020〕10号",
    reverse: "财预〔2020〕10号",
    equal: "财预〔2020〕10号",
    qualitative: "财预〔2020〕10号"
  },
  gradeBands: [
    { grade: "优", from: "90" },
    { grade: "良", from: "80" },
    { grade: "合格", from: "60" },
    { grade: "不合格", from: "0" }
  ],
  layout: "shanghai",
  inferred: [
    seen("见于 2022 至 2025 年度的表", "seen on tables of 2022 to 2025"),
    ...asNational("positive", "reverse", "equal", "tiers", "overAchievement", "zeroTarget", "undeclared"),
    {
      clause: "gradeBands",
      why: {
        zh: "等级名称见于公开文件，分数线按财预〔2020〕10号",
        en: "the names are published; the thresholds are those of 财预〔2020〕10号"
      }
    }
  ]
}

/** 安徽: tables of Guichi district, Chizhou, 2022. */
export const anhui: RuleSet = {
  ...national2020,
  id: "anhui",
  title: { zh: "安徽省项目支出绩效自评表", en: "Anhui, project self-evaluation" },
  source: {
    zh: "池州市贵池区棠溪镇人民政府 2022 年度项目支出绩效自评表（公开）",
    en: "Project self-evaluations of a township in Guichi district, Chizhou, for 2022"
  },
  inForce: { from: null, to: null },
  appliesTo: { kind: "region", names: ["安徽省"], codes: ["34"] },
  clauses: {
    execution: "项目资金栏：分值 10",
    positive: "财预〔2020〕10号",
    reverse: "财预〔2020〕10号",
    equal: "财预〔2020〕10号",
    qualitative: "财预〔2020〕10号（表内写“达成预期指标”）"
  },
  layout: "anhui",
  inferred: [
    seen("见于 2022 年度的表", "seen on tables of 2022"),
    ...asNational(
      "positive",
      "reverse",
      "equal",
      "tiers",
      "overAchievement",
      "zeroTarget",
      "undeclared",
      "gradeBands"
    )
  ]
}

/** 四川: the form of 2023 (报表编号 510000_0013zp): execution 10, indicators 90 in any split, five grades. */
export const sichuan: RuleSet = {
  ...national2020,
  id: "sichuan",
  title: { zh: "四川省部门预算项目支出绩效自评表", en: "Sichuan, project self-evaluation" },
  source: {
    zh: "部门预算项目支出绩效自评表（报表编号 510000_0013zp），青神县发展和改革局 2023 年度公开",
    en: "Form 510000_0013zp as published by Qingshen county's development and reform bureau for 2023"
  },
  inForce: { from: null, to: null },
  appliesTo: { kind: "region", names: ["四川省"], codes: ["51"] },
  clauses: {
    execution: "预算执行情况（10分）注1：预算执行数 ÷ 调整后预算数",
    positive: "财预〔2020〕10号",
    reverse: "财预〔2020〕10号",
    equal: "财预〔2020〕10号",
    qualitative: "指标性质“定性”，五个等级"
  },
  firstLevel: [
    { name: "产出指标", weight: null },
    { name: "效益指标", weight: null },
    { name: "满意度指标", weight: null },
    { name: "成本指标", weight: null }
  ],
  gradeBands: [
    { grade: "优", from: "90" },
    { grade: "良", from: "80" },
    { grade: "中", from: "70" },
    { grade: "低", from: "60" },
    { grade: "差", from: "0" }
  ],
  layout: "sichuan",
  inferred: [
    seen("见于 2023 年度的表", "seen on the form of 2023"),
    ...asNational("positive", "reverse", "equal", "tiers", "overAchievement", "zeroTarget", "undeclared"),
    {
      clause: "gradeBands",
      why: {
        zh: "五个等级的名称见于公开文件，分数线未见",
        en: "the names of the five grades are published, their thresholds were not found"
      }
    }
  ]
}

/** 湖北: execution 20, indicators 80; the notes below the tables say how each kind is scored. */
export const hubei: RuleSet = {
  ...national2020,
  id: "hubei",
  title: { zh: "湖北省项目自评表备注", en: "Hubei, notes of the self-evaluation table" },
  source: {
    zh: "黄石市住房和城乡建设局 2022 年度项目自评表（zjj.huangshi.gov.cn）；2020 年度项目自评表备注 1–3（公开）",
    en: "A self-evaluation of Huangshi's housing bureau for 2022; notes 1–3 of a published one for 2020"
  },
  inForce: { from: null, to: null },
  appliesTo: { kind: "region", names: ["湖北省"], codes: ["42"] },
  clauses: {
    execution: "预算执行情况（20分）、备注1",
    positive: "备注2（正向指标）",
    reverse: "备注2（反向指标）",
    equal: "备注2（正向指标）",
    qualitative: "备注3"
  },
  execution: { weight: "20", basis: "annual", cap: "1", formula: "ratio", statedDecimals: null },
  firstLevel: [
    { name: "产出指标", weight: null },
    { name: "效益指标", weight: null },
    { name: "满意度指标", weight: null }
  ],
  tiers: tiersAtHalf,
  overAchievement: { kind: "none" },
  gradeBands: nationalBands,
  layout: "hubei",
  inferred: [
    seen("见于 2020、2022 年度的表", "seen on tables of 2020 and 2022"),
    ...asNational("equal", "zeroTarget", "undeclared", "gradeBands")
  ]
}
