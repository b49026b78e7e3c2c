/**
 * What a department must disclose (公开检查项), as data: an item, its basis, and what meets it.
 *
 * An item is met by an amount, 0 among them, or by a plain word that there is none, in the place where it belongs. What
 * was not recognised cannot be told: only what was read to the end and is not there is not met.
 */
import type { Place } from "@juesuan/domain"
import type { DisclosureView } from "./DisclosureView.ts"

/** 合格, 不合格, 不适用, 无法判断. */
export type ObligationState = "met" | "notMet" | "notApplicable" | "cannotTell"

/** The states in the words of the sheet that a finance bureau fills. */
export const stateLabels: Readonly<Record<ObligationState, string>> = {
  met: "合格",
  notMet: "不合格",
  notApplicable: "不适用",
  cannotTell: "无法判断"
}

interface Words {
  readonly zh: string
  readonly en: string
}

/** How an item stands in a document: where it was seen, and what is wrong or open. */
export interface Verdict {
  readonly state: ObligationState
  readonly at: Place | null
  /** `null` when it is met. */
  readonly problem: Words | null
}

/** A group of items, as they stand together on the sheet. */
export const obligationGroups = {
  structure: { zh: "封面与结构", en: "cover and structure" },
  profile: { zh: "单位概况", en: "the unit" },
  tables: { zh: "决算表", en: "tables" },
  overall: { zh: "收入支出", en: "income and expenditure" },
  generalPublic: { zh: "一般公共预算", en: "general public budget" },
  basic: { zh: "基本支出", en: "basic expenditure" },
  threePublic: { zh: "“三公”经费", en: "“three public” expenses" },
  otherFunds: { zh: "政府性基金与国有资本", en: "government funds and state capital" },
  operating: { zh: "机关运行经费", en: "operating costs of offices" },
  procurement: { zh: "政府采购", en: "procurement" },
  assets: { zh: "国有资产", en: "state assets" },
  performance: { zh: "预算绩效", en: "performance" },
  glossary: { zh: "名词解释", en: "terms" },
  form: { zh: "时限与形式", en: "timeliness and form" }
} as const satisfies Readonly<Record<string, Words>>

/** Something that must be disclosed. */
export interface Obligation {
  /** `OB-` with two numbers: the group and the item in it. */
  readonly id: string
  readonly group: keyof typeof obligationGroups
  readonly item: Words
  readonly basis: string
  /** Whether it is asked of the document at all; default: of every one. */
  readonly isAsked?: (view: DisclosureView) => boolean
  readonly judge: (view: DisclosureView) => Verdict
}

/** An item as it was judged in one document. */
export interface JudgedObligation {
  readonly id: string
  readonly group: string
  readonly item: string
  readonly state: ObligationState
  readonly problem: string | null
  readonly at: Place | null
  readonly basis: string
}

/** All items of one document, counted by state. */
export interface Completeness {
  readonly met: number
  readonly notMet: number
  readonly notApplicable: number
  readonly cannotTell: number
  readonly items: ReadonlyArray<JudgedObligation>
}

export const met = (at: Place | null): Verdict => ({ state: "met", at, problem: null })
export const notMet = (zh: string, en: string, at: Place | null = null): Verdict => ({
  state: "notMet",
  at,
  problem: { zh, en }
})
export const notApplicable = (zh: string, en: string, at: Place | null = null): Verdict => ({
  state: "notApplicable",
  at,
  problem: { zh, en }
})
export const cannotTell = (zh: string, en: string, at: Place | null = null): Verdict => ({
  state: "cannotTell",
  at,
  problem: { zh, en }
})
