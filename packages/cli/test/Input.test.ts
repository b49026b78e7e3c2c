/**
 * The reader of input: its limit holds for whatever has no size, and what never ends is refused.
 */
import { execFileSync, spawn } from "node:child_process"
import * as Result from "effect/Result"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { readInput } from "../src/Input.ts"
import { commandIn } from "./command.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-input-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)
const told = (file: string, bytesMax = 1000): string => {
  const read = readInput(file, bytesMax)
  return Result.isSuccess(read) ? `${read.success.length} bytes` : read.failure.fault.kind
}
const pipe = (name: string): string => {
  execFileSync("mkfifo", [at(name)])
  return at(name)
}

describe("the reader of input", () => {
  it("reads a file up to its limit, to the byte", () => {
    fs.writeFileSync(at("file"), new Uint8Array(1000))
    expect([told(at("file"), 1000), told(at("file"), 999)]).toEqual(["1000 bytes", "large"])
    fs.writeFileSync(at("empty"), "")
    expect(told(at("empty"))).toBe("0 bytes")
  })

  it("refuses folders, devices, sockets and what is not there", () => {
    expect([told(folder), told("/dev/zero"), told("/dev/null"), told(at("none"))]).toEqual([
      "folder",
      "special",
      "special",
      "missing"
    ])
    expect(told(at("file/none"))).toBe("missing")
    expect(told("a\0b")).toBe("system")
  })

  it("reads /proc, whose files say they are empty, under the same limit", () => {
    expect(told("/proc/self/status", 100_000)).toMatch(/^[1-9]\d+ bytes$/)
    expect(told("/proc/self/status", 10)).toBe("large")
  })

  it("waits for a pipe's writer, and stops at the limit", () => {
    const slow = pipe("slow")
    const endless = pipe("endless")
    const writers = [
      spawn("sh", ["-c", `sleep 0.3; exec 3>${slow}; printf a >&3; sleep 0.3; printf b >&3`]),
      spawn("sh", ["-c", `cat /dev/zero > ${endless}`])
    ]
    expect([told(slow), told(endless, 3_000_000)]).toEqual(["2 bytes", "large"])
    for (const writer of writers) writer.kill()
  })
})

const { run, folder: scratch, env } = commandIn("special")
const commands: ReadonlyArray<ReadonlyArray<string>> = [
  ["import", "FILE", "--ledger", "new.db"],
  ["import", "ok.csv", "--mapping", "FILE", "--ledger", "new.db"],
  ["replay", "FILE"],
  ["audit", "FILE"],
  ["audit", "ok.csv", "--baseline", "FILE"],
  ["score", "FILE"],
  ["score", "verify", "FILE"],
  ["rules", "FILE"],
  ["verify", "--proof", "FILE"],
  ["verify", "--ledger", "FILE"],
  ["tables", "--ledger", "FILE"],
  ["import", "ok.csv", "--ledger", "FILE"]
]

describe("the command", () => {
  fs.writeFileSync(path.join(scratch, "ok.csv"), "a,b\n1,2\n")

  it.each(commands)("%s %s %s: a device is refused with exit 3", async (...words) => {
    const { status, stderr } = await run(...words.map((word) => (word === "FILE" ? "/dev/zero" : word)))
    expect([status, stderr.includes("/dev/zero")]).toEqual([3, true])
    expect(fs.existsSync(path.join(scratch, "new.db"))).toBe(false)
  })

  it("reads standard input as -", () => {
    const bin = path.join(import.meta.dirname, "..", "bin", "juesuan.js")
    const shell = `printf '{}\\n' | "${process.execPath}" "${bin}" import - --ledger new.db --format json`
    let printed = ""
    try {
      execFileSync("sh", ["-c", shell], { cwd: scratch, env, encoding: "utf8", stdio: "pipe" })
    } catch (error) {
      printed = (error as { stdout: string }).stdout
    }
    const { issues } = JSON.parse(printed) as { readonly issues: ReadonlyArray<object> }
    expect(issues[0]).toMatchObject({ file: "-", row: 1, problem: "ValueMissing" })
  })
})
