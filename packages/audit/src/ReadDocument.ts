/**
 * A published document as it was read: lines of text and grids of cells, in order, each with its place in the file.
 *
 * This is all that a reader of a format says. What a line or a grid means — which table it is, which section, which
 * claim — is recognised later, by one code for all formats.
 */
import type { Place } from "@juesuan/domain"

/** The formats that are read. */
export type DocumentFormat = "text" | "markdown" | "html" | "docx" | "xlsx" | "pdf"

/**
 * A paragraph of text. A paragraph that the file wraps over several lines (in the middle of a word or a number, or
 * over a page break) is one paragraph; `places` say where each piece of it stands.
 */
export interface ReadParagraph {
  readonly kind: "paragraph"
  readonly text: string
  /** From which offset of `text` on (UTF-16) the text stands at which place; ascending, the first at offset 0. */
  readonly places: ReadonlyArray<{ readonly offset: number; readonly at: Place }>
}

/** A cell as read; merged cells stand once, at their top left. */
export interface ReadCell {
  /** As printed; empty when nothing is printed. */
  readonly text: string
  readonly at: Place
  /** Default 1. */
  readonly columnSpan?: number
  /** Default 1. */
  readonly rowSpan?: number
  /** The stored number of a workbook cell as a decimal text, when it is a number; `text` is what it shows. */
  readonly number?: string
}

/** A table as read: rows of cells, merged cells once at their top left, as in HTML. Rows may have unequal lengths. */
export interface ReadGrid {
  readonly kind: "grid"
  readonly rows: ReadonlyArray<ReadonlyArray<ReadCell>>
  readonly at: Place
  /** Name of the sheet, in a workbook. */
  readonly sheet?: string
  /** The lines of the table as printed, in plain text under a title; where a word stands tells which cell it is. */
  readonly lines?: ReadonlyArray<ReadCell>
  /** Whether each row is a line whose cells nothing separates, kept as one cell; absent means no. */
  readonly isUnseparated?: true
}

/** A paragraph or a grid, in the order of the document. */
export type ReadBlock = ReadParagraph | ReadGrid

/** Something of the file that could not be read, and was left out. */
export interface ReadProblem {
  readonly at: Place
  readonly code: string
  readonly message: string
}

/** A document as it was read: blocks in order, and what had to be left out. */
export interface ReadDocument {
  readonly file: string
  readonly format: DocumentFormat
  readonly blocks: ReadonlyArray<ReadBlock>
  readonly problems: ReadonlyArray<ReadProblem>
}

/** Where the character at an offset of a paragraph stands: the line, and the column in it (1-based). */
export const placeAt = ({ places }: ReadParagraph, offset: number): Place => {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]!.offset <= offset) low = middle + 1
    else high = middle
  }
  const piece = places[Math.max(0, low - 1)]!
  const { at } = piece
  return typeof at.column === "number" ? { ...at, column: at.column + offset - piece.offset } : at
}
