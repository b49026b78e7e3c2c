/**
 * An audit as a page: the document as it was read, beside it the findings, both places of each highlighted.
 *
 * One self-contained file without scripts: a finding links to its places and a marked place to its finding, by
 * anchors. All text of the document is escaped; nothing of it can act.
 */
import { figureStatesText, severityLabels } from "@juesuan/domain"
import type { Finding, FindingsReport, Operand, Place } from "@juesuan/domain"
import type { ReadBlock, ReadCell, ReadDocument, ReadParagraph } from "../ReadDocument.ts"
import { placeText } from "./Table.ts"

/** Escapes text for elements and attributes; what no page may hold is replaced. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "\ufffd")

interface Mark {
  /** Number of the finding, from 1. */
  readonly number: number
  readonly side: "l" | "r"
  readonly severity: Finding["severity"]
  readonly at: Place
  readonly length: number
}

const marksOf = (findings: ReadonlyArray<Finding>): ReadonlyArray<Mark> =>
  findings.flatMap((finding, index) =>
    (["left", "right"] as const).flatMap((side): ReadonlyArray<Mark> => {
      const operand: Operand | null = finding[side]
      if (operand === null || operand.at === null) return []
      const { severity } = finding
      return [
        {
          number: index + 1,
          side: side === "left" ? "l" : "r",
          severity,
          at: operand.at,
          length: Math.max(1, operand.raw?.length ?? 1)
        }
      ]
    })
  )

const isSamePlace = (a: Place, b: Place): boolean =>
  a.line === b.line &&
  a.column === b.column &&
  a.sheet === b.sheet &&
  a.page === b.page &&
  // Cells of a page in which nothing is printed have no column.
  (a.column !== undefined || String(a.box) === String(b.box))

/** Where a place stands in a paragraph's text, or -1. */
const offsetOf = ({ places, text }: ReadParagraph, at: Place): number => {
  for (const [index, piece] of places.entries()) {
    const end = places[index + 1]?.offset ?? text.length
    const start = piece.at.column
    if (piece.at.line !== at.line || piece.at.page !== at.page) continue
    if (typeof start !== "number" || typeof at.column !== "number") continue
    const offset = piece.offset + at.column - start
    if (offset >= piece.offset && offset < Math.max(end, piece.offset + 1)) return offset
  }
  return -1
}

const anchors = (marks: ReadonlyArray<Mark>): string =>
  marks
    .map(({ number, side }) => `<a class="n" id="p${number}${side}" href="#f${number}">${number}</a>`)
    .join("")

const marked = (text: string, marks: ReadonlyArray<Mark>): string => {
  const [first] = marks
  return first === undefined
    ? escapeHtml(text)
    : `<mark class="${first.severity}">${escapeHtml(text)}</mark>${anchors(marks)}`
}

const paragraphHtml = (paragraph: ReadParagraph, marks: ReadonlyArray<Mark>): string => {
  const here = marks
    .map((mark) => ({ mark, offset: offsetOf(paragraph, mark.at) }))
    .filter(({ offset }) => offset >= 0)
    .sort((a, b) => a.offset - b.offset || b.mark.length - a.mark.length)
  const { text } = paragraph
  let html = ""
  let done = 0
  for (let index = 0; index < here.length;) {
    const { offset, mark } = here[index]!
    const same = here.filter((other) => other.offset === offset).map((other) => other.mark)
    const end = Math.min(text.length, offset + mark.length)
    if (offset >= done) {
      html += escapeHtml(text.slice(done, offset)) + marked(text.slice(offset, end), same)
      done = end
    } else {
      // Inside what is marked already: the number alone is added behind it.
      html += anchors(same)
    }
    index += same.length
  }
  return `<p>${html}${escapeHtml(text.slice(done))}</p>`
}

const cellHtml = (cell: ReadCell, marks: ReadonlyArray<Mark>): string => {
  const span = [
    cell.columnSpan === undefined ? "" : ` colspan="${cell.columnSpan}"`,
    cell.rowSpan === undefined ? "" : ` rowspan="${cell.rowSpan}"`
  ].join("")
  return `<td${span}>${marked(
    cell.text,
    marks.filter(({ at }) => isSamePlace(at, cell.at))
  )}</td>`
}

const blockHtml = (block: ReadBlock, marks: ReadonlyArray<Mark>): string => {
  if (block.kind === "paragraph") return paragraphHtml(block, marks)
  const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => cellHtml(cell, marks)).join("")}</tr>`)
  const name = block.sheet === undefined ? "" : `<h3>${escapeHtml(block.sheet)}</h3>`
  return `${name}<div class="scroll"><table>${rows.join("\n")}</table></div>`
}

const operandHtml = (operand: Operand | null, link: string): string => {
  if (operand === null) return ""
  const { label, raw, value, unit, at } = operand
  const said = raw ?? (value === null ? "—" : `${value} ${unit}`)
  const place = at === null ? "" : ` <a href="#${link}">${escapeHtml(placeText(at))}</a>`
  return `<li>${escapeHtml(label)}：<b>${escapeHtml(said)}</b>${value === null || raw === null ? "" : ` = ${escapeHtml(value)} ${escapeHtml(unit)}`}${place}</li>`
}

const findingHtml = (finding: Finding, index: number): string => {
  const number = index + 1
  const { left, right, difference, allowed, leads } = finding
  const lines = [
    operandHtml(left, `p${number}l`),
    operandHtml(right, `p${number}r`),
    difference === null ? "" : `<li>差额 ${escapeHtml(difference)}</li>`,
    allowed === null ? "" : `<li>允许误差 ${escapeHtml(allowed.join(" … "))}</li>`,
    ...leads.map(({ text }) => `<li>线索：${escapeHtml(text)}</li>`),
    `<li>依据：${escapeHtml(finding.basis)}</li>`,
    `<li>建议：${escapeHtml(finding.suggestion)}</li>`
  ].filter((line) => line !== "")
  return `<article id="f${number}" class="${finding.severity}"><h3>${number}. <span>${severityLabels[finding.severity]}</span> ${escapeHtml(finding.ruleId)} ${escapeHtml(finding.title)}</h3>
<p>${escapeHtml(finding.message)}</p><ul>${lines.join("")}</ul></article>`
}

const STYLE = `:root{--block:#b3261e;--explain:#8a5a00;--hint:#2b5c9e;--line:#d7d3c8;--paper:#fffdf8;--ink:#222}
@media (prefers-color-scheme:dark){:root{--block:#ff8a80;--explain:#ffc866;--hint:#9cc3ff;--line:#444;
--paper:#1b1b1a;--ink:#e8e6e0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
header{padding:16px 24px;border-bottom:1px solid var(--line)}
h1{font-size:20px;margin:0}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(320px,2fr)}
section{padding:16px 24px;min-width:0}
.findings{border-left:1px solid var(--line);max-height:100vh;overflow:auto;position:sticky;top:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;margin:8px 0}
td{border:1px solid var(--line);padding:2px 6px}
article{border-left:4px solid;padding:2px 0 2px 12px;margin:0 0 20px}
article.block{border-color:var(--block)}
article.explain{border-color:var(--explain)}
article.hint{border-color:var(--hint)}
article h3{font-size:15px;margin:0}
article p{margin:4px 0}
article ul{margin:0;padding-left:18px;font-size:13px}
mark{color:inherit;background:none;text-decoration:underline 3px}
mark.block{text-decoration-color:var(--block)}
mark.explain{text-decoration-color:var(--explain)}
mark.hint{text-decoration-color:var(--hint)}
.n{font-size:11px;vertical-align:super;margin-left:2px;color:inherit}
:target{outline:3px solid var(--hint);outline-offset:3px}
@media (max-width:900px){main{display:block}.findings{border:0;max-height:none;position:static}}
@media print{main{display:block}.findings{border:0;max-height:none;position:static;break-before:page}}`

/** Renders the audit of one document as a page, the findings beside what was read. */
export const renderAuditPage = (read: ReadDocument, report: FindingsReport, title: string): string => {
  const marks = marksOf(report.findings)
  const { summary, findings } = report
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<header><h1>${escapeHtml(title)}</h1><p>${summary.rules} 条规则，${summary.figures} 个数字：${figureStatesText(summary, "zh")}；发现 ${findings.length} 处。</p></header>
<main><section class="document">${read.blocks.map((block) => blockHtml(block, marks)).join("\n")}</section>
<section class="findings" aria-label="审核结果">${findings.length === 0 ? "<p>没有发现。</p>" : findings.map(findingHtml).join("\n")}</section></main>
</body></html>
`
}
