/**
 * Scorecards from a ledger: projects, indicators and judgements from events, money from postings.
 *
 * Where an indicator was set, measured or judged more than once, the last event holds. Money comes from the postings
 * of the project: 年初预算 are initial quotas, 全年预算 adds what changed them, 执行 is expenditure less returns. Fiscal
 * funds are 当年财政拨款, of which what the project brought forward is 上年结转; a unit's own money is 其他资金. How a payment
 * divides between this year's grant and last year's is not in any event: where both are there, the two lines print no
 * 执行数.
 */
import { Money, isFiscalFund } from "@juesuan/domain"
import type { Event, EventOf, Posting } from "@juesuan/ledger"
import { noMoneyLine } from "./Scorecard.ts"
import type { Indicator, MoneyLine, ProjectMoney, Scorecard } from "./Scorecard.ts"

const lineOf = (postings: ReadonlyArray<Posting>): MoneyLine => {
  if (postings.length === 0) return noMoneyLine
  const of = (...measures: ReadonlyArray<Posting["measure"]>): Money.Money =>
    Money.sum(postings.filter(({ measure }) => measures.includes(measure)).map(({ amount }) => amount))
  return {
    initial: of("budgetInitial"),
    annual: of("budgetInitial", "budgetChange"),
    executed: of("expenditure")
  }
}

const moneyMeasures = new Set<Posting["measure"]>(["budgetInitial", "budgetChange", "expenditure"])

/** The money block of a project from the ledger's postings, single or summed. */
export const moneyOfProject = (postings: ReadonlyArray<Posting>, project: string): ProjectMoney => {
  const mine = postings.filter((posting) => posting.project === project)
  const spent = mine.filter(({ measure }) => moneyMeasures.has(measure))
  const fiscal = lineOf(spent.filter(({ fund }) => isFiscalFund(fund)))
  const brought = Money.sum(
    mine
      .filter(
        ({ measure, fund }) => (measure === "opening" || measure === "openingAdjusted") && isFiscalFund(fund)
      )
      .map(({ amount }) => amount)
  )
  const hasCarryover = brought > 0 && fiscal.annual !== null
  const carried = Money.fromFen(Math.min(brought, fiscal.annual ?? 0))
  return {
    total: lineOf(spent),
    current: hasCarryover
      ? {
          initial: fiscal.initial,
          annual: Money.subtract(fiscal.annual, carried),
          executed: null
        }
      : fiscal,
    carryover: hasCarryover ? { initial: null, annual: carried, executed: null } : noMoneyLine,
    other: lineOf(spent.filter(({ fund }) => !isFiscalFund(fund)))
  }
}

const lastOf = <T extends Event["type"]>(
  events: ReadonlyArray<Event>,
  type: T,
  matches: (payload: EventOf<T>["payload"]) => boolean
): EventOf<T>["payload"] | undefined =>
  events.findLast(
    (event): event is EventOf<T> & Event =>
      event.type === type && matches(event.payload as EventOf<T>["payload"])
  )?.payload as EventOf<T>["payload"] | undefined

const withUnit = (value: string, unit: string): string =>
  unit === "" || value.endsWith(unit) ? value : `${value}${unit}`

const indicatorOf = (events: ReadonlyArray<Event>, set: EventOf<"IndicatorSet">["payload"]): Indicator => {
  const isMine = (payload: { readonly project: string; readonly indicator: string }): boolean =>
    payload.project === set.project && payload.indicator === set.indicator
  const measured = lastOf(events, "IndicatorMeasured", isMine)
  const judged = lastOf(events, "IndicatorJudged", isMine)
  return {
    id: set.indicator,
    level1: set.level1,
    level2: set.level2,
    level3: set.level3,
    kind: set.kind,
    direction: set.direction,
    target: withUnit(set.target, set.unit),
    actual: measured === undefined ? null : withUnit(measured.actual, measured.unit),
    weight: set.weight,
    tier: judged?.tier ?? null,
    awarded: judged?.score ?? null,
    deviation:
      [measured?.deviation, judged?.deviation].find((text) => text !== undefined && text !== "") ?? ""
  }
}

/** The scorecards of a unit's year, one for every project that has indicators, in the order of registration. */
export const scorecardsFromLedger = (
  events: ReadonlyArray<Event>,
  postings: ReadonlyArray<Posting>,
  { unit, year }: { readonly unit: string; readonly year: number }
): ReadonlyArray<Scorecard> => {
  const sets = events.flatMap((event) => (event.type === "IndicatorSet" ? [event.payload] : []))
  const registered = events.flatMap((event) => (event.type === "ProjectRegistered" ? [event.payload] : []))
  const projects = [...new Set([...registered, ...sets].map(({ project }) => project))]
  return projects.flatMap((project): ReadonlyArray<Scorecard> => {
    const mine = sets.filter((set) => set.project === project)
    if (mine.length === 0) return []
    const ids = [...new Set(mine.map(({ indicator }) => indicator))]
    const about = registered.findLast((one) => one.project === project)
    return [
      {
        project,
        name: about?.name ?? project,
        department: about?.department ?? "",
        unit,
        year,
        goal: about?.goal ?? "",
        outcome:
          lastOf(events, "ExplanationGiven", ({ subject }) => subject === `S/${project}/outcome`)?.text ?? "",
        money: moneyOfProject(postings, project),
        indicators: ids.map((id) =>
          indicatorOf(
            events,
            mine.findLast(({ indicator }) => indicator === id)!
          )
        )
      }
    ]
  })
}
