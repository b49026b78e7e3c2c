/**
 * SHA-256 and hex texts.
 */
import { sha256 as portableSha256 } from "@noble/hashes/sha2.js"

/** SHA-256 of bytes. The default is portable; stores on Node hand in the built-in one. */
export interface Sha256 {
  (bytes: Uint8Array): Uint8Array
  /** The same as lower-case hex, where the host gives that at less cost than bytes. */
  readonly hex?: (bytes: Uint8Array) => string
}

export const sha256: Sha256 = portableSha256

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

export const toHex = (bytes: Uint8Array): string => {
  let text = ""
  for (const byte of bytes) text += hexOf[byte]!
  return text
}

/** The value of a hex digit by its UTF-16 code unit; all of them, so that no look-up can miss. */
const digitOf = new Uint8Array(0x10000)
for (const [value, digit] of [..."0123456789abcdef"].entries()) {
  digitOf[digit.charCodeAt(0)] = value
  digitOf[digit.toUpperCase().charCodeAt(0)] = value
}

/** Reads hex digits into bytes that are there, from an offset on; as {@link fromHex} reads them. */
export const readHex = (text: string, into: Uint8Array, offset: number): void => {
  const count = text.length >> 1
  for (let index = 0; index < count; index++) {
    into[offset + index] =
      digitOf[text.charCodeAt(2 * index)]! * 16 + digitOf[text.charCodeAt(2 * index + 1)]!
  }
}

/** Reads hex digits, two a byte; a last odd one is left out, and what is no digit counts as zero. */
export const fromHex = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length >> 1)
  readHex(text, bytes, 0)
  return bytes
}
