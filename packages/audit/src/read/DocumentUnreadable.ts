/**
 * Why a whole file could not be read, and how much of a file is read at most.
 *
 * A part that is left out becomes a `ReadProblem` of the document; what stands here ends the reading. Readers refuse
 * from deep inside a parse with {@link refuse}; `readDocument` alone catches it and answers with the error.
 */
import * as Data from "effect/Data"

/** Why a file cannot be read at all. */
export type UnreadableReason =
  | "empty" // no bytes, or nothing but white space
  | "encodingUnknown" // no text encoding fits
  | "formatUnknown" // a picture, an archive of something else
  | "noText" // pages that are pictures, or print characters that nobody can tell
  | "encrypted" // needs a password
  | "damaged" // cut off or broken
  | "hasDtd" // declares a document type, which could define entities
  | "tooLarge" // beyond a limit

/** A file that was not read at all. `detail` says what was seen, `remedy` what to do about it. */
export class DocumentUnreadable extends Data.TaggedError("DocumentUnreadable")<{
  readonly file: string
  readonly reason: UnreadableReason
  readonly detail: string
  readonly remedy: string
}> {
  override get message(): string {
    return `${this.file} cannot be read: ${this.detail}. ${this.remedy}`
  }
}

/** How much is read at most. Every limit is counted; a PDF is also timed, see `pdfLimits` of the page package. */
export interface ReadLimits {
  /** Bytes of the file. */
  readonly bytesMax: number
  /** Bytes that all parts of an archive inflate to. */
  readonly inflatedBytesMax: number
  /** Cells of all grids, empty ones included. */
  readonly cellsMax: number
  /** Paragraphs and grids. */
  readonly blocksMax: number
  /** Lines of a text, pieces of its paragraphs, nodes of a page: what readers keep one by one. */
  readonly piecesMax: number
  /** Elements inside elements. */
  readonly depthMax: number
}

/** The largest published documents have some 3 MB and 30,000 cells. */
export const readLimits: ReadLimits = {
  bytesMax: 64 * 1024 * 1024,
  inflatedBytesMax: 256 * 1024 * 1024,
  cellsMax: 1_000_000,
  blocksMax: 500_000,
  piecesMax: 2_000_000,
  depthMax: 512
}

/** Carries a refusal out of a parse; never leaves `readDocument`. */
export class Refusal extends Error {
  readonly error: DocumentUnreadable

  constructor(error: DocumentUnreadable) {
    super(error.message)
    this.error = error
  }
}

export const refuse = (file: string, reason: UnreadableReason, detail: string, remedy: string): never => {
  throw new Refusal(new DocumentUnreadable({ file, reason, detail, remedy }))
}
