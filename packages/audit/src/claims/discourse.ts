/**
 * The discourse of a section: a fold over the frames of its sentences, which says of each number whose it is.
 *
 * The state is small and immutable; claims are added to a log as they are made. Numbers in reasons and purposes belong
 * to nobody and are kept as unbound.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ClaimLog } from "./ClaimLog.ts"
import {
  openBudgetList,
  openList,
  readAmount,
  readCompletedBudget,
  readCompletion,
  readCount,
  readJoinedAmount,
  readProject,
  readShare,
  readUnbound,
  addShare
} from "./discourseAmounts.ts"
import {
  addResidue,
  readBase,
  readChange,
  readComparison,
  readDifference,
  readJoinedChange,
  readLevel,
  readRelation
} from "./discourseChanges.ts"
import { emptyStatement, newStatement, stating } from "./DiscourseState.ts"
import type {
  Chain,
  DiscourseContext,
  DiscourseState,
  FreeText,
  ReasonGroup,
  Waiting
} from "./DiscourseState.ts"
import { framesOf } from "./frames.ts"
import type { AmountFrame, Frame, NumberFrame, RateFrame } from "./Frame.ts"
import { BROKEN_OFF, BUDGET_WITHOUT_WORDS, RUN_IN_HEADING, topicWords } from "./lexicon.ts"
import { isRateUnit } from "./Numbers.ts"
import { placeIn } from "./Passage.ts"
import type { Passage } from "./Passage.ts"
import { subjectOfEntry } from "./spokenSubjects.ts"
import { sectionOf } from "./Subjects.ts"

const HEADING_MAX = 40
/** Shorter words (具体情况是) turn to nothing. */
const TURN_MIN = 12
/** An enumeration of more numbers is none. */
const JOINED_MAX = 16

/** The place of a number in the enumeration it continues; `null` where it continues none. */
const joinedIndex = ({ previous }: DiscourseState, frame: NumberFrame): number | null => {
  if (previous === null || !frame.isJoined || previous.end !== frame.at - 1) return null
  const isRate = isRateUnit(frame.number.unit)
  const roles = isRate ? ["rate", "share"] : ["amount", "change"]
  return roles.includes(previous.role) && previous.index + 1 < JOINED_MAX ? previous.index + 1 : null
}

const readMoney = (state: DiscourseState, context: DiscourseContext, frame: AmountFrame): DiscourseState => {
  const index = joinedIndex(state, frame)
  if (index !== null) {
    return state.previous?.role === "change" && state.statement.comparison !== null
      ? readJoinedChange(state, context, frame, index, false)
      : readJoinedAmount(state, context, frame, index)
  }
  const { asChange } = frame
  return asChange !== null && state.statement.comparison !== null
    ? readChange(state, context, asChange)
    : readAmount(state, context, frame)
}

const readRate = (state: DiscourseState, context: DiscourseContext, frame: RateFrame): DiscourseState => {
  const index = joinedIndex(state, frame)
  if (index !== null && state.previous?.role === "share") {
    const part = state.statement.current[index] ?? null
    return addShare(state, context, frame, state.shareWhole, part, index)
  }
  if (index !== null) return readJoinedChange(state, context, frame, index, true)
  const { completed } = state
  return frame.isOfNamedBudget && completed?.end === frame.start
    ? readCompletion(state, context, frame, completed.version)
    : readUnbound(state, context, frame)
}

/** What stands in brackets is an aside: behind them the statement goes on as before them. */
const turnBracket = (state: DiscourseState, isOpening: boolean): DiscourseState => {
  const { statement, brackets, depth } = state
  if (isOpening) return { ...state, depth: depth + 1, brackets: { statement, rest: brackets } }
  if (brackets === null) return state
  const before = brackets.statement
  // A comparison that was opened before the brackets and filled in them stays filled.
  const isSame = before.comparison !== null && before.comparison.start === statement.comparison?.start
  const comparison = isSame ? statement.comparison : before.comparison
  return { ...state, depth: depth - 1, brackets: brackets.rest, statement: { ...before, comparison } }
}

const idsOf = (chain: Chain | null | undefined): ReadonlyArray<number> => {
  const ids: Array<number> = []
  for (let link = chain ?? null; link !== null; link = link.rest) ids.push(link.id)
  return ids
}

/** The claims that a reason explains, and what waits when they have got it. */
const explainedBy = ({ made, waiting }: DiscourseState): Pick<FreeText, "explains" | "waiting"> => {
  if (made.length === 0) return { explains: Object.values(waiting).flatMap(idsOf), waiting: {} }
  // A reason that restates what it explains (决算数小于预算数的主要原因是) explains that alone, and what is compared alike.
  const groups = new Set<ReasonGroup>(made.flatMap(({ group }) => (group === "comparison" ? [] : [group])))
  const compared = made.flatMap(({ id, group }) => (group === "comparison" ? [id] : []))
  let rest = waiting.comparison ?? null
  for (let count = compared.length; count > 0 && rest !== null; count--) rest = rest.rest
  const left: Waiting = Object.fromEntries(
    Object.entries(waiting).filter(([group]) => !groups.has(group as ReasonGroup))
  )
  return {
    explains: [...compared, ...[...groups].flatMap((group) => idsOf(waiting[group]))],
    waiting: { ...left, comparison: rest }
  }
}

const beginFreeText = (state: DiscourseState, start: number, isReason: boolean): DiscourseState => {
  const explained = isReason ? explainedBy(state) : { explains: [], waiting: state.waiting }
  return { ...state, freeText: { start, isReason, ...explained } }
}

const endFreeText = (
  state: DiscourseState,
  { log, passage }: DiscourseContext,
  end: number
): DiscourseState => {
  const { freeText } = state
  if (freeText === null) return state
  const { start, isReason, explains, waiting } = freeText
  const text = isReason && end > start ? passage.text.slice(start, end).replace(/^[：，]/, "") : ""
  if (text === "") return { ...state, freeText: null }
  const reason = { text, at: placeIn(passage, start) }
  for (const id of explains) log.explain(id, reason)
  return { ...state, freeText: null, waiting }
}

/** A sentence of words alone, that neither compares nor gives a reason, may turn to something else. */
const endClause = (
  state: DiscourseState,
  { length, isStatement, stop }: Extract<Frame, { kind: "clauseEnd" }>
): DiscourseState => {
  const sentence = {
    length: state.sentence.length + length,
    isStatement: state.sentence.isStatement || isStatement
  }
  if (stop === "，" || stop === "：" || stop === "、") return { ...state, sentence }
  if (stop !== "。") return stating({ ...state, sentence }, { isSentenceOver: true })
  const { list, hasTopicChanged } = state.statement
  const isTurn = !sentence.isStatement && sentence.length >= TURN_MIN
  const over = stating(state, {
    isSentenceOver: true,
    hasTopicChanged: hasTopicChanged || isTurn,
    list: { ...list, isOpen: false }
  })
  return { ...over, sentence: { length: 0, isStatement: false }, saidYear: null, brackets: null, depth: 0 }
}

const readNumber = (state: DiscourseState, context: DiscourseContext, frame: NumberFrame): DiscourseState => {
  switch (frame.kind) {
    case "amount":
      return readMoney(state, context, frame)
    case "base":
      return readBase(state, context, frame)
    case "change":
      return readChange(state, context, frame)
    case "completedBudget":
      return readCompletedBudget(state, context, frame)
    case "difference":
      return readDifference(state, context, frame)
    case "completion":
      return readCompletion(state, context, frame, frame.version)
    case "share":
      return readShare(state, context, frame)
    case "rate":
      return readRate(state, context, frame)
    case "count":
      return readCount(state, context, frame)
    case "project":
      return readProject(state, context, frame)
    case "malformed": {
      const { subject, comparison } = state.statement
      const lost = { ...emptyStatement, subject, comparison }
      return readUnbound({ ...state, statement: lost, previous: null }, context, frame)
    }
    case "pieces":
      return stating(readUnbound(state, context, frame), { isOfPieces: true, comparison: null })
    case "unbound":
      return readUnbound(state, context, frame)
  }
}

/** What is known after a frame. */
const step = (state: DiscourseState, context: DiscourseContext, frame: Frame): DiscourseState => {
  switch (frame.kind) {
    case "clause":
      return { ...state, made: [] }
    case "entryMark":
      return newStatement(state)
    case "entry": {
      const next = newStatement(state)
      const subject = subjectOfEntry(next, context, frame.names, frame.start + frame.names.start)
      return stating(next, { subject })
    }
    case "cutEntry":
      return stating(newStatement(state), { subject: { label: frame.name, outturn: null, budget: null } })
    case "bracket":
      return turnBracket(state, frame.isOpening)
    case "list":
      return openList(state, context, frame.isBrokenOff)
    case "budgetList":
      return openBudgetList(state, context, frame.year)
    case "comparison":
      return readComparison(state, context, frame)
    case "relation":
      return readRelation(state, context, frame)
    case "level":
      return readLevel(state, context, frame)
    case "freeText":
      return beginFreeText(state, frame.start, frame.isReason)
    case "freeNumber": {
      const { number, isStated } = frame
      const read = readUnbound(state, context, { number, ownUnit: number.unit })
      // An amount of another subject has run into the reason: what is compared next may be of that.
      return isStated ? { ...read, isOutdated: true } : read
    }
    case "freeTextEnd":
      return endFreeText(state, context, frame.end)
    case "residue":
      addResidue(context, "doubled", frame.start, frame.end)
      return state
    case "clauseEnd":
      return endClause(state, frame)
    default:
      return readNumber(state, context, frame)
  }
}

/** 十、其他重要事项: a heading of a part turns the topic. */
const topicOf = (topic: SectionTopic, sectionTopic: SectionTopic, text: string): SectionTopic => {
  if (sectionTopic !== "other") return topic
  const head = text.slice(0, HEADING_MAX).split("。")[0]!
  const isRunIn = RUN_IN_HEADING.test(head) && text[head.length] === "。"
  const isHeading = text.startsWith("#") || text.length <= HEADING_MAX || isRunIn
  return (isHeading ? topicWords.find(([words]) => words.test(head))?.[1] : undefined) ?? topic
}

/** The state at the start of a paragraph: what the one before said is outdated. */
const beginParagraph = (state: DiscourseState, topic: SectionTopic, text: string): DiscourseState => {
  const { statement } = state
  const { comparison } = statement
  // What the paragraph before ended with has its outturn: a budget and an outturn without words are another's.
  const isOther = statement.current.length > 0 && BUDGET_WITHOUT_WORDS.test(text)
  const subject = { label: "本段所述", outturn: null, budget: null }
  return {
    ...state,
    topic,
    statement: {
      ...(isOther ? { ...emptyStatement, subject } : statement),
      comparison: comparison === null ? null : { ...comparison, start: null }
    },
    previous: null,
    isOutdated: true,
    projects: null,
    saidYear: null,
    hasAmount: false,
    completed: null
  }
}

/** What the discourse of a section needs beside its paragraphs. */
export interface SectionContext {
  readonly document: DiscourseContext["document"]
  readonly sectionTopic: SectionTopic
  readonly log: ClaimLog
}

/** Reads a paragraph: its claims go to the log, in order; the state behind it is the result. */
export const readParagraph = (
  before: DiscourseState,
  { document, sectionTopic, log }: SectionContext,
  passage: Passage,
  paragraphIndex: number
): DiscourseState => {
  const { paragraph } = passage
  const topic = topicOf(before.topic, sectionTopic, passage.text)
  const where = { topic, section: sectionOf(topic), paragraph, paragraphIndex, at: placeAt(paragraph, 0) }
  const context: DiscourseContext = { document, passage, where, log }
  let state = beginParagraph(before, topic, passage.text)
  const { unitName, year } = document
  for (const frame of framesOf(passage, { topic, unitName, year })) state = step(state, context, frame)
  log.endLists(where)
  return BROKEN_OFF.test(passage.text) ? stating(state, { hasTopicChanged: true }) : state
}
