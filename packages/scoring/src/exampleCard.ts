/**
 * A self-evaluation table in a few lines, for the examples of rules.
 *
 * It is read and audited like any other document, by the tests and by whoever tries `juesuan rule ID`.
 */

/** An indicator of an example, as printed. */
export interface ExampleIndicator {
  readonly name: string
  readonly target: string
  readonly actual: string
  readonly weight: string
  readonly score: string
  readonly reason?: string
}

/** What an example prints otherwise than the sound card. */
export interface ExampleCard {
  readonly name?: string
  /** 年初预算数, 全年预算数, 全年执行数 in 万元, 执行率, 得分. */
  readonly money?: readonly [string, string, string, string, string]
  /** 当年财政拨款, in 万元: initial, annual, executed; without it only the total is printed. */
  readonly funds?: readonly [string, string, string]
  readonly outcome?: string
  readonly quantity?: ExampleIndicator
  readonly cost?: ExampleIndicator
  readonly benefit?: ExampleIndicator
  readonly total?: string
  readonly totalWeight?: string
  /** 产出指标（…）, as printed. */
  readonly label?: string
  /** 效益指标（…）, as printed. */
  readonly benefitLabel?: string
  readonly notes?: ReadonlyArray<string>
  readonly attachment?: string
}

const rowOf = (...cells: ReadonlyArray<string>): string => cells.join("\t")

const indicatorRow = (level1: string, level2: string, one: ExampleIndicator): string =>
  rowOf(
    "",
    level1,
    level2,
    `指标 1：${one.name}`,
    one.target,
    one.actual,
    one.weight,
    one.score,
    "",
    one.reason ?? ""
  )

const quantity: ExampleIndicator = {
  name: "采购设备数量",
  target: "20 台",
  actual: "20 台",
  weight: "40",
  score: "40"
}
const cost: ExampleIndicator = {
  name: "设备采购总成本",
  target: "≤10 万元",
  actual: "8 万元",
  weight: "10",
  score: "10"
}
const benefit: ExampleIndicator = {
  name: "提高办公效率",
  target: "有效提高",
  actual: "有效提高",
  weight: "30",
  score: "30"
}

const INDICATOR_HEADS = [
  "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值（A）\t全年实际值（B）\t分值\t得分",
  "得分计算方法\t偏差原因分析及改进措施"
].join("\t")

/** One self-evaluation table (自评表) as text with tabs; 100 points by the national weights unless said otherwise. */
export const exampleCard = (card: ExampleCard = {}): string => {
  const [initial, annual, executed, rate, score] = card.money ?? ["10", "10", "8", "0.8", "8"]
  const pad = rowOf("", "", "", "", "", "")
  return [
    ...(card.attachment === undefined ? [] : [card.attachment, ""]),
    "项目支出绩效自评表",
    "",
    "（2024 年度）",
    "",
    rowOf("项目名称", "", card.name ?? "办公设备购置", "", "", "", "", "", "", ""),
    rowOf("主管部门", "", "某单位", "", "", "实施单位", "某单位", "", "", ""),
    rowOf("项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", ""),
    rowOf("", "年度资金总额：", "", initial, annual, executed, "10", rate, score, ""),
    ...(card.funds === undefined
      ? []
      : [
          rowOf("", "其中：当年财政拨款", "", ...card.funds, "—", "—", "—", ""),
          rowOf("", "上年结转资金", "", "", "", "", "—", "—", "—", ""),
          rowOf("", "其他资金", "", "", "", "", "—", "—", "—", "")
        ]),
    rowOf("年度总体目标", "预期目标", "", "", "", "实际完成情况", "", "", "", ""),
    rowOf("", "购置办公设备", "", "", "", card.outcome ?? "已购置办公设备 20 台", "", "", "", ""),
    INDICATOR_HEADS,
    indicatorRow(card.label ?? "产出指标（50 分）", "数量指标", card.quantity ?? quantity),
    indicatorRow("", "成本指标", card.cost ?? cost),
    indicatorRow(card.benefitLabel ?? "效益指标（30 分）", "社会效益指标", card.benefit ?? benefit),
    indicatorRow("满意度指标（10 分）", "服务对象满意度指标", {
      name: "使用人员满意度",
      target: "≥90%",
      actual: "95%",
      weight: "10",
      score: "10"
    }),
    `总分${pad}${card.totalWeight ?? "100"}\t${card.total ?? "98"}\t\t`,
    "",
    ...(card.notes ?? [])
  ].join("\n")
}
