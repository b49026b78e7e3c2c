/**
 * Scorecards as the files that are read back as them: JSON, and rows of a sheet.
 */
import type { Money } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import type { Indicator, MoneyLine } from "./Scorecard.ts"
import type { PublishedCard } from "./ScorecardFile.ts"

const wan = (fen: Money.Money | null): string | null =>
  fen === null ? null : Exact.plain(Exact.exact(fen).div(1_000_000))

const lineOut = (line: MoneyLine) =>
  Object.fromEntries(
    (["initial", "annual", "executed"] as const).flatMap((key) => {
      const text = wan(line[key])
      return text === null ? [] : [[key, text] as const]
    })
  )

/** Scorecards as `juesuan/scorecards/1`, money in 万元; `readScorecards` gives them back. */
export const toScorecardsJson = (cards: ReadonlyArray<PublishedCard>) => ({
  schema: "juesuan/scorecards/1" as const,
  moneyUnit: "万元" as const,
  cards: cards.map(({ card: { money, ...card }, published, lines }) => ({
    ...card,
    money: {
      total: lineOut(money.total),
      current: lineOut(money.current),
      carryover: lineOut(money.carryover),
      other: lineOut(money.other)
    },
    ...(published === null ? {} : { published }),
    ...(Object.keys(lines).length === 0 ? {} : { lines })
  }))
})

const heads = [
  "项目代码",
  "项目名称",
  "年度",
  "主管部门",
  "实施单位",
  "一级指标",
  "二级指标",
  "三级指标",
  "类型",
  "方向",
  "年度指标值",
  "全年实际值",
  "分值",
  "得分",
  "档次",
  "偏差原因分析及改进措施",
  "佐证材料",
  "扣分",
  "扣分原因",
  "年初预算数",
  "全年预算数",
  "全年执行数",
  "执行率"
] as const
type Head = (typeof heads)[number]

const signs: Readonly<Record<Indicator["direction"], string>> = {
  atLeast: "≥",
  atMost: "≤",
  equal: "=",
  moreThan: ">",
  lessThan: "<",
  undeclared: ""
}
const tierWords: Readonly<Record<string, string>> = { reached: "达成", partly: "部分达成", missed: "未达成" }

const rowOf = (cells: Partial<Record<Head, string | null | undefined>>): ReadonlyArray<string> =>
  heads.map((head) => cells[head] ?? "")

const indicatorRow = (indicator: Indicator, score: string | undefined): ReadonlyArray<string> => {
  const { kind, direction, tier, evidence, deductions = [] } = indicator
  return rowOf({
    一级指标: indicator.level1,
    二级指标: indicator.level2,
    三级指标: indicator.level3,
    类型: kind === "quantitative" ? "定量" : "定性",
    方向: signs[direction],
    年度指标值: indicator.target,
    全年实际值: indicator.actual,
    分值: indicator.weight,
    得分: score ?? indicator.awarded,
    档次: tier === null ? "" : (tierWords[tier] ?? tier),
    偏差原因分析及改进措施: indicator.deviation,
    佐证材料: evidence === undefined ? "" : evidence === "given" ? "有" : "无",
    扣分:
      deductions.length === 0
        ? ""
        : Exact.plain(Exact.sum(deductions.map(({ points }) => Exact.exact(points)))),
    扣分原因: deductions.map(({ reason }) => reason).join("；")
  })
}

/**
 * Scorecards as rows of a sheet with their head, money in 万元; `scorecardsFromRows` gives them back with ids numbered
 * anew and several deductions as one.
 */
export const toScorecardRows = (
  cards: ReadonlyArray<PublishedCard>
): ReadonlyArray<ReadonlyArray<string>> => [
  heads,
  ...cards.flatMap(({ card, published }) => [
    rowOf({
      项目代码: card.project,
      项目名称: card.name,
      年度: String(card.year),
      主管部门: card.department,
      实施单位: card.unit,
      三级指标: "预算执行率",
      得分: published?.execution,
      年初预算数: wan(card.money.total.initial),
      全年预算数: wan(card.money.total.annual),
      全年执行数: wan(card.money.total.executed),
      执行率: published?.rate
    }),
    ...card.indicators.map((indicator) => indicatorRow(indicator, published?.scores[indicator.id])),
    ...(published === null
      ? []
      : [rowOf({ 三级指标: "总分", 分值: published.totalWeight, 得分: published.total })])
  ])
]
