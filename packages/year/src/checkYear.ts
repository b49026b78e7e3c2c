/**
 * Checking a unit's year: its tables by the articulation rules, its events by those of budget control.
 */
import { Classification } from "@juesuan/domain"
import type { Finding, FindingsReport } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { controlFindings, controlRules } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { Articulation, ledgerFiguresOf, toSource } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { stateOf } from "./budgetOf.ts"
import type { YearView } from "./YearView.ts"

/** How a year is checked. */
export interface CheckOptions {
  /** The language of titles and messages. Default: zh. */
  readonly language?: Language | undefined
  /** Rules of one's own, beside those that ship and those that the tables of the pack imply. */
  readonly rules?: ReadonlyArray<Articulation.ArticulationRule> | undefined
}

/** What of a year is checked. `unitKind` is left out where units of several kinds are together. */
export interface CheckedTables extends Pick<YearView, "tables" | "pack" | "cube"> {
  readonly unitKind?: YearView["unitKind"] | undefined
  readonly previous?: YearView["previous"] | undefined
}

/** All rules of a view: those of its pack's forms, and the caller's. */
const rulesOf = ({ pack }: CheckedTables, own: ReadonlyArray<Articulation.ArticulationRule>) => [
  ...Articulation.rulesOfForms(pack.tables.map(({ definition }) => definition)),
  ...own
]

/** Checks the tables of a view by all rules that apply to them. */
export const checkView = (
  view: CheckedTables,
  { language = "zh", rules = [] }: CheckOptions = {}
): FindingsReport =>
  Articulation.checkTables(
    toSource(view.tables),
    {
      unitKind: view.unitKind,
      definitions: view.pack.tables.map(({ definition }) => definition),
      previous: view.previous,
      ledger: ledgerFiguresOf(view.cube),
      nameOf: (code) => Classification.nameOf("functional", code),
      language
    },
    rulesOf(view, rules)
  )

/** Adds what rules found that are not over the tables; each of them passes or fails. */
export const withRules = (
  report: FindingsReport,
  findings: ReadonlyArray<Finding>,
  rules: number
): FindingsReport => {
  const fail = new Set(findings.map(({ ruleId }) => ruleId)).size
  const { summary } = report
  return {
    ...report,
    summary: {
      ...summary,
      rules: summary.rules + rules,
      pass: summary.pass + rules - fail,
      fail: summary.fail + fail
    },
    findings: [...report.findings, ...findings]
  }
}

/**
 * Checks a unit's year: its tables by the articulation rules and by those of one's own, its events by those of budget
 * control. A language alone may stand for the options.
 */
export const checkYear = Effect.fn("checkYear")(function* (
  store: EventStoreShape,
  view: YearView,
  options: CheckOptions | Language = {}
) {
  const asked = typeof options === "string" ? { language: options } : options
  const { language = "zh" } = asked
  const control = controlFindings(yield* stateOf(store, view), language)
  return withRules(checkView(view, asked), control, Object.keys(controlRules).length)
})
