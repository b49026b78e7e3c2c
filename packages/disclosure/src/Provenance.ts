/**
 * Provenance for the reader of a page: what every figure is made of, with the events once and figures by reference.
 */

/** One event of the ledger, as a reader sees it. */
export interface ProvenanceEvent {
  /** The Chinese name of its type, such as 支付. */
  readonly title: string
  readonly occurredOn: string
  readonly documentNo: string
  readonly abstract: string
  /** Such as `transactions.csv:12`; empty when unknown. */
  readonly source: string
}

/** How one figure came about. */
export interface FigureProvenance {
  /** Where it stands, in words: 公开03表·2080109 社会保险经办机构·项目支出. */
  readonly display: string
  /** Value with its unit, as printed in full precision. */
  readonly value: string
  /** The formula in words, one line. */
  readonly formula: string
  /** Figures the formula names, by address. */
  readonly from: ReadonlyArray<string>
  /** Place in `events` and the decimal amount in 元 each contributes. */
  readonly events: ReadonlyArray<readonly [number, string]>
  /** Ids of the rules that checked it. */
  readonly rules: ReadonlyArray<string>
  /** Other addresses that are made of the same amounts. */
  readonly same: ReadonlyArray<string>
}

/** What every figure of a document is made of, by address, with each event once. */
export interface Provenance {
  readonly events: ReadonlyArray<ProvenanceEvent>
  readonly figures: ReadonlyMap<string, FigureProvenance>
  /** What each rule says, by id. */
  readonly rules: ReadonlyMap<string, string>
}
