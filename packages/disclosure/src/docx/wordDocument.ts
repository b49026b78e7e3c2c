/**
 * The document in the terms of the Word library: front matter, the pages of each part, remarks.
 *
 * Each part starts a page. Pages are portrait but for tables too wide for that; a table starts a page of its own, but
 * the first of a part, which stands under the part's title.
 */
import { Document as WordDocument, Paragraph } from "docx"
import type { ParagraphChild, Table } from "docx"
import { estimatePageNumbersWith } from "docx/layout"
import { textOf } from "@juesuan/narrative"
import { contentsOf } from "../Document.ts"
import type { Block, ContentsEntry, Document, DocumentPart } from "../Document.ts"
import { printable } from "../Placed.ts"
import { contentsMark } from "./fields.ts"
import { anchorsOf, contentsPage, coverOf } from "./frontMatter.ts"
import { widthOf } from "./measure.ts"
import { LINE_PITCH } from "./page.ts"
import type { Orientation } from "./page.ts"
import { bookmarked, textRun } from "./runs.ts"
import type { Anchor } from "./runs.ts"
import { frontPages, pagesOf } from "./sections.ts"
import { documentStyles, styleIds } from "./styles.ts"
import { tableBlock } from "./tables.ts"

/** The height of the title of a part, in points. */
const PART_TITLE_HEIGHT = 36 + LINE_PITCH / 2

/** Pages of one orientation that follow each other. */
interface Pages {
  readonly orientation: Orientation
  readonly children: Array<Paragraph | Table>
}

/** A line of the contents and the place it leads to; places come up in the order of the contents. */
interface Place {
  readonly entry: ContentsEntry
  readonly anchor: Anchor
}

const partTitle = ({ title }: DocumentPart, { anchor }: Place): Paragraph =>
  new Paragraph({ style: "Heading1", children: bookmarked(anchor, [textRun(title, "title")]) })

const heading = ({ level, text }: Extract<Block, { readonly kind: "heading" }>, { anchor }: Place) =>
  new Paragraph({
    style: `Heading${level}`,
    children: bookmarked(anchor, [textRun(text, level === 2 ? "heading" : "subheading")])
  })

const textParagraph = ({ lead, content }: Extract<Block, { readonly kind: "paragraph" }>): Paragraph => {
  const text = textOf(content)
  const children: ReadonlyArray<ParagraphChild> = [
    ...(lead === undefined ? [] : [textRun(lead, "subheading")]),
    ...(text === "" ? [] : [textRun(text, "text")])
  ]
  // A run-in heading with nothing after it in its paragraph leads the next one.
  return new Paragraph({ style: "BodyText", keepNext: lead !== undefined && text === "", children })
}

const orientationOf = (block: Block | undefined): Orientation =>
  block?.kind === "table" ? block.table.orientation : "portrait"

const pagesOfPart = (part: DocumentPart, next: () => Place): ReadonlyArray<Pages> => {
  const pages: Array<Pages> = [
    { orientation: orientationOf(part.blocks[0]), children: [partTitle(part, next())] }
  ]
  for (const [at, block] of part.blocks.entries()) {
    const orientation = orientationOf(block)
    if (pages.at(-1)!.orientation !== orientation) pages.push({ orientation, children: [] })
    const { children } = pages.at(-1)!
    if (block.kind === "heading") children.push(heading(block, next()))
    if (block.kind === "paragraph") children.push(textParagraph(block))
    if (block.kind === "table") {
      const { anchor, entry } = next()
      children.push(
        ...tableBlock(block.table, {
          anchor,
          mark: contentsMark(printable(entry.text), entry.level, "title"),
          startsPage: children.length > 0 && at > 0,
          above: at === 0 ? PART_TITLE_HEIGHT : 0
        })
      )
    }
  }
  return pages
}

const remarksPages = ({ remarks }: Document): ReadonlyArray<Pages> => {
  if (remarks.length === 0) return []
  const title = new Paragraph({ style: styleIds.contentsTitle, children: [textRun("编制说明", "title")] })
  const text = remarks.map(
    (remark) => new Paragraph({ style: "BodyText", children: [textRun(remark, "text")] })
  )
  return [{ orientation: "portrait", children: [title, ...text] }]
}

/**
 * Text is measured by the widths of the standard's faces, which the layout does not know; all lines have heights of
 * their own, so that nothing else of a face matters to it.
 */
const pageNumbers = estimatePageNumbersWith({
  measureWidth: (text, { size }) => widthOf(text) * size,
  guess: true
})

/** The document as the library writes it. */
export const wordDocumentOf = (document: Document): WordDocument => {
  const anchors = anchorsOf(document)
  const places = contentsOf(document).map((entry, at): Place => ({ entry, anchor: anchors[at]! }))
  let used = 0
  const next = (): Place => places[used++]!
  const pages = [...document.parts.flatMap((part) => pagesOfPart(part, next)), ...remarksPages(document)]
  return new WordDocument({
    styles: documentStyles,
    evenAndOddHeaderAndFooters: true,
    pageNumbers,
    sections: [
      frontPages([...coverOf(document), ...contentsPage(document, anchors)], document),
      ...pages.map(({ orientation, children }, at) => pagesOf(orientation, children, at, document.marking))
    ]
  })
}
