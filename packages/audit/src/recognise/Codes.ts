/**
 * Codes of rows, whole or cut in print.
 *
 * A cut code is restored by what is left of it and the name beside it, where one entry of the catalogue has both. A
 * 款 and its 项 may have one name (20899 and 2089999); then the order of the rows decides, if there are as many rows
 * as entries. What stays open is not bound.
 */
import { Classification } from "@juesuan/domain"

import { plain } from "./Text.ts"

export interface PrintedRow {
  /** Digits as printed, of one or several cells; empty when there are none. */
  readonly code: string
  readonly name: string
  /** Whether the row is as wide as its heads: else a part of its code may be missing, and its name must confirm it. */
  readonly isInPlace: boolean
}

export interface RestoredRow {
  readonly code: string
  /** The name in full. */
  readonly name: string
  /** Why the code is not the one printed; `null` when it is. */
  readonly codeReason: string | null
  readonly nameReason: string | null
}

interface Entry {
  readonly code: string
  readonly name: string
  readonly plain: string
}

const catalogues = new Map<Classification.ClassificationName, ReadonlyArray<Entry>>()

const entriesOf = (list: Classification.ClassificationName): ReadonlyArray<Entry> => {
  const known = catalogues.get(list)
  if (known !== undefined) return known
  const made = Classification.entries(list).map(({ code, name }) => ({ code, name, plain: plain(name) }))
  catalogues.set(list, made)
  return made
}

/** A name cut shorter than this could be the beginning of too much. */
const CUT_NAME_MIN = 4

/** The entries that the printed digits begin and that bear the name, or whose name begins with what is printed. */
const candidates = (
  list: Classification.ClassificationName,
  { code, name }: PrintedRow
): ReadonlyArray<Entry> => {
  const wanted = plain(name)
  if (wanted === "") return []
  const below = entriesOf(list).filter((entry) => entry.code.startsWith(code))
  const exact = below.filter((entry) => entry.plain === wanted)
  if (exact.length > 0) return exact
  return wanted.length < CUT_NAME_MIN ? [] : below.filter((entry) => entry.plain.startsWith(wanted))
}

const asPrinted = ({ code, name }: PrintedRow): RestoredRow => ({
  code,
  name,
  codeReason: null,
  nameReason: null
})

const restored = (row: PrintedRow, entry: Entry, why: string): RestoredRow => ({
  code: entry.code,
  name: entry.name,
  codeReason:
    entry.code === row.code ? null : `以 ${row.code} 开头、名称为“${entry.name}”的科目${why}：${entry.code}`,
  nameReason:
    entry.plain === plain(row.name)
      ? null
      : `科目 ${entry.code} 的名称以“${row.name.trim()}”开头：${entry.name}`
})

/** Whether the name, whole or cut, is that of the code or of one the code may have been cut from. */
const isConfirmed = (list: Classification.ClassificationName, row: PrintedRow): boolean =>
  Classification.isNameOf(list, row.code, row.name.trim()) || candidates(list, row).length > 0

const signature = (row: PrintedRow): string => `${row.code}\n${plain(row.name)}`

/**
 * Restores the codes of a table's rows, in their order. `null` stands for a row whose code cannot be told. `elsewhere`
 * are the codes that other tables of the document print whole.
 */
export const restoreCodes = (
  list: Classification.ClassificationName,
  rows: ReadonlyArray<PrintedRow>,
  elsewhere: ReadonlySet<string> = new Set()
): ReadonlyArray<RestoredRow | null> => {
  const deepest = list === "functional" ? 7 : 5
  // Codes are cut to one length: what is shorter than the longest was printed whole.
  const longest = Math.max(0, ...rows.map(({ code }) => code.length))
  const isCut = longest < deepest
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(signature(row), (counts.get(signature(row)) ?? 0) + 1)
  const seen = new Map<string, number>()
  const resolve = (row: PrintedRow): RestoredRow | null => {
    const turn = seen.get(signature(row)) ?? 0
    seen.set(signature(row), turn + 1)
    const isWhole = Classification.isWellFormed(list, row.code)
    const count = counts.get(signature(row))!
    const isOwnName = (): boolean =>
      Classification.isNameOf(list, row.code, row.name.trim()) || candidates(list, row).length === 0
    if (isWhole && !row.isInPlace && !isConfirmed(list, row)) return null
    if (
      isWhole &&
      (row.code.length === deepest || ((!isCut || row.code.length < longest) && count === 1 && isOwnName()))
    ) {
      const entry = Classification.lookup(list, row.code)
      const isNameCut =
        entry !== undefined &&
        plain(row.name).length >= CUT_NAME_MIN &&
        plain(entry.name) !== plain(row.name) &&
        plain(entry.name).startsWith(plain(row.name))
      return isNameCut ? restored(row, { ...entry, plain: plain(entry.name) }, "") : asPrinted(row)
    }
    if (!/^\d{3,7}$/.test(row.code)) return null
    const found = candidates(list, row)
    const confirmed = found.length > 1 ? found.filter(({ code }) => elsewhere.has(code)) : found
    if (found.length === 1 && count === 1) return restored(row, found[0]!, "只有一个")
    for (const choice of [confirmed, found]) {
      if (choice.length !== count) continue
      return restored(
        row,
        choice[turn]!,
        count === 1 ? "只有一个" : `有 ${count} 个，按行序为第 ${turn + 1} 个`
      )
    }
    // A heading above rows that were cut keeps its code where no entry below it bears the name.
    return isWhole && found.length === 0 && count === 1 && row.code.length === 3 ? asPrinted(row) : null
  }
  const answers = rows.map(resolve)
  const uses = new Map<string, number>()
  for (const answer of answers) if (answer !== null) uses.set(answer.code, (uses.get(answer.code) ?? 0) + 1)
  return answers.map((answer) => (answer !== null && uses.get(answer.code) === 1 ? answer : null))
}
