/**
 * Printed scores against what the rule set gives: the execution, each indicator, the total.
 */
import type { Severity } from "@juesuan/domain"
import type { ScoreDerivation } from "../Derivation.ts"
import * as Exact from "../Exact.ts"
import { readValue } from "../Reading.ts"
import type { ScoredCard, ScoredIndicator } from "../Score.ts"
import { derivationText, directionNames } from "../Words.ts"
import {
  addressOf,
  computedSide,
  printedLabel,
  printedSide,
  resultOf,
  same,
  sumOfTexts,
  unequal
} from "./CardResult.ts"
import type { CardResult, ResultLead, Subject } from "./CardResult.ts"

/** What a printed score equals, if not what the rules give. */
const leadsOf = (derivation: ScoreDerivation, printed: Exact.Exact): ReadonlyArray<ResultLead> => {
  const { unrounded, alternatives, direction } = derivation
  const others = alternatives
    .filter((one) => one.direction !== direction && one.score.eq(printed))
    .map((one): ResultLead => ({
      kind: "other-direction",
      text: {
        zh: `等于按${directionNames[one.direction].zh}指标计算的得分`,
        en: `equals the score of a ${directionNames[one.direction].en} indicator`
      }
    }))
  if (unrounded === null || !Exact.round(unrounded, 1).eq(printed)) return others
  const text = { zh: "等于保留 1 位小数的得分", en: "equals the score with one decimal" }
  return [...others, { kind: "one-decimal", text }]
}

/** Whether the rules leave the score to the evaluator, and the printed one is within what they allow. */
const isAllowed = ({ allowed, clause }: ScoreDerivation, value: Exact.Exact): boolean =>
  allowed !== null &&
  clause !== "awarded" &&
  !allowed.from.eq(allowed.to) &&
  value.gte(allowed.from) &&
  value.lte(allowed.to)

/** Whether the source does not state the field of the set that gave a score: nobody is blamed by it. */
const isInferred = ({ ruleSet }: ScoredCard, { rule }: ScoreDerivation): boolean =>
  (ruleSet.inferred ?? []).some(({ clause }) => clause === rule)

const moneyCells = (subject: Subject): ReadonlyArray<string> => {
  const { basis } = subject.scored.ruleSet.execution
  const money = ["executed", basis].map((figure) => addressOf(subject, "money", `total-${figure}`))
  return [...money, addressOf(subject, "execution", "weight")]
}

/** A printed score against its derivation. Rounding alone is to be explained, anything else to be corrected. */
const scoreResults = (
  subject: Subject,
  rule: "SR-7" | "SR-8",
  row: string,
  derivation: ScoreDerivation,
  printed: string
): ReadonlyArray<CardResult> => {
  const { score, allowed } = derivation
  const value = Exact.exact(printed)
  if (score === null || score.eq(value) || isAllowed(derivation, value)) return []
  const leads = leadsOf(derivation, value)
  const isRounding = leads.some(({ kind }) => kind === "one-decimal") && value.decimalPlaces() <= 1
  const isOther = leads.some(({ kind }) => kind === "other-direction")
  const text = { zh: derivationText(derivation, "zh"), en: derivationText(derivation, "en") }
  const address = addressOf(subject, row, "score")
  const cells =
    row === "execution"
      ? moneyCells(subject)
      : ["actual", "target", "weight"].map((figure) => addressOf(subject, row, figure))
  return [
    unequal(subject, rule, computedSide(address, text, score, cells), {
      kind: "score",
      judgedBy: "ruleSet",
      row,
      severity: (isRounding && !isOther) || isInferred(subject.scored, derivation) ? "explain" : "block",
      left: printedSide(address, printedLabel, printed, Exact.plain(value)),
      allowed,
      derivation,
      leads
    })
  ]
}

/** The printed rate, rounded as it is printed; no less than a whole percent ever is. */
const rateResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { scored, published } = subject
  const rate = published.rate === null ? null : readValue(published.rate)
  if (rate === null || rate.kind !== "number" || scored.rate === null) return []
  const right = Exact.round(scored.rate, Math.max(2, rate.number.decimalPlaces()))
  if (right.eq(rate.number)) return []
  const address = addressOf(subject, "execution", "rate")
  const label = { zh: "执行数 ÷ 预算数", en: "executed ÷ budgeted" }
  const printed = Exact.plain(rate.number)
  return [
    unequal(subject, "SR-6", computedSide(address, label, right, moneyCells(subject)), {
      kind: "rate",
      row: "execution",
      left: printedSide(address, printedLabel, printed, printed)
    })
  ]
}

/** The execution: its rate and its score. */
export const executionResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { scored, published } = subject
  const { execution } = published
  return [
    ...rateResults(subject),
    ...(execution === null ? [] : scoreResults(subject, "SR-7", "execution", scored.execution, execution))
  ]
}

const tierResults = (
  subject: Subject,
  { indicator }: ScoredIndicator,
  printed: string
): ReadonlyArray<CardResult> => {
  const { tiers } = subject.scored.ruleSet
  const tier = tiers.find((one) => one.tier === indicator.tier)
  if (indicator.kind !== "qualitative" || tier === undefined) return []
  const weight = Exact.exact(indicator.weight)
  const value = Exact.exact(printed)
  const [from, to] = [weight.times(tier.from), weight.times(tier.to)]
  const isTop = Exact.exact(tier.to).eq(1)
  if (value.gte(from) && (isTop ? value.lte(to) : value.lt(to))) return []
  const range = `${Exact.plain(from)}–${Exact.plain(to)}`
  return [
    resultOf(subject, "SR-5", {
      kind: "tier",
      judgedBy: "ruleSet",
      row: indicator.id,
      message: {
        zh: `得分 ${printed} 不在所评档次 ${range} 内。`,
        en: `${printed} is outside its tier, ${range}.`
      },
      left: printedSide(addressOf(subject, indicator.id, "score"), printedLabel, printed, printed),
      allowed: { from, to }
    })
  ]
}

/** The score of one indicator: there, within its weight and tier, and as the rules give it. */
export const indicatorResults = (subject: Subject, row: ScoredIndicator): ReadonlyArray<CardResult> => {
  const { indicator, derivation } = row
  const { id, level3 } = indicator
  const printed = subject.published.scores[id]
  const address = addressOf(subject, id, "score")
  if (printed === undefined) {
    const message = { zh: `${level3}：没有得分。`, en: `${level3}: no score is printed.` }
    return [
      resultOf(subject, "SR-16", {
        kind: "missing",
        row: id,
        message,
        left: printedSide(address, same(level3), null)
      })
    ]
  }
  const tier = tierResults(subject, row, printed)
  const value = Exact.exact(printed)
  if (!value.gt(indicator.weight)) return [...tier, ...scoreResults(subject, "SR-8", id, derivation, printed)]
  const weight = computedSide(address, { zh: "分值", en: "weight" }, derivation.weight, [
    addressOf(subject, id, "weight")
  ])
  const left = printedSide(address, printedLabel, printed, Exact.plain(value))
  return [unequal(subject, "SR-4", weight, { kind: "limit", row: id, left }), ...tier]
}

/** The total by the rules, with the printed score wherever the rules leave it to the evaluator. */
const totalWithAwards = ({ scored, published }: Subject): Exact.Exact => {
  const awards = scored.indicators.flatMap(({ indicator: { id }, derivation }) => {
    const printed = published.scores[id]
    const isOpen =
      printed !== undefined && derivation.score !== null && isAllowed(derivation, Exact.exact(printed))
    return isOpen ? [Exact.exact(printed).minus(derivation.score)] : []
  })
  return scored.total.plus(Exact.sum(awards))
}

/** The total: the sum of what is printed, and of what the rules give. */
export const totalResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { published, scored } = subject
  const { total, execution, scores } = published
  if (total === null) return []
  const address = addressOf(subject, "total", "score")
  const left = printedSide(address, printedLabel, total, Exact.plain(Exact.exact(total)))
  const parts = sumOfTexts([...Object.values(scores), ...(execution === null ? [] : [execution])])
  if (!parts.eq(total)) {
    const rows = scored.card.indicators.map(({ id }) => id).filter((id) => scores[id] !== undefined)
    const cells = [...(execution === null ? [] : ["execution"]), ...rows].map((row) =>
      addressOf(subject, row, "score")
    )
    const right = computedSide(address, { zh: "各项之和", en: "sum of the parts" }, parts, cells)
    return [unequal(subject, "SR-9", right, { kind: "total", row: "total", left })]
  }
  const expected = totalWithAwards(subject)
  if (expected.eq(total) || !scored.isComplete) return []
  // A total that is off by what rounding its parts to one decimal can make is a matter of precision.
  const severity: Severity = Exact.exact(total).minus(expected).abs().lte("0.1") ? "explain" : "block"
  const right = computedSide(address, same(scored.ruleSet.id), expected)
  return [
    unequal(subject, "SR-10", right, { kind: "total", judgedBy: "ruleSet", row: "total", severity, left })
  ]
}
