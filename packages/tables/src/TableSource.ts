/**
 * What articulation rules read: tables as cells, whether derived from a ledger or read from a document.
 *
 * A cell that printed nothing, one that could not be read and one that printed 0.00 are three different facts.
 */
import type { Money, Place } from "@juesuan/domain"

/** What a cell says: an amount in fen, nothing, or something that cannot be read. */
export type Reading =
  | {
      readonly state: "value"
      readonly amount: Money.Money
      readonly raw?: string
      readonly at?: Place
      /**
       * The last printed place in fen, such as 10,000 for 0.01 万元: the exact amount lies within half of it on
       * either side. Default: 0, the amount is exact.
       */
      readonly place?: Money.Money
    }
  | { readonly state: "blank"; readonly at?: Place }
  | { readonly state: "unreadable"; readonly raw: string; readonly at?: Place }

/** A row as rules read it; cells by column key. */
export interface ReadRow {
  /** A code, or what the row is: `total`, `personnel`, `opening.generalPublic`. Unique in its table. */
  readonly key: string
  readonly label: string
  readonly cells: ReadonlyMap<string, Reading>
}

/** A table as rules read it; rows by key, in the order of print. */
export interface ReadTable {
  readonly key: string
  /** Such as 公开03表, for messages. */
  readonly number: string
  readonly title: string
  readonly rows: ReadonlyMap<string, ReadRow>
  /** What columns are called that have no 栏次 as their key. */
  readonly columnTitles?: ReadonlyMap<string, string>
  /** Whether the table is published as an empty form. */
  readonly empty: boolean
  /** Whether it carries the sentence that there was no such income or expenditure. */
  readonly emptyStatement: boolean
}

/** The nine tables by key; one that is absent was not published. */
export type TableSource = ReadonlyMap<string, ReadTable>
