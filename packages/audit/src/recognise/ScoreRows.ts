/**
 * Rows of a self-evaluation's indicators: levels carried down, values by place where the row stands under its heads,
 * by order where it has slipped and its kinds leave no choice.
 */
import { readValue } from "@juesuan/scoring"
import type { Indicator } from "@juesuan/scoring"
import type { Place } from "@juesuan/domain"
import { isDecimal, printed } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { plain, words } from "./Text.ts"

/** Where the columns of indicators stand. */
export interface IndicatorHeads {
  readonly width: number
  readonly level1: number
  readonly level2: number
  readonly level3: number
  readonly target: number
  readonly actual: number
  /** `null` where the form weighs no indicator. */
  readonly weight: number | null
  readonly score: number
  /** 指标性质 and 度量单位, where the form splits the target into them. */
  readonly nature: number | null
  readonly unit: number | null
  readonly method: number | null
  readonly deviation: number | null
}

const heads: ReadonlyArray<readonly [key: keyof IndicatorHeads, pattern: RegExp]> = [
  ["level1", /^一级指标/],
  ["level2", /^二级指标/],
  ["level3", /^三级指标|^指标(?:名称|内容)$/],
  ["target", /^年度指标值|^指标值|^年初(?:设定)?目标值|^(?:年度|预期)目标值/],
  ["actual", /^(?:全年|年度|实际)?(?:实际)?完成(?:指标)?(?:值|情况)|^全年实际值|^实际值/],
  ["weight", /^分值|^权重/],
  ["score", /^(?:自评)?得分$/],
  ["nature", /^指标性质/],
  ["unit", /^(?:度量|计量)单位/],
  ["method", /^得分计算方法|^评分标准|^计分(?:标准|方法)/],
  ["deviation", /^偏差(?:大)?原因|^未完成原因|偏差原因/]
]

/** The heads of the indicator columns; `null` when the row is none, or a column that is needed is not in it. */
export const indicatorHeadsOf = (row: SlotRow): IndicatorHeads | null => {
  const at = (key: keyof IndicatorHeads): number | null => {
    const pattern = heads.find(([name]) => name === key)![1]
    const place = row.findIndex(({ plain }) => pattern.test(plain))
    return place < 0 ? null : place
  }
  const [level1, level2, level3] = [at("level1"), at("level2"), at("level3")]
  const [target, actual, score] = [at("target"), at("actual"), at("score")]
  if (level1 === null || level2 === null || level3 === null) return null
  if (target === null || actual === null || score === null) return null
  // Levels come first and in their order; regions print what follows in several orders.
  const isInOrder = level1 < level2 && level2 < level3
  if (!isInOrder || [target, actual, score].some((place) => place < level3)) return null
  return {
    width: row.length,
    level1,
    level2,
    level3,
    target,
    actual,
    weight: at("weight"),
    score,
    nature: at("nature"),
    unit: at("unit"),
    method: at("method"),
    deviation: at("deviation")
  }
}

/** A label of first or second level with the weight printed in it. */
export interface LevelLabel {
  readonly path: string
  readonly weight: string | null
  /** Whether the bracket around the weight is not closed: the label was cut. */
  readonly isCut: boolean
  readonly raw: string
  readonly at: Place
}

export interface IndicatorRow {
  readonly indicator: Indicator
  readonly score: string | null
  readonly method: string
  readonly slots: Readonly<Record<"target" | "actual" | "weight" | "score", Slot>>
  readonly deviation: Slot | null
  readonly at: Place
}

const LABEL = /^(.{2,20}?)(?:\((-?\d{1,3}(?:\.\d{1,2})?)(分?)(\)?))?$/

const labelParts = (
  slot: Slot
): { readonly name: string; readonly weight: string | null; readonly isCut: boolean } => {
  const match = LABEL.exec(slot.plain)
  if (match === null) return { name: slot.plain, weight: null, isCut: false }
  const [, name, weight, , closed] = match
  return { name: name!, weight: weight ?? null, isCut: weight !== undefined && closed === "" }
}

const FIRST = /^(?:产出|效益|效果|满意度|成本|过程|管理|投入)指标$/

/** The short name of a second level, of which ids are made: 数量指标 is 数量, 可持续影响指标 is 可持续. */
const shortName = (level2: string): string => {
  if (/满意/.test(level2)) return "满意"
  return (
    level2
      .replace(/指标$/, "")
      .replace(/(?:效益|影响)$/, "")
      .replace(/[/\s]/g, "") || "指标"
  )
}

const NUMBERED = /^指标(\d{0,2})[:.、]/

/** Words of second levels and the first level that each is of. */
const levelsOf: ReadonlyArray<readonly [first: RegExp, second: RegExp]> = [
  [/^产出/, /数量|质量|时效/],
  [/^效[益果]/, /效益|影响/],
  [/^满意度/, /满意/]
]

/** Whether a second level is of another first level than the one it stands under: the label between was lost. */
const isMisplaced = (level1: string, level2: string): boolean => {
  const own = levelsOf.find(([first]) => first.test(level1))
  const other = levelsOf.find(([, second]) => second.test(level2))
  return own !== undefined && other !== undefined && own !== other
}

interface Values {
  readonly target: Slot
  readonly actual: Slot
  readonly weight: Slot
  readonly score: Slot
  readonly nature: Slot | null
  readonly unit: Slot | null
  readonly method: Slot | null
  readonly deviation: Slot | null
}

const isScore = (slot: Slot): boolean =>
  slot.kind === "blank" || slot.kind === "dash" || isDecimal(slot.plain)

const isMethod = ({ plain }: Slot): boolean => /[记计]分|得分|计算方[法式]/.test(plain)

/** Method and reasons; a reason that has slipped under 得分计算方法 is still a reason. */
const remarks = (method: Slot | null, deviation: Slot | null): Pick<Values, "method" | "deviation"> => {
  const isSlipped =
    method !== null && method.kind === "text" && !isMethod(method) && deviation?.kind === "blank"
  return isSlipped ? { method: null, deviation: method } : { method, deviation }
}

const figures = ["target", "actual", "weight", "score"] as const

/** The first values that are printed behind the third level, in the order of their heads. */
const slippedValues = (
  row: SlotRow,
  level3: number,
  heads: IndicatorHeads & { readonly weight: number }
): Values | null => {
  if (heads.nature !== null || heads.unit !== null) return null
  const tail = row.slice(level3 + 1)
  const first = tail.findIndex(({ kind }) => kind !== "blank")
  const values = first < 0 ? [] : tail.slice(first)
  const order = [...figures].sort((one, other) => heads[one] - heads[other])
  const of = (figure: (typeof figures)[number]): Slot | undefined => values[order.indexOf(figure)]
  const [target, actual, weight, score] = [of("target"), of("actual"), of("weight"), of("score")]
  if (target === undefined || actual === undefined || weight === undefined || score === undefined) return null
  if (target.kind === "blank" || actual.kind === "blank") return null
  if (!isDecimal(weight.plain) || !isDecimal(score.plain)) return null
  const rest = printed(values.slice(figures.length))
  const method = rest.find(isMethod) ?? null
  const deviation = rest.find((one) => !isMethod(one)) ?? null
  return { target, actual, weight, score, nature: null, unit: null, method, deviation }
}

/** The values behind the third level; `null` when they cannot be told. */
const valuesOf = (row: SlotRow, level3: number, heads: IndicatorHeads): Values | null => {
  const { width, weight } = heads
  if (weight === null) return null
  const slot = (index: number | null): Slot | null => (index === null ? null : (row[index] ?? null))
  if (row.length === width && level3 === heads.level3) {
    const [target, actual, score] = [row[heads.target]!, row[heads.actual]!, row[heads.score]!]
    const isSound = isDecimal(row[weight]!.plain) && isScore(score) && target.kind !== "blank"
    const [nature, unit] = [slot(heads.nature), slot(heads.unit)]
    const rest = remarks(slot(heads.method), slot(heads.deviation))
    if (isSound) return { target, actual, weight: row[weight]!, score, nature, unit, ...rest }
  }
  return slippedValues(row, level3, { ...heads, weight })
}

const SIGN = /^(?:[≥≤=<>]|大于等于|小于等于|等于|大于|小于)$/

/** Target and actual with the sign and the unit that the form prints in columns of their own. */
const statedTexts = ({ target, actual, nature, unit }: Values): { target: string; actual: string | null } => {
  const behind = unit === null || unit.kind === "dash" ? "" : words(unit.text)
  const withUnit = (text: string): string => (behind === "" || !/\d$/.test(text) ? text : `${text}${behind}`)
  const sign = nature !== null && SIGN.test(nature.plain) ? nature.plain : ""
  const isPrinted = actual.kind !== "blank" && actual.kind !== "dash"
  return {
    target: `${sign}${withUnit(words(target.text))}`,
    actual: isPrinted ? withUnit(words(actual.text)) : null
  }
}

/** Reads the rows of indicators one after another. */
export class IndicatorReader {
  readonly rows: Array<IndicatorRow> = []
  readonly labels: Array<LevelLabel> = []
  readonly doubts: Array<{ readonly raw: string; readonly at: Place }> = []
  /** First and second levels whose rows are not those the print had there: a row or a label between was lost. */
  readonly broken = new Set<string>()
  readonly #heads: IndicatorHeads
  readonly #numbers = new Map<string, number>()
  readonly #counts = new Map<string, number>()
  #level1 = ""
  #level2 = ""

  constructor(heads: IndicatorHeads) {
    this.#heads = heads
  }

  read(row: SlotRow): void {
    const cells = printed(row)
    if (cells.length === 0) return
    const level3 = this.#thirdLevel(row)
    this.#levels(printed(row.slice(0, level3 ?? this.#heads.level3)))
    const name = level3 === null ? "" : words(row[level3]!.text).replace(/^指标\s?\d{0,2}\s?[：:.、]\s?/, "")
    const values = level3 === null ? null : valuesOf(row, level3, this.#heads)
    const behind = level3 === null ? [] : printed(row.slice(level3 + 1))
    // Lines the form offers and nobody filled in.
    if (values === null && (name === "" || /^[…·.]+$/.test(name)) && behind.length === 0) return
    if (values === null || name === "" || this.#level2 === "") {
      this.doubts.push({ raw: cells.map(({ text }) => text).join(" "), at: cells[0]!.at })
      return
    }
    this.#follow(NUMBERED.exec(row[level3!]!.plain)?.[1] ?? "")
    this.#add(name, row[level3!]!.at, values)
  }

  /** Rows of one second level are numbered 1, 2, 3, where they are numbered. */
  #follow(number: string): void {
    const path = `${this.#level1}/${this.#level2}`
    const expected = (this.#numbers.get(path) ?? 0) + 1
    if (isMisplaced(this.#level1, this.#level2)) this.broken.add(this.#level1).add(path)
    if (number === "") return
    if (Number(number) !== expected) this.broken.add(this.#level1).add(path)
    this.#numbers.set(path, Number(number))
  }

  #thirdLevel(row: SlotRow): number | null {
    const numbered = row.flatMap(({ plain }, index) => (NUMBERED.test(plain) ? [index] : []))
    if (numbered.length === 1) return numbered[0]!
    if (numbered.length > 1 || row.length !== this.#heads.width) return null
    return row[this.#heads.level3]!.kind === "text" ? this.#heads.level3 : null
  }

  #levels(before: ReadonlyArray<Slot>): void {
    const slots = before.filter(({ plain, kind }) => kind === "text" && plain !== "绩效指标")
    const [first, second] = slots
    if (first === undefined) return
    const parts = labelParts(first)
    const isBoth = second !== undefined
    const isFirst =
      isBoth || (FIRST.test(parts.name) && !(parts.name === "成本指标" && this.#level1 === "产出指标"))
    if (isFirst) {
      this.#level1 = parts.name
      this.#level2 = isBoth ? labelParts(second).name : ""
      this.#label(first, this.#level1, parts)
      if (isBoth) this.#label(second, `${this.#level1}/${this.#level2}`, labelParts(second))
      return
    }
    this.#level2 = parts.name
    this.#label(first, `${this.#level1}/${this.#level2}`, parts)
  }

  #label(slot: Slot, path: string, { weight, isCut }: ReturnType<typeof labelParts>): void {
    this.labels.push({ path, weight, isCut, raw: slot.text, at: slot.at })
  }

  #add(level3: string, at: Place, values: Values): void {
    const short = shortName(this.#level2)
    const count = (this.#counts.get(short) ?? 0) + 1
    this.#counts.set(short, count)
    const { target, actual, weight, score, method, deviation } = values
    const texts = statedTexts(values)
    const kind = readValue(texts.target).kind === "number" ? "quantitative" : "qualitative"
    const scoreText = isDecimal(score.plain) ? score.plain : null
    const isJudged = kind === "qualitative" && scoreText !== null
    this.rows.push({
      indicator: {
        id: `${short}-${count}`,
        level1: this.#level1,
        level2: this.#level2,
        level3,
        kind,
        direction: "undeclared",
        target: texts.target,
        actual: texts.actual,
        weight: weight.plain,
        // The form prints no tier.
        tier: null,
        awarded: isJudged ? scoreText : null,
        deviation: deviation === null ? "" : words(deviation.text)
      },
      score: scoreText,
      method: method === null ? "" : plain(method.text) === "" ? "" : words(method.text),
      slots: { target, actual, weight, score },
      deviation,
      at
    })
  }
}
