/**
 * Provenance for the reader of a page: what every figure is made of, with the events once and figures by reference.
 *
 * There are two kinds of events, for two readerships. A voucher (凭证) has its abstract, and the file and row it came
 * from: names and accounts stand in them. What is published leads to anonymous events, which cannot hold any of this.
 */
import { Brand } from "effect"

/** One event of the ledger as its keepers see it. */
export interface VoucherEvent {
  /** The Chinese name of its type, such as 支付. */
  readonly title: string
  readonly occurredOn: string
  readonly documentNo: string
  readonly abstract: string
  /** Such as `transactions.csv:12`; empty when unknown. */
  readonly source: string
  /** In 元, as a decimal text; empty where the event recorded a fact without an amount. */
  readonly amount: string
}

/** One event of the ledger as anybody may see it; made by {@link anonymous} alone. */
export type AnonymousEvent = Brand.Branded<
  {
    /** The Chinese name of its type, such as 支付. */
    readonly title: string
    readonly occurredOn: string
    /** Empty unless document numbers are asked for. */
    readonly documentNo: string
  },
  "AnonymousEvent"
>

const branded = Brand.nominal<AnonymousEvent>()

/** What may be published of a voucher. */
export const anonymous = (
  { title, occurredOn, documentNo }: VoucherEvent,
  { withDocumentNumbers = false }: { readonly withDocumentNumbers?: boolean } = {}
): AnonymousEvent => branded({ title, occurredOn, documentNo: withDocumentNumbers ? documentNo : "" })

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
export interface Provenance<E extends AnonymousEvent | VoucherEvent = AnonymousEvent> {
  readonly events: ReadonlyArray<E>
  readonly figures: ReadonlyMap<string, FigureProvenance>
  /** What each rule says, by id. */
  readonly rules: ReadonlyMap<string, string>
}
