/**
 * A paragraph as sentences are read in it: its text in one spelling, and where the words stand that reach far.
 *
 * What is asked of all the text before or behind a number is looked up here, where it was found once, so that the work
 * of reading stays proportional to the text.
 */
import type { Place } from "@juesuan/domain"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { PrintedNumber } from "./Claim.ts"
import { ENUMERATION, NEW_THOUGHT, SET_ASIDE } from "./lexicon.ts"
import { normalText } from "./NormalText.ts"
import type { NormalText } from "./NormalText.ts"
import type { ScannedNumber } from "./Numbers.ts"

interface Span {
  readonly start: number
  readonly end: number
}

export interface Passage {
  readonly paragraph: ReadParagraph
  readonly normal: NormalText
  /** The text of `normal`. */
  readonly text: string
  /** The one money unit of the amounts that print theirs; `null` where they have none or several. */
  readonly moneyUnit: string | null
  /** Behind the last 决算; 0 where there is none. */
  readonly lastOutturn: number
  /** 分别为 a，b 和 c: from the word to the end of its numbers. */
  readonly enumerations: ReadonlyArray<Span>
  readonly setAside: ReadonlyArray<Span>
  readonly newThoughts: ReadonlyArray<Span>
  readonly sentenceEnds: ReadonlyArray<Span>
  /** Behind the first mention of the year after the document's; `Infinity` where there is none. */
  readonly nextYear: number
}

const spansOf = (text: string, pattern: RegExp): ReadonlyArray<Span> =>
  [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }))

const MONEY_UNITS: ReadonlyArray<readonly [string, RegExp]> = [
  ["万元", /\d万元/],
  ["亿元", /\d亿元/],
  ["元", /\d元/]
]

const moneyUnitIn = (text: string): string | null => {
  const units = MONEY_UNITS.filter(([, pattern]) => pattern.test(text))
  return units.length === 1 ? units[0]![0] : null
}

/** A paragraph to be read in a document of `year`. */
export const passageOf = (paragraph: ReadParagraph, year: number | null): Passage => {
  const normal = normalText(paragraph.text)
  const { text } = normal
  const next = year === null ? -1 : text.indexOf(`${year + 1}年`)
  return {
    paragraph,
    normal,
    text,
    moneyUnit: moneyUnitIn(text),
    lastOutturn: text.lastIndexOf("决算") + 1,
    enumerations: spansOf(text, ENUMERATION),
    setAside: spansOf(text, SET_ASIDE),
    newThoughts: spansOf(text, NEW_THOUGHT),
    sentenceEnds: spansOf(text, /。/g),
    nextYear: next < 0 ? Infinity : next + 5
  }
}

/** The last of the spans, in order, whose start or end is at or before a place. */
const lastBefore = (spans: ReadonlyArray<Span>, at: number, side: keyof Span = "end"): Span | undefined => {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]![side] <= at) low = middle + 1
    else high = middle
  }
  return spans[low - 1]
}

/** Whether the number at a place follows another of an enumeration, with nothing but a mark or 和 between them. */
export const isEnumerated = ({ text, enumerations }: Passage, at: number): boolean => {
  const before = text[at - 1]
  if (before === "、" || before === "和" || before === "与") return true
  return before === "，" && (lastBefore(enumerations, at - 1, "start")?.end ?? 0) >= at - 1
}

/** Whether a new thought begins between two places. */
export const hasNewThought = ({ newThoughts }: Passage, from: number, to: number): boolean =>
  (lastBefore(newThoughts, to)?.start ?? -1) >= from

/** 剔除这一因素，仍减少…, or a change of next year's budget: a change of what is printed nowhere. */
export const isSetAside = ({ setAside, sentenceEnds, nextYear }: Passage, at: number): boolean => {
  const sentence = lastBefore(sentenceEnds, at)?.end ?? 0
  return nextYear <= at || (lastBefore(setAside, at)?.start ?? -1) >= sentence
}

/** The place of a character of the normal text. */
export const placeIn = ({ paragraph, normal }: Passage, at: number): Place =>
  placeAt(paragraph, normal.offsets[at]!)

/** A number as it is printed; of an enumeration (a、b 万元) the last carries the unit of all. */
export const printedIn = (passage: Passage, number: ScannedNumber, unit: string): PrintedNumber => ({
  raw: number.raw,
  value: number.value,
  unit,
  isUnitPrinted: number.unit !== null || /[、和]/.test(passage.text[number.end] ?? ""),
  decimals: number.decimals,
  at: placeIn(passage, number.start),
  offset: passage.normal.offsets[number.start]!
})
