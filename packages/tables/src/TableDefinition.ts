/**
 * Table definitions: a table is rows × columns of terms, as data.
 *
 * From one definition come the values, their explanation, the SQL, the printed layout and the default articulation
 * rules. Totals have terms of their own and are not sums of printed rows, so that "the rows add up to the total" is
 * a law that can fail.
 */
import type { Dimensions } from "@juesuan/ledger"
import type { Filter, Term } from "./Term.ts"
import { restrict } from "./Term.ts"

/** A column (栏次): its heads, and the term its cells have where the row does not say otherwise. */
export interface ColumnDefinition {
  /** The 栏次, `4a` for the one column that prints none, or what the column is, such as `outturn`. */
  readonly key: string
  /** The full title, such as 事业收入小计. */
  readonly title: string
  /** Printed heads from the top down; neighbours with the same upper heads are merged. */
  readonly heads: ReadonlyArray<string>
  /** The printed 栏次; empty where the form prints none. */
  readonly number: string
  /** The term of the column where the row does not say otherwise. */
  readonly term?: Term
  /** The columns this one is the sum of, when the form says so. */
  readonly sumOf?: ReadonlyArray<string>
  /** The columns that are taken from that sum. */
  readonly less?: ReadonlyArray<string>
  /** Other heads that are printed above it, from the top down; each is a phrase (see `Phrase`). */
  readonly aliases?: ReadonlyArray<ReadonlyArray<string>>
  /** Whether some print the form without it. */
  readonly isOptional?: boolean
}

/** A row: its label, and how it narrows the columns' terms or replaces them. */
export interface RowDefinition {
  /** What the row is, such as `208`, `total` or `opening.generalPublic`; unique in its table. */
  readonly key: string
  readonly label: string
  /** Other labels that are printed for it; each is a phrase (see `Phrase`). */
  readonly aliases?: ReadonlyArray<string>
  /** Printed heads from the top down, where the form sets its rows side by side as columns. */
  readonly heads?: ReadonlyArray<string>
  /** The rows this one is the sum of, when the form says so. */
  readonly sumOf?: ReadonlyArray<string>
  /** 0 for totals and 类, 1 for 款, 2 for 项. */
  readonly depth: number
  /** Narrows the columns' terms to this row. */
  readonly where?: Filter
  /** Terms of single cells, which take precedence over the columns' terms. */
  readonly cells?: Readonly<Record<string, Term>>
}

/** Rows for the codes that occur: one for each 类, 款 and 项 that a matching posting has, after a 合计. */
export interface RowsByCode {
  readonly kind: "byCode"
  readonly dimension: "function" | "economic"
  readonly total: RowDefinition
  /** Where 合计 is printed. Default: above. */
  readonly totalAt?: "above" | "below"
  /** A code has rows when a cell of the cube satisfies one of these selections. */
  readonly presence: ReadonlyArray<ReadonlyArray<Filter>>
}

/** Rows that are always printed, in their order. */
export interface FixedRows {
  readonly kind: "fixed"
  readonly rows: ReadonlyArray<RowDefinition>
  /** Where a code occurs that the form has no row for, a row is added under its 类 rather than the money lost. */
  readonly additions?: { readonly dimension: "economic"; readonly presence: ReadonlyArray<Filter> }
}

/** One side of a form: the keys of its rows from the top down, and `null` for a numbered line that is left blank. */
export interface SideDefinition {
  readonly heading: string
  readonly subheading: string
  readonly rows: ReadonlyArray<string | null>
}

/** How the form is laid out on paper; see `Layout`. */
export type LayoutDefinition =
  | {
      readonly kind: "codes"
      readonly heading: string
      /** Whether the form numbers its columns (栏次). Default: yes. */
      readonly isNumbered?: boolean
    }
  | {
      readonly kind: "sides"
      readonly left: SideDefinition
      readonly right: SideDefinition
      /** Whether the form numbers its lines (行次), the left side first. */
      readonly isNumbered: boolean
    }
  | {
      readonly kind: "blocks"
      readonly blocks: ReadonlyArray<{ readonly heading: string; readonly categories: ReadonlyArray<string> }>
      readonly totals: ReadonlyArray<{ readonly row: string; readonly blocks: number }>
    }
  /**
   * All rows on one line, each under its heads: column by column (`blocks`), or row by row with its columns beside each
   * other (`pairs`).
   */
  | { readonly kind: "single"; readonly order: "blocks" | "pairs"; readonly isNumbered?: boolean }
  /** A label and its amounts to a line, without codes. */
  | { readonly kind: "items"; readonly heading: string }

/** A table as data. Amounts are in 元, exact to the fen; rounding is the printer's business. */
export interface TableDefinition {
  readonly key: string
  readonly title: string
  /** Other titles that it is printed under; each is a phrase (see `Phrase`). */
  readonly titles?: ReadonlyArray<string>
  /** What the form says below it; `{year}` is the fiscal year. */
  readonly note: string
  readonly moneyUnit: "元"
  readonly columns: ReadonlyArray<ColumnDefinition>
  readonly rows: RowsByCode | FixedRows
  readonly layout: LayoutDefinition
  /** When no cell of the cube satisfies any of these, the table is published as an empty form. */
  readonly emptyUnless?: ReadonlyArray<ReadonlyArray<Filter>>
}

/** The rows that a form always prints: of one by code, its 合计. */
export const formRows = ({ rows }: TableDefinition): ReadonlyArray<RowDefinition> =>
  rows.kind === "fixed" ? rows.rows : [rows.total]

/** The 类 that a form has a line for, in their order: those of a summary table. */
export const classesOf = (definition: TableDefinition | undefined): ReadonlyArray<string> =>
  definition === undefined
    ? []
    : formRows(definition).flatMap(({ key }) => (/^2\d\d$/.test(key) ? [key] : []))

/** The term of a cell, or `null` where the form has none. */
export const termOf = (row: RowDefinition, column: ColumnDefinition): Term | null => {
  if (row.cells !== undefined) return row.cells[column.key] ?? null
  if (column.term === undefined) return null
  return row.where === undefined ? column.term : restrict(column.term, row.where)
}

/** The dimension values a code row covers. */
export const codeFilter = (dimension: keyof Dimensions, code: string): Filter => ({
  [dimension]: { under: [code] }
})
