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

/** Transfers one fen from ever new lines to ever new lines: every event's postings sum to zero. */
const mover = `
import { openSqlite } from "@juesuan/store-sqlite"
import { make } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { writeSync } from "node:fs"
const [file, unit, count] = process.argv.slice(2)
const store = Effect.runSync(openSqlite(file, { busyTimeoutMs: 30_000 }))
const line = (project) =>
  ({ fund: "generalPublic", function: "2080109", economic: "30201", nature: "project", project })
for (let version = 0; version < Number(count); version++) {
  const event = make("BudgetTransferred",
    { from: line("A" + version), to: line("B" + version), amount: 1, abstract: "" })
  const events = [{ eventId: unit + "/" + version, occurredOn: "2024-01-02",
    recordedAt: "2024-01-02T00:00:00.000Z", documentNo: "", source: null, event }]
  Effect.runSync(store.append([{ streamId: "unit/" + unit + "/2024", expectedVersion: version, events }]))
  if (version === 0) writeSync(1, "started\\n")
}
Effect.runSync(store.close)
`
const script = path.join(import.meta.dirname, `mover-${process.pid}.ts`)
fs.writeFileSync(script, mover)
afterAll(() => fs.rmSync(script))

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
