/**
 * Takes titles, captions and notes out of a grid.
 *
 * In workbooks, and in many tables of web pages, the title, 公开01表, 金额单位：元 and the notes stand in rows of the
 * table itself. As paragraphs they are the same in every format. Nothing else of a grid is touched.
 */
import type { ReadCell } from "../ReadDocument.ts"
import { isCaption, isNote, isTitle } from "./text/Line.ts"

export type Row = ReadonlyArray<ReadCell>

/** Rows of cells that stay together, or a row whose cells are lines of text. */
export type GridPart =
  | { readonly kind: "rows"; readonly rows: ReadonlyArray<Row> }
  | { readonly kind: "lines"; readonly cells: Row }

const TITLE_LENGTH_MIN = 6

const filledIn = (row: Row): Row => row.filter(({ text }) => text !== "")

const isTitleOfTable = (text: string): boolean =>
  text.length >= TITLE_LENGTH_MIN && isTitle(text) && /表[）)]?$/.test(text.trimEnd().slice(-2))

/**
 * Splits the rows of a grid. A row is text when its printed cells are all captions, or its single printed cell is a
 * title of a table, or a note; rows that continue notes below the last row of cells are text, too. A cell that
 * reaches down into other rows is always a cell.
 */
export const splitTitles = (rows: ReadonlyArray<Row>): ReadonlyArray<GridPart> => {
  const parts: Array<GridPart> = []
  let kept: Array<Row> = []
  let isInNotes = false
  let reaching = 0
  for (const row of rows) {
    const filled = filledIn(row)
    const first = filled[0]
    const isFree = reaching === 0 && row.every(({ rowSpan = 1 }) => rowSpan === 1)
    reaching = row.reduce((most, { rowSpan = 1 }) => Math.max(most, rowSpan - 1), Math.max(0, reaching - 1))
    const isSingle = filled.length === 1
    const begins = isFree && first !== undefined && isSingle && isNote(first.text)
    const isText: boolean =
      isFree &&
      first !== undefined &&
      (filled.every(({ text }) => isCaption(text)) ||
        (isSingle && (isTitleOfTable(first.text) || isNote(first.text) || isInNotes)))
    isInNotes = begins || (isText && isInNotes)
    if (!isText) {
      kept.push(row)
      continue
    }
    if (kept.length > 0) parts.push({ kind: "rows", rows: kept })
    kept = []
    parts.push({ kind: "lines", cells: filled })
  }
  if (kept.length > 0) parts.push({ kind: "rows", rows: kept })
  return parts
}
