/**
 * The document as plain text, in the manner of published ones: a block for each paragraph, and tables by tabs.
 *
 * Above each table stand its title, its number, the money unit and the unit; a merged cell stands once, at its top
 * left, and the places it covers are empty, so every row of a table has all of its columns.
 */
import { textOf } from "@juesuan/narrative"
import { contentsOf } from "../Document.ts"
import type { Block, Document, DocumentTable } from "../Document.ts"
import { madeFrom } from "../madeFrom.ts"
import { originsOf, printable } from "../Placed.ts"

const rowsOf = ({ header, body, width }: DocumentTable): ReadonlyArray<string> =>
  [...originsOf(header, width), ...originsOf(body, width)].map((row) =>
    row.map((cell) => printable(cell?.text ?? "").trim()).join("\t")
  )

const tableBlocks = (table: DocumentTable): ReadonlyArray<string> => [
  printable(table.title),
  printable(table.number),
  `金额单位：${table.moneyUnit}`,
  `单位：${printable(table.unitName)}`,
  rowsOf(table).join("\n"),
  ...table.notes.map(printable)
]

/** Tables by tabs, blocks apart by an empty line. */
export const tablesText = (tables: ReadonlyArray<DocumentTable>): string =>
  `${tables
    .flatMap(tableBlocks)
    .filter((block) => block !== "")
    .join("\n\n")}\n`

const blockLines = (block: Block): ReadonlyArray<string> => {
  if (block.kind === "table") return tableBlocks(block.table)
  if (block.kind === "heading") return [printable(block.text)]
  return [printable(`${block.lead ?? ""}${textOf(block.content)}`)]
}

/**
 * The whole document; it ends with what it was made from. An edition that is not for publication says so at its head
 * and end, and at the head of each part.
 */
export const renderText = (document: Document): string => {
  const { cover, parts, remarks, marking } = document
  const marked = marking === undefined ? [] : [printable(marking)]
  const contents = contentsOf(document).map(
    ({ level, text }) => `${level === 1 ? "" : "- "}${printable(text)}`
  )
  const blocks = [
    ...marked,
    printable(cover.attachment),
    ...cover.lines.map(printable),
    "目录",
    contents.join("\n"),
    ...parts.flatMap(({ title, blocks: own }) => [printable(title), ...marked, ...own.flatMap(blockLines)]),
    ...remarks.map(printable),
    madeFrom(document).join("\n"),
    ...marked
  ]
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`
}
