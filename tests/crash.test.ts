/**
 * Power may fail at any moment: a process that is killed while it appends leaves whole batches, every one that was
 * acknowledged among them.
 *
 * `JUESUAN_CRASHES` sets how many times, `JUESUAN_SEED` when.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { openSqlite } from "@juesuan/store-sqlite"
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"

const { seed } = runs(process.env, 1, Date.now() % 2 ** 31)
const wanted = Number(process.env["JUESUAN_CRASHES"])
const crashes = Number.isInteger(wanted) && wanted > 0 ? wanted : 100
process.stdout.write(`crash: ${crashes} times, JUESUAN_SEED=${seed}\n`)

const root = path.dirname(import.meta.dirname)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-crash-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Mulberry32: when to kill, from the seed. */
const random = (() => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
})()

const script = path.join(import.meta.dirname, "processes", "appender.ts")

/** Kills a process and whatever it started; one that has ended by itself is left. */
const killGroup = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

/** Runs a command, kills it some time after it has said something, and gives what it had said. */
const killed = (args: ReadonlyArray<string>, after: number, onReady: boolean): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"], detached: true })
    let said = ""
    const kill = (): void => void setTimeout(() => killGroup(child.pid), after)
    child.stdout.on("data", (data) => {
      if (said === "" && onReady) kill()
      said += String(data)
    })
    if (!onReady) kill()
    child.once("exit", () => resolve(said))
  })

describe("a process killed while it appends", () => {
  it(
    `leaves every acknowledged event and no part of a batch, ${crashes} times`,
    { timeout: 3_600_000 },
    async () => {
      let [acknowledged, killedMidway] = [0, 0]
      let file = ""
      for (let round = 0; round < crashes; round++) {
        // A ledger is killed ten times over; each opening also is the recovery of the last kill.
        if (round % 10 === 0) file = path.join(folder, `ledger-${round}.db`)
        const args = ["--conditions=source", "--no-warnings", script, file]
        const said = await killed(args, random() * (round % 3 === 0 ? 8 : 60), true)
        const lines = said.split("\n").slice(0, -1)
        const last = Number(lines.findLast((line) => line !== "ready") ?? 0)
        const store = Effect.runSync(openSqlite(file))
        const { breaks, events } = Effect.runSync(store.verify)
        expect(breaks).toEqual([])
        expect(events).toBeGreaterThanOrEqual(last)
        const all = Effect.runSync(store.readAll(1, 1_000_000))
        expect(all.map(({ eventId }) => eventId)).toEqual(all.map((_, index) => `E${index + 1}`))
        // The last event belongs to a batch that ends with it.
        if (all.length > 0) expect(all.at(-1)!.documentNo).toBe(`of ${all.length}`)
        const [total] = Effect.runSync(store.totals(["unit/100001/2024"]))
        expect(total?.amount ?? 0).toBe((events * (events + 1)) / 2)
        Effect.runSync(store.close)
        acknowledged += lines.length - 1
        if (events > last) killedMidway++
      }
      process.stdout.write(
        `crash: ${acknowledged} batches acknowledged, none lost; ${killedMidway} written but not yet acknowledged\n`
      )
      expect(acknowledged).toBeGreaterThan(crashes)
    }
  )
})

describe("an import killed at a random moment", () => {
  const rows = 4000
  const input = path.join(folder, "big.csv")
  const opening = JSON.stringify({
    unitName: "示例单位",
    unitKind: "institution",
    control: "off",
    staffing: 1,
    unitsCovered: ["示例单位"]
  }).replaceAll('"', '""')
  fs.writeFileSync(
    input,
    [
      "event_type,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,payload",
      `建账,100001,2024-01-01,KZ-1,,,,,,"${opening}"`,
      ...Array.from(
        { length: rows - 1 },
        (_, index) =>
          `支付,100001,2024-02-01,ZF-${index + 1},一般公共预算,2080109,30201,基本支出,${index + 1}.00,`
      )
    ].join("\n")
  )
  const command = path.join(root, "packages", "cli", "bin", "juesuan.js")

  it("leaves all rows or none, and can be run again", { timeout: 600_000 }, async () => {
    let whole = 0
    for (let round = 0; round < 12; round++) {
      const file = path.join(folder, `import-${round}.db`)
      await killed([command, "import", input, "--ledger", file], 150 + random() * 1500, false)
      if (fs.existsSync(file) && fs.statSync(file).size > 0) {
        const store = Effect.runSync(openSqlite(file))
        const { breaks, events } = Effect.runSync(store.verify)
        Effect.runSync(store.close)
        expect(breaks).toEqual([])
        expect([0, rows]).toContain(events)
        if (events === rows) whole++
      }
    }
    process.stdout.write(`crash: 12 imports killed, ${whole} had been written whole\n`)
  })
})
