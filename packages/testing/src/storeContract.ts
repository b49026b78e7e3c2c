/**
 * What every `EventStore` must do, as named checks that any test runner can run.
 *
 * A check is given a fresh, empty ledger that it may open as often as it likes; its promise is rejected when the
 * store breaks the contract. A store in memory opens the same store every time. What a store does when another process
 * writes to it shows only where the test can start one: see `startWriter` of `LedgerUnderTest`.
 */
import {
  HashChain,
  Merkle,
  checkProof,
  foldYear,
  make,
  makeMemoryStore,
  proofOf,
  takeSnapshot
} from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  append,
  contendingWriter,
  event,
  eventOf,
  everything,
  idOf,
  isKept,
  must,
  nextYear,
  nothingIsLost,
  other,
  readOn,
  run,
  same,
  stream,
  tagOf
} from "./ledgerUnderTest.ts"
import type { LedgerUnderTest } from "./ledgerUnderTest.ts"
import { pagesAndCopies } from "./pagesAndCopies.ts"

/** The checks by name, in the order of the port's promises. */
export const storeContract: Readonly<Record<string, (ledger: LedgerUnderTest) => Promise<void>>> = {
  "an empty store has no heads, no events and an intact chain": async ({ open }) => {
    const store = await open()
    same(await everything(store), { heads: [], events: [], totals: [] }, "empty")
    same(await run(store.head(stream)), null, "head")
    same((await run(store.verify)).breaks, [], "breaks")
  },
  "versions run from one without gaps": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    await append(store, 0, [eventOf(other, 3)], other)
    await append(store, 2, [event(4)])
    same(
      (await run(store.read(stream))).map(({ version }) => version),
      [1, 2, 3],
      "versions"
    )
  },
  "what is read is what was appended": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    const {
      eventId,
      occurredOn,
      recordedAt,
      documentNo,
      source,
      event: payload
    } = (await run(store.read(stream)))[1]!
    same({ eventId, occurredOn, recordedAt, documentNo, source, event: payload }, event(2), "event")
  },
  "another expected version is a conflict that names both": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1)])
    const before = await everything(store)
    for (const expectedVersion of [0, 2]) {
      const result = await append(store, expectedVersion, [event(2)])
      must(tagOf(result) === "VersionConflict", `expected ${expectedVersion}: ${tagOf(result)}`)
    }
    same(await everything(store), before, "after conflicts")
  },
  "the same event again is already there, whatever the version": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    const before = await everything(store)
    const again = await append(store, 0, [event(1), event(2)])
    must(
      Result.isSuccess(again) && again.success.appended === 0 && again.success.alreadyThere === 2,
      tagOf(again)
    )
    same(await everything(store), before, "after the same again")
  },
  "the same event recorded later from another file is the same event": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1)])
    const later = {
      ...event(1),
      recordedAt: "2026-01-01T00:00:00.000Z",
      source: { file: "other.csv", row: 9 }
    }
    must(tagOf(await append(store, 0, [later])) === "Success", "recorded later")
    same((await run(store.read(stream))).length, 1, "events")
  },
  "the same id with another body is refused and changes nothing": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    const before = await everything(store)
    const changed = [
      event(2, 999),
      { ...event(2), occurredOn: "2024-12-31" },
      { ...event(2), documentNo: "X" }
    ]
    for (const twin of changed)
      must(tagOf(await append(store, 2, [twin])) === "EventIdReused", "another body")
    same(await everything(store), before, "after refusals")
  },
  "the id of a new event begins with the unit and the year of its stream": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    const before = await everything(store)
    for (const eventId of ["E9", "100001/2024/", "100001/2025/E9", "100002/2024/E9"]) {
      const tag = tagOf(await append(store, 2, [{ ...event(9), eventId }]))
      must(tag === "PayloadInvalid", `${eventId}: ${tag}`)
    }
    must(tagOf(await append(store, 0, [event(2)], other)) === "PayloadInvalid", "an id of another stream")
    same(await everything(store), before, "after refusals")
  },
  "a batch is appended whole or not at all, over all its streams of one unit": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    const before = await everything(store)
    const batches = [
      { streamId: nextYear, expectedVersion: 0, events: [eventOf(nextYear, 5)] },
      { streamId: stream, expectedVersion: 2, events: [event(6), event(2, 999)] }
    ]
    must(Result.isFailure(await run(Effect.result(store.append(batches)))), "a bad batch")
    same(await everything(store), before, "after a bad batch")
    const good = [batches[0]!, { streamId: stream, expectedVersion: 2, events: [event(6)] }]
    must(Result.isSuccess(await run(Effect.result(store.append(good)))), "a good batch")
    same(
      (await everything(store)).events.map(({ eventId }) => eventId),
      [idOf(1), idOf(2), idOf(6), idOf(5, nextYear)],
      "events"
    )
  },
  "recording times that go back are as they were appended, break nothing and are noticed once a stream":
    async ({ open }) => {
      const store = await open()
      const at = (serial: number, day: string) => ({
        ...event(serial),
        recordedAt: `2025-03-${day}T00:00:00.000Z`
      })
      await append(store, 0, [at(1, "05"), at(2, "05"), at(3, "07")])
      same((await run(store.verify)).notices, [], "notices of times that go on")
      await append(store, 3, [at(4, "06"), at(5, "08"), at(6, "02")])
      await append(store, 0, [{ ...at(7, "01"), eventId: idOf(7, other) }], other)
      const { breaks, notices } = await run(store.verify)
      same(breaks, [], "breaks")
      same(
        notices.map(({ position: _, ...notice }) => notice),
        [
          {
            streamId: stream,
            version: 4,
            eventId: event(4).eventId,
            recordedAt: "2025-03-06T00:00:00.000Z",
            before: "2025-03-07T00:00:00.000Z",
            count: 2
          }
        ],
        "notices"
      )
      const known = await run(store.read(stream, { knownAt: "2025-03-06T00:00:00.000Z" }))
      same(
        known.map(({ version }) => version),
        [1, 2, 4, 6],
        "known by each event's own time"
      )
    },
  "a batch that repeats an event appends it once": async ({ open }) => {
    const store = await open()
    const receipt = await append(store, 0, [event(1), event(2), event(2)])
    must(Result.isSuccess(receipt) && receipt.success.appended === 2, "appended")
    must(tagOf(await append(store, 2, [event(3), event(3, 1)])) === "EventIdReused", "a twin in the batch")
  },
  "both time bounds are inclusive and independent": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2), event(3), event(4)])
    const read = async (window: { readonly asOf?: string; readonly knownAt?: string }) =>
      (await run(store.read(stream, window))).map(({ eventId }) => eventId)
    same(await read({ asOf: "2024-03-15" }), [idOf(1), idOf(2)], "as of")
    same(await read({ asOf: "2024-03-14" }), [idOf(1)], "as of the day before")
    same(await read({ knownAt: "2025-01-04T00:00:00.000Z" }), [idOf(1), idOf(2), idOf(3)], "known at")
    same(await read({ asOf: "2024-05-15", knownAt: "2025-01-02T00:00:00.000Z" }), [idOf(1)], "both")
    same(
      (await run(store.totals([stream], { asOf: "2024-04-15" }))).map(({ amount }) => amount),
      [500],
      "totals"
    )
    const entries = await run(store.entries([stream], () => true, { asOf: "2024-04-15" }))
    same(
      entries.map(({ posting }) => posting.amount),
      [200, 300],
      "entries"
    )
  },
  "entries come in order with their events, and only of the cells asked for": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2), event(3)])
    const all = await run(store.entries([stream], ({ economic }) => economic === "30201"))
    same(
      all.map(({ event: { eventId } }) => eventId),
      [idOf(2), idOf(3)],
      "entries"
    )
    same(await run(store.entries([stream], () => false)), [], "none")
    same(await run(store.entries([other], () => true)), [], "another stream")
    await append(store, 0, [eventOf(nextYear, 4)], nextYear)
    await append(store, 3, [event(5)])
    same(
      (await run(store.entries([nextYear, stream], () => true))).map(({ event: { eventId } }) => eventId),
      [idOf(2), idOf(3), idOf(5), idOf(4, nextYear)],
      "entries of two streams"
    )
  },
  "facts are the events that post nothing": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    same(
      (await run(store.facts(stream))).map(({ eventId }) => eventId),
      [idOf(1)],
      "facts"
    )
  },
  ...pagesAndCopies,
  "verify counts everything and finds an honest ledger intact": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    await append(store, 0, [eventOf(other, 3)], other)
    const report = await run(store.verify)
    same([report.events, report.streams, report.breaks], [3, 2, []], "report")
  },
  "what one opening appends another sees at once, whole": async ({ open }) => {
    const [writer, reader] = [await open(), await open()]
    same((await readOn(reader)).events, [], "before")
    await append(writer, 0, [event(1), event(2)])
    same(await everything(reader), await everything(writer), "after")
    must(tagOf(await append(reader, 0, [event(3)])) === "VersionConflict", "a writer that did not read again")
    must(tagOf(await append(reader, 2, [event(3)])) === "Success", "a writer that did")
    same(await everything(writer), await everything(reader), "after both")
  },
  "writers that contend lose nothing, double nothing, and each loser is told": async ({ open }) => {
    const stores = [await open(), await open(), await open()]
    const writers = Array.from({ length: 6 }, (_, writer) =>
      contendingWriter(stores[writer % stores.length]!, writer, 5)
    )
    await Promise.all(writers)
    await nothingIsLost(stores[0]!, 30)
    await nothingIsLost(stores[1]!, 30)
  },
  "processes that contend lose nothing and double nothing": async ({ open, startWriter }) => {
    if (startWriter === undefined) return
    await Promise.all([0, 1, 2].map((writer) => startWriter(writer, 20)))
    await nothingIsLost(await open(), 60)
  },
  "every kind of append is there when the ledger is opened again": async (ledger) => {
    const store = await ledger.open()
    await append(store, 0, [event(1), event(2)])
    await isKept(store, ledger, "a first append")
    const both = [
      { streamId: nextYear, expectedVersion: 0, events: [eventOf(nextYear, 5), eventOf(nextYear, 7)] },
      { streamId: stream, expectedVersion: 2, events: [event(6)] }
    ]
    must(Result.isSuccess(await run(Effect.result(store.append(both)))), "two streams")
    await isKept(store, ledger, "an append to two streams")
    await append(store, 0, [eventOf(nextYear, 5), eventOf(nextYear, 7)], nextYear)
    await isKept(store, ledger, "the same again")
    await append(store, 0, [event(8)])
    await isKept(store, ledger, "a conflict")
    await append(store, 2, [eventOf(nextYear, 9)], nextYear)
    await isKept(store, ledger, "an append to the second stream")
    const source = makeMemoryStore()
    await append(source, 0, [eventOf(other, 1), eventOf(other, 2)], other)
    await run(store.adopt(await run(source.texts(other, 1, 10))))
    await isKept(store, ledger, "texts taken over")
  },
  "a receipt says where its streams end": async ({ open }) => {
    const store = await open()
    const receipt = await append(store, 0, [event(1), event(2)])
    must(Result.isSuccess(receipt), tagOf(receipt))
    if (Result.isSuccess(receipt)) same(receipt.success.heads, [await run(store.head(stream))], "heads")
  },
  "heads come in stream order, whatever was appended first": async ({ open }) => {
    const store = await open()
    await append(store, 0, [eventOf(other, 3)], other)
    await append(store, 0, [event(1)])
    same(
      (await run(store.heads)).map(({ streamId }) => streamId),
      [stream, other],
      "heads"
    )
  },
  "events are found by id, and by what they correct": async ({ open }) => {
    const store = await open()
    const line = {
      fund: "generalPublic",
      function: "2080109",
      economic: "30201",
      nature: "basic",
      project: ""
    }
    const refund: NewEvent = {
      ...event(3),
      event: make("DisbursementReturned", { corrects: idOf(2), line, amount: 1, abstract: "" } as never)
    }
    await append(store, 0, [event(1), event(2), refund])
    const ids = (events: ReadonlyArray<{ readonly eventId: string }>) => events.map(({ eventId }) => eventId)
    const wanted = [idOf(3), idOf(9), idOf(1), idOf(1), "E2"]
    same(ids(await run(store.find(wanted))), [idOf(1), idOf(3)], "found")
    same(ids(await run(store.corrections([idOf(2), idOf(1)]))), [idOf(3)], "corrections")
    same(ids(await run(store.corrections([idOf(1)]))), [], "corrections of none")
    same(ids(await run(store.read(stream, { fromVersion: 2 }))), [idOf(2), idOf(3)], "from a version")
  },
  "heads, hashes, texts and the digest belong together": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2), event(3)])
    await append(store, 0, [eventOf(other, 4)], other)
    const hashes = await run(store.hashes(stream))
    const events = await run(store.read(stream))
    same(
      hashes,
      events.map(({ hash }) => hash),
      "hashes"
    )
    const head = (await run(store.head(stream)))!
    const root = HashChain.toHex(Merkle.rootOf(hashes.map(HashChain.fromHex)))
    same(head, { streamId: stream, version: 3, hash: hashes[2], root }, "head")
    let previous = HashChain.genesis
    for (const { version, hash } of events) {
      const [texts] = await run(store.texts(stream, version, 1))
      must(texts !== undefined, `no texts of ${version}`)
      previous = HashChain.hashOf(previous, texts!)
      same([previous, texts!.hash], [hash, hash], "chain")
    }
    same(
      (await run(store.texts(stream, 2, 5))).map(({ version }) => version),
      [2, 3],
      "texts from a version"
    )
    const { digest } = await run(store.verify)
    same(digest, HashChain.digestOf(await run(store.heads)), "digest")
    for (const eventId of [idOf(1), idOf(3), idOf(4, other)]) {
      const proof = await run(proofOf(store, eventId))
      must(proof !== null && checkProof(proof, digest) === null, `proof of ${eventId}`)
    }
    same(await run(store.texts(stream, 9, 1)), [], "no text behind the end")
  },
  "a snapshot is kept, replaced, and may be lost": async ({ open }) => {
    const store = await open()
    await append(store, 0, [event(1), event(2)])
    same(await run(store.snapshot(stream)), null, "none yet")
    const [first, second] = await run(store.read(stream))
    const saved = takeSnapshot(foldYear([first!]), first!)
    await run(store.saveSnapshot(saved))
    same(await run(store.snapshot(stream)), saved, "kept")
    // Another opening may have it or not: it is never anything but the state of the stream's events.
    const elsewhere = await run((await open()).snapshot(stream))
    must(elsewhere === null || elsewhere.state === saved.state, "kept elsewhere")
    const next = takeSnapshot(foldYear([first!, second!]), second!)
    await run(store.saveSnapshot(next))
    same(await run(store.snapshot(stream)), next, "replaced")
    same((await run(store.verify)).breaks, [], "breaks")
  }
}
