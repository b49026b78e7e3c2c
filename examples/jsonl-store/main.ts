/** A store of one's own: the contract every store must keep, then a year in it. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { fileURLToPath } from "node:url"
import { storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { replayFiles, yearOf } from "juesuan"
import { openJsonl } from "./JsonlStore.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "jsonl-store-"))
/** Another process that contends for the ledger: only so does a missing lock show. */
const startWriter = async (file: string, writer: number, count: number): Promise<void> => {
  const script = new URL("writer.ts", import.meta.url)
  const args = [...process.execArgv, fileURLToPath(script), file, String(writer), String(count)]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] })
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) throw new Error(`a writer ended with ${code}`)
}

let serial = 0
for (const [promise, check] of Object.entries(storeContract)) {
  const file = path.join(folder, `contract-${++serial}.jsonl`)
  await check({
    open: () => Promise.resolve(openJsonl(file)),
    startWriter: (writer, count) => startWriter(file, writer, count)
  })
  console.log(`holds: ${promise}`)
}

const csv = fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url))
const ledger = path.join(folder, "year.jsonl")
await Effect.runPromise(replayFiles([{ name: "year.csv", bytes: csv }], { store: openJsonl(ledger) }))

const store = openJsonl(ledger)
const { events, digest, breaks } = await Effect.runPromise(store.verify)
console.log(`${events} events, digest ${digest.slice(0, 16)}…, ${breaks.length} breaks`)
const [head] = await Effect.runPromise(store.heads)
const year = await Effect.runPromise(yearOf({ store, streams: [head!.streamId], warnings: [], totals: [] }))
console.log(year.unitName, year.tables.map(({ number }) => number).join(" "))
fs.rmSync(folder, { recursive: true })
