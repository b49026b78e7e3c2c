/**
 * A published document as it was recognised: tables by key, sections of sentences, self-evaluation tables.
 *
 * Recognition goes by titles, heads and labels, never by a number or a position alone. What could not be bound with
 * certainty is left unbound: it is unread, not wrong.
 */
import type { Place } from "@juesuan/domain"
import type { PublishedScores, Scorecard } from "@juesuan/scoring"
import type { TableDefinition, TableSource } from "@juesuan/tables"
import type { ReadParagraph } from "./ReadDocument.ts"

/** A unit a published document prints amounts in. */
export type MoneyUnit = "元" | "万元" | "亿元"

/** A code, name or amount that was cut in print and could be restored in one way only. */
export interface Restoration {
  readonly kind: "code" | "name" | "amount" | "label"
  /**
   * Address of the cell; `T02/2080109` for a row whose code was cut, `T02/2080505/name` for one whose name was, and
   * `S/P4/满意度指标/label` for a weight in the label of a self-evaluation.
   */
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
  /** 注 and other paragraphs between this table and the next title. */
  readonly notes: ReadonlyArray<ReadParagraph>
}

/** A grid that is none of the nine tables, or a second one of its kind. */
export interface UnboundTable {
  readonly title: string
  readonly at: Place
  readonly reason: "unknown" | "repeated"
  /** What is printed in it and is a number. */
  readonly numbers: ReadonlyArray<{ readonly at: Place; readonly raw: string }>
}

/** An entry of the contents page (目录). */
export interface ContentsLine {
  readonly text: string
  readonly at: Place
}

/** A numbered section of the narrative, such as 四、财政拨款收入支出决算总体情况说明. */
export interface PublishedSection {
  /** What it is about, whatever its number: see `SectionTopic`. */
  readonly topic: SectionTopic
  readonly title: string
  /** 1 for a part (第一部分), 2 for 一、, 3 for （一）. */
  readonly level: number
  readonly at: Place
  /** Without headings that stand alone; a heading that opens a paragraph stays in it. */
  readonly paragraphs: ReadonlyArray<ReadParagraph>
  /** Headings inside the section; `from` is the first paragraph that stands under them. */
  readonly subsections: ReadonlyArray<{ readonly title: string; readonly at: Place; readonly from: number }>
}

/** What a section is about, whatever its number and wording in a region. */
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

/**
 * A self-evaluation table as it was recognised: the scorecard, what is published of its scores, and where.
 */
export interface PublishedScorecard {
  readonly card: Scorecard
  readonly published: PublishedScores
  readonly at: Place
  /**
   * Places of single printed values by the address they are findings on: `S/P1/name`, `S/P1/goal`, `S/P1/outcome`,
   * `S/P1/money/total-annual` (total, current, carryover, other; initial, annual, executed), `S/P1/money/total` for the
   * label of the line, `S/P1/execution/score`
   * (rate, weight), `S/P1/total/score` (weight), `S/P1/数量-1/score` (target, actual, weight, deviation, method), and
   * `S/P1/产出指标/label` or `S/P1/产出指标/数量指标/label`.
   */
  readonly places: ReadonlyMap<string, Place>
  /** 附件 n as printed before the table; `null` when there is none. */
  readonly attachment: ContentsLine | null
  readonly title: string
  /** Heads of the indicator columns as printed. */
  readonly heads: ReadonlyArray<ContentsLine>
  /** 得分计算方法 by indicator id, where printed. */
  readonly methods: ReadonlyMap<string, string>
  readonly notes: ReadonlyArray<ReadParagraph>
  /** Levels, such as `产出指标` or `产出指标/数量指标`, in which a row or a label seems to have been lost. */
  readonly broken: ReadonlySet<string>
  /** Rows that could not be read: sums over the card are then not certain. */
  readonly doubts: ReadonlyArray<{ readonly raw: string; readonly at: Place }>
  readonly restorations: ReadonlyArray<Restoration>
}

/** A document as it was recognised. Amounts are in fen; what was in doubt is not in it. */
export interface PublishedDocument {
  readonly file: string
  /** As printed; `null` when not found. */
  readonly unitName: string | null
  readonly year: number | null
  readonly tables: TableSource
  readonly tableFacts: ReadonlyMap<string, PublishedTable>
  /** The form that each table was read by. */
  readonly forms: ReadonlyArray<TableDefinition>
  readonly sections: ReadonlyArray<PublishedSection>
  readonly scorecards: ReadonlyArray<PublishedScorecard>
  readonly restorations: ReadonlyArray<Restoration>
  readonly contents: ReadonlyArray<ContentsLine>
  /** Parts, sections, subsections and titles of tables in the body, as printed, in order. */
  readonly headings: ReadonlyArray<ContentsLine>
  readonly unbound: ReadonlyArray<UnboundTable>
}
