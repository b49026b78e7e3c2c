/**
 * The decide loop: commands for any number of streams are decided in order, each on what those before it made, and
 * appended together or not at all.
 *
 * There is one loop for everybody. Who imports wants every refusal at once; who handles one command wants the first;
 * who closes a year wants the decision made anew when others wrote in between. What the ledger has already with the
 * same content is skipped, so that the same commands may be handed in as often as somebody likes, by two at once too.
 *
 * Recording times never go back within a year: a command that comes with an earlier time than the year's last event
 * has, from a clock that was put back, is recorded at the time of that event.
 */
import { PlainText } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { decide } from "./Decide.ts"
import type { DecisionContext } from "./Decide.ts"
import { parseStreamId } from "./Envelope.ts"
import type { NewEvent, RecordedEvent, StreamId } from "./Envelope.ts"
import type { Event } from "./Event.ts"
import { EventIdReused } from "./EventStore.ts"
import type { AppendReceipt, EventStoreShape, StoreFailure, StreamAppend } from "./EventStore.ts"
import { evolve } from "./Evolve.ts"
import { idFault, newEventFault } from "./Gate.ts"
import { keepSnapshot, keepSnapshotOf, loadOtherYears, loadYear, priorPaymentIn } from "./LoadYear.ts"
import type { LoadedYear } from "./LoadYear.ts"
import { sameContent } from "./Recorded.ts"
import type { Refusal } from "./Refusal.ts"
import { entryOf } from "./YearState.ts"
import type { YearState } from "./YearState.ts"

/** An event asked for, and the stream it is for. */
export interface Command {
  readonly streamId: StreamId
  readonly event: NewEvent
}

/** A command that is not accepted, and why. */
export interface RefusedCommand {
  /** Its place among the commands handed in, from 0. */
  readonly index: number
  readonly command: Command
  readonly refusal: Refusal | EventIdReused
}

/** A year as the commands so far have left it. */
export interface DraftedYear {
  readonly streamId: StreamId
  readonly state: YearState
  /** The version the year would have if the plan were appended now. */
  readonly version: number
}

/** How commands are decided. */
export interface PlanOptions {
  /**
   * What is to be decided for a command in the year as it is then; default: the command as it is. The last event is
   * the command itself; one before it that is refused is left out.
   */
  readonly expand?:
    ((command: Command, year: DraftedYear) => readonly [...Array<NewEvent>, NewEvent]) | undefined
  /** Is called with the number of commands decided, from time to time. */
  readonly onProgress?: ((decided: number) => void) | undefined
}

/** What is to be appended, what is not accepted, and how many commands the ledger has already. */
export interface CommandPlan {
  readonly commands: ReadonlyArray<Command>
  readonly options: PlanOptions
  readonly batches: ReadonlyArray<StreamAppend>
  /** The years of the batches as they would be if the plan were appended now. */
  readonly years: ReadonlyMap<StreamId, LoadedYear>
  readonly refused: ReadonlyArray<RefusedCommand>
  readonly alreadyThere: number
}

/** Commands are not accepted; none of those handed in was recorded. */
export class CommandsRefused extends Data.TaggedError("CommandsRefused")<{
  readonly refused: ReadonlyArray<RefusedCommand>
}> {
  override get message(): string {
    return this.refused
      .map(({ command, refusal }) => `${command.event.eventId}: ${refusal.message}`)
      .join("\n")
  }
}

/** How often a decision is made when somebody else appends in between. */
export interface RecordOptions {
  /** Default 5. */
  readonly attempts?: number | undefined
}

const PROGRESS_EVERY = 500

/** Whether a command may look at other years: only then they are loaded. */
const looksBack = ({ event: { event } }: Command): boolean =>
  event?.type === "OpeningAdjusted" && event.payload?.corrects !== ""

interface StreamDraft {
  readonly streamId: StreamId
  readonly year: number
  readonly loadedVersion: number
  /** How many events were folded to load it. */
  readonly folded: number
  readonly context: DecisionContext
  state: YearState
  /** When the last event was recorded, of the store or of the draft. */
  recordedAt: string | null
  readonly events: Array<NewEvent>
}

/** The drafts of a plan by stream; a year that is drafted is looked at as it is in the draft. */
class Drafts {
  readonly byStream = new Map<StreamId, StreamDraft>()
  readonly #store: EventStoreShape
  readonly #lookingBack: ReadonlySet<StreamId>

  constructor(store: EventStoreShape, commands: ReadonlyArray<Command>) {
    this.#store = store
    this.#lookingBack = new Set(commands.filter(looksBack).map(({ streamId }) => streamId))
  }

  /** The draft of a stream, loaded from the store at its first command. */
  readonly of = (streamId: StreamId): Effect.Effect<StreamDraft, StoreFailure> => {
    const drafted = this.byStream.get(streamId)
    return drafted === undefined ? this.#load(streamId) : Effect.succeed(drafted)
  }

  #load(streamId: StreamId): Effect.Effect<StreamDraft, StoreFailure> {
    return Effect.gen({ self: this }, function* () {
      const { state, version, recordedAt, folded } = yield* loadYear(this.#store, streamId)
      const draft: StreamDraft = {
        streamId,
        year: Result.getOrThrow(parseStreamId(streamId)).year,
        loadedVersion: version,
        folded,
        context: yield* this.#contextOf(streamId),
        state,
        recordedAt,
        events: []
      }
      this.byStream.set(streamId, draft)
      return draft
    })
  }

  /** Other years of the unit: as the store has them, or as the commands so far have left them. */
  #contextOf(streamId: StreamId): Effect.Effect<DecisionContext, StoreFailure> {
    if (!this.#lookingBack.has(streamId)) return Effect.succeed({ priorPayment: () => undefined })
    const { agencyCode } = Result.getOrThrow(parseStreamId(streamId))
    return Effect.map(loadOtherYears(this.#store, streamId), (stored) => ({
      priorPayment: (eventId) => {
        const years = new Map(stored)
        for (const [other, { state }] of this.byStream) {
          if (other !== streamId && Result.getOrThrow(parseStreamId(other)).agencyCode === agencyCode)
            years.set(other, state)
        }
        return priorPaymentIn([...years.values()], eventId)
      }
    }))
  }
}

const laterOf = (before: string | null, now: string): string =>
  before !== null && before > now ? before : now

/** Decides one event on a draft, and adds it when it is accepted. */
const accept = (draft: StreamDraft, event: NewEvent): Refusal | null => {
  const misnamed = idFault(draft.streamId, event)
  if (misnamed !== null) return misnamed
  const decided = decide(event, draft.state, draft.year, draft.context)
  if (Result.isFailure(decided)) return decided.failure
  for (const accepted of decided.success) {
    const recordedAt = laterOf(draft.recordedAt, accepted.recordedAt)
    draft.state = evolve(draft.state, accepted)
    draft.recordedAt = recordedAt
    draft.events.push(recordedAt === accepted.recordedAt ? accepted : { ...accepted, recordedAt })
  }
  return null
}

/**
 * Whether the ledger has the event. Of texts recorded before there was a gate, line breaks count as the spaces that
 * files are read with since: a file that was imported then is still the same file.
 */
const isSaidBefore = (streamId: StreamId, before: RecordedEvent, event: NewEvent): boolean =>
  sameContent(streamId, before, event) ||
  sameContent(streamId, { ...before, event: PlainText.foldTexts(before.event) as Event }, event)

/** Decides a command; says whether the ledger has it already, or why it is refused. */
const decideOne = (
  draft: StreamDraft,
  command: Command,
  known: ReadonlyMap<string, RecordedEvent>,
  { expand }: PlanOptions
): "accepted" | "alreadyThere" | Refusal | EventIdReused => {
  const { streamId, state } = draft
  const version = draft.loadedVersion + draft.events.length
  const events = expand === undefined ? [command.event] : expand(command, { streamId, state, version })
  const event = events.at(-1)!
  const before = known.get(event.eventId)
  if (before !== undefined) {
    if (isSaidBefore(streamId, before, event)) return "alreadyThere"
    const invalid = newEventFault(streamId, event, (id) => entryOf(state, id)?.event)
    if (invalid !== null) return invalid
    const { eventId, documentNo } = event
    const { version } = before
    return new EventIdReused({ streamId: before.streamId, version, eventId, documentNo })
  }
  for (const companion of events.slice(0, -1)) accept(draft, companion)
  return accept(draft, event) ?? "accepted"
}

/** A year as its draft leaves it. */
const yearOf = ({ state, loadedVersion, recordedAt, folded, events }: StreamDraft): LoadedYear => ({
  state,
  version: loadedVersion + events.length,
  recordedAt,
  folded: folded + events.length
})

const planOnce = Effect.fn("planOnce")(function* (
  store: EventStoreShape,
  commands: ReadonlyArray<Command>,
  options: PlanOptions
) {
  const found = yield* store.find(commands.map(({ event }) => event.eventId))
  const known = new Map(found.map((event) => [event.eventId, event]))
  const drafts = new Drafts(store, commands)
  const refused: Array<RefusedCommand> = []
  let alreadyThere = 0
  for (const [index, command] of commands.entries()) {
    if (index % PROGRESS_EVERY === 0) options.onProgress?.(index)
    const outcome = decideOne(yield* drafts.of(command.streamId), command, known, options)
    if (outcome === "alreadyThere") alreadyThere++
    else if (outcome !== "accepted") refused.push({ index, command, refusal: outcome })
  }
  options.onProgress?.(commands.length)
  const drafted = [...drafts.byStream.values()].filter(({ events }) => events.length > 0)
  const batches = drafted.map(({ streamId, loadedVersion, events }) => ({
    streamId,
    expectedVersion: loadedVersion,
    events
  }))
  const years = new Map(drafted.map((draft) => [draft.streamId, yearOf(draft)]))
  const plan: CommandPlan = { commands, options, batches, years, refused, alreadyThere }
  return { plan, known }
})

/**
 * Decides all commands in order on what a store holds; writes nothing.
 *
 * A command that somebody else recorded while this was being decided is refused by what it came to itself: it is
 * looked for once more, and where it is there by now, all is decided anew.
 */
export const planCommands = Effect.fn("planCommands")(function* (
  store: EventStoreShape,
  commands: ReadonlyArray<Command>,
  options: PlanOptions = {}
) {
  for (;;) {
    const { plan, known } = yield* planOnce(store, commands, options)
    const unknown = plan.refused
      .map(({ command }) => command.event.eventId)
      .filter((eventId) => !known.has(eventId))
    if (unknown.length === 0 || (yield* store.find(unknown)).length === 0) return plan
  }
})

/** What the store must have done, whatever store it is. A broken promise is a bug and prints no table. */
const assertRecorded = (plan: CommandPlan, { appended, alreadyThere, heads }: AppendReceipt): void => {
  const planned = plan.batches.reduce((count, { events }) => count + events.length, 0)
  if (appended + alreadyThere !== planned)
    throw new Error(
      `${planned} events were handed over, ${appended} were appended and ${alreadyThere} were there`
    )
  for (const { streamId, expectedVersion, events } of plan.batches) {
    const version = heads.find((head) => head.streamId === streamId)?.version ?? 0
    if (version < expectedVersion + events.length)
      throw new Error(`${streamId} ends at ${version}, before ${expectedVersion + events.length}`)
  }
}

const nothingAppended: AppendReceipt = { appended: 0, alreadyThere: 0, heads: [] }

const appendPlan = Effect.fn("appendPlan")(function* (store: EventStoreShape, plan: CommandPlan) {
  if (plan.refused.length > 0) return yield* Effect.fail(new CommandsRefused({ refused: plan.refused }))
  // A plan of nothing asks nothing of the store, which may be open for reading only.
  const { batches, commands } = plan
  const receipt = batches.length === 0 ? nothingAppended : yield* store.append(batches)
  assertRecorded(plan, receipt)
  for (const [streamId, year] of plan.years) {
    // Where others recorded part of the plan, its events stand elsewhere than planned: the year is loaded anew.
    if (receipt.alreadyThere === 0) yield* keepSnapshotOf(store, streamId, year)
    else yield* keepSnapshot(store, streamId)
  }
  // Streams that had nothing new are in the receipt as well.
  const heads = [...receipt.heads]
  for (const streamId of new Set(commands.map((command) => command.streamId))) {
    if (heads.some((head) => head.streamId === streamId)) continue
    const head = yield* store.head(streamId)
    if (head !== null) heads.push(head)
  }
  return { ...receipt, alreadyThere: receipt.alreadyThere + plan.alreadyThere, heads } satisfies AppendReceipt
})

/**
 * Appends a plan. Where somebody else appended since it was made, its commands are decided anew; what the other wrote
 * may make them done already, or refused.
 *
 * Fails with {@link CommandsRefused}, and with `VersionConflict` when others were faster as often as it was tried;
 * nothing of the plan is written then. The receipt counts the commands that were there before with the others.
 */
export const recordPlan = Effect.fn("recordPlan")(function* (
  store: EventStoreShape,
  plan: CommandPlan,
  { attempts = 5 }: RecordOptions = {}
) {
  let current = plan
  const attempt = Effect.suspend(() => appendPlan(store, current))
  const planAnew = Effect.tap(planCommands(store, plan.commands, plan.options), (anew) =>
    Effect.sync(() => {
      current = anew
    })
  )
  return yield* Effect.retry(
    attempt.pipe(Effect.tapError((error) => (error._tag === "VersionConflict" ? planAnew : Effect.void))),
    { times: attempts - 1, while: (error) => error._tag === "VersionConflict" }
  )
})

/**
 * Decides commands and records them, all or none.
 *
 * Fails with {@link CommandsRefused} for all that are not accepted, or as {@link recordPlan} does.
 */
export const handleCommands = Effect.fn("handleCommands")(function* (
  store: EventStoreShape,
  commands: ReadonlyArray<Command>,
  options: PlanOptions & RecordOptions = {}
) {
  return yield* recordPlan(store, yield* planCommands(store, commands, options), options)
})
