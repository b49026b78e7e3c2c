/**
 * Personal data in free text: identity numbers, bank cards and accounts, telephone numbers.
 *
 * A number is told by what it must satisfy: the check digit of GB 11643 and a real day of birth, the check digit of
 * ISO/IEC 7812, the numbering plan of telephones. A number that a word before it names (身份证, 卡号, 电话) is told by
 * its length alone, for people mistype the digits they should not have written. Amounts, dates, document numbers,
 * codes of projects and unified social credit codes are none of these. Names cannot be told from other words.
 *
 * What is found is shown masked, never whole. Reading takes time linear in the text, whatever the text.
 */
import { isBusinessDate } from "./FiscalYear.ts"

/** What a number is: 身份证号, 银行卡号或账号, 手机号, 座机号. */
export type Kind = "identityNumber" | "bankCard" | "mobileNumber" | "landlineNumber"

/** What each kind is called. */
export const kindNames: Readonly<Record<Kind, Readonly<Record<"zh" | "en", string>>>> = {
  identityNumber: { zh: "身份证号", en: "identity number" },
  bankCard: { zh: "银行卡号或账号", en: "bank card or account number" },
  mobileNumber: { zh: "手机号码", en: "mobile number" },
  landlineNumber: { zh: "固定电话号码", en: "landline number" }
}

/** One number in a text, by its place there. */
export interface Found {
  readonly kind: Kind
  /** Where it begins and ends, as `slice` counts. */
  readonly start: number
  readonly end: number
  /** Its first and last two characters, such as `64**************03`. */
  readonly masked: string
}

/** Digits that stand together, and where. */
interface Group {
  readonly digits: string
  readonly start: number
  readonly end: number
}

/** What the words before a number say that it is; `part` when they make it a part of something longer. */
type Name = Kind | "creditCode" | "part" | undefined

/** One number as it may have been written: groups with one kind of separator between them. */
interface Candidate extends Group {
  readonly sizes: ReadonlyArray<number>
  readonly name: Name
  readonly before: string
  /** The text it stands in; what follows it begins at `end`. */
  readonly text: string
}

/** The longest number that is looked at, in digits: an account. */
const DIGITS_MAX = 30
const DIGITS_MIN = 7
const CONTEXT = 16

/** The same length as the text: full-width digits and letters, dashes and spaces of all kinds become plain ones. */
const narrow = (text: string): string =>
  text
    .replace(/[０-９Ｘｘ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212－·•]/g, "-")
    .replace(/[\u00a0\u2000-\u200b\u2060\u3000\ufeff\t]/g, " ")

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = "10X98765432"

/** The check character of the first seventeen digits of an identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export const checkCharacterOf = (seventeen: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11]!

/** Whether digits pass the check of ISO/IEC 7812 (Luhn). */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 0 ? digit : 2 * digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

/** Whether eight digits are a day of the last or this century. */
const isDay = (digits: string): boolean =>
  DAY.test(digits) && isBusinessDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)

/** The two digits a place of registration begins with. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
/** What the numbers of cards begin with: UnionPay, Visa, Mastercard, JCB, and the own numbers of Chinese banks. */
const ISSUERS = /^(62|4|5[1-5]|35[2-8]|60[13]|955[5689]|81[0-7])/
/** Codes begin so: with a month, as no place of registration does; or with a division of the country and a year. */
const DATED = /^(19|20)\d\d(0[1-9]|1[0-2])/
const CODED = /^(?:62(?:0[1-9]|1[0-2]|29|30)|4[1-6]\d\d|5[1-4]\d\d|35\d\d)\d\d20(?:1[5-9]|2\d|3[0-5])/

const LABEL_END = "(?:号|号码|码|no\\.?|number)?[为是:：=\\s(（[【-]{0,4}$"
const labelled = (words: string): RegExp => new RegExp(`(?:${words})${LABEL_END}`, "i")

/** Words before a number, the first that fit; the last are those of a code with letters, or of an amount. */
const names: ReadonlyArray<readonly [RegExp, Exclude<Name, undefined>]> = [
  [labelled("信用代码|机构代码|纳税人识别|税"), "creditCode"],
  [labelled("身份证|身份证件|公民身份|证件|id ?card"), "identityNumber"],
  [labelled("卡号|账号|帐号|账户|帐户|银行卡|工资卡|储蓄卡|社保卡|一卡通|card|account"), "bankCard"],
  [labelled("电话|手机|座机|热线|传真|联系方式|tel|phone|mobile"), "mobileNumber"],
  [labelled("凭证|单号|编号|文号|序号|流水|合同|发票|票据|项目|代码"), "part"],
  [/(?:[¥￥$]|金额|合计|共|计)[:：\s]*$/, "part"],
  [/(?:[A-Za-z_#/\\-]|\d[.,])$/, "part"]
]

const nameBefore = (before: string): Name => names.find(([words]) => words.test(before))?.[1]

/** What makes a number before it an amount, or a code with letters. */
const MONEY_AFTER = /(?:\.\d|,\d{3}(?!\d)|\s?[元万亿分股%％])/y
const CODE_AFTER = /(?:[A-Za-z_/\\]|-[A-Za-z\d])/y

const follows = (pattern: RegExp, { text, end }: Candidate): string | undefined => {
  pattern.lastIndex = end
  return pattern.exec(text)?.[0]
}

/** Whether a number is a part of something longer: a code with letters, a date, an amount. */
const isPartOfMore = (one: Candidate): boolean =>
  one.name === "part" || follows(MONEY_AFTER, one) !== undefined || follows(CODE_AFTER, one) !== undefined

/** The candidates that begin with the group at `first`: it alone, then with those after it. */
const candidatesFrom = (
  text: string,
  groups: ReadonlyArray<Group>,
  first: number
): ReadonlyArray<Candidate> => {
  const { start } = groups[first]!
  const before = text.slice(Math.max(0, start - CONTEXT), start)
  let name: { readonly said: Name } | undefined
  const found: Array<Candidate> = []
  let digits = ""
  const sizes: Array<number> = []
  for (let at = first; at < groups.length; at++) {
    const { digits: own, end, start: begin } = groups[at]!
    if (at > first) {
      const between = text.slice(groups[at - 1]!.end, begin)
      const isOne = between === " " || between === "-"
      if (!isOne || between !== text.slice(groups[first]!.end, groups[first]!.end + 1)) break
    }
    digits += own
    sizes.push(own.length)
    if (digits.length > DIGITS_MAX) break
    if (digits.length < DIGITS_MIN) continue
    name ??= { said: nameBefore(before) }
    found.push({ digits, sizes: [...sizes], start, end, before, text, name: name.said })
  }
  return found
}

const LAST_X = /[ -]?X/iy

/** Where an identity number of 18 characters ends, whose last may be an X; or one of 15, as they were until 2004. */
const identityEnd = (one: Candidate): number | undefined => {
  const { digits, name, end } = one
  const { length } = digits
  if (name === "creditCode") return undefined
  if (length === 17 || length === 18) {
    const x = length === 17 ? follows(LAST_X, one) : ""
    if (x === undefined) return undefined
    const isBorn = isDay(digits.slice(6, 14)) && !DATED.test(digits)
    const isChecked = isBorn && checkCharacterOf(digits) === (x === "" ? digits[17] : "X")
    return name === "identityNumber" || isChecked ? end + x.length : undefined
  }
  if (length !== 15) return undefined
  if (name === "identityNumber") return end
  const isBorn = isDay(`19${digits.slice(6, 12)}`)
  return isBorn && PROVINCES.test(digits) && !isPartOfMore(one) ? end : undefined
}

/** Cards are printed in fours; accounts are told by their names alone. */
const isBankCard = (one: Candidate): boolean => {
  const { digits, sizes, name } = one
  if (name === "bankCard") return digits.length >= 12
  if (digits.length < 16 || digits.length > 19 || !passesLuhn(digits)) return false
  const isWritten = sizes.length === 1 || sizes.slice(0, -1).every((size) => size === 4)
  return isWritten && ISSUERS.test(digits) && !DATED.test(digits) && !CODED.test(digits) && !isPartOfMore(one)
}

const AFTER_COUNTRY = /(?:\+|00)86[ -]?$/

const isMobile = (one: Candidate): boolean => {
  const { digits, sizes, before, name } = one
  const { length } = digits
  if (length === 13 || length === 15)
    return /^(?:00)?861[3-9]\d{9}$/.test(digits) && (length === 15 || before.endsWith("+"))
  if (length !== 11 || !/^1[3-9]/.test(digits)) return false
  const isWritten = sizes.length === 1 || sizes.join() === "3,4,4"
  return isWritten && (name === "mobileNumber" || AFTER_COUNTRY.test(before) || !isPartOfMore(one))
}

const isLandline = (one: Candidate): boolean => {
  const { digits, sizes, name } = one
  if (digits.length > 12) return false
  const isWhole = /^(?:010|02\d|0[3-9]\d\d)[2-8]\d{6,7}$/.test(digits)
  if (name === "mobileNumber")
    return isWhole || (/^[2-8]\d{6,7}$/.test(digits) && follows(MONEY_AFTER, one) === undefined)
  return isWhole && sizes.length === 2 && (sizes[0] === 3 || sizes[0] === 4) && !isPartOfMore(one)
}

const judged = (one: Candidate): Omit<Found, "masked"> | undefined => {
  const { start, end } = one
  const identity = identityEnd(one)
  if (identity !== undefined) return { kind: "identityNumber", start, end: identity }
  if (isMobile(one)) return { kind: "mobileNumber", start, end }
  if (isBankCard(one)) return { kind: "bankCard", start, end }
  return isLandline(one) ? { kind: "landlineNumber", start, end } : undefined
}

/** An area code in brackets, which no group of digits reaches over. */
const BRACKETED = /[(（]0(?:10|2\d|[3-9]\d\d)[)）] ?[2-8]\d{6,7}(?!\d)/g

const maskOf = (text: string): string =>
  `${text.slice(0, 2)}${"*".repeat(Math.max(0, text.length - 4))}${text.slice(-2)}`

const DIGITS = /\d+/g
/** Seven digits with nothing or little between them: most texts have none and cost no more than this look. */
const ENOUGH_DIGITS = /(?:[\d０-９][^\d０-９]{0,2}){7}/

/** All numbers of a text that are personal data, in order; none overlaps another. */
export const find = (text: string): ReadonlyArray<Found> => {
  if (!ENOUGH_DIGITS.test(text)) return []
  const plain = narrow(text)
  const groups = [...plain.matchAll(DIGITS)].map(({ 0: digits, index }): Group => ({
    digits,
    start: index,
    end: index + digits.length
  }))
  const found: Array<Omit<Found, "masked">> = [...plain.matchAll(BRACKETED)].map(({ 0: whole, index }) => ({
    kind: "landlineNumber",
    start: index,
    end: index + whole.length
  }))
  for (let at = 0; at < groups.length; at++) {
    // The longest first: a card of sixteen digits and three more is no card of sixteen.
    const hit = candidatesFrom(plain, groups, at)
      .toReversed()
      .map(judged)
      .find((one) => one !== undefined)
    if (hit !== undefined) found.push(hit)
  }
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const kept: Array<Found> = []
  for (const one of inOrder) {
    if (one.start < (kept.at(-1)?.end ?? 0)) continue
    kept.push({ ...one, masked: maskOf(text.slice(one.start, one.end)) })
  }
  return kept
}

/** A text that is to be printed: where it stands, in words and as an anchor or address, and what it says. */
export interface PlacedText {
  readonly where: string
  readonly address: string
  readonly text: string
}

/** One number that must not be published, with the place of its text; nothing of it holds the number whole. */
export interface PlacedDatum {
  readonly where: string
  readonly address: string
  readonly kind: Kind
  readonly masked: string
}

/** The personal data in texts, in their order, each number once a place. */
export const findIn = (texts: Iterable<PlacedText>): ReadonlyArray<PlacedDatum> => {
  const found = new Map<string, PlacedDatum>()
  for (const { where, address, text } of texts) {
    for (const { kind, masked } of find(text)) {
      // A place may be named by the very text that holds the number.
      const one = { where: mask(where), address: mask(address), kind, masked }
      const key = JSON.stringify(one)
      if (!found.has(key)) found.set(key, one)
    }
  }
  return [...found.values()]
}

/** The text with every number that is personal data masked. */
export const mask = (text: string): string => {
  let from = 0
  const parts = find(text).map(({ start, end, masked }) => {
    const part = `${text.slice(from, start)}${masked}`
    from = end
    return part
  })
  return `${parts.join("")}${text.slice(from)}`
}
