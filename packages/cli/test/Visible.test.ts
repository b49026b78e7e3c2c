/**
 * What reaches a terminal: stored texts, arguments and names of files are shown, never obeyed.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { visible } from "../src/Console.ts"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("visible")
/** Clears the screen, sets the clipboard, turns text around. */
const hostile = "\u001b[2J\u001b]52;c;cm0=\u0007\u009b31m\u202egpj"
// oxlint-disable-next-line no-control-regex
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u

describe("visible", () => {
  it("shows control characters, marks of direction and halves of characters, and nothing else", () => {
    expect(visible("a\u001b[2J\u0085\u202e\ud800b")).toBe("a\\u001b[2J\\u0085\\u202e\\ud800b")
    expect(visible("合计\t1.00\n😀 “三公”")).toBe("合计\t1.00\n😀 “三公”")
  })

  it("changes no value in JSON", () => {
    const value = { a: "x\u202ey\u007f\u009b\u2028", b: ["\ud800"] }
    const json = visible(JSON.stringify(value))
    expect(JSON.parse(json)).toEqual(value)
    expect(RAW.test(json)).toBe(false)
  })
})

/** Each command with a hostile word wherever it takes one. */
const commands: Readonly<Record<string, ReadonlyArray<string>>> = {
  demo: ["--pack", hostile],
  replay: [`${hostile}.csv`],
  import: [`${hostile}.csv`, "--ledger", "new.db"],
  tables: ["--ledger", "d.db", "--table", hostile],
  check: ["--ledger", hostile],
  audit: [`${hostile}.csv`],
  budget: ["--ledger", hostile],
  explain: [hostile, "--ledger", "d.db"],
  score: ["--ledger", "d.db", "--rules", hostile],
  narrative: ["--ledger", "d.db", "--rules", hostile],
  disclose: ["--ledger", "d.db", "--out", hostile, "--formats", hostile],
  diff: [hostile, "now", "--ledger", "d.db"],
  close: ["--ledger", "d.db", "--date", hostile],
  open: ["--ledger", hostile, "--year", "2030"],
  init: ["--ledger", "made.db", "--unit", hostile],
  template: ["--out", `no/${hostile}.xlsx`],
  add: ["--ledger", "d.db", "--set", hostile],
  register: ["--ledger", hostile],
  undo: [hostile, "--ledger", "d.db"],
  rollup: ["--ledger", "d.db", "--tree", `${hostile}.csv`],
  backup: ["copy.db", "--ledger", hostile],
  copy: [hostile, "copy.db"],
  verify: ["--ledger", hostile],
  digest: ["--ledger", hostile],
  proof: [hostile, "--ledger", "d.db"],
  rule: [hostile],
  rules: [hostile],
  sets: ["--format", hostile],
  packs: ["--format", hostile]
}

describe("every command", () => {
  beforeAll(async () => {
    await run("demo", "--out", "d")
    fs.copyFileSync(path.join(folder, "d", "ledger.db"), path.join(folder, "d.db"))
    fs.writeFileSync(path.join(folder, `${hostile}.csv`), `event_type,doc_no\n${hostile},${hostile}\n`)
  })

  it("is among the cases", async () => {
    const help = (await run("--help")).stdout.split(/^SUBCOMMANDS$/m)[1]!.split(/^EXIT CODES$/m)[0]!
    expect([...help.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name).sort()).toEqual(
      Object.keys(commands).sort()
    )
  })

  it.each(Object.entries(commands))("%s prints no control character", async (name, args) => {
    const { stdout, stderr, status } = await run(name, ...args)
    expect(RAW.exec(stdout + stderr)).toBeNull()
    expect(status).not.toBe(70)
    expect(stdout + stderr).toMatch(/\\(?:u001b|x1b)/)
  })
})

describe("the sources", () => {
  it("write to the terminal in one place", () => {
    const src = path.join(import.meta.dirname, "..", "src")
    const found = execFileSync("grep", ["-rlE", "process\\.(stdout|stderr)|writeSync\\([12]\\b", src], {
      encoding: "utf8"
    })
    const names = found
      .trim()
      .split("\n")
      .map((file) => path.relative(src, file))
      .sort()
    // The size of a terminal is asked for in one, and the last words of a thread are said in the other.
    expect(names).toEqual(["Supervisor.ts", "main.ts"])
  })
})

describe("many problems", () => {
  it("are printed up to a number, and counted", async () => {
    fs.writeFileSync(path.join(folder, "bad.jsonl"), "{}\n".repeat(500))
    const text = await run("import", "bad.jsonl", "--ledger", "new.db")
    expect([text.status, text.stderr.trim().split("\n").length]).toEqual([3, 22])
    expect(text.stderr).toContain("还有 1,980 处 ValueMissing")
    expect(text.stderr).toContain("2000 处错误")
    const json = JSON.parse(
      (await run("import", "bad.jsonl", "--ledger", "new.db", "--format", "json")).stdout
    ) as {
      readonly issues: ReadonlyArray<unknown>
    }
    expect(json.issues.length).toBe(1000)
    expect(json).toMatchObject({
      total: 2000,
      truncated: true,
      counts: [{ problem: "ValueMissing", count: 2000 }]
    })
  })
})
