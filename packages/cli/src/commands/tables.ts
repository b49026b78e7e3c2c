/**
 * `tables`: the tables of a unit's year, in the format asked for.
 */
import { gridOf } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { terminalWidth } from "../Console.ts"
import { deliver, refuseOnTerminal } from "../Delivery.ts"
import { usage } from "../ExitCode.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import type { YearView } from "@juesuan/year/view"
import { textsOfTables, toTablesJson } from "@juesuan/year/tables"
import { refusePersonalData } from "../PublicOutput.ts"
import { renderGrids } from "../render/index.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

export type TableFormat = "text" | "md" | "csv" | "json" | "html" | "xlsx"

/** The tables in a format, as text or, for xlsx, as bytes. */
export const renderTables = async (
  view: YearView,
  tables: ReadonlyArray<DerivedTable>,
  format: TableFormat,
  width: number | undefined
): Promise<string | Uint8Array> => {
  if (format === "json") return `${JSON.stringify(toTablesJson(view, tables), null, 2)}\n`
  const grids = tables.map((table) => gridOf(table, view.unitName))
  return renderGrids(grids, format, {
    width,
    title: `${view.unitName}${view.year}年度部门决算表`,
    footer: `账本摘要 ${view.digest} · 表套 ${view.pack.id}`
  })
}

/** Runs `tables`. */
export const tables = Effect.fn("tables")(function* (
  options: ViewOptions & {
    readonly table: Option.Option<string>
    readonly format: TableFormat
    readonly out: Option.Option<string>
    readonly language: Language
  }
) {
  const { view } = yield* openView(options)
  const wanted = Option.getOrUndefined(options.table)?.toUpperCase()
  const chosen = view.tables.filter((table) => wanted === undefined || table.key === wanted)
  if (chosen.length === 0) {
    const keys = view.tables.map((table) => `${table.key} ${table.title}`).join("\n  ")
    return yield* Effect.fail(usage(`There is no table ${wanted}. Tables:\n  ${keys}`))
  }
  yield* refusePersonalData(textsOfTables(view.unitName, chosen), options.language)
  yield* refuseOnTerminal(options.format, options.out)
  const width = Option.isNone(options.out) ? terminalWidth() : undefined
  const data = yield* Effect.promise(() => renderTables(view, chosen, options.format, width))
  yield* deliver(options.format, data, options.out)
})

/** `tables` with its arguments. */
export const command = Command.make(
  "tables",
  {
    ...flags.view,
    table: Flag.String("table").pipe(
      Flag.withMetavar("KEY"),
      Flag.withDescription("only this table, such as T03 (default: all nine)"),
      Flag.optional
    ),
    format: flags.format("text", "md", "csv", "json", "html", "xlsx"),
    out: flags.outFile,
    language: flags.language
  },
  tables
)
