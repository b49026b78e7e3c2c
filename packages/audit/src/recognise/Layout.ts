/**
 * Where words stand in the lines of a table that spaces lay out, as text taken from a PDF keeps them.
 *
 * Amounts stand under each other; the lines with most of them say where their columns are. Labels are wrapped over the
 * lines above and below their amounts, and every line of a label stands in the same gap between two columns. Where two
 * columns run into each other nothing is placed at all.
 */
import type { Place } from "@juesuan/domain"
import type { ReadCell } from "../ReadDocument.ts"
import { widthOfText } from "../read/text/Line.ts"
import { AMOUNT } from "./Forms.ts"
import { plain } from "./Text.ts"

export type WordKind = "amount" | "dash" | "digits" | "word"

/** A word of a line. Columns are counted from 0, the end is exclusive. */
export interface Word {
  readonly text: string
  readonly at: Place
  readonly kind: WordKind
  readonly start: number
  readonly end: number
}

export type WordLine = ReadonlyArray<Word>

const DASH = /^[-—–―/／]{1,4}$/

const kindOfWord = (text: string): WordKind =>
  AMOUNT.test(text) ? "amount" : DASH.test(text) ? "dash" : /^[\d.,]+$/.test(text) ? "digits" : "word"

/** What white space parts of a line, with where it stands. */
export const piecesOf = ({ text, at }: ReadCell) =>
  [...text.matchAll(/\S+/g)].map(({ 0: piece, index }) => ({
    text: piece,
    index,
    at: typeof at.column === "number" ? { ...at, column: at.column + index } : at
  }))

type Measure = (text: string) => number

/** Columns by characters, as programs that lay out text count them. */
const byCharacters: Measure = (text) => text.length
/** Columns on a screen, where Chinese characters take two. */
const byWidth: Measure = widthOfText

const wordsOf = (line: ReadCell, measure: Measure): WordLine => {
  const words: Array<Word> = []
  let column = typeof line.at.column === "number" ? line.at.column - 1 : 0
  let from = 0
  for (const { text, index, at } of piecesOf(line)) {
    const start = column + measure(line.text.slice(from, index))
    column = start + measure(text)
    from = index + text.length
    words.push({ text, at, kind: kindOfWord(text), start, end: column })
  }
  return words
}

/** How many places the right ends of amounts stand at: the fewer, the better they stand under each other. */
const spread = (lines: ReadonlyArray<WordLine>): number =>
  new Set(lines.flatMap((line) => line.flatMap(({ kind, end }) => (kind === "amount" ? [end] : [])))).size

/** The words of the lines of a table, measured so that its amounts stand under each other. */
export const measured = (lines: ReadonlyArray<ReadCell>): ReadonlyArray<WordLine> => {
  const [narrow, wide] = [byCharacters, byWidth].map((measure) => lines.map((line) => wordsOf(line, measure)))
  return (spread(narrow!) <= spread(wide!) ? narrow! : wide!).filter((line) => line.length > 0)
}

export interface Column {
  readonly start: number
  readonly end: number
}

const isFigure = ({ kind }: Word): boolean => kind === "amount" || kind === "dash"

/** The figures of a line: its amounts, and the dashes that stand for none. */
export const figuresOf = (line: WordLine): ReadonlyArray<Word> => line.filter(isFigure)

export const hasAmount = (line: WordLine): boolean => line.some(({ kind }) => kind === "amount")

/** Columns of amounts, and whether they stand apart: else only the order of amounts tells them. */
export interface Columns {
  readonly all: ReadonlyArray<Column>
  readonly areApart: boolean
}

/** Whether a line ran on where there was no room: its figures stand further right than their columns. */
const isPushed = (line: WordLine): boolean =>
  line.some((word, index) => isFigure(word) && index > 0 && word.start - line[index - 1]!.end < 2)

/** The columns of amounts, from the lines that print most; those with room for all of them say where they stand. */
export const columnsOf = (lines: ReadonlyArray<WordLine>): Columns => {
  const count = Math.max(0, ...lines.map((line) => figuresOf(line).length))
  const whole = lines.filter((line) => figuresOf(line).length === count)
  const placed = whole.filter((line) => !isPushed(line))
  const all: Array<{ start: number; end: number }> = []
  for (const line of placed.length > 0 ? placed : whole)
    figuresOf(line).forEach(({ start, end }, index) => {
      const column = (all[index] ??= { start, end })
      column.start = Math.min(column.start, start)
      column.end = Math.max(column.end, end)
    })
  const areApart = all.every(({ end }, index) => end <= (all[index + 1]?.start ?? Infinity))
  return { all, areApart: areApart && placed.length > 0 }
}

/** How far an amount may stand beside its column: lines are laid out one by one. */
const DRIFT_MAX = 3

const middleOf = ({ start, end }: Column): number => (start + end) / 2

const distance = ({ start, end }: Column, at: number): number => Math.max(0, start - at, at - end)

/**
 * The figures of a line by column: by order where it has one for each, else by place. `null` where one of them stands in
 * none, or two in one.
 */
export const placed = (
  line: WordLine,
  { all, areApart }: Columns
): ReadonlyArray<Word | undefined> | null => {
  const figures = figuresOf(line)
  if (figures.length === all.length) return figures
  if (figures.length > 0 && (!areApart || isPushed(line))) return null
  const row: Array<Word | undefined> = all.map(() => undefined)
  let free = 0
  for (const word of figures) {
    const distances = all.map((column) => distance(column, middleOf(word)))
    const index = distances.indexOf(Math.min(...distances))
    if (index < free || distances[index]! > DRIFT_MAX) return null
    row[index] = word
    free = index + 1
  }
  return row
}

/** In which gap words stand: 0 before the first column, 1 behind it …; `null` where they stand in a column. */
export const gapOf = (word: Column, { all }: Columns): number | null => {
  const at = middleOf(word)
  if (all.some((column) => at > column.start && at < column.end)) return null
  return all.filter(({ end }) => end <= at).length
}

/** In which gap a word of a line with a figure for each column stands: behind as many of them. */
export const gapByOrder = ({ start }: Word, line: WordLine): number =>
  figuresOf(line).filter((figure) => figure.start < start).length

/** Whether a word is a head, or as much of it as its line has room for. */
const begins = (word: string, head: string): boolean =>
  word.length > 1 && (head.startsWith(word) || word.startsWith(head) || word.endsWith(head))

/**
 * Whether heads stand from left to right in their order, wrapped as they may be. A line of heads is often set closer
 * than the amounts below it, so only the order is sure.
 */
export const areInOrder = (lines: ReadonlyArray<WordLine>, heads: ReadonlyArray<string>): boolean => {
  let from = -1
  return heads.every((head) => {
    const starts = lines
      .flat()
      .filter(({ text, start }) => start > from && begins(plain(text), plain(head)))
      .map(({ start }) => start)
    from = Math.min(...starts)
    return starts.length > 0
  })
}

/** What a label has printed beside its amounts, and the lines of labels in front of it. */
export interface LabelLine {
  readonly own: string
  /** Lines between the amounts before and these, of this gap. */
  readonly before: ReadonlyArray<string>
}

const LABEL_LINES_MAX = 4

/**
 * Labels of centred cells: as many lines above their amounts as below. `head` lines in front belong to the first.
 * `null` where the lines do not come out even.
 */
const centred = (
  lines: ReadonlyArray<LabelLine>,
  behind: ReadonlyArray<string>,
  head: number
): ReadonlyArray<string> | null => {
  const labels: Array<string> = []
  let own = lines[0]?.before.slice(lines[0].before.length - head) ?? []
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]?.before ?? behind
    if (next.length < own.length) return null
    labels.push([...own, line.own, ...next.slice(0, own.length)].join(""))
    own = next.slice(own.length)
  }
  return own.length === 0 ? labels : null
}

/** Labels that begin beside their amounts and go on below. */
const fromTop = (lines: ReadonlyArray<LabelLine>, behind: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map(({ own }, index) => [own, ...(lines[index + 1]?.before ?? behind)].join(""))

/**
 * Puts wrapped labels together. How cells are aligned is not printed, so each way that comes out even is tried, and
 * the one taken under which most labels are known. `isHeadless` says that all lines in front belong to the first label.
 */
export const labelsOf = (
  lines: ReadonlyArray<LabelLine>,
  behind: ReadonlyArray<string>,
  isHeadless: boolean,
  isKnown: (label: string, index: number) => boolean
): ReadonlyArray<string> | null => {
  const before = lines[0]?.before.length ?? 0
  const heads = isHeadless
    ? [before]
    : Array.from({ length: Math.min(before, LABEL_LINES_MAX) + 1 }, (_, head) => head)
  const ways = [
    ...heads.map((head) => centred(lines, behind, head)),
    ...(isHeadless && before > 0 ? [] : [fromTop(lines, behind)])
  ]
  let best: ReadonlyArray<string> | null = null
  let most = -1
  for (const labels of ways) {
    if (labels === null) continue
    const known = labels.filter((label, index) => isKnown(plain(label), index)).length
    if (known > most) [best, most] = [labels, known]
  }
  return best
}
