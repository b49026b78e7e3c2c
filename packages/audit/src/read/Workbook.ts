/**
 * What the sheets of a workbook (.xlsx) share: their names and parts, shared texts, formats of cells.
 */
import type { Blocks } from "./Blocks.ts"
import { unescapeText } from "@juesuan/page"
import { DAYS_1904 } from "@juesuan/page"
import { readPart, relationsOf } from "./Package.ts"
import { attributeOf } from "./Xml.ts"
import type { Attributes, XmlHandler } from "./Xml.ts"
import type { Zip } from "./Zip.ts"

export interface CellFormat {
  readonly id: number
  /** The workbook's own code for the id; `undefined` for a built-in one. */
  readonly code: string | undefined
}

export interface Sheet {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}

export interface Workbook {
  readonly sheets: ReadonlyArray<Sheet>
  readonly shared: ReadonlyArray<string>
  /** By the index that cells name. */
  readonly formats: ReadonlyArray<CellFormat>
  /** From the days of this workbook to those of the 1900 system. */
  readonly daysShift: number
}

/** Texts by index: runs of a rich text are joined, phonetic guides (`rPh`) left out. */
const sharedTexts = (blocks: Blocks, texts: Array<string>): XmlHandler => {
  let parts: Array<string> = []
  let isText = false
  let phonetic = 0
  return {
    open: (name) => {
      if (name === "si") parts = []
      else if (name === "rPh") phonetic++
      else if (name === "t") isText = phonetic === 0
    },
    close: (name) => {
      if (name === "t") isText = false
      else if (name === "rPh") phonetic--
      else if (name === "si") {
        blocks.countPieces(1)
        texts.push(unescapeText(parts.join("")))
      }
    },
    text: (piece) => {
      if (isText) parts.push(piece)
    }
  }
}

const cellFormats = (blocks: Blocks, formats: Array<CellFormat>): XmlHandler => {
  const codes = new Map<number, string>()
  let isCellFormats = false
  return {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "")
      else if (name === "cellXfs") isCellFormats = true
      else if (name === "xf" && isCellFormats) {
        const id = Number(attributes["numFmtId"] ?? 0)
        blocks.countPieces(1)
        formats.push({ id, code: codes.get(id) })
      }
    },
    close: (name) => {
      if (name === "cellXfs") isCellFormats = false
    }
  }
}

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true"

export const openWorkbook = (zip: Zip, blocks: Blocks): Workbook => {
  const relations = relationsOf(zip, blocks, "")
  const main = relations.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml"
  const entries: Array<{ name: string; relation: string; isHidden: boolean }> = []
  let is1904 = false
  const sheet = (attributes: Attributes): void => {
    const state = attributes["state"]
    // The relation is the `id` with a prefix; `sheetId` is another number.
    const key = Object.keys(attributes).find((name) => name.endsWith(":id")) ?? "id"
    blocks.countPieces(1)
    entries.push({
      name: attributes["name"] ?? "",
      relation: attributes[key] ?? "",
      isHidden: state === "hidden" || state === "veryHidden"
    })
  }
  readPart(
    zip,
    blocks,
    main,
    {
      open: (name, attributes) => {
        if (name === "workbookPr") is1904 = isTrue(attributeOf(attributes, "date1904"))
        else if (name === "sheet") sheet(attributes)
      }
    },
    true
  )
  const parts = relationsOf(zip, blocks, main)
  const targets = new Map(parts.map(({ id, target }) => [id, target]))
  const partOfType = (type: string): string | undefined =>
    parts.find((part) => part.type.endsWith(`/${type}`))?.target
  const shared: Array<string> = []
  const formats: Array<CellFormat> = []
  readPart(
    zip,
    blocks,
    partOfType("sharedStrings") ?? "xl/sharedStrings.xml",
    sharedTexts(blocks, shared),
    false
  )
  readPart(zip, blocks, partOfType("styles") ?? "xl/styles.xml", cellFormats(blocks, formats), false)
  return {
    sheets: entries.map(({ name, relation, isHidden }) => ({
      name,
      isHidden,
      part: targets.get(relation) ?? ""
    })),
    shared,
    formats,
    daysShift: is1904 ? DAYS_1904 : 0
  }
}
