/**
 * Word documents (.docx, ECMA-376): paragraphs and tables of the body, then its notes.
 *
 * What a reader of the printed document sees is read: inserted text is, deleted and hidden text is not; a text box is
 * read once, though the file may hold it twice; headers, footers and comments are left out, and so are the numbers
 * that Word computes for lists. `line` of a place is the running number of the paragraph (outside tables) or of the
 * table row, from 1 in document order; `column` is the character in the paragraph, or the grid column in the row.
 */
import type { Place } from "@juesuan/domain"
import type { Blocks } from "./Blocks.ts"
import { Flow } from "./Flow.ts"
import type { CellOpening } from "./Flow.ts"
import { attributeOf } from "@juesuan/page"
import type { Attributes, XmlHandler, Zip } from "@juesuan/page"
import { readPart, relationsOf } from "./OfficeParts.ts"

/** Elements of which nothing is printed. */
const SKIPPED = new Set(
  (
    "moveFrom pPr sectPr sdtPr instrText delText delInstrText rPrChange tcPrChange trPrChange tblPrChange" +
    " tblGridChange tblGrid tblPr rt binData fldData"
  ).split(" ")
)

interface Row {
  readonly line: number
  column: number
  /** A row that a tracked change deletes. */
  isDeleted: boolean
}

interface Cell {
  columnSpan: number
  merge: "begin" | "continue" | undefined
  isOpen: boolean
}

const isOn = (value: string | undefined): boolean => value !== "0" && value !== "false" && value !== "off"

class BodyHandler implements XmlHandler {
  readonly #blocks: Blocks
  readonly #flow: Flow
  readonly #rows: Array<Row> = []
  readonly #cells: Array<Cell> = []
  /** How deep within a skipped element. */
  #skipped = 0
  /** Of each AlternateContent: whether one of its readings was taken. */
  readonly #alternatives: Array<boolean> = []
  readonly #resume: Array<() => void> = []
  #line: number
  #isText = false
  #isInRunProperties = false
  #isHidden = false
  #isInRowProperties = false
  /** Running numbers of the paragraphs that are open: text boxes stand inside paragraphs. */
  readonly #paragraphs: Array<number> = []

  constructor(blocks: Blocks, flow: Flow, lineBefore: number) {
    this.#blocks = blocks
    this.#flow = flow
    this.#line = lineBefore
  }

  get line(): number {
    return this.#line
  }

  readonly open = (name: string, attributes: Attributes): void => {
    if (this.#skipped > 0 || this.#isSkipped(name, attributes)) {
      this.#skipped++
      return
    }
    switch (name) {
      case "p":
        if (this.#cells.length === 0) this.#line++
        this.#paragraphs.push(this.#line)
        return
      case "rPr":
        this.#isInRunProperties = true
        return
      case "trPr":
        this.#isInRowProperties = true
        return
      case "r":
        this.#isHidden = false
        return
      case "vanish":
        if (this.#isInRunProperties) this.#isHidden = isOn(attributeOf(attributes, "val"))
        return
      case "t":
        this.#isText = true
        return
      case "tab":
      case "ptab":
        return this.#print("\t")
      case "noBreakHyphen":
        return this.#print("-")
      case "sym":
        return this.#print(symbolOf(attributeOf(attributes, "char")))
      case "br":
      case "cr":
        this.#openCell()
        return this.#flow.lineBreak()
      case "AlternateContent":
        this.#alternatives.push(false)
        return
      case "txbxContent":
        this.#openCell()
        this.#resume.push(this.#flow.interrupt())
        return
      default:
        this.#openTablePart(name, attributes)
    }
  }

  readonly close = (name: string): void => {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    switch (name) {
      case "p":
        this.#openCell()
        this.#paragraphs.pop()
        return this.#flow.endParagraph()
      case "rPr":
        this.#isInRunProperties = false
        return
      case "trPr":
        this.#isInRowProperties = false
        return
      case "t":
        this.#isText = false
        return
      case "AlternateContent":
        this.#alternatives.pop()
        return
      case "txbxContent":
        return this.#resume.pop()?.()
      case "tc":
        this.#openCell()
        this.#cells.pop()
        return this.#flow.endCell()
      case "tr":
        if (this.#rows.pop()?.isDeleted === true) this.#flow.dropRow()
        return
      case "tbl":
        return this.#flow.endTable()
    }
  }

  readonly text = (text: string): void => {
    if (this.#isText && this.#skipped === 0) this.#print(text)
  }

  /** Whether nothing within an element is printed. */
  #isSkipped(name: string, attributes: Attributes): boolean {
    switch (name) {
      case "del": {
        const row = this.#rows.at(-1)
        if (this.#isInRowProperties && row !== undefined) row.isDeleted = true
        return true
      }
      case "graphicData":
        // Charts and diagrams hold copies of texts that are drawn; shapes hold text boxes.
        return !/wordprocessing(?:Shape|Group|Canvas)$/.test(attributeOf(attributes, "uri") ?? "")
      case "Choice":
      case "Fallback": {
        const last = this.#alternatives.length - 1
        if (last < 0) return false
        const isTaken = this.#alternatives[last]!
        this.#alternatives[last] = true
        return isTaken
      }
      case "footnote":
      case "endnote":
        return (attributeOf(attributes, "type") ?? "").toLowerCase().endsWith("separator")
      default:
        return SKIPPED.has(name)
    }
  }

  #openTablePart(name: string, attributes: Attributes): void {
    const value = attributeOf(attributes, "val")
    switch (name) {
      case "tbl":
        this.#openCell()
        return this.#flow.beginTable({ file: this.#blocks.file, line: this.#line + 1, column: 1 })
      case "tr":
        // Rows inside rows count on; the place of the outer row is kept in its own record.
        this.#rows.push({ line: ++this.#line, column: 1, isDeleted: false })
        return this.#flow.beginRow()
      case "gridBefore": {
        const span = Number(value)
        if (!Number.isSafeInteger(span) || span < 1 || this.#rows.length === 0) return
        this.#flow.beginCell(this.#place(), { columnSpan: span })
        this.#flow.endCell()
        this.#rows.at(-1)!.column += span
        return
      }
      case "tc":
        this.#cells.push({ columnSpan: 1, merge: undefined, isOpen: false })
        return
      case "gridSpan": {
        const cell = this.#cells.at(-1)
        const span = Number(value)
        if (cell !== undefined && Number.isSafeInteger(span) && span > 1) cell.columnSpan = span
        return
      }
      case "vMerge": {
        const cell = this.#cells.at(-1)
        if (cell !== undefined) cell.merge = value === "restart" ? "begin" : "continue"
        return
      }
    }
  }

  /** Opens the cell of a row once its properties, which stand before its text, are known. */
  #openCell(): void {
    const cell = this.#cells.at(-1)
    if (cell === undefined || cell.isOpen) return
    cell.isOpen = true
    const { columnSpan, merge } = cell
    const opening: CellOpening = { columnSpan, ...(merge === undefined ? {} : { merge }) }
    this.#flow.beginCell(this.#place(), opening)
    const row = this.#rows.at(-1)
    if (row !== undefined) row.column += columnSpan
  }

  /** The place of what comes next: of the cell that opens, or of the paragraph. */
  #place(): Place {
    const row = this.#rows.at(-1)
    return row === undefined
      ? { file: this.#blocks.file, line: this.#line, column: 1 }
      : { file: this.#blocks.file, line: row.line, column: row.column }
  }

  #print(text: string): void {
    if (this.#isHidden || text === "") return
    this.#openCell()
    const row = this.#rows.at(-1)
    if (row !== undefined) {
      const span = this.#cells.at(-1)?.columnSpan ?? 1
      this.#flow.text(text, { file: this.#blocks.file, line: row.line, column: row.column - span })
    } else {
      const line = this.#paragraphs.at(-1) ?? this.#line
      this.#flow.text(text, { file: this.#blocks.file, line, column: this.#flow.lineLength + 1 })
    }
  }
}

/** A character of a symbol font; those of Wingdings have no meaning in Unicode and print as a box. */
const symbolOf = (code: string | undefined): string => {
  const value = Number.parseInt(code ?? "", 16)
  if (!Number.isInteger(value) || value < 0x20 || value > 0xffff) return ""
  return value >= 0xf000 ? "□" : String.fromCharCode(value)
}

/** Reads the body, the footnotes and the endnotes of an open archive. */
export const readDocx = (zip: Zip, blocks: Blocks): void => {
  const main = relationsOf(zip, blocks, "").find(({ type }) => type.endsWith("/officeDocument"))?.target
  const body = main ?? "word/document.xml"
  const flow = new Flow(blocks)
  let line = 0
  const read = (part: string, isNeeded: boolean): void => {
    const handler = new BodyHandler(blocks, flow, line)
    readPart(zip, blocks, part, handler, isNeeded)
    flow.endParagraph()
    line = handler.line
  }
  read(body, true)
  for (const { type, target } of relationsOf(zip, blocks, body)) {
    if (type.endsWith("/footnotes") || type.endsWith("/endnotes")) read(target, false)
  }
  flow.end()
}
