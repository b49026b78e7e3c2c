/** The package and the oracle, side by side. */
import { scoreCard } from "@juesuan/scoring"
import type { RuleSet } from "@juesuan/scoring"
import fc from "fast-check"
import { expect } from "vitest"
import { card, set } from "./laws.ts"
import { oracle } from "./oracle.ts"

/** The agreement where the package is given another set than the oracle. */
export const agreementWhen = (change: (rules: RuleSet) => RuleSet) =>
  fc.property(card, set, (one, rules) => {
    const { execution, indicators, total, grade } = scoreCard(one, change(rules))
    const parts = [execution, ...indicators.map(({ derivation }) => derivation)]
    expect({
      scores: parts.map(({ score }) => score?.toFixed(rules.scoreDecimals) ?? null),
      total: total.toFixed(rules.scoreDecimals),
      grade
    }).toEqual(oracle(one, rules))
  })

/** Every score, the total and the grade of any card under any set, to the last printed digit. */
export const agreement = () => agreementWhen((rules) => rules)
