/**
 * Ctrl-C in the middle: the exit code is 130, and the ledger holds all of an import or none of it.
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

const interruptAfter = (ledger: string, milliseconds: number): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [command, "import", file, "--ledger", ledger], { stdio: "ignore" })
    const timer = setTimeout(() => child.kill("SIGINT"), milliseconds)
    child.on("exit", (code) => {
      clearTimeout(timer)
      resolve(code)
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
