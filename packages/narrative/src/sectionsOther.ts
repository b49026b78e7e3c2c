/**
 * Sections 七 to 十 of the narrative: “三公”经费, government funds, state capital, other matters.
 */
import { Money, Rate } from "@juesuan/domain"
import { amount, count, figure, percent } from "./Sentence.ts"
import type { Paragraph } from "./Sentence.ts"
import type { Writer } from "./Writer.ts"

interface ThreePublicItem {
  readonly name: string
  readonly at: string
  readonly budget: string
  readonly outturn: string
}

const compared = (writer: Writer, { name, at, budget, outturn }: ThreePublicItem): Paragraph => {
  const { cell, last, year } = writer.facts
  const [planned, spent] = [cell(`T07/1/${budget}`), cell(`T07/1/${outturn}`)]
  const before = last(`T07/1/${outturn}`)
  const reason =
    planned === spent
      ? []
      : [
          `，决算数${writer.againstBudget(spent, planned)}预算数的主要原因是` +
            writer.text(`${at}/budget`, `${name}决算数与预算数差异的主要原因`)
        ]
  return [
    `${name}预算为 `,
    amount(`T07/1/${budget}`, planned),
    " 元，支出决算为 ",
    amount(`T07/1/${outturn}`, spent),
    " 元",
    ...writer.completion(spent, planned, at, "预算"),
    ...reason,
    `；决算数与 ${year - 1} 年度相比`,
    ...writer.change(spent, before, { what: "", at }),
    ...writer.changeReason(spent, before, at, "，主要原因是"),
    "。"
  ]
}

/** How receptions divide is in no event; where there were none, both parts are nothing. */
const receptions = ({ facts: { cell } }: Writer): Paragraph =>
  cell("T07/1/12") === 0
    ? [
        "其中：国内接待费支出 ",
        amount("N/7.2.3/domestic/amount", Money.zero),
        " 元，国（境）外接待费支出 ",
        amount("N/7.2.3/foreign/amount", Money.zero),
        " 元。"
      ]
    : []

/** 七、财政拨款“三公”经费支出决算情况 */
export const threePublic = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year, activity } = writer.facts
  const item = (name: string, at: string, budget: string, outturn: string): Paragraph =>
    compared(writer, { name, at, budget, outturn })
  const counts = (...pairs: ReadonlyArray<readonly [string, string, number, string]>): Paragraph =>
    pairs.flatMap(([lead, at, pieces, unit]) => [lead, count(at, pieces), unit])
  const of = (name: keyof NonNullable<typeof activity>): number => activity?.[name] ?? 0
  const known = activity !== null
  return [
    [
      `（一）“三公”经费财政拨款支出决算总体情况。${year} 年度“三公”经费财政拨款支出`,
      ...item("", "N/7.1", "1", "7")
    ],
    ["（二）“三公”经费财政拨款支出决算具体情况。"],
    [
      "1. ",
      ...item("因公出国（境）费", "N/7.2.1", "2", "8"),
      ...(known
        ? counts(
            [`${year} 年度因公出国（境）团组数 `, "N/7.2.1/groups", of("abroadGroups"), " 个，"],
            ["累计因公出国（境）人次数 ", "N/7.2.1/persons", of("abroadPersons"), " 人次。"]
          )
        : [])
    ],
    [
      "2. ",
      ...item("公务用车购置及运行维护费", "N/7.2.2", "3", "9"),
      "其中：公务用车购置费支出 ",
      amount("T07/1/10", cell("T07/1/10")),
      " 元",
      ...(known ? counts(["，购置数为 ", "N/7.2.2/bought", of("vehiclesBought"), " 辆"]) : []),
      "；公务用车运行维护费支出 ",
      amount("T07/1/11", cell("T07/1/11")),
      " 元。",
      ...(known
        ? counts([
            `截至 ${year} 年 12 月 31 日，开支财政拨款的公务用车保有量为 `,
            "N/7.2.2/held",
            of("vehiclesHeld"),
            " 辆。"
          ])
        : [])
    ],
    [
      "3. ",
      ...item("公务接待费", "N/7.2.3", "6", "12"),
      ...receptions(writer),
      ...(known
        ? counts(
            [`${year} 年度国内公务接待批次 `, "N/7.2.3/domestic", of("domesticReceptions"), " 个，"],
            ["国内公务接待人次 ", "N/7.2.3/domesticPersons", of("domesticReceptionPersons"), " 人；"],
            ["国（境）外公务接待批次 ", "N/7.2.3/foreign", of("foreignReceptions"), " 个，"],
            ["国（境）外公务接待人次 ", "N/7.2.3/foreignPersons", of("foreignReceptionPersons"), " 人。"]
          )
        : [])
    ]
  ]
}

/** 八、政府性基金预算财政拨款收入支出决算情况 */
export const governmentFund = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const [income, spent, left] = [cell("T08/total/2"), cell("T08/total/3"), cell("T08/total/6")]
  const head: Paragraph = [
    `${year} 年度政府性基金预算财政拨款本年收入 `,
    amount("T08/total/2", income),
    " 元，本年支出 ",
    amount("T08/total/3", spent),
    " 元，年末结转和结余 ",
    amount("T08/total/6", left),
    " 元。"
  ]
  const isNone = income === 0 && spent === 0 && left === 0
  return [isNone ? [...head, "本单位本年度没有政府性基金预算财政拨款收入和支出。"] : head]
}

/** 九、国有资本经营预算财政拨款支出决算情况 */
export const stateCapital = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const [income, spent] = [cell("T04/3/1"), cell("T09/total/1")]
  const head: Paragraph = [
    `${year} 年度国有资本经营预算财政拨款本年收入 `,
    amount("T04/3/1", income),
    " 元，支出 ",
    amount("T09/total/1", spent),
    " 元。"
  ]
  return [income === 0 && spent === 0 ? [...head, "本单位本年度没有国有资本经营预算财政拨款支出。"] : head]
}

const operating = (writer: Writer): Paragraph => {
  const { cell, last, year, unitKind } = writer.facts
  const head = "（一）机关运行经费支出情况。"
  if (unitKind === "institution") return [`${head}本单位为事业单位，不属于机关运行经费统计范围。`]
  const now = cell("T06/operating/1")
  const before = last("T06/operating/1")
  return [
    `${head}${year} 年度机关运行经费支出 `,
    amount("T06/operating/1", now),
    ` 元，与 ${year - 1} 年度相比`,
    ...writer.change(now, before, { what: "", at: "N/10.1" }),
    ...writer.changeReason(now, before, "N/10.1", "，主要原因是"),
    "。"
  ]
}

const procured = (writer: Writer): Paragraph => {
  const { procurement, year } = writer.facts
  const of = (matches: (one: (typeof procurement)[number]) => boolean): Money.Money =>
    Money.sum(procurement.filter(matches).map((one) => one.amount))
  const whole = of(() => true)
  const small = of(({ supplierSize }) => supplierSize !== "large")
  const micro = of(({ supplierSize }) => supplierSize === "microOrSmall")
  const share = (part: Money.Money, at: string): Paragraph => {
    const rate = Rate.share(part, whole)
    return rate === undefined ? [] : ["，占政府采购支出总额的 ", percent(at, rate)]
  }
  return [
    `（二）政府采购支出情况。${year} 年度政府采购支出总额 `,
    amount("N/10.2/total", whole),
    " 元，其中：政府采购货物支出 ",
    amount(
      "N/10.2/goods",
      of(({ category }) => category === "goods")
    ),
    " 元、政府采购工程支出 ",
    amount(
      "N/10.2/works",
      of(({ category }) => category === "works")
    ),
    " 元、政府采购服务支出 ",
    amount(
      "N/10.2/services",
      of(({ category }) => category === "services")
    ),
    " 元。授予中小企业合同金额 ",
    amount("N/10.2/small", small),
    " 元",
    ...share(small, "N/10.2/small/share"),
    "，其中：授予小微企业合同金额 ",
    amount("N/10.2/micro", micro),
    " 元",
    ...share(micro, "N/10.2/micro/share"),
    "。"
  ]
}

const vehicleNames = {
  provincialLeaders: "副部（省）级及以上领导用车",
  principalLeaders: "主要领导干部用车",
  confidentialCommunication: "机要通信用车",
  emergency: "应急保障用车",
  lawEnforcement: "执法执勤用车",
  specialTechnical: "特种专业技术用车",
  retiredOfficials: "离退休干部用车",
  other: "其他用车"
} as const

const held = (writer: Writer): Paragraph => {
  const { assets, year } = writer.facts
  const head = `（三）国有资产占用使用情况。截至 ${year} 年 12 月 31 日，`
  if (assets === null) return [`${head}${writer.text("N/10.3", "国有资产占用使用情况")}。`]
  const kinds = Object.entries(vehicleNames)
  const total = kinds.reduce((sum, [kind]) => sum + (assets.vehicles[kind] ?? 0), 0)
  const use = (assets.vehicles["other"] ?? 0) > 0 ? [`其他用车主要是${assets.otherVehiclesUse}；`] : []
  return [
    `${head}房屋面积 `,
    figure("N/10.3/area", "count", String(assets.buildingAreaCm2 / 10_000)),
    " 平方米，共有车辆 ",
    count("N/10.3/vehicles", total),
    " 辆，其中：",
    ...kinds.flatMap(([kind, name], at): Paragraph => [
      `${at === 0 ? "" : "、"}${name} `,
      count(`N/10.3/vehicles/${kind}`, assets.vehicles[kind] ?? 0),
      " 辆"
    ]),
    "；",
    ...use,
    "单位价值 100 万元以上设备（不含车辆）",
    count("N/10.3/equipment", assets.equipmentOverMillion),
    " 台（套）。"
  ]
}

const performance = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cards, unitName, year, cell } = writer.facts
  if (cards.length === 0) return [[`（四）预算绩效管理工作开展情况。${year} 年度没有纳入绩效自评的项目。`]]
  // Both sides of the share are what was spent: a budget over an outturn would compare two things.
  const involved = Money.sum(cards.map(({ card }) => card.money.total.executed ?? Money.zero))
  const share = Rate.share(involved, cell("T03/total/3"))
  return [
    ["（四）预算绩效管理工作开展情况。"],
    [
      `1. 绩效管理工作开展情况。${unitName}组织对 ${year} 年度项目支出开展绩效自评，共 `,
      count("N/10.4/projects", cards.length),
      " 个项目，共涉及资金 ",
      amount("N/10.4/amount", involved),
      " 元",
      ...(share === undefined ? [] : ["，占项目支出总额的 ", percent("N/10.4/share", share)]),
      "。"
    ],
    [
      "2. 项目绩效自评结果。",
      ...cards.flatMap(({ card, total, ruleSet }): Paragraph => [
        `${card.name}自评得分为 `,
        figure(`S/${card.project}/total/score`, "score", total.toFixed(ruleSet.scoreDecimals)),
        ` 分。发现的主要问题：${writer.text(`S/${card.project}/problem`, `${card.name}发现的主要问题`)}。` +
          `下一步改进措施：${writer.text(`S/${card.project}/measure`, `${card.name}下一步改进措施`)}。`
      ])
    ]
  ]
}

/** 十、其他重要事项的情况 */
export const otherMatters = (writer: Writer): ReadonlyArray<Paragraph> => [
  operating(writer),
  procured(writer),
  held(writer),
  ...performance(writer)
]
