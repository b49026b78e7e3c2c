/**
 * The import law: arrows point one way, the core is pure, nobody reaches into another package's files.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { importsOf } from "./importsOf.ts"

const root = path.dirname(import.meta.dirname)
const scope = "@juesuan/"

/** What each package may import of ours; the table of the design, package by package. */
const mayImport: Readonly<Record<string, ReadonlyArray<string>>> = {
  domain: [],
  ledger: ["domain"],
  "store-sqlite": ["domain", "ledger"],
  "store-postgres": ["domain", "ledger"],
  tables: ["domain", "ledger"],
  scoring: ["domain", "ledger"],
  narrative: ["domain", "tables", "scoring"],
  disclosure: ["domain", "tables", "scoring", "narrative"],
  page: ["domain"],
  import: ["domain", "ledger", "page"],
  audit: ["domain", "tables", "scoring", "disclosure", "page"],
  year: ["domain", "ledger", "tables", "scoring", "narrative", "disclosure", "import", "audit"],
  testing: ["domain", "ledger", "tables", "scoring"],
  cli: [
    "domain",
    "ledger",
    "store-sqlite",
    "store-postgres",
    "tables",
    "scoring",
    "narrative",
    "disclosure",
    "page",
    "import",
    "audit",
    "year"
  ],
  viewer: ["domain", "ledger", "tables", "scoring", "narrative", "disclosure", "audit"]
}

/** What is left to the user to choose, with the ranges that `npm run test:range` tries at both ends. */
const peers: Readonly<Record<string, string>> = { effect: ">=4.0.5 <5", "fast-check": ">=4.0.0 <5" }

/** Packages that know no files, clocks, databases or DOM. */
const pure = new Set([
  "domain",
  "ledger",
  "tables",
  "scoring",
  "narrative",
  "disclosure",
  "import",
  "audit",
  "year",
  "testing"
])

const packages = fs.readdirSync(path.join(root, "packages"))

const filesUnder = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))

/** Whether a package offers a path of its own to others, such as @juesuan/disclosure/docx. */
const isExported = (name: string, inner: ReadonlyArray<string>): boolean => {
  const manifest = path.join(root, "packages", name, "package.json")
  const { exports } = JSON.parse(fs.readFileSync(manifest, "utf8")) as {
    readonly exports: Readonly<Record<string, unknown>>
  }
  return `./${inner.join("/")}` in exports
}

/** What breaks the law in one file of a package. */
const breaksIn = (name: string, file: string, source: string): ReadonlyArray<string> => {
  const folder = path.join(root, "packages", name)
  return importsOf(source).flatMap((target) => {
    const where = `${path.relative(root, file)} imports ${target}`
    if (target.startsWith(".")) {
      return path.resolve(path.dirname(file), target).startsWith(`${folder}/`)
        ? []
        : [`${where}: leaves the package`]
    }
    if (target.startsWith(scope)) {
      const [owner, ...inner] = target.slice(scope.length).split("/")
      if (inner.length > 0 && !isExported(owner!, inner)) return [`${where}: an internal path`]
      return mayImport[name]!.includes(owner!) ? [] : [`${where}: the arrow points the wrong way`]
    }
    return pure.has(name) && target.startsWith("node:") ? [`${where}: the core is pure`] : []
  })
}

describe("the import law", () => {
  it("knows every package", () => {
    expect(packages.filter((name) => mayImport[name] === undefined)).toEqual([])
  })

  it.each(packages)("holds in the sources of %s", (name) => {
    const files = filesUnder(path.join(root, "packages", name, "src"))
    expect(files.length).toBeGreaterThan(0)
    const breaks = files.flatMap((file) => breaksIn(name, file, fs.readFileSync(file, "utf8")))
    expect(breaks).toEqual([])
  })

  it.each(packages)("holds in the dependencies of %s", (name) => {
    const manifest = JSON.parse(
      fs.readFileSync(path.join(root, "packages", name, "package.json"), "utf8")
    ) as {
      readonly dependencies?: Readonly<Record<string, string>>
      readonly devDependencies?: Readonly<Record<string, string>>
      readonly peerDependencies?: Readonly<Record<string, string>>
    }
    const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifest
    const pinned = { ...dependencies, ...devDependencies }
    const own = Object.keys(pinned).filter((dependency) => dependency.startsWith(scope))
    expect(own.filter((dependency) => !mayImport[name]!.includes(dependency.slice(scope.length)))).toEqual([])
    for (const [dependency, range] of Object.entries(pinned)) {
      expect(range, `${dependency} in ${name} is pinned exactly`).toMatch(/^\d+\.\d+\.\d+/)
    }
    // Two copies of these in one program do not know each other's values: the user's own is used. The command is bundled.
    expect(peerDependencies).toEqual(
      name === "cli" ? {} : name === "testing" ? peers : { effect: peers.effect }
    )
    const bundled = name === "cli" ? devDependencies : {}
    expect(
      Object.keys(pinned).filter((dependency) => dependency in peers && !(dependency in bundled))
    ).toEqual([])
  })

  it.each([
    ["domain", `import { x } from "@juesuan/ledger"`, "the arrow points the wrong way"],
    ["tables", `import * as fs from "node:fs"`, "the core is pure"],
    ["ledger", `const x = await import("@juesuan/tables")`, "the arrow points the wrong way"],
    ["cli", `import { x } from "@juesuan/tables/src/Cube.ts"`, "an internal path"],
    ["cli", `import { x } from "@juesuan/tables/internal"`, "an internal path"],
    ["tables", `import { x } from "../../ledger/src/Event.ts"`, "leaves the package"],
    ["tables", `export * from "../../ledger/src/Event.ts"`, "leaves the package"]
  ])("is broken in %s by %s", (name, source, why) => {
    const file = path.join(root, "packages", name, "src", "Example.ts")
    expect(breaksIn(name, file, source)).toEqual([expect.stringContaining(why)])
  })
})

describe("the pure packages", () => {
  it.each(packages.filter((name) => pure.has(name)))("ask %s for no clock and no chance", (name) => {
    const banned =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.(?!env\.JUESUAN_)/
    const offenders = filesUnder(path.join(root, "packages", name, "src")).filter((file) =>
      fs
        .readFileSync(file, "utf8")
        .split("\n")
        .some((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && banned.test(line))
    )
    expect(offenders).toEqual([])
  })
})
