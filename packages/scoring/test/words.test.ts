/**
 * Derivations in words: every way a score comes about reads as a formula, or as what was asked and what was reached.
 */
import { derivationText, national2020, ningxiaYanchi2024, productDefault, scoreCard } from "@juesuan/scoring"
import type { Indicator, RuleSet } from "@juesuan/scoring"
import { describe, expect, it } from "vitest"
import { cardOf } from "./cards.ts"

const said = (set: RuleSet, indicator: Partial<Indicator>): ReadonlyArray<string> => {
  const { derivation } = scoreCard(cardOf(indicator), set).indicators[0]!
  return [derivationText(derivation, "zh"), derivationText(derivation, "en")]
}

/** Below a pass mark nothing, and a reverse one that is missed earns nothing. */
const severe: RuleSet = {
  ...ningxiaYanchi2024,
  positive: { formula: "ratio", passFrom: "0.6" },
  reverse: { formula: "allOrNothing" }
}
const strict: RuleSet = { ...ningxiaYanchi2024, positive: { formula: "allOrNothing", passFrom: null } }
const twoSided: RuleSet = { ...ningxiaYanchi2024, equal: { formula: "twoSided" } }
const reduced: RuleSet = { ...ningxiaYanchi2024, overAchievement: { kind: "reduceFrom", from: "1.3" } }

describe("a score in words", () => {
  it.each([
    ["a share of the target", ningxiaYanchi2024, "≥20次", "18次", "9 = 10 × min(1, 18 ÷ 20)"],
    ["percentages", ningxiaYanchi2024, "≥90%", "81%", "9 = 10 × min(1, 81% ÷ 90%)"],
    ["a reverse one that is missed", ningxiaYanchi2024, "≤10天", "12天", "8.33 = 10 × min(1, 10 ÷ 12)"],
    ["too much of a good thing", reduced, "≥20次", "30次", "8 = 10 × max(0, 1 − (30 ÷ 20 − 1.3))"],
    ["a distance on both sides", twoSided, "=20人", "22人", "9 = 10 × max(0, 1 − |22 − 20| ÷ 20)"],
    ["an overrun taken off", productDefault, "≤10天", "12天", "8 = 10 × max(0, min(1, 1 − (12 − 10) ÷ 10))"]
  ] as ReadonlyArray<readonly [string, RuleSet, string, string, string]>)(
    "is a formula of %s",
    (_, set, target, actual, text) => {
      expect(said(set, { target, actual })).toEqual([text, text])
    }
  )

  it.each([
    ["≤ 10, missed", severe, "≤10天", "12天", "0，要求 ≤ 10，实际 12，未达到不得分"],
    ["≤ 10, met", severe, "≤10天", "10天", "10，要求 ≤ 10，实际 10，达到得满分"],
    [
      "≤ 10, met, where a miss has a share",
      ningxiaYanchi2024,
      "≤10天",
      "9天",
      "10，要求 ≤ 10，实际 9，达到得满分"
    ],
    ["≥ 90%, missed", strict, "≥90%", "89.9%", "0，要求 ≥ 90%，实际 89.9%，未达到不得分"],
    ["≥ 90%, met", strict, "≥90%", "95%", "10，要求 ≥ 90%，实际 95%，达到得满分"],
    ["= 20, missed", strict, "=20人", "18人", "0，要求 ≥ 20，实际 18，未达到不得分"],
    ["a pass mark, missed", severe, "≥20次", "11次", "0，及格线 ≥ 20 × 0.6，实际 11，未达到不得分"],
    ["≤ 0, missed", national2020, "≤0件", "1件", "0，要求 ≤ 0，实际 1，未达到不得分"],
    ["≤ 0, met", national2020, "≤0件", "0件", "10，要求 ≤ 0，实际 0，达到得满分"],
    ["= 0, missed", national2020, "=0件", "2件", "0，要求 = 0，实际 2，未达到不得分"],
    ["≥ 0", national2020, "≥0件", "2件", "10，要求 ≥ 0，实际 2，达到得满分"],
    ["≤ 10, from below nothing", severe, "≤10天", "-1天", "10，要求 ≤ 10，实际 0，达到得满分"]
  ] as ReadonlyArray<readonly [string, RuleSet, string, string, string]>)(
    "says what was asked and what was reached: %s",
    (_, set, target, actual, text) => {
      expect(said(set, { target, actual })[0]).toBe(text)
    }
  )

  it("says so in English", () => {
    expect(said(severe, { target: "≤10天", actual: "12天" })[1]).toBe(
      "0, asked ≤ 10, reached 12: missed, nothing is earned"
    )
    expect(said(severe, { target: "≤10天", actual: "9天" })[1]).toBe(
      "10, asked ≤ 10, reached 9: met, all is earned"
    )
    expect(said(severe, { target: "≥20次", actual: "11次" })[1]).toBe(
      "0, pass mark ≥ 20 × 0.6, reached 11: missed, nothing is earned"
    )
  })

  it("is the evaluator's, or none", () => {
    const judged = { kind: "qualitative", target: "显著", actual: "显著", awarded: "9" } as const
    expect(said(ningxiaYanchi2024, judged)).toEqual(["9，评价人评定", "9, awarded by the evaluator"])
    const missing = { target: "≥20次", actual: "" }
    expect(said(ningxiaYanchi2024, missing)).toEqual(["没有得分", "no score"])
    const unscored: RuleSet = { ...ningxiaYanchi2024, zeroTarget: "unscored" }
    expect(said(unscored, { target: "≤0件", actual: "0件" })).toEqual(["没有得分", "no score"])
  })

  it.each([
    ["1", "0，要求 ≥ 8.00，实际 7.00，未达到不得分"],
    ["0.875", "10，要求 ≥ 8.00 × 0.875，实际 7.00，达到得满分"],
    ["0.95", "0，要求 ≥ 8.00 × 0.95，实际 7.00，未达到不得分"]
  ])("of an execution that is full from %s on, or nothing", (cap, text) => {
    const { execution } = ningxiaYanchi2024
    const set: RuleSet = { ...ningxiaYanchi2024, execution: { ...execution, cap, formula: "allOrNothing" } }
    expect(derivationText(scoreCard(cardOf({}), set).execution)).toBe(text)
  })

  it("has a formula that evaluates to it, and the comparison as data", () => {
    const { derivation } = scoreCard(cardOf({ target: "≤10天", actual: "12天" }), severe).indicators[0]!
    expect([derivation.formula, derivation.comparison]).toEqual([
      "10 × 0",
      { of: "target", asked: "≤ 10", reached: "12", isMet: false }
    ])
  })
})
