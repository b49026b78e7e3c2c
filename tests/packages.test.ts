/**
 * Packages are ready to publish: what they contain, what they promise, what may be imported of them.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { importsOf } from "./importsOf.ts"

const root = path.dirname(import.meta.dirname)
const folders = fs.readdirSync(path.join(root, "packages"))

interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly type: string
  readonly engines: { readonly node: string }
  readonly sideEffects: false | ReadonlyArray<string>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly files: ReadonlyArray<string>
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(root, "packages", folder, "package.json"), "utf8")) as Manifest
const manifests = new Map(folders.map((folder) => [folder, manifestOf(folder)]))

describe.each([...manifests])("the package in %s", (folder, manifest) => {
  const at = (name: string): string => path.join(root, "packages", folder, name)

  it("says what it is, under which licence, for which Node, and that importing it does nothing", () => {
    expect(manifest.description.length).toBeGreaterThan(10)
    expect([manifest.license, manifest.type]).toEqual(["MIT", "module"])
    expect(manifest.engines.node).toMatch(/^>=\d+\.\d+$/)
    expect(manifest.sideEffects === false || folder === "cli").toBe(true)
    expect(fs.readFileSync(at("LICENSE"), "utf8")).toBe(fs.readFileSync(path.join(root, "LICENSE"), "utf8"))
  })

  it("names a source, types and a build of every entry, and nothing by pattern", () => {
    for (const [name, entry] of Object.entries(manifest.exports)) {
      expect(name).not.toContain("*")
      if (typeof entry === "string") {
        expect([name, entry]).toEqual(["./package.json", "./package.json"])
        continue
      }
      expect(Object.keys(entry)).toEqual(["source", "types", "default"])
      const { source, types, default: built } = entry
      expect(fs.existsSync(at(source!)), source).toBe(true)
      expect(types).toBe(source!.replace("./src/", "./dist/").replace(/\.ts$/, ".d.ts"))
      // The command is a bundle: nothing that it runs on is installed beside it.
      const folder = name === "./command" ? "./dist/bundle/" : "./dist/"
      expect(built).toBe(source!.replace("./src/", folder).replace(/\.ts$/, ".js"))
    }
  })

  it("has a README with an executed example", () => {
    const readme = fs.readFileSync(at("README.md"), "utf8")
    expect(readme.startsWith(`# ${manifest.name}\n`)).toBe(true)
    expect(readme).toMatch(folder === "cli" ? /```(ts|sh)\n/ : /```ts\n[\s\S]*\/\/ => /)
  })

  it("ships no test, no cache and no data of its own beside its sources", () => {
    expect(manifest.files).toContain("!dist/.tsbuildinfo")
    expect(manifest.files.filter((name) => /test|cache|data/.test(name))).toEqual([])
  })
})

describe("examples and pages", () => {
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "examples", "docs"], {
    cwd: root,
    encoding: "utf8"
  })
    .split("\n")
    .filter((name) => fs.existsSync(path.join(root, name)))
  const sources = tracked
    .filter((name) => name.endsWith(".ts") || name.endsWith(".mjs"))
    .map((name) => [name, fs.readFileSync(path.join(root, name), "utf8")] as const)
  const blocks = tracked
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) =>
      [
        ...fs.readFileSync(path.join(root, name), "utf8").matchAll(/^```(?:ts|js)[^\n]*\n([\s\S]*?)^```$/gm)
      ].map(([, text]) => [name, text!] as const)
    )

  const isPublic = (target: string): boolean =>
    [...manifests.values()].some(({ name, exports }) =>
      Object.keys(exports).some((entry) => target === `${name}${entry.slice(1)}`)
    )

  it.each([...sources, ...blocks])("%s imports only what is public", (name, text) => {
    const ours = importsOf(text).filter((target) => /^@juesuan\/|^juesuan(\/|$)/.test(target))
    expect(ours.filter((target) => !isPublic(target))).toEqual([])
    // The generator of the example year is part of the repository's own tests.
    if (name.startsWith("examples/yanchi-2024/")) return
    expect(importsOf(text).filter((target) => /packages\//.test(target))).toEqual([])
  })

  it("tell an internal path apart", () => {
    expect(isPublic("@juesuan/tables")).toBe(true)
    expect(isPublic("@juesuan/disclosure/docx")).toBe(true)
    expect(isPublic("@juesuan/tables/src/Cube.ts")).toBe(false)
    expect(isPublic("@juesuan/tables/articulation")).toBe(false)
  })
})

describe("the changesets", () => {
  const names = new Set([...manifests.values()].map(({ name }) => name))
  const files = fs.readdirSync(path.join(root, ".changeset")).filter((name) => name.endsWith(".md"))

  it.each(files)("%s names packages, how they change, and why", (file) => {
    const text = fs.readFileSync(path.join(root, ".changeset", file), "utf8")
    const [, head, body] = /^---\n([\s\S]*?)\n---\n\n([\s\S]+)$/.exec(text)!
    for (const line of head!.split("\n")) {
      const [, name] = /^"(.+)": (?:major|minor|patch)$/.exec(line)!
      expect(names.has(name!), name).toBe(true)
    }
    expect(body!.trim().length).toBeGreaterThan(40)
  })
})
