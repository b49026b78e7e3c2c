/**
 * A line as a row of cells: separated by tabs, by drawn bars, or by runs of spaces.
 *
 * A line alone rarely tells: a heading of two characters may have a gap between them. So a line is sure to be a row, or
 * may be one beside sure rows, or is none.
 */
import {
  endsSentence,
  hasMarker,
  hasSentenceMark,
  indentOf,
  isBlank,
  isCaption,
  isNote,
  isTitle,
  widthOf,
  widthOfText
} from "./Line.ts"

/** What stands between two separators. */
export interface Segment {
  readonly text: string
  /** 0-based offset in the line, UTF-16. */
  readonly offset: number
  /** Columns it takes on paper, Chinese characters taking two; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

export type RowSource = "tabs" | "bars" | "spaces"

export interface RowLine {
  readonly source: RowSource
  /** A sure row begins a table; a possible one is a row only beside sure ones. */
  readonly isSure: boolean
  readonly segments: ReadonlyArray<Segment>
  readonly isCaption: boolean
}

const BARS = new Set("│┃║|｜")
const BORDER = /^[\s─━═┄┈│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯+|=_-]+$/

/** A line drawn across the page, such as ├──┼──┤ or +---+---+. */
export const isBorder = (text: string): boolean => {
  const bare = text.trim()
  return bare.length >= 3 && /[─━═=_-]/.test(bare) && BORDER.test(bare)
}

const NUMERIC = /^[-−–(（¥￥]{0,3}\d[\d,，.．\s]*[%％)）]{0,2}$/
const EMPTY_MARK = /^[—–―/／-]{1,4}$/
const isNumeric = (text: string): boolean => NUMERIC.test(text) || EMPTY_MARK.test(text)

/** Words that are printed with a gap between their two characters, to fill a column. */
const SPACED_WORDS = new Set(
  "合计 总计 小计 收入 支出 项目 科目 目录 总分 金额 编码 代码 单位 栏次 行次 名称 备注 附件".split(" ")
)

const isGap = (text: string, at: number): boolean => {
  const character = text[at]!
  return character === "　" || (character.trim() === "" && (text[at + 1] ?? "x").trim() === "")
}

/** Splits a line at full-width spaces and at two spaces or more. */
const spaceSegments = (text: string): ReadonlyArray<Segment> => {
  const segments: Array<Segment> = []
  let column = 0
  let at = 0
  while (at < text.length) {
    while (at < text.length && text[at]!.trim() === "") column += widthOf(text.charCodeAt(at++))
    const offset = at
    const start = column
    while (at < text.length && !isGap(text, at)) column += widthOf(text.charCodeAt(at++))
    const piece = text.slice(offset, at).trimEnd()
    if (piece === "") continue
    const before = segments.at(-1)
    if (before !== undefined && before.text.length === 1 && SPACED_WORDS.has(before.text + piece))
      segments[segments.length - 1] = {
        ...before,
        text: text.slice(before.offset, at).trimEnd(),
        end: column
      }
    else segments.push({ text: piece, offset, start, end: column })
  }
  return segments
}

const AMOUNT = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}$/

/** Parts amounts that one space alone separates from what stands beside them, as lines of a table may set them. */
export const amountsApart = (segment: Segment): ReadonlyArray<Segment> => {
  const parts: Array<Segment> = []
  let isAmount = true
  let column = segment.start
  let from = 0
  for (const { 0: text, index } of segment.text.matchAll(/\S+/g)) {
    const wasAmount = isAmount
    isAmount = AMOUNT.test(text)
    const last = parts.at(-1)
    const start = column + widthOfText(segment.text.slice(from, index))
    const end = start + widthOfText(text)
    column = end
    from = index + text.length
    if (last === undefined || wasAmount || isAmount)
      parts.push({ text, offset: segment.offset + index, start, end })
    else {
      const first = last.offset - segment.offset
      parts[parts.length - 1] = { ...last, text: segment.text.slice(first, index + text.length), end }
    }
  }
  return parts.length > 1 ? parts : [segment]
}

/** Splits a line at every character that separates; the pieces are trimmed and keep their places. */
const separated = (text: string, isSeparator: (character: string) => boolean): Array<Segment> => {
  const segments: Array<Segment> = []
  let from = 0
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isSeparator(text[at]!)) continue
    const raw = text.slice(from, at)
    const piece = raw.trim()
    const offset = piece === "" ? from : from + raw.length - raw.trimStart().length
    segments.push({ text: piece, offset, start: offset, end: offset + piece.length })
    from = at + 1
  }
  return segments
}

const filledIn = (segments: ReadonlyArray<Segment>): ReadonlyArray<Segment> =>
  segments.filter(({ text }) => text !== "")

const isCaptionOf = (filled: ReadonlyArray<Segment>): boolean =>
  filled.length > 0 && filled.every(({ text }) => isCaption(text))

/** 「1.⇥社会保障…」: the number of a list and its text. */
const isListItem = (filled: ReadonlyArray<Segment>): boolean =>
  filled.length === 2 &&
  filled[0]!.text.length <= 6 &&
  /[.．、)）●•·■◆*-]$/.test(filled[0]!.text) &&
  hasMarker(`${filled[0]!.text} x`) &&
  !isNumeric(filled[1]!.text)

const rowByTabs = (text: string): RowLine | undefined => {
  const segments = separated(text, (character) => character === "\t")
  const filled = filledIn(segments)
  if (isListItem(filled)) return undefined
  if (
    filled.length === 1 &&
    endsSentence(filled[0]!.text) &&
    !text.trim().includes("\t") &&
    !text.endsWith("\t")
  )
    return undefined
  return { source: "tabs", isSure: filled.length > 1, segments, isCaption: isCaptionOf(filled) }
}

const rowByBars = (bare: string, text: string): RowLine | undefined => {
  const segments = separated(text, (character) => BARS.has(character))
  if (segments.length < 3) return undefined
  // What stands before the first bar and after the last is the margin.
  const cells = segments.slice(1, BARS.has(bare.at(-1)!) ? -1 : undefined)
  return { source: "bars", isSure: true, segments: cells, isCaption: false }
}

const rowBySpaces = (text: string): RowLine | undefined => {
  const segments = spaceSegments(text)
  const captions = isCaptionOf(segments)
  if (segments.length < 2) {
    const bare = text.trim()
    const mayBe =
      bare.length <= 40 &&
      !endsSentence(bare) &&
      !isTitle(bare) &&
      !isNote(bare) &&
      !captions &&
      indentOf(text) < 200
    return mayBe ? { source: "spaces", isSure: false, segments, isCaption: captions } : undefined
  }
  if (isListItem(segments) || /^第[一二三四五六七八九十]{1,3}部分/.test(segments[0]!.text)) return undefined
  const numbers = segments.filter((segment) => isNumeric(segment.text)).length
  const isProse = hasSentenceMark(text) && /[，。；]/.test(text)
  const isSure =
    segments.length === 2 ? isNumeric(segments[1]!.text) : numbers > 0 || !isProse || segments.length > 4
  if (!isSure && isProse) return undefined
  return { source: "spaces", isSure, segments, isCaption: captions }
}

/** A row of more cells is no row of a table. */
const CELLS_MAX = 1024
const MAY_SEPARATE = /[\t\u3000│┃║|｜]|\s\s/g

const hasTooManyCells = (text: string): boolean => {
  if (text.length <= CELLS_MAX) return false
  let count = 0
  for (const _ of text.matchAll(MAY_SEPARATE)) if (++count > CELLS_MAX) return true
  return false
}

/** A line as a row of one cell. */
export const soleRow = (text: string): RowLine => {
  const offset = text.length - text.trimStart().length
  const piece = text.trim()
  const start = widthOfText(text.slice(0, offset))
  const segment = { text: piece, offset, start, end: start + widthOfText(piece) }
  return { source: "spaces", isSure: false, segments: [segment], isCaption: false }
}

/** Reads a line as a row; `undefined` when it is none. Blank lines and drawn lines are none. */
export const rowOf = (text: string): RowLine | undefined => {
  if (hasTooManyCells(text)) return undefined
  if (text.includes("\t")) return rowByTabs(text)
  if (isBlank(text)) return undefined
  const bare = text.trim()
  if (BARS.has(bare[0]!)) return rowByBars(bare, text)
  return rowBySpaces(text.trimEnd())
}
