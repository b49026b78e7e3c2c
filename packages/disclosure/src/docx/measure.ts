/**
 * How wide text is, without fonts: Chinese characters are a square (1 em), Latin letters and digits half of it.
 *
 * That is how the faces of the standard are made. Where another face stands in for one, its digits may be a little
 * wider, so what must not wrap is measured with {@link widthAtMost}.
 */

/** Latin signs that are printed from the Chinese face, as wide as a character. */
const WIDE_LATIN = new Set("§¨°±·×÷")

const isWide = (character: string): boolean => character >= "\u2010" || WIDE_LATIN.has(character)

const widthWith = (text: string, narrow: number): number => {
  let width = 0
  for (const character of text) width += isWide(character) ? 1 : narrow
  return width
}

/** The width of a text in em, in the faces of the standard. */
export const widthOf = (text: string): number => widthWith(text, 0.5)

/** The width of a text in em in the widest of the faces that may stand in. */
export const widthAtMost = (text: string): number => widthWith(text, 0.58)

/** Points to twips (a twentieth of a point), the unit of WordprocessingML. */
export const twips = (points: number): number => Math.round(points * 20)

/** Millimetres to points. */
export const millimetres = (length: number): number => (length / 25.4) * 72
