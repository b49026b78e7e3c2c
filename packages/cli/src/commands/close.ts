/**
 * `close`: the end of a year.
 */
import type { EventStoreShape, StreamId } from "@juesuan/ledger"
import { checkYear } from "@juesuan/year/check"
import { closeYear } from "@juesuan/year/close"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Language } from "@juesuan/import"
import { confirm, terminalAsker } from "../Ask.ts"
import { say } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { chooseStream, ledgerPath, packIfNamed } from "../Ledger.ts"
import { nearText } from "../Near.ts"
import { viewIn } from "../OpenView.ts"
import { dateOf, openExisting, printLines, yearEnd } from "../YearEnd.ts"
import type { YearOptions } from "../YearEnd.ts"
import * as flags from "./options.ts"

/** Says that the year has findings which should be put right before it is frozen; closing is not refused. */
const sayFindings = Effect.fn("sayFindings")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  pack: Option.Option<string>
) {
  const view = yield* viewIn(store, streamId, yield* packIfNamed(pack))
  const { findings } = yield* orExit(checkYear(store, view))
  const blocking = findings.filter(({ severity }) => severity === "block")
  if (blocking.length === 0) return
  const ids = [...new Set(blocking.map(({ ruleId }) => ruleId))].join(", ")
  say(`The year has findings that must be corrected (${ids}): see \`juesuan check\`.`)
})

/** Runs `close`: states what every line closes with, and freezes the year. */
export const close = Effect.fn("close")(
  function* (
    options: YearOptions & {
      readonly finished: Option.Option<string>
      readonly yes: boolean
      readonly language: Language
    }
  ) {
    const path = yield* ledgerPath(options.ledger)
    const store = yield* openExisting(path, options.dryRun)
    const streamId = yield* chooseStream(store, options.unit, options.year)
    const finished = Option.getOrElse(options.finished, () => "")
      .split(",")
      .map((project) => project.trim())
      .filter((project) => project !== "")
    const date = yield* dateOf(options.date)
    const asked = { finished, date, recordedAt: recordingTime() }
    const planned = yield* closeYear(store, streamId, { ...asked, isDryRun: true })
    if (planned.done === "planned") yield* sayFindings(store, streamId, options.pack)
    const asker = terminalAsker()
    const isAsked = !options.yes && !options.dryRun && planned.done === "planned" && asker.isThere
    if (isAsked) {
      printLines(`${streamId} closes with`, streamId, planned.lines, { ...options, format: "text" }, null)
      if (
        !confirm(
          asker,
          "结账后本年度不再接受业务。现在结账吗",
          "The year takes no entries after that. Close it",
          options.language
        )
      )
        return say(options.language === "zh" ? "未结账，没有改动。" : "Not closed; nothing was written.")
    }
    const isDone = options.dryRun || planned.done === "before"
    const { done, lines, hash } = isDone ? planned : yield* closeYear(store, streamId, asked)
    if (done === "before") say(`${streamId} is closed already; nothing was written.`)
    const what = done === "before" ? `${streamId} closed` : `${streamId} closes with`
    printLines(what, streamId, lines, options, hash)
  },
  Effect.catchTag("ProjectUnknown", ({ project, known }) =>
    Effect.fail(
      usage(`--finished: the year has no project ${project}. ${nearText("projects", project, known)}`)
    )
  ),
  orExit
)

/** `close` with its arguments. */
export const command = Command.make(
  "close",
  {
    ...yearEnd,
    yes: flags.yes,
    language: flags.language,
    finished: Flag.String("finished").pipe(
      Flag.withMetavar("CODES"),
      Flag.withDescription("projects that are finished, comma-separated: what is left of them is 结余"),
      Flag.optional
    )
  },
  close
)
