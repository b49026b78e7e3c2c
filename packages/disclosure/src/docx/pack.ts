/**
 * The file Word opens, written so that the same document is the same bytes: no clock, no chance.
 */
import { strToU8, unzipSync, zipSync } from "fflate"
import type { Zippable } from "fflate"
import type { Document } from "../Document.ts"
import { fontTable } from "./faces.ts"
import { printable } from "../Placed.ts"

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }

const escaped = (text: string): string => printable(text).replace(/[&<>]/g, (sign) => escapes[sign]!)

/** The part `docProps/core.xml`: what the file says of itself. */
const coreProperties = ({ title, unitName, colophon }: Document, modified: string): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
  'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(unitName)}</dc:creator>` +
  `<cp:lastModifiedBy>${escaped(colophon.generator)}</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${modified}</dcterms:created>` +
  `<dcterms:modified xsi:type="dcterms:W3CDTF">${modified}</dcterms:modified>` +
  "<dc:language>zh-CN</dc:language></cp:coreProperties>"

// A zip holds local times of day without a zone; this one is the first it can hold, wherever it is written.
const zipTime = new Date(1980, 0, 1, 0, 0, 0)

/** Packs the parts again with fixed times, the given time as the document's, and the faces' stand-ins. */
export const packed = (file: Uint8Array, document: Document, modified: string): Uint8Array => {
  const parts: Record<string, Uint8Array> = {
    ...unzipSync(file),
    "docProps/core.xml": strToU8(coreProperties(document, modified)),
    "word/fontTable.xml": strToU8(fontTable)
  }
  const entries = Object.entries(parts).map(([path, bytes]) => [path, [bytes, { mtime: zipTime }]] as const)
  return zipSync(Object.fromEntries(entries) as unknown as Zippable, { level: 6 })
}
