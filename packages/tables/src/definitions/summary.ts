/**
 * 收入支出决算总表 (T01) and 财政拨款收入支出决算总表 (T04): income and expenditure side by side.
 */
import type { FundType } from "@juesuan/domain"
import type { RowDefinition, TableDefinition } from "../TableDefinition.ts"
import { minus, restrict, select, sum, under } from "../Term.ts"
import type { Filter, Term } from "../Term.ts"
import { chineseOrdinal, expenditureCategories } from "./categories.ts"
import { closing, expenditure, fiscal, income, opening, surplusDistributed, surplusUsed } from "./terms.ts"

const line = (number: number, label: string, cells: Readonly<Record<string, Term>>): RowDefinition => ({
  key: String(number),
  label,
  depth: 0,
  cells
})

const blankLines = (from: number, to: number): ReadonlyArray<RowDefinition> =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index, "", {}))

const numbered = (labels: ReadonlyArray<string>): ReadonlyArray<string> =>
  labels.map((label, index) => `${chineseOrdinal(index + 1)}、${label}`)

const keysFrom = (from: number, to: number): ReadonlyArray<string> =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

const appropriation = (fund: FundType): Term => select({ measure: "income", kind: "appropriation", fund })

const incomeLabels = numbered([
  "一般公共预算财政拨款收入",
  "政府性基金预算财政拨款收入",
  "国有资本经营预算财政拨款收入",
  "上级补助收入",
  "事业收入",
  "经营收入",
  "附属单位上缴收入",
  "其他收入"
])

const incomeTerms: ReadonlyArray<Term> = [
  appropriation("generalPublic"),
  appropriation("governmentFund"),
  appropriation("stateCapital"),
  select({ measure: "income", kind: "superiorSubsidy" }),
  select({ measure: "income", kind: { anyOf: ["institutional", "educationFees"] } }),
  select({ measure: "income", kind: "operating" }),
  select({ measure: "income", kind: "subsidiaryRemittance" }),
  select({ measure: "income", kind: "other" })
]

const categoryLabels = numbered(expenditureCategories.map(([, name]) => name))
const ofCategory = (index: number): Filter => ({ function: under(expenditureCategories[index]![0]) })

/** 收入支出决算总表: all the unit's income and expenditure of the year. Lines 1–30 and 31–60. */
export const T01: TableDefinition = {
  key: "T01",
  title: "收入支出决算总表",
  note: "本表反映部门本年度的总收支和年末结余结转情况",
  moneyUnit: "元",
  columns: [
    { key: "1", title: "收入决算数", heads: ["决算数"], number: "1" },
    { key: "2", title: "支出决算数", heads: ["决算数"], number: "2" }
  ],
  rows: {
    kind: "fixed",
    rows: [
      ...incomeLabels.map((label, index) => line(index + 1, label, { 1: incomeTerms[index]! })),
      ...blankLines(9, 26),
      line(27, "本年收入合计", { 1: income }),
      line(28, "使用非财政拨款结余", { 1: surplusUsed }),
      line(29, "年初结转和结余", { 1: opening }),
      line(30, "总计", { 1: sum(income, surplusUsed, opening) }),
      ...categoryLabels.map((label, index) =>
        line(31 + index, label, { 2: restrict(expenditure, ofCategory(index)) })
      ),
      line(57, "本年支出合计", { 2: expenditure }),
      line(58, "结余分配", { 2: surplusDistributed }),
      line(59, "年末结转和结余", { 2: closing }),
      line(60, "总计", { 2: sum(expenditure, surplusDistributed, closing) })
    ]
  },
  layout: {
    kind: "sides",
    left: { heading: "收入", rows: keysFrom(1, 30) },
    right: { heading: "支出", subheading: "项目(按功能分类)", rows: keysFrom(31, 60) }
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

/** 财政拨款收入支出决算总表: fiscal appropriations only, expenditure by fund. Lines 1–32 and 33–64. */
export const T04: TableDefinition = {
  key: "T04",
  title: "财政拨款收入支出决算总表",
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
      ...fundLabels.map((label, index) => line(index + 1, label, { 1: appropriation(funds[index]!) })),
      ...blankLines(4, 26),
      line(27, "本年收入合计", { 1: fiscalIncome }),
      line(28, "年初财政拨款结转和结余", { 1: fiscalOpening }),
      ...fundLabels.map((label, index) =>
        line(29 + index, label, { 1: restrict(opening, { fund: funds[index]! }) })
      ),
      line(32, "总计", { 1: sum(fiscalIncome, fiscalOpening) }),
      ...categoryLabels.map((label, index) =>
        line(33 + index, label, byFund(restrict(expenditure, ofCategory(index))))
      ),
      line(59, "本年支出合计", byFund(expenditure)),
      line(60, "年末财政拨款结转和结余", byFund(minus(sum(opening, income), expenditure))),
      ...blankLines(61, 63),
      line(64, "总计", byFund(sum(expenditure, minus(sum(opening, income), expenditure))))
    ]
  },
  layout: {
    kind: "sides",
    left: { heading: "收入", rows: keysFrom(1, 32) },
    right: { heading: "支出", subheading: "项目", rows: keysFrom(33, 64) }
  }
}
