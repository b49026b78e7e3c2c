/**
 * Markdown as published documents use it: headings, paragraphs, lists, pipe tables, and tables in HTML.
 *
 * Bullets and heading marks are gone, numbers of lists stay: they are printed. Places are lines and columns of the
 * source.
 */
import type { Blocks } from "../Blocks.ts"
import { Flow } from "../Flow.ts"
import { readHtmlInto } from "../Html.ts"
import { countLines } from "../text/Line.ts"
import { LINE_BREAK, inlinePieces, pipeCells } from "./Inline.ts"

const HEADING = /^\s{0,3}#{1,6}(?=\s|$)/
const BULLET = /^\s{0,12}(?:>\s?){0,3}[-*+]\s+(?:\[[ xX]\]\s)?/
const QUOTE = /^\s{0,3}(?:>\s?){1,8}/
const ORDERED = /^\s{0,12}\d{1,9}[.)]\s/
const RULE_CELL = /^:?-+:?$/
const FENCE = /^\s{0,3}(?:`{3}|~{3})/

/** A line of dashes and bars under the head of a table, such as |---|--:|. */
const isTableRule = (line: string): boolean =>
  line.includes("-") &&
  line.includes("|") &&
  pipeCells(line).length > 0 &&
  pipeCells(line).every(({ text }) => RULE_CELL.test(text.trim()))

/** A row between bars: also without a rule it is no text, but what a broken line left of a table. */
const isPipeRow = (line: string): boolean => {
  const bare = line.trim()
  return bare.startsWith("|") && bare.endsWith("|") && pipeCells(bare).length > 1
}

/** --- or *** or === alone on a line: a rule, or the underline of a heading. */
const isRule = (line: string): boolean => {
  const bare = line.replace(/\s/g, "")
  return (
    bare.length >= 2 &&
    (/^-+$/.test(bare) || /^=+$/.test(bare) || (bare.length > 2 && /^(?:\*+|_+)$/.test(bare)))
  )
}

class MarkdownReader {
  readonly #blocks: Blocks
  readonly #lines: ReadonlyArray<string>
  readonly #flow: Flow
  #isFenced = false

  constructor(source: string, blocks: Blocks) {
    this.#blocks = blocks
    blocks.countPieces(countLines(source))
    this.#lines = source.split(/\r\n|\n|\r/)
    this.#flow = new Flow(blocks)
  }

  read(): void {
    for (let index = 0; index < this.#lines.length;) index = this.#block(index)
    this.#flow.end()
  }

  /** Reads what begins at a line; gives the line after it. */
  #block(index: number): number {
    const line = this.#lines[index]!
    if (FENCE.test(line)) {
      this.#isFenced = !this.#isFenced
      this.#flow.endParagraph()
      return index + 1
    }
    if (line.trim() === "" || isRule(line)) {
      this.#flow.endParagraph()
      return index + 1
    }
    if (this.#isFenced) {
      this.#flow.text(line, this.#at(index, 0))
      this.#flow.endParagraph()
      return index + 1
    }
    if (/^\s{0,3}<table[\s>]/i.test(line)) return this.#htmlTable(index)
    const next = this.#lines[index + 1]
    const isHead = line.includes("|") && next !== undefined && isTableRule(next)
    if (isHead || isPipeRow(line)) return this.#pipeTable(index)
    this.#textLine(line, index)
    return index + 1
  }

  #textLine(line: string, index: number): void {
    const heading = HEADING.exec(line)?.[0]
    const mark = heading ?? BULLET.exec(line)?.[0] ?? QUOTE.exec(line)?.[0] ?? ""
    if (heading !== undefined || mark !== "" || ORDERED.test(line)) this.#flow.endParagraph()
    const text = heading === undefined ? line : line.replace(/(?:\s#{1,6})?\s{0,9}$/, "")
    this.#inline(text.slice(mark.length), index, mark.length)
    if (heading === undefined) this.#flow.lineBreak()
    else this.#flow.endParagraph()
  }

  #inline(text: string, index: number, offset: number): void {
    for (const piece of inlinePieces(text, offset)) {
      if (piece.text === LINE_BREAK) this.#flow.lineBreak()
      else this.#flow.text(piece.text, this.#at(index, piece.offset))
    }
  }

  /** Whether a line without bars stands between rows of one table: it is a row that lost its other cells. */
  #isBetweenRows(index: number): boolean {
    const [line = "", next, below] = this.#lines.slice(index, index + 3)
    const isText = line.trim() !== "" && !HEADING.test(line) && !FENCE.test(line)
    return isText && next !== undefined && isPipeRow(next) && (below === undefined || !isTableRule(below))
  }

  #pipeTable(from: number): number {
    this.#flow.beginTable(this.#at(from, 0))
    let index = from
    for (; index < this.#lines.length; index++) {
      const line = this.#lines[index]!
      if (!line.includes("|") && !this.#isBetweenRows(index)) break
      if (index <= from + 1 && isTableRule(line)) continue
      this.#flow.beginRow()
      for (const { text, offset } of pipeCells(line)) {
        this.#flow.beginCell(this.#at(index, offset))
        this.#inline(text, index, offset)
        this.#flow.endCell()
      }
    }
    this.#flow.endTable()
    return index
  }

  /** A table in HTML, to its last closing tag. */
  #htmlTable(from: number): number {
    let depth = 0
    let index = from
    for (; index < this.#lines.length; index++) {
      for (const [tag] of this.#lines[index]!.matchAll(/<\/?table\b/gi)) depth += tag[1] === "/" ? -1 : 1
      if (depth <= 0) break
    }
    const until = Math.min(index + 1, this.#lines.length)
    readHtmlInto(this.#lines.slice(from, until).join("\n"), this.#blocks, this.#flow, from)
    return until
  }

  #at(index: number, offset: number) {
    return { file: this.#blocks.file, line: index + 1, column: offset + 1 }
  }
}

export const readMarkdown = (source: string, blocks: Blocks): void =>
  new MarkdownReader(source, blocks).read()
