/**
 * The table of findings (审核结果表) as a workbook: one sheet a document.
 */
import { findingsTable } from "@juesuan/audit"
import type { AuditReport } from "@juesuan/audit"
import type { FindingsReport } from "@juesuan/domain"
import type { Grid, GridCell } from "@juesuan/tables"
import { renderXlsx } from "./render/xlsx.ts"

/** Reports as the sheets of one workbook; the names of the units stand above the tables. */
export const findingsWorkbook = (
  reports: ReadonlyArray<{ readonly audit: AuditReport; readonly shown: FindingsReport }>
): Uint8Array => {
  const grids = reports.map(({ audit, shown }, at): Grid => {
    const table = findingsTable(shown, {
      unitName: audit.recognised.unitName ?? audit.file,
      key: `audit-${at + 1}`
    })
    const cellsOf = (cells: (typeof table.body)[number]): ReadonlyArray<GridCell> =>
      cells.map(({ text, kind }) => ({ text, kind: kind === "head" ? "head" : "label" }))
    return {
      ...table,
      number: reports.length === 1 ? "" : `${at + 1}`,
      header: table.header.map(cellsOf),
      body: table.body.map(cellsOf)
    }
  })
  return renderXlsx(grids)
}
