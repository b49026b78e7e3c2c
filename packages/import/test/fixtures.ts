/**
 * Small transaction files for the import tests: rows by field name, as CSV text, bytes or JSON lines.
 */
import { importFiles } from "../src/index.ts"
import type { ImportedEvent, ImportOptions, ImportResult } from "../src/index.ts"
import { fieldNames, fields } from "../src/Field.ts"
import type { Field } from "../src/Field.ts"

export type Row = Readonly<Partial<Record<Field, string>>>

/** A payment that nothing is wrong with. */
export const payment: Row = {
  event_type: "DisbursementPaid",
  fiscal_year: "2024",
  agency_code: "219011",
  vou_date: "2024-03-05",
  doc_no: "ZF-1",
  fund_type: "一般公共预算",
  exp_func_code: "2080109",
  dep_bgt_eco_code: "30201",
  nature: "基本支出",
  amount: "1280.50",
  abstract: "办公费"
}

/** A row of the same unit and document that has nothing else. */
export const bare = (event_type: string, row: Row): Row => ({
  event_type,
  fiscal_year: "2024",
  agency_code: "219011",
  vou_date: "2024-03-05",
  doc_no: "D-1",
  ...row
})

const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const line = (cells: ReadonlyArray<string>, delimiter = ","): string =>
  cells.map(quoted).join(delimiter)

/** The fields that any row has, in canonical order: the columns of the file. */
export const columnsOf = (rows: ReadonlyArray<Row>): ReadonlyArray<Field> =>
  fieldNames.filter((field) => rows.some((row) => row[field] !== undefined))

/** CSV text with a header of canonical names, or of their Chinese titles. */
export const csv = (
  rows: ReadonlyArray<Row>,
  options: { readonly titles?: boolean; readonly delimiter?: string; readonly newline?: string } = {}
): string => {
  const { titles = false, delimiter = ",", newline = "\n" } = options
  const columns = columnsOf(rows)
  const header = columns.map((field) => (titles ? fields[field].title : field))
  const lines = [header, ...rows.map((row) => columns.map((field) => row[field] ?? ""))]
  return lines.map((cells) => line(cells, delimiter) + newline).join("")
}

export const jsonl = (rows: ReadonlyArray<Row>): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("")

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

let gb18030: Map<string, ReadonlyArray<number>> | undefined

/** Encodes text in the two-byte part of GB18030, which has every character of our vocabulary. */
export const encodeGb18030 = (text: string): Uint8Array => {
  if (gb18030 === undefined) {
    gb18030 = new Map()
    const decoder = new TextDecoder("gb18030")
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const char = decoder.decode(new Uint8Array([lead, trail]))
        if (char.length === 1 && char !== "\ufffd") gb18030.set(char, [lead, trail])
      }
    }
  }
  const bytes: Array<number> = []
  for (const char of text) {
    const pair = gb18030.get(char)
    if (char.charCodeAt(0) < 0x80) bytes.push(char.charCodeAt(0))
    else if (pair !== undefined) bytes.push(...pair)
    else throw new Error(`no two-byte GB18030 code for ${char}`)
  }
  return new Uint8Array(bytes)
}

/** Imports files of text or bytes into an empty ledger. */
export const importing = (
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ImportOptions> = {}
): ImportResult =>
  importFiles(
    Object.entries(files).map(([name, content]) => ({
      name,
      bytes: typeof content === "string" ? utf8(content) : content
    })),
    { lookUp: () => [], ...options }
  )

/** Imports rows as one CSV file. */
export const importRows = (rows: ReadonlyArray<Row>, options: Partial<ImportOptions> = {}): ImportResult =>
  importing({ "a.csv": csv(rows) }, options)

/** What was said, without where it was read. */
export const withoutSource = ({ events }: ImportResult): ReadonlyArray<Omit<ImportedEvent, "source">> =>
  events.map(({ source: _source, ...said }) => said)
