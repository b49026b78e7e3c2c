/**
 * Printed words made comparable: spaces out, brackets and quotes of one width, numbering off.
 *
 * Chinese needs no spaces, so a space inside a word is an accident of the print. What is compared here is never
 * shown; findings quote the text as it stands.
 */

import { respelling, textOfCodes } from "../Respelling.ts"

const narrowed: Readonly<Record<string, string>> = {
  "（": "(",
  "）": ")",
  "［": "[",
  "］": "]",
  "：": ":",
  "，": ",",
  "；": ";",
  "．": ".",
  "％": "%",
  "－": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "／": "/"
}

/** Text that is plain as it stands, as most cells are. */
const PLAIN = /^[!#-&(-~\u4e00-\u9fff、。]*$/
const DROPPED = /[\s\u00a0\u3000\u200b\ufeff"'“”‘’「」『』]/

const plainCharacter = (character: string): string => {
  const code = character.charCodeAt(0)
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  return DROPPED.test(character) ? "" : (narrowed[character] ?? character)
}

const plainCode = respelling(plainCharacter)

/** A text of so many characters is asked for again and again while it is recognised: the last is kept. */
const LONG = 1_000
let lastLong = { text: "", plain: "" }

/** The text without any spaces, ASCII brackets, digits and marks, and without quotation marks. */
export const plain = (text: string): string => {
  if (text.length < LONG) return plainOf(text)
  if (lastLong.text !== text) lastLong = { text, plain: plainOf(text) }
  return lastLong.plain
}

const plainOf = (text: string): string => {
  if (PLAIN.test(text)) return text
  const codes = new Uint16Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = plainCode(text.charCodeAt(at))
    if (code >= 0) codes[length++] = code
  }
  return textOfCodes(codes, length)
}

const ORDINAL =
  /^(?:\([一二三四五六七八九十]{1,4}\)|[一二三四五六七八九十]{1,4}[、.,]|\(?\d{1,2}\)?[、.](?!\d))/

/** Takes 一、, （一）, 1. off the front of a plain text. */
export const withoutOrdinal = (text: string): string => text.replace(ORDINAL, "")

/** The ordinal in front of a plain text, such as `一、` or `(一)`; empty when there is none. */
export const ordinalOf = (text: string): string => ORDINAL.exec(text)?.[0] ?? ""

/** How a row is named, whatever its numbering and the words around it. */
export const labelOf = (text: string): string =>
  withoutOrdinal(plain(text).replace(/^其中:/, "")).replace(/[*#]+$/, "")

export type TokenKind = "blank" | "dash" | "number" | "text"

const NUMBER = /^[+\-(¥￥]{0,3}[\d,.]{1,40}\)?-?$/

/** What kind of thing a cell prints. A number need not be well formed: 12,615,18 is one that cannot be read. */
export const kindOf = (text: string): TokenKind => {
  const compact = plain(text)
  if (compact === "") return "blank"
  if (/^[-/]+$/.test(compact)) return "dash"
  return compact.length <= 48 && NUMBER.test(compact) && /\d/.test(compact) ? "number" : "text"
}

const CJK = "\\p{Script=Han}，。；：、（）“”"
const SPACED = new RegExp(`(?<=[${CJK}])\\s+|\\s+(?=[${CJK}])`, "gu")
const COMMA_AFTER = new RegExp(`(?<=[${CJK}])\\s?,\\s?`, "gu")

/** Words of a form as they would be set: no spaces between or beside Chinese characters, Chinese commas. */
export const words = (text: string): string =>
  text.trim().replace(COMMA_AFTER, "，").replace(SPACED, "").replace(/\s+/g, " ")
