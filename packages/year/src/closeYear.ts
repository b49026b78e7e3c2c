/**
 * The end of a year (年终结账) and the beginning of the next (新年度建账).
 *
 * Both are decided on the year as it is: where somebody else writes in between they are decided anew, and where
 * somebody else has done the same they are done.
 */
import { Money } from "@juesuan/domain"
import type { FiscalYear } from "@juesuan/domain"
import { packById } from "@juesuan/tables"
import {
  balanceLineOf,
  CommandsRefused,
  evolve,
  initialState,
  loadYear,
  openingEvents,
  parseStreamId,
  planCommands,
  proposeClosing,
  recordPlan,
  streamIdOf
} from "@juesuan/ledger"
import type {
  ClosingLine,
  Event,
  EventStoreShape,
  NewEvent,
  PayloadOf,
  RecordOptions,
  StreamId,
  YearState
} from "@juesuan/ledger"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"
import { withPackOf } from "./locatedIn.ts"

/** A project that is named as finished and that the year does not have. */
export class ProjectUnknown extends Data.TaggedError("ProjectUnknown")<{
  readonly project: string
  /** The projects of the year, in order. */
  readonly known: ReadonlyArray<string>
}> {
  override get message(): string {
    return `The year has no project ${this.project}. Name one of these: ${this.known.join(", ") || "none"}.`
  }
}

/** The next year was opened before the closing changed: opening it again would count the difference twice. */
export class OpenedOtherwise extends Data.TaggedError("OpenedOtherwise")<{
  readonly streamId: StreamId
  /** What the year holds now, in 元. */
  readonly holds: string
}> {
  override get message(): string {
    return (
      `${this.streamId} was opened before the closing changed (it holds ${this.holds} 元 now). ` +
      "Enter the change as OpeningAdjusted (年初余额调整, errorCorrection)."
    )
  }
}

/** When a year is closed or opened, and whether only to see what it would come to. */
export interface BoundaryOptions extends RecordOptions {
  /** The business date. Default: the last day of the closed year, the first of the opened one. */
  readonly date?: FiscalYear.BusinessDate | undefined
  /** The moment it counts as recorded (UTC, milliseconds). Default: 18:00 Beijing time of the business date. */
  readonly recordedAt?: string | undefined
  /** Decides and writes nothing. */
  readonly isDryRun?: boolean | undefined
}

/** How a year is closed. */
export interface CloseOptions extends BoundaryOptions {
  /** The projects that are done: what is left of them is 结余. */
  readonly finished?: ReadonlyArray<string> | undefined
}

/** A closed year, or what one would close with. */
export interface YearClosing {
  readonly streamId: StreamId
  /** `planned` for a dry run; `before` where the year was closed already. */
  readonly done: "now" | "before" | "planned"
  readonly lines: ReadonlyArray<ClosingLine>
  /** The hash of the year's last event; `null` where it is not closed. */
  readonly hash: string | null
}

/** An opened year, or what one would open with. */
export interface YearOpening {
  readonly streamId: StreamId
  readonly closedStreamId: StreamId
  /** `planned` for a dry run; `before` where the year was opened already. */
  readonly done: "now" | "before" | "planned"
  readonly lines: ReadonlyArray<ClosingLine>
}

const envelope = (
  eventId: string,
  occurredOn: string,
  event: Event,
  { recordedAt = `${occurredOn}T10:00:00.000Z` }: BoundaryOptions
): NewEvent => ({ eventId, occurredOn, recordedAt, documentNo: "", source: null, event })

/** The projects of a year: those that were registered, and those that had quota or money. */
const projectsOf = Effect.fn("projectsOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  { quotas, balances }: YearState
) {
  const registered = (yield* store.facts(streamId)).flatMap(({ event }) =>
    event.type === "ProjectRegistered" ? [event.payload.project] : []
  )
  // Both keys end with the project, which may itself contain a slash.
  const ofQuotas = [...HashMap.keys(quotas)].map((key) => key.split("/").slice(4).join("/"))
  const ofMoney = [...HashMap.keys(balances)].map((key) => balanceLineOf(key).project)
  return [...new Set([...registered, ...ofQuotas, ...ofMoney])].filter((project) => project !== "").toSorted()
})

/** Decides the events of one stream; records them unless it is a dry run. */
const decideEvents = Effect.fn("decideEvents")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  events: ReadonlyArray<NewEvent>,
  { isDryRun = false }: BoundaryOptions
) {
  const plan = yield* planCommands(
    store,
    events.map((event) => ({ streamId, event }))
  )
  if (isDryRun) {
    const { refused } = plan
    return refused.length === 0 ? ("planned" as const) : yield* Effect.fail(new CommandsRefused({ refused }))
  }
  // Without a second attempt: what is decided depends on the whole year, so that the caller decides anew.
  const { appended } = yield* recordPlan(store, plan, { attempts: 1 })
  return appended === 0 ? ("before" as const) : ("now" as const)
})

/**
 * Tries again where somebody else wrote in between. What is refused is tried again too: the other may have done the
 * same on another date, and then it is done.
 */
const decidedAnew =
  ({ attempts = 5 }: RecordOptions) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.retry(effect, {
      times: attempts - 1,
      while: (error) => {
        const { _tag } = error as { readonly _tag?: string }
        return _tag === "VersionConflict" || _tag === "CommandsRefused"
      }
    })

const closeOnce = Effect.fn("closeOnce")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  options: CloseOptions
) {
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(streamId))
  const { state } = yield* loadYear(store, streamId)
  const { finished = [], date = `${year}-12-31` } = options
  if (state.status === "closed") {
    const head = yield* store.head(streamId)
    const closing: YearClosing = {
      streamId,
      done: "before",
      lines: state.closing ?? [],
      hash: head?.hash ?? null
    }
    return closing
  }
  const known = yield* projectsOf(store, streamId, state)
  const unknown = finished.find((project) => !known.includes(project))
  if (unknown !== undefined) return yield* Effect.fail(new ProjectUnknown({ project: unknown, known }))
  const event = proposeClosing(state, finished)
  const command = envelope(`${agencyCode}/${year}/closing#1`, date, event, options)
  const done = yield* decideEvents(store, streamId, [command], options)
  const hash = done === "planned" ? null : ((yield* store.head(streamId))?.hash ?? null)
  const closing: YearClosing = { streamId, done, lines: event.payload.closing, hash }
  return closing
})

/**
 * Closes a year: states what every line closes with, and freezes it. A year that is closed already stays as it is.
 *
 * Fails with {@link ProjectUnknown}, with `CommandsRefused` when the ledger does not accept the closing, or with
 * `VersionConflict` when others kept writing; nothing is written then.
 */
export const closeYear = (store: EventStoreShape, streamId: StreamId, options: CloseOptions = {}) =>
  decidedAnew(options)(closeOnce(store, streamId, options))

const isBroughtForward = ({ event }: { readonly event: Event }): boolean =>
  event.type === "CarryoverBroughtForward"

/** The same opening as before is fine; another one is reported. */
const openedBefore = Effect.fn("openedBefore")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  commands: ReadonlyArray<NewEvent>
) {
  const events = yield* store.read(streamId)
  const before = events.filter(isBroughtForward).map(({ event }) => event)
  const now = commands.filter(isBroughtForward).map(({ event }) => event)
  if (JSON.stringify(before) === JSON.stringify(now)) return "before" as const
  const { money } = events.reduce<YearState>(evolve, initialState)
  return yield* Effect.fail(
    new OpenedOtherwise({ streamId, holds: Money.toText(Money.sum(Object.values(money).map(Money.fromFen))) })
  )
})

/** Whether a stated pack goes on in a year: that of a region's other years is chosen anew. */
const isPackOf =
  (year: number) =>
  (id: string): boolean =>
    packById(id)?.region?.years.includes(year) ?? true

const openOnce = Effect.fn("openOnce")(function* (
  store: EventStoreShape,
  closedStreamId: StreamId,
  options: OpenOptions
) {
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(closedStreamId))
  const closed = yield* loadYear(store, closedStreamId)
  const { profile } = closed.state
  const events = yield* Effect.fromResult(
    openingEvents(closed.state, {
      ...(profile === null ? {} : withPackOf(profile, isPackOf(year + 1))),
      ...options.changes
    })
  )
  const { date = `${year + 1}-01-01` } = options
  const streamId = streamIdOf(agencyCode, year + 1)
  const commands = events.map((event, index) =>
    envelope(`${agencyCode}/${year + 1}/opening#${index + 1}`, date, event, options)
  )
  const lines = commands.filter(isBroughtForward).map(({ event }) => event.payload as ClosingLine)
  const there = yield* store.find(commands.map(({ eventId }) => eventId))
  const done =
    there.length > 0
      ? yield* openedBefore(store, streamId, commands)
      : yield* decideEvents(store, streamId, commands, options)
  const opening: YearOpening = { streamId, closedStreamId, done, lines }
  return opening
})

/** How a year is opened. */
export interface OpenOptions extends BoundaryOptions {
  /** Parts of the unit's profile that are new in the year. */
  readonly changes?: Partial<PayloadOf<"FiscalYearOpened">> | undefined
}

/**
 * Opens the year after a closed one with exactly what that closed with, adjustments after the close included. A year
 * that is open already with the same stays as it is.
 *
 * Fails with `YearStillOpen` or `ClosingTooCoarse` when there is nothing to open with, with {@link OpenedOtherwise},
 * with `CommandsRefused`, or with `VersionConflict` when others kept writing; nothing is written then.
 */
export const openNextYear = (store: EventStoreShape, closedStreamId: StreamId, options: OpenOptions = {}) =>
  decidedAnew(options)(openOnce(store, closedStreamId, options))
