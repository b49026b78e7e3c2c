/**
 * The whole document of a unit's year, with the provenance of its figures.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import {
  absorbedIn,
  buildDocument,
  remarksOfWan,
  roundCube,
  tablesInWan,
  wan,
  yuan
} from "@juesuan/disclosure"
import type { BuiltDocument, Chart, MoneyFormat, Provenance, VoucherEvent } from "@juesuan/disclosure"
import type { EventStoreShape, PayloadOf, PostedEntry } from "@juesuan/ledger"
import { figuresOf, writeNarrative } from "@juesuan/narrative"
import type { MoneyWords, NarrativeFacts, NarrativePack } from "@juesuan/narrative"
import type { RuleSet } from "@juesuan/scoring"
import { Articulation, attributesOfPack, ledgerFiguresOf } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { joinEntries } from "./joinAttributes.ts"
import type { YearView } from "./YearView.ts"
import { narrativeFactsOf } from "./NarrativeFacts.ts"
import { provenanceOf } from "./ProvenanceOf.ts"
import { wordsOf } from "./writeYear.ts"
import { version } from "./version.ts"

export { textsRule, withMissingTexts } from "./MissingTexts.ts"

/** The document of a unit's year, what only the unit can still say, and what every figure is made of. */
export interface Disclosure extends BuiltDocument {
  /** Gathered when it is asked for: it looks at every event once a figure, which few formats need. */
  readonly provenance: () => Provenance<VoucherEvent>
}

const valueAt = (
  view: YearView,
  money: MoneyFormat,
  address: string
): { readonly value: string; readonly address: string } => {
  const { table, row, column } = Address.cellOf(address)
  const cell = view.tables
    .find(({ key }) => key === table)
    ?.rows.find(({ key }) => key === row)
    ?.cells.get(column)
  return { value: money.value(cell?.amount ?? Money.zero), address }
}

const byFunction = (view: YearView, money: MoneyFormat): Chart => {
  const codes = (view.tables.find(({ key }) => key === "T03")?.rows ?? [])
    .map(({ key }) => key)
    .filter((key) => /^\d{3}$/.test(key))
  return {
    key: "by-function",
    title: "支出按功能分类",
    kind: "bars",
    moneyUnit: money.unit,
    labels: codes.map((code) => Classification.nameOf("functional", code) ?? code),
    series: [{ name: "决算数", values: codes.map((code) => valueAt(view, money, `T03/${code}/1`)) }]
  }
}

const againstBudget = (view: YearView, facts: NarrativeFacts, money: MoneyFormat): Chart => ({
  key: "against-budget",
  title: "一般公共预算财政拨款支出：年初预算与决算",
  kind: "bars",
  moneyUnit: money.unit,
  labels: facts.items.map(({ item }) => item),
  series: [
    {
      name: "年初预算",
      values: facts.items.map(({ code }) => ({
        value: money.value(facts.initialByFunction.get(code) ?? Money.zero),
        address: `N/5.3/${code}/initial`
      }))
    },
    { name: "决算", values: facts.items.map(({ code }) => valueAt(view, money, `T05/${code}/1`)) }
  ]
})

const byMonth = (year: number, entries: ReadonlyArray<PostedEntry>, money: MoneyFormat): Chart => {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`)
  let sum = Money.zero
  return {
    key: "by-month",
    title: "支出执行进度（按月累计）",
    kind: "line",
    moneyUnit: money.unit,
    labels: months.map((_, index) => `${index + 1} 月`),
    series: [
      {
        name: "累计支出",
        values: months.map((month) => {
          const mine = entries.filter(
            ({ posting, event }) =>
              posting.measure === "expenditure" && event.occurredOn.slice(0, 7) === month
          )
          sum = Money.add(sum, Money.sum(mine.map(({ posting }) => posting.amount)))
          return { value: money.value(sum) }
        })
      }
    ]
  }
}

/** The view with all amounts in whole places of 0.01 万元. */
const inWan = (view: YearView): YearView => {
  const cube = roundCube(view.cube)
  return { ...view, cube, tables: tablesInWan(view.tables, cube) }
}

/**
 * How the narrative prints in 万元: what a table prints as the table prints it, all else rounded by itself. Rates are
 * of the exact amounts either way.
 */
const wordsInWan = (rounded: NarrativeFacts, pack: NarrativePack): MoneyWords => {
  const printed = new Map(
    writeNarrative(rounded, { pack })
      .sections.flatMap(({ paragraphs }) => paragraphs.flatMap(figuresOf))
      .filter(({ format, address }) => format === "amount" && !address.endsWith("/change"))
      .map(({ address, value }) => [address, Result.getOrThrow(Money.parse(value))] as const)
  )
  return { unit: "万元", print: (address, fen) => wan.print(printed.get(address) ?? fen) }
}

/** The printed view, what is printed of its narrative, and what the document says of its rounding. */
const printedIn = Effect.fn("printedIn")(function* (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet,
  pack: NarrativePack,
  unit: MoneyFormat["unit"]
) {
  const facts = yield* narrativeFactsOf(store, view, rules)
  if (unit === "元") return { facts, printed: view, narrative: writeNarrative(facts, { pack }), remarks: [] }
  const printed = inWan(view)
  const money = wordsInWan(yield* narrativeFactsOf(store, printed, rules), pack)
  return {
    facts,
    printed,
    narrative: writeNarrative(facts, { pack, money }),
    remarks: remarksOfWan(absorbedIn(view.tables, printed.tables))
  }
})

const articulated = (tables: YearView["tables"], context: Articulation.ArticulationContext) => {
  const result = Articulation.articulate(tables, context)
  return Result.isSuccess(result) ? Effect.succeed(result.success) : Effect.fail(result.failure)
}

/**
 * Builds the document of a view, in 元 or 万元, in the words of its table pack or of a narrative pack of one's own.
 *
 * Fails with `NotArticulated` where the tables break their rules, for they cannot be published; with
 * `NarrativeUnknown` where a table pack of one's own comes without words.
 */
export const disclosureOf = Effect.fn("disclosureOf")(function* (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet,
  unit: MoneyFormat["unit"] = "元",
  words?: NarrativePack
) {
  const { unitKind, unitName, year, previous } = view
  yield* articulated(view.tables, { unitKind, previous, ledger: ledgerFiguresOf(view.cube) })
  const pack = yield* wordsOf(view, words)
  const money = unit === "元" ? yuan : wan
  const { facts, printed, narrative, remarks } = yield* printedIn(store, view, rules, pack, unit)
  const recorded = yield* store.facts(view.streamId, view.window)
  const posted = yield* store.entries([view.streamId], () => true, view.window)
  const entries = yield* joinEntries(store, view.streamId, view.window, attributesOfPack(view.pack), posted)
  const profile = recorded.find(({ event }) => event.type === "FiscalYearOpened")!.event
    .payload as PayloadOf<"FiscalYearOpened">
  const { document, missing } = buildDocument({
    unitName,
    year,
    profile,
    tables: yield* articulated(printed.tables, { unitKind }),
    narrative,
    cards: facts.cards,
    charts: [byFunction(printed, money), againstBudget(printed, facts, money), byMonth(year, entries, money)],
    remarks,
    colophon: {
      digest: view.digest,
      tablePack: view.pack.id,
      ruleSet: rules.id,
      generator: `juesuan ${version}`
    },
    money
  })
  // Personal data is looked for in it before the page prints it.
  let traced: Provenance<VoucherEvent> | undefined
  const provenance = () =>
    (traced ??= provenanceOf({ view, document, cards: facts.cards, entries, facts: recorded }))
  return { document, missing, provenance } satisfies Disclosure
})
