/**
 * Characters of a page as lines of text.
 */
import type { Box, PrintedCharacter } from "../PageModel.ts"

/** A line of text as printed. */
export interface TextLine {
  readonly text: string
  readonly box: Box
  readonly baseline: number
  /** Font size of most of it. */
  readonly size: number
  readonly characters: ReadonlyArray<PrintedCharacter>
  /** Where in `text` each of the characters begins (UTF-16). */
  readonly offsets: ReadonlyArray<number>
}

/** Characters whose base lines differ by less than this, in font sizes, stand on one line. */
const SAME_LINE = 0.45
/** A gap as wide as this, in font sizes, is printed on purpose. */
const GAP = 0.9
/** Words and numbers in Latin letters are parted by less. */
const WORD_GAP = 0.25
const SIZE_MIN = 4
/** How much of a font size is above the base line, and below it. */
const ABOVE = 0.86
const BELOW = 0.14

const isLatin = (text: string): boolean => /^[\w.,%()-]/.test(text)

/** What stands between two characters of a line: nothing, or a space for a gap. */
const between = (one: PrintedCharacter, other: PrintedCharacter): string => {
  const gap = (other.left - one.right) / Math.max(one.size, other.size, SIZE_MIN)
  return gap > (isLatin(one.text) && isLatin(other.text) ? WORD_GAP : GAP) ? " " : ""
}

const lineOf = (found: ReadonlyArray<PrintedCharacter>): TextLine => {
  const characters = found.toSorted((one, other) => one.left - other.left)
  const sizes = characters.map(({ size }) => size).toSorted((one, other) => one - other)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  let text = ""
  const offsets: Array<number> = []
  for (const [at, character] of characters.entries()) {
    const before = characters[at - 1]
    text += before === undefined ? "" : between(before, character)
    offsets.push(text.length)
    text += character.text
    left = Math.min(left, character.left)
    right = Math.max(right, character.right)
    top = Math.min(top, character.baseline - ABOVE * character.size)
    bottom = Math.max(bottom, character.baseline + BELOW * character.size)
  }
  const baseline = characters.map((character) => character.baseline).toSorted((one, other) => one - other)[
    characters.length >> 1
  ]!
  return {
    text,
    box: [left, top, right, bottom],
    baseline,
    size: sizes[sizes.length >> 1]!,
    characters,
    offsets
  }
}

/** The lines that characters stand on, from the top; each from the left. */
export const linesOf = (characters: ReadonlyArray<PrintedCharacter>): ReadonlyArray<TextLine> => {
  const rows: Array<{ readonly baseline: number; readonly characters: Array<PrintedCharacter> }> = []
  for (const character of characters.toSorted((one, other) => one.baseline - other.baseline)) {
    const row = rows.at(-1)
    const reach = SAME_LINE * Math.max(character.size, SIZE_MIN)
    if (row !== undefined && character.baseline - row.baseline < reach) row.characters.push(character)
    else rows.push({ baseline: character.baseline, characters: [character] })
  }
  return rows.map((row) => lineOf(row.characters))
}
