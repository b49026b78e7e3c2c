/**
 * The library scores anybody's projects: no source of it but the two sets of the county names that county, its unit or
 * its projects.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { published } from "./published.ts"

const src = path.join(import.meta.dirname, "..", "src")

/** Where its two sets are, and where they are listed. */
const own = new Set(["sets/yanchi.ts"])

const names = new Set(
  published.flatMap(({ card: { name, unit, department, project } }) => [name, unit, department, project])
)

it("names of the county, its unit and its projects are in its two sets alone", () => {
  expect(names.size).toBeGreaterThan(8)
  const found = fs
    .readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !own.has(file.replaceAll("\\", "/")))
    .flatMap((file) => {
      const code = fs.readFileSync(path.join(src, file), "utf8")
      return [...names, "盐池"]
        .filter((name) => name !== "" && code.includes(name))
        .map((name) => `${file}: ${name}`)
    })
  expect(found).toEqual([])
})
