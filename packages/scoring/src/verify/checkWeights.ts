/**
 * Weights of a published card: against full marks, the rule set, and the labels printed above them.
 */
import * as Exact from "../Exact.ts"
import {
  addressOf,
  computedSide,
  printedLabel,
  printedSide,
  resultOf,
  same,
  sumOfTexts,
  sumOfWeights,
  unequal
} from "./CardResult.ts"
import type { CardResult, Subject } from "./CardResult.ts"

const weightCells = (
  subject: Subject,
  isMine: (level1: string) => boolean = () => true
): ReadonlyArray<string> =>
  subject.scored.card.indicators
    .filter(({ level1 }) => isMine(level1))
    .map(({ id }) => addressOf(subject, id, "weight"))

/** The whole against full marks, and the printed whole against the weights. */
const wholeResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { card, weighting } = subject.scored
  const whole = sumOfTexts([...card.indicators.map(({ weight }) => weight), weighting.execution])
  const address = addressOf(subject, "total", "weight")
  if (!whole.eq(100)) {
    const full = computedSide(address, { zh: "满分", en: "full marks" }, Exact.exact(100))
    const left = {
      ...printedSide(address, printedLabel, Exact.plain(whole), Exact.plain(whole)),
      cells: weightCells(subject)
    }
    return [unequal(subject, "SR-1", full, { kind: "weights", row: "total", left })]
  }
  const { totalWeight } = subject.published
  if (totalWeight === null || whole.eq(totalWeight)) return []
  const left = printedSide(address, printedLabel, totalWeight, Exact.plain(Exact.exact(totalWeight)))
  const sum = computedSide(address, sumOfWeights, whole, weightCells(subject))
  return [unequal(subject, "SR-1", sum, { kind: "weights", row: "total", left })]
}

/** First levels against the weighting that the card follows. */
const levelResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { card, ruleSet, weighting } = subject.scored
  const isMain = weighting.id === "main"
  const name = isMain
    ? same(ruleSet.id)
    : { zh: `${ruleSet.id}，${weighting.title.zh}`, en: `${ruleSet.id}，${weighting.title.en}` }
  return weighting.firstLevel.flatMap(({ name: level, weight }): ReadonlyArray<CardResult> => {
    const sum = sumOfTexts(card.indicators.filter(({ level1 }) => level1 === level).map((one) => one.weight))
    if (weight === null || sum.eq(weight)) return []
    const address = addressOf(subject, level, "weight")
    const left = {
      ...printedSide(address, printedLabel, Exact.plain(sum), Exact.plain(sum)),
      cells: weightCells(subject, (level1) => level1 === level)
    }
    const right = computedSide(address, name, Exact.exact(weight))
    return [
      unequal(subject, "SR-2", right, { kind: "weights", judgedBy: "ruleSet", row: level, level, left })
    ]
  })
}

/** Labels against the weights below them: all wrong labels of one first level are one result. */
export const labelResults = (subject: Subject): ReadonlyArray<CardResult> => {
  const { card } = subject.scored
  const wrong = Object.entries(subject.published.labels).flatMap(([label, printed]) => {
    const [level1, level2] = label.split("/")
    const below = card.indicators.filter(
      (one) => one.level1 === level1 && (level2 === undefined || one.level2 === level2)
    )
    const sum = sumOfTexts(below.map(({ weight }) => weight))
    return sum.eq(printed) ? [] : [{ level1: level1!, label, printed, sum, row: below[0]?.id ?? label }]
  })
  return [...new Set(wrong.map(({ level1 }) => level1))].map((level1) => {
    const mine = wrong.filter((one) => one.level1 === level1)
    const { row, printed, sum, label } = mine[0]!
    const list = mine
      .map((one) => `${one.label.replace("/", "·")} ${one.printed}≠${Exact.plain(one.sum)}`)
      .join("，")
    return resultOf(subject, "SR-3", {
      kind: "label",
      row,
      level: level1,
      message: {
        zh: `标注分值与指标分值不符：${list}。`,
        en: `Labels do not match the weights below: ${list}.`
      },
      left: {
        ...printedSide(addressOf(subject, row, "label"), same(label), printed, printed),
        cells: mine.map((one) => addressOf(subject, one.label, "label"))
      },
      right: computedSide(
        addressOf(subject, row, "weight"),
        sumOfWeights,
        sum,
        weightCells(subject, (one) => one === level1)
      ),
      difference: Exact.plain(Exact.exact(printed).minus(sum))
    })
  })
}

/** What is wrong with the weights of a card. */
export const weightResults = (subject: Subject): ReadonlyArray<CardResult> => [
  ...wholeResults(subject),
  ...levelResults(subject)
]
