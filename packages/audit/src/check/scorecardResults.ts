/**
 * What the rules of self-evaluations have to say: scores against their own rules, and against the rest of the document.
 */
import { Exact, scoreRules, ruleSets, verifyScorecards } from "@juesuan/scoring"
import type { PublishedCard, ScoreRuleId } from "@juesuan/scoring"
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

/** Rules that judge by a rule set; the others judge a card by its own arithmetic. */
const bySet: ReadonlySet<string> = new Set(["SR-2", "SR-5", "SR-7", "SR-8", "SR-10", "SR-11", "SR-14"])

/** Rules that add up whole cards: they cannot tell where a row was not read. */
const bySum: ReadonlySet<string> = new Set(["SR-1", "SR-2", "SR-3", "SR-9", "SR-10"])

/** Rules that look for a reason, which may stand in a cell merged over several rows: it may be on one not read. */
const byReason: ReadonlySet<string> = new Set(["SR-11", "SR-14"])

const projectOf = ({ left }: Finding): string => left?.address.split("/")[1] ?? ""
const rowOf = ({ left }: Finding): string => left?.address.split("/")[2] ?? ""

const placed = (operand: Operand | null, card: PublishedScorecard | undefined): Operand | null => {
  if (operand === null || card === undefined || operand.at !== null) return operand
  const { places } = card
  const prefix = `S/${card.card.project}`
  const at: Place | undefined =
    places.get(operand.address) ??
    places.get(`${prefix}/${operand.label}/label`) ??
    places.get(`${operand.address.split("/").slice(0, 3).join("/")}/target`)
  return { ...operand, at: at ?? card.at }
}

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
 * Whether the rows that a finding judges together may not be those printed together: what is weighed against the label
 * above them, and the reasons that stand in a cell merged over them.
 */
const isOfBroken = ({ ruleId, left }: Finding, { card, broken }: PublishedScorecard): boolean => {
  const row = left?.address.split("/")[2] ?? ""
  const own = card.indicators.find(({ id }) => id === row)
  if (ruleId === "SR-3") {
    const path = (left?.label ?? "").replace("·", "/")
    return broken.has(path) || broken.has(own?.level1 ?? row)
  }
  if (ruleId === "SR-2") return broken.size > 0
  return byReason.has(ruleId) && own !== undefined && broken.has(`${own.level1}/${own.level2}`)
}

/** Whether an indicator has no score: what all of them add up to is not known. */
const lacksScore = ({ card, published: { scores } }: PublishedScorecard): boolean =>
  card.indicators.some(({ id }) => scores[id] === undefined)

/** The figures that what a rule recomputes is computed from, in the order in which they are to be looked at. */
const sourcesOf = (
  { ruleId, left }: Finding,
  { card, places }: PublishedScorecard
): { readonly side: "left" | "right"; readonly addresses: ReadonlyArray<string> } | null => {
  const prefix = `S/${card.project}`
  const row = left?.address.split("/")[2] ?? ""
  const own = card.indicators.find(({ id }) => id === row)
  const weights = (test: (one: (typeof card.indicators)[number]) => boolean): ReadonlyArray<string> =>
    card.indicators.filter(test).map(({ id }) => `${prefix}/${id}/weight`)
  const level1 = own?.level1 ?? row
  switch (ruleId) {
    case "SR-1":
      return { side: "left", addresses: weights(() => true) }
    case "SR-2":
      return { side: "left", addresses: weights((one) => one.level1 === level1) }
    case "SR-3":
      return { side: "right", addresses: weights((one) => one.level1 === level1) }
    case "SR-4":
      return { side: "right", addresses: [`${prefix}/${row}/weight`] }
    case "SR-6":
    case "SR-7":
      return {
        side: "right",
        addresses: [
          `${prefix}/money/total-executed`,
          `${prefix}/money/total-annual`,
          `${prefix}/execution/weight`
        ]
      }
    case "SR-8":
      return {
        side: "right",
        addresses: ["actual", "target", "weight"].map((figure) => `${prefix}/${row}/${figure}`)
      }
    case "SR-9": {
      const scores = card.indicators.map(({ id }) => `${prefix}/${id}/score`)
      const all = [`${prefix}/execution/score`, ...scores].filter((address) => places.has(address))
      return { side: "right", addresses: all }
    }
    default:
      return null
  }
}

/** The labels of a first level whose weight is not that of the indicators below. */
const wrongLabels = (
  { card, published: { labels } }: PublishedScorecard,
  row: string
): ReadonlyArray<string> => {
  const level1 = card.indicators.find(({ id }) => id === row)?.level1 ?? row
  return Object.entries(labels).flatMap(([label, printed]) => {
    const [first, second] = label.split("/")
    const below = card.indicators.filter(
      (one) => one.level1 === first && (second === undefined || one.level2 === second)
    )
    const isRight = Exact.sum(below.map(({ weight }) => Exact.exact(weight))).eq(printed)
    return first !== level1 || isRight ? [] : [`S/${card.project}/${label}/label`]
  })
}

/** Names every figure a rule started from, so that whichever of them is wrong is named. */
const withSources = (finding: Finding, card: PublishedScorecard | undefined): Finding => {
  const sources = card === undefined ? null : sourcesOf(finding, card)
  const operand = sources === null ? null : finding[sources.side]
  if (card === undefined || sources === null || operand === null) return finding
  const places = sources.addresses.flatMap((address) => card.places.get(address) ?? [])
  const named = { ...operand, address: sources.addresses.join(" + "), at: places[0] ?? operand.at }
  const told = { ...finding, [sources.side]: named }
  if (finding.ruleId !== "SR-3" || finding.left === null) return told
  const labels = wrongLabels(card, finding.left.address.split("/")[2] ?? "")
  return labels.length < 2 ? told : { ...told, left: { ...finding.left, address: labels.join(" + ") } }
}

const bigrams = (text: string): ReadonlySet<string> => {
  const plain = text.replace(/[^\p{Script=Han}]/gu, "")
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
}

/** Words of every indicator's name: sharing them says nothing. */
const common = bigrams("指标预计完成数量工作成本年度进行社保")

/**
 * Whether some reason on the card speaks of the indicator. Reasons stand in merged cells: the one of a row may be
 * printed beside another.
 */
const hasReasonElsewhere = ({ card }: PublishedScorecard, id: string): boolean => {
  const name = card.indicators.find((indicator) => indicator.id === id)?.level3 ?? ""
  const wanted = [...bigrams(name)].filter((pair) => !common.has(pair))
  const reasons = card.indicators.map(({ deviation }) => deviation).join("\n")
  return wanted.some((pair) => reasons.includes(pair))
}

const published = ({ card, published: scores }: PublishedScorecard): PublishedCard => ({
  card,
  published: scores,
  lines: {}
})

const scoreFindings = (
  document: PublishedDocument,
  language: Language,
  wanted: string | undefined
): ReadonlyArray<Finding> => {
  const cards = document.scorecards.map(published)
  const { ruleSet, isOwn } = chooseSet(document, wanted)
  const verify = (set: typeof ruleSet) =>
    verifyScorecards(cards, { ruleSet: set, file: document.file, language, candidates: [] }).findings
  const findings = verify(ruleSet)
  // Where the document does not say its rules, a score that any known rules give is no disagreement.
  const others = isOwn
    ? []
    : ruleSets.map((set) => new Set(verify(set).map(({ fingerprint }) => fingerprint)))
  const byProject = new Map(document.scorecards.map((card) => [card.card.project, card]))
  const scored = new Set(
    findings.filter(({ ruleId }) => ruleId === "SR-8").map((one) => `${projectOf(one)}/${rowOf(one)}`)
  )
  const isTold = (finding: Finding): boolean => {
    const { ruleId, fingerprint } = finding
    const card = byProject.get(projectOf(finding))
    if (ruleId === "SR-5") return false
    if (card === undefined) return true
    if ((bySum.has(ruleId) || byReason.has(ruleId)) && lacksRow(card, ruleSet.execution.weight)) return false
    if ((ruleId === "SR-9" || ruleId === "SR-10") && lacksScore(card)) return false
    if (isOfBroken(finding, card)) return false
    if (card.doubts.length > 0 && bySum.has(ruleId)) return false
    if (bySet.has(ruleId) && !others.every((prints) => prints.has(fingerprint))) return false
    if (ruleId === "SR-15") {
      // That more pieces are better goes without saying; and a score that is disputed is told with its direction.
      const isCost = /成本/.test(card.card.indicators.find(({ id }) => id === rowOf(finding))?.level2 ?? "")
      return isCost && !scored.has(`${projectOf(finding)}/${rowOf(finding)}`)
    }
    if (byReason.has(ruleId)) return !hasReasonElsewhere(card, rowOf(finding))
    return true
  }
  return findings.filter(isTold).map((finding): Finding => {
    const card = byProject.get(projectOf(finding))
    const isMild = !isOwn && bySet.has(finding.ruleId) && finding.severity === "block"
    const right = finding.right?.address.startsWith(finding.left?.address ?? "?") === true
    const told: Finding = {
      ...finding,
      severity: isMild ? "explain" : finding.severity,
      left: placed(finding.left, card),
      right: right
        ? finding.right
        : placed(finding.right, byProject.get(finding.right?.address.split("/")[1] ?? ""))
    }
    return withSources(told, card)
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
    // The printed form names no tier that was awarded, so no score can lie outside of it.
    const isJudged = hasScores && id !== "SR-5"
    return {
      rule: scoreRuleOf(id, language),
      outcome: !isJudged ? "notApplicable" : mine.length > 0 ? "fail" : "pass",
      findings: mine,
      touched
    }
  })
  return [...scores, ...crossResults(cardContext(read, document, claims, language))]
}
