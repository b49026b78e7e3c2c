/**
 * Explaining a cell: its formula, the events behind it, the cells that print the same, and the rules that read it.
 */
import { Address, Money } from "@juesuan/domain"
import { correctedBy } from "@juesuan/ledger"
import type { EventStoreShape, RecordedEvent } from "@juesuan/ledger"
import {
  Articulation,
  attributesOfPack,
  cellAt,
  displayAddress,
  explainTerm,
  ledgerFiguresOf,
  matcherOf,
  occurrencesOf,
  resolveAddress,
  Term,
  toSource
} from "@juesuan/tables"
import type { Contribution, DerivedCell, Explanation } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { joinEntries } from "./joinAttributes.ts"
import type { YearView } from "./YearView.ts"

/** The tables of the year have no cell of that address. */
export class CellUnknown extends Data.TaggedError("CellUnknown")<{
  readonly address: string
  /** What of the address is not there. */
  readonly missing: "table" | "row" | "column"
}> {
  override get message(): string {
    return `${this.address}: there is no such ${this.missing} in the tables of the year. Check the address.`
  }
}

/** A cell is not what its events come to: what is kept beside the events does not follow from them. */
export class CellDiffers extends Data.TaggedError("CellDiffers")<{
  readonly address: string
  /** Amounts in 元. */
  readonly inTable: string
  readonly ofEvents: string
}> {
  override get message(): string {
    return (
      `${this.address} is ${this.inTable} in the table but its events sum to ${this.ofEvents}: ` +
      "the stored postings do not follow from the events. Run `juesuan verify`."
    )
  }
}

/** The two ends of corrections: what an event corrects, and by what it was corrected in its turn. */
export interface CorrectionLinks {
  readonly originals: ReadonlyMap<string, RecordedEvent>
  readonly corrections: ReadonlyMap<string, ReadonlyArray<RecordedEvent>>
}

/** Looks up the other end of every correction among the contributions, wherever its money went. */
const linksOf = Effect.fn("linksOf")(function* (
  store: EventStoreShape,
  contributions: ReadonlyArray<Contribution>
) {
  const events = contributions.map(({ event }) => event)
  const corrected = events.flatMap(({ event }) => correctedBy(event) ?? [])
  const originals = yield* store.find(corrected)
  const corrections = new Map<string, Array<RecordedEvent>>()
  for (const event of yield* store.corrections(events.map(({ eventId }) => eventId))) {
    const of = correctedBy(event.event)!
    corrections.set(of, [...(corrections.get(of) ?? []), event])
  }
  const links: CorrectionLinks = {
    originals: new Map(originals.map((event) => [event.eventId, event])),
    corrections
  }
  return links
})

const abstractOf = ({ event }: RecordedEvent): string => {
  const { payload } = event.type === "ClosedYearAdjusted" ? event.payload.entry : event
  return "abstract" in payload ? payload.abstract : "reason" in payload ? payload.reason : ""
}

const rulesOf = (view: YearView, address: string): ReadonlyArray<string> =>
  Articulation.rulesByCell(toSource(view.tables), {
    unitKind: view.unitKind,
    previous: view.previous,
    ledger: ledgerFiguresOf(view.cube)
  }).get(address) ?? []

const toJson = (
  view: YearView,
  cell: DerivedCell,
  display: string,
  explanation: Explanation,
  links: CorrectionLinks
) => ({
  address: cell.address,
  display,
  unit: view.unitName,
  year: view.year,
  value: Money.toText(cell.amount),
  formula: Term.printTerm(cell.term),
  selections: explanation.parts.map((part) => ({
    sign: part.sign === 1 ? "+" : "-",
    selection: part.selection,
    amount: Money.toText(part.amount),
    postings: part.postings
  })),
  postings: explanation.contributions.map((contribution) => ({
    streamId: contribution.event.streamId,
    version: contribution.event.version,
    eventId: contribution.event.eventId,
    type: contribution.event.event.type,
    occurredOn: contribution.event.occurredOn,
    recordedAt: contribution.event.recordedAt,
    documentNo: contribution.event.documentNo,
    source: contribution.event.source,
    corrects: correctedBy(contribution.event.event),
    correctedBy: (links.corrections.get(contribution.event.eventId) ?? []).map(({ eventId }) => eventId),
    abstract: abstractOf(contribution.event),
    dimensions: contribution.dimensions,
    amount: Money.toText(contribution.amount)
  })),
  occurrences: occurrencesOf(view.cube, view.tables, cell.term, cell.address),
  rules: rulesOf(view, cell.address)
})

/** The explanation of a cell as `explain --format json` prints it; `postings[].amount` sum to `value`, in 元. */
export type CellExplanation = ReturnType<typeof toJson>

/** The cell of an address; fails with {@link CellUnknown} that says which part is not there. */
const findCell = (view: YearView, address: Address.TableAddress) => {
  const text = Address.print(address)
  const unknown = (missing: CellUnknown["missing"]) =>
    Effect.fail(new CellUnknown({ address: text, missing }))
  const table = view.tables.find(({ key }) => key === address.table)
  if (table === undefined) return unknown("table")
  if (!table.rows.some(({ key }) => key === address.row)) return unknown("row")
  const cell = cellAt(view.tables, address)
  return cell === undefined ? unknown("column") : Effect.succeed({ table, cell })
}

/**
 * Explains a cell, with the other ends of the corrections among its events.
 *
 * Fails with {@link CellUnknown}, or with {@link CellDiffers} when the ledger is damaged.
 */
export const traceCell = Effect.fn("traceCell")(function* (
  store: EventStoreShape,
  view: YearView,
  address: Address.TableAddress
) {
  const { table, cell } = yield* findCell(view, address)
  const { streamId, window } = view
  const posted = yield* store.entries([streamId], matcherOf(cell.term), window)
  const entries = yield* joinEntries(store, streamId, window, attributesOfPack(view.pack), posted)
  const explanation = explainTerm(cell.term, entries)
  if (explanation.total !== cell.amount) {
    const [inTable, ofEvents] = [Money.toText(cell.amount), Money.toText(explanation.total)]
    return yield* Effect.fail(new CellDiffers({ address: cell.address, inTable, ofEvents }))
  }
  const links = yield* linksOf(store, explanation.contributions)
  const display = displayAddress(table, address.row, address.column)
  return { explanation: toJson(view, cell, display, explanation, links), links }
})

/**
 * Explains a cell by its address, such as `T03/2080109/3`, in any form that its table pack prints: the same JSON as the command's.
 *
 * Fails with `AddressUnreadable` for a text that is no address, otherwise as {@link traceCell}.
 */
export const explainCell = Effect.fn("explainCell")(function* (
  store: EventStoreShape,
  view: YearView,
  text: string
) {
  const address = yield* Effect.fromResult(resolveAddress(text, view.pack))
  if (address._tag !== "Cell") return yield* Effect.fail(new Address.AddressUnreadable({ text }))
  return (yield* traceCell(store, view, address)).explanation
})
