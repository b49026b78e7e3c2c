/**
 * Cover (封面) and table of contents (目录).
 *
 * The contents are a field of Word with its entries and page numbers written out: it reads right at once, leads by a
 * click, and Word can update it after an edit.
 */
import { InternalHyperlink, LeaderType, Paragraph, Tab, TabStopType, TextRun } from "docx"
import { contentsOf } from "../Document.ts"
import type { Document } from "../Document.ts"
import { fontOf } from "./faces.ts"
import { field, fieldEnd, fieldStart } from "./fields.ts"
import { twips, widthOf } from "./measure.ts"
import { textArea } from "./page.ts"
import { textRun } from "./runs.ts"
import type { Anchor } from "./runs.ts"
import { exactly, styleIds } from "./styles.ts"

const CONTENTS_PITCH_LEAST = 18
const CONTENTS_PITCH_MOST = 26
const COVER_SIZE = 26
const UNIT_ABOVE = 215

const SUFFIX = /部门决算$/

/** A title line too wide for the page breaks before its last word, not anywhere. */
const linesOfTitle = (line: string): ReadonlyArray<string> => {
  const isWide = widthOf(line) * COVER_SIZE > textArea("portrait").width * 0.9
  return isWide && SUFFIX.test(line) ? [line.replace(SUFFIX, ""), line.match(SUFFIX)![0]] : [line]
}

/** The cover: 附件, the lines of the title, the unit. */
export const coverOf = ({ cover, unitName }: Document): ReadonlyArray<Paragraph> => [
  new Paragraph({ style: styleIds.attachment, children: [textRun(cover.attachment, "heading")] }),
  ...cover.lines.flatMap(linesOfTitle).map(
    (line, at) =>
      new Paragraph({
        style: styleIds.coverTitle,
        ...(at === 0 ? { spacing: exactly(46, 130, 10) } : {}),
        children: [textRun(line, "title")]
      })
  ),
  new Paragraph({
    style: styleIds.coverUnit,
    spacing: exactly(30, UNIT_ABOVE),
    children: [textRun(unitName, "subheading")]
  })
]

/**
 * Anchors of Word, one for each entry of the contents, in their order: its bookmarks are of letters and digits, and a
 * key of the document may be any text.
 */
export const anchorsOf = (document: Document): ReadonlyArray<Anchor> =>
  contentsOf(document).map((_, at) => ({ name: `_Toc${String(at + 1).padStart(8, "0")}`, id: at + 1 }))

/** Lines of the contents stand so close that they fill one page, if they can, in points. */
const pitchOf = (entries: number): number => {
  const room = textArea("portrait").height - 46
  return Math.floor(Math.max(CONTENTS_PITCH_LEAST, Math.min(CONTENTS_PITCH_MOST, room / entries)) * 4) / 4
}

/** The table of contents of a document, on pages of its own. */
export const contentsPage = (
  document: Document,
  anchors: ReadonlyArray<Anchor>
): ReadonlyArray<Paragraph> => {
  const entries = contentsOf(document)
  return [
    new Paragraph({
      style: styleIds.contentsTitle,
      pageBreakBefore: true,
      children: [textRun("目录", "title")]
    }),
    ...entries.map(({ level, text }, at) => {
      const anchor = anchors[at]!.name
      const face = level === 1 ? "heading" : "text"
      const line = new InternalHyperlink({
        anchor,
        children: [
          textRun(text, face),
          new TextRun({ font: fontOf(face), children: [new Tab()] }),
          ...field(`PAGEREF ${anchor} \\h`, face)
        ]
      })
      return new Paragraph({
        style: `TOC${level}`,
        spacing: exactly(pitchOf(entries.length)),
        tabStops: [
          {
            type: TabStopType.RIGHT,
            position: twips(textArea("portrait").width),
            leader: LeaderType.DOT
          }
        ],
        children: [
          ...(at === 0 ? fieldStart('TOC \\o "1-3" \\h \\z \\f', face) : []),
          line,
          ...(at === entries.length - 1 ? [fieldEnd(face)] : [])
        ]
      })
    })
  ]
}
