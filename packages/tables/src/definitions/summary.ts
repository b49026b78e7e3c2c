/**
 * 收入支出决算总表 (T01) and 财政拨款收入支出决算总表 (T04): income and expenditure side by side.
 */
import type { FundType } from "@juesuan/domain"
import type { RowDefinition, TableDefinition } from "../TableDefinition.ts"
import { anyOf, minus, restrict, select, sum, under } from "../Term.ts"
import type { Filter, Term } from "../Term.ts"
import { chineseOrdinal, expenditureCategories, otherCategoryNames } from "./categories.ts"
import { closing, expenditure, fiscal, income, opening, surplusDistributed, surplusUsed } from "./terms.ts"

const line = (
  key: string,
  label: string,
  cells: Readonly<Record<string, Term>>,
  ...aliases: ReadonlyArray<string>
): RowDefinition => ({ key, label, depth: 0, cells, ...(aliases.length === 0 ? {} : { aliases }) })

/** Numbered lines that the form leaves blank. */
const blanks = (count: number): ReadonlyArray<null> => Array.from({ length: count }, () => null)

const numbered = (labels: ReadonlyArray<string>): ReadonlyArray<string> =>
  labels.map((label, index) => `${chineseOrdinal(index + 1)}、${label}`)

const appropriation = (fund: FundType): Term => select({ measure: "income", kind: "appropriation", fund })

const incomeLines: ReadonlyArray<readonly [key: string, name: string, term: Term]> = [
  ["income.generalPublic", "一般公共预算财政拨款收入", appropriation("generalPublic")],
  ["income.governmentFund", "政府性基金预算财政拨款收入", appropriation("governmentFund")],
  ["income.stateCapital", "国有资本经营预算财政拨款收入", appropriation("stateCapital")],
  ["income.superiorSubsidy", "上级补助收入", select({ measure: "income", kind: "superiorSubsidy" })],
  [
    "income.institutional",
    "事业收入",
    select({ measure: "income", kind: anyOf("institutional", "educationFees") })
  ],
  ["income.operating", "经营收入", select({ measure: "income", kind: "operating" })],
  [
    "income.subsidiaryRemittance",
    "附属单位上缴收入",
    select({ measure: "income", kind: "subsidiaryRemittance" })
  ],
  ["income.other", "其他收入", select({ measure: "income", kind: "other" })]
]

const categoryKeys = expenditureCategories.map(([code]) => code)
const categoryLabels = numbered(expenditureCategories.map(([, name]) => name))
const ofCategory = (code: string): Filter => ({ function: under(code) })

/** 收入支出决算总表: all the unit's income and expenditure of the year. */
export const T01: TableDefinition = {
  key: "T01",
  title: "收入支出决算总表",
  titles: ["(收入支出|收支)决算总表"],
  note: "本表反映部门本年度的总收支和年末结余结转情况",
  moneyUnit: "元",
  columns: [
    { key: "1", title: "收入决算数", heads: ["决算数"], number: "1" },
    { key: "2", title: "支出决算数", heads: ["决算数"], number: "2" }
  ],
  rows: {
    kind: "fixed",
    rows: [
      ...numbered(incomeLines.map(([, name]) => name)).map((label, index) =>
        line(incomeLines[index]![0], label, { 1: incomeLines[index]![2] })
      ),
      line("income", "本年收入合计", { 1: income }, "[本年]收入合计", "本年收入小计"),
      line(
        "surplusUsed",
        "使用非财政拨款结余",
        { 1: surplusUsed },
        "使用非财政拨款结余（含专用结余）",
        "用事业基金弥补收支差额"
      ),
      line("opening", "年初结转和结余", { 1: opening }, "(年初|上年)结转[和]结余"),
      ...categoryKeys.map((code, index) =>
        line(
          code,
          categoryLabels[index]!,
          { 2: restrict(expenditure, ofCategory(code)) },
          ...(otherCategoryNames[code] ?? [])
        )
      ),
      line("expenditure", "本年支出合计", { 2: expenditure }, "[本年]支出合计", "本年支出小计"),
      line("surplusDistributed", "结余分配", { 2: surplusDistributed }),
      line("closing", "年末结转和结余", { 2: closing }, "年末结转[和]结余", "结转下年"),
      line(
        "total",
        "总计",
        { 1: sum(income, surplusUsed, opening), 2: sum(expenditure, surplusDistributed, closing) },
        "[收入|支出]总计"
      )
    ]
  },
  layout: {
    kind: "sides",
    isNumbered: true,
    left: {
      heading: "收入",
      subheading: "项目",
      rows: [...incomeLines.map(([key]) => key), ...blanks(18), "income", "surplusUsed", "opening", "total"]
    },
    right: {
      heading: "支出",
      subheading: "项目(按功能分类)",
      rows: [...categoryKeys, "expenditure", "surplusDistributed", "closing", "total"]
    }
  }
}

const funds = ["generalPublic", "governmentFund", "stateCapital"] as const

/** The four amounts of an expenditure line of T04: all fiscal money, then fund by fund. */
const byFund = (term: Term): Readonly<Record<string, Term>> => ({
  2: restrict(term, { fund: fiscal }),
  3: restrict(term, { fund: funds[0] }),
  4: restrict(term, { fund: funds[1] }),
  5: restrict(term, { fund: funds[2] })
})

const fundLabels = numbered(["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"])
const fiscalIncome = restrict(income, { fund: fiscal })
const fiscalOpening = restrict(opening, { fund: fiscal })
const fiscalClosing = minus(sum(opening, income), expenditure)

/** 财政拨款收入支出决算总表: fiscal appropriations only, expenditure by fund. */
export const T04: TableDefinition = {
  key: "T04",
  title: "财政拨款收入支出决算总表",
  titles: ["财政拨款(收入支出|收支)决算总表"],
  note:
    "本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的" +
    "总收支和年末结转结余情况。",
  moneyUnit: "元",
  columns: [
    { key: "1", title: "收入决算数", heads: ["决算数"], number: "1" },
    { key: "2", title: "支出合计", heads: ["决算数", "合计"], number: "2", sumOf: ["3", "4", "5"] },
    { key: "3", title: "一般公共预算财政拨款支出", heads: ["决算数", "一般公共预算财政拨款"], number: "3" },
    {
      key: "4",
      title: "政府性基金预算财政拨款支出",
      heads: ["决算数", "政府性基金预算财政拨款"],
      number: "4"
    },
    {
      key: "5",
      title: "国有资本经营预算财政拨款支出",
      heads: ["决算数", "国有资本经营预算财政拨款"],
      number: "5"
    }
  ],
  rows: {
    kind: "fixed",
    rows: [
      ...funds.map((fund, index) => line(`income.${fund}`, fundLabels[index]!, { 1: appropriation(fund) })),
      line("income", "本年收入合计", { 1: fiscalIncome }, "[本年]收入合计"),
      line("opening", "年初财政拨款结转和结余", { 1: fiscalOpening }, "(年初|上年)[财政拨款]结转和结余"),
      ...funds.map((fund, index) =>
        line(`opening.${fund}`, fundLabels[index]!, { 1: restrict(opening, { fund }) })
      ),
      ...categoryKeys.map((code, index) =>
        line(
          code,
          categoryLabels[index]!,
          byFund(restrict(expenditure, ofCategory(code))),
          ...(otherCategoryNames[code] ?? [])
        )
      ),
      line("expenditure", "本年支出合计", byFund(expenditure), "[本年]支出合计"),
      line("closing", "年末财政拨款结转和结余", byFund(fiscalClosing), "年末[财政拨款]结转和结余"),
      line(
        "total",
        "总计",
        { 1: sum(fiscalIncome, fiscalOpening), ...byFund(sum(expenditure, fiscalClosing)) },
        "[收入|支出]总计"
      )
    ]
  },
  layout: {
    kind: "sides",
    isNumbered: true,
    left: {
      heading: "收入",
      subheading: "项目",
      rows: [
        ...funds.map((fund) => `income.${fund}`),
        ...blanks(23),
        "income",
        "opening",
        ...funds.map((fund) => `opening.${fund}`),
        "total"
      ]
    },
    right: {
      heading: "支出",
      subheading: "项目",
      rows: [...categoryKeys, "expenditure", "closing", ...blanks(3), "total"]
    }
  }
}
