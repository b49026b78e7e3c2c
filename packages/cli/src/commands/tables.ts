/**
 * `tables`: the tables of a unit's year, in the format asked for.
 */
import { gridOf } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isTerminal, outAs, say, terminalWidth } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { writeOutput } from "../Output.ts"
import { viewOf } from "@juesuan/year"
import { choosePack, chooseStream, ledgerPath, openLedger, windowOf } from "../Ledger.ts"
import type { YearView } from "@juesuan/year"
import { textsOfTables, toTablesJson } from "@juesuan/year"
import { refusePersonalData } from "../PublicOutput.ts"
import type { Language } from "./check.ts"

export type TableFormat = "text" | "md" | "csv" | "json" | "html" | "xlsx"

/** The options that say which year is looked at. */
export interface ViewOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly asOf: Option.Option<string>
  readonly knownAt: Option.Option<string>
  readonly pack: string
}

/** Opens the ledger and derives the view the options ask for. */
export const openView = Effect.fn("openView")(function* (options: ViewOptions) {
  const path = yield* ledgerPath(options.ledger)
  const pack = yield* choosePack(options.pack)
  const window = yield* windowOf(options.asOf, options.knownAt)
  const store = yield* openLedger(path, "read")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  return { store, view: yield* viewOf(store, streamId, pack, window) }
})

/** The tables in a format, as text or, for xlsx, as bytes. */
export const renderTables = async (
  view: YearView,
  tables: ReadonlyArray<DerivedTable>,
  format: TableFormat,
  width: number | undefined
): Promise<string | Uint8Array> => {
  if (format === "json") return `${JSON.stringify(toTablesJson(view, tables), null, 2)}\n`
  const grids = tables.map((table) => gridOf(table, view.unitName))
  const render = await import("../render/index.ts")
  const title = `${view.unitName}${view.year}年度部门决算表`
  const printed = grids.map((grid) => render.tableOfGrid(grid))
  switch (format) {
    case "text":
      return `${grids.map((grid) => render.renderText(grid, { width })).join("\n\n")}\n`
    case "md":
      return render.tablesMarkdown(printed)
    case "csv":
      return render.tablesCsv(printed)
    case "html":
      return render.renderHtml(grids, { title, footer: `账本摘要 ${view.digest} · 表套 ${view.pack.id}` })
    case "xlsx":
      return render.tablesXlsx(printed)
  }
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
