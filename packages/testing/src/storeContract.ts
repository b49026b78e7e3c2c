/**
 * What every `EventStore` must do, as named checks that any test runner can run.
 *
 * A check is given a fresh, empty store; it throws when the store breaks the contract.
 */
import { HashChain, make } from "@juesuan/ledger"
import type { AppendReceipt, EventStoreShape, NewEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { opened } from "./arbitrary/year.ts"

const stream = "unit/100001/2024"
const other = "unit/100002/2024"

const event = (serial: number, amount = serial * 100): NewEvent => ({
  eventId: `E${serial}`,
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
          amount,
          abstract: ""
        })
})

const must = (isTrue: boolean, text: string): void => {
  if (!isTrue) throw new Error(text)
}

const same = (actual: unknown, expected: unknown, text: string): void => {
  const [left, right] = [HashChain.canonicalJson(actual), HashChain.canonicalJson(expected)]
  must(left === right, `${text}: ${left} is not ${right}`)
}

type AppendResult = Result.Result<AppendReceipt, { readonly _tag: string }>

const append = (
  store: EventStoreShape,
  expectedVersion: number,
  events: ReadonlyArray<NewEvent>,
  streamId = stream
): AppendResult => Effect.runSync(Effect.result(store.append([{ streamId, expectedVersion, events }])))

const tagOf = (result: AppendResult): string => (Result.isFailure(result) ? result.failure._tag : "Success")

const everything = (store: EventStoreShape) => ({
  heads: Effect.runSync(store.heads),
  events: Effect.runSync(store.readAll(1, 1000)),
  totals: Effect.runSync(store.totals([stream, other]))
})

/** The checks by name, in the order of the port's promises. */
export const storeContract: Readonly<Record<string, (store: EventStoreShape) => void>> = {
  "an empty store has no heads, no events and an intact chain": (store) => {
    same(everything(store), { heads: [], events: [], totals: [] }, "empty")
    same(Effect.runSync(store.head(stream)), null, "head")
    same(Effect.runSync(store.verify).breaks, [], "breaks")
  },
  "versions and positions run from one without gaps": (store) => {
    append(store, 0, [event(1), event(2)])
    append(store, 0, [event(3)], other)
    append(store, 2, [event(4)])
    const events = Effect.runSync(store.readAll(1, 1000))
    same(
      events.map(({ position }) => position),
      [1, 2, 3, 4],
      "positions"
    )
    same(
      Effect.runSync(store.read(stream)).map(({ version }) => version),
      [1, 2, 3],
      "versions"
    )
  },
  "what is read is what was appended": (store) => {
    append(store, 0, [event(1), event(2)])
    const {
      eventId,
      occurredOn,
      recordedAt,
      documentNo,
      source,
      event: payload
    } = Effect.runSync(store.read(stream))[1]!
    same({ eventId, occurredOn, recordedAt, documentNo, source, event: payload }, event(2), "event")
  },
  "another expected version is a conflict that names both": (store) => {
    append(store, 0, [event(1)])
    const before = everything(store)
    for (const expectedVersion of [0, 2]) {
      const result = append(store, expectedVersion, [event(2)])
      must(tagOf(result) === "VersionConflict", `expected ${expectedVersion}: ${tagOf(result)}`)
    }
    same(everything(store), before, "after conflicts")
  },
  "the same event again is already there, whatever the version": (store) => {
    append(store, 0, [event(1), event(2)])
    const before = everything(store)
    const again = append(store, 0, [event(1), event(2)])
    must(
      Result.isSuccess(again) && again.success.appended === 0 && again.success.alreadyThere === 2,
      tagOf(again)
    )
    same(everything(store), before, "after the same again")
  },
  "the same event recorded later from another file is the same event": (store) => {
    append(store, 0, [event(1)])
    const later = {
      ...event(1),
      recordedAt: "2026-01-01T00:00:00.000Z",
      source: { file: "other.csv", row: 9 }
    }
    must(tagOf(append(store, 0, [later])) === "Success", "recorded later")
    same(Effect.runSync(store.read(stream)).length, 1, "events")
  },
  "the same id with another body is refused and changes nothing": (store) => {
    append(store, 0, [event(1), event(2)])
    const before = everything(store)
    const changed = [
      event(2, 999),
      { ...event(2), occurredOn: "2024-12-31" },
      { ...event(2), documentNo: "X" }
    ]
    for (const twin of changed) must(tagOf(append(store, 2, [twin])) === "EventIdReused", "another body")
    must(tagOf(append(store, 0, [event(2)], other)) === "EventIdReused", "another stream")
    same(everything(store), before, "after refusals")
  },
  "a batch is appended whole or not at all, over all its streams": (store) => {
    append(store, 0, [event(1), event(2)])
    const before = everything(store)
    const batches = [
      { streamId: other, expectedVersion: 0, events: [event(5)] },
      { streamId: stream, expectedVersion: 2, events: [event(6), event(2, 999)] }
    ]
    must(Result.isFailure(Effect.runSync(Effect.result(store.append(batches)))), "a bad batch")
    same(everything(store), before, "after a bad batch")
    const good = [batches[0]!, { streamId: stream, expectedVersion: 2, events: [event(6)] }]
    must(Result.isSuccess(Effect.runSync(Effect.result(store.append(good)))), "a good batch")
    same(
      Effect.runSync(store.readAll(1, 1000)).map(({ eventId }) => eventId),
      ["E1", "E2", "E5", "E6"],
      "order"
    )
  },
  "a batch that repeats an event appends it once": (store) => {
    const receipt = append(store, 0, [event(1), event(2), event(2)])
    must(Result.isSuccess(receipt) && receipt.success.appended === 2, "appended")
    must(tagOf(append(store, 2, [event(3), event(3, 1)])) === "EventIdReused", "a twin in the batch")
  },
  "both time bounds are inclusive and independent": (store) => {
    append(store, 0, [event(1), event(2), event(3), event(4)])
    const read = (window: { readonly asOf?: string; readonly knownAt?: string }): ReadonlyArray<string> =>
      Effect.runSync(store.read(stream, window)).map(({ eventId }) => eventId)
    same(read({ asOf: "2024-03-15" }), ["E1", "E2"], "as of")
    same(read({ asOf: "2024-03-14" }), ["E1"], "as of the day before")
    same(read({ knownAt: "2025-01-04T00:00:00.000Z" }), ["E1", "E2", "E3"], "known at")
    same(read({ asOf: "2024-05-15", knownAt: "2025-01-02T00:00:00.000Z" }), ["E1"], "both")
    same(
      Effect.runSync(store.totals([stream], { asOf: "2024-04-15" })).map(({ amount }) => amount),
      [500],
      "totals"
    )
    const entries = Effect.runSync(store.entries([stream], () => true, { asOf: "2024-04-15" }))
    same(
      entries.map(({ posting }) => posting.amount),
      [200, 300],
      "entries"
    )
  },
  "entries come in order with their events, and only of the cells asked for": (store) => {
    append(store, 0, [event(1), event(2), event(3)])
    const all = Effect.runSync(store.entries([stream], ({ economic }) => economic === "30201"))
    same(
      all.map(({ event: { eventId } }) => eventId),
      ["E2", "E3"],
      "entries"
    )
    same(Effect.runSync(store.entries([stream], () => false)), [], "none")
    same(Effect.runSync(store.entries([other], () => true)), [], "another stream")
  },
  "facts are the events that post nothing": (store) => {
    append(store, 0, [event(1), event(2)])
    same(
      Effect.runSync(store.facts(stream)).map(({ eventId }) => eventId),
      ["E1"],
      "facts"
    )
  },
  "readAll starts and stops where it is told": (store) => {
    append(store, 0, [event(1), event(2), event(3), event(4)])
    same(
      Effect.runSync(store.readAll(2, 2)).map(({ position }) => position),
      [2, 3],
      "a page"
    )
    same(Effect.runSync(store.readAll(5, 2)), [], "behind the end")
  },
  "verify counts everything and finds an honest ledger intact": (store) => {
    append(store, 0, [event(1), event(2)])
    append(store, 0, [event(3)], other)
    const report = Effect.runSync(store.verify)
    same([report.events, report.streams, report.breaks], [3, 2, []], "report")
  }
}
