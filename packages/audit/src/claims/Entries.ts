/**
 * Entries by function: 某（类）某（款）某（项） in a sentence, and the code of the row it names.
 *
 * Names are compared with the rows of the document's own table first and with the catalogue of the classification
 * second, without brackets and without 支出 at the end, for documents print both forms.
 */
import { isLostRow } from "../LostRow.ts"
import { Classification } from "@juesuan/domain"
import type { ReadTable } from "@juesuan/tables"

export interface EntryNames {
  readonly category: string
  readonly section: string | null
  readonly item: string | null
  /** In the text searched. */
  readonly start: number
  /** Behind the last bracket. */
  readonly end: number
}

const NAME_MAX = 60
const STARTS = /[#。；，：]|\d|第|方面/

/** Where the name that ends at `end` starts: behind the last mark that no name contains. */
const nameStart = (text: string, end: number): number => {
  let at = end
  while (at > 0 && end - at < NAME_MAX && !STARTS.test(text[at - 1]!)) at--
  return at
}

/** The first entry in a text, or `null`. */
export const entryIn = (text: string): EntryNames | null => {
  const category = text.indexOf("（类）")
  if (category < 0) return null
  const start = nameStart(text, category)
  const after = category + 3
  const section = text.indexOf("（款）", after)
  const hasSection = section > after && section - after <= NAME_MAX
  const item = hasSection ? text.indexOf("（项）", section + 3) : -1
  const hasItem = item > section + 3 && item - section <= NAME_MAX
  return {
    category: text.slice(start, category).replace(/^(?:其中|主要用于|用于|[）、和及与])+/, ""),
    section: hasSection ? text.slice(after, section).replace(/^[、，]/, "") : null,
    item: hasItem ? text.slice(section + 3, item).replace(/^[、，]/, "") : null,
    start,
    end: hasItem ? item + 3 : hasSection ? section + 3 : after
  }
}

/** The name of an entry whose beginning was lost (学前教育（项） without its （类）); `null` where there is none. */
export const cutEntryIn = (text: string): string | null =>
  text.includes("（类）") ? null : (/([^（）。，；：\d#]{1,40})（[款项]）/.exec(text)?.[1] ?? null)

/** A name without brackets, spaces and 支出 at its end. */
export const nameKey = (name: string): string =>
  name.replace(/[（）()\s“”"、，,]/g, "").replace(/(.)支出$/, "$1")

const isNamed = (name: string | undefined, printed: string | null): boolean =>
  name !== undefined && printed !== null && nameKey(name) === nameKey(printed)

const catalogue = new Map<string, ReadonlyArray<string>>()

/** The functional codes of a name, at a level of 3, 5 or 7 digits. */
const codesNamed = (name: string, digits: number): ReadonlyArray<string> => {
  if (catalogue.size === 0) {
    const byName = new Map<string, Array<string>>()
    for (const entry of Classification.entries("functional")) {
      const key = `${entry.code.length} ${nameKey(entry.name)}`
      const codes = byName.get(key)
      if (codes === undefined) byName.set(key, [entry.code])
      else codes.push(entry.code)
    }
    for (const [key, codes] of byName) catalogue.set(key, codes)
  }
  return catalogue.get(`${digits} ${nameKey(name)}`) ?? []
}

const rowsByName = new WeakMap<ReadTable, ReadonlyMap<string, ReadonlyArray<string>>>()

/** The codes of a table's rows by how many digits they have and by their names. */
const rowsNamed = (table: ReadTable): ReadonlyMap<string, ReadonlyArray<string>> => {
  const known = rowsByName.get(table)
  if (known !== undefined) return known
  const codes = new Map<string, Array<string>>()
  for (const { key, label } of table.rows.values()) {
    const name = `${key.length} ${nameKey(label)}`
    const same = codes.get(name)
    if (same === undefined) codes.set(name, [key])
    else same.push(key)
  }
  rowsByName.set(table, codes)
  return codes
}

export interface EntryCode {
  readonly code: string | null
  /** The names of the code, where the printed ones are others. */
  readonly standard: ReadonlyArray<string> | null
}

/** The code of an entry: the one row, or catalogue entry, that has all its names, or at least the last of them. */
export const codeOfEntry = (names: EntryNames, table: ReadTable | undefined): EntryCode => {
  const printed = [names.category, names.section, names.item].filter((name) => name !== null)
  const digits = 1 + printed.length * 2
  const labelOf = (code: string): string | undefined => {
    const row = table?.rows.get(code)
    return row === undefined || row.label === "" || isLostRow(row)
      ? Classification.nameOf("functional", code)
      : row.label
  }
  const rows =
    table === undefined ? [] : (rowsNamed(table).get(`${digits} ${nameKey(printed.at(-1)!)}`) ?? [])
  const namesOf = (code: string): ReadonlyArray<string | undefined> =>
    printed.map((_, level) => labelOf(code.slice(0, 3 + level * 2)))
  const isWhole = (code: string): boolean =>
    namesOf(code).every((name, level) => name === undefined || isNamed(name, printed[level]!))
  const [inTable, inCatalogue] = [rows, codesNamed(printed.at(-1)!, digits)]
  // An item with a budget and no spending has no row: its own code comes before another row of the same last name.
  for (const codes of [inTable.filter(isWhole), inCatalogue.filter(isWhole)]) {
    if (codes.length === 1) return { code: codes[0]!, standard: null }
    if (codes.length > 1) return { code: null, standard: null }
  }
  const known = inTable.length > 0 ? inTable : inCatalogue
  if (known.length !== 1) return { code: null, standard: null }
  return { code: known[0]!, standard: namesOf(known[0]!).map((name) => name ?? "") }
}
