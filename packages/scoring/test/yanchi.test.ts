/**
 * The five published self-evaluation tables of 2024: recomputed in three ways, reproduced, and verified.
 */
import {
  Exact,
  asPublishedYanchi2024,
  ningxiaYanchi2024,
  productDefault,
  scoreCard,
  verifyScorecards
} from "@juesuan/scoring"
import type { RuleSet, ScoredCard } from "@juesuan/scoring"
import { describe, expect, it } from "vitest"
import { published } from "./published.ts"
import { recomputed } from "./recomputed.ts"

/** Everything positive, two decimals: what the second column of the study says. */
const allPositive: RuleSet = { ...asPublishedYanchi2024, overrides: [] }
const linear: RuleSet = { ...productDefault, gradeBands: ningxiaYanchi2024.gradeBands }

const scoredBy = (set: RuleSet): ReadonlyMap<string, ScoredCard> =>
  new Map(published.map(({ card }) => [card.project, scoreCard(card, set)]))

const scoreAt = (cards: ReadonlyMap<string, ScoredCard>, project: string, row: string): string => {
  const card = cards.get(project)!
  if (row === "total") return card.total.toFixed(2)
  const derivation =
    row === "execution"
      ? card.execution
      : card.indicators.find(({ indicator }) => indicator.id === row)!.derivation
  return derivation.score!.toFixed(2)
}

const columns = [
  ["by the table's notes", ningxiaYanchi2024, 2],
  ["with everything positive", allPositive, 3],
  ["with linear decay", linear, 4]
] as const

describe.each(columns)("%s", (_, set, column) => {
  const cards = scoredBy(set)
  it.each(recomputed)("%s %s", (...row) => {
    const [project, indicator] = row
    expect(scoreAt(cards, project, indicator)).toBe(Number(row[column]).toFixed(2))
  })
})

describe("the totals", () => {
  it.each([
    [asPublishedYanchi2024, ["99.6", "98.97", "93.4", "98.75", "99.81"]],
    [ningxiaYanchi2024, ["99.58", "98.97", "97.41", "97.34", "99.93"]]
  ] as const)("are those of $id", (set, totals) => {
    expect(published.map(({ card }) => Exact.plain(scoreCard(card, set).total))).toEqual(totals)
  })

  it("make all five 优 by the national bands", () => {
    expect(published.map(({ card }) => scoreCard(card, ningxiaYanchi2024).grade)).toEqual(Array(5).fill("优"))
  })
})

describe("what was published", () => {
  it("comes out to the last digit under as-published, and under no other set", () => {
    const report = verifyScorecards(published, { ruleSet: asPublishedYanchi2024 })
    expect(report.reproducedBy).toEqual(["as-published-yanchi-2024"])
    expect(report.findings.filter(({ ruleId }) => /SR-(6|7|8|9|10)$/.test(ruleId))).toEqual([])
  })
})

/** The contradictions found in print, by their number, with rule, row, printed line and the value that is right. */
const contradictions = [
  ["SC-29", "SR-7", "PRJ2024001/execution/score", 522, "9.79"],
  ["SC-30", "SR-8", "PRJ2024001/数量-1/score", 529, "9.79"],
  ["SC-31", "SR-10", "PRJ2024001/total/score", 537, "99.58"],
  ["SC-32", "SR-3", "PRJ2024001/经济-1/label", 533, "13"],
  ["SC-33", "SR-7", "PRJ2024003/execution/score", 584, "7.41"],
  ["SC-34", "SR-8", "PRJ2024003/成本-1/score", 594, "10"],
  ["SC-35", "SR-10", "PRJ2024003/total/score", 600, "97.41"],
  ["SC-36", "SR-8", "PRJ2024004/成本-1/score", 625, "1.59"],
  ["SC-37", "SR-10", "PRJ2024004/total/score", 633, "97.34"],
  ["SC-38", "SR-12", "PRJ2024004/质量-1/actual", 623, null],
  ["SC-39", "SR-11", "PRJ2024004/数量-1/actual", 622, null],
  ["SC-40", "SR-7", "PRJ2024005/execution/score", 649, "9.93"],
  ["SC-41", "SR-8", "PRJ2024005/成本-3/score", 665, "3"],
  ["SC-42", "SR-10", "PRJ2024005/total/score", 671, "99.93"],
  ["SC-43", "SR-13", "PRJ2024001/execution/score", 522, "9.37"]
] as const

describe("verified by the table's notes", () => {
  const report = verifyScorecards(published, { ruleSet: ningxiaYanchi2024, file: "print.txt" })

  it.each(contradictions)("%s is found by %s at %s", (_, ruleId, address, line, value) => {
    const found = report.findings.find((one) => one.ruleId === ruleId && one.left?.address === `S/${address}`)
    expect(found?.left?.at).toEqual({ file: "print.txt", line })
    expect(found?.right?.value ?? null).toBe(value)
  })

  it("accuses nothing else; besides there are only hints on directions and reasons not given", () => {
    const known = new Set(contradictions.map(([, ruleId, address]) => `${ruleId} S/${address}`))
    const others = report.findings.filter((one) => !known.has(`${one.ruleId} ${one.left?.address}`))
    expect(others.map(({ ruleId, left }) => `${ruleId} ${left?.address}`)).toEqual([
      "SR-15 S/PRJ2024001/数量-1/target",
      "SR-15 S/PRJ2024002/数量-1/target",
      "SR-15 S/PRJ2024003/成本-1/target",
      "SR-15 S/PRJ2024004/数量-1/target",
      "SR-15 S/PRJ2024004/成本-1/target",
      "SR-15 S/PRJ2024005/成本-3/target"
    ])
  })

  it("says that a cost was scored as if it were to be reached", () => {
    const cost = report.findings.find(({ left }) => left?.address === "S/PRJ2024003/成本-1/score")!
    expect(cost.severity).toBe("block")
    expect(cost.leads.map(({ kind }) => kind)).toContain("other-direction")
    expect(cost.message).toContain("10，要求 ≤ 15000，实际 9000，达到得满分")
    const precision = report.findings.find(({ left }) => left?.address === "S/PRJ2024001/execution/score")!
    expect([precision.severity, precision.leads[0]?.kind]).toEqual(["explain", "one-decimal"])
  })

  it("shows both scores where no direction was declared, and names the policy", () => {
    const hint = report.findings.find(
      ({ ruleId, left }) => ruleId === "SR-15" && left?.address.startsWith("S/PRJ2024003/") === true
    )!
    expect(hint.message).toBe(
      "电子政务网运行维护费用：未注明方向：正向 6、反向 10；按规则 ningxia-yanchi-2024 作反向处理。"
    )
  })
})
