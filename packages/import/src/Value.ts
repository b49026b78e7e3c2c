/**
 * Values of cells: amounts, codes, dates, words of the vocabularies.
 *
 * Every reader is a total function of the trimmed text of a non-empty cell. Finance systems join codes and
 * names (`2010101-行政运行`, `30101##基本工资`), store codes as numbers and print full-width digits; all of
 * that is read. What is ambiguous is not: `1,23` is no amount, since it may be 1.23 or 123.
 */
import { FiscalYear, Money, PlainText } from "@juesuan/domain"
import { isAgencyCode, isAttributeName } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { dateOfSerial } from "@juesuan/page"
import type { Operands, Problem } from "./Issue.ts"
import { nearest } from "@juesuan/domain"
import { plainSpelling } from "./Spelling.ts"

/** Why a text was not read; the place is added by the caller. */
export interface Fault {
  readonly problem: Problem
  readonly operands: Operands
}

export type Reader<A> = (text: string) => Result.Result<A, Fault>

export const fault = (problem: Problem, operands: Operands = {}) => Result.fail<Fault>({ problem, operands })

/** A cache that hostile input cannot grow without end. */
const MEMO_MAX = 4096

/** Remembers what a reader made of the texts it saw: columns repeat a few values over many rows. */
export const memo = <A>(read: Reader<A>): Reader<A> => {
  const known = new Map<string, Result.Result<A, Fault>>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= MEMO_MAX) known.clear()
    const result = read(text)
    if (text.length <= 100) known.set(text, result)
    return result
  }
}

/** Half-width, without a leading apostrophe (how spreadsheets mark text). */
const plain = (text: string): string => text.slice(0, 300).normalize("NFKC").replace(/^'/, "").trim()

// --- amounts

const CANONICAL_AMOUNT = /^\d{1,13}(?:\.\d{1,2})?$/
const CANONICAL_GROUPED = /^\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?$/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const AMOUNT_TEXT_MAX = 64

/** Units that heads of columns name, by the power of ten that they are of 元. */
export const moneyUnits = { 元: 0, 百元: 2, 千元: 3, 万元: 4, 百万元: 6, 千万元: 7, 亿元: 8 } as const
export type MoneyUnit = keyof typeof moneyUnits

/** A decimal without a sign with its point moved to the right. */
const timesTenTo = (decimal: string, power: number): string => {
  const [whole = "", fraction = ""] = decimal.split(".")
  const digits = fraction.padEnd(power, "0")
  const moved = `${whole}${digits.slice(0, power)}`.replace(/^0+(?=\d)/, "")
  const rest = digits.slice(power).replace(/0+$/, "")
  return rest === "" ? moved : `${moved}.${rest}`
}

/** A reader of amounts in a unit, such as 万元; exact, at most the fen. */
export const amountIn = (unit: MoneyUnit): Reader<Money.Money> => {
  const power = moneyUnits[unit]
  return power === 0 ? signedAmount : (text) => readAmount(text, unit, power)
}

/**
 * Reads an amount in 元 of either sign, zero included. Minus may lead, trail, or be brackets: `(1,280.50)`.
 */
export const signedAmount: Reader<Money.Money> = (text) => {
  if (CANONICAL_AMOUNT.test(text)) return Result.mapError(Money.parse(text), faultOfAmount)
  if (CANONICAL_GROUPED.test(text))
    return Result.mapError(Money.parse(text.replaceAll(",", "")), faultOfAmount)
  return readAmount(text, "元", 0)
}

/** Whether a text is written as amounts are: with two decimals at most and at least one, or with thousands apart. */
export const looksLikeAmount = (text: string): boolean =>
  /^[-+(]?[¥￥]?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?\)?$|^[-+(]?[¥￥]?\d+\.\d{1,2}\)?$/.test(text)

const readAmount = (text: string, unit: MoneyUnit, power: number): Result.Result<Money.Money, Fault> => {
  // Two numbers on two lines of a cell are two amounts, or none; spaces within one are read over.
  if (text.length > AMOUNT_TEXT_MAX || PlainText.hasBreak(text)) return fault("AmountMalformed")
  let rest = plain(text)
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\s+/g, "")
    .replace(/^[¥]/, "")
  // A cell that names its unit names that of its column.
  if (rest.endsWith(unit)) rest = rest.slice(0, -unit.length)
  let isNegative = false
  if (rest.startsWith("(") && rest.endsWith(")")) {
    isNegative = true
    rest = rest.slice(1, -1)
  } else if (rest.startsWith("-") || rest.startsWith("+")) {
    isNegative = rest.startsWith("-")
    rest = rest.slice(1)
  } else if (rest.endsWith("-")) {
    isNegative = true
    rest = rest.slice(0, -1)
  }
  rest = rest.replace(/^[¥]/, "")
  if (rest.includes(",")) {
    if (!GROUPED.test(rest)) return fault("AmountMalformed")
    rest = rest.replaceAll(",", "")
  }
  if (!/^\d/.test(rest)) return fault("AmountMalformed")
  const isDecimal = /^\d+(?:\.\d+)?$/.test(rest)
  const amount = Result.mapError(
    Money.parse(power > 0 && isDecimal ? timesTenTo(rest, power) : rest),
    faultOfAmount
  )
  return isNegative ? Result.map(amount, Money.negate) : amount
}

const faultOfAmount = ({ reason }: Money.AmountUnreadable): Fault => {
  switch (reason) {
    case "empty":
    case "not-a-number":
      return { problem: "AmountMalformed", operands: {} }
    case "too-many-decimals":
      return { problem: "AmountDecimals", operands: {} }
    case "too-large":
      return { problem: "AmountTooLarge", operands: {} }
  }
}

// --- dates, years, numbers

const SERIAL = /^\d{5}(?:\.\d{1,20})?$/
const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/
/** A moment with a zone: `2024-12-31T16:00:00.000Z`, `2024-12-31 16:00+0800`. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?(?:Z|([-+])(\d{2}):?(\d{2}))$/i

/** China's time is eight hours ahead of UTC, in summer too. */
const MINUTES_OF_CHINA = 8 * 60

/** The day in China at a moment with a zone; `undefined` for what is no such moment. */
const dayOfInstant = (text: string): string | undefined => {
  const [, day, hour, minute, second = "0", sign, hours = "0", minutes = "0"] = INSTANT.exec(text) ?? []
  if (day === undefined || Result.isFailure(FiscalYear.parseDate(day))) return undefined
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined
  const zone = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const local = Number(hour) * 60 + Number(minute) - zone + MINUTES_OF_CHINA
  return new Date(Date.parse(`${day}T00:00:00Z`) + local * 60_000).toISOString().slice(0, 10)
}

/** Whether a text is a date serial as spreadsheets store days. */
export const isSerial = (text: string): boolean => SERIAL.test(text)

/**
 * Reads a date in any usual form, with or without a time of day, or a spreadsheet's date serial. A moment
 * with a zone is the day it is in China.
 */
export const date: Reader<FiscalYear.BusinessDate> = memo((text) => {
  const whole = plain(text)
  const bare = dayOfInstant(whole) ?? whole.replace(TIME_OF_DAY, "")
  const serial = SERIAL.test(bare) ? dateOfSerial(bare) : undefined
  if (serial !== undefined) return Result.succeed(serial)
  return Result.mapError(FiscalYear.parseDate(bare), () => ({ problem: "DateMalformed", operands: {} }))
})

export const year: Reader<FiscalYear.FiscalYear> = memo((text) => {
  const match = /^(\d{4})(?:\.0+)?年?(?:度)?$/.exec(plain(text))
  return match === null ? fault("YearMalformed") : Result.succeed(Number(match[1]))
})

export const lineNumber: Reader<number> = memo((text) => {
  const match = /^0*([1-9]\d{0,5})(?:\.0+)?$/.exec(plain(text))
  return match === null ? fault("LineMalformed") : Result.succeed(Number(match[1]))
})

/** Reads a unit code, leaving out a name joined to it: `219011-养老保险中心` is 219011. */
export const agency: Reader<string> = memo((text) => {
  const joined = plain(text).replace(/^([0-9A-Za-z_-]+?)[-_#:.\s]*\P{ASCII}[^]*$/u, "$1")
  const code = joined.replace(/\.0+$/, "")
  return isAgencyCode(code) ? Result.succeed(code) : fault("AgencyMalformed")
})

// Control and invisible characters would make two equal-looking numbers differ.
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u

const codePointOf = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`

/** Reads a document number in its plain spelling, see {@link plainSpelling}. */
export const documentNumber: Reader<string> = (text) =>
  text.length > 100 || INVISIBLE.test(text) ? fault("DocumentMalformed") : Result.succeed(plainSpelling(text))

/**
 * Reads attributes as `名称=值；名称=值`, separated by `;`, `；` or line breaks. A name is given once; a
 * value may be empty, which withdraws what was registered.
 */
export const attributes: Reader<Readonly<Record<string, string>>> = (text) => {
  const pairs = text
    .split(/[;；\n]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "")
    .map(
      (pair) =>
        /^([^=＝]*)[=＝](.*)$/
          .exec(pair)
          ?.slice(1)
          .map((part) => part.trim()) ?? []
    )
  const names = new Set(pairs.map(([name]) => name))
  const isSound =
    names.size === pairs.length &&
    pairs.every(([name, value]) => name !== undefined && value !== undefined && isAttributeName(name))
  return isSound
    ? Result.succeed(Object.fromEntries(pairs) as Readonly<Record<string, string>>)
    : fault("AttributesMalformed")
}

/** Reads an identifier in its plain spelling, such as a project code: nothing invisible may stand within it. */
export const identifier: Reader<string> = (text) => {
  const found = INVISIBLE.exec(text)
  return found === null
    ? Result.succeed(plainSpelling(text))
    : fault("IdentifierMalformed", { code: codePointOf(found[0]) })
}

/** Reads what people write: line breaks and tabs become spaces, other control characters are refused. */
export const freeText: Reader<string> = (text) => {
  const folded = PlainText.foldBreaks(text)
  const code = PlainText.firstForbidden(folded)
  return code === undefined ? Result.succeed(folded) : fault("TextMalformed", { code })
}

/** What a payload names things by; every other text in it is free. */
const identifiers: ReadonlySet<string> = new Set([
  "project",
  "indicator",
  "contractNo",
  "corrects",
  "subject",
  "address",
  "function",
  "economic"
])

/** An identifier without line breaks and tabs at its ends. */
export const foldIdentifier = (text: string): string => (PlainText.hasBreak(text) ? text.trim() : text)

/** A payload with its texts as cells are read: identifiers without line breaks at their ends, free texts folded. */
export const foldPayload = (payload: unknown): unknown =>
  PlainText.foldTexts(payload, (text, key) =>
    identifiers.has(key) ? foldIdentifier(text) : PlainText.foldBreaks(text)
  )

// --- codes

/** A code and what follows it, which must not begin with a digit or be a decimal. */
const CODE = /^[[(【]{0,2}(\d{1,20})(?:\.0+)?(?:(?!\s*\d)[^.][^]*)?$/
/** A code written by its levels, such as `208-01-09` or `302 17`, and perhaps a name. */
const CODE_BY_LEVELS = /^[[(【]{0,2}(\d{3}(?:([- /_])\d{2}(?:\2\d{2})?))(?![-\s/_.]*\d)[^]*$/
/** After a code the rest may be a name that begins with a digit (`2080109-2024年项目`), but no further digits alone. */
const DIGITS_AFTER = /^[-\s/_#:.]+(\d+)(?:$|[-\s/_#:.])/

/** The digits of a code, whole; empty where it cannot be said where it ends. */
const codeDigits = (text: string, longest: number): string => {
  const levels = CODE_BY_LEVELS.exec(text)?.[1]
  if (levels !== undefined) return levels.replace(/\D/g, "")
  const digits = CODE.exec(text)?.[1]
  if (digits === undefined) return ""
  const rest = text.slice(text.indexOf(digits) + digits.length)
  // A short code with digits behind it may be a longer one that was taken apart.
  const isCut =
    digits.length < longest
      ? /^[-\s/_#:.]*\d/.test(rest.replace(/^\.0+/, ""))
      : DIGITS_AFTER.test(rest.replace(/^\.0+/, ""))
  return isCut ? "" : digits
}

export type CodeList = "functional" | "departmentEconomic"

const codeAdvice = (list: CodeList, digits: string) => {
  if (list === "functional" && /^(?:3|5)\d{4}$/.test(digits)) {
    return {
      zh: "这像是经济分类代码，请核对是否填错了列。",
      en: "It looks like an economic code: is it in the wrong column?"
    }
  }
  if (list === "departmentEconomic" && /^2\d{6}$/.test(digits)) {
    return {
      zh: "这像是功能分类代码，请核对是否填错了列。",
      en: "It looks like a functional code: is it in the wrong column?"
    }
  }
  return { zh: "核对科目代码，不能少位或多位。", en: "Check the code: no digit may be missing or added." }
}

/** A reader of codes, with how many digits they have. */
export interface CodeReader extends Reader<string> {
  readonly lengths: ReadonlyArray<number>
}

/** A reader of codes of the given lengths in digits; a joined name is left out. */
export const code = (list: CodeList, ...lengths: ReadonlyArray<number>): CodeReader => {
  const longest = Math.max(...lengths)
  const read = memo((text) => {
    const digits = codeDigits(plain(text), longest)
    if (lengths.includes(digits.length)) return Result.succeed(digits)
    const expected = {
      zh: `${lengths.join("、")} 位数字${list === "functional" ? "，如 2080109" : "，如 30201"}`,
      en: `${lengths.join(", ")} digits${list === "functional" ? ", such as 2080109" : ", such as 30201"}`
    }
    return fault("CodeMalformed", { expected, advice: codeAdvice(list, digits) })
  })
  return Object.assign(read, { lengths })
}

// --- vocabularies

/**
 * The name nearest to a word in Latin letters. Chinese words are not compared by the letters they share:
 * two words of two letters with one in common may as well be opposites.
 */
export const nearLatin = (word: string, names: Iterable<string>): string | undefined =>
  /^[\x20-\x7e]+$/.test(word) ? nearest(word, names) : undefined

/** A reader of words, with the texts it takes for each code: the code, its Chinese term, its aliases. */
export interface WordReader<Code extends string> extends Reader<Code> {
  readonly words: ReadonlyMap<Code, ReadonlyArray<string>>
}

/**
 * A reader of words: a code of the vocabulary, its Chinese term or an alias, alone or joined
 * (`111-一般公共预算`). `only` narrows the vocabulary to the codes an event allows.
 */
export const word = <Code extends string>(
  vocabulary: Readonly<Record<Code, string>>,
  aliases: Readonly<Record<string, Code>> = {},
  only: ReadonlyArray<Code> = Object.keys(vocabulary) as Array<Code>
): WordReader<Code> => {
  const codes = new Map<string, Code>()
  for (const code of only) codes.set(code, code).set(vocabulary[code], code)
  for (const [alias, code] of Object.entries(aliases) as Array<[string, Code]>) {
    if (only.includes(code)) codes.set(alias, code)
  }
  const terms = only.map((code) => vocabulary[code])
  const words = new Map(
    only.map((code) => [code, [...codes].flatMap(([text, named]) => (named === code ? [text] : []))])
  )
  const read = memo((text) => {
    const whole = plain(text).replace(/\s+/g, "")
    const parts = /^([0-9A-Za-z]+)[-_#:.]+([^]+)$/.exec(whole)
    const found =
      codes.get(whole) ?? codes.get(text) ?? codes.get(parts?.[1] ?? "") ?? codes.get(parts?.[2] ?? "")
    if (found !== undefined) return Result.succeed(found)
    const near = nearLatin(whole, codes.keys())
    const advice =
      near === undefined
        ? { zh: `可选：${terms.join("、")}。`, en: `Write one of ${only.join(", ")}.` }
        : {
            zh: `是不是“${near}”？可选：${terms.join("、")}。`,
            en: `Did you mean ${near}? Write one of ${only.join(", ")}.`
          }
    return fault("WordUnknown", { advice })
  })
  return Object.assign(read, { words })
}
