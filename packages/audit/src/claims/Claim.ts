/**
 * Claims: what the sentences of a published narrative say in numbers, as data.
 *
 * A claim keeps every number as it is printed, with its place, and binds it to a subject only where the words leave no
 * doubt: a subject without address is read and not judged. Claims hold no verdict; see `checkClaims`.
 */
import type { Place } from "@juesuan/domain"
import type { SectionTopic } from "../PublishedDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { Exact } from "./Exact.ts"

/** Units of money, of rates, and of pieces (个, 辆, 批次, 人次, 人, 台（套）, 平方米, 分 …); 倍 is 100 %. */
export type PrintedUnit = "元" | "万元" | "亿元" | "%" | "倍" | (string & {})

/** A number as it is printed. */
export interface PrintedNumber {
  /** As printed, without its unit and without the spaces a wrap left in it. */
  readonly raw: string
  /** In `unit`. */
  readonly value: Exact
  readonly unit: PrintedUnit
  /** Whether the unit stands beside the number; otherwise it comes from the sentence, or is what the words ask for. */
  readonly isUnitPrinted: boolean
  readonly decimals: number
  readonly at: Place
  /** In the text of its paragraph (UTF-16). */
  readonly offset: number
}

/** What a number is a number of. */
export interface Subject {
  /** In the words of the sentence. */
  readonly label: string
  /** A cell of the tables (T05/2080109/1) or a figure only the narrative has (N/10.2/total); `null` when doubtful. */
  readonly address: string | null
}

/** Where a claim stands. */
export interface Where {
  readonly topic: SectionTopic
  /** The section's place among the narrative's addresses: `1` … `9`, `10.1` … `10.4`. */
  readonly section: string
  readonly paragraph: ReadParagraph
  /** Counts paragraphs over the whole document. */
  readonly paragraphIndex: number
  readonly at: Place
}

/** Which version of a budget a sentence names: 年初预算, 全年（调整）预算, or 预算 alone. */
export type BudgetVersion = "initial" | "annual" | "unspecified"

export interface AmountClaim {
  readonly kind: "amount"
  readonly where: Where
  readonly subject: Subject
  readonly role: "outturn" | "budget" | "lastYear"
  readonly budgetVersion: BudgetVersion | null
  /** The year the sentence names for the amount, if any. */
  readonly year: number | null
  readonly amount: PrintedNumber
}

export type Direction = "up" | "down" | "level"

/** A reason, from its first character to the end of its sentence. */
export interface Reason {
  readonly text: string
  readonly at: Place
}

/** A change against last year, a year before that (besides one against last year), or a budget: 增加 a 元，增长 p%. */
export interface ChangeClaim {
  readonly kind: "change"
  readonly where: Where
  readonly subject: Subject
  readonly base: "lastYear" | "earlierYear" | "initialBudget" | "budget" | "unknown"
  /** The year the comparison names, such as 2023 in 与 2023 年度相比. */
  readonly baseYear: number | null
  /**
   * The amounts it may be a change of. One when the words leave no doubt; several when a change after a list may be of
   * the last part or of the whole; none when nothing is printed.
   */
  readonly current: ReadonlyArray<AmountClaim>
  /** The base itself, where it is printed. */
  readonly baseGiven: AmountClaim | null
  readonly amount: PrintedNumber | null
  readonly direction: Direction | null
  readonly rate: PrintedNumber | null
  readonly rateDirection: Direction | null
  readonly reason: Reason | null
  /** The words of the comparison, such as 较2023年度决算数减少. */
  readonly text: string
}

/** 占…的 p%. */
export interface ShareClaim {
  readonly kind: "share"
  readonly where: Where
  readonly part: AmountClaim | null
  /** The whole: words and cell, and the amount printed for it in the same statement. */
  readonly whole: Subject
  readonly wholeAmount: AmountClaim | null
  readonly share: PrintedNumber
  /** Shares of one list have the same number; `null` outside a list. */
  readonly list: number | null
}

/** 完成年初预算的 p%. */
export interface CompletionClaim {
  readonly kind: "completion"
  readonly where: Where
  readonly subject: Subject
  readonly of: BudgetVersion
  readonly outturn: AmountClaim | null
  readonly budget: AmountClaim | null
  readonly rate: PrintedNumber
}

/** 决算数大于（小于、等于）预算数. */
export interface ComparisonClaim {
  readonly kind: "comparison"
  readonly where: Where
  readonly subject: Subject
  readonly outturn: AmountClaim | null
  readonly budget: AmountClaim | null
  /** The alternatives as printed, in order; one in a finished text. */
  readonly words: ReadonlyArray<string>
  readonly relation: "greater" | "less" | "equal"
  readonly reason: Reason | null
  readonly text: string
  readonly at: Place
}

/** A total and the parts it is said to consist of: …其中：a 元、b 元. */
export interface ListClaim {
  readonly kind: "list"
  readonly where: Where
  readonly total: AmountClaim
  readonly parts: ReadonlyArray<AmountClaim>
  readonly list: number
}

/** A number of pieces. */
export interface CountClaim {
  readonly kind: "count"
  readonly where: Where
  readonly subject: Subject
  readonly count: PrintedNumber
}

/** A year that a statement is about, or that it compares with. */
export interface YearClaim {
  readonly kind: "year"
  readonly where: Where
  readonly year: number
  readonly role: "subject" | "lastYear" | "budget" | "date"
  readonly raw: string
  readonly at: Place
}

export type ResidueKind =
  | "alternatives" // 小于（大于）
  | "clash" // 大小于, 减增加
  | "placeholder" // XX, ××, 某某, {…}
  | "toFill" // 【待填】
  | "blank" // 增加 元
  | "nothing" // 具体情况如下：无
  | "purposeOfNothing" // 主要用于无
  | "doubled" // 主要原因是无…较2023年度决算数持平。主要原因是无…
  | "comparedLevel" // 比2023年度持平

/** What a form left behind. */
export interface ResidueClaim {
  readonly kind: "residue"
  readonly where: Where
  readonly residue: ResidueKind
  readonly text: string
  readonly at: Place
}

/** An entry of the general public budget by function: 某（类）某（款）某（项）. */
export interface EntryClaim {
  readonly kind: "entry"
  readonly where: Where
  readonly category: string
  readonly section: string | null
  readonly item: string | null
  /** 3, 5 or 7 digits; `null` when no row and no catalogue entry has these names. */
  readonly code: string | null
  /** The names the catalogue or the table has for the code, where they differ from the printed ones. */
  readonly standard: ReadonlyArray<string> | null
  readonly at: Place
}

/** 项目…自评得分为…分 */
export interface ProjectClaim {
  readonly kind: "project"
  readonly where: Where
  readonly name: string
  readonly score: PrintedNumber
  readonly at: Place
}

/** A term of the glossary and its meaning. */
export interface TermClaim {
  readonly kind: "term"
  readonly where: Where
  readonly term: string
  readonly meaning: string
  readonly at: Place
}

/** What kind of unit the profile says it is. */
export interface UnitKindClaim {
  readonly kind: "unitKind"
  readonly where: Where
  readonly unitKind: "administrative" | "civilServiceInstitution" | "institution"
  readonly text: string
  readonly at: Place
}

/** A number that nothing was made of. */
export interface UnboundNumber {
  readonly kind: "unbound"
  readonly where: Where
  readonly number: PrintedNumber
}

export type Claim =
  | AmountClaim
  | ChangeClaim
  | ShareClaim
  | CompletionClaim
  | ComparisonClaim
  | ListClaim
  | CountClaim
  | YearClaim
  | ResidueClaim
  | EntryClaim
  | ProjectClaim
  | TermClaim
  | UnitKindClaim
  | UnboundNumber
