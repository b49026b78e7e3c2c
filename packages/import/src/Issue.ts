/**
 * Import issues: what is wrong with a file, where, and what to do about it.
 *
 * An issue is data (problem code, place, value, operands); the words are one file per language in `words/`.
 * Reading never stops at the first issue: all issues of all files come back at once, in file, row and
 * column order.
 */
import { words as en } from "./words/en.ts"
import { words as zh } from "./words/zh.ts"

/** The name of a problem of a file, the same in every language, such as `AmountMalformed`. */
export type Problem = keyof typeof zh
/** The languages in which problems are told; the names of problems have none. */
export type Language = "zh" | "en"
/** An error keeps the whole import from being written; a warning is told and lets it pass. */
export type IssueSeverity = "error" | "warning"
/** A part of a message: a name or number that is the same in every language, or a phrase in each. */
export type Operand = string | Readonly<Record<Language, string>>
/** What the words of a problem are filled with, by name. */
export type Operands = Readonly<Record<string, Operand>>

/** What a message says and what it advises; `{name}` stands for an operand. */
export interface Words {
  readonly message: string
  readonly remedy: string
}

/** One problem of one place of a file: what stands there, what is wrong with it, and what to do. */
export interface ImportIssue {
  /** The file as the caller named it. */
  readonly file: string
  readonly sheet?: string
  /** 1-based row as a spreadsheet counts it (line for JSONL); 0 for the whole file or sheet. */
  readonly row: number
  /** Header and place, such as `金额 (M)` in a workbook or `金额 (13)` in a text file; empty for a whole row. */
  readonly column: string
  /** 1-based column; 0 for a whole row. */
  readonly ordinal: number
  /** What stood there, shortened, control characters replaced. */
  readonly value: string
  readonly problem: Problem
  readonly operands: Operands
  readonly severity: IssueSeverity
  /** In Chinese; {@link inLanguage} gives English. */
  readonly message: string
  readonly remedy: string
}

/** Where an issue stands. */
export interface IssuePlace {
  readonly file: string
  readonly sheet?: string | undefined
  readonly row?: number
  readonly column?: string
  readonly ordinal?: number
  readonly value?: string
}

/** Problems that do not stop an import. All others do. */
const warnings: ReadonlySet<Problem> = new Set<Problem>([
  "ColumnUnknown",
  "MappedColumnAbsent",
  "MoneyUnitRead",
  "SheetIgnored",
  "RowsAbsent",
  "FileEndOpen",
  "CodeUnknown",
  "CodeOfOtherEdition",
  "ValueUnused",
  "PersonalData",
  "DocumentSpelledOtherwise",
  "ProjectSpelledOtherwise",
  "TotalDiffers",
  "CellsMerged"
])

/** Whether a problem stops an import. */
export const severityOf = (problem: Problem): IssueSeverity => (warnings.has(problem) ? "warning" : "error")

/** A value is shown up to this many characters. */
const SHOWN_MAX = 60
/** A part of a message is at most this long: a hostile cell must not become a page. */
const OPERAND_MAX = 300
// Terminal control and text-direction characters of a hostile file must not reach a terminal.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A value fit to be shown: short, without control characters. */
export const shown = (value: string): string => {
  const short = value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value
  return short.replace(UNPRINTABLE, "\ufffd")
}

const operandIn = (operand: Operand, language: Language): string => {
  const text = typeof operand === "string" ? operand : operand[language]
  return (text.length > OPERAND_MAX ? `${text.slice(0, OPERAND_MAX)}…` : text).replace(UNPRINTABLE, "\ufffd")
}

const fill = (template: string, operands: Operands, language: Language): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(operands, name) ? operandIn(operands[name]!, language) : whole
  )

/** Says a problem in a language. */
export const say = (problem: Problem, operands: Operands, language: Language): Words => {
  const { message, remedy } = language === "zh" ? zh[problem] : en[problem]
  return { message: fill(message, operands, language), remedy: fill(remedy, operands, language) }
}

/** The issue's words in the other language too. */
export const inLanguage = (issue: ImportIssue, language: Language): Words =>
  say(issue.problem, issue.operands, language)

/** Makes an issue. `value` and `column` are operands of every message. */
export const makeIssue = (problem: Problem, place: IssuePlace, operands: Operands = {}): ImportIssue => {
  const value = shown(place.value ?? "")
  const column = shown(place.column ?? "")
  const all = { value, column, ...operands }
  return {
    file: place.file,
    ...(place.sheet === undefined ? {} : { sheet: place.sheet }),
    row: place.row ?? 0,
    column,
    ordinal: place.ordinal ?? 0,
    value,
    problem,
    operands: all,
    severity: severityOf(problem),
    ...say(problem, all, "zh")
  }
}

/** Whether any issue stops the import. */
export const hasErrors = (issues: ReadonlyArray<ImportIssue>): boolean =>
  issues.some((issue) => issue.severity === "error")
