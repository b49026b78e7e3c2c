/**
 * A process that makes ledgers one after the other, `ledger-0.db` first, and appends one event to each under the
 * stream it is given. With a thousand or more to make it is there to be killed, and closes none.
 */
import { writeSync } from "node:fs"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"

const [folder = "", unit = "", count = ""] = process.argv.slice(2)
const received = {
  kind: "other",
  fund: "unitFunds",
  function: "2080109",
  amount: Money.fromFen(1),
  abstract: ""
} as const
const event = (serial: number): NewEvent => ({
  eventId: `${unit}/2024/${serial}`,
  occurredOn: "2024-01-02",
  recordedAt: "2024-01-02T00:00:00.000Z",
  documentNo: "",
  source: null,
  event: make("IncomeReceived", received)
})
writeSync(1, "ready\n")
for (let serial = 0; serial < Number(count); serial++) {
  const store = Effect.runSync(openSqlite(`${folder}/ledger-${serial}.db`))
  const streamId = `unit/${unit}/2024`
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events: [event(serial)] }]))
  if (Number(count) < 1000) Effect.runSync(store.close)
}
