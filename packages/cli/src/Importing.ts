/**
 * From file names to a recording plan: read, import, decide; every problem of every file is said at once.
 */
import type { ControlPolicy } from "@juesuan/domain"
import type { EventStoreShape, StreamId } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { out, say } from "./Console.ts"
import { Exit, exitCodes } from "./ExitCode.ts"
import { readFiles } from "./Files.ts"
import { fieldTitle, hasErrors, inLanguage } from "@juesuan/import"
import type { ImportedEvent, ImportIssue, Language, Mapping, SheetTotals } from "@juesuan/import"
import {
  importForStore,
  planRows,
  previewImport,
  recordRowPlan,
  refusalInChinese
} from "@juesuan/year/import"
import type { ImportPreview, RefusedRow, RowPlan } from "@juesuan/year/import"
import { previewJson, renderPreview, renderTotals, totalsJson } from "./render/importPreview.ts"
import { orExit } from "./exitOf.ts"
import { startProgress } from "./Progress.ts"

export interface ImportOptions {
  readonly mapping: Mapping | undefined
  readonly control: ControlPolicy | undefined
  /** Why rows are entered into a closed year; without it they are refused. */
  readonly afterClose?: string | undefined
  readonly language: Language
  readonly format: "text" | "json"
  readonly recordedAt: (row: ImportedEvent) => string
  /** Says what the import would do, whether its rows are accepted or not. */
  readonly isPreviewed?: boolean | undefined
}

export interface PreparedImport {
  /** What was asked to be previewed. */
  readonly preview: ImportPreview | undefined
  readonly plan: RowPlan
  readonly rows: number
  /** The streams the rows belong to, in order of first appearance. */
  readonly streams: ReadonlyArray<StreamId>
  readonly totals: ReadonlyArray<SheetTotals>
  readonly warnings: ReadonlyArray<ImportIssue>
}

/** One problem in the words asked for, as text and as JSON. */
interface SaidProblem {
  readonly file: string
  readonly sheet: string | null
  readonly row: number
  readonly column: string
  readonly value: string
  readonly problem: string
  readonly severity: "error" | "warning"
  readonly message: string
  readonly remedy: string
}

const saidIssue = (issue: ImportIssue, language: Language): SaidProblem => ({
  file: issue.file,
  sheet: issue.sheet ?? null,
  row: issue.row,
  column: issue.column,
  value: issue.value,
  problem: issue.problem,
  severity: issue.severity,
  ...inLanguage(issue, language)
})

const columnsOfFields: Readonly<Record<string, string>> = {
  occurredOn: "vou_date",
  eventId: "doc_no",
  documentNo: "doc_no",
  amount: "amount",
  abstract: "abstract",
  fund: "fund_type",
  function: "exp_func_code",
  economic: "dep_bgt_eco_code",
  nature: "nature",
  project: "pro_code"
}

/** The column a refusal is about, as far as one is. */
const columnOf = (refusal: RefusedRow["refusal"]): string => {
  if (refusal._tag === "EventIdReused") return "doc_no"
  if (refusal._tag === "DateOutsideYear") return "vou_date"
  if (refusal._tag !== "PayloadInvalid") return "amount"
  return columnsOfFields[refusal.field.split(".").at(-1)!] ?? ""
}

const saidRefusal = ({ event, refusal }: RefusedRow, language: Language): SaidProblem => ({
  file: event.source?.file ?? "",
  sheet: event.source?.sheet ?? null,
  row: event.source?.row ?? 0,
  column: columnOf(refusal),
  value: refusal._tag === "EventIdReused" ? event.documentNo : "",
  problem: refusal._tag,
  severity: "error",
  message: language === "zh" ? refusalInChinese(refusal) : refusal.message,
  remedy: ""
})

/** A column as a clerk names it: `M 列“金额”` for `金额 (M)`, 金额 for `amount`. */
const columnInChinese = (column: string): string => {
  const [, head, at] = /^(.*?) ?\(([A-Z]{1,3}|\d+)\)$/.exec(column) ?? []
  if (at === undefined) return fieldTitle(column)
  const place = /^\d/.test(at) ? `第 ${at} 列` : `${at} 列`
  return head === "" ? place : `${place}“${fieldTitle(head!)}”`
}

const printProblem = (said: SaidProblem, language: Language): string => {
  const place = [
    said.file,
    said.sheet === null ? "" : said.sheet,
    said.row === 0 ? "" : language === "zh" ? `第 ${said.row} 行` : `row ${said.row}`,
    language === "zh" ? columnInChinese(said.column) : said.column
  ]
  // Of a file as a whole the value is its name, which stands there already.
  const isNamed = ["", said.file, said.column.replace(/ \([^)]*\)$/, "")].includes(said.value)
  const value = isNamed ? "" : language === "zh" ? `（“${said.value}”）` : ` ("${said.value}")`
  const level = said.severity === "error" ? "" : language === "zh" ? "提示：" : "note: "
  return `${place.filter((part) => part !== "").join(" ")}${value}: ${level}${said.message} ${said.remedy}`.trimEnd()
}

const byPlace = (a: SaidProblem, b: SaidProblem): number => (a.file === b.file ? a.row - b.row : 0)

/** How often a problem was found, whether it is among those that are shown or not. */
interface SaidCount {
  readonly problem: string
  readonly severity: "error" | "warning"
  readonly count: number
}

/** The problems that are kept in full, and how many there are of each kind. */
interface Problems {
  readonly said: ReadonlyArray<SaidProblem>
  readonly counts: ReadonlyArray<SaidCount>
}

/** How many problems are printed one by one; of the others each kind gets a line. */
const [SHOWN_IN_TEXT, SHOWN_IN_JSON] = [20, 1000]

const countOf = (counts: ReadonlyArray<SaidCount>): number =>
  counts.reduce((sum, { count }) => sum + count, 0)

/** A line for each kind that has more problems than are shown: how many more, and what the first of them says. */
const restLines = ({ said, counts }: Problems, language: Language): ReadonlyArray<string> =>
  counts.flatMap(({ problem, count }) => {
    const shown = said.slice(0, SHOWN_IN_TEXT).filter((one) => one.problem === problem).length
    const example = said.find((one) => one.problem === problem)?.message ?? ""
    const more = (count - shown).toLocaleString("en-US")
    if (count === shown) return []
    return [
      language === "zh"
        ? `还有 ${more} 处 ${problem}，例如：${example}`
        : `${more} more ${problem}, such as: ${example}`
    ]
  })

/** Prints problems: to stderr as lines, or to stdout as one JSON document. */
const printProblems = ({ said, counts }: Problems, options: Said, preview?: ImportPreview): void => {
  const sorted = [...said].sort(byPlace)
  if (options.format === "json") {
    const issues = sorted.slice(0, SHOWN_IN_JSON)
    const total = countOf(counts)
    const truncated = issues.length < total
    const previewed =
      preview === undefined ? {} : { totals: totalsJson(preview.totals), preview: previewJson(preview) }
    const json = { schema: "juesuan/import-issues/1", issues, total, truncated, counts, ...previewed }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  for (const problem of sorted.slice(0, SHOWN_IN_TEXT)) say(printProblem(problem, options.language))
  for (const line of restLines({ said: sorted, counts }, options.language)) say(line)
  if (preview === undefined) return
  for (const text of [
    renderTotals(preview.totals, options.language),
    renderPreview(preview, options.language)
  ])
    if (text !== "") say(text)
}

/** In which words, and where to, problems are printed. */
type Said = Pick<ImportOptions, "language" | "format">

const refuse = (problems: Problems, options: Said, preview?: ImportPreview): Effect.Effect<never, Exit> => {
  printProblems(problems, options, preview)
  const errors = countOf(problems.counts.filter(({ severity }) => severity === "error"))
  const text =
    options.language === "zh"
      ? `${errors} 处错误；未写入任何数据。`
      : `${errors} ${errors === 1 ? "error" : "errors"}; nothing was written.`
  return Effect.fail(new Exit({ code: exitCodes.inputUnreadable, text }))
}

const counted = (
  tags: ReadonlyArray<{ readonly problem: string; readonly severity: "error" | "warning" }>
) => {
  const counts = new Map<string, SaidCount>()
  for (const { problem, severity } of tags)
    counts.set(problem, { problem, severity, count: (counts.get(problem)?.count ?? 0) + 1 })
  return [...counts.values()]
}

/** Refused rows as problems. */
const refusalProblems = (refused: ReadonlyArray<RefusedRow>, language: Language): Problems => ({
  said: refused.slice(0, SHOWN_IN_JSON).map((row) => saidRefusal(row, language)),
  counts: counted(refused.map(({ refusal }) => ({ problem: refusal._tag, severity: "error" as const })))
})

const together = (left: Problems, right: Problems): Problems => ({
  said: [...left.said, ...right.said],
  counts: [...left.counts, ...right.counts]
})

/** Reads, imports and decides. Fails with exit 3 after saying all problems; nothing has been written then. */
export const prepareImport = Effect.fn("prepareImport")(function* (
  store: EventStoreShape,
  paths: ReadonlyArray<string>,
  options: ImportOptions
) {
  const read = readFiles(paths)
  const imported = yield* orExit(importForStore(store, read.files, { mapping: options.mapping }))
  const issues = [...read.issues, ...imported.issues]
  const problems: Problems = {
    said: issues.map((issue) => saidIssue(issue, options.language)),
    counts: [...counted(read.issues), ...imported.counts]
  }
  const previewOf = (planned: RowPlan | undefined) =>
    options.isPreviewed === true
      ? orExit(previewImport(store, imported, planned, options.language))
      : Effect.succeed(undefined)
  if (hasErrors(issues)) return yield* refuse(problems, options, yield* previewOf(undefined))
  const progress = yield* Effect.promise(() => startProgress("deciding", imported.events.length))
  const plan = yield* orExit(
    planRows(store, imported.events, {
      recordedAt: options.recordedAt,
      control: options.control,
      afterClose: options.afterClose,
      onProgress: progress.update
    })
  ).pipe(Effect.ensuring(Effect.sync(progress.stop)))
  if (plan.refused.length > 0) {
    const refused = refusalProblems(plan.refused, options.language)
    return yield* refuse(together(problems, refused), options, yield* previewOf(plan))
  }
  const preview = yield* previewOf(plan)
  if (options.format === "text") printProblems(problems, options)
  const prepared: PreparedImport = {
    preview,
    plan,
    rows: imported.events.length,
    streams: [...new Set(imported.events.map(({ streamId }) => streamId))],
    totals: preview?.totals ?? imported.totals,
    warnings: issues
  }
  return prepared
})

/**
 * Appends what was prepared, all or none. Where others wrote since, the rows are decided anew; what is refused then is
 * reported like what was refused at first.
 */
export const recordPrepared = Effect.fn("recordPrepared")(function* (
  store: EventStoreShape,
  { plan }: PreparedImport,
  options: Pick<ImportOptions, "language" | "format">
) {
  return yield* recordRowPlan(store, plan).pipe(
    Effect.catchTag("ReplayRefused", ({ refused }) =>
      refuse(refusalProblems(refused, options.language), options)
    ),
    orExit
  )
})

/** Now, or the moment SOURCE_DATE_EPOCH names where a build must be repeatable. */
export const recordingTime = (): string => {
  const epoch = process.env["SOURCE_DATE_EPOCH"]
  const moment = epoch !== undefined && /^\d{1,12}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date()
  return moment.toISOString()
}
