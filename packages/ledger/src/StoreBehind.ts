/**
 * A store behind another: every question waits for something first.
 *
 * For stores that keep events in a form of their own and answer from memory: before each question they catch up with
 * what others wrote. Appends, adoptions and snapshots pass through as they are; such a store replaces them.
 */
import * as Effect from "effect/Effect"
import type { OrderedEventStoreShape, StoreFailure } from "./EventStore.ts"

/** `inner`, each question of it asked after `before` has run. */
export const storeBehind = (
  inner: OrderedEventStoreShape,
  before: Effect.Effect<void, StoreFailure>
): OrderedEventStoreShape => {
  const asked =
    <Args extends ReadonlyArray<unknown>, A, E>(ask: (...args: Args) => Effect.Effect<A, E>) =>
    (...args: Args): Effect.Effect<A, E | StoreFailure> =>
      Effect.andThen(
        before,
        Effect.suspend(() => ask(...args))
      )
  return {
    ...inner,
    read: asked(inner.read),
    facts: asked(inner.facts),
    readAll: asked(inner.readAll),
    readPositions: asked(inner.readPositions),
    find: asked(inner.find),
    corrections: asked(inner.corrections),
    texts: asked(inner.texts),
    hashes: asked(inner.hashes),
    snapshot: asked(inner.snapshot),
    head: asked(inner.head),
    totals: asked(inner.totals),
    entries: asked(inner.entries),
    heads: asked(() => inner.heads)(),
    verify: asked(() => inner.verify)()
  }
}
