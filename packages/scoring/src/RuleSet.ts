/**
 * Scoring rule sets (评分规则): dated data with a source, no code.
 *
 * Every parameter that published rules differ in is a field; see `docs/reference/scoring.md`. Weights, thresholds and
 * fractions are decimal texts, so that what a file says is what is computed with.
 */
import type { Direction } from "./Reading.ts"

/** Decimal text, such as `0.8` or `10`. */
export type DecimalText = string

/** A text in Chinese and in English. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** A tier of a qualitative indicator: shares of the weight, from (included) up to `to` (excluded, but for the top). */
export interface Tier {
  readonly tier: "reached" | "partly" | "missed"
  readonly from: DecimalText
  readonly to: DecimalText
}

/** Scores from a total on (included), best first. */
export interface GradeBand {
  readonly grade: string
  readonly from: DecimalText
}

/**
 * What over-achieving does: nothing, demand a reason from a multiple of the target on, or also take off the share by
 * which that multiple is passed.
 */
export type OverAchievement =
  | { readonly kind: "none" }
  | { readonly kind: "reasonFrom"; readonly from: DecimalText }
  | { readonly kind: "reduceFrom"; readonly from: DecimalText }

/** Another number of decimals for one score of one project, where a publication used one. */
export interface ScaleOverride {
  /** The project's name as printed. */
  readonly projectName: string
  /** The indicator's id, or `execution`. */
  readonly indicator: string
  readonly decimals: number
}

/** The official form's own words, verbatim: its title, the notes below it, and what 得分计算方法 says. */
export interface FormWords {
  readonly title: string
  readonly notes: ReadonlyArray<string>
  readonly quantitative: string
  readonly qualitative: string
}

/** Where in its source each way of scoring stands, such as 注3. */
export interface ClauseNames {
  readonly execution: string
  readonly positive: string
  readonly reverse: string
  readonly equal: string
  readonly qualitative: string
}

/**
 * A set of scoring rules: every parameter as data, its source, and the dates it is in force. Weights and
 * shares are decimal texts.
 */
export interface RuleSet {
  readonly id: string
  readonly title: Words
  /** Where the rules stand: document number, table note, or code. */
  readonly source: Words
  /** Dates in force, `YYYY-MM-DD`; `null` where the source gives none. */
  readonly inForce: { readonly from: string | null; readonly to: string | null }
  readonly clauses: ClauseNames
  readonly execution: {
    readonly weight: DecimalText
    /** 全年预算数 or 年初预算数 below the line. */
    readonly basis: "annual" | "initial"
    /** The rate from which the full weight is given. */
    readonly cap: DecimalText
    readonly formula: "ratio" | "allOrNothing"
    /**
     * 全年执行数 is stated in 万元 with so many decimals, half up, and scored as stated; `null` scores the exact
     * amount. Budgets are what was approved and are never rounded.
     */
    readonly statedDecimals: number | null
  }
  /** First-level indicators; a weight of `null` is left to the unit. */
  readonly firstLevel: ReadonlyArray<{ readonly name: string; readonly weight: DecimalText | null }>
  readonly tiers: readonly [Tier, Tier, Tier]
  /** `passFrom`: below this share of the target the score is nothing. */
  readonly positive: { readonly formula: "ratio" | "allOrNothing"; readonly passFrom: DecimalText | null }
  readonly reverse: { readonly formula: "ratio" | "linear" | "allOrNothing" }
  readonly equal: { readonly formula: "asPositive" | "twoSided" }
  readonly overAchievement: OverAchievement
  /** What a target of zero means: met by zero (or less) and missed by anything else, or not to be scored. */
  readonly zeroTarget: "metByZero" | "unscored"
  /** The direction of a quantitative indicator that declares none; by second-level name, else the default. */
  readonly undeclared: {
    readonly default: Direction
    readonly bySecondLevel: ReadonlyArray<{ readonly name: string; readonly direction: Direction }>
  }
  /** Decimals of a score, half up, and those of the printed execution rate. */
  readonly scoreDecimals: number
  readonly rateDecimals: number
  readonly overrides: ReadonlyArray<ScaleOverride>
  /** Whether the total adds up what is printed; otherwise it is rounded once. */
  readonly roundBeforeSum: boolean
  readonly gradeBands: ReadonlyArray<GradeBand>
  /** When the deviation column must not be empty. */
  readonly reasonRequired: { readonly belowTarget: boolean }
  /** `null` prints a plain form whose notes and methods follow from the rules. */
  readonly form: FormWords | null
}
