/**
 * Articulation rules (勾稽关系) as data: what must hold between cells, and on what basis.
 *
 * A rule is one or more relations between expressions over cells, quantified over rows, columns or 类. The language
 * is closed: everything here is a value that can be printed, counted and run on derived and on published tables
 * alike. What is no relation between amounts (codes, statements) is a named structural check.
 */
import type { Severity } from "@juesuan/domain"

/** H hard identity, I inequality, S soft (a hint). */
export type Strength = "H" | "I" | "S"

/** How two expressions are compared, exactly. */
export type Relation = "=" | "≤" | "≥" | "<"

/**
 * Names in rows and columns that a quantifier binds: `$row` a row key, `$column` a column.
 */
export type Variable = "$row" | "$column"

/** A sum of cells and of what is known beside them; amounts in fen. */
export type Expression =
  | { readonly kind: "cell"; readonly table: string; readonly row: string; readonly column: string }
  /** The rows of all 类 that the summary tables print. */
  | { readonly kind: "classes"; readonly table: string; readonly column: string }
  /** The rows one level below `$row`: the 类 of `total`, the 款 of a 类, the 项 of a 款. */
  | { readonly kind: "children"; readonly table: string; readonly column: string }
  | { readonly kind: "sum"; readonly terms: ReadonlyArray<Expression> }
  | { readonly kind: "minus"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "zero" }
  /** Last year's figure at an address. */
  | { readonly kind: "previous"; readonly address: string }
  /** A figure only a ledger knows; see `LedgerFigures`. `$row` is bound in the name. */
  | { readonly kind: "ledger"; readonly name: string }

/** Over what a relation ranges. */
export type Quantifier =
  | { readonly over: "rows"; readonly tables: ReadonlyArray<string> }
  /** Rows that have a level below them: `total`, 类 and 款. */
  | { readonly over: "parents"; readonly table: string }
  | { readonly over: "keys"; readonly keys: ReadonlyArray<string> }
  /** The 类 that the summary tables print. */
  | { readonly over: "classes" }
  /** Functional items of basic expenditure known to the ledger, or economic 款 of it. */
  | { readonly over: "ledgerFunctions" }
  | { readonly over: "ledgerEconomics" }

/** When a relation applies. A condition that cannot be told does not hold. */
export type Condition =
  | "notInstitution"
  | "surplusUsed"
  | "previousKnown"
  | "onlyFiscal"
  | "noCarryoverMovement"
  | "T08NotEmpty"
  | "T09NotEmpty"

/** One relation between two expressions, what it ranges over, and when it applies. */
export interface RelationRule {
  readonly when?: ReadonlyArray<Condition>
  readonly each?: Quantifier
  /** Binds `$column`. */
  readonly columns?: ReadonlyArray<string>
  readonly left: Expression
  readonly relation: Relation
  readonly right: Expression
}

/** Checks that are no relation between amounts. */
export type Structure = "codes" | "emptyStatement" | "basicMatrix"

/** A rule with its id, how hard it is, its words and its basis. */
export interface ArticulationRule {
  readonly id: string
  readonly strength: Strength
  readonly severity: Severity
  readonly title: { readonly zh: string; readonly en: string }
  /** L printed layout, G a public checker's rule, A accounting logic, D derived here. */
  readonly basis: ReadonlyArray<"L" | "G" | "A" | "D">
  readonly suggestion: string
  readonly relations: ReadonlyArray<RelationRule>
  readonly structure?: Structure
}

/** What each basis letter stands for. */
export const basisTexts = {
  L: "公开表的表式和表头逻辑",
  G: "公开的决算审核程序中的同类规则",
  A: "政府会计制度与部门决算口径",
  D: "由上述口径推导"
} as const

/** One cell; row and column may be variables a quantifier binds. */
export const cell = (table: string, row: string | number, column: string | number): Expression => ({
  kind: "cell",
  table,
  row: String(row),
  column: String(column)
})

/** The sum of all 类 of a summary table, in one column. */
export const classes = (table: string, column: string): Expression => ({ kind: "classes", table, column })

/** The sum of the rows one level below `$row`: 类 of `total`, 款 of a 类, 项 of a 款. */
export const children = (table: string, column: string): Expression => ({ kind: "children", table, column })
/** The sum of expressions. */
export const plus = (...terms: ReadonlyArray<Expression>): Expression => ({ kind: "sum", terms })
/** The left expression less the right one. */
export const less = (left: Expression, right: Expression): Expression => ({ kind: "minus", left, right })
/** Zero, to compare with. */
export const nothing: Expression = { kind: "zero" }
/** Last year's figure at an address; unknown leaves the relation not applicable. */
export const previous = (address: string): Expression => ({ kind: "previous", address })
/** A figure only a ledger knows, by name; see {@link LedgerFigures}. */
export const ledger = (name: string): Expression => ({ kind: "ledger", name })

/** `left = right`, with whatever else the relation needs. */
export const equal = (
  left: Expression,
  right: Expression,
  more: Partial<RelationRule> = {}
): RelationRule => ({
  ...more,
  left,
  relation: "=",
  right
})

/** `left ≤ right`. */
export const atMost = (
  left: Expression,
  right: Expression,
  more: Partial<RelationRule> = {}
): RelationRule => ({
  ...more,
  left,
  relation: "≤",
  right
})

/** `left ≥ right`. */
export const atLeast = (
  left: Expression,
  right: Expression,
  more: Partial<RelationRule> = {}
): RelationRule => ({
  ...more,
  left,
  relation: "≥",
  right
})

const severities: Readonly<Record<Strength, Severity>> = { H: "block", I: "block", S: "hint" }

/** Makes a rule; hard identities and inequalities block, soft ones hint, unless said otherwise. */
export const rule = (
  id: string,
  strength: Strength,
  basis: ArticulationRule["basis"],
  zh: string,
  en: string,
  relations: ReadonlyArray<RelationRule>,
  more: Partial<Pick<ArticulationRule, "severity" | "suggestion" | "structure">> = {}
): ArticulationRule => ({
  id,
  strength,
  severity: severities[strength],
  title: { zh, en },
  basis,
  suggestion:
    strength === "S" ? "请核对；如属实可在情况说明中解释。" : "请核对两处数据，按账更正有误的一处。",
  relations,
  ...more
})
