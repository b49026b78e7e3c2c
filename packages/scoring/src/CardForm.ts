/**
 * Forms of self-evaluation tables (自评表) as data: which columns a region prints, under which heads, in which order.
 */

/** What a column of the money block prints. */
export type MoneyColumn = "initial" | "annual" | "executed" | "weight" | "rate" | "score"

/**
 * What a column of the indicators prints. `sign`, `value`, `unit` and `done` are a target and an actual split into
 * 指标性质, number, unit and number.
 */
export type IndicatorColumn =
  | "level1"
  | "level2"
  | "level3"
  | "target"
  | "actual"
  | "sign"
  | "value"
  | "unit"
  | "done"
  | "weight"
  | "score"
  | "method"
  | "deviation"

/** A column: its head as printed, and what it prints. */
export interface FormColumn<Of> {
  readonly head: string
  readonly of: Of
}

/** A form of self-evaluation tables. */
export interface CardForm {
  readonly id: string
  /** Used where the rule set has no title of its own for it. */
  readonly title: string
  readonly money: {
    /** The label of the block; `{weight}` is the weight of the execution. */
    readonly label: string
    readonly columns: ReadonlyArray<FormColumn<MoneyColumn>>
    /** The lines, the total first. */
    readonly rows: ReadonlyArray<FormColumn<"total" | "current" | "carryover" | "other">>
  }
  readonly indicators: {
    readonly columns: ReadonlyArray<FormColumn<IndicatorColumn>>
    /** Whether labels of first and second level have the weight of what is under them, such as 产出指标（40分）. */
    readonly areLevelsWeighed: boolean
    /** Whether indicators are numbered, such as 指标1：…. */
    readonly areNumbered: boolean
  }
  /** The label of the last row. */
  readonly total: string
  /** Whether the form has notes below it. */
  readonly hasNotes: boolean
}

const column = <Of>(head: string, of: Of): FormColumn<Of> => ({ head, of })

const levels = [
  column("一级指标", "level1" as const),
  column("二级指标", "level2" as const),
  column("三级指标", "level3" as const)
]

const sources = [
  column("年度资金总额", "total" as const),
  column("其中：当年财政拨款", "current" as const),
  column("上年结转资金", "carryover" as const),
  column("其他资金", "other" as const)
]

const nationalMoney: CardForm["money"] = {
  label: "项目资金（万元）",
  columns: [
    column("年初预算数", "initial"),
    column("全年预算数", "annual"),
    column("全年执行数", "executed"),
    column("分值", "weight"),
    column("执行率", "rate"),
    column("得分", "score")
  ],
  rows: sources
}

/** The form that says how each kind of indicator is scored: one county of 宁夏, 2024. */
const withMethods: CardForm = {
  id: "yanchi",
  title: "项目支出绩效自评表",
  money: nationalMoney,
  indicators: {
    columns: [
      ...levels,
      column("年度指标值（A）", "target"),
      column("全年实际值（B）", "actual"),
      column("分值", "weight"),
      column("得分", "score"),
      column("得分计算方法", "method"),
      column("偏差原因分析及改进措施", "deviation")
    ],
    areLevelsWeighed: true,
    areNumbered: true
  },
  total: "总分",
  hasNotes: true
}

/** 财预〔2020〕10号附件: the form of most regions, 安徽 and 上海 among them. */
const national: CardForm = {
  id: "national",
  title: "项目支出绩效自评表",
  money: nationalMoney,
  indicators: {
    columns: [
      ...levels,
      column("年度指标值", "target"),
      column("实际完成值", "actual"),
      column("分值", "weight"),
      column("得分", "score"),
      column("偏差原因分析及改进措施", "deviation")
    ],
    areLevelsWeighed: true,
    areNumbered: true
  },
  total: "总分",
  hasNotes: true
}

/** Central departments: no 年初预算数, and weights before the targets. */
const central: CardForm = {
  id: "central",
  title: "项目支出绩效自评表",
  money: {
    label: "资金情况（万元）",
    columns: [
      column("全年预算数（A）", "annual"),
      column("全年执行数（B）", "executed"),
      column("分值", "weight"),
      column("执行率（B/A）", "rate"),
      column("得分", "score")
    ],
    rows: sources
  },
  indicators: {
    columns: [
      ...levels,
      column("分值", "weight"),
      column("年度指标值", "target"),
      column("全年实际值", "actual"),
      column("得分", "score"),
      column("未完成原因分析", "deviation")
    ],
    areLevelsWeighed: true,
    areNumbered: false
  },
  total: "总分",
  hasNotes: false
}

/** 四川: sign and unit of a target in columns of their own. */
const sichuan: CardForm = {
  id: "sichuan",
  title: "部门预算项目支出绩效自评表",
  money: {
    label: "预算执行情况（{weight}分）",
    columns: [
      column("年初预算", "initial"),
      column("调整后预算数", "annual"),
      column("预算执行数", "executed"),
      column("预算执行率", "rate"),
      column("权重", "weight"),
      column("得分", "score")
    ],
    rows: [column("总额", "total"), column("其中：财政资金", "current"), column("其他资金", "other")]
  },
  indicators: {
    columns: [
      ...levels,
      column("指标性质", "sign"),
      column("指标值", "value"),
      column("度量单位", "unit"),
      column("完成值", "done"),
      column("权重", "weight"),
      column("得分", "score"),
      column("未完成原因分析", "deviation")
    ],
    areLevelsWeighed: false,
    areNumbered: false
  },
  total: "合计",
  hasNotes: false
}

/** 湖北: scores of indicators without their weights. */
const hubei: CardForm = {
  id: "hubei",
  title: "项目自评表",
  money: {
    label: "预算执行情况（万元）（{weight}分）",
    columns: [
      column("预算数（A）", "annual"),
      column("执行数（B）", "executed"),
      column("执行率", "rate"),
      column("得分（{weight}分*执行率）", "score")
    ],
    rows: [column("年度财政资金总额", "total")]
  },
  indicators: {
    columns: [
      ...levels,
      column("年初目标值（A）", "target"),
      column("实际完成值（B）", "actual"),
      column("得分", "score")
    ],
    areLevelsWeighed: true,
    areNumbered: false
  },
  total: "总分",
  hasNotes: true
}

/** The forms that ship, by what {@link RuleSet} calls its layout. */
export const cardForms: ReadonlyArray<CardForm> = [
  withMethods,
  national,
  { ...national, id: "anhui", indicators: { ...national.indicators, areNumbered: false } },
  { ...national, id: "shanghai" },
  central,
  sichuan,
  hubei
]

/** The form of that id; of an unknown one the national form. */
export const cardFormOf = (id: string | undefined): CardForm =>
  cardForms.find((form) => form.id === id) ?? national
