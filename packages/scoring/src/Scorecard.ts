/**
 * Scorecards (项目支出绩效自评表): what a project set out to reach, what it reached, and the money it had.
 */
import type { Money } from "@juesuan/domain"
import type { Deduction } from "./Derivation.ts"
import type { Direction } from "./Reading.ts"

/** 定量 (measured by a number) or 定性 (judged in tiers). */
export type IndicatorKind = "quantitative" | "qualitative"
/**
 * Whether more is better (≥, >), less is better (≤, <), exactly the target is asked for (=), or nothing is said.
 */
export type DeclaredDirection = Direction | "undeclared"

/** A third-level indicator (三级指标). Texts are as printed. */
export interface Indicator {
  /** Unique in the project, such as `数量-1`. */
  readonly id: string
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly kind: IndicatorKind
  readonly direction: DeclaredDirection
  /** 年度指标值 (A), with its unit. */
  readonly target: string
  /** 全年实际值 (B), with its unit; `null` when nothing was measured. */
  readonly actual: string | null
  /** 分值: a decimal text. */
  readonly weight: string
  /** The evaluator's judgement of a qualitative indicator, and the score awarded in its tier. */
  readonly tier: string | null
  readonly awarded: string | null
  /** 偏差原因分析及改进措施. */
  readonly deviation: string
  /** Whether what proves the actual (佐证材料) is there. Default: nothing is said of it. */
  readonly evidence?: "given" | "lacking"
  /** Points taken off by hand (扣分), each with its reason. Default: none. */
  readonly deductions?: ReadonlyArray<Deduction>
}

/** One line of the money block, in fen; `null` where nothing is printed. */
export interface MoneyLine {
  readonly initial: Money.Money | null
  readonly annual: Money.Money | null
  readonly executed: Money.Money | null
}

/** 项目资金: the total and where it comes from. */
export interface ProjectMoney {
  readonly total: MoneyLine
  /** 当年财政拨款 */
  readonly current: MoneyLine
  /** 上年结转资金 */
  readonly carryover: MoneyLine
  /** 其他资金 */
  readonly other: MoneyLine
}

/** A project's self-evaluation: targets, results, weights in points, and money in fen. */
export interface Scorecard {
  /** Project code, the second part of its addresses. */
  readonly project: string
  readonly name: string
  /** 主管部门 and 实施单位 */
  readonly department: string
  readonly unit: string
  readonly year: number
  /** A project, or all that a department spends (部门整体支出). Default: `project`. */
  readonly scope?: "project" | "department"
  /** 年度总体目标 and 实际完成情况 */
  readonly goal: string
  readonly outcome: string
  readonly money: ProjectMoney
  readonly indicators: ReadonlyArray<Indicator>
}

/** What a publication says the scores are, beside the scorecard. Texts as printed; `null` where nothing is printed. */
export interface PublishedScores {
  /** 执行率 and 得分 of 年度资金总额 */
  readonly rate: string | null
  readonly execution: string | null
  readonly scores: Readonly<Record<string, string>>
  readonly total: string | null
  /** 分值 of the total row */
  readonly totalWeight: string | null
  /** Weights printed in the labels of first and second level, such as 产出指标（40分）: `level1` or `level1/level2`. */
  readonly labels: Readonly<Record<string, string>>
}

/** A line of the money block that prints nothing. */
export const noMoneyLine: MoneyLine = { initial: null, annual: null, executed: null }
