/**
 * Changes and comparisons in the discourse: 与上年相比增加…, 较年初预算数持平, 决算数小于预算数.
 *
 * A comparison is opened by its words and filled by the numbers after it; of a pair each number has its own part. A
 * change whose words do not name its subject belongs to the amount printed last, and is doubtful where there are two.
 */
import type { AmountClaim, ChangeClaim, Claim, ComparisonClaim, Subject } from "./Claim.ts"
import { addYear, amountNamed, readUnbound } from "./discourseAmounts.ts"
import { emptyPart, stating } from "./DiscourseState.ts"
import type {
  ChangePart,
  DiscourseContext,
  DiscourseState,
  OpenComparison,
  ReasonGroup,
  Step
} from "./DiscourseState.ts"
import type {
  BaseFrame,
  ChangeFrame,
  Comparison,
  ComparisonFrame,
  DifferenceFrame,
  NumberFrame,
  RelationFrame
} from "./Frame.ts"
import { GENERIC } from "./lexicon.ts"
import { hasNewThought, placeIn } from "./Passage.ts"
import { subjectOfPhrase } from "./spokenSubjects.ts"
import { addressOf, plainPhrase } from "./Subjects.ts"

const TEXT_MAX = 60

/** Adds a change or a comparison, which waits for its reason. */
const addExplained = (
  state: DiscourseState,
  { log }: DiscourseContext,
  claim: Extract<Claim, ChangeClaim | ComparisonClaim>
): { readonly state: DiscourseState; readonly id: number } => {
  const id = log.add(claim)
  const group: ReasonGroup = claim.kind === "change" ? claim.base : "comparison"
  const waiting = { ...state.waiting, [group]: { id, rest: state.waiting[group] ?? null } }
  return { state: { ...state, waiting, made: [...state.made, { id, group }] }, id }
}

/** The amounts a change may be a change of. */
const currentOf = (
  { statement, isOutdated, previous }: DiscourseState,
  context: DiscourseContext,
  subject: Subject | null
): ReadonlyArray<AmountClaim> => {
  if (subject !== null) {
    const named = amountNamed(context, subject)
    return named === undefined ? [] : [named]
  }
  const { current, last, list, leading, isSentenceOver } = statement
  // 2022年为 a，较上年增加…: a change follows the amount it is of, whatever year that names.
  if (current.length === 0 && last?.role === "lastYear" && last.year !== null) return [last]
  const { number, total, isOpen } = list
  if (number !== null && total !== null && (!isOpen || isSentenceOver)) return [...current, total]
  // 总计 a，其中年初结转 b，较上年增加…: of the first part, or of the total that it was an aside to.
  const isFirst = number !== null && context.log.countParts(number) === 1 && previous?.role === "amount"
  if (isOpen && total !== null && isFirst) return [...current, total]
  if (leading.length > 1 && number === null) return leading
  // An amount of a paragraph before this one may be another's: then no single amount is certain.
  return isOutdated && current.length === 1 ? [...current, ...current] : current
}

const open = (
  state: DiscourseState,
  context: DiscourseContext,
  { base, year, at }: Pick<Comparison, "base" | "year" | "at"> | { base: "unknown"; year: null; at: number },
  subject: Subject | null
): OpenComparison => ({
  base,
  year,
  start: at,
  subject,
  current: currentOf(state, context, subject),
  parts: [emptyPart]
})

/** The comparison of a frame; one with a year before the last is a second one where last year's has been made. */
const comparisonIn = (
  { statement: { comparison } }: DiscourseState,
  { document: { year } }: DiscourseContext,
  found: Comparison | null
): Comparison | null => {
  if (found === null || found.base !== "lastYear" || found.year === null || year === null) return found
  if (comparison === null || !hasClaims(comparison) || found.year >= year - 1) return found
  const { base, year: other } = comparison
  const isSecond = base === "earlierYear" || (base === "lastYear" && (other === null || other === year - 1))
  return isSecond ? { ...found, base: "earlierYear" } : found
}

const hasClaims = ({ parts }: OpenComparison): boolean => parts.some(({ claim }) => claim !== null)

/** Notes the year that a comparison names. */
const noteBaseYear = (context: DiscourseContext, { base, year, yearAt }: Comparison): void => {
  if (year === null || yearAt === null || base === "earlierYear") return
  addYear(context, year, base === "lastYear" ? "lastYear" : "budget", yearAt)
}

/** A pair of amounts with one change each has one amount a part; one change of a pair (各增加) is of the first. */
const currentOfPart = (
  { current }: DiscourseState["statement"],
  comparison: OpenComparison,
  index: number
): ReadonlyArray<AmountClaim> => {
  const { current: compared } = comparison
  const isOfThem = compared.length === 0 || compared.some((amount) => current.includes(amount))
  if (current.length < 2 || !isOfThem) return index === 0 ? compared : []
  const own = current[index]
  return own === undefined ? [] : [own]
}

/** The printed base of a comparison. */
const baseGivenOf = (
  { lastYear, budget }: DiscourseState["statement"],
  { base, current, parts }: OpenComparison
): AmountClaim | null => {
  if (parts.length > 1 || base === "earlierYear") return null
  if (base !== "lastYear" && base !== "unknown") return budget
  return lastYear !== null && current.includes(lastYear) ? null : lastYear
}

/** 预算 b、决算 a，增加 c: a change without a base is one of the budget, where the three fit to the last digit. */
const bindToBudget = (comparison: OpenComparison, budget: AmountClaim | null): OpenComparison => {
  const { amount } = comparison.parts[0]!
  if (comparison.base !== "unknown" || budget === null || amount === null || comparison.parts.length > 1) {
    return comparison
  }
  const isFit = comparison.current.some(
    ({ amount: now }) =>
      now.unit === amount.unit &&
      budget.amount.unit === amount.unit &&
      now.value.minus(budget.amount.value).abs().eq(amount.value)
  )
  if (!isFit) return comparison
  return { ...comparison, base: budget.budgetVersion === "initial" ? "initialBudget" : "budget" }
}

/** Makes or completes the claim of a part of a comparison. */
const claimPart = (
  before: DiscourseState,
  context: DiscourseContext,
  opened: OpenComparison,
  index: number,
  { start: from, end }: { readonly start: number; readonly end: number }
): DiscourseState => {
  const { statement } = before
  const comparison = bindToBudget(opened, statement.budget)
  const { claim: id, ...printed } = comparison.parts[index]!
  const current = currentOfPart(statement, comparison, index)
  const subject =
    comparison.subject ??
    (current.length === 1 ? current[0]!.subject : { label: statement.subject?.label ?? "", address: null })
  const { passage, where, log } = context
  // A comparison of the paragraph before is quoted from where it goes on.
  const start = comparison.start ?? from
  const said = { ...printed, subject, current }
  const text = passage.text.slice(start, Math.min(end, start + TEXT_MAX))
  if (id !== null) {
    const known = log.changeAt(id)
    log.replace(id, { ...known, ...said, text: comparison.start === null ? known.text : text })
    return stating(before, { comparison })
  }
  const made = addExplained(before, context, {
    kind: "change",
    where: { ...where, at: placeIn(passage, start) },
    base: comparison.base,
    baseYear: comparison.year,
    baseGiven: baseGivenOf(statement, comparison),
    reason: null,
    ...said,
    text
  })
  return stating(made.state, { comparison: withPart(comparison, index, { claim: made.id }) })
}

/** A comparison with something added to one of its parts. */
const withPart = (comparison: OpenComparison, index: number, change: Partial<ChangePart>): OpenComparison => {
  const parts = [...comparison.parts]
  parts[index] = { ...(parts[index] ?? emptyPart), ...change }
  return { ...comparison, parts }
}

/** The comparison that a change's own words open: a new one, or the one said before (同比增加…，同比增长…). */
const comparedAnew = (
  state: DiscourseState,
  context: DiscourseContext,
  { isRate }: ChangeFrame,
  found: Comparison,
  named: Subject | null
): OpenComparison => {
  const running = state.statement.comparison
  const first = running?.parts[0]
  const isLacking = first !== undefined && (isRate ? first.rate : first.amount) === null
  const isSame = isLacking && named === null && running!.base === found.base && hasClaims(running!)
  if (isSame && (found.year === null || found.year === running!.year)) return running!
  // a 比预算无变化，比上年增加…: in one sentence the second comparison is of what the first is.
  const isRunning =
    running !== null &&
    hasClaims(running) &&
    running.start !== null &&
    !hasNewThought(context.passage, running.start, found.at)
  return open(state, context, found, named ?? (isRunning ? running.subject : null))
}

/** The comparison a change belongs to; `null` where there is none and nothing it could be of. */
const comparisonFor = (
  state: DiscourseState,
  context: DiscourseContext,
  frame: ChangeFrame,
  found: Comparison | null
): OpenComparison | null => {
  const named = subjectOfPhrase(state, context, frame.phrase)
  if (found !== null) return comparedAnew(state, context, frame, found, named)
  const { comparison, current } = state.statement
  const { saidAt: at, isRate } = frame
  if (comparison === null) {
    if (named === null && current.length === 0) return null
    const opened = open(state, context, { base: "unknown", year: null, at }, named)
    const { isOpen, comparedWith } = state.statement.list
    return isOpen && comparedWith !== null
      ? { ...opened, base: comparedWith.base, year: comparedWith.year }
      : opened
  }
  const again = (): OpenComparison => ({
    ...open(state, context, { base: "unknown", year: null, at }, named),
    base: comparison.base,
    year: comparison.year
  })
  const first = comparison.parts[0]!
  const isFilled = (isRate ? first.rate : first.amount) !== null
  if (isFilled) return named === null ? null : again()
  if (named === null) return comparison
  if (!hasClaims(comparison))
    return { ...comparison, subject: named, current: currentOf(state, context, named) }
  return comparison.subject?.label === named.label ? comparison : again()
}

/** 接待 30 批次，下降 5%: a rate behind pieces is theirs, unless an amount of the change stands before it. */
const isOfPieces = ({ statement }: DiscourseState, { isRate, phrase }: ChangeFrame): boolean =>
  isRate &&
  phrase === null &&
  statement.isOfPieces &&
  (statement.comparison?.parts[0]?.amount ?? null) === null

/** A direction word with a number: the amount of a change, or its rate. */
export const readChange: Step<ChangeFrame> = (state, context, frame) => {
  const found = comparisonIn(state, context, frame.comparison)
  const comparison = isOfPieces(state, frame) ? null : comparisonFor(state, context, frame, found)
  if (found !== null) noteBaseYear(context, found)
  const opened = comparison === null ? state : stating(state, { comparison })
  if (comparison === null || frame.isSetAside) return readUnbound(opened, context, frame)
  const { direction, number, isRate } = frame
  const part = comparison.parts[0]!
  const saysDirection = frame.isOfAmounts && part.amount === null
  const filled = isRate
    ? {
        rate: number,
        rateDirection: direction,
        direction: saysDirection ? (part.direction ?? direction) : part.direction
      }
    : { amount: number, direction }
  const claimed = claimPart(opened, context, withPart(comparison, 0, filled), 0, frame)
  return {
    ...claimed,
    previous: { role: isRate ? "rate" : "change", index: 0, end: frame.end, label: null }
  }
}

/** The next change of an enumeration: 各减少 a、b 万元. */
export const readJoinedChange = (
  state: DiscourseState,
  context: DiscourseContext,
  frame: NumberFrame,
  index: number,
  isRate: boolean
): DiscourseState => {
  const { comparison } = state.statement
  const { previous } = state
  if (comparison === null || previous === null) return readUnbound(state, context, frame)
  const { direction, rateDirection } = comparison.parts[0]!
  const filled = isRate ? { rate: frame.number, rateDirection } : { amount: frame.number, direction }
  const claimed = claimPart(state, context, withPart(comparison, index, filled), index, frame)
  return { ...claimed, previous: { ...previous, index, end: frame.end } }
}

/** 比上年决算数 b 元增加…: the base of the comparison, and no new subject. */
export const readBase: Step<BaseFrame> = (state, context, frame) => {
  const comparison = comparisonIn(state, context, frame.comparison)!
  const { base, year } = comparison
  const isLast = base === "lastYear" || base === "earlierYear"
  const claim: AmountClaim = {
    kind: "amount",
    where: context.where,
    subject: { label: state.statement.subject?.label ?? "", address: null },
    role: isLast ? "lastYear" : "budget",
    budgetVersion: isLast ? null : base === "initialBudget" ? "initial" : "unspecified",
    year,
    amount: frame.number
  }
  context.log.add(claim)
  noteBaseYear(context, comparison)
  const based = stating({ ...state, hasAmount: true }, isLast ? { lastYear: claim } : { budget: claim })
  const subject = subjectOfPhrase(based, context, frame.phrase)
  return {
    ...stating(based, { comparison: open(based, context, comparison, subject) }),
    previous: { role: "other", index: 0, end: frame.end, label: null }
  }
}

/** 决算数大于预算数 a 元. */
export const readDifference: Step<DifferenceFrame> = (state, context, frame) => {
  const { base, direction, comparedAt: at, number, end } = frame
  const subject = subjectOfPhrase(state, context, frame.phrase)
  const opened = open(state, context, { base, year: null, at }, subject)
  const claimed = claimPart(state, context, withPart(opened, 0, { amount: number, direction }), 0, frame)
  return { ...claimed, previous: { role: "change", index: 0, end, label: null } }
}

/** A comparison in words: opens it, and makes its claim where a direction stands without a number. */
export const readComparison: Step<ComparisonFrame> = (state, context, frame) => {
  const comparison = comparisonIn(state, context, frame.comparison)!
  noteBaseYear(context, comparison)
  const opened = open(state, context, comparison, subjectOfPhrase(state, context, frame.phrase))
  const { direction, end } = frame
  if (direction === null) return stating(state, { comparison: opened })
  const isTheirs = state.statement.isOfPieces && frame.phrase === null
  const claimed = isTheirs ? state : claimPart(state, context, withPart(opened, 0, { direction }), 0, frame)
  if (frame.isMisworded) addResidue(context, "comparedLevel", comparison.at, end)
  return claimed
}

/** What the form left behind, from one place to another. */
export const addResidue = (
  { log, where, passage }: DiscourseContext,
  residue: "comparedLevel" | "doubled",
  start: number,
  end: number
): void => {
  const text = passage.text.slice(start, end)
  log.add({ kind: "residue", where, residue, text, at: placeIn(passage, start) })
}

/** 持平 without a comparison of its own. */
export const readLevel = (
  state: DiscourseState,
  context: DiscourseContext,
  frame: { readonly phrase: string | null; readonly start: number; readonly end: number }
): DiscourseState => {
  const at = frame.start
  const running =
    state.statement.comparison ?? open(state, context, { base: "unknown", year: null, at }, null)
  if (hasClaims(running) || (state.statement.isOfPieces && frame.phrase === null)) return state
  const subject = running.subject ?? subjectOfPhrase(state, context, frame.phrase)
  const level = withPart({ ...running, subject }, 0, { direction: "level" })
  return claimPart(state, context, level, 0, frame)
}

/** 决算数大于预算数. */
export const readRelation: Step<RelationFrame> = (state, context, frame) => {
  const { passage, where, log } = context
  const { current, budget, subject } = state.statement
  const plain = plainPhrase(frame.phrase).replace(/(?:支出)?决算$/, "")
  const named = GENERIC.test(plain) ? null : addressOf(state.topic, plain, "outturn")
  const only = current.length === 1 && current[0]!.role === "outturn" ? current[0]! : null
  const outturn = named === null ? only : (log.printedAt(named) ?? null)
  const budgetOf = budget?.subject.address ?? null
  const isOwnBudget = budgetOf === null || budgetOf === addressOf(state.topic, plain, "budget")
  const isOwn = named === null || (named === outturn?.subject.address && isOwnBudget)
  return addExplained(state, context, {
    kind: "comparison",
    where,
    subject: {
      label: plain === "" ? (subject?.label ?? "") : plain,
      address: outturn?.subject.address ?? named
    },
    outturn,
    budget: isOwn ? budget : null,
    words: frame.alternatives,
    relation: frame.relation,
    reason: null,
    text: frame.words.slice(0, TEXT_MAX),
    at: placeIn(passage, frame.at)
  }).state
}
