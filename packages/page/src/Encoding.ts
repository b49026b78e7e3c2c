/**
 * Text encodings of files that finance systems export, and of documents that departments publish.
 *
 * The order is fixed: a byte order mark decides; else strict UTF-8; else strict GB18030 (a superset of GBK
 * and GB 2312); else the file is refused with the first wrong byte under both. Nothing is ever replaced
 * silently.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** What every host of this package has and ECMAScript does not declare. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: true }
) => { readonly decode: (bytes?: Uint8Array, options?: { readonly stream: boolean }) => string }

/** The encodings that texts are read in. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030"

/** The bytes are no text. Offsets are 0-based; −1 where the encoding was not tried. */
export class EncodingUnknown extends Data.TaggedError("EncodingUnknown")<{
  readonly utf8Offset: number
  readonly gb18030Offset: number
}> {
  override get message(): string {
    const { utf8Offset, gb18030Offset } = this
    return (
      `Neither UTF-8 (wrong at byte ${utf8Offset}) nor GB18030 (wrong at byte ${gb18030Offset}). ` +
      "Export the file again as UTF-8."
    )
  }
}

/** A UTF-8 text ends in the middle of a character. */
export class TextCut extends Data.TaggedError("TextCut")<{ readonly offset: number }> {
  override get message(): string {
    return `The text ends within a character that begins at byte ${this.offset}. Copy or export the file again.`
  }
}

/** A text with the encoding it was read in. */
export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding
}

/** A text in an encoding; `undefined` when the bytes are not of it. */
export const tryDecode = (encoding: Encoding, bytes: Uint8Array, isWhole = true): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole })
  } catch {
    // A fatal decoder has one way to fail: the bytes are not of the encoding.
    return undefined
  }
}

/** The length of the longest prefix that is right as far as it goes: the place of the first wrong byte. */
const firstWrong = (encoding: Encoding, bytes: Uint8Array): number => {
  let right = 0
  let wrong = bytes.length + 1
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (tryDecode(encoding, bytes.subarray(0, middle), false) === undefined) wrong = middle
    else right = middle
  }
  return right
}

const startsWith = (bytes: Uint8Array, ...mark: ReadonlyArray<number>): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

const marked = (bytes: Uint8Array): Encoding | undefined =>
  startsWith(bytes, 0xef, 0xbb, 0xbf)
    ? "utf-8"
    : startsWith(bytes, 0xff, 0xfe)
      ? "utf-16le"
      : startsWith(bytes, 0xfe, 0xff)
        ? "utf-16be"
        : undefined

/**
 * Decodes bytes to text; the byte order mark is not part of it.
 *
 * Fails with {@link EncodingUnknown} when no encoding fits (text with NUL characters is none: it is UTF-16
 * without its mark, or no text), and with {@link TextCut} when a UTF-8 text stops within a character.
 */
export const decodeText = (bytes: Uint8Array): Result.Result<DecodedText, EncodingUnknown | TextCut> => {
  const mark = marked(bytes)
  const utf8 = tryDecode(mark ?? "utf-8", bytes)
  if (utf8 !== undefined) {
    const nul = utf8.indexOf("\0")
    if (nul === -1) return Result.succeed({ text: utf8, encoding: mark ?? "utf-8" })
    const offset = bytes.indexOf(0)
    return Result.fail(new EncodingUnknown({ utf8Offset: offset, gb18030Offset: offset }))
  }
  const utf8Offset = firstWrong(mark ?? "utf-8", bytes)
  if (utf8Offset === bytes.length) {
    let start = bytes.length - 1
    while (start > 0 && (bytes[start]! & 0xc0) === 0x80) start--
    return Result.fail(new TextCut({ offset: start }))
  }
  if (mark !== undefined) return Result.fail(new EncodingUnknown({ utf8Offset, gb18030Offset: -1 }))
  const gb18030 = tryDecode("gb18030", bytes)
  if (gb18030 !== undefined && !gb18030.includes("\0")) {
    return Result.succeed({ text: gb18030, encoding: "gb18030" })
  }
  const gb18030Offset = gb18030 === undefined ? firstWrong("gb18030", bytes) : bytes.indexOf(0)
  return Result.fail(new EncodingUnknown({ utf8Offset, gb18030Offset }))
}
