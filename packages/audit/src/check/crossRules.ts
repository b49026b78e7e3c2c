/**
 * The rules of self-evaluations against the narrative and themselves: AU-11 to AU-24.
 */
import type { Severity } from "@juesuan/domain"
import type { AuditRule } from "../CheckResult.ts"
import { exampleCard } from "@juesuan/scoring"
import type { ExampleCard, ExampleIndicator } from "@juesuan/scoring"
import { exampleBudgets } from "./exampleDocuments.ts"

const document = "同一份公开文件中两处数据应当一致"
const table = "自评表的表式和表注"

const rule = (
  id: string,
  severity: Severity,
  title: string,
  meaning: string,
  formula: string,
  basis: string,
  suggestion: string,
  examples: AuditRule["examples"]
): AuditRule => ({ id, severity, title, meaning, formula, basis, suggestion, examples })

const pair = (fail: ExampleCard, pass: ExampleCard = {}): AuditRule["examples"] => ({
  pass: exampleCard(pass),
  fail: exampleCard(fail)
})

const quantity = (more: Partial<ExampleIndicator>): ExampleIndicator => ({
  name: "补助发放人数",
  target: "100 人",
  actual: "80 人",
  weight: "40",
  score: "32",
  reason: "部分人员未及时认证。",
  ...more
})
const cost = (target: string, actual = target): ExampleIndicator => ({
  name: "补助标准",
  target,
  actual,
  weight: "10",
  score: "10"
})

/** 80 persons of 100 at 1,000 元 each: 8 万元 of 10. */
const subsidy = {
  quantity: quantity({}),
  cost: cost("1000 元/人/年"),
  outcome: "已发放补助 80 人",
  total: "90"
}

const many = (...cards: ReadonlyArray<ExampleCard>): string => cards.map(exampleCard).join("\n\n")

const added: ExampleCard = { name: "应急抢修", money: ["5", "5", "4", "0.8", "8"] }
const budgets: AuditRule["examples"] = {
  pass: `${exampleBudgets}\n${many({}, { ...added, money: ["0", "5", "4", "0.8", "8"] })}`,
  fail: `${exampleBudgets}\n${many({}, added)}`
}

export const crossRules = {
  "AU-11": rule(
    "AU-11",
    "block",
    "各项目年初预算数之和不超过年初预算中的项目支出",
    "自评表的年初预算数应是年初批复的数；各表之和不能超过情况说明中年初预算总额减去基本支出年初预算后的余额。",
    "Σ自评表年初预算数 ≤ 一般公共预算年初预算 − Σ（基本支出决算数 ∓ 较年初预算增减额）",
    document,
    "请核对各项目年初预算数；年中追加的项目，年初预算数应为 0。",
    budgets
  ),
  "AU-12": rule(
    "AU-12",
    "block",
    "年中追加的项目年初预算数为零",
    "各表年初预算数之和超出的部分恰好等于一个项目的年初预算数时，该项目不在年初预算内，所列的是全年预算数。",
    "Σ自评表年初预算数 − 年初项目预算 = 某项目年初预算数 → 该数应为 0",
    document,
    "请将该项目年初预算数改为 0，或说明年初预算的来源。",
    budgets
  ),
  "AU-13": rule(
    "AU-13",
    "block",
    "实际完成情况的数字与指标的全年实际值一致",
    "总体目标的实际完成情况中的数量，应是指标的全年实际值（B），不能是年度指标值（A）。",
    "实际完成情况中的数量 = 同一计量单位指标的 B",
    document,
    "请按实际完成值更正文字。",
    pair({ ...subsidy, outcome: "已发放补助 100 人" }, subsidy)
  ),
  "AU-14": rule(
    "AU-14",
    "explain",
    "实际人数 × 实际标准 = 全年执行数",
    "按人按标准发放的项目，实际人数乘以实际标准应等于全年执行数，差额以列示的位数为限。",
    "B(人数) × B(标准) = 全年执行数 ± 末位的一半",
    document,
    "请核对人数、标准和执行数；有补发、扣减的，请说明。",
    pair(
      { ...subsidy, quantity: quantity({ actual: "90 人", score: "36" }), outcome: "已发放补助 90 人" },
      subsidy
    )
  ),
  "AU-15": rule(
    "AU-15",
    "explain",
    "目标人数 × 目标标准 = 全年预算数",
    "按人按标准发放的项目，目标人数乘以目标标准应等于全年预算数，差额以列示的位数为限。",
    "A(人数) × A(标准) = 全年预算数 ± 末位的一半",
    document,
    "请核对目标人数、标准和预算数；预算另含其他内容的，请说明。",
    pair({ ...subsidy, quantity: quantity({ target: "150 人" }) }, subsidy)
  ),
  "AU-16": rule(
    "AU-16",
    "block",
    "成本总额的指标值与全年预算数一致",
    "成本指标的实际值与全年执行数是同一笔钱时，其年度指标值应等于全年预算数；几项成本的指标值之和等于全年预算数时，实际值之和应等于全年执行数。",
    "ΣB(成本) = 全年执行数 ⇔ ΣA(成本) = 全年预算数",
    document,
    "请核对成本指标值和全年预算数。",
    pair({ cost: cost("≤12 万元", "8 万元") }, { cost: cost("≤10 万元", "8 万元") })
  ),
  "AU-17": rule(
    "AU-17",
    "explain",
    "完成数量 × 单位成本不超过全年执行数",
    "按件采购或制作的项目，完成数量乘以单位成本不能多于实际支出。",
    "B(数量) × B(单位成本) ≤ 全年执行数",
    document,
    "请核对数量、单位成本和执行数；由其他资金承担或上年已付的，请说明。",
    pair({ cost: cost("5000 元/台") }, { cost: cost("3000 元/台") })
  ),
  "AU-18": rule(
    "AU-18",
    "hint",
    "各表执行率取同一位数",
    "同一套自评表的执行率应取相同的小数位数；只是末尾少写 0 的不算。",
    "执行率的位数 = 其他表的位数",
    table,
    "请统一执行率的小数位数。",
    {
      pass: many(
        { money: ["7", "7", "5", "0.7143", "7.14"], total: "97.14" },
        { name: "维修", money: ["9", "9", "7", "0.7778", "7.78"], total: "97.78" }
      ),
      fail: many(
        { money: ["7", "7", "5", "0.714", "7.14"], total: "97.14" },
        { name: "维修", money: ["9", "9", "7", "0.7778", "7.78"], total: "97.78" }
      )
    }
  ),
  "AU-19": rule(
    "AU-19",
    "block",
    "偏差原因写的是本项目",
    "偏差原因分析写到另一个项目特有的名称，而本表别处没有出现，疑为从另一张表复制。",
    "偏差原因不含只属于其他项目名称的词语",
    table,
    "请按本项目的情况改写。",
    {
      pass: many(subsidy, { name: "冬季取暖费" }),
      fail: many(
        { ...subsidy, quantity: quantity({ reason: "部分人员未及时认证，确保取暖费按时发放。" }) },
        { name: "冬季取暖费" }
      )
    }
  ),
  "AU-20": rule(
    "AU-20",
    "explain",
    "表注所称的栏在表中",
    "表注要求填写的栏目，应与表头的名称一致。",
    "表注“…”一栏 ∈ 表头各栏",
    table,
    "请统一表注与表头的名称。",
    pair(
      { notes: ["注：1. 请在“未完成原因分析”一栏中简要说明。"] },
      { notes: ["注：1. 请在“偏差原因分析及改进措施”一栏中简要说明。"] }
    )
  ),
  "AU-21": rule(
    "AU-21",
    "hint",
    "定性指标按分值的百分比计分",
    "三档的百分比是指标“分值”的百分比，不是“指标值”的百分比。",
    "表注写“分值的 100-80%”",
    table,
    "请将表注中的“指标值”改为“分值”。",
    pair(
      { notes: ["注：1. 分别按照指标值的 100-80%（含）、80-60%（含）、60-0%合理确定分值。"] },
      { notes: ["注：1. 分别按照该指标分值的 100-80%（含）、80-60%（含）、60-0%合理确定分值。"] }
    )
  ),
  "AU-22": rule(
    "AU-22",
    "hint",
    "附件编号连续且不重复",
    "多张自评表标有附件号的，编号应依次递增。",
    "附件号依次加一",
    table,
    "请统一附件编号。",
    {
      pass: many({ attachment: "附件 1" }, { attachment: "附件 2", name: "维修" }),
      fail: many({ attachment: "附件 2" }, { attachment: "附件 2", name: "维修" })
    }
  ),
  "AU-23": rule(
    "AU-23",
    "hint",
    "指标值和实际值都有计量单位",
    "年度指标值写了计量单位的，全年实际值也应写；满意度等比率应写成百分数。",
    "单位(A) = 单位(B)；比率带 %",
    table,
    "请补写计量单位。",
    pair({ ...subsidy, quantity: quantity({ actual: "80" }) }, subsidy)
  ),
  "AU-24": rule(
    "AU-24",
    "hint",
    "项目名称没有重复的字",
    "项目名称中有连续两个相同的字，而去掉一个后的写法在文中别处出现，疑为多写一字。",
    "名称不含叠字，除非文中别处也这样写",
    table,
    "请核对项目名称。",
    {
      pass: `${exampleCard({ name: "电子政务网络维护" })}`,
      fail: `项目电子政务网络费自评得分为98分。\n\n${exampleCard({ name: "电子政务网网络维护" })}`
    }
  ),
  "AU-25": rule(
    "AU-25",
    "block",
    "年度资金总额等于各项资金之和",
    "年度资金总额由当年财政拨款、上年结转资金和其他资金组成；没有列示的资金按 0 计。",
    "年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金",
    table,
    "请核对年度资金总额和各项资金。",
    pair({ funds: ["10", "10", "6"] }, { funds: ["10", "10", "8"] })
  ),
  "AU-26": rule(
    "AU-26",
    "explain",
    "自评表的数在可能的范围内",
    "资金、分值、得分、指标值和实际值不小于 0，名称说的是增减、变动或差额的指标除外；满意度、合格率等不超过 100%，指标值不为 0。",
    "数 ≥ 0；0 < 满意度、合格率等 ≤ 100%",
    table,
    "请核对正负号和小数点。",
    pair({ cost: cost("≤10 万元", "-8 万元") }, { cost: cost("≤10 万元", "8 万元") })
  )
} satisfies Record<string, AuditRule>
