/**
 * What the sheets of a workbook (.xlsx, ECMA-376) share: their names and parts, shared texts, formats of cells.
 *
 * Parts are found by the relations between them, not by the names that most programs give them.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { DAYS_1904, unescapeText } from "./CellText.ts"
import { readPart, relationsOf } from "./Package.ts"
import type { PartOptions, Relation } from "./Package.ts"
import { attributeOf } from "./Xml.ts"
import type { Attributes, XmlError, XmlHandler } from "./Xml.ts"
import type { Zip, ZipError } from "./Zip.ts"

/** A part of the workbook is missing. */
export class WorkbookBroken extends Data.TaggedError("WorkbookBroken")<{ readonly detail: string }> {
  override get message(): string {
    return `The workbook is damaged: ${this.detail}. Open it in a spreadsheet program and save it again.`
  }
}

/** Why a workbook cannot be read. */
export type BookError = ZipError | XmlError | WorkbookBroken

/** How a style of cells prints numbers. */
export interface CellFormat {
  readonly id: number
  /** The workbook's own code for the id; `undefined` for a built-in one. */
  readonly code: string | undefined
}

/** A sheet as the workbook lists it; `part` is its file in the archive. */
export interface SheetEntry {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}

/** What the sheets of a workbook have in common: their list, the shared texts, the formats. */
export interface Book {
  readonly sheets: ReadonlyArray<SheetEntry>
  readonly shared: ReadonlyArray<string>
  /** By the index that cells name. */
  readonly formats: ReadonlyArray<CellFormat>
  /** From the days of this workbook to those of the 1900 system. */
  readonly daysShift: number
}

/** Texts by index: runs of a rich text are joined, phonetic guides (`rPh`) left out. */
const sharedTexts = (texts: Array<string>, { count }: PartOptions): XmlHandler => {
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
        count?.()
        texts.push(unescapeText(parts.join("")))
      }
    },
    text: (piece) => {
      if (isText) parts.push(piece)
    }
  }
}

const cellFormats = (formats: Array<CellFormat>, { count }: PartOptions): XmlHandler => {
  const codes = new Map<number, string>()
  let isCellFormats = false
  return {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "")
      else if (name === "cellXfs") isCellFormats = true
      else if (name === "xf" && isCellFormats) {
        const id = Number(attributes["numFmtId"] ?? 0)
        count?.()
        formats.push({ id, code: codes.get(id) })
      }
    },
    close: (name) => {
      if (name === "cellXfs") isCellFormats = false
    }
  }
}

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true"

interface SheetNamed {
  readonly name: string
  readonly relation: string
  readonly isHidden: boolean
}

const sheetNamed = (attributes: Attributes): SheetNamed => {
  const state = attributes["state"]
  // The relation is the `id` with a prefix; `sheetId` is another number.
  const key = Object.keys(attributes).find((name) => name.endsWith(":id")) ?? "id"
  return {
    name: attributes["name"] ?? "",
    relation: attributes[key] ?? "",
    isHidden: state === "hidden" || state === "veryHidden"
  }
}

const mainPartOf = (relations: ReadonlyArray<Relation>): string =>
  relations.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml"

/** Reads what the sheets of a workbook share. Fails with a {@link BookError}. */
export const openBook = (zip: Zip, options: PartOptions = {}): Result.Result<Book, BookError> =>
  Result.gen(function* () {
    const main = mainPartOf(yield* relationsOf(zip, "", options))
    const named: Array<SheetNamed> = []
    let is1904 = false
    const isThere = yield* readPart(
      zip,
      main,
      {
        open: (name, attributes) => {
          if (name === "workbookPr") is1904 = isTrue(attributeOf(attributes, "date1904"))
          else if (name === "sheet") {
            options.count?.()
            named.push(sheetNamed(attributes))
          }
        }
      },
      options
    )
    if (!isThere) return yield* Result.fail(new WorkbookBroken({ detail: `${main} is missing` }))
    const parts = yield* relationsOf(zip, main, options)
    const partOfType = (type: string): string | undefined =>
      parts.find((part) => part.type.endsWith(`/${type}`))?.target
    const shared: Array<string> = []
    const formats: Array<CellFormat> = []
    const texts = partOfType("sharedStrings") ?? "xl/sharedStrings.xml"
    yield* readPart(zip, texts, sharedTexts(shared, options), options)
    yield* readPart(zip, partOfType("styles") ?? "xl/styles.xml", cellFormats(formats, options), options)
    const targets = new Map(parts.map(({ id, target }) => [id, target]))
    const sheets = named.map(({ name, relation, isHidden }) => ({
      name,
      isHidden,
      part: targets.get(relation) ?? ""
    }))
    const book: Book = { sheets, shared, formats, daysShift: is1904 ? DAYS_1904 : 0 }
    return book
  })
