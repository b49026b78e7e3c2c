/**
 * What the panel says of a figure: place, formula, what it is made of, events, other figures, rules.
 */
import type { EventData } from "../src/html/PageData.ts"
import { fenOf, printFen } from "./amounts.ts"
import { data, figureAt, places, usesOf } from "./data.ts"
import { button, element } from "./elements.ts"

const EVENTS_AT_FIRST = 60

/** A link to another figure; one that is printed nowhere in the page is only named. */
const figureLink = (address: string): Node => {
  const [display = address, value = ""] = figureAt(address) ?? []
  if (!places.has(address)) return document.createTextNode(value === "" ? display : `${display}　${value}`)
  return element("a", { href: `#${encodeURI(address)}` }, value === "" ? display : `${display}　${value}`)
}

const listOf = (title: string, addresses: ReadonlyArray<string>): ReadonlyArray<Node> =>
  addresses.length === 0
    ? []
    : [
        element("h3", {}, title),
        element("ul", {}, ...addresses.map((address) => element("li", {}, figureLink(address))))
      ]

type Row = readonly [at: number, amount: string]

/** What the page says of its events beside day and type: all of it where vouchers are, or the number, or nothing. */
const middleHead = data.events.some(({ length }) => length > 3)
  ? "摘要 单号 来源"
  : data.events.some(([, , documentNo]) => documentNo !== "")
    ? "单号"
    : ""

const middleOf = ([, , documentNo, abstract = "", source = ""]: EventData): ReadonlyArray<HTMLElement> => {
  if (middleHead === "") return []
  const small = [documentNo, source].filter((one) => one !== "").join("　")
  return [element("td", {}, abstract, element("small", {}, small))]
}

const eventRow = ([at, amount]: Row): HTMLTableRowElement => {
  const event = data.events[at]!
  const [title, occurredOn] = event
  return element(
    "tr",
    {},
    element("td", {}, element("time", {}, occurredOn), element("small", {}, title)),
    ...middleOf(event),
    element("td", { class: "sum" }, amount === "" ? "" : printFen(fenOf(amount)))
  )
}

/** A table of events with their sum, the first of them at once and the rest when asked. */
const eventsTable = (rows: ReadonlyArray<Row>): ReadonlyArray<Node> => {
  const dated = [...rows].sort(([a], [b]) => (data.events[a]![1] < data.events[b]![1] ? -1 : 1))
  const body = element("tbody", {}, ...dated.slice(0, EVENTS_AT_FIRST).map(eventRow))
  const heads = ["日期 类型", ...(middleHead === "" ? [] : [middleHead]), "金额（元）"]
  const head = heads.map((name, at) =>
    element("th", { scope: "col", ...(at === heads.length - 1 ? { class: "sum" } : {}) }, name)
  )
  const table = element("table", { class: "events" }, element("thead", {}, element("tr", {}, ...head)), body)
  const amounts = rows.flatMap(([, amount]) => (amount === "" ? [] : [fenOf(amount)]))
  if (amounts.length > 0) {
    const sum = printFen(amounts.reduce((total, fen) => total + fen, 0n))
    const cells = [
      element("td", { colspan: String(heads.length - 1) }, "合计"),
      element("td", { class: "sum" }, sum)
    ]
    table.append(element("tfoot", {}, element("tr", {}, ...cells)))
  }
  const left = dated.slice(EVENTS_AT_FIRST)
  const more = button(`显示其余 ${left.length} 个事件`, () => {
    body.append(...left.map(eventRow))
    more.remove()
  })
  return [table, ...(left.length === 0 ? [] : [element("p", {}, more)])]
}

const eventsOf = (address: string): ReadonlyArray<Row> =>
  data.contributions[figureAt(address)?.[4] ?? -1] ?? []

/** The events of a figure that others enter, folded: a rate has none of its own. */
const foldedEvents = (address: string): HTMLElement => {
  const rows = eventsOf(address)
  const name = `${figureAt(address)?.[0] ?? address}（${rows.length}）`
  const folded = element("details", {}, element("summary", {}, name))
  // A year has many events: they are written when they are asked for.
  folded.addEventListener("toggle", () => folded.append(...eventsTable(rows)), { once: true })
  return folded
}

const eventsPart = (address: string, from: ReadonlyArray<string>): ReadonlyArray<Node> => {
  const rows = eventsOf(address)
  if (rows.length > 0) return [element("h3", {}, `事件（${rows.length}）`), ...eventsTable(rows)]
  const operands = [...new Set(from)].filter((one) => eventsOf(one).length > 0)
  return operands.length === 0
    ? [element("h3", {}, "事件"), element("p", { class: "quiet" }, "没有事件。")]
    : [element("h3", {}, "据以计算的数字的事件"), ...operands.map(foldedEvents)]
}

const rulesList = (ids: ReadonlyArray<string>): ReadonlyArray<Node> => [
  element("h3", {}, "检查过它的规则"),
  ids.length === 0
    ? element("p", { class: "quiet" }, "没有勾稽规则检查这个数字。")
    : element(
        "ul",
        {},
        ...ids.map((id) => {
          const title = Object.hasOwn(data.rules, id) ? data.rules[id] : undefined
          return element("li", {}, title === undefined ? id : `${id}　${title}`)
        })
      )
]

/** What stands before the address of a figure of the year before, which is not in this document. */
const LAST_YEAR = "上年 "

/** Where an address stands in a formula as a figure of this document, or -1. */
const placeIn = (formula: string, address: string): number => {
  let at = formula.indexOf(address)
  while (at >= 0 && formula.slice(0, at).endsWith(LAST_YEAR)) at = formula.indexOf(address, at + 1)
  return at
}

/** A formula with the addresses it names as links. */
const linked = (formula: string, addresses: ReadonlyArray<string>): ReadonlyArray<Node | string> => {
  // Longer addresses first, for one may begin with another.
  for (const address of addresses.filter((one) => places.has(one)).sort((a, b) => b.length - a.length)) {
    const at = placeIn(formula, address)
    if (at < 0) continue
    const end = at + address.length
    return [
      ...linked(formula.slice(0, at), addresses),
      element("a", { href: `#${encodeURI(address)}`, title: figureAt(address)?.[0] ?? "" }, address),
      ...linked(formula.slice(end), addresses)
    ]
  }
  return [formula]
}

/** Where the figure belongs, its address and exact value. */
export const headOf = (address: string): ReadonlyArray<Node> => {
  const [display = "", value = ""] = figureAt(address) ?? []
  return [element("p", {}, element("b", {}, display), element("small", {}, `${address}　${value}`))]
}

/** All else that is known of the figure at an address. */
export const detailsOf = (address: string): ReadonlyArray<Node> => {
  const figure = figureAt(address)
  if (figure === undefined) return [element("p", { class: "quiet" }, "文件没有记录这个数字的来源。")]
  const [, , formula, from, , rules, same] = figure
  return [
    element("h3", {}, "公式"),
    element("p", { class: "formula" }, ...linked(formula, from)),
    ...listOf("由这些数字得出", from),
    ...eventsPart(address, from),
    ...listOf("由相同事件得出的其他数字", same),
    ...listOf("用到它的数字", usesOf(address)),
    ...rulesList(rules)
  ]
}
