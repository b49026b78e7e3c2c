/**
 * Power may fail at any moment: a process that is killed while it imports or appends leaves whole batches, every one
 * that was acknowledged among them.
 *
 * `JUESUAN_RUNS` sets how many times, `JUESUAN_SEED` when; forty times in the deep run.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import type { RecordedEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { buildSync } from "esbuild"
import { afterAll, describe, expect, it } from "vitest"

const { numRuns: crashes, seed } = runs(process.env, 10, 20_240_154, 40)
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

/** Kills a process and whatever it started; one that has ended by itself is left. */
const killGroup = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

/** When to kill: after so many lines said, and then after so many milliseconds or as soon as a file holds something. */
interface Moment {
  readonly lines: number
  readonly milliseconds: number
  readonly filling?: string | undefined
}

const holdsSomething = (file: string): boolean =>
  (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Runs a command, kills it at a moment, and gives what it had said. */
const killed = (args: ReadonlyArray<string>, { lines, milliseconds, filling }: Moment): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"], detached: true })
    let said = ""
    let isDue = false
    const mayBeDue = (): void => {
      if (isDue || said.split("\n").length - 1 < lines) return
      isDue = true
      if (filling === undefined) setTimeout(() => killGroup(child.pid), milliseconds)
      else killOnceFilled(filling)
    }
    const killOnceFilled = (file: string): void => {
      if (holdsSomething(file) || child.exitCode !== null) killGroup(child.pid)
      else setImmediate(() => killOnceFilled(file))
    }
    child.stdout.on("data", (data) => {
      said += String(data)
      mayBeDue()
    })
    mayBeDue()
    child.once("exit", () => resolve(said))
  })

interface Killing {
  /** The file of the process among `processes`. */
  readonly name: string
  readonly times: number
  /** A line says that it is ready, then one that a batch is durable: after how many lines it is killed, at most. */
  readonly linesMax: number
  /** How many milliseconds later, at most: as long as a batch takes. */
  readonly millisecondsMax: number
  /** The number an event was given by the process that made it. */
  readonly serialOf: (event: RecordedEvent) => number
  /** What so many events come to. */
  readonly totalOf: (events: number) => number
}

const streamId = "unit/100001/2024"
const sum = (events: number): number => (events * (events + 1)) / 2

const killings: ReadonlyArray<Killing> = [
  {
    name: "importer",
    times: crashes,
    linesMax: 12,
    millisecondsMax: 30,
    serialOf: ({ documentNo }) => Number(documentNo.split(" ")[0]),
    // The first event opens the year; the others are payments of their number in yuan.
    totalOf: (events) => 100 * (sum(events) - 1)
  },
  {
    name: "appender",
    times: Math.ceil(crashes / 2),
    linesMax: 20,
    millisecondsMax: 6,
    serialOf: ({ eventId }) => Number(eventId.split("E")[1]),
    totalOf: sum
  }
]

/** The process as one file: most of its life would otherwise go into loading modules. */
const bundled = (name: string): string => {
  const outfile = path.join(folder, `${name}.mjs`)
  buildSync({
    entryPoints: [path.join(import.meta.dirname, "processes", `${name}.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["source"],
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url)'
    },
    logLevel: "error"
  })
  return outfile
}

describe("killed while it writes", () => {
  it.each(killings)(
    "the $name leaves every acknowledged event and no part of a batch, $times times",
    { timeout: 3_600_000 },
    async ({ name, times, linesMax, millisecondsMax, serialOf, totalOf }) => {
      const script = bundled(name)
      let [acknowledged, killedMidway, inTheMiddle] = [0, 0, 0]
      let [file, before] = ["", 0]
      for (let round = 0; round < times; round++) {
        // A ledger is killed ten times over; each opening also is the recovery of the last kill.
        if (round % 10 === 0) [file, before] = [path.join(folder, `${name}-${round}.db`), 0]
        const args = ["--no-warnings", script, file]
        const log = `${file}-wal`
        const said = await killed(args, {
          lines: 1 + Math.floor(random() * linesMax),
          milliseconds: random() * millisecondsMax,
          // Every other kill is aimed at a batch that is being written: chance alone may miss them all.
          filling: round % 2 === 1 ? log : undefined
        })
        const lines = said.split("\n").filter((line) => /^\d+$/.test(line))
        const last = Math.max(before, Number(lines.at(-1) ?? 0))
        if (holdsSomething(log)) inTheMiddle++
        const store = Effect.runSync(openSqlite(file))
        const { breaks, events } = Effect.runSync(store.verify)
        expect(breaks).toEqual([])
        expect(events).toBeGreaterThanOrEqual(last)
        const { events: all } = Effect.runSync(store.readAll(null, 1_000_000))
        const serials = all.map((_, index) => index + 1)
        expect([all.map(serialOf), all.map(({ version }) => version)]).toEqual([serials, serials])
        // A document number ends with that of the last event of its batch.
        if (all.length > 0) expect(all.at(-1)!.documentNo).toMatch(new RegExp(`of ${all.length}$`))
        const totals = Effect.runSync(store.totals([streamId]))
        expect(totals.reduce((amount, posting) => amount + posting.amount, 0)).toBe(
          events === 0 ? 0 : totalOf(events)
        )
        Effect.runSync(store.close)
        acknowledged += lines.length
        if (events > last) killedMidway++
        before = events
      }
      process.stdout.write(
        `crash: ${name} killed ${times} times, ${inTheMiddle} with its log open; ${acknowledged} batches ` +
          `acknowledged, none lost; ${killedMidway} written but not yet acknowledged\n`
      )
      expect(acknowledged).toBeGreaterThan(times)
      expect(inTheMiddle).toBeGreaterThan(0)
    }
  )
})

describe("an import killed at a random moment", () => {
  const rows = 4000
  const imports = Math.max(3, Math.ceil(crashes / 8))
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
    for (let round = 0; round < imports; round++) {
      const file = path.join(folder, `import-${round}.db`)
      await killed([command, "import", input, "--ledger", file], {
        lines: 0,
        milliseconds: 150 + random() * 1500
      })
      if (fs.existsSync(file) && fs.statSync(file).size > 0) {
        const store = Effect.runSync(openSqlite(file))
        const { breaks, events } = Effect.runSync(store.verify)
        Effect.runSync(store.close)
        expect(breaks).toEqual([])
        expect([0, rows]).toContain(events)
        if (events === rows) whole++
      }
    }
    process.stdout.write(`crash: ${imports} imports killed, ${whole} had been written whole\n`)
  })
})
