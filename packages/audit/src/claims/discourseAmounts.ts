/**
 * Amounts, lists, shares, completions and counts in the discourse: whose each number is, by what was said before it.
 */
import type { AmountClaim, BudgetVersion, Subject } from "./Claim.ts"
import type { DiscourseContext, DiscourseState, OpenList, SpokenSubject, Step } from "./DiscourseState.ts"
import { newStatement, noList, stating } from "./DiscourseState.ts"
import type { EntryNames } from "./Entries.ts"
import type {
  AmountFrame,
  CompletedBudgetFrame,
  CompletionFrame,
  CountFrame,
  NumberFrame,
  ProjectFrame,
  ShareFrame
} from "./Frame.ts"
import { ADJUSTED_BUDGET, PAIRED_TOTAL, WHOLE_OF_SECTION } from "./lexicon.ts"
import { isOutside } from "./Partitions.ts"
import { placeIn } from "./Passage.ts"
import type { Label } from "./phrases.ts"
import { subjectOfEntry, subjectOfPhrase, subjectOfWords } from "./spokenSubjects.ts"
import { plainPhrase, wholeAddressOf } from "./Subjects.ts"

/** Of more amounts in one sentence none is told from the others by a change behind them. */
const LEADING_MAX = 16

/** A number that is nobody's. */
export const readUnbound: Step<Pick<NumberFrame, "number" | "ownUnit">> = (state, { log, where }, frame) => {
  log.add({ kind: "unbound", where, number: { ...frame.number, unit: frame.ownUnit } })
  return state
}

/** Notes the year that a sentence names. */
export const addYear = (
  { log, where, passage }: DiscourseContext,
  year: number,
  role: "subject" | "lastYear" | "budget",
  at: number
): void => {
  log.add({ kind: "year", where, year, role, raw: String(year), at: placeIn(passage, at) })
}

/** The label of an amount as its list and its sentence have it, and the year that the sentence names from here on. */
const labelOf = (
  { statement, hasAmount, saidYear }: DiscourseState,
  { document: { year } }: DiscourseContext,
  { label, isOfThisYear }: AmountFrame
): { readonly label: Label; readonly saidYear: number | null } => {
  const { list, budget } = statement
  if (list.isOpen && list.isOfBudget && label.role === "outturn" && !label.isRoleNamed) {
    const budgetVersion = budget?.budgetVersion ?? "unspecified"
    return { label: { ...label, role: "budget", budgetVersion, year: label.year ?? saidYear }, saidYear }
  }
  if (!hasAmount && isOfThisYear) return { label: { ...label, role: "outturn" }, saidYear }
  if (label.year !== null) return { label, saidYear: label.year }
  // 2016年度支出合计 a，其中基本支出 b: a part is of the year that its sentence names.
  const isLast = label.role === "outturn" && year !== null && saidYear === year - 1
  return { label: isLast ? { ...label, role: "lastYear", year: saidYear } : label, saidYear }
}

/** 学前教育支出 a，其中：基本支出 b: what b is a part of is not what the section as a whole spends. */
const isOfPart = ({ list }: DiscourseState["statement"], { outturn }: SpokenSubject): boolean => {
  if (!list.isOpen || list.total === null || !/^T0[358]\/total\/[2-6]$/.test(outturn ?? "")) return false
  const { address, label } = list.total.subject
  if (address !== null) return /^T0[358]\/\d/.test(address)
  return label.endsWith("支出") && !WHOLE_OF_SECTION.test(label)
}

/** 年初预算 and 全年预算 of one subject are two figures, and have two addresses among the narrative's own. */
const addressOfBudget = (address: string | null, version: BudgetVersion | null): string | null => {
  if (address === null || !address.startsWith("N/") || version !== "annual") return address
  return address.endsWith("/initial") ? address.replace(/initial$/, "annual") : `${address}/annual`
}

interface Claimed {
  readonly state: DiscourseState
  readonly claim: AmountClaim
}

/** The claim of an amount under a label; `index` is its place in an enumeration. */
const claimAmount = (
  state: DiscourseState,
  context: DiscourseContext,
  frame: NumberFrame,
  label: Label,
  entry: EntryNames | null,
  index: number
): Claimed => {
  const subject =
    entry === null
      ? subjectOfWords(state, context, label.words)
      : subjectOfEntry(state, context, entry, frame.start)
  const isNew = index === 0 && (label.words !== "" || entry !== null)
  const next = isNew ? stating(state, { subject }) : state
  // Of a pair (收入总计、支出总计分别为 a、b) each number has its own words, where the words come in as many.
  const labels = label.words.split(/[、和及与]/)
  const isPaired = labels.length > 1 && PAIRED_TOTAL.test(labels[0]!)
  const own = isPaired ? subjectOfWords(next, context, labels[index] ?? "") : subject
  const isNamed = label.role !== "lastYear" && !isOfPart(next.statement, own)
  const budget = addressOfBudget(own.budget, label.budgetVersion)
  const address = !isNamed ? null : label.role === "budget" ? budget : own.outturn
  const claim: AmountClaim = {
    kind: "amount",
    where: context.where,
    subject: { label: own.label, address },
    role: label.role,
    budgetVersion: label.budgetVersion,
    year: label.year,
    amount: frame.number
  }
  return { state: next, claim }
}

/** A part of the running list, unless it stands in brackets of its own. */
const addPart = (
  state: DiscourseState,
  { log }: DiscourseContext,
  list: OpenList,
  part: AmountClaim
): void => {
  if (state.depth === list.depth && list.number !== null) log.addPart(list.number, part)
}

/** The list as it is behind an outturn: closed by another total, or back in the list around it. */
const listBefore = ({ list }: DiscourseState["statement"], { subject }: AmountClaim): OpenList => {
  // 收入总计 a，其中…；支出总计 b: the other total is no part of the first.
  const own = /(?:收入|支出)总计$/.test(subject.label) ? { ...list, isOpen: false } : list
  const isLeft = own.enclosing !== null && isOutside(own.total?.subject.address ?? null, subject.address)
  return isLeft ? { ...own, ...own.enclosing, enclosing: null } : own
}

const placeOutturn = (
  state: DiscourseState,
  context: DiscourseContext,
  claim: AmountClaim
): DiscourseState => {
  const { statement } = state
  const { address } = claim.subject
  context.log.note(claim)
  const list = listBefore(statement, claim)
  const isRow = list.number !== null && address !== null && /^T0[35]\/\d{3}\/1$/.test(address)
  const isPart = (list.isOpen || isRow) && list.total !== null && list.number !== null
  if (isPart) addPart(state, context, list, claim)
  const leading = statement.isSentenceOver ? [claim] : [...statement.leading, claim].slice(-LEADING_MAX)
  return stating(state, {
    budget: statement.current.length > 0 ? null : statement.budget,
    otherBudget: statement.current.length > 0 ? null : statement.otherBudget,
    list: isPart ? list : { ...list, number: null, total: null },
    leading: isPart ? statement.leading : leading,
    lastYear: null,
    current: [claim]
  })
}

const placeBudget = (
  state: DiscourseState,
  context: DiscourseContext,
  claim: AmountClaim
): DiscourseState => {
  const { list, budget, current } = state.statement
  if (!list.isOpen || !list.isOfBudget) {
    const isOther = current.length === 0 && budget?.budgetVersion !== claim.budgetVersion
    return stating(state, { budget: claim, otherBudget: isOther ? budget : null, current: [], leading: [] })
  }
  addPart(state, context, list, claim)
  // What is compared next is this part, and last year's figure before it was another's.
  return stating(state, { current: [claim], lastYear: null })
}

/** Puts an amount into the statement: as a part, as a lead, as the budget or last year's figure of a subject. */
const place = (before: DiscourseState, context: DiscourseContext, claim: AmountClaim): DiscourseState => {
  const state = stating(
    { ...before, isOutdated: false, hasAmount: true },
    { comparison: null, isOfPieces: false }
  )
  context.log.add(claim)
  const ended = { last: claim, isSentenceOver: false, hasTopicChanged: false }
  if (claim.role === "budget") return stating(placeBudget(state, context, claim), ended)
  if (claim.role === "outturn") return stating(placeOutturn(state, context, claim), ended)
  // Of several figures of last year none is the base of what is compared next.
  const isSecond = state.statement.last?.role === "lastYear"
  return stating({ ...state, isOutdated: isSecond }, { ...ended, lastYear: isSecond ? null : claim })
}

/** The year that the label of an amount names, as a claim of its own. */
const noteYear = (
  context: DiscourseContext,
  frame: AmountFrame,
  { year, role }: Label,
  claim: AmountClaim
): void => {
  const { document, passage } = context
  if (year === null || role === "lastYear" || claim.subject.address === null || frame.yearAt === null) return
  // A document may go on to next year's budget, which has no outturn yet.
  const isNext = role === "budget" && year === (document.year ?? 0) + 1
  if (isNext && passage.lastOutturn <= frame.start) return
  addYear(context, year, role === "budget" ? "budget" : "subject", frame.yearAt)
}

/** 预算数 a，调整数 b，决算数 c: b is a budget too, and a is still what the outturn is compared with. */
const addAdjustedBudget = (
  state: DiscourseState,
  { log, where }: DiscourseContext,
  frame: AmountFrame,
  { words, year }: Label
): DiscourseState => {
  const subject = { label: words, address: null }
  log.add({
    kind: "amount",
    where,
    subject,
    role: "budget",
    budgetVersion: "annual",
    year,
    amount: frame.number
  })
  return { ...state, hasAmount: true, previous: { role: "other", index: 0, end: frame.end, label: null } }
}

/** An amount with its own words. */
export const readAmount: Step<AmountFrame> = (before, context, frame) => {
  const { label, saidYear } = labelOf(before, context, frame)
  // A paragraph that begins with an amount was cut: it is nobody's.
  const isCut = frame.at === 0
  const nobody = { subject: { label: "", outturn: null, budget: null } }
  const state = isCut ? stating(newStatement({ ...before, saidYear }), nobody) : { ...before, saidYear }
  if (ADJUSTED_BUDGET.test(label.words)) return addAdjustedBudget(state, context, frame, label)
  const { state: named, claim } = claimAmount(state, context, frame, label, frame.entry, 0)
  noteYear(context, frame, label, claim)
  const placed = place(named, context, claim)
  // 上年决算 b 万元 in a sentence of its own does not say of which amount before it.
  const isApart = before.statement.isSentenceOver && claim.role === "lastYear" && frame.label.words === ""
  const previous = { role: "amount", index: 0, end: frame.end, label } as const
  return { ...placed, previous, isOutdated: placed.isOutdated || isApart }
}

/** The next amount of an enumeration, under the label of the first. */
export const readJoinedAmount = (
  state: DiscourseState,
  context: DiscourseContext,
  frame: NumberFrame,
  index: number
): DiscourseState => {
  const { previous } = state
  if (previous === null || previous.role !== "amount" || previous.label === null) {
    return readUnbound(state, context, frame)
  }
  const { current } = state.statement
  const { state: named, claim } = claimAmount(state, context, frame, previous.label, null, index)
  const placed = place(named, context, claim)
  const next = { ...placed, previous: { ...previous, index, end: frame.end } }
  if (claim.role !== "outturn") return next
  return stating(next, { current: [...current, claim], leading: next.statement.leading.slice(0, -1) })
}

/** 其中: what the parts that follow are parts of. */
export const openList = (
  before: DiscourseState,
  context: DiscourseContext,
  isBrokenOff: boolean
): DiscourseState => {
  const state = isBrokenOff ? stating(before, { hasTopicChanged: true }) : before
  const { current, last, list, budget, hasTopicChanged } = state.statement
  const isSingle = current.length === 1 && last?.role !== "lastYear" && !hasTopicChanged
  const isOfBudget = last?.role === "budget" && current.length === 0 && !hasTopicChanged
  const total = isSingle ? current[0]! : isOfBudget ? budget : null
  const { number } = list
  const isPart = list.isOpen && number !== null && total !== null && context.log.isPartOf(number, total)
  const enclosing = isPart && list.total !== null ? { number, total: list.total } : null
  const { comparison } = state.statement
  const comparedWith = comparison === null || total === null ? null : comparison
  const opened = {
    number: context.log.openList(total),
    total,
    isOpen: true,
    isOfBudget,
    comparedWith,
    enclosing
  }
  return stating(state, { list: { ...opened, depth: state.depth } })
}

/** 某年预算中，因公出国费 a，公务接待费 b: what follows is of the budget, though no total of it was printed. */
export const openBudgetList = (
  state: DiscourseState,
  { log }: DiscourseContext,
  year: number | null
): DiscourseState => {
  const list = { ...noList, number: log.openList(null), isOpen: true, isOfBudget: true, depth: state.depth }
  const opened = stating(state, { list, current: [], leading: [], budget: null })
  return year === null ? opened : { ...opened, saidYear: year }
}

/** 完成全年预算 b 万元的: the budget of the outturn before it, which stays what is spoken of. */
export const readCompletedBudget: Step<CompletedBudgetFrame> = (state, { log, where }, frame) => {
  const { subject } = state.statement
  const budget: AmountClaim = {
    kind: "amount",
    where,
    subject: {
      label: subject?.label ?? "",
      address: addressOfBudget(subject?.budget ?? null, frame.version)
    },
    role: "budget",
    budgetVersion: frame.version,
    year: null,
    amount: frame.number
  }
  log.add(budget)
  return {
    ...stating(state, { budget }),
    hasAmount: true,
    completed: { end: frame.end, version: frame.version },
    previous: { role: "other", index: 0, end: frame.end, label: null }
  }
}

/** 完成预算的 p%. */
export const readCompletion = (
  state: DiscourseState,
  { log, where }: DiscourseContext,
  frame: CompletionFrame | NumberFrame,
  version: BudgetVersion
): DiscourseState => {
  const { current, subject, budget, otherBudget } = state.statement
  const outturn = current.length === 1 && current[0]!.role === "outturn" ? current[0]! : null
  const address = outturn?.subject.address ?? subject?.outturn ?? null
  log.add({
    kind: "completion",
    where,
    subject: { label: subject?.label ?? "", address },
    of: version,
    outturn,
    budget: otherBudget?.budgetVersion === version ? otherBudget : budget,
    rate: frame.number
  })
  return { ...state, previous: { role: "completion", index: 0, end: frame.end, label: null } }
}

/** The amount of a subject that was named and printed. */
export const amountNamed = (
  { log }: DiscourseContext,
  { address, label }: Subject
): AmountClaim | undefined => (address === null ? log.printedAs(label) : log.printedAt(address))

/** A share of the whole that `words` name, of the part given. */
export const addShare = (
  state: DiscourseState,
  { log, where }: DiscourseContext,
  frame: NumberFrame,
  words: string,
  part: AmountClaim | null,
  index: number
): DiscourseState => {
  const { list, last } = state.statement
  const address = wholeAddressOf(state.topic, words)
  const named =
    address === null ? log.printedAs(plainPhrase(words.replace(/决算$/, ""))) : log.printedAt(address)
  const { total } = list
  const isOfList = words === "" && total !== null
  log.add({
    kind: "share",
    where,
    part: last?.role === "lastYear" ? null : part,
    whole: {
      label: words === "" ? (total?.subject.label ?? "") : words,
      address: isOfList ? total.subject.address : address
    },
    wholeAmount: isOfList ? total : (named ?? null),
    share: frame.number,
    list: list.number
  })
  const previous = { role: "share", index, end: frame.end, label: null } as const
  return { ...state, previous, shareWhole: words }
}

/** 占…的 p%: of the amount that the words before 占 name, or of the last one. */
export const readShare: Step<ShareFrame> = (state, context, frame) => {
  const subject = subjectOfPhrase(state, context, frame.part)
  const part =
    subject === null ? (state.statement.current[0] ?? null) : (amountNamed(context, subject) ?? null)
  return addShare(state, context, frame, frame.whole, part, 0)
}

export const readCount: Step<CountFrame> = (before, { log, where }, { subject, number }) => {
  log.add({ kind: "count", where, subject, count: number })
  const state = stating(before, { isOfPieces: true, comparison: null })
  return subject.address?.endsWith("projects") === true ? { ...state, projects: subject.address } : state
}

/** 项目…自评得分为 s 分. */
export const readProject: Step<ProjectFrame> = (state, { log, where, passage }, frame) => {
  const score = { ...frame.number, unit: "分" }
  log.add({ kind: "project", where, name: frame.name, score, at: placeIn(passage, frame.start) })
  return state
}
