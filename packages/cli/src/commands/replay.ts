/**
 * `replay`: transactions in, tables and checks out, in one go.
 */
import type { ControlPolicy, FindingsReport } from "@juesuan/domain"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { countFigures } from "@juesuan/tables"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { orExit } from "../exitOf.ts"
import * as Option from "effect/Option"
import { out, say, terminalWidth } from "../Console.ts"
import type { Language } from "@juesuan/import"
import { prepareImport, recordPrepared, recordingTime } from "../Importing.ts"
import { checkYear } from "@juesuan/year/check"
import { textsOfTables, toTablesJson } from "@juesuan/year/tables"
import type { YearView } from "@juesuan/year/view"
import { openEdition } from "../Edition.ts"
import type { Edition } from "../Edition.ts"
import { openForPlanning, openLedger, packIfNamed } from "../Ledger.ts"
import { viewIn } from "../OpenView.ts"
import { sayRate } from "../Progress.ts"
import { refusePersonalData } from "../PublicOutput.ts"
import { failOnFindings, renderReport } from "./check.ts"
import type { FailOn } from "./check.ts"
import { renderTotals } from "../render/importPreview.ts"
import { mappingOf } from "./import.ts"
import { renderTables } from "./tables.ts"
import * as flags from "./options.ts"

/** Writes every rendering of a view's tables to an edition; gives the paths they will have, in order. */
export const writeTables = Effect.fn("writeTables")(function* (
  view: YearView,
  edition: Edition,
  prefix = ""
) {
  const written: Array<string> = []
  for (const format of ["json", "md", "html", "xlsx", "csv"] as const) {
    const name = `${prefix}tables.${format}`
    yield* edition.write(
      name,
      yield* Effect.promise(() => renderTables(view, view.tables, format, undefined))
    )
    written.push(`${edition.directory}/${name}`)
  }
  return written
})

interface ReplayedStream {
  readonly view: YearView
  readonly report: FindingsReport
}

/** A stream's tables and document, to an edition; gives the lines that say what was written. */
const writeStream = Effect.fn("writeStream")(function* (
  store: EventStoreShape,
  { view, report }: ReplayedStream,
  edition: Edition,
  prefix: string
) {
  const written = yield* writeTables(view, edition, prefix)
  const { writeDocument } = yield* Effect.promise(() => import("../DocumentBeside.ts"))
  const lines = yield* writeDocument(store, view, report, edition, prefix)
  return [...written.map((path) => `wrote ${path}`), ...lines]
})

/** Prints the tables, as wide as the terminal. */
export const printTables = (view: YearView) =>
  Effect.promise(async () => out((await renderTables(view, view.tables, "text", terminalWidth())) as string))

interface ReplayOptions {
  readonly files: ReadonlyArray<string>
  readonly ledger: Option.Option<string>
  readonly out: Option.Option<string>
  readonly mapping: Option.Option<string>
  readonly control: Option.Option<ControlPolicy>
  readonly pack: Option.Option<string>
  readonly format: "text" | "json"
  readonly failOn: FailOn
  readonly language: Language
}

/** Reads the files and appends what they say; gives the store and the streams they belong to. */
const record = Effect.fn("record")(function* (options: ReplayOptions) {
  const mapping = yield* mappingOf(options.mapping, options.language)
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
  if (options.format === "text") say(renderTotals(prepared.totals, options.language))
  const store = path === undefined || path === ":memory:" ? planningStore : yield* openLedger(path, "write")
  yield* recordPrepared(store, prepared, options)
  return { store, rows: prepared.rows, streams: prepared.streams }
})

/** Runs `replay`. */
export const replay = Effect.fn("replay")(function* (options: ReplayOptions) {
  const started = performance.now()
  const pack = yield* packIfNamed(options.pack)
  const { store, rows, streams } = yield* record(options)
  const edition = Option.isNone(options.out) ? undefined : yield* openEdition(options.out.value)
  const results: Array<ReplayedStream> = []
  const lines: Array<string> = []
  for (const streamId of streams) {
    const view = yield* viewIn(store, streamId, pack, {}, options.language)
    yield* refusePersonalData(textsOfTables(view.unitName, view.tables), options.language)
    const result = { view, report: yield* orExit(checkYear(store, view, options.language)) }
    results.push(result)
    if (options.format === "text") yield* printTables(view)
    const prefix = streams.length === 1 ? "" : `${streamId.replaceAll("/", "-")}-`
    if (edition !== undefined) lines.push(...(yield* writeStream(store, result, edition, prefix)))
    if (options.format === "text") out(`\n${renderReport(result.report)}\n`)
  }
  if (edition !== undefined) yield* edition.publish
  for (const line of lines) say(line)
  if (options.format === "json") {
    const documents = results.map(({ view, report }) => ({ ...toTablesJson(view), findings: report }))
    out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`)
  }
  const figures = results.reduce((total, { view }) => total + countFigures(view.tables), 0)
  sayRate(`replayed to ${figures} figures`, rows, performance.now() - started)
  for (const { report } of results) yield* failOnFindings(report, options.failOn)
}, Effect.scoped)

/** `replay` with its arguments. */
export const command = Command.make(
  "replay",
  {
    files: flags.files,
    ledger: flags.ledger,
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("also write the tables and the document there"),
      Flag.optional
    ),
    mapping: flags.mapping,
    control: flags.control,
    pack: flags.pack,
    format: flags.format("text", "json"),
    failOn: flags.failOn,
    language: flags.language
  },
  replay
)
