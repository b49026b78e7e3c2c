/**
 * What a score is together with how it came about.
 */
import type * as Exact from "./Exact.ts"
import type { Direction } from "./Reading.ts"

/** Which clause of the rule set gave a score. */
export type Clause =
  | "execution"
  | "positive"
  | "reverse"
  | "equal"
  | "awarded"
  | "tier"
  | "zeroTarget"
  | "textEqual"
  | "noEvidence"
  | "absent"

/** Why there is no score, or what was assumed on the way to one. */
export type Note =
  | "actualMissing"
  | "actualNegative"
  | "actualRepeatsInequality"
  | "directionUndeclared"
  | "directionFromSign"
  | "notJudged"
  | "notMeasurable"
  | "budgetZero"
  | "budgetMissing"
  | "budgetExceeded"
  | "targetZero"
  | "targetNegative"
  | "unitsDiffer"
  | "awardedOutside"
  | "overAchieved"
  | "evidenceLacking"
  | "deducted"
  | "functionUnknown"
  | "functionOutside"

/** A comparison that decided on a score: what was asked, what was reached, and whether that was enough. */
export interface Comparison {
  /** The target itself, the share of it below which nothing is earned, or the band it lies in. */
  readonly of: "target" | "passMark" | "interval"
  /** Such as `≤ 10`, or `≥ 20 × 0.6` of a share of the target, or `≥ 80%, < 100%` of a band. */
  readonly asked: string
  readonly reached: string
  readonly isMet: boolean
}

/** Points taken off by hand, with the reason. */
export interface Deduction {
  readonly points: string
  readonly reason: string
}

/** What a score was computed from. */
export interface Input {
  readonly name: "target" | "actual" | "awarded" | "tier" | "budget" | "executed"
  readonly text: string
  /** The number in it as decimal text; `null` of a text that is none. */
  readonly value: string | null
}

/** The scores that the rules allow: one, or all between two. */
export interface Allowed {
  readonly from: Exact.Exact
  readonly to: Exact.Exact
}

/** A score and how it came about. */
export interface ScoreDerivation {
  readonly address: string
  readonly clause: Clause
  /** The field of the rule set that was applied, such as `positive` or `methods.0`; empty where there is no score. */
  readonly rule: string
  /** The clause of the source it rests on; empty where there is no score. */
  readonly reference: string
  readonly weight: Exact.Exact
  readonly inputs: ReadonlyArray<Input>
  /** The right-hand side with numbers in it, such as `10 × min(1, 5433 ÷ 5547)`. */
  readonly formula: string
  /** What decided on the score; `null` where the formula says all. */
  readonly comparison: Comparison | null
  /** `null` when there is no score. */
  readonly unrounded: Exact.Exact | null
  readonly score: Exact.Exact | null
  /** What may be published: the score, or where the evaluator decides, all between two; `null` when there is none. */
  readonly allowed: Allowed | null
  readonly decimals: number
  /** Whether the target was met: by the numbers, or by the best tier; `null` where that cannot be said. */
  readonly isMet: boolean | null
  /** The direction used, for quantitative indicators. */
  readonly direction: Direction | null
  /** What the other directions would give, where none was declared. */
  readonly alternatives: ReadonlyArray<{ readonly direction: Direction; readonly score: Exact.Exact }>
  /** Taken off by hand, already in the score. */
  readonly deductions: ReadonlyArray<Deduction>
  readonly notes: ReadonlyArray<Note>
}
