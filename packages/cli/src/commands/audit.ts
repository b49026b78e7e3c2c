/**
 * `audit`: findings on published documents of any format.
 *
 * Files are read and judged one by one and told as one report. What cannot be read is said on standard error, and the
 * command then ends with 3 whatever the other files hold.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import {
  combineReports,
  completenessLine,
  placeText,
  readBaseline,
  readLimits,
  renderAuditPage,
  stateLabels,
  toSarif,
  withoutBaseline
} from "@juesuan/audit"
import type { AuditReport, ReadDocument } from "@juesuan/audit"
import { FiscalYear, severityLabels } from "@juesuan/domain"
import type { Finding, FindingsReport, Operand } from "@juesuan/domain"
import type { TablePack } from "@juesuan/tables"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { isTerminal, outAs, say } from "../Console.ts"
import { Exit, exitCodes, unreadable, usage } from "../ExitCode.ts"
import { openEdition } from "../Edition.ts"
import { inputOf, readInput } from "../Input.ts"
import { choosePack } from "../Ledger.ts"
import { writeOutput } from "../Output.ts"
import { auditDocument } from "@juesuan/year/audit"
import { version } from "@juesuan/year/version"
import { failOnFindings, summaryLine } from "./check.ts"
import type { FailOn, Language } from "./check.ts"
import * as flags from "./options.ts"

export type AuditFormat = "text" | "json" | "sarif" | "xlsx" | "html"

export interface AuditCommand {
  readonly files: ReadonlyArray<string>
  readonly pack: Option.Option<string>
  readonly baseline: Option.Option<string>
  readonly unchecked: boolean
  /** Whether each item that must be disclosed is listed, and not only how many are met. */
  readonly checklist: boolean
  readonly approvedOn: Option.Option<string>
  readonly publishedOn: Option.Option<string>
  readonly format: AuditFormat
  readonly out: Option.Option<string>
  readonly failOn: FailOn
  readonly language: Language
}

/** A document, what was found in it, and what of that is shown. */
interface Audited {
  readonly read: ReadDocument
  readonly audit: AuditReport
  readonly shown: FindingsReport
}

/** Audits one file, or says why it cannot be. */
const auditFile = Effect.fn("auditFile")(function* (
  file: string,
  { language, approvedOn, publishedOn }: AuditCommand,
  pack: TablePack | undefined
) {
  const bytes = readInput(file, readLimits.bytesMax)
  if (Result.isFailure(bytes)) return yield* Effect.fail(bytes.failure.message)
  const document = { name: file, bytes: bytes.success }
  const { read, report } = yield* Effect.mapError(
    auditDocument(document, {
      pack,
      language,
      dates: {
        approvedOn: Option.getOrUndefined(approvedOn),
        publishedOn: Option.getOrUndefined(publishedOn)
      }
    }),
    ({ message }) => message
  )
  const audited: Audited = { read, audit: report, shown: report }
  return audited
})

const side = (name: string, operand: Operand | null): ReadonlyArray<string> => {
  if (operand === null) return []
  const { label, address, raw, value, unit, at } = operand
  const place = at === null ? "" : `  ${placeText(at)}`
  const said = raw ?? (value === null ? "" : `${value} ${unit}`.trimEnd())
  const exact = raw !== null && value !== null && raw !== value ? `（${`${value} ${unit}`.trimEnd()}）` : ""
  return [`  ${name} ${label}${said === "" ? "" : ` = ${said}${exact}`}  [${address}]${place}`]
}

const words = {
  zh: ["左", "右", "差额", "允许", "线索", "依据", "建议"],
  en: ["left", "right", "difference", "allowed", "lead", "basis", "suggestion"]
} as const

/** One finding for people: place, severity, both sides, difference, what is allowed, leads, basis, suggestion. */
export const findingText = (finding: Finding, language: Language): string => {
  const [left, right, difference, allowed, lead, basis, suggestion] = words[language]
  const severity = language === "zh" ? severityLabels[finding.severity] : finding.severity
  const place = placeText(finding.left?.at ?? finding.right?.at ?? null)
  const range = finding.allowed === null ? "" : `  ${allowed} ${finding.allowed.join(" … ")}`
  return [
    `${place === "" ? "" : `${place} `}[${severity}] ${finding.ruleId} ${finding.title}`,
    `  ${finding.message}`,
    ...side(left, finding.left),
    ...side(right, finding.right),
    ...(finding.difference === null ? [] : [`  ${difference} ${finding.difference}${range}`]),
    ...finding.leads.map(({ text }) => `  ${lead} ${text}`),
    `  ${basis} ${finding.basis}`,
    `  ${suggestion} ${finding.suggestion}`
  ].join("\n")
}

const recognisedLine = ({ audit: { file, recognised, problems } }: Audited, language: Language): string => {
  const { unitName, year, tables, sections, scorecards, claims, unbound } = recognised
  const name = unitName ?? "—"
  const rest =
    unbound.length === 0
      ? ""
      : language === "zh"
        ? `，未识别的表 ${unbound.length}`
        : `, ${unbound.length} unknown tables`
  const faults =
    problems.length === 0
      ? ""
      : language === "zh"
        ? `，未读出 ${problems.length} 处`
        : `, ${problems.length} parts unread`
  return language === "zh"
    ? `${file}: ${name} ${year ?? ""}年度，${tables.length} 张表、${sections.length} 节、${scorecards.length} 张自评表、` +
        `${claims} 条陈述${rest}${faults}`
    : `${file}: ${name} ${year ?? ""}, ${tables.length} tables, ${sections.length} sections, ` +
        `${scorecards.length} self-evaluations, ${claims} claims${rest}${faults}`
}

const uncheckedText = ({ audit: { unchecked } }: Audited, language: Language): string => {
  const head = language === "zh" ? "没有规则检查的数字" : "Numbers that no rule read"
  const lines = unchecked.map(({ at, raw, label }) => `  ${placeText(at)} ${raw}  ${label}`)
  return [`${head}: ${unchecked.length}`, ...lines].join("\n")
}

const checklistText = ({ audit: { completeness } }: Audited, options: AuditCommand): string => {
  const { language, checklist } = options
  const lines = (checklist ? completeness.items : []).map(({ id, group, item, state, problem, at }) => {
    const label = language === "zh" ? stateLabels[state] : state
    const place = placeText(at)
    return `  [${label}] ${id} ${group} · ${item}${problem === null ? "" : `: ${problem}`}${place === "" ? "" : `  ${place}`}`
  })
  return [completenessLine(completeness, language), ...lines].join("\n")
}

const textOf = (audited: ReadonlyArray<Audited>, options: AuditCommand): string => {
  const { language } = options
  const blocks = audited.flatMap((one) => [
    recognisedLine(one, language),
    ...one.shown.findings.map((finding) => findingText(finding, language)),
    ...(options.unchecked ? [uncheckedText(one, language)] : []),
    checklistText(one, options)
  ])
  return `${[...blocks, summaryLine(shownReport(audited))].join("\n\n")}\n`
}

/** The findings that are shown, with the summary of everything that was checked. */
const shownReport = (audited: ReadonlyArray<Audited>): FindingsReport => {
  const { summary } = combineReports(audited.map(({ audit }) => audit))
  const { findings } = combineReports(
    audited.map(({ audit, shown }) => ({ ...audit, findings: shown.findings }))
  )
  return { schema: "juesuan/findings/1", summary, findings }
}

const jsonOf = (audited: ReadonlyArray<Audited>, options: AuditCommand): string => {
  const documents = audited.map(({ audit }) => ({
    file: audit.file,
    summary: audit.summary,
    recognised: audit.recognised,
    problems: audit.problems,
    completeness: audit.completeness,
    ...(options.unchecked ? { unchecked: audit.unchecked } : {})
  }))
  return `${JSON.stringify({ ...shownReport(audited), documents }, null, 2)}\n`
}

const pageOf = ({ read, audit, shown }: Audited): string =>
  renderAuditPage(read, shown, `${audit.recognised.unitName ?? path.basename(audit.file)} 审核结果`)

/** One page a document, named after it. Two documents of one name in different folders are told apart by number. */
const writePages = Effect.fn("writePages")(function* (audited: ReadonlyArray<Audited>, folder: string) {
  const edition = yield* openEdition(folder)
  const names = new Set<string>()
  for (const one of audited) {
    const stem = path.basename(one.audit.file).replace(/\.[A-Za-z]{1,8}$/, "")
    let name = `${stem}.html`
    for (let number = 2; names.has(name); number++) name = `${stem}-${number}.html`
    names.add(name)
    yield* edition.write(name, pageOf(one))
  }
  yield* edition.publish
  for (const name of names) say(`wrote ${path.join(folder, name)}`)
}, Effect.scoped)

const isFolder = (target: string): boolean =>
  target.endsWith("/") || (fs.existsSync(target) && fs.statSync(target).isDirectory())

const render = Effect.fn("render")(function* (audited: ReadonlyArray<Audited>, options: AuditCommand) {
  switch (options.format) {
    case "text":
      return textOf(audited, options)
    case "json":
      return jsonOf(audited, options)
    case "sarif":
      return `${JSON.stringify(toSarif(shownReport(audited), version), null, 2)}\n`
    case "html":
      return audited.map(pageOf).join("\n")
    case "xlsx": {
      const { findingsWorkbook } = yield* Effect.promise(() => import("../AuditWorkbook.ts"))
      return findingsWorkbook(audited)
    }
  }
})

const baselineOf = Effect.fn("baselineOf")(function* (file: Option.Option<string>) {
  if (Option.isNone(file)) return null
  const bytes = yield* inputOf(file.value, readLimits.bytesMax)
  const read = readBaseline(new TextDecoder().decode(bytes))
  if (Result.isFailure(read)) return yield* Effect.fail(unreadable(`${file.value}: ${read.failure.message}`))
  return read.success
})

/** Takes out what the baseline knows, and says how much that was. */
const withBaseline = (
  audited: ReadonlyArray<Audited>,
  baseline: ReadonlySet<string> | null
): ReadonlyArray<Audited> => {
  if (baseline === null) return audited
  // In a report of several documents, fingerprints begin with the file.
  const prefix = (file: string): string => (audited.length === 1 ? "" : `${file}|`)
  let known = 0
  const found = new Set<string>()
  const shown = audited.map((one): Audited => {
    const mine = [...baseline]
      .filter((print) => print.startsWith(prefix(one.audit.file)))
      .map((print) => print.slice(prefix(one.audit.file).length))
    const compared = withoutBaseline(one.audit, new Set(mine))
    known += compared.known.length
    for (const { fingerprint } of compared.known) found.add(`${prefix(one.audit.file)}${fingerprint}`)
    return { ...one, shown: compared.report }
  })
  say(`baseline: ${known} findings known, ${baseline.size - found.size} of it no longer found`)
  return shown
}

const day = (name: string, what: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription(`${what}, such as 2025-09-01`),
    Flag.optional
  )

const isNoDay = (given: Option.Option<string>): boolean =>
  Option.isSome(given) && !FiscalYear.isBusinessDate(given.value)

/** Runs `audit`. */
export const audit = Effect.fn("audit")(function* (options: AuditCommand) {
  const pack = Option.isSome(options.pack) ? yield* choosePack(options.pack.value) : undefined
  const target = Option.getOrUndefined(options.out)
  if (isNoDay(options.approvedOn) || isNoDay(options.publishedOn))
    return yield* Effect.fail(
      usage("--approved-on and --published-on take calendar days, such as 2025-09-01.")
    )
  if (target === undefined && options.format === "xlsx" && isTerminal())
    return yield* Effect.fail(
      usage("A workbook is no text for a terminal: give --out FILE.xlsx or redirect the output.")
    )
  if (target === undefined && options.format === "html" && options.files.length > 1)
    return yield* Effect.fail(usage("Several documents make several pages: give --out FOLDER."))
  const baseline = yield* baselineOf(options.baseline)
  const results = yield* Effect.forEach(options.files, (file) =>
    Effect.result(auditFile(file, options, pack))
  )
  const failures = results.filter(Result.isFailure).map(({ failure }) => failure)
  const audited = withBaseline(
    results.filter(Result.isSuccess).map(({ success }) => success),
    baseline
  )
  if (audited.length > 0) {
    if (target !== undefined && options.format === "html" && (audited.length > 1 || isFolder(target)))
      yield* writePages(audited, target)
    else {
      const data = yield* render(audited, options)
      if (target === undefined) outAs(options.format, data)
      else {
        yield* writeOutput(target, data)
        say(`wrote ${target}`)
      }
    }
  }
  if (failures.length > 0)
    return yield* Effect.fail(new Exit({ code: exitCodes.inputUnreadable, text: failures.join("\n") }))
  yield* failOnFindings(shownReport(audited), options.failOn)
})

/** `audit` with its arguments. */
export const command = Command.make(
  "audit",
  {
    files: Argument.String("FILE").pipe(
      Argument.withDescription("published documents: .pdf, .txt, .md, .html, .docx or .xlsx"),
      Argument.variadic({ min: 1 })
    ),
    pack: flags.packIfAny,
    baseline: Flag.String("baseline").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("an earlier --format json report: what it knows is not told again"),
      Flag.optional
    ),
    unchecked: Flag.Boolean("unchecked").pipe(
      Flag.withDescription("also list the printed numbers that no rule read"),
      Flag.withDefault(false)
    ),
    checklist: Flag.Boolean("checklist").pipe(
      Flag.withDescription("list each item that must be disclosed (检查表), and whether it is"),
      Flag.withDefault(false)
    ),
    approvedOn: day("approved-on", "the day of the approval (批复), for the 20 days until publication"),
    publishedOn: day("published-on", "the day of publication"),
    format: flags.format("text", "json", "sarif", "xlsx", "html"),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write there instead of to standard output; a folder for several pages"),
      Flag.optional
    ),
    failOn: flags.failOn,
    language: flags.language
  },
  audit
)
