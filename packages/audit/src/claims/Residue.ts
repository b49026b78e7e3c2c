/**
 * What a form left behind in a text: alternatives that nobody chose, placeholders, blanks, words about nothing.
 */
import type { ResidueKind } from "./Claim.ts"
import type { NormalText } from "./NormalText.ts"

export interface FoundResidue {
  readonly residue: ResidueKind
  /** In the normal text. */
  readonly start: number
  readonly end: number
}

const WORD = "(?:增加|减少|增长|下降|上升|降低|大于|小于|等于|高于|低于|持平)"

/** Every pattern is a sequence of bounded parts, so that matching takes time linear in the text. */
const patterns: ReadonlyArray<readonly [ResidueKind, RegExp]> = [
  ["alternatives", new RegExp(`${WORD}(?:[（/或]${WORD}[）]?){1,3}`, "g")],
  ["alternatives", /预算数?（?或与?预算数?(?:持平|相等|一致)）?/g],
  ["clash", /大小于|小大于|高低于|增减加|减增加|增减少|下增长|增下降/g],
  [
    "placeholder",
    /(?<![A-Za-z0-9])[Xx×]{2,12}(?![A-Za-z0-9])|某某|×+(?=元|万元|%|个|辆|年|月)|(?<![A-Za-z0-9])X(?=元|万元|%|个|辆|年)/g
  ],
  ["placeholder", /_{2,}|\{[^{}]{0,30}\}|[{}]|…{2,}(?=元|万元|%|个|辆)/g],
  // Brackets around a sentence with its figures are brackets.
  ["toFill", /【[^【】\d]{0,60}】|【[^【】]{0,20}(?:待|填|补充|此处|核实)[^【】]{0,120}】/g],
  [
    "blank",
    /(?:增加|减少|增长|下降|预算为|决算为|支出为|收入为|总计|合计|占|完成年初预算的|完成预算的)(?:万元|亿元|元(?!素)|%)/g
  ],
  ["nothing", /(?:具体|详细)?情况如下：(?:无|空)(?=[。；，]|$)/g],
  [
    "purposeOfNothing",
    /主要用于(?:开展以下(?:工作|方面)(?:：)?|以下(?:工作|方面)：)?(?:：)?(?:无(?=[。；，]|$)|(?=[。；]))/g
  ]
]

/** Everything a form left behind in a text, in order. */
export const residueIn = ({ text }: NormalText): ReadonlyArray<FoundResidue> => {
  const found = patterns.flatMap(([residue, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      residue,
      start: index,
      end: index + match.length
    }))
  )
  return found
    .sort((a, b) => a.start - b.start)
    .filter(
      ({ start, residue }, at, all) =>
        at === 0 || all[at - 1]!.start !== start || all[at - 1]!.residue !== residue
    )
}

/** Whether a paragraph ends by announcing what the next does not have: 具体情况如下： / 无. */
export const isAnnouncement = ({ text }: NormalText): boolean => text.endsWith("情况如下：")
export const isNothing = ({ text }: NormalText): boolean => /^(?:无|空)。?$/.test(text)
