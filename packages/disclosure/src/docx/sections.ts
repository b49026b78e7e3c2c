/**
 * Sections: the pages of one orientation that follow each other, with their page numbers.
 */
import {
  AlignmentType,
  Footer,
  Header,
  HorizontalPositionRelativeFrom,
  Paragraph,
  TextWrappingType,
  VerticalPositionRelativeFrom
} from "docx"
import type { ISectionOptions, FileChild } from "docx"
import { ShapeRun } from "docx/shapes"
import type { Document } from "../Document.ts"
import { madeFrom } from "../madeFrom.ts"
import { sizes } from "./faces.ts"
import { field } from "./fields.ts"
import { twips } from "./measure.ts"
import { sectionProperties, turnedNumber } from "./page.ts"
import type { Orientation } from "./page.ts"
import { textRun } from "./runs.ts"
import { exactly, styleIds } from "./styles.ts"

/** A character's room between a page number and the outer edge of the text. */
const ROOM = twips(sizes.fourth)

/** — 1 —, at the outer side: right on odd pages, left on even ones. */
const numberLine = (side: "odd" | "even"): Paragraph =>
  new Paragraph({
    style: styleIds.pageNumber,
    alignment: side === "odd" ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: side === "odd" ? { right: ROOM } : { left: ROOM },
    children: [textRun("— ", "table"), ...field("PAGE", "table", "1"), textRun(" —", "table")]
  })

/** Points to pixels, which the library takes sizes of shapes in. */
const pixels = (points: number): number => (points * 96) / 72

/** Points to the English Metric Units of a place on the page. */
const emu = (points: number): number => Math.round(points * 12_700)

/** The page number of a turned page, turned with it: a narrow box that stands beside the table's left. */
const turnedLine = (side: "odd" | "even", id: number): Paragraph => {
  const { left, top, width, height } = turnedNumber
  const box = new ShapeRun({
    type: "rectangle",
    transformation: { width: pixels(width), height: pixels(height) },
    line: "none",
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: emu(left) },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: emu(top) },
      wrap: { type: TextWrappingType.NONE }
    },
    textOptions: {
      direction: "topToBottom",
      margins: { left: 0, right: 0, top: 0, bottom: 0 }
    },
    // Drawings of a document differ in their numbers; those the library gives count on from file to file.
    altText: { id: String(id), name: `页码 ${id}` },
    children: [numberLine(side)]
  })
  return new Paragraph({ style: styleIds.pageNumber, spacing: exactly(1), children: [box] })
}

/** What every page of an edition that is not for publication says above its text. */
const markingLines = (marking: string | undefined): ReadonlyArray<Paragraph> =>
  marking === undefined
    ? []
    : [
        new Paragraph({
          style: styleIds.pageNumber,
          alignment: AlignmentType.CENTER,
          children: [textRun(marking, "heading", sizes.fifth)]
        })
      ]

const emptyLine = (): Paragraph => new Paragraph({ style: styleIds.pageNumber, spacing: exactly(1) })

const numbered = (
  orientation: Orientation,
  section: number,
  marking: string | undefined
): Pick<ISectionOptions, "headers" | "footers"> => {
  if (orientation === "landscape") {
    const header = (side: "odd" | "even", id: number) =>
      new Header({ children: [...markingLines(marking), turnedLine(side, id)] })
    const footer = () => new Footer({ children: [emptyLine()] })
    return {
      headers: { default: header("odd", 2 * section + 1), even: header("even", 2 * section + 2) },
      footers: { default: footer(), even: footer() }
    }
  }
  const header = () => new Header({ children: [...markingLines(marking), emptyLine()] })
  const footer = (side: "odd" | "even") => new Footer({ children: [numberLine(side)] })
  return {
    headers: { default: header(), even: header() },
    footers: { default: footer("odd"), even: footer("even") }
  }
}

/** Numbered pages: section 0 of them starts at 1. */
export const pagesOf = (
  orientation: Orientation,
  children: ReadonlyArray<FileChild>,
  section: number,
  marking: string | undefined
): ISectionOptions => ({
  properties: sectionProperties(orientation, section === 0 ? 1 : undefined),
  ...numbered(orientation, section, marking),
  children
})

/** Cover and contents: no page numbers; the colophon stands at the foot of the cover. */
export const frontPages = (children: ReadonlyArray<FileChild>, document: Document): ISectionOptions => {
  const empty = () => new Footer({ children: [emptyLine()] })
  const header = () => new Header({ children: [...markingLines(document.marking), emptyLine()] })
  const lines = madeFrom(document).map(
    (line) => new Paragraph({ style: styleIds.colophon, children: [textRun(line, "table")] })
  )
  return {
    properties: { ...sectionProperties("portrait"), titlePage: true },
    ...(document.marking === undefined
      ? {}
      : { headers: { first: header(), default: header(), even: header() } }),
    footers: {
      first: new Footer({ children: lines.length === 0 ? [emptyLine()] : lines }),
      default: empty(),
      even: empty()
    },
    children
  }
}
