/**
 * Paragraphs of a document by what its lines look like: indentation, how full a line is, ordinals and font sizes.
 *
 * A line goes on with the paragraph before it only if that paragraph's last line had no room for what the line begins
 * with. Nothing is joined over a table, an entry of a contents page, or a change of the font size.
 */
import type { PrintedParagraph, PrintedPlace } from "./PrintedBlock.ts"
import type { TextLine } from "./TextLines.ts"

/** A line outside of tables. */
export interface BodyLine extends TextLine {
  readonly at: PrintedPlace
  readonly pageWidth: number
  /** How many tables stand before it. */
  readonly section: number
}

/** An indentation begins a paragraph when it is larger than this, in font sizes. */
const INDENT = 1.2
/** How much of a line may stay free though the next word did not fit, in font sizes. */
const SLACK = 0.9
/** Sizes that differ by less are the same, in points. */
const SAME_SIZE = 1.5
/** Headings are set larger than the text by this. */
const HEADING_SIZE = 1.15
/** A margin is where at least this share of the lines begins. */
const MARGIN_SHARE = 0.08
/** The right margin reaches as far as this share of the lines. */
const RIGHT_SHARE = 0.97
/** No text is set in a column that takes less of the page's width. */
const NARROW = 0.5

interface Margins {
  readonly left: number
  readonly right: number
  readonly size: number
}

const mostFrequent = (values: ReadonlyArray<readonly [value: number, weight: number]>): number => {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight)
  return [...weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0]
}

/** The margins of the text of pages of one width. */
const marginsOf = (lines: ReadonlyArray<BodyLine>): Margins => {
  const size = mostFrequent(lines.map(({ size, text }) => [Math.round(size * 2) / 2, text.length]))
  const body = lines.filter((line) => Math.abs(line.size - size) < 1)
  const begins = body.map(({ box }) => Math.round(box[0] / 3) * 3)
  const isMargin = (left: number): boolean =>
    begins.filter((begin) => begin === left).length >= MARGIN_SHARE * begins.length
  const rights = body.map(({ box }) => box[2]).toSorted((one, other) => one - other)
  const left = Math.min(...begins.filter(isMargin))
  const right = rights[Math.max(0, Math.ceil(rights.length * RIGHT_SHARE) - 1)]!
  const { pageWidth } = lines[0]!
  // Where all lines are short none is full: the margins are then taken to be equal.
  return { left, right: right - left < NARROW * pageWidth ? pageWidth - left : right, size }
}

/** What cannot be parted at the beginning of a line: a number or a word, or one character, with its brackets. */
const FIRST_TOKEN = /^[（“‘《〔「]*(?:[\d.,%％-]+|[A-Za-z]+|.)[）”’》〕」，。、；：！？％%]*/u
/** How wide a digit is beside the average character of a line. */
const DIGIT_WIDTH = 0.8

const widthOfFirst = ({ text, box }: BodyLine): number => {
  const [token] = FIRST_TOKEN.exec(text) ?? [""]
  const share = token.length / Math.max(1, text.length)
  return share * (box[2] - box[0]) * (/\d/.test(token) ? DIGIT_WIDTH : 1)
}

/** 1. … 2. …, （一）, 一、 behind the end of a sentence: the next item of a list, whatever its indentation. */
const ITEM =
  /^(?:\d{1,2}(?:[、．]|\.(?!\d))|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)/
const ENDED = /[。；;：:.]$/
/** The heading of a part or a section. */
const HEADING = /^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、)/
const UNENDED = /[，、]$/
/** The dots of an entry of a contents page, and the page they lead to. */
const LEADER = /\s*[.…·．]{3,}\s*\d*$/

/** A row of a table without ruling lines: amounts side by side, and no sentence. */
const isRow = (text: string): boolean =>
  !/[，。；]/.test(text) && (text.match(/(?<=^|\s)-?\d[\d,]*\.\d\d(?=\s|$)/g)?.length ?? 0) > 1

interface Open {
  text: string
  readonly first: BodyLine
  last: BodyLine
  readonly pieces: Array<PrintedParagraph["pieces"][number]>
}

const isCentred = ({ box, size }: BodyLine, { left, right }: Margins): boolean =>
  Math.abs(box[0] - left - (right - box[2])) < size

const isJoined = ({ text, first, last }: Open, next: BodyLine, margins: Margins): boolean => {
  const { left, right, size } = margins
  if (last.section !== next.section || next.at.page - last.at.page > 1) return false
  if (last.pageWidth !== next.pageWidth || Math.abs(last.size - next.size) >= SAME_SIZE) return false
  if (LEADER.test(last.text) || isRow(last.text) || isRow(next.text)) return false
  if (next.box[0] - left > INDENT * size) {
    // A heading over two centred lines, the first of which had no room left: it is centred, too, or in larger type.
    if (ENDED.test(text) || !isCentred(next, margins)) return false
    const needed = widthOfFirst(next) + SLACK * next.size
    const free = right - left - (last.box[2] - last.box[0])
    const isLarge = last.size > HEADING_SIZE * size
    return isCentred(last, margins) ? free < needed : isLarge && right - last.box[2] < needed
  }
  if (ITEM.test(next.text) && ENDED.test(text)) return false
  // Nothing but the end of a sentence tells paragraphs apart whose first lines are not indented.
  if (Math.abs(next.box[0] - first.box[0]) < size && /[。！？]$/.test(text)) return false
  if (HEADING.test(next.text) && !UNENDED.test(text)) return false
  return right - last.box[2] < widthOfFirst(next) + SLACK * size
}

/** What stands between two lines of a paragraph: a space between two words in Latin letters. */
const glue = (before: string, after: string): string =>
  /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? " " : ""

/** Joins the lines of a document to paragraphs. */
export const paragraphsOf = (
  lines: ReadonlyArray<BodyLine>
): ReadonlyArray<{ readonly paragraph: PrintedParagraph; readonly section: number }> => {
  const margins = new Map<number, Margins>()
  for (const width of new Set(lines.map(({ pageWidth }) => pageWidth)))
    margins.set(width, marginsOf(lines.filter(({ pageWidth }) => pageWidth === width)))
  const paragraphs: Array<Open> = []
  for (const line of lines) {
    const open = paragraphs.at(-1)
    if (open !== undefined && isJoined(open, line, margins.get(line.pageWidth)!)) {
      const space = glue(open.text, line.text)
      open.pieces.push({ offset: open.text.length + space.length, at: line.at })
      open.text += space + line.text
      open.last = line
    } else paragraphs.push({ text: line.text, first: line, last: line, pieces: [{ offset: 0, at: line.at }] })
  }
  return paragraphs.map(({ text, last, pieces }) => ({
    paragraph: { kind: "paragraph", text: text.replace(LEADER, ""), pieces },
    section: last.section
  }))
}
