/** A process that opens a ledger and contends with others for one stream: URL, number of the writer, count. */
import { openPostgres } from "@juesuan/store-postgres"
import { contendingWriter } from "@juesuan/testing"
import * as Effect from "effect/Effect"

const [url = "", writer = "", count = ""] = process.argv.slice(2)
const store = await Effect.runPromise(openPostgres(url))
const lost = await contendingWriter(store, Number(writer), Number(count))
await Effect.runPromise(store.close)
process.stdout.write(String(lost))
