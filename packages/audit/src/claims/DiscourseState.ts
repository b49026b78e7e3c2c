/**
 * What a text has said so far: whose the amounts are, which list is open, what is compared with what.
 */
import type { PublishedDocument, SectionTopic } from "../PublishedDocument.ts"
import type {
  AmountClaim,
  BudgetVersion,
  ChangeClaim,
  Direction,
  PrintedNumber,
  Subject,
  Where
} from "./Claim.ts"
import type { ClaimId, ClaimLog } from "./ClaimLog.ts"
import type { Passage } from "./Passage.ts"
import type { Label } from "./phrases.ts"

/** A subject with the addresses of its outturn and of its budget. */
export interface SpokenSubject {
  readonly label: string
  readonly outturn: string | null
  readonly budget: string | null
}

/** One part of a change: of paired totals (收入总计、支出总计) each has its own. */
export interface ChangePart {
  readonly amount: PrintedNumber | null
  readonly direction: Direction | null
  readonly rate: PrintedNumber | null
  readonly rateDirection: Direction | null
  /** The claim made of it; `null` before there is one. */
  readonly claim: ClaimId | null
}

/** A comparison that further clauses may complete. */
export interface OpenComparison {
  readonly base: ChangeClaim["base"]
  readonly year: number | null
  /** Where its words begin; `null` where that is in a paragraph before. */
  readonly start: number | null
  readonly subject: Subject | null
  /** The amounts it may be a comparison of. */
  readonly current: ReadonlyArray<AmountClaim>
  readonly parts: ReadonlyArray<ChangePart>
}

/** A list of parts; it stays known behind its end, for shares and changes of its total. */
export interface OpenList {
  readonly number: number | null
  readonly total: AmountClaim | null
  /** Whether amounts that follow are parts. */
  readonly isOpen: boolean
  /** Whether the list is of a budget: 预算 b 万元，其中…. */
  readonly isOfBudget: boolean
  /** How many brackets deep it was opened: what stands deeper is an aside. */
  readonly depth: number
  /** What its total was compared with: the changes of its parts are changes against that. */
  readonly comparedWith: Pick<OpenComparison, "base" | "year"> | null
  /** The list that this one breaks down a part of. */
  readonly enclosing: { readonly number: number; readonly total: AmountClaim } | null
}

/** What a statement has established; brackets set it aside and give it back. */
export interface Statement {
  /** The subject of amounts whose words name only a role, such as 支出决算为. */
  readonly subject: SpokenSubject | null
  /** The amounts printed last: one, or those of an enumeration. */
  readonly current: ReadonlyArray<AmountClaim>
  /** Amounts of the running sentence that are no parts of a list. */
  readonly leading: ReadonlyArray<AmountClaim>
  readonly list: OpenList
  readonly budget: AmountClaim | null
  /** The budget of another version before it: 年初预算 a，全年预算 b. */
  readonly otherBudget: AmountClaim | null
  readonly lastYear: AmountClaim | null
  /** The amount printed last, whatever its role. */
  readonly last: AmountClaim | null
  /** Whether a sentence ended since the amounts were printed. */
  readonly isSentenceOver: boolean
  /** Whether a whole sentence of words alone stood between the amounts and here: it may speak of something else. */
  readonly hasTopicChanged: boolean
  readonly comparison: OpenComparison | null
  /** Whether pieces were counted since the last amount: 与上年持平 is then said of them. */
  readonly isOfPieces: boolean
}

/** The number read last, for the next of an enumeration: a、b 万元. */
export interface PreviousNumber {
  readonly role: "amount" | "change" | "rate" | "share" | "completion" | "other"
  readonly index: number
  readonly end: number
  readonly label: Label | null
}

/** Claims in the order in which they were made, the newest first. */
export interface Chain {
  readonly id: ClaimId
  readonly rest: Chain | null
}

export type ReasonGroup = ChangeClaim["base"] | "comparison"

/** Claims that wait for a reason, by what they are compared with. */
export type Waiting = Readonly<Partial<Record<ReasonGroup, Chain | null>>>

/** Free text: a reason or a purpose, in which numbers are read and not judged. */
export interface FreeText {
  readonly start: number
  readonly isReason: boolean
  /** The claims it is the reason of. */
  readonly explains: ReadonlyArray<ClaimId>
  /** What waits when those have got their reason. */
  readonly waiting: Waiting
}

export interface DiscourseState {
  readonly topic: SectionTopic
  readonly statement: Statement
  readonly previous: PreviousNumber | null
  /** Whether the amounts before are of a paragraph before, or may be another subject's. */
  readonly isOutdated: boolean
  readonly brackets: { readonly statement: Statement; readonly rest: DiscourseState["brackets"] } | null
  /** How many brackets are open. */
  readonly depth: number
  /** The year that an amount of the running sentence names. */
  readonly saidYear: number | null
  /** Whether the paragraph has printed an amount. */
  readonly hasAmount: boolean
  /** The evaluated projects counted last in the paragraph: an amount after them is theirs. */
  readonly projects: string | null
  /** The words of the whole that the last share was of. */
  readonly shareWhole: string
  /** The budget of 完成预算 b 万元的, and where its rate follows. */
  readonly completed: { readonly end: number; readonly version: BudgetVersion } | null
  readonly freeText: FreeText | null
  readonly waiting: Waiting
  /** The changes and comparisons of the running clause. */
  readonly made: ReadonlyArray<{ readonly id: ClaimId; readonly group: ReasonGroup }>
  /** How long the running sentence is, and whether it has said something of amounts. */
  readonly sentence: { readonly length: number; readonly isStatement: boolean }
}

/** What the discourse of a paragraph is held against. */
export interface DiscourseContext {
  readonly document: Pick<PublishedDocument, "tables" | "unitName" | "year">
  readonly passage: Passage
  readonly where: Where
  readonly log: ClaimLog
}

/** Puts a frame to what was said: what is known after it. */
export type Step<F> = (state: DiscourseState, context: DiscourseContext, frame: F) => DiscourseState

export const noList: OpenList = {
  number: null,
  total: null,
  isOpen: false,
  isOfBudget: false,
  depth: 0,
  comparedWith: null,
  enclosing: null
}

export const emptyStatement: Statement = {
  subject: null,
  current: [],
  leading: [],
  list: noList,
  budget: null,
  otherBudget: null,
  lastYear: null,
  last: null,
  isSentenceOver: false,
  hasTopicChanged: false,
  comparison: null,
  isOfPieces: false
}

export const emptyPart: ChangePart = {
  amount: null,
  direction: null,
  rate: null,
  rateDirection: null,
  claim: null
}

/** The start of a section. */
export const initialState = (topic: SectionTopic): DiscourseState => ({
  topic,
  statement: emptyStatement,
  previous: null,
  isOutdated: false,
  brackets: null,
  depth: 0,
  saidYear: null,
  hasAmount: false,
  projects: null,
  shareWhole: "",
  completed: null,
  freeText: null,
  waiting: {},
  made: [],
  sentence: { length: 0, isStatement: false }
})

/** The state with parts of its statement replaced. */
export const stating = (state: DiscourseState, change: Partial<Statement>): DiscourseState => ({
  ...state,
  statement: { ...state.statement, ...change }
})

/** A new statement begins: nothing of the last one holds. */
export const newStatement = (state: DiscourseState): DiscourseState => ({
  ...state,
  statement: emptyStatement,
  previous: null,
  waiting: {}
})
