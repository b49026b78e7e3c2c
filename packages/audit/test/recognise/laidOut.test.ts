/**
 * Laws of tables that spaces lay out, as text taken from a PDF keeps them: however wide the columns are, labels are
 * wrapped and pages end, an amount is read as what it is printed for, or not at all.
 */
import { readDocument, recognise } from "@juesuan/audit"
import { Money } from "@juesuan/domain"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compared, wrong } from "./comparing.ts"
import { linesOfTable, page } from "./pages.ts"
import type { Page } from "./pages.ts"
import { printTable, tablesOf } from "./printing.ts"
import type { Style } from "./printing.ts"

const published: Style = {
  unit: "元",
  zero: "0.00",
  hasLineNumbers: true,
  hasColumnNumbers: true,
  isTotalLast: false,
  codes: "whole",
  hasSpans: true,
  titles: "before",
  order: []
}

const form = fc.record({
  unit: fc.constantFrom<Style["unit"]>("元", "万元"),
  zero: fc.constantFrom<Style["zero"]>("0.00", "0.00", "0", "", "—"),
  hasLineNumbers: fc.boolean(),
  hasColumnNumbers: fc.constantFrom(true, true, false)
})

const recognised = (lines: ReadonlyArray<string>) =>
  recognise(Result.getOrThrow(readDocument(new TextEncoder().encode(lines.join("\n")), "accounts.txt")))

const laidOut = (year: Arbitrary.Year, printing: Style, how: Page): ReadonlyArray<string> =>
  tablesOf(year).flatMap((table) => linesOfTable(printTable(table, printing), printing.unit, how))

describe("a year laid out by spaces", () => {
  it("is read back cell by cell, or not read", () => {
    fc.assert(
      fc.property(Arbitrary.year(), form, page, (year, choice, how) => {
        const printing = { ...published, ...choice }
        const cells = compared(tablesOf(year), recognised(laidOut(year, printing, how)))
        expect(wrong(cells, printing)).toEqual([])
      }),
      runs(process.env, 15, 20_241_126, 60)
    )
  })

  it("is read to the last cell where it prints 行次, 栏次 and every amount", () => {
    fc.assert(
      fc.property(Arbitrary.year(), page, (year, how) => {
        const cells = compared(tablesOf(year), recognised(laidOut(year, published, how)))
        const unread = cells.filter(({ reading }) => reading === null || reading.state === "unreadable")
        expect(unread).toEqual([])
      }),
      runs(process.env, 10, 20_241_127, 40)
    )
  })

  it("is not what was printed once two amounts of a line change places", () => {
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 7 })
    const how: Page = {
      pitch: 5,
      wrap: 12,
      alignment: "centre",
      margin: 0,
      rowsPerPage: 0,
      repeatsHeads: false
    }
    const lines = laidOut(year!, published, how)
    const at = lines.findIndex((line) => /^ *合计 .*[1-9][\d,.]* +0\.00/.test(line))
    const slipped = lines.map((line, index) =>
      index === at
        ? line.replace(/([1-9][\d,.]*)( +)(0\.00)/, (_, one, gap, other) => `${other}${gap}${one}`)
        : line
    )
    expect(wrong(compared(tablesOf(year!), recognised(slipped)), published).length).toBeGreaterThan(0)
  })
})

const cellsOf = (text: string, table: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(recognised(text.split("\n")).tables.get(table)?.rows.values() ?? [])].flatMap(
      ({ key, label, cells }) =>
        [...cells].map(([column, reading]) => [
          `${key} ${label} ${column}`,
          reading.state === "value" ? Money.format(reading.amount) : reading.state
        ])
    )
  )

describe("lines as programs lay them out", () => {
  it("have labels above and below their amounts, and blanks where nothing stands", () => {
    const text = [
      "             一般公共预算财政拨款支出决算表",
      "                                                        公开 05 表",
      "单位：示例局                                      金额单位：元",
      "               项目",
      "功能分类                        本年支出合           基本支出         项目支出",
      "                科目名称              计",
      "科目编码",
      " 类款项                栏次          1              2            3",
      "          合计                    300.00        210.00        90.00",
      "          人力资源和社会保障管",
      "20801                             210.00        210.00",
      "          理事务",
      "2080109   社会保险经办机构              210.00        210.00",
      "                          — 7 —",
      "",
      "20899     其他社会保障和就业支出           90.00                      90.00"
    ].join("\n")
    expect(cellsOf(text, "T05")).toEqual({
      "total 合计 1": "300.00",
      "total 合计 2": "210.00",
      "total 合计 3": "90.00",
      "20801 人力资源和社会保障管理事务 1": "210.00",
      "20801 人力资源和社会保障管理事务 2": "210.00",
      "20801 人力资源和社会保障管理事务 3": "blank",
      "2080109 社会保险经办机构 1": "210.00",
      "2080109 社会保险经办机构 2": "210.00",
      "2080109 社会保险经办机构 3": "blank",
      "20899 其他社会保障和就业支出 1": "90.00",
      "20899 其他社会保障和就业支出 2": "blank",
      "20899 其他社会保障和就业支出 3": "90.00"
    })
  })
})

describe("lines without end under the title of a table", () => {
  const heads = [
    "财政拨款收入支出决算总表",
    "公开04表",
    "单位：示例局        金额单位：元",
    "   收入          支出",
    " 项目   决算数   项目   合计  一般公共预算财政拨款  政府性基金预算财政拨款  国有资本经营预算财政拨款",
    " 栏次  1  栏次  2  3  4  5"
  ]
  const row = "一、一般公共预算财政拨款   1.00   一、一般公共服务支出   1.00  1.00  1.00  1.00"

  it.each([
    ["amounts on one line, one space apart", ["1.00 ".repeat(60_000)]],
    ["amounts on one line", ["  1.00 ".repeat(60_000)]],
    ["labels and amounts on one line", [`${row}   `.repeat(4000)]],
    ["many rows", Array.from({ length: 10_000 }, () => row)],
    ["rows that a tab ends", [...Array.from({ length: 10_000 }, () => row), "a\tb"]]
  ])("are read in time that grows with them: %s", (_, lines) => {
    const { tables } = recognised([...heads, row, ...lines, row])
    const readings = [...tables.values()]
      .flatMap(({ rows }) => [...rows.values()])
      .flatMap(({ cells }) => [...cells])
    const amounts = readings.flatMap(([, reading]) => (reading.state === "value" ? [reading.amount] : []))
    expect(amounts.filter((amount) => amount !== 0 && amount !== 100)).toEqual([])
  })
})
