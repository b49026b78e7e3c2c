/**
 * Scoring rule sets (评分规则): dated data with a source, no code.
 *
 * Every parameter that published rules differ in is a field; see `docs/reference/scoring.md`. Weights, thresholds and
 * fractions are decimal texts, so that what a file says is what is computed with. A field that may be missing changes
 * nothing where it is.
 */
import type { Region } from "@juesuan/domain"
import type { AsPositive, AsReverse, DecimalText, Formula } from "./Formula.ts"
import type { Direction } from "./Reading.ts"

export type { DecimalText } from "./Formula.ts"

/** A text in Chinese and in English. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** A tier of a qualitative indicator: shares of the weight, from (included) up to `to` (excluded, but for the top). */
export interface Tier {
  /** `reached`, `partly` and `missed` are those of a ledger; a set may have others, and any number. */
  readonly tier: string
  readonly from: DecimalText
  readonly to: DecimalText
  /** What it is called. */
  readonly name?: Words
  /** The share of the weight it earns where no score was awarded; without it, an award is needed. */
  readonly share?: DecimalText
}

/** Scores from a total on (included), best first. */
export interface GradeBand {
  readonly grade: string
  readonly from: DecimalText
}

/** From a multiple of the target on, this share of the weight is taken off. */
export interface Cut {
  readonly from: DecimalText
  readonly cut: DecimalText
}

/**
 * What over-achieving does: nothing; demand a reason from a multiple of the target on; also take off the share by
 * which that multiple is passed, or fixed shares by bands; or leave it to the evaluator, whose score with a reason
 * holds up to the weight (适度调减). A cut that `excusedByReason` is not made where the reason is given.
 */
export type OverAchievement =
  | { readonly kind: "none" }
  | { readonly kind: "reasonFrom"; readonly from: DecimalText }
  | { readonly kind: "reduceFrom"; readonly from: DecimalText; readonly excusedByReason?: boolean }
  | { readonly kind: "cutFrom"; readonly bands: ReadonlyArray<Cut>; readonly excusedByReason?: boolean }
  | { readonly kind: "discretionary"; readonly from: DecimalText | null }

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
  /** Of lack of evidence, over-achievement and manual deductions, where the source has them. */
  readonly noEvidence?: string
  readonly overAchievement?: string
}

/** A first-level indicator and its weight; `null` where the unit sets it. */
export interface LevelWeight {
  readonly name: string
  readonly weight: DecimalText | null
}

/** Other weights that the same rules allow: for other first levels, or for a whole department (部门整体支出). */
export interface Weighting {
  readonly id: string
  /** What it is for. */
  readonly title: Words
  /** Default: `project`. */
  readonly scope?: "project" | "department"
  /** Weight of the execution; default: that of the set. */
  readonly execution?: DecimalText
  readonly firstLevel: ReadonlyArray<LevelWeight>
}

/** Another formula for indicators by first level, second level, or one by one; the closest name holds. */
export interface Method {
  readonly level1?: string
  readonly level2?: string
  /** The id of an indicator, or its third-level name. */
  readonly indicator?: string
  /** Of these directions only. Default: all. */
  readonly directions?: ReadonlyArray<Direction>
  readonly use: Formula
  /** Where it stands in the source. */
  readonly reference: string
}

/** How the execution of the budget is scored. */
export type Execution = Exclude<Formula, { readonly formula: "awarded" | "linear" | "twoSided" }> & {
  readonly weight: DecimalText
  /** 全年预算数 or 年初预算数 below the line. */
  readonly basis: "annual" | "initial"
  /** The rate from which the full weight is given. */
  readonly cap: DecimalText
  /**
   * 全年执行数 is stated in 万元 with so many decimals, half up, and scored as stated; `null` scores the exact
   * amount. Budgets are what was approved and are never rounded.
   */
  readonly statedDecimals: number | null
  /**
   * Above 100 %: full (default), more than the weight as the rate has it, nothing, or by budget ÷ executed. Bands of
   * intervals see the rate as it is.
   */
  readonly above?: "full" | "uncapped" | "nothing" | "inverse"
  /** A budget of zero: not scored (default), nothing, or counted as 1 万元. */
  readonly zeroBudget?: "unscored" | "nothing" | "one"
}

/** Whose rules they are: everybody's, those of a region, or only of who names them. */
export type AppliesTo =
  { readonly kind: "nation" } | { readonly kind: "named" } | ({ readonly kind: "region" } & Region.Region)

/** A clause that its source does not state, and why the set says it all the same. */
export interface Inferred {
  /** The field of the set, such as `reverse` or `gradeBands`. */
  readonly clause: string
  readonly why: Words
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
  /** Default: only who names it uses it. */
  readonly appliesTo?: AppliesTo
  readonly clauses: ClauseNames
  readonly execution: Execution
  /** First-level indicators; a weight of `null` is left to the unit. */
  readonly firstLevel: ReadonlyArray<LevelWeight>
  /** Weights that are allowed beside those above. Default: none. */
  readonly weightings?: ReadonlyArray<Weighting>
  /** Best first. */
  readonly tiers: ReadonlyArray<Tier>
  readonly positive: Formula
  readonly reverse: Formula
  readonly equal: AsPositive | Formula
  /** Strictly more (>) and strictly less (<) than the target; default: as ≥ and ≤. */
  readonly moreThan?: AsPositive | Formula
  readonly lessThan?: AsReverse | Formula
  /** Formulas by level or by indicator. Default: none. */
  readonly methods?: ReadonlyArray<Method>
  readonly overAchievement: OverAchievement
  /** What a target of zero means: met by zero (or less) and missed by anything else, or not to be scored. */
  readonly zeroTarget: "metByZero" | "unscored"
  /** What lack of evidence (佐证材料) does to a score: nothing is earned, or it is as it is (default). */
  readonly noEvidence?: "nothing" | "ignored"
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
  /** The layout that its scorecards are printed in; default: `national`. */
  readonly layout?: string
  /** What its source does not say. Default: nothing. */
  readonly inferred?: ReadonlyArray<Inferred>
}
