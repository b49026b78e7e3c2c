/**
 * A process of eight: appends one event at a time to the streams in turn, without ever holding back for the others,
 * and prints how often it lost.
 */
import { existsSync, writeSync } from "node:fs"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

const [file = "", name = "", count = "", ...streams] = process.argv.slice(2)
const store = Effect.runSync(openSqlite(file, { busyTimeoutMs: 60_000 }))
const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
} as const
const told = { VersionConflict: 0 }
writeSync(1, "ready\n")
while (!existsSync(`${file}.go`)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
for (let serial = 0; serial < Number(count); serial++) {
  const streamId = streams[serial % streams.length]!
  const event = make("BudgetSupplemented", { line, amount: Money.fromFen(1), abstract: name })
  const envelope = {
    occurredOn: "2024-01-02",
    recordedAt: "2024-01-02T00:00:00.000Z",
    documentNo: "",
    source: null
  }
  const events = [{ ...envelope, eventId: `${streamId.slice("unit/".length)}/${name}-${serial}`, event }]
  let expectedVersion = Effect.runSync(store.head(streamId))?.version ?? 0
  for (;;) {
    const result = Effect.runSync(Effect.result(store.append([{ streamId, expectedVersion, events }])))
    if (Result.isSuccess(result)) break
    const { failure } = result
    if (failure._tag !== "VersionConflict") throw failure
    told.VersionConflict++
    expectedVersion = failure.actualVersion
  }
}
Effect.runSync(store.close)
writeSync(1, JSON.stringify(told))
