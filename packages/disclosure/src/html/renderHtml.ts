/**
 * The document as one self-contained page: it loads nothing, works from the disk, and prints as a document.
 *
 * Every figure is a button; its formula, events, other places and rules are embedded once and shown in a panel. The
 * page's policy names its one style and one script by hash, so nothing that free text might smuggle in could run.
 */
import { contentsOf } from "../Document.ts"
import type { Chart, Colophon, Document } from "../Document.ts"
import type { InternalDocument } from "../Edition.ts"
import type { AnonymousEvent, Provenance, VoucherEvent } from "../Provenance.ts"
import { chartHtml } from "./ChartHtml.ts"
import { contentHash } from "./contentHash.ts"
import { clientScript } from "./data/clientScript.ts"
import { escapeHtml, jsonForScript } from "./escape.ts"
import { anonymousData, pageDataOf, voucherData } from "./PageData.ts"
import type { PageData } from "./PageData.ts"
import { markingStyle } from "./paper.ts"
import { partHtml } from "./PartHtml.ts"
import { linkTo, Places } from "./Places.ts"
import type { Figures } from "./Places.ts"
import { pageStyle } from "./style.ts"

/** The style of a page: that of every page, and how an edition that is not for publication marks paper. */
const styleOf = ({ marking }: Document): string =>
  marking === undefined ? pageStyle : `${pageStyle}${markingStyle(marking)}`

const policyOf = (style: string): string =>
  `default-src 'none'; script-src ${contentHash(clientScript)}; style-src ${contentHash(style)}; ` +
  "base-uri 'none'; form-action 'none'"

const coverHtml = ({ cover, title }: Document): string => {
  const lines = cover.lines.map((line) => `<span>${escapeHtml(line)}</span>`).join(" ")
  return `<header class="cover" id="cover">
<p class="attachment">${escapeHtml(cover.attachment)}</p>
<h1 aria-label="${escapeHtml(title)}">${lines}</h1>
</header>`
}

const contentsHtml = (document: Document): string => {
  const charts = document.charts.length === 0 ? [] : [{ level: 1, text: "图示", key: "charts" }]
  const entries = [...charts, ...contentsOf(document)].map(
    ({ level, text, key }) =>
      `<li class="l${level}"><a href="${escapeHtml(linkTo(key))}">${escapeHtml(text)}</a></li>`
  )
  return `<nav id="contents" aria-labelledby="contents-title">
<search><label for="search">查找数字</label>
<input type="search" id="search" placeholder="名称、金额或地址" autocomplete="off" spellcheck="false">
<ul id="found" aria-live="polite"></ul></search>
<h2 id="contents-title">目录</h2>
<ul class="contents">
${entries.join("\n")}
</ul>
</nav>`
}

const chartsHtml = (charts: ReadonlyArray<Chart>, figures: Figures): string =>
  charts.length === 0
    ? ""
    : `<section class="charts" id="${figures.places.next("charts")}">
<h2>图示</h2>
<p class="note">图示便于阅读，不属于公开表式；数字与下列各表相同。</p>
${charts.map((chart) => chartHtml(chart, figures)).join("\n")}
</section>`

const remarksHtml = (remarks: ReadonlyArray<string>): string =>
  remarks.length === 0
    ? ""
    : `<section class="remarks" aria-label="说明">
${remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join("\n")}
</section>`

const colophonHtml = ({ digest, tablePack, ruleSet, generator }: Colophon): string => {
  const facts = [
    ["账本摘要", digest],
    ["表套", tablePack],
    ["评分规则", ruleSet],
    ["生成程序", generator]
  ] as const
  return `<footer class="colophon"><dl>
${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("\n")}
</dl></footer>`
}

const PANEL = `<section id="panel" role="dialog" aria-labelledby="panel-title" hidden>
<div class="bar"><h2 id="panel-title" tabindex="-1"></h2><button type="button" id="panel-close" aria-label="关闭（Esc）">×</button></div>
<div id="panel-body"></div>
</section>`

const HINT = `<p class="hint" id="hint">点击任一数字，查看它的公式、事件、其他出处和检查过它的规则。键盘：Tab 进入表格，方向键在数字间移动，Enter 打开，Esc 关闭。</p>
<noscript><p class="hint">浏览器没有运行本页的脚本：文件可以阅读和打印，但不能查看数字的来源。</p></noscript>`

type Names = Provenance<AnonymousEvent>["figures"]

/** The banner of an edition that is not for publication: it stays in sight, and stands on every page of paper. */
const markingHtml = ({ marking }: Document): string =>
  marking === undefined ? "" : `<p class="marking" role="note">${escapeHtml(marking)}</p>\n`

const pageOf = (document: Document, names: Names, data: PageData): string => {
  const nameOf = (address: string): string | undefined => names.get(address)?.display
  const figures: Figures = { places: new Places(), nameOf }
  const { title, charts, parts, remarks, colophon } = document
  // The parts take their ids first: a figure's address leads to its place in them, not to the chart that repeats it.
  const body = parts.map((part) => partHtml(part, figures)).join("\n")
  const overview = chartsHtml(charts, figures)
  const style = styleOf(document)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(colophon.generator)}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#part-1">跳到正文</a>
${markingHtml(document)}<div class="page">
${coverHtml(document)}
${contentsHtml(document)}
<main>
${HINT}
${overview}
${body}
${remarksHtml(remarks)}
${colophonHtml(colophon)}
</main>
</div>
${PANEL}
<script type="application/json" id="figures">${jsonForScript(data)}</script>
<script>${clientScript}</script>
</body>
</html>
`
}

/**
 * Renders the page that anybody may read. The result is the same text for the same arguments; it holds no time and
 * asks for no network.
 *
 * A figure that `provenance` does not know can be pressed all the same and lists where else it stands.
 */
export const renderHtml = (document: Document, provenance: Provenance<AnonymousEvent>): string =>
  pageOf(document, provenance.figures, pageDataOf(provenance, anonymousData))

/** As {@link renderHtml}, for the internal edition: figures lead to vouchers, and every page says what it is. */
export const renderInternalHtml = (
  document: InternalDocument,
  provenance: Provenance<VoucherEvent>
): string => pageOf(document, provenance.figures, pageDataOf(provenance, voucherData))
