/**
 * The SQLite store: the contract, agreement with memory, durability, and files that are no ledgers.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, Posting } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import type { SqliteStore } from "@juesuan/store-sqlite"
import { Cube } from "@juesuan/tables"
import { Arbitrary, orderedStoreContract, runs, storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-sqlite-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let serial = 0
const freshPath = (): string => path.join(folder, `ledger-${++serial}.db`)
const open = (file: string, mode: "read" | "write" = "write"): SqliteStore =>
  Effect.runSync(openSqlite(file, { mode }))
const failure = (file: string, mode: "read" | "write" = "write") => {
  const result = Effect.runSync(Effect.result(openSqlite(file, { mode })))
  return Result.isFailure(result) ? result.failure : undefined
}

/** Postings in one order, as texts. */
const texts = (postings: ReadonlyArray<Posting>): ReadonlyArray<string> =>
  [...Cube.fromPostings(postings).cells].map(([key, { amount }]) => `${key}=${amount}`).sort()

/** Another process that contends for the ledger. */
const contend = (file: string, writer: number, count: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, "processes", "contender.ts")
    const args = ["--conditions=source", "--no-warnings", script, file, String(writer), String(count)]
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${code} ${said}`))))
  })

describe("the store on SQLite keeps the contract:", { timeout: 300_000 }, () => {
  it.each([...Object.entries(storeContract), ...Object.entries(orderedStoreContract)])(
    "%s",
    async (_, check) => {
      const file = freshPath()
      const stores: Array<ReturnType<typeof open>> = []
      const opening = () => {
        stores.push(open(file))
        return Promise.resolve(stores.at(-1)!)
      }
      await check({ open: opening, startWriter: (writer, count) => contend(file, writer, count) })
      for (const store of stores) Effect.runSync(store.close)
    }
  )
})

const parameters = runs(process.env, 25, 20_240_101, 100) as { numRuns: number; seed: number }

describe("for every year", () => {
  it("memory, columns and GROUP BY give the same totals in every window, before and after reopening", () => {
    fc.assert(
      fc.property(
        Arbitrary.year(),
        fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 40 }),
        (year, sizes) => {
          const file = freshPath()
          const [memory, sqlite] = [makeMemoryStore(), open(file)]
          const rest = [...year.events]
          let expectedVersion = 0
          // Batches of many sizes make segments of many sizes, merged and not.
          for (const size of [...sizes, rest.length]) {
            const events = rest.splice(0, size)
            if (events.length === 0) continue
            const batch = [{ streamId: year.streamId, expectedVersion, events }]
            for (const store of [memory, sqlite]) Effect.runSync((store as EventStoreShape).append(batch))
            expectedVersion += events.length
          }
          const windows = [
            {},
            { asOf: "2024-06-30" },
            { knownAt: "2025-01-01T00:00:20.000Z" },
            { asOf: "2024-09-15", knownAt: "2025-01-01T00:00:40.000Z" }
          ]
          const ids = [year.streamId]
          for (const window of windows) {
            const expected = texts(Effect.runSync(memory.totals(ids, window)))
            expect(texts(Effect.runSync(sqlite.totals(ids, window)))).toEqual(expected)
            expect(texts(Effect.runSync(sqlite.totalsBySql(ids, window)))).toEqual(expected)
          }
          const digest = Effect.runSync(memory.verify).digest
          expect(Effect.runSync(sqlite.verify)).toMatchObject({ digest, breaks: [] })
          Effect.runSync(sqlite.close)
          const again = open(file, "read")
          expect(texts(Effect.runSync(again.totals(ids)))).toEqual(texts(Effect.runSync(memory.totals(ids))))
          expect(Effect.runSync(again.read(year.streamId))).toEqual(
            Effect.runSync(memory.read(year.streamId))
          )
          Effect.runSync(again.close)
          fs.rmSync(file)
        }
      ),
      parameters
    )
  })
})

describe("a file that is no ledger", () => {
  it("is refused and left as it is", () => {
    const file = freshPath()
    fs.writeFileSync(file, "event_type,amount\n支付,1.00\n")
    expect(failure(file)).toMatchObject({ _tag: "StoreFailure", kind: "notALedger" })
    expect(fs.readFileSync(file, "utf8")).toBe("event_type,amount\n支付,1.00\n")
  })

  it("is refused when it is another program's database", async () => {
    const { DatabaseSync } = await import("node:sqlite")
    const file = freshPath()
    const database = new DatabaseSync(file)
    database.exec("CREATE TABLE t (x)")
    database.close()
    const before = fs.readFileSync(file)
    expect(failure(file)).toMatchObject({ kind: "notALedger" })
    expect(fs.readFileSync(file).equals(before)).toBe(true)
  })

  it("is not made by reading: a missing file stays missing", () => {
    const file = freshPath()
    expect(failure(file, "read")).toMatchObject({ kind: "absent" })
    expect(fs.existsSync(file)).toBe(false)
  })

  it("is refused when it is a folder, or stands in none", () => {
    expect(failure(folder)).toMatchObject({ kind: "input-output" })
    expect(failure(path.join(folder, "nowhere", "ledger.db"))).toMatchObject({ kind: "input-output" })
  })

  it("is refused when it is cut", () => {
    const file = freshPath()
    const store = open(file)
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 3 })
    Effect.runSync(store.append([{ streamId: year!.streamId, expectedVersion: 0, events: year!.events }]))
    Effect.runSync(store.close)
    fs.truncateSync(file, 5000)
    const result = Effect.runSync(
      Effect.result(Effect.flatMap(openSqlite(file, { mode: "read" }), (cut) => cut.verify))
    )
    const isSaid = Result.isFailure(result)
      ? result.failure._tag === "StoreFailure"
      : result.success.breaks.length > 0
    expect(isSaid).toBe(true)
  })
})

describe("a closed store", () => {
  it("says so", () => {
    const store = open(freshPath())
    Effect.runSync(store.close)
    const result = Effect.runSync(Effect.result(store.heads))
    expect(Result.isFailure(result) && result.failure).toMatchObject({ _tag: "StoreFailure", kind: "closed" })
  })
})

describe("a writer killed in the middle", () => {
  it("loses nothing it acknowledged and leaves no part of a batch", { timeout: 120_000 }, async () => {
    const script = path.join(import.meta.dirname, "processes", "triples.ts")
    for (let round = 0; round < 6; round++) {
      const file = freshPath()
      const child = spawn(process.execPath, ["--conditions=source", "--no-warnings", script, file])
      let acknowledged = 0
      await new Promise<void>((resolve) => {
        child.stdout.on("data", (chunk: Buffer) => {
          acknowledged = Number(chunk.toString().trim().split("\n").at(-1))
          if (acknowledged > 20 * (round + 1)) child.kill("SIGKILL")
        })
        child.on("exit", () => resolve())
      })
      const store = open(file)
      const report = Effect.runSync(store.verify)
      expect(report.breaks).toEqual([])
      expect(report.events).toBeGreaterThanOrEqual(acknowledged)
      expect(report.events % 3).toBe(0)
      Effect.runSync(store.close)
    }
  })
})

describe("reading", () => {
  it("leaves nothing beside the ledger, and reads it on media that cannot be written", () => {
    const home = path.join(folder, "media")
    fs.mkdirSync(home)
    const file = path.join(home, "ledger.db")
    const store = open(file)
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 3 })
    Effect.runSync(store.append([{ streamId: year!.streamId, expectedVersion: 0, events: year!.events }]))
    Effect.runSync(store.close)
    const before = fs.readFileSync(file)
    const reader = open(file, "read")
    expect(Effect.runSync(reader.read(year!.streamId))).toHaveLength(year!.events.length)
    const refused = Effect.runSync(
      Effect.result(
        reader.append([
          {
            streamId: "unit/9/2024",
            expectedVersion: 0,
            events: year!.events.slice(0, 1).map((event) => ({ ...event, eventId: `${event.eventId}new` }))
          }
        ])
      )
    )
    expect(Result.isFailure(refused) && refused.failure._tag).toBe("StoreFailure")
    Effect.runSync(reader.close)
    expect(fs.readdirSync(home)).toEqual(["ledger.db"])
    expect(fs.readFileSync(file).equals(before)).toBe(true)
  })
})
