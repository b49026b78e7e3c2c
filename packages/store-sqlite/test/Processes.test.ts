/**
 * Eight processes append to two streams of one ledger file: nothing is lost, nothing doubled, every loser is told.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-processes-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const PROCESSES = 8
const APPENDS = 200
const streams = ["unit/100001/2024", "unit/100002/2024"]

const script = path.join(import.meta.dirname, "processes", "writer.ts")

/** Runs a writer; `onReady` is told when it stands at the start. */
const run = (
  file: string,
  name: string,
  onReady: () => void
): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const args = ["--conditions=source", "--no-warnings", script, file, name, String(APPENDS), ...streams]
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
    let said = ""
    child.stdout.on("data", (data) => {
      if (said === "") onReady()
      said += String(data)
    })
    child.once("exit", (code) => resolve({ code, said: said.replace("ready\n", "") }))
  })

describe("eight processes that append two hundred events each", () => {
  it("lose none, double none, and tell every loser", { timeout: 600_000 }, async () => {
    const file = path.join(folder, "shared.db")
    const names = Array.from({ length: PROCESSES }, (_, index) => `writer${index + 1}`)
    // All start at once, or they might politely take turns.
    let ready = 0
    const onReady = (): void => {
      if (++ready === PROCESSES) fs.writeFileSync(`${file}.go`, "")
    }
    const ended = await Promise.all(names.map((name) => run(file, name, onReady)))
    expect(ended.map(({ code }) => code)).toEqual(names.map(() => 0))
    const store = Effect.runSync(openSqlite(file, { mode: "read" }))
    const { events } = Effect.runSync(store.readAll(null, 10_000))
    const { breaks } = Effect.runSync(store.verify)
    const totals = Effect.runSync(store.totals(streams))
    Effect.runSync(store.close)
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(PROCESSES * APPENDS)
    expect(events).toHaveLength(PROCESSES * APPENDS)
    for (const stream of streams) {
      const versions = events.filter(({ streamId }) => streamId === stream).map(({ version }) => version)
      expect(versions).toEqual(Array.from({ length: (PROCESSES * APPENDS) / 2 }, (_, index) => index + 1))
    }
    // Each writer's own events stand in the order it made them.
    for (const name of names) {
      const own = events
        .map(({ eventId }) => eventId.split("/")[2]!)
        .filter((id) => id.startsWith(`${name}-`))
      expect(own).toEqual(Array.from({ length: APPENDS }, (_, serial) => `${name}-${serial}`))
    }
    expect(totals.reduce((sum, { amount }) => sum + amount, 0)).toBe(PROCESSES * APPENDS)
    expect(breaks).toEqual([])
    const conflicts = ended.reduce(
      (sum, { said }) => sum + (JSON.parse(said) as { VersionConflict: number }).VersionConflict,
      0
    )
    process.stdout.write(`processes: ${PROCESSES} × ${APPENDS} appends, ${conflicts} conflicts told\n`)
    expect(conflicts).toBeGreaterThan(0)
  })
})
