/**
 * What the narrative is told of a unit's year: its tables, last year's figures, budgets, facts and scores.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import type { Event, EventOf, EventStoreShape, PayloadOf, Posting } from "@juesuan/ledger"
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
  const spent = codesOf(view, "T05", 7)
  const codes = [...new Set([...spent, ...initialByFunction.keys()])].sort()
  const { unitName: unit, year } = view
  const texts = new Map(
    events.flatMap((event) =>
      event.type === "ExplanationGiven" ? [[event.payload.subject, event.payload.text] as const] : []
    )
  )
  // The unit reports on its projects in the order of its own texts; a project without any comes last.
  const subjects = [...texts.keys()]
  const reported = ({ project }: Scorecard): number => {
    const at = subjects.findIndex((subject) => subject.startsWith(`S/${project}/`))
    return at === -1 ? subjects.length : at
  }
  const cards = [...scorecardsFromLedger(events, postings, { unit, year })].sort(
    (a, b) => reported(a) - reported(b)
  )
  const levels = new Map(
    events.flatMap((event) =>
      event.type === "ProjectRegistered" ? [[event.payload.project, event.payload.level] as const] : []
    )
  )
  const projects = new Map(cards.map(({ project }) => [project, levels.get(project) ?? "unstated"] as const))
  const facts: NarrativeFacts = {
    unitName: unit,
    unitKind: view.unitKind,
    year,
    cell: cellOf(view),
    last: (address) => view.previous.get(address),
    categories: codesOf(view, "T05", 3).map((code) => ({ code, name: nameOf(code) })),
    items: codes.map((code) => ({
      code,
      category: nameOf(code.slice(0, 3)),
      section: nameOf(code.slice(0, 5)),
      item: nameOf(code)
    })),
    initialByFunction,
    initialByEconomic: sumsBy(basic, ({ economic }) => economic.slice(0, 3)),
    texts,
    procurement: events.flatMap((event) =>
      event.type === "ProcurementContracted"
        ? [{ ...event.payload, amount: Money.fromFen(event.payload.amount) }]
        : []
    ),
    assets: lastOf(events, "AssetsCounted"),
    activity: lastOf(events, "OfficialActivityRecorded"),
    cards: cards.map((card) => scoreCard(card, rules)),
    evaluated: {
      generalPublic: evaluatedOf(postings, projects, "generalPublic"),
      governmentFund: evaluatedOf(postings, projects, "governmentFund")
    },
    economicItems: codesOf(view, "T06", 5)
      .filter((code) => cellOf(view)(`T06/${code}/1`) !== 0)
      .map((code) => ({ code, name: Classification.nameOf("departmentEconomic", code) ?? code }))
  }
  return facts
})
