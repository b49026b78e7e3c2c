/**
 * The forms that a document is read by: those of the pack in use, and behind them those of the packs that ship.
 *
 * What a table is called, what stands above its columns and beside its rows is the form's; nothing of it is stated
 * here.
 */
import { Phrase, formRows, furtherForms, packs } from "@juesuan/tables"
import type { ColumnDefinition, RowDefinition, TableDefinition, TablePack } from "@juesuan/tables"
import { labelOf, plain } from "./Text.ts"

export interface FormSet {
  /** In the order in which they are tried. */
  readonly forms: ReadonlyArray<TableDefinition>
  /** The tables of the pack in use by their plain titles, which no other form's wording may take from them. */
  readonly titled: ReadonlyMap<string, string>
  /** Whether a plain text heads columns of any form. */
  readonly isHead: (text: string) => boolean
}

const SUBTOTAL = /^(?:小计|合计)$/

/** A path without the 小计 that says what its head says. */
const withoutSubtotal = (path: ReadonlyArray<string>): ReadonlyArray<string> =>
  path.length > 1 && SUBTOTAL.test(path.at(-1)!) ? path.slice(0, -1) : path

const pathsOf = ({ heads, aliases = [] }: ColumnDefinition): ReadonlyArray<ReadonlyArray<string>> =>
  [heads, ...aliases].map(withoutSubtotal)

/** An answer to a text, kept up to a number: a document of any length is read by the same forms. */
const recalled = <A extends {}>(answers: Map<string, A>, text: string, answerOf: () => A): A => {
  const known = answers.get(text)
  if (known !== undefined) return known
  const answer = answerOf()
  if (answers.size > 4_096) answers.clear()
  answers.set(text, answer)
  return answer
}

const madeSets = new WeakMap<object, FormSet>()

/** The forms of a pack, then those that ship. */
export const formSetOf = (pack?: TablePack): FormSet => {
  const first = pack ?? packs
  const known = madeSets.get(first)
  if (known !== undefined) return known
  const used = pack === undefined ? packs : [pack, ...packs]
  const printed = used.flatMap(({ tables }) => tables.map(({ definition }) => definition))
  const forms = [...new Set([...printed, ...furtherForms])]
  const words = new Set(forms.flatMap(({ columns }) => columns.flatMap((column) => pathsOf(column).flat())))
  const answers = new Map<string, boolean>()
  const isHead = (text: string): boolean =>
    recalled(answers, text, () => !SUBTOTAL.test(text) && Phrase.isOneOf(text, words))
  const titled = new Map((pack?.tables ?? []).map(({ definition, title }) => [plain(title), definition.key]))
  const made = { forms, titled, isHead }
  madeSets.set(first, made)
  return made
}

/** The forms of a table, the one to try first in front. */
export const formsOf = ({ forms }: FormSet, key: string): ReadonlyArray<TableDefinition> =>
  forms.filter((form) => form.key === key)

/** The keys of a form's columns. */
export const columnKeys = ({ columns }: TableDefinition): ReadonlyArray<string> =>
  columns.map(({ key }) => key)

/** The orders in which a form's columns are printed: all of them, or without those that some leave out. */
export const columnOrders = ({ columns }: TableDefinition): ReadonlyArray<ReadonlyArray<string>> => [
  columns.map(({ key }) => key),
  columns.filter(({ isOptional }) => isOptional !== true).map(({ key }) => key)
]

/** What the form prints under its heads, by column. */
export const columnNumbers = ({ columns }: TableDefinition): ReadonlyMap<string, string> =>
  new Map(columns.flatMap(({ key, number }) => (/^\d+$/.test(number) ? [[key, number]] : [])))

/**
 * The column that plain heads name from the top down: the lowest is its own, and none above is that of another column.
 */
export const columnOf = (
  { columns }: TableDefinition,
  path: ReadonlyArray<string>,
  { isHead }: FormSet
): string | null => {
  const printed = withoutSubtotal(path)
  const leaf = printed.at(-1) ?? ""
  const upper = printed.slice(0, -1)
  for (const column of columns) {
    const paths = pathsOf(column)
    const own = paths.filter((heads) => Phrase.isOneOf(leaf, [heads.at(-1)!]))
    const words = paths.flat()
    if (own.length > 0 && upper.every((head) => Phrase.isOneOf(head, words) || !isHead(head)))
      return column.key
  }
  return null
}

/** A label as it is compared: without its number and what every line of its side ends with. */
export const stem = (label: string): string =>
  label.length < 3 ? label : label.replace(/(?:支出|收入)$/, "").replace(/\(类\)$/, "")

/** Whether a printed label, plain and without its number, is that of a row. */
export const isLabelOf = (label: string, { label: own, aliases = [] }: RowDefinition): boolean =>
  stem(label) === stem(labelOf(own)) || Phrase.isOneOf(label, aliases)

/** The sides of a form whose rows stand beside each other; the label that closes a side stands on both. */
export type Side = "left" | "right"

export interface SideLines {
  readonly rows: ReadonlyArray<RowDefinition>
  /** The keys of all lines, in order of the form. */
  readonly keys: ReadonlyArray<string>
  /** The columns whose amounts stand on this side. */
  readonly columns: ReadonlyArray<ColumnDefinition>
  /** What stands above the side, and above its labels. */
  readonly heading: string
  readonly subheading: string
  /** What labels were found to name. */
  readonly named: Map<string, ReadonlyArray<string>>
}

const madeSides = new WeakMap<TableDefinition, Readonly<Record<Side, SideLines>>>()

/** The lines of both sides of a form. Throws a `TypeError` where it has none. */
export const sideLines = (form: TableDefinition): Readonly<Record<Side, SideLines>> => {
  const known = madeSides.get(form)
  if (known !== undefined) return known
  const { layout } = form
  if (layout.kind !== "sides") throw new TypeError(`${form.key} has no sides.`)
  const byKey = new Map(formRows(form).map((row) => [row.key, row]))
  const linesOf = (side: Side): SideLines => {
    const { heading, subheading, rows } = layout[side]
    const keys = rows.filter((key) => key !== null)
    const columns = side === "left" ? form.columns.slice(0, 1) : form.columns.slice(1)
    const own = keys.flatMap((key) => byKey.get(key) ?? [])
    return { rows: own, keys, columns, heading, subheading, named: new Map() }
  }
  const sides = { left: linesOf("left"), right: linesOf("right") }
  madeSides.set(form, sides)
  return sides
}

/** The lines a label may stand on. */
export const linesNamed = ({ rows, named }: SideLines, text: string): ReadonlyArray<string> =>
  recalled(named, text, () => {
    const label = labelOf(text)
    return rows.filter((row) => isLabelOf(label, row)).map(({ key }) => key)
  })

/** The rows of a form that are called so. */
export const rowNamed = (form: TableDefinition, label: string): RowDefinition | undefined =>
  formRows(form).find((row) => isLabelOf(label, row))

/** A title without the words that every title ends with: what a note below the table speaks of. */
export const subjectOf = ({ title }: TableDefinition): string =>
  plain(title).replace(/决算[总明细]{0,3}表$/, "")
