/**
 * Income, expenditure and the general public budget in sentences: sections 一 to 六 of the form.
 */
import { Money } from "@juesuan/domain"
import { Term } from "@juesuan/tables"
import type { Derivation, Paragraph } from "./Sentence.ts"
import type { Writer } from "./Writer.ts"

const joined = (parts: ReadonlyArray<Paragraph>, separator: string): Paragraph =>
  parts.flatMap((part, at) => (at === 0 ? part : [separator, ...part]))

/** Last year's figure of a cell: what the closing side of its table printed, else the same cell. */
const lastTotal = (
  writer: Writer,
  closing: string,
  same: string
): readonly [fen: Money.Money | undefined, base: string] => {
  const closed = writer.facts.last(closing)
  return closed === undefined ? [writer.facts.last(same), `上年 ${same}`] : [closed, `上年 ${closing}`]
}

/** 一、收入支出决算总体情况 */
export const overall = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const now = cell("T01/total/1")
  const [before, base] = lastTotal(writer, "T01/total/2", "T01/total/1")
  return [
    [
      `${year} 年度收、支总计 `,
      writer.cell("T01/total/1"),
      ` ${writer.money.unit}。${writer.wording.comparedWith(year)}，`,
      ...writer.change(now, before, { what: "收、支总计各", at: "N/1", of: "T01/total/1", base }),
      ...writer.changeReason(now, before, "N/1", "，主要原因是"),
      "。"
    ]
  ]
}

const listed = (
  writer: Writer,
  table: string,
  what: string,
  section: string,
  items: ReadonlyArray<readonly [name: string, column: string]>
): ReadonlyArray<Paragraph> => {
  const whole = `${table}/total/1`
  const parts = items.map(([name, column]) =>
    writer.share(name, `${table}/total/${column}`, whole, `N/${section}/${column}/share`)
  )
  return [
    [
      `${writer.facts.year} 年度${what}合计 `,
      writer.cell(whole),
      ` ${writer.money.unit}，其中：`,
      ...joined(parts, "；"),
      "。"
    ]
  ]
}

/** 二、收入决算情况 */
export const income = (writer: Writer): ReadonlyArray<Paragraph> =>
  listed(writer, "T02", "收入", "2", [
    ["财政拨款收入", "2"],
    ["上级补助收入", "3"],
    ["事业收入", "4"],
    ["经营收入", "5"],
    ["附属单位上缴收入", "6"],
    ["其他收入", "7"]
  ])

/** 三、支出决算情况 */
export const expenditure = (writer: Writer): ReadonlyArray<Paragraph> =>
  listed(writer, "T03", "支出", "3", [
    ["基本支出", "2"],
    ["项目支出", "3"],
    ["上缴上级支出", "4"],
    ["经营支出", "5"],
    ["对附属单位补助支出", "6"]
  ])

/** 四、财政拨款收入支出决算总体情况 */
export const fiscal = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const now = cell("T04/total/1")
  const [before, base] = lastTotal(writer, "T04/total/2", "T04/total/1")
  return [
    [
      `${year} 年度财政拨款收、支总计 `,
      writer.cell("T04/total/1"),
      ` ${writer.money.unit}，${writer.wording.comparedWith(year)}，`,
      ...writer.change(now, before, { what: "财政拨款收、支总计各", at: "N/4", of: "T04/total/1", base }),
      ...writer.changeReason(now, before, "N/4", "，主要原因是"),
      "。"
    ]
  ]
}

/** The initial budget of the general public budget, of one 项, one economic 类 of basic expenditure, or whole. */
const initialBudget = (formula: string, where: Parameters<typeof Term.restrict>[1] = {}): Derivation => ({
  formula,
  from: [],
  term: Term.restrict(Term.select({ measure: "budgetInitial", fund: "generalPublic" }), where)
})

/** 五(一) 总体 */
const generalOverall = (writer: Writer): Paragraph => {
  const { cell, last, year } = writer.facts
  const whole = cell("T05/total/1")
  const before = last("T05/total/1")
  return [
    "（一）一般公共预算财政拨款支出决算总体情况。",
    `${year} 年度一般公共预算财政拨款支出合计 `,
    writer.cell("T05/total/1"),
    ` ${writer.money.unit}`,
    ...writer.shareOf("，占本年支出合计的 ", "T05/total/1", "T03/total/1", "N/5.1/share"),
    `。${writer.wording.comparedWith(year)}，`,
    ...writer.change(whole, before, {
      what: "一般公共预算财政拨款支出",
      at: "N/5.1",
      of: "T05/total/1",
      base: "上年 T05/total/1"
    }),
    ...writer.changeReason(whole, before, "N/5.1", "，主要原因是"),
    "。"
  ]
}

/** 五(二) 结构 */
const generalStructure = (writer: Writer): Paragraph => {
  const { year, categories } = writer.facts
  const parts = categories.map(({ code, name }) =>
    writer.share(
      `${name.replace(/支出$/, "")}（类）支出`,
      `T05/${code}/1`,
      "T05/total/1",
      `N/5.2/${code}/share`
    )
  )
  return [
    "（二）一般公共预算财政拨款支出决算结构情况。",
    `${year} 年度一般公共预算财政拨款支出 `,
    writer.cell("T05/total/1"),
    ` ${writer.money.unit}`,
    ...(parts.length === 0 ? [] : ["，主要用于以下方面：", ...joined(parts, "；")]),
    "。"
  ]
}

/** 五(三) 具体: one entry for each 项 */
const generalDetails = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year, items, initialByFunction } = writer.facts
  const { unit } = writer.money
  const whole = cell("T05/total/1")
  const budget = Money.sum(initialByFunction.values())
  const heading: Paragraph = [
    "（三）一般公共预算财政拨款支出决算具体情况。",
    `${year} 年度一般公共预算财政拨款支出年初预算为 `,
    writer.amount("N/5.3/initial", budget, initialBudget("各项年初预算之和")),
    ` ${unit}，支出决算为 `,
    writer.cell("T05/total/1"),
    ` ${unit}`,
    ...writer.completion(["T05/total/1", whole], ["N/5.3/initial", budget], "N/5.3", "年初预算"),
    items.length === 0 ? "。" : "。其中："
  ]
  const entries = items.map(({ code, category, section, item }, index): Paragraph => {
    const [address, initial] = [`T05/${code}/1`, `N/5.3/${code}/initial`]
    const [planned, outturn] = [initialByFunction.get(code) ?? Money.zero, cell(address)]
    const against = writer.againstBudget([address, outturn], [initial, planned])
    const reason =
      against === "等于"
        ? []
        : [
            `，决算数${against}预算数的主要原因是：` +
              writer.text(`N/5.3/${code}/outturn`, `${item}决算数与年初预算数差异的主要原因`)
          ]
    return [
      `${index + 1}. ${category}（类）${section}（款）${item}（项）年初预算为 `,
      writer.amount(initial, planned, initialBudget(`${code} ${item}的年初预算`, { function: code })),
      ` ${unit}，支出决算为 `,
      writer.cell(address),
      ` ${unit}`,
      ...writer.completion([address, outturn], [initial, planned], `N/5.3/${code}`, "年初预算"),
      ...reason,
      "。"
    ]
  })
  return [heading, ...entries]
}

/** 五、一般公共预算财政拨款支出决算情况: (一) 总体, (二) 结构, (三) 具体 */
export const generalPublic = (writer: Writer): ReadonlyArray<Paragraph> => [
  generalOverall(writer),
  generalStructure(writer),
  ...generalDetails(writer)
]

const basicHead = (writer: Writer, end: string): Paragraph => {
  const { unit } = writer.money
  return [
    `${writer.facts.year} 年度一般公共预算财政拨款基本支出 `,
    writer.cell("T05/total/2"),
    ` ${unit}，其中：人员经费 `,
    writer.cell("T06/personnel/1"),
    ` ${unit}，公用经费 `,
    writer.cell("T06/operating/1"),
    ` ${unit}${end}`
  ]
}

const economicClasses = [
  ["301", "工资福利支出"],
  ["302", "商品和服务支出"],
  ["303", "对个人和家庭的补助"],
  ["307", "债务利息及费用支出"],
  ["310", "资本性支出"],
  ["399", "其他支出"]
] as const

/** 六、一般公共预算财政拨款基本支出决算情况, by economic 类 against the budget and last year (宁夏). */
export const basic = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, last, year, initialByEconomic } = writer.facts
  const entries = economicClasses.map(([code, name], index): Paragraph => {
    const address = `T06/${code}/1`
    const now = cell(address)
    const [planned, before] = [initialByEconomic.get(code) ?? Money.zero, last(address)]
    const at = `N/6/${code}`
    const budget = { what: "", at: `${at}/budget`, of: address, base: `年初预算 ${code}` }
    return [
      `${index + 1}. ${name} `,
      writer.cell(address),
      ` ${writer.money.unit}，较 ${year} 年度年初预算数`,
      ...writer.change(now, planned, budget),
      ...writer.changeReason(now, planned, `${at}/budget`, "，主要原因是"),
      `；较 ${year - 1} 年度决算数`,
      ...writer.change(now, before, { what: "", at: `${at}/last`, of: address, base: `上年 ${address}` }),
      ...writer.changeReason(now, before, `${at}/last`, "，主要原因是"),
      "。"
    ]
  })
  return [basicHead(writer, "，支出具体情况如下："), ...entries]
}

/** 六、一般公共预算财政拨款基本支出决算情况, by what personnel and operating cost consist of (财政部). */
export const basicByItem = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { economicItems } = writer.facts
  const names = (...classes: ReadonlyArray<string>): string =>
    economicItems
      .filter(({ code }) => classes.some((one) => code.startsWith(one)))
      .map(({ name }) => name)
      .join("、")
  const [personnel, operating] = [names("301", "303"), names("302", "307", "310", "399")]
  return [
    basicHead(writer, "。"),
    ...(personnel === "" ? [] : [[`人员经费主要包括：${personnel}。`]]),
    ...(operating === "" ? [] : [[`公用经费主要包括：${operating}。`]])
  ]
}
