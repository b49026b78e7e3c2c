/**
 * Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, CRLF, RFC 4180 quoting, plain numbers.
 */
import { strToU8 } from "fflate"
import { tablesOf } from "../Document.ts"
import type { Document, DocumentTable, TableCell } from "../Document.ts"
import { originsOf, printable } from "../Placed.ts"

/** What a spreadsheet would take for a formula, full-width signs included: some read those as their like. */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠]/

/** Text that a spreadsheet would take for a formula starts with an apostrophe; numbers are left alone. */
export const neutral = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** What {@link neutral} made of a text, as it was. */
export const plain = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text

const textual = (text: string): string => neutral(printable(text))

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cellText = (cell: TableCell | undefined): string =>
  cell === undefined ? "" : (cell.value ?? textual(cell.text))

const linesOf = (table: DocumentTable): ReadonlyArray<ReadonlyArray<string>> => [
  [textual(table.title)],
  [textual(table.unitName), textual(table.number), `金额单位：${table.moneyUnit}`],
  ...[...originsOf(table.header, table.width), ...originsOf(table.body, table.width)].map((row) =>
    row.map(cellText)
  ),
  ...table.notes.map((note) => [textual(note)])
]

/**
 * The tables one after the other, an empty line between them. A figure is its plain decimal text, so a negative
 * amount is a number; all other text is {@link neutral}.
 */
export const tablesCsv = (tables: ReadonlyArray<DocumentTable>, marking?: string): string => {
  const head = marking === undefined ? [] : [[textual(marking)]]
  const blocks = tables.map(linesOf).flatMap((block, index) => (index === 0 ? block : [[], ...block]))
  const lines = [...head, ...blocks]
  return `\ufeff${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`
}

/** A file by name, with its bytes. */
export interface CsvFile {
  /** A name that every file system takes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Longer names are refused by some file systems, which count 255 bytes. */
const NAME_CHARACTERS_MAX = 60

const fileName = ({ number, title }: DocumentTable, at: number): string => {
  const words = [String(at + 1).padStart(2, "0"), number, title].map((word) =>
    printable(word).replace(/[\s/\\:*?"<>|\ufffd]/g, "")
  )
  const name = words.filter((word) => word !== "").join("-")
  // Cut between characters: half a surrogate pair is no name.
  return `${[...name].slice(0, NAME_CHARACTERS_MAX).join("")}.csv`
}

/**
 * One file a table, in order: `01-公开01表-收入支出决算总表.csv` and on. The first line of each file of an edition that
 * is not for publication says so.
 */
export const renderCsv = (document: Document): ReadonlyArray<CsvFile> =>
  tablesOf(document).map((table, at) => ({
    name: fileName(table, at),
    bytes: strToU8(tablesCsv([table], document.marking))
  }))
