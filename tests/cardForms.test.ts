/**
 * Self-evaluation tables in the forms of regions: each set prints the columns of its region, and the audit reads back
 * what is printed with the same scores and no finding.
 */
import { audit, readDocument } from "@juesuan/audit"
import { Money } from "@juesuan/domain"
import { cardFormOf, cardForms, layoutScorecard, noMoneyLine, ruleSets, scoreCard } from "@juesuan/scoring"
import type { RuleSet, ScoreGrid, Scorecard } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { recognise } from "../packages/audit/src/recognise/index.ts"

const yuan = (amount: number): Money.Money => Money.fromFen(amount * 100)
const line = { initial: yuan(400_000), annual: yuan(400_000), executed: yuan(320_000) }

/** A card that earns all it can but for its execution, in weights of a set. */
const cardIn = (set: RuleSet): Scorecard => {
  const left = 100 - Number(set.execution.weight)
  const indicator = {
    id: "1",
    level1: "产出指标",
    level2: "数量指标",
    level3: "维护路灯",
    kind: "quantitative" as const,
    direction: "atLeast" as const,
    target: "≥300盏",
    actual: "300盏",
    weight: "50",
    tier: null,
    awarded: null,
    deviation: ""
  }
  return {
    project: "P1",
    name: "路灯维护",
    department: "",
    unit: "",
    year: 2022,
    goal: "维护路灯",
    outcome: "已维护路灯",
    money: { total: line, current: line, carryover: noMoneyLine, other: noMoneyLine },
    indicators: [
      indicator,
      {
        ...indicator,
        id: "2",
        level1: "效益指标",
        level2: "社会效益指标",
        level3: "亮灯率",
        target: "≥95%",
        actual: "96%",
        weight: String(left - 50 - 10)
      },
      {
        ...indicator,
        id: "3",
        level1: "满意度指标",
        level2: "服务对象满意度指标",
        level3: "居民满意度",
        target: "≥90%",
        actual: "92%",
        weight: "10"
      }
    ]
  }
}

const htmlOf = ({ title, body }: ScoreGrid): string => {
  const rows = body.map((cells) => {
    const printed = cells.map(
      ({ text, columnSpan = 1, rowSpan = 1 }) =>
        `<td colspan="${columnSpan}" rowspan="${rowSpan}">${text}</td>`
    )
    return `<tr>${printed.join("")}</tr>`
  })
  return `<html><body><p>${title}</p><table>${rows.join("\n")}</table></body></html>`
}

/** How many columns each row covers, cells that reach down from above included. */
const widthsOf = ({ body }: ScoreGrid): ReadonlySet<number> => {
  const reaching = new Map<number, number>()
  return new Set(
    body.map((cells, at) => {
      let width = reaching.get(at) ?? 0
      for (const { columnSpan = 1, rowSpan = 1 } of cells) {
        width += columnSpan
        for (let below = 1; below < rowSpan; below++)
          reaching.set(at + below, (reaching.get(at + below) ?? 0) + columnSpan)
      }
      return width
    })
  )
}

const headsIn = ({ body }: ScoreGrid): ReadonlyArray<string> =>
  body.flatMap((cells) => cells.flatMap(({ text, kind }) => (kind === "head" ? [text] : [])))

const gridOf = (set: RuleSet): ScoreGrid =>
  layoutScorecard(scoreCard(cardIn(set), { ...set, appliesTo: { kind: "nation" } }))

describe.each(ruleSets.map((set) => [set.id, set] as const))("the form of %s", (_, set) => {
  const grid = gridOf(set)

  it("is a whole table: every row covers all its columns", () => {
    expect(widthsOf(grid)).toEqual(new Set([grid.width]))
  })

  it("prints the heads of its region", () => {
    const { money, indicators } = cardFormOf(set.layout)
    const heads = headsIn(grid).join("|")
    for (const { head } of [...money.columns, ...indicators.columns])
      expect(heads).toContain(head.replace("{weight}", set.execution.weight))
    expect(heads.includes("得分计算方法")).toBe(set.layout === "yanchi")
  })

  it("is read back with its scores", () => {
    const document = Result.getOrThrow(readDocument(new TextEncoder().encode(htmlOf(grid)), "form.html"))
    const [card, ...others] = recognise(document).scorecards
    expect(others).toEqual([])
    const { published } = card!
    const scored = scoreCard(cardIn(set), { ...set, appliesTo: { kind: "nation" } })
    expect(Number(published.total)).toBe(scored.total.toNumber())
    expect(Number(published.execution)).toBe(scored.execution.score!.toNumber())
    // A form that weighs no indicator prints scores of which nobody can say what they are out of.
    const isWeighed = cardFormOf(set.layout).indicators.columns.some(({ of }) => of === "weight")
    expect(Object.values(published.scores).map(Number)).toEqual(
      isWeighed ? scored.indicators.map(({ derivation }) => derivation.score!.toNumber()) : []
    )
    const blocks = audit(document).findings.filter(({ severity }) => severity === "block")
    expect(blocks.map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([])
  })
})

it("a column of how scores came about is added where it is asked for", () => {
  const set = ruleSets.find(({ id }) => id === "national-2020-10")!
  const grid = layoutScorecard(scoreCard(cardIn(set), set), { method: "derivation" })
  expect(headsIn(grid)).toContain("得分计算方法")
  expect(widthsOf(grid)).toEqual(new Set([grid.width]))
})

it("forms differ by their ids", () => {
  expect(new Set(cardForms.map(({ id }) => id)).size).toBe(cardForms.length)
})
