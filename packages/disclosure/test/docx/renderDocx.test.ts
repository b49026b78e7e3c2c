/**
 * The Word file: its laws over a document with one of everything and over any document, faults that break them, and
 * that it is the same bytes each time.
 */
import { renderDocx } from "@juesuan/disclosure/docx"
import { isDeep, runs } from "@juesuan/testing"
import fc from "fast-check"
import { unzipSync } from "fflate"
import { beforeAll, describe, expect, it } from "vitest"
import { anyDocument, hostile, withTexts } from "../html/documents.ts"
import { documentWith, narrow, sample, wide } from "./documents.ts"
import { readWord, tablesRead, textOfElement } from "./readWord.ts"
import { breaksOf, plain, textLaws, wordLaws } from "./wordLaws.ts"
import { mutate, wordMutants } from "./wordMutants.ts"

const { numRuns, seed } = runs(process.env, 2, 20_241_125, 15)

let file: Uint8Array
beforeAll(async () => {
  file = await renderDocx(sample)
})

describe("the Word file of a document", () => {
  it("keeps every law", () => {
    expect(breaksOf(wordLaws, sample, readWord(file))).toEqual({})
  })

  it.each(wordMutants)("that breaks “$law” when $fault", (mutant) => {
    const mutated = mutate(file, mutant)
    let broken: ReadonlyArray<string>
    try {
      broken = wordLaws[mutant.law](sample, readWord(mutated))
    } catch (error) {
      broken = [String(error)]
    }
    expect(broken).not.toEqual([])
  })

  it("has a fault for every law", () => {
    expect(new Set(wordMutants.map(({ law }) => law))).toEqual(new Set(Object.keys(wordLaws)))
  })

  it("is in Chinese, and holds the time it is given and no other", async () => {
    const dated = readWord(await renderDocx(sample, { modified: "2025-03-01T08:30:00+08:00" }))
    const properties = textsIn(dated.parts.get("docProps/core.xml")!)
    expect(properties).toContain(sample.title)
    expect(properties.filter((text) => text.startsWith("20") && text.endsWith("Z"))).toEqual([
      "2025-03-01T00:30:00Z",
      "2025-03-01T00:30:00Z"
    ])
    expect(JSON.stringify(dated.parts.get("word/styles.xml"))).toContain('"w:eastAsia":"zh-CN"')
    await expect(renderDocx(sample, { modified: "yesterday" })).rejects.toThrow(RangeError)
  })

  it("names stand-ins for each of its faces", () => {
    const fonts = JSON.stringify(readWord(file).parts.get("word/fontTable.xml"))
    for (const name of ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"])
      expect(fonts).toContain(`{"w:name":"${name}"}`)
    expect(fonts.match(/w:altName/g)).toHaveLength(5)
  })

  it("is the same bytes each time, in whatever order documents are written", async () => {
    await renderDocx(documentWith(wide))
    expect(Buffer.compare(await renderDocx(sample), file)).toBe(0)
    const times = await renderDocx(sample, { modified: "2025-01-01T00:00:00Z" })
    const [first, second] = [unzipSync(file), unzipSync(times)]
    const changed = Object.keys(first).filter((path) => Buffer.compare(first[path]!, second[path]!) !== 0)
    expect(changed).toEqual(["docProps/core.xml"])
  })
})

const textsIn = (element: Parameters<typeof textOfElement>[0]): ReadonlyArray<string> =>
  element.children.flatMap((child) => (typeof child === "string" ? [child] : textsIn(child)))

/** Amounts are the program's own text. */
const AMOUNT = /^-?[\d,]+\.\d\d$/

describe("any document", () => {
  it("is a file that is read: well-formed, its grids whole, its text as it is seen", async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        expect(breaksOf(textLaws, document, readWord(await renderDocx(document)))).toEqual({})
      }),
      { numRuns, seed }
    )
  })

  it.each(hostile.filter((_, index) => isDeep(process.env) || index % 4 === 0))(
    "with %j wherever text may stand keeps every law",
    async (text) => {
      const document = withTexts(sample, (original) =>
        AMOUNT.test(original) ? original : `${original}${text}`
      )
      expect(breaksOf(wordLaws, document, readWord(await renderDocx(document)))).toEqual({})
      const parts = readWord(await renderDocx(document)).parts
      for (const [path, part] of parts)
        for (const seen of textsIn(part)) expect([path, seen]).toEqual([path, plain(seen)])
    }
  )
})

describe("a table", () => {
  it("of amounts as long as the ledger can hold has each on one line", async () => {
    const [table] = tablesRead(readWord(await renderDocx(documentWith(wide))))
    const last = table!.rows.at(-1)!
    expect(last.map(({ text }) => text).slice(2)).toEqual(Array(10).fill("90,071,992,547,409.91"))
    for (const { text, width, size } of last.slice(2)) expect(text.length * 0.5 * size).toBeLessThan(width)
  })

  it("of any amounts and columns fits the page's width", async () => {
    const amounts = fc.array(fc.integer({ min: -(2 ** 53 - 1), max: 2 ** 53 - 1 }), {
      minLength: 1,
      maxLength: 11
    })
    await fc.assert(
      fc.asyncProperty(amounts, fc.integer({ min: 1, max: 60 }), async (values, lines) => {
        const body = Array.from({ length: lines }, (_, line) => [
          { text: `${"科目".repeat((line % 9) + 1)}`, kind: "label" as const },
          ...values.map((value) => ({
            text: (value / 100).toLocaleString("en-US", { minimumFractionDigits: 2 }),
            kind: "amount" as const
          }))
        ])
        const header = [
          Array.from({ length: values.length + 1 }, () => ({ text: "栏", kind: "head" as const }))
        ]
        const document = documentWith({
          ...narrow,
          width: values.length + 1,
          orientation: values.length > 4 ? "landscape" : "portrait",
          header,
          body
        })
        const read = readWord(await renderDocx(document))
        expect(breaksOf(wordLaws, document, read)).toEqual({})
        const [table] = tablesRead(read)
        const width = table!.rows[0]!.reduce((sum, cell) => sum + cell.width, 0)
        expect(width).toBeCloseTo(values.length > 4 ? 637.8 : 442.2, 1)
      }),
      { numRuns, seed }
    )
  })
})
