/**
 * Tidiness that no linter checks: long lines and files, stray output, doubts without an issue, names of nobody.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const root = path.dirname(import.meta.dirname)
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8"
})
  .split("\n")
  .filter((name) => name !== "" && fs.existsSync(path.join(root, name)))
const code = tracked.filter((name) => /\.(ts|mjs|js)$/.test(name))
const sources = code.filter((name) => /^packages\/[^/]+\/src\//.test(name))
const read = (name: string): string => fs.readFileSync(path.join(root, name), "utf8")

/** Lines of generated data are as long as the data. */
const isGenerated = (name: string): boolean => /\/classification\/|\/data\//.test(name)

describe("the sources", () => {
  it("have no line over 120 columns", () => {
    const long = code
      .filter((name) => !isGenerated(name))
      .flatMap((name) =>
        read(name)
          .split("\n")
          // A line of markup or text inside a template, and a pattern, are as long as they are.
          .flatMap((line, index) =>
            [...line].length > 120 && !/<\w|`|^\s*["/](?!\*)/.test(line) ? [`${name}:${index + 1}`] : []
          )
      )
    expect(long).toEqual([])
  })

  it("have no module over 400 lines", () => {
    const long = sources.filter((name) => !isGenerated(name) && read(name).split("\n").length > 400)
    expect(long).toEqual([])
  })

  it("open with a comment that says what the module is", () => {
    const silent = sources.filter(
      (name) => !isGenerated(name) && !name.endsWith("/index.ts") && !/^(\/\*\*|\/\/)/.test(read(name))
    )
    expect(silent).toEqual([])
  })

  it("have no class that extends a class of ours", () => {
    const declared = new Set(
      sources.flatMap((name) => [...read(name).matchAll(/\bclass (\w+)/g)].map(([, own]) => own!))
    )
    const extending = sources.flatMap((name) =>
      [...read(name).matchAll(/\bclass \w+(?:<[^>]*>)? extends (\w+)\b(?!\.)/g)].flatMap(([text, base]) =>
        declared.has(base!) ? [`${name}: ${text}`] : []
      )
    )
    expect(extending).toEqual([])
  })

  it("print through Console only, and leave no doubt without an issue", () => {
    const offenders = sources.filter((name) =>
      read(name)
        .split("\n")
        .some((line) => /\bconsole\.(log|error|warn)\b|\bTODO\b|\bFIXME\b|@ts-ignore/.test(line))
    )
    expect(offenders).toEqual([])
  })
})

describe("the repository", () => {
  it("has a clear top level", () => {
    const top = [...new Set(tracked.map((name) => name.split("/")[0]))]
    for (const name of [
      "package.json",
      "tsconfig.json",
      "turbo.json",
      "README.md",
      "packages",
      "examples",
      "docs",
      "tests"
    ]) {
      expect(top).toContain(name)
    }
  })

  it("holds no ledger, archive or key file", () => {
    expect(tracked.filter((name) => /\.(db|db-wal|sqlite|zip|pem|key|log)$/.test(name))).toEqual([])
  })
})
