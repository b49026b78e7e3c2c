/**
 * What a number of a workbook shows (ECMA-376 18.8.31): thousands, decimals, percent, signs, words, days.
 *
 * Amounts and rates of published documents use a small part of the format language, and that part is exact here:
 * rounding is half away from zero on the fifteen digits a workbook shows. Fractions, exponents, times of day and
 * conditions are not: such a number shows as its plain decimal.
 */
import { Decimal } from "decimal.js"
import { dateOfSerial, isDateFormat, numberText } from "@juesuan/page"

const Exact = Decimal.clone({
  defaults: true,
  precision: 400,
  rounding: Decimal.ROUND_HALF_UP,
  toExpPos: 400
})

/** Formats that every workbook has; the others of this range are dates, times or exponents. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [0, "General"],
  [1, "0"],
  [2, "0.00"],
  [3, "#,##0"],
  [4, "#,##0.00"],
  [9, "0%"],
  [10, "0.00%"],
  [14, "yyyy/m/d"],
  [31, 'yyyy"年"m"月"d"日"'],
  [37, "#,##0_);(#,##0)"],
  [38, "#,##0_);(#,##0)"],
  [39, "#,##0.00_);(#,##0.00)"],
  [40, "#,##0.00_);(#,##0.00)"],
  [41, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '],
  [42, '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ '],
  [43, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '],
  [44, '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '],
  [49, "@"],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"']
])

const CODE_LENGTH_MAX = 255
/** A workbook stores 17 digits, exponents apart; what is longer is text. */
const DIGITS_MAX = 400
/** More decimals than any format has; a longer run of zeros is no format. */
const DECIMALS_MAX = 30

interface Section {
  /** Characters of the format, and words that stand as they are. */
  readonly tokens: ReadonlyArray<{ readonly text: string; readonly isLiteral: boolean }>
}

/** Splits a format into its sections and those into characters; colours, fillers and paddings are gone. */
const sectionsOf = (code: string): ReadonlyArray<Section> => {
  const sections: Array<{ tokens: Array<{ text: string; isLiteral: boolean }> }> = [{ tokens: [] }]
  const push = (text: string, isLiteral: boolean): void =>
    void sections.at(-1)!.tokens.push({ text, isLiteral })
  for (let at = 0; at < code.length; at++) {
    const character = code[at]!
    if (character === ";") sections.push({ tokens: [] })
    else if (character === '"') {
      const end = code.indexOf('"', at + 1)
      push(code.slice(at + 1, end === -1 ? code.length : end), true)
      at = end === -1 ? code.length : end
    } else if (character === "\\" || character === "!") push(code[++at] ?? "", true)
    else if (character === "_" || character === "*") at++
    else if (character === "[") {
      const end = code.indexOf("]", at)
      const inner = code.slice(at + 1, end === -1 ? code.length : end)
      // [$¥-804] is a currency, [Red] a colour, [>=100] a condition, [h] an interval of time.
      if (inner.startsWith("$")) push(inner.slice(1).split("-")[0]!, true)
      else if (/^[<>=]|^[hms]+$/i.test(inner)) push("[", false)
      at = end === -1 ? code.length : end
    } else push(character, false)
  }
  return sections
}

const DIGIT = /[0#?]/

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ",")

/** A number, never negative, in a section; `undefined` when the section says more than amounts and rates need. */
const inSection = ({ tokens }: Section, value: Decimal): string | undefined => {
  const active = tokens.filter(({ isLiteral }) => !isLiteral).map(({ text }) => text)
  const pattern = active.join("")
  if (/[eE/[@]/.test(pattern)) return undefined
  const body = /[0#?][0#?,. ]*/.exec(pattern)?.[0] ?? ""
  if (body.length > DECIMALS_MAX * 2) return undefined
  const [whole = "", decimals = ""] = body.trimEnd().split(".")
  const scale = /,+$/.exec(body.includes(".") ? decimals : whole)?.[0].length ?? 0
  const percents = active.filter((text) => text === "%").length
  const scaled = value.times(new Exact(100).pow(percents)).div(new Exact(1000).pow(scale))
  const places = decimals.replace(/[^0#?]/g, "")
  const fixed = scaled.toFixed(places.length)
  const [integer = "0", fraction = ""] = fixed.split(".")
  const required = whole.replace(/[^0]/g, "").length
  const digits = integer === "0" && required === 0 ? "" : integer.padStart(required, "0")
  const printedWhole = /[0#?],+[0#?]/.test(whole) ? grouped(digits) : digits
  let kept = fraction.length
  while (kept > 0 && places[kept - 1] !== "0" && fraction[kept - 1] === "0") kept--
  const point = decimals !== "" || body.includes(".") ? "." : ""
  const number =
    body === ""
      ? ""
      : `${printedWhole}${kept > 0 || places.length === 0 ? point : ""}${fraction.slice(0, kept)}`
  let isPrinted = false
  let text = ""
  for (const token of tokens) {
    if (token.isLiteral) text += token.text
    else if (DIGIT.test(token.text) || token.text === "," || token.text === ".") {
      if (!isPrinted) text += number
      isPrinted = true
    } else text += token.text
  }
  return text.trim()
}

const dayText = (day: string, section: Section): string | undefined => {
  const [year, month, dayOfMonth] = day.split("-") as [string, string, string]
  let text = ""
  let run = ""
  const flush = (): boolean => {
    const kind = run[0]?.toLowerCase()
    if (kind === "y") text += run.length > 2 ? year : year.slice(2)
    else if (kind === "m" && run.length <= 2) text += run.length === 2 ? month : String(Number(month))
    else if (kind === "d" && run.length <= 2)
      text += run.length === 2 ? dayOfMonth : String(Number(dayOfMonth))
    else if (kind !== undefined) return false
    run = ""
    return true
  }
  for (const { text: piece, isLiteral } of section.tokens) {
    if (!isLiteral && /^[ymd]$/i.test(piece) && (run === "" || run[0]!.toLowerCase() === piece.toLowerCase()))
      run += piece
    else {
      if (!flush()) return undefined
      if (!isLiteral && /^[ymd]$/i.test(piece)) run = piece
      else if (!isLiteral && /^[hs@a]$/i.test(piece)) return undefined
      else text += piece
    }
  }
  return flush() ? text.trim() : undefined
}

/** General shows eleven characters: decimals beyond them are rounded away. */
const general = (value: Decimal): string => {
  const plain = value.toFixed()
  const point = plain.indexOf(".")
  if (point === -1 || plain.length <= 11) return plain
  return value.toDecimalPlaces(Math.max(0, 11 - point - 1)).toFixed()
}

/** The code of a format by its id: the workbook's own, or the built-in one. */
export const codeOfFormat = (id: number, own: string | undefined): string =>
  own ?? BUILT_IN.get(id) ?? "General"

/** The exact decimal of a stored number, and what the cell shows. A text that is no number shows as it is. */
export const shownNumber = (
  raw: string,
  id: number,
  own: string | undefined,
  daysShift: number
): { readonly text: string; readonly number?: string } => {
  const exact = numberText(raw.trim())
  if (exact.length > DIGITS_MAX || !/^-?\d+(?:\.\d+)?$/.test(exact)) return { text: exact }
  const code = codeOfFormat(id, own)
  if (isDateFormat(id, own)) {
    const day = dateOfSerial(raw.trim(), daysShift)
    if (day === undefined) return { text: exact, number: exact }
    const shown = code === "General" ? undefined : dayText(day, sectionsOf(code)[0]!)
    return { text: shown ?? day, number: exact }
  }
  // A workbook rounds what it shows from fifteen digits: 0.28499999999999998 is 0.285.
  const value = new Exact(exact).toSignificantDigits(15)
  if (code.length > CODE_LENGTH_MAX || /^general$/i.test(code)) return { text: general(value), number: exact }
  if (code === "@") return { text: exact, number: exact }
  const sections = sectionsOf(code)
  const index = value.isZero() && sections.length > 2 ? 2 : value.isNegative() && sections.length > 1 ? 1 : 0
  const shown = inSection(sections[index]!, value.abs())
  if (shown === undefined) return { text: general(value), number: exact }
  const isSigned = value.isNegative() && !value.isZero() && index === 0 && /[1-9]/.test(shown)
  return { text: isSigned ? `-${shown}` : shown, number: exact }
}
