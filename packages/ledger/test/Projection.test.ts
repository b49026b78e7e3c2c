/**
 * Projections: the same however they are split, and never continued on another ledger.
 */
import { makeMemoryStore, runProjection } from "@juesuan/ledger"
import type {
  Checkpoint,
  EventStoreShape,
  OrderedEventStoreShape,
  Projection,
  ProjectionOptions,
  SeenEvent
} from "@juesuan/ledger"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

/** Every event in turn: whatever is left out, doubled or put in another order shows. */
const ids: Projection<ReadonlyArray<string>> = {
  version: 1,
  initial: [],
  apply: (seen, { streamId, eventId }) => [...seen, `${streamId} ${eventId}`]
}

type Seen = Checkpoint<ReadonlyArray<string>>
type Run = typeof runProjection

/** As a program keeps it: only what JSON holds survives. */
const kept = (checkpoint: Seen): Seen => JSON.parse(JSON.stringify(checkpoint)) as Seen

const record = (store: EventStoreShape, steps: ReadonlyArray<Arbitrary.Step>): void => {
  for (const { streamId, expectedVersion, event } of steps)
    Effect.runSync(store.append([{ streamId, expectedVersion, events: [event] }]))
}

/** A ledger, after which events the projection runs, what each reading takes, and which reading is cut off. */
interface Split {
  readonly ledger: Arbitrary.Ledger
  readonly cuts: ReadonlyArray<number>
  readonly limits: ReadonlyArray<number>
  readonly readingsMax: number
}

const split: fc.Arbitrary<Split> = fc.record({
  ledger: Arbitrary.ledger({ streamsMax: 3, intentionsMax: 6 }),
  cuts: fc.array(fc.nat({ max: 60 }), { maxLength: 5 }),
  limits: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
  readingsMax: fc.integer({ min: 1, max: 5 })
})

/** What is left after runs between appends, some of them cut off; each goes on from what was saved last. */
const inRuns = ({ ledger: { steps }, cuts, limits, readingsMax }: Split, run: Run): ReadonlyArray<string> => {
  const store = makeMemoryStore()
  let from: Seen | undefined
  const bounds = [...cuts.map((cut) => Math.min(cut, steps.length)), steps.length].sort((a, b) => a - b)
  for (const [index, bound] of bounds.entries()) {
    record(store, steps.slice(bounds[index - 1] ?? 0, bound))
    const isLast = index === bounds.length - 1
    let readings = 0
    const save = (checkpoint: Seen) =>
      Effect.suspend(() => {
        from = kept(checkpoint)
        return !isLast && ++readings >= readingsMax ? Effect.fail("cut off" as const) : Effect.void
      })
    const result = Effect.runSync(
      Effect.result(run(store, ids, { from, events: limits[index % limits.length], save }))
    )
    if (Result.isSuccess(result)) from = kept(result.success)
    else expect(result.failure).toBe("cut off")
  }
  return from?.state ?? []
}

const outcomeOf = (run: Run) =>
  fc.check(
    fc.property(split, (one) => {
      expect(inRuns(one, run)).toEqual(
        one.ledger.steps.map(({ streamId, event }) => `${streamId} ${event.eventId}`)
      )
    }),
    runs(process.env, 150, 20_241_130)
  )

const lastOf = (from: ProjectionOptions<unknown, never>["from"]): SeenEvent => from!.last as SeenEvent

/** Wrong runners, which the law has to find. */
const mutants: Readonly<Record<string, Run>> = {
  "begins anew but keeps the state": (store, projection, { from, ...rest } = {}) =>
    runProjection(store, { ...projection, initial: from?.state ?? projection.initial }, rest),
  "saves the state of one event later": (store, projection, options = {}) =>
    runProjection(store, projection, {
      ...options,
      from:
        options.from === undefined || options.from.state === projection.initial
          ? options.from
          : {
              ...options.from,
              state: projection.apply(
                options.from.state,
                Effect.runSync(store.read(lastOf(options.from).streamId))[lastOf(options.from).version - 1]!
              )
            }
    })
}

const storeOf = (ledger: Arbitrary.Ledger): OrderedEventStoreShape => {
  const store = makeMemoryStore()
  record(store, ledger.steps)
  return store
}

const [one, other] = fc.sample(Arbitrary.ledger({ streamsMax: 1 }), { numRuns: 2, seed: 20_241_130 }) as [
  Arbitrary.Ledger,
  Arbitrary.Ledger
]

describe("a projection", () => {
  it("is the same however it is split between readings and runs", () => {
    const { failed, seed, counterexamplePath } = outcomeOf(runProjection)
    expect({ failed, counterexamplePath }, `seed ${seed}`).toEqual({
      failed: false,
      counterexamplePath: null
    })
  })

  it.each(Object.entries(mutants))("that %s is found", (_, mutant) => {
    expect(outcomeOf(mutant).failed).toBe(true)
  })

  it("is not continued on a ledger that does not have the event of its checkpoint", () => {
    const from = Effect.runSync(runProjection(storeOf(one), ids))
    const { streamId, version } = from.last!
    const shorter = storeOf({ ...one, steps: one.steps.slice(0, -1) })
    for (const store of [shorter, storeOf(other), makeMemoryStore()]) {
      const result = Effect.runSync(Effect.result(runProjection(store, ids, { from })))
      expect(Result.isFailure(result) && result.failure).toMatchObject({
        _tag: "CheckpointForeign"
      })
      expect(Result.isFailure(result) && result.failure.message).toContain(`event ${version} of ${streamId}`)
    }
  })

  it("goes on from a checkpoint by position, as it was saved before there were cursors", () => {
    // Given a checkpoint after each event of a ledger, in its former form
    const store = storeOf(one)
    const positions = Effect.runSync(store.readPositions(1, 1000))
    const whole = Effect.runSync(runProjection(store, ids))
    for (const { position, hash } of positions) {
      const state = whole.state.slice(0, position)
      const before = { version: 1, last: { position, hash }, state }
      // When the projection goes on, it comes to the same; on another ledger it does not go on
      expect(Effect.runSync(runProjection(store, ids, { from: before }))).toEqual(whole)
      const elsewhere = Effect.runSync(Effect.flip(runProjection(storeOf(other), ids, { from: before })))
      expect(elsewhere._tag).toBe("CheckpointForeign")
    }
  })

  it("of another version begins anew", () => {
    const store = storeOf(one)
    const from = Effect.runSync(runProjection(store, ids))
    const counting: Projection<number> = { version: 2, initial: 0, apply: (count) => count + 1 }
    const again = Effect.runSync(runProjection(store, counting, { from: { ...from, state: -1 } }))
    expect(again.state).toBe(one.steps.length)
  })
})
