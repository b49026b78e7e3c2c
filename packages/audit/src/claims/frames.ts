/**
 * Frames of a sentence: what each stretch of it says by its own words — an amount, a change, a rate, a share, a count,
 * a list that opens, a reason.
 *
 * A frame knows nothing of the sentences before it. Whose the amount is, what a change is compared with and which
 * list a part belongs to is for the discourse to say; see `discourse`.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import { clausesOf, isSentenceEnd } from "./Clauses.ts"
import type { Clause } from "./Clauses.ts"
import { countSubject } from "./Counts.ts"
import { cutEntryIn } from "./Entries.ts"
import type { Frame, FrameContext } from "./Frame.ts"
import { CONTINUED_REASON, LISTING, PURPOSE, REASON, REOPENED, RUN_TOGETHER, STATED } from "./lexicon.ts"
import { numberFrame } from "./numberFrames.ts"
import { isMoneyUnit, isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { printedIn } from "./Passage.ts"
import type { Passage } from "./Passage.ts"
import { comparatorIn } from "./phrases.ts"
import { wordFrames } from "./wordFrames.ts"

/** No count is named by words farther away than this. */
const WORDS_MAX = 120

/** Where free text begins in a clause, and where its first word ends. */
interface FreeStart {
  readonly index: number
  readonly length: number
  readonly isReason: boolean
}

const freeStartIn = (text: string): FreeStart | null => {
  if (CONTINUED_REASON.test(text)) return { index: 0, length: 0, isReason: true }
  const reason = REASON.exec(text)
  const purpose = PURPOSE.exec(text)
  if (reason !== null && (purpose === null || reason.index <= purpose.index)) {
    return { index: reason.index, length: reason[0].length, isReason: true }
  }
  return purpose === null ? null : { index: purpose.index, length: purpose[0].length, isReason: false }
}

/** A number that stands for itself; years and dates are words. */
const isFigure = ({ kind }: ScannedNumber): boolean => kind === "figure" || kind === "malformed"

const reopens = ({ text, numbers }: Clause): boolean =>
  REOPENED.test(text) &&
  numbers.some(({ kind, unit }) => kind === "figure" && (isMoneyUnit(unit) || isRateUnit(unit)))

const bracketsIn = (gap: string): ReadonlyArray<Frame> =>
  (gap.match(/[（）]/g) ?? []).map((bracket) => ({ kind: "bracket", isOpening: bracket === "（" }))

const listIn = (words: string): ReadonlyArray<Frame> =>
  LISTING.test(words) ? [{ kind: "list", isBrokenOff: /\p{Script=Han}其中/u.test(words) }] : []

/** 学前教育（项）6.50 万元: the amounts of an entry whose beginning was lost. */
const cutEntryBefore = (gap: string, start: number): ReadonlyArray<Frame> => {
  const name = cutEntryIn(gap)
  return name === null ? [] : [{ kind: "cutEntry", name, start, end: start + gap.length }]
}

/** 主要原因是无…支出较2023年度决算数持平。主要原因…: the next comparison has run into a reason. */
const runTogether = ({ text }: Passage, clause: Clause): ReadonlyArray<Frame> => {
  const run = RUN_TOGETHER.exec(clause.text)
  const end = clause.start + clause.text.length
  if (run === null || run.index === 0 || !/^。?(?:主要)?原因/.test(text.slice(end, end + 6))) return []
  return [{ kind: "residue", residue: "doubled", start: clause.start, end }]
}

const freeNumbers = (
  passage: Passage,
  clause: Clause,
  from: number,
  isOwnClause: boolean
): ReadonlyArray<Frame> => {
  const isStated = ({ unit, start }: ScannedNumber): boolean =>
    isOwnClause &&
    isMoneyUnit(unit) &&
    STATED.test(passage.text.slice(Math.max(clause.start, start - 12), start))
  const frames: Array<Frame> = []
  for (const number of clause.numbers) {
    if (number.kind !== "figure" || number.start < from) continue
    const printed = printedIn(passage, number, number.unit ?? "")
    frames.push({ kind: "freeNumber", number: printed, isStated: isStated(number) })
  }
  return frames
}

/** Profile and glossary: only what is counted. */
const plainFrames = (
  passage: Passage,
  clause: Clause,
  head: string,
  topic: SectionTopic
): ReadonlyArray<Frame> =>
  clause.numbers.flatMap((number): ReadonlyArray<Frame> => {
    if (number.kind !== "figure" || number.unit === null) return []
    const beside = number.start - clause.start
    const words = head.slice(Math.max(0, beside - WORDS_MAX), beside + WORDS_MAX)
    const subject = countSubject(topic, number.unit, { clause: words, before: "" })
    if (subject === null) return []
    const { start: at, end, unit } = number
    const printed = printedIn(passage, number, unit)
    return [
      {
        kind: "count",
        subject,
        number: printed,
        ownUnit: unit,
        start: clause.start,
        at,
        end,
        isJoined: false
      }
    ]
  })

/** The frames of the part of a clause that is no free text. */
const headFrames = (
  passage: Passage,
  clause: Clause,
  head: string,
  context: FrameContext
): ReadonlyArray<Frame> => {
  if (context.topic === "profile" || context.topic === "glossary") {
    return plainFrames(passage, clause, head, context.topic)
  }
  const frames: Array<Frame> = []
  const add = (added: ReadonlyArray<Frame>): void => {
    for (const frame of added) frames.push(frame)
  }
  const end = clause.start + head.length
  let from = clause.start
  let spoken = clause.start
  for (const number of clause.numbers) {
    if (number.start >= end) break
    if (!isFigure(number)) continue
    const gap = passage.text.slice(from, number.start)
    add(bracketsIn(gap))
    add(listIn(gap))
    add(cutEntryBefore(gap, from))
    const frame = numberFrame(passage, { clause, number, from, spoken }, context)
    frames.push(frame)
    from = number.end
    if (!["unbound", "count", "pieces"].includes(frame.kind)) spoken = number.end
  }
  const rest = passage.text.slice(from, end)
  add(bracketsIn(rest))
  add(listIn(rest))
  add(wordFrames(rest, from, from === clause.start, context))
  return frames
}

const statementFrames = (passage: Passage, clause: Clause, context: FrameContext): ReadonlyArray<Frame> => {
  const { text, start } = clause
  const free = freeStartIn(text)
  const head = free === null ? text : text.slice(0, free.index)
  const frames: ReadonlyArray<Frame> = [
    { kind: "clause" },
    ...(head === "" ? [] : headFrames(passage, clause, head, context))
  ]
  if (free === null) return frames
  const from = start + free.index + free.length
  return [
    ...frames,
    { kind: "freeText", isReason: free.isReason, start: from },
    ...freeNumbers(passage, clause, from, false),
    ...runTogether(passage, clause)
  ]
}

/** A sentence of more figures is none of a narrative: those beyond are read and not judged. */
const FIGURES_MAX = 500

/** What a clause leaves open for the next of its sentence. */
interface Running {
  /** The figures of the sentence so far. */
  readonly figures: number
  readonly free: { readonly isReason: boolean } | null
}

/** The frames of a clause of a sentence, without those of its end; and whether free text is open behind it. */
const clauseFrames = (
  passage: Passage,
  clause: Clause,
  { figures, free }: Running,
  context: FrameContext
): { readonly frames: ReadonlyArray<Frame>; readonly free: Running["free"] } => {
  if (figures > FIGURES_MAX) {
    return { frames: [{ kind: "entryMark" }, ...freeNumbers(passage, clause, clause.start, false)], free }
  }
  if (free !== null && !clause.isEntry && !(free.isReason && reopens(clause))) {
    const numbers = freeNumbers(passage, clause, clause.start, true)
    return { frames: [...numbers, ...runTogether(passage, clause)], free }
  }
  const ended: ReadonlyArray<Frame> = free === null ? [] : [{ kind: "freeTextEnd", end: clause.start - 1 }]
  const entry: ReadonlyArray<Frame> = clause.isEntry && free === null ? [{ kind: "entryMark" }] : []
  const frames = [...entry, ...ended, ...statementFrames(passage, clause, context)]
  return { frames, free: freeStartIn(clause.text) }
}

const clauseEnd = ({ text, numbers, stop }: Clause, free: Running["free"]): Frame => ({
  kind: "clauseEnd",
  length: text.length,
  isStatement: free !== null || numbers.some(isFigure) || LISTING.test(text) || comparatorIn(text) !== null,
  stop
})

/** All frames of a paragraph, in order; made as they are asked for, for a long paragraph has very many. */
export function* framesOf(passage: Passage, context: FrameContext): Generator<Frame> {
  let running: Running = { figures: 0, free: null }
  for (const clause of clausesOf(passage.normal)) {
    const figures = running.figures + clause.numbers.length
    const { frames, free } = clauseFrames(passage, clause, { ...running, figures }, context)
    yield* frames
    const isOver = isSentenceEnd(clause.stop)
    if (isOver && free !== null) yield { kind: "freeTextEnd", end: clause.start + clause.text.length }
    yield clauseEnd(clause, free)
    running = isOver ? { figures: 0, free: null } : { figures, free }
  }
}
