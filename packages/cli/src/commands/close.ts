/**
 * `close` and `open`: the end of a year and the beginning of the next.
 */
import { FiscalYear, Money, carryoverKinds, fundTypes } from "@juesuan/domain"
import {
  balanceLineOf,
  contextOf,
  decide,
  evolve,
  initialState,
  loadYear,
  openingEvents,
  parseStreamId,
  proposeClosing,
  streamIdOf
} from "@juesuan/ledger"
import type { ClosingLine, Event, EventStoreShape, NewEvent, StreamId, YearState } from "@juesuan/ledger"
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { out, say } from "../Console.ts"
import { unreadable, usage } from "../ExitCode.ts"
import { recordingTime } from "../Importing.ts"
import { viewOf } from "@juesuan/year"
import { orExit } from "../exitOf.ts"
import { choosePack, chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import { nearText } from "../Near.ts"
import { recordPlan } from "@juesuan/year"
import { checkYear } from "@juesuan/year"

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

const dateOr = (date: Option.Option<string>, otherwise: string) =>
  Option.match(date, {
    onNone: () => Effect.succeed(otherwise),
    onSome: (text) =>
      Result.match(FiscalYear.parseDate(text), {
        onFailure: (error) => Effect.fail(usage(`--date: ${error.message}`)),
        onSuccess: Effect.succeed
      })
  })

const envelope = (eventId: string, documentNo: string, occurredOn: string, event: Event): NewEvent => ({
  eventId,
  occurredOn,
  recordedAt: recordingTime(),
  documentNo,
  source: null,
  event
})

/** Decides events one after the other; the first refusal ends the command with what it says. */
const decideAll = Effect.fn("decideAll")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  state: YearState,
  commands: ReadonlyArray<NewEvent>
) {
  const { year } = Result.getOrThrow(parseStreamId(streamId))
  const context = yield* orExit(contextOf(store, streamId))
  let current = state
  for (const command of commands) {
    const decided = decide(command, current, year, context)
    if (Result.isFailure(decided)) return yield* Effect.fail(unreadable(decided.failure.message))
    current = evolve(current, command)
  }
  return current
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

/** The projects of a year: those that were registered, and those that had quota or money. */
const projectsOf = Effect.fn("projectsOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  { quotas, balances }: YearState
) {
  const registered = (yield* orExit(store.facts(streamId))).flatMap(({ event }) =>
    event.type === "ProjectRegistered" ? [event.payload.project] : []
  )
  // Both keys end with the project, which may itself contain a slash.
  const ofQuotas = [...HashMap.keys(quotas)].map((key) => key.split("/").slice(4).join("/"))
  const ofMoney = [...HashMap.keys(balances)].map((key) => balanceLineOf(key).project)
  return [...new Set([...registered, ...ofQuotas, ...ofMoney])].filter((project) => project !== "").toSorted()
})

/** Runs `close`: states what every line closes with, and freezes the year. */
export const close = Effect.fn("close")(function* (
  options: YearOptions & { readonly finished: Option.Option<string> }
) {
  const path = yield* ledgerPath(options.ledger)
  const store = yield* openExisting(path, options.dryRun)
  const streamId = yield* chooseStream(store, options.unit, options.year)
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(streamId))
  const loaded = yield* orExit(loadYear(store, streamId))
  if (loaded.state.status === "closed") {
    say(`${streamId} is closed already; nothing was written.`)
    const head = yield* orExit(store.head(streamId))
    return printLines(`${streamId} closed`, streamId, loaded.state.closing ?? [], options, head?.hash ?? null)
  }
  const finished = Option.getOrElse(options.finished, () => "")
    .split(",")
    .map((project) => project.trim())
    .filter((project) => project !== "")
  const known = yield* projectsOf(store, streamId, loaded.state)
  const unknown = finished.find((project) => !known.includes(project))
  if (unknown !== undefined) {
    const near = nearText("projects", unknown, known)
    return yield* Effect.fail(usage(`--finished: the year has no project ${unknown}. ${near}`))
  }
  const event = proposeClosing(loaded.state, finished)
  const command = envelope(
    `${agencyCode}/${year}/closing#1`,
    "",
    yield* dateOr(options.date, `${year}-12-31`),
    event
  )
  yield* decideAll(store, streamId, loaded.state, [command])
  yield* sayFindings(store, streamId, options.pack)
  const batches = [{ streamId, expectedVersion: loaded.version, events: [command] }]
  const receipt = options.dryRun
    ? null
    : yield* orExit(recordPlan(store, { batches, refused: [], alreadyThere: 0 }))
  printLines(
    `${streamId} closes with`,
    streamId,
    event.payload.closing,
    options,
    receipt?.heads[0]?.hash ?? null
  )
})

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

const isBroughtForward = ({ event }: NewEvent): boolean => event.type === "CarryoverBroughtForward"

/** Runs `open`: opens a year with what the one before it closed with. */
export const open = Effect.fn("open")(function* (options: YearOptions) {
  const path = yield* ledgerPath(options.ledger)
  const store = yield* openExisting(path, options.dryRun)
  const closedStream = yield* chooseStream(
    store,
    options.unit,
    Option.map(options.year, (year) => year - 1)
  )
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(closedStream))
  const closed = yield* orExit(loadYear(store, closedStream))
  const opening = openingEvents(closed.state)
  if (Result.isFailure(opening)) {
    return yield* Effect.fail(unreadable(`${closedStream}: ${opening.failure.message}`))
  }
  const date = yield* dateOr(options.date, `${year + 1}-01-01`)
  const streamId = streamIdOf(agencyCode, year + 1)
  const commands = opening.success.map((event, index) =>
    envelope(`${agencyCode}/${year + 1}/opening#${index + 1}`, "", date, event)
  )
  const lines = commands.filter(isBroughtForward).map(({ event }) => event.payload as ClosingLine)
  const there = yield* orExit(store.find(commands.map(({ eventId }) => eventId)))
  if (there.length > 0) return yield* alreadyOpen(store, streamId, commands, lines, options)
  const state = yield* decideAll(store, streamId, (yield* orExit(loadYear(store, streamId))).state, commands)
  if (Object.values(state.money).reduce((sum, fen) => sum + fen, 0) !== totalOf(lines))
    return yield* Effect.die(
      new Error(`${streamId} opens with another amount than ${closedStream} closed with`)
    )
  const batches = [{ streamId, expectedVersion: 0, events: commands }]
  if (!options.dryRun) yield* orExit(recordPlan(store, { batches, refused: [], alreadyThere: 0 }))
  printLines(`${streamId} opens with what ${closedStream} closed with`, streamId, lines, options, null)
})

/** A year that was opened before: the same opening again is fine, another one is said. */
const alreadyOpen = Effect.fn("alreadyOpen")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  commands: ReadonlyArray<NewEvent>,
  lines: ReadonlyArray<ClosingLine>,
  options: YearOptions
) {
  const events = yield* orExit(store.read(streamId))
  const before = events.filter(isBroughtForward).map(({ event }) => event)
  const now = commands.filter(isBroughtForward).map(({ event }) => event)
  if (JSON.stringify(before) === JSON.stringify(now)) {
    say(`${streamId} is open already; nothing was written.`)
    return printLines(`${streamId} opened with`, streamId, lines, options, null)
  }
  const opened = events.reduce<YearState>(evolve, initialState).money
  const has = Object.values(opened).reduce((sum, fen) => sum + fen, 0)
  return yield* Effect.fail(
    unreadable(
      `${streamId} was opened before the closing changed (it holds ${Money.toText(Money.fromFen(has))} 元 now). ` +
        "Enter the change as OpeningAdjusted (年初余额调整, errorCorrection)."
    )
  )
})
