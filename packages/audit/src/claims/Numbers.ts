/**
 * Numbers in a normal text: digits with their unit, Chinese numerals of pieces, and what only looks like a figure.
 *
 * Years, dates, thresholds (100万元以上) and approximations (约5万元) are told from figures here, so that nothing else
 * has to know them.
 */
import { exact, zero } from "./Exact.ts"
import type { Exact } from "./Exact.ts"
import type { PrintedUnit } from "./Claim.ts"

export interface ScannedNumber {
  /** In the normal text; `end` is behind the unit. */
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly value: Exact
  readonly decimals: number
  /** As printed; `null` when none stands beside the number. */
  readonly unit: PrintedUnit | null
  /** `other`: dates, thresholds, prices, approximations, numbers of documents. `malformed`: no number can be read. */
  readonly kind: "figure" | "year" | "other" | "malformed"
}

const moneyUnits = ["万元", "亿元", "元"] as const
export type MoneyUnit = (typeof moneyUnits)[number]

export const isMoneyUnit = (unit: PrintedUnit | null): unit is MoneyUnit =>
  unit !== null && (moneyUnits as ReadonlyArray<string>).includes(unit)
export const isRateUnit = (unit: PrintedUnit | null): boolean => unit === "%" || unit === "倍"

/** 元 in one unit of money. */
export const yuanIn = (unit: MoneyUnit): number =>
  unit === "元" ? 1 : unit === "万元" ? 10_000 : 100_000_000

const UNIT = new RegExp(
  "(?:(余|多|几)?(万元|亿元|元(?!素)|万(?![亿人次个辆台套张册件户亩吨只])|亿(?![人次个]))|(个百分点|百分点)" +
    "|%|‰|倍|平方米|㎡|人次|批次|人|批|个|辆|台（套）|台|套|分(?![别类项局部])|项|家|次|场|名|月|日|号|年)",
  "y"
)
const unitSpellings: Readonly<Record<string, string>> = { 万: "万元", 亿: "亿元", "㎡": "平方米" }

const NUMBER = /\d[\d,.]*\d|\d/g
const PLAIN = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/
const APPROXIMATE_BEFORE = /(?:约|近|大约|不足|超过|不低于|不高于|至少|最多|每|第|≥|≤|>|<|[A-Za-z])$/
const APPROXIMATE_BEHIND = /^(?:以上|以下|以内|及以上|左右|多|余|\/|[A-Za-z])/

const unitAt = (
  text: string,
  at: number
): { readonly unit: string | null; readonly end: number; readonly about: boolean } => {
  UNIT.lastIndex = at
  const match = UNIT.exec(text)
  if (match === null) return { unit: null, end: at, about: false }
  const printed = match[2] ?? match[0]
  return {
    unit: unitSpellings[printed] ?? printed,
    end: at + match[0].length,
    about: match[1] !== undefined
  }
}

const kindOf = (
  text: string,
  start: number,
  end: number,
  raw: string,
  unit: string | null
): ScannedNumber["kind"] => {
  if (unit === "年") return /^(?:19|20)\d\d$/.test(raw) ? "year" : "other"
  if (unit === "月" || unit === "日" || unit === "号") return "other"
  if (APPROXIMATE_BEFORE.test(text.slice(Math.max(0, start - 3), start))) return "other"
  return APPROXIMATE_BEHIND.test(text.slice(end, end + 3)) ? "other" : "figure"
}

/** Values by their digits: a document prints the same few again and again. */
const values = new Map<string, Exact>()
const VALUES_MAX = 4096

const valueOf = (digits: string): Exact => {
  const known = values.get(digits)
  if (known !== undefined) return known
  if (values.size === VALUES_MAX) values.clear()
  const value = exact(digits)
  values.set(digits, value)
  return value
}

const digitsAt = (text: string, match: RegExpExecArray): ScannedNumber => {
  const digits = match[0]
  const isNegative = text[match.index - 1] === "-" && !/[\d）%元]/.test(text[match.index - 2] ?? "")
  const start = isNegative ? match.index - 1 : match.index
  const { unit, end, about } = unitAt(text, match.index + digits.length)
  const raw = text.slice(start, match.index + digits.length)
  if (!PLAIN.test(digits)) return { start, end, raw, value: zero, decimals: 0, unit, kind: "malformed" }
  return {
    start,
    end,
    raw,
    value: valueOf(raw.replaceAll(",", "")),
    decimals: digits.split(".")[1]?.length ?? 0,
    unit,
    kind: about ? "other" : kindOf(text, start, end, raw, unit)
  }
}

const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9
}
const chineseTens: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000
}

/** A Chinese numeral as a whole number: 一 is 1, 两百零五 is 205, 壹万贰仟 is 12,000; `null` for any other text. */
export const chineseNumeral = (text: string): number | null => {
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const character of text) {
    const value = chineseDigits[character]
    const tens = chineseTens[character]
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
    } else if (tens !== undefined) {
      section += (digit ?? (tens === 10 ? 1 : 0)) * tens
      digit = null
    } else if (character === "万" || character === "亿") {
      total = (total + section + (digit ?? 0)) * (character === "万" ? 10_000 : 100_000_000)
      section = 0
      digit = null
    } else return null
  }
  return total + section + (digit ?? 0)
}

const CHINESE =
  /[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,12}(?=个(?!别|人)|辆|批次|批|人次|人|台|套|平方米|万元|亿元|元(?!素))/g
/** What stands before a Chinese numeral that counts; 一个方面, 第一批 and 统一 are none. */
const CHINESE_BEFORE = /(?:为|共|计|数|量|有|车|辆|备|次|额|是|入|出|费|加|少)$/

const chineseAt = (text: string, match: RegExpExecArray): ScannedNumber | null => {
  const raw = match[0]
  const value = chineseNumeral(raw)
  if (value === null || !CHINESE_BEFORE.test(text.slice(Math.max(0, match.index - 1), match.index)))
    return null
  const { unit, end } = unitAt(text, match.index + raw.length)
  return { start: match.index, end, raw, value: exact(value), decimals: 0, unit, kind: "figure" }
}

/** All numbers of a normal text, in order. */
export const scanNumbers = (text: string): ReadonlyArray<ScannedNumber> => {
  const found: Array<ScannedNumber> = []
  for (const match of text.matchAll(NUMBER)) found.push(digitsAt(text, match))
  const { length } = found
  for (const match of text.matchAll(CHINESE)) {
    const number = chineseAt(text, match)
    if (number !== null) found.push(number)
  }
  return found.length === length ? found : found.sort((a, b) => a.start - b.start)
}
