/**
 * A table that spaces lay out in parts: its heads, its rows page by page, and the lines of labels between them.
 */
import type { Place } from "@juesuan/domain"
import { columnsOf } from "./Layout.ts"
import type { Columns, Word, WordLine } from "./Layout.ts"
import { slotOfText } from "./Matrix.ts"
import type { Slot } from "./Matrix.ts"
import { plain } from "./Text.ts"

export const textOf = (line: WordLine): string => plain(line.map(({ text }) => text).join(""))

const COLUMN_NUMBERS = /^(?:类款项|项目|科目名称|合计)*栏次/

/** The 栏次 that a line prints; `null` where it is no such line. */
export const columnNumbers = (line: WordLine): ReadonlyArray<string> | null =>
  COLUMN_NUMBERS.test(textOf(line)) || line.some(({ text }) => text === "栏次")
    ? line.flatMap(({ kind, text }) => (kind === "digits" ? [text] : []))
    : null

/** A line with the columns of amounts of its page. */
export interface BodyLine {
  readonly line: WordLine
  readonly columns: Columns
}

export interface Parts {
  readonly head: string
  readonly headLines: ReadonlyArray<WordLine>
  /** Rows and the lines of labels around them, heads that a page repeats left out. */
  readonly body: ReadonlyArray<BodyLine>
  /** How many lines of the body stand above the first row, below the 栏次 where there are any. */
  readonly above: number
  /** Whether it is known where the heads end. */
  readonly isParted: boolean
}

/** How many lines from a place on print heads again, line for line; a single one may be the rest of a label. */
const headsAt = (texts: ReadonlyArray<string>, at: number, heads: ReadonlyArray<string>): number => {
  const runs = heads.map((_, head) => {
    let length = 0
    while (head + length < heads.length && texts[at + length] === heads[head + length]) length++
    return length
  })
  const longest = Math.max(...runs)
  return longest > 1 ? longest : 0
}

/** The lines of a body by pages that print the heads again. */
const pagesOf = (
  lines: ReadonlyArray<WordLine>,
  heads: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<WordLine>> => {
  const texts = lines.map(textOf)
  const pages: Array<Array<WordLine>> = [[]]
  for (let at = 0; at < lines.length; at++) {
    const repeated = headsAt(texts, at, heads)
    if (repeated === 0) pages.at(-1)!.push(lines[at]!)
    else {
      at += repeated - 1
      if (pages.at(-1)!.length > 0) pages.push([])
    }
  }
  return pages
}

/** Each line with the columns of the table, or of its page where pages differ; `null` where there are not `width`. */
const withColumns = (
  pages: ReadonlyArray<ReadonlyArray<WordLine>>,
  width: number
): ReadonlyArray<BodyLine> | null => {
  const whole = columnsOf(pages.flat())
  if (whole.areApart && whole.all.length === width)
    return pages.flat().map((line) => ({ line, columns: whole }))
  const body: Array<BodyLine> = []
  for (const page of pages) {
    const columns = columnsOf(page)
    if (columns.all.length !== width) return null
    for (const line of page) body.push({ line, columns })
  }
  return body
}

/** No form has heads of more lines. */
export const HEAD_LINES_MAX = 24

/** The first label of the summary tables: heads that print no 栏次 end above it. */
const FIRST_LABEL = /^一、/

/** Parts heads and rows; `isRow` says which lines are rows. `null` where columns or 栏次 are not those of the form. */
export const partsOf = (
  lines: ReadonlyArray<WordLine>,
  isRow: (line: WordLine) => boolean,
  width: number,
  count: number
): Parts | null => {
  const start = lines.findIndex((line) => columnNumbers(line) === null && isRow(line))
  if (start < 0) return null
  const numbersAt = lines.slice(0, start).findLastIndex((line) => columnNumbers(line) !== null)
  if (numbersAt >= 0 && !isCounted(columnNumbers(lines[numbersAt]!)!, count)) return null
  if (start > HEAD_LINES_MAX) return null
  const labelAt = lines.slice(0, start).findIndex((line) => line.some(({ text }) => FIRST_LABEL.test(text)))
  const headLines = lines.slice(0, numbersAt >= 0 ? numbersAt + 1 : labelAt >= 0 ? labelAt : start)
  const body = withColumns(pagesOf(lines.slice(headLines.length), headLines.map(textOf)), width)
  if (body === null) return null
  return {
    head: headLines.map(textOf).join(""),
    headLines,
    above: start - headLines.length,
    body,
    isParted: numbersAt >= 0 || labelAt >= 0
  }
}

/** Whether numbers count the columns. */
const isCounted = (numbers: ReadonlyArray<string>, width: number): boolean =>
  numbers.map(Number).join() === Array.from({ length: width }, (_, index) => index + 1).join()

export const slotOfWord = (word: Word | undefined, at: Place): Slot =>
  word === undefined ? slotOfText("", at) : slotOfText(word.text, word.at)

export const joined = (words: ReadonlyArray<Word>): string => words.map(({ text }) => text).join("")

/** In which label of its line a word stands: 0 in the first, 1 in the second; `null` where that is not known. */
export type GapOf = (word: Word, line: BodyLine) => number | null

/** Lines of labels between rows, in front of each row and behind the last; `null` where one stands in a column. */
export const between = (
  { above, body }: Parts,
  gap: number,
  isRow: (line: WordLine) => boolean,
  gapIn: GapOf
): {
  readonly before: ReadonlyArray<ReadonlyArray<string>>
  readonly behind: ReadonlyArray<string>
} | null => {
  const before: Array<ReadonlyArray<string>> = []
  let open: Array<string> = []
  for (const [index, one] of body.entries()) {
    if (index >= above && isRow(one.line)) {
      before.push(open)
      open = []
      continue
    }
    const gaps = one.line.map((word) => gapIn(word, one))
    if (gaps.includes(null)) return null
    const words = one.line.filter((_, at) => gaps[at] === gap)
    if (words.length > 0) open.push(joined(words))
  }
  return { before, behind: open }
}

export const wordsOf = (line: WordLine): ReadonlyArray<Word> =>
  line.filter(({ kind }) => kind === "word" || kind === "digits")
