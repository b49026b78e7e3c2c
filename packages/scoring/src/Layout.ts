/**
 * A scorecard laid out as it is published (项目支出绩效自评表): nested heads, the money block, notes.
 *
 * The grid has the shape of the tables' grids, so that every renderer of tables prints it. A merged cell stands once,
 * at its top left.
 */
import type { Money } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { evaluatedOf, objectionTo } from "./choose.ts"
import type { ScoreDerivation } from "./Derivation.ts"
import { statedExecution } from "./Execution.ts"
import { formulaText } from "./formulaText.ts"
import type { ScoredCard, ScoredIndicator } from "./Score.ts"
import type { MoneyLine } from "./Scorecard.ts"
import { clauseNames, derivationText } from "./Words.ts"

/** A cell of the self-evaluation table; merged cells stand once, at their top left. */
export interface ScoreGridCell {
  readonly text: string
  readonly kind: "head" | "label" | "line" | "blank"
  readonly columnSpan?: number
  readonly rowSpan?: number
  readonly address?: string
}

/** A self-evaluation table (项目支出绩效自评表) laid out as its form, before any format. Money is in 万元. */
export interface ScoreGrid {
  readonly key: string
  readonly title: string
  readonly number: string
  readonly unitName: string
  readonly moneyUnit: string
  readonly width: number
  readonly header: ReadonlyArray<ReadonlyArray<ScoreGridCell>>
  readonly body: ReadonlyArray<ReadonlyArray<ScoreGridCell>>
  readonly notes: ReadonlyArray<string>
}

/** What the form prints beside the scorecard itself. */
export interface LayoutOptions {
  /** What 得分计算方法 prints: the form's own words (default), or how each score came about. */
  readonly method?: "form" | "derivation"
}

/** The leaf columns of the form: 绩效指标 and its nine heads. */
const WIDTH = 10

const head = (text: string, columnSpan = 1, rowSpan = 1): ScoreGridCell => ({
  text,
  kind: "head",
  columnSpan,
  rowSpan
})
const label = (text: string, columnSpan = 1, rowSpan = 1): ScoreGridCell => ({
  text,
  kind: "label",
  columnSpan,
  rowSpan
})
const figure = (text: string, address?: string): ScoreGridCell => ({
  text,
  kind: "line",
  ...(address === undefined ? {} : { address })
})

/** 万元, with as many decimals as the amount has; nothing where nothing is known. */
const wan = (fen: Money.Money | null): string =>
  fen === null ? "" : Exact.plain(Exact.exact(fen).div(1_000_000))

const scoreText = ({ score, decimals }: ScoreDerivation): string =>
  score === null ? "" : Exact.plain(Exact.round(score, decimals))

const statedText = (set: RuleSet, executed: Money.Money | null): string =>
  executed === null ? "" : Exact.plain(statedExecution(set, executed))

const rateText = (set: RuleSet, { executed }: MoneyLine, budget: Money.Money | null): string => {
  if (executed === null || budget === null || budget === 0) return ""
  const rate = statedExecution(set, executed).times(1_000_000).div(budget)
  return `${Exact.plain(Exact.round(rate, set.rateDecimals).times(100))}%`
}

const moneyRows = ({ card, ruleSet, execution }: ScoredCard): ReadonlyArray<ReadonlyArray<ScoreGridCell>> => {
  const { basis } = ruleSet.execution
  const rowOf = (name: string, line: MoneyLine, isTotal: boolean): ReadonlyArray<ScoreGridCell> => [
    label(name, 2),
    figure(wan(line.initial)),
    figure(wan(line.annual)),
    figure(statedText(ruleSet, line.executed)),
    figure(isTotal ? Exact.plain(execution.weight) : "—"),
    figure(rateText(ruleSet, line, line[basis]), isTotal ? `S/${card.project}/execution/rate` : undefined),
    figure(isTotal ? scoreText(execution) : "—", isTotal ? execution.address : undefined)
  ]
  const heads = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
  const { total, current, carryover, other } = card.money
  return [
    [head("项目资金（万元）", 2, 5), head("", 2), ...heads.map((text) => head(text))],
    rowOf("年度资金总额", total, true),
    rowOf("其中：当年财政拨款", current, false),
    rowOf("上年结转资金", carryover, false),
    rowOf("其他资金", other, false)
  ]
}

const weightOf = (rows: ReadonlyArray<ScoredIndicator>): string =>
  Exact.plain(Exact.sum(rows.map(({ derivation }) => derivation.weight)))

/** Rows in the order of their first- and second-level indicators, so that merged heads stay together. */
const grouped = (rows: ReadonlyArray<ScoredIndicator>): ReadonlyArray<ScoredIndicator> => {
  const levels = [...new Set(rows.map(({ indicator }) => indicator.level1))]
  return levels.flatMap((level1) => {
    const mine = rows.filter(({ indicator }) => indicator.level1 === level1)
    const seconds = [...new Set(mine.map(({ indicator }) => indicator.level2))]
    return seconds.flatMap((level2) => mine.filter(({ indicator }) => indicator.level2 === level2))
  })
}

/** The form's own words; of another region's form none, whose title would name it. */
const formOf = ({ card, ruleSet }: ScoredCard): RuleSet["form"] =>
  objectionTo({ ...ruleSet, inForce: { from: null, to: null } }, evaluatedOf(card)) === null
    ? ruleSet.form
    : null

/** 得分计算方法: the form's words, or the score's own derivation. */
const methodText = (
  { indicator, derivation }: ScoredIndicator,
  form: RuleSet["form"],
  method: LayoutOptions["method"]
): string => {
  if (method === "form" && form !== null) return form[indicator.kind]
  return derivation.score === null ? clauseNames[derivation.clause].zh : derivationText(derivation)
}

/** What was taken off by hand, with its reason. */
const deductionsOf = ({ deductions }: ScoreDerivation): ReadonlyArray<string> =>
  deductions.map(({ points, reason }) => `扣 ${points} 分：${reason}`)

const indicatorRows = (
  scored: ScoredCard,
  method: LayoutOptions["method"]
): ReadonlyArray<ReadonlyArray<ScoreGridCell>> => {
  const rows = grouped(scored.indicators)
  const form = formOf(scored)
  const heads = ["一级指标", "二级指标", "三级指标", "年度指标值（A）", "全年实际值（B）", "分值", "得分"]
  const tail = ["得分计算方法", "偏差原因分析及改进措施"]
  const body = rows.map(({ indicator, derivation }, at) => {
    const before = rows[at - 1]?.indicator
    const same1 = rows.filter((row) => row.indicator.level1 === indicator.level1)
    const same2 = same1.filter((row) => row.indicator.level2 === indicator.level2)
    const first = before?.level1 !== indicator.level1
    const second = first || before.level2 !== indicator.level2
    return [
      ...(first ? [head(`${indicator.level1}（${weightOf(same1)}分）`, 1, same1.length)] : []),
      ...(second ? [head(`${indicator.level2}（${weightOf(same2)}分）`, 1, same2.length)] : []),
      label(`指标${same2.findIndex((row) => row.indicator === indicator) + 1}：${indicator.level3}`),
      label(indicator.target),
      label(indicator.actual ?? ""),
      figure(Exact.plain(derivation.weight)),
      figure(scoreText(derivation), derivation.address),
      label(methodText({ indicator, derivation }, form, method)),
      label([indicator.deviation, ...deductionsOf(derivation)].filter((text) => text !== "").join("；"))
    ]
  })
  return [[head("绩效指标", 1, rows.length + 1), ...[...heads, ...tail].map((text) => head(text))], ...body]
}

const percent = (share: string): string => Exact.plain(Exact.exact(share).times(100))

const counts = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九"]

/** The notes below the form, as the rule set has it. */
export const notesOf = ({ tiers, positive, reverse, execution }: RuleSet): ReadonlyArray<string> => {
  const indicators = Exact.plain(Exact.exact(100).minus(execution.weight))
  const less = {
    ratio: "年度指标值（A）÷ 全年实际值（B）× 分值",
    linear: "超过目标的部分按比例扣减，达到目标两倍时为 0"
  }
  const missed = Object.hasOwn(less, reverse.formula)
    ? less[reverse.formula as "ratio"]
    : formulaText(reverse, "A ÷ B", "zh")
  const reached =
    positive.formula === "ratio"
      ? "全年实际值（B）÷ 年度指标值（A）× 分值"
      : formulaText(positive, "B ÷ A", "zh")
  return [
    "各项得分以分值为上限。",
    `定性指标分${counts[tiers.length] ?? tiers.length}档计分：${tiers
      .map(
        (tier, at) => `${percent(tier.to)}–${percent(tier.from)}%${at === tiers.length - 1 ? "" : "（含）"}`
      )
      .join("、")}。`,
    `定量指标：正向为${reached}；反向达到得满分，未达到为${missed}。`,
    "未达到目标的，在偏差原因栏说明原因和改进措施。",
    `总分 = 绩效指标 ${indicators} 分 + 资金执行 ${execution.weight} 分。`
  ]
}

/** Lays a scored card out. */
export const layoutScorecard = (scored: ScoredCard, { method = "form" }: LayoutOptions = {}): ScoreGrid => {
  const { card, total, ruleSet } = scored
  const form = formOf(scored)
  const whole = Exact.sum([
    scored.execution.weight,
    ...scored.indicators.map(({ derivation }) => derivation.weight)
  ])
  return {
    key: `S-${card.project}`,
    title: `${form?.title ?? "项目支出绩效自评表"}（${card.year}年度）`,
    number: card.project,
    unitName: card.unit,
    moneyUnit: "万元",
    width: WIDTH,
    header: [],
    body: [
      [head("项目名称", 2), label(card.name, 8)],
      [head("主管部门", 2), label(card.department, 3), head("实施单位", 2), label(card.unit, 3)],
      ...moneyRows(scored),
      [head("年度总体目标", 2, 2), head("预期目标", 4), head("实际完成情况", 4)],
      [label(card.goal, 4), label(card.outcome, 4)],
      ...indicatorRows(scored, method),
      [
        head("总分", 6),
        figure(Exact.plain(whole)),
        figure(Exact.plain(total), `S/${card.project}/total/score`),
        label(scored.isComplete ? scored.grade : `${scored.grade}（有未得分项）`, 2)
      ]
    ],
    notes: (form?.notes ?? notesOf(ruleSet)).map((note, index) => `${index + 1}. ${note}`)
  }
}
