/**
 * What is said of broken relations between cells: the one cell that is wrong and what it should be, or the cells of
 * which one is.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import type { Finding, Lead, Operand, Place, Severity } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import type { TableSource } from "@juesuan/tables"
import type { PublishedDocument } from "../PublishedDocument.ts"
import { isLostRow } from "../LostRow.ts"
import { readingAt } from "./Corrected.ts"
import { say } from "./Language.ts"
import type { Language } from "./Language.ts"
import type { LinearRelation } from "./Relations.ts"
import type { Cause, Correction } from "./RootCause.ts"

const { allowanceOf, allowedOf, basisOf, cellLabel, leadsOf, sideOperand } = Articulation

/** So many equally good corrections are told one by one; more are told as the sum they stand in. */
const ALTERNATIVES_MAX = 4

const rank: Readonly<Record<Severity, number>> = { hint: 0, explain: 1, block: 2 }

const gravest = (relations: ReadonlyArray<LinearRelation>): Severity =>
  relations.map(({ rule }) => rule.severity).reduce((a, b) => (rank[b] > rank[a] ? b : a))

const idsOf = (relations: ReadonlyArray<LinearRelation>): ReadonlyArray<string> => [
  ...new Set(relations.map(({ rule }) => rule.id))
]

const cellOperand = (source: TableSource, address: string): Operand => {
  const reading = readingAt(source, address)
  const isValue = reading?.state === "value"
  return {
    address,
    label: cellLabel(source, address),
    raw: isValue ? (reading.raw ?? Money.format(reading.amount)) : null,
    value: isValue ? Money.toText(reading.amount) : null,
    unit: "元",
    at: reading?.at ?? null
  }
}

/** Every cell of a side by address, so that whichever of them is wrong is named. */
const namedSide = (source: TableSource, side: Articulation.Side): Operand => {
  const operand = sideOperand(source, side)
  return side.addresses.length < 2 ? operand : { ...operand, address: side.addresses.join(" + ") }
}

/** The side of a relation that a cell does not stand in. */
const otherSide = ({ comparison }: LinearRelation, address: string): Articulation.Side =>
  comparison.left.addresses.includes(address) ? comparison.right : comparison.left

const printedAmount = (source: TableSource, address: string): Money.Money => {
  const reading = readingAt(source, address)
  return reading?.state === "value" ? reading.amount : Money.zero
}

const shown = (value: string | null): string =>
  value === null ? "—" : value.replace(/\B(?=(\d{3})+\.)/g, ",")

/** A broken relation with what stands on both sides; its rule's id stands before it. */
const relationText = (source: TableSource, { rule, comparison }: LinearRelation): string => {
  const left = sideOperand(source, comparison.left)
  const right = sideOperand(source, comparison.right)
  const { relation } = comparison.relation
  return `${rule.id}（${left.label} ${shown(left.value)} ${relation} ${right.label} ${shown(right.value)}）`
}

interface Common {
  readonly source: TableSource
  readonly cause: Cause
  readonly language: Language
}

const commonOf = ({ cause: { relations }, language }: Common) => {
  const { rule, comparison } = relations[0]!
  return {
    ruleId: rule.id,
    outcome: "fail" as const,
    severity: gravest(relations),
    title: rule.title[language],
    allowed: allowedOf(comparison),
    basis: basisOf(rule),
    suggestion: rule.suggestion
  }
}

/** That the cells above carry the same error and change with it. */
const carriedText = ({ carried }: Correction, language: Language): string => {
  if (carried.length === 0) return ""
  const rows = carried.map(({ address }) => {
    const { row } = Address.cellOf(address)
    return row === "total" ? say(language, "合计", "the total") : row
  })
  return say(
    language,
    `（${rows.join("、")} 同列随之更正）`,
    ` (and with it ${rows.join(", ")} in the same column)`
  )
}

/** One cell explains everything. */
const cellFinding = (common: Common, correction: Correction): Finding => {
  const { source, cause, language } = common
  const { address, value } = correction
  const carried = carriedText(correction, language)
  const { relations } = cause
  const left = cellOperand(source, address)
  const printed = printedAmount(source, address)
  const other = otherSide(relations[0]!, address)
  const opposite = sideOperand(source, other)
  const list = relations.slice(0, 4).map((relation) => relationText(source, relation))
  const more = relations.length > 4 ? say(language, `等 ${relations.length} 项`, ` and others`) : ""
  const allowance = allowanceOf(relations[0]!.comparison, source, language === "en")
  const right: Operand = {
    address: opposite.address === address ? "0" : opposite.address,
    label: say(
      language,
      `按${idsOf(relations).join("、")}重算`,
      `recomputed by ${idsOf(relations).join(", ")}`
    ),
    raw: other.addresses.length === 1 && other.amount === value ? opposite.raw : null,
    value: Money.toText(value),
    unit: "元",
    at: opposite.at
  }
  return {
    ...commonOf(common),
    message: say(
      language,
      `${left.label}列示 ${Money.format(printed)}，按 ${relations.length} 项勾稽关系应为 ${Money.format(value)}${carried}，` +
        `差 ${Money.format(Money.subtract(printed, value))} 元${allowance}。不成立的关系：${list.join("；")}${more}。`,
      `${left.label} prints ${Money.format(printed)}; ${relations.length} relations make it ${Money.format(value)}${carried}` +
        `${allowance}. Broken: ${list.join("; ")}${more}.`
    ),
    left,
    right,
    difference: Money.toText(Money.subtract(printed, value)),
    leads: leadsOf(source, printed, value, [address], language),
    fingerprint: `${commonOf(common).ruleId}|${address}`
  }
}

/** The one correction among many that a typing slip of one digit, two swapped ones or a sign would explain. */
const slipLead = (
  source: TableSource,
  corrections: ReadonlyArray<Correction>,
  language: Language
): ReadonlyArray<Lead> => {
  const slips = new Set(["digit-changed", "digit-lost", "sign", "unit-slip"])
  const likely = corrections.filter(({ address, value }) => {
    const printed = printedAmount(source, address)
    if (printed === 0 || value === 0) return false
    const leads = leadsOf(new Map(), printed, value, [address], language)
    return leads.some(({ kind }) => slips.has(kind))
  })
  const [one] = likely
  if (one === undefined || likely.length > 1) return []
  const label = cellLabel(source, one.address)
  return [
    {
      kind: "likely-cell",
      text: say(
        language,
        `只有${label}改为 ${Money.format(one.value)} 可由一次录入错误解释`,
        `only ${label}, read as ${Money.format(one.value)}, would be one typing slip`
      )
    }
  ]
}

const alternativesText = (
  source: TableSource,
  corrections: ReadonlyArray<Correction>,
  language: Language
): string =>
  corrections
    .slice(0, ALTERNATIVES_MAX)
    .map((correction) => {
      const { address, value } = correction
      const more = carriedText(correction, language)
      return say(
        language,
        `${cellLabel(source, address)}应为 ${Money.format(value)}${more}`,
        `${cellLabel(source, address)} should be ${Money.format(value)}${more}`
      )
    })
    .join(say(language, "，或", ", or "))

/** Several cells explain equally well, or none does: the relation is told with both its sides. */
const relationFinding = (common: Common): Finding => {
  const { source, cause, language } = common
  const { relations, corrections } = cause
  const { rule, comparison } = relations[0]!
  const isPair = corrections.length === 2
  const left = isPair ? cellOperand(source, corrections[0]!.address) : namedSide(source, comparison.left)
  const right = isPair ? cellOperand(source, corrections[1]!.address) : namedSide(source, comparison.right)
  const difference = Money.subtract(comparison.left.amount, comparison.right.amount)
  const addresses = [...comparison.left.addresses, ...comparison.right.addresses]
  const either =
    corrections.length > 1 && corrections.length <= ALTERNATIVES_MAX
      ? say(
          language,
          `下列任一处更正都能消除：${alternativesText(source, corrections, language)}。`,
          `Any one of these would mend it: ${alternativesText(source, corrections, language)}.`
        )
      : ""
  const allowance = allowanceOf(comparison, source, language === "en")
  const text = relations.map((relation) => relationText(source, relation)).slice(0, 3)
  return {
    ...commonOf(common),
    message: say(
      language,
      `不成立：${text.join("；")}，差 ${Money.format(difference)} 元${allowance}。${either}`,
      `Does not hold: ${text.join("; ")}; difference ${Money.format(difference)} 元${allowance}. ${either}`
    ),
    left,
    right,
    difference: Money.toText(difference),
    leads: [
      ...slipLead(source, corrections, language),
      ...leadsOf(source, comparison.left.amount, comparison.right.amount, addresses, language)
    ].slice(0, 3),
    fingerprint: `${rule.id}|${addresses.join(",")}`
  }
}

/** What is said of one cause. */
export const brokenFinding = (cause: Cause, source: TableSource, language: Language): Finding => {
  const common = { source, cause, language }
  const [only, ...others] = cause.corrections
  return only !== undefined && others.length === 0 ? cellFinding(common, only) : relationFinding(common)
}

/** Where what an address names stands: the cell, a cell of its row, or its table. */
export const placeOf = (document: PublishedDocument, address: string): Place | null => {
  const { table: key, row, column } = Address.cellOf(address)
  const printed = document.tables.get(key ?? "")?.rows.get(row ?? "")
  const cell = printed?.cells.get(column ?? "") ?? printed?.cells.values().next().value
  return cell?.at ?? document.tableFacts.get(key ?? "")?.at ?? null
}

/** Rules of codes whose breach may be the reading's: what was cut, renamed, or is the form of another year. */
const structural = new Set(["AR-02-4", "AR-X-17"])

const plainName = (text: string): string => text.replace(/[\s（）()“”"、，,]/g, "")

/**
 * Whether a row's name is no reason to say anything: it is the code's, or one it had before, or nobody has seen the
 * code's name of that year in print.
 */
const isNameAccepted = (document: PublishedDocument, address: string): boolean => {
  const { table, row: code } = Address.cellOf(address)
  const row = document.tables.get(table)?.rows.get(code)
  const label = row === undefined || isLostRow(row) ? "" : row.label
  const entry = Classification.lookup("functional", code)
  const isKnown = entry?.isVerified === true && document.year === Classification.editions[0]?.from
  return (
    label === "" ||
    !isKnown ||
    Classification.isNameOf("functional", code, label) ||
    plainName(entry.name) === plainName(label)
  )
}

/**
 * Whether a row that a finding sets against another is not printed in a table that has rows: a row may be lost between
 * print and reading, and a rule that usually holds proves nothing against one.
 */
const lacksRow = ({ tables }: PublishedDocument, { left, right, ruleId }: Finding): boolean => {
  if (ruleId !== "AR-X-16") return false
  const { row } = Address.cellOf(left?.address ?? "")
  const isPrinted = (key: string): boolean => tables.get(key)?.rows.has(row) === true
  return right !== null && !(isPrinted("T02") && isPrinted("T03"))
}

/** The summary tables: their forms print every line, whether there is an amount or not. */
const summaries = new Set(["T01", "T04"])

/** Whether a comparison takes a line of a summary table for nothing that is not printed: it may have been lost. */
const lacksLine = ({ relation, binding }: Articulation.Comparison, { tables }: PublishedDocument): boolean =>
  [relation.left, relation.right].some((expression) =>
    (Articulation.signedCells(expression, binding, tables) ?? []).some(({ address }) => {
      const { table: key, row, column } = Address.cellOf(address)
      const rows = summaries.has(key) ? tables.get(key)?.rows : undefined
      return rows !== undefined && rows.get(row)?.cells.has(column) !== true
    })
  )

/** Findings of soft rules and of structure, with their places; what cannot be told is told elsewhere. */
export const softFindings = (
  { rule, findings, comparisons }: Articulation.RuleResult,
  document: PublishedDocument
): ReadonlyArray<Finding> => {
  const isStructural = structural.has(rule.id)
  if (rule.strength !== "S" && !isStructural) return []
  const failed = comparisons.filter(({ outcome }) => outcome === "fail")
  if (failed.length > 0 && failed.every((one) => lacksLine(one, document))) return []
  const restored = new Set(document.restorations.map(({ address }) => address))
  const isTold = (finding: Finding): boolean => {
    const { outcome, left } = finding
    const address = left?.address ?? ""
    if (outcome !== "fail" || restored.has(address) || lacksRow(document, finding)) return false
    const code = Address.cellOf(address).row
    const isName = rule.id === "AR-02-4" && /^(\d{3}|\d{5}|\d{7})$/.test(code)
    const hasParent = document.tables.get(Address.cellOf(address).table)?.rows.has(code.slice(0, -2)) === true
    // A table that prints no 款 at all, or not that one, is a form of its own; what is missing is told by its sums.
    return !isName || (code.length > 3 && !hasParent ? false : !isNameAccepted(document, address))
  }
  return findings.filter(isTold).map((finding): Finding => {
    const { left } = finding
    const at = left === null ? null : (left.at ?? placeOf(document, left.address))
    return {
      ...finding,
      left: left === null ? null : { ...left, at },
      severity: rule.id === "AR-02-4" ? "hint" : rule.id === "AR-X-17" ? "explain" : finding.severity
    }
  })
}
