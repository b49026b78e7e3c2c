/**
 * What several rule sets have in common: tiers, grades, and how a cost without a sign is read.
 */
import type { Inferred, RuleSet } from "../RuleSet.ts"

export const tiersAtHalf = [
  { tier: "reached", from: "0.8", to: "1" },
  { tier: "partly", from: "0.5", to: "0.8" },
  { tier: "missed", from: "0", to: "0.5" }
] as const satisfies RuleSet["tiers"]

export const tiersAtSixty = [
  { tier: "reached", from: "0.8", to: "1" },
  { tier: "partly", from: "0.6", to: "0.8" },
  { tier: "missed", from: "0", to: "0.6" }
] as const satisfies RuleSet["tiers"]

export const nationalBands: RuleSet["gradeBands"] = [
  { grade: "优", from: "90" },
  { grade: "良", from: "80" },
  { grade: "中", from: "60" },
  { grade: "差", from: "0" }
]

export const costsAreReverse: RuleSet["undeclared"] = {
  default: "atLeast",
  bySecondLevel: [{ name: "成本指标", direction: "atMost" }]
}

const silent = { zh: "原文没有", en: "the text does not say" }

/** What no text seen so far says: marked in every set that has to decide it. */
export const notInText = {
  reverse: {
    clause: "reverse",
    why: {
      zh: "原文没有反向指标的条款，按通行的 A ÷ B",
      en: "the text has no clause on reverse indicators; A ÷ B is the usual reading"
    }
  },
  undeclared: { clause: "undeclared", why: silent },
  zeroTarget: { clause: "zeroTarget", why: silent },
  scoreDecimals: { clause: "scoreDecimals", why: silent },
  gradeBands: {
    clause: "gradeBands",
    why: {
      zh: "原文的等级用于财政评价和部门评价，自评沿用",
      en: "the grades are those of evaluations by finance and department, used for self-evaluation too"
    }
  }
} as const satisfies Readonly<Record<string, Inferred>>

/** A clause that follows 财预〔2020〕10号 where a region's own text was not found. */
export const asNational = (...clauses: ReadonlyArray<string>): ReadonlyArray<Inferred> =>
  clauses.map((clause) => ({
    clause,
    why: {
      zh: "未见本地原文，按财预〔2020〕10号",
      en: "no text of the region was found; as 财预〔2020〕10号 has it"
    }
  }))
