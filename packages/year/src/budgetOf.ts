/**
 * The quotas of a year: what was issued on every quota line, what is charged to it, and what may still be paid.
 */
import { Money } from "@juesuan/domain"
import { amountAt, availableOn, foldYear, lineKey, loadYear } from "@juesuan/ledger"
import type { BudgetLine, EventStoreShape, Posting, YearState } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type { YearView } from "./YearView.ts"

/** A quota line: available = initial + supplements − reductions ± transfers − withdrawn − charged; in fen. */
export interface QuotaRow {
  readonly key: string
  readonly line: Pick<BudgetLine, "fund" | "function" | "economic" | "nature" | "project">
  readonly initial: Money.Money
  readonly supplemented: Money.Money
  readonly reduced: Money.Money
  readonly transferred: Money.Money
  readonly withdrawn: Money.Money
  readonly annual: Money.Money
  /** Paid on the line less returned, finer lines without a quota of their own included. */
  readonly charged: Money.Money
  readonly available: Money.Money
}

/** The quota lines of a year in key order, and the state they are of. */
export interface YearBudget {
  readonly rows: ReadonlyArray<QuotaRow>
  readonly state: YearState
}

const sumOf = (postings: ReadonlyArray<Posting>, measure: Posting["measure"], kind: string): Money.Money =>
  Money.sum(
    postings
      .filter((posting) => posting.measure === measure && posting.kind === kind)
      .map(({ amount }) => amount)
  )

/** The quota lines of a year in key order. Throws when the postings and the state disagree: a bug of ours. */
export const quotaRows = (state: YearState, totals: ReadonlyArray<Posting>): ReadonlyArray<QuotaRow> =>
  [...state.quotas]
    .map(([key]) => key)
    .sort()
    .map((key) => {
      const [fund, item, economic, nature, ...project] = key.split("/")
      const line = { fund, function: item, economic, nature, project: project.join("/") } as BudgetLine
      const mine = totals.filter((posting) => lineKey(posting as unknown as BudgetLine) === key)
      const row = {
        key,
        line,
        initial: sumOf(mine, "budgetInitial", ""),
        supplemented: sumOf(mine, "budgetChange", "supplement"),
        reduced: sumOf(mine, "budgetChange", "reduction"),
        transferred: sumOf(mine, "budgetChange", "transfer"),
        withdrawn: sumOf(mine, "budgetChange", "withdrawal")
      }
      const { initial, supplemented, reduced, transferred, withdrawn } = row
      const annual = Money.sum([initial, supplemented, reduced, transferred, withdrawn])
      if (annual !== amountAt(state.quotas, key))
        throw new Error(`${key}: the events issued ${amountAt(state.quotas, key)}, their postings ${annual}`)
      const charged = Money.fromFen(amountAt(state.charged, key))
      return { ...row, annual, charged, available: Money.fromFen(availableOn(state, key)) }
    })

/** The state of a view's year within its window. */
export const stateOf = Effect.fn("stateOf")(function* (store: EventStoreShape, view: YearView) {
  const { asOf, knownAt } = view.window
  return asOf === undefined && knownAt === undefined
    ? (yield* loadYear(store, view.streamId)).state
    : foldYear(yield* store.read(view.streamId, view.window))
})

/** The quotas of a view's year. */
export const budgetOf = Effect.fn("budgetOf")(function* (store: EventStoreShape, view: YearView) {
  const state = yield* stateOf(store, view)
  const budget: YearBudget = { rows: quotaRows(state, [...view.cube.cells.values()]), state }
  return budget
})

/** The quotas as `budget --format json` prints them: amounts as decimal texts in 元. */
export const toBudgetJson = ({ rows, state }: YearBudget) => ({
  schema: "juesuan/budget/1",
  control: state.control,
  lines: rows.map(({ key, line, ...amounts }) => ({
    key,
    ...line,
    ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, Money.toText(amount)]))
  })),
  money: Object.fromEntries(
    Object.entries(state.money).map(([fund, fen]) => [fund, Money.toText(Money.fromFen(fen))])
  )
})
