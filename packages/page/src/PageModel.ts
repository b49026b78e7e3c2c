/**
 * A page as printed: characters with their boxes, ruling lines, images, and what was kept apart.
 *
 * Every reader of a format that has geometry yields this model; what lines, tables and paragraphs it makes is
 * determined later, by one code. Lengths are points (1/72 inch), the origin is the top left corner of the page as it
 * is looked at, and y grows downwards.
 */

/** Left, top, right and bottom edge. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** A printed character, or several that one glyph prints. */
export interface PrintedCharacter {
  /** U+FFFD where the file does not say which character the glyph is. */
  readonly text: string
  readonly left: number
  readonly right: number
  /** The line that the character stands on. */
  readonly baseline: number
  /** Font size as printed. */
  readonly size: number
}

/** A straight line along one edge of the page: a stroke, or a filled rectangle as thin as one. */
export interface Ruling {
  readonly isHorizontal: boolean
  /** y of a horizontal line, x of a vertical one. */
  readonly position: number
  /** Where it begins and ends along its direction; `from` is not greater than `to`. */
  readonly from: number
  readonly to: number
}

/** How many characters of a page were kept apart from what is read, by reason. */
export interface KeptApart {
  /** Printed invisibly: a text mode without ink, or a layer that is switched off. */
  readonly hidden: number
  /** White on white. */
  readonly white: number
  /** Printed again over themselves, as a substitute for bold. */
  readonly doubled: number
  /** Not in the direction of the page's text, such as page numbers at the side of a landscape page. */
  readonly rotated: number
}

/** Why nothing of a page is read. */
export type UnreadReason =
  | "scanned" // no text, and an image over most of the page
  | "recognised" // an image over the page, and invisible text below it that was recognised from it
  | "outlined" // no text, but paths that may draw letters
  | "fontUnknown" // text of which the file does not say which characters it is
  | "tooMuch" // beyond a limit

/** A page as it was read, or why it was not. */
export interface PrintedPage {
  /** From 1. */
  readonly number: number
  readonly width: number
  readonly height: number
  readonly characters: ReadonlyArray<PrintedCharacter>
  readonly rulings: ReadonlyArray<Ruling>
  readonly keptApart: KeptApart
  /** `null` for a page that was read, a blank one included. */
  readonly unread: UnreadReason | null
}
