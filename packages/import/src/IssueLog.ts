/**
 * The log of an import's issues: the first are kept, all are counted, so that a file of nothing but faults
 * costs no more memory than a good one.
 */
import { severityOf } from "./Issue.ts"
import type { ImportIssue, IssuePlace, IssueSeverity, Problem } from "./Issue.ts"

/** How many errors, and how many warnings, are kept in full. */
export const ISSUES_KEPT_MAX = 1000

/** How often a problem was found, those that were not kept included. */
export interface ProblemCount {
  readonly problem: Problem
  readonly severity: IssueSeverity
  readonly count: number
}

/** File and sheet, in order. */
export type IssueOrder = readonly [file: number, sheet: number]

interface Placed {
  readonly issue: ImportIssue
  readonly order: IssueOrder
}

/** By file, sheet, row and column; those of one cell as they were found. */
const byPlace = (a: Placed, b: Placed): number =>
  a.order[0] - b.order[0] ||
  a.order[1] - b.order[1] ||
  a.issue.row - b.issue.row ||
  a.issue.ordinal - b.issue.ordinal

/** Issues as they are found; those of a row come one after the other. */
export interface IssueLog {
  /** Whether a further issue of that severity is only counted, so that its words need not be made. */
  readonly isFull: (severity: IssueSeverity) => boolean
  /** Counts an issue, and keeps it while there is room. */
  readonly add: (problem: Problem, place: IssuePlace, order: IssueOrder, make: () => ImportIssue) => void
  readonly issues: () => ReadonlyArray<ImportIssue>
  readonly counts: () => ReadonlyArray<ProblemCount>
}

/**
 * Of the errors of one cell the first found stands, the others follow from it; but each fault of a payload
 * is one of its own.
 */
const isOfCell = (problem: Problem, severity: IssueSeverity, place: IssuePlace): boolean =>
  severity === "error" && (place.ordinal ?? 0) > 0 && (place.row ?? 0) > 0 && problem !== "PayloadInvalid"

/** An empty log. */
export const makeIssueLog = (): IssueLog => {
  const kept: Record<IssueSeverity, Array<Placed>> = { error: [], warning: [] }
  const counts = new Map<Problem, number>()
  /** The cells of the row at hand that have an error, by column. */
  const cells = new Set<number>()
  let [lastFile, lastSheet, lastRow] = [-1, -1, -1]
  const isTaken = ({ row = 0, ordinal = 0 }: IssuePlace, [file, sheet]: IssueOrder): boolean => {
    if (row !== lastRow || file !== lastFile || sheet !== lastSheet) {
      lastFile = file
      lastSheet = sheet
      lastRow = row
      cells.clear()
    }
    const isKnown = cells.has(ordinal)
    cells.add(ordinal)
    return isKnown
  }
  const isFull = (severity: IssueSeverity): boolean => kept[severity].length >= ISSUES_KEPT_MAX
  return {
    isFull,
    add: (problem, place, order, make) => {
      const severity = severityOf(problem)
      if (isOfCell(problem, severity, place) && isTaken(place, order)) return
      counts.set(problem, (counts.get(problem) ?? 0) + 1)
      if (!isFull(severity)) kept[severity].push({ issue: make(), order })
    },
    issues: () => [...kept.error, ...kept.warning].sort(byPlace).map(({ issue }) => issue),
    counts: () => [...counts].map(([problem, count]) => ({ problem, severity: severityOf(problem), count }))
  }
}
