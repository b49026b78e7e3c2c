/**
 * `budget`: what was issued on every quota line, what is charged to it, and what may still be paid.
 */
import { Money, expenditureNatures, fundTypes } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import { amountAt, availableOn, foldYear, lineKey, loadYear } from "@juesuan/ledger"
import type { BudgetLine, Posting, YearState } from "@juesuan/ledger"
import type { Grid, GridCell } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { out, outFile, terminalWidth } from "../Console.ts"
import { orExit } from "../exitOf.ts"
import { openView } from "./tables.ts"
import type { ViewOptions } from "./tables.ts"

/** A quota line: available = initial + supplements − reductions ± transfers − withdrawn − charged. */
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

const titles = ["年初预算", "追加", "追减", "调剂", "收回", "全年预算", "已支付", "可用"]

const amountsOf = (row: QuotaRow): ReadonlyArray<Money.Money> => [
  row.initial,
  row.supplemented,
  row.reduced,
  row.transferred,
  row.withdrawn,
  row.annual,
  row.charged,
  row.available
]

const cellOf = (amount: Money.Money): GridCell => ({ text: Money.format(amount), kind: "amount", amount })

const labelOf = ({ fund, economic, nature, project }: QuotaRow["line"]): string =>
  [fundTypes[fund as FundType], expenditureNatures[nature as ExpenditureNature], economic, project]
    .filter((part) => part !== "")
    .join(" ")

const gridOfQuotas = (rows: ReadonlyArray<QuotaRow>, unitName: string): Grid => {
  const totals = titles.map((_, at) => Money.sum(rows.map((row) => amountsOf(row)[at]!)))
  const body = rows.map((row): ReadonlyArray<GridCell> => [
    { text: row.line.function, kind: "code" },
    { text: labelOf(row.line), kind: "label" },
    ...amountsOf(row).map(cellOf)
  ])
  return {
    key: "budget",
    title: "指标执行情况",
    number: "",
    unitName,
    moneyUnit: "元",
    width: titles.length + 2,
    header: [
      [
        { text: "功能分类", kind: "head" },
        { text: "资金性质 支出性质 经济分类 项目", kind: "head" },
        ...titles.map((text): GridCell => ({ text, kind: "head" }))
      ]
    ],
    body: [...body, [{ text: "合计", kind: "label", columnSpan: 2 }, ...totals.map(cellOf)]],
    notes: ["可用 = 年初预算 + 追加 + 追减 + 调剂 + 收回 − 已支付（减少以负数列示）"]
  }
}

const toJson = (rows: ReadonlyArray<QuotaRow>, state: YearState) => ({
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

/** Runs `budget`. */
export const budget = Effect.fn("budget")(function* (
  options: ViewOptions & { readonly format: "text" | "md" | "csv" | "json" }
) {
  const { store, view } = yield* openView(options)
  const { asOf, knownAt } = view.window
  const state =
    asOf === undefined && knownAt === undefined
      ? (yield* orExit(loadYear(store, view.streamId))).state
      : foldYear(yield* orExit(store.read(view.streamId, view.window)))
  const rows = quotaRows(state, [...view.cube.cells.values()])
  if (options.format === "json") return out(`${JSON.stringify(toJson(rows, state), null, 2)}\n`)
  const render = yield* Effect.promise(() => import("../render/index.ts"))
  const grid = gridOfQuotas(rows, view.unitName)
  switch (options.format) {
    case "text":
      return out(`${render.renderText(grid, { width: terminalWidth() })}\n`)
    case "md":
      return outFile(render.tablesMarkdown([render.tableOfGrid(grid)]))
    case "csv":
      return outFile(render.tablesCsv([render.tableOfGrid(grid)]))
  }
})
