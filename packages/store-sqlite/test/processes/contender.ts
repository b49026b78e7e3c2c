/** A process that opens a ledger and contends with others for one stream: file, number of the writer, count. */
import { openSqlite } from "@juesuan/store-sqlite"
import { contendingWriter } from "@juesuan/testing"
import * as Effect from "effect/Effect"

const [file = "", writer = "", count = ""] = process.argv.slice(2)
const store = Effect.runSync(openSqlite(file, { busyTimeoutMs: 60_000 }))
await contendingWriter(store, Number(writer), Number(count))
Effect.runSync(store.close)
