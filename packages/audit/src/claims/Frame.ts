/**
 * What a stretch of a sentence can say by its own words, as data.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import type {
  BudgetVersion,
  ComparisonClaim,
  Direction,
  PrintedNumber,
  ResidueKind,
  Subject
} from "./Claim.ts"
import type { EntryNames } from "./Entries.ts"
import type { Comparator, Label } from "./phrases.ts"

/** What the words of a section are read by. */
export interface FrameContext {
  readonly topic: SectionTopic
  readonly unitName: string | null
  readonly year: number | null
}

/** A stretch of the normal text. */
interface Stretch {
  readonly start: number
  readonly end: number
}

/** A number with the words before it; `start` is where those begin, `at` and `end` are those of the number. */
interface Numbered extends Stretch {
  readonly number: PrintedNumber
  /** The unit that is printed beside it; empty where none is. */
  readonly ownUnit: string
  readonly at: number
  /** Whether only an enumeration mark parts it from the number before it. */
  readonly isJoined: boolean
}

/** A comparison that words open. */
export interface Comparison {
  readonly base: Comparator["base"]
  readonly year: number | null
  /** Where the words of the comparison begin. */
  readonly at: number
  /** Where its year is printed, if it says that the document's year is compared with it. */
  readonly yearAt: number | null
}

export interface ChangeFrame extends Numbered {
  readonly kind: "change"
  /** The comparison that its own words open; `null` where it belongs to one that is open, or to none. */
  readonly comparison: Comparison | null
  /** Where the words of the change begin. */
  readonly saidAt: number
  /** The phrase that names what changes; `null` where none does. */
  readonly phrase: string | null
  readonly direction: Direction
  readonly isRate: boolean
  /** Whether the word alone (增长) says the direction of an amount that is not printed. */
  readonly isOfAmounts: boolean
  /** Whether the sentence sets something aside that is printed nowhere. */
  readonly isSetAside: boolean
}

export interface AmountFrame extends Numbered {
  readonly kind: "amount"
  readonly label: Label
  readonly entry: EntryNames | null
  /** Where the year of the label is printed. */
  readonly yearAt: number | null
  /** What it is where a comparison is open: 多 and 少 need one. */
  readonly asChange: ChangeFrame | null
  /** Whether what stands behind it says that it is of this year. */
  readonly isOfThisYear: boolean
}

/** 比上年决算数 b 元增加…: an amount that its words compare with. */
export interface BaseFrame extends Numbered {
  readonly kind: "base"
  readonly comparison: Comparison
  readonly phrase: string | null
}

export interface CompletedBudgetFrame extends Numbered {
  readonly kind: "completedBudget"
  readonly version: BudgetVersion
}

/** 决算数大于预算数 a 元. */
export interface DifferenceFrame extends Numbered {
  readonly kind: "difference"
  readonly base: "initialBudget" | "budget"
  readonly direction: Direction
  /** Where the comparison begins. */
  readonly comparedAt: number
  readonly phrase: string | null
}

export interface CompletionFrame extends Numbered {
  readonly kind: "completion"
  readonly version: BudgetVersion
}

export interface ShareFrame extends Numbered {
  readonly kind: "share"
  /** The words of the whole; empty where none are given. */
  readonly whole: string
  /** The phrase that names the part; `null` where none does. */
  readonly part: string | null
}

/** A percentage whose own words say nothing: of an enumeration, or of a budget just named. */
export interface RateFrame extends Numbered {
  readonly kind: "rate"
  readonly isOfNamedBudget: boolean
}

export interface CountFrame extends Numbered {
  readonly kind: "count"
  readonly subject: Subject
}

export interface ProjectFrame extends Numbered {
  readonly kind: "project"
  readonly name: string
}

export type NumberFrame =
  | AmountFrame
  | BaseFrame
  | ChangeFrame
  | CompletedBudgetFrame
  | DifferenceFrame
  | CompletionFrame
  | ShareFrame
  | RateFrame
  | CountFrame
  | ProjectFrame
  | (Numbered & { readonly kind: "unbound" })
  /** Pieces that nothing is known to count, or by how many more or fewer they are (增加 42 批次). */
  | (Numbered & { readonly kind: "pieces" })
  /** A number that groups its digits wrongly: what was said before it no longer binds. */
  | (Numbered & { readonly kind: "malformed" })

/** A comparison in words: 与上年持平, 较年初预算数. */
export interface ComparisonFrame extends Stretch {
  readonly kind: "comparison"
  readonly comparison: Comparison
  readonly phrase: string | null
  readonly direction: Direction | null
  /** 比…持平: a wording that is no Chinese. */
  readonly isMisworded: boolean
}

/** 决算数大于预算数. */
export interface RelationFrame extends Stretch {
  readonly kind: "relation"
  readonly words: string
  readonly at: number
  readonly phrase: string
  readonly alternatives: ReadonlyArray<string>
  readonly relation: ComparisonClaim["relation"]
}

export type WordFrame =
  | ComparisonFrame
  | RelationFrame
  /** 持平 without a comparison of its own. */
  | (Stretch & { readonly kind: "level"; readonly phrase: string | null })
  /** The names of an entry that end a sentence of their own, before its amounts. */
  | (Stretch & { readonly kind: "entry"; readonly names: EntryNames })
  /** 学前教育（项） without its （类）: an entry whose beginning was lost, so that its amounts are nobody's. */
  | (Stretch & { readonly kind: "cutEntry"; readonly name: string })
  /** 某年预算中: parts of a budget follow, though no total of it was printed. */
  | { readonly kind: "budgetList"; readonly year: number | null }

export type Frame =
  | NumberFrame
  | WordFrame
  /** A statement begins that stands in no reason. */
  | { readonly kind: "clause" }
  /** The number of an entry stands here. */
  | { readonly kind: "entryMark" }
  | { readonly kind: "bracket"; readonly isOpening: boolean }
  /** Parts follow; `isBrokenOff` where the sentence broke off in a word and has lost what it breaks down. */
  | { readonly kind: "list"; readonly isBrokenOff: boolean }
  /** A reason or a purpose: its numbers are read and not judged. */
  | { readonly kind: "freeText"; readonly isReason: boolean; readonly start: number }
  /** A number of free text; `isStated` where it is an amount of another subject. */
  | { readonly kind: "freeNumber"; readonly number: PrintedNumber; readonly isStated: boolean }
  | { readonly kind: "freeTextEnd"; readonly end: number }
  | (Stretch & { readonly kind: "residue"; readonly residue: ResidueKind })
  /** A clause is over: how long it was, and whether it said something of amounts. */
  | {
      readonly kind: "clauseEnd"
      readonly length: number
      readonly isStatement: boolean
      readonly stop: string
    }
