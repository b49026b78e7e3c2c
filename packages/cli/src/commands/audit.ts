/**
 * `audit`: findings on published documents of any format.
 *
 * Files are read and judged one by one and told as one report. What cannot be read is said on standard error, and the
 * command then ends with 3 whatever the other files hold.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import {
  describedRules,
  readAccepted,
  readBaseline,
  readLimits,
  renderAuditPage,
  rulesChosen,
  toSarif,
  withoutAccepted,
  withoutBaseline
} from "@juesuan/audit"
import { FiscalYear } from "@juesuan/domain"
import type { TablePack } from "@juesuan/tables"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { say } from "../Console.ts"
import { deliver, refuseOnTerminal } from "../Delivery.ts"
import { Exit, exitCodes, unreadable, usage } from "../ExitCode.ts"
import { openEdition } from "../Edition.ts"
import { documentSources, namesInList } from "../DocumentSources.ts"
import type { DocumentSource } from "../DocumentSources.ts"
import { SMALL_FILE_MAX, inputOf } from "../Input.ts"
import { choosePack } from "../Ledger.ts"
import { auditText, shownReport } from "../AuditText.ts"
import type { AuditTextOptions, Audited, Refused } from "../AuditText.ts"
import { nearText } from "../Near.ts"
import { auditDocument } from "@juesuan/year/audit"
import { version } from "@juesuan/year/version"
import { failOnFindings } from "./check.ts"
import type { FailOn } from "./check.ts"
import * as flags from "./options.ts"

export type AuditFormat = "text" | "json" | "sarif" | "xlsx" | "html"

export interface AuditCommand extends AuditTextOptions {
  readonly files: ReadonlyArray<string>
  /** A file that names documents, one a line. */
  readonly list: Option.Option<string>
  readonly only: Option.Option<string>
  readonly without: Option.Option<string>
  readonly pack: Option.Option<string>
  readonly baseline: Option.Option<string>
  readonly accepted: Option.Option<string>
  readonly approvedOn: Option.Option<string>
  readonly publishedOn: Option.Option<string>
  readonly format: AuditFormat
  readonly out: Option.Option<string>
  readonly failOn: FailOn
}

/** How documents are judged. */
interface Setting {
  readonly pack: TablePack | undefined
  readonly isWanted: ((ruleId: string) => boolean) | undefined
}

/** Audits one document, or says why it cannot be. */
const auditOne = Effect.fn("auditOne")(function* (
  { name, bytes: read }: DocumentSource,
  { language, approvedOn, publishedOn }: AuditCommand,
  setting: Setting
) {
  const refuse = (message: string): Refused => ({ file: name, message })
  const bytes = read()
  if (Result.isFailure(bytes)) return yield* Effect.fail(refuse(bytes.failure))
  const document = { name, bytes: bytes.success }
  const audited = yield* Effect.mapError(
    auditDocument(document, {
      ...setting,
      language,
      dates: {
        approvedOn: Option.getOrUndefined(approvedOn),
        publishedOn: Option.getOrUndefined(publishedOn)
      }
    }),
    ({ message }) => refuse(message)
  )
  const { report } = audited
  return { read: audited.read, audit: report, shown: report, accepted: [] } satisfies Audited
})

const jsonOf = (
  audited: ReadonlyArray<Audited>,
  refused: ReadonlyArray<Refused>,
  options: AuditCommand
): string => {
  const documents = audited.map(({ audit, accepted }) => ({
    file: audit.file,
    summary: audit.summary,
    recognised: audit.recognised,
    problems: audit.problems,
    completeness: audit.completeness,
    accepted: accepted.map(({ finding, accepted: one }) => ({ ...one, ruleId: finding.ruleId })),
    ...(options.unchecked ? { unchecked: audit.unchecked } : {})
  }))
  return `${JSON.stringify({ ...shownReport(audited), documents, refused }, null, 2)}\n`
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

const render = Effect.fn("render")(function* (
  audited: ReadonlyArray<Audited>,
  refused: ReadonlyArray<Refused>,
  options: AuditCommand
) {
  switch (options.format) {
    case "text":
      return auditText(audited, refused, options)
    case "json":
      return jsonOf(audited, refused, options)
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

/** Takes out what was accepted, and says which entries are of nothing that is found any more. */
const withAccepted = Effect.fn("withAccepted")(function* (
  audited: ReadonlyArray<Audited>,
  file: Option.Option<string>
) {
  if (Option.isNone(file)) return audited
  const bytes = yield* inputOf(file.value, SMALL_FILE_MAX)
  const read = readAccepted(new TextDecoder().decode(bytes))
  if (Result.isFailure(read)) return yield* Effect.fail(unreadable(`${file.value}: ${read.failure.message}`))
  const entries = read.success
  const without = audited.map((one): Audited => {
    const { report, accepted } = withoutAccepted(one.audit, one.shown, entries)
    return { ...one, shown: report, accepted }
  })
  const found = new Set(without.flatMap(({ accepted }) => accepted.map((one) => one.accepted)))
  const stale = entries.filter((entry) => !found.has(entry)).map(({ fingerprint }) => `\n  ${fingerprint}`)
  say(`accepted: ${found.size} findings, ${stale.length} entries of nothing found any more${stale.join("")}`)
  return without
})

const day = (name: string, what: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription(`${what}, such as 2025-09-01`),
    Flag.optional
  )

const ruleNames = (name: string, what: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("R,…"),
    Flag.withDescription(`${what}: ids or beginnings of ids, such as AR-05-1,AR-N`),
    Flag.optional
  )

const isNoDay = (given: Option.Option<string>): boolean =>
  Option.isSome(given) && !FiscalYear.isBusinessDate(given.value)

/** The rules that are wanted; all where nothing is said. */
const wantedOf = Effect.fn("wantedOf")(function* ({ only, without }: AuditCommand) {
  if (Option.isSome(only) && Option.isSome(without))
    return yield* Effect.fail(usage("Give --only or --without, not both."))
  const given = Option.getOrUndefined(Option.orElse(only, () => without))
  if (given === undefined) return undefined
  const names = given.split(",").filter((name) => name.trim() !== "")
  const chosen = rulesChosen(Option.isSome(only) ? { only: names } : { without: names })
  if (Result.isSuccess(chosen)) return chosen.success
  const { message, name } = chosen.failure
  const ids = describedRules().map(({ id }) => id)
  return yield* Effect.fail(usage(`${message} ${nearText("rules", name, ids, "`juesuan rules`")}`))
})

/** The documents to audit: those named, and those of the list. */
const sourcesOf = Effect.fn("sourcesOf")(function* ({ files, list }: AuditCommand) {
  const listed = Option.isNone(list)
    ? []
    : namesInList(new TextDecoder().decode(yield* inputOf(list.value, SMALL_FILE_MAX)))
  const names = [...files, ...listed]
  if (names.length === 0)
    return yield* Effect.fail(usage("Name the documents to audit: files, folders, zips, or --list FILE."))
  const { documents, passedOver } = documentSources(names)
  if (passedOver.length > 0) say(`no documents, passed over: ${passedOver.join(", ")}`)
  return documents
})

/** Runs `audit`. */
export const audit = Effect.fn("audit")(function* (options: AuditCommand) {
  const pack = Option.isSome(options.pack) ? yield* choosePack(options.pack.value) : undefined
  const target = Option.getOrUndefined(options.out)
  if (isNoDay(options.approvedOn) || isNoDay(options.publishedOn))
    return yield* Effect.fail(
      usage("--approved-on and --published-on take calendar days, such as 2025-09-01.")
    )
  yield* refuseOnTerminal(options.format, options.out)
  const isWanted = yield* wantedOf(options)
  const sources = yield* sourcesOf(options)
  if (target === undefined && options.format === "html" && sources.length > 1)
    return yield* Effect.fail(usage("Several documents make several pages: give --out FOLDER."))
  const baseline = yield* baselineOf(options.baseline)
  const results = yield* Effect.forEach(sources, (source) =>
    Effect.result(auditOne(source, options, { pack, isWanted }))
  )
  const refused = results.filter(Result.isFailure).map(({ failure }) => failure)
  const audited = yield* withAccepted(
    withBaseline(
      results.filter(Result.isSuccess).map(({ success }) => success),
      baseline
    ),
    options.accepted
  )
  if (audited.length > 0) {
    if (target !== undefined && options.format === "html" && (audited.length > 1 || isFolder(target)))
      yield* writePages(audited, target)
    else yield* deliver(options.format, yield* render(audited, refused, options), options.out)
  }
  if (refused.length > 0) {
    const text = refused.map(({ message }) => message).join("\n")
    return yield* Effect.fail(new Exit({ code: exitCodes.inputUnreadable, text }))
  }
  yield* failOnFindings(shownReport(audited), options.failOn)
})

/** `audit` with its arguments. */
export const command = Command.make(
  "audit",
  {
    files: Argument.String("FILE").pipe(
      Argument.withDescription(
        "published documents: .pdf, .txt, .md, .html, .docx or .xlsx; folders and zips of them"
      ),
      Argument.variadic({ min: 0 })
    ),
    list: Flag.String("list").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("a file that names documents, folders or zips, one a line"),
      Flag.optional
    ),
    only: ruleNames("only", "judge by these rules only"),
    without: ruleNames("without", "judge by all rules but these"),
    pack: flags.packIfAny,
    baseline: Flag.String("baseline").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("an earlier --format json report: what it knows is not told again"),
      Flag.optional
    ),
    accepted: Flag.String("accepted").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription(
        "findings that somebody accepted, with reason, name and date: told apart, not counted"
      ),
      Flag.optional
    ),
    unchecked: Flag.Boolean("unchecked").pipe(
      Flag.withDescription("also list the printed numbers that no rule judged, and why"),
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
