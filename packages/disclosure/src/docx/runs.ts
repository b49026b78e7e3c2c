/**
 * Runs of text: always made fit to print, always with the faces of their element.
 */
import { BookmarkEnd, BookmarkStart, TextRun } from "docx"
import type { ParagraphChild } from "docx"
import { fontOf } from "./faces.ts"
import type { FaceKey } from "./faces.ts"
import { printable } from "../Placed.ts"

/** A run of a face and, where it is not its style's, a size in points. */
export const textRun = (text: string, face: FaceKey, size?: number): TextRun =>
  new TextRun({
    text: printable(text),
    font: fontOf(face),
    ...(size === undefined ? {} : { size: size * 2 })
  })

/** A place of the document: the name a field calls it by, and its number. */
export interface Anchor {
  readonly name: string
  readonly id: number
}

/**
 * Runs that are a place of the document. Numbers are given, because those of the library count on from
 * file to file.
 */
export const bookmarked = (
  { name, id }: Anchor,
  children: ReadonlyArray<TextRun>
): ReadonlyArray<ParagraphChild> => {
  // The library writes both ends as they are, and leaves them out of the type of what a paragraph may hold.
  const [start, end] = [new BookmarkStart(name, id), new BookmarkEnd(id)] as unknown as [TextRun, TextRun]
  return [start, ...children, end]
}
