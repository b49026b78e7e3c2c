/** Grids in the formats of the command, each of whose renderers is loaded when it is asked for. */
import type { DocumentTable } from "@juesuan/disclosure"
import type { Grid } from "@juesuan/tables"

export type GridFormat = "text" | "md" | "csv" | "html" | "xlsx"

export interface RenderOptions {
  /** How wide lines of text may be; without it they are as wide as the tables. */
  readonly width?: number | undefined
  /** The title of a page. */
  readonly title?: string | undefined
  /** The last line of a page. */
  readonly footer?: string | undefined
}

type DocumentTables = typeof import("@juesuan/disclosure")

/** Turns a grid into a table of documents, by what documents know of grids. */
type ToTable<G extends Grid> = (grid: G, tables: DocumentTables) => DocumentTable

const ofGrid: ToTable<Grid> = (grid, { tableOfGrid }) => tableOfGrid(grid)

/** Renders grids: as text or, for workbooks, as bytes. */
export const renderGrids = async <G extends Grid>(
  grids: ReadonlyArray<G>,
  format: GridFormat,
  { width, title = "", footer = "" }: RenderOptions = {},
  toTable: ToTable<G> = ofGrid
): Promise<string | Uint8Array> => {
  if (format === "text") {
    const { renderText } = await import("./text.ts")
    return `${grids.map((grid) => renderText(grid, { width })).join("\n\n")}\n`
  }
  if (format === "html") return (await import("./html.ts")).renderHtml(grids, { title, footer })
  const documents = await import("@juesuan/disclosure")
  const tables = grids.map((grid) => toTable(grid, documents))
  switch (format) {
    case "md":
      return (await import("@juesuan/disclosure/markdown")).tablesMarkdown(tables)
    case "csv":
      return (await import("@juesuan/disclosure/csv")).tablesCsv(tables)
    case "xlsx":
      return (await import("@juesuan/disclosure/xlsx")).tablesXlsx(tables)
  }
}
