/**
 * Texts spelt character by character: a table by code, filled as characters are met, so that a long text costs one
 * look each and no string of its own.
 */

/** Not met yet; skipped. */
const [UNMET, SKIPPED] = [-2, -1]

/** How a code is spelt: its code, or less than 0 where it is skipped. */
export type Respelling = (code: number) => number

/** A respelling by a function of characters, which gives one character, or nothing to skip it. */
export const respelling = (spell: (character: string) => string): Respelling => {
  const known = new Int32Array(0x10000).fill(UNMET)
  return (code) => {
    const met = known[code]!
    if (met !== UNMET) return met
    const spelt = spell(String.fromCharCode(code))
    return (known[code] = spelt === "" ? SKIPPED : spelt.charCodeAt(0))
  }
}

/** As many codes as a call may have arguments on every engine. */
const PIECE = 0x2000

/** The text of the first `length` codes. */
export const textOfCodes = (codes: Uint16Array, length: number): string => {
  let text = ""
  for (let at = 0; at < length; at += PIECE)
    text += String.fromCharCode.apply(null, codes.subarray(at, Math.min(length, at + PIECE)) as never)
  return text
}
