/**
 * Plain text: what one line of a form can print, and how the text of a cell becomes it.
 *
 * No plain text holds control characters (line breaks and tabs are some), line or paragraph separators, half of a
 * surrogate pair, or format characters: what is not seen, such as a space without width or a soft hyphen, makes two
 * texts of one, and what turns the direction of writing makes another amount of what is printed. A cell may: people
 * break lines in it, and paste what pages and documents hold.
 */

/** Matches plain text, the empty one too. */
export const PATTERN = /^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]*$/u

/** Whether a text is plain. */
export const isPlain = (text: string): boolean => PATTERN.test(text)

const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/
const SPACES = /[\s\u0085]+/g
const FORMATS = /\p{Cf}/gu

/** Whether a text has a line break or a tab in it. */
export const hasBreak = (text: string): boolean => BREAK.test(text)

/** The text without format characters, which are not seen. */
export const dropFormats = (text: string): string => text.replace(FORMATS, "")

/**
 * The text with each line break and tab, and the spaces beside it, as one space, none of them at its ends; without
 * format characters.
 */
export const foldBreaks = (text: string): string => {
  const seen = dropFormats(text)
  return BREAK.test(seen) ? seen.replace(SPACES, (run) => (BREAK.test(run) ? " " : run)).trim() : seen
}

/** No record of ours is deeper; what lies deeper in a hostile one stays as it is, for its schema to refuse. */
const DEPTH_MAX = 32

/** The value with every text in it folded; the keys of objects stay as they are. */
export const foldTexts = (
  value: unknown,
  fold: (text: string, key: string) => string = foldBreaks
): unknown => {
  const folded = (inner: unknown, key: string, depth: number): unknown => {
    if (typeof inner === "string") return fold(inner, key)
    if (typeof inner !== "object" || inner === null || depth === DEPTH_MAX) return inner
    if (Array.isArray(inner)) return inner.map((item) => folded(item, key, depth + 1))
    return Object.fromEntries(
      Object.entries(inner).map(([name, item]) => [name, folded(item, name, depth + 1)])
    )
  }
  return folded(value, "", 0)
}

/** The first character that keeps a text from being plain, such as `U+001F`; `undefined` when there is none. */
export const firstForbidden = (text: string): string | undefined => {
  const found = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.exec(text)
  return found === null
    ? undefined
    : `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`
}
