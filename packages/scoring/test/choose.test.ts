/**
 * The right set, or none silently: by region, unit and year; and what several sets make of one card.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import {
  chooseRuleSet,
  compareSets,
  layoutScorecard,
  matchSets,
  ningxiaYanchi2024,
  objectionTo,
  ruleSets,
  scoreCard,
  verifyScorecards
} from "@juesuan/scoring"
import type { RuleSet } from "@juesuan/scoring"
import { describe, expect, it } from "vitest"
import { cardOf } from "./cards.ts"
import { published } from "./published.ts"

describe("the set of a unit's year", () => {
  it.each([
    ["its county's, in its year", ["盐池县民政局"], undefined, 2024, "ningxia-yanchi-2024", false],
    [
      "the national one a year later, and it says so",
      ["盐池县民政局"],
      undefined,
      2025,
      "national-2020-10",
      true
    ],
    ["its province's", ["上海市某某局"], undefined, 2024, "shanghai", false],
    ["its department's province's", ["某某中心", "湖北省某某厅"], undefined, 2022, "hubei", false],
    ["by its division code", ["某某中心"], "510107", 2023, "sichuan", false],
    ["the national one elsewhere", ["示例市某某局"], undefined, 2024, "national-2020-10", false],
    ["the national one of a unit without a name", [], undefined, 2024, "national-2020-10", false],
    [
      "the national one before its time, and it says so",
      ["示例市某某局"],
      undefined,
      2018,
      "national-2020-10",
      true
    ]
  ] as const)("is %s", (_, names, region, year, id, isObjected) => {
    const evaluated = { names, year, ...(region === undefined ? {} : { region }) }
    const { ruleSet, objection } = chooseRuleSet(evaluated)
    expect([ruleSet.id, objection !== null]).toEqual([id, isObjected])
  })

  it("is objected to by dates and by region, with both said", () => {
    const objection = objectionTo(ningxiaYanchi2024, { names: ["示例市某某局"], year: 2025 })!
    expect(objection.zh).toBe(
      "评分规则 ningxia-yanchi-2024 施行期间为 2024-01-01 … 2024-12-31，不含 2025 年度；适用于盐池县，不是示例市某某局的规则。"
    )
    expect(objection.en).toContain("not in 2025 and is of 盐池县")
  })

  it("does not title the form of another county's unit, nor print that county's notes", () => {
    const own = scoreCard({ ...cardOf({}), unit: "盐池县民政局" }, ningxiaYanchi2024)
    const other = scoreCard({ ...cardOf({}), unit: "示例市某某局" }, ningxiaYanchi2024)
    expect(layoutScorecard(own).title).toBe("盐池县本级部门项目支出绩效自评表（2024年度）")
    expect(layoutScorecard(other).title).toBe("项目支出绩效自评表（2024年度）")
    expect(layoutScorecard(other).notes).not.toEqual(layoutScorecard(own).notes)
  })

  it("is named by a report where it does not fit", () => {
    const card = { ...cardOf({ target: "≥20次", actual: "20次" }), unit: "示例市某某局", year: 2025 }
    const scores = { rate: null, execution: "8.75", scores: { "1": "10" }, total: "18.75", totalWeight: null }
    const one = { card, published: { ...scores, labels: {} }, lines: {} }
    expect(verifyScorecards([one], { ruleSet: ningxiaYanchi2024 }).objection).toContain("不含 2025 年度")
    const nation = ruleSets.find(({ id }) => id === "national-2020-10")!
    expect(verifyScorecards([one], { ruleSet: nation }).objection).toBeNull()
  })
})

describe("published cards beside several sets", () => {
  it("are reproduced by one, and the others are told apart by cell", () => {
    const [first, second] = matchSets(published, ruleSets)
    expect([first!.ruleSet, first!.disagreements]).toEqual(["as-published-yanchi-2024", []])
    expect(second!.disagreements.length).toBeGreaterThan(0)
    const notes = matchSets(published, [ningxiaYanchi2024])[0]!
    const cost = notes.disagreements.find(({ cell }) => cell === "S/PRJ2024003/成本-1/score")!
    expect([cost.published, cost.score, cost.reproducedBy]).toEqual(["6", "10", []])
    const told = matchSets(published, ruleSets).find(({ ruleSet }) => ruleSet === "ningxia-yanchi-2024")!
    expect(told.disagreements.find(({ cell }) => cell === cost.cell)!.reproducedBy).toEqual([
      "as-published-yanchi-2024"
    ])
  })

  it("name the closest set where none reproduces them", () => {
    const [one] = published
    const off = { ...one!, published: { ...one!.published!, total: "98" } }
    const report = verifyScorecards([off], { ruleSet: ningxiaYanchi2024 })
    expect(report.reproducedBy).toEqual([])
    expect(report.matches[0]).toMatchObject({ ruleSet: "as-published-yanchi-2024" })
    expect(
      report.matches[0]!.disagreements.map(({ label, published: printed, score }) => [label, printed, score])
    ).toEqual([["总分", "98", "99.6"]])
  })

  it("are compared by total, and by the rows that make the difference", () => {
    const half: RuleSet = { ...ningxiaYanchi2024, id: "linear", reverse: { formula: "linear" } }
    const third = published.find(({ card }) => card.project === "PRJ2024004")!
    const [compared] = compareSets([third], [ningxiaYanchi2024, half])
    expect(compared!.sets.map(({ ruleSet, total, difference }) => [ruleSet, total, difference])).toEqual([
      ["ningxia-yanchi-2024", "97.34", "-1.41"],
      ["linear", "96.10", "-2.65"]
    ])
    expect(compared!.rows.map(({ cell, published: printed, scores }) => [cell, printed, scores])).toEqual([
      ["S/PRJ2024004/成本-1/score", "3", { "ningxia-yanchi-2024": "1.59", linear: "0.35" }]
    ])
  })

  it("a score that the rules leave to the evaluator is reproduced, and moves the total", () => {
    const nation = ruleSets.find(({ id }) => id === "national-2020-10")!
    const card = cardOf({ target: "≥20次", actual: "40次", deviation: "年初指标值偏低" })
    const scores = { rate: null, execution: "8.75", scores: { "1": "7" }, total: "15.75", totalWeight: null }
    const one = { card, published: { ...scores, labels: {} }, lines: {} }
    expect(matchSets([one], [nation])[0]!.disagreements).toEqual([])
    const found = verifyScorecards([one], { ruleSet: nation }).findings.map(({ ruleId }) => ruleId)
    expect(found.filter((id) => id === "SR-8" || id === "SR-10")).toEqual([])
  })
})

describe("a qualitative indicator", () => {
  it.each([
    ["of the best tier with less than its weight needs no reason", "reached", "9", false],
    ["of a lower tier does", "partly", "7", true]
  ] as const)("%s", (_, tier, awarded, isAsked) => {
    const card = cardOf({ kind: "qualitative", target: "有效提高", actual: "有效提高", tier, awarded })
    const scores = { rate: null, execution: "8.75", scores: { "1": awarded }, total: null, totalWeight: null }
    const one = { card, published: { ...scores, labels: {} }, lines: {} }
    const found = verifyScorecards([one], { ruleSet: ningxiaYanchi2024 }).findings.map(({ ruleId }) => ruleId)
    expect(found.includes("SR-14")).toBe(isAsked)
  })
})

describe("the sources of the package", () => {
  it("name no project or unit of one publication but in its two sets", () => {
    const source = path.join(import.meta.dirname, "..", "src")
    const files = fs
      .readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && path.basename(file) !== "yanchi.ts")
    const names = published.flatMap(({ card }) => [
      card.name,
      card.unit,
      ...card.indicators.map(({ level3 }) => level3)
    ])
    const found = files.flatMap((file) => {
      const text = fs.readFileSync(path.join(source, file), "utf8")
      return [...new Set([...names, "盐池", "社保", "取暖费", "民族团结"])].filter(
        (name) => name.length > 1 && text.includes(name)
      )
    })
    expect(found).toEqual([])
  })
})
