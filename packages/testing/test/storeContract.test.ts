/**
 * The contract of stores is worth what it refuses: a store that keeps it passes, and each of these that breaks one
 * promise does not.
 */
import { idPrefixOf, makeMemoryStore, recordedOf, storeBehind } from "@juesuan/ledger"
import type { AppendReceipt, OrderedEventStoreShape, RecordedTexts, StreamAppend } from "@juesuan/ledger"
import { contendingWriter, orderedStoreContract, storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"

/** What was written at once: batches that were appended, or texts that were taken over. */
type Written =
  { readonly batches: ReadonlyArray<StreamAppend> } | { readonly texts: ReadonlyArray<RecordedTexts> }

/** What a ledger under test has on its disk. */
interface Disk {
  readonly written: Array<Written>
}

/** What of an append reaches the disk. */
type Keeping = (batches: ReadonlyArray<StreamAppend>) => ReadonlyArray<StreamAppend>

/** A store that keeps its appends and answers from memory, as a small store of somebody would. */
const openOn = (
  disk: Disk,
  keep: Keeping,
  catchesUp: boolean,
  keepsTexts: boolean
): OrderedEventStoreShape => {
  const memory = makeMemoryStore()
  let read = 0
  const replay = (written: Written) =>
    "texts" in written
      ? Effect.orDie(memory.adopt(written.texts))
      : Effect.orDie(memory.append(written.batches))
  const catchUp = Effect.suspend(() => {
    const fresh = catchesUp || read === 0 ? disk.written.slice(read) : []
    read += fresh.length
    return Effect.forEach(fresh, replay, { discard: true })
  })
  const write =
    (written: Written) =>
    ({ appended }: AppendReceipt) =>
      Effect.sync(() => {
        if (appended === 0) return
        disk.written.push(written)
        read = disk.written.length
      })
  return {
    ...storeBehind(memory, catchUp),
    append: (batches) =>
      Effect.andThen(catchUp, Effect.tap(memory.append(batches), write({ batches: keep(batches) }))),
    adopt: (texts) =>
      Effect.andThen(catchUp, Effect.tap(memory.adopt(texts), write({ texts: keepsTexts ? texts : [] })))
  }
}

const asIs: Keeping = (batches) => batches

type Change = (store: OrderedEventStoreShape) => Partial<OrderedEventStoreShape>

/** Openings of one ledger, each with some answers changed. */
const ledgerOf = (change: Change, keep: Keeping = asIs, catchesUp = true, keepsTexts = true) => {
  const disk: Disk = { written: [] }
  const open = () => {
    const store = openOn(disk, keep, catchesUp, keepsTexts)
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
    ledgerOf((store) => ({ readAll: (cursor, limit) => store.readAll(cursor, limit + 1) })),
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
      heads: Effect.flatMap(Effect.orDie(store.readAll(null, 10_000)), ({ events }) =>
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
  "has no texts": () => ledgerOf(() => ({ texts: () => Effect.succeed([]) })),
  "gives one text at a time, however many were asked for": () =>
    ledgerOf((store) => ({ texts: (streamId, from) => store.texts(streamId, from, 1) })),
  "takes over texts that do not follow": () =>
    ledgerOf((store) => ({
      adopt: (texts) =>
        Effect.catchIf(
          store.adopt(texts),
          (error) => error._tag === "ChainBroken",
          () => Effect.succeed({ appended: 0, alreadyThere: texts.length, heads: [] })
        )
    })),
  "takes over what it can of texts that do not follow": () =>
    ledgerOf((store) => ({
      adopt: (texts) =>
        Effect.map(
          Effect.forEach(texts, (text) => store.adopt([text])),
          (receipts) => ({
            appended: receipts.reduce((sum, { appended }) => sum + appended, 0),
            alreadyThere: receipts.reduce((sum, { alreadyThere }) => sum + alreadyThere, 0),
            heads: receipts.at(-1)?.heads ?? []
          })
        )
    })),
  "records what it takes over anew": () =>
    ledgerOf((store) => ({
      adopt: (texts) => {
        const [first] = texts
        const events = texts.map((text) => {
          const { eventId, occurredOn, recordedAt, documentNo, source, event } = recordedOf(text)
          return { eventId, occurredOn, recordedAt, documentNo, source, event }
        })
        const batch = { streamId: first!.streamId, expectedVersion: first!.version - 1, events }
        return Effect.orDie(store.append([batch]))
      }
    })),
  "forgets what it has taken over": () => ledgerOf(honest, asIs, true, false),
  "takes any id": () =>
    ledgerOf((store) => ({
      append: (batches) =>
        store.append(
          batches.map((batch) => ({
            ...batch,
            events: batch.events.map((event) => {
              const prefix = idPrefixOf(batch.streamId)
              return event.eventId.startsWith(prefix)
                ? event
                : { ...event, eventId: `${prefix}${event.eventId}` }
            })
          }))
        )
    })),
  "begins anew at every cursor": () =>
    ledgerOf((store) => ({ readAll: (_, limit) => store.readAll(null, limit) })),
  "loses an event between two pages": () =>
    ledgerOf((store) => ({
      readAll: (cursor, limit) =>
        Effect.map(store.readAll(cursor, limit), ({ events, next }) => ({
          events,
          next: events.length === limit ? String(Number(next) + 1) : next
        }))
    })),
  "takes any text for a cursor": () =>
    ledgerOf((store) => ({
      readAll: (cursor, limit) =>
        Effect.catchIf(
          store.readAll(cursor, limit),
          (error) => error._tag === "CursorForeign",
          () => store.readAll(null, limit)
        )
    })),
  "gives the events of a stream backwards": () =>
    ledgerOf((store) => ({
      readAll: (cursor, limit) =>
        Effect.map(store.readAll(cursor, limit), ({ events, next }) => ({
          events: events.toReversed(),
          next
        }))
    })),
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

const orderedMutants: Readonly<Record<string, Change>> = {
  "counts positions from zero": (store) => ({
    readPositions: (from, limit) =>
      Effect.map(store.readPositions(from, limit), (events) =>
        events.map((event) => ({ ...event, position: event.position - 1 }))
      )
  }),
  "gives positions beyond what was asked for": (store) => ({
    readPositions: (from, limit) => store.readPositions(from, limit + 1)
  }),
  "reads the whole ledger stream by stream": (store) => ({
    readAll: (cursor, limit) =>
      Effect.map(store.readAll(cursor, limit), ({ events, next }) => ({
        events: [...events].sort((a, b) => (a.streamId < b.streamId ? 1 : a.streamId > b.streamId ? -1 : 0)),
        next
      }))
  }),
  "goes on from a cursor that it has not reached": (store) => ({
    readAll: (cursor, limit) =>
      Effect.catchIf(
        store.readAll(cursor, limit),
        (error) => error._tag === "CursorForeign",
        () => Effect.succeed({ events: [], next: cursor ?? "0" })
      )
  }),
  "appends the units of a batch one by one": (store) => ({
    append: (batches) =>
      Effect.map(
        Effect.forEach(batches, (batch) => store.append([batch])),
        (receipts) => receipts.at(-1)!
      )
  }),
  "names no position in a notice": (store) => ({
    verify: Effect.map(store.verify, (report) => ({
      ...report,
      notices: report.notices.map((notice) => ({ ...notice, position: null }))
    }))
  })
}

describe("the contract of stores with positions", () => {
  const broken = async (change: Change): Promise<ReadonlyArray<string>> => {
    const failed: Array<string> = []
    for (const [promise, check] of Object.entries(orderedStoreContract))
      await check(ledgerOf(change)).catch(() => failed.push(promise))
    return failed
  }

  it("is kept by a store that keeps its appends in order", async () => {
    expect(await broken(honest)).toEqual([])
  })

  it.each(Object.entries(orderedMutants))("refuses a store that %s", async (_, change) => {
    expect(await broken(change)).not.toEqual([])
  })
})

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
