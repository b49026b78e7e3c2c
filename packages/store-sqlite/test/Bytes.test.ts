/**
 * Any byte of a ledger file, changed: it is named, or it was in none of the places that are read.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { openSqlite } from "@juesuan/store-sqlite"
import type { SqliteStore } from "@juesuan/store-sqlite"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-bytes-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const year = fc
  .sample(Arbitrary.year(), { numRuns: 8, seed: 5 })
  .toSorted((a, b) => b.events.length - a.events.length)[0]!
const honest = path.join(folder, "honest.db")

/** Everything the ledger says. */
const saidBy = (store: SqliteStore) =>
  Effect.gen(function* () {
    return {
      report: yield* store.verify,
      heads: yield* store.heads,
      events: yield* store.readAll(null, 10_000),
      facts: yield* store.facts(year.streamId),
      totals: yield* store.totals([year.streamId]),
      totalsAsOf: yield* store.totals([year.streamId], { asOf: "2024-06-30" }),
      totalsBySql: yield* store.totalsBySql([year.streamId]),
      entries: yield* store.entries([year.streamId], () => true)
    }
  })

const open = (file: string) =>
  Effect.acquireUseRelease(openSqlite(file, { mode: "read" }), saidBy, (store) => Effect.orDie(store.close))

const store = Effect.runSync(openSqlite(honest))
Effect.runSync(store.append([{ streamId: year.streamId, expectedVersion: 0, events: year.events }]))
Effect.runSync(store.close)
const bytes = fs.readFileSync(honest)
const truth = Effect.runSync(open(honest))

describe("a ledger file with one byte changed", () => {
  it("is refused, or verify names it, or everything in it reads as before", { timeout: 300_000 }, () => {
    const file = path.join(folder, "changed.db")
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(bytes)
        changed[place]! ^= change
        fs.writeFileSync(file, changed)
        for (const beside of ["-wal", "-shm", "-journal"]) fs.rmSync(file + beside, { force: true })
        const verified = Effect.runSync(
          Effect.result(
            Effect.acquireUseRelease(
              openSqlite(file, { mode: "read" }),
              (opened) => opened.verify,
              (opened) => Effect.orDie(opened.close)
            )
          )
        )
        if (Result.isFailure(verified)) return
        if (verified.success.breaks.length > 0) return
        expect(Effect.runSync(open(file))).toEqual(truth)
      }),
      runs(process.env, 400, 20_240_101) as { numRuns: number; seed: number }
    )
  })
})
