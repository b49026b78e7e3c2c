/**
 * `open`: the beginning of the year after a closed one.
 */
import { openNextYear } from "@juesuan/year/close"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { say } from "../Console.ts"
import { unreadable } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { chooseStream, ledgerPath } from "../Ledger.ts"
import { dateOf, openExisting, printLines, yearEnd } from "../YearEnd.ts"
import type { YearOptions } from "../YearEnd.ts"

/** Runs `open`: opens a year with what the one before it closed with. */
export const open = Effect.fn("open")(function* (options: YearOptions) {
  const path = yield* ledgerPath(options.ledger)
  const store = yield* openExisting(path, options.dryRun)
  const closedStream = yield* chooseStream(
    store,
    options.unit,
    Option.map(options.year, (year) => year - 1)
  )
  const fromClosed = (error: { readonly message: string }) =>
    Effect.fail(unreadable(`${closedStream}: ${error.message}`))
  const date = yield* dateOf(options.date)
  const { streamId, done, lines } = yield* openNextYear(store, closedStream, {
    date,
    recordedAt: recordingTime(),
    isDryRun: options.dryRun
  }).pipe(Effect.catchTags({ YearStillOpen: fromClosed, ClosingTooCoarse: fromClosed }))
  if (done === "before") say(`${streamId} is open already; nothing was written.`)
  const what =
    done === "before" ? `${streamId} opened with` : `${streamId} opens with what ${closedStream} closed with`
  printLines(what, streamId, lines, options, null)
}, orExit)

/** `open` with its arguments. */
export const command = Command.make("open", yearEnd, open)
