/**
 * The formulas that a rule set can name: how what was reached is turned into points, as data.
 *
 * One formula is read for every direction. **Completion** (完成率) is B ÷ A where more is better, A ÷ B where less is
 * better (1 where the target is met), and the smaller over the larger where exactly the target is asked for. The
 * **shortfall** (差距) is how far the actual is on the wrong side of the target: A − B, B − A, or the distance.
 * `docs/reference/scoring.md` has an example of each.
 */

/** Decimal text, such as `0.8` or `10`. */
export type DecimalText = string

/**
 * A band of an intervals formula: from a value on (`from`, included) or above it (`above`, excluded), up to the next
 * better band. It earns a `share` of the weight, so many `points`, or the completion itself (`ratio`).
 */
export interface Interval {
  readonly from?: DecimalText
  readonly above?: DecimalText
  readonly share?: DecimalText
  readonly points?: DecimalText
  readonly ratio?: true
}

/** Weight × completion, at most the weight (按完成比例); below `passFrom`, the pass mark (及格线), nothing. */
export interface RatioFormula {
  readonly formula: "ratio"
  readonly passFrom?: DecimalText | null
}

/** The weight where the target is met, and else nothing (直接赋分). */
export interface AllOrNothingFormula {
  readonly formula: "allOrNothing"
  /** Says nothing here; older files have it. */
  readonly passFrom?: DecimalText | null
}

/**
 * Weight × (1 − shortfall ÷ A), not below nothing (线性扣减): a reverse indicator earns nothing from twice its target
 * on. `twoSided` is the same, the usual name of it where exactly the target is asked for.
 */
export interface LinearFormula {
  readonly formula: "linear" | "twoSided"
}

/** Points by bands (分档赋分), best first: of the completion, or of the actual as it is. */
export interface IntervalsFormula {
  readonly formula: "intervals"
  /** Default: `completion`. */
  readonly of?: "completion" | "actual"
  readonly intervals: ReadonlyArray<Interval>
}

/** Each step short of the target takes off so much, until nothing is left (每低 x 扣 y 分，扣完为止). */
export interface StepsFormula {
  readonly formula: "steps"
  readonly step: DecimalText
  /** Points for each step, or with `of: "weight"` a share of the weight. */
  readonly deduct: DecimalText
  /** Whether a step is a share of the target (default) or so many units of it: days, cases, percentage points. */
  readonly per?: "target" | "unit"
  readonly of?: "points" | "weight"
  /** A shortfall up to this takes nothing off. Default: none. */
  readonly free?: DecimalText
  /** A step that is begun: takes nothing off (default), counts as a whole one, or in proportion. */
  readonly begun?: "free" | "counts" | "proportional"
  /** Not below this share of the weight. Default: nothing. */
  readonly floor?: DecimalText
}

/** What the evaluator awards, between nothing and the weight. */
export interface AwardedFormula {
  readonly formula: "awarded"
}

/** A function of this name, given in code: for what data cannot say. */
export interface FunctionFormula {
  readonly formula: "function"
  readonly name: string
}

/** How points follow from what was reached. */
export type Formula =
  | RatioFormula
  | AllOrNothingFormula
  | LinearFormula
  | IntervalsFormula
  | StepsFormula
  | AwardedFormula
  | FunctionFormula

/** Scored as an indicator of another direction is. */
export interface AsPositive {
  readonly formula: "asPositive"
}
/** Scored as a reverse indicator is. */
export interface AsReverse {
  readonly formula: "asReverse"
}
