/**
 * The text of a paragraph in one spelling, with the way back to its places.
 *
 * Spaces, quotes and the width of characters say nothing in a Chinese sentence and are taken away; a comma stays a
 * separator of thousands only inside a number. The number of an entry (1. （一） ①) becomes {@link ENTRY_MARK}, so that
 * it is not read as part of the number after it. Every step is linear in the text.
 */

export interface NormalText {
  readonly text: string
  /** The offset in the original text of each character of `text`, and the length of the original at the end. */
  readonly offsets: ReadonlyArray<number>
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

/** How a character is spelt, for each that was met; empty where it is skipped. */
const spellingsMet = new Map<string, string>()

const spellingOf = (character: string): string => {
  const known = spellingsMet.get(character)
  if (known !== undefined) return known
  const made = spell(character)
  spellingsMet.set(character, made)
  return made
}

/** Behind these an entry may begin. */
const STARTING = new Set(["。", "；", "：", "！", "#"])

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
const isGrouping = (characters: ReadonlyArray<string>, at: number): boolean => {
  let before = 0
  while (before < 4 && isDigit(characters[at - 1 - before])) before++
  let behind = 0
  while (behind < 4 && isDigit(characters[at + 1 + behind])) behind++
  return before >= 1 && before <= 3 && behind === 3
}

/** 12.34,56.78: each has its point already, so that the comma parts two numbers. */
const isBetweenDecimals = (characters: ReadonlyArray<string>, at: number): boolean => {
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
const commaAt = (characters: ReadonlyArray<string>, at: number): string => {
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

/** Spells a text in the one way the grammar reads. */
export const normalText = (original: string): NormalText => {
  const characters: Array<string> = []
  const offsets: Array<number> = []
  const push = (character: string, offset: number): void => {
    characters.push(character)
    offsets.push(offset)
  }
  let at = 0
  let isStart = true
  while (at < original.length) {
    if (isStart) {
      ORDINAL.lastIndex = at
      const ordinal = ORDINAL.exec(original)
      if (ordinal !== null) {
        push(ENTRY_MARK, at)
        at += ordinal[0].length
        continue
      }
    }
    const character = spellingOf(original[at]!)
    if (character !== "") {
      push(character, at)
      isStart = STARTING.has(character)
    }
    at++
  }
  offsets.push(original.length)
  // Whether a comma parts two numbers is asked of the characters as they stood.
  const text = [...characters]
  for (let index = 0; index < text.length; index++)
    if (text[index] === "," || text[index] === "，") text[index] = commaAt(characters, index)
  return { text: text.join("").replace(TITLE, withoutFigures), offsets }
}
