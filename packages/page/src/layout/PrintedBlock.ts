/**
 * What a document is made of once its pages are laid out: paragraphs and tables, in order, each with its places.
 */
import type { Box } from "../PageModel.ts"

/** A place on a page. */
export interface PrintedPlace {
  /** Page, from 1. */
  readonly page: number
  /** Line of the page, from 1; absent in a row in which nothing is printed. */
  readonly line?: number
  /** Character of the line, from 1; absent where nothing is printed. */
  readonly column?: number
  readonly box: Box
}

/** A paragraph, lines and pages joined; `pieces` say where the text from each offset on (UTF-16) stands. */
export interface PrintedParagraph {
  readonly kind: "paragraph"
  readonly text: string
  readonly pieces: ReadonlyArray<{ readonly offset: number; readonly at: PrintedPlace }>
}

/** A cell of a table; one that covers several places stands once, at its top left. */
export interface PrintedCell {
  /** Lines of a wrapped text are joined; two numbers in one cell have a line break between them. */
  readonly text: string
  readonly columnSpan: number
  readonly rowSpan: number
  readonly at: PrintedPlace
}

/** A table, its parts on several pages joined and their repeated heads left out. */
export interface PrintedTable {
  readonly kind: "table"
  readonly rows: ReadonlyArray<ReadonlyArray<PrintedCell>>
  readonly at: PrintedPlace
}

/** What stands between two others on the pages, whatever page break is in it. */
export type PrintedBlock = PrintedParagraph | PrintedTable
