/**
 * The tables by functional code (功能分类): T02 收入, T03 支出, T05 一般公共预算支出, T08 政府性基金, T09 国有资本经营,
 * and what some regions publish beside them: T10 项目支出, T11 财政拨款支出明细, T14 一般公共预算收入支出.
 */
import type { ExpenditureNature, IncomeKind } from "@juesuan/domain"
import type { ColumnDefinition, RowsByCode, TableDefinition } from "../TableDefinition.ts"
import { anyOf, minus, restrict, select, sum, under as codesUnder } from "../Term.ts"
import type { Filter, Term } from "../Term.ts"
import { expenditure, fiscal, income, opening } from "./terms.ts"

const codes = (...presence: ReadonlyArray<ReadonlyArray<Filter>>): RowsByCode => ({
  kind: "byCode",
  dimension: "function",
  total: { key: "total", label: "合计", depth: 0, where: {} },
  presence
})

/** Other heads that a column is printed under: a text, or a path of them from the top down. */
const under = (...heads: ReadonlyArray<string | ReadonlyArray<string>>): Partial<ColumnDefinition> => ({
  aliases: heads.map((path) => (typeof path === "string" ? [path] : path))
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
  titles: ["收入决算[总]表"],
  note: "本表反映部门本年度取得的各项收入情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["本年收入合计"], income, {
      sumOf: ["2", "3", "4", "5", "6", "7"],
      ...under("[本年]收入合计", "合计", "本年收入")
    }),
    column("2", ["财政拨款收入"], ofKind("appropriation"), under("财政拨款")),
    column("3", ["上级补助收入"], ofKind("superiorSubsidy"), under("上级补助")),
    column("4", ["事业收入", "小计"], ofKind("institutional", "educationFees"), under("事业收入")),
    column("4a", ["事业收入", "其中：教育收费"], ofKind("educationFees"), {
      number: "",
      isOptional: true,
      ...under("[其中:]教育收费", ["事业收入", "[其中:]教育收费"])
    }),
    column("5", ["经营收入"], ofKind("operating")),
    column("6", ["附属单位上缴收入"], ofKind("subsidiaryRemittance"), under("附属单位缴款")),
    column("7", ["其他收入"], ofKind("other"))
  ],
  rows: codes([{ measure: "income" }]),
  layout: { kind: "codes", heading: "项目" }
}

const ofNature = (nature: ExpenditureNature): Term => restrict(expenditure, { nature })
const spendingHeads = under("[本年]支出合计", "合计", "本年支出")

/** 支出决算表: the year's expenditure by functional code and nature. */
export const T03: TableDefinition = {
  key: "T03",
  title: "支出决算表",
  titles: ["支出决算[总]表"],
  note: "本表反映部门本年度各项支出情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["本年支出合计"], expenditure, { sumOf: ["2", "3", "4", "5", "6"], ...spendingHeads }),
    column("2", ["基本支出"], ofNature("basic"), under(["本年支出", "基本支出"])),
    column("3", ["项目支出"], ofNature("project"), under(["本年支出", "项目支出"])),
    column("4", ["上缴上级支出"], ofNature("remittanceToSuperior")),
    column("5", ["经营支出"], ofNature("operating")),
    column("6", ["对附属单位补助支出"], ofNature("subsidyToSubsidiary"))
  ],
  rows: codes([{ measure: "expenditure" }]),
  layout: { kind: "codes", heading: "项目" }
}

/** The three columns 本年支出合计, 基本支出, 项目支出 of one fund. */
const expenditureOfFund = (fund: Filter): ReadonlyArray<ColumnDefinition> => [
  column("1", ["本年支出合计"], restrict(expenditure, fund), { sumOf: ["2", "3"], ...spendingHeads }),
  column("2", ["基本支出"], restrict(ofNature("basic"), fund), under(["本年支出", "基本支出"])),
  column("3", ["项目支出"], restrict(ofNature("project"), fund), under(["本年支出", "项目支出"]))
]

const openingHeads = under("(年初|上年)[财政拨款]结转[和|及]结余")
const closingHeads = under("年末[财政拨款]结转[和|及]结余", "结转下年")

/** The keys of the six columns of a fund that is published with its carry-over. */
type FlowKeys = Readonly<Record<"opening" | "income" | "total" | "basic" | "project" | "closing", string>>

/** 年初结转和结余, 本年收入, 本年支出 with its two natures, 年末结转和结余 of one fund. */
const flowOfFund = (fund: Filter, keys: FlowKeys): ReadonlyArray<ColumnDefinition> => {
  const [before, received, spent] = [opening, income, expenditure].map((term) => restrict(term, fund)) as [
    Term,
    Term,
    Term
  ]
  const columns = [
    column(keys.opening, ["年初结转和结余"], before, openingHeads),
    column(keys.income, ["本年收入"], received, under("本年收入合计")),
    column(keys.total, ["本年支出", "小计"], spent, {
      sumOf: [keys.basic, keys.project],
      ...under("[本年]支出合计", "合计", "本年支出", ["本年支出", "合计"])
    }),
    column(keys.basic, ["本年支出", "基本支出"], restrict(ofNature("basic"), fund), under("基本支出")),
    column(keys.project, ["本年支出", "项目支出"], restrict(ofNature("project"), fund), under("项目支出")),
    column(keys.closing, ["年末结转和结余"], minus(sum(before, received), spent), {
      sumOf: [keys.opening, keys.income],
      less: [keys.total],
      ...closingHeads
    })
  ]
  return columns.map((one, index) => ({ ...one, number: String(index + 1) }))
}

const inItsPlace: FlowKeys = { opening: "1", income: "2", total: "3", basic: "4", project: "5", closing: "6" }
/** Of a table that other regions publish as expenditure alone: what is the same figure has the same key. */
const aroundSpending: FlowKeys = {
  opening: "opening",
  income: "income",
  total: "1",
  basic: "2",
  project: "3",
  closing: "closing"
}

const flowMeasures = ["opening", "openingAdjusted", "carryoverReturned", "income", "expenditure"] as const
const flowPresence = (fund: Filter): ReadonlyArray<ReadonlyArray<Filter>> =>
  flowMeasures.map((measure) => [{ measure, ...fund }])

const generalPublic: Filter = { fund: "generalPublic" }

/** 一般公共预算财政拨款支出决算表. */
export const T05: TableDefinition = {
  key: "T05",
  title: "一般公共预算财政拨款支出决算表",
  titles: ["一般公共预算[财政拨款](收入支出|收支|支出)决算表"],
  note: "本表反映部门本年度一般公共预算财政拨款支出情况。",
  moneyUnit: "元",
  columns: expenditureOfFund(generalPublic),
  rows: codes([{ measure: "expenditure", ...generalPublic }]),
  layout: { kind: "codes", heading: "项目" }
}

const governmentFund: Filter = { fund: "governmentFund" }

/** 政府性基金预算财政拨款收入支出决算表. */
export const T08: TableDefinition = {
  key: "T08",
  title: "政府性基金预算财政拨款收入支出决算表",
  titles: ["政府性基金[预算][财政拨款](收入支出|收入、支出|收支|支出)决算表"],
  note: "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
  moneyUnit: "元",
  columns: flowOfFund(governmentFund, inItsPlace),
  rows: codes(...flowPresence(governmentFund)),
  layout: { kind: "codes", heading: "项目" },
  emptyUnless: flowPresence(governmentFund)
}

const stateCapital: Filter = { fund: "stateCapital" }
const stateCapitalTitles = ["国有资本经营[预算][财政拨款](收入支出|收入、支出|收支|支出)决算表"]

/** 国有资本经营预算财政拨款支出决算表. */
export const T09: TableDefinition = {
  key: "T09",
  title: "国有资本经营预算财政拨款支出决算表",
  titles: stateCapitalTitles,
  note: "本表反映部门本年度国有资本经营预算财政拨款支出情况。",
  moneyUnit: "元",
  columns: expenditureOfFund(stateCapital),
  rows: codes([{ measure: "expenditure", ...stateCapital }]),
  layout: { kind: "codes", heading: "项目" },
  emptyUnless: [[{ measure: "expenditure", ...stateCapital }]]
}

/** T09 as 国有资本经营预算财政拨款收入支出决算表, with 年初 and 年末: Shanghai, Yunnan. */
export const T09WithCarryover: TableDefinition = {
  key: "T09",
  title: "国有资本经营预算财政拨款收入支出决算表",
  titles: stateCapitalTitles,
  note: "本表反映部门本年度国有资本经营预算财政拨款收入、支出及结转和结余情况。",
  moneyUnit: "元",
  columns: flowOfFund(stateCapital, aroundSpending),
  rows: codes(...flowPresence(stateCapital)),
  layout: { kind: "codes", heading: "项目" },
  emptyUnless: flowPresence(stateCapital)
}

/** 一般公共预算财政拨款项目支出决算表, by functional code. */
export const T10: TableDefinition = {
  key: "T10",
  title: "一般公共预算财政拨款项目支出决算表",
  titles: ["一般公共预算[财政拨款]项目支出决算[明细]表"],
  note: "本表反映部门本年度一般公共预算财政拨款项目支出情况。",
  moneyUnit: "元",
  columns: [column("1", ["项目支出"], restrict(ofNature("project"), generalPublic), under("金额", "合计"))],
  rows: codes([{ measure: "expenditure", nature: "project", ...generalPublic }]),
  layout: { kind: "codes", heading: "项目" }
}

/** The 类 of the department economic classification that fiscal expenditure is set out by. */
const economicClasses: ReadonlyArray<readonly [code: string, name: string]> = [
  ["301", "工资福利支出"],
  ["302", "商品和服务支出"],
  ["303", "对个人和家庭的补助"],
  ["307", "债务利息及费用支出"],
  ["309", "资本性支出（基本建设）"],
  ["310", "资本性支出"],
  ["311", "对企业补助（基本建设）"],
  ["312", "对企业补助"],
  ["313", "对社会保障基金补助"],
  ["399", "其他支出"]
]
const fiscalSpending = restrict(expenditure, { fund: fiscal })

/** 财政拨款支出决算明细表: fiscal expenditure by functional code and economic 类. */
export const T11: TableDefinition = {
  key: "T11",
  title: "财政拨款支出决算明细表",
  note: "本表反映部门本年度财政拨款支出明细情况。",
  moneyUnit: "元",
  columns: [
    column("1", ["合计"], fiscalSpending, { sumOf: economicClasses.map(([code]) => code) }),
    ...economicClasses.map(([code, name], index) =>
      column(code, [name], restrict(fiscalSpending, { economic: codesUnder(code) }), {
        number: String(index + 2)
      })
    )
  ],
  rows: codes([{ measure: "expenditure", fund: fiscal }]),
  layout: { kind: "codes", heading: "项目" }
}

/** T05 with its carry-over, as some publish it under either title. */
export const T05WithCarryover: TableDefinition = {
  key: "T05",
  title: "一般公共预算财政拨款收入支出决算表",
  titles: ["一般公共预算[财政拨款](收入支出|收支)决算表"],
  note: "本表反映部门本年度一般公共预算财政拨款的收支和年初、年末结转结余情况。",
  moneyUnit: "元",
  columns: flowOfFund(generalPublic, aroundSpending),
  rows: codes(...flowPresence(generalPublic)),
  layout: { kind: "codes", heading: "项目" }
}

/** 一般公共预算财政拨款收入支出决算表: with 年初 and 年末, in the place of T05. */
export const T14: TableDefinition = { ...T05WithCarryover, key: "T14" }
