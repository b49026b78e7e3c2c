/**
 * One cold measurement, run as a process of its own: `cold.ts FILE segments|sql|rows`.
 *
 * Prints one line of JSON: milliseconds from the start of the process and inside, and peak memory.
 */
import * as fs from "node:fs"
import { ningxia2024, Cube, deriveTables, countFigures } from "@juesuan/tables"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import { streamId } from "./generate.ts"

/**
 * Peak memory in KiB. Where the system says it of this program alone, from there: `maxRSS` also counts what the
 * process that started it held at that moment.
 */
const peakKiB = (): number => {
  const status = "/proc/self/status"
  const peak = fs.existsSync(status) ? /VmHWM:\s+(\d+)/.exec(fs.readFileSync(status, "utf8")) : null
  return peak === null ? process.resourceUsage().maxRSS : Number(peak[1])
}

const [file, how] = process.argv.slice(2) as [string, "segments" | "sql" | "start"]
const started = performance.now()
const store = Effect.runSync(openSqlite(file, { mode: "read" }))
const opened = performance.now()
const postings =
  how === "start"
    ? []
    : Effect.runSync(how === "sql" ? store.totalsBySql([streamId]) : store.totals([streamId]))
const folded = performance.now()
const figures =
  how === "start" ? 0 : countFigures(deriveTables(Cube.fromPostings(postings), ningxia2024, 2024))
const done = performance.now()
process.stdout.write(
  `${JSON.stringify({
    start: started,
    open: opened - started,
    fold: folded - opened,
    tables: done - folded,
    sinceStart: done,
    cells: postings.length,
    figures,
    peakMiB: peakKiB() / 1024
  })}\n`
)
