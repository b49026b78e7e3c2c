/**
 * `replay`: transactions in, tables and checks out, in one go.
 */
import type { ControlPolicy } from "@juesuan/domain"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, StreamId } from "@juesuan/ledger"
import { countFigures } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { orExit } from "../exitOf.ts"
import * as Option from "effect/Option"
import { out, say, terminalWidth } from "../Console.ts"
import type { Language } from "@juesuan/import"
import { prepareImport, recordingTime } from "../Importing.ts"
import { viewOf } from "@juesuan/year"
import { choosePack, openForPlanning, openLedger } from "../Ledger.ts"
import type { YearView } from "@juesuan/year"
import { makeDirectory, writeOutput } from "../Output.ts"
import { sayRate } from "../Progress.ts"
import { recordPlan } from "@juesuan/year"
import { toTablesJson } from "@juesuan/year"
import { checkYear } from "@juesuan/year"
import { failOnFindings, renderReport } from "./check.ts"
import type { FailOn } from "./check.ts"
import { mappingOf, renderTotals } from "./import.ts"
import { renderTables } from "./tables.ts"

/** Writes every rendering of a view's tables into a directory; gives the paths, in order. */
export const writeTables = Effect.fn("writeTables")(function* (
  view: YearView,
  directory: string,
  prefix = ""
) {
  yield* makeDirectory(directory)
  const written: Array<string> = []
  for (const format of ["json", "md", "html", "xlsx", "csv"] as const) {
    const path = `${directory}/${prefix}tables.${format}`
    yield* writeOutput(path, yield* Effect.promise(() => renderTables(view, view.tables, format, undefined)))
    written.push(path)
  }
  return written
})

const replayStream = Effect.fn("replayStream")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  options: {
    readonly pack: string
    readonly language: Language
    readonly format: "text" | "json"
    readonly failOn: FailOn
    readonly out: Option.Option<string>
    readonly prefix: string
  }
) {
  const view = yield* orExit(viewOf(store, streamId, yield* choosePack(options.pack)))
  const report = yield* orExit(checkYear(store, view, options.language))
  const isText = options.format === "text"
  if (isText)
    out(
      yield* Effect.promise(
        async () => (await renderTables(view, view.tables, "text", terminalWidth())) as string
      )
    )
  if (Option.isSome(options.out)) {
    const written = yield* writeTables(view, options.out.value, options.prefix)
    for (const path of written) say(`wrote ${path}`)
    const { writeDocument } = yield* Effect.promise(() => import("../DocumentBeside.ts"))
    yield* writeDocument(store, view, report, options.out.value, options.prefix)
  }
  if (isText) out(`\n${renderReport(report)}\n`)
  return { view, report, json: isText ? null : { ...toTablesJson(view), findings: report } }
})

/** Runs `replay`. */
export const replay = Effect.fn("replay")(function* (options: {
  readonly files: ReadonlyArray<string>
  readonly ledger: Option.Option<string>
  readonly out: Option.Option<string>
  readonly mapping: Option.Option<string>
  readonly control: Option.Option<ControlPolicy>
  readonly pack: string
  readonly format: "text" | "json"
  readonly failOn: FailOn
  readonly language: Language
}) {
  const started = performance.now()
  const mapping = yield* mappingOf(options.mapping, options.language)
  yield* choosePack(options.pack)
  const path = Option.getOrUndefined(options.ledger)
  const planningStore = path === undefined ? makeMemoryStore() : yield* openForPlanning(path)
  const now = recordingTime()
  const prepared = yield* prepareImport(planningStore, options.files, {
    mapping,
    control: Option.getOrUndefined(options.control),
    language: options.language,
    format: options.format,
    recordedAt: () => now
  })
  if (options.format === "text") say(renderTotals(prepared.totals))
  const store = path === undefined || path === ":memory:" ? planningStore : yield* openLedger(path, "write")
  yield* orExit(recordPlan(store, prepared.plan))
  const streams = prepared.streams
  const results = []
  for (const streamId of streams) {
    const prefix = streams.length === 1 ? "" : `${streamId.replaceAll("/", "-")}-`
    results.push(yield* replayStream(store, streamId, { ...options, prefix }))
  }
  if (options.format === "json") {
    const documents = results.map(({ json }) => json)
    out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`)
  }
  const figures = results.reduce((total, { view }) => total + countFigures(view.tables), 0)
  sayRate(`replayed to ${figures} figures`, prepared.rows, performance.now() - started)
  for (const { report } of results) yield* failOnFindings(report, options.failOn)
})
