/**
 * What the rules of self-evaluations have to say: scores against their own rules, and against the rest of the document.
 *
 * Scoring verifies and answers with typed results; here they are weighed against what was read of the document, and put
 * where they are printed.
 */
import { Exact, findingOfResult, ruleExamples, ruleSets, scoreRules, verifyCards } from "@juesuan/scoring"
import type { CardResult, PublishedCard, ResultSide, ScoreRuleId } from "@juesuan/scoring"
import type { Finding, Operand, Place } from "@juesuan/domain"
import type { CheckResult, TouchedNumber } from "../CheckResult.ts"
import type { Claim } from "../claims/Claim.ts"
import type { PublishedDocument, PublishedScorecard } from "../PublishedDocument.ts"
import type { ReadDocument } from "../ReadDocument.ts"
import { cardContext } from "./cross/CardContext.ts"
import { crossResults } from "./cross/index.ts"
import { cardFigures } from "./Figures.ts"
import type { Language } from "./Language.ts"
import { scoreRuleOf } from "./scoreRuleOf.ts"
import { chooseSet } from "./scoreSets.ts"
import type { ChosenSet } from "./scoreSets.ts"

/** Whether a result adds up rows of a card: it cannot say anything where one was not read. */
const addsUp = ({ kind }: CardResult): boolean => kind === "weights" || kind === "label" || kind === "total"

/**
 * Whether a row is missing from a card: its weights fall short of the full marks, and the scores fall short of their
 * total by no more than that. A wrong weight leaves the scores as they are.
 */
const lacksRow = ({ card, published }: PublishedScorecard, execution: string): boolean => {
  const weights = Exact.sum(card.indicators.map(({ weight }) => Exact.exact(weight)))
  const isExecutionPrinted = published.execution !== null
  const short = Exact.exact(100)
    .minus(weights)
    .minus(isExecutionPrinted ? execution : 0)
  const scores = Exact.sum([...Object.values(published.scores), published.execution ?? "0"].map(Exact.exact))
  const lost = published.total === null ? short : Exact.exact(published.total).minus(scores)
  return short.gt(0) && lost.gt(0) && lost.lte(short)
}

/**
 * Whether the rows that a result takes together may not be those printed together: what is weighed against the label
 * above them, and the reasons that stand in a cell merged over them.
 */
const isOfBroken = ({ kind, level, judgedBy, row }: CardResult, card: PublishedScorecard): boolean => {
  const { broken } = card
  if (level !== null) return broken.has(level) || (judgedBy === "ruleSet" && broken.size > 0)
  const own = card.card.indicators.find(({ id }) => id === row)
  return kind === "reason" && own !== undefined && broken.has(`${own.level1}/${own.level2}`)
}

/** Whether an indicator has no score: what all of them add up to is not known. */
const lacksScore = ({ card, published: { scores } }: PublishedScorecard): boolean =>
  card.indicators.some(({ id }) => scores[id] === undefined)

const bigrams = (text: string): ReadonlyArray<string> => {
  const plain = text.replace(/[^\p{Script=Han}]/gu, "")
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2))
}

/** Words that the names of indicators are made of whatever they count. */
const common: ReadonlySet<string> = new Set(bigrams("指标预计完成数量工作成本年度进行"))

/**
 * Whether some reason on the card speaks of the indicator, in words that no other indicator's name has. Reasons stand
 * in merged cells: the one of a row may be printed beside another.
 */
const hasReasonElsewhere = ({ card: { indicators } }: PublishedScorecard, id: string): boolean => {
  const own = indicators.find((indicator) => indicator.id === id)
  const others = new Set(indicators.filter((one) => one !== own).flatMap(({ level3 }) => bigrams(level3)))
  const wanted = bigrams(own?.level3 ?? "").filter((pair) => !common.has(pair) && !others.has(pair))
  const reasons = indicators.map(({ deviation }) => deviation).join("\n")
  return wanted.some((pair) => reasons.includes(pair))
}

/** Whether what was read of the card is enough for the result. */
const isRead = (result: CardResult, card: PublishedScorecard, { ruleSet }: ChosenSet): boolean => {
  const { kind, row } = result
  if ((addsUp(result) || kind === "reason") && lacksRow(card, ruleSet.execution.weight)) return false
  if (kind === "total" && lacksScore(card)) return false
  if (isOfBroken(result, card)) return false
  if (card.doubts.length > 0 && addsUp(result)) return false
  return kind !== "reason" || !hasReasonElsewhere(card, row)
}

/** Whether the result holds: under every rule set that may be meant, and where nothing else says it already. */
const holds = (result: CardResult, { isOwn, isNamed }: ChosenSet, disputed: ReadonlySet<string>): boolean => {
  const { kind, judgedBy, derivation, project, row, reproducedBy } = result
  if (kind === "ruleSet") return isNamed
  // That more pieces are better goes without saying; and a score that is disputed is told with its direction.
  if (kind === "direction") return derivation?.direction === "atMost" && !disputed.has(`${project}/${row}`)
  // Where the document does not say its rules, a score that any known rules give is no disagreement.
  return judgedBy === "card" || isOwn || reproducedBy.length === 0
}

const placedSide = (
  side: ResultSide | null,
  operand: Operand | null,
  { places, at }: PublishedScorecard,
  isComputed: boolean
): Operand | null => {
  if (side === null || operand === null) return null
  if (side.cells.length > 0) {
    const cells = side.cells.filter((cell) => places.has(cell))
    const named = cells.length > 0 ? cells.join(" + ") : side.address
    return {
      ...operand,
      address: named,
      at: places.get(cells[0] ?? side.address) ?? (isComputed ? null : at)
    }
  }
  if (isComputed) return operand
  const target = `${side.address.split("/").slice(0, 3).join("/")}/target`
  const found: Place | undefined = places.get(side.address) ?? places.get(target)
  return { ...operand, at: found ?? at }
}

/** A result as a finding at its places; what rests on rules that the document does not print is to be explained. */
const findingAt = (
  result: CardResult,
  cardOf: (project: string) => PublishedScorecard,
  { isOwn }: ChosenSet,
  language: Language
): Finding => {
  const card = cardOf(result.project)
  const other = result.right === null ? card : cardOf(result.right.address.split("/")[1] ?? "")
  const finding = findingOfResult(result, language)
  const isMild = !isOwn && result.judgedBy === "ruleSet" && finding.severity === "block"
  const isComputed = result.right !== null && result.right.raw === null
  return {
    ...finding,
    severity: isMild ? "explain" : finding.severity,
    left: placedSide(result.left, finding.left, card, false),
    right: placedSide(result.right, finding.right, other, isComputed)
  }
}

const scoreFindings = (
  document: PublishedDocument,
  language: Language,
  wanted: string | undefined
): ReadonlyArray<Finding> => {
  const chosen = chooseSet(document, wanted)
  const cards = document.scorecards.map(({ card, published }): PublishedCard => ({
    card,
    published,
    lines: {}
  }))
  const candidates = chosen.isOwn ? [] : ruleSets
  const results = verifyCards(cards, { ruleSet: chosen.ruleSet, candidates })
  const byProject = new Map(document.scorecards.map((card) => [card.card.project, card]))
  const cardOf = (project: string): PublishedScorecard => byProject.get(project)!
  const disputed = new Set(
    results.filter(({ kind }) => kind === "score").map(({ project, row }) => `${project}/${row}`)
  )
  return results.flatMap((result) => {
    const isTold = isRead(result, cardOf(result.project), chosen) && holds(result, chosen, disputed)
    return isTold ? [findingAt(result, cardOf, chosen, language)] : []
  })
}

/** Checks the self-evaluations of a document, and the document against them. */
export const scorecardResults = (
  read: ReadDocument,
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  options: { readonly language?: Language; readonly ruleSet?: string }
): ReadonlyArray<CheckResult> => {
  const { language = "zh" } = options
  const findings = scoreFindings(document, language, options.ruleSet)
  const touched: ReadonlyArray<TouchedNumber> = document.scorecards.flatMap(cardFigures)
  const hasScores = document.scorecards.length > 0
  const scores = (Object.keys(scoreRules) as ReadonlyArray<ScoreRuleId>).map((id): CheckResult => {
    const mine = findings.filter(({ ruleId }) => ruleId === id)
    // What no printed form shows is judged where something else said it.
    const isJudged = hasScores && (ruleExamples[id].kind === "document" || mine.length > 0)
    return {
      rule: scoreRuleOf(id, language),
      outcome: !isJudged ? "notApplicable" : mine.length > 0 ? "fail" : "pass",
      findings: mine,
      touched
    }
  })
  return [...scores, ...crossResults(cardContext(read, document, claims, language))]
}
