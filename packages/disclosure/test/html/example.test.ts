/**
 * The page of the example year: complete, self-contained, and of a size that can be sent.
 */
import { tablesOf } from "@juesuan/disclosure"
import { renderHtml } from "@juesuan/disclosure/html"
import { figuresOf } from "@juesuan/narrative"
import { beforeAll, describe, expect, it } from "vitest"
import { exampleYear } from "./exampleYear.ts"
import type { Example } from "./exampleYear.ts"
import { readPage } from "./readPage.ts"
import type { ReadPage } from "./readPage.ts"

let disclosure: Example
let html: string
let page: ReadPage
beforeAll(async () => {
  disclosure = await exampleYear()
  html = renderHtml(disclosure.document, disclosure.provenance)
  page = readPage(html)
})

describe("the page of the example year", () => {
  it("has its fourteen tables with the cells of the document", () => {
    expect(page.tables.map(({ id }) => id)).toEqual(tablesOf(disclosure.document).map(({ key }) => key))
    expect(page.tables).toHaveLength(14)
    for (const [at, table] of tablesOf(disclosure.document).entries()) {
      const texts = [...table.header, ...table.body].map((row) => row.map(({ text }) => text))
      const read = [...page.tables[at]!.header, ...page.tables[at]!.body].map((row) =>
        row.map(({ text }) => text)
      )
      expect(read).toEqual(texts)
    }
  })

  it("covers every place of its tables once, merged cells included", () => {
    for (const [at, { width }] of tablesOf(disclosure.document).entries()) {
      for (const rows of [page.tables[at]!.header, page.tables[at]!.body]) {
        const covered = rows.map(() => new Set<number>())
        for (const [line, row] of rows.entries()) {
          for (const { columnSpan, rowSpan } of row) {
            const free = Array.from({ length: width }, (_, column) => column).find(
              (c) => !covered[line]!.has(c)
            )!
            for (let down = 0; down < rowSpan; down++)
              for (let across = 0; across < columnSpan; across++) {
                expect(covered[line + down]!.has(free + across)).toBe(false)
                covered[line + down]!.add(free + across)
              }
          }
        }
        for (const line of covered) expect(line.size).toBe(width)
      }
    }
  })

  it("shows every address of the document, each with what it is made of", () => {
    const addresses = new Set([
      ...tablesOf(disclosure.document).flatMap(({ header, body }) =>
        [...header, ...body].flatMap((row) =>
          row.flatMap(({ address }) => (address === undefined ? [] : [address]))
        )
      ),
      ...disclosure.document.parts.flatMap(({ blocks }) =>
        blocks.flatMap((block) =>
          block.kind === "paragraph" ? figuresOf(block.content).map(({ address }) => address) : []
        )
      )
    ])
    expect(addresses.size).toBeGreaterThan(700)
    const shown = new Set(page.figures.map(({ address }) => address))
    expect([...addresses].filter((address) => !shown.has(address))).toEqual([])
    expect([...addresses].filter((address) => page.data.figures[address] === undefined)).toEqual([])
  })

  it("has a table's figure in the sentences that print it", () => {
    const places = page.figures.filter(({ address }) => address === "T05/total/1")
    expect(places.length).toBeGreaterThan(2)
    expect(new Set(places.map(({ text }) => text)).size).toBe(1)
    expect(places[0]!.id).toBe("T05/total/1")
  })

  it("leads from a cell to its events and the rules that checked it", () => {
    const [display, value, , , list, rules] = page.data.figures["T03/2080109/3"]!
    expect(display).toBe("公开03表·2080109 社会保险经办机构·项目支出")
    expect(value).toBe("123,720.00 元")
    const sum = page.data.contributions[list]!.reduce(
      (fen, [, amount]) => fen + Number(amount.replace(".", "")),
      0
    )
    expect(sum).toBe(12_372_000)
    expect(rules.length).toBeGreaterThan(0)
    for (const id of rules) expect(page.data.rules[id]).toMatch(/\S/)
  })

  it("has the three charts, their numbers linked to the figures they repeat", () => {
    expect(page.contents("figcaption")).toEqual(disclosure.document.charts.map(({ title }) => title))
    const linked = page.figures.filter(({ address }) => address === "T03/208/1")
    expect(linked.map(({ text }) => text)).toContain("12,615,180.13")
  })

  it("is no larger than three megabytes and names no other place", () => {
    expect(new TextEncoder().encode(html).length).toBeLessThan(3_000_000)
    expect(html).not.toMatch(/https?:|url\(|@import/)
  })

  it("says in 万元 which cells absorbed the 尾差", async () => {
    const { document, provenance } = await exampleYear("万元")
    const read = readPage(renderHtml(document, provenance))
    expect(document.remarks.length).toBeGreaterThan(0)
    expect(read.contents("p")).toEqual(expect.arrayContaining([...document.remarks]))
  })
})
