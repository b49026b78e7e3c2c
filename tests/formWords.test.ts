/**
 * What a form prints is stated by the form alone: no other package repeats a title, a head, a label or a line number of
 * it, and the reader of documents not even within a longer text.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import * as Domain from "@juesuan/domain"
import { measures, registry } from "@juesuan/ledger"
import { formRows, packs } from "@juesuan/tables"
import { expect, it } from "vitest"

const packages = path.join(import.meta.dirname, "..", "packages")
const recogniser = path.join("audit", "src", "recognise")

/** Shorter words, such as 合计 and 基本支出, are words of the language as well. */
const WORD_MIN = 6

const textsIn = (value: unknown): ReadonlyArray<string> =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

/** Names of the field that forms print: of codes, funds, measures. `domain` and `ledger` state them, for everybody. */
const names = new Set([
  ...textsIn([Domain, measures, registry]),
  ...(["functional", "departmentEconomic"] as const).flatMap((list) =>
    Domain.Classification.editions.flatMap(({ from }) =>
      Domain.Classification.entries(list, from).map(({ name }) => name)
    )
  )
])

/** What the narrative has a section on, too. */
const topics = new Set(["机关运行经费"])

const allWords = new Set(
  packs
    .flatMap(({ tables }) => tables)
    .flatMap(({ definition, title, number }) => [
      title,
      number,
      ...definition.columns.flatMap(({ heads }) => heads),
      ...formRows(definition).map(({ label }) => label.replace(/^[一二三四五六七八九十]+、|^其中：/, ""))
    ])
    .filter((word) => word.length >= WORD_MIN && !topics.has(word))
)
const ownWords = [...allWords].filter((word) => !names.has(word))
/** 附表 alone is no number of any one table. */
const titles = new Set(
  packs
    .flatMap(({ tables }) => tables)
    .flatMap(({ title, number }) => [title, number])
    .filter((word) => word.length > 2)
)

const codeOf = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "")

/** The sources of all packages but `tables`, and but the documents that rules show as examples. */
const sources = fs
  .readdirSync(packages)
  .filter((name) => name !== "tables")
  .flatMap((name) =>
    fs
      .readdirSync(path.join(packages, name, "src"), { recursive: true, encoding: "utf8" })
      .map((file) => path.join(name, "src", file))
  )
  .filter((file) => file.endsWith(".ts") && !/[/\\]example[A-Z]\w*\.ts$/.test(file))
  .map((file) => ({ file, code: codeOf(fs.readFileSync(path.join(packages, file), "utf8")) }))

/** What is written in sentences, and read in them, has its own words for the same things. */
const isProse = ({ file }: { readonly file: string }): boolean =>
  /^(?:narrative[/\\]src|audit[/\\]src[/\\](?:claims|complete))[/\\]/.test(file)

const stating = (
  files: ReadonlyArray<{ readonly file: string; readonly code: string }>,
  words: Iterable<string>,
  states: (code: string, word: string) => boolean
): ReadonlyArray<string> =>
  files.flatMap(({ file, code }) =>
    [...words].filter((word) => states(code, word)).map((word) => `${file}: ${word}`)
  )

/** A text of the program that is the word and nothing more. */
const isQuoted = (code: string, word: string): boolean =>
  ['"', "'", "`"].some((quote) => code.includes(`${quote}${word}${quote}`))

it("no package but tables states a title or a number of a form", () => {
  expect(titles.size).toBeGreaterThan(15)
  expect(stating(sources, titles, (code, word) => code.includes(word))).toEqual([])
})

it("no package but tables states a head or a label of a form", () => {
  expect(ownWords.length).toBeGreaterThan(20)
  const forms = sources.filter((source) => !isProse(source))
  expect(stating(forms, ownWords, isQuoted)).toEqual([])
})

it("no package but tables names a row by its line number", () => {
  const stated = sources.flatMap(({ file, code }) =>
    [...code.matchAll(/\bT\d\d\/\d{1,2}(?!\d)/g)].map(([address]) => `${file}: ${address}`)
  )
  expect(stated).toEqual([])
})

it("the recogniser states no title, head or label of a form within any text", () => {
  expect(allWords.size).toBeGreaterThan(60)
  const own = sources.filter(({ file }) => file.startsWith(recogniser))
  expect(own.length).toBeGreaterThan(5)
  expect(stating(own, allWords, (code, word) => code.includes(word))).toEqual([])
})

it("the recogniser names no table by its key", () => {
  const stated = sources
    .filter(({ file }) => file.startsWith(recogniser))
    .flatMap(({ file, code }) => [...code.matchAll(/["'`]T\d\d["'`]/g)].map(([key]) => `${file}: ${key}`))
  expect(stated).toEqual([])
})
