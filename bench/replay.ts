/**
 * How fast a durable ledger becomes nine tables, and how fast one is written:
 * `npm run bench -- [--events N] [--runs N] [--only append] [--write]`.
 *
 * Makes a ledger through the real append, then measures cold processes: replay from the columns, and SQL `GROUP BY`
 * over the same postings in the same file. Ratios of one run on one machine are what counts.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import { buildSync } from "esbuild"
import { fill } from "./generate.ts"
import type { Spent } from "./generate.ts"

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    runs: { type: "string", default: "5" },
    seed: { type: "string", default: "20240101" },
    only: { type: "string", default: "" },
    write: { type: "boolean", default: false }
  }
})
const count = Number(values.events)
const runs = Number(values.runs)
const seed = Number(values.seed)
const here = import.meta.dirname
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-bench-"))
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }))

interface Cold {
  readonly wall: number
  readonly start: number
  readonly open: number
  readonly fold: number
  readonly tables: number
  readonly sinceStart: number
  readonly cells: number
  readonly figures: number
  readonly peakMiB: number
}

const bundle = path.join(folder, "cold.mjs")
buildSync({
  entryPoints: [path.join(here, "cold.ts")],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  conditions: ["source"],
  logLevel: "error"
})

const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!

const cold = (file: string, how: "segments" | "sql" | "start"): Cold => {
  const measured = Array.from({ length: runs }, () => {
    const started = performance.now()
    const ran = spawnSync(process.execPath, ["--no-warnings", bundle, file, how], { encoding: "utf8" })
    if (ran.status !== 0) throw new Error(ran.stderr)
    return { ...(JSON.parse(ran.stdout) as Cold), wall: performance.now() - started }
  })
  const wall = median(measured.map((run) => run.wall))
  return measured.find((run) => run.wall === wall)!
}

const rate = (events: number, milliseconds: number): string =>
  `${Math.round(events / (milliseconds / 1000)).toLocaleString("en-US")} events/s`

const cpu = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Appends in memory, each in a process of its own. */
const inMemory = (events: number): ReadonlyArray<Spent> =>
  Array.from({ length: runs }, () => {
    const script = path.join(here, "append.ts")
    const given = ["--no-warnings", "--conditions=source", script, `${events}`, `${seed}`, "5000"]
    const ran = spawnSync(process.execPath, given, { encoding: "utf8" })
    if (ran.status !== 0) throw new Error(ran.stderr)
    return JSON.parse(ran.stdout) as Spent
  })

const sqlite = process.versions["sqlite"] ?? "?"
const machine = `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores; Node ${process.versions.node}, SQLite ${sqlite}`
const loadBefore = os.loadavg()[0]!
const file = path.join(folder, "ledger.db")
const store = Effect.runSync(openSqlite(file))
const durable = fill(store, count, seed, 5000, cpu)
Effect.runSync(store.close)
const memoryCount = Math.min(count, 200_000)
const memory = inMemory(memoryCount)
const APPEND = "## Append with chain and tree"

/** What was measured of replay: the page down to the heading of appends. */
const replayPart = (): ReadonlyArray<string> => {
  const replay = cold(file, "segments")
  const sql = cold(file, "sql")
  const start = cold(file, "start")
  const timed = [
    ["replay to nine tables, columns", replay],
    ["the same by SQL `GROUP BY`", sql]
  ] as const
  return [
    `# Replay of ${count.toLocaleString("en-US")} events`,
    "",
    `${machine};`,
    `seed ${seed}; median of ${runs} fresh processes, the file in the system's cache; ` +
      `ledger ${(fs.statSync(file).size / 2 ** 20).toFixed(0)} MiB.`,
    "",
    "| what | wall, whole process | of it: fold | events/s (wall) | peak memory |",
    "|---|---|---|---|---|",
    ...timed.map(
      ([name, run]) =>
        `| ${name} | ${run.wall.toFixed(0)} ms | ${run.fold.toFixed(0)} ms | ` +
        `${rate(count, run.wall)} | ${run.peakMiB.toFixed(0)} MiB |`
    ),
    `| starting and opening only | ${start.wall.toFixed(0)} ms | – | – | ${start.peakMiB.toFixed(0)} MiB |`,
    "",
    `Ratio of wall times, replay ÷ GROUP BY: ${(replay.wall / sql.wall).toFixed(2)};`,
    `of fold times: ${(replay.fold / sql.fold).toFixed(2)}. ${replay.cells} cells, ${replay.figures} figures.`,
    ""
  ]
}

const appendPart = [
  APPEND,
  "",
  `${machine}; seed ${seed}, batches of 5,000;`,
  `load average of the machine before and after: ${loadBefore.toFixed(1)} and ${os.loadavg()[0]!.toFixed(1)}.`,
  "",
  "| where | by the clock | by processor time |",
  "|---|---|---|",
  `| durable, ${count.toLocaleString("en-US")} events, one process | ${rate(count, durable.wall)} | ` +
    `${rate(count, durable.cpu)} |`,
  `| in memory, ${memoryCount.toLocaleString("en-US")} events, median of ${runs} fresh processes | ` +
    `${rate(memoryCount, median(memory.map(({ wall }) => wall)))} | ` +
    `${rate(memoryCount, median(memory.map((spent) => spent.cpu)))} |`,
  "",
  "Processor time is the main thread's own: it counts neither what other programs took of the machine, nor the",
  "helper threads of the garbage collector, nor waiting for the disk."
]

const page = path.join(here, "results.md")
/** The page as it stands, down to the heading of appends: measured another time, and left as it was. */
const kept = (): ReadonlyArray<string> => {
  const lines = fs.readFileSync(page, "utf8").trimEnd().split("\n")
  return lines.slice(0, lines.indexOf(APPEND))
}
const text = (parts: ReadonlyArray<string>): string => `${parts.join("\n")}\n`
const before = values.only === "append" ? [] : replayPart()
process.stdout.write(text([...before, ...appendPart]))
if (values.write)
  fs.writeFileSync(page, text([...(values.only === "append" ? kept() : before), ...appendPart]))
