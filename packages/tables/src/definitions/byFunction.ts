/**
 * The tables by functional code (功能分类): T02 收入, T03 支出, T05 一般公共预算支出, T08 政府性基金, T09 国有资本经营.
 */
import type { ExpenditureNature, IncomeKind } from "@juesuan/domain"
import type { ColumnDefinition, RowsByCode, TableDefinition } from "../TableDefinition.ts"
import { anyOf, minus, restrict, select, sum } from "../Term.ts"
import type { Filter, Term } from "../Term.ts"
import { expenditure, income, opening } from "./terms.ts"

const codes = (...presence: ReadonlyArray<ReadonlyArray<Filter>>): RowsByCode => ({
  kind: "byCode",
  dimension: "function",
  total: { key: "total", label: "合计", depth: 0, where: {} },
  presence
})

const column = (
  key: string,
  heads: ReadonlyArray<string>,
  term: Term,
  more: Partial<ColumnDefinition> = {}
): ColumnDefinition => ({ key, title: heads.join(""), heads, number: key, term, ...more })

const ofKind = (...kinds: ReadonlyArray<IncomeKind>): Term =>
  select({ measure: "income", kind: anyOf(...kinds) })

/** 收入决算表: the year's income by functional code and kind. */
export const T02: TableDefinition = {
  key: "T02",
  title: "收入决算表",
  note: "本表反映部门本年度取得的各项收入情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["本年收入合计"], income, { sumOf: ["2", "3", "4", "5", "6", "7"] }),
    column("2", ["财政拨款收入"], ofKind("appropriation")),
    column("3", ["上级补助收入"], ofKind("superiorSubsidy")),
    column("4", ["事业收入", "小计"], ofKind("institutional", "educationFees")),
    column("4a", ["事业收入", "其中：教育收费"], ofKind("educationFees"), { number: "" }),
    column("5", ["经营收入"], ofKind("operating")),
    column("6", ["附属单位上缴收入"], ofKind("subsidiaryRemittance")),
    column("7", ["其他收入"], ofKind("other"))
  ],
  rows: codes([{ measure: "income" }]),
  layout: { kind: "codes", heading: "项目" }
}

const ofNature = (nature: ExpenditureNature): Term => restrict(expenditure, { nature })

/** 支出决算表: the year's expenditure by functional code and nature. */
export const T03: TableDefinition = {
  key: "T03",
  title: "支出决算表",
  note: "本表反映部门本年度各项支出情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["本年支出合计"], expenditure, { sumOf: ["2", "3", "4", "5", "6"] }),
    column("2", ["基本支出"], ofNature("basic")),
    column("3", ["项目支出"], ofNature("project")),
    column("4", ["上缴上级支出"], ofNature("remittanceToSuperior")),
    column("5", ["经营支出"], ofNature("operating")),
    column("6", ["对附属单位补助支出"], ofNature("subsidyToSubsidiary"))
  ],
  rows: codes([{ measure: "expenditure" }]),
  layout: { kind: "codes", heading: "项目" }
}

/** The three columns 本年支出合计, 基本支出, 项目支出 of one fund. */
const expenditureOfFund = (fund: Filter): ReadonlyArray<ColumnDefinition> => [
  column("1", ["本年支出合计"], restrict(expenditure, fund), { sumOf: ["2", "3"] }),
  column("2", ["基本支出"], restrict(ofNature("basic"), fund)),
  column("3", ["项目支出"], restrict(ofNature("project"), fund))
]

const generalPublic: Filter = { fund: "generalPublic" }

/** 一般公共预算财政拨款支出决算表. */
export const T05: TableDefinition = {
  key: "T05",
  title: "一般公共预算财政拨款支出决算表",
  note: "本表反映部门本年度一般公共预算财政拨款支出情况。",
  moneyUnit: "元",
  columns: expenditureOfFund(generalPublic),
  rows: codes([{ measure: "expenditure", ...generalPublic }]),
  layout: { kind: "codes", heading: "项目" }
}

const governmentFund: Filter = { fund: "governmentFund" }
const fundOpening = restrict(opening, governmentFund)
const fundIncome = restrict(income, governmentFund)
const fundExpenditure = restrict(expenditure, governmentFund)

/** 政府性基金预算财政拨款收入支出决算表. */
export const T08: TableDefinition = {
  key: "T08",
  title: "政府性基金预算财政拨款收入支出决算表",
  note: "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["年初结转和结余"], fundOpening),
    column("2", ["本年收入"], fundIncome),
    column("3", ["本年支出", "小计"], fundExpenditure, { sumOf: ["4", "5"] }),
    column("4", ["本年支出", "基本支出"], restrict(ofNature("basic"), governmentFund)),
    column("5", ["本年支出", "项目支出"], restrict(ofNature("project"), governmentFund)),
    column("6", ["年末结转和结余"], minus(sum(fundOpening, fundIncome), fundExpenditure))
  ],
  rows: codes(
    ...(["opening", "openingAdjusted", "carryoverReturned", "income", "expenditure"] as const).map(
      (measure): ReadonlyArray<Filter> => [{ measure, ...governmentFund }]
    )
  ),
  layout: { kind: "codes", heading: "项目" },
  emptyUnless: (["opening", "openingAdjusted", "carryoverReturned", "income", "expenditure"] as const).map(
    (measure): ReadonlyArray<Filter> => [{ measure, ...governmentFund }]
  )
}

const stateCapital: Filter = { fund: "stateCapital" }

/** 国有资本经营预算财政拨款支出决算表. */
export const T09: TableDefinition = {
  key: "T09",
  title: "国有资本经营预算财政拨款支出决算表",
  note: "本表反映部门本年度国有资本经营预算财政拨款支出情况。",
  moneyUnit: "元",
  columns: expenditureOfFund(stateCapital),
  rows: codes([{ measure: "expenditure", ...stateCapital }]),
  layout: { kind: "codes", heading: "项目" },
  emptyUnless: [[{ measure: "expenditure", ...stateCapital }]]
}
