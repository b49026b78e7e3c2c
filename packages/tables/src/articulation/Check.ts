/**
 * Checking tables by all rules, to a findings report.
 *
 * A rule counts once, with the gravest outcome of its comparisons; every failed or unreadable comparison is a
 * finding. "0 findings" always comes with how many rules ran over how many figures.
 */
import { Address, Money, figureCounts } from "@juesuan/domain"
import type { Finding, FindingsReport, FindingsSummary, Operand, Outcome } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"
import type { ArticulationContext } from "./Context.ts"
import { compareAll } from "./Evaluate.ts"
import type { Comparison, Side } from "./Evaluate.ts"
import { cellLabel } from "./CellLabel.ts"
import { leadsOf } from "./Leads.ts"
import { basisTexts } from "./Rule.ts"
import { nameFaultText, nameFaultsOf } from "./RuleNames.ts"
import type { NameFault } from "./RuleNames.ts"
import type { ArticulationRule } from "./Rule.ts"
import { articulationRules } from "./rules.ts"
import { checkStructure } from "./Structures.ts"
import type { StructuralResult } from "./Structures.ts"

const gravity: ReadonlyArray<Outcome> = ["notApplicable", "pass", "unreadable", "fail", "error"]

const gravest = (outcomes: ReadonlyArray<Outcome>): Outcome =>
  gravity[Math.max(0, ...outcomes.map((outcome) => gravity.indexOf(outcome)))]!

/** One side of a comparison as an operand of a finding, in 元. */
export const sideOperand = (source: TableSource, side: Side): Operand => {
  const [first, ...rest] = side.addresses
  const label =
    first === undefined
      ? "0"
      : rest.length === 0
        ? cellLabel(source, first)
        : `${cellLabel(source, first)} 等 ${rest.length + 1} 项`
  const value = side.unreadable.length > 0 ? null : Money.toText(side.amount)
  return { address: first ?? "0", label, raw: side.raw, value, unit: "元", at: side.at }
}

/** On what basis a rule stands, in words. */
export const basisOf = (rule: ArticulationRule): string =>
  rule.basis.map((letter) => basisTexts[letter]).join("；")

/** A last printed place, such as 0.01 万元 or 1 元. */
const placeName = (place: number): string =>
  place >= 10_000 ? `${place / 1_000_000} 万元` : `${place / 100} 元`

/** Why sides may differ by what they are allowed to; empty where amounts are exact. */
export const allowanceOf = (comparison: Comparison, source: TableSource, en: boolean): string => {
  const { left, right, allowed } = comparison
  if (allowed === 0) return ""
  const places = [...left.addresses, ...right.addresses].map((address) => {
    const { table, row, column } = Address.cellOf(address)
    const reading = source.get(table)?.rows.get(row)?.cells.get(column)
    return reading?.state === "value" ? (reading.place ?? 0) : 0
  })
  const count = left.rounded + right.rounded
  const widest = placeName(Math.max(...places))
  return en
    ? ` (rounding of ${count} amounts printed to ${widest} explains up to ±${Money.format(allowed)} 元)`
    : `（${count} 个数列示到 ${widest}，舍入最多可差 ±${Money.format(allowed)} 元）`
}

const messageOf = (
  left: Operand,
  right: Operand,
  comparison: Comparison,
  source: TableSource,
  en: boolean
): string => {
  const { relation } = comparison.relation
  if (comparison.outcome === "unreadable") {
    return en
      ? `cannot be told: a cell is blank or unreadable (${left.label}, ${right.label})`
      : `无法判断：有单元格为空或无法识别（${left.label}、${right.label}）`
  }
  const difference = Money.format(Money.subtract(comparison.left.amount, comparison.right.amount))
  const sides = `${left.label} ${left.value} ${relation} ${right.label} ${right.value}`
  const allowance = allowanceOf(comparison, source, en)
  return en
    ? `does not hold: ${sides}; difference ${difference} 元${allowance}`
    : `不成立：${sides}，差 ${difference} 元${allowance}`
}

/** The closed interval of differences that rounding in print alone explains. */
export const allowedOf = ({ allowed }: Comparison): readonly [string, string] => [
  Money.toText(Money.negate(allowed)),
  Money.toText(allowed)
]

const findingOf = (
  rule: ArticulationRule,
  comparison: Comparison,
  source: TableSource,
  { language = "zh", previous }: ArticulationContext
): Finding => {
  const { left: leftSide, right: rightSide } = comparison
  const left = sideOperand(source, leftSide)
  const right = sideOperand(source, rightSide)
  const addresses = [...leftSide.addresses, ...rightSide.addresses]
  const isFail = comparison.outcome === "fail"
  return {
    ruleId: rule.id,
    outcome: isFail ? "fail" : "unreadable",
    severity: isFail ? rule.severity : "hint",
    title: rule.title[language],
    message: messageOf(left, right, comparison, source, language === "en"),
    left,
    right,
    difference: isFail ? Money.toText(Money.subtract(leftSide.amount, rightSide.amount)) : null,
    allowed: isFail ? allowedOf(comparison) : null,
    leads: isFail ? leadsOf(source, leftSide.amount, rightSide.amount, addresses, language, previous) : [],
    basis: basisOf(rule),
    suggestion: rule.suggestion,
    fingerprint: `${rule.id}|${addresses.join(",")}`
  }
}

/** What a finding at one address says, beside what its rule says of every finding. */
interface PlacedFault {
  readonly outcome: Finding["outcome"]
  readonly severity: Finding["severity"]
  readonly message: string
  readonly address: string
  readonly suggestion: string
  readonly fingerprint: string
}

/** A finding that compares nothing: of a form, or of a name in the rule itself. */
const placedFinding = (
  rule: ArticulationRule,
  { outcome, severity, message, address, suggestion, fingerprint }: PlacedFault,
  language: "zh" | "en"
): Finding => ({
  ruleId: rule.id,
  outcome,
  severity,
  title: rule.title[language],
  message,
  left: { address, label: address, raw: null, value: null, unit: "", at: null },
  right: null,
  difference: null,
  allowed: null,
  leads: [],
  basis: basisOf(rule),
  suggestion,
  fingerprint
})

const structuralFindings = (
  rule: ArticulationRule,
  { faults }: StructuralResult,
  language: "zh" | "en"
): ReadonlyArray<Finding> =>
  faults.map(({ outcome, severity, address, [language]: message }) => {
    const fingerprint = `${rule.id}|${address}`
    const { suggestion } = rule
    return placedFinding(rule, { outcome, severity, message, address, suggestion, fingerprint }, language)
  })

const nameFinding = (rule: ArticulationRule, fault: NameFault, language: "zh" | "en"): Finding =>
  placedFinding(
    rule,
    {
      outcome: "error",
      severity: "block",
      message: nameFaultText(fault, language),
      address: fault.address,
      suggestion: language === "en" ? "Correct the name in the rule." : "请改正规则中的名称。",
      fingerprint: `${rule.id}|${fault.what}|${fault.address}`
    },
    language
  )

/** What one rule had to say. */
export interface RuleResult {
  readonly rule: ArticulationRule
  readonly outcome: Outcome
  readonly findings: ReadonlyArray<Finding>
  /** The cells it read, by address. */
  readonly addresses: ReadonlySet<string>
  /** What it compared, in the order of its relations. */
  readonly comparisons: ReadonlyArray<Comparison>
}

/**
 * Runs one rule. A rule that names a table, row, column or figure that nothing could have is an `error` and compares
 * nothing; one whose table was not published is `notApplicable`.
 */
export const checkRule = (
  rule: ArticulationRule,
  source: TableSource,
  context: ArticulationContext
): RuleResult => {
  const language = context.language ?? "zh"
  const faults = nameFaultsOf(rule, source, context)
  if (faults.length > 0) {
    const findings = faults.map((fault) => nameFinding(rule, fault, language))
    return { rule, outcome: "error", findings, addresses: new Set(), comparisons: [] }
  }
  const comparisons = rule.relations.flatMap((relation) => compareAll(relation, source, context))
  const structural = rule.structure === undefined ? null : checkStructure(rule.structure, source, context)
  const isTelling = ({ outcome }: Comparison): boolean => outcome === "fail" || outcome === "unreadable"
  const findings = [
    ...comparisons.filter(isTelling).map((comparison) => findingOf(rule, comparison, source, context)),
    ...(structural === null ? [] : structuralFindings(rule, structural, language))
  ]
  const addresses = new Set(structural?.addresses)
  for (const { left, right, outcome } of comparisons) {
    if (outcome === "notApplicable") continue
    for (const address of [...left.addresses, ...right.addresses]) addresses.add(address)
  }
  const outcomes: ReadonlyArray<Outcome> = [
    ...comparisons.map(({ outcome }) => outcome),
    ...(structural === null ? [] : [structural.outcome])
  ]
  return { rule, outcome: gravest(outcomes), findings, addresses, comparisons }
}

/** The figures of the tables: cells that print something. */
const figuresOf = (source: TableSource): ReadonlySet<string> => {
  const figures = new Set<string>()
  for (const table of source.values()) {
    for (const row of table.rows.values()) {
      for (const [column, { state }] of row.cells)
        if (state !== "blank") figures.add(`${table.key}/${row.key}/${column}`)
    }
  }
  return figures
}

/** The cells that a rule judged: those that it read and could compare. */
export const judgedAddresses = ({ addresses, comparisons }: RuleResult): ReadonlySet<string> => {
  const of = (wanted: (outcome: Outcome) => boolean): ReadonlySet<string> =>
    new Set(
      comparisons
        .filter(({ outcome }) => wanted(outcome))
        .flatMap(({ left, right }) => [...left.addresses, ...right.addresses])
    )
  const judged = of((outcome) => outcome === "pass" || outcome === "fail")
  const open = of((outcome) => outcome === "unreadable" || outcome === "error")
  return new Set([...addresses].filter((address) => judged.has(address) || !open.has(address)))
}

const summaryOf = (results: ReadonlyArray<RuleResult>, source: TableSource): FindingsSummary => {
  const count = (outcome: Outcome): number => results.filter((result) => result.outcome === outcome).length
  const figures = figuresOf(source)
  const judged = new Set(
    results.flatMap((result) => [...judgedAddresses(result)]).filter((address) => figures.has(address))
  )
  return {
    rules: results.length,
    ...figureCounts({ verified: judged.size, undetermined: figures.size - judged.size, unread: 0 }),
    pass: count("pass"),
    fail: count("fail"),
    unreadable: count("unreadable"),
    notApplicable: count("notApplicable"),
    error: count("error")
  }
}

/** Checks tables by rules (default: all), in rule order. */
export const checkTables = (
  source: TableSource,
  context: ArticulationContext = {},
  rules: ReadonlyArray<ArticulationRule> = articulationRules
): FindingsReport => {
  const results = rules.map((rule) => checkRule(rule, source, context))
  return {
    schema: "juesuan/findings/1",
    summary: summaryOf(results, source),
    findings: results.flatMap(({ findings }) => findings)
  }
}

/** For each cell, the rules that read it. */
export const rulesByCell = (
  source: TableSource,
  context: ArticulationContext = {}
): ReadonlyMap<string, ReadonlyArray<string>> => {
  const byCell = new Map<string, Array<string>>()
  for (const rule of articulationRules) {
    for (const address of checkRule(rule, source, context).addresses) {
      const ids = byCell.get(address)
      if (ids === undefined) byCell.set(address, [rule.id])
      else ids.push(rule.id)
    }
  }
  return byCell
}
