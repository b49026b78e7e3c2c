/**
 * The part of the contract of stores that is about reading a whole ledger and taking one over.
 */
import { HashChain, copyLedger, makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, RecordedTexts } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  append,
  event,
  eventOf,
  everything,
  idOf,
  must,
  other,
  readOn,
  run,
  same,
  stream,
  tagOf
} from "./ledgerUnderTest.ts"
import type { LedgerUnderTest } from "./ledgerUnderTest.ts"

/** The checks by name. */
export const pagesAndCopies: Readonly<Record<string, (ledger: LedgerUnderTest) => Promise<void>>> = {
  "readAll gives every event once, in version order within its stream, whatever the pages": async ({
    open
  }) => {
    const store = await open()
    await append(store, 0, [eventOf(other, 1), eventOf(other, 2)], other)
    await append(store, 0, [event(1), event(2), event(3)])
    await append(store, 2, [eventOf(other, 3)], other)
    const { events } = await everything(store)
    for (const limit of [1, 2, 3, 100]) {
      const read = await readOn(store, null, limit)
      for (const streamId of [stream, other])
        same(
          read.events.filter((one) => one.streamId === streamId),
          events.filter((one) => one.streamId === streamId),
          `events of ${streamId} in pages of ${limit}`
        )
      same(read.events.length, 6, `number of events in pages of ${limit}`)
    }
  },
  "a cursor goes on with what was appended since, to whatever stream, and in another opening": async ({
    open
  }) => {
    const store = await open()
    same((await run(store.readAll(null, 10))).events, [], "nothing yet")
    await append(store, 0, [eventOf(other, 1)], other)
    const { next } = await run(store.readAll(null, 1))
    await append(store, 1, [eventOf(other, 2)], other)
    await append(store, 0, [event(1)])
    const again = await open()
    const since = await readOn(again, next)
    same(since.events.map(({ eventId }) => eventId).sort(), [idOf(1), idOf(2, other)], "since the first")
    await append(again, 1, [event(2)])
    const last = await run(store.readAll(since.cursor, 10))
    same(
      last.events.map(({ eventId }) => eventId),
      [idOf(2)],
      "since the end"
    )
    same(await run(store.readAll(last.next, 10)), { events: [], next: last.next }, "at the end")
    for (const cursor of ["soon", "-1", '{"a":']) {
      const result = await run(Effect.result(store.readAll(cursor, 10)))
      must(Result.isFailure(result) && result.failure._tag === "CursorForeign", `the cursor ${cursor}`)
    }
  },
  "texts are taken over verbatim, chain checked, as often as one likes": async ({ open }) => {
    const [store, source] = [await open(), makeMemoryStore()]
    await append(source, 0, [event(1), event(2), event(3)])
    await append(source, 0, [eventOf(other, 4)], other)
    const texts = [...(await run(source.texts(stream, 1, 10))), ...(await run(source.texts(other, 1, 10)))]
    const adopt = async (recorded: ReadonlyArray<RecordedTexts>) =>
      run(Effect.result(store.adopt(recorded))).then((result) =>
        Result.isFailure(result)
          ? result.failure._tag
          : `${result.success.appended} ${result.success.alreadyThere}`
      )
    same(await adopt(texts.slice(0, 2)), "2 0", "the first two")
    same(await adopt(texts), "2 2", "the others")
    same(await adopt(texts), "0 4", "all again")
    const [own, original] = [await everything(store), await everything(source)]
    same([own.heads, own.events], [original.heads, original.events], "after adopting")
    const sums = async (of: EventStoreShape) =>
      (await run(of.totals([stream]))).map(HashChain.canonicalJson).sort()
    same(await sums(store), await sums(source), "totals")
    same(await run(store.texts(stream, 1, 10)), await run(source.texts(stream, 1, 10)), "texts")
    same((await run(store.verify)).digest, (await run(source.verify)).digest, "digest")
    same((await run(store.verify)).breaks, [], "breaks")
    await append(source, 3, [event(5), event(6)])
    const [fifth, sixth] = (await run(source.texts(stream, 4, 2))) as [RecordedTexts, RecordedTexts]
    const wrong: ReadonlyArray<ReadonlyArray<RecordedTexts>> = [
      [sixth],
      [fifth, { ...sixth, body: fifth.body }],
      [{ ...fifth, documentNo: "other" }],
      [{ ...texts[1]!, hash: fifth.hash }, fifth],
      [fifth, { ...sixth, version: 7 }]
    ]
    const before = await everything(store)
    for (const [index, recorded] of wrong.entries()) {
      same(await adopt(recorded), "ChainBroken", `texts that do not follow, ${index}`)
      same(await everything(store), before, `after texts that do not follow, ${index}`)
    }
    same(await adopt([fifth, sixth]), "2 0", "what follows")
    must(tagOf(await append(store, 5, [event(7)])) === "Success", "an append after it")
  },
  "texts of former releases keep the bytes they were hashed with": async ({ open }) => {
    const [store, again] = [await open(), makeMemoryStore()]
    const body = HashChain.canonicalJson({
      line: { economic: "30201", function: "2080109", fund: "generalPublic", nature: "basic", project: "" },
      amount: 100,
      abstract: ""
    })
    const texts = {
      ...HashChain.textsOf(stream, 1, 1, event(2)),
      // An id and a payload from before ids had to begin with their stream, and payments named the other unit.
      eventId: "E2",
      body
    }
    const hash = HashChain.hashOf(HashChain.genesis, texts)
    await run(store.adopt([{ ...texts, hash }]))
    same(await run(store.texts(stream, 1, 1)), [{ ...texts, hash }], "texts")
    const [read] = await run(store.read(stream))
    same([read?.eventId, read?.event.payload], ["E2", event(2, 100).event.payload], "as it reads today")
    same(
      (await run(store.find(["E2"]))).map(({ version }) => version),
      [1],
      "found by its id"
    )
    const receipt = await append(store, 0, [{ ...event(2, 100), eventId: "E2" }])
    must(Result.isSuccess(receipt) && receipt.success.alreadyThere === 1, "the same again")
    await run(copyLedger(store, again))
    same(await run(again.heads), await run(store.heads), "heads of a copy")
    same((await run(again.verify)).breaks, [], "breaks of a copy")
  }
}
