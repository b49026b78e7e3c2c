/**
 * `check`: the articulation rules over the tables of a unit's year.
 */
import { Money, figureStatesText, isAtLeast, severityLabels } from "@juesuan/domain"
import type { Finding, FindingsReport, Operand, Severity } from "@juesuan/domain"
import { checkYear } from "@juesuan/year/check"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { out } from "../Console.ts"
import { Exit, exitCodes } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import * as flags from "./options.ts"

export type Language = "zh" | "en"
export type FailOn = Severity | "never"

/** The line that says how much was checked: `52 rules, 776 figures, 0 findings`. */
export const summaryLine = ({ summary, findings }: FindingsReport): string => {
  const counts = [
    `${summary.pass} pass`,
    `${summary.fail} fail`,
    `${summary.unreadable} unreadable`,
    `${summary.notApplicable} not applicable`,
    `${summary.error} error`
  ]
  return (
    `${summary.rules} rules, ${summary.figures} figures, ${findings.length} findings` +
    ` (${counts.join(", ")}; ${figureStatesText(summary, "en")})`
  )
}

/** An amount with separators; whatever else a rule compares stays as it is. */
const shown = (value: string | null): string =>
  value === null ? "—" : Result.match(Money.parse(value), { onFailure: () => value, onSuccess: Money.format })

/** One side of a finding: what it is, where it stands, what it says. */
const operandText = ({ label, address, value, raw, unit, at }: Operand): string => {
  const place = at === null ? "" : ` ${at.file}:${at.line ?? at.column ?? ""}`
  const said = value === null ? (raw ?? "—") : `${shown(value)} ${unit}`.trimEnd()
  return `${label} (${address}${place}) = ${said}`
}

/** One finding for people. */
export const renderFinding = (finding: Finding): string => {
  const { left, right, difference } = finding
  const lines = [
    `[${severityLabels[finding.severity]}] ${finding.ruleId} ${finding.title}`,
    `  ${finding.message}`
  ]
  if (left !== null) lines.push(`  左 ${operandText(left)}`)
  if (right !== null) lines.push(`  右 ${operandText(right)}`)
  if (difference !== null) lines.push(`  差额 ${shown(difference)}`)
  for (const lead of finding.leads) lines.push(`  线索 ${lead.text}`)
  lines.push(`  依据 ${finding.basis}`, `  建议 ${finding.suggestion}`)
  return lines.join("\n")
}

/** Findings for people, the summary last. */
export const renderReport = (report: FindingsReport): string =>
  [...report.findings.map(renderFinding), summaryLine(report)].join("\n\n")

/** Ends a command with exit 1 when a finding is at or above the threshold. */
export const failOnFindings = (report: FindingsReport, failOn: FailOn): Effect.Effect<void, Exit> =>
  failOn !== "never" && report.findings.some(({ severity }) => isAtLeast(severity, failOn))
    ? Effect.fail(new Exit({ code: exitCodes.findings, text: "" }))
    : Effect.void

/** Runs `check`. */
export const check = Effect.fn("check")(function* (
  options: ViewOptions & {
    readonly format: "text" | "json"
    readonly failOn: FailOn
    readonly language: Language
  }
) {
  const { store, view } = yield* openView(options)
  const report = yield* orExit(checkYear(store, view, options.language))
  out(`${options.format === "json" ? JSON.stringify(report, null, 2) : renderReport(report)}\n`)
  yield* failOnFindings(report, options.failOn)
})

/** `check` with its arguments. */
export const command = Command.make(
  "check",
  { ...flags.view, format: flags.format("text", "json"), failOn: flags.failOn, language: flags.language },
  check
)
