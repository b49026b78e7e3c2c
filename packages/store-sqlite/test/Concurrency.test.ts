/**
 * Readers beside a writer see whole appends only, and writers beside each other lose nothing.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-concurrency-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const script = path.join(import.meta.dirname, "processes", "mover.ts")

const units = ["1", "2"]
const streamIds = units.map((unit) => `unit/${unit}/2024`)

describe("a reader beside two writers", () => {
  it("sees each append whole, in totals, entries and verify", { timeout: 120_000 }, async () => {
    const file = path.join(folder, "shared.db")
    const count = 250
    const children = units.map((unit) =>
      spawn(process.execPath, ["--conditions=source", "--no-warnings", script, file, unit, String(count)])
    )
    const running = new Set(children)
    const started = Promise.all(
      children.map((child) => new Promise((resolve) => child.stdout.once("data", resolve)))
    )
    const codes = Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) =>
            child.once("exit", (code) => {
              running.delete(child)
              resolve(code)
            })
          )
      )
    )
    await started
    const reader = Effect.runSync(openSqlite(file, { mode: "read" }))
    let rounds = 0
    do {
      const totals = Effect.runSync(reader.totals(streamIds))
      expect(Money.sum(totals.map(({ amount }) => amount))).toBe(0)
      const bySql = Effect.runSync(reader.totalsBySql(streamIds))
      expect(Money.sum(bySql.map(({ amount }) => amount))).toBe(0)
      const entries = Effect.runSync(reader.entries(streamIds, () => true))
      expect(Money.sum(entries.map(({ posting }) => posting.amount))).toBe(0)
      expect(Effect.runSync(reader.verify).breaks).toEqual([])
      rounds++
      await new Promise((resolve) => setTimeout(resolve, 1))
    } while (running.size > 0)
    Effect.runSync(reader.close)
    expect(rounds).toBeGreaterThan(1)
    expect(await codes).toEqual([0, 0])
    const store = Effect.runSync(openSqlite(file))
    expect(Effect.runSync(store.verify)).toMatchObject({ events: 2 * count, streams: 2, breaks: [] })
    Effect.runSync(store.close)
  })
})
