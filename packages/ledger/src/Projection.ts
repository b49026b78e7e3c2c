/**
 * Projections (投影): what a program of one's own keeps of a ledger, folded from its events and brought up to
 * date from where it last stopped.
 *
 * A checkpoint has the state in it, so that the two are never apart, and is plain data if the state is. It
 * names the last event it has seen with its hash; on a ledger where that event is another one, such as an
 * older backup, it is refused rather than continued.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Place, RecordedEvent } from "./Envelope.ts"
import { CursorForeign } from "./EventStore.ts"
import type { Cursor, EventStoreShape, StoreFailure } from "./EventStore.ts"

/** A fold over all events of a ledger. `apply` changes nothing of what it is given. */
export interface Projection<State> {
  /** Raised when `apply` means something else: checkpoints of another version begin anew. */
  readonly version: number
  readonly initial: State
  /** Events come in version order within their stream; across streams in no order to rely on. */
  readonly apply: (state: State, event: RecordedEvent) => State
}

/** The last event that a checkpoint has seen, by its place. */
export interface SeenEvent extends Place {
  readonly hash: string
}

/** How far a projection has come: its state after the event `last`, `null` before the first. */
export interface Checkpoint<State> {
  readonly version: number
  /** Where to go on reading; `null` from the start. */
  readonly cursor: Cursor | null
  readonly last: SeenEvent | null
  readonly state: State
}

/** A checkpoint as releases before cursors saved it. Stores that keep positions go on with it. */
export interface PositionCheckpoint<State> {
  readonly version: number
  readonly last: { readonly position: number; readonly hash: string } | null
  readonly state: State
}

/** A ledger does not have the event that a checkpoint was taken after. */
export class CheckpointForeign extends Data.TaggedError("CheckpointForeign")<{
  /** The place of the event, or the cursor, as the checkpoint has it. */
  readonly place: string
}> {
  override get message(): string {
    return (
      `The ledger does not have the event the checkpoint was taken after (${this.place}). ` +
      "It is of another ledger, or the ledger was restored to an earlier state. " +
      "Run the projection from the start."
    )
  }
}

/** How events are read, and what is done with each checkpoint. */
export interface ProjectionOptions<State, Error> {
  /** Where to go on; from the start without it. */
  readonly from?: Checkpoint<State> | PositionCheckpoint<State> | undefined
  /** Most events read at once, more than 0. Default 1000. */
  readonly events?: number | undefined
  /** Called after each reading that brought events; its failure stops the projection there. */
  readonly save?: ((checkpoint: Checkpoint<State>) => Effect.Effect<void, Error>) | undefined
}

const isOfPosition = <State>(
  from: Checkpoint<State> | PositionCheckpoint<State>
): from is PositionCheckpoint<State> => !("cursor" in from)

/** A checkpoint by position as one by cursor: cursors of stores that keep positions are positions. */
const fromPosition = Effect.fn("fromPosition")(function* <State>(
  store: EventStoreShape,
  { version, last, state }: PositionCheckpoint<State>
) {
  if (last === null) return { version, cursor: null, last, state } as Checkpoint<State>
  const { events, next } = yield* store.readAll(String(last.position - 1), 1)
  const [seen] = events
  if (seen?.hash !== last.hash)
    return yield* Effect.fail(new CheckpointForeign({ place: `position ${last.position}` }))
  return { version, cursor: next, last: seenOf(seen), state } as Checkpoint<State>
})

const seenOf = ({ streamId, version, hash }: RecordedEvent): SeenEvent => ({ streamId, version, hash })

/** Fails for a checkpoint that was taken after an event that the store does not have. */
const mustBeThere = Effect.fn("mustBeThere")(function* (store: EventStoreShape, last: SeenEvent | null) {
  if (last === null) return
  const [seen] = yield* store.texts(last.streamId, last.version, 1)
  if (seen?.hash === last.hash) return
  yield* Effect.fail(new CheckpointForeign({ place: `event ${last.version} of ${last.streamId}` }))
})

/** Where a projection begins: at its start, or after what its checkpoint has seen. */
const beginning = Effect.fn("beginning")(function* <State>(
  store: EventStoreShape,
  { version, initial }: Projection<State>,
  from: Checkpoint<State> | PositionCheckpoint<State> | undefined
) {
  if (from?.version !== version) {
    const start: Checkpoint<State> = { version, cursor: null, last: null, state: initial }
    return start
  }
  if (isOfPosition(from)) return yield* fromPosition(store, from)
  yield* mustBeThere(store, from.last)
  return from
})

/**
 * Brings a projection up to date with a store and returns its checkpoint. However the events are split
 * between readings and between runs, each is applied once, in version order within its stream.
 */
export const runProjection = <State, Error = never>(
  store: EventStoreShape,
  projection: Projection<State>,
  { from, events: limit = 1000, save }: ProjectionOptions<State, Error> = {}
): Effect.Effect<Checkpoint<State>, Error | StoreFailure | CheckpointForeign> =>
  Effect.mapError(
    Effect.gen(function* () {
      let checkpoint = yield* beginning(store, projection, from)
      for (;;) {
        const { events, next: cursor } = yield* store.readAll(checkpoint.cursor, limit)
        const end = events.at(-1)
        if (end === undefined) return checkpoint
        const state = events.reduce(projection.apply, checkpoint.state)
        checkpoint = { version: projection.version, cursor, last: seenOf(end), state }
        if (save !== undefined) yield* save(checkpoint)
      }
    }),
    (error) =>
      error instanceof CursorForeign ? new CheckpointForeign({ place: `cursor ${error.cursor}` }) : error
  )
