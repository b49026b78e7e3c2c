/**
 * Text as numbers are looked for in it: digits of all scripts and styles as ASCII ones, marks between them as plain
 * ones, and nothing that is not seen. Every place in it leads back to the text it was made from.
 */

/** Digits that stand together, and where. */
export interface DigitGroup {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** Whether they stand in circles, brackets or the like. */
  readonly isDecorated: boolean
}

/** A text in plain characters, the groups of digits in it, and the way back. */
export interface DigitText {
  readonly plain: string
  readonly groups: ReadonlyArray<DigitGroup>
  /** Where in the text itself a stretch of the plain one lies. */
  readonly originOf: (start: number, end: number) => { readonly start: number; readonly end: number }
}

/** What every text of a ledger may hold and needs no change: ASCII, ideographs, and their usual marks. */
const USUAL = /^[\n\x20-Z\\^`a-z\u3001\u3400-\u9fff\uff0c\uff1a\uff1b\uff1f\uff01\u201c\u201d]*$/
/** So many written figures in a row are a number read out: amounts name their units in between. */
const READ_OUT = /[〇○零一二三四五六七八九]{11,}/
const FIGURES = "零一二三四五六七八九"
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}\p{Me}]/u
const CONTROL = /\p{Cc}/u

/** Marks as the plain ones that stand for them. */
const marks: ReadonlyArray<readonly [RegExp, string]> = [
  [/[\p{Zs}\p{Zl}\p{Zp}\t\n\v\f\r\u0085]/u, " "],
  [/[\p{Pd}\u2212_＿~～〜]/u, "-"],
  [/．/u, "."],
  [/[·•‧∙⋅・･˙。]/u, "·"],
  [/[/／∕⁄|｜]/u, "/"],
  [/[([{（【［〔「『]/u, "("],
  [/[)\]}）】］〕」』]/u, ")"],
  [/[＋⁺₊﹢]/u, "+"],
  [/[＃﹟]/u, "#"],
  [/[XxＸｘХхΧχ×✕Ⅹⅹ]/u, "X"]
]

/** Numbers in circles without a plain form in Unicode, by where their ones begin. */
const CIRCLED_ONES = [0x2776, 0x2780, 0x278a, 0x24f5]

/** The digit that a character is, in whatever script. */
const decimalDigit = (sign: string): string | undefined => {
  if (!/\p{Nd}/u.test(sign)) return undefined
  const plain = sign.normalize("NFKC")
  if (/^\d$/.test(plain)) return plain
  // The ten digits of a script follow one another.
  const code = sign.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}

/** The digit in a character such as ①, ⑴, ⒈, ❶ or ¹. */
const decoratedDigit = (sign: string): string | undefined => {
  if (!/\p{No}/u.test(sign)) return undefined
  const plain = /^[(]?(\d)[.,)]?$/.exec(sign.normalize("NFKC"))?.[1]
  if (plain !== undefined) return plain
  const code = sign.codePointAt(0)!
  if (code === 0x24ff) return "0"
  const ones = CIRCLED_ONES.find((one) => code >= one && code < one + 9)
  return ones === undefined ? undefined : String(code - ones + 1)
}

const plainOf = (sign: string): string => marks.find(([pattern]) => pattern.test(sign))?.[1] ?? sign

const NONE: ReadonlySet<number> = new Set()

const groupsIn = (plain: string, decorated: ReadonlySet<number>): ReadonlyArray<DigitGroup> =>
  [...plain.matchAll(/\d+/g)].flatMap(({ 0: digits, index }) => {
    if (decorated.size === 0)
      return [{ digits, start: index, end: index + digits.length, isDecorated: false }]
    // ①13… is a number of a list and a number: what is written in another style is a group of its own.
    const cuts = Array.from(digits, (_, at) => index + at).filter(
      (at) => at === index || decorated.has(at) !== decorated.has(at - 1)
    )
    return cuts.map((start, at) => {
      const end = cuts[at + 1] ?? index + digits.length
      return { digits: plain.slice(start, end), start, end, isDecorated: decorated.has(start) }
    })
  })

const readOut = (text: string): string =>
  text.replace(new RegExp(READ_OUT, "g"), (all) =>
    Array.from(all, (one) => String(Math.max(0, FIGURES.indexOf(one)))).join("")
  )

const holdsDigits = (text: string, least: number): boolean => {
  let count = 0
  for (let at = 0; at < text.length && count < least; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x30 && code <= 0x39) count++
  }
  return count >= least
}

/** Makes the plain text of a text with so many digits in it at least, in time linear in it. */
export const digitTextOf = (text: string, least: number): DigitText | undefined => {
  const read = READ_OUT.test(text) ? readOut(text) : text
  if (USUAL.test(read)) {
    if (!holdsDigits(read, least)) return undefined
    return {
      plain: read.replaceAll("\n", " "),
      groups: groupsIn(read, NONE),
      originOf: (start, end) => ({ start, end })
    }
  }
  const origins: Array<number> = []
  const ends: Array<number> = []
  const decoratedAt = new Set<number>()
  let [plain, from] = ["", 0]
  for (const sign of read) {
    const start = from
    from += sign.length
    if (UNSEEN.test(sign)) {
      // It is a part of the sign before it.
      if (ends.length > 0) ends[ends.length - 1] = from
      continue
    }
    const decimal = decimalDigit(sign)
    const decorated = decimal ?? decoratedDigit(sign)
    if (decimal === undefined && decorated !== undefined) decoratedAt.add(plain.length)
    const one = decorated ?? plainOf(sign)
    if (CONTROL.test(one)) continue
    for (let at = 0; at < one.length; at++) {
      origins.push(start)
      ends.push(from)
    }
    plain += one
  }
  if (!holdsDigits(plain, least)) return undefined
  return {
    plain,
    groups: groupsIn(plain, decoratedAt),
    originOf: (start, end) => ({ start: origins[start]!, end: ends[end - 1]! })
  }
}
