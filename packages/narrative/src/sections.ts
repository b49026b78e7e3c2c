/**
 * Sections 一 to 六 of the narrative: income, expenditure and the general public budget.
 */
import { Money } from "@juesuan/domain"
import { amount } from "./Sentence.ts"
import type { Paragraph } from "./Sentence.ts"
import type { Writer } from "./Writer.ts"

const joined = (parts: ReadonlyArray<Paragraph>, separator: string): Paragraph =>
  parts.flatMap((part, at) => (at === 0 ? part : [separator, ...part]))

const comparedWith = (year: number): string => `与 ${year - 1} 年度相比，`

/** 一、收入支出决算总体情况 */
export const overall = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, last, year } = writer.facts
  const [now, before] = [cell("T01/30/1"), last("T01/60/2") ?? last("T01/30/1")]
  return [
    [
      `${year} 年度收、支总计 `,
      amount("T01/30/1", now),
      ` 元。${comparedWith(year)}`,
      ...writer.change(now, before, { what: "收、支总计各", at: "N/1" }),
      ...writer.changeReason(now, before, "N/1", "，主要原因是"),
      "。"
    ]
  ]
}

const incomeItems = [
  ["财政拨款收入", "2"],
  ["上级补助收入", "3"],
  ["事业收入", "4"],
  ["经营收入", "5"],
  ["附属单位上缴收入", "6"],
  ["其他收入", "7"]
] as const

/** 二、收入决算情况 */
export const income = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const whole = cell("T02/total/1")
  const parts = incomeItems.map(([name, column]) =>
    writer.share(name, `T02/total/${column}`, cell(`T02/total/${column}`), whole, `N/2/${column}/share`)
  )
  return [
    [`${year} 年度收入合计 `, amount("T02/total/1", whole), " 元，其中：", ...joined(parts, "；"), "。"]
  ]
}

const natureItems = [
  ["基本支出", "2"],
  ["项目支出", "3"],
  ["上缴上级支出", "4"],
  ["经营支出", "5"],
  ["对附属单位补助支出", "6"]
] as const

/** 三、支出决算情况 */
export const expenditure = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const whole = cell("T03/total/1")
  const parts = natureItems.map(([name, column]) =>
    writer.share(name, `T03/total/${column}`, cell(`T03/total/${column}`), whole, `N/3/${column}/share`)
  )
  return [
    [`${year} 年度支出合计 `, amount("T03/total/1", whole), " 元，其中：", ...joined(parts, "；"), "。"]
  ]
}

/** 四、财政拨款收入支出决算总体情况 */
export const fiscal = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, last, year } = writer.facts
  const [now, before] = [cell("T04/32/1"), last("T04/64/2") ?? last("T04/32/1")]
  return [
    [
      `${year} 年度财政拨款收、支总计 `,
      amount("T04/32/1", now),
      ` 元，${comparedWith(year)}`,
      ...writer.change(now, before, { what: "财政拨款收、支总计各", at: "N/4" }),
      ...writer.changeReason(now, before, "N/4", "，主要原因是"),
      "。"
    ]
  ]
}

/** 五、一般公共预算财政拨款支出决算情况: (一) 总体, (二) 结构, (三) 具体 */
export const generalPublic = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, last, year, categories, items, initialByFunction } = writer.facts
  const whole = cell("T05/total/1")
  const before = last("T05/total/1")
  const overallShare = writer.share("", "T05/total/1", whole, cell("T03/total/1"), "N/5.1/share")
  const heading: Paragraph = [
    `（一）一般公共预算财政拨款支出决算总体情况。${year} 年度一般公共预算财政拨款支出合计`,
    ...overallShare.map((part) => (part === "，占 " ? "，占本年支出合计的 " : part)),
    `。${comparedWith(year)}`,
    ...writer.change(whole, before, { what: "一般公共预算财政拨款支出", at: "N/5.1" }),
    ...writer.changeReason(whole, before, "N/5.1", "，主要原因是"),
    "。"
  ]
  const structure: Paragraph = [
    `（二）一般公共预算财政拨款支出决算结构情况。${year} 年度一般公共预算财政拨款支出 `,
    amount("T05/total/1", whole),
    " 元，主要用于以下方面：",
    ...joined(
      categories.map(({ code, name }) =>
        writer.share(
          `${name.replace(/支出$/, "")}（类）支出`,
          `T05/${code}/1`,
          cell(`T05/${code}/1`),
          whole,
          `N/5.2/${code}/share`
        )
      ),
      "；"
    ),
    "。"
  ]
  const budget = Money.sum(initialByFunction.values())
  const details: Paragraph = [
    `（三）一般公共预算财政拨款支出决算具体情况。${year} 年度一般公共预算财政拨款支出年初预算为 `,
    amount("N/5.3/initial", budget),
    " 元，支出决算为 ",
    amount("T05/total/1", whole),
    " 元",
    ...writer.completion(whole, budget, "N/5.3", "年初预算"),
    "。其中："
  ]
  const entries = items.map(({ code, category, section, item }, index): Paragraph => {
    const [planned, outturn] = [initialByFunction.get(code) ?? Money.zero, cell(`T05/${code}/1`)]
    const reason =
      planned === outturn
        ? []
        : [
            `，决算数${writer.againstBudget(outturn, planned)}预算数的主要原因是：` +
              writer.text(`N/5.3/${code}/outturn`, `${item}决算数与年初预算数差异的主要原因`)
          ]
    return [
      `${index + 1}. ${category}（类）${section}（款）${item}（项）年初预算为 `,
      amount(`N/5.3/${code}/initial`, planned),
      " 元，支出决算为 ",
      amount(`T05/${code}/1`, outturn),
      " 元",
      ...writer.completion(outturn, planned, `N/5.3/${code}`, "年初预算"),
      ...reason,
      "。"
    ]
  })
  return [heading, structure, details, ...entries]
}

const economicClasses = [
  ["301", "工资福利支出"],
  ["302", "商品和服务支出"],
  ["303", "对个人和家庭的补助"],
  ["307", "债务利息及费用支出"],
  ["310", "资本性支出"],
  ["399", "其他支出"]
] as const

/** 六、一般公共预算财政拨款基本支出决算情况 */
export const basic = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, last, year, initialByEconomic } = writer.facts
  const heading: Paragraph = [
    `${year} 年度一般公共预算财政拨款基本支出 `,
    amount("T05/total/2", cell("T05/total/2")),
    " 元，其中：人员经费 ",
    amount("T06/personnel/1", cell("T06/personnel/1")),
    " 元，公用经费 ",
    amount("T06/operating/1", cell("T06/operating/1")),
    " 元，支出具体情况如下："
  ]
  const entries = economicClasses.map(([code, name], index): Paragraph => {
    const address = `T06/${code}/1`
    const now = cell(address)
    const [planned, before] = [initialByEconomic.get(code) ?? Money.zero, last(address)]
    const at = `N/6/${code}`
    return [
      `${index + 1}. ${name} `,
      amount(address, now),
      ` 元，较 ${year} 年度年初预算数`,
      ...writer.change(now, planned, { what: "", at: `${at}/budget` }),
      ...writer.changeReason(now, planned, `${at}/budget`, "，主要原因是"),
      `；较 ${year - 1} 年度决算数`,
      ...writer.change(now, before, { what: "", at: `${at}/last` }),
      ...writer.changeReason(now, before, `${at}/last`, "，主要原因是"),
      "。"
    ]
  })
  return [heading, ...entries]
}
