/**
 * `tables`: the tables of a unit's year, in the format asked for.
 */
import { gridOf } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isTerminal, outAs, say, terminalWidth } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { writeOutput } from "../Output.ts"
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
  const file = Option.getOrUndefined(options.out)
  if (file === undefined && options.format === "xlsx" && isTerminal()) {
    return yield* Effect.fail(
      usage("A workbook is no text for a terminal: give --out FILE.xlsx or redirect the output.")
    )
  }
  const width = file === undefined ? terminalWidth() : undefined
  const data = yield* Effect.promise(() => renderTables(view, chosen, options.format, width))
  if (file === undefined) return outAs(options.format, data)
  yield* writeOutput(file, data)
  say(`wrote ${file}`)
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
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write to this file instead of standard output"),
      Flag.optional
    ),
    language: flags.language
  },
  tables
)
