/**
 * The order of issues: that of the files, whenever an issue was found.
 */
import type { ImportIssue } from "./Issue.ts"

/** An issue and where it belongs among the others. */
export interface Placed {
  readonly issue: ImportIssue
  /** File and sheet, in order. */
  readonly order: readonly [number, number]
}

/**
 * By file, sheet, row and column; of the errors of one cell the first found stands, the others follow from
 * it.
 */
export const inOrder = (placed: ReadonlyArray<Placed>): ReadonlyArray<ImportIssue> => {
  const sorted = placed.toSorted(
    (a, b) =>
      a.order[0] - b.order[0] ||
      a.order[1] - b.order[1] ||
      a.issue.row - b.issue.row ||
      a.issue.ordinal - b.issue.ordinal
  )
  const issues: Array<ImportIssue> = []
  const cells = new Set<string>()
  for (const { issue, order } of sorted) {
    if (
      issue.ordinal > 0 &&
      issue.row > 0 &&
      issue.severity === "error" &&
      issue.problem !== "PayloadInvalid"
    ) {
      const cell = `${order[0]} ${order[1]} ${issue.row} ${issue.ordinal}`
      if (cells.has(cell)) continue
      cells.add(cell)
    }
    issues.push(issue)
  }
  return issues
}
