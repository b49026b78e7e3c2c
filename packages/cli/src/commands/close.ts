/**
 * `close` and `open`: the end of a year and the beginning of the next.
 */
import { FiscalYear, Money, carryoverKinds, fundTypes } from "@juesuan/domain"
import { parseStreamId } from "@juesuan/ledger"
import type { ClosingLine, EventStoreShape, StreamId } from "@juesuan/ledger"
import { checkYear, closeYear, openNextYear, viewOf } from "@juesuan/year"
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { out, say } from "../Console.ts"
import { unreadable, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { choosePack, chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import { nearText } from "../Near.ts"

interface YearOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly date: Option.Option<string>
  readonly dryRun: boolean
  readonly pack: string
  readonly format: "text" | "json"
}

/** Opens a ledger that has to be there: closing nothing must not make a file. */
const openExisting = Effect.fn("openExisting")(function* (path: string, dryRun: boolean) {
  const isFile = path !== ":memory:" && !/^postgres(ql)?:/.test(path)
  if (isFile && !fs.existsSync(path)) return yield* openLedger(path, "read")
  return yield* openLedger(path, dryRun ? "read" : "write")
})

const dateOf = (date: Option.Option<string>) =>
  Option.match(date, {
    onNone: () => Effect.succeed(undefined),
    onSome: (text) =>
      Result.match(FiscalYear.parseDate(text), {
        onFailure: (error) => Effect.fail(usage(`--date: ${error.message}`)),
        onSuccess: (parsed) => Effect.succeed(parsed as string | undefined)
      })
  })

const renderLine = ({ fund, function: item, nature, project, kind, amount }: ClosingLine): string => {
  const place = [fundTypes[fund], item, nature, project].filter((part) => part !== "").join(" ")
  return `  ${Money.format(Money.fromFen(amount)).padStart(20)}  ${carryoverKinds[kind]}  ${place}`
}

const lineToJson = (line: ClosingLine) => ({ ...line, amount: Money.toText(Money.fromFen(line.amount)) })

const totalOf = (lines: ReadonlyArray<ClosingLine>): Money.Money =>
  Money.sum(lines.map(({ amount }) => Money.fromFen(amount)))

const printLines = (
  what: string,
  streamId: StreamId,
  lines: ReadonlyArray<ClosingLine>,
  { format, dryRun }: YearOptions,
  hash: string | null
): void => {
  const total = totalOf(lines)
  if (format === "json") {
    const json = { stream: streamId, dryRun, hash, total: Money.toText(total), lines: lines.map(lineToJson) }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  const head = dryRun ? `dry run: ${what}` : what
  out([head, ...lines.map(renderLine), `  ${Money.format(total).padStart(20)}  合计`, ""].join("\n"))
  if (hash !== null) out(`digest of the year ${hash}\n`)
}

/** Says that the year has findings which should be put right before it is frozen; closing is not refused. */
const sayFindings = Effect.fn("sayFindings")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  pack: string
) {
  const view = yield* orExit(viewOf(store, streamId, yield* choosePack(pack)))
  const { findings } = yield* orExit(checkYear(store, view))
  const blocking = findings.filter(({ severity }) => severity === "block")
  if (blocking.length === 0) return
  const ids = [...new Set(blocking.map(({ ruleId }) => ruleId))].join(", ")
  say(`The year has findings that must be corrected (${ids}): see \`juesuan check\`.`)
})

/** Runs `close`: states what every line closes with, and freezes the year. */
export const close = Effect.fn("close")(
  function* (options: YearOptions & { readonly finished: Option.Option<string> }) {
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
