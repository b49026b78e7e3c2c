/**
 * The frame of a number: what it is by its unit and by the words that stand directly before it.
 */
import type { Clause } from "./Clauses.ts"
import { countSubject } from "./Counts.ts"
import { entryIn } from "./Entries.ts"
import type { ChangeFrame, Comparison, FrameContext, NumberFrame } from "./Frame.ts"
import { COMPLETED, DIFFERENCE, GENERIC, MORE_OR_LESS, MORE_THAN, OPEN_DIRECTION } from "./lexicon.ts"
import { unitOf } from "./MissingUnits.ts"
import { isMoneyUnit, isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { isEnumerated, isSetAside, printedIn } from "./Passage.ts"
import type { Passage } from "./Passage.ts"
import {
  budgetVersionOf,
  comparatorIn,
  completionAtEnd,
  directionAtEnd,
  isOfThisYear,
  readLabel,
  wholeAtEnd
} from "./phrases.ts"
import type { Comparator, DirectionWord } from "./phrases.ts"
import { projectNameIn } from "./ProjectNames.ts"
import { plainPhrase } from "./Subjects.ts"

/** No count is named by words farther away than this, no project by a longer name. */
const WORDS_MAX = 120
const NAME_MAX = 400

/** Where a number stands in its clause. */
export interface NumberPlace {
  readonly clause: Clause
  readonly number: ScannedNumber
  /** Where the words before it begin: behind the number before it, or at the start of the clause. */
  readonly from: number
  /** Behind the last number of money or rates in the clause. */
  readonly spoken: number
}

/** A number with all that its frame is made of. */
interface Parts {
  readonly passage: Passage
  readonly context: FrameContext
  readonly number: ScannedNumber
  readonly unit: string
  readonly gap: string
  /** What every frame of the number has. */
  readonly common: Omit<Extract<NumberFrame, { kind: "unbound" }>, "kind">
}

/** The phrase with which words name a subject; `null` where they name none of their own. */
export const phraseIn = (words: string, { unitName, year }: FrameContext): string | null => {
  const plain = plainPhrase(readLabel(words, unitName, year).words).replace(/(?:各|均|分别)$/, "")
  return GENERIC.test(plain) ? null : plain
}

/** The comparison that words open, in words that begin at `start`. */
export const comparisonOf = (
  words: string,
  start: number,
  { base, year, start: at }: Comparator,
  context: FrameContext
): Comparison => {
  // 2025年预算较2024年增加: what is itself of another year compares with the year before that.
  const isOfOther = year === null || (words.includes(`${year + 1}年`) && context.year !== year + 1)
  const yearAt = isOfOther ? null : start + Math.max(0, words.lastIndexOf(String(year)))
  return { base, year, at: start + at, yearAt }
}

const changeFrame = (parts: Parts, { direction, isOfRates, start }: DirectionWord): ChangeFrame => {
  const { passage, context, number, unit, gap, common } = parts
  const comparator = comparatorIn(gap)
  const before = gap.slice(0, comparator === null ? start : comparator.start)
  const between = comparator === null ? "" : gap.slice(comparator.end, Math.max(comparator.end, start))
  return {
    ...common,
    kind: "change",
    comparison: comparator === null ? null : comparisonOf(gap, common.start, comparator, context),
    saidAt: common.start + (comparator?.start ?? Math.max(0, start)),
    phrase: (comparator === null ? null : phraseIn(between, context)) ?? phraseIn(before, context),
    direction,
    isRate: isRateUnit(unit),
    isOfAmounts: !isOfRates,
    isSetAside: isSetAside(passage, number.start)
  }
}

const amountFrame = (parts: Parts, direction: DirectionWord | null): NumberFrame => {
  const { passage, context, number, gap, common } = parts
  const label = readLabel(gap, context.unitName, context.year)
  const yearAt = label.year === null ? -1 : gap.indexOf(String(label.year))
  return {
    ...common,
    kind: "amount",
    label,
    entry: entryIn(gap),
    yearAt: yearAt < 0 ? null : common.start + yearAt,
    asChange: direction === null ? null : changeFrame(parts, direction),
    isOfThisYear: isOfThisYear(label, passage.text.slice(number.end, number.end + 30))
  }
}

/** 决算数大于预算数 a 元. */
const differenceFrame = ({ common, gap, context }: Parts, more: RegExpExecArray): NumberFrame => ({
  ...common,
  kind: "difference",
  base: more[0].includes("年初") ? "initialBudget" : "budget",
  direction: MORE_THAN.test(more[1]!) ? "up" : "down",
  comparedAt: common.start + more.index,
  phrase: phraseIn(gap.slice(0, more.index), context)
})

const moneyFrame = (parts: Parts): NumberFrame => {
  const { passage, context, number, gap, common } = parts
  const direction = directionAtEnd(gap)
  if (COMPLETED.test(gap) && passage.text[number.end] === "的") {
    return { ...common, kind: "completedBudget", version: budgetVersionOf(gap) }
  }
  const more = DIFFERENCE.exec(gap)
  if (more !== null) return differenceFrame(parts, more)
  const comparator = comparatorIn(gap)
  // 多 and 少 need a comparison.
  const isChange =
    direction !== null && (direction.word.length > 1 || comparator !== null || /[减增]$/.test(direction.word))
  if (isChange) return changeFrame(parts, direction)
  // 比上年节支 a: a word of more or less that is not known makes no base of what follows it.
  if (comparator !== null && MORE_OR_LESS.test(gap.slice(comparator.end)))
    return { ...common, kind: "unbound" }
  if (comparator === null || comparator.end < gap.length) return amountFrame(parts, direction)
  return {
    ...common,
    kind: "base",
    comparison: comparisonOf(gap, common.start, comparator, context),
    phrase: phraseIn(gap.slice(0, comparator.start), context)
  }
}

const rateFrame = (parts: Parts): NumberFrame => {
  const { common, gap, context } = parts
  const version = completionAtEnd(gap)
  if (version !== null) return { ...common, kind: "completion", version }
  const whole = wholeAtEnd(gap)
  if (whole !== null) {
    const part = phraseIn(gap.slice(0, Math.max(0, gap.lastIndexOf("占"))), context)
    return { ...common, kind: "share", whole, part }
  }
  const direction = directionAtEnd(gap)
  if (direction !== null) return changeFrame(parts, direction)
  return { ...common, kind: "rate", isOfNamedBudget: gap === "的" }
}

/** The frame of a number of pieces: what the words of its clause count, or those before the clause. */
const pieceFrame = (parts: Parts, { clause, spoken }: NumberPlace): NumberFrame => {
  const { passage, context, number, unit, common } = parts
  const { text } = passage
  if (unit === "分" && context.topic === "performance") {
    const start = Math.max(clause.start, number.start - NAME_MAX)
    const name = projectNameIn(text.slice(start, number.start))
    if (name !== null) return { ...common, start, kind: "project", name }
  }
  const nearest = Math.max(clause.start, number.start - WORDS_MAX)
  const words = text.slice(nearest, number.start)
  const own = text.slice(Math.max(nearest, spoken), number.start)
  const before = text.slice(Math.max(0, clause.start - 60), clause.start)
  const subject = countSubject(context.topic, unit, {
    clause: (own === "" ? words : own) + (text.startsWith("项目", number.end) ? "项目" : ""),
    before: before + (own === words ? "" : words.slice(0, words.length - own.length))
  })
  // 较上年增加 42 批次 is by how many more, and no second count.
  const direction = directionAtEnd(parts.gap)
  const isChange = direction !== null && /^..|[增减]$/.test(direction.word)
  return subject === null || isChange ? { ...common, kind: "pieces" } : { ...common, kind: "count", subject }
}

/** What a number is. */
export const numberFrame = (passage: Passage, place: NumberPlace, context: FrameContext): NumberFrame => {
  const { number, from } = place
  const gap = passage.text.slice(from, number.start)
  const unit = number.kind === "malformed" ? null : unitOf(passage, number, gap)
  const common = {
    number: printedIn(passage, number, unit ?? number.unit ?? ""),
    ownUnit: number.unit ?? "",
    start: from,
    at: number.start,
    end: number.end,
    isJoined: isEnumerated(passage, number.start)
  }
  if (number.kind === "malformed") return { ...common, kind: "malformed" }
  if (unit === null || OPEN_DIRECTION.test(gap)) return { ...common, kind: "unbound" }
  const parts = { passage, context, number, unit, gap, common }
  if (isMoneyUnit(unit)) return moneyFrame(parts)
  return isRateUnit(unit) ? rateFrame(parts) : pieceFrame(parts, place)
}
