/**
 * Where the text of a web page stands in its source: text nodes have white space that is not printed, and characters
 * that are written as entities.
 */
import type { DefaultTreeAdapterTypes } from "parse5"

export interface SourcePiece {
  readonly text: string
  readonly line: number
  readonly column: number
  /** White space, which prints as one space or none. */
  readonly isSpace: boolean
}

const isSpaceCode = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c

/** How long the source of a character is when it is written as an entity at this offset, such as `&nbsp;`. */
const entityLength = (source: string, at: number): number =>
  /^&(?:#[xX][\dA-Fa-f]{1,8}|#\d{1,9}|[A-Za-z][\dA-Za-z]{1,32});?/.exec(source.slice(at, at + 40))?.[0]
    .length ?? 0

/**
 * Splits a text node at its white space, line ends and entities, each piece with its place.
 *
 * The characters of the node and of its source are walked side by side; where the source has an entity that the node
 * has resolved, the place jumps. A node without a place in the source (made by the parser) stands at 1:1.
 */
export const sourcePieces = (
  node: DefaultTreeAdapterTypes.TextNode,
  source: string
): ReadonlyArray<SourcePiece> => {
  const { value, sourceCodeLocation: location } = node
  const pieces: Array<SourcePiece> = []
  let line = location?.startLine ?? 1
  let column = location?.startCol ?? 1
  let raw = location?.startOffset ?? source.length
  const end = location?.endOffset ?? source.length
  let from = 0
  let start = { line, column }
  let isSpace = false
  const push = (until: number): void => {
    if (until > from) pieces.push({ text: value.slice(from, until), ...start, isSpace })
    from = until
    start = { line, column }
  }
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    // A node whose text goes on behind a tag that the parser dropped.
    if (source[raw] === "<" && code !== 0x3c && raw < end) {
      push(at)
      const tagEnd = source.indexOf(">", raw) + 1
      column += Math.max(0, tagEnd - raw)
      raw = tagEnd === 0 || tagEnd > end ? end : tagEnd
      start = { line, column }
    }
    const spaces = isSpaceCode(code)
    if (spaces !== isSpace) {
      push(at)
      isSpace = spaces
    }
    const length = source[raw] === "&" ? entityLength(source, raw) : 0
    // A bare & stays one; an entity of two characters is told by the second, which is not in the source.
    if (length > 1 && !value.startsWith(source.slice(raw, raw + length), at)) {
      push(at)
      raw += length
      column += length
      const isPair = code >= 0xd800 && code <= 0xdbff
      if (isPair) at++
      push(at + 1)
    } else if (code === 0x0a) {
      raw += source[raw] === "\r" && source[raw + 1] === "\n" ? 2 : 1
      line++
      column = 1
      push(at + 1)
    } else {
      raw++
      column++
    }
  }
  push(value.length)
  return pieces
}
