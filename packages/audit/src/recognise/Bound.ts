/**
 * A table whose rows and columns are known and whose amounts are still text.
 */
import type { Place } from "@juesuan/domain"
import type { BoundCell } from "./Heads.ts"

export interface BoundRow {
  readonly key: string
  readonly label: string
  readonly at: Place
  readonly cells: ReadonlyMap<string, BoundCell>
  /** What was printed of a code that was cut, and why it is this one. */
  readonly codeCut?: { readonly raw: string; readonly reason: string }
  readonly nameCut?: { readonly raw: string; readonly reason: string }
}

/** A row of the body that could not be bound: whatever adds up rows of this table must know that one is missing. */
export interface Loss {
  readonly at: Place
  readonly raw: string
  /** The digits its code begins with; empty when nothing is known of it. */
  readonly prefix: string
}

export interface BoundTable {
  readonly rows: ReadonlyArray<BoundRow>
  readonly losses: ReadonlyArray<Loss>
  /** The columns that could be told. */
  readonly columns: ReadonlyArray<string>
}
