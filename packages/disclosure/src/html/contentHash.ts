/**
 * Hashes by which a page's content security policy (CSP) names its one script and its one style: nothing else runs.
 */
import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/** Base64 of bytes. Node 20 has no `Uint8Array.toBase64`, and a pure package asks for no `Buffer`. */
const base64 = (bytes: Uint8Array): string => {
  let text = ""
  for (let at = 0; at < bytes.length; at += 3) {
    const [first, second, third] = [bytes[at]!, bytes[at + 1], bytes[at + 2]]
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    text += DIGITS[bits >> 18]! + DIGITS[(bits >> 12) & 63]!
    text += second === undefined ? "=" : DIGITS[(bits >> 6) & 63]!
    text += third === undefined ? "=" : DIGITS[bits & 63]!
  }
  return text
}

/** The source expression of an inline script or style: `'sha256-…'`. */
export const contentHash = (text: string): string => `'sha256-${base64(sha256(utf8ToBytes(text)))}'`
