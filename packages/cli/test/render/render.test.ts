/**
 * Renderers: what is printed is what the grid holds, in every format, whatever the labels say.
 */
import { Money } from "@juesuan/domain"
import { Cube, deriveTables, gridOf, ningxia2024 } from "@juesuan/tables"
import type { Grid, GridCell } from "@juesuan/tables"
import { postings } from "@juesuan/ledger"
import { Arbitrary } from "@juesuan/testing"
import fc from "fast-check"
import { unzipSync, strFromU8 } from "fflate"
import stringWidth from "string-width"
import { describe, expect, it } from "vitest"
import { tableOfGrid } from "@juesuan/disclosure"
import { tablesCsv } from "@juesuan/disclosure/csv"
import { tablesMarkdown } from "@juesuan/disclosure/markdown"
import { tablesXlsx } from "@juesuan/disclosure/xlsx"
import { renderHtml } from "../../src/render/html.ts"
import { renderText } from "../../src/render/text.ts"
import { readRows } from "@juesuan/import"

const head = (text: string, columnSpan = 1, rowSpan = 1): GridCell => ({
  text,
  kind: "head",
  columnSpan,
  rowSpan
})
const label = (text: string, depth = 0): GridCell => ({ text, kind: "label", depth })
const code = (text: string): GridCell => ({ text, kind: "code" })
const amount = (fen: number, address: string): GridCell => ({
  text: Money.format(Money.fromFen(fen)),
  kind: "amount",
  amount: Money.fromFen(fen),
  address
})

const small: Grid = {
  key: "T02",
  title: "收入决算表",
  number: "公开02表",
  unitName: "示例单位",
  moneyUnit: "元",
  width: 5,
  header: [
    [head("项目", 2), head("本年收入合计", 1, 2), head("事业收入", 2)],
    [head("编码"), head("名称"), head("小计"), head("其中：教育收费")]
  ],
  body: [
    [
      { text: "", kind: "blank" },
      label("合计"),
      amount(1_234_567_89, "T02/total/1"),
      amount(-5, "T02/total/4"),
      amount(0, "T02/total/4a")
    ],
    [
      code("2050205"),
      label("高等教育", 2),
      amount(1_234_567_89, "T02/2050205/1"),
      amount(-5, "T02/2050205/4"),
      amount(0, "T02/2050205/4a")
    ]
  ],
  notes: ["注：本表反映收入。"]
}

const tables = (grids: ReadonlyArray<Grid>) => grids.map((grid) => tableOfGrid(grid))
const renderCsv = (grids: ReadonlyArray<Grid>): string => tablesCsv(tables(grids))
const renderMarkdown = (grids: ReadonlyArray<Grid>): string => tablesMarkdown(tables(grids))
const renderXlsx = (grids: ReadonlyArray<Grid>): Uint8Array => tablesXlsx(tables(grids))

const gridsOf = (year: Arbitrary.Year): ReadonlyArray<Grid> => {
  const cube = Cube.fromPostings(year.events.flatMap(({ event }) => postings(event)))
  return deriveTables(cube, ningxia2024, 2024).map((table) => gridOf(table, "示例单位"))
}

const amountsIn = (grids: ReadonlyArray<Grid>): ReadonlyArray<GridCell> =>
  grids.flatMap((grid) => grid.body.flat().filter((cell) => cell.amount !== undefined))

describe("text", () => {
  it("lines up Chinese and figures under merged heads", () => {
    expect(renderText(small, { width: undefined }).split("\n")).toEqual([
      "                        收入决算表",
      "单位：示例单位                      公开02表  金额单位：元",
      "──────────────────────────────────────────────────────────",
      "        项目           本年收入合计        事业收入",
      " 编码        名称                    小计   其中：教育收费",
      "──────────────────────────────────────────────────────────",
      "         合计          1,234,567.89  -0.05            0.00",
      "2050205      高等教育  1,234,567.89  -0.05            0.00",
      "──────────────────────────────────────────────────────────",
      "注：本表反映收入。"
    ])
  })

  it("is split into panels that repeat their labels where the terminal is narrow", () => {
    const lines = renderText(small, { width: 40 }).split("\n")
    expect(lines.filter((line) => line.includes("2050205")).length).toBeGreaterThan(1)
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(40)
  })

  it("prints every figure whole, once a panel, within the width asked for", () => {
    fc.assert(
      fc.property(
        Arbitrary.year({ intentionsMax: 15 }),
        fc.constantFrom(undefined, 60, 80, 120, 200),
        (year, width) => {
          for (const grid of gridsOf(year)) {
            const text = renderText(grid, { width })
            for (const cell of amountsIn([grid])) expect(text).toContain(cell.text)
            if (width === undefined) continue
            for (const line of text.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(width)
          }
        }
      ),
      { numRuns: 60 }
    )
  })
})

describe("CSV", () => {
  it("starts with a byte-order mark, keeps codes as text and numbers as numbers", () => {
    const text = renderCsv([small])
    expect(text.startsWith("\ufeff收入决算表\r\n")).toBe(true)
    expect(text).toContain("\r\n2050205,高等教育,1234567.89,-0.05,0.00\r\n")
  })
})

describe("Markdown", () => {
  it("flattens merged heads and aligns figures right", () => {
    const lines = renderMarkdown([small]).split("\n")
    expect(lines).toContain(
      "| 项目<br>编码 | 项目<br>名称 | 本年收入合计 | 事业收入<br>小计 | 事业收入<br>其中：教育收费 |"
    )
    expect(lines).toContain("| --- | --- | ---: | ---: | ---: |")
    expect(lines).toContain("| 2050205 | &emsp;&emsp;高等教育 | 1,234,567.89 | -0.05 | 0.00 |")
  })
})

describe("HTML", () => {
  it("gives every figure its address and needs nothing from outside", () => {
    const html = renderHtml([small], { title: "决算", footer: "摘要" })
    expect(html).toContain('<td class="amount" data-address="T02/2050205/4">-0.05</td>')
    expect(html).toContain('<th colspan="2">项目</th>')
    expect(html).not.toMatch(/<script|src=|href=|@import|url\(/)
  })
})

describe("a workbook", () => {
  const parts = unzipSync(renderXlsx([small]))
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]!)

  it("has true numbers, codes as text, merged heads and no formula", () => {
    expect(sheet).toContain("<v>1234567.89</v>")
    expect(sheet).toContain("<v>-0.05</v>")
    expect(sheet).toMatch(/t="inlineStr"><is><t xml:space="preserve">2050205<\/t>/)
    expect(sheet).toContain('<mergeCell ref="A3:B3"/>')
    expect(sheet).toContain('<mergeCell ref="C3:C4"/>')
    expect(sheet).not.toContain("<f>")
    expect(strFromU8(parts["xl/workbook.xml"]!)).toContain('<sheet name="公开02表"')
  })

  it("is read back by another reader with the same figures", () => {
    fc.assert(
      fc.property(Arbitrary.year({ intentionsMax: 10 }), (year) => {
        const grids = gridsOf(year)
        const xml = Object.entries(unzipSync(renderXlsx(grids)))
          .filter(([name]) => name.startsWith("xl/worksheets/"))
          .map(([, bytes]) => strFromU8(bytes))
          .join("")
        const values = [...xml.matchAll(/<v>([^<]*)<\/v>/g)].map((match) => match[1])
        expect(values).toEqual(amountsIn(grids).map((cell) => Money.toText(cell.amount!)))
      }),
      { numRuns: 30 }
    )
  })
})

const hostile = [
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(A1)",
  "-2+3",
  "a|b\nc",
  "\u202eevil\u202c",
  "\u001b[31mred",
  "]]>&<!--",
  "长".repeat(10_000)
]

describe.each(hostile.map((text) => [text.slice(0, 20), text] as const))(
  "a label that reads %j",
  (_, text) => {
    const grid: Grid = {
      ...small,
      unitName: text,
      title: text,
      notes: [text],
      body: [[code(text), label(text), ...small.body[0]!.slice(2)]]
    }

    it("is inert in every format", () => {
      const terminal = renderText(grid, { width: 100 })
      // oxlint-disable-next-line no-control-regex
      expect(terminal).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/)
      const html = renderHtml([grid], { title: text, footer: text })
      expect(html).not.toMatch(/<script|<!--[^>]*-->/)
      const csv = renderCsv([grid])
      for (const line of csv.slice(1).split("\r\n")) expect(line).not.toMatch(/^[=+@]|,[=+@]|^-[^\d]/)
      const sheet = strFromU8(unzipSync(renderXlsx([grid]))["xl/worksheets/sheet1.xml"]!)
      expect(sheet).not.toContain("<f")
      expect(sheet).not.toContain("<script")
      for (const line of renderMarkdown([grid]).split("\n")) {
        expect(line).not.toMatch(/<script/)
        if (line.startsWith("|")) expect(line.replaceAll("\\|", "").split("|")).toHaveLength(7)
      }
    })
  }
)

describe("the same input", () => {
  it("gives the same bytes in every format", () => {
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 5 })
    const all = () => {
      const grids = gridsOf(year!)
      const html = renderHtml(grids, { title: "t", footer: "f" })
      return [
        ...grids.map((grid) => renderText(grid, { width: 80 })),
        renderMarkdown(grids),
        renderCsv(grids),
        html,
        ...renderXlsx(grids)
      ]
    }
    expect(all()).toEqual(all())
  })

  it("is a workbook our own importer can open", () => {
    expect(() => readRows("tables.xlsx", renderXlsx([small]))).not.toThrow()
  })
})
