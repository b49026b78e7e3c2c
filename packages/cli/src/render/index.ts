/** Renderers: of grids for terminals and pages, of tables for files. */
export { tableOfGrid, tableOfScoreGrid } from "@juesuan/disclosure"
export { tablesCsv } from "@juesuan/disclosure/csv"
export { tablesMarkdown } from "@juesuan/disclosure/markdown"
export { tablesXlsx } from "@juesuan/disclosure/xlsx"
export { renderHtml } from "./html.ts"
export { renderText } from "./text.ts"
