/**
 * Obligations of the text: that something is said in its section, with a number or a word that there is none.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import { hasNarrative } from "./DisclosureView.ts"
import type { DisclosureView, Sentence } from "./DisclosureView.ts"
import { cannotTell, met, notMet } from "./Obligation.ts"
import type { Verdict } from "./Obligation.ts"

/** What has to stand beside the words of an item. */
export type Beside = "amount" | "count" | "rate" | "nothing"

/** An item of the text. */
export interface SaidCriterion {
  /** The sections in which it belongs. */
  readonly topics: ReadonlyArray<SectionTopic>
  /** The words of the item, in the spelling of `normalText`. */
  readonly words: RegExp
  readonly beside: Beside
  /** Wordings that merge the item with another one, and do not say it. */
  readonly merged?: RegExp
  /** What says that there is none of the whole that the item is a part of. */
  readonly whole?: RegExp
  /** What is lacking, in words. */
  readonly lacks: { readonly zh: string; readonly en: string }
}

const AMOUNT = /\d(?:万|亿)?元/
const RATE = /\d(?:%|个百分点)|持平|一致/
const COUNT = /[\d零一二两三四五六七八九十百千](?:余|多)?(?:个|辆|台|套|批|人|次|项|件|团|户|家)/

/** A plain word that there is none: 无 of 无法, 无论, 无可比, 无需 and 无关 is another. */
const NONE =
  /无(?!法|论|可|需|关|障|偿|线|形)|没有|未(?:发生|购置|购买|更新|安排|开展|产生|使用|新增|涉及|组织|实施|列支|支出)|不涉及|不存在|不适用|零支出/

const besides: Readonly<Record<Exclude<Beside, "nothing">, RegExp>> = {
  amount: AMOUNT,
  count: COUNT,
  rate: RATE
}

const blotted = (text: string, merged: RegExp | undefined): string =>
  merged === undefined
    ? text
    : text.replace(new RegExp(merged.source, "g"), (words) => "□".repeat(words.length))

/** Where the words of an item stand in a sentence, and whether it is met: a number may stand anywhere behind them. */
const lookedFor = (
  { text }: Sentence,
  { words, beside, merged }: SaidCriterion
): { readonly at: number; readonly isMet: boolean } | null => {
  const read = blotted(text, merged)
  const found = words.exec(read)
  if (found === null) return null
  const isBeside = beside === "nothing" || besides[beside].test(text.slice(found.index + found[0].length))
  return { at: found.index, isMet: isBeside || NONE.test(read) }
}

/**
 * Words that say that there is nothing of a whole: that there is none of it, that it did not occur, or that it comes to
 * 0. `of` names the whole, and `but` what may not follow, since that is only a part.
 */
export const nothingOf = (of: string, but = "(?!)"): RegExp =>
  new RegExp(
    [
      `(?:${NONE.source})[^，、；]{0,12}(?:${of})(?!${but})`,
      `(?:${of})(?!${but})[^，、；中其\\d]{0,8}(?:${NONE.source})`,
      `(?:${of})(?!${but})(?:财政拨款)?(?:经费)?(?:支出)?(?:决算数?|总额|金额|合计|数量)*(?:共)?(?:为|是)?0(?:\\.0+)?(?:万元|亿元|元|辆)`
    ].join("|")
  )

/** Whether a sentence says that there is nothing of the whole. */
const isOfNothing = ({ text }: Sentence, whole: RegExp | undefined): boolean => whole?.test(text) ?? false

/** Judges an item of the text. */
export const judgeSaid = (view: DisclosureView, criterion: SaidCriterion): Verdict => {
  const { topics, lacks, whole } = criterion
  const own = view.sentences.filter(({ topic }) => topics.includes(topic))
  let mentioned: { readonly sentence: Sentence; readonly at: number } | null = null
  for (const sentence of own) {
    const found = lookedFor(sentence, criterion)
    if (found?.isMet === true) return met(sentence.placeOf(found.at))
    if (found !== null) mentioned ??= { sentence, at: found.at }
  }
  const none = own.find((sentence) => isOfNothing(sentence, whole))
  if (none !== undefined) return met(none.placeOf(0))
  if (mentioned !== null) {
    const place = mentioned.sentence.placeOf(mentioned.at)
    return cannotTell(`提到${lacks.zh}，未读出数字`, `${lacks.en}: mentioned, no number was read`, place)
  }
  const elsewhere = view.sentences.find((sentence) => lookedFor(sentence, criterion)?.isMet === true)
  if (elsewhere !== undefined)
    return cannotTell(
      `${lacks.zh}见于其他部分，不在应在之处`,
      `${lacks.en}: said elsewhere, not where it belongs`,
      elsewhere.placeOf(0)
    )
  if (own.length > 0 || hasNarrative(view))
    return notMet(`未说明${lacks.zh}，也未说明没有`, `${lacks.en}: neither said nor said that there is none`)
  return cannotTell("未识别出情况说明", "the narrative was not recognised")
}
