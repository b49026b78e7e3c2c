/**
 * The table of findings (审核结果表) as a workbook: one sheet a document.
 */
import { findingsTable } from "@juesuan/audit"
import type { AuditReport } from "@juesuan/audit"
import { tablesXlsx } from "@juesuan/disclosure/xlsx"
import type { FindingsReport } from "@juesuan/domain"

/** Reports as the sheets of one workbook; the names of the units stand above the tables. */
export const findingsWorkbook = (
  reports: ReadonlyArray<{ readonly audit: AuditReport; readonly shown: FindingsReport }>
): Uint8Array =>
  tablesXlsx(
    reports.map(({ audit, shown }, at) => ({
      ...findingsTable(shown, {
        unitName: audit.recognised.unitName ?? audit.file,
        key: `audit-${at + 1}`
      }),
      number: reports.length === 1 ? "" : `${at + 1}`
    }))
  )
