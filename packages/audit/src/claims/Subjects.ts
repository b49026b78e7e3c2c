/**
 * Subjects of the narrative by section: which cell, or which figure of the narrative's own, a phrase names.
 *
 * A phrase must match as a whole; one with a word too many names nothing, and its number is read and not judged.
 */
import type { SectionTopic } from "../PublishedDocument.ts"

type Pattern = readonly [phrase: RegExp, outturn: string | null, budget?: string]

const fiscal = "(?:财政拨款)?"
const general = "一般公共预算(?:财政拨款)?"

const overall: ReadonlyArray<Pattern> = [
  [/^(?:收入?(?:总计)?支出?总计|总收入总支出|收支总额|收支总计|收入支出总额)(?:合计)?$/, "T01/total/1"],
  [/^(?:收入总计|总收入|收入总额)$/, "T01/total/1"],
  [/^(?:支出总计|总支出|支出总额)$/, "T01/total/2"],
  [/^本年收入(?:合计)?$/, "T01/income/1"],
  [/^本年支出(?:合计)?$/, "T01/expenditure/2"],
  [/^使用非财政拨款结余(?:含专用结余)?$/, "T01/surplusUsed/1"],
  [/^(?:年初|上年)结转和?结余$/, "T01/opening/1"],
  [/^结余分配$/, "T01/surplusDistributed/2"],
  [/^年末结转和?结余$/, "T01/closing/2"]
]

const income: ReadonlyArray<Pattern> = [
  [/^(?:本年)?收入(?:决算)?合计$|^本年收入$/, "T02/total/1"],
  [/^财政拨款(?:补助)?收入$/, "T02/total/2"],
  [new RegExp(`^${general}收入$`), "T01/income.generalPublic/1"],
  [/^政府性基金预算(?:财政拨款)?收入$/, "T01/income.governmentFund/1"],
  [/^国有资本经营预算(?:财政拨款)?收入$/, "T01/income.stateCapital/1"],
  [/^上级补助收入$/, "T02/total/3"],
  [/^事业收入$/, "T02/total/4"],
  [/^教育收费(?:收入)?$/, "T02/total/4a"],
  [/^经营收入$/, "T02/total/5"],
  [/^附属单位上缴收入$/, "T02/total/6"],
  [/^其他收入$/, "T02/total/7"]
]

const expenditure: ReadonlyArray<Pattern> = [
  [/^(?:本年)?支出(?:决算)?合计$|^本年支出$/, "T03/total/1"],
  [/^基本支出$/, "T03/total/2"],
  [/^项目支出$/, "T03/total/3"],
  [/^上缴上级(?:单位)?支出$/, "T03/total/4"],
  [/^经营支出$/, "T03/total/5"],
  [/^对附属单位补助(?:支出)?$/, "T03/total/6"]
]

const fiscalSummary: ReadonlyArray<Pattern> = [
  [/^财政拨款(?:收入?(?:总计)?支出?总计|收支总计|收支总额|总收入总支出|收入支出总计)$/, "T04/total/1"],
  [/^(?:财政拨款)?收入总计$/, "T04/total/1"],
  [/^(?:财政拨款)?支出总计$/, "T04/total/2"],
  [/^(?:本年财政拨款|财政拨款本年)收入(?:合计)?$/, "T04/income/1"],
  [/^(?:本年财政拨款|财政拨款本年)支出(?:合计)?$/, "T04/expenditure/2"],
  [/^年初财政拨款结转和结余$/, "T04/opening/1"],
  [/^年末财政拨款结转和结余$/, "T04/closing/2"]
]

const generalPublic: ReadonlyArray<Pattern> = [
  [new RegExp(`^${general}支出(?:合计|总计|总额)?$`), "T05/total/1", "N/5.3/initial"],
  [/^支出合计$/, "T05/total/1", "N/5.3/initial"],
  [new RegExp(`^(?:${general})?基本支出$`), "T05/total/2"],
  [new RegExp(`^(?:${general})?项目支出$`), "T05/total/3"]
]

const basic: ReadonlyArray<Pattern> = [
  [new RegExp(`^(?:${general})?${fiscal}基本支出(?:合计|总计)?$`), "T05/total/2"],
  [/^人员经费(?:支出|合计)?$/, "T06/personnel/1"],
  [/^(?:日常)?公用经费(?:支出|合计)?$/, "T06/operating/1"]
]

/** A place may tell of all its departments together. */
const level = "(?:各乡镇)?(?:[省市县区州]?本级|全[省市县区州])?"

const threePublic: ReadonlyArray<Pattern> = [
  [
    new RegExp(
      `^(?:.{2,60}单位使用)?${level}(?:一般公共预算)?(?:财政拨款|财政|拨款)?(?:安排的?|开支的?)?三公(?:经费)?(?:一般公共预算)?${fiscal}(?:总?支出)?(?:合计|总计|总额)?$`
    ),
    "T07/total/outturn",
    "T07/total/budget"
  ],
  [/^因公出国境?(?:费用?|经费)?(?:支出)?$/, "T07/abroad/outturn", "T07/abroad/budget"],
  [
    /^公务用车购置费?(?:用)?[及和与]?(?:公务用车)?运行(?:维护)?(?:费用?|经费)?(?:支出)?$/,
    "T07/vehicles/outturn",
    "T07/vehicles/budget"
  ],
  [
    /^公务用车购置(?:费用?|经费|支出)?(?:支出)?$/,
    "T07/vehiclePurchase/outturn",
    "T07/vehiclePurchase/budget"
  ],
  [
    /^公务用车运行(?:维护)?(?:费用?|经费|支出)?(?:支出)?$/,
    "T07/vehicleOperation/outturn",
    "T07/vehicleOperation/budget"
  ],
  [/^公务接待(?:费用?|经费)?(?:支出)?$/, "T07/reception/outturn", "T07/reception/budget"],
  [/^国内(?:公务)?接待(?:费用?)?(?:支出)?$/, "N/7.2.3/domestic/amount"],
  [/^(?:国境?外|外宾|外事)(?:公务)?接待(?:费用?)?(?:支出)?$/, "N/7.2.3/foreign/amount"]
]

const fund = "(?:政府性基金(?:预算)?)?(?:财政拨款)?"
const governmentFund: ReadonlyArray<Pattern> = [
  [new RegExp(`^${fund}年初结转和?结余$`), "T08/total/1"],
  [new RegExp(`^${fund}(?:本年)?收入(?:合计)?$`), "T08/total/2"],
  [new RegExp(`^${fund}(?:本年)?支出(?:合计)?$`), "T08/total/3"],
  [new RegExp(`^${fund}基本支出$`), "T08/total/4"],
  [new RegExp(`^${fund}项目支出$`), "T08/total/5"],
  [new RegExp(`^${fund}年末结转和?结余$`), "T08/total/6"]
]

const capital = "(?:国有资本经营(?:预算)?)?(?:财政拨款)?"
const stateCapital: ReadonlyArray<Pattern> = [
  [new RegExp(`^${capital}(?:本年)?收入(?:合计)?$`), "T04/income.stateCapital/1"],
  [new RegExp(`^${capital}(?:本年)?支出(?:合计)?$`), "T09/total/1"],
  [new RegExp(`^${capital}基本支出$`), "T09/total/2"],
  [new RegExp(`^${capital}项目支出$`), "T09/total/3"]
]

const operating: ReadonlyArray<Pattern> = [
  [/^机关运行经费(?:支出)?(?:合计)?$/, "N/10.1/amount", "N/10.1/budget"]
]

const procurement: ReadonlyArray<Pattern> = [
  [/^政府采购(?:支出)?(?:总额|合计|金额|总金额|总额合计)?(?:以合同.{1,8}为准)?$/, "N/10.2/total"],
  [/^(?:政府采购)?货物(?:类)?(?:采购)?(?:支出)?$/, "N/10.2/goods"],
  [/^(?:政府采购)?工程(?:类)?(?:采购)?(?:支出)?$/, "N/10.2/works"],
  [/^(?:政府采购)?服务(?:类)?(?:采购)?(?:支出)?$/, "N/10.2/services"],
  [/^授予中小企业(?:的)?合同(?:总)?(?:金额)?$/, "N/10.2/small"],
  [/^授予小微企业(?:的)?合同(?:总)?(?:金额)?$/, "N/10.2/micro"]
]

const patterns: Readonly<Partial<Record<SectionTopic, ReadonlyArray<Pattern>>>> = {
  overall,
  income,
  expenditure,
  fiscal: fiscalSummary,
  generalPublic,
  basic,
  threePublic,
  governmentFund,
  stateCapital,
  operating,
  procurement
}

const wholes: ReadonlyArray<readonly [phrase: RegExp, address: string]> = [
  [/^本年收入(?:合计)?$/, "T02/total/1"],
  [/^本年支出(?:合计)?$/, "T03/total/1"],
  [new RegExp(`^${general}支出(?:合计|总额|总计)?$`), "T05/total/1"],
  [new RegExp(`^${general}基本支出(?:合计|总额)?$`), "T05/total/2"],
  [/^一般公共预算(?:财政拨款)?项目支出(?:总额|合计)?$/, "T05/total/3"],
  [/^政府性基金(?:预算)?(?:财政拨款)?项目支出(?:总额|合计)?$/, "T08/total/5"],
  [/^(?:财政拨款)?三公经费(?:财政拨款)?(?:支出)?(?:总额|合计|总支出|决算)?$/, "T07/total/outturn"],
  [/^政府采购(?:支出)?(?:总额|合计|金额|总金额)?$/, "N/10.2/total"],
  [/^(?:授予)?中小企业(?:合同)?(?:金额|总额)?$/, "N/10.2/small"],
  [/^货物支出(?:金额|总额)?$/, "N/10.2/goods"],
  [/^工程支出(?:金额|总额)?$/, "N/10.2/works"],
  [/^服务支出(?:金额|总额)?$/, "N/10.2/services"]
]

/** The whole of 占 p% in a section where the sentence names none: rule AR-N-04. */
export const defaultWholes: Readonly<Partial<Record<SectionTopic, string>>> = {
  income: "T02/total/1",
  expenditure: "T03/total/1",
  generalPublic: "T05/total/1",
  basic: "T05/total/2",
  threePublic: "T07/total/outturn"
}

const wholesBySection: Readonly<Partial<Record<SectionTopic, RegExp>>> = {
  income: /^(?:收入合计|总收入|本年总收入|收入总额)$/,
  expenditure: /^(?:支出合计|总支出|本年总支出|支出总额)$/,
  basic: /^基本支出(?:总额|合计)?$/,
  threePublic: /^(?:总额|总支出|合计)$/
}

/** A phrase without brackets and the marks of an enumeration: 因公出国（境）费 is 因公出国境费. */
export const plainPhrase = (text: string): string => text.replace(/[（）、，《》]/g, "")

/** The address a phrase names in a section; `null` when it names none. */
export const addressOf = (topic: SectionTopic, phrase: string, role: "outturn" | "budget"): string | null => {
  const plain = plainPhrase(phrase)
  const found = patterns[topic]?.find(([pattern]) => pattern.test(plain))
  if (found === undefined) return null
  return role === "budget" ? (found[2] ?? null) : found[1]
}

/** The address of the whole a share is of, by the words after 占; `null` when they name none that is known. */
export const wholeAddressOf = (topic: SectionTopic, words: string): string | null => {
  const plain = plainPhrase(words)
  if (plain === "" || wholesBySection[topic]?.test(plain) === true) return defaultWholes[topic] ?? null
  return wholes.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}

const sections: Readonly<Partial<Record<SectionTopic, string>>> = {
  overall: "1",
  income: "2",
  expenditure: "3",
  fiscal: "4",
  generalPublic: "5",
  basic: "6",
  threePublic: "7",
  governmentFund: "8",
  stateCapital: "9",
  operating: "10.1",
  procurement: "10.2",
  assets: "10.3",
  performance: "10.4",
  profile: "profile",
  glossary: "glossary"
}

/** The place of a topic among the addresses of the narrative, whatever the number it is printed under. */
export const sectionOf = (topic: SectionTopic): string => sections[topic] ?? "other"

/** The table whose rows are functional codes in a section. */
export const functionTableOf = (topic: SectionTopic): string | null =>
  ({ income: "T02", expenditure: "T03", generalPublic: "T05", governmentFund: "T08", stateCapital: "T09" })[
    topic as string
  ] ?? null
