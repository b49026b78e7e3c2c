/**
 * What is generated is what its generator writes now.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Articulation } from "@juesuan/tables"
import { describe, expect, it } from "vitest"
import { version } from "@juesuan/year"
import { modules } from "../scripts/generate-classification.ts"
import { generatedPages, rulesPage } from "../scripts/generate-docs.ts"
import { cMapModule, cMapNames } from "../scripts/generate-cmaps.ts"
import { clientModule } from "../scripts/generate-page.ts"

const root = path.dirname(import.meta.dirname)

describe("the classification modules", () => {
  it.each([...modules()])("%s are those of packages/domain/data", (name, text) => {
    expect(
      fs.readFileSync(path.join(root, "packages", "domain", "src", "classification", name), "utf8")
    ).toBe(text)
  })
})

describe("the generated pages", async () => {
  it.each([...(await generatedPages(root))])("docs/%s is what its generator writes", (name, text) => {
    expect(fs.readFileSync(path.join(root, "docs", name), "utf8")).toBe(text)
  })

  it("have a section for each rule", () => {
    for (const { id } of Articulation.articulationRules) expect(rulesPage()).toContain(`\n### ${id} `)
  })
})

describe("the script of the page", () => {
  it("is what packages/disclosure/client bundles to", () => {
    const module = path.join(root, "packages", "disclosure", "src", "html", "data", "clientScript.ts")
    expect(fs.readFileSync(module, "utf8")).toBe(clientModule())
  })
})

describe("the code tables of Chinese fonts", () => {
  it("are those of the PDF library", () => {
    const module = path.join(root, "packages", "page", "src", "pdf", "data", "cMaps.ts")
    expect(cMapNames().length).toBe(33)
    expect(fs.readFileSync(module, "utf8")).toBe(cMapModule())
  })
})

describe("the version", () => {
  it("is that of the package", () => {
    const manifest = fs.readFileSync(path.join(root, "packages", "cli", "package.json"), "utf8")
    expect((JSON.parse(manifest) as { version: string }).version).toBe(version)
  })
})
