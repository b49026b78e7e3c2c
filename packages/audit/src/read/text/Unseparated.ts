/**
 * Tables in text taken from a PDF: between a title, its captions (单位：万元) and the note or the title behind it stand
 * lines of words and amounts, one space between all words or as many as on the page.
 *
 * Which word is a cell of which column the form of the table has to say, so such lines are kept whole.
 */
import { endsSentence, hasSentenceMark, isBlank, isCaption, isNote, isPageNumber } from "./Line.ts"
import type { Line } from "./Line.ts"
import type { RowLine } from "./Row.ts"

/** Indices of lines. */
export interface UnseparatedTable {
  readonly title: number
  /** Lines of the table; page numbers and blank lines are left out. */
  readonly body: ReadonlyArray<number>
  /** The first line behind it. */
  readonly end: number
  /** Whether spaces lay its lines out; else nothing separates their words. */
  readonly isLaidOut: boolean
}

const TITLE_MAX = 60
/** A table longer than this is none, so that a text is read in time that grows with its length. */
const LINES_MAX = 2000
/** No line of a table is longer than a page is wide. */
const LINE_MAX = 2000
const CAPTIONS_MAX = 3
const EMPTY_LINES_MIN = 3

const isTableTitle = (text: string): boolean => {
  const bare = text.trim()
  return bare.length <= TITLE_MAX && /表[）)]?$/.test(bare.slice(-2)) && !hasSentenceMark(bare)
}

const UNIT = /单位\s?[：:]\s?(?:人民币)?(?:万元|亿元|元)/
const AMOUNT = /(?:^|\s)-?\d[\d,]*\.\d{1,2}(?=\s|$)/
const PART = /^\s*第[一二三四五六七八九十]{1,3}部分/

/** The first line behind the captions under a title; `null` when none states the unit. */
const behindCaptions = (lines: ReadonlyArray<Line>, title: number): number | null => {
  let hasUnit = false
  let captions = 0
  let at = title + 1
  for (; at < lines.length && captions <= CAPTIONS_MAX; at++) {
    const { text } = lines[at]!
    if (isBlank(text) || isPageNumber(text)) continue
    if (!isCaption(text)) break
    hasUnit ||= UNIT.test(text)
    captions++
  }
  return hasUnit ? at : null
}

/** Words that no row of a table is: a sentence, or the heading of one. */
const isProse = (text: string): boolean =>
  endsSentence(text) || /[，。；]/.test(text) || /(?:说明|情况)$/.test(text.trimEnd().slice(-2))

/** Finds the tables of a text whose lines no tab or bar separates. `pages` are lines of page numbers. */
export const unseparatedTables = (
  lines: ReadonlyArray<Line>,
  rows: ReadonlyArray<RowLine | undefined>,
  pages: ReadonlySet<number>
): ReadonlyArray<UnseparatedTable> => {
  const found: Array<UnseparatedTable> = []
  let title = 0
  while (title < lines.length) {
    const from = isTableTitle(lines[title]!.text) ? behindCaptions(lines, title) : null
    if (from === null) {
      title++
      continue
    }
    const body: Array<number> = []
    let amounts = 0
    let isSeparated = false
    let isLaidOut = false
    let at = from
    for (; at < lines.length && at - from < LINES_MAX; at++) {
      const { text } = lines[at]!
      if (isBlank(text) || isPageNumber(text) || pages.has(at)) continue
      if (isNote(text) || isProse(text) || PART.test(text)) break
      if (isTableTitle(text) && behindCaptions(lines, at) !== null) break
      const row = rows[at]
      if ((row !== undefined && row.source !== "spaces") || text.length > LINE_MAX) {
        isSeparated = true
        break
      }
      isLaidOut ||= row?.isSure === true
      if (AMOUNT.test(text)) amounts++
      body.push(at)
    }
    // A table may be empty: heads and a 合计 row without an amount.
    const isTable = amounts > 0 || (isLaidOut && body.length >= EMPTY_LINES_MIN)
    if (!isSeparated && isTable) found.push({ title, body, end: at, isLaidOut })
    title = isSeparated ? title + 1 : Math.max(title + 1, at)
  }
  return found
}
