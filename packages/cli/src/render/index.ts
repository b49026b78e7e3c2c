/** Renderers of grids. */
export { renderCsv } from "./csv.ts"
export { renderHtml } from "./html.ts"
export { renderMarkdown } from "./markdown.ts"
export { renderText } from "./text.ts"
export { renderXlsx } from "./xlsx.ts"
