/**
 * Documents made for tests, and blocks in a form that fits on a line.
 */
import { readDocument } from "@juesuan/audit"
import type { DocumentUnreadable, ReadBlock, ReadCell, ReadDocument, ReadOptions } from "@juesuan/audit"
import type { Place } from "@juesuan/domain"
import * as Result from "effect/Result"
import { strToU8, zipSync } from "fflate"

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export const readBytes = (bytes: Uint8Array, file: string, options?: ReadOptions): ReadDocument => {
  const read = readDocument(bytes, file, options)
  if (Result.isFailure(read)) throw read.failure
  return read.success
}

export const readText = (text: string, file = "决算.txt"): ReadDocument => readBytes(utf8(text), file)

export const refusalOf = (bytes: Uint8Array, file: string, options?: ReadOptions): DocumentUnreadable => {
  const read = readDocument(bytes, file, options)
  if (Result.isSuccess(read)) throw new Error(`read as ${read.success.format}`)
  return read.failure
}

const placeText = ({ line, column }: Place): string => `${line ?? ""}:${column ?? ""}`

const cellText = ({ text, columnSpan, rowSpan, number }: ReadCell): string =>
  (columnSpan === undefined ? "" : `c${columnSpan} `) +
  (rowSpan === undefined ? "" : `r${rowSpan} `) +
  text.replaceAll("\n", "⏎") +
  (number === undefined || number === text ? "" : `=${number}`)

/** A paragraph as its text, a grid as an array of its rows, cells separated by ¦. */
export const shapeOf = (block: ReadBlock): string | ReadonlyArray<string> =>
  block.kind === "paragraph" ? block.text : block.rows.map((row) => row.map(cellText).join("¦"))

export const shapesOf = ({ blocks }: ReadDocument): ReadonlyArray<string | ReadonlyArray<string>> =>
  blocks.map(shapeOf)

/** The places of a paragraph's pieces as offset@line:column, or of a grid's cells as line:column, row by row. */
export const placesOf = (block: ReadBlock): string | ReadonlyArray<string> =>
  block.kind === "paragraph"
    ? block.places.map(({ offset, at }) => `${offset}@${placeText(at)}`).join(" ")
    : block.rows.map((row) => row.map(({ at }) => placeText(at)).join(" "))

const zipOf = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: "2025-01-01T00:00:00Z"
  })

const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

const relationsXml = (
  relations: ReadonlyArray<readonly [id: string, type: string, target: string]>
): string =>
  `<Relationships xmlns="${RELATIONS}">${relations
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`

/** A Word document with this body, and footnotes when given. */
export const docxOf = (body: string, footnotes?: string): Uint8Array =>
  zipOf({
    "_rels/.rels": relationsXml([["r1", "officeDocument", "word/document.xml"]]),
    "word/document.xml":
      '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:a="a" ' +
      `xmlns:v="v"><w:body>${body}</w:body></w:document>`,
    ...(footnotes === undefined
      ? {}
      : {
          "word/_rels/document.xml.rels": relationsXml([["r1", "footnotes", "footnotes.xml"]]),
          "word/footnotes.xml": `<w:footnotes xmlns:w="w">${footnotes}</w:footnotes>`
        })
  })

export const run = (text: string, properties = ""): string =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`

export const paragraph = (...runs: ReadonlyArray<string>): string =>
  `<w:p>${runs.map((text) => (text.startsWith("<") ? text : run(text))).join("")}</w:p>`

export const cell = (content: string, properties = ""): string =>
  `<w:tc>${properties === "" ? "" : `<w:tcPr>${properties}</w:tcPr>`}` +
  `${content.startsWith("<") ? content : paragraph(content)}</w:tc>`

export const table = (...rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  `<w:tbl><w:tblPr/><w:tblGrid/>${rows
    .map(
      (cells) => `<w:tr>${cells.map((text) => (text.startsWith("<w:t") ? text : cell(text))).join("")}</w:tr>`
    )
    .join("")}</w:tbl>`

export interface SheetSample {
  readonly name: string
  readonly xml: string
  readonly state?: "hidden" | "veryHidden"
}

export interface BookSample {
  readonly sheets: ReadonlyArray<SheetSample>
  readonly shared?: ReadonlyArray<string>
  /** Format codes; cells name them by `s="0"`, `s="1"` … */
  readonly formats?: ReadonlyArray<string | number>
  readonly is1904?: boolean
}

/** A workbook of these sheets, whose `xml` stands within `<worksheet>`. */
export const xlsxOf = ({
  sheets,
  shared = [],
  formats = ["General"],
  is1904 = false
}: BookSample): Uint8Array =>
  zipOf({
    "_rels/.rels": relationsXml([["r1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr${is1904 ? ' date1904="1"' : ""}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" sheetId="${index + 7}" r:id="s${index}"${state ? ` state="${state}"` : ""}/>`
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationsXml([
      ...sheets.map((_, index) => [`s${index}`, "worksheet", `worksheets/sheet${index + 1}.xml`] as const),
      ["x1", "sharedStrings", "sharedStrings.xml"],
      ["x2", "styles", "/xl/styles.xml"]
    ]),
    "xl/sharedStrings.xml": `<sst>${shared.map((text) => `<si>${text.startsWith("<") ? text : `<t>${text}</t>`}</si>`).join("")}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${formats
      .map((code, index) =>
        typeof code === "number"
          ? ""
          : `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"/>`
      )
      .join("")}</numFmts><cellXfs>${formats
      .map((code, index) => `<xf numFmtId="${typeof code === "number" ? code : 164 + index}"/>`)
      .join("")}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet>${xml}</worksheet>`])
    )
  })
