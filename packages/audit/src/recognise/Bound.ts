/**
 * A table whose rows and columns are known and whose amounts are still text.
 */
import type { Place } from "@juesuan/domain"
import type { BoundCell } from "./Heads.ts"
import type { Side } from "./FormSet.ts"
import { printed, rawOf } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"

export interface BoundRow {
  readonly key: string
  /** On which side of its form it stands; 总计 stands on both. */
  readonly side?: Side
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
  /** What is known of its key: digits its code begins with, `left` or `right`, `total`; empty when nothing is. */
  readonly prefix: string
}

export interface BoundTable {
  readonly rows: ReadonlyArray<BoundRow>
  readonly losses: ReadonlyArray<Loss>
}

/** What digits say of the beginning of a code: all of them, its 类 where a part may be missing, or nothing. */
export const knownPrefix = (code: string, isInPlace: boolean): string => {
  if (!/^[23]\d\d/.test(code)) return ""
  return isInPlace ? code : code.slice(0, 3)
}

/** The loss of everything: a table with figures of which no row could be told. */
export const wholeLoss = (rows: ReadonlyArray<SlotRow>): ReadonlyArray<Loss> => {
  const row = rows.find((cells) =>
    cells.some(({ kind, plain }) => kind === "number" && /\.\d|\d,\d/.test(plain))
  )
  if (row === undefined) return []
  return [{ at: printed(row)[0]!.at, raw: rawOf(row), prefix: "" }]
}
