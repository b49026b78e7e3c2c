/**
 * Tables as a workbook: one sheet a table, merged heads, true numbers, codes as text, ready to print.
 *
 * SpreadsheetML is written directly: it is a few hundred characters a row, every cell is a number or an inline
 * string — a formula only where a total is asked to be live — and nothing in the archive has a time.
 */
import { tablesOf } from "../Document.ts"
import type { Document, DocumentTable } from "../Document.ts"
import { aboutSheet } from "./AboutSheet.ts"
import { tableSheet } from "./TableSheet.ts"
import type { XlsxOptions } from "./TableSheet.ts"
import { sheetNames, workbookOf } from "./Workbook.ts"

export { entrySheet, listRange, listSheet } from "./EntrySheet.ts"
export type { EntryColumn, ListColumn } from "./EntrySheet.ts"
export { sheetNames, workbookOf } from "./Workbook.ts"
export type { XlsxOptions } from "./TableSheet.ts"

const wantedName = ({ number, title }: DocumentTable): string => number || title

/** The tables as a workbook, one sheet each, in order. */
export const tablesXlsx = (tables: ReadonlyArray<DocumentTable>, options: XlsxOptions = {}): Uint8Array => {
  const names = sheetNames(tables.map(wantedName))
  return workbookOf(tables.map((table, index) => tableSheet(table, names[index]!, options)))
}

/**
 * The document's tables as a workbook, one sheet each, and a last sheet 说明: contents, remarks, colophon. In an edition
 * that is not for publication that sheet is the first, called by what it says, and every page repeats it.
 */
export const renderXlsx = (document: Document, options: XlsxOptions = {}): Uint8Array => {
  const { marking } = document
  const tables = tablesOf(document)
  const names = sheetNames([...tables.map(wantedName), marking === undefined ? "说明" : "内部版"])
  const sheets = tables.map((table, index) => tableSheet(table, names[index]!, { ...options, marking }))
  const about = aboutSheet(document, tables, names.slice(0, -1), names.at(-1)!)
  return workbookOf(marking === undefined ? [...sheets, about] : [about, ...sheets])
}
