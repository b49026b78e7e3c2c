/**
 * Several audits as one report.
 */
import type { FigureStates, FindingsReport } from "@juesuan/domain"
import { summaryOf } from "./audit.ts"
import type { AuditReport } from "./audit.ts"

/**
 * One report of several documents, in their order; figures add up, a rule counts once with its gravest outcome. The
 * fingerprints of several documents begin with the file they are of.
 */
export const combineReports = (reports: ReadonlyArray<AuditReport>): FindingsReport => {
  const sumOf = (name: keyof FigureStates): number =>
    reports.reduce((sum, { summary }) => sum + summary[name], 0)
  const isOne = reports.length === 1
  return {
    schema: "juesuan/findings/1",
    summary: summaryOf(
      reports.flatMap(({ results }) => results),
      { verified: sumOf("verified"), undetermined: sumOf("undetermined"), unread: sumOf("unread") }
    ),
    findings: reports.flatMap(({ file, findings }) =>
      isOne
        ? findings
        : findings.map((finding) => ({ ...finding, fingerprint: `${file}|${finding.fingerprint}` }))
    )
  }
}
