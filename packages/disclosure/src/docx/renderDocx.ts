/**
 * The document as a Word file, in the form of GB/T 9704-2012 (党政机关公文格式).
 */
import { Packer } from "docx"
import type { Document } from "../Document.ts"
import { packed } from "./pack.ts"
import { wordDocumentOf } from "./wordDocument.ts"

/** What a Word file says that the tree does not hold. */
export interface DocxOptions {
  /** The time the file says it was written at, in ISO 8601 with a zone. Default: 2000-01-01T00:00:00Z. */
  readonly modified?: string
}

/**
 * Renders the document for Word (.docx).
 *
 * The same document and time give the same bytes. The contents have their page numbers written out, as the standard's
 * faces break the lines. Charts are no part of the form and are left out. Throws RangeError where `modified` is
 * no time.
 */
export const renderDocx = async (
  document: Document,
  { modified = "2000-01-01T00:00:00Z" }: DocxOptions = {}
): Promise<Uint8Array> => {
  const time = `${new Date(modified).toISOString().slice(0, 19)}Z`
  const file = await Packer.toArrayBuffer(wordDocumentOf(document))
  return packed(new Uint8Array(file), document, time)
}
