/**
 * What is seen from all cards of a publication together: one precision, and rules that are the unit's.
 */
import { evaluatedOf, objectionTo } from "../choose.ts"
import * as Exact from "../Exact.ts"
import type { ScoreDerivation } from "../Derivation.ts"
import { addressOf, printedSide, resultOf, same } from "./CardResult.ts"
import type { CardResult, Subject } from "./CardResult.ts"

interface PrintedScore {
  readonly subject: Subject
  readonly row: string
  readonly printed: string
  readonly isCoarse: boolean
}

/** The printed score where it can only have been rounded to one decimal, or only to two; else nothing. */
const decided = (
  subject: Subject,
  row: string,
  { unrounded }: ScoreDerivation,
  printed: string | null
): ReadonlyArray<PrintedScore> => {
  if (unrounded === null || printed === null) return []
  const value = Exact.exact(printed)
  const [one, two] = [Exact.round(unrounded, 1), Exact.round(unrounded, 2)]
  return one.eq(two) || !(value.eq(one) || value.eq(two))
    ? []
    : [{ subject, row, printed, isCoarse: value.eq(one) }]
}

/** Scores of one publication rounded to different decimals. */
export const precisionResults = (subjects: ReadonlyArray<Subject>): ReadonlyArray<CardResult> => {
  const scores = subjects.flatMap((subject) => {
    const { scored, published } = subject
    return [
      ...decided(subject, "execution", scored.execution, published.execution),
      ...scored.indicators.flatMap(({ indicator: { id }, derivation }) =>
        decided(subject, id, derivation, published.scores[id] ?? null)
      )
    ]
  })
  const coarse = scores.filter(({ isCoarse }) => isCoarse)
  const fine = scores.find(({ isCoarse }) => !isCoarse)
  const [first] = coarse
  if (first === undefined || fine === undefined) return []
  const list = coarse
    .map(({ subject, row, printed }) => `${subject.scored.card.name}·${row} ${printed}`)
    .join("，")
  const side = ({ subject, row, printed }: PrintedScore) =>
    printedSide(addressOf(subject, row, "score"), same(row), printed, printed)
  return [
    resultOf(first.subject, "SR-13", {
      kind: "precision",
      row: first.row,
      message: {
        zh: `得分有的取 1 位、有的取 2 位小数。取 1 位的：${list}。`,
        en: `Some scores have one decimal, some two. With one: ${list}.`
      },
      left: side(first),
      right: side(fine)
    })
  ]
}

/** A rule set that was not in force, or is of another region: said once for all cards that it holds of alike. */
export const ruleSetResults = (subjects: ReadonlyArray<Subject>): ReadonlyArray<CardResult> => {
  const said = new Set<string>()
  return subjects.flatMap((subject) => {
    const { card, ruleSet } = subject.scored
    const objection = objectionTo(ruleSet, evaluatedOf(card))
    if (objection === null || said.has(objection.zh)) return []
    said.add(objection.zh)
    const label = { zh: "评分规则", en: "rule set" }
    return [
      resultOf(subject, "SR-17", {
        kind: "ruleSet",
        row: "rules",
        message: objection,
        left: printedSide(`S/${card.project}/rules`, label, null, ruleSet.id)
      })
    ]
  })
}
