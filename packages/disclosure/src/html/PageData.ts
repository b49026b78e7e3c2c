/**
 * What a page knows of its figures, embedded once as JSON and read by its script.
 *
 * Figures that are sums of the same amounts share one list of contributions; names of fields are left out, because
 * a year holds thousands of both.
 */
import type { Provenance } from "../Provenance.ts"
import { printable } from "./escape.ts"

/** Type, date, document number, abstract, source. */
export type EventData = readonly [
  title: string,
  occurredOn: string,
  documentNo: string,
  abstract: string,
  source: string
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
export const pageDataOf = ({ events, figures, rules }: Provenance): PageData => {
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
    events: events.map(({ title, occurredOn, documentNo, abstract, source }) => [
      title,
      occurredOn,
      documentNo,
      abstract,
      source
    ]),
    contributions: lists,
    figures: Object.fromEntries(entries),
    rules: Object.fromEntries([...rules].map(([id, title]) => [printable(id), title]))
  }
}
