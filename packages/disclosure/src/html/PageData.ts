/**
 * What a page knows of its figures, embedded once as JSON and read by its script.
 *
 * Figures that are sums of the same amounts share one list of contributions; names of fields are left out, because
 * a year holds thousands of both.
 */
import type { AnonymousEvent, Provenance, VoucherEvent } from "../Provenance.ts"
import { printable } from "./escape.ts"

/** Type and date, and the document number where it is asked for; in the internal edition abstract and source too. */
export type EventData =
  | readonly [title: string, occurredOn: string, documentNo: string]
  | readonly [title: string, occurredOn: string, documentNo: string, abstract: string, source: string]

/** What a page says of an event that anybody may read of. */
export const anonymousData = ({ title, occurredOn, documentNo }: AnonymousEvent): EventData => [
  title,
  occurredOn,
  documentNo
]

/** What a page of the internal edition says of an event. */
export const voucherData = ({ title, occurredOn, documentNo, abstract, source }: VoucherEvent): EventData => [
  title,
  occurredOn,
  documentNo,
  abstract,
  source
]

/** Place in `events` and the decimal amount in 元, empty where the event recorded a fact without an amount. */
export type ContributionData = readonly [event: number, amount: string]

export type FigureData = readonly [
  display: string,
  value: string,
  formula: string,
  from: ReadonlyArray<string>,
  contributions: number,
  rules: ReadonlyArray<string>,
  same: ReadonlyArray<string>
]

export interface PageData {
  readonly events: ReadonlyArray<EventData>
  readonly contributions: ReadonlyArray<ReadonlyArray<ContributionData>>
  readonly figures: Readonly<Record<string, FigureData>>
  /** What each rule says, by id. */
  readonly rules: Readonly<Record<string, string>>
}

/** Gathers the data of a page. Keys are as printable as the texts that name them. */
export const pageDataOf = <E extends AnonymousEvent | VoucherEvent>(
  { events, figures, rules }: Provenance<E>,
  dataOf: (event: E) => EventData
): PageData => {
  const lists: Array<ReadonlyArray<ContributionData>> = []
  const numbers = new Map<string, number>()
  const numberOf = (list: ReadonlyArray<ContributionData>): number => {
    const footprint = JSON.stringify(list)
    const known = numbers.get(footprint)
    if (known !== undefined) return known
    numbers.set(footprint, lists.length)
    return lists.push(list) - 1
  }
  const entries = [...figures].map(([address, figure]): readonly [string, FigureData] => {
    const { display, value, formula, from, rules: checked, same } = figure
    return [printable(address), [display, value, formula, from, numberOf(figure.events), checked, same]]
  })
  return {
    events: events.map(dataOf),
    contributions: lists,
    figures: Object.fromEntries(entries),
    rules: Object.fromEntries([...rules].map(([id, title]) => [printable(id), title]))
  }
}
