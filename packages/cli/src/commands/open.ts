/**
 * `open`: the beginning of the year after a closed one.
 */
import { parseStreamId } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { openNextYear } from "@juesuan/year/close"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { say } from "../Console.ts"
import { unreadable } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { chooseStream, ledgerPath } from "../Ledger.ts"
import { dateOf, openExisting, printLines, yearEnd } from "../YearEnd.ts"
import type { YearOptions } from "../YearEnd.ts"

/**
 * The year to open from: the one before the year asked for; where none is asked for, the last closed year of the one
 * unit, so that opening again says that it is done.
 */
const chooseClosed = Effect.fn("chooseClosed")(function* (
  store: EventStoreShape,
  { unit, year }: Pick<YearOptions, "unit" | "year">
) {
  if (Option.isSome(year)) return yield* chooseStream(store, unit, Option.some(year.value - 1))
  const own = (yield* orExit(store.heads)).flatMap(({ streamId }) => {
    const id = Result.getOrUndefined(parseStreamId(streamId))
    const isAsked = id !== undefined && Option.getOrElse(unit, () => id.agencyCode) === id.agencyCode
    return isAsked ? [{ streamId, ...id }] : []
  })
  if (new Set(own.map(({ agencyCode }) => agencyCode)).size === 1) {
    for (const { streamId } of own.toSorted((a, b) => b.year - a.year)) {
      const facts = yield* orExit(store.facts(streamId))
      if (facts.some(({ event }) => event.type === "FiscalYearClosed")) return streamId
    }
  }
  return yield* chooseStream(store, unit, year)
})

/** Runs `open`: opens a year with what the one before it closed with. */
export const open = Effect.fn("open")(function* (options: YearOptions) {
  const path = yield* ledgerPath(options.ledger)
  const store = yield* openExisting(path, options.dryRun)
  const closedStream = yield* chooseClosed(store, options)
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
