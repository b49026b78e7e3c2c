/**
 * The Word file of the example year and of generated years: read back, it is the document cell by cell.
 */
import { postings } from "@juesuan/ledger"
import { buildDocument, roundCube, tablesInWan, tablesOf, wan, yuan } from "@juesuan/disclosure"
import type { Document } from "@juesuan/disclosure"
import { renderDocx } from "@juesuan/disclosure/docx"
import { writeNarrative } from "@juesuan/narrative"
import { Articulation, Cube, deriveTables, ningxia2024 } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { readWord, tablesRead } from "../packages/disclosure/test/docx/readWord.ts"
import type { ReadWord } from "../packages/disclosure/test/docx/readWord.ts"
import { breaksOf, wordLaws } from "../packages/disclosure/test/docx/wordLaws.ts"
import { exampleYear } from "../packages/disclosure/test/html/exampleYear.ts"
import { narrativeFacts } from "./narrativeFacts.ts"

const { numRuns, seed } = runs(process.env, 2, 20_241_125, 15)

const documentOf = (year: Arbitrary.Year, money: typeof yuan): Document => {
  const cube = Cube.fromPostings(year.events.flatMap(({ event }) => postings(event)))
  const exact = deriveTables(cube, ningxia2024, 2024)
  const tables = money === yuan ? exact : tablesInWan(exact, roundCube(cube))
  return buildDocument({
    unitName: "示例单位",
    year: 2024,
    profile: { duties: "职责一\n职责二", unitsCovered: ["示例单位本级"] },
    tables: Result.getOrThrow(Articulation.articulate(tables, {})),
    narrative: writeNarrative(narrativeFacts(year)),
    cards: [],
    remarks: money === yuan ? [] : ["本文件金额单位为万元。"],
    colophon: {
      digest: "00",
      tablePack: "ningxia-2024",
      ruleSet: "ningxia-yanchi-2024",
      generator: "juesuan"
    },
    money
  }).document
}

describe("the Word file of the example year", () => {
  let document: Document
  let file: Uint8Array
  let read: ReadWord
  beforeAll(async () => {
    document = (await exampleYear()).document
    file = await renderDocx(document)
    read = readWord(file)
  })

  it("keeps every law, its nine tables and five self-evaluations among it", () => {
    expect(breaksOf(wordLaws, document, read)).toEqual({})
    expect(tablesRead(read)).toHaveLength(14)
  })

  it("prints what the tables hold, and negative amounts as such", () => {
    const given = tablesOf(document).flatMap(({ body }) =>
      body.flatMap((row) => row.flatMap(({ kind, text }) => (kind === "amount" ? [text] : [])))
    )
    const printed = tablesRead(read).flatMap(({ rows }) =>
      rows.flatMap((row) => row.flatMap(({ text }) => (/^-?[\d,]+\.\d\d$/.test(text) ? [text] : [])))
    )
    expect(given.length).toBeGreaterThan(400)
    expect(printed.filter((text) => given.includes(text)).length).toBeGreaterThanOrEqual(given.length)
  })

  // Counted on the pages that LibreOffice lays out: parts, sections and tables in the order of the contents.
  it("names the pages in its contents on which they stand", () => {
    const pages = read.blocks.flatMap((block) =>
      block.kind === "paragraph" && block.style.startsWith("TOC") ? [Number(/\d+$/.exec(block.text))] : []
    )
    expect(pages.join(" ")).toBe(
      "1 1 1 2 2 3 4 5 7 8 9 10 11 12 12 12 12 12 13 15 16 17 18 18 21 23 23 24 25 26 27"
    )
  })

  it("is the same bytes each time", async () => {
    expect(Buffer.compare(await renderDocx(document), file)).toBe(0)
  })
})

describe("the Word file of any year", () => {
  it.each([
    ["元", yuan],
    ["万元", wan]
  ] as const)("in %s keeps every law", async (_, money) => {
    await fc.assert(
      fc.asyncProperty(Arbitrary.year(), async (year) => {
        const document = documentOf(year, money)
        expect(breaksOf(wordLaws, document, readWord(await renderDocx(document)))).toEqual({})
      }),
      { numRuns, seed }
    )
  })
})
