/**
 * Delimited text (CSV): rows of cells, after RFC 4180, with the faults of real files reported and survived.
 *
 * Rows are counted as a spreadsheet shows them: a record with a line break inside quotes is one row, an
 * empty line is a row. A fault in one row never hides the next row, except a quote that is never closed,
 * which ends the file. Why this is our own reader and not a library's:
 * `docs/decisions/0002-file-formats.md`.
 */

import { CELLS_KEPT_MAX } from "@juesuan/page"

export type Delimiter = "," | ";" | "\t"

export const delimiters = [",", "\t", ";"] as const satisfies ReadonlyArray<Delimiter>

export type CsvFault = "quoteOpen" | "quoteMisplaced"

/** Receives rows and faults in file order. A row handler that returns `false` stops the reading. */
export interface CsvHandler {
  /**
   * `width` is the number of cells in the file, `endsFile` whether the file stops without a line break
   * after it.
   */
  readonly row: (row: number, cells: Array<string>, width: number, endsFile: boolean) => boolean | void
  /** `column` is 1-based. */
  readonly fault: (fault: CsvFault, row: number, column: number, text: string) => void
}

/** A quoted cell that goes on for longer was never meant to: a quote is missing. No spreadsheet holds as much. */
const QUOTED_MAX = 2 ** 22
/** What is given of a cell that is never closed: it may be the rest of the file. */
const OPEN_SHOWN_MAX = 1000

const QUOTE = 34
const LF = 10
const CR = 13

/**
 * A quoted cell that opens at `open`: its text and the index after it; `end` is −1 when it is never closed.
 */
const quotedCell = (text: string, open: number): { readonly value: string; readonly end: number } => {
  let from = open + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1 || quote - open > QUOTED_MAX)
      return { value: text.slice(open + 1, open + 1 + OPEN_SHOWN_MAX), end: -1 }
    if (text.charCodeAt(quote + 1) === QUOTE) {
      from = quote + 2
      continue
    }
    const raw = text.slice(open + 1, quote)
    return { value: from === open + 1 ? raw : raw.replaceAll('""', '"'), end: quote + 1 }
  }
}

const plainEnd = (text: string, from: number, delimiter: number): number => {
  let index = from
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === delimiter || code === LF || code === CR) break
  }
  return index
}

/** Reads every row of the text in one pass, linear in its length. */
export const readCsv = (text: string, delimiter: Delimiter, handler: CsvHandler): void => {
  const separator = delimiter.charCodeAt(0)
  const { length } = text
  let index = 0
  let row = 1
  let cells: Array<string> = []
  let width = 0
  const keep = (cell: string): void => {
    width++
    if (width <= CELLS_KEPT_MAX) cells.push(cell)
  }
  while (index < length) {
    if (text.charCodeAt(index) === QUOTE) {
      const { value, end } = quotedCell(text, index)
      if (end === -1) {
        handler.fault("quoteOpen", row, width + 1, value)
        return
      }
      const after = plainEnd(text, end, separator)
      if (after > end) handler.fault("quoteMisplaced", row, width + 1, text.slice(index, after))
      keep(after > end ? value + text.slice(end, after) : value)
      index = after
    } else {
      const end = plainEnd(text, index, separator)
      keep(text.slice(index, end))
      index = end
    }
    const code = text.charCodeAt(index)
    if (code === separator) {
      index++
      // A delimiter at the very end is followed by one more, empty cell.
      if (index < length) continue
      keep("")
    }
    if (handler.row(row, cells, width, index >= length && code !== LF && code !== CR) === false) return
    index += code === CR && text.charCodeAt(index + 1) === LF ? 2 : 1
    row++
    cells = []
    width = 0
  }
}
