/**
 * Handling commands: load the year, decide, append; all of it or nothing.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { decide } from "./Decide.ts"
import type { DecisionContext } from "./Decide.ts"
import { parseStreamId } from "./Envelope.ts"
import type { NewEvent, StreamId } from "./Envelope.ts"
import { EventIdReused } from "./EventStore.ts"
import type { AppendError, AppendReceipt, EventStoreShape } from "./EventStore.ts"
import { evolve } from "./Evolve.ts"
import { contextOf, loadYear } from "./LoadYear.ts"
import { sameContent } from "./MemoryStore.ts"
import type { Refusal } from "./Refusal.ts"

/** A command is not accepted; none of those handed in with it was recorded. */
export class CommandRefused extends Data.TaggedError("CommandRefused")<{
  readonly eventId: string
  readonly refusal: Refusal
}> {
  override get message(): string {
    return `${this.eventId}: ${this.refusal.message}`
  }
}

/** How handling a command meets others that write at the same time. */
export interface HandleOptions {
  /** How often to decide anew when somebody else appends in between. Default 5. */
  readonly attempts?: number
}

type HandleError = CommandRefused | AppendError

/** Whether a command may look at other years: only then they are loaded. */
const looksBack = ({ event }: NewEvent): boolean =>
  event.type === "OpeningAdjusted" && event.payload.corrects !== ""

const alone: DecisionContext = { priorPayment: () => undefined }

const attempt = (
  store: EventStoreShape,
  streamId: StreamId,
  commands: ReadonlyArray<NewEvent>
): Effect.Effect<AppendReceipt, HandleError> =>
  Effect.gen(function* () {
    const { year } = Result.getOrThrow(parseStreamId(streamId))
    const { state, version } = yield* loadYear(store, streamId)
    const context = commands.some(looksBack) ? yield* contextOf(store, streamId) : alone
    const known = new Map(
      (yield* store.find(commands.map(({ eventId }) => eventId))).map((event) => [event.eventId, event])
    )
    let current = state
    for (const command of commands) {
      const before = known.get(command.eventId)
      if (before !== undefined) {
        if (sameContent(streamId, before, command)) continue
        const { eventId, documentNo } = command
        return yield* Effect.fail(
          new EventIdReused({ streamId, eventId, documentNo, position: before.position })
        )
      }
      const decided = decide(command, current, year, context)
      if (Result.isFailure(decided))
        return yield* Effect.fail(new CommandRefused({ eventId: command.eventId, refusal: decided.failure }))
      current = decided.success.reduce(evolve, current)
    }
    return yield* store.append([{ streamId, expectedVersion: version, events: commands }])
  })

/**
 * Records commands in a unit's year, in order. What the ledger already has with the same content is skipped.
 *
 * Fails with {@link CommandRefused} for the first command that is not accepted, and then nothing has happened; with
 * `VersionConflict` when others appended in between as often as it was tried.
 */
export const handle = (
  store: EventStoreShape,
  streamId: StreamId,
  commands: ReadonlyArray<NewEvent>,
  { attempts = 5 }: HandleOptions = {}
): Effect.Effect<AppendReceipt, HandleError> =>
  Effect.retry(attempt(store, streamId, commands), {
    times: attempts - 1,
    while: (error) => error._tag === "VersionConflict"
  })
