/**
 * Collects the blocks of a document while it is read, counts them against the limits, and keeps what was left out.
 */
import type { Place } from "@juesuan/domain"
import { placeAt } from "../ReadDocument.ts"
import type { ReadBlock, ReadCell, ReadParagraph, ReadProblem } from "../ReadDocument.ts"
import { refuse } from "./DocumentUnreadable.ts"
import type { ReadLimits } from "./DocumentUnreadable.ts"
import { captionsOf } from "./text/Line.ts"

/** Problems of one kind beyond this many are not listed one by one. */
const PROBLEMS_MAX = 100

export type Piece = ReadParagraph["places"][number]

export class Blocks {
  readonly file: string
  readonly limits: ReadLimits
  readonly blocks: Array<ReadBlock> = []
  readonly problems: Array<ReadProblem> = []
  #cells = 0
  #pieces = 0
  readonly #problemsByCode = new Map<string, number>()

  constructor(file: string, limits: ReadLimits) {
    this.file = file
    this.limits = limits
  }

  /** Adds a paragraph; an empty one is nothing, and captions on one line are paragraphs of their own. */
  paragraph(text: string, places: ReadonlyArray<Piece>): void {
    if (text === "") return
    const paragraph: ReadParagraph = { kind: "paragraph", text, places }
    const captions = captionsOf(text)
    if (captions.length < 2) return this.#push(paragraph)
    for (const caption of captions) {
      const places = [{ offset: 0, at: placeAt(paragraph, caption.offset) }]
      this.#push({ kind: "paragraph", text: caption.text, places })
    }
  }

  /** Adds a grid whose cells were counted by {@link countCells}; a grid without any text is nothing. */
  grid(rows: ReadonlyArray<ReadonlyArray<ReadCell>>, at: Place, sheet?: string): void {
    if (!rows.some((row) => row.some(({ text }) => text !== ""))) return
    this.#push({ kind: "grid", rows, at, ...(sheet === undefined ? {} : { sheet }) })
  }

  /** Adds a table whose lines nothing separates into cells: one cell a line. */
  lines(lines: ReadonlyArray<ReadCell>, at: Place): void {
    this.#push({ kind: "grid", rows: lines.map((line) => [line]), lines, at, isUnseparated: true })
  }

  /** Adds a table that spaces lay out: its rows as far as their cells stand under each other, and its lines. */
  laidOut(rows: ReadonlyArray<ReadonlyArray<ReadCell>>, lines: ReadonlyArray<ReadCell>, at: Place): void {
    this.#push({ kind: "grid", rows, lines, at })
  }

  /** Counts cells before they are made, so that no file makes more of them than the limit. */
  countCells(count: number): void {
    this.#cells += count
    if (this.#cells > this.limits.cellsMax)
      refuse(
        this.file,
        "tooLarge",
        `its tables have more than ${this.limits.cellsMax} cells`,
        "Split the document, or save the part with the tables as a file of its own."
      )
  }

  /** Counts lines, pieces and nodes before they are kept. */
  countPieces(count: number): void {
    this.#pieces += count
    if (this.#pieces > this.limits.piecesMax)
      refuse(
        this.file,
        "tooLarge",
        `it has more than ${this.limits.piecesMax} lines and pieces of text`,
        "Split the document into several files."
      )
  }

  problem(at: Place, code: string, message: string): void {
    const count = (this.#problemsByCode.get(code) ?? 0) + 1
    this.#problemsByCode.set(code, count)
    if (count <= PROBLEMS_MAX) this.problems.push({ at, code, message })
  }

  #push(block: ReadBlock): void {
    if (this.blocks.length >= this.limits.blocksMax)
      refuse(
        this.file,
        "tooLarge",
        `it has more than ${this.limits.blocksMax} paragraphs and tables`,
        "Split the document into several files."
      )
    this.blocks.push(block)
  }
}
