/**
 * Files: rule sets and scorecards with something wrong in them are refused at the place, with a remedy.
 */
import {
  describeRuleSet,
  layoutScorecard,
  ningxiaYanchi2024,
  productDefault,
  readRuleSet,
  readScorecards,
  readValue,
  ruleSets,
  scoreCard,
  scorecardsFromRows
} from "@juesuan/scoring"
import type { SheetRow } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { json, published } from "./published.ts"

const base = JSON.parse(JSON.stringify(ningxiaYanchi2024)) as Record<string, unknown>
const faultsOf = (change: Record<string, unknown>) => {
  const read = readRuleSet({ ...base, ...change })
  return Result.isSuccess(read) ? [] : read.failure.faults
}
const tiers = (partlyTo: string, missedTo = "0.5") => [
  { tier: "reached", from: "0.8", to: "1" },
  { tier: "partly", from: "0.5", to: partlyTo },
  { tier: "missed", from: "0", to: missedTo }
]

describe("a rule set", () => {
  it.each([
    ["overlapping tiers", { tiers: tiers("0.9") }, "tiers.1.to"],
    ["tiers with a gap", { tiers: tiers("0.8", "0.4") }, "tiers.2.to"],
    ["weights that do not close", { firstLevel: [{ name: "产出指标", weight: "80" }] }, "firstLevel"],
    ["an unknown key", { bonus: "5" }, "bonus"],
    ["a bad date", { inForce: { from: "2024-13-01", to: null } }, "inForce.from"],
    ["dates the wrong way round", { inForce: { from: "2024-12-31", to: "2024-01-01" } }, "inForce.to"],
    [
      "grades out of order",
      {
        gradeBands: [
          { grade: "差", from: "0" },
          { grade: "优", from: "90" }
        ]
      },
      "gradeBands.1.from"
    ],
    ["a formula it does not know", { reverse: { formula: "cubic" } }, "reverse.formula"],
    [
      "a number instead of a decimal text",
      { execution: { ...ningxiaYanchi2024.execution, weight: 10 } },
      "execution.weight"
    ],
    ["a cap of nothing", { execution: { ...ningxiaYanchi2024.execution, cap: "0" } }, "execution.cap"]
  ])("with %s is refused at its place", (_, change, path) => {
    const faults = faultsOf(change as Record<string, unknown>)
    expect(faults.map((one) => one.path)).toContain(path)
    for (const { message, remedy } of faults) expect(message.length * remedy.length).toBeGreaterThan(0)
  })

  it("may leave first-level weights to the unit", () => {
    expect(faultsOf({ firstLevel: [{ name: "产出指标", weight: null }] })).toEqual([])
  })

  it.each(["zh", "en"] as const)("has a page in %s that names its source", (language) => {
    for (const set of ruleSets) {
      const page = describeRuleSet(set, language)
      expect(page).toContain(set.source[language])
      expect(page).not.toMatch(/undefined|null/)
    }
  })
})

describe("a scorecard file", () => {
  it("with anything wrong is refused with the path of it", () => {
    const [card, ...rest] = json.cards as ReadonlyArray<Record<string, unknown>>
    const indicators = card!["indicators"] as ReadonlyArray<Record<string, unknown>>
    const broken = [
      [{ ...json, cards: [{ ...card, name: "" }, ...rest] }, "cards.0.name"],
      [
        { ...json, cards: [{ ...card, indicators: [{ ...indicators[0], weight: "ten" }] }] },
        "cards.0.indicators.0.weight"
      ],
      [
        { ...json, cards: [{ ...card, indicators: [indicators[0], indicators[0]] }] },
        "cards.0.indicators.1.id"
      ],
      [{ ...json, extra: 1 }, "extra"],
      [{ ...json, schema: "other" }, "schema"],
      [[], "(file)"]
    ] as const
    for (const [file, path] of broken) {
      const read = readScorecards(file)
      expect(Result.isFailure(read) ? read.failure.faults.map((one) => one.path) : []).toContain(path)
    }
  })
})

describe("a printed value", () => {
  it.each([
    ["≥90%", "atLeast", "0.9", "%"],
    ["1200元/人/年", null, "1200", "元/人/年"],
    ["5,547 人", null, "5547", "人"],
    ["５５４７人", null, "5547", "人"],
    ["不低于95％", "atLeast", "0.95", "%"],
    ["<=3天", "atMost", "3", "天"],
    ["-2", null, "-2", ""]
  ])("%s is a number", (text, sign, number, unit) => {
    const read = readValue(text)
    expect(read).toMatchObject({ kind: "number", sign, unit })
    expect(read.kind === "number" && read.number.toFixed()).toBe(number)
  })

  it.each(["平均每月2次", "当场办结", "一周内完成", "2024年3月底前"])("%s is a statement", (text) => {
    expect(readValue(text).kind).toBe("text")
  })

  it.each([null, "", "—", "/", " "])("%s is missing", (text) => {
    expect(readValue(text).kind).toBe("missing")
  })
})

const header = [
  "项目名称",
  "一级指标",
  "二级指标",
  "三级指标",
  "年度指标值(A)",
  "全年实际值(B)",
  "分值",
  "得分",
  "年初预算数(万元)",
  "全年预算数",
  "全年执行数",
  "执行率",
  "偏差原因"
]
const sheet = (...rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<SheetRow> =>
  [["自评表"], header, ...rows].map((cells, at) => ({ row: at + 1, cells }))

describe("rows of a sheet", () => {
  it("are scorecards: indicators, the row of money, the total", () => {
    const rows = sheet(
      ["网络费", "", "", "预算执行率", "", "", "10", "7.4", "1.215", "1.215", "0.9", "0.7407", ""],
      ["", "产出指标", "数量指标", "线路", "1条", "1条", "40", "40", "", "", "", "", ""],
      ["", "", "", "端口", "2个", "1个", "10", "5", "", "", "", "", "故障"],
      ["", "效益指标", "社会效益指标", "效率", "显著", "显著", "40", "38", "", "", "", "", ""],
      ["", "", "", "总分", "", "", "100", "90.4", "", "", "", "", ""]
    )
    const [read] = Result.getOrThrow(scorecardsFromRows(rows, { year: 2024 }))
    expect(read!.card.indicators.map(({ id, kind, level2 }) => [id, kind, level2])).toEqual([
      ["数量-1", "quantitative", "数量指标"],
      ["数量-2", "quantitative", "数量指标"],
      ["社会-1", "qualitative", "社会效益指标"]
    ])
    expect(read!.card.money.total).toEqual({ initial: 1_215_000, annual: 1_215_000, executed: 900_000 })
    expect(read!.published).toMatchObject({ total: "90.4", execution: "7.4", rate: "0.7407" })
    expect(read!.lines).toMatchObject({ "数量-2": 5, execution: 3, total: 7 })
  })

  it("with faults are refused with row, column, value and remedy", () => {
    const read = scorecardsFromRows(
      sheet(["网络费", "产出指标", "数量指标", "", "1条", "1条", "十分", "40", "", "", "", "", ""]),
      { year: 2024 }
    )
    expect(
      Result.isFailure(read) && read.failure.faults.map(({ row, column, value }) => [row, column, value])
    ).toEqual([
      [3, "三级指标", ""],
      [3, "分值", "十分"]
    ])
  })

  it("without a column that is needed say which", () => {
    const read = scorecardsFromRows([{ row: 1, cells: ["项目名称", "三级指标", "分值"] }], { year: 2024 })
    expect(Result.isFailure(read) && read.failure.faults.map(({ column }) => column)).toContain("年度指标值")
  })
})

describe("the form with derivations", () => {
  it("says in 得分计算方法 how each score came about", () => {
    const scored = scoreCard(published[0]!.card, ningxiaYanchi2024)
    const texts = layoutScorecard(scored, { method: "derivation" })
      .body.flat()
      .map(({ text }) => text)
    expect(texts).toContain("9.79 = 10 × min(1, 5433 ÷ 5547)")
  })

  it("of a set without a form's words follows from its rules", () => {
    const grid = layoutScorecard(scoreCard(published[0]!.card, productDefault))
    expect(grid.title).toBe("项目支出绩效自评表（2024年度）")
    expect(grid.notes.join()).toContain("目标两倍时为 0")
  })
})

describe("the form", () => {
  const grid = layoutScorecard(scoreCard(published[0]!.card, ningxiaYanchi2024))

  it("is ten columns wide in every row, merged cells counted", () => {
    const open: Array<number> = Array.from({ length: grid.width }, () => 0)
    for (const row of grid.body) {
      let at = 0
      for (const { columnSpan = 1, rowSpan = 1 } of row) {
        while (open[at]! > 0) at++
        for (let column = at; column < at + columnSpan; column++) open[column] = rowSpan
        at += columnSpan
      }
      expect(open.every((left) => left > 0)).toBe(true)
      for (const column of open.keys()) open[column]!--
    }
    expect(open.every((left) => left === 0)).toBe(true)
  })

  it("prints the rows of the published one, with the addresses of scores", () => {
    const cells = grid.body.flat()
    expect(cells.find(({ address }) => address === "S/PRJ2024001/数量-1/score")?.text).toBe("9.79")
    expect(cells.find(({ address }) => address === "S/PRJ2024001/execution/rate")?.text).toBe("97.94%")
    expect(cells.find(({ address }) => address === "S/PRJ2024001/total/score")?.text).toBe("99.58")
    expect(cells.map(({ text }) => text)).toContain("产出指标（40分）")
    expect(cells.map(({ text }) => text)).toContain(
      "完成值达到指标值，记满分；未达到指标值，按 B/A 或 A/B×该指标分值记分。"
    )
    expect(grid.title).toBe("盐池县本级部门项目支出绩效自评表（2024年度）")
    expect(grid.notes).toHaveLength(5)
  })
})

describe("line breaks and tabs in a scorecard", () => {
  const header = [
    "项目代码",
    "项目名称",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "全年实际值",
    "分值"
  ]
  const rowsOf = (...cells: ReadonlyArray<string>): ReadonlyArray<SheetRow> => [
    { row: 3, cells: header },
    { row: 4, cells }
  ]
  const row = ["P-1\n", "绿化\n项目", "产出指标", "数量指标\t", "植树\r\n（棵）", "≥100", "100", "50"]

  it("are spaces in the texts of a sheet, and left out at the ends of a code", () => {
    const [read] = Result.getOrThrow(scorecardsFromRows(rowsOf(...row), { year: 2024 }))
    expect(read!.card).toMatchObject({ project: "P-1", name: "绿化 项目" })
    expect(read!.card.indicators[0]).toMatchObject({ level2: "数量指标", level3: "植树 （棵）" })
  })

  it.each([
    ["P\n1", 0, "项目代码"],
    ["绿\u001f化", 1, "项目名称"],
    ["植\ud800树", 4, "三级指标"]
  ])("within a code, and what no text may hold, are refused in their cell: %j", (text, place, column) => {
    const read = scorecardsFromRows(rowsOf(...row.with(place, text)), { year: 2024 })
    const faults = Result.isFailure(read) ? read.failure.faults : []
    expect(faults.map((fault) => [fault.row, fault.column])).toEqual([[4, column]])
  })

  it("are spaces in a JSON file, whose control characters are refused at their path", () => {
    const changed = (text: string) => {
      const file = JSON.parse(JSON.stringify(json)) as { cards: Array<{ name: string; project: string }> }
      file.cards[0]!.name = text
      return readScorecards(file)
    }
    expect(Result.getOrThrow(changed("绿化\n\t项目\n"))[0]!.card.name).toBe("绿化 项目")
    const read = changed("绿\u0000化")
    expect(Result.isFailure(read) ? read.failure.faults.map(({ path }) => path) : []).toEqual([
      "cards.0.name"
    ])
  })
})
