/**
 * Rules of the words in sentences: directions, reasons, years, headings, terms, and what a form left behind.
 */
import type { AuditRule } from "../CheckResult.ts"
import { narrativeText } from "./exampleText.ts"

const wording = "公开文本应完整、准确，模板中的备选用语和占位内容应全部处理"

const overall = (sentence: string): string => narrativeText(["一、收入支出决算总体情况说明", sentence])
const threePublic = (sentence: string): string =>
  narrativeText(["七、财政拨款“三公”经费支出决算情况说明", sentence])
const spent = (word: string): string =>
  threePublic(
    `2024年度“三公”经费财政拨款支出预算为900.00元，支出决算为450.00元，完成预算的50.00%，支出决算数${word}预算数的主要原因：加油费减少。`
  )
const changed = (year: string): string =>
  overall(
    `2024年度收、支总计120.00元。与${year}年度相比，收、支总计各增加20.00元，增长20.00%，主要原因是人员增加。`
  )
const profile = (kind: string): string =>
  [
    "示例局2024年度部门决算",
    "第一部分 单位概况",
    "一、部门职责",
    `示例中心为${kind}，承担业务工作。`,
    "二、机构设置",
    "纳入2024年度部门决算编报范围的单位共1个。",
    "第三部分 2024年度部门决算情况说明",
    "十、机关运行经费支出情况说明",
    "2024年度机关运行经费支出50.00元，比2023年度增加10.00元，增长25.00%，主要原因是物价上涨。"
  ].join("\n\n")
const glossary = (meaning: string): string =>
  ["示例局2024年度部门决算", "第四部分 名词解释", `一、一般公共预算财政拨款收入：${meaning}`].join("\n\n")
const contents = (heading: string): string =>
  [
    "示例局2024年度部门决算",
    "目录",
    "第三部分 2024年度部门决算情况说明",
    "一、国有资产占有使用情况说明",
    "第三部分 2024年度部门决算情况说明",
    `一、${heading}`,
    "截至2024年12月31日，共有车辆0辆。"
  ].join("\n\n")
const twoReasons = (reason: string): string =>
  narrativeText(
    [
      "六、一般公共预算财政拨款基本支出决算情况说明",
      "公用经费50.00元，比2023年度增加10.00元，增长25.00%，主要原因是物业管理费上涨。"
    ],
    [
      "十、机关运行经费支出情况说明",
      `2024年度机关运行经费支出50.00元，比2023年度增加10.00元，增长25.00%，主要原因是${reason}。`
    ]
  )

const purposes = (purpose: string): string =>
  narrativeText([
    "五、一般公共预算财政拨款支出决算情况说明",
    "1.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于事业单位医疗保险缴费。支出决算为20.00元。",
    `2.住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于${purpose}。支出决算为30.00元。`
  ])

export const textRules = {
  "AR-N-06": {
    id: "AR-N-06",
    title: "增减方向用语与数字相符",
    severity: "block",
    meaning:
      "增加与减少、增长与下降、大于与小于、持平，与差额的正负一致，同一变动的用语不相矛盾；备选用语只保留一个。",
    formula: "用语 = 差额的符号",
    basis: wording,
    suggestion: "请按数字改正用语，只保留一个选项。",
    examples: { pass: spent("小于"), fail: spent("小于（大于）") }
  },
  "AR-N-07": {
    id: "AR-N-07",
    title: "增减写明比较对象和原因",
    severity: "explain",
    meaning: "每处增减、大于、小于写明与哪一年度或哪个预算比较、增减多少，并说明主要原因。",
    formula: "增减 → 比较对象、增减额、原因",
    basis: "决算公开应说明增减变化的原因",
    suggestion: "请补充比较对象、增减额或原因。",
    examples: {
      pass: changed("2023"),
      fail: overall("2024年度收、支总计120.00元。与2023年度相比，收、支总计各增加20.00元，增长20.00%。")
    }
  },
  "AR-N-11": {
    id: "AR-N-11",
    title: "没有模板残留",
    severity: "block",
    meaning: "公开文本中没有 XX、××、某某、{…}、【待填】等占位内容，没有空缺的数字，没有并列未选的方向用语。",
    formula: "占位内容的个数 = 0",
    basis: wording,
    suggestion: "请填写或删去。",
    examples: {
      pass: changed("2023"),
      fail: overall(
        "2024年度收、支总计120.00元。与2023年度相比，收、支总计各增加（减少）20.00元，主要原因是XX局人员增加。"
      )
    }
  },
  "AR-N-14": {
    id: "AR-N-14",
    title: "年度正确",
    severity: "explain",
    meaning: "句子所述年度是本决算的年度，比较的上年是前一年度，截止日期在本年度。",
    formula: "所述年度 = 文件年度；上年 = 文件年度 − 1",
    basis: wording,
    suggestion: "请改正年度；确与更早年度比较的，请说明。",
    examples: { pass: changed("2023"), fail: changed("2022") }
  },
  "AR-N-15": {
    id: "AR-N-15",
    title: "机关运行经费的统计范围",
    severity: "explain",
    meaning: "机关运行经费只统计行政单位和参照公务员法管理的事业单位，等于其基本支出中的公用经费。",
    formula: "事业单位 → 无机关运行经费；单一行政单位 → 机关运行经费 = 公用经费",
    basis: "机关运行经费的定义（名词解释）和统计口径",
    suggestion: "请按单位性质写明不适用，或更正金额。",
    examples: { pass: profile("行政单位"), fail: profile("全额拨款事业单位") }
  },
  "AR-N-17": {
    id: "AR-N-17",
    title: "正文标题与目录一致",
    severity: "hint",
    meaning: "正文各级标题与目录所列相同。",
    formula: "正文标题 = 目录条目",
    basis: wording,
    suggestion: "请统一标题。",
    examples: { pass: contents("国有资产占有使用情况说明"), fail: contents("国有资产占用使用情况说明") }
  },
  "AR-N-18": {
    id: "AR-N-18",
    title: "名词解释与名词相符",
    severity: "explain",
    meaning: "每个名词的释义是它自己的释义，口径与公开表相同。",
    formula: "释义 ↔ 名词",
    basis: "政府会计制度和公开表附注",
    suggestion: "请改正名词或释义。",
    examples: {
      pass: glossary("指单位从本级财政部门取得的一般公共预算资金。"),
      fail: glossary(
        "指单位取得的财政预算资金，包括一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款。"
      )
    }
  },
  "AR-N-19": {
    id: "AR-N-19",
    title: "同一变动只有一个原因",
    severity: "hint",
    meaning: "同一个数的同一变动在不同部分说明的原因一致；没有共同词语的两个原因予以提示。",
    formula: "金额、比率相同 → 原因相同",
    basis: wording,
    suggestion: "请核对并统一原因。",
    examples: { pass: twoReasons("物业管理费增加"), fail: twoReasons("厉行节约") }
  },
  "AR-N-20": {
    id: "AR-N-20",
    title: "没有空话和重复",
    severity: "explain",
    meaning: "金额为 0 的事项不写“主要用于无”“具体情况如下：无”，持平写作“与…持平”，句子之间有句号。",
    formula: "套话的个数 = 0",
    basis: wording,
    suggestion: "请删去或改写。",
    examples: {
      pass: threePublic("公务接待费支出0.00元。"),
      fail: threePublic("公务接待费支出0.00元，主要用于无。")
    }
  },
  "AR-N-21": {
    id: "AR-N-21",
    title: "数后有单位",
    severity: "explain",
    meaning: "金额后有元、万元或亿元，比率后有 %。",
    formula: "数 + 单位",
    basis: wording,
    suggestion: "请补上单位。",
    examples: {
      pass: changed("2023"),
      fail: overall(
        "2024年度收、支总计120.00元。与2023年度相比，收、支总计各增加20.00元，增长20.00，主要原因是人员增加。"
      )
    }
  },
  "AR-N-23": {
    id: "AR-N-23",
    title: "所列名目与科目、公开表相符",
    severity: "explain",
    meaning:
      "基本支出说明列举的经济分类科目在基本支出表有支出；各项“主要用于”所写的是本项的用途，不是另一项的。",
    formula: "列举的科目 → 基本支出表金额 > 0；用途 ↔ 科目名称",
    basis: wording,
    suggestion: "请核对列举的名目或用途。",
    examples: { pass: purposes("缴纳住房公积金"), fail: purposes("事业单位医疗保险缴费") }
  }
} as const satisfies Record<string, AuditRule>
