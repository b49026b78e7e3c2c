/**
 * The summary tables T01 and T04 as spaces lay them out: a label and its amount for income, and beside it a label and
 * its amounts for expenditure.
 */
import { sideHeads } from "./Forms.ts"
import type { TableDefinition } from "@juesuan/tables"
import { linesNamed, sideLines } from "./FormSet.ts"
import type { SideLines } from "./FormSet.ts"
import { areInOrder, figuresOf, gapByOrder, gapOf, hasAmount, labelsOf, placed } from "./Layout.ts"
import type { Columns, LabelLine, Word, WordLine } from "./Layout.ts"
import { between, joined, partsOf, slotOfWord, wordsOf } from "./LayoutParts.ts"
import type { BodyLine, GapOf, Parts } from "./LayoutParts.ts"
import { slotOfText } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"

/** A row with its words that are no amounts, and the side each of them stands on. */
interface SideRow extends BodyLine {
  readonly words: ReadonlyArray<Word>
  readonly sides: ReadonlyArray<number | null>
  readonly amounts: ReadonlyArray<Word | undefined> | null
}

/** Where the first amount is blank, the second label may begin in its column: it stands behind its 行次. */
const sideInRow: GapOf = (word, { line, columns }) => {
  if (figuresOf(line).length === columns.all.length) return gapByOrder(word, line)
  const [left, right] = columns.all
  const number = line.find(({ kind, end }) => kind === "digits" && end <= left!.start)
  const isBehind = number !== undefined && number.end <= word.start && word.end <= right!.start
  return isBehind ? 1 : gapOf(word, columns)
}

/** The amounts of a row: where expenditure has all of its own or none, what is in front of its label is of income. */
const amountsOf = (
  { line, columns }: BodyLine,
  words: ReadonlyArray<Word>,
  sides: ReadonlyArray<number | null>
): ReadonlyArray<Word | undefined> | null => {
  const second = Math.min(...words.flatMap(({ start }, at) => (sides[at] === 1 ? [start] : [])))
  const figures = figuresOf(line)
  const [income, expenditure] = [
    figures.filter(({ start }) => start < second),
    figures.filter(({ start }) => start > second)
  ]
  const rest = columns.all.slice(1)
  if (second === Infinity || income.length > 1) return placed(line, columns)
  if (expenditure.length === rest.length) return [income[0], ...expenditure]
  return expenditure.length === 0 ? [income[0], ...rest.map(() => undefined)] : placed(line, columns)
}

const rowsOf = (
  { body, above }: Parts,
  isRow: (line: WordLine) => boolean,
  hasLines: boolean
): ReadonlyArray<SideRow> | null => {
  const rows = body
    .slice(above)
    .filter(({ line }) => isRow(line))
    .map((one): SideRow => {
      const words = wordsOf(one.line)
      const sides = words.map((word) => sideInRow(word, one))
      return { ...one, words, sides, amounts: amountsOf(one, words, sides) }
    })
  const isSound = rows.every(
    ({ words, sides, amounts }) =>
      amounts !== null &&
      sides.every((side) => side === 0 || side === 1) &&
      words.every(({ kind, text }) => kind === "word" || (hasLines && /^\d{1,2}$/.test(text)))
  )
  return isSound ? rows : null
}

/** On which side a line of a label stands that has no amount beside it. */
const sideBetween = (rows: ReadonlyArray<SideRow>): GapOf => {
  const starts = new Map<Columns, number>()
  for (const { columns, words, sides } of rows)
    words.forEach(({ kind, start }, at) => {
      if (kind === "word" && sides[at] === 1)
        starts.set(columns, Math.min(starts.get(columns) ?? Infinity, start))
    })
  return ({ start, end }, { columns }) => {
    const [left, right] = columns.all
    const from = starts.get(columns) ?? left!.end
    if (end > right!.start) return null
    return start >= from ? 1 : end <= Math.max(from, left!.start) ? 0 : null
  }
}

/** Whether two words stand in a text in this order. */
export const areInTurn = (first: string, second: string, text: string): boolean =>
  text.includes(first) && text.lastIndexOf(second) > text.indexOf(first)

/** The rows of a form in two sides, heads of the form on top; `null` where its form cannot be told. */
export const sideRows = (
  form: TableDefinition,
  lines: ReadonlyArray<WordLine>
): ReadonlyArray<SlotRow> | null => {
  const heads = sideHeads(form)
  const width = heads[1].length - 2
  const parts = partsOf(lines, hasAmount, width, width)
  if (parts === null) return null
  const { head, headLines, isParted } = parts
  const known = sideLines(form)
  if (
    !areInTurn(known.left.heading, known.right.heading, head) ||
    !/决算/.test(head) ||
    /预算数|调整/.test(head)
  )
    return null
  const amountHeads = heads[1].filter((words) => words !== "项目")
  if (!areInOrder(headLines, amountHeads)) return null
  // A line with nothing but its 行次 on both sides is a row, too.
  const isRow = (line: WordLine): boolean => hasAmount(line) || line.some(({ kind }) => kind === "digits")
  const rows = rowsOf(parts, isRow, head.includes("行次"))
  if (rows === null) return null
  const gapBetween = sideBetween(rows)
  const isNamed = (side: SideLines, label: string): boolean => linesNamed(side, label).length > 0
  const [left, right] = [known.left, known.right].map((side, index) => {
    const around = between(parts, index, isRow, gapBetween)
    if (around === null) return null
    const labels = rows.map(({ words, sides }, row): LabelLine => {
      const own = words.filter(({ kind }, at) => kind === "word" && sides[at] === index)
      return { own: joined(own), before: around.before[row]! }
    })
    return labelsOf(labels, around.behind, isParted, (label) => label === "" || isNamed(side, label))
  })
  if (left === null || right === null) return null
  // A line that prints no amount may be a label of its own or the rest of one: only known labels say which.
  const isKnown = rows.every(({ amounts }, row) => {
    const [income, ...expenditure] = amounts!
    return (
      (income === undefined || isNamed(known.left, left![row]!)) &&
      (expenditure.every((word) => word === undefined) || isNamed(known.right, right![row]!))
    )
  })
  if (!isKnown) return null
  const { at } = lines[0]![0]!
  return [
    ...heads.map((level) => level.map((text) => slotOfText(text, at))),
    ...rows.map(({ line, amounts }, row): SlotRow => {
      const place = line[0]!.at
      const [income, ...expenditure] = amounts!
      return [
        slotOfText(left![row]!, place),
        slotOfWord(income, place),
        slotOfText(right![row]!, place),
        ...expenditure.map((word) => slotOfWord(word, place))
      ]
    })
  ]
}
