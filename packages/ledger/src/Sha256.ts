/**
 * SHA-256 and hex texts.
 */
import { sha256 as portableSha256 } from "@noble/hashes/sha2.js"

/** SHA-256 of bytes. The default is portable; stores on Node hand in the built-in one. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const sha256: Sha256 = portableSha256

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

export const toHex = (bytes: Uint8Array): string => {
  let text = ""
  for (const byte of bytes) text += hexOf[byte]!
  return text
}

/** The value of a hex digit by its character code. */
const digitOf = new Uint8Array(128)
for (const [value, digit] of [..."0123456789abcdef"].entries()) {
  digitOf[digit.charCodeAt(0)] = value
  digitOf[digit.toUpperCase().charCodeAt(0)] = value
}

/** Reads hex digits, two a byte; a last odd one is left out, and what is no digit counts as zero. */
export const fromHex = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length >> 1)
  for (let index = 0; index < bytes.length; index++) {
    const [high, low] = [text.charCodeAt(2 * index), text.charCodeAt(2 * index + 1)]
    bytes[index] = (digitOf[high] ?? 0) * 16 + (digitOf[low] ?? 0)
  }
  return bytes
}
