/**
 * What a line of Markdown prints: escapes, entities and line breaks resolved, marks of emphasis, links and tags gone.
 *
 * Every printed piece knows at which column of the line it stands. A mark without its partner is printed as it is.
 */
import { parseFragment } from "parse5"

export interface InlinePiece {
  readonly text: string
  /** 0-based offset in the line. */
  readonly offset: number
}

/** A line break within a line. */
export const LINE_BREAK = "\n"

interface Token extends InlinePiece {
  readonly kind: "text" | "mark" | "bracket" | "dropped"
  readonly canOpen: boolean
  readonly canClose: boolean
}

const ENTITY = /^&(?:#[xX][\dA-Fa-f]{1,6}|#\d{1,7}|[A-Za-z][\dA-Za-z]{1,31});/
const TAG = /^<(\/?[A-Za-z][A-Za-z\d]{0,20})(?=[\s/>])/
const ESCAPED = /[!-/:-@[-`{-~]/
const TAG_LENGTH_MAX = 1000
const TARGET_LENGTH_MAX = 2000

const entityText = (entity: string): string => {
  const node = parseFragment(entity).childNodes[0]
  return node !== undefined && "value" in node ? node.value : entity
}

const isSpace = (character: string | undefined): boolean => character === undefined || character.trim() === ""
const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

/** The token at an offset; text goes on to the next character that may mean something. */
const tokenAt = (line: string, at: number): Token & { readonly length: number } => {
  const plain = (text: string, length: number): Token & { readonly length: number } => ({
    kind: "text",
    text,
    offset: at,
    canOpen: false,
    canClose: false,
    length
  })
  const character = line[at]!
  if (character === "\\" && ESCAPED.test(line[at + 1] ?? ""))
    return { ...plain(line[at + 1]!, 2), offset: at + 1 }
  if (character === "&") {
    const entity = ENTITY.exec(line.slice(at, at + 40))?.[0]
    return entity === undefined ? plain("&", 1) : plain(entityText(entity), entity.length)
  }
  if (character === "<") {
    const name = TAG.exec(line.slice(at, at + 32))?.[1]
    const end = name === undefined ? -1 : line.slice(at, at + TAG_LENGTH_MAX).indexOf(">")
    if (end === -1) return plain("<", 1)
    return name!.toLowerCase() === "br"
      ? plain(LINE_BREAK, end + 1)
      : { ...plain(line.slice(at, at + end + 1), end + 1), kind: "dropped" }
  }
  if (character === "]" && line[at + 1] === "(") {
    const end = line.slice(at, at + TARGET_LENGTH_MAX).indexOf(")")
    if (end !== -1)
      return { ...plain(line.slice(at, at + end + 1), end + 1), kind: "bracket", canClose: true }
  }
  if (character === "]") return { ...plain("]", 1), kind: "bracket" }
  if (character === "[") return { ...plain("[", 1), kind: "bracket", canOpen: true }
  if (character === "*" || character === "_" || character === "~" || character === "`") {
    let length = 1
    while (line[at + length] === character) length++
    const [before, after] = [line[at - 1], line[at + length]]
    const isInWord = character === "_" && isWord(before) && isWord(after)
    return {
      ...plain(line.slice(at, at + length), length),
      kind: "mark",
      canOpen: !isSpace(after) && !isInWord,
      canClose: !isSpace(before) && !isInWord
    }
  }
  let length = 1
  while (at + length < line.length && !/[\\&<\]*_~`[]/.test(line[at + length]!)) length++
  return plain(line.slice(at, at + length), length)
}

/** A longer line is nobody's Markdown, and printed as it is. */
const LINE_LENGTH_MAX = 400_000

/** The printed pieces of a line, in order; places count from `base`. */
export const inlinePieces = (line: string, base = 0): ReadonlyArray<InlinePiece> => {
  if (line.length > LINE_LENGTH_MAX) return [{ text: line, offset: base }]
  const tokens: Array<Token> = []
  for (let at = 0; at < line.length;) {
    const token = tokenAt(line, at)
    tokens.push(token)
    at += token.length
  }
  const gone = new Set<number>()
  const open = new Map<string, number>()
  for (const [index, { kind, text, canOpen, canClose }] of tokens.entries()) {
    if (kind !== "mark" && kind !== "bracket") continue
    const key = kind === "bracket" ? "[" : text
    const partner = open.get(key)
    if (text === "]") open.delete(key)
    else if (canClose && partner !== undefined) {
      gone.add(partner).add(index)
      open.delete(key)
    } else if (canOpen) open.set(key, index)
  }
  return tokens.flatMap(({ kind, text, offset }, index) =>
    kind === "dropped" || gone.has(index) ? [] : [{ text, offset: base + offset }]
  )
}

/** Splits a row of a pipe table at its bars; escaped bars belong to their cell. Offsets are those of the line. */
export const pipeCells = (line: string): ReadonlyArray<InlinePiece> => {
  const cells: Array<InlinePiece> = []
  const end = line.trimEnd().length
  let from = line.length - line.trimStart().length
  if (line[from] === "|") from++
  for (let at = from; at <= end; at++) {
    if (at < end && line[at] === "\\") at++
    else if (at === end ? from < end : line[at] === "|") {
      cells.push({ text: line.slice(from, at), offset: from })
      from = at + 1
    }
  }
  return cells
}
