/**
 * `import`: appends transactions to a ledger, all of them or none.
 */
import type { ControlPolicy } from "@juesuan/domain"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out, say } from "../Console.ts"
import { readFiles, readMapping } from "../Files.ts"
import { writeOutput } from "../Output.ts"
import type { Language, Mapping } from "@juesuan/import"
import { prepareImport, recordingTime, recordPrepared } from "../Importing.ts"
import type { PreparedImport } from "../Importing.ts"
import { previewJson, renderPreview, renderTotals, totalsJson } from "../render/importPreview.ts"
import { ledgerPath, openForPlanning, openLedger } from "../Ledger.ts"
import { unreadable } from "../ExitCode.ts"
import * as flags from "./options.ts"

/** Reads the mapping file that --mapping names. */
export const mappingOf = Effect.fn("mappingOf")(function* (path: Option.Option<string>, language: Language) {
  if (Option.isNone(path)) return undefined
  const { mapping, issues } = readMapping(path.value)
  if (mapping === undefined) {
    const { inLanguage } = yield* Effect.promise(() => import("@juesuan/import"))
    const text = issues.map((issue) => {
      const { message, remedy } = inLanguage(issue, language)
      return `${issue.file}: ${message} ${remedy}`
    })
    return yield* Effect.fail(unreadable(text.join("\n")))
  }
  return mapping as Mapping | undefined
})

/** How many events an import appends, and how many of its rows are in the ledger already. */
interface Outcome {
  readonly appended: number
  readonly alreadyThere: number
}

const plannedOf = ({ plan: { plan } }: PreparedImport): Outcome => ({
  appended: plan.batches.reduce((count, { events }) => count + events.length, 0),
  alreadyThere: plan.alreadyThere
})

const summaryOf = ({ appended, alreadyThere }: Outcome, dryRun: boolean, language: Language): string => {
  if (language === "zh") {
    const there = alreadyThere === 0 ? "" : `；${alreadyThere} 笔此前已入账`
    return dryRun ? `试导入：将记入 ${appended} 笔${there}。` : `已记入 ${appended} 笔${there}。`
  }
  const there = alreadyThere === 0 ? "" : `, ${alreadyThere} already there`
  const events = appended === 1 ? "event" : "events"
  return dryRun
    ? `dry run: ${appended} ${events} would be appended${there}`
    : `${appended} ${events} appended${there}`
}

/** Prints the mapping that the heads of a file suggest, or writes it. */
const propose = Effect.fn("propose")(function* (files: ReadonlyArray<string>, to: Option.Option<string>) {
  const read = readFiles(files.slice(0, 1))
  const [file] = read.files
  if (file === undefined)
    return yield* Effect.fail(unreadable(read.issues.map(({ message }) => message).join("\n")))
  const { proposeMapping } = yield* Effect.promise(() => import("@juesuan/import"))
  const json = `${JSON.stringify(proposeMapping(file), null, 2)}\n`
  if (Option.isNone(to)) return out(json)
  yield* writeOutput(to.value, json)
})

/** Runs `import`. */
export const importCommand = Effect.fn("import")(function* (options: {
  readonly files: ReadonlyArray<string>
  readonly ledger: Option.Option<string>
  readonly mapping: Option.Option<string>
  readonly control: Option.Option<ControlPolicy>
  readonly afterClose: Option.Option<string>
  readonly dryRun: boolean
  readonly proposeMapping: boolean
  readonly out: Option.Option<string>
  readonly format: "text" | "json"
  readonly language: Language
}) {
  if (options.proposeMapping) return yield* propose(options.files, options.out)
  const path = yield* ledgerPath(options.ledger)
  const mapping = yield* mappingOf(options.mapping, options.language)
  const store = yield* openForPlanning(path)
  const now = recordingTime()
  const prepared = yield* prepareImport(store, options.files, {
    mapping,
    control: Option.getOrUndefined(options.control),
    afterClose: Option.getOrUndefined(options.afterClose),
    language: options.language,
    format: options.format,
    recordedAt: () => now,
    isPreviewed: options.dryRun
  })
  const { preview } = prepared
  if (options.format === "text") {
    say(renderTotals(prepared.totals, options.language))
    if (preview !== undefined) out(`${renderPreview(preview, options.language)}\n`)
  }
  const outcome: Outcome = options.dryRun
    ? plannedOf(prepared)
    : yield* recordPrepared(yield* openLedger(path, "write"), prepared, options)
  if (options.format === "json") {
    const { appended, alreadyThere } = outcome
    const previewed = preview === undefined ? {} : { preview: previewJson(preview) }
    const json = {
      dryRun: options.dryRun,
      appended,
      alreadyThere,
      totals: totalsJson(prepared.totals),
      ...previewed
    }
    out(`${JSON.stringify(json, null, 2)}\n`)
  } else out(`${summaryOf(outcome, options.dryRun, options.language)}\n`)
})

/** `import` with its arguments. */
export const command = Command.make(
  "import",
  {
    files: flags.files,
    ledger: flags.ledger,
    mapping: flags.mapping,
    control: flags.control,
    afterClose: Flag.String("after-close").pipe(
      Flag.withMetavar("REASON"),
      Flag.withDescription("enter rows of a closed year as adjustments (结账后调整), for this reason"),
      Flag.optional
    ),
    dryRun: flags.dryRun,
    proposeMapping: Flag.Boolean("propose-mapping").pipe(
      Flag.withDescription("print the mapping that the heads of FILE suggest, for --mapping; write nothing"),
      Flag.withDefault(false)
    ),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write the proposed mapping to this file"),
      Flag.optional
    ),
    format: flags.format("text", "json"),
    language: flags.language
  },
  importCommand
)
