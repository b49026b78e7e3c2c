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

/** Reads hex digits, two a byte; a last odd one is left out. */
export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
