/**
 * Charts of a page, each with its numbers beside it: bars stand in a table, a line above one.
 *
 * Drawn as SVG with places in percent, so that a chart fits any width while its text keeps its size; colours come
 * from the page's style, so that they suit dark screens and paper.
 */
import type { Chart, ChartSeries } from "../Document.ts"
import { escapeHtml } from "./escape.ts"
import { cellFigureHtml } from "./Places.ts"
import type { Figures } from "./Places.ts"
import { percentText, scaleOf } from "./Scale.ts"
import type { Scale } from "./Scale.ts"

type ChartValue = ChartSeries["values"][number]

/** Decimal text with separators: -1234567.89 becomes -1,234,567.89. */
const withSeparators = (value: string): string => {
  const [sign, digits] = value.startsWith("-") ? ["-", value.slice(1)] : ["", value]
  const [whole = "", fraction] = digits.split(".")
  const groups: Array<string> = []
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
  return `${sign}${groups.join(",")}${fraction === undefined ? "" : `.${fraction}`}`
}

const valueHtml = ({ value, address }: ChartValue, figures: Figures): string => {
  const text = withSeparators(value)
  return address === undefined ? escapeHtml(text) : cellFigureHtml(address, text, figures)
}

const BAR_HEIGHT = 18

const gridLines = ({ ticks }: Scale, height: number): string =>
  ticks
    .map(
      ({ at }) => `<line class="grid" x1="${percentText(at)}" x2="${percentText(at)}" y1="0" y2="${height}"/>`
    )
    .join("")

const barSvg = (value: string, series: number, scale: Scale): string => {
  const place = scale.placeOf(value)
  const [left, right] = place < scale.zero ? [place, scale.zero] : [scale.zero, place]
  const bar = `<rect class="s${series + 1}" x="${percentText(left)}" y="3" width="${percentText(right - left)}" height="${BAR_HEIGHT - 6}"/>`
  return `<svg class="bar" width="100%" height="${BAR_HEIGHT}" aria-hidden="true">${gridLines(scale, BAR_HEIGHT)}${bar}</svg>`
}

const anchorAt = (at: number): string => (at < 1 ? "start" : at > 99 ? "end" : "middle")

const axisSvg = ({ ticks }: Scale): string =>
  `<svg class="axis" width="100%" height="18" aria-hidden="true">${ticks
    .map(
      ({ at, label }, number) =>
        `<text class="${number % 2 === 0 ? "even" : "odd"}" x="${percentText(at)}" y="13" text-anchor="${anchorAt(at)}">${escapeHtml(label)}</text>`
    )
    .join("")}</svg>`

/** One bar a series under each label. A lone series is named in the head only. */
const barsHtml = ({ labels, series, moneyUnit }: Chart, figures: Figures): string => {
  const scale = scaleOf(
    series.flatMap(({ values }) => values.map(({ value }) => value)),
    moneyUnit
  )
  const alone = series.length === 1
  const cellOf = (tag: "td" | "th", text: string): string =>
    alone ? "" : `<${tag} class="series">${text}</${tag}>`
  const groups = labels.map((label, at) => {
    const rows = series.map(({ name, values }, number) => {
      const value = values[at]!
      const bar = barSvg(value.value, number, scale)
      return `<tr>${cellOf("td", escapeHtml(name))}<td>${bar}</td><td class="amount">${valueHtml(value, figures)}</td></tr>`
    })
    const head = `<tr><th scope="rowgroup" colspan="${alone ? 2 : 3}">${escapeHtml(label)}</th></tr>`
    return `<tbody>${head}${rows.join("")}</tbody>`
  })
  const name = alone ? `${escapeHtml(series[0]!.name)}，` : ""
  return `<table class="bars">
<thead><tr>${cellOf("th", "数列")}<th scope="col">图</th><th scope="col">${name}${moneyUnit}</th></tr></thead>
${groups.join("\n")}
<tfoot><tr>${cellOf("td", "")}<td>${axisSvg(scale)}</td><td class="unit">万元</td></tr></tfoot>
</table>`
}

const PLOT_HEIGHT = 240
/** Room above the highest tick and below the lowest, for half a line of text. */
const PLOT_MARGIN = 12

const heightOf = (percent: number): string =>
  (PLOT_MARGIN + ((100 - percent) / 100) * (PLOT_HEIGHT - 2 * PLOT_MARGIN)).toFixed(1)

const curveSvg = ({ labels, series }: Chart, scale: Scale): string => {
  const across = (at: number): string => percentText(((at + 0.5) / labels.length) * 100)
  const grid = scale.ticks
    .map(({ at }) => `<line class="grid" x1="0" x2="100%" y1="${heightOf(at)}" y2="${heightOf(at)}"/>`)
    .join("")
  const curves = series.map(({ name, values }, number) => {
    const points = values.map(({ value }, at) => ({
      x: across(at),
      y: heightOf(scale.placeOf(value)),
      value,
      at
    }))
    const lines = points
      .slice(1)
      .map(({ x, y }, at) => `<line x1="${points[at]!.x}" y1="${points[at]!.y}" x2="${x}" y2="${y}"/>`)
    const dots = points.map(
      ({ x, y, value, at }) =>
        `<circle cx="${x}" cy="${y}" r="4"><title>${escapeHtml(`${labels[at]} ${name} ${withSeparators(value)}`)}</title></circle>`
    )
    return `<g class="curve s${number + 1}">${lines.join("")}${dots.join("")}</g>`
  })
  const names = labels.map(
    (label, at) =>
      `<text class="${at % 2 === 0 ? "even" : "odd"}" x="${across(at)}" y="${PLOT_HEIGHT + 12}" text-anchor="middle">${escapeHtml(label)}</text>`
  )
  return `<svg class="plot" width="100%" height="${PLOT_HEIGHT + 20}" aria-hidden="true">${grid}${curves.join("")}${names.join("")}</svg>`
}

const lineHtml = (chart: Chart, figures: Figures): string => {
  const { labels, series, moneyUnit, title } = chart
  const scale = scaleOf(
    series.flatMap(({ values }) => values.map(({ value }) => value)),
    moneyUnit
  )
  const ticks = scale.ticks
    .map(
      ({ at, label }, number) =>
        `<text class="${number % 2 === 0 ? "even" : "odd"}" x="100%" y="${heightOf(at)}" dy="4" text-anchor="end">${escapeHtml(label)}</text>`
    )
    .join("")
  const heads = series.map(({ name }) => `<th scope="col">${escapeHtml(name)}（${moneyUnit}）</th>`)
  const rows = labels.map(
    (label, at) =>
      `<tr><th scope="row">${escapeHtml(label)}</th>${series.map(({ values }) => `<td class="amount">${valueHtml(values[at]!, figures)}</td>`).join("")}</tr>`
  )
  const legend = series.map(
    ({ name }, number) =>
      `<span><svg width="14" height="10" aria-hidden="true"><rect class="s${number + 1}" width="14" height="10"/></svg> ${escapeHtml(name)}（万元）</span>`
  )
  return `<p class="legend">${legend.join(" ")}</p>
<div class="graph"><svg class="scale" width="100%" height="${PLOT_HEIGHT + 20}" aria-hidden="true">${ticks}</svg>${curveSvg(chart, scale)}</div>
<details><summary>${escapeHtml(title)}：数字</summary><table class="numbers"><thead><tr><th scope="col">时间</th>${heads.join("")}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table></details>`
}

/** A chart with its title and its numbers. A chart of nothing says so. */
export const chartHtml = (chart: Chart, figures: Figures): string => {
  const { key, title, kind, labels } = chart
  const id = escapeHtml(figures.places.next(`chart-${key}`))
  const empty = `<p class="note">没有数字。</p>`
  const inner = labels.length === 0 ? empty : (kind === "bars" ? barsHtml : lineHtml)(chart, figures)
  return `<figure class="chart" id="${id}" data-where="${escapeHtml(`图示 · ${title}`)}">
<figcaption>${escapeHtml(title)}</figcaption>
${inner}
</figure>`
}
