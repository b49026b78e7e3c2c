/**
 * A process that transfers one fen from ever new lines to ever new lines: every event's postings sum to zero.
 */
import { writeSync } from "node:fs"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { BudgetLine } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"

const [file = "", unit = "", count = ""] = process.argv.slice(2)
const store = Effect.runSync(openSqlite(file, { busyTimeoutMs: 30_000 }))
const line = (project: string): BudgetLine => ({
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "project",
  project
})
for (let version = 0; version < Number(count); version++) {
  const [from, to] = [line(`A${version}`), line(`B${version}`)]
  const event = make("BudgetTransferred", { from, to, amount: Money.fromFen(1), abstract: "" })
  const envelope = {
    occurredOn: "2024-01-02",
    recordedAt: "2024-01-02T00:00:00.000Z",
    documentNo: "",
    source: null
  }
  const events = [{ ...envelope, eventId: `${unit}/2024/${version}`, event }]
  Effect.runSync(store.append([{ streamId: `unit/${unit}/2024`, expectedVersion: version, events }]))
  if (version === 0) writeSync(1, "started\n")
}
Effect.runSync(store.close)
