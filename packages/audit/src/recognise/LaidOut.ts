/**
 * Tables that spaces lay out, taken apart by where their words stand and by what the form of the table says.
 *
 * The heads must be those of the form, the columns as many as it has; then every amount is bound by its place, and a
 * place where nothing stands is blank. In any other case there is no answer, and the cells stay where the reader found
 * them.
 */
import { Classification } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import type { TableDefinition } from "@juesuan/tables"
import type { ReadCell } from "../ReadDocument.ts"
import { codedForms, FUNCTIONAL_CODE, hasWords, itemHeads, leavesOf } from "./Forms.ts"
import type { CodedForm } from "./Forms.ts"
import { areInOrder, figuresOf, gapOf, hasAmount, labelsOf, measured, placed } from "./Layout.ts"
import type { LabelLine, Word, WordLine } from "./Layout.ts"
import { sideRows } from "./LaidOutSides.ts"
import {
  between,
  columnNumbers,
  HEAD_LINES_MAX,
  joined,
  partsOf,
  slotOfWord,
  textOf,
  wordsOf
} from "./LayoutParts.ts"
import type { Parts } from "./LayoutParts.ts"
import { slotOfText } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"
import { plain } from "./Text.ts"

/**
 * The code that the words of a line begin with, whole or level by level, and the words behind it. A code of no
 * catalogue stands in the place of its name, too.
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

const headRows = ({ heads }: CodedForm, at: Place): ReadonlyArray<SlotRow> =>
  heads.map((level, index): SlotRow => {
    const label = index === 0 ? ["功能分类科目编码", "科目名称"] : ["", ""]
    return [...label, ...level].map((text) => slotOfText(text, at))
  })

/** A table without an amount: its heads, and a 合计 row that prints nothing. */
const emptyRows = (form: CodedForm, lines: ReadonlyArray<WordLine>): ReadonlyArray<SlotRow> | null => {
  const total = lines.findIndex((line) => textOf(line) === "合计")
  if (
    total < 1 ||
    total > HEAD_LINES_MAX ||
    lines.some((line) => hasAmount(line) || FUNCTIONAL_CODE.test(line[0]!.text))
  )
    return null
  if (!areInOrder(lines.slice(0, total), leavesOf(form.heads))) return null
  const { at } = lines[total]![0]!
  const blanks = form.heads[0]!.map(() => slotOfText("", at))
  return [...headRows(form, at), [slotOfText("", at), slotOfText("合计", at), ...blanks]]
}

const codedRows = (
  definition: TableDefinition,
  lines: ReadonlyArray<WordLine>
): ReadonlyArray<SlotRow> | null => {
  const isRow = (line: WordLine): boolean => hasAmount(line) || FUNCTIONAL_CODE.test(line[0]?.text ?? "")
  for (const form of codedForms(definition)) {
    const width = form.heads[0]!.length
    const parts = partsOf(lines, isRow, width, form.count ?? width)
    if (parts === null) {
      const empty = emptyRows(form, lines)
      if (empty !== null) return empty
      continue
    }
    if (
      !form.heads.flat().every((words) => hasWords(parts.head, plain(words))) ||
      form.other.test(parts.head)
    )
      continue
    if (!areInOrder(parts.headLines, leavesOf(form.heads))) continue
    const rows = codedBody(parts, isRow)
    if (rows === null) continue
    return [...headRows(form, lines[0]![0]!.at), ...rows]
  }
  return null
}

const codedBody = (parts: Parts, isRow: (line: WordLine) => boolean): ReadonlyArray<SlotRow> | null => {
  const rows: Array<CodedRow> = []
  for (const { line, columns } of parts.body.slice(parts.above).filter(({ line }) => isRow(line))) {
    const amounts = placed(line, columns)
    const words = wordsOf(line)
    const [first] = figuresOf(line)
    const end = first?.start ?? columns.all[0]!.start
    if (amounts === null || words.some(({ start }) => start >= end)) return null
    const { code, name } = codeOf(words)
    const isNamed = name.every(({ kind, text }) => kind === "word" || text === code)
    if ((code !== "" && !FUNCTIONAL_CODE.test(code)) || !isNamed) return null
    rows.push({ code, own: joined(name), at: line[0]!.at, amounts })
  }
  const labels = between(parts, 0, isRow, (word, { columns }) => gapOf(word, columns))
  if (labels === null) return null
  const names = labelsOf(
    rows.map(({ own }, index): LabelLine => ({ own, before: labels.before[index]! })),
    labels.behind,
    parts.isParted,
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

/** A form of one line in two blocks, the budget and the outturn, where its row prints all of their amounts. */
const itemRows = (form: TableDefinition, lines: ReadonlyArray<WordLine>): ReadonlyArray<SlotRow> | null => {
  const start = lines.findIndex((line) => columnNumbers(line) === null && hasAmount(line))
  const row = lines[start]
  const levelsOfItems = itemHeads(form)
  const count = levelsOfItems[0]!.length
  if (
    form.columns.length !== 2 ||
    row === undefined ||
    row.length !== count * form.columns.length ||
    row.some(({ kind }) => kind !== "amount")
  )
    return null
  if (lines.slice(start + 1).some(hasAmount)) return null
  const head = lines.slice(0, start)
  const periods = head.flat().filter(({ text }) => /(?:预算|决算)数$/.test(text))
  const isInBlocks =
    periods.length === 2 && periods[0]!.text.includes("预算") && periods[1]!.text.includes("决算")
  const items = leavesOf(levelsOfItems)
  if (!isInBlocks || !areInOrder(head, [...items, ...items])) return null
  const { at } = row[0]!
  const blocks = ["预算数", "决算数"].flatMap((period) => Array.from({ length: count }, () => period))
  const levels = [blocks, ...levelsOfItems.map((level) => [...level, ...level])]
  return [
    ...levels.map((level) => level.map((text) => slotOfText(text, at))),
    row.map((word) => slotOfWord(word, at))
  ]
}

/** No line of a form has as many words: so that a line of any length is not compared word by word. */
const WORDS_MAX = 128

/** The rows of a table that spaces lay out, heads of the form on top; `null` where its form cannot be told. */
export const rowsOfLayout = (
  form: TableDefinition,
  lines: ReadonlyArray<ReadCell>
): ReadonlyArray<SlotRow> | null => {
  const words = measured(lines)
  if (words.length === 0 || words.some((line) => line.length > WORDS_MAX)) return null
  switch (form.layout.kind) {
    case "sides":
      return sideRows(form, words)
    case "single":
      return itemRows(form, words)
    case "codes":
      return codedRows(form, words)
    default:
      return null
  }
}
