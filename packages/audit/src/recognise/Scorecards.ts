/**
 * Self-evaluation tables (项目支出绩效自评表): the project, its money, its goal, its indicators with their scores.
 */
import { Money, readAmount } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import { Exact, noMoneyLine } from "@juesuan/scoring"
import type { Indicator, MoneyLine, ProjectMoney } from "@juesuan/scoring"
import type { ContentsLine, PublishedScorecard, Restoration } from "../PublishedDocument.ts"
import { isDecimal, printed } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { IndicatorReader, indicatorHeadsOf } from "./ScoreRows.ts"
import type { LevelLabel } from "./ScoreRows.ts"
import type { TableSegment } from "./Segments.ts"
import { plain, words } from "./Text.ts"

/** The value beside a label: the next printed cell that is no label itself. */
const beside = (rows: ReadonlyArray<SlotRow>, label: RegExp): Slot | null => {
  for (const row of rows) {
    const cells = printed(row)
    const at = cells.findIndex(({ plain }) => label.test(plain))
    if (at < 0) continue
    const next = cells[at + 1]
    return next === undefined || LABELS.test(next.plain) ? null : next
  }
  return null
}

const LABELS = /^(?:项目名称|主管部门|实施单位|项目负责人|联系电话)/

type MoneyKey = keyof ProjectMoney

const moneyLabels: ReadonlyArray<readonly [MoneyKey, RegExp]> = [
  ["total", /^(?:年度)?(?:财政)?资金总额|^总额$/],
  ["current", /^(?:其中:)?(?:当年|本年)?财政(?:拨款|资金)|^(?:其中:)?(?:当年|本年)财政/],
  ["carryover", /^上年结转/],
  ["other", /^其他资金/]
]

const moneyHeads = [
  ["initial", /^年初预算/],
  ["annual", /^全年预算|^调整后预算|^预算数/],
  ["executed", /^全年执行|^(?:预算)?执行数/],
  ["weight", /^分值|^权重/],
  ["rate", /^(?:预算)?执行率/],
  ["score", /^得分(?:$|\()/]
] as const

type MoneyColumn = (typeof moneyHeads)[number][0]
type MoneyCells = Readonly<Partial<Record<MoneyColumn, Slot>>>

/** The money columns that a row heads, with their places; none where it is no such head. */
const moneyHeadOf = (row: SlotRow): ReadonlyArray<readonly [MoneyColumn, number]> => {
  const places = moneyHeads.flatMap(([key, pattern]) => {
    const place = row.findIndex(({ plain }) => pattern.test(plain))
    return place < 0 ? [] : [[key, place] as const]
  })
  const has = (wanted: MoneyColumn): boolean => places.some(([key]) => key === wanted)
  return has("annual") && has("executed") && has("rate") && has("score")
    ? [...places].sort(([, one], [, other]) => one - other)
    : []
}

/** The cells of a money row: under their heads, or in order where there are as many of them. */
const moneyCells = (row: SlotRow, from: number, head: SlotRow): MoneyCells | null => {
  const heads = moneyHeadOf(head)
  const places = heads.map(([, place]) => place)
  const tail = printed(row.slice(from))
  const isInPlace =
    row.length === head.length &&
    row.every(({ kind }, index) => index < from || kind === "blank" || places.includes(index))
  const slots = isInPlace ? places.map((place) => row[place]!) : tail.length === places.length ? tail : null
  if (slots === null || slots.some(({ kind }) => kind === "text" && !isInPlace)) return null
  return Object.fromEntries(heads.map(([key], index) => [key, slots[index]!]))
}

class CardReader {
  readonly places = new Map<string, Place>()
  readonly doubts: Array<{ readonly raw: string; readonly at: Place }> = []
  readonly project: string

  constructor(project: string) {
    this.project = project
  }

  place(path: string, slot: { readonly at: Place }): void {
    this.places.set(`S/${this.project}/${path}`, slot.at)
  }

  doubt(row: SlotRow): void {
    const cells = printed(row)
    this.doubts.push({ raw: cells.map(({ text }) => text).join(" "), at: cells[0]!.at })
  }

  amount(slot: Slot, unit: "元" | "万元", path: string): Money.Money | null {
    const read = readAmount(slot.text, unit)
    if (read._tag === "Amount") {
      this.place(path, slot)
      return read.amount
    }
    if (read._tag === "Unreadable") this.doubts.push({ raw: slot.text, at: slot.at })
    return null
  }
}

/** Labels of the money block, which say its unit. */
const MONEY = /^(?:项目资金|资金情况|预算执行情况|年度预算)/

interface MoneyBlock {
  readonly money: ProjectMoney
  readonly rate: string | null
  readonly execution: string | null
}

const readMoney = (rows: ReadonlyArray<SlotRow>, reader: CardReader): MoneyBlock => {
  const money: Record<MoneyKey, MoneyLine> = {
    total: noMoneyLine,
    current: noMoneyLine,
    carryover: noMoneyLine,
    other: noMoneyLine
  }
  let rate: string | null = null
  let execution: string | null = null
  const headAt = rows.findIndex((row) => moneyHeadOf(row).length > 0)
  const head = rows[headAt]
  if (head === undefined) return { money, rate, execution }
  const label = rows.flat().find(({ plain }) => MONEY.test(plain))
  const unit = label !== undefined && /\(元\)/.test(label.plain) ? "元" : "万元"
  for (const row of rows.slice(headAt + 1, headAt + 8)) {
    const at = row.findIndex(({ plain }) => moneyLabels.some(([, pattern]) => pattern.test(plain)))
    if (at < 0) continue
    const key = moneyLabels.find(([, pattern]) => pattern.test(row[at]!.plain))![0]
    const cells = moneyCells(row, at + 1, head)
    if (cells === null) {
      if (printed(row).length > 1) reader.doubt(row)
      continue
    }
    reader.place(`money/${key}`, row[at]!)
    const line = (column: "initial" | "annual" | "executed"): Money.Money | null => {
      const cell = cells[column]
      return cell === undefined ? null : reader.amount(cell, unit, `money/${key}-${column}`)
    }
    money[key] = { initial: line("initial"), annual: line("annual"), executed: line("executed") }
    if (key !== "total") continue
    const { rate: rateCell, score, weight } = cells
    const isRate = rateCell !== undefined && (rateCell.kind === "number" || /^[\d.]+%$/.test(rateCell.plain))
    if (isRate) {
      rate = rateCell.plain
      reader.place("execution/rate", rateCell)
    }
    if (score !== undefined && isDecimal(score.plain)) {
      execution = score.plain
      reader.place("execution/score", score)
    }
    if (weight !== undefined && isDecimal(weight.plain)) reader.place("execution/weight", weight)
  }
  return { money, rate, execution }
}

const readGoal = (rows: ReadonlyArray<SlotRow>, reader: CardReader): { goal: string; outcome: string } => {
  const at = rows.findIndex(
    (row) =>
      row.some(({ plain }) => /^(?:年初)?(?:设定)?(?:预期|绩效)目标$/.test(plain)) &&
      row.some(({ plain }) => plain.endsWith("实际完成情况"))
  )
  const head = rows[at]
  const row = rows[at + 1]
  if (head === undefined || row === undefined) return { goal: "", outcome: "" }
  const cells = printed(row).filter(({ plain }) => !/^年度(?:总体|绩效)?目标$/.test(plain))
  const split = head.findIndex(({ plain }) => plain.endsWith("实际完成情况"))
  const isWide = row.length === head.length
  const goal =
    cells.length === 2 ? cells[0] : isWide ? cells.find((cell) => row.indexOf(cell) < split) : undefined
  const outcome =
    cells.length === 2 ? cells[1] : isWide ? cells.find((cell) => row.indexOf(cell) >= split) : undefined
  if (cells.length > 2) {
    reader.doubt(row)
    return { goal: "", outcome: "" }
  }
  if (goal !== undefined) reader.place("goal", goal)
  if (outcome !== undefined) reader.place("outcome", outcome)
  return {
    goal: goal === undefined ? "" : words(goal.text),
    outcome: outcome === undefined ? "" : words(outcome.text)
  }
}

const isTotalRow = (row: SlotRow): boolean =>
  printed(row).some(({ plain }) => /^总分(?:值)?$|^合计$|^总得分$/.test(plain))

const readTotal = (
  row: SlotRow | undefined,
  head: SlotRow,
  reader: CardReader
): { readonly total: string | null; readonly totalWeight: string | null } => {
  const numbers =
    row === undefined ? [] : row.filter(({ plain, kind }) => kind === "number" && isDecimal(plain))
  if (numbers.length === 2) {
    reader.place("total/weight", numbers[0]!)
    reader.place("total/score", numbers[1]!)
    return { totalWeight: numbers[0]!.plain, total: numbers[1]!.plain }
  }
  const only = numbers[0]
  const place = only === undefined ? -1 : row!.indexOf(only)
  if (numbers.length === 1 && row!.length === head.length && /^(?:自评)?得分$/.test(head[place]!.plain)) {
    reader.place("total/score", only!)
    return { totalWeight: null, total: only!.plain }
  }
  if (row !== undefined) reader.doubt(row)
  return { total: null, totalWeight: null }
}

/** Labels with their weights; a weight whose bracket is cut stands only where the weights below add up to it. */
const readLabels = (
  labels: ReadonlyArray<LevelLabel>,
  indicators: IndicatorReader["rows"],
  reader: CardReader
): { readonly labels: Record<string, string>; readonly restorations: ReadonlyArray<Restoration> } => {
  const read: Record<string, string> = {}
  const restorations: Array<Restoration> = []
  for (const { path, weight, isCut, raw, at } of labels) {
    if (weight === null) continue
    const address = `S/${reader.project}/${path}/label`
    if (isCut) {
      const below = indicators.filter(({ indicator: { level1, level2 } }) =>
        `${level1}/${level2}/`.startsWith(`${path}/`)
      )
      const sum = Exact.sum(below.map(({ indicator }) => Exact.exact(indicator.weight)))
      if (!sum.eq(weight)) continue
      restorations.push({
        kind: "label",
        address,
        raw,
        restored: `${path.split("/").at(-1)}（${weight}分）`,
        reason: `其下各项指标分值之和为 ${Exact.plain(sum)}`,
        at
      })
    }
    read[path] = weight
    reader.places.set(address, at)
  }
  return { labels: read, restorations }
}

/**
 * Where rows of one second level share a merged cell of reasons, its text stands beside whichever row the print put it:
 * it belongs to the one row that fell short, when its own row did not.
 */
const withDeviations = (rows: IndicatorReader["rows"]): ReadonlyArray<Indicator> =>
  rows.map(({ indicator }): Indicator => {
    const group = rows.filter((row) => row.indicator.level2 === indicator.level2)
    const isShort = (row: (typeof rows)[number]): boolean =>
      row.score !== null && Exact.exact(row.score).lt(row.indicator.weight)
    const told = group.filter((row) => row.indicator.deviation !== "")
    const short = group.filter(isShort)
    const isMoved = told.length === 1 && short.length === 1 && !isShort(told[0]!)
    if (!isMoved) return indicator
    const deviation = indicator === short[0]!.indicator ? told[0]!.indicator.deviation : ""
    return { ...indicator, deviation }
  })

const lineOf = (slot: Slot): ContentsLine => ({ text: slot.text, at: slot.at })

/** Notes where the figures of the indicators stand. */
const placeFigures = (reader: CardReader, rows: IndicatorReader["rows"]): void => {
  for (const { indicator, slots, deviation, score } of rows) {
    for (const figure of ["target", "actual", "weight"] as const)
      reader.place(`${indicator.id}/${figure}`, slots[figure])
    if (score !== null) reader.place(`${indicator.id}/score`, slots.score)
    if (deviation !== null && deviation.kind !== "blank") reader.place(`${indicator.id}/deviation`, deviation)
  }
}

/** The year printed above a card. */
const printedYear = ({ before }: TableSegment): number | null => {
  const year = before
    .map((line) => /^\(?(20\d\d)年度?\)?$/.exec(plain(line.text))?.[1])
    .findLast((found) => found)
  return year === undefined ? null : Number(year)
}

/** What each row has, by the id of its indicator; rows that have nothing are left out. */
const byIndicator = <Value>(
  rows: IndicatorReader["rows"],
  valueOf: (row: IndicatorReader["rows"][number]) => Value | null
): ReadonlyArray<readonly [string, Value]> =>
  rows.flatMap((row) => {
    const value = valueOf(row)
    return value === null ? [] : [[row.indicator.id, value] as const]
  })

/** Reads a self-evaluation table; `null` when it has no name or no heads of indicators. */
export const recogniseScorecard = (
  segment: TableSegment,
  project: string,
  documentYear: number
): PublishedScorecard | null => {
  const { rows, before, title, at, noteParagraphs: notes } = segment
  const reader = new CardReader(project)
  const name = beside(rows, /^项目名称/)
  const headAt = rows.findIndex((row) => indicatorHeadsOf(row) !== null)
  const head = rows[headAt]
  if (name === null || head === undefined) return null
  reader.place("name", name)
  const top = rows.slice(0, headAt)
  const text = (label: RegExp): string => words(beside(top, label)?.text ?? "")
  const { money, rate, execution } = readMoney(top, reader)
  const { goal, outcome } = readGoal(top, reader)
  const indicators = new IndicatorReader(indicatorHeadsOf(head)!)
  const body = rows.slice(headAt + 1)
  const totalAt = body.findIndex(isTotalRow)
  for (const row of totalAt < 0 ? body : body.slice(0, totalAt)) indicators.read(row)
  const { total, totalWeight } = readTotal(body[totalAt], head, reader)
  placeFigures(reader, indicators.rows)
  const { labels, restorations } = readLabels(indicators.labels, indicators.rows, reader)
  const attachment = before.findLast((line) => /^附件\d{0,2}$/.test(plain(line.text)))
  return {
    card: {
      project,
      name: words(name.text),
      department: text(/^主管部门/),
      unit: text(/^实施单位/),
      year: printedYear(segment) ?? documentYear,
      goal,
      outcome,
      money,
      indicators: withDeviations(indicators.rows)
    },
    published: {
      rate,
      execution,
      scores: Object.fromEntries(byIndicator(indicators.rows, ({ score }) => score)),
      total,
      totalWeight,
      labels
    },
    at,
    places: reader.places,
    attachment: attachment ?? null,
    title: words(title),
    heads: printed(head).map(lineOf),
    methods: new Map(byIndicator(indicators.rows, ({ method }) => (method === "" ? null : method))),
    notes,
    broken: indicators.broken,
    doubts: [...reader.doubts, ...indicators.doubts],
    restorations
  }
}
