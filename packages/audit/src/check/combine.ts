/**
 * Several audits as one report.
 */
import type { FindingsReport } from "@juesuan/domain"
import { summaryOf } from "./audit.ts"
import type { AuditReport } from "./audit.ts"

/**
 * One report of several documents, in their order; figures add up, a rule counts once with its gravest outcome. The
 * fingerprints of several documents begin with the file they are of.
 */
export const combineReports = (reports: ReadonlyArray<AuditReport>): FindingsReport => {
  const figures = reports.reduce((sum, { summary }) => sum + summary.figures, 0)
  const checked = reports.reduce((sum, { summary }) => sum + summary.figuresChecked, 0)
  const isOne = reports.length === 1
  return {
    schema: "juesuan/findings/1",
    summary: summaryOf(
      reports.flatMap(({ results }) => results),
      figures,
      checked
    ),
    findings: reports.flatMap(({ file, findings }) =>
      isOne
        ? findings
        : findings.map((finding) => ({ ...finding, fingerprint: `${file}|${finding.fingerprint}` }))
    )
  }
}
