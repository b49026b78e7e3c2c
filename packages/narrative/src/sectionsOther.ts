/**
 * “三公”经费, government funds, state capital and other matters in sentences: sections 七 to 十 of the form.
 */
import { Money, Rate } from "@juesuan/domain"
import { Term } from "@juesuan/tables"
import type { Evaluated } from "./Facts.ts"
import { count, figure, percent, recorded } from "./Sentence.ts"
import type { Derivation, Paragraph } from "./Sentence.ts"
import type { Writer } from "./Writer.ts"

interface ThreePublicItem {
  readonly name: string
  readonly at: string
  /** The row of the item in the “三公” table. */
  readonly row: string
}

const compared = (writer: Writer, { name, at, row }: ThreePublicItem): Paragraph => {
  const { cell, last, year } = writer.facts
  const { unit } = writer.money
  const [budgetAddress, address] = [`T07/${row}/budget`, `T07/${row}/outturn`]
  const [planned, spent] = [cell(budgetAddress), cell(address)]
  const before = last(address)
  const against = writer.againstBudget([address, spent], [budgetAddress, planned])
  const reason =
    against === "等于"
      ? []
      : [
          `，决算数${against}预算数的主要原因是` +
            writer.text(`${at}/budget`, `${name}决算数与预算数差异的主要原因`)
        ]
  return [
    `${name}预算为 `,
    writer.cell(budgetAddress),
    ` ${unit}，支出决算为 `,
    writer.cell(address),
    ` ${unit}`,
    ...writer.completion([address, spent], [budgetAddress, planned], at, "预算"),
    ...reason,
    `；决算数与 ${year - 1} 年度相比`,
    ...writer.change(spent, before, { what: "", at, of: address, base: `上年 ${address}` }),
    ...writer.changeReason(spent, before, at, "，主要原因是"),
    "。"
  ]
}

/** How receptions divide is in no event; where there were none, both parts are nothing. */
const receptions = (writer: Writer): Paragraph => {
  if (writer.facts.cell("T07/reception/outturn") !== 0) return []
  const none: Derivation = { formula: "公务接待费为 0，其两部分均为 0", from: ["T07/reception/outturn"] }
  return [
    "其中：国内接待费支出 ",
    writer.amount("N/7.2.3/domestic/amount", Money.zero, none),
    ` ${writer.money.unit}，国（境）外接待费支出 `,
    writer.amount("N/7.2.3/foreign/amount", Money.zero, none),
    ` ${writer.money.unit}。`
  ]
}

const ACTIVITY = "OfficialActivityRecorded"

const counted = (
  ...pairs: ReadonlyArray<readonly [lead: string, at: string, pieces: number, unit: string]>
): Paragraph => pairs.flatMap(([lead, at, pieces, unit]) => [lead, count(at, pieces, ACTIVITY), unit])

const vehicles = (writer: Writer): Paragraph => {
  const { year, activity } = writer.facts
  const { unit } = writer.money
  const bought: Paragraph =
    activity === null ? [] : counted(["，购置数为 ", "N/7.2.2/bought", activity.vehiclesBought, " 辆"])
  const held: Paragraph =
    activity === null
      ? []
      : counted([
          `截至 ${year} 年 12 月 31 日，开支财政拨款的公务用车保有量为 `,
          "N/7.2.2/held",
          activity.vehiclesHeld,
          " 辆。"
        ])
  return [
    "2. ",
    ...compared(writer, { name: "公务用车购置及运行维护费", at: "N/7.2.2", row: "vehicles" }),
    "其中：公务用车购置费支出 ",
    writer.cell("T07/vehiclePurchase/outturn"),
    ` ${unit}`,
    ...bought,
    "；公务用车运行维护费支出 ",
    writer.cell("T07/vehicleOperation/outturn"),
    ` ${unit}。`,
    ...held
  ]
}

/** 七、财政拨款“三公”经费支出决算情况 */
export const threePublic = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { year, activity } = writer.facts
  const abroad: Paragraph =
    activity === null
      ? []
      : counted(
          [`${year} 年度因公出国（境）团组数 `, "N/7.2.1/groups", activity.abroadGroups, " 个，"],
          ["累计因公出国（境）人次数 ", "N/7.2.1/persons", activity.abroadPersons, " 人次。"]
        )
  const received: Paragraph =
    activity === null
      ? []
      : counted(
          [`${year} 年度国内公务接待批次 `, "N/7.2.3/domestic", activity.domesticReceptions, " 个，"],
          ["国内公务接待人次 ", "N/7.2.3/domesticPersons", activity.domesticReceptionPersons, " 人；"],
          ["国（境）外公务接待批次 ", "N/7.2.3/foreign", activity.foreignReceptions, " 个，"],
          ["国（境）外公务接待人次 ", "N/7.2.3/foreignPersons", activity.foreignReceptionPersons, " 人。"]
        )
  return [
    [
      "（一）“三公”经费财政拨款支出决算总体情况。",
      `${year} 年度“三公”经费财政拨款支出`,
      ...compared(writer, { name: "", at: "N/7.1", row: "total" })
    ],
    ["（二）“三公”经费财政拨款支出决算具体情况。"],
    ["1. ", ...compared(writer, { name: "因公出国（境）费", at: "N/7.2.1", row: "abroad" }), ...abroad],
    vehicles(writer),
    [
      "3. ",
      ...compared(writer, { name: "公务接待费", at: "N/7.2.3", row: "reception" }),
      ...receptions(writer),
      ...received
    ]
  ]
}

/** 八、政府性基金预算财政拨款收入支出决算情况 */
export const governmentFund = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const { unit } = writer.money
  const columns = ["T08/total/2", "T08/total/3", "T08/total/6"] as const
  const head: Paragraph = [
    `${year} 年度政府性基金预算财政拨款本年收入 `,
    writer.cell(columns[0]),
    ` ${unit}，本年支出 `,
    writer.cell(columns[1]),
    ` ${unit}，年末结转和结余 `,
    writer.cell(columns[2]),
    ` ${unit}。`
  ]
  const isNone = columns.every((address) => cell(address) === 0)
  return [isNone ? [...head, "本单位本年度没有政府性基金预算财政拨款收入和支出。"] : head]
}

/** 九、国有资本经营预算财政拨款支出决算情况 */
export const stateCapital = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cell, year } = writer.facts
  const { unit } = writer.money
  const head: Paragraph = [
    `${year} 年度国有资本经营预算财政拨款本年收入 `,
    writer.cell("T04/income.stateCapital/1"),
    ` ${unit}，支出 `,
    writer.cell("T09/total/1"),
    ` ${unit}。`
  ]
  const isNone = cell("T04/income.stateCapital/1") === 0 && cell("T09/total/1") === 0
  return [isNone ? [...head, "本单位本年度没有国有资本经营预算财政拨款支出。"] : head]
}

/** 机关运行经费支出情况: of administrative units and institutions administered as such. */
export const operating = (writer: Writer): Paragraph => {
  const { cell, last, year, unitKind } = writer.facts
  if (unitKind === "institution") return ["本单位为事业单位，不属于机关运行经费统计范围。"]
  const address = "T06/operating/1"
  const [now, before] = [cell(address), last(address)]
  return [
    `${year} 年度机关运行经费支出 `,
    writer.cell(address),
    ` ${writer.money.unit}，${writer.wording.comparedWith(year)}`,
    ...writer.change(now, before, { what: "", at: "N/10.1", of: address, base: `上年 ${address}` }),
    ...writer.changeReason(now, before, "N/10.1", "，主要原因是"),
    "。"
  ]
}

const CONTRACT = "ProcurementContracted"

/** 政府采购支出情况 */
export const procured = (writer: Writer): Paragraph => {
  const { procurement, year } = writer.facts
  const { unit } = writer.money
  const of = (matches: (one: (typeof procurement)[number]) => boolean): Money.Money =>
    Money.sum(procurement.filter(matches).map((one) => one.amount))
  const whole = of(() => true)
  const shown = (name: string, amount: Money.Money): Paragraph => [
    writer.amount(`N/10.2/${name}`, amount, recorded(CONTRACT)),
    ` ${unit}`
  ]
  const share = (name: string, part: Money.Money): Paragraph => {
    const rate = writer.isNothing(whole, "N/10.2/total") ? undefined : Rate.share(part, whole)
    if (rate === undefined) return []
    const from = [`N/10.2/${name}`, "N/10.2/total"]
    return [
      "，占政府采购支出总额的 ",
      percent(`N/10.2/${name}/share`, rate, { formula: from.join(" ÷ "), from })
    ]
  }
  const small = of(({ supplierSize }) => supplierSize !== "large")
  const micro = of(({ supplierSize }) => supplierSize === "microOrSmall")
  const ofKind = (kind: "goods" | "works" | "services"): Paragraph =>
    shown(
      kind,
      of(({ category }) => category === kind)
    )
  return [
    `${year} 年度政府采购支出总额 `,
    ...shown("total", whole),
    "，其中：政府采购货物支出 ",
    ...ofKind("goods"),
    "、政府采购工程支出 ",
    ...ofKind("works"),
    "、政府采购服务支出 ",
    ...ofKind("services"),
    "。授予中小企业合同金额 ",
    ...shown("small", small),
    ...share("small", small),
    "，其中：授予小微企业合同金额 ",
    ...shown("micro", micro),
    ...share("micro", micro),
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

const ASSETS = "AssetsCounted"

/** 国有资产占用使用情况 */
export const held = (writer: Writer): Paragraph => {
  const { assets, year } = writer.facts
  const head = `截至 ${year} 年 12 月 31 日，`
  if (assets === null) return [`${head}${writer.text("N/10.3", "国有资产占用使用情况")}。`]
  const kinds = Object.entries(vehicleNames)
  const total = kinds.reduce((sum, [kind]) => sum + (assets.vehicles[kind] ?? 0), 0)
  const use = (assets.vehicles["other"] ?? 0) > 0 ? [`其他用车主要是${assets.otherVehiclesUse}；`] : []
  return [
    `${head}房屋面积 `,
    figure("N/10.3/area", "count", String(assets.buildingAreaCm2 / 10_000), { derivation: recorded(ASSETS) }),
    " 平方米，共有车辆 ",
    count("N/10.3/vehicles", total, ASSETS),
    " 辆，其中：",
    ...kinds.flatMap(([kind, name], at): Paragraph => [
      `${at === 0 ? "" : "、"}${name} `,
      count(`N/10.3/vehicles/${kind}`, assets.vehicles[kind] ?? 0, ASSETS),
      " 辆"
    ]),
    "；",
    ...use,
    "单位价值 100 万元以上设备（不含车辆）",
    count("N/10.3/equipment", assets.equipmentOverMillion, ASSETS),
    " 台（套）。"
  ]
}

const PROJECT = "ProjectRegistered"

/** n projects of one budget, what was spent on them and its share of all project expenditure of that budget. */
const evaluatedOf = (
  writer: Writer,
  name: string,
  at: string,
  table: "T05" | "T08",
  { projects, levels, executed }: Evaluated
): Paragraph => {
  const whole = table === "T05" ? "T05/total/3" : "T08/total/5"
  const all = writer.facts.cell(whole)
  const share = writer.isNothing(all, whole) ? undefined : Rate.share(executed, all)
  const fund = table === "T05" ? "generalPublic" : "governmentFund"
  const spent: Derivation = {
    formula: "纳入自评的项目的全年执行数之和",
    from: [],
    term: Term.select({ measure: "expenditure", fund, project: Term.anyOf(...projects) })
  }
  const from = [`${at}/amount`, whole]
  return [
    `${name}项目 `,
    count(`${at}/projects`, projects.length, PROJECT),
    " 个，",
    ...(levels === null || projects.length === 0
      ? []
      : [
          "包含一级项目 ",
          count(`${at}/first`, levels.first, PROJECT),
          " 个、二级项目 ",
          count(`${at}/second`, levels.second, PROJECT),
          " 个，"
        ]),
    "共涉及资金 ",
    writer.amount(`${at}/amount`, executed, spent),
    ` ${writer.money.unit}`,
    // Both sides are what was spent: a budget over an outturn would compare two things.
    ...(share === undefined
      ? []
      : [`，占${name}项目支出总额的 `, percent(`${at}/share`, share, { formula: from.join(" ÷ "), from })])
  ]
}

/** 预算绩效管理工作开展情况 */
export const performance = (writer: Writer): ReadonlyArray<Paragraph> => {
  const { cards, unitName, year, evaluated } = writer.facts
  if (cards.length === 0) return [[`${year} 年度没有纳入绩效自评的项目。`]]
  return [
    [
      `1. 绩效管理工作开展情况。${unitName}组织对 ${year} 年度项目支出开展绩效自评。其中`,
      ...evaluatedOf(writer, "一般公共预算", "N/10.4", "T05", evaluated.generalPublic),
      "。",
      ...evaluatedOf(writer, "政府性基金预算", "N/10.4/fund", "T08", evaluated.governmentFund),
      "。"
    ],
    ["2. 项目绩效自评结果。"],
    ...cards.map(({ card, total, ruleSet }): Paragraph => {
      const { project, name } = card
      const problem = writer.text(`S/${project}/problem`, `${name}发现的主要问题`)
      const measure = writer.text(`S/${project}/measure`, `${name}下一步改进措施`)
      return [
        `项目${name}自评得分为 `,
        figure(`S/${project}/total/score`, "score", total.toFixed(ruleSet.scoreDecimals)),
        ` 分。发现的主要问题：${problem}。下一步改进措施：${measure}。`
      ]
    })
  ]
}
