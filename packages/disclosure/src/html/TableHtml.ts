/**
 * Tables of a page: merged heads that stay in sight, figures that can be pressed.
 */
import type { DocumentTable, TableCell } from "../Document.ts"
import { escapeHtml } from "./escape.ts"
import { cellFigureHtml } from "./Places.ts"
import type { Figures } from "./Places.ts"

const spansOf = ({ columnSpan = 1, rowSpan = 1 }: TableCell): string =>
  `${columnSpan > 1 ? ` colspan="${columnSpan}"` : ""}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}`

const classOf = ({ kind, depth = 0, value }: TableCell): string =>
  [
    kind,
    ...((kind === "label" || kind === "code") && depth > 0 ? [`d${Math.min(depth, 4)}`] : []),
    ...(value?.startsWith("-") === true ? ["negative"] : [])
  ].join(" ")

const cellHtml = (cell: TableCell, inHead: boolean, figures: Figures): string => {
  const { kind, text, address } = cell
  const inner = address === undefined ? escapeHtml(text) : cellFigureHtml(address, text, figures)
  const attributes = ` class="${classOf(cell)}"${spansOf(cell)}`
  if (inHead)
    return `<th scope="${(cell.columnSpan ?? 1) > 1 ? "colgroup" : "col"}"${attributes}>${inner}</th>`
  return kind === "head" ? `<th${attributes}>${inner}</th>` : `<td${attributes}>${inner}</td>`
}

const rowsHtml = (rows: DocumentTable["body"], inHead: boolean, figures: Figures): string =>
  rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, inHead, figures)).join("")}</tr>`).join("\n")

/** How tall a table may be before its figures are set smaller on paper, to keep it on few pages. */
const ROWS_OF_A_PAGE = 26

const paperOf = ({ orientation, body }: DocumentTable): string =>
  `${orientation === "landscape" ? "wide" : "tall"}${body.length > ROWS_OF_A_PAGE ? " long" : ""}`

/** The table with its title, unit and notes. `heading` is its line in the table of contents. */
export const tableHtml = (table: DocumentTable, part: string, figures: Figures): string => {
  const { key, title, number, unitName, moneyUnit, header, body, notes } = table
  const id = escapeHtml(figures.places.next(key))
  const form = header.length === 0 ? "card" : "statement"
  const head = header.length === 0 ? "" : `<thead>\n${rowsHtml(header, true, figures)}\n</thead>\n`
  return `<section class="table ${form} ${paperOf(table)}" id="${id}" data-where="${escapeHtml(`${part} · ${number} ${title}`)}">
<h3 class="title" id="${id}-title">${escapeHtml(title)}</h3>
<p class="place"><span>${escapeHtml(number)}</span><span>单位：${escapeHtml(unitName)}</span><span>金额单位：${moneyUnit}</span></p>
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-title"><table aria-labelledby="${id}-title">
${head}<tbody>
${rowsHtml(body, false, figures)}
</tbody>
</table></div>
${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join("\n")}
</section>`
}
