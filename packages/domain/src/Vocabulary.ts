/**
 * The closed vocabularies of a budget ledger: funds, natures of expenditure, kinds of unit, kinds of income.
 *
 * Each is a list of codes with the official Chinese term; ledgers store the code, documents print the term.
 */

/** Fund types (资金性质): the three budgets of fiscal appropriations, and the two kinds of a unit's own money. */
export const fundTypes = {
  generalPublic: "一般公共预算",
  governmentFund: "政府性基金预算",
  stateCapital: "国有资本经营预算",
  specialAccount: "财政专户管理资金",
  unitFunds: "单位资金"
} as const
/** The code of a fund type (资金性质). */
export type FundType = keyof typeof fundTypes

/** The funds that are fiscal appropriations (财政拨款). */
export const fiscalFunds = [
  "generalPublic",
  "governmentFund",
  "stateCapital"
] as const satisfies ReadonlyArray<FundType>

/** The funds that are not: 财政专户管理资金 and 单位资金. */
export const nonFiscalFunds = ["specialAccount", "unitFunds"] as const satisfies ReadonlyArray<FundType>

/** Whether a fund is one of the three fiscal appropriations (财政拨款). */
export const isFiscalFund = (fund: FundType): boolean =>
  (fiscalFunds as ReadonlyArray<FundType>).includes(fund)

/** Natures of expenditure (支出性质), in the order of the columns of 支出决算表. */
export const expenditureNatures = {
  basic: "基本支出",
  project: "项目支出",
  remittanceToSuperior: "上缴上级支出",
  operating: "经营支出",
  subsidyToSubsidiary: "对附属单位补助支出"
} as const
/** The code of a nature of expenditure (支出性质). */
export type ExpenditureNature = keyof typeof expenditureNatures

/** Kinds of budget unit (单位性质). Only a public institution (事业单位) may use 非财政拨款结余 or distribute a surplus. */
export const unitKinds = {
  administrative: "行政单位",
  civilServiceInstitution: "参照公务员法管理的事业单位",
  institution: "事业单位"
} as const
/** The code of a kind of budget unit (单位性质). */
export type UnitKind = keyof typeof unitKinds

/** A 参公 unit is an institution by registration and follows the administrative rules for 机关运行经费. */
export const isInstitution = (kind: UnitKind): boolean => kind !== "administrative"

/** Kinds of income (收入类别), in the order of the columns of 收入决算表; 教育收费 is a part of 事业收入. */
export const incomeKinds = {
  appropriation: "财政拨款收入",
  superiorSubsidy: "上级补助收入",
  institutional: "事业收入",
  educationFees: "事业收入（教育收费）",
  operating: "经营收入",
  subsidiaryRemittance: "附属单位上缴收入",
  other: "其他收入"
} as const
/** The code of a kind of income (收入类别). */
export type IncomeKind = keyof typeof incomeKinds

/** Whether money brought forward is bound to its purpose (结转) or left over from a finished one (结余). */
export const carryoverKinds = { carryover: "结转", surplus: "结余" } as const
/** The code of a kind of carry-over: 结转 or 结余. */
export type CarryoverKind = keyof typeof carryoverKinds

/** How strictly 无预算不得支出 is kept: refuse, let pass and report, or not at all. */
export const controlPolicies = { strict: "严格控制", warn: "提示", off: "不控制" } as const
/** The code of a policy of budget control (预算控制方式). */
export type ControlPolicy = keyof typeof controlPolicies

/** Finds the code whose Chinese term, code or listed alias is the text; `undefined` when none is. */
export const codeOf = <Code extends string>(
  vocabulary: Readonly<Record<Code, string>>,
  text: string,
  aliases: Readonly<Record<string, Code>> = {}
): Code | undefined => {
  for (const code of Object.keys(vocabulary) as Array<Code>) {
    if (text === code || text === vocabulary[code]) return code
  }
  return Object.hasOwn(aliases, text) ? aliases[text] : undefined
}
