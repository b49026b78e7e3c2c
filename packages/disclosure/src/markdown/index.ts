/**
 * The document as GitHub Markdown: merged heads flattened to one line, all text literal.
 */
import { textOf } from "@juesuan/narrative"
import { contentsOf } from "../Document.ts"
import type { Block, Document, DocumentTable, TableCell } from "../Document.ts"
import { madeFrom } from "../madeFrom.ts"
import { columnKinds, originsOf, placeCells, printable } from "../Placed.ts"

/** Makes text literal: no markup, no table borders, no HTML, no links of its own. */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .trim()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~$@]/g, "\\$&")
    .replace(/:(?=\/\/)|(?<=www)\./gi, "\\$&")
    .replace(/^(\d+)\.(?=\s|$)/, "$1\\.")
    .replace(/^[-=]/, "\\$&")

/** An anchor; keys are ours or a project's code, which may be anything. */
const anchorOf = (key: string): string => encodeURIComponent(printable(key)).replace(/[()'*!~]/g, "_")

const anchored = (key: string): string => `<a id="${anchorOf(key)}"></a>`

/** The heads above a column from the top down, each merged head once. */
const headOf = ({ header, width }: DocumentTable, column: number): string => {
  const heads: Array<string> = []
  let last: unknown
  for (const row of placeCells(header, width)) {
    const placed = row[column]
    if (placed !== undefined && placed !== last && placed.cell.text !== "") heads.push(placed.cell.text)
    last = placed
  }
  return heads.map(escapeMarkdown).join("<br>")
}

const cellText = (cell: TableCell | undefined): string => {
  if (cell === undefined) return ""
  if (cell.value !== undefined) return cell.text
  const indent = cell.kind === "label" ? "&emsp;".repeat(cell.depth ?? 0) : ""
  return (
    indent +
    cell.text
      .split(/\r\n|\r|\n/)
      .map(escapeMarkdown)
      .join("<br>")
  )
}

const alignment = (kind: TableCell["kind"]): string => {
  if (kind === "amount") return "---:"
  return kind === "line" || kind === "number" ? ":---:" : "---"
}

const linesOf = (table: DocumentTable): ReadonlyArray<string> => {
  const heads = Array.from({ length: table.width }, (_, column) => headOf(table, column))
  const body = originsOf(table.body, table.width).map((row) => row.map(cellText))
  return [heads, columnKinds(table).map(alignment), ...body].map((cells) => `| ${cells.join(" | ")} |`)
}

const tableText = (table: DocumentTable, heading: string): string =>
  [
    heading,
    "",
    `单位：${escapeMarkdown(table.unitName)}　${escapeMarkdown(table.number)}　金额单位：${table.moneyUnit}`,
    "",
    ...linesOf(table),
    "",
    ...table.notes.flatMap((note) => [escapeMarkdown(note), ""])
  ].join("\n")

/** The tables as one Markdown text. A covered place of a merged cell is empty. */
export const tablesMarkdown = (tables: ReadonlyArray<DocumentTable>): string =>
  tables.map((table) => tableText(table, `## ${escapeMarkdown(table.title)}`)).join("\n")

const blockText = (block: Block): string => {
  switch (block.kind) {
    case "heading":
      return `${anchored(block.key)}\n\n${"#".repeat(block.level + 1)} ${escapeMarkdown(block.text)}\n`
    case "paragraph":
      return `${escapeMarkdown(`${block.lead ?? ""}${textOf(block.content)}`)}\n`
    case "table": {
      const { key, title } = block.table
      return `${anchored(key)}\n\n${tableText(block.table, `### ${escapeMarkdown(title)}`)}`
    }
  }
}

/**
 * The whole document: cover, contents with links, the five parts, remarks, and what it was made from. An edition that
 * is not for publication says so under its title and at the head of each part.
 */
export const renderMarkdown = (document: Document): string => {
  const { title, cover, parts, remarks, marking } = document
  const marked = marking === undefined ? [] : [`> **${escapeMarkdown(marking)}**\n`]
  const contents = contentsOf(document).map(
    ({ level, text, key }) => `${"  ".repeat(level - 1)}- [${escapeMarkdown(text)}](#${anchorOf(key)})`
  )
  const made = madeFrom(document)
  const chunks = [
    ...(cover.attachment === "" ? [] : [`${escapeMarkdown(cover.attachment)}\n`]),
    `# ${escapeMarkdown(title)}\n`,
    ...marked,
    `${["## 目录", "", ...contents].join("\n")}\n`,
    ...parts.flatMap(({ key, title: heading, blocks }) => [
      `${anchored(`part-${key}`)}\n\n## ${escapeMarkdown(heading)}\n`,
      ...marked,
      ...blocks.map(blockText)
    ]),
    ...remarks.map((remark) => `${escapeMarkdown(remark)}\n`),
    ...(made.length === 0 ? [] : [`---\n\n${made.map(escapeMarkdown).join("<br>\n")}\n`])
  ]
  return chunks.map((chunk) => chunk.replace(/\n+$/, "\n")).join("\n")
}
