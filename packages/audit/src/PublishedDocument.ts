/**
 * A published document as it was recognised: tables by key, sections of sentences, self-evaluation tables.
 *
 * Recognition goes by titles, heads and labels, never by a number or a position alone. What could not be bound with
 * certainty is left unbound: it is unread, not wrong.
 */
import type { Place } from "@juesuan/domain"
import type { PublishedScores, Scorecard } from "@juesuan/scoring"
import type { TableSource } from "@juesuan/tables"
import type { ReadParagraph } from "./ReadDocument.ts"

export type MoneyUnit = "元" | "万元" | "亿元"

/** A cell that was cut in print and could be restored in one way only. */
export interface Restoration {
  /** Address of the cell, or `T02/2080109` for a row whose code was cut. */
  readonly address: string
  readonly raw: string
  readonly restored: string
  readonly reason: string
  readonly at: Place
}

/** A recognised table beside its cells in `TableSource`. */
export interface PublishedTable {
  readonly key: string
  readonly title: string
  /** Such as 公开03表, as printed; empty when none is. */
  readonly number: string
  readonly moneyUnit: MoneyUnit
  /** Whether the unit is printed beside the table (true), or taken from elsewhere in the document (false). */
  readonly isUnitPrinted: boolean
  readonly at: Place
}

/** A numbered section of the narrative, such as 四、财政拨款收入支出决算总体情况说明. */
export interface PublishedSection {
  /** What it is about, whatever its number: see `SectionTopic`. */
  readonly topic: SectionTopic
  readonly title: string
  readonly at: Place
  readonly paragraphs: ReadonlyArray<ReadParagraph>
}

export type SectionTopic =
  | "overall" // 收入支出决算总体情况
  | "income" // 收入决算情况
  | "expenditure" // 支出决算情况
  | "fiscal" // 财政拨款收入支出决算总体情况
  | "generalPublic" // 一般公共预算财政拨款支出决算情况
  | "basic" // 一般公共预算财政拨款基本支出决算情况
  | "threePublic" // “三公”经费
  | "governmentFund" // 政府性基金预算
  | "stateCapital" // 国有资本经营预算
  | "operating" // 机关运行经费
  | "procurement" // 政府采购
  | "assets" // 国有资产占用
  | "performance" // 预算绩效
  | "profile" // 单位概况
  | "glossary" // 名词解释
  | "other"

export interface PublishedScorecard {
  readonly card: Scorecard
  readonly published: PublishedScores
  readonly at: Place
  /** Places of single printed values by the address they are findings on, such as S/P1/execution/score. */
  readonly places: ReadonlyMap<string, Place>
}

export interface PublishedDocument {
  readonly file: string
  /** As printed; `null` when not found. */
  readonly unitName: string | null
  readonly year: number | null
  readonly tables: TableSource
  readonly tableFacts: ReadonlyMap<string, PublishedTable>
  readonly sections: ReadonlyArray<PublishedSection>
  readonly scorecards: ReadonlyArray<PublishedScorecard>
  readonly restorations: ReadonlyArray<Restoration>
}
