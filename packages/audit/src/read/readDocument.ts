/**
 * The one entry of the readers: bytes of a file to blocks, whatever its format.
 */
import * as Result from "effect/Result"
import type { DocumentFormat, ReadDocument } from "../ReadDocument.ts"
import { Blocks } from "./Blocks.ts"
import { Refusal, readLimits, refuse } from "./DocumentUnreadable.ts"
import type { DocumentUnreadable, ReadLimits } from "./DocumentUnreadable.ts"
import { decodeText } from "./Encoding.ts"
import { readText } from "./text/readText.ts"

export interface ReadOptions {
  /** Overrides what the content and the name of the file say. */
  readonly format?: DocumentFormat
  /** Limits other than {@link readLimits}. */
  readonly limits?: Partial<ReadLimits>
}

const decoded = (bytes: Uint8Array, file: string): string => {
  const text = decodeText(bytes)
  if (Result.isSuccess(text)) return text.success.text
  return refuse(
    file,
    "encodingUnknown",
    text.failure.message.replace(/\.$/, ""),
    "Save the document as UTF-8 or GB18030 text, or audit the original .docx, .xlsx or .html file."
  )
}

const read = (bytes: Uint8Array, file: string, options: ReadOptions): ReadDocument => {
  const limits = { ...readLimits, ...options.limits }
  if (bytes.length > limits.bytesMax)
    refuse(
      file,
      "tooLarge",
      `it has ${bytes.length} bytes, more than ${limits.bytesMax}`,
      "Remove pictures from the document, or split it."
    )
  const blocks = new Blocks(file, limits)
  const text = decoded(bytes, file)
  readText(text, blocks)
  return { file, format: "text", blocks: blocks.blocks, problems: blocks.problems }
}

/**
 * Reads a published document. `file` names it in every place; no path of it is opened.
 *
 * What cannot be read in a readable file stands in `problems`. Fails with {@link DocumentUnreadable} when the whole
 * file cannot be read. Never throws on any bytes, and takes time in proportion to them (inflated, at most
 * `limits.inflatedBytesMax`).
 */
export const readDocument = (
  bytes: Uint8Array,
  file: string,
  options: ReadOptions = {}
): Result.Result<ReadDocument, DocumentUnreadable> => {
  try {
    return Result.succeed(read(bytes, file, options))
  } catch (cause) {
    if (cause instanceof Refusal) return Result.fail(cause.error)
    throw cause
  }
}
