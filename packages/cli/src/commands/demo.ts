/**
 * `demo`: the shipped year of Yanchi 2024, from transactions to the nine published tables and the document.
 *
 * The transactions are a reconstruction; the tables they must project to are the printed ones, and the demo says
 * cell by cell whether they do. Every event counts as recorded at 18:00 Beijing time of its business date, so that
 * two runs give the same bytes and `--known-at` has something to show.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { checkYear } from "@juesuan/year/check"
import { toTablesJson } from "@juesuan/year/tables"
import { viewOf } from "@juesuan/year/view"
import type { TablesJson } from "@juesuan/year/tables"
import { orExit } from "../exitOf.ts"
import { out, say } from "../Console.ts"
import { openEdition } from "../Edition.ts"
import type { Edition } from "../Edition.ts"
import { Exit, exitCodes, unreadable } from "../ExitCode.ts"
import type { ImportedEvent, Language } from "@juesuan/import"
import { prepareImport, recordPrepared } from "../Importing.ts"
import { choosePack, openForPlanning, openLedger } from "../Ledger.ts"
import { sayRate } from "../Progress.ts"
import { failOnFindings, renderReport } from "./check.ts"
import { printTables, writeTables } from "./replay.ts"
import * as flags from "./options.ts"

/** The example's folder: beside the bundle when installed, in the repository when run from source. */
const exampleFolder = (): string | undefined =>
  ["./example", "../dist/example", "../../dist/example", "../../../../examples/yanchi-2024"]
    .map((relative) => path.join(import.meta.dirname, relative))
    .find((folder) => fs.existsSync(path.join(folder, "transactions.csv")))

const recordedAt = (row: ImportedEvent): string => `${row.occurredOn}T10:00:00.000Z`

/** Cells of the printed tables that the derived ones do not repeat: address, printed, derived. */
export const differences = (printed: TablesJson, derived: TablesJson): ReadonlyArray<string> => {
  const cells = new Map<string, string>()
  const addresses = ({ tables }: TablesJson): ReadonlyArray<readonly [string, string]> =>
    tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        Object.entries(row.cells).map(
          ([column, value]) => [`${table.key}/${row.key}/${column}`, value] as const
        )
      )
    )
  for (const [address, value] of addresses(derived)) cells.set(address, value)
  const found: Array<string> = []
  for (const [address, value] of addresses(printed)) {
    const own = cells.get(address)
    if (own !== value) found.push(`${address}: printed ${value}, derived ${own ?? "nothing"}`)
    cells.delete(address)
  }
  return [...found, ...[...cells].map(([address, value]) => `${address}: not printed, derived ${value}`)]
}

interface DemoOptions {
  readonly out: string
  readonly pack: string
  readonly format: "text" | "json"
  readonly language: Language
}

/** The year in a ledger, and its tables and document in an edition; the ledger is closed again at the end. */
const replayExample = Effect.fn("replayExample")(function* (
  folder: string,
  ledgerFile: string,
  edition: Edition,
  options: DemoOptions
) {
  const pack = yield* choosePack(options.pack)
  const planningStore = yield* openForPlanning(ledgerFile)
  const prepared = yield* prepareImport(planningStore, [path.join(folder, "transactions.csv")], {
    mapping: undefined,
    control: undefined,
    language: options.language,
    format: options.format,
    recordedAt
  })
  const store = yield* openLedger(ledgerFile, "write")
  yield* recordPrepared(store, prepared, options)
  const view = yield* orExit(viewOf(store, prepared.streams[0]!, pack))
  const tables = yield* writeTables(view, edition)
  const report = yield* orExit(checkYear(store, view, options.language))
  const { writeDocument } = yield* Effect.promise(() => import("../DocumentBeside.ts"))
  const document = yield* writeDocument(store, view, report, edition)
  return { rows: prepared.rows, view, report, tables, document }
}, Effect.scoped)

/** Runs `demo`. */
export const demo = Effect.fn("demo")(function* (options: DemoOptions) {
  const started = performance.now()
  const folder = exampleFolder()
  if (folder === undefined)
    return yield* Effect.fail(unreadable("The shipped example is missing: install again."))
  const edition = yield* openEdition(options.out)
  const ledgerFile = path.join(options.out, "ledger.db")
  const isThere = fs.existsSync(ledgerFile)
  const at = isThere ? ledgerFile : path.join(edition.folder, "ledger.db")
  const { rows, view, report, tables, document } = yield* replayExample(folder, at, edition, options)
  yield* edition.publish
  const isText = options.format === "text"
  if (isText) yield* printTables(view)
  const printed = JSON.parse(
    fs.readFileSync(path.join(folder, "expected", "tables.json"), "utf8")
  ) as TablesJson
  const wrong = differences(printed, toTablesJson(view))
  for (const line of wrong) say(`differs from print: ${line}`)
  sayRate("replayed", rows, performance.now() - started)
  for (const file of [ledgerFile, ...tables]) say(`wrote ${file}`)
  if (wrong.length === 0)
    say(`every cell equals the printed document's; try: juesuan explain T03/2080109/3 --ledger ${ledgerFile}`)
  for (const line of document) say(line)
  say(`for Word: juesuan disclose --ledger ${ledgerFile} --out ${options.out} --formats docx`)
  out(
    isText
      ? `\n${renderReport(report)}\n`
      : `${JSON.stringify({ ...toTablesJson(view), findings: report }, null, 2)}\n`
  )
  if (wrong.length > 0) {
    return yield* Effect.fail(
      new Exit({ code: exitCodes.bug, text: `${wrong.length} cells differ from the printed document.` })
    )
  }
  yield* failOnFindings(report, "block")
}, Effect.scoped)

/** `demo` with its arguments. */
export const command = Command.make(
  "demo",
  {
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("where to write the ledger, the tables and the document"),
      Flag.withDefault("juesuan-demo")
    ),
    pack: Flag.String("pack").pipe(
      Flag.withMetavar("PACK"),
      Flag.withDescription("table pack: an id that `juesuan packs` lists, or a JSON file"),
      Flag.withDefault("ningxia-2024")
    ),
    format: flags.format("text", "json"),
    language: flags.language
  },
  demo
)
