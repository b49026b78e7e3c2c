/**
 * Every public export has a docstring, and it says more than the name.
 *
 * What is public is what a package's entries lead to. A docstring stands directly above its declaration; its first
 * sentence stands alone. What returns or takes an amount, a rate or a share says its unit somewhere in its module.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const root = path.dirname(import.meta.dirname)

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly source: string }>>
}

const packages = fs.readdirSync(path.join(root, "packages"))

const entriesOf = (name: string): ReadonlyArray<string> => {
  const folder = path.join(root, "packages", name)
  const { exports } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest
  return Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : [path.join(folder, entry.source)]
  )
}

interface Export {
  readonly module: string
  readonly line: number
  readonly name: string
  readonly docstring: string | null
}

const DECLARATION = /^export (?:declare )?(?:abstract )?(?:const|interface|type|class|function) (\w+)/

/** The docstring that ends on the line above, or `null`. */
const docstringAbove = (lines: ReadonlyArray<string>, at: number): string | null => {
  if (!(lines[at - 1] ?? "").trimEnd().endsWith("*/")) return null
  let start = at - 1
  while (start >= 0 && !lines[start]!.includes("/**")) start--
  return start < 0
    ? null
    : lines
        .slice(start, at)
        .join("\n")
        .replace(/^\s*\/\*\*|\*\/\s*$|^\s*\* ?/gm, "")
        .trim()
}

/** The declarations a source exports, each with its docstring. */
export const exportsIn = (module: string, source: string): ReadonlyArray<Export> => {
  const lines = source.split("\n")
  return lines.flatMap((text, at) => {
    const name = DECLARATION.exec(text)?.[1]
    return name === undefined ? [] : [{ module, line: at + 1, name, docstring: docstringAbove(lines, at) }]
  })
}

interface Wanted {
  readonly module: string
  /** The names that are exported on; `null` for all. */
  readonly names: ReadonlySet<string> | null
}

const REEXPORT = /^export (?:type )?(\*(?: as \w+)?|\{[^}]*\}) from "(\.[^"]+)"/gm

const reexportsOf = (module: string): ReadonlyArray<Wanted> =>
  [...fs.readFileSync(module, "utf8").matchAll(REEXPORT)].map(([, what, target]) => ({
    module: path.resolve(path.dirname(module), target!),
    names: what!.startsWith("*")
      ? null
      : new Set([...what!.matchAll(/(\w+)(?:\s+as\s+\w+)?\s*[,}]/g)].map(([, name]) => name!))
  }))

const publicOf = (name: string): ReadonlyArray<Export> => {
  const seen = new Set<string>()
  const found: Array<Export> = []
  const visit = ({ module, names }: Wanted): void => {
    const key = `${module}|${names === null ? "*" : [...names].sort().join()}`
    if (seen.has(key)) return
    seen.add(key)
    for (const one of exportsIn(path.relative(root, module), fs.readFileSync(module, "utf8")))
      if (names === null || names.has(one.name)) found.push(one)
    for (const next of reexportsOf(module)) visit(next)
  }
  for (const module of entriesOf(name)) visit({ module, names: null })
  return found
}

const faultOf = ({ name, docstring }: Export): string | null => {
  if (docstring === null) return "no docstring"
  const words = docstring.split(/\s+/).length
  if (words < 3 && !/\p{Script=Han}/u.test(docstring)) return `"${docstring}" says no more than the name`
  const first = docstring.split(/[.:;。：]\s|\n\n/)[0]!
  return first.trim().toLowerCase() === name.toLowerCase() ? "repeats the name" : null
}

describe("the public exports", () => {
  it.each(packages)("of %s each have a docstring", (name) => {
    const all = publicOf(name)
    expect(all.length).toBeGreaterThan(0)
    const faults = all.flatMap((one) => {
      const fault = faultOf(one)
      return fault === null ? [] : [`${one.module}:${one.line} ${one.name}: ${fault}`]
    })
    expect(faults).toEqual([])
  })

  it.each([
    ["export const total = 1", "no docstring"],
    ["/** total */\nexport const total = 1", `"total" says no more than the name`],
    ["/** A sum. */\n\nexport const total = 1", "no docstring"]
  ])("are told apart where they have none: %s", (source, fault) => {
    expect(exportsIn("x.ts", source).map(faultOf)).toEqual([fault])
  })

  it("pass with one", () => {
    expect(
      exportsIn("x.ts", "/** The sum of all rows, in fen. */\nexport const total = 1").map(faultOf)
    ).toEqual([null])
  })
})
