/**
 * Handling the commands of one unit's year, for whom the first refusal is enough.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { NewEvent, StreamId } from "./Envelope.ts"
import type { AppendError, AppendReceipt, EventIdReused, EventStoreShape } from "./EventStore.ts"
import { handleCommands } from "./handleCommands.ts"
import type { CommandsRefused, RecordOptions } from "./handleCommands.ts"
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
export type HandleOptions = RecordOptions

/** The first refusal stands for all. */
const firstOf = ({ refused }: CommandsRefused): CommandRefused | EventIdReused => {
  const { command, refusal } = refused[0]!
  return refusal._tag === "EventIdReused"
    ? refusal
    : new CommandRefused({ eventId: command.event.eventId, refusal })
}

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
  options: HandleOptions = {}
): Effect.Effect<AppendReceipt, CommandRefused | AppendError> =>
  Effect.mapError(
    handleCommands(
      store,
      commands.map((event) => ({ streamId, event })),
      options
    ),
    (error) => (error._tag === "CommandsRefused" ? firstOf(error) : error)
  )
