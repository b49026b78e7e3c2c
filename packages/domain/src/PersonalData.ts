/**
 * Personal data in free text: identity numbers, bank cards and accounts, telephone numbers.
 *
 * A number is told by what it must satisfy: the check digit of GB 11643 and a real day of birth, the check digit of
 * ISO/IEC 7812, the numbering plan of telephones. A number that a word before it names (身份证, 卡号, 电话) is told by
 * its length alone, for people mistype the digits they should not have written. Digits of every script and style
 * count, with whatever separates them or is not seen between them. Amounts, dates, document numbers, codes of projects
 * and unified social credit codes are none of these. Names cannot be told from other words.
 *
 * What is found is shown masked, never whole. Reading takes time linear in the text, whatever the text.
 */
import { digitTextOf } from "./DigitText.ts"
import type { DigitGroup, DigitText } from "./DigitText.ts"
import { isBusinessDate } from "./FiscalYear.ts"
import { CONTEXT, isAfterCountry, isInAmount, isInCode, nameBefore } from "./NumberContext.ts"
import type { NumberName } from "./NumberContext.ts"

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

/** One number as it may have been written: groups of digits with little between them. */
interface Candidate extends Pick<DigitGroup, "digits" | "start" | "end"> {
  /** How many digits stand before each gap between its groups, and in all of it. */
  readonly cuts: ReadonlyArray<number>
  readonly gaps: ReadonlyArray<string>
  readonly name: NumberName
  readonly before: string
  readonly after: string
}

/** The longest number that is looked at, in digits: an account. */
const DIGITS_MAX = 30
const DIGITS_MIN = 7
/** What may stand between the groups of one number. */
const GAP = /^ ?[-./·()]{0,2} ?$/
const GAP_MAX = 3

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

/** A division and a day of these years: who was born in 1915 to 1935 has had no number of 15 digits since 2013. */
const CODED_SHORT = /^\d{6}(?:1[5-9]|2\d|3[0-5])/

/** The candidates that begin with the group at `first`: it alone, then with those after it. */
const candidatesFrom = ({ plain, groups }: DigitText, first: number): ReadonlyArray<Candidate> => {
  const { start } = groups[first]!
  const before = plain.slice(Math.max(0, start - CONTEXT), start)
  let name: { readonly said: NumberName } | undefined
  const found: Array<Candidate> = []
  const [gaps, cuts]: [Array<string>, Array<number>] = [[], []]
  let digits = ""
  for (let at = first; at < groups.length; at++) {
    const { digits: own, end, start: begin } = groups[at]!
    if (at > first) {
      const last = groups[at - 1]!.end
      const gap = begin - last > GAP_MAX ? undefined : plain.slice(last, begin)
      if (gap === undefined || !GAP.test(gap)) break
      // Digits of two styles that touch are one group; but ① before a number is the number of a list.
      if (gap === "" && at === first + 1 && groups[first]!.isDecorated) break
      if (gap === "") cuts.pop()
      else gaps.push(gap)
    }
    digits += own
    cuts.push(digits.length)
    if (digits.length > DIGITS_MAX) break
    if (digits.length < DIGITS_MIN) continue
    name ??= { said: nameBefore(before) }
    const after = plain.slice(end, end + CONTEXT)
    found.push({ digits, cuts: [...cuts], gaps: [...gaps], start, end, before, after, name: name.said })
  }
  return found
}

const isUniform = ({ gaps }: Candidate): boolean => gaps.every((gap) => gap === gaps[0])

/** Whether a number is written in groups that end so, or in one. */
const isCutAt = ({ cuts }: Candidate, ...shapes: ReadonlyArray<ReadonlyArray<number>>): boolean =>
  cuts.length === 1 || shapes.some((shape) => `${shape}` === `${cuts.slice(0, -1)}`)

/** Two groups with a point between them are a number with decimals. */
const isDecimal = ({ gaps }: Candidate): boolean => gaps.length === 1 && gaps[0] === "."

/** Whether a number is told not to be of a person: it numbers something, is an amount, or is a part of a code. */
const isPartOfMore = ({ name, before, after }: Candidate): boolean =>
  name === "document" || name === "amount" || isInCode(before, after) || isInAmount(before, after)

const LAST_X = /^[ .·-]?X/i

/** Where an identity number of 18 characters ends, whose last may be an X; or one of 15, as they were until 2004. */
const identityEnd = (one: Candidate): number | undefined => {
  const { digits, name, end, cuts, after } = one
  const { length } = digits
  if (name === "creditCode") return undefined
  if (length === 17 || length === 18) {
    const x = length === 17 ? LAST_X.exec(after)?.[0] : ""
    if (x === undefined) return undefined
    const isWritten = isUniform(one) || (cuts.includes(6) && cuts.includes(14))
    const isBorn = isDay(digits.slice(6, 14)) && !DATED.test(digits)
    const isChecked = isWritten && isBorn && checkCharacterOf(digits) === (x === "" ? digits[17] : "X")
    return name === "identityNumber" || isChecked ? end + x.length : undefined
  }
  if (length !== 15) return undefined
  if (name === "identityNumber") return end
  const isBorn =
    isDay(`19${digits.slice(6, 12)}`) &&
    !CODED_SHORT.test(digits) &&
    isCutAt(one, [6, 12], [6, 8, 10, 12], [4, 8, 12])
  return isBorn && PROVINCES.test(digits) && !isPartOfMore(one) ? end : undefined
}

/** From a day to a day. */
const isPeriod = (digits: string): boolean =>
  digits.length === 16 && isDay(digits.slice(0, 8)) && isDay(digits.slice(8))

/** Cards are printed in fours; accounts are told by their names alone. */
const isBankCard = (one: Candidate): boolean => {
  const { digits, cuts, gaps, name, before, after } = one
  const isInFours = cuts.slice(0, -1).every((cut, at) => cut === 4 * (at + 1))
  if (name === "bankCard") {
    const isWritten = isInFours || (isUniform(one) && !isDecimal(one))
    return digits.length >= 12 && isWritten && !isPeriod(digits) && !isInAmount(before, after)
  }
  if (digits.length < 16 || digits.length > 19 || !passesLuhn(digits)) return false
  const isWritten =
    (isInFours || isCutAt(one, [6])) && !isDecimal(one) && !gaps.some((gap) => gap.includes("/"))
  const isIssued = ISSUERS.test(digits) && !DATED.test(digits) && !CODED.test(digits)
  return isWritten && isIssued && !isPartOfMore(one)
}

/** A mobile number, alone or with the country's before it: +86 138 0000 0000, 0086-13800000000. */
const isMobile = (one: Candidate): boolean => {
  const { digits, gaps, before, name } = one
  const country = /^(?:(?:00)?86)?(?=1[3-9]\d{9}$)/.exec(digits)?.[0].length
  if (country === undefined) return false
  const shapes = [[3, 7], [3], [7], ...(gaps[0] === "-" && isUniform(one) ? [[4, 7], [4, 8], [5]] : [])]
  const isWritten = shapes.some((shape) => {
    const own = shape.map((cut) => cut + country)
    return isCutAt(one, own, ...(country === 0 ? [] : [[country], [country, ...own]]))
  })
  if (!isWritten || isDecimal(one)) return false
  return name === "telephone" || before.endsWith("+") || isAfterCountry(before) || !isPartOfMore(one)
}

const AREA = "(?:10|2[0-9]|[3-9][0-9]{2})"
const SUBSCRIBER = "[2-8][0-9]{6,7}"
const WHOLE = new RegExp(`^(0${AREA})${SUBSCRIBER}$`)
const INTERNATIONAL = new RegExp(`^(${AREA})${SUBSCRIBER}$`)
const SERVICE = /^[48]00\d{7}$/

/** A number that its subscriber's own part is cut from, and that part at most once more. */
const isCutAfter = (area: number, one: Candidate): boolean =>
  isCutAt(one, [area], [area, area + 3], [area, area + 4])

const isService = (one: Candidate): boolean => {
  const { digits, gaps, name } = one
  if (!SERVICE.test(digits)) return false
  if (name === "telephone") return true
  // 400 820 8820 may as well be three amounts.
  const isJoined =
    gaps.length > 0 && gaps.every((gap) => /[-·()]/.test(gap) || (gap === "." && gaps.length > 1))
  return isJoined && isCutAt(one, [3], [3, 6], [3, 7], [4, 7])
}

const isLandline = (one: Candidate): boolean => {
  const { digits, cuts, name, before, after } = one
  if (digits.length > 12 || isInAmount(before, after)) return false
  const area = WHOLE.exec(digits)?.[1]?.length
  if (name === "telephone") {
    if (area !== undefined) return true
    if (/^[2-8]\d{6,7}$/.test(digits) && isCutAt(one, [3], [4])) return !isDay(digits) && !isDecimal(one)
  }
  if (isAfterCountry(before)) return INTERNATIONAL.test(digits)
  // An extension may follow.
  const isFree = !isPartOfMore({ ...one, after: after.replace(/^-\d{1,5}(?!\d)/, "") })
  return isFree && ((area !== undefined && cuts.length > 1 && isCutAfter(area, one)) || isService(one))
}

const judged = (one: Candidate): Omit<Found, "masked"> | undefined => {
  const { start, end } = one
  const identity = identityEnd(one)
  if (identity !== undefined) return { kind: "identityNumber", start, end: identity }
  if (isMobile(one)) return { kind: "mobileNumber", start, end }
  if (isBankCard(one)) return { kind: "bankCard", start, end }
  return isLandline(one) ? { kind: "landlineNumber", start, end } : undefined
}

const maskOf = (text: string): string => {
  const signs = [...text]
  return signs.map((sign, at) => (at < 2 || at >= signs.length - 2 ? sign : "*")).join("")
}

/** All numbers of a text that are personal data, in order; none overlaps another. */
export const find = (text: string): ReadonlyArray<Found> => {
  const read = digitTextOf(text, DIGITS_MIN)
  if (read === undefined) return []
  const kept: Array<Found> = []
  let from = 0
  for (const [at, group] of read.groups.entries()) {
    if (group.start < from) continue
    // The longest first: a card of sixteen digits and three more is no card of sixteen.
    const hit = candidatesFrom(read, at)
      .toReversed()
      .map(judged)
      .find((one) => one !== undefined)
    if (hit === undefined) continue
    from = hit.end
    const { start, end } = read.originOf(hit.start, hit.end)
    kept.push({ kind: hit.kind, start, end, masked: maskOf(text.slice(start, end)) })
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
