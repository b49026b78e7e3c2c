/**
 * Findings: what a check has to say, as data.
 *
 * The JSON shape is the contract `juesuan/findings/1`. Amounts and rates are decimal strings; a place that is not
 * in a file has `at: null`; text that was never printed has `raw: null`.
 */

/** pass and fail are verdicts; unreadable, notApplicable and error say why there is none. */
export type Outcome = "pass" | "fail" | "unreadable" | "notApplicable" | "error"

/** Must be corrected (必须修改), must be explained (需说明), or worth a look (提示). */
export type Severity = "block" | "explain" | "hint"

/** The Chinese word of each severity. */
export const severityLabels = {
  block: "必须修改",
  explain: "需说明",
  hint: "提示"
} as const satisfies Record<Severity, string>

/** A place in a file: 1-based line and column, of a page where the file has pages; or sheet and cell. */
export interface Place {
  readonly file: string
  readonly sheet?: string
  /** Page of a PDF, from 1; `line` is then the line of that page. */
  readonly page?: number
  /** Left, top, right and bottom edge on the page, in points from its top left corner. */
  readonly box?: readonly [left: number, top: number, right: number, bottom: number]
  readonly line?: number
  readonly column?: number | string
}

/** One side of a comparison. */
export interface Operand {
  readonly address: string
  readonly label: string
  readonly raw: string | null
  readonly value: string | null
  readonly unit: string
  readonly at: Place | null
}

/** A clue to where a difference comes from (差额线索). */
export interface Lead {
  readonly kind: string
  readonly text: string
}

/**
 * One thing a check has to say: the rule, both operands with their places, the difference, and what to do
 * about it.
 */
export interface Finding {
  readonly ruleId: string
  readonly outcome: Exclude<Outcome, "pass" | "notApplicable">
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly left: Operand | null
  readonly right: Operand | null
  /** left − right, a decimal string in the operands' unit. */
  readonly difference: string | null
  /** The closed interval of differences that printed precision alone explains; `["0.00","0.00"]` in 元. */
  readonly allowed: readonly [string, string] | null
  readonly leads: ReadonlyArray<Lead>
  readonly basis: string
  readonly suggestion: string
  /** Stable over runs: the same rule on the same places has the same fingerprint. */
  readonly fingerprint: string
}

/** How far each printed number was judged. */
export interface FigureStates {
  readonly verified: number
  readonly undetermined: number
  readonly unread: number
}

/** The counts of figures in a summary. */
export const figureCounts = ({ verified, undetermined, unread }: FigureStates) => ({
  figures: verified + undetermined + unread,
  verified,
  undetermined,
  unread,
  figuresChecked: verified + undetermined
})

/** How far the figures were judged, in words. */
export const figureStatesText = (
  { verified, undetermined, unread }: FigureStates,
  language: "zh" | "en"
): string =>
  language === "zh"
    ? `已核实 ${verified} 个，未能判断 ${undetermined} 个，未读出 ${unread} 个`
    : `${verified} figures verified, ${undetermined} undetermined, ${unread} unread`

/** How many rules came out how, over how many figures; a rule counts once. */
export interface FindingsSummary {
  readonly rules: number
  /** Printed numbers: those verified, those undetermined and those unread. */
  readonly figures: number
  /** A rule judged them. */
  readonly verified: number
  /** They were read, and no rule could judge them. */
  readonly undetermined: number
  /** They are printed, and nothing says what they are of. */
  readonly unread: number
  /** Verified and undetermined together; kept for readers of earlier reports. */
  readonly figuresChecked: number
  readonly pass: number
  readonly fail: number
  readonly unreadable: number
  readonly notApplicable: number
  readonly error: number
}

/**
 * All findings of a check in document order, with how much was checked: the contract `juesuan/findings/1`.
 */
export interface FindingsReport {
  readonly schema: "juesuan/findings/1"
  readonly summary: FindingsSummary
  readonly findings: ReadonlyArray<Finding>
}

const rank: Record<Severity, number> = { hint: 0, explain: 1, block: 2 }

/** Whether `severity` is at or above `threshold`. */
export const isAtLeast = (severity: Severity, threshold: Severity): boolean =>
  rank[severity] >= rank[threshold]
