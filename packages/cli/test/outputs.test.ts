/**
 * `demo` and `replay` with --format json: one document on standard output, and the files all the same.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import type { Ran } from "../../../scripts/terminal.ts"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("outputs")
const transactions = path.join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "examples",
  "yanchi-2024",
  "transactions.csv"
)
const filesIn = (name: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(folder, name))
    .filter((file) => !file.startsWith("ledger.db"))
    .sort()
const keysOf = (text: string): ReadonlyArray<string> => Object.keys(JSON.parse(text) as object)

describe("given the year of the example", () => {
  let demo: Ran, replay: Ran
  beforeAll(async () => {
    demo = await run("demo", "--out", "d", "--format", "json")
    replay = await run("replay", transactions, "--ledger", "new.db", "--out", "r", "--format", "json")
  })

  it("demo prints its tables and findings as JSON", () => {
    expect(demo.status).toBe(0)
    expect(keysOf(demo.stdout)).toEqual(["unit", "year", "pack", "money", "digest", "tables", "findings"])
  })

  it("replay prints the same, and writes to --out what it writes without --format json", () => {
    expect(replay.status).toBe(0)
    expect(keysOf(replay.stdout)).toEqual(keysOf(demo.stdout))
    expect(filesIn("r")).toEqual(filesIn("d"))
    expect(filesIn("r")).toContain("tables.md")
  })
})
