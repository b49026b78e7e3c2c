/**
 * Tables that spaces lay out, taken apart by where their words stand and by what the form of the table says.
 *
 * The heads must be those of the form, the columns as many as it has; then every amount is bound by its place, and a
 * place where nothing stands is blank. In any other case there is no answer, and the cells stay where the reader found
 * them.
 */
import { Classification } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import type { ReadCell } from "../ReadDocument.ts"
import { codedForms, hasWords, sideHeads, threePublicHeads } from "./Forms.ts"
import type { CodedForm } from "./Forms.ts"
import { linesNamed, sideLines } from "./Labels.ts"
import { columnsOf, gapOf, hasAmount, areInOrder, labelsOf, measured, placed } from "./Layout.ts"
import type { Column, LabelLine, Word, WordLine } from "./Layout.ts"
import { slotOfText } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { plain } from "./Text.ts"

const textOf = (line: WordLine): string => plain(line.map(({ text }) => text).join(""))

const CODE = /^2\d{2}(?:\d{2}){0,2}$/
const COLUMN_NUMBERS = /^(?:类款项|项目|科目名称|合计)*栏次/

/** The 栏次 that a line prints; `null` where it is no such line. */
const columnNumbers = (line: WordLine): ReadonlyArray<string> | null =>
  COLUMN_NUMBERS.test(textOf(line)) || line.some(({ text }) => text === "栏次")
    ? line.flatMap(({ kind, text }) => (kind === "digits" ? [text] : []))
    : null

/** A line with the columns of amounts of its page. */
interface BodyLine {
  readonly line: WordLine
  readonly columns: ReadonlyArray<Column>
}

interface Parts {
  readonly head: string
  readonly headLines: ReadonlyArray<WordLine>
  /** Rows and the lines of labels around them, heads that a page repeats left out. */
  readonly body: ReadonlyArray<BodyLine>
  /** How many lines of the body stand above the first row, below the 栏次 where there are any. */
  readonly above: number
  readonly isNumbered: boolean
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
  if (whole?.length === width) return pages.flat().map((line) => ({ line, columns: whole }))
  const body: Array<BodyLine> = []
  for (const page of pages) {
    const columns = columnsOf(page)
    if (columns?.length !== width) return null
    for (const line of page) body.push({ line, columns })
  }
  return body
}

/** No form has heads of more lines. */
const HEAD_LINES_MAX = 24

/** Parts heads and rows; `isRow` says which lines are rows. `null` where columns or 栏次 are not those of the form. */
const partsOf = (
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
  const headLines = lines.slice(0, numbersAt >= 0 ? numbersAt + 1 : start)
  const body = withColumns(pagesOf(lines.slice(headLines.length), headLines.map(textOf)), width)
  if (body === null) return null
  return {
    head: headLines.map(textOf).join(""),
    headLines,
    above: start - headLines.length,
    body,
    isNumbered: numbersAt >= 0
  }
}

/** Whether numbers count the columns. */
const isCounted = (numbers: ReadonlyArray<string>, width: number): boolean =>
  numbers.map(Number).join() === Array.from({ length: width }, (_, index) => index + 1).join()

const slotOfWord = (word: Word | undefined, at: Place): Slot =>
  word === undefined ? slotOfText("", at) : slotOfText(word.text, word.at)

const joined = (words: ReadonlyArray<Word>): string => words.map(({ text }) => text).join("")

/**
 * The code that the words of a line begin with, whole or level by level, and the words behind it. A code of no catalogue
 * stands in the place of its name, too.
 */
const codeOf = (
  words: ReadonlyArray<Word>
): { readonly code: string; readonly name: ReadonlyArray<Word> } => {
  const [first, second] = words
  if (first !== undefined && first.text === second?.text) return { code: first.text, name: words.slice(1) }
  const end = words.findIndex(({ kind }) => kind !== "digits")
  const digits = words.slice(0, end < 0 ? undefined : end)
  return { code: digits.map(({ text }) => text).join(""), name: words.slice(digits.length) }
}

interface CodedRow {
  readonly code: string
  readonly own: string
  readonly at: Place
  readonly amounts: ReadonlyArray<Word | undefined>
}

const isTotal = (code: string, name: string): boolean => code === "" && plain(name) === "合计"

/** The lowest head over each column. */
const leavesOf = ({ heads }: CodedForm): ReadonlyArray<string> =>
  heads[0]!.map((_, column) => heads.findLast((level) => level[column] !== "")![column]!)

const codedRows = (key: string, lines: ReadonlyArray<WordLine>): ReadonlyArray<SlotRow> | null => {
  const isRow = (line: WordLine): boolean => hasAmount(line) || CODE.test(line[0]?.text ?? "")
  for (const form of codedForms[key] ?? []) {
    const width = form.heads[0]!.length
    const parts = partsOf(lines, isRow, width, form.count ?? width)
    if (parts === null) continue
    if (
      !form.heads.flat().every((words) => hasWords(parts.head, plain(words))) ||
      form.other.test(parts.head)
    )
      continue
    if (!areInOrder(parts.headLines, leavesOf(form))) continue
    const rows = codedBody(parts, isRow)
    if (rows === null) continue
    const { at } = lines[0]![0]!
    const heads = form.heads.map((level, index): SlotRow =>
      [...(index === 0 ? ["功能分类科目编码", "科目名称"] : ["", ""]), ...level].map((text) =>
        slotOfText(text, at)
      )
    )
    return [...heads, ...rows]
  }
  return null
}

/** In which label of its line a word stands: 0 in the first, 1 in the second; `null` where that is not known. */
type GapOf = (word: Word, line: BodyLine) => number | null

/** Lines of labels between rows, in front of each row and behind the last; `null` where one stands in a column. */
const between = (
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

const wordsOf = (line: WordLine): ReadonlyArray<Word> =>
  line.filter(({ kind }) => kind === "word" || kind === "digits")

const codedBody = (parts: Parts, isRow: (line: WordLine) => boolean): ReadonlyArray<SlotRow> | null => {
  const rows: Array<CodedRow> = []
  for (const { line, columns } of parts.body.slice(parts.above).filter(({ line }) => isRow(line))) {
    const amounts = placed(line, columns)
    const words = wordsOf(line)
    if (amounts === null || words.some((word) => word.start >= columns[0]!.start)) return null
    const { code, name } = codeOf(words)
    const isNamed = name.every(({ kind, text }) => kind === "word" || text === code)
    if ((code !== "" && !CODE.test(code)) || !isNamed) return null
    rows.push({ code, own: joined(name), at: line[0]!.at, amounts })
  }
  const labels = between(parts, 0, isRow, (word, { columns }) => gapOf(word, columns))
  if (labels === null) return null
  const names = labelsOf(
    rows.map(({ own }, index): LabelLine => ({ own, before: labels.before[index]! })),
    labels.behind,
    parts.isNumbered,
    (name, index) => {
      const { code } = rows[index]!
      return (
        isTotal(code, name) ||
        (code !== "" && plain(Classification.nameOf("functional", code) ?? "") === name)
      )
    }
  )
  if (names === null || rows.some(({ code }, index) => code === "" && !isTotal(code, names[index]!)))
    return null
  return rows.map(({ code, at, amounts }, index) => [
    slotOfText(code, at),
    slotOfText(names[index]!, at),
    ...amounts.map((word) => slotOfWord(word, at))
  ])
}

const sideRows = (table: "T01" | "T04", lines: ReadonlyArray<WordLine>): ReadonlyArray<SlotRow> | null => {
  const heads = sideHeads[table]
  const width = heads[1].length - 2
  const parts = partsOf(lines, hasAmount, width, width)
  if (parts === null) return null
  const { head, headLines, body } = parts
  if (!/收入.*支出/.test(head) || !/决算/.test(head) || /预算数|调整/.test(head)) return null
  const amountHeads = heads[1].filter((words) => words !== "项目")
  if (!areInOrder(headLines, amountHeads)) return null
  const hasLines = head.includes("行次")
  // A line with nothing but its 行次 on both sides is a row, too.
  const isRow = (line: WordLine): boolean => hasAmount(line) || line.some(({ kind }) => kind === "digits")
  const rows = body.slice(parts.above).filter(({ line }) => isRow(line))
  const amounts = rows.map(({ line, columns }) => placed(line, columns))
  const words = rows.map(({ line }) => wordsOf(line))
  // Where the first amount is blank, the second label may begin in its column: it stands behind its 行次.
  const gapInRow: GapOf = (word, { line, columns }) => {
    const number = line.find(({ kind, end }) => kind === "digits" && end <= columns[0]!.start)
    return number !== undefined && number.end <= word.start && word.end <= columns[1]!.start
      ? 1
      : gapOf(word, columns)
  }
  const gaps = rows.map((row, index) => words[index]!.map((word) => gapInRow(word, row)))
  if (amounts.includes(null) || gaps.flat().some((gap) => gap === null || gap > 1)) return null
  if (words.flat().some(({ kind, text }) => kind === "digits" && !(hasLines && /^\d{1,2}$/.test(text))))
    return null
  const sides = sideLines(table)
  const second = (columns: ReadonlyArray<Column>): number =>
    Math.min(
      ...rows.flatMap((row, index) =>
        row.columns === columns
          ? words[index]!.flatMap(({ kind, start }, at) =>
              kind === "word" && gaps[index]![at] === 1 ? [start] : []
            )
          : []
      )
    )
  const starts = new Map(rows.map(({ columns }) => [columns, second(columns)]))
  const gapBetween: GapOf = ({ start, end }, { columns }) => {
    const from = starts.get(columns) ?? columns[0]!.end
    if (end > columns[1]!.start) return null
    return start >= from ? 1 : end <= Math.max(from, columns[0]!.start) ? 0 : null
  }
  const labels = ([0, 1] as const).map((gap) => {
    const around = between(parts, gap, isRow, gapBetween)
    if (around === null) return null
    const side = gap === 0 ? sides.left : sides.right
    return labelsOf(
      words.map((line, index): LabelLine => ({
        own: joined(line.filter(({ kind }, at) => kind === "word" && gaps[index]![at] === gap)),
        before: around.before[index]!
      })),
      around.behind,
      parts.isNumbered,
      (label) => label === "" || linesNamed(side, label).length > 0
    )
  })
  const [left, right] = labels
  if (left === null || right === null) return null
  const { at } = lines[0]![0]!
  return [
    ...heads.map((level) => level.map((text) => slotOfText(text, at))),
    ...rows.map(({ line }, index): SlotRow => {
      const place = line[0]!.at
      const [first, ...others] = amounts[index]!
      return [
        slotOfText(left![index]!, place),
        slotOfWord(first, place),
        slotOfText(right![index]!, place),
        ...others.map((word) => slotOfWord(word, place))
      ]
    })
  ]
}

const items = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]

/** The “三公” table in two blocks, the budget and the outturn, where its one row prints all of their twelve amounts. */
const threePublicRows = (lines: ReadonlyArray<WordLine>): ReadonlyArray<SlotRow> | null => {
  const start = lines.findIndex((line) => columnNumbers(line) === null && hasAmount(line))
  const row = lines[start]
  if (row === undefined || row.length !== 12 || row.some(({ kind }) => kind !== "amount")) return null
  if (lines.slice(start + 1).some(hasAmount)) return null
  const head = lines.slice(0, start)
  const periods = head.flat().filter(({ text }) => /(?:预算|决算)数$/.test(text))
  const isInBlocks =
    periods.length === 2 && periods[0]!.text.includes("预算") && periods[1]!.text.includes("决算")
  if (!isInBlocks || !areInOrder(head, [...items, ...items])) return null
  const { at } = row[0]!
  const blocks = ["预算数", "决算数"].flatMap((period) => Array.from({ length: 6 }, () => period))
  const levels = [blocks, ...threePublicHeads.map((level) => [...level, ...level])]
  return [
    ...levels.map((level) => level.map((text) => slotOfText(text, at))),
    row.map((word) => slotOfWord(word, at))
  ]
}

/** The rows of a table that spaces lay out, heads of the form on top; `null` where its form cannot be told. */
export const rowsOfLayout = (
  key: string | null,
  lines: ReadonlyArray<ReadCell>
): ReadonlyArray<SlotRow> | null => {
  const words = key === null ? [] : measured(lines)
  if (key === null || words.length === 0) return null
  if (key === "T01" || key === "T04") return sideRows(key, words)
  if (key === "T07") return threePublicRows(words)
  return codedRows(key, words)
}
