/**
 * The JSON reference: every command that prints JSON stands in it, and outputs it was not read off fit its shapes.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { misfits, parseShape } from "../scripts/jsonShape.ts"
import { samples } from "../scripts/jsonPage.ts"

const root = path.dirname(import.meta.dirname)
const page = fs.readFileSync(path.join(root, "docs", "reference", "json.md"), "utf8")
const commands = fs.readFileSync(path.join(root, "docs", "reference", "cli.md"), "utf8")

/** The documented shapes by the title of their section. */
const shapes = new Map(
  [...page.matchAll(/^## (.+)\n\n`juesuan ([^`]+)`[\s\S]*?^```text\n([\s\S]*?)^```$/gm)].map(
    ([, title, command, text]) => [title!, { command: command!, shape: parseShape(text!) }] as const
  )
)

const { folder, run } = await samples()
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe("the JSON reference", () => {
  it("has every command that prints JSON", () => {
    const printing = [...commands.matchAll(/^## juesuan (\w+)\n([\s\S]*?)^```$/gm)]
      .filter(([, , help]) => /--format choice .*\bjson\b/.test(help!))
      .map(([, name]) => name!)
    expect(printing.length).toBeGreaterThan(12)
    const documented = new Set([...shapes.values()].map(({ command }) => command.split(" ")[0]!))
    // `open` prints what `close` prints, and `demo` what `replay` prints.
    const others = new Set(["open", "demo"])
    expect(printing.filter((name) => !others.has(name) && !documented.has(name))).toEqual([])
  })

  it.each([
    ["Tables", "tables --as-of 2024-03-31 --format json"],
    ["Findings", "check --as-of 2024-06-30 --format json --fail-on never"],
    [
      "Findings",
      "score verify examples/yanchi-2024/expected/scorecards.json --rules national-2020-10 --format json --fail-on never"
    ],
    [
      "Audit",
      "audit published.txt examples/audit-folder/documents/one.txt --lang en --format json --fail-on never"
    ],
    ["Explanation", "explain T03/2080109/3 --format json"],
    ["Explanation of a sentence's figure", "explain N/5.3/2080109/completion --format json"],
    ["Explanation of a score", "explain S/PRJ2024004/成本-1/score --format json"],
    ["Scores", "score --rules central-2021-101 --format json"],
    ["Narrative", "narrative --pack mof-2023 --format json"],
    ["Budget", "budget --as-of 2024-02-29 --format json"],
    ["Differences", "diff 2024-01-31 2024-12-01 --format json"],
    ["Digest", "digest --ledger year.db --format json"],
    ["Verification", "verify --ledger both.db --format json"],
    ["Proof", "proof 219011/2024/支付-0115-加油01#1 --ledger both.db"],
    ["Replay", "replay year.csv --ledger :memory: --pack mof-2023 --format json"],
    ["Import", "import year.csv --ledger other.db --format json"],
    ["Problems of files", "import beyond.csv --ledger year.db --format json"],
    ["Closing and opening", "close --ledger warned.db --dry-run --format json"],
    [
      "Disclosure",
      "disclose --ledger year.db --out z --formats md,csv --pack mof-2023 --format json --fail-on never"
    ],
    ["Replay", "demo --out other --format json"],
    ["Rules", "rules --lang en --format json"],
    ["Rule", "rule SR-7 --lang en --format json"],
    ["Rule", "rule AU-15 --format json"],
    ["Rule", "rule BC-4 --lang en --format json"],
    ["Rule set", "rules central-2021-101 --format json"]
  ])("%s fits juesuan %s", async (title, command) => {
    const documented = shapes.get(title)
    expect(documented).toBeDefined()
    expect(misfits(documented!.shape, JSON.parse(await run(command)))).toEqual([])
  })

  it("fits the document of another form", async () => {
    await run("disclose --ledger year.db --out z --formats json --pack mof-2023 --fail-on never")
    const document = fs.readFileSync(path.join(folder, "z", "disclosure.json"), "utf8")
    expect(misfits(shapes.get("Document")!.shape, JSON.parse(document))).toEqual([])
  })

  it("would not fit other fields, kinds, or a float for an amount", () => {
    const shape = parseShape("{\n  a: decimal\n  b?: null | [string]\n  c: { [key]: number }\n}\n")
    expect(misfits(shape, { a: "1.00", b: ["x"], c: { 1: 2, "T01/income.generalPublic": 3 } })).toEqual([])
    expect(misfits(shape, { a: "1.00", b: null, c: {} })).toEqual([])
    expect(misfits(shape, { a: 1.5, c: {} })).toEqual(["a: number"])
    expect(misfits(shape, { a: "1.00", c: { 1: "2" }, d: true })).toEqual([
      "c/1: string",
      "d: not documented"
    ])
    expect(misfits(shape, { b: [1], c: {} })).toEqual(["a: missing", "b/0: number"])
  })
})
