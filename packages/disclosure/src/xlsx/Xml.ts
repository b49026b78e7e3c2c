/**
 * Writing SpreadsheetML: names of places, text made literal, cells and rows.
 */
import { printableLines } from "../Placed.ts"

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
export const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Programs that open workbooks refuse a cell with more text. */
const CELL_CHARACTERS_MAX = 32_767

/** Makes text literal inside elements and attribute values. */
export const escapeXml = (text: string): string =>
  printableLines(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")

/** As {@link escapeXml}, for text of a cell: what reads as the format's own escape (`_x000A_`) stays as it is. */
export const escapeCell = (text: string): string => {
  const shown =
    text.length > CELL_CHARACTERS_MAX ? `${text.slice(0, CELL_CHARACTERS_MAX - 1).toWellFormed()}…` : text
  return escapeXml(shown.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_"))
}

/** A, B, … Z, AA for 0, 1, … */
export const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

/** The name of a place; columns count from 0, rows from 1. */
export const at = (column: number, row: number): string => `${columnName(column)}${row}`

/** A cell of text; it can be no formula, whatever the text is. */
export const textCell = (column: number, row: number, style: number, text: string): string =>
  text === ""
    ? `<c r="${at(column, row)}" s="${style}"/>`
    : `<c r="${at(column, row)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`

/**
 * A cell of a number, written as its decimal text: no float of 元 ever exists. With a formula it is the
 * cached value.
 */
export const numberCell = (
  column: number,
  row: number,
  style: number,
  value: string,
  formula?: string
): string =>
  `<c r="${at(column, row)}" s="${style}">${formula === undefined ? "" : `<f>${formula}</f>`}<v>${value}</v></c>`

/** The highest a row may be. */
const ROW_HEIGHT_MAX_PT = 409

export const rowOf = (row: number, cells: string, heightPt: number): string =>
  `<row r="${row}" ht="${Math.min(heightPt, ROW_HEIGHT_MAX_PT)}" customHeight="1">${cells}</row>`

export const columnsOf = (widths: ReadonlyArray<number>): string =>
  `<cols>${widths
    .map((width, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`)
    .join("")}</cols>`

/** Merges; a range of one cell is none. */
export const mergesOf = (ranges: ReadonlyArray<string>): string => {
  const merged = ranges.filter((range) => range.split(":")[0] !== range.split(":")[1])
  if (merged.length === 0) return ""
  return `<mergeCells count="${merged.length}">${merged.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`
}

/** Text of a header; a sign for "and" would begin a code. */
const printedText = (text: string): string => escapeXml(text.replaceAll("&", "&&"))

const headerOf = (marking: string | undefined): string =>
  marking === undefined ? "" : `<oddHeader>&amp;C&amp;B${printedText(marking)}</oddHeader>`

const footerOf = (marking: string | undefined): string =>
  `&amp;C第 &amp;P 页，共 &amp;N 页${marking === undefined ? "" : `&amp;R${printedText(marking)}`}`

/** How a sheet is printed: on A4, as wide as the page; on one page or on as many as it takes. */
export const printSetup = (
  orientation: "portrait" | "landscape",
  isOnePage: boolean,
  marking?: string
): string =>
  `<printOptions horizontalCentered="1"/>
<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="${isOnePage ? 1 : 0}"/>
<headerFooter>${headerOf(marking)}<oddFooter>${footerOf(marking)}</oddFooter></headerFooter>`
