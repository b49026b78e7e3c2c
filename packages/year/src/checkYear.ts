/**
 * Checking a unit's year: its tables by the articulation rules, its events by those of budget control.
 */
import { Classification } from "@juesuan/domain"
import type { Finding, FindingsReport } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { controlFindings, controlRules, foldYear, loadYear } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { Articulation, ledgerFiguresOf, toSource } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import type { YearView } from "./YearView.ts"

/** Checks the tables of a view by all articulation rules. */
export const checkView = (view: YearView, language: Language = "zh"): FindingsReport =>
  Articulation.checkTables(toSource(view.tables), {
    unitKind: view.unitKind,
    previous: view.previous,
    ledger: ledgerFiguresOf(view.cube),
    nameOf: (code) => Classification.nameOf("functional", code),
    language
  })

/** The rules of a kind that found something, and those that did not. */
const counted = (findings: ReadonlyArray<Finding>, rules: number) => {
  const fail = new Set(findings.map(({ ruleId }) => ruleId)).size
  return { rules, fail, pass: rules - fail }
}

/** Adds what budget control says of the year's events: it is not in the tables. */
const withControl = (report: FindingsReport, findings: ReadonlyArray<Finding>): FindingsReport => {
  const { rules, fail, pass } = counted(findings, Object.keys(controlRules).length)
  const { summary } = report
  return {
    ...report,
    summary: {
      ...summary,
      rules: summary.rules + rules,
      pass: summary.pass + pass,
      fail: summary.fail + fail
    },
    findings: [...report.findings, ...findings]
  }
}

/** Checks a unit's year: its tables by the articulation rules, its events by those of budget control. */
export const checkYear = Effect.fn("checkYear")(function* (
  store: EventStoreShape,
  view: YearView,
  language: Language = "zh"
) {
  const { asOf, knownAt } = view.window
  const state =
    asOf === undefined && knownAt === undefined
      ? (yield* loadYear(store, view.streamId)).state
      : foldYear(yield* store.read(view.streamId, view.window))
  return withControl(checkView(view, language), controlFindings(state, language))
})
