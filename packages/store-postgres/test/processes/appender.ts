/**
 * A process to be killed: appends batches of growing and shrinking size for ever to the ledger at a URL, and
 * acknowledges each on standard output once it is durable.
 */
import { writeSync } from "node:fs"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import { openPostgres } from "@juesuan/store-postgres"
import * as Effect from "effect/Effect"

const [url = ""] = process.argv.slice(2)
const streamId = "unit/100001/2024"
const store = await Effect.runPromise(openPostgres(url))
let version = (await Effect.runPromise(store.head(streamId)))?.version ?? 0
const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
} as const
writeSync(1, "ready\n")
for (let round = 0; ; round++) {
  const before = version
  const size = 1 + ((before * 7 + round) % 40)
  const events = Array.from({ length: size }, (_, index) => ({
    eventId: `100001/2024/E${before + index + 1}`,
    occurredOn: "2024-01-02",
    recordedAt: "2024-01-02T00:00:00.000Z",
    documentNo: `of ${before + size}`,
    source: null,
    event: make("BudgetSupplemented", { line, amount: Money.fromFen(before + index + 1), abstract: "" })
  }))
  await Effect.runPromise(store.append([{ streamId, expectedVersion: before, events }]))
  version += size
  writeSync(1, `${version}\n`)
}
