/**
 * What a reader of sentences remembers from clause to clause: whose amount was printed last, what is being compared.
 */
import type {
  AmountClaim,
  ChangeClaim,
  ComparisonClaim,
  Direction,
  PrintedNumber,
  Reason,
  Subject
} from "./Claim.ts"

export type Draft<T> = { -readonly [Key in keyof T]: T[Key] }

/** One track of a change: of paired totals (收入总计、支出总计) each has its own. */
export interface Track {
  amount: PrintedNumber | null
  direction: Direction | null
  rate: PrintedNumber | null
  rateDirection: Direction | null
}

/** A comparison that further clauses may complete. */
export interface OpenComparison {
  base: ChangeClaim["base"]
  readonly year: number | null
  /** In the normal text. */
  readonly start: number
  text: string
  subject: Subject | null
  readonly tracks: Array<Track>
  current: ReadonlyArray<AmountClaim>
  readonly drafts: Array<Draft<ChangeClaim>>
}

/** What a statement has said so far. */
export interface Scope {
  /** The subject of amounts whose words name only a role, such as 支出决算为. */
  subject: Subject | null
  /** The amounts printed last: one, or the pair of an enumeration. */
  tracks: ReadonlyArray<AmountClaim>
  /** Amounts of the running sentence that are no parts of a list. */
  heads: ReadonlyArray<AmountClaim>
  total: AmountClaim | null
  list: number | null
  /** Whether amounts that follow are parts. */
  isListing: boolean
  /** Whether the list is of a budget: 预算 b 万元，其中…. */
  isOfBudget: boolean
  /** How many brackets deep the list was opened: what stands deeper is said aside. */
  depth: number
  /** The list that the running one is a part of. */
  outer: { readonly list: number; readonly total: AmountClaim } | null
  budget: AmountClaim | null
  lastYear: AmountClaim | null
  /** The amount printed last, whatever its role. */
  last: AmountClaim | null
  /** Whether a sentence ended since the amounts were printed. */
  isEnded: boolean
  /** Whether a whole sentence of words alone stood between the amounts and here: it may speak of something else. */
  isTurned: boolean
}

export const emptyScope = (): Scope => ({
  subject: null,
  tracks: [],
  heads: [],
  total: null,
  list: null,
  isListing: false,
  isOfBudget: false,
  depth: 0,
  outer: null,
  budget: null,
  lastYear: null,
  last: null,
  isEnded: false,
  isTurned: false
})

export const emptyTrack = (): Track => ({ amount: null, direction: null, rate: null, rateDirection: null })

/** Claims that still wait for their reason. */
export type Reasoned = Draft<ChangeClaim> | Draft<ComparisonClaim>

/** Free text: a reason or a purpose, in which numbers are read and not judged. */
export interface FreeText {
  readonly targets: ReadonlyArray<Reasoned>
  readonly start: number
  readonly isReason: boolean
}

export const attach = (targets: ReadonlyArray<Reasoned>, reason: Reason): void => {
  for (const target of targets) target.reason = reason
}
