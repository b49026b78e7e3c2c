/**
 * Postings: what an event adds to the cube.
 *
 * A posting is a signed amount under a measure and its dimensions. It is the only thing tables are made of.
 * Dimensions that do not apply are empty texts, so that equal tuples are equal texts in every engine.
 */
import type { ExpenditureNature, FundType, Money } from "@juesuan/domain"

/** What a posting measures (计量项目). */
export const measures = {
  opening: "年初结转和结余",
  openingAdjusted: "年初余额调整",
  income: "收入",
  expenditure: "支出",
  budgetInitial: "年初预算",
  budgetChange: "预算调整",
  surplusUsed: "使用非财政拨款结余",
  surplusDistributed: "结余分配",
  carryoverReturned: "上缴结转结余"
} as const
/** The code of a measure (计量项目). */
export type Measure = keyof typeof measures

/**
 * The dimensions of a posting. `function` is a 项, `economic` a 款, `kind` refines the measure (kind of income…),
 * `counterparty` is the code of the other unit of a payment or income between units (对方单位).
 */
export interface Dimensions {
  readonly measure: Measure
  readonly fund: FundType
  readonly function: string
  readonly economic: string
  readonly nature: ExpenditureNature | ""
  readonly project: string
  readonly kind: string
  readonly counterparty: string
}

/** A signed amount in fen under its dimensions. */
export interface Posting extends Dimensions {
  readonly amount: Money.Money
}

/** The dimension names in their fixed order: the key order of the cube and of every stored cell. */
export const dimensionNames = [
  "measure",
  "fund",
  "function",
  "economic",
  "nature",
  "project",
  "kind",
  "counterparty"
] as const satisfies ReadonlyArray<keyof Dimensions>

/** The dimension tuple as one text: equal tuples have equal keys, and no value can contain the separator. */
export const dimensionKey = (dimensions: Dimensions): string =>
  `${dimensions.measure}\u001f${dimensions.fund}\u001f${dimensions.function}\u001f${dimensions.economic}\u001f` +
  `${dimensions.nature}\u001f${dimensions.project}\u001f${dimensions.kind}\u001f${dimensions.counterparty}`

/** Reads a key made by {@link dimensionKey}. */
export const dimensionsOf = (key: string): Dimensions => {
  const [measure, fund, func, economic, nature, project, kind, counterparty] = key.split("\u001f")
  return { measure, fund, function: func, economic, nature, project, kind, counterparty } as Dimensions
}
