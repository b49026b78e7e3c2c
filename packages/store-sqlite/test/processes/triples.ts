/**
 * A process to be killed: appends three events at a time for ever, and acknowledges how many there are.
 */
import { writeSync } from "node:fs"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"

const [file = ""] = process.argv.slice(2)
const store = Effect.runSync(openSqlite(file))
const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
} as const
const envelope = {
  occurredOn: "2024-01-02",
  recordedAt: "2024-01-02T00:00:00.000Z",
  documentNo: "",
  source: null
}
for (let version = 0; ; version += 3) {
  const events = [1, 2, 3].map((serial) => ({
    ...envelope,
    eventId: `1/2024/K${version + serial}`,
    event: make("DisbursementPaid", { line, amount: Money.fromFen(1), abstract: "" })
  }))
  Effect.runSync(store.append([{ streamId: "unit/1/2024", expectedVersion: version, events }]))
  writeSync(1, `${version + 3}\n`)
}
