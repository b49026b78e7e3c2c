/**
 * A store's ledger under test, and how the checks of the contract look at it.
 */
import { Money } from "@juesuan/domain"
import { HashChain, byPlace, idPrefixOf, make } from "@juesuan/ledger"
import type { AppendReceipt, EventStoreShape, NewEvent, RecordedEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { opened } from "./arbitrary/YearBuilder.ts"

/** The stream that checks append to. */
export const stream = "unit/100001/2024"
/** Another unit's stream. */
export const other = "unit/100002/2024"
/** The next year's stream of the first unit. */
export const nextYear = "unit/100001/2025"

/** The id of that event of a stream. */
export const idOf = (serial: number, streamId = stream): string => `${idPrefixOf(streamId)}E${serial}`

/** An event of its own for every number and stream; the first opens the year. */
export const event = (serial: number, amount = serial * 100, streamId = stream): NewEvent => ({
  eventId: idOf(serial, streamId),
  occurredOn: `2024-${String((serial % 12) + 1).padStart(2, "0")}-15`,
  recordedAt: `2025-01-${String((serial % 28) + 1).padStart(2, "0")}T00:00:00.000Z`,
  documentNo: `D${serial}`,
  source: { file: "contract.csv", row: serial + 1 },
  event:
    serial === 1
      ? opened("institution", "off")
      : make("DisbursementPaid", {
          line: {
            fund: "generalPublic",
            function: "2080109",
            economic: "30201",
            nature: "basic",
            project: ""
          },
          amount: Money.fromFen(amount),
          abstract: ""
        })
})

/** The event of that number for another stream. */
export const eventOf = (streamId: string, serial: number): NewEvent => event(serial, serial * 100, streamId)

/** Rejects a store of which this is not true. */
export const must = (isTrue: boolean, text: string): void => {
  if (!isTrue) throw new Error(text)
}

/** Rejects a store that answers otherwise. */
export const same = (actual: unknown, expected: unknown, text: string): void => {
  const [left, right] = [HashChain.canonicalJson(actual), HashChain.canonicalJson(expected)]
  must(left === right, `${text}: ${left} is not ${right}`)
}

/** What an append came to. */
export type AppendResult = Result.Result<AppendReceipt, { readonly _tag: string }>

/** Runs a question to the store. */
export const run = Effect.runPromise

/** Appends to one stream. */
export const append = (
  store: EventStoreShape,
  expectedVersion: number,
  events: ReadonlyArray<NewEvent>,
  streamId = stream
): Promise<AppendResult> => run(Effect.result(store.append([{ streamId, expectedVersion, events }])))

/** What an append came to: `Success`, or the tag of its failure. */
export const tagOf = (result: AppendResult): string =>
  Result.isFailure(result) ? result.failure._tag : "Success"

/** More than any check of the contract appends. */
const EVENTS_MAX = 1000

/** All events that come after a cursor, read in pages, in the turns in which they come; and the cursor after them. */
export const readOn = async (store: EventStoreShape, from: string | null = null, limit = 1000) => {
  const events: Array<RecordedEvent> = []
  for (let cursor = from; ;) {
    const page = await run(store.readAll(cursor, limit))
    must(page.events.length <= limit, `a page of ${page.events.length} events where ${limit} were asked for`)
    if (page.events.length === 0) return { events, cursor: page.next }
    events.push(...page.events)
    must(events.length <= EVENTS_MAX && page.next !== cursor, "a cursor that does not go on")
    cursor = page.next
  }
}

/** All that a store says of itself, events in the order of their places. */
export const everything = async (store: EventStoreShape) => ({
  heads: await run(store.heads),
  events: [...(await readOn(store)).events].sort(byPlace),
  totals: await run(store.totals([stream, other, nextYear]))
})

/** A ledger that a check may open several times; every opening sees the same events. */
export interface LedgerUnderTest {
  readonly open: () => Promise<EventStoreShape>
  /**
   * Starts another process that opens this ledger and runs {@link contendingWriter} with the numbers given;
   * resolves when it has ended well. Without it nobody contends from outside, and a store without a lock between
   * processes passes.
   */
  readonly startWriter?: (writer: number, count: number) => Promise<void>
}

/**
 * Appends `count` events of its own to one stream, one at a time, against whoever else does: a loser reads the head
 * again and tries again. Different writers have different numbers. Resolves to how often it lost.
 */
export const contendingWriter = async (
  store: EventStoreShape,
  writer: number,
  count: number
): Promise<number> => {
  let lost = 0
  for (let own = 0; own < count; own++) {
    const mine = event(100 + writer * count + own)
    for (;;) {
      const head = await run(store.head(stream))
      const tag = tagOf(await append(store, head?.version ?? 0, [mine]))
      if (tag === "Success") break
      must(tag === "VersionConflict", `a loser is told ${tag}`)
      lost++
    }
  }
  return lost
}

/** After writers have contended: everything is there once, in a row, and sound. */
export const nothingIsLost = async (store: EventStoreShape, count: number): Promise<void> => {
  const events = await run(store.read(stream))
  same(new Set(events.map(({ eventId }) => eventId)).size, count, "different events")
  same(
    events.map(({ version }) => version),
    Array.from({ length: count }, (_, index) => index + 1),
    "versions"
  )
  same((await run(store.verify)).breaks, [], "breaks")
}

/** What another opening sees is what this one sees. */
export const isKept = async (
  store: EventStoreShape,
  { open }: LedgerUnderTest,
  what: string
): Promise<void> => {
  const again = await open()
  same(await everything(again), await everything(store), `opened again after ${what}`)
  same(
    await run(again.entries([stream, other, nextYear], () => true)),
    await run(store.entries([stream, other, nextYear], () => true)),
    `entries after ${what}`
  )
  same((await run(again.verify)).breaks, [], `breaks after ${what}`)
}
