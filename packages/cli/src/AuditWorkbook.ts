/**
 * The findings (审核结果表) and what must be disclosed (部门决算公开情况检查表) as a workbook: a sheet of each for every
 * document, and of several documents a matrix of departments and items behind them.
 */
import { checklistMatrix, checklistTable, findingsTable } from "@juesuan/audit"
import type { AuditReport } from "@juesuan/audit"
import { tablesXlsx } from "@juesuan/disclosure/xlsx"
import type { FindingsReport } from "@juesuan/domain"

interface Reported {
  readonly audit: AuditReport
  readonly shown: FindingsReport
}

const nameOf = ({ audit }: Reported): string => audit.recognised.unitName ?? audit.file

/** Reports as the sheets of one workbook; the names of the units stand above the tables. */
export const findingsWorkbook = (reports: ReadonlyArray<Reported>): Uint8Array => {
  const numberOf = (at: number): string => (reports.length === 1 ? "" : `${at + 1}`)
  const findings = reports.map((one, at) => ({
    ...findingsTable(one.shown, { unitName: nameOf(one), key: `audit-${at + 1}` }),
    number: numberOf(at)
  }))
  const checklists = reports.map((one, at) => ({
    ...checklistTable(one.audit.completeness, { unitName: nameOf(one), key: `checklist-${at + 1}` }),
    number: numberOf(at)
  }))
  const matrix = checklistMatrix(
    reports.map((one) => ({ unitName: nameOf(one), completeness: one.audit.completeness }))
  )
  return tablesXlsx([...findings, ...checklists, ...(reports.length === 1 ? [] : [matrix])])
}
