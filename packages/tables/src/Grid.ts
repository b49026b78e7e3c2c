/**
 * Grids: a table laid out for reading, before any format.
 *
 * A grid is what every renderer is given: title lines, a header of merged cells, body rows, notes. Cells carry
 * their figure and address beside their text, so that a renderer may print numbers as numbers and link figures.
 * A merged cell stands once, at its top left; the places it covers are left out of their rows, as in HTML.
 */
import type { Money } from "@juesuan/domain"

/** What a cell of a grid is for: a head, a label, a code, a 行次, an amount, or nothing. */
export type GridCellKind = "head" | "label" | "code" | "line" | "amount" | "blank"

/** A cell of a grid with what is printed in it and, for an amount, the exact figure and its address. */
export interface GridCell {
  readonly text: string
  readonly kind: GridCellKind
  /** Default 1. */
  readonly columnSpan?: number
  /** Default 1. */
  readonly rowSpan?: number
  /** The exact figure of an `amount` cell, in fen. */
  readonly amount?: Money.Money
  /** The address of the figure. */
  readonly address?: string
  /** How deep a label or code stands: 0 for totals and 类, 1 for 款, 2 for 项. */
  readonly depth?: number
}

/** A table laid out: head rows, body rows, notes; what renderers are given. */
export interface Grid {
  readonly key: string
  readonly title: string
  /** Such as 公开03表. */
  readonly number: string
  readonly unitName: string
  /** Such as 元. */
  readonly moneyUnit: string
  /** The number of leaf columns. */
  readonly width: number
  readonly header: ReadonlyArray<ReadonlyArray<GridCell>>
  readonly body: ReadonlyArray<ReadonlyArray<GridCell>>
  readonly notes: ReadonlyArray<string>
}
