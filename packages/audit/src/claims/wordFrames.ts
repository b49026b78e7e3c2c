/**
 * Frames of words without a number behind them: comparisons, 持平, a budget whose parts follow, the names of an entry.
 */
import { cutEntryIn, entryIn } from "./Entries.ts"
import type { FrameContext, WordFrame } from "./Frame.ts"
import { ALTERNATIVE, BUDGET_LISTING, FROM_DIRECTION, LEVEL, RELATION, relations } from "./lexicon.ts"
import { comparisonOf, phraseIn } from "./numberFrames.ts"
import { comparatorIn, directionIn, readLabel } from "./phrases.ts"
import type { Comparator } from "./phrases.ts"

const relationFrame = (
  words: string,
  start: number,
  match: RegExpExecArray,
  context: FrameContext
): WordFrame => {
  const first = relations[match[1]!]!
  // 预算数大于决算数 says of the budget what is asked of the outturn.
  const isReversed = match[3] === "决算" && first !== "equal"
  return {
    kind: "relation",
    start,
    end: start + words.length,
    words,
    at: start + match.index,
    phrase: readLabel(words.slice(0, match.index), context.unitName, context.year).words,
    alternatives: [match[1]!, ...(match[2]!.match(ALTERNATIVE) ?? [])],
    relation: !isReversed ? first : first === "greater" ? "less" : "greater"
  }
}

const comparisonFrame = (
  words: string,
  start: number,
  comparator: Comparator,
  context: FrameContext
): WordFrame => {
  const direction = directionIn(words.slice(comparator.end - (comparator.end > 2 ? 2 : 0)))
  const behind = words.slice(comparator.end).replace(FROM_DIRECTION, "")
  return {
    kind: "comparison",
    start,
    end: start + words.length,
    comparison: comparisonOf(words, start, comparator, context),
    phrase: phraseIn(words.slice(0, comparator.start), context) ?? phraseIn(behind, context),
    direction: direction?.direction ?? null,
    isMisworded: words.startsWith("比", comparator.start) && direction?.word === "持平"
  }
}

/** What words without a number say. `isWhole` is whether they are all of their clause. */
export const wordFrames = (
  words: string,
  start: number,
  isWhole: boolean,
  context: FrameContext
): ReadonlyArray<WordFrame> => {
  if (words === "") return []
  const end = start + words.length
  const frames: Array<WordFrame> = []
  if (BUDGET_LISTING.test(words)) frames.push({ kind: "budgetList", year: readLabel(words, null, null).year })
  const names = isWhole ? entryIn(words) : null
  if (names !== null) frames.push({ kind: "entry", names, start, end })
  const cut = isWhole && names === null ? cutEntryIn(words) : null
  if (cut !== null) frames.push({ kind: "cutEntry", name: cut, start, end })
  const relation = RELATION.exec(words)
  if (relation !== null && /预算|决算/.test(words)) {
    return [...frames, relationFrame(words, start, relation, context)]
  }
  const comparator = comparatorIn(words)
  if (comparator !== null) return [...frames, comparisonFrame(words, start, comparator, context)]
  const level = LEVEL.exec(words)
  if (level === null) return frames
  return [...frames, { kind: "level", phrase: phraseIn(words.slice(0, level.index), context), start, end }]
}
