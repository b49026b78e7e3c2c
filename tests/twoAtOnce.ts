/**
 * Two processes of the command that do the same, or nearly the same, to one ledger at once.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { expect } from "vitest"

const bin = path.join(path.dirname(import.meta.dirname), "packages", "cli", "bin", "juesuan.js")

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const started = (folder: string, args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { JUESUAN_LEDGER: _, ...env } = process.env
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env })
    let [stdout, stderr] = ["", ""]
    child.stdout.on("data", (chunk) => (stdout += String(chunk)))
    child.stderr.on("data", (chunk) => (stderr += String(chunk)))
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })

const profile = JSON.stringify({
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  staffing: 3,
  unitsCovered: ["示例单位"]
}).replaceAll('"', '""')

const header =
  "event_type,fiscal_year,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,payload"

/** The opening of a year and payments with these numbers, as a file. */
const transactions = (from: number, to: number, year = 2024): string => {
  const rows = [`建账,${year},100001,${year}-01-02,建账-1,,,,,,"${profile}"`]
  for (let number = from; number <= to; number++)
    rows.push(
      `支付,${year},100001,${year}-05-16,付-${number},一般公共预算,2080109,30201,基本支出,${number}.00,`
    )
  return `${[header, ...rows].join("\n")}\n`
}

/** What two at once are asked to do, what has been done before, and how many events there are in the end. */
export interface Contest {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly before: ReadonlyArray<ReadonlyArray<string>>
  readonly contenders: readonly [ReadonlyArray<string>, ReadonlyArray<string>]
  readonly events: number
}

/** The four ways in which two people do the same at once; `rows` payments in a file. */
export const contests = (rows: number): ReadonlyArray<Contest> => {
  const files = {
    "year.csv": transactions(1, rows),
    "first.csv": transactions(1, rows),
    "second.csv": transactions(Math.floor(rows / 2) + 1, Math.floor(rows / 2) + rows)
  }
  const onto = ["--ledger", "l.db"]
  const imported = ["import", "year.csv", ...onto]
  const close = ["close", ...onto]
  const open = ["open", ...onto]
  return [
    { name: "import the same file", files, before: [], contenders: [imported, imported], events: rows + 1 },
    {
      name: "import files that overlap",
      files,
      before: [],
      contenders: [
        ["import", "first.csv", ...onto],
        ["import", "second.csv", ...onto]
      ],
      events: Math.floor(rows / 2) + rows + 1
    },
    { name: "close the year", files, before: [imported], contenders: [close, close], events: rows + 2 },
    {
      name: "open the next year",
      files,
      before: [imported, close],
      contenders: [open, open],
      events: rows + 4
    }
  ]
}

/** What the two said: one did it, the other says that it is done, or had to give way (exit 5). */
export interface Outcome {
  readonly codes: ReadonlyArray<number | null>
  readonly appended: number
}

/**
 * Runs a contest once in a folder of its own, its processes at once or one after the other, and asserts what
 * holds whoever comes first: nobody meets a bug, whoever has to give way can do it afterwards, and the ledger
 * holds everything once.
 */
export const contest = async (
  { files, before, contenders, events }: Contest,
  start: "at once" | "in turn" = "at once"
): Promise<Outcome> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-two-"))
  try {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text)
    for (const args of before) expect((await started(folder, args)).code).toBe(0)
    const ended: Array<Awaited<ReturnType<typeof started>>> = []
    if (start === "at once")
      ended.push(...(await Promise.all(contenders.map((args) => started(folder, args)))))
    else for (const args of contenders) ended.push(await started(folder, args))
    for (const [index, { code, stderr }] of ended.entries()) {
      expect([0, 5], stderr).toContain(code)
      expect(stderr).not.toContain("bug")
      if (code === 5) expect((await started(folder, contenders[index]!)).code).toBe(0)
    }
    expect(ended.some(({ code }) => code === 0)).toBe(true)
    const verified = await started(folder, ["verify", "--ledger", "l.db", "--format", "json"])
    expect(verified.code, verified.stderr).toBe(0)
    expect(JSON.parse(verified.stdout)).toMatchObject({ events })
    const appended = ended.reduce(
      (sum, { stdout }) => sum + Number(/^(\d+) events appended/m.exec(stdout)?.[1] ?? 0),
      0
    )
    return { codes: ended.map(({ code }) => code), appended }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
