/**
 * PDF documents: pages laid out as paragraphs and tables.
 *
 * What a reader of the printed document sees is read. What is hidden, white on white, or runs in another direction is
 * kept apart and reported, and so is every page that cannot be read. `page` of a place counts from 1, `line` and
 * `column` are those of the page.
 */
import type { Place } from "@juesuan/domain"
import { layOut } from "@juesuan/page"
import type {
  KeptApart,
  PrintedBlock,
  PrintedPage,
  PrintedPlace,
  PrintedTable,
  UnreadReason
} from "@juesuan/page"
import { readPdf } from "@juesuan/page/pdf"
import type { PdfFault, PdfUnreadable } from "@juesuan/page/pdf"
import type { ReadDocument, ReadCell } from "../ReadDocument.ts"
import { Blocks } from "./Blocks.ts"
import { readLimits, refuse } from "./DocumentUnreadable.ts"
import type { ReadLimits, UnreadableReason } from "./DocumentUnreadable.ts"
import { splitTitles } from "./Titles.ts"

const unreadWords: Readonly<Record<UnreadReason, string>> = {
  scanned: "it is a scanned picture",
  recognised: "it is a scanned picture, with text that was recognised from it and may be wrong",
  outlined: "its letters are drawn as outlines",
  fontUnknown: "its fonts do not say which characters they print",
  tooMuch: "there is more on it than is read"
}

const keptWords: ReadonlyArray<readonly [kind: keyof KeptApart, code: string, words: string]> = [
  ["hidden", "textHidden", "hidden characters that no reader sees are left out"],
  ["white", "textWhite", "white characters on white are left out"],
  ["rotated", "textRotated", "characters in another direction than the page's text are left out"]
]

const reasons: Readonly<Record<PdfFault, UnreadableReason>> = {
  encrypted: "encrypted",
  damaged: "damaged",
  tooLarge: "tooLarge",
  tooSlow: "tooLarge"
}

/** What to do about a file of which every page is unread for one reason. */
const remedyOf = (reason: UnreadReason): string =>
  reason === "scanned" || reason === "recognised"
    ? "Audit the .docx, .xlsx or PDF with text it was made from; pictures are not read."
    : "Audit the .docx or .xlsx it was made from, or print it to a new PDF."

const rounded = (value: number): number => Math.round(value * 10) / 10

const placed = (file: string, { page, line, column, box }: PrintedPlace): Place => ({
  file,
  page,
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
  box: [rounded(box[0]), rounded(box[1]), rounded(box[2]), rounded(box[3])]
})

const addTable = ({ rows, at }: PrintedTable, blocks: Blocks): void => {
  const { file } = blocks
  const cells = rows.map((row) =>
    row.map(({ text, columnSpan, rowSpan, at: place }): ReadCell => {
      blocks.countCells(columnSpan * rowSpan)
      return {
        text,
        at: placed(file, place),
        ...(columnSpan > 1 ? { columnSpan } : {}),
        ...(rowSpan > 1 ? { rowSpan } : {})
      }
    })
  )
  for (const part of splitTitles(cells)) {
    if (part.kind === "rows") blocks.grid(part.rows, part.rows[0]?.[0]?.at ?? placed(file, at))
    else for (const cell of part.cells) blocks.paragraph(cell.text, [{ offset: 0, at: cell.at }])
  }
}

/** Reports what of the pages is not read; refuses a file of which nothing is. */
const reportUnread = (pages: ReadonlyArray<PrintedPage>, blocks: Blocks): void => {
  const { file } = blocks
  const [first] = pages.flatMap(({ unread }) => unread ?? [])
  if (first !== undefined && !pages.some(({ characters }) => characters.length > 0))
    refuse(file, "noText", `of every page, ${unreadWords[first]}`, remedyOf(first))
  for (const { number, unread, keptApart } of pages) {
    const at = { file, page: number }
    if (unread !== null)
      blocks.problem(at, "pageUnread", `Page ${number} is not read: ${unreadWords[unread]}.`)
    for (const [kind, code, words] of keptWords)
      if (keptApart[kind] > 0) blocks.problem(at, code, `Page ${number}: ${keptApart[kind]} ${words}.`)
  }
}

/** Amounts side by side in a line, as they stand in a table. */
const AMOUNT_BESIDE = /(?<=^|\s)-?\d[\d,]*\.\d\d(?=\s|$)/g
/** So many of them on a page, outside of tables and sentences, are those of a table without ruling lines. */
const UNRULED_MIN = 6

/** Reports pages with tables that have no ruling lines: nothing tells which column an amount belongs to. */
const reportUnruled = (printed: ReadonlyArray<PrintedBlock>, blocks: Blocks): void => {
  const amounts = new Map<number, number>()
  for (const block of printed) {
    if (block.kind !== "paragraph" || /[，。；]/.test(block.text)) continue
    const beside = block.text.match(AMOUNT_BESIDE)?.length ?? 0
    const { page } = block.pieces[0]!.at
    if (beside > 1) amounts.set(page, (amounts.get(page) ?? 0) + beside)
  }
  for (const [page, count] of amounts)
    if (count >= UNRULED_MIN)
      blocks.problem(
        { file: blocks.file, page },
        "tableUnruled",
        `Page ${page} has a table without ruling lines: its ${count} amounts are not read.`
      )
}

const isFault = (cause: unknown): cause is PdfUnreadable =>
  (cause as { readonly _tag?: unknown } | null)?._tag === "PdfUnreadable"

/** Reads a PDF. Rejects with a refusal when it cannot be read. */
export const readPdfDocument = async (
  bytes: Uint8Array,
  file: string,
  overrides: Partial<ReadLimits> = {}
): Promise<ReadDocument> => {
  const blocks = new Blocks(file, { ...readLimits, ...overrides })
  const pages = await readPdf(bytes).catch((cause: unknown) => {
    if (!isFault(cause)) throw cause
    return refuse(file, reasons[cause.fault], cause.detail, cause.remedy)
  })
  reportUnread(pages, blocks)
  const printed = layOut(pages)
  reportUnruled(printed, blocks)
  for (const block of printed) {
    if (block.kind === "table") addTable(block, blocks)
    else {
      blocks.countPieces(block.pieces.length)
      const places = block.pieces.map(({ offset, at }) => ({ offset, at: placed(file, at) }))
      blocks.paragraph(block.text, places)
    }
  }
  return { file, format: "pdf", blocks: blocks.blocks, problems: blocks.problems }
}
