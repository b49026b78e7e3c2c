/**
 * A document in pieces: its contents page, its tables with what is printed around them, and its running text.
 *
 * A table may have its title in a paragraph before it, in its own first rows, or nowhere; it may go on after a page
 * break, with or without its heads. One grid may hold several tables.
 */
import type { Place } from "@juesuan/domain"
import { placeAt } from "../ReadDocument.ts"
import type { ReadBlock, ReadDocument, ReadGrid, ReadParagraph } from "../ReadDocument.ts"
import { isNumberRow, printed, slotRows } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"
import { isContentsHeading, isSameEntry, partOf } from "./Headings.ts"
import { formsOf } from "./FormSet.ts"
import type { FormSet } from "./FormSet.ts"
import { rowsOfLayout } from "./LaidOut.ts"
import { rowsOfLines } from "./PlainLines.ts"
import { numberOf, titleOf, unitNameOf, unitOf } from "./TableTitle.ts"
import { plain } from "./Text.ts"

/** A line of text around a table. */
export interface Line {
  readonly text: string
  readonly at: Place
}

/** A table with all its rows, the titles and remarks around it taken off. */
export interface TableSegment {
  /** A table of the forms by its title; `other`; or `null` when no title was found. */
  readonly key: string | null
  readonly title: string
  readonly number: string
  readonly at: Place
  readonly rows: ReadonlyArray<SlotRow>
  /** Lines before the table since the last one, its title among them. */
  readonly before: ReadonlyArray<Line>
  /** 注 and other lines behind it. */
  readonly notes: ReadonlyArray<Line>
  readonly noteParagraphs: ReadonlyArray<ReadParagraph>
  readonly unit: "元" | "万元" | "亿元" | null
  readonly unitName: string | null
}

export interface Segments {
  readonly contents: ReadonlyArray<Line>
  readonly tables: ReadonlyArray<TableSegment>
  /** Paragraphs outside the contents page, in order, with those around tables. */
  readonly paragraphs: ReadonlyArray<ReadParagraph>
}

const lineOf = (paragraph: ReadParagraph): Line => ({ text: paragraph.text, at: placeAt(paragraph, 0) })

/** Contents entries are short; a sentence ends them. */
const ENTRY_MAX = 60

/** How many blocks from the start belong to the contents page, and where it begins; `null` when there is none. */
const contentsRange = (blocks: ReadonlyArray<ReadBlock>): readonly [from: number, to: number] | null => {
  const from = blocks.findIndex((block) => block.kind === "paragraph" && isContentsHeading(block.text))
  if (from < 0) return null
  const isEntry = (block: ReadBlock | undefined): block is ReadParagraph =>
    block?.kind === "paragraph" && plain(block.text).length <= ENTRY_MAX && !/[。；]/.test(block.text)
  let to = from + 1
  const first = blocks[to]
  if (!isEntry(first)) return null
  for (to++; isEntry(blocks[to]); to++) {
    const { text } = blocks[to] as ReadParagraph
    if (isSameEntry(text, first.text)) break
    if (partOf(text) !== null && partOf(text) === partOf(first.text)) break
  }
  return [from, to]
}

/** Rows that carry one text only, such as a title, a number or a unit, stand outside the form. */
const soleText = (row: SlotRow): string | null => {
  const cells = printed(row)
  if (cells.length === 0 || cells.length > 3) return null
  const text = cells.map(({ text }) => text).join(" ")
  return cells.every(({ kind }) => kind === "text") ? text : null
}

const isFurniture = (row: SlotRow, forms: FormSet): boolean => {
  const text = soleText(row)
  if (text === null) return false
  const cells = printed(row)
  if (cells.every(({ text }) => unitOf(text) !== null || unitNameOf(text) !== null || numberOf(text) !== ""))
    return true
  if (cells.length === 1 && titleOf(text, forms) !== null) return true
  return (unitOf(text) !== null || numberOf(text) !== "") && !/项目|科目/.test(plain(text))
}

const isNoteRow = (row: SlotRow): boolean => {
  const text = soleText(row)
  return (
    text !== null &&
    printed(row).length === 1 &&
    /^(?:备?注|说明)\d?[:.、]|^此表为空表|^本表/.test(plain(text))
  )
}

interface Open {
  key: string | null
  title: string
  at: Place
  rows: Array<SlotRow>
  before: Array<Line>
  notes: Array<Line>
  noteParagraphs: Array<ReadParagraph>
}

const headOf = (rows: ReadonlyArray<SlotRow>): string =>
  rows
    .slice(0, 3)
    .map((row) => row.map(({ plain }) => plain).join("|"))
    .join("\n")

/** Whether rows begin with heads of their own, rather than going on where a page ended. */
const hasHeads = (rows: ReadonlyArray<SlotRow>): boolean => {
  const first = rows.find((row) => printed(row).length > 0)
  if (first === undefined || isNumberRow(first)) return first !== undefined
  const cells = printed(first)
  return cells.length > 0 && cells.every(({ kind, plain }) => kind === "text" && !/^\d{3,7}/.test(plain))
}

/** Rows by the form of the table, where its lines are known; blocks of T06 follow each other however they are set. */
const rowsOfForm = (
  key: string | null,
  { lines, isUnseparated }: ReadGrid,
  set: FormSet
): ReadonlyArray<SlotRow> | null => {
  if (lines === undefined || key === null) return null
  for (const form of formsOf(set, key)) {
    const isInBlocks = form.layout.kind === "blocks"
    const rows =
      rowsOfLayout(form, lines) ?? (isUnseparated === true || isInBlocks ? rowsOfLines(form, lines) : null)
    if (rows !== null) return rows
  }
  return null
}

class Collector {
  readonly #forms: FormSet
  readonly tables: Array<Open> = []
  #pending: Array<Line> = []
  #last: Open | null = null
  /** Whether a title or a heading stands since the last table, which ends it. */
  #isApart = true
  #sheet: string | undefined = undefined

  constructor(forms: FormSet) {
    this.#forms = forms
  }

  paragraph(paragraph: ReadParagraph): void {
    const line = lineOf(paragraph)
    const title = titleOf(line.text, this.#forms)
    const isRemark =
      unitOf(line.text) !== null || numberOf(line.text) !== "" || /^附件\d{0,2}$/.test(plain(line.text))
    if (title !== null || partOf(line.text) !== null || isRemark) this.#isApart = true
    this.#pending.push(line)
    if (this.#last !== null && title === null && !isRemark && partOf(line.text) === null) {
      this.#last.notes.push(line)
      this.#last.noteParagraphs.push(paragraph)
    } else this.#last = title === null ? this.#last : null
  }

  grid(grid: ReadGrid): void {
    let rows: Array<SlotRow> = []
    const sheet = grid.sheet === undefined ? [] : [{ text: grid.sheet, at: grid.at }]
    // No table goes on over the edge of a sheet.
    if (grid.sheet !== this.#sheet) this.#isApart = true
    this.#sheet = grid.sheet
    this.#pending.push(...sheet)
    const titled = this.#pending.findLast(({ text }) => titleOf(text, this.#forms) !== null)
    const key = titled === undefined ? null : titleOf(titled.text, this.#forms)
    const taken = rowsOfForm(key, grid, this.#forms) ?? (grid.isUnseparated === true ? [] : slotRows(grid))
    for (const row of taken) {
      if (isNoteRow(row)) {
        this.#close(rows, grid.at)
        rows = []
        const line = { text: soleText(row)!, at: printed(row)[0]!.at }
        if (this.#last !== null) this.#last.notes.push(line)
        else this.#pending.push(line)
        continue
      }
      if (isFurniture(row, this.#forms)) {
        this.#close(rows, grid.at)
        rows = []
        for (const { text, at } of printed(row)) this.#pending.push({ text, at })
        this.#isApart = true
        continue
      }
      rows.push(row)
    }
    this.#close(rows, grid.at)
  }

  #close(rows: ReadonlyArray<SlotRow>, at: Place): void {
    if (!rows.some((row) => printed(row).length > 0)) return
    const before = this.#pending
    this.#pending = []
    const last = this.tables.at(-1)
    const isContinued =
      last !== undefined && !this.#isApart && (!hasHeads(rows) || headOf(rows) === headOf(last.rows))
    if (isContinued) {
      last.rows.push(...rows)
      this.#last = last
      return
    }
    const titled = before.findLast(({ text }) => titleOf(text, this.#forms) !== null)
    const open: Open = {
      key: titled === undefined ? null : titleOf(titled.text, this.#forms),
      title: titled?.text.trim() ?? "",
      at: titled?.at ?? at,
      rows: [...rows],
      before,
      notes: [],
      noteParagraphs: []
    }
    this.tables.push(open)
    this.#last = open
    this.#isApart = false
  }
}

/** Lines that stand between a table's title and the table, or in front of it on the same page. */
const around = ({ before, title }: Open): ReadonlyArray<Line> => {
  const from = before.findLastIndex(({ text }) => text.trim() === title)
  return from < 0 ? before.slice(-6) : before.slice(Math.max(0, from - 2))
}

/** The unit that heads of amounts carry themselves: 2017年决算（万元）; `null` where they carry none or several. */
const unitInHeads = (rows: TableSegment["rows"]): TableSegment["unit"] => {
  const heads = rows.slice(0, 3).flatMap((row) => printed(row).map(({ plain }) => plain))
  const units = new Set(heads.flatMap((head) => /(?:数|算|额)\((万元|亿元|元)\)$/.exec(head)?.[1] ?? []))
  return units.size === 1 ? ([...units][0] as TableSegment["unit"]) : null
}

/** Takes a document apart. */
export const segmentsOf = ({ blocks }: ReadDocument, forms: FormSet): Segments => {
  const range = contentsRange(blocks)
  const contents = range === null ? [] : blocks.slice(range[0] + 1, range[1])
  const collector = new Collector(forms)
  const paragraphs: Array<ReadParagraph> = []
  blocks.forEach((block, index) => {
    if (range !== null && index >= range[0] && index < range[1]) return
    if (block.kind === "grid") collector.grid(block)
    else {
      paragraphs.push(block)
      collector.paragraph(block)
    }
  })
  const tables = collector.tables.map((open): TableSegment => {
    const near = around(open)
    const first = <A>(read: (text: string) => A | null): A | null =>
      near.reduceRight<A | null>((found, { text }) => found ?? read(text), null)
    return {
      ...open,
      number: first((text) => numberOf(text) || null) ?? "",
      unit: first(unitOf) ?? unitInHeads(open.rows),
      unitName: first(unitNameOf)
    }
  })
  return {
    contents: contents.flatMap((block) => (block.kind === "paragraph" ? [lineOf(block)] : [])),
    tables,
    paragraphs
  }
}
