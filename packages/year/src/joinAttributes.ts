/**
 * Attributes joined to what a store answers: for the cubes of packs whose terms ask for them, and for what explains
 * their cells.
 */
import { attributesOf, withAttributes } from "@juesuan/ledger"
import type { AttributeName, EventStoreShape, PostedEntry, StreamId, Window } from "@juesuan/ledger"
import { Cube } from "@juesuan/tables"
import * as Effect from "effect/Effect"

/** The cube of a stream within a window, with the attributes named as they are registered in that window. */
export const cubeOf = Effect.fn("cubeOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  window: Window,
  names: ReadonlyArray<AttributeName>
) {
  const totals = yield* store.totals([streamId], window)
  if (names.length === 0) return Cube.fromPostings(totals)
  const registered = attributesOf(yield* store.facts(streamId, window))
  return Cube.fromPostings(withAttributes(totals, registered, names))
})

/** Entries of a stream with the same attributes as the cube of that window. */
export const joinEntries = Effect.fn("joinEntries")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  window: Window,
  names: ReadonlyArray<AttributeName>,
  entries: ReadonlyArray<PostedEntry>
) {
  if (names.length === 0) return entries
  const registered = attributesOf(yield* store.facts(streamId, window))
  const joined = withAttributes(
    entries.map(({ posting }) => posting),
    registered,
    names
  )
  return entries.map(({ event }, index): PostedEntry => ({ event, posting: joined[index]! }))
})
