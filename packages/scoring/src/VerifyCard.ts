/**
 * What is checked of one published scorecard: weights, labels, scores, the total.
 */
import type { Finding, Operand, Severity } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import { readValue } from "./Reading.ts"
import { scoreRules } from "./rules.ts"
import type { ScoreRuleId } from "./rules.ts"
import type { ScoreDerivation } from "./Derivation.ts"
import type { ScoredCard } from "./Score.ts"
import type { PublishedScores } from "./Scorecard.ts"
import { derivationText, directionNames } from "./Words.ts"

/** The languages in which findings are told. */
export type Language = "zh" | "en"

/** What is checked: a card that has published scores, with its scores by the rule set. */
export interface Subject {
  readonly scored: ScoredCard
  readonly published: PublishedScores
  readonly lines: Readonly<Record<string, number>>
  readonly file: string
  readonly language: Language
}

export const operand = (
  subject: Subject,
  row: string,
  figure: string,
  label: string,
  raw: string | null,
  value: string | null
): Operand => {
  const line = subject.lines[row]
  return {
    address: `S/${subject.scored.card.project}/${row}/${figure}`,
    label,
    raw,
    value,
    unit: figure === "rate" ? "" : "分",
    at: line === undefined ? null : { file: subject.file, line }
  }
}

type Parts = Pick<Finding, "message" | "left" | "right" | "difference"> & Partial<Pick<Finding, "leads">>

export const finding = (
  subject: Subject,
  id: ScoreRuleId,
  row: string,
  parts: Parts,
  severity: Severity = scoreRules[id].severity
): Finding => ({
  ruleId: id,
  outcome: "fail",
  severity,
  title: scoreRules[id].title[subject.language],
  leads: [],
  allowed: ["0.00", "0.00"],
  ...parts,
  basis: scoreRules[id].basis[subject.language],
  suggestion: scoreRules[id].suggestion[subject.language],
  fingerprint: `${id}:${subject.scored.card.project}/${row}`
})

export const say = (subject: Subject, zh: string, en: string): string => (subject.language === "zh" ? zh : en)

const sumOf = (texts: Iterable<string>): Exact.Exact => Exact.sum([...texts].map((text) => Exact.exact(text)))

const unequal = (
  subject: Subject,
  id: ScoreRuleId,
  row: string,
  figure: string,
  printed: string,
  right: readonly [label: string, value: Exact.Exact],
  more: Partial<Parts> = {}
): Finding => {
  const left = Exact.exact(printed)
  const difference = Exact.plain(left.minus(right[1]))
  const what = scoreRules[id].title[subject.language]
  return finding(subject, id, row, {
    message: say(
      subject,
      `${what}：公布 ${printed}，应为 ${Exact.plain(right[1])}（${right[0]}）。`,
      `${what}: printed ${printed}, should be ${Exact.plain(right[1])} (${right[0]}).`
    ),
    left: operand(subject, row, figure, say(subject, "公布", "printed"), printed, Exact.plain(left)),
    right: { ...operand(subject, row, figure, right[0], null, Exact.plain(right[1])), at: null },
    difference,
    ...more
  })
}

const weightFindings = (subject: Subject): ReadonlyArray<Finding> => {
  const { card, ruleSet, weighting } = subject.scored
  const found: Array<Finding> = []
  const whole = sumOf([...card.indicators.map(({ weight }) => weight), weighting.execution])
  if (!whole.eq(100))
    found.push(
      unequal(subject, "SR-1", "total", "weight", Exact.plain(whole), [
        say(subject, "满分", "full marks"),
        Exact.exact(100)
      ])
    )
  const { totalWeight } = subject.published
  if (totalWeight !== null && !whole.eq(totalWeight) && whole.eq(100))
    found.push(
      unequal(subject, "SR-1", "total", "weight", totalWeight, [
        say(subject, "分值之和", "sum of weights"),
        whole
      ])
    )
  const name = weighting.id === "main" ? ruleSet.id : `${ruleSet.id}，${weighting.title[subject.language]}`
  for (const { name: level, weight } of weighting.firstLevel) {
    const mine = card.indicators.filter(({ level1 }) => level1 === level)
    const sum = sumOf(mine.map((one) => one.weight))
    if (weight === null || sum.eq(weight)) continue
    found.push(unequal(subject, "SR-2", level, "weight", Exact.plain(sum), [name, Exact.exact(weight)]))
  }
  return found
}

/** Labels against the weights below them: all wrong labels of one first-level indicator are one finding. */
const labelFindings = (subject: Subject): ReadonlyArray<Finding> => {
  const { card } = subject.scored
  const wrong = Object.entries(subject.published.labels).flatMap(([label, printed]) => {
    const [level1, level2] = label.split("/")
    const below = card.indicators.filter(
      (one) => one.level1 === level1 && (level2 === undefined || one.level2 === level2)
    )
    const sum = sumOf(below.map(({ weight }) => weight))
    return sum.eq(printed) ? [] : [{ level1: level1!, label, printed, sum, row: below[0]?.id ?? label }]
  })
  return [...new Set(wrong.map(({ level1 }) => level1))].map((level1) => {
    const mine = wrong.filter((one) => one.level1 === level1)
    const { row, printed, sum } = mine[0]!
    const list = mine
      .map((one) => `${one.label.replace("/", "·")} ${one.printed}≠${Exact.plain(one.sum)}`)
      .join("，")
    return finding(subject, "SR-3", row, {
      message: say(
        subject,
        `标注分值与指标分值不符：${list}。`,
        `Labels do not match the weights below: ${list}.`
      ),
      left: operand(subject, row, "label", mine[0]!.label, printed, printed),
      right: operand(
        subject,
        row,
        "weight",
        say(subject, "分值之和", "sum of weights"),
        null,
        Exact.plain(sum)
      ),
      difference: Exact.plain(Exact.exact(printed).minus(sum))
    })
  })
}

/** What a printed score equals, if not what the rules give. */
const leadsOf = (subject: Subject, derivation: ScoreDerivation, printed: Exact.Exact): Finding["leads"] => {
  const { unrounded, alternatives, direction } = derivation
  const leads: Array<Finding["leads"][number]> = []
  for (const { direction: other, score } of alternatives) {
    if (other === direction || !score.eq(printed)) continue
    const name = directionNames[other][subject.language]
    const text = say(subject, `等于按${name}指标计算的得分`, `equals the score of a ${name} indicator`)
    leads.push({ kind: "other-direction", text })
  }
  if (unrounded !== null && Exact.round(unrounded, 1).eq(printed)) {
    leads.push({
      kind: "one-decimal",
      text: say(subject, "等于保留 1 位小数的得分", "equals the score with one decimal")
    })
  }
  return leads
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

/** A printed score against its derivation. Rounding alone is to be explained, anything else to be corrected. */
const scoreFinding = (
  subject: Subject,
  id: "SR-7" | "SR-8",
  row: string,
  derivation: ScoreDerivation,
  printed: string
): ReadonlyArray<Finding> => {
  const { score } = derivation
  const value = Exact.exact(printed)
  if (score === null || score.eq(value) || isAllowed(derivation, value)) return []
  const leads = leadsOf(subject, derivation, value)
  const isRounding = leads.some(({ kind }) => kind === "one-decimal") && value.decimalPlaces() <= 1
  const isOther = leads.some(({ kind }) => kind === "other-direction")
  const text = derivationText(derivation, subject.language)
  return [
    {
      ...unequal(subject, id, row, "score", printed, [text, score], { leads }),
      severity: (isRounding && !isOther) || isInferred(subject.scored, derivation) ? "explain" : "block"
    }
  ]
}

const executionFindings = (subject: Subject): ReadonlyArray<Finding> => {
  const { scored, published } = subject
  const found: Array<Finding> = []
  const rate = published.rate === null ? null : readValue(published.rate)
  if (rate !== null && rate.kind === "number" && scored.rate !== null) {
    // The printed precision says how much rounding explains: no less than a whole percent is ever printed.
    const decimals = Math.max(2, rate.number.decimalPlaces())
    const exactRate = Exact.round(scored.rate, decimals)
    if (!exactRate.eq(rate.number))
      found.push(
        unequal(subject, "SR-6", "execution", "rate", Exact.plain(rate.number), [
          say(subject, "执行数 ÷ 预算数", "executed ÷ budgeted"),
          exactRate
        ])
      )
  }
  if (published.execution !== null)
    found.push(...scoreFinding(subject, "SR-7", "execution", scored.execution, published.execution))
  return found
}

const tierFinding = (subject: Subject, row: string, printed: string): ReadonlyArray<Finding> => {
  const { indicator } = subject.scored.indicators.find((one) => one.indicator.id === row)!
  const tier = subject.scored.ruleSet.tiers.find((one) => one.tier === indicator.tier)
  if (indicator.kind !== "qualitative" || tier === undefined) return []
  const weight = Exact.exact(indicator.weight)
  const value = Exact.exact(printed)
  const [from, to] = [weight.times(tier.from), weight.times(tier.to)]
  const isTop = Exact.exact(tier.to).eq(1)
  if (value.gte(from) && (isTop ? value.lte(to) : value.lt(to))) return []
  const range = `${Exact.plain(from)}–${Exact.plain(to)}`
  return [
    finding(subject, "SR-5", row, {
      message: say(
        subject,
        `得分 ${printed} 不在所评档次 ${range} 内。`,
        `${printed} is outside its tier, ${range}.`
      ),
      left: operand(subject, row, "score", say(subject, "公布", "printed"), printed, printed),
      right: null,
      difference: null
    })
  ]
}

const noteFindings = (subject: Subject, row: string, derivation: ScoreDerivation): ReadonlyArray<Finding> => {
  const { indicator } = subject.scored.indicators.find((one) => one.indicator.id === row)!
  const { reasonRequired } = subject.scored.ruleSet
  const about = (id: ScoreRuleId, figure: string, raw: string | null, zh: string, en: string): Finding =>
    finding(subject, id, row, {
      message: say(subject, `${indicator.level3}：${zh}`, `${indicator.level3}: ${en}`),
      left: operand(subject, row, figure, indicator.level3, raw, null),
      right: null,
      difference: null
    })
  const found: Array<Finding> = []
  const { notes, score, weight, alternatives, isMet } = derivation
  const reason = indicator.deviation.trim()
  if (notes.includes("overAchieved") && reason === "")
    found.push(
      about(
        "SR-11",
        "actual",
        indicator.actual,
        `完成 ${indicator.actual}，目标 ${indicator.target}，未说明原因。`,
        `reached ${indicator.actual} of ${indicator.target}, no reason given.`
      )
    )
  if (notes.includes("actualRepeatsInequality"))
    found.push(
      about(
        "SR-12",
        "actual",
        indicator.actual,
        `实际值“${indicator.actual}”是不等式，不是测得的数。`,
        `"${indicator.actual}" is an inequality, not a measurement.`
      )
    )
  if (reasonRequired.belowTarget && score !== null && score.lt(weight) && isMet !== true && reason === "")
    found.push(
      about(
        "SR-14",
        "deviation",
        "",
        "未达目标，未说明原因。",
        "the target was missed and no reason is given."
      )
    )
  const scores = new Set(alternatives.map((one) => Exact.plain(one.score)))
  if (notes.includes("directionUndeclared") && scores.size > 1) {
    const both = alternatives
      .map((one) => `${directionNames[one.direction][subject.language]} ${Exact.plain(one.score)}`)
      .join("、")
    const { id } = subject.scored.ruleSet
    found.push(
      about(
        "SR-15",
        "target",
        indicator.target,
        `未注明方向：${both}；按规则 ${id} 作${directionNames[derivation.direction!].zh}处理。`,
        `no direction declared: ${both}; ${id} treats it as ${directionNames[derivation.direction!].en}.`
      )
    )
  }
  return found
}

const indicatorFindings = (subject: Subject): ReadonlyArray<Finding> =>
  subject.scored.indicators.flatMap(({ indicator, derivation }) => {
    const { id } = indicator
    const printed = subject.published.scores[id]
    const notes = noteFindings(subject, id, derivation)
    if (printed === undefined) {
      const message = say(
        subject,
        `${indicator.level3}：没有得分。`,
        `${indicator.level3}: no score is printed.`
      )
      const left = operand(subject, id, "score", indicator.level3, null, null)
      return [finding(subject, "SR-16", id, { message, left, right: null, difference: null }), ...notes]
    }
    const above = Exact.exact(printed).gt(indicator.weight)
      ? [unequal(subject, "SR-4", id, "score", printed, [say(subject, "分值", "weight"), derivation.weight])]
      : []
    return [
      ...above,
      ...tierFinding(subject, id, printed),
      ...(above.length > 0 ? [] : scoreFinding(subject, "SR-8", id, derivation, printed)),
      ...notes
    ]
  })

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

const totalFindings = (subject: Subject): ReadonlyArray<Finding> => {
  const { published, scored } = subject
  if (published.total === null) return []
  const parts = sumOf([
    ...Object.values(published.scores),
    ...(published.execution === null ? [] : [published.execution])
  ])
  const found: Array<Finding> = []
  const expected = totalWithAwards(subject)
  if (!parts.eq(published.total))
    found.push(
      unequal(subject, "SR-9", "total", "score", published.total, [
        say(subject, "各项之和", "sum of the parts"),
        parts
      ])
    )
  else if (!expected.eq(published.total) && scored.isComplete) {
    const difference = Exact.exact(published.total).minus(expected).abs()
    // A total that is off by what rounding its parts to one decimal can make is a matter of precision.
    const severity: Severity = difference.lte("0.1") ? "explain" : "block"
    found.push({
      ...unequal(subject, "SR-10", "total", "score", published.total, [subject.scored.ruleSet.id, expected]),
      severity
    })
  }
  return found
}

/** Everything that is wrong with one card, in the order of the form. */
export const cardFindings = (subject: Subject): ReadonlyArray<Finding> => [
  ...weightFindings(subject),
  ...labelFindings(subject),
  ...executionFindings(subject),
  ...indicatorFindings(subject),
  ...totalFindings(subject)
]
