/**
 * Clauses of a paragraph: stretches of text between marks, each with the numbers that stand in it.
 */
import { ENTRY_MARK } from "./NormalText.ts"
import type { NormalText } from "./NormalText.ts"
import { scanNumbers } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"

export interface Clause {
  readonly text: string
  /** In the normal text. */
  readonly start: number
  readonly numbers: ReadonlyArray<ScannedNumber>
  /** The mark behind it; empty at the end of the paragraph. */
  readonly stop: string
  /** Whether the number of an entry stands before it. */
  readonly isEntry: boolean
}

const STOPS = new RegExp(`[，。；：！？${ENTRY_MARK}、]`, "g")

/** Whether a sentence ends with the mark. */
export const isSentenceEnd = (stop: string): boolean => stop !== "，" && stop !== "：" && stop !== "、"

/**
 * Splits a normal text into clauses. An enumeration mark (、) splits only behind a number, so that 收、支总计 and the names
 * of accounts stay whole while the parts of a list come apart.
 */
export const clausesOf = ({ text }: NormalText): ReadonlyArray<Clause> => {
  const numbers = scanNumbers(text)
  const clauses: Array<Clause> = []
  let start = 0
  let next = 0
  let isEntry = false
  const close = (end: number, stop: string): void => {
    const own: Array<ScannedNumber> = []
    while (next < numbers.length && numbers[next]!.start < end) own.push(numbers[next++]!)
    if (end > start) {
      clauses.push({ text: text.slice(start, end), start, numbers: own, stop, isEntry })
      isEntry = false
    } else if (clauses.length > 0 && stop === "。") {
      // A mark behind a mark ends the sentence of the clause before it.
      clauses.push({ ...clauses.pop()!, stop })
    }
    if (stop === ENTRY_MARK) isEntry = true
    start = end + 1
  }
  let figures = 0
  const isBehindFigure = (at: number): boolean => {
    while (figures < numbers.length && numbers[figures]!.end <= at) figures++
    const last = numbers[figures - 1]
    return last !== undefined && last.start >= start && last.kind !== "year"
  }
  for (const { 0: stop, index } of text.matchAll(STOPS))
    if (stop !== "、" || isBehindFigure(index)) close(index, stop)
  close(text.length, "")
  return clauses
}
