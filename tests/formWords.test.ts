/**
 * What a form prints is stated by the form alone: no reader of documents repeats a title, a head or a label of it.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { formRows, packs } from "@juesuan/tables"
import { expect, it } from "vitest"

const folder = path.join(import.meta.dirname, "..", "packages", "audit", "src", "recognise")

/** What the narrative has a section on, too. */
const topics = new Set(["机关运行经费"])

/** Shorter words, such as 合计 and 基本支出, are words of the language as well. */
const WORD_MIN = 6

const words = new Set(
  packs
    .flatMap(({ tables }) => tables)
    .flatMap(({ definition, title, number }) => [
      title,
      number,
      ...definition.columns.flatMap(({ heads }) => heads),
      ...formRows(definition).map(({ label }) => label.replace(/^[一二三四五六七八九十]+、/, ""))
    ])
    .filter((word) => word.length >= WORD_MIN && !topics.has(word))
)

const codeOf = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "")

it("the recogniser states no title, head or label of a form", () => {
  expect(words.size).toBeGreaterThan(60)
  const stated = fs.readdirSync(folder).flatMap((file) => {
    const code = codeOf(fs.readFileSync(path.join(folder, file), "utf8"))
    return [...words].filter((word) => code.includes(word)).map((word) => `${file}: ${word}`)
  })
  expect(stated).toEqual([])
})

it("the recogniser names no table by its key", () => {
  const stated = fs.readdirSync(folder).flatMap((file) => {
    const code = codeOf(fs.readFileSync(path.join(folder, file), "utf8"))
    return [...code.matchAll(/["'`]T\d\d["'`]/g)].map(([key]) => `${file}: ${key}`)
  })
  expect(stated).toEqual([])
})
