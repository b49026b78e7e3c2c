/**
 * What is pure runs in browsers: importing files and the use cases of a year are bundled for one, and the bundle, in
 * which nothing of Node is left, derives a table.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "esbuild"
import { afterAll, describe, expect, it } from "vitest"

const root = path.dirname(import.meta.dirname)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-bundle-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Bundles a program for a browser, as an application would: what is of Node does not resolve and fails. */
const bundle = (contents: string) =>
  build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["source"],
    write: false,
    metafile: true,
    logLevel: "silent"
  })

const program = `
import { importFiles, readRows } from "@juesuan/import"
import * as year from "@juesuan/year"
import { replayFiles, yearOf } from "@juesuan/year/promise"

export const names = [typeof importFiles, typeof readRows, typeof year.auditDocument]
export const tablesOf = async (name, bytes) => {
  const replayed = await replayFiles([{ name, bytes }])
  return year.toTablesJson(await yearOf(replayed)).tables
}
`

interface Bundled {
  readonly names: ReadonlyArray<string>
  readonly tablesOf: (name: string, bytes: Uint8Array) => Promise<ReadonlyArray<{ readonly key: string }>>
}

describe("import and year, bundled for a browser", () => {
  it("need nothing of Node, and replay the example year to its tables", async () => {
    const { outputFiles, metafile } = await bundle(program)
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map((one) => one.path))
    expect(imported.filter((target) => target.startsWith("node:"))).toEqual([])
    const file = path.join(folder, "bundle.mjs")
    fs.writeFileSync(file, outputFiles[0]!.contents)
    const { names, tablesOf } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Bundled
    expect(names).toEqual(["function", "function", "function"])
    const transactions = fs.readFileSync(path.join(root, "examples", "yanchi-2024", "transactions.csv"))
    const printed = JSON.parse(
      fs.readFileSync(path.join(root, "examples", "yanchi-2024", "expected", "tables.json"), "utf8")
    ) as { readonly tables: ReadonlyArray<{ readonly key: string }> }
    const derived = await tablesOf("transactions.csv", transactions)
    expect(derived.map(({ key }) => key)).toEqual(printed.tables.map(({ key }) => key))
  })

  it("would not be, with a store of files among them", async () => {
    await expect(bundle(`export * from "@juesuan/store-sqlite"`)).rejects.toThrow(/node:/)
  })
})
