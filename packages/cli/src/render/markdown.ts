/**
 * Tables as GitHub Markdown: merged heads flattened to one line, everything else escaped.
 */
import type { Grid, GridCell } from "@juesuan/tables"
import { columnKinds, placeCells, printable } from "./placed.ts"

/** Makes text literal: no markup, no table borders, no HTML. */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replace(/^(\d+)\./, "$1\\.")

/** The heads above a column from the top down, each merged head once. */
const headOf = (grid: Grid, column: number): string => {
  const heads: Array<string> = []
  let last: unknown
  for (const row of placeCells(grid.header, grid.width)) {
    const placed = row[column]
    if (placed !== undefined && placed !== last && placed.cell.text !== "") heads.push(placed.cell.text)
    last = placed
  }
  return heads.map(escapeMarkdown).join("<br>")
}

const cellText = (cell: GridCell): string => {
  const indent = cell.kind === "label" ? "&emsp;".repeat(cell.depth ?? 0) : ""
  return cell.kind === "amount" ? cell.text : indent + escapeMarkdown(cell.text)
}

const tableOf = (grid: Grid): ReadonlyArray<string> => {
  const heads = Array.from({ length: grid.width }, (_, column) => headOf(grid, column))
  const aligns = columnKinds(grid).map((kind) =>
    kind === "amount" ? "---:" : kind === "line" ? ":---:" : "---"
  )
  const body = placeCells(grid.body, grid.width).map((row, index) =>
    row.map((placed, column) =>
      placed === undefined || placed.column !== column || placed.row !== index ? "" : cellText(placed.cell)
    )
  )
  return [heads, aligns, ...body].map((cells) => `| ${cells.join(" | ")} |`)
}

/** The grids as one Markdown text. */
export const renderMarkdown = (grids: ReadonlyArray<Grid>): string =>
  grids
    .map((grid) =>
      [
        `## ${escapeMarkdown(grid.title)}`,
        "",
        `单位：${escapeMarkdown(grid.unitName)}　${escapeMarkdown(grid.number)}　金额单位：${grid.moneyUnit}`,
        "",
        ...tableOf(grid),
        "",
        ...grid.notes.flatMap((note) => [escapeMarkdown(note), ""])
      ].join("\n")
    )
    .join("\n")
