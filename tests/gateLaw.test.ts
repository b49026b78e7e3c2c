/**
 * What `append` accepts, `verify` accepts, whatever the payload: a few hundred of each kind here, a hundred thousand
 * in the deep run.
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

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-gate-law-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const { numRuns, seed } = runs(process.env, 400, 20_261_130)
process.stdout.write(`gate: ${numRuns} events, JUESUAN_SEED=${seed}\n`)

describe("every sound event enters and no damaged one does,", () => {
  it("in memory", () => {
    expect(gateMistakes(makeMemoryStore(), seed, numRuns)).toEqual([])
  })

  it("in SQLite", () => {
    const store = Effect.runSync(openSqlite(path.join(folder, "gate.db")))
    expect(gateMistakes(store, seed + 1, numRuns)).toEqual([])
    Effect.runSync(store.close)
  })

  it("and what is written past the gate is named by verify, and nothing else is", () => {
    expect(verifyMistakes(folder, seed + 2, numRuns)).toEqual([])
  })
})
