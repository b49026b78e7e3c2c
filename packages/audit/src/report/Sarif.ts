/**
 * Findings as SARIF 2.1.0, for editors and pipelines that read it.
 *
 * One result a finding: `error`, `warning` or `note` by severity. The left place is the location, the right one is
 * related; a place in a workbook has no line and is told as a logical location. The log holds no time.
 */
import type { Finding, FindingsReport, Operand, Place, Severity } from "@juesuan/domain"

/** What a log says of a rule beside its id. */
export interface SarifRule {
  readonly id: string
  readonly title: string
  readonly basis: string
  readonly suggestion: string
  readonly severity: Severity
}

const levels = { block: "error", explain: "warning", hint: "note" } as const satisfies Record<
  Severity,
  string
>

/** A file name as a relative URI reference: each segment escaped, separators kept. */
const uriOf = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join("/")

const physical = ({ file, line, column }: Place) => ({
  artifactLocation: { uri: uriOf(file) },
  ...(line === undefined
    ? {}
    : { region: { startLine: line, ...(typeof column === "number" ? { startColumn: column } : {}) } })
})

const logical = ({ sheet, page, line, column }: Place, address: string) => [
  { name: address, kind: "figure" },
  ...(page === undefined ? [] : [{ name: String(page), kind: "page" }]),
  ...(line === undefined && (sheet !== undefined || column !== undefined)
    ? [{ fullyQualifiedName: [sheet, column].filter((part) => part !== undefined).join("!"), kind: "cell" }]
    : [])
]

const locationOf = ({ at, address, label }: Operand, withMessage: boolean) =>
  at === null
    ? {
        logicalLocations: [{ name: address, kind: "figure" }],
        ...(withMessage ? { message: { text: label } } : {})
      }
    : {
        physicalLocation: physical(at),
        logicalLocations: logical(at, address),
        ...(withMessage ? { message: { text: label } } : {})
      }

const resultOf = (finding: Finding, ruleIndex: number) => {
  const { left, right, leads, difference, allowed, outcome } = finding
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    // SARIF gives a level to failures alone (§3.27.10); of others the severity is a property.
    level: outcome === "fail" ? levels[finding.severity] : "none",
    kind: outcome === "fail" ? "fail" : outcome === "unreadable" ? "review" : "notApplicable",
    message: { text: [finding.message, ...leads.map(({ text }) => `线索：${text}`)].join("\n") },
    locations: left === null ? [] : [locationOf(left, false)],
    ...(right === null ? {} : { relatedLocations: [{ id: 1, ...locationOf(right, true) }] }),
    partialFingerprints: { "juesuan/1": finding.fingerprint },
    properties: {
      outcome,
      severity: finding.severity,
      difference,
      allowed,
      left: left === null ? null : left.value,
      right: right === null ? null : right.value,
      suggestion: finding.suggestion
    }
  }
}

const ruleOf = ({ id, title, basis, suggestion, severity }: SarifRule) => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: `${title}（${basis}）` },
  help: { text: suggestion },
  defaultConfiguration: { level: levels[severity] }
})

/** The rules that findings name, by what the findings themselves say of them. */
const rulesIn = (findings: ReadonlyArray<Finding>): ReadonlyArray<SarifRule> => {
  const rules = new Map<string, SarifRule>()
  for (const { ruleId: id, title, basis, suggestion, severity } of findings)
    if (!rules.has(id)) rules.set(id, { id, title, basis, suggestion, severity })
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A report as a SARIF log object; `version` is that of the tool. */
export const toSarif = ({ findings, summary }: FindingsReport, version: string) => {
  const rules = rulesIn(findings)
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]))
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "juesuan", version, language: "zh-CN", rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, indexOf.get(finding.ruleId)!)),
        properties: { summary }
      }
    ]
  }
}
