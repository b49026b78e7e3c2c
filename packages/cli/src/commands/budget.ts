/**
 * `budget`: what was issued on every quota line, what is charged to it, and what may still be paid.
 */
import { Money, expenditureNatures, fundTypes } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import type { Grid, GridCell } from "@juesuan/tables"
import { budgetOf, toBudgetJson } from "@juesuan/year/budget"
import type { QuotaRow } from "@juesuan/year/budget"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out, outFile, terminalWidth } from "../Console.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import { renderGrids } from "../render/index.ts"
import * as flags from "./options.ts"

const titles = ["年初预算", "追加", "追减", "调剂", "收回", "全年预算", "已支付", "指标余额"]

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
    notes: ["指标余额 = 年初预算 + 追加 + 追减 + 调剂 + 收回 − 已支付（减少以负数列示）"]
  }
}

/** Runs `budget`. */
export const budget = Effect.fn("budget")(function* (
  options: ViewOptions & { readonly format: "text" | "md" | "csv" | "json" }
) {
  const { store, view } = yield* openView(options)
  const year = yield* budgetOf(store, view)
  const { rows } = year
  const { format } = options
  if (format === "json") return out(`${JSON.stringify(toBudgetJson(year), null, 2)}\n`)
  const grid = gridOfQuotas(rows, view.unitName)
  const text = yield* Effect.promise(() => renderGrids([grid], format, { width: terminalWidth() }))
  return format === "text" ? out(String(text)) : outFile(text)
})

/** `budget` with its arguments. */
export const command = Command.make(
  "budget",
  { ...flags.view, format: flags.format("text", "md", "csv", "json") },
  budget
)
