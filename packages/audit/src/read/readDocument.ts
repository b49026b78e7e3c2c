/**
 * The one entry of the readers: bytes of a file to blocks, whatever its format.
 */
import * as Result from "effect/Result"
import type { DocumentFormat, ReadDocument } from "../ReadDocument.ts"
import { Blocks } from "./Blocks.ts"
import { Refusal, readLimits, refuse } from "./DocumentUnreadable.ts"
import type { DocumentUnreadable, ReadLimits } from "./DocumentUnreadable.ts"
import { decodeText } from "@juesuan/page"
import type { Zip } from "@juesuan/page"
import { readDocx } from "./Docx.ts"
import { readHtml } from "./Html.ts"
import { readMarkdown } from "./markdown/readMarkdown.ts"
import { formatOfText, latin1Of, signatureOf } from "./Signature.ts"
import type { Signature } from "./Signature.ts"
import { isBlank } from "./text/Line.ts"
import { readText } from "./text/readText.ts"
import { openArchive } from "./OfficeParts.ts"
import { readXlsx } from "./Xlsx.ts"

/** How much is read at most, and what the file is taken for. */
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
    // What to do is said for documents, below; the decoder says it for files of transactions.
    text.failure.message.split(". ")[0]!,
    "Save the document as UTF-8 or GB18030 text, or audit the original .docx, .xlsx or .html file."
  )
}

/** Formats that are no document of ours, with what to do about each. */
const foreign: Readonly<
  Record<Exclude<Signature, "zip" | "text">, readonly [detail: string, remedy: string]>
> = {
  oldOffice: [
    "it is a .doc, .xls, .wps or .et in the format of before 2007, or has a password",
    "Open it in Word, Excel or WPS, save it as .docx or .xlsx without a password, and audit that."
  ],
  pdf: ["it is a PDF, which is not read in one step", "Read it by loadDocument, which reads every format."],
  rtf: ["it is RTF", "Save it as .docx, and audit that."],
  picture: ["it is a picture", "Audit the document it is a picture of, or text recognised from it."],
  gzip: ["it is compressed by gzip", "Unpack it, and audit what is in it."]
}

/** What an archive is that is no document of ours, and what to do about it. */
const foreignArchive = ({ names, read }: Zip): readonly [detail: string, remedy: string] => {
  if (names.includes("OFD.xml"))
    return ["it is an OFD", "Save it as PDF from its viewer, or take the .docx or .xlsx it was made from."]
  const type = names.includes("mimetype") ? Result.getOrUndefined(read("mimetype")) : undefined
  const isOpenDocument = type !== undefined && latin1Of(type).includes("opendocument")
  return isOpenDocument
    ? ["it is an OpenDocument file (.odt or .ods)", "Save it as .docx or .xlsx, and audit that."]
    : [
        "it is an archive, and neither a Word document nor a workbook",
        "Unpack it, and audit the document in it."
      ]
}

const readArchive = (
  bytes: Uint8Array,
  blocks: Blocks,
  format: DocumentFormat | undefined
): DocumentFormat => {
  const zip = openArchive(blocks.file, bytes, blocks.limits)
  const has = (folder: string): boolean => zip.names.some((name) => name.startsWith(folder))
  const found = format ?? (has("word/") ? "docx" : has("xl/") ? "xlsx" : undefined)
  if (found === "docx") readDocx(zip, blocks)
  else if (found === "xlsx") readXlsx(zip, blocks)
  else return refuse(blocks.file, "formatUnknown", ...foreignArchive(zip))
  return found
}

const readers: Readonly<Record<"text" | "markdown" | "html", (text: string, blocks: Blocks) => void>> = {
  text: readText,
  markdown: readMarkdown,
  html: readHtml
}

const isArchive = (format: DocumentFormat | undefined): boolean => format === "docx" || format === "xlsx"

const checkSize = (bytes: Uint8Array, file: string, { bytesMax }: ReadLimits): void => {
  if (bytes.length > bytesMax)
    refuse(
      file,
      "tooLarge",
      `it has ${bytes.length} bytes, more than ${bytesMax}`,
      "Remove pictures from the document, or split it."
    )
}

const read = (bytes: Uint8Array, file: string, options: ReadOptions): ReadDocument => {
  const limits = { ...readLimits, ...options.limits }
  checkSize(bytes, file, limits)
  const blocks = new Blocks(file, limits)
  const document = (format: DocumentFormat): ReadDocument => ({
    file,
    format,
    blocks: blocks.blocks,
    problems: blocks.problems
  })
  const signature = signatureOf(bytes)
  if (signature === "zip" || isArchive(options.format))
    return document(readArchive(bytes, blocks, options.format))
  if (signature !== "text" || options.format === "pdf")
    return refuse(file, "formatUnknown", ...foreign[signature === "text" ? "pdf" : signature])
  const text = decoded(bytes, file)
  if (isBlank(text))
    refuse(file, "empty", "there is nothing in it", "Check that the file was downloaded whole.")
  const format = options.format ?? formatOfText(text, file)
  readers[format as keyof typeof readers](text, blocks)
  return document(format)
}

/** The answer of a reader, or its refusal. */
const settled = (cause: unknown): Result.Result<never, DocumentUnreadable> => {
  if (cause instanceof Refusal) return Result.fail(cause.error)
  throw cause
}

/**
 * Reads a published document of any format but PDF. `file` names it in every place; no path of it is opened.
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
    return settled(cause)
  }
}

/** Whether a file is read as a PDF. */
const isPdf = (bytes: Uint8Array, { format }: ReadOptions): boolean =>
  format === "pdf" || (format === undefined && signatureOf(bytes) === "pdf")

/**
 * Reads a published document of every format, as {@link readDocument} does. The reader of PDF is loaded when the first
 * one is read.
 */
export const loadDocument = async (
  bytes: Uint8Array,
  file: string,
  options: ReadOptions = {}
): Promise<Result.Result<ReadDocument, DocumentUnreadable>> => {
  if (!isPdf(bytes, options)) return readDocument(bytes, file, options)
  try {
    checkSize(bytes, file, { ...readLimits, ...options.limits })
    const { readPdfDocument } = await import("./Pdf.ts")
    return Result.succeed(await readPdfDocument(bytes, file, options.limits))
  } catch (cause) {
    return settled(cause)
  }
}
