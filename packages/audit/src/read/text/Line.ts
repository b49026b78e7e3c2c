/**
 * Lines of a text, and what each looks like by itself: blank, a page number, a row of cells, a caption, a marker.
 *
 * Every test here reads a line once, or only its first characters, so that a line of any length costs its length.
 */

/** A line, or what stands of it on one side of a form feed. `column` is that of `text[0]`, 1-based in UTF-16. */
export interface Line {
  readonly text: string
  readonly line: number
  readonly column: number
  /** Whether a form feed stands before it: a new page. */
  readonly isPageStart: boolean
}

/** How many lines {@link linesOf} makes at most. */
export const countLines = (text: string): number => {
  let count = 1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || code === 0x0d || code === 0x0c) count++
  }
  return count
}

/** Splits a text at line ends (LF, CR LF, CR) and form feeds. */
export const linesOf = (text: string): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  let start = 0
  let lineStart = 0
  let line = 1
  let isPageStart = false
  const push = (end: number): void => {
    lines.push({ text: text.slice(start, end), line, column: start - lineStart + 1, isPageStart })
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x0c) {
      push(at)
      start = at + 1
      isPageStart = true
    } else if (code === 0x0a || code === 0x0d) {
      push(at)
      if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++
      start = lineStart = at + 1
      line++
      isPageStart = false
    }
  }
  push(text.length)
  return lines
}

export const isBlank = (text: string): boolean => text.trim() === ""

/** How many columns a character takes where Chinese characters take two. */
export const widthOf = (code: number): number =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xd800 && code <= 0xdbff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6)
    ? 2
    : code >= 0xdc00 && code <= 0xdfff
      ? 0
      : 1

/** How many columns a text takes where Chinese characters take two. */
export const widthOfText = (text: string): number => {
  let width = 0
  for (let at = 0; at < text.length; at++) width += widthOf(text.charCodeAt(at))
  return width
}

/** Columns of white space before the text of a line; a full-width space takes two, a tab four. */
export const indentOf = (text: string): number => {
  let indent = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === "\t") indent += 4
    else if (character === "　") indent += 2
    else if (character.trim() === "") indent++
    else break
  }
  return indent
}

/** A page number with its ornament: - 3 -, — 3 —, ·3·, 第 3 页, 第 3 页 共 20 页, 3 / 20. */
const PAGE_NUMBER =
  /^(?:[-–—－·~]\s?\d{1,4}\s?[-–—－·~]|第\s?\d{1,4}\s?页(?:[\s,，/／]{0,3}共\s?\d{1,4}\s?页)?|\d{1,4}\s?[/／]\s?\d{1,4})$/
const BARE_NUMBER = /^\d{1,3}$/

export const isPageNumber = (text: string): boolean => {
  const bare = text.trim()
  return bare.length <= 24 && PAGE_NUMBER.test(bare)
}

/** A number alone on its line: a page number if its neighbours of this kind count on from it. */
export const bareNumber = (text: string): number | undefined => {
  const bare = text.trim()
  return bare.length <= 3 && BARE_NUMBER.test(bare) ? Number(bare) : undefined
}

/** What stands above a table: 公开 01 表, 单位：…, 金额单位：元, 编制部门：…, （2024 年度）. */
const CAPTION =
  /^[（(]?(?:公开\s?\d{1,2}\s?表|\d{4}\s?年度?[)）]?|[^：:，。]{0,8}(?:单位|部门)[^：:，。]{0,6}[：:][^，。；]*)$/
const CAPTION_LENGTH_MAX = 80

export const isCaption = (text: string): boolean => {
  const bare = text.trim()
  if (bare.length > CAPTION_LENGTH_MAX * 4) return false
  // Captions of a wide table stand far apart.
  return bare.replace(/\s{2,}/g, " ").length <= CAPTION_LENGTH_MAX && CAPTION.test(bare)
}

const CAPTION_BREAK = /\s+(?=(?:金额)?单位\s?[：:]|公开\s?\d{1,2}\s?表)/g

/** The captions that share a line, such as 单位：… 金额单位：元; none when the line is no caption. */
export const captionsOf = (
  text: string
): ReadonlyArray<{ readonly text: string; readonly offset: number }> => {
  if (!isCaption(text)) return []
  const captions: Array<{ text: string; offset: number }> = []
  let from = 0
  for (const { index, 0: gap } of text.matchAll(CAPTION_BREAK)) {
    captions.push({ text: text.slice(from, index), offset: from })
    from = index + gap.length
  }
  captions.push({ text: text.slice(from), offset: from })
  return captions
}

/** 注：…, 说明：…, 备注：…: what stands below a table. */
export const isNote = (text: string): boolean =>
  /^(?:注|备注|附注|说明)\s?\d{0,2}\s?[：:]/.test(text.trim().slice(0, 12))

/**
 * A line that begins something: 第一部分, 一、, （一）, 1. (not 1.5), 1、, （1）, ①, 附件 2, 目录, a bullet.
 */
const MARKER = new RegExp(
  "^(?:第[一二三四五六七八九十百\\d]{1,4}\\s?[部章节条]|[一二三四五六七八九十]{1,4}、|[（(]\\s?[一二三四五六七八九十]{1,3}\\s?[)）]" +
    "|\\d{1,3}\\s?(?:[.．](?!\\d)|、)|[（(]\\s?\\d{1,2}\\s?[)）]|\\d{1,2}[)）]|[①-⑳⑴-⒇]|附件|附表|附录|目\\s{0,8}录$|[-*•●■◆▪·]\\s)"
)

export const hasMarker = (text: string): boolean => MARKER.test(text.trimStart().slice(0, 24)) || isNote(text)

const SENTENCE_MARK = /[，,。；;：:！？!?]/
export const hasSentenceMark = (text: string): boolean => SENTENCE_MARK.test(text.replace(/\d[,:]\d/g, ""))

const CLOSERS = new Set("”’\"'）)】》」』］")
const ENDS = new Set("。！？!?…")

/** The last character that is not a closing bracket or quotation mark. */
const lastMark = (text: string): string => {
  const bare = text.trimEnd()
  for (let at = bare.length - 1; at >= Math.max(0, bare.length - 4); at--) {
    if (!CLOSERS.has(bare[at]!)) return bare[at]!
  }
  return ""
}

/** Whether a text ends a sentence: 。！？, or an English full stop after a word. */
export const endsSentence = (text: string): boolean => {
  const mark = lastMark(text)
  return ENDS.has(mark) || (mark === "." && /[^\d\s.]\.\W{0,3}$/.test(text.slice(-8)))
}

export const endsWithColon = (text: string): boolean => /[：:]$/.test(text.trimEnd().slice(-1))

/** A title of a table or a chapter: short, without marks of a sentence, and ends as titles do. */
export const isTitle = (text: string): boolean => {
  const bare = text.trim()
  return (
    bare.length <= 60 &&
    !hasSentenceMark(bare) &&
    /(?:表|说明|情况|概况|目录|解释|附件|公开)[）)]?$/.test(bare.slice(-6))
  )
}
