/**
 * What must be disclosed, judged: what a document says, what it leaves out, and what was not read.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import {
  audit,
  checklistMatrix,
  checklistTable,
  completenessLine,
  obligations,
  readDocument
} from "@juesuan/audit"
import type { AuditOptions, Completeness } from "@juesuan/audit"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const seed = fs.readFileSync(path.join(import.meta.dirname, "fixtures", "yanchi-2024.txt"), "utf8")

const completenessOf = (text: string, options: AuditOptions = {}): Completeness =>
  audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "d.txt")), options).completeness

const inState = ({ items }: Completeness, state: string): ReadonlyArray<string> =>
  items.filter((item) => item.state === state).map(({ id }) => id)

const without = (...pieces: ReadonlyArray<string | RegExp>): string =>
  pieces.reduce<string>((text, piece) => {
    const left = text.replace(piece, "")
    expect(left).not.toBe(text)
    return left
  }, seed)

describe("the published document of 2024", () => {
  it("meets every item but its contents page, read by hand", () => {
    const judged = completenessOf(seed)
    expect(inState(judged, "notMet")).toEqual(["OB-01-3"])
    expect(inState(judged, "cannotTell")).toEqual(["OB-14-1"])
    expect(inState(judged, "notApplicable")).toEqual([])
    expect(judged.items.find(({ id }) => id === "OB-01-3")?.problem).toContain(
      "（一）机关运行经费支出情况说明"
    )
  })

  const gone: ReadonlyArray<readonly [string, ReadonlyArray<string | RegExp>, ReadonlyArray<string>]> = [
    [
      "the purchase of vehicles, where purchase and operation are given as one",
      ["公务用车购置费支出 0.00 元，购置数为 0 辆，"],
      ["OB-07-9"]
    ],
    ["the vehicles held", [/截至 2024 年 12 月 31 日开支财政拨款的公务用车保有量为一辆。/], ["OB-07-11"]],
    ["goods", ["政府采购货物支出 4,914.00 元、"], ["OB-10-2"]],
    ["equipment", ["；单位价值 100 万元以上设备（不含车辆）0 台（套）"], ["OB-11-3"]],
    ["personnel", ["人员经费 2,307,815.64 元,"], ["OB-06-1"]],
    ["an item of the budget", [/\n9\. 住房保障支出[^\n]*\n/], ["OB-05-5"]],
    [
      "micro and small firms",
      ["，其中：授予小微企业合同金额 0.00 元，占政府采购支出总额的 0.00%"],
      ["OB-10-7"]
    ]
  ]

  it.each(gone)("lacks exactly that without %s", (_, pieces, lacking) => {
    expect(inState(completenessOf(without(...pieces)), "notMet")).toEqual(["OB-01-3", ...lacking])
  })

  it("says that there is none as well as an amount of 0", () => {
    const none = seed.replace("公务用车购置费支出 0.00 元，购置数为 0 辆，", "本年度未购置公务用车，")
    expect(inState(completenessOf(none), "notMet")).toEqual(["OB-01-3"])
  })

  it("needs no part of what there is none of", () => {
    const section = /2024 年度本部门政府采购支出总额 4,914\.00 元[^\n]*\n/
    const judged = completenessOf(seed.replace(section, "2024 年度本部门未发生政府采购支出。\n"))
    expect(inState(judged, "notMet")).toEqual(["OB-01-3"])
    expect(judged.items.filter(({ id }) => id.startsWith("OB-10-")).map(({ state }) => state)).toEqual(
      Array.from({ length: 7 }, () => "met")
    )
  })

  it("does not put a table for the text, nor the text for a table", () => {
    const narrative = seed.slice(seed.indexOf("第三部分 2024年度部门决算情况说明"))
    const judged = completenessOf(narrative)
    expect(inState(judged, "met")).toContain("OB-07-9")
    expect(inState(judged, "met")).not.toContain("OB-03-7")
  })

  it("knows the days only from its caller", () => {
    const dates = { approvedOn: "2025-08-20", publishedOn: "2025-09-09" }
    expect(inState(completenessOf(seed, { dates }), "cannotTell")).toEqual([])
    const late = completenessOf(seed, { dates: { ...dates, publishedOn: "2025-09-10" } })
    expect(late.items.find(({ id }) => id === "OB-14-1")).toMatchObject({
      state: "notMet",
      problem: "批复后第 21 日公开，超过 20 日"
    })
  })
})

describe("of any text", () => {
  it("each item is judged once, and the counts are of all", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600), { maxLength: 8 }), (cuts) => {
        const lines = seed.split("\n").filter((_, line) => !cuts.includes(line))
        const judged = completenessOf(lines.join("\n"))
        const { met, notMet, notApplicable, cannotTell, items } = judged
        expect(met + notMet + notApplicable + cannotTell).toBe(items.length)
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
        for (const { state, problem } of items) expect(problem === null).toBe(state === "met")
      }),
      { numRuns: 15, seed: 16 }
    )
  })

  it("nothing is accused where no narrative and no table was recognised", () => {
    const judged = completenessOf("某某单位2024年度部门决算\n\n今天天气很好。\n")
    expect(inState(judged, "notMet")).toEqual([])
  })

  it("its line says how many there are of each", () => {
    expect(completenessLine(completenessOf(seed))).toBe(
      "公开情况检查：合格 68 项，不合格 1 项，不适用 0 项，无法判断 1 项"
    )
  })
})

describe("the sheets", () => {
  const judged = completenessOf(seed)

  it("have a row for each item", () => {
    const { body } = checklistTable(judged, { unitName: "甲单位" })
    expect(body.length).toBe(judged.items.length)
    expect(body[2]!.map(({ text }) => text).slice(0, 5)).toEqual([
      "3",
      "OB-01-3",
      "封面与结构",
      "目录与标题一致",
      "不合格"
    ])
  })

  it("set departments against items", () => {
    const matrix = checklistMatrix([
      { unitName: "甲单位", completeness: judged },
      { unitName: "乙单位", completeness: completenessOf(without("人员经费 2,307,815.64 元,")) }
    ])
    expect(matrix.body.map((row) => row.slice(0, 7).map(({ text }) => text))).toEqual([
      ["甲单位", "68", "1", "1", "√", "√", "×"],
      ["乙单位", "67", "2", "1", "√", "√", "×"]
    ])
  })
})

it("every obligation has an id of its own, in the order of the sheet", () => {
  const ids = obligations.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids[0]).toBe("OB-01-1")
  expect(ids.at(-1)).toBe("OB-14-2")
})
