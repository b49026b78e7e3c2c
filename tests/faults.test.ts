/**
 * Faults of the disk at every file operation, from the making of a ledger to its third append: ends of the process,
 * failing calls, short writes. What was acknowledged is there, a batch is whole or not there, and the next run
 * completes what the first one began.
 *
 * On Linux, with a C compiler. A dozen places are tried, in the deep run every one.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { openSqlite } from "@juesuan/store-sqlite"
import { isDeep, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { buildSync } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { randomOf } from "./damage.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-faults-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const shim = path.join(folder, "shim.so")
const source = path.join(import.meta.dirname, "faults", "shim.c")
const compiled =
  process.platform === "linux"
    ? spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], { encoding: "utf8" })
    : null
const canInject = compiled !== null && compiled.status === 0
if (!canInject) {
  process.stdout.write(
    `faults: SKIPPED, no faults can be made here (Linux and cc are needed). ${compiled?.stderr ?? ""}\n`
  )
}

const bundle = path.join(folder, "recorder.mjs")
const [EIO, ENOSPC] = [os.constants.errno.EIO, os.constants.errno.ENOSPC]
const TOTAL = 150

interface Ran {
  readonly status: number | null
  readonly acknowledged: number
  readonly stdout: string
  readonly stderr: string
}

const run = (file: string, what: string, faults: Readonly<Record<string, string | number>>): Ran => {
  const env = { ...process.env, LD_PRELOAD: shim, FAULT_PATH: file, NODE_NO_WARNINGS: "1" }
  for (const [name, value] of Object.entries(faults)) Object.assign(env, { [name]: String(value) })
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, file, what], {
    encoding: "utf8",
    env
  })
  const acknowledged = stdout
    .split("\n")
    .slice(0, -1)
    .reduce((sum, line) => sum + Number(line), 0)
  return { status, acknowledged, stdout, stderr }
}

let serial = 0
const freshFile = (): string => {
  const home = path.join(folder, String(++serial))
  fs.mkdirSync(home)
  return path.join(home, "ledger.db")
}

/** How many events the file holds; every one of them sound. A ledger that was not made to its end has none. */
const eventsIn = (file: string): number => {
  const opened = Effect.runSyncExit(openSqlite(file, { mode: "read" }))
  if (Exit.isFailure(opened)) {
    expect(JSON.stringify(opened)).toContain('"absent"')
    return 0
  }
  const { events, breaks } = Effect.runSync(opened.value.verify)
  Effect.runSync(opened.value.close)
  expect(breaks).toEqual([])
  return events
}

type Fault = Readonly<Record<string, string | number>>

const faultsOf: ReadonlyArray<readonly [name: string, fault: Fault]> = [
  ["the end of the process", { FAULT_KIND: "kill" }],
  ["EIO once", { FAULT_KIND: "fail", FAULT_ERRNO: EIO }],
  ["EIO from then on", { FAULT_KIND: "fail", FAULT_ERRNO: EIO, FAULT_STICKY: 1 }],
  ["a full disk once", { FAULT_KIND: "fail", FAULT_ERRNO: ENOSPC }],
  ["a full disk from then on", { FAULT_KIND: "fail", FAULT_ERRNO: ENOSPC, FAULT_STICKY: 1 }],
  ["a short write", { FAULT_KIND: "short" }]
]

/** Runs into a fault, looks at what is left, and runs again without one. */
const suffer = (fault: Fault, at: number): void => {
  const file = freshFile()
  const first = run(file, String(TOTAL), { ...fault, FAULT_AT: at })
  const left = eventsIn(file)
  expect(left, `${first.acknowledged} were acknowledged`).toBeGreaterThanOrEqual(first.acknowledged)
  expect(left % 50, "batches are whole").toBe(0)
  if (first.status === 0) expect(left).toBe(TOTAL)
  else if (fault["FAULT_KIND"] === "fail")
    expect(first.stderr).toMatch(/^(full|input-output|busy|noPermission): /)
  const second = run(file, String(TOTAL), {})
  expect([second.status, second.stderr, second.acknowledged]).toEqual([0, "", TOTAL])
  expect(eventsIn(file)).toBe(TOTAL)
  fs.rmSync(path.dirname(file), { recursive: true })
}

describe.skipIf(!canInject)("a fault of the disk", () => {
  let operations = 0
  beforeAll(() => {
    buildSync({
      entryPoints: [path.join(import.meta.dirname, "processes", "recorder.ts")],
      outfile: bundle,
      bundle: true,
      format: "esm",
      platform: "node",
      conditions: ["source"],
      logLevel: "error"
    })
    const counted = path.join(folder, "count")
    const { status, stderr } = run(freshFile(), String(TOTAL), { FAULT_COUNT: counted })
    expect([status, stderr]).toEqual([0, ""])
    operations = Number(fs.readFileSync(counted, "utf8"))
    process.stdout.write(`faults: ${operations} file operations\n`)
  })

  it.each(faultsOf)(
    "%s, at any operation, loses nothing and stops nobody",
    { timeout: 3_600_000 },
    (name, fault) => {
      expect(operations).toBeGreaterThan(50)
      const { seed } = runs(process.env, 1, 7)
      const below = randomOf(seed + name.length)
      const places = isDeep(process.env)
        ? Array.from({ length: operations }, (_, index) => index + 1)
        : [1 + below(operations / 3), 1 + below(operations)]
      const found = places.flatMap((at) => {
        try {
          suffer(fault, Math.floor(at))
          return []
        } catch (error) {
          return [`operation ${at}: ${(error as Error).message}`]
        }
      })
      expect(found).toEqual([])
    }
  )

  it(
    "does not keep a ledger from being read on a full disk, with or without a log",
    { timeout: 600_000 },
    () => {
      const full = { FAULT_KIND: "fail", FAULT_ERRNO: ENOSPC, FAULT_STICKY: 1, FAULT_AT: 1 }
      const sum = (TOTAL * (TOTAL + 1)) / 2
      const closed = freshFile()
      expect(run(closed, String(TOTAL), {}).status).toBe(0)
      expect(run(closed, "read", full)).toMatchObject({ status: 0, stdout: `${sum}\n`, stderr: "" })
      // Ended before it closed: what it acknowledged is in the log alone.
      const open = freshFile()
      const counted = path.join(folder, "count")
      expect(run(open, String(TOTAL), { FAULT_COUNT: counted }).status).toBe(0)
      const file = freshFile()
      for (let at = Number(fs.readFileSync(counted, "utf8")); at > 0; at--) {
        fs.rmSync(path.dirname(file), { recursive: true })
        fs.mkdirSync(path.dirname(file))
        const killed = run(file, String(TOTAL), { FAULT_KIND: "kill", FAULT_AT: at })
        if (
          killed.acknowledged === TOTAL &&
          (fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
        )
          break
      }
      fs.rmSync(`${file}-shm`, { force: true })
      expect(fs.statSync(`${file}-wal`).size).toBeGreaterThan(0)
      expect(run(file, "read", full)).toMatchObject({ status: 0, stdout: `${sum}\n`, stderr: "" })
    }
  )

  it("says that the disk is full when an append cannot be written", { timeout: 600_000 }, () => {
    const fault = { FAULT_KIND: "fail", FAULT_ERRNO: ENOSPC, FAULT_STICKY: 1 }
    for (let at = operations - 10; at > 0; at -= 10) {
      const { status, stderr } = run(freshFile(), String(TOTAL), { ...fault, FAULT_AT: at })
      if (status === 0) continue
      expect([status, stderr]).toEqual([
        5,
        expect.stringMatching(/^full: append .*the disk is full.*Make room/)
      ])
      return
    }
    expect.unreachable("no append met the full disk")
  })
})
