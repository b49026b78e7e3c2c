/**
 * The contract of stores is worth what it refuses: a store that keeps it passes, and each of these that breaks one
 * promise does not.
 */
import { makeMemoryStore, storeBehind } from "@juesuan/ledger"
import type { EventStoreShape, StreamAppend } from "@juesuan/ledger"
import { contendingWriter, storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"

/** What a ledger under test has on its disk. */
interface Disk {
  readonly appends: Array<ReadonlyArray<StreamAppend>>
}

/** What of an append reaches the disk. */
type Keeping = (batches: ReadonlyArray<StreamAppend>) => ReadonlyArray<StreamAppend>

/** A store that keeps its appends and answers from memory, as a small store of somebody would. */
const openOn = (disk: Disk, keep: Keeping, catchesUp = true): EventStoreShape => {
  const memory = makeMemoryStore()
  let read = 0
  const catchUp = Effect.suspend(() => {
    const fresh = catchesUp || read === 0 ? disk.appends.slice(read) : []
    read += fresh.length
    return Effect.forEach(fresh, (batches) => Effect.orDie(memory.append(batches)), { discard: true })
  })
  return {
    ...storeBehind(memory, catchUp),
    append: (batches) =>
      Effect.andThen(
        catchUp,
        Effect.tap(memory.append(batches), ({ appended }) =>
          Effect.sync(() => {
            if (appended === 0) return
            disk.appends.push(keep(batches))
            read = disk.appends.length
          })
        )
      )
  }
}

const asIs: Keeping = (batches) => batches

type Change = (store: EventStoreShape) => Partial<EventStoreShape>

/** Openings of one ledger, each with some answers changed. */
const ledgerOf = (change: Change, keep: Keeping = asIs, catchesUp = true) => {
  const disk: Disk = { appends: [] }
  const open = () => {
    const store = openOn(disk, keep, catchesUp)
    return Promise.resolve({ ...store, ...change(store) })
  }
  return { open }
}

const honest: Change = () => ({})

const mutants: Readonly<Record<string, () => ReturnType<typeof ledgerOf>>> = {
  "keeps nothing": () => ledgerOf(honest, () => []),
  "keeps the first stream of an append only": () => ledgerOf(honest, (batches) => batches.slice(0, 1)),
  "does not see what others append": () => ledgerOf(honest, asIs, false),
  "forgets where an event came from": () =>
    ledgerOf(honest, (batches) =>
      batches.map((batch) => ({
        ...batch,
        events: batch.events.map((event) => ({ ...event, source: null }))
      }))
    ),
  "takes any expected version": () =>
    ledgerOf((store) => ({
      append: (batches) =>
        Effect.flatMap(store.heads, (heads) =>
          store.append(
            batches.map((batch) => ({
              ...batch,
              expectedVersion: heads.find(({ streamId }) => streamId === batch.streamId)?.version ?? 0
            }))
          )
        )
    })),
  "appends the batches one by one": () =>
    ledgerOf((store) => ({
      append: (batches) =>
        Effect.map(
          Effect.forEach(batches, (batch) => store.append([batch])),
          (receipts) => receipts.at(-1)!
        )
    })),
  "takes a reused id for the same event": () =>
    ledgerOf((store) => ({
      append: (batches) =>
        Effect.catchIf(
          store.append(batches),
          (error) => error._tag === "EventIdReused",
          () => Effect.succeed({ appended: 0, alreadyThere: 1, heads: [] })
        )
    })),
  "does not know an event again": () =>
    ledgerOf((store) => ({
      append: (batches) => Effect.map(store.append(batches), (receipt) => ({ ...receipt, alreadyThere: 0 }))
    })),
  "says nothing of the heads after an append": () =>
    ledgerOf((store) => ({
      append: (batches) => Effect.map(store.append(batches), (receipt) => ({ ...receipt, heads: [] }))
    })),
  "takes the day of --as-of for one too late": () =>
    ledgerOf((store) => ({
      read: (streamId, options = {}) =>
        Effect.map(store.read(streamId, options), (events) =>
          events.filter(({ occurredOn }) => options.asOf === undefined || occurredOn < options.asOf)
        )
    })),
  "forgets the window of totals": () =>
    ledgerOf((store) => ({ totals: (streamIds) => store.totals(streamIds) })),
  "forgets the window of entries": () =>
    ledgerOf((store) => ({ entries: (streamIds, matches) => store.entries(streamIds, matches) })),
  "gives all entries, whatever was asked": () =>
    ledgerOf((store) => ({
      entries: (streamIds, _, window) => store.entries(streamIds, () => true, window)
    })),
  "gives entries backwards": () =>
    ledgerOf((store) => ({
      entries: (streamIds, matches, window) =>
        Effect.map(store.entries(streamIds, matches, window), (entries) => entries.toReversed())
    })),
  "counts money among the facts": () => ledgerOf((store) => ({ facts: (streamId) => store.read(streamId) })),
  "reads a page beyond its end": () =>
    ledgerOf((store) => ({ readAll: (from, limit) => store.readAll(from, limit + 1) })),
  "finds an event as often as it is asked for": () =>
    ledgerOf((store) => ({
      find: (ids) =>
        Effect.map(
          Effect.forEach(ids, (id) => store.find([id])),
          (found) => found.flat()
        )
    })),
  "finds no corrections": () => ledgerOf(() => ({ corrections: () => Effect.succeed([]) })),
  "gives heads in the order of their first event": () =>
    ledgerOf((store) => ({
      heads: Effect.flatMap(store.readAll(1, 10_000), (events) =>
        Effect.map(store.heads, (heads) =>
          [...new Set(events.map(({ streamId }) => streamId))].flatMap(
            (id) => heads.find(({ streamId }) => streamId === id) ?? []
          )
        )
      )
    })),
  "gives hashes backwards": () =>
    ledgerOf((store) => ({
      hashes: (streamId) => Effect.map(store.hashes(streamId), (hashes) => hashes.toReversed())
    })),
  "has no texts": () => ledgerOf(() => ({ texts: () => Effect.succeed(null) })),
  "keeps the first snapshot for ever": () =>
    ledgerOf((store) => ({
      saveSnapshot: (snapshot) =>
        Effect.flatMap(store.snapshot(snapshot.streamId), (before) =>
          before === null ? store.saveSnapshot(snapshot) : Effect.void
        )
    })),
  "verifies nothing": () =>
    ledgerOf(() => ({
      verify: Effect.succeed({ events: 0, streams: 0, digest: "", breaks: [], notices: [] })
    }))
}

const brokenBy = async (make: () => ReturnType<typeof ledgerOf>): Promise<ReadonlyArray<string>> => {
  const broken: Array<string> = []
  for (const [promise, check] of Object.entries(storeContract)) {
    await check(make()).catch(() => broken.push(promise))
  }
  return broken
}

describe("the contract of stores", () => {
  it("is kept by a store that keeps its appends", async () => {
    expect(await brokenBy(() => ledgerOf(honest))).toEqual([])
  })

  it.each(Object.entries(mutants))("refuses a store that %s", async (_, make) => {
    expect(await brokenBy(make)).not.toEqual([])
  })

  it("refuses a store without a lock between processes, given a way to start one", async () => {
    const check = storeContract["processes that contend lose nothing and double nothing"]!
    // Each process reads an empty ledger, appends, and writes over what the others wrote meanwhile.
    let written = makeMemoryStore()
    const startWriter = async (writer: number, count: number): Promise<void> => {
      const own = makeMemoryStore()
      await contendingWriter(own, writer, count)
      written = own
    }
    const open = () => Promise.resolve(written)
    await expect(check({ open, startWriter })).rejects.toThrow("different events")
    await expect(check({ open })).resolves.toBeUndefined()
  })
})
