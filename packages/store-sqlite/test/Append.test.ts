/**
 * Appending agrees with the store in memory, refusal for refusal, and what is refused leaves no trace in the file.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Money } from "@juesuan/domain"
import { idPrefixOf, make, makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent, StreamAppend } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-append-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const streams = ["unit/1/2024", "unit/2/2024", "unit/3/2024"] as const

/** One of few ids with one of two amounts: repetitions and twins are frequent. */
const event = fc
  .record({ serial: fc.integer({ min: 1, max: 12 }), amount: fc.constantFrom(1, 1, 1, 2) })
  .map(({ serial, amount }): NewEvent => ({
    eventId: `E${serial}`,
    occurredOn: "2024-03-05",
    recordedAt: "2025-01-20T08:00:00.000Z",
    documentNo: `D${serial}`,
    source: { file: "append.csv", row: serial },
    event: make("DisbursementPaid", {
      line: {
        fund: "generalPublic",
        function: "2080109",
        economic: `302${String((serial % 3) + 1).padStart(2, "0")}`,
        nature: "basic",
        project: ""
      },
      amount: Money.fromFen(amount),
      abstract: "“公用经费”"
    })
  }))

/** Batches over some of the streams; `lag` is how far the expected version is off. */
const appends = fc.array(
  fc.uniqueArray(
    fc.record({
      streamId: fc.constantFrom(...streams),
      lag: fc.constantFrom(0, 0, 0, 0, 1, -1),
      events: fc.array(event, { maxLength: 4 })
    }),
    { selector: ({ streamId }) => streamId, maxLength: 3 }
  ),
  { maxLength: 12 }
)

const outcome = (store: EventStoreShape, batches: ReadonlyArray<StreamAppend>): unknown =>
  Result.match(Effect.runSync(Effect.result(store.append(batches))), {
    onSuccess: (receipt) => receipt,
    onFailure: (refusal) => ({ ...refusal, message: refusal.message })
  })

/** Every row of every table of a ledger file. */
const contentOf = (file: string): string => {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = ["meta", "stream", "event", "cell", "posting", "segment", "segment_time"]
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all())
  database.close()
  return JSON.stringify(rows)
}

describe("for every sequence of appends", () => {
  it("memory and SQLite answer the same, and a refused append leaves the file as it was", () => {
    let serial = 0
    fc.assert(
      fc.property(appends, (sequence) => {
        const file = path.join(folder, `append-${++serial}.db`)
        const [memory, sqlite] = [makeMemoryStore(), Effect.runSync(openSqlite(file))]
        for (const batches of sequence) {
          const heads = new Map(Effect.runSync(memory.heads).map((head) => [head.streamId, head.version]))
          const asked = batches.map(({ streamId, lag, events }) => ({
            streamId,
            expectedVersion: (heads.get(streamId) ?? 0) + lag,
            // One of the ids is that of another stream, wherever it is appended but there.
            events: events.map((event) => ({
              ...event,
              eventId: `${idPrefixOf(event.eventId === "E12" ? streams[0] : streamId)}${event.eventId}`
            }))
          }))
          const before = contentOf(file)
          const answer = outcome(sqlite, asked)
          expect(answer).toEqual(outcome(memory, asked))
          if ((answer as { _tag?: string })._tag !== undefined) expect(contentOf(file)).toBe(before)
        }
        expect(Effect.runSync(sqlite.readAll(null, 1000))).toEqual(Effect.runSync(memory.readAll(null, 1000)))
        expect(Effect.runSync(sqlite.heads)).toEqual(Effect.runSync(memory.heads))
        expect(Effect.runSync(sqlite.verify).breaks).toEqual([])
        Effect.runSync(sqlite.close)
        fs.rmSync(file)
      }),
      runs(process.env, 25, 20_240_101, 100) as { numRuns: number; seed: number }
    )
  })
})
