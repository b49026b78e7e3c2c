/**
 * The forms of the tables as lines of text print them: heads of their columns, level by level.
 */

import { Phrase, formRows } from "@juesuan/tables"
import type { ColumnDefinition, TableDefinition } from "@juesuan/tables"
import { sideLines } from "./FormSet.ts"
import type { SideLines } from "./FormSet.ts"

/** An amount as tables print it; a number of any other form may be a code, a 行次 or cut. */
export const AMOUNT = /^-?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}|0)$/

/** A functional code: 类, 款 or 项. */
export const FUNCTIONAL_CODE = /^2\d{2}(?:\d{2}){0,2}$/

/** Whether words stand in a text, whole or each character of them: a head may be wrapped anywhere. */
export const hasWords = (text: string, words: string): boolean =>
  text.includes(words) || [...words].every((character) => text.includes(character))

export interface CodedForm {
  /** Heads of the amounts, level by level, as many in each level as there are columns. */
  readonly heads: ReadonlyArray<ReadonlyArray<string>>
  /** A column that other forms of the table have: its words stand in the heads, and the columns are others. */
  readonly other: RegExp
  /** Whether the first amount printed is always that of the first column: a total is never blank. */
  readonly isFirstSure: boolean
  /** Whether the form prints no 栏次 where nothing else tells its columns from those of another. */
  readonly isUnnumbered: boolean
  /** How many columns the 栏次 count; absent where they count all. */
  readonly count?: number
}

/** Columns that some print and others do not: their words above a table say that it is another form. */
const FURTHER = ["结转", "本年收入", "调整", "人员", "公用", "教育"]

const padded = (paths: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<ReadonlyArray<string>> => {
  const depth = Math.max(...paths.map((path) => path.length))
  return Array.from({ length: depth }, (_, level) => paths.map((path) => path[level] ?? ""))
}

/** What is printed above a column, the usual heads in front; a phrase stands for its fullest wording. */
const wordingsOf = ({ heads, aliases = [] }: ColumnDefinition): ReadonlyArray<ReadonlyArray<string>> => [
  heads,
  ...aliases.map((path) => path.map(Phrase.fullText))
]

const formOf = (
  definition: TableDefinition,
  columns: ReadonlyArray<ColumnDefinition>,
  wording: number
): CodedForm => {
  const all = columns.map((column) => {
    // A head that no part is printed below any more stands alone.
    const isAlone = columns.filter(({ heads }) => heads[0] === column.heads[0]).length === 1
    const [first, ...others] = wordingsOf(column)
    const sum = column.sumOf === undefined ? undefined : others[wording - 1]
    const path = sum === undefined || sum.length < first!.length ? first! : sum
    return isAlone ? path.slice(0, 1) : path
  })
  const heads = padded(all)
  const own = heads.flat().join("")
  const counted = columns.filter(({ number }) => number !== "").length
  return {
    heads,
    other: new RegExp(FURTHER.filter((word) => !own.includes(word)).join("|") || "$^"),
    isFirstSure: columns[0]!.sumOf !== undefined,
    isUnnumbered: definition.emptyUnless !== undefined || columns.length <= 3,
    ...(counted === columns.length ? {} : { count: counted })
  }
}

/** The ways in which a table by functional code is printed: without optional columns, with other words for sums. */
export const codedForms = (definition: TableDefinition): ReadonlyArray<CodedForm> => {
  const { columns } = definition
  const fewer = columns.filter(({ isOptional }) => isOptional !== true)
  const sums = Math.max(
    ...columns.map((column) => (column.sumOf === undefined ? 1 : wordingsOf(column).length))
  )
  const wordings = Array.from({ length: sums }, (_, index) => index)
  const forms = (fewer.length === columns.length ? [columns] : [fewer, columns]).flatMap((printed) =>
    wordings.map((wording) => formOf(definition, printed, wording))
  )
  return [...new Map(forms.map((form) => [JSON.stringify(form.heads), form])).values()]
}

/** Heads of a form in two sides: a label and its amounts for either. */
export const sideHeads = (form: TableDefinition): readonly [ReadonlyArray<string>, ReadonlyArray<string>] => {
  const { left, right } = sideLines(form)
  const leaves = ({ columns }: SideLines): ReadonlyArray<string> => columns.map(({ heads }) => heads.at(-1)!)
  const blanks = (side: SideLines): ReadonlyArray<string> => side.columns.map(() => "")
  return [
    [left.heading, ...blanks(left), right.heading, ...blanks(right)],
    ["项目", ...leaves(left), "项目", ...leaves(right)]
  ]
}

/** Heads of a form whose rows stand on one line, item by item, for one of its columns. */
export const itemHeads = (form: TableDefinition): ReadonlyArray<ReadonlyArray<string>> =>
  padded(formRows(form).map(({ heads, label }) => heads ?? [label]))

/** The lowest head over each column. */
export const leavesOf = (heads: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  heads[0]!.map((_, column) => heads.findLast((level) => level[column] !== "")![column]!)
