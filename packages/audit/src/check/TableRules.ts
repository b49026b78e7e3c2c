/**
 * The articulation rules on the tables of a published document.
 *
 * Cut cells count as what they could be restored to. What is broken is traced to the fewest cells, a drifted row or a
 * row that is not printed; soft rules are judged on the tables so corrected, so that nobody is told twice.
 */
import { Classification } from "@juesuan/domain"
import type { Finding, Outcome, Place } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import type { TableDefinition, TableSource } from "@juesuan/tables"
import type { CheckResult, TouchedNumber } from "../CheckResult.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import { readingAt, withAmounts } from "./Corrected.ts"
import { driftsOf } from "./Drift.ts"
import type { Drift } from "./Drift.ts"
import type { Language } from "./Language.ts"
import { linearRelations } from "./Relations.ts"
import type { LinearRelation } from "./Relations.ts"
import { restoredTables } from "./Restorations.ts"
import { causesOf, cellsOf } from "./RootCause.ts"
import type { Cause, Correction } from "./RootCause.ts"
import { brokenFinding, softFindings } from "./TableFindings.ts"
import { driftResult, missingRowResult, unreadableCellResult } from "./unreadableTables.ts"
import { tableRuleOf } from "./tableRuleOf.ts"

/** Rules whose breach accuses nobody of a published document: what they say usually coincides, or needs a ledger. */
const silent = new Set(["AR-X-19"])

/** A reader of two accounts would not put a drift above this many rows and columns to the test. */
const DRIFTS_MAX = 40

export interface TableCheckOptions {
  readonly language: Language
  /**
   * Which of several equally good corrections, each given as the tables it makes, the rest of the document bears
   * out; `null` when it bears out none or several.
   */
  readonly prefer?: (corrected: ReadonlyArray<TableSource>) => number | null
}

export interface TableCheck {
  readonly results: ReadonlyArray<CheckResult>
  /** The tables with every cell corrected that alone explains what is broken: for checks that read them next. */
  readonly corrected: TableSource
}

/** In which language, and by which forms. */
interface Setting {
  readonly language: Language
  readonly forms: ReadonlyArray<TableDefinition>
}

const contextOf = ({ language, forms }: Setting): Articulation.ArticulationContext => ({
  language,
  definitions: forms,
  nameOf: (code) => Classification.nameOf("functional", code)
})

const checkAll = (source: TableSource, setting: Setting): ReadonlyArray<Articulation.RuleResult> =>
  Articulation.rulesOfForms(setting.forms).map((rule) =>
    Articulation.checkRule(rule, source, contextOf(setting))
  )

const addressesOf = (relations: Iterable<LinearRelation>): ReadonlyArray<string> =>
  [...relations].flatMap(({ weights }) => [...weights.keys()])

/** How the hard relations of the tables stand. */
interface Standing {
  readonly relations: ReadonlyArray<LinearRelation>
  readonly broken: ReadonlyArray<LinearRelation>
  /** Comparisons that cannot be made for a blank. */
  readonly blank: ReadonlyArray<Articulation.Comparison>
}

const standingOf = (source: TableSource, setting: Setting): Standing => {
  const results = checkAll(source, setting)
  const relations = linearRelations(results, source, setting.forms)
  const hard = results.filter(({ rule }) => rule.strength !== "S")
  const blank = hard.flatMap(({ comparisons }) =>
    comparisons.filter(
      ({ outcome, left, right }) =>
        outcome === "unreadable" && left.unreadable.length === 0 && right.unreadable.length === 0
    )
  )
  return { relations, broken: relations.filter(({ isBroken }) => isBroken), blank }
}

interface Drifted {
  readonly source: TableSource
  readonly drifts: ReadonlyArray<Drift>
  readonly causes: ReadonlyArray<Cause>
}

/** Cells that a drift may be told from: of broken relations, and of sums that a blank keeps from being made. */
const suspects = ({ broken, blank }: Standing): ReadonlyArray<string> => [
  ...addressesOf(broken),
  ...blank
    .flatMap(({ left, right }) => [...left.addresses, ...right.addresses])
    .filter((address) => address.startsWith("T06/"))
]

/** Takes drifts for what they are as long as one of them explains what takes at least two single cells or blanks. */
const undrift = (start: TableSource, setting: Setting): Drifted => {
  let source = start
  let standing = standingOf(source, setting)
  let causes = causesOf(source, standing.relations)
  const drifts: Array<Drift> = []
  for (let round = 0; round < 3; round++) {
    const { broken, blank } = standing
    const addresses = new Set(suspects(standing))
    if (addresses.size === 0 || causes.length + blank.length < 2) break
    const tried = driftsOf(source, addresses).slice(0, DRIFTS_MAX)
    const mended = tried.map((drift) => ({ drift, after: standingOf(drift.mended, setting) }))
    const [best] = mended.sort(
      (a, b) => a.after.broken.length - b.after.broken.length || a.after.blank.length - b.after.blank.length
    )
    if (best === undefined) break
    const filled = Math.max(0, blank.length - best.after.blank.length)
    if (best.after.broken.length > broken.length - Math.max(0, 2 - filled)) break
    const next = causesOf(best.drift.mended, best.after.relations)
    if (next.length > causes.length - Math.max(0, 2 - filled)) break
    drifts.push(best.drift)
    source = best.drift.mended
    standing = best.after
    causes = next
  }
  return { source, drifts, causes }
}

/** Chooses among equally good corrections what the rest of the document bears out. */
const settled = (source: TableSource, cause: Cause, { prefer }: TableCheckOptions): Cause => {
  const { corrections } = cause
  if (corrections.length < 2 || prefer === undefined || corrections.some(({ isMissing }) => isMissing))
    return cause
  const chosen = prefer(corrections.map((correction) => withAmounts(source, cellsOf(correction))))
  return chosen === null ? cause : { ...cause, corrections: [corrections[chosen]!] }
}

const isMissingRow = ({ corrections }: Cause): boolean => corrections.some(({ isMissing }) => isMissing)

const touchedOf = (source: TableSource, addresses: Iterable<string>): ReadonlyArray<TouchedNumber> =>
  [...addresses].flatMap((address) => {
    const reading = readingAt(source, address)
    const at: Place | undefined = reading?.at
    if (reading === undefined || at === undefined || reading.state === "blank") return []
    return [{ at, raw: reading.raw ?? "" }]
  })

/** The numbers that a rule judged, and those that it read and could not judge. */
const readBy = (
  result: Articulation.RuleResult,
  doubtful: ReadonlySet<string>,
  source: TableSource
): Pick<CheckResult, "touched" | "undecided"> => {
  const { rule, addresses } = result
  if (silent.has(rule.id)) return { touched: [] }
  const comparisons = result.comparisons.map((comparison) =>
    doubtful.has(keyOf(rule.id, comparison)) ? { ...comparison, outcome: "unreadable" as const } : comparison
  )
  const judged = Articulation.judgedAddresses({ ...result, comparisons })
  const open = [...addresses].filter((address) => !judged.has(address))
  return { touched: touchedOf(source, judged), undecided: touchedOf(source, open) }
}

const gravity: ReadonlyArray<Outcome> = ["notApplicable", "pass", "unreadable", "fail", "error"]

/** What is compared by which rule: comparisons are made anew each time the tables are checked. */
const keyOf = (ruleId: string, { left, right }: Articulation.Comparison): string =>
  [ruleId, left.addresses.join("+"), right.addresses.join("+")].join("|")

const outcomeOf = (
  result: Articulation.RuleResult,
  doubtful: ReadonlySet<string>,
  findings: ReadonlyArray<Finding>
): Outcome => {
  const outcomes = result.comparisons.map((comparison): Outcome =>
    doubtful.has(keyOf(result.rule.id, comparison)) ? "unreadable" : comparison.outcome
  )
  const told = findings.map(({ outcome }) => outcome)
  const whole = result.comparisons.length === 0 ? [result.outcome] : outcomes
  return gravity[Math.max(0, ...[...whole, ...told].map((outcome) => gravity.indexOf(outcome)))]!
}

const single = ({ corrections }: Cause): ReadonlyArray<Correction> =>
  corrections.length === 1 && !corrections[0]!.isMissing ? corrections : []

/** Checks the tables of a document by the articulation rules. */
export const checkTableRules = (document: PublishedDocument, options: TableCheckOptions): TableCheck => {
  const { language } = options
  const setting: Setting = { language, forms: document.forms }
  const printed = restoredTables(document)
  const { source, drifts, causes } = undrift(printed, setting)
  const explained = causes.map((cause) => settled(source, cause, options))
  const corrected = withAmounts(source, explained.flatMap(single).flatMap(cellsOf))
  const missing = explained.filter(isMissingRow)
  const broken = explained.filter((cause) => !isMissingRow(cause))
  const findings = broken.map((cause) => brokenFinding(cause, source, language))
  const doubtful = new Set(
    missing.flatMap(({ relations }) => relations.map(({ rule, comparison }) => keyOf(rule.id, comparison)))
  )
  const checked = checkAll(source, setting)
  const results = checked.map((result): CheckResult => {
    const { rule } = result
    const hard = findings.filter(({ ruleId }) => ruleId === rule.id)
    const soft = silent.has(rule.id)
      ? []
      : softFindings(Articulation.checkRule(rule, corrected, contextOf(setting)), document)
    const told = [...hard, ...soft]
    const outcome = silent.has(rule.id) ? "notApplicable" : outcomeOf(result, doubtful, told)
    return {
      rule: tableRuleOf(rule, language),
      outcome,
      findings: told,
      ...readBy(result, doubtful, source)
    }
  })
  return {
    results: [
      ...results,
      ...[
        driftResult(drifts, document, language),
        missingRowResult(missing, source, document, language),
        unreadableCellResult(checked, source, new Set(drifts.map(({ vacated }) => vacated)), language)
      ].map((result): CheckResult => (source.size > 0 ? result : { ...result, outcome: "notApplicable" }))
    ],
    corrected
  }
}
