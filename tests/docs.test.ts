/**
 * The documentation is executed: every `ts` block of every page runs, and each `// =>` in it is compared.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { runCommand } from "../scripts/terminal.ts"

const root = path.dirname(import.meta.dirname)
const cache = path.join(root, "tests", ".docs")
fs.mkdirSync(cache, { recursive: true })
afterAll(() => fs.rmSync(cache, { recursive: true, force: true }))

const pages = [
  "README.md",
  "README.zh-CN.md",
  ...fs
    .readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name}`),
  ...fs.readdirSync(path.join(root, "packages")).map((name) => `packages/${name}/README.md`),
  ...fs.readdirSync(path.join(root, "examples")).map((name) => `examples/${name}/README.md`)
].filter((name) => name.endsWith(".md") && fs.existsSync(path.join(root, name)))

interface Block {
  readonly page: string
  readonly line: number
  readonly code: string
}

const blocksOf = (page: string): ReadonlyArray<Block> => {
  const text = fs.readFileSync(path.join(root, page), "utf8")
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    code: match[1]!
  }))
}

/** Turns `expression // => value` into a comparison. */
const toModule = (code: string): string =>
  `import { expect as __expect } from "vitest"\n${code.replace(
    /^(?!\s*(?:import|export|const|let)\b)(\s*)(.+?)\s*\/\/ => (.+)$/gm,
    (_, indent: string, expression: string, value: string) =>
      `${indent}__expect(${expression}).toEqual(${value})`
  )}`

const blocks = pages.flatMap(blocksOf)

describe("the documentation", () => {
  it("has examples to run", () => {
    expect(blocks.filter(({ code }) => code.includes("// =>")).length).toBeGreaterThan(0)
  })

  it.each(blocks.map((block, index) => [`${block.page}:${block.line}`, block, index] as const))(
    "%s runs as printed",
    async (_, block, index) => {
      const file = path.join(cache, `block-${index}.ts`)
      fs.writeFileSync(file, toModule(block.code))
      await import(/* @vite-ignore */ pathToFileURL(file).href)
    }
  )

  it("shows in the README what the demo and explain print", async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-readme-"))
    const run = async (...args: ReadonlyArray<string>): Promise<string> =>
      (await runCommand(args, { cwd: scratch, env: process.env })).stdout
    const explanation = ["explain", "T06/30231/1", "--depth", "2", "--ledger", "juesuan-demo/ledger.db"]
    const printed = (await run("demo")) + (await run(...explanation))
    fs.rmSync(scratch, { recursive: true })
    const lines = new Set(printed.split("\n"))
    const picture = /^```text\n([\s\S]*?)^```$/m.exec(
      fs.readFileSync(path.join(root, "README.md"), "utf8")
    )![1]!
    const shown = picture
      .trimEnd()
      .split("\n")
      .filter((line) => line !== "…" && !line.startsWith("$ "))
    expect(shown.length).toBeGreaterThan(10)
    expect(shown.filter((line) => !lines.has(line))).toEqual([])
  })

  it("names every kind of lead, and no other", () => {
    const sources = ["audit", "tables", "scoring"].flatMap((name) => {
      const folder = path.join(root, "packages", name, "src")
      return fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => fs.readFileSync(path.join(folder, file), "utf8"))
    })
    const given = /\badd\(\s*"([a-z-]+)"|\bkind: "([a-z-]+)",\s*text\b/g
    const found = sources.flatMap((text) => [...text.matchAll(given)].map(([, a, b]) => a ?? b!))
    // Parts of texts and values of targets have a kind and a text as well.
    const kinds = new Set(found.filter((kind) => !["number", "paragraph", "text"].includes(kind)))
    const page = fs.readFileSync(path.join(root, "docs", "reference", "audit.md"), "utf8")
    const table = page.slice(page.indexOf("\n## Leads"), page.indexOf("\n## Fingerprints"))
    const firsts = table.split("\n").flatMap((line) => /^\|([^|]*)\|/.exec(line)?.[1] ?? [])
    const named = firsts.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind!))
    expect(named.filter((kind) => kind !== "kind").toSorted()).toEqual([...kinds].toSorted())
  })

  it("names no command that does not exist", () => {
    const folder = path.join(root, "packages", "cli", "src")
    const sources = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => fs.readFileSync(path.join(folder, name), "utf8"))
    const commands = new Set(
      sources.flatMap((source) => [...source.matchAll(/Command\.make\(\s*"(\w+)"/g)].map((match) => match[1]))
    )
    const used = pages.flatMap((page) =>
      [...fs.readFileSync(path.join(root, page), "utf8").matchAll(/npx juesuan (\w+)/g)].map(
        (match) => match[1]
      )
    )
    expect(used.length).toBeGreaterThan(0)
    expect([...new Set(used)].filter((name) => !commands.has(name))).toEqual([])
  })
})
