/**
 * Merged cells: which rows of which column they span.
 */
import { columnOfReference } from "@juesuan/page"

/** The first column of merged cells (0-based), and their rows as a spreadsheet counts them. */
export interface Merge {
  readonly column: number
  readonly firstRow: number
  readonly lastRow: number
}

/** Reads a reference such as `D2:D3`; `undefined` for what is none. */
export const columnsOfMerge = (reference: string): Merge | undefined => {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/.exec(reference)
  if (found === null) return undefined
  const [, letters, first, last] = found
  return { column: columnOfReference(letters!) - 1, firstRow: Number(first), lastRow: Number(last) }
}
