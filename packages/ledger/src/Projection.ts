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
import type { RecordedEvent } from "./Envelope.ts"
import type { EventStoreShape, StoreFailure } from "./EventStore.ts"

/** A fold over all events of a ledger in position order. `apply` changes nothing of what it is given. */
export interface Projection<State> {
  /** Raised when `apply` means something else: checkpoints of another version begin anew. */
  readonly version: number
  readonly initial: State
  readonly apply: (state: State, event: RecordedEvent) => State
}

/** How far a projection has come: its state after the event `last`, `null` before the first. */
export interface Checkpoint<State> {
  readonly version: number
  readonly last: { readonly position: number; readonly hash: string } | null
  readonly state: State
}

/** A ledger does not have the event that a checkpoint was taken after. */
export class CheckpointForeign extends Data.TaggedError("CheckpointForeign")<{
  readonly position: number
  readonly hash: string
}> {
  override get message(): string {
    return (
      `At position ${this.position} the ledger does not have the event the checkpoint was taken after. ` +
      "It is of another ledger, or the ledger was restored to an earlier state. " +
      "Run the projection from the start."
    )
  }
}

/** How events are read, and what is done with each checkpoint. */
export interface ProjectionOptions<State, Error> {
  /** Where to go on; from the start without it. */
  readonly from?: Checkpoint<State> | undefined
  /** Most events read at once, more than 0. Default 1000. */
  readonly events?: number | undefined
  /** Called after each reading that brought events; its failure stops the projection there. */
  readonly save?: ((checkpoint: Checkpoint<State>) => Effect.Effect<void, Error>) | undefined
}

/**
 * Brings a projection up to date with a store and returns its checkpoint. However the events are split
 * between readings and between runs, the state is that of one fold over all of them.
 */
export const runProjection = <State, Error = never>(
  store: EventStoreShape,
  { version, initial, apply }: Projection<State>,
  { from, events: limit = 1000, save }: ProjectionOptions<State, Error> = {}
): Effect.Effect<Checkpoint<State>, Error | StoreFailure | CheckpointForeign> =>
  Effect.gen(function* () {
    let checkpoint: Checkpoint<State> =
      from?.version === version ? from : { version, last: null, state: initial }
    if (checkpoint.last !== null) {
      const [seen] = yield* store.readAll(checkpoint.last.position, 1)
      if (seen?.position !== checkpoint.last.position || seen.hash !== checkpoint.last.hash)
        return yield* new CheckpointForeign(checkpoint.last)
    }
    for (;;) {
      const read = yield* store.readAll((checkpoint.last?.position ?? 0) + 1, limit)
      const end = read.at(-1)
      if (end === undefined) return checkpoint
      const { position, hash } = end
      checkpoint = { version, last: { position, hash }, state: read.reduce(apply, checkpoint.state) }
      if (save !== undefined) yield* save(checkpoint)
    }
  })
