/**
 * The words of transaction files: vocabularies with the aliases that exports print.
 */
import {
  carryoverKinds,
  controlPolicies,
  expenditureNatures,
  fiscalFunds,
  fundTypes,
  incomeKinds,
  nonFiscalFunds,
  unitKinds
} from "@juesuan/domain"
import type { ExpenditureNature, FundType, IncomeKind } from "@juesuan/domain"
import { eventTypes, registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { likelyEvent } from "./Synonyms.ts"
import { fault, memo, nearLatin, word } from "./Value.ts"
import type { Reader, WordReader } from "./Value.ts"

/**
 * 111 is the code of the integrated budget-management system; provinces extend it, see `values` of a
 * mapping.
 */
const fundAliases: Readonly<Record<string, FundType>> = {
  "111": "generalPublic",
  一般公共预算资金: "generalPublic",
  一般公共预算拨款: "generalPublic",
  一般公共预算财政拨款: "generalPublic",
  政府性基金: "governmentFund",
  政府性基金预算资金: "governmentFund",
  政府性基金预算财政拨款: "governmentFund",
  国有资本经营: "stateCapital",
  国有资本经营预算资金: "stateCapital",
  国有资本经营预算财政拨款: "stateCapital",
  财政专户管理: "specialAccount",
  财政专户资金: "specialAccount",
  教育收费资金: "specialAccount",
  自有资金: "unitFunds"
}
export const fund = word<FundType>(fundTypes, fundAliases)
export const fiscalFund = word<FundType>(fundTypes, fundAliases, fiscalFunds)
export const nonFiscalFund = word<FundType>(fundTypes, fundAliases, nonFiscalFunds)

const natureAliases: Readonly<Record<string, ExpenditureNature>> = {
  基本: "basic",
  项目: "project",
  上缴上级: "remittanceToSuperior",
  经营: "operating",
  对附属单位补助: "subsidyToSubsidiary",
  对附属单位补助费用: "subsidyToSubsidiary"
}
export const nature = word<ExpenditureNature>(expenditureNatures, natureAliases)
export const basicOrProject = word<ExpenditureNature>(expenditureNatures, natureAliases, ["basic", "project"])

export const carryoverKind = word(carryoverKinds, { 结转资金: "carryover", 结余资金: "surplus" })

export const incomeKind = word<IncomeKind>(
  incomeKinds,
  { 上级补助: "superiorSubsidy", 事业: "institutional", 教育收费: "educationFees", 经营: "operating" },
  ["superiorSubsidy", "institutional", "educationFees", "operating", "subsidiaryRemittance", "other"]
)

export const surplusSource = word({ nonFiscalSurplus: "非财政拨款结余", specialFund: "专用结余" })

export const surplusUse = word(
  { incomeTax: "所得税", specialFund: "提取专用结余", nonFiscalSurplus: "转入非财政拨款结余" },
  { 缴纳所得税: "incomeTax", 专用结余: "specialFund", 非财政拨款结余: "nonFiscalSurplus" }
)

export const control = word(controlPolicies, { 严格: "strict", 警告: "warn", 关闭: "off" })

/** Words that may stand in Chinese inside a payload, by payload key. */
export const payloadWords: Readonly<Partial<Record<string, WordReader<string>>>> = {
  unitKind: word(unitKinds, { 行政: "administrative", 参公: "civilServiceInstitution", 事业: "institution" }),
  control,
  cause: word({
    errorCorrection: "差错更正",
    priorYearReturn: "以前年度支出收回",
    transferIn: "归集调入",
    transferOut: "归集调出",
    internalTransfer: "单位内部调剂"
  }),
  category: word({ goods: "货物", works: "工程", services: "服务" }),
  supplierSize: word({ large: "大型企业", smallOrMedium: "中小企业", microOrSmall: "小微企业" }),
  kind: word({ quantitative: "定量", qualitative: "定性" }),
  direction: word({ atLeast: "≥", atMost: "≤", equal: "=", undeclared: "未注明" }),
  tier: word({ reached: "达成", partly: "部分达成", missed: "未达成" })
}

const eventAliases: Readonly<Record<string, EventType>> = {
  国库集中支付: "DisbursementPaid",
  直接支付: "DisbursementPaid",
  授权支付: "DisbursementPaid",
  支付退回: "DisbursementReturned",
  支付更正: "DisbursementReclassified",
  年初预算: "BudgetApproved",
  追加: "BudgetSupplemented",
  追减: "BudgetReduced",
  收回: "BudgetWithdrawn",
  调剂: "BudgetTransferred",
  财政拨款: "AppropriationReceived",
  冲销: "EntryReversed"
}

/** The event type of every text that names one. */
export const eventNames: ReadonlyMap<string, EventType> = new Map([
  ...eventTypes.flatMap((type) => [
    [type.toLowerCase(), type] as const,
    [registry[type].title, type] as const
  ]),
  ...Object.entries(eventAliases)
])

/** The event type a text names: its key in any case, its Chinese title or an alias. */
export const eventType: Reader<EventType> = memo((text) => {
  const name = text.slice(0, 100).normalize("NFKC").replace(/\s+/g, "")
  const found = eventNames.get(name.toLowerCase()) ?? eventNames.get(name)
  if (found !== undefined) return Result.succeed(found)
  const near = likelyEvent(name) ?? eventNames.get(nearLatin(name.toLowerCase(), eventNames.keys()) ?? "")
  const advice =
    near === undefined
      ? {
          zh: "可写业务类型的名称，例如“支付”“年初预算批复”。",
          en: "Such as DisbursementPaid or BudgetApproved."
        }
      : {
          zh: `是不是“${registry[near].title}”（${near}）？`,
          en: `Did you mean ${near} (${registry[near].title})?`
        }
  return fault("EventTypeUnknown", { advice })
})
