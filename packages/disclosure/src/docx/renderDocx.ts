/**
 * The document as a Word file, in the form of GB/T 9704-2012 (党政机关公文格式).
 */
import { Document as WordDocument, Packer, Paragraph, Table } from "docx"
import { estimatePageNumbersWith } from "docx/layout"
import { textOf } from "@juesuan/narrative"
import { contentsOf } from "../Document.ts"
import type { Block, Document, DocumentPart } from "../Document.ts"
import { contentsMark } from "./fields.ts"
import { anchorsOf, contentsPage, coverOf } from "./frontMatter.ts"
import { inert } from "./inert.ts"
import { widthOf } from "./measure.ts"
import { packed } from "./pack.ts"
import { LINE_PITCH } from "./page.ts"
import type { Orientation } from "./page.ts"
import { bookmarked, textRun } from "./runs.ts"
import type { Anchor } from "./runs.ts"
import { frontPages, pagesOf } from "./sections.ts"
import { documentStyles, styleIds } from "./styles.ts"
import { tableBlock } from "./tables.ts"

export interface DocxOptions {
  /** The time the file says it was written at, in ISO 8601. Default: 2000-01-01T00:00:00Z. */
  readonly modified?: string
}

/** The height of the title of a part, in points. */
const PART_TITLE_HEIGHT = 36 + LINE_PITCH / 2

interface Pages {
  readonly orientation: Orientation
  readonly children: Array<Paragraph | Table>
}

const partTitle = ({ title }: DocumentPart, anchor: Anchor): Paragraph =>
  new Paragraph({
    style: "Heading1",
    children: bookmarked(anchor, [textRun(title, "title")])
  })

const textParagraphs = (block: Exclude<Block, { readonly kind: "table" }>, anchor?: Anchor): Paragraph => {
  if (block.kind === "heading") {
    const face = block.level === 2 ? "heading" : "subheading"
    return new Paragraph({
      style: `Heading${block.level}`,
      children: bookmarked(anchor!, [textRun(block.text, face)])
    })
  }
  const text = textOf(block.content)
  return new Paragraph({
    style: "BodyText",
    // A run-in heading with nothing after it in its paragraph leads the next one.
    keepNext: block.lead !== undefined && text === "",
    children: [
      ...(block.lead === undefined ? [] : [textRun(block.lead, "subheading")]),
      ...(text === "" ? [] : [textRun(text, "text")])
    ]
  })
}

/** The pages of a part: what follows each other in one orientation. */
const pagesOfPart = (
  part: DocumentPart,
  anchors: ReadonlyMap<string, Anchor>,
  marks: ReadonlyMap<string, string>
): ReadonlyArray<Pages> => {
  const title = partTitle(part, anchors.get(`part-${part.key}`)!)
  const [first] = part.blocks
  const pages: Array<Pages> = [
    { orientation: first?.kind === "table" ? first.table.orientation : "portrait", children: [title] }
  ]
  for (const [at, block] of part.blocks.entries()) {
    const orientation = block.kind === "table" ? block.table.orientation : "portrait"
    if (pages.at(-1)!.orientation !== orientation) pages.push({ orientation, children: [] })
    const { children } = pages.at(-1)!
    if (block.kind !== "table") {
      children.push(textParagraphs(block, block.kind === "heading" ? anchors.get(block.key)! : undefined))
      continue
    }
    const { key } = block.table
    const isUnderTitle = at === 0
    children.push(
      ...tableBlock(block.table, {
        anchor: anchors.get(key)!,
        mark: contentsMark(inert(marks.get(key)!), 2, "title"),
        startsPage: children.length > 0 && !isUnderTitle,
        above: isUnderTitle ? PART_TITLE_HEIGHT : 0
      })
    )
  }
  return pages
}

const remarksPages = ({ remarks }: Document): ReadonlyArray<Pages> =>
  remarks.length === 0
    ? []
    : [
        {
          orientation: "portrait",
          children: [
            new Paragraph({ style: styleIds.contentsTitle, children: [textRun("编制说明", "title")] }),
            ...remarks.map((text) => new Paragraph({ style: "BodyText", children: [textRun(text, "text")] }))
          ]
        }
      ]

/**
 * Text is measured by the widths of the standard's faces. Where the layout has to guess, it does: of the faces it
 * asks, it knows none, and all lines have heights of their own.
 */
const pageNumbers = estimatePageNumbersWith({
  measureWidth: (text, { size }) => widthOf(text) * size,
  guess: true
})

/** The document in the library's terms. */
export const wordOf = (document: Document): WordDocument => {
  const anchors = anchorsOf(document)
  const marks = new Map(contentsOf(document).map(({ key, text }) => [key, text]))
  const pages = [
    ...document.parts.flatMap((part) => pagesOfPart(part, anchors, marks)),
    ...remarksPages(document)
  ]
  return new WordDocument({
    title: inert(document.title),
    creator: inert(document.unitName),
    styles: documentStyles,
    evenAndOddHeaderAndFooters: true,
    pageNumbers,
    sections: [
      frontPages([...coverOf(document), ...contentsPage(document, anchors)], document.colophon),
      ...pages.map(({ orientation, children }, at) => pagesOf(orientation, children, at))
    ]
  })
}

/**
 * Renders the document for Word (.docx).
 *
 * The same document and time give the same bytes. Page numbers of the contents are written out, as the standard's
 * faces break the lines. Charts are no part of the form and are left out.
 */
export const renderDocx = async (document: Document, options: DocxOptions = {}): Promise<Uint8Array> => {
  const word = wordOf(document)
  return packed(new Uint8Array(await Packer.toArrayBuffer(word)), document, options.modified)
}
