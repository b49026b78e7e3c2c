/**
 * What every figure of a document is made of: cells, narrative figures and scores, with the events behind them.
 */
import { Money } from "@juesuan/domain"
import { textOf } from "@juesuan/narrative"
import type { Figure as SentenceFigure, Paragraph } from "@juesuan/narrative"
import { tablesOf } from "@juesuan/disclosure"
import type { Document, FigureProvenance, Provenance, VoucherEvent } from "@juesuan/disclosure"
import { registry } from "@juesuan/ledger"
import type { PostedEntry, RecordedEvent } from "@juesuan/ledger"
import { derivationText } from "@juesuan/scoring"
import type { ScoredCard } from "@juesuan/scoring"
import { Articulation, displayAddress, explainTerm, Term, toSource, ledgerFiguresOf } from "@juesuan/tables"
import * as Result from "effect/Result"
import { termWords } from "./FormulaWords.ts"
import type { YearView } from "./YearView.ts"

/** The document whose figures are traced, with the entries and facts of its year. */
export interface ProvenanceInput {
  readonly view: YearView
  readonly document: Document
  readonly cards: ReadonlyArray<ScoredCard>
  readonly entries: ReadonlyArray<PostedEntry>
  readonly facts: ReadonlyArray<RecordedEvent>
}

const abstractOf = ({ event }: RecordedEvent): string => {
  const { payload } = event.type === "ClosedYearAdjusted" ? event.payload.entry : event
  if ("abstract" in payload) return payload.abstract
  return "reason" in payload ? payload.reason : "text" in payload ? payload.text : ""
}

const amountOf = ({ event }: RecordedEvent): string => {
  const { payload } = event.type === "ClosedYearAdjusted" ? event.payload.entry : event
  return "amount" in payload ? Money.toText(Money.fromFen(payload.amount)) : ""
}

/** Events by number, each once, in the order in which figures first named them. */
class Events {
  readonly list: Array<VoucherEvent> = []
  readonly #numbers = new Map<string, number>()

  numberOf(recorded: RecordedEvent): number {
    const place = `${recorded.streamId} ${recorded.version}`
    const known = this.#numbers.get(place)
    if (known !== undefined) return known
    const { occurredOn, documentNo, source } = recorded
    this.list.push({
      title: registry[recorded.event.type].title,
      occurredOn,
      documentNo,
      abstract: abstractOf(recorded),
      source: source === null ? "" : `${source.file.replace(/^.*[\\/]/, "")}:${source.row}`,
      amount: amountOf(recorded)
    })
    this.#numbers.set(place, this.list.length - 1)
    return this.list.length - 1
  }
}

type Contributions = ReadonlyArray<readonly [number, string]>

const contributionsOf = (
  term: Term.Term,
  entries: ReadonlyArray<PostedEntry>,
  events: Events
): Contributions => {
  const sums = new Map<number, Money.Money>()
  for (const { event, amount } of explainTerm(term, entries).contributions) {
    const number = events.numberOf(event)
    sums.set(number, Money.add(sums.get(number) ?? Money.zero, amount))
  }
  return [...sums].filter(([, amount]) => amount !== 0).map(([at, amount]) => [at, Money.toText(amount)])
}

const cellFigures = (
  { view, entries }: ProvenanceInput,
  events: Events
): ReadonlyMap<string, FigureProvenance> => {
  const source = toSource(view.tables)
  const sums = Articulation.cellSumsOf(source)
  const rules = Articulation.rulesByCell(source, {
    unitKind: view.unitKind,
    previous: view.previous,
    ledger: ledgerFiguresOf(view.cube)
  })
  const figures = new Map<string, FigureProvenance>()
  const alike = new Map<string, Array<string>>()
  for (const table of view.tables) {
    for (const row of table.rows) {
      for (const [column, cell] of row.cells) {
        const contributions = contributionsOf(cell.term, entries, events)
        const footprint = JSON.stringify(contributions)
        if (contributions.length > 0) alike.set(footprint, [...(alike.get(footprint) ?? []), cell.address])
        const sum = sums.get(cell.address) ?? []
        const printed = sum
          .map(({ sign, address }, at) => `${sign === 1 ? (at === 0 ? "" : " + ") : " − "}${address}`)
          .join("")
        figures.set(cell.address, {
          display: displayAddress(table, row.key, column),
          value: `${Money.format(cell.amount)} 元`,
          formula: `${termWords(cell.term)}${printed === "" ? "" : ` = ${printed}`}`,
          from: sum.map(({ address }) => address),
          events: contributions,
          rules: rules.get(cell.address) ?? [],
          same: alike.get(footprint) ?? []
        })
      }
    }
  }
  return new Map(
    [...figures].map(([address, figure]) => [
      address,
      { ...figure, same: figure.same.filter((other) => other !== address) }
    ])
  )
}

const units: Readonly<Record<Exclude<SentenceFigure["format"], "amount">, string>> = {
  percent: "%",
  count: "",
  score: " 分"
}

/** At most so much of a sentence names a figure in it. */
const CONTEXT_AT_MOST = 60

/** The clause a figure stands in, up to and with the figure: 基本支出 2,424,268.90 元，占 18.67%. */
const clauseOf = (content: Paragraph, at: number): string => {
  const text = textOf(content.slice(0, at + 1))
  const start = Math.max(...["；", "。", "："].map((mark) => text.lastIndexOf(mark))) + 1
  const clause = text.slice(start).trim()
  return clause.length > CONTEXT_AT_MOST ? `…${clause.slice(-CONTEXT_AT_MOST)}` : clause
}

const valueOf = ({ format, value }: SentenceFigure): string =>
  format === "amount"
    ? `${Money.format(Result.getOrThrow(Money.parse(value)))} 元`
    : `${value}${units[format]}`

const sentenceFigures = (
  { document, entries, facts }: ProvenanceInput,
  events: Events
): ReadonlyArray<readonly [string, FigureProvenance]> =>
  document.parts.flatMap(({ title, blocks }) => {
    const [part] = title.split(" ")
    let section = title
    return blocks.flatMap((block) => {
      if (block.kind === "heading") section = `${part}·${block.text}`
      if (block.kind !== "paragraph") return []
      return block.content.flatMap((piece, at) => {
        if (typeof piece === "string" || piece.derivation === undefined) return []
        const { formula, from, term, recordedBy } = piece.derivation
        const recording: Contributions = facts
          .filter(({ event }) => event.type === recordedBy)
          .map((event) => [events.numberOf(event), ""])
        const figure: FigureProvenance = {
          display: `${section}·${clauseOf(block.content, at)}`,
          value: valueOf(piece),
          formula,
          from,
          events: term === undefined ? recording : contributionsOf(term, entries, events),
          rules: [],
          same: []
        }
        return [[piece.address, figure] as const]
      })
    })
  })

/** What a table prints at an address. */
const printedAt = (document: Document, address: string): string =>
  tablesOf(document)
    .flatMap(({ body }) => body.flat())
    .find((cell) => cell.address === address)?.text ?? ""

const scoreFigures = (
  { cards, document, entries, facts }: ProvenanceInput,
  events: Events
): ReadonlyArray<readonly [string, FigureProvenance]> =>
  cards.flatMap(({ card, execution, indicators, total, ruleSet }) => {
    const mine = (project: string, indicator?: string): Contributions =>
      facts
        .filter(({ event: { type, payload } }) => {
          if (type !== "IndicatorSet" && type !== "IndicatorMeasured" && type !== "IndicatorJudged")
            return type === "ProjectRegistered" && indicator === undefined && payload.project === project
          return payload.project === project && (indicator === undefined || payload.indicator === indicator)
        })
        .map((event) => [events.numberOf(event), ""])
    const paid = contributionsOf(
      Term.select({ measure: "expenditure", project: card.project }),
      entries,
      events
    )
    const scored = [
      { name: "资金执行率", derivation: execution, events: paid },
      ...indicators.map(({ indicator, derivation }) => ({
        name: `${indicator.level2}·${indicator.level3}`,
        derivation,
        events: mine(card.project, indicator.id)
      }))
    ]
    const own = scored.map(({ name, derivation, events: behind }) => {
      const figure: FigureProvenance = {
        display: `${card.name}·${name}·得分`,
        value: derivation.score === null ? "没有得分" : `${derivation.score.toFixed(derivation.decimals)} 分`,
        formula: `${derivationText(derivation)}${derivation.reference === "" ? "" : `（${derivation.reference}）`}`,
        from: [],
        events: behind,
        rules: [],
        same: []
      }
      return [derivation.address, figure] as const
    })
    const whole: FigureProvenance = {
      display: `${card.name}·总分`,
      value: `${total.toFixed(ruleSet.scoreDecimals)} 分`,
      formula: "各项得分之和",
      from: scored.map(({ derivation }) => derivation.address),
      events: mine(card.project),
      rules: [],
      same: []
    }
    const rateAddress = `S/${card.project}/execution/rate`
    const rate: FigureProvenance = {
      display: `${card.name}·资金执行率`,
      value: printedAt(document, rateAddress),
      formula: derivationText(execution),
      from: [],
      events: paid,
      rules: [],
      same: []
    }
    return [...own, [rateAddress, rate] as const, [`S/${card.project}/total/score`, whole] as const]
  })

/** Gathers the provenance of all figures of a document. */
export const provenanceOf = (input: ProvenanceInput): Provenance<VoucherEvent> => {
  const events = new Events()
  const figures = new Map([
    ...cellFigures(input, events),
    ...sentenceFigures(input, events),
    ...scoreFigures(input, events)
  ])
  const used = new Set([...figures.values()].flatMap(({ rules }) => rules))
  return {
    events: events.list,
    figures,
    rules: new Map(
      Articulation.articulationRules.filter(({ id }) => used.has(id)).map(({ id, title }) => [id, title.zh])
    )
  }
}
