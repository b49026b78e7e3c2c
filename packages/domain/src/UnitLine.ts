/**
 * Lists of units and their superiors: what a line of one says.
 */
import type { UnitKind } from "./Vocabulary.ts"

/** A line of the tree of units (单位隶属关系): a unit as it is for some years. */
export interface UnitLine {
  /** Its row in the list, for messages. */
  readonly row: number
  /** The code: of a unit with a ledger, its agency code (单位代码). */
  readonly unit: string
  readonly name: string
  /** The kind of a unit with a ledger; `null` of one that only holds others together. */
  readonly kind: UnitKind | null
  /** The code of its superior (上级单位); empty at the top. */
  readonly superior: string
  /** The first and the last year it is so; `null` where that is open. */
  readonly from: number | null
  readonly to: number | null
}
