/**
 * Signals in the middle: the exit code says which, the ledger holds all of an import or none of it, and nothing of the
 * command outlives it.
 */
import { spawn, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const root = path.dirname(import.meta.dirname)
const command = path.join(root, "packages", "cli", "bin", "juesuan.js")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-interrupt-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const ROWS = 20_000
const profile = {
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  department: "",
  staffing: 1,
  duties: "",
  unitsCovered: ["示例单位"]
}

const file = path.join(folder, "year.jsonl")
const paid = (serial: number): object => ({
  event_type: "DisbursementPaid",
  agency_code: "100001",
  vou_date: "2024-03-04",
  doc_no: `P${serial}`,
  fund_type: "generalPublic",
  exp_func_code: "2080109",
  dep_bgt_eco_code: "30201",
  nature: "basic",
  amount: "1.00"
})
const opened = {
  event_type: "FiscalYearOpened",
  agency_code: "100001",
  vou_date: "2024-01-02",
  doc_no: "J1",
  payload: profile
}
fs.writeFileSync(
  file,
  [opened, ...Array.from({ length: ROWS }, (_, serial) => paid(serial))]
    .map((row) => JSON.stringify(row))
    .join("\n")
)

const wait = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds))

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    // A process that has ended and that nobody has asked after yet.
    return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"))
  } catch {
    return false
  }
}

const interruptAfter = (ledger: string, milliseconds: number): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [command, "import", file, "--ledger", ledger], { stdio: "ignore" })
    const timer = setTimeout(() => child.kill("SIGINT"), milliseconds)
    child.on("exit", (code, signal) => {
      clearTimeout(timer)
      // On a busy machine the signal comes before Node has begun to run anything; a shell shows the same number then.
      resolve(code ?? 128 + os.constants.signals[signal!])
    })
  })

describe("an import that is interrupted", () => {
  it("exits with 130 and leaves all of it or nothing", { timeout: 120_000 }, async () => {
    const codes: Array<number | null> = []
    for (const milliseconds of [300, 600, 900, 1200, 1500, 1800, 2400]) {
      const ledger = path.join(folder, `ledger-${milliseconds}.db`)
      const code = await interruptAfter(ledger, milliseconds)
      codes.push(code)
      expect([0, 130]).toContain(code)
      if (!fs.existsSync(ledger)) continue
      const verified = spawnSync(
        process.execPath,
        [command, "verify", "--ledger", ledger, "--format", "json"],
        {
          encoding: "utf8"
        }
      )
      const report = JSON.parse(verified.stdout) as { readonly events: number; readonly ok: boolean }
      expect(report.ok).toBe(true)
      expect([0, ROWS + 1]).toContain(report.events)
      if (code === 0) expect(report.events).toBe(ROWS + 1)
    }
    expect(codes[0]).toBe(130)
  })
})

describe("a document that is being written when a signal comes", () => {
  const demo = path.join(folder, "demo")
  spawnSync(process.execPath, [command, "demo", "--out", demo])

  it.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143]
  ] as const)("%s ends it with %i, and leaves nothing behind", { timeout: 120_000 }, async (signal, code) => {
    const parent = fs.mkdtempSync(path.join(folder, "signal-"))
    const args = ["disclose", "--ledger", path.join(demo, "ledger.db"), "--out", path.join(parent, "out")]
    const child = spawn(process.execPath, [command, ...args], { stdio: "ignore" })
    const ended = new Promise((resolve) => child.on("exit", resolve))
    // The temporary folder is there before the first format is rendered.
    while (fs.readdirSync(parent).length === 0 && child.exitCode === null) await wait(5)
    child.kill(signal)
    expect(await ended).toBe(code)
    expect(fs.readdirSync(parent)).toEqual([])
  })
})

describe.skipIf(process.platform !== "linux")("a command whose starter is killed", () => {
  it("ends with it, where an old Node started a newer one", { timeout: 60_000 }, async () => {
    const pipe = path.join(folder, "pipe")
    spawnSync("mkfifo", [pipe])
    // The writer opens the pipe and says nothing, so that the import waits for as long as it lives.
    const writer = spawn("sh", ["-c", `exec 3<>"${pipe}"; sleep 60`])
    const script =
      `const child = require("child_process").fork(${JSON.stringify(command)}, ` +
      `["import", ${JSON.stringify(pipe)}, "--ledger", ${JSON.stringify(path.join(folder, "orphan.db"))}]);` +
      "console.log(child.pid)"
    const starter = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] })
    const pid = await new Promise<number>((resolve) =>
      starter.stdout.once("data", (data: Buffer) => resolve(Number(data.toString())))
    )
    await wait(2000)
    expect(isRunning(pid)).toBe(true)
    starter.kill("SIGKILL")
    for (let tries = 0; tries < 200 && isRunning(pid); tries++) await wait(50)
    expect(isRunning(pid)).toBe(false)
    writer.kill()
  })
})
