/**
 * Joins the lines of a text to paragraphs.
 *
 * Files wrap paragraphs at the width of a page and break them at its end, in the middle of a word or a number:
 * 「占⏎⏎本年支出合计的 100.00%」. A line continues the paragraph before it when that one is not finished and nothing
 * new begins: no heading, no item of a list, no caption, no indentation. In doubt a paragraph ends, because a
 * sentence joined to a wrong one says what nobody said.
 */
import type { Blocks, Piece } from "../Blocks.ts"
import {
  endsSentence,
  endsWithColon,
  hasMarker,
  hasSentenceMark,
  indentOf,
  isCaption,
  isNote,
  isTitle
} from "./Line.ts"
import type { Line } from "./Line.ts"

/** A paragraph of fewer characters, without marks of a sentence, is a heading or a label rather than prose. */
const PROSE_LENGTH_MIN = 24

/** What no sentence ends with: after these a blank line is a page break, whatever follows. */
const UNFINISHED = /[，,、；;（(“「《与和及的为是比较占在对由按将了]$/

/** A sentence that begins anew: 2024 年度…, 截至…, 其中：…, 较上年…. */
const OPENING =
  /^(?:[“"]?(?:\d{4}|二[〇○零]二[〇○零一二三四五六七八九])\s?年|截至|截止|其中[：:]|本年度|本部门|全年)/

/** What no sentence begins with. */
const CONTINUING = /^(?:的|元|万元|亿元|[%％，。；、）)])/

interface OpenParagraph {
  readonly parts: Array<string>
  readonly places: Array<Piece>
  length: number
  /** The text of its last line, trimmed. */
  last: string
  /** Indentation of its last line. */
  indent: number
  readonly beginsWithMarker: boolean
  readonly isNote: boolean
  readonly isLabel: boolean
  hasMark: boolean
}

const isLetter = (character: string): boolean => /[A-Za-z]/.test(character)

const glue = (before: string, after: string): string =>
  before !== "" && after !== "" && isLetter(before.at(-1)!) && isLetter(after[0]!) ? " " : ""

const isProse = ({ hasMark, length }: OpenParagraph): boolean => hasMark || length >= PROSE_LENGTH_MIN

/** A number goes on: 8,951,3⏎79.26, or 12⏎%. A year begins something, and is none. */
const continuesNumber = (open: OpenParagraph, next: string): boolean =>
  /\d[,.]\d{0,2}$/.test(open.last.slice(-8)) && /^[\d.,%]/.test(next) && !/^\d{4}\s?年/.test(next)

/** 某（类）某（款） without its 某（项）: an entry that the end of the line cut. */
const isCutEntry = (text: string): boolean =>
  /[（(]\s?类\s?[)）]/.test(text) && !/[（(]\s?项\s?[)）]/.test(text) && !hasSentenceMark(text)

/** What goes on with the names of an entry: 学前教育（项）. */
const ENTRY_REST = /^[^，。；：\d]{1,40}[（(]\s?[款项]\s?[)）]/

/** An amount with its unit: no sentence begins with one. */
const AMOUNT_FIRST = /^\d[\d,.]*\s?(?:万元|亿元|元|%)/

/** A longer paragraph is no entry that was cut before its names were over. */
const CUT_ENTRY_MAX = 160

/** The title of a part or of a whole document, with its year: it goes on with nothing before it. */
const isYearTitle = (text: string): boolean => isTitle(text) && /\d{4}\s?年度?.{0,4}决算/.test(text)

/** 某某局2021年“三公”经费决算情况说明, over the sentences it is the title of. */
const isWholeTitle = ({ hasMark, last }: OpenParagraph): boolean =>
  !hasMark && last.length <= 60 && /20\d\d\s?年/.test(last) && /情况(?:的?说明)?$/.test(last)

const continuesAdjacent = (open: OpenParagraph, next: string): boolean => {
  if (continuesNumber(open, next) || CONTINUING.test(next)) return true
  if (open.beginsWithMarker && isCutEntry(open.last)) return true
  if (isYearTitle(next) && !open.hasMark) return false
  if (isWholeTitle(open) && hasSentenceMark(next)) return false
  // What begins with a number is a heading, unless it fills its line without being one.
  const mayBeHeading = open.beginsWithMarker && !open.hasMark
  const isFull = open.last.length >= PROSE_LENGTH_MIN && !isTitle(open.last)
  if (mayBeHeading ? isFull : isProse(open)) return true
  // Headings and titles over two lines: the first is no title yet, the second makes it one.
  const isShort = next.length <= 40 && !hasSentenceMark(next) && !/^[\d（(]/.test(next)
  return isShort && !isTitle(open.last) && (isTitle(next) || /(?:决算|报告)$/.test(next))
}

/** Whether a paragraph breaks off in the names of an entry, or before its amount, and the next line goes on with it. */
const isCutBefore = (open: OpenParagraph, next: string): boolean =>
  (open.length <= CUT_ENTRY_MAX && ENTRY_REST.test(next) && isCutEntry(open.parts.join(""))) ||
  (isProse(open) && AMOUNT_FIRST.test(next) && !isTitle(open.last))

const continuesOverBreak = (open: OpenParagraph, next: string): boolean => {
  if (continuesNumber(open, next) || isCutBefore(open, next)) return true
  if (!open.hasMark || open.isNote || isTitle(next) || endsWithColon(open.last)) return false
  if (UNFINISHED.test(open.last)) return true
  return hasSentenceMark(next) && !OPENING.test(next)
}

/** An explicit paragraph of a format that has them is over, unless its words or the next say otherwise. */
const continuesExplicit = (open: OpenParagraph, next: string): boolean =>
  open.hasMark && !open.isNote && !isTitle(next) && (UNFINISHED.test(open.last) || CONTINUING.test(next))

/**
 * How to read a break: in plain text a blank line may be the end of a page (`page`), in formats with paragraphs of
 * their own it is one only where the text is plainly unfinished (`explicit`).
 */
export type BreakMeaning = "page" | "explicit"

export class Paragraphs {
  readonly #blocks: Blocks
  readonly #meaning: BreakMeaning
  #open: OpenParagraph | undefined
  #isBroken = false

  constructor(blocks: Blocks, meaning: BreakMeaning) {
    this.#blocks = blocks
    this.#meaning = meaning
  }

  /** A blank line, a page number, a page break or the end of a paragraph stands here. */
  break(): void {
    this.#isBroken = true
  }

  /** Adds a line of plain text. */
  add({ text, line, column }: Line): void {
    const offset = text.length - text.trimStart().length
    this.addPieces(text, [{ offset, at: { file: this.#blocks.file, line, column: column + offset } }])
  }

  /** Adds a line whose parts stand at several places; the first place is that of its first printed character. */
  addPieces(text: string, pieces: ReadonlyArray<Piece>): void {
    const bare = text.trim()
    if (bare === "") return
    const trimmed = text.length - text.trimStart().length
    const indent = indentOf(text)
    const open = this.#open
    const isContinued = open !== undefined && this.#continues(open, bare, text, indent)
    if (!isContinued) this.end()
    const base = isContinued ? open.length + glue(open.last, bare).length : 0
    const places = pieces.map((piece) => ({ ...piece, offset: base + Math.max(0, piece.offset - trimmed) }))
    if (isContinued) {
      open.parts.push(glue(open.last, bare), bare)
      for (const place of places) open.places.push(place)
      open.length = base + bare.length
      open.last = bare
      open.indent = indent
      open.hasMark ||= hasSentenceMark(bare)
    } else {
      this.#open = {
        parts: [bare],
        places,
        length: bare.length,
        last: bare,
        indent,
        beginsWithMarker: hasMarker(bare),
        isNote: isNote(bare),
        isLabel: isCaption(bare),
        hasMark: hasSentenceMark(bare)
      }
    }
    this.#isBroken = false
  }

  /** Ends the paragraph: a table or the end of the text follows. */
  end(): void {
    const open = this.#open
    this.#open = undefined
    this.#isBroken = false
    if (open !== undefined) this.#blocks.paragraph(open.parts.join(""), open.places)
  }

  #continues(open: OpenParagraph, next: string, raw: string, indent: number): boolean {
    if (open.isLabel || endsSentence(open.last)) return false
    if (hasMarker(next) || isCaption(next)) return false
    if (this.#meaning === "explicit")
      return this.#isBroken ? continuesExplicit(open, next) : continuesAdjacent(open, next)
    // Authors indent a new paragraph by full-width spaces; margins are made of others.
    if (raw.startsWith("\u3000\u3000") || indent > open.indent + 1) return false
    return this.#isBroken ? continuesOverBreak(open, next) : continuesAdjacent(open, next)
  }
}
