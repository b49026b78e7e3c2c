/** Small documents for recognition: paragraphs and grids made by hand, with a place for every cell. */
import type { ReadBlock, ReadCell, ReadDocument, ReadGrid } from "@juesuan/audit"

/** A cell as text, or with how far it reaches: `["text", columns, rows]`. */
export type CellSpec = string | readonly [text: string, columnSpan: number, rowSpan?: number]

/** Cells by rows; the line of a cell's place is its row, the column its index, both from 1. */
export const gridFrom = (rows: ReadonlyArray<ReadonlyArray<CellSpec>>, sheet?: string): ReadGrid => ({
  kind: "grid",
  at: { file: "f", line: 1 },
  ...(sheet === undefined ? {} : { sheet }),
  rows: rows.map((cells, line) =>
    cells.map((cell, column): ReadCell => {
      const at = { file: "f", line: line + 1, column: column + 1 }
      if (typeof cell === "string") return { text: cell, at }
      return { text: cell[0], at, columnSpan: cell[1], rowSpan: cell[2] ?? 1 }
    })
  )
})

/** Rows of a text table: cells by `|`. */
export const rowsFrom = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))

export const paragraph = (text: string): ReadBlock => ({
  kind: "paragraph",
  text,
  places: [{ offset: 0, at: { file: "f", line: 1, column: 1 } }]
})

export const documentOf = (...blocks: ReadonlyArray<ReadBlock | string>): ReadDocument => ({
  file: "f",
  format: "docx",
  blocks: blocks.map((block) => (typeof block === "string" ? paragraph(block) : block)),
  problems: []
})
