/**
 * The text of a paragraph in one spelling, with the way back to its places.
 *
 * Spaces, quotes and the width of characters say nothing in a Chinese sentence and are taken away; a comma stays a
 * separator of thousands only inside a number. The number of an entry (1. （一） ①) becomes {@link ENTRY_MARK}, so that
 * it is not read as part of the number after it. Every step is linear in the text.
 */

import { respelling, textOfCodes } from "../Respelling.ts"

export interface NormalText {
  readonly text: string
  /** The offset in the original text of each character of `text`, and the length of the original at the end. */
  readonly offsets: ArrayLike<number>
}

/** Stands for the number of an entry. */
export const ENTRY_MARK = "#"

const spellings: Readonly<Record<string, string>> = {
  "(": "（",
  ")": "）",
  "[": "（",
  "]": "）",
  "［": "（",
  "］": "）",
  "〔": "（",
  "〕": "）",
  "﹙": "（",
  "﹚": "）",
  ":": "：",
  ";": "；",
  "!": "！",
  "?": "？",
  "％": "%",
  "﹪": "%",
  "－": "-",
  "−": "-",
  "．": ".",
  "﹒": ".",
  "｡": "。",
  "､": "、",
  〇: "零",
  "#": "＃"
}

const SKIPPED = /[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff“”"‘’'＂＇「」『』*]/

const spell = (character: string): string => {
  if (SKIPPED.test(character)) return ""
  const code = character.charCodeAt(0)
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  if ((code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)) {
    return String.fromCharCode(code - 0xfee0)
  }
  return spellings[character] ?? character
}

const spelt = respelling(spell)

const codeOf = (character: string): number => character.charCodeAt(0)

/** Behind these an entry may begin. */
const STARTING = new Set(["。", "；", "：", "！", ENTRY_MARK].map(codeOf))
const [MARK, COMMA, FULL_COMMA] = [codeOf(ENTRY_MARK), codeOf(","), codeOf("，")]

/** The number of an entry, at the start of a paragraph or after the end of a sentence. */
const ORDINAL = new RegExp(
  [
    "[ \\t\\u3000]*(?:",
    "[（(]\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*[）)]\\s*[、.．]?",
    "|\\d{1,2}\\s*[、.．](?![\\d０-９])",
    "|\\d{1,2}\\s*[.．](?=\\s*(?:19|20)\\d\\d\\s*年)",
    "|[一二三四五六七八九十]{1,3}\\s*[、.．]",
    "|[①-⑳]",
    ")\\s*"
  ].join(""),
  "y"
)

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= "0" && character <= "9"

/** Whether the comma at `at` groups thousands: one to three digits before it, exactly three behind. */
const isGrouping = (characters: string, at: number): boolean => {
  let before = 0
  while (before < 4 && isDigit(characters[at - 1 - before])) before++
  let behind = 0
  while (behind < 4 && isDigit(characters[at + 1 + behind])) behind++
  return before >= 1 && before <= 3 && behind === 3
}

/** 12.34,56.78: each has its point already, so that the comma parts two numbers. */
const isBetweenDecimals = (characters: string, at: number): boolean => {
  const has = (step: 1 | -1): boolean => {
    for (let by = 1; by <= 12; by++) {
      const character = characters[at + step * by]
      if (character === ".") return by > 1
      if (!isDigit(character)) return false
    }
    return false
  }
  return has(-1) && has(1)
}

/** What a comma is: a separator of thousands, a mark between two numbers, or a comma. */
const commaAt = (characters: string, at: number): string => {
  const isInNumber = isDigit(characters[at - 1]) && isDigit(characters[at + 1])
  if (!isInNumber) return "，"
  if (isBetweenDecimals(characters, at)) return "、"
  if (isGrouping(characters, at)) return ","
  // An ASCII comma between digits belongs to a number even where it groups wrongly: the number is then unreadable.
  return characters[at] === "," ? "," : "，"
}

/** A title of a document in 《》; a longer stretch is none. */
const TITLE = /《[^《》]{1,80}》/g

/** 《…（2022 年修订）》: the figures of a title are none of the text. They keep their places. */
const withoutFigures = (title: string): string =>
  title.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** A text whose commas are what they stand for: whether one parts two numbers is asked of the text as it is. */
const withCommas = (text: string, codes: Uint16Array): string => {
  let isChanged = false
  for (let at = 0; at < text.length; at++) {
    if (codes[at] !== COMMA && codes[at] !== FULL_COMMA) continue
    const code = codeOf(commaAt(text, at))
    if (code !== codes[at]) isChanged = true
    codes[at] = code
  }
  return isChanged ? textOfCodes(codes, text.length) : text
}

/** Spells a text in the one way the grammar reads. */
export const normalText = (original: string): NormalText => {
  const codes = new Uint16Array(original.length)
  const offsets = new Uint32Array(original.length + 1)
  let length = 0
  const push = (code: number, offset: number): void => {
    codes[length] = code
    offsets[length++] = offset
  }
  let at = 0
  let isStart = true
  while (at < original.length) {
    if (isStart) {
      ORDINAL.lastIndex = at
      const ordinal = ORDINAL.exec(original)
      if (ordinal !== null) {
        push(MARK, at)
        at += ordinal[0].length
        continue
      }
    }
    const code = spelt(original.charCodeAt(at))
    if (code >= 0) {
      push(code, at)
      isStart = STARTING.has(code)
    }
    at++
  }
  offsets[length] = original.length
  const text = withCommas(textOfCodes(codes, length), codes)
  return { text: text.replace(TITLE, withoutFigures), offsets: offsets.subarray(0, length + 1) }
}
