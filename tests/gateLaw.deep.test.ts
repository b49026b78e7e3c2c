/**
 * The law of the gate over a hundred thousand events: `append` and `verify` agree on every one.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { makeMemoryStore } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"
import { gateMistakes, verifyMistakes } from "./gateLaw.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-gate-deep-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const { numRuns, seed } = runs(process.env, 100_000, 20_261_131)
/** Events of one ledger: the rest goes into the next. */
const ROUND = 10_000
const rounds = Array.from({ length: Math.ceil(numRuns / ROUND) }, (_, index) => seed + index)
process.stdout.write(`gate, deep: ${numRuns} events, JUESUAN_SEED=${seed}\n`)

describe("gate and verify agree", { timeout: 1_200_000 }, () => {
  it.each(rounds)("in memory, from seed %i", (from) => {
    expect(gateMistakes(makeMemoryStore(), from, ROUND)).toEqual([])
  })

  it.each(rounds)("on what is written past the gate, from seed %i", (from) => {
    expect(verifyMistakes(folder, from, ROUND)).toEqual([])
  })

  it("in SQLite", () => {
    const store = Effect.runSync(openSqlite(path.join(folder, "gate.db")))
    expect(gateMistakes(store, seed, ROUND)).toEqual([])
    Effect.runSync(store.close)
  })
})
