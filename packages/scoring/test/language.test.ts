/**
 * Every example of the page on the rule language is what the language does.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { national2020, readRuleSet, ruleSets, scoreCard, weightingOf } from "@juesuan/scoring"
import type { Indicator } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { cardOf } from "./cards.ts"

const page = fs.readFileSync(
  path.join(import.meta.dirname, "..", "..", "..", "docs", "reference", "scoring-language.md"),
  "utf8"
)

type Row = Readonly<Record<string, string>>

const cellsOf = (line: string): ReadonlyArray<string> =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())

/** Each JSON of the page with its field and the rows of the table below it. */
const examples = [...page.matchAll(/```json (\w+)\n([\s\S]*?)\n```\n\n?((?:\|.*\n)*)/g)].map(
  ([, field, json, table]) => {
    const [heads = "", , ...rows] = table!.split("\n").filter((line) => line !== "")
    const names = cellsOf(heads)
    const read = rows.map((line): Row =>
      Object.fromEntries(cellsOf(line).map((cell, at) => [names[at]!, cell]))
    )
    return { field: field!, json: JSON.parse(json!) as unknown, text: json!, rows: read }
  }
)

const head = {
  extends: "national-2020-10",
  id: "an-example",
  title: { zh: "示例", en: "An example" },
  source: { zh: "示例", en: "An example" },
  inForce: { from: null, to: null }
}
const setOf = (field: string, json: unknown) =>
  Result.getOrThrow(
    readRuleSet(field === "file" ? json : { ...head, [field]: json }, { known: ruleSets, functions: [] })
  )

const indicatorOf = (row: Row): Partial<Indicator> => ({
  target: row["target"] ?? "≥1次",
  actual: row["actual"] ?? "1次",
  kind: row["tier"] === undefined ? "quantitative" : "qualitative",
  tier: row["tier"] ?? null,
  awarded: (row["awarded"] ?? "") === "" ? null : row["awarded"]!,
  deviation: row["reason"] ?? "",
  ...(row["level 1"] === undefined ? {} : { level1: row["level 1"], level3: row["level 3"]! }),
  ...(row["evidence"] === undefined ? {} : { evidence: row["evidence"] as "given" | "lacking" }),
  ...((row["deduction"] ?? "") === ""
    ? {}
    : { deductions: [{ points: row["deduction"]!, reason: "资料不全" }] })
})

const scoreOf = (set: ReturnType<typeof setOf>, row: Row): string => {
  const card = cardOf(indicatorOf(row))
  if (row["budget"] === undefined) return scoreCard(card, set).indicators[0]!.derivation.score!.toFixed()
  const wan = (text: string) => Money.fromFen(Math.round(Number(text) * 1_000_000))
  const total = { initial: null, annual: wan(row["budget"]), executed: wan(row["executed"]!) }
  return scoreCard({ ...card, money: { ...card.money, total } }, set).execution.score!.toFixed()
}

describe("the page on the rule language", () => {
  const cases = examples.flatMap(({ field, json, rows }) =>
    rows.map((row) => [`${field} ${JSON.stringify(json)} ${JSON.stringify(row)}`, field, json, row] as const)
  )
  it.each(cases)("%s", (_, field, json, row) => {
    expect(scoreOf(setOf(field, json), row)).toBe(row["score"])
  })

  it("has an example of every formula, field and table", () => {
    expect([...new Set(examples.map(({ field }) => field))].sort()).toEqual([
      "equal",
      "execution",
      "file",
      "lessThan",
      "methods",
      "moreThan",
      "noEvidence",
      "overAchievement",
      "positive",
      "reverse",
      "tiers",
      "weightings"
    ])
    expect(cases.length).toBeGreaterThan(40)
  })

  it("says “each 5 % short deducts 1 point, until 0” in five lines", () => {
    const steps = examples.find(({ field, text }) => field === "positive" && text.includes('"steps"'))!
    expect(steps.text.split("\n")).toHaveLength(5)
    expect(steps.rows.map(({ score }) => score)).toEqual(["9", "9", "8", "0"])
  })

  it("has a file that extends a set and inherits neither dates nor form nor region", () => {
    const { json } = examples.find(({ field }) => field === "file")!
    const set = setOf("file", json)
    expect([set.id, set.form, set.appliesTo, set.inForce.from]).toEqual([
      "our-county-2025",
      null,
      undefined,
      "2025-01-01"
    ])
    expect(set.tiers).toEqual(national2020.tiers)
  })
})

describe("alternative weightings", () => {
  const { json } = examples.find(({ field }) => field === "weightings")!
  const set = setOf("weightings", json)
  const card = cardOf({})
  const of = (...weights: ReadonlyArray<readonly [string, string]>) => ({
    ...card,
    indicators: weights.map(([level1, weight], at) => ({
      ...card.indicators[0]!,
      id: String(at),
      level1,
      weight
    }))
  })
  it.each([
    ["the main one", of(["产出指标", "50"], ["效益指标", "30"], ["满意度指标", "10"]), "main", "10"],
    ["the one without satisfaction", of(["产出指标", "50"], ["效益指标", "40"]), "no-satisfaction", "10"],
    [
      "that of a department",
      { ...of(["履职效能", "50"], ["社会效应", "30"]), scope: "department" as const },
      "department",
      "20"
    ]
  ])("a card follows %s", (_, one, id, execution) => {
    expect(weightingOf(one, set)).toMatchObject({ id, execution })
    expect(scoreCard(one, set).execution.weight.toFixed()).toBe(execution)
  })

  it("asks a department for no weights where the set has none for it", () => {
    expect(weightingOf({ ...of(["履职效能", "90"]), scope: "department" }, national2020).firstLevel).toEqual(
      []
    )
  })
})

const faultsOf = (change: Readonly<Record<string, unknown>>): ReadonlyArray<string> => {
  const read = readRuleSet({ ...head, ...change }, { known: ruleSets, functions: [] })
  return Result.isSuccess(read) ? [] : read.failure.faults.map(({ path, remedy }) => `${path} ${remedy}`)
}

describe("a file that does not fit together is refused with its path and a remedy:", () => {
  it.each([
    ["steps without a step", { positive: { formula: "steps", deduct: "1" } }, "positive.step"],
    ["a step of nothing", { positive: { formula: "steps", step: "0", deduct: "1" } }, "positive.step"],
    ["a field of another formula", { reverse: { formula: "ratio", step: "1" } }, "reverse.step"],
    [
      "bands in the wrong order",
      { positive: bands(["0.5", "1"], ["0.8", "0.5"], ["0", "0"]) },
      "positive.intervals.1"
    ],
    ["bands that do not end at 0", { positive: bands(["0.5", "1"]) }, "positive.intervals.0.from"],
    [
      "a band that earns too much",
      { positive: bands(["0.5", "1.2"], ["0", "0"]) },
      "positive.intervals.0.share"
    ],
    [
      "bands of points",
      { positive: { formula: "intervals", of: "points", intervals: [{ from: "0", share: "0" }] } },
      "positive.of"
    ],
    ["an unknown function", { positive: { formula: "function", name: "cubic" } }, "positive.name"],
    ["a method of nothing", { methods: [{ use: { formula: "ratio" }, reference: "注" }] }, "methods.0"],
    [
      "a weighting that does not close",
      {
        weightings: [
          { id: "w", title: { zh: "甲", en: "a" }, firstLevel: [{ name: "产出指标", weight: "80" }] }
        ]
      },
      "weightings.0.firstLevel"
    ],
    [
      "cuts in the wrong order",
      {
        overAchievement: {
          kind: "cutFrom",
          bands: [
            { from: "1.5", cut: "0.3" },
            { from: "1.3", cut: "0.6" }
          ]
        }
      },
      "overAchievement.bands.1.from"
    ],
    ["no multiple", { overAchievement: { kind: "reduceFrom" } }, "overAchievement.from"],
    ["a region without names", { appliesTo: { kind: "region", codes: ["31"] } }, "appliesTo"],
    [
      "two tiers of a name",
      {
        tiers: [
          { tier: "a", from: "0.5", to: "1" },
          { tier: "a", from: "0", to: "0.5" }
        ]
      },
      "tiers.1.tier"
    ],
    ["the id of a set that ships", { id: "national-2020-10" }, "id"],
    ["a set that is not there", { extends: "national-2019" }, "extends"]
  ] as const)("%s", (_, change, at) => {
    const faults = faultsOf(change)
    expect(faults.map((text) => text.split(" ")[0])).toContain(at)
    expect(faults.every((text) => text.split(" ").length > 1)).toBe(true)
  })
})

function bands(...list: ReadonlyArray<readonly [string, string]>) {
  return { formula: "intervals", intervals: list.map(([from, share]) => ({ from, share })) }
}
