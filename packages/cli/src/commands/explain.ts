/**
 * `explain`: from a figure to its formula, the events behind it, its other occurrences and the rules that checked it.
 */
import { Address, Money } from "@juesuan/domain"
import {
  Articulation,
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
import { correctedBy, registry } from "@juesuan/ledger"
import type { EventStoreShape, RecordedEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { out } from "../Console.ts"
import { Exit, exitCodes, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import type { YearView } from "@juesuan/year"
import { nearText } from "../Near.ts"
import type { Language } from "./check.ts"
import { openView } from "./tables.ts"
import type { ViewOptions } from "./tables.ts"

/** The two ends of corrections: what an event corrects, and by what it was corrected in its turn. */
interface Links {
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
  const originals = yield* orExit(store.find(corrected))
  const corrections = new Map<string, Array<RecordedEvent>>()
  for (const event of yield* orExit(store.corrections(events.map(({ eventId }) => eventId)))) {
    const of = correctedBy(event.event)!
    corrections.set(of, [...(corrections.get(of) ?? []), event])
  }
  const links: Links = { originals: new Map(originals.map((event) => [event.eventId, event])), corrections }
  return links
})

const abstractOf = ({ event }: RecordedEvent): string => {
  const { payload } = event.type === "ClosedYearAdjusted" ? event.payload.entry : event
  return "abstract" in payload ? payload.abstract : "reason" in payload ? payload.reason : ""
}

/** The JSON of an explanation; `postings[].amount` sum to `value`. */
const toJson = (
  view: YearView,
  cell: DerivedCell,
  display: string,
  explanation: Explanation,
  links: Links
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
    position: contribution.event.position,
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

type ExplanationJson = ReturnType<typeof toJson>

const rulesOf = (view: YearView, address: string): ReadonlyArray<string> =>
  Articulation.rulesByCell(toSource(view.tables), {
    unitKind: view.unitKind,
    previous: view.previous,
    ledger: ledgerFiguresOf(view.cube)
  }).get(address) ?? []

const named = ({ eventId, occurredOn, event, documentNo }: RecordedEvent): string =>
  [registry[event.type].title, occurredOn, documentNo === "" ? eventId : documentNo].join(" ")

/** The other end of a posting's corrections, one line each. */
const renderLinks = (posting: ExplanationJson["postings"][number], links: Links): ReadonlyArray<string> => {
  const { corrects, eventId } = posting
  const original = corrects === null ? undefined : links.originals.get(corrects)
  const later = links.corrections.get(eventId) ?? []
  return [
    ...(corrects === null
      ? []
      : [`${" ".repeat(20)}更正 ${original === undefined ? corrects : named(original)}`]),
    ...later.map((event) => `${" ".repeat(20)}由 ${named(event)} 更正`)
  ]
}

const renderText = (json: ExplanationJson, amount: Money.Money, depth: number, links: Links): string => {
  const lines = [
    `${json.display}`,
    `${json.address} = ${Money.format(amount)} 元`,
    "",
    `公式 ${json.formula}`
  ]
  for (const part of json.selections) {
    const found = part.postings === 0 ? "no posting found" : `${part.postings} postings`
    lines.push(`  ${part.sign} ${part.selection}: ${part.amount} (${found})`)
  }
  const listed = depth === 0 ? json.postings : json.postings.slice(0, depth)
  if (listed.length > 0) lines.push("", "事件")
  for (const posting of listed) {
    const place = posting.source === null ? "" : `  ${posting.source.file}:${posting.source.row}`
    const { occurredOn, type, documentNo, abstract } = posting
    lines.push(
      `  ${posting.amount.padStart(16)}  ${occurredOn}  ${type}  ${documentNo}  ${abstract}${place}`,
      ...renderLinks(posting, links)
    )
  }
  const more = json.postings.length - listed.length
  if (more > 0) lines.push(`  … ${more} more (--depth 0 lists all)`)
  if (json.occurrences.length > 0) lines.push("", `同一数字 ${json.occurrences.join(" ")}`)
  lines.push("", json.rules.length > 0 ? `校验规则 ${json.rules.join(" ")}` : "校验规则 none")
  return lines.join("\n")
}

/** Reads the address of a cell as the form in use prints it; of a row without a column, says what is missing. */
const cellAddress = Effect.fn("cellAddress")(function* (text: string, view: YearView) {
  const read = resolveAddress(text, view.pack)
  if (Result.isSuccess(read) && read.success._tag === "Cell") return read.success
  const row = resolveAddress(`${text.replace(/[/·]$/, "")}/1`, view.pack)
  if (Result.isSuccess(row) && row.success._tag === "Cell")
    return yield* Effect.fail(usage(missing(view, { ...row.success, column: "" })))
  return yield* Effect.fail(usage(new Address.AddressUnreadable({ text }).message))
})

/** Runs `explain`. */
export const explain = Effect.fn("explain")(function* (
  options: ViewOptions & {
    readonly address: string
    readonly depth: number
    readonly rules: string
    readonly language: Language
    readonly format: "text" | "json"
  }
) {
  const parsed = Address.parse(options.address)
  if (Result.isSuccess(parsed) && parsed.success._tag === "Score") {
    const { explainScore } = yield* Effect.promise(() => import("./explainScore.ts"))
    return yield* explainScore(parsed.success, options)
  }
  if (Result.isSuccess(parsed) && parsed.success._tag === "Narrative") {
    const { explainFigure } = yield* Effect.promise(() => import("./narrative.ts"))
    return yield* explainFigure(parsed.success, options)
  }
  if (Result.isFailure(parsed) && !/^[^/·]+[/·]/.test(options.address))
    return yield* Effect.fail(usage(parsed.failure.message))
  if (options.depth < 0) return yield* Effect.fail(usage("--depth takes 0 (all) or a number of events."))
  const { store, view } = yield* openView(options)
  const address = yield* cellAddress(options.address, view)
  const cell = cellAt(view.tables, address)
  const table = view.tables.find((candidate) => candidate.key === address.table)
  if (cell === undefined || table === undefined) return yield* Effect.fail(usage(missing(view, address)))
  const entries = yield* orExit(store.entries([view.streamId], matcherOf(cell.term), view.window))
  const explanation = explainTerm(cell.term, entries)
  if (explanation.total !== cell.amount) {
    const text =
      `${cell.address} is ${Money.toText(cell.amount)} in the table but its events sum to ` +
      `${Money.toText(explanation.total)}: the stored postings do not follow from the events. Run \`juesuan verify\`.`
    return yield* Effect.fail(new Exit({ code: exitCodes.integrityBroken, text }))
  }
  const links = yield* linksOf(store, explanation.contributions)
  const json = toJson(view, cell, displayAddress(table, address.row, address.column), explanation, links)
  out(
    options.format === "json"
      ? `${JSON.stringify(json, null, 2)}\n`
      : `${renderText(json, cell.amount, options.depth, links)}\n`
  )
})

/** Says which part of the address is not there, and what is. */
const missing = (view: YearView, address: Address.TableAddress): string => {
  const table = view.tables.find((candidate) => candidate.key === address.table)
  if (table === undefined) {
    return `There is no table ${address.table}. Tables: ${view.tables.map(({ key }) => key).join(", ")}.`
  }
  const row = table.rows.find((candidate) => candidate.key === address.row)
  if (row === undefined) {
    const rows = table.rows.map(({ key }) => key)
    const near = nearText("rows", address.row, rows, `\`juesuan tables --table ${table.key}\``)
    return `${address.table} has no row ${address.row} in this year. ${near}`
  }
  const columns = [...row.cells.keys()].join(", ") || "none"
  const place = `${address.table}/${address.row}`
  return address.column === ""
    ? `${place} is a row: name a column as well, as in ${place}/${[...row.cells.keys()][0] ?? 1}. Columns: ${columns}.`
    : `${place} has no column ${address.column}. Columns: ${columns}.`
}
