/**
 * What a store must do besides that keeps one order over all streams, as named checks: one file or one process can,
 * a ledger on many machines cannot.
 */
import type { OrderedEventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  append,
  event,
  eventOf,
  everything,
  idOf,
  other,
  must,
  readOn,
  run,
  same,
  stream
} from "./ledgerUnderTest.ts"

/** A ledger of an ordered store that a check may open several times. */
export interface OrderedLedgerUnderTest {
  readonly open: () => Promise<OrderedEventStoreShape>
}

const filled = async ({ open }: OrderedLedgerUnderTest): Promise<OrderedEventStoreShape> => {
  const store = await open()
  await append(store, 0, [event(1), event(2)])
  await append(store, 0, [eventOf(other, 3)], other)
  await append(store, 2, [event(4)])
  return store
}

/** The checks by name, in the order of the promises of `OrderedEventStoreShape`. */
export const orderedStoreContract: Readonly<
  Record<string, (ledger: OrderedLedgerUnderTest) => Promise<void>>
> = {
  "positions run from one without gaps, in the order of appending": async (ledger) => {
    const store = await filled(ledger)
    same(
      (await run(store.readPositions(1, 1000))).map(({ position, eventId }) => [position, eventId]),
      [
        [1, idOf(1)],
        [2, idOf(2)],
        [3, idOf(3, other)],
        [4, idOf(4)]
      ],
      "positions"
    )
  },
  "positions are read from where and as far as is said": async (ledger) => {
    const store = await filled(ledger)
    const positions = async (from: number, limit: number) =>
      (await run(store.readPositions(from, limit))).map(({ position }) => position)
    same(await positions(2, 2), [2, 3], "a page")
    same(await positions(4, 2), [4], "the end")
    same(await positions(5, 2), [], "behind the end")
  },
  "readAll comes in the order of positions, and its cursor is the position last read": async (ledger) => {
    const store = await filled(ledger)
    const { events, cursor } = await readOn(store, null, 3)
    same(
      events,
      (await run(store.readPositions(1, 1000))).map(({ position: _, ...recorded }) => recorded),
      "order"
    )
    same(cursor, "4", "cursor")
    same(
      (await run(store.readAll("2", 1))).events.map(({ eventId }) => eventId),
      [idOf(3, other)],
      "after 2"
    )
  },
  "a cursor beyond the end is of another ledger": async (ledger) => {
    const store = await filled(ledger)
    const result = await run(Effect.result(store.readAll("5", 1)))
    must(Result.isFailure(result) && result.failure._tag === "CursorForeign", "a cursor beyond the end")
  },
  "a batch over several units is appended whole or not at all": async (ledger) => {
    const store = await filled(ledger)
    const before = await everything(store)
    const batches = [
      { streamId: other, expectedVersion: 1, events: [eventOf(other, 5)] },
      { streamId: stream, expectedVersion: 2, events: [event(6)] }
    ]
    must(Result.isFailure(await run(Effect.result(store.append(batches)))), "a bad batch")
    same(await everything(store), before, "after a bad batch")
    const good = [batches[0]!, { ...batches[1]!, expectedVersion: 3 }]
    must(Result.isSuccess(await run(Effect.result(store.append(good)))), "a good batch")
    same((await everything(store)).events.length, 6, "events after it")
  },
  "notices name positions": async (ledger) => {
    const store = await filled(ledger)
    const early = { ...event(5), recordedAt: "2024-12-01T00:00:00.000Z" }
    await append(store, 3, [early])
    same(
      (await run(store.verify)).notices.map(({ position }) => position),
      [5],
      "notices"
    )
  }
}
