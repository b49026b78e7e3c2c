/**
 * Styles of the document: one for each element of the form, with outline levels for Word's navigation.
 *
 * Faces stand on every run as well (see `runs.ts`): text that is copied out of the document keeps its face.
 */
import { AlignmentType, LineRuleType } from "docx"
import type { IParagraphStyleOptions, IStylesOptions } from "docx"
import { fontOf, sizes } from "./faces.ts"
import type { FaceKey } from "./faces.ts"
import { twips } from "./measure.ts"
import { CHARACTER_SPACING, LINE_PITCH } from "./page.ts"

/** Ids of the styles of the document's own. */
export const styleIds = {
  attachment: "Attachment",
  coverTitle: "CoverTitle",
  coverUnit: "CoverUnit",
  contentsTitle: "ContentsTitle",
  tableTitle: "TableTitle",
  tableNumber: "TableNumber",
  tableUnit: "TableUnit",
  tableText: "TableText",
  tableNote: "TableNote",
  pageNumber: "PageNumberLine",
  colophon: "Colophon"
} as const

/** Spacing with lines of exactly so many points, and so many points above and below. */
export const exactly = (line: number, before = 0, after = 0) => ({
  line: twips(line),
  lineRule: LineRuleType.EXACT,
  before: twips(before),
  after: twips(after)
})

const run = (face: FaceKey, size: number, characterSpacing?: number) => ({
  font: fontOf(face),
  size: size * 2,
  ...(characterSpacing === undefined ? {} : { characterSpacing })
})

/** First lines stand in by two characters. */
const indent = { firstLine: twips(2 * sizes.third), firstLineChars: 200 } as const

const own = (
  id: string,
  name: string,
  options: Omit<IParagraphStyleOptions, "id" | "name">
): IParagraphStyleOptions => ({ id, name, basedOn: "Normal", quickFormat: true, ...options })

const contents = (level: 1 | 2 | 3): IParagraphStyleOptions => ({
  id: `TOC${level}`,
  name: `toc ${level}`,
  basedOn: "Normal",
  next: "Normal",
  uiPriority: 39,
  run: run(level === 1 ? "heading" : "text", sizes.fourth, 0),
  paragraph: {
    spacing: exactly(21.5),
    indent: { firstLine: 0, firstLineChars: 0, left: twips((level - 1) * sizes.fourth) }
  }
})

const unindented = { firstLine: 0, firstLineChars: 0 } as const

const heading = (face: FaceKey, outlineLevel: number) => ({
  run: { ...run(face, sizes.third, CHARACTER_SPACING), bold: false, italics: false, color: "000000" },
  paragraph: { spacing: exactly(LINE_PITCH), indent, keepNext: true, keepLines: true, outlineLevel }
})

export const documentStyles: IStylesOptions = {
  default: {
    document: {
      run: { ...run("text", sizes.third), language: { value: "zh-CN", eastAsia: "zh-CN" } },
      paragraph: { spacing: exactly(LINE_PITCH) }
    },
    heading1: {
      run: { ...run("title", sizes.second), bold: false, color: "000000" },
      paragraph: {
        spacing: exactly(36, 0, LINE_PITCH / 2),
        alignment: AlignmentType.CENTER,
        keepNext: true,
        keepLines: true,
        outlineLevel: 0
      }
    },
    heading2: heading("heading", 1),
    heading3: heading("subheading", 2)
  },
  paragraphStyles: [
    {
      id: "Normal",
      name: "Normal",
      quickFormat: true,
      run: run("text", sizes.third, CHARACTER_SPACING),
      paragraph: { spacing: exactly(LINE_PITCH), alignment: AlignmentType.BOTH }
    },
    {
      id: "BodyText",
      name: "Body Text",
      basedOn: "Normal",
      quickFormat: true,
      paragraph: { indent }
    },
    contents(1),
    contents(2),
    contents(3),
    own(styleIds.attachment, "附件", {
      run: run("heading", sizes.third),
      paragraph: { alignment: AlignmentType.LEFT, keepNext: true }
    }),
    own(styleIds.coverTitle, "封面标题", {
      run: run("title", 26, 0),
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(46, 0, 10) }
    }),
    own(styleIds.coverUnit, "封面单位", {
      run: run("subheading", sizes.secondSmall, 0),
      paragraph: { alignment: AlignmentType.CENTER }
    }),
    own(styleIds.contentsTitle, "目录标题", {
      run: run("title", sizes.second, 0),
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(36, 0, 10), keepNext: true }
    }),
    own(styleIds.tableTitle, "表题", {
      run: run("title", sizes.secondSmall, 0),
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: exactly(26),
        keepNext: true,
        keepLines: true,
        outlineLevel: 1
      }
    }),
    own(styleIds.tableNumber, "表号", {
      run: run("table", sizes.fifth, 0),
      paragraph: { alignment: AlignmentType.RIGHT, spacing: exactly(14), keepNext: true }
    }),
    own(styleIds.tableUnit, "表头说明", {
      run: run("table", sizes.fifth, 0),
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(14, 0, 3), keepNext: true }
    }),
    own(styleIds.tableText, "表格文字", {
      run: run("table", sizes.fifthSmall, 0),
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(12), indent: unindented }
    }),
    own(styleIds.tableNote, "表注", {
      run: run("table", sizes.fifthSmall, 0),
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(12), keepLines: true }
    }),
    own(styleIds.pageNumber, "页码行", {
      run: run("table", sizes.fourth, 0),
      paragraph: { spacing: exactly(18) }
    }),
    own(styleIds.colophon, "编制信息", {
      run: { ...run("table", sizes.fifthSmall, 0), color: "595959" },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(13) }
    })
  ]
}
