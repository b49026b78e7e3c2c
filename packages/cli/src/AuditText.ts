/**
 * Audits as text for people: what was recognised, findings, numbers that are not verified, what must be disclosed, and
 * of several documents a summary.
 */
import { combineReports, completenessLine, placeText, stateLabels } from "@juesuan/audit"
import type { AuditReport, FoundAccepted, ReadDocument, Unverified } from "@juesuan/audit"
import { figureStatesText, severityLabels } from "@juesuan/domain"
import type { Finding, FindingsReport, Operand, Severity } from "@juesuan/domain"
import { summaryLine } from "./commands/check.ts"
import type { Language } from "./commands/check.ts"

/** A document, what was found in it, and what of that is shown. */
export interface Audited {
  readonly read: ReadDocument
  readonly audit: AuditReport
  readonly shown: FindingsReport
  /** What is there and was accepted before. */
  readonly accepted: ReadonlyArray<FoundAccepted>
}

/** A document that could not be audited, and why. */
export interface Refused {
  readonly file: string
  readonly message: string
}

/** What is printed beside the findings. */
export interface AuditTextOptions {
  readonly language: Language
  readonly unchecked: boolean
  /** Whether each item that must be disclosed is listed, and not only how many are met. */
  readonly checklist: boolean
}

const severities: ReadonlyArray<Severity> = ["block", "explain", "hint"]

/** The findings that are shown, with the summary of everything that was checked. */
export const shownReport = (audited: ReadonlyArray<Audited>): FindingsReport => {
  const { summary } = combineReports(audited.map(({ audit }) => audit))
  const { findings } = combineReports(
    audited.map(({ audit, shown }) => ({ ...audit, findings: shown.findings }))
  )
  return { schema: "juesuan/findings/1", summary, findings }
}

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
const findingText = (finding: Finding, language: Language): string => {
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

/** Why a number is not verified, with its state. */
const unverified = {
  noRule: { zh: "未能判断：没有规则用到", en: "undetermined: no rule reads it" },
  doubtful: {
    zh: "未能判断：与它相关的数读得不确定",
    en: "undetermined: what it belongs to was not read for certain"
  },
  unbound: { zh: "未读出：看不出是什么数", en: "unread: nothing says what it is of" }
} as const satisfies Record<Unverified, Record<Language, string>>

const uncheckedText = ({ audit: { unchecked } }: Audited, language: Language): string => {
  const head = language === "zh" ? "没有核实的数字" : "Numbers not verified"
  const lines = unchecked.map(
    ({ at, raw, label, reason }) => `  ${placeText(at)} ${raw}  ${label}  ${unverified[reason][language]}`
  )
  return [`${head}: ${unchecked.length}`, ...lines].join("\n")
}

const acceptedText = ({ accepted }: Audited, language: Language): ReadonlyArray<string> =>
  accepted.length === 0
    ? []
    : [
        [
          language === "zh" ? `已确认的问题 ${accepted.length} 处` : `Accepted findings: ${accepted.length}`,
          ...accepted.map(({ finding: { ruleId, title, left, right }, accepted: { reason, name, date } }) => {
            const place = placeText(left?.at ?? right?.at ?? null)
            return `  ${place === "" ? "" : `${place} `}${ruleId} ${title}  ${reason}（${name} ${date}）`
          })
        ].join("\n")
      ]

const checklistText = ({ audit: { completeness } }: Audited, options: AuditTextOptions): string => {
  const { language, checklist } = options
  const lines = (checklist ? completeness.items : []).map(({ id, group, item, state, problem, at }) => {
    const label = language === "zh" ? stateLabels[state] : state
    const place = placeText(at)
    return `  [${label}] ${id} ${group} · ${item}${problem === null ? "" : `: ${problem}`}${place === "" ? "" : `  ${place}`}`
  })
  return [completenessLine(completeness, language), ...lines].join("\n")
}

/** One line a document: what it is of, how far its figures were judged, and what was found. */
const overviewText = (
  audited: ReadonlyArray<Audited>,
  refused: ReadonlyArray<Refused>,
  language: Language
): string => {
  const count = ({ findings }: FindingsReport, wanted: Severity): number =>
    findings.filter(({ severity }) => severity === wanted).length
  const lines = audited.map(({ audit: { file, recognised, summary }, shown }) => {
    const found = severities.map((one) =>
      language === "zh" ? `${severityLabels[one]} ${count(shown, one)}` : `${count(shown, one)} ${one}`
    )
    const of = `${recognised.unitName ?? "—"} ${recognised.year ?? "—"}`
    const separator = language === "zh" ? "，" : ", "
    return `  ${file}: ${[of, figureStatesText(summary, language), ...found].join(separator)}`
  })
  const unread = language === "zh" ? "未审核" : "not audited"
  const head =
    language === "zh"
      ? `汇总：审核 ${audited.length} 份，未审核 ${refused.length} 份`
      : `Summary: ${audited.length} documents audited, ${refused.length} not`
  return [head, ...lines, ...refused.map(({ file }) => `  ${file}: ${unread}`)].join("\n")
}

/** Audits as text. */
export const auditText = (
  audited: ReadonlyArray<Audited>,
  refused: ReadonlyArray<Refused>,
  options: AuditTextOptions
): string => {
  const { language } = options
  const isMany = audited.length + refused.length > 1
  const blocks = audited.flatMap((one) => [
    recognisedLine(one, language),
    ...one.shown.findings.map((finding) => findingText(finding, language)),
    ...acceptedText(one, language),
    ...(options.unchecked ? [uncheckedText(one, language)] : []),
    checklistText(one, options)
  ])
  if (isMany) blocks.push(overviewText(audited, refused, language))
  return `${[...blocks, summaryLine(shownReport(audited))].join("\n\n")}\n`
}
