/**
 * The audit of one document: what it publishes, checked by every rule, as one report.
 *
 * Tables come first. A cell that they alone show to be wrong is taken as corrected before sentences and
 * self-evaluations are judged by it, so that one wrong cell is told once; where several cells would explain a break,
 * the sentences decide if they can.
 */
import { budgetAddress } from "../claims/Partitions.ts"
import { readingAt } from "./Corrected.ts"
import { figureCounts } from "@juesuan/domain"
import type { FigureStates, Finding, FindingsReport, FindingsSummary, Outcome } from "@juesuan/domain"
import type { TablePack, TableSource } from "@juesuan/tables"
import type { CheckResult } from "../CheckResult.ts"
import type { Claim } from "../claims/index.ts"
import { claimsOf } from "../claims/index.ts"
import { checkObligations } from "../complete/checkObligations.ts"
import { viewOf } from "../complete/DisclosureView.ts"
import type { DisclosureDates } from "../complete/DisclosureView.ts"
import type { Completeness } from "../complete/Obligation.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import type { ReadDocument, ReadProblem } from "../ReadDocument.ts"
import { recognise } from "../recognise/index.ts"
import { claimResults } from "./claimResults.ts"
import { judgedFigures } from "./Figures.ts"
import type { UncheckedFigure } from "./Figures.ts"
import type { Language } from "./Language.ts"
import { inOrder } from "./Order.ts"
import { restorationResult } from "./Restorations.ts"
import { scorecardResults } from "./scorecardResults.ts"
import { checkTableRules } from "./TableRules.ts"

/** What an audit may be told beside the document. */
export interface AuditOptions {
  /** The pack whose forms the document is read by before those that ship. Default: those that ship. */
  readonly pack?: TablePack | undefined
  /** Default `zh`. */
  readonly language?: Language
  /** The rule set of scores, by id; default: the one whose notes the document prints, or the national one. */
  readonly ruleSet?: string
  /** Days of approval and publication, for the sheet of what must be disclosed. */
  readonly dates?: DisclosureDates
  /** Whether a rule is wanted, by its id: see `rulesChosen`. Default: all are. */
  readonly isWanted?: ((ruleId: string) => boolean) | undefined
}

/** What was recognised of a document, in short. */
export interface RecognisedSummary {
  readonly unitName: string | null
  readonly year: number | null
  readonly tables: ReadonlyArray<{ readonly key: string; readonly title: string; readonly rows: number }>
  readonly sections: ReadonlyArray<{ readonly topic: string; readonly title: string }>
  readonly scorecards: ReadonlyArray<string>
  readonly claims: number
  /** Titles of grids that are none of the nine tables and no self-evaluation. */
  readonly unbound: ReadonlyArray<string>
}

/** What an audit found: findings in document order, the rules behind them, and the numbers no rule read. */
export interface AuditReport extends FindingsReport {
  readonly file: string
  readonly results: ReadonlyArray<CheckResult>
  /** Printed numbers that no rule judged, and why, in document order. */
  readonly unchecked: ReadonlyArray<UncheckedFigure>
  readonly recognised: RecognisedSummary
  readonly problems: ReadonlyArray<ReadProblem>
  /** What must be disclosed, item by item (部门决算公开情况检查表). */
  readonly completeness: Completeness
}

const gravity: ReadonlyArray<Outcome> = ["notApplicable", "pass", "unreadable", "fail", "error"]

/** The gravest of outcomes; of none, not applicable. */
export const gravestOutcome = (outcomes: Iterable<Outcome>): Outcome =>
  gravity[Math.max(0, ...[...outcomes].map((outcome) => gravity.indexOf(outcome)))]!

/** Counts rules by the gravest outcome of each; a rule counts once, in however many results. */
export const summaryOf = (results: ReadonlyArray<CheckResult>, figures: FigureStates): FindingsSummary => {
  const byRule = new Map<string, Array<Outcome>>()
  for (const { rule, outcome } of results) byRule.set(rule.id, [...(byRule.get(rule.id) ?? []), outcome])
  const outcomes = [...byRule.values()].map(gravestOutcome)
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length
  return {
    rules: byRule.size,
    ...figureCounts(figures),
    pass: count("pass"),
    fail: count("fail"),
    unreadable: count("unreadable"),
    notApplicable: count("notApplicable"),
    error: count("error")
  }
}

const failures = (results: ReadonlyArray<CheckResult>): number =>
  results.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome === "fail").length

/** Above so many equally good corrections, sentences are not asked: few of them would be mentioned by any. */
const PREFER_MAX = 6

/** Prefers the one correction with which the fewest sentences are broken, if it is one. */
const preferenceOf =
  (document: PublishedDocument, language: Language) =>
  (corrected: ReadonlyArray<TableSource>): number | null => {
    if (corrected.length > PREFER_MAX) return null
    const counts = corrected.map((tables) => {
      const supposed = { ...document, tables }
      return failures(claimResults(supposed, claimsOf(supposed), language))
    })
    const fewest = Math.min(...counts)
    return counts.filter((count) => count === fewest).length === 1 ? counts.indexOf(fewest) : null
  }

/** Outturns of “三公” that the text speaks of in sentences that come to their end; `null` where it has no such part. */
const spokenOf = (claims: ReadonlyArray<Claim>): ReadonlySet<string | null> | null => {
  const own = claims.filter(({ where }) => where.topic === "threePublic")
  const whole = own.filter(({ where }) => /[。；;！）)]\s*$/.test(where.paragraph.text))
  return own.length === 0
    ? null
    : new Set(whole.flatMap((claim) => (claim.kind === "amount" ? [claim.subject.address] : [])))
}

/** Whether the “三公” table has a column of budgets at all: forms with the outturn alone are printed too. */
const hasBudget = ({ tables }: PublishedDocument, address: string): boolean => {
  const budget = budgetAddress(address)
  const isPrinted = (tables.get("T07")?.rows.size ?? 0) > 0
  return budget === null || !isPrinted || readingAt(tables, budget) !== undefined
}

/** An outturn above its budget is no finding where the text says why, or where what it says of it was not read. */
const withoutExplained = (
  result: CheckResult,
  claims: ReadonlyArray<Claim>,
  document: PublishedDocument
): CheckResult => {
  if (result.rule.id !== "AR-07-3" || result.findings.length === 0) return result
  const explained = new Set(
    claims.flatMap((claim) => {
      if (claim.kind === "comparison")
        return claim.relation === "greater" && claim.reason !== null ? [claim.subject.address] : []
      if (claim.kind !== "change" || claim.direction !== "up" || claim.reason === null) return []
      return claim.base === "budget" || claim.base === "initialBudget" ? [claim.subject.address] : []
    })
  )
  const spoken = spokenOf(claims)
  const open = result.findings.filter(
    ({ left }) => !explained.has(left?.address ?? null) && hasBudget(document, left?.address ?? "")
  )
  const findings = open.filter(({ left }) => spoken === null || spoken.has(left?.address ?? null))
  if (findings.length > 0 || result.outcome !== "fail") return { ...result, findings }
  return { ...result, findings, outcome: open.length > 0 ? "unreadable" : "pass" }
}

const recognisedSummary = (document: PublishedDocument, claims: number): RecognisedSummary => ({
  unitName: document.unitName,
  year: document.year,
  tables: [...document.tables.values()].map(({ key, title, rows }) => ({ key, title, rows: rows.size })),
  sections: document.sections.map(({ topic, title }) => ({ topic, title })),
  scorecards: document.scorecards.map(({ card }) => card.name),
  claims,
  unbound: document.unbound.map(({ title }) => title)
})

/** One finding of one fingerprint: rules that meet at the same place do not tell it twice. */
const withoutRepeats = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> => {
  const seen = new Set<string>()
  return findings.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
}

/** Audits a document that was recognised. */
export const auditDocument = (
  document: PublishedDocument,
  read: ReadDocument,
  options: AuditOptions = {}
): AuditReport => {
  const { language = "zh" } = options
  const prefer = preferenceOf(document, language)
  const tables = checkTableRules(document, { language, prefer })
  const corrected: PublishedDocument = { ...document, tables: tables.corrected }
  const claims = claimsOf(corrected)
  const { isWanted = () => true } = options
  const results = [
    ...tables.results.map((result) => withoutExplained(result, claims, document)),
    restorationResult(document, language),
    ...claimResults(corrected, claims, language),
    ...scorecardResults(read, corrected, claims, options)
  ].filter(({ rule }) => isWanted(rule.id))
  const { counts, unchecked } = judgedFigures(document, claims, read, results)
  return {
    schema: "juesuan/findings/1",
    summary: summaryOf(results, counts),
    findings: withoutRepeats(
      inOrder(
        results.flatMap(({ findings }) => findings),
        read
      )
    ),
    file: document.file,
    results,
    unchecked,
    recognised: recognisedSummary(document, claims.length),
    problems: read.problems,
    completeness: checkObligations(viewOf(document, read, claims, options), language)
  }
}

/**
 * Audits a published document that was read. Total: what is not recognised is not judged.
 */
export const audit = (read: ReadDocument, options: AuditOptions = {}): AuditReport =>
  auditDocument(recognise(read, { pack: options.pack }), read, options)
