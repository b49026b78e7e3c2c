/**
 * A scorecard laid out as it is published (项目支出绩效自评表): nested heads, the money block, notes.
 *
 * The grid has the shape of the tables' grids, so that every renderer of tables prints it. A merged cell stands once,
 * at its top left.
 */
import type { Money } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { cardFormOf } from "./CardForm.ts"
import type { CardForm, IndicatorColumn, MoneyColumn } from "./CardForm.ts"
import { evaluatedOf, objectionTo } from "./choose.ts"
import type { ScoreDerivation } from "./Derivation.ts"
import { statedExecution } from "./Execution.ts"
import { formulaText } from "./formulaText.ts"
import { readValue, showNumber } from "./Reading.ts"
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

/** What a head or a label says of the weight of the execution. */
const withWeight = (text: string, { execution }: ScoredCard): string =>
  text.replaceAll("{weight}", Exact.plain(execution.weight))

const moneyCell = (
  { card, ruleSet, execution }: ScoredCard,
  of: MoneyColumn,
  line: MoneyLine,
  isTotal: boolean
): ScoreGridCell => {
  switch (of) {
    case "initial":
    case "annual":
      return figure(wan(line[of]))
    case "executed":
      return figure(statedText(ruleSet, line.executed))
    case "weight":
      return figure(isTotal ? Exact.plain(execution.weight) : "—")
    case "rate":
      return figure(
        rateText(ruleSet, line, line[ruleSet.execution.basis]),
        isTotal ? `S/${card.project}/execution/rate` : undefined
      )
    case "score":
      return figure(isTotal ? scoreText(execution) : "—", isTotal ? execution.address : undefined)
  }
}

const moneyRows = (
  scored: ScoredCard,
  { money }: CardForm,
  width: number
): ReadonlyArray<ReadonlyArray<ScoreGridCell>> => {
  const labels = width - 2 - money.columns.length
  return [
    [
      head(withWeight(money.label, scored), 2, money.rows.length + 1),
      head("", labels),
      ...money.columns.map((column) => head(withWeight(column.head, scored)))
    ],
    ...money.rows.map((row) => [
      label(row.head, labels),
      ...money.columns.map(({ of }) => moneyCell(scored, of, scored.card.money[row.of], row.of === "total"))
    ])
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

/** Whether the rule set is of the card's region: of another's form neither title nor columns are printed. */
const isOfRegion = ({ card, ruleSet }: ScoredCard): boolean =>
  objectionTo({ ...ruleSet, inForce: { from: null, to: null } }, evaluatedOf(card)) === null

/** The words of the form; of another region's form none, whose title would name it. */
const wordsOf = (scored: ScoredCard): RuleSet["form"] => (isOfRegion(scored) ? scored.ruleSet.form : null)

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

const signWords: Readonly<Record<string, string>> = {
  atLeast: "≥",
  atMost: "≤",
  equal: "=",
  moreThan: ">",
  lessThan: "<"
}

/** A target and an actual as forms split them: 定性 and the text, or sign, number and unit. */
const splitOf = ({ indicator, derivation }: ScoredIndicator) => {
  const target = readValue(indicator.target)
  const actual = readValue(indicator.actual)
  const done = (text: string): string =>
    actual.kind === "number" && target.kind === "number" && actual.unit === target.unit
      ? showNumber(actual).replace(/%$/, "")
      : text
  return indicator.kind === "qualitative" || target.kind !== "number"
    ? {
        sign: indicator.kind === "qualitative" ? "定性" : "",
        value: indicator.target,
        unit: "",
        done: indicator.actual ?? ""
      }
    : {
        sign: signWords[target.sign ?? derivation.direction ?? ""] ?? "",
        value: showNumber(target).replace(/%$/, ""),
        unit: target.unit,
        done: done(indicator.actual ?? "")
      }
}

interface PlacedIndicator {
  readonly row: ScoredIndicator
  /** Its rows of the same first level, and of the same second level in it. */
  readonly same1: ReadonlyArray<ScoredIndicator>
  readonly same2: ReadonlyArray<ScoredIndicator>
}

/** The cell of an indicator in a column; none where a cell above reaches down to it. */
const indicatorCell = (
  { row, same1, same2 }: PlacedIndicator,
  of: IndicatorColumn,
  { indicators }: CardForm,
  methodOf: (row: ScoredIndicator) => string
): ReadonlyArray<ScoreGridCell> => {
  const { indicator, derivation } = row
  const level = (name: string, same: ReadonlyArray<ScoredIndicator>) =>
    same[0] === row
      ? [head(indicators.areLevelsWeighed ? `${name}（${weightOf(same)}分）` : name, 1, same.length)]
      : []
  switch (of) {
    case "level1":
      return level(indicator.level1, same1)
    case "level2":
      return level(indicator.level2, same2)
    case "level3":
      return [label(`${indicators.areNumbered ? `指标${same2.indexOf(row) + 1}：` : ""}${indicator.level3}`)]
    case "target":
      return [label(indicator.target)]
    case "actual":
      return [label(indicator.actual ?? "")]
    case "sign":
    case "value":
    case "unit":
    case "done":
      return [label(splitOf(row)[of])]
    case "weight":
      return [figure(Exact.plain(derivation.weight))]
    case "score":
      return [figure(scoreText(derivation), derivation.address)]
    case "method":
      return [label(methodOf(row))]
    case "deviation":
      return [
        label([indicator.deviation, ...deductionsOf(derivation)].filter((text) => text !== "").join("；"))
      ]
  }
}

const indicatorRows = (
  scored: ScoredCard,
  form: CardForm,
  method: LayoutOptions["method"]
): ReadonlyArray<ReadonlyArray<ScoreGridCell>> => {
  const rows = grouped(scored.indicators)
  const words = wordsOf(scored)
  const { columns } = form.indicators
  const body = rows.map((row) => {
    const same1 = rows.filter(({ indicator }) => indicator.level1 === row.indicator.level1)
    const same2 = same1.filter(({ indicator }) => indicator.level2 === row.indicator.level2)
    return columns.flatMap(({ of }) =>
      indicatorCell({ row, same1, same2 }, of, form, (one) => methodText(one, words, method))
    )
  })
  return [[head("绩效指标", 1, rows.length + 1), ...columns.map((one) => head(one.head))], ...body]
}

/** 总分: under the weights their sum, under the scores theirs, and behind them the grade. */
const totalRow = (scored: ScoredCard, form: CardForm, width: number): ReadonlyArray<ScoreGridCell> => {
  const { card, total, execution, indicators, isComplete, grade } = scored
  const at = (of: IndicatorColumn): number => 1 + form.indicators.columns.findIndex((one) => one.of === of)
  const [weightAt, scoreAt] = [at("weight"), at("score")]
  const whole = Exact.sum([execution.weight, ...indicators.map(({ derivation }) => derivation.weight)])
  const between = scoreAt - weightAt - 1
  const rest = width - scoreAt - 1
  return [
    head(form.total, weightAt === 0 ? scoreAt : weightAt),
    ...(weightAt === 0 ? [] : [figure(Exact.plain(whole))]),
    ...(weightAt === 0 || between === 0 ? [] : [label("", between)]),
    figure(Exact.plain(total), `S/${card.project}/total/score`),
    ...(rest === 0 ? [] : [label(isComplete ? grade : `${grade}（有未得分项）`, rest)])
  ]
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

/** A form with a column that says how each score came about, where that is asked for. */
const withMethod = (form: CardForm): CardForm => {
  const { columns } = form.indicators
  if (columns.some(({ of }) => of === "method")) return form
  const at = columns.findIndex(({ of }) => of === "score") + 1
  const method = { head: "得分计算方法", of: "method" } as const
  return { ...form, indicators: { ...form.indicators, columns: columns.toSpliced(at, 0, method) } }
}

/** Lays a scored card out, in the form of its rule set. */
export const layoutScorecard = (scored: ScoredCard, { method = "form" }: LayoutOptions = {}): ScoreGrid => {
  const { card, ruleSet } = scored
  const words = wordsOf(scored)
  const own = cardFormOf(isOfRegion(scored) ? ruleSet.layout : undefined)
  const form = method === "derivation" ? withMethod(own) : own
  const width = 1 + form.indicators.columns.length
  const unitAt = Math.ceil((width - 4) / 2)
  const goalAt = Math.ceil((width - 2) / 2)
  const notes = form.hasNotes ? (words?.notes ?? notesOf(ruleSet)) : []
  return {
    key: `S-${card.project}`,
    title: `${words?.title ?? form.title}（${card.year}年度）`,
    number: card.project,
    unitName: card.unit,
    moneyUnit: "万元",
    width,
    header: [],
    body: [
      [head("项目名称", 2), label(card.name, width - 2)],
      [
        head("主管部门", 2),
        label(card.department, unitAt),
        head("实施单位", 2),
        label(card.unit, width - 4 - unitAt)
      ],
      ...moneyRows(scored, form, width),
      [head("年度总体目标", 2, 2), head("预期目标", goalAt), head("实际完成情况", width - 2 - goalAt)],
      [label(card.goal, goalAt), label(card.outcome, width - 2 - goalAt)],
      ...indicatorRows(scored, form, method),
      totalRow(scored, form, width)
    ],
    notes: notes.map((note, index) => `${index + 1}. ${note}`)
  }
}
