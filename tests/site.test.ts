/**
 * The site of the documentation: it builds, and no link of any page leads nowhere.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildSite, pages } from "../scripts/build-site.ts"

const root = path.dirname(import.meta.dirname)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-site-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe("the pages", () => {
  it.each(pages().map(({ source, text }) => [source, text] as const))(
    "%s link to what is there",
    (source, text) => {
      const links = [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, link]) => decodeURI(link!))
        .filter((link) => !/^[a-z]+:/.test(link))
      const dead = links.filter((link) => !fs.existsSync(path.join(root, path.dirname(source), link)))
      expect(dead).toEqual([])
    }
  )

  it("of docs/ can each be reached from the README or the menu", () => {
    expect(pages().filter(({ source }) => source.startsWith("docs/")).length).toBeGreaterThan(10)
  })
})

describe("the site", () => {
  beforeAll(() => void buildSite(folder))

  const files = (): ReadonlyArray<string> =>
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".html"))
      .map((name) => name.replaceAll("\\", "/"))

  it("has every page, and links between them that lead somewhere", () => {
    expect(files()).toHaveLength(pages().length)
    const dead = files().flatMap((name) => {
      const html = fs.readFileSync(path.join(folder, name), "utf8")
      return [...html.matchAll(/href="([^"#:]+\.html)/g)]
        .map(([, link]) => path.join(path.dirname(name), decodeURI(link!)))
        .filter((file) => !fs.existsSync(path.join(folder, file)))
        .map((file) => `${name} → ${file}`)
    })
    expect(dead).toEqual([])
  })

  it("has the headings that links point at", () => {
    const html = new Map(files().map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]))
    const links = [...html].flatMap(([name, text]) =>
      [...text.matchAll(/href="([^"#:]+\.html)?#([^"]+)"/g)].map(([, link, anchor]) => ({
        name,
        file: link === undefined ? name : path.join(path.dirname(name), decodeURI(link)),
        anchor: decodeURI(anchor!)
      }))
    )
    expect(links.length).toBeGreaterThan(0)
    const dead = links.filter(({ file, anchor }) => !html.get(file)?.includes(` id="${anchor}"`))
    expect(dead.map(({ name, file, anchor }) => `${name} → ${file}#${anchor}`)).toEqual([])
  })

  it("asks no network for anything", () => {
    const asking = files().filter((name) =>
      /<(?:script|link|img|iframe)\b/.test(fs.readFileSync(path.join(folder, name), "utf8"))
    )
    expect(asking).toEqual([])
  })
})
