/**
 * A process that records a year in a ledger, fifty events at a time, and says after each append how many it has
 * acknowledged; with `read` in place of a number it says what the ledger holds.
 */
import { writeSync } from "node:fs"
import { make } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"

const [file = "", what = ""] = process.argv.slice(2)
const streamId = "unit/100001/2024"

const event = (serial: number): NewEvent => ({
  eventId: `100001/2024/${serial}`,
  occurredOn: "2024-03-05",
  recordedAt: "2025-01-20T08:00:00.000Z",
  documentNo: `记-${serial}`,
  source: { file: "faults.csv", row: serial + 1 },
  event: make("DisbursementPaid", {
    line: {
      fund: "unitFunds",
      function: "2080109",
      economic: `302${String((serial % 30) + 1).padStart(2, "0")}`,
      nature: "basic",
      project: ""
    },
    amount: serial,
    abstract: "办公用品"
  } as never)
})

const program = Effect.gen(function* () {
  const store = yield* openSqlite(file, { mode: what === "read" ? "read" : "write" })
  if (what === "read") {
    const amounts = (yield* store.totals([streamId])).map(({ amount }) => amount)
    writeSync(1, `${amounts.reduce((sum: number, amount) => sum + amount, 0)}\n`)
  }
  for (let from = 1; from <= Number(what); from += 50) {
    const events = Array.from({ length: 50 }, (_, index) => event(from + index))
    const version = (yield* store.head(streamId))?.version ?? 0
    const receipt = yield* store.append([{ streamId, expectedVersion: version, events }])
    writeSync(1, `${receipt.appended + receipt.alreadyThere}\n`)
  }
  yield* store.close
})

const failure = await Effect.runPromise(Effect.flip(program)).catch(() => null)
if (failure !== null) {
  writeSync(2, `${"kind" in failure ? failure.kind : failure._tag}: ${failure.message}\n`)
  process.exitCode = 5
}
