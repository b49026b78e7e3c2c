/**
 * What the narrative is told of a unit's year: its tables, last year's figures, budgets, facts and scores.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import type { Event, EventOf, EventStoreShape, PayloadOf, Posting } from "@juesuan/ledger"
import { narrativePackOf } from "@juesuan/narrative"
import type { Evaluated, NarrativeFacts } from "@juesuan/narrative"
import { scoreCard, scorecardsFromLedger } from "@juesuan/scoring"
import type { RuleSet, Scorecard } from "@juesuan/scoring"
import { cellAt } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import type { YearView } from "./YearView.ts"

const nameOf = (code: string): string => Classification.nameOf("functional", code) ?? code

const cellOf =
  ({ tables }: YearView) =>
  (address: string): Money.Money => {
    const { table, row, column } = Address.cellOf(address)
    return cellAt(tables, Address.cell(table, row, column))?.amount ?? Money.zero
  }

const sumsBy = (
  postings: ReadonlyArray<Posting>,
  keyOf: (posting: Posting) => string
): ReadonlyMap<string, Money.Money> => {
  const sums = new Map<string, Money.Money>()
  for (const posting of postings) {
    const key = keyOf(posting)
    if (key !== "") sums.set(key, Money.add(sums.get(key) ?? Money.zero, posting.amount))
  }
  return sums
}

const lastOf = <T extends Event["type"]>(
  events: ReadonlyArray<Event>,
  type: T
): EventOf<T>["payload"] | null =>
  (events.findLast((event) => event.type === type)?.payload as EventOf<T>["payload"] | undefined) ?? null

/** The codes of a table's rows that have so many digits, in the order they are printed. */
const codesOf = ({ tables }: YearView, table: string, digits: number): ReadonlyArray<string> =>
  (tables.find(({ key }) => key === table)?.rows ?? [])
    .map(({ key }) => key)
    .filter((key) => /^\d+$/.test(key) && key.length === digits)

type ProjectLevel = PayloadOf<"ProjectRegistered">["level"]

/** The evaluated projects with expenditure of a budget; 一般公共预算 also has those that spent nothing at all. */
const evaluatedOf = (
  postings: ReadonlyArray<Posting>,
  registered: ReadonlyMap<string, ProjectLevel>,
  fund: "generalPublic" | "governmentFund"
): Evaluated => {
  const projects = new Set(registered.keys())
  const spent = postings.filter(({ measure, project }) => measure === "expenditure" && projects.has(project))
  const mine = spent.filter((posting) => posting.fund === fund)
  const elsewhere = new Set(spent.filter((posting) => posting.fund !== fund).map(({ project }) => project))
  const own = new Set(mine.map(({ project }) => project))
  const isMine = (project: string): boolean =>
    own.has(project) || (fund === "generalPublic" && !elsewhere.has(project))
  const chosen = [...projects].filter(isMine)
  const levels = chosen.map((project) => registered.get(project)!)
  const of = (level: ProjectLevel): number => levels.filter((one) => one === level).length
  return {
    projects: chosen,
    levels: levels.includes("unstated") ? null : { first: of("first"), second: of("second") },
    executed: Money.sum(mine.map(({ amount }) => amount))
  }
}

/** The reasons and other texts that the unit gave, by subject, in the order in which they were given. */
const textsIn = (events: ReadonlyArray<Event>): ReadonlyMap<string, string> =>
  new Map(
    events.flatMap((event) =>
      event.type === "ExplanationGiven" ? [[event.payload.subject, event.payload.text] as const] : []
    )
  )

/** The unit reports on its projects in the order of its own texts; a project without any comes last. */
const inOrderOf = (
  cards: ReadonlyArray<Scorecard>,
  texts: ReadonlyMap<string, string>
): ReadonlyArray<Scorecard> => {
  const subjects = [...texts.keys()]
  const place = ({ project }: Scorecard): number => {
    const at = subjects.findIndex((subject) => subject.startsWith(`S/${project}/`))
    return at === -1 ? subjects.length : at
  }
  return cards.toSorted((a, b) => place(a) - place(b))
}

/** The levels of the projects that are scored, as they were registered last. */
const levelsOf = (
  events: ReadonlyArray<Event>,
  cards: ReadonlyArray<Scorecard>
): ReadonlyMap<string, ProjectLevel> => {
  const levels = new Map(
    events.flatMap((event) =>
      event.type === "ProjectRegistered" ? [[event.payload.project, event.payload.level] as const] : []
    )
  )
  return new Map(cards.map(({ project }) => [project, levels.get(project) ?? "unstated"] as const))
}

/** The items of functional classification of which the year tells something, with their names. */
const itemsOf = (codes: ReadonlyArray<string>): NarrativeFacts["items"] =>
  codes.map((code) => ({
    code,
    category: nameOf(code.slice(0, 3)),
    section: nameOf(code.slice(0, 5)),
    item: nameOf(code)
  }))

const procurementIn = (events: ReadonlyArray<Event>): NarrativeFacts["procurement"] =>
  events.flatMap((event) =>
    event.type === "ProcurementContracted"
      ? [{ ...event.payload, amount: Money.fromFen(event.payload.amount) }]
      : []
  )

/** Gathers the facts. Scores are by the rule set given. */
export const narrativeFactsOf = Effect.fn("narrativeFactsOf")(function* (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet
) {
  const events = (yield* store.facts(view.streamId, view.window)).map(({ event }) => event)
  const postings = [...view.cube.cells.values()]
  const initial = postings.filter(
    ({ measure, fund }) => measure === "budgetInitial" && fund === "generalPublic"
  )
  const initialByFunction = sumsBy(initial, (posting) =>
    posting.function.length === 7 ? posting.function : ""
  )
  const basic = initial.filter(({ nature }) => nature === "basic")
  const codes = [...new Set([...codesOf(view, "T05", 7), ...initialByFunction.keys()])].sort()
  const { unitName: unit, year } = view
  const texts = textsIn(events)
  const cards = inOrderOf(scorecardsFromLedger(events, postings, { unit, year }), texts)
  const projects = levelsOf(events, cards)
  const facts: NarrativeFacts = {
    unitName: unit,
    unitKind: view.unitKind,
    year,
    cell: cellOf(view),
    last: (address) => view.previous.get(address),
    categories: codesOf(view, "T05", 3).map((code) => ({ code, name: nameOf(code) })),
    items: itemsOf(codes),
    initialByFunction,
    initialByEconomic: sumsBy(basic, ({ economic }) => economic.slice(0, 3)),
    texts,
    procurement: procurementIn(events),
    assets: lastOf(events, "AssetsCounted"),
    activity: lastOf(events, "OfficialActivityRecorded"),
    cards: cards.map((card) => scoreCard(card, rules)),
    evaluated: {
      generalPublic: evaluatedOf(postings, projects, "generalPublic"),
      governmentFund: evaluatedOf(postings, projects, "governmentFund")
    },
    economicItems: codesOf(view, "T06", 5)
      .filter((code) => cellOf(view)(`T06/${code}/1`) !== 0)
      .map((code) => ({ code, name: Classification.nameOf("departmentEconomic", code) ?? code })),
    pack: narrativePackOf(view.pack)
  }
  return facts
})
