/**
 * Tables as one self-contained web page: no scripts, no network, fit for paper.
 */
import { printable } from "@juesuan/disclosure/cells"
import type { Grid, GridCell } from "@juesuan/tables"

export interface HtmlOptions {
  readonly title: string
  readonly footer: string
}

/** Makes text literal inside elements and attribute values. */
export const escapeHtml = (text: string): string =>
  printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")

const STYLE = `
:root { color-scheme: light }
body { font: 14px/1.5 "Noto Serif CJK SC", "Songti SC", SimSun, serif }
body { margin: 2rem auto; padding: 0 1rem; max-width: 1200px }
h1 { text-align: center; font-size: 1.6rem }
section { margin: 2.5rem 0; break-inside: auto }
section + section { break-before: page }
h2 { text-align: center; font-size: 1.3rem; margin: 0 0 .4rem }
.place { display: flex; justify-content: space-between; gap: 1rem; margin-bottom: .3rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #444; padding: .15rem .4rem; font-weight: normal }
th { background: #f3f3f3; text-align: center }
td.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td.line, td.code { text-align: center; white-space: nowrap }
td.d1 { padding-left: 1.4em } td.d2 { padding-left: 2.4em }
.note { margin: .2rem 0 }
footer { margin-top: 3rem; color: #555; font-size: .8rem; word-break: break-all }
@page { size: A4 landscape; margin: 12mm }
@page tall { size: A4 portrait; margin: 12mm }
@media print {
  body { margin: 0; max-width: none; font-size: 8.5pt }
  .scroll { overflow: visible }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  h1 { display: none }
  section { margin: 0 }
  section.tall { page: tall; font-size: 7.5pt }
  section.tall th, section.tall td { padding: .05rem .25rem }
}`

const spans = ({ columnSpan = 1, rowSpan = 1 }: GridCell): string =>
  `${columnSpan > 1 ? ` colspan="${columnSpan}"` : ""}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}`

const classOf = (cell: GridCell): string =>
  cell.kind === "label" && (cell.depth ?? 0) > 0 ? `label d${cell.depth}` : cell.kind

const cellHtml = (cell: GridCell): string => {
  if (cell.kind === "head") return `<th${spans(cell)}>${escapeHtml(cell.text)}</th>`
  const address = cell.address === undefined ? "" : ` data-address="${escapeHtml(cell.address)}"`
  return `<td class="${classOf(cell)}"${spans(cell)}${address}>${escapeHtml(cell.text)}</td>`
}

const rowsHtml = (rows: ReadonlyArray<ReadonlyArray<GridCell>>): string =>
  rows.map((row) => `<tr>${row.map(cellHtml).join("")}</tr>`).join("\n")

/** A table with more rows than a landscape page holds is printed upright. */
const ROWS_OF_A_LANDSCAPE_PAGE = 24

const gridHtml = (
  grid: Grid
): string => `<section id="${escapeHtml(grid.key)}"${grid.body.length > ROWS_OF_A_LANDSCAPE_PAGE ? ' class="tall"' : ""}>
<h2>${escapeHtml(grid.title)}</h2>
<div class="place"><span>单位：${escapeHtml(grid.unitName)}</span><span>${escapeHtml(grid.number)}　金额单位：${escapeHtml(grid.moneyUnit)}</span></div>
<div class="scroll"><table>
<thead>
${rowsHtml(grid.header)}
</thead>
<tbody>
${rowsHtml(grid.body)}
</tbody>
</table></div>
${grid.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join("\n")}
</section>`

/** The grids as a page. */
export const renderHtml = (
  grids: ReadonlyArray<Grid>,
  { title, footer }: HtmlOptions
): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${grids.map(gridHtml).join("\n")}
<footer>${escapeHtml(footer)}</footer>
</body>
</html>
`
