/**
 * What tables do not let one tell: drifts, rows that are not there, cells that are no amount. Each is told once.
 */
import { Address, Money, groupBy } from "@juesuan/domain"
import type { Finding, Operand } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import type { TableSource } from "@juesuan/tables"
import type { CheckResult } from "../CheckResult.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import { isOpen } from "../recognise/Matrix.ts"
import { readingAt } from "./Corrected.ts"
import type { Drift } from "./Drift.ts"
import { findingOf, resultOf } from "./Finding.ts"
import { say } from "./Language.ts"
import type { Language } from "./Language.ts"
import { isLackedChild } from "./Relations.ts"
import { readingRules } from "./readingRules.ts"
import { placeKey } from "../Places.ts"
import type { Cause } from "./RootCause.ts"
import { placeOf } from "./TableFindings.ts"

const named = (document: PublishedDocument, address: string, label: string): Operand => ({
  address,
  label,
  raw: null,
  value: null,
  unit: "元",
  at: placeOf(document, address)
})

/** Drifted rows and columns. */
export const driftResult = (
  drifts: ReadonlyArray<Drift>,
  document: PublishedDocument,
  language: Language
): CheckResult => {
  const rule = readingRules["AU-02"]
  const rowName = (address: string): string => {
    const { table, row } = Address.cellOf(address)
    const name = document.tables.get(table)?.rows.get(row)?.label ?? ""
    return row === "total" ? name : `${row} ${name}`.trim()
  }
  const findings = drifts.map(({ kind, table, key, count, first }): Finding => {
    const { number = table, rows } = document.tables.get(table) ?? {}
    const label =
      kind === "row"
        ? `${number} ${key} ${rows?.get(key)?.label ?? ""}`.trim()
        : say(
            language,
            `${number} ${Articulation.columnLabel(document.tables.get(table), key)}自 ${rowName(first)}起 ${count} 行`,
            `${number} column ${key}, ${count} rows from ${rowName(first)}`
          )
    const address = kind === "row" ? `${table}/${key}` : first
    return findingOf(rule, {
      outcome: "unreadable",
      message: say(
        language,
        `${label}的金额整体错开一格：移回后原先不成立的勾稽关系全部成立，各数本身没有错。`,
        `The amounts of ${label} stand one place off: moved back, all relations hold; no figure is wrong.`
      ),
      left: named(document, address, label),
      key: address
    })
  })
  return resultOf(rule, findings, [])
}

/** Rows that would explain what is missing from a sum; all columns of one row are one finding. */
export const missingRowResult = (
  causes: ReadonlyArray<Cause>,
  source: TableSource,
  document: PublishedDocument,
  language: Language
): CheckResult => {
  const rule = readingRules["AU-03"]
  const byRow = new Map<string, Array<Cause>>()
  for (const cause of causes) {
    const { address } = cause.corrections.find(({ isMissing }) => isMissing)!
    const row = Address.rowOf(address)
    byRow.set(row, [...(byRow.get(row) ?? []), cause])
  }
  const findings = [...byRow].map(([row, group]): Finding => {
    const { table: key, row: code } = Address.cellOf(row)
    const { number = key } = source.get(key) ?? {}
    const parent = isLackedChild(row) ? code.slice(0, -1) || "total" : null
    const label =
      parent === null
        ? say(language, `${number}第 ${code} 行`, `${number} row ${code}`)
        : say(
            language,
            `${number} ${parent === "total" ? "合计" : parent} 的下级`,
            `${number}, below ${parent}`
          )
    const columnOf = (address: string): string => {
      const { column } = Address.cellOf(address)
      return language === "zh" ? Articulation.columnLabel(source.get(key), column) : `column ${column}`
    }
    const cells = group.map(({ corrections }) => {
      const { address, value } = corrections.find(({ isMissing }) => isMissing)!
      return `${columnOf(address)} ${Money.format(value)}`
    })
    const { left } = group[0]!.relations[0]!.comparison
    const address = parent === null ? row : `${key}/${parent}`
    return findingOf(rule, {
      outcome: "unreadable",
      message: say(
        language,
        `${label}可能有一行没有列示，或没有读到：${cells.join("，")} 元。涉及的合计无法判断。`,
        `A row of ${label} may not be printed, or was not read: ${cells.join(", ")} 元. Its sums cannot be told.`
      ),
      left: Articulation.sideOperand(source, left),
      right: { ...named(document, address, label), at: null },
      key: row
    })
  })
  return resultOf(rule, findings, [])
}

type UnreadCell = readonly [address: string, rules: ReadonlySet<string>]

const rulesOf = (cells: ReadonlyArray<UnreadCell>): string =>
  [...new Set(cells.flatMap(([, rules]) => [...rules]))].toSorted().join("、")

/** What an unreadable cell prints; nothing where it is blank. */
const rawAt = (source: TableSource, address: string): string => {
  const reading = readingAt(source, address)
  return reading?.state === "unreadable" ? reading.raw : ""
}

/** Cells of lines that nothing separates: which column an amount is of is not known, and told once a table. */
const openLines = (
  cells: ReadonlyArray<UnreadCell>,
  source: TableSource,
  language: Language
): ReadonlyArray<Finding> => {
  const rule = readingRules["AU-04"]
  const tables = groupBy(cells, ([address]) => Address.cellOf(address).table)
  return [...tables].map(([key, group]): Finding => {
    const [address] = group[0]!
    const { title = key } = source.get(key) ?? {}
    const reading = readingAt(source, address)
    const list = rulesOf(group)
    return findingOf(rule, {
      outcome: "unreadable",
      message: say(
        language,
        `${title}的各列之间没有分隔，空白单元格没有痕迹：${group.length} 个单元格是哪一栏的数无法确定，${list} 无法判断。`,
        `Nothing separates the columns of ${title}: ${group.length} cells cannot be told, nor ${list}.`
      ),
      left: { address, label: title, raw: null, value: null, unit: "元", at: reading?.at ?? null },
      key: `${key}/lines`
    })
  })
}

/** The rows that stand for one that was not read carry what it prints: it is told once, not cell by cell. */
const lostLines = (
  cells: ReadonlyArray<UnreadCell>,
  source: TableSource,
  language: Language
): { readonly findings: ReadonlyArray<Finding>; readonly told: ReadonlySet<string> } => {
  const rule = readingRules["AU-04"]
  const groups = groupBy(cells, ([address]) => {
    const reading = readingAt(source, address)
    if (reading?.state !== "unreadable" || reading.at === undefined) return ""
    return `${Address.cellOf(address).table}|${placeKey(reading.at)}|${reading.raw}`
  })
  const rowOf = (address: string): string => Address.cellOf(address).row
  const lost = [...groups].filter(
    ([key, group]) => key !== "" && new Set(group.map(([address]) => rowOf(address))).size > 1
  )
  const findings = lost.map(([, group]): Finding => {
    const [address] = group[0]!
    const table = Address.cellOf(address).table
    const { number = table } = source.get(table) ?? {}
    const raw = rawAt(source, address)
    return findingOf(rule, {
      outcome: "unreadable",
      message: say(
        language,
        `${number}有一行无法确定是哪一行：“${raw.slice(0, 60)}”；${rulesOf(group)} 对可能是它的各行无法判断。`,
        `${number}: a row cannot be told to be any: "${raw.slice(0, 60)}"; nor can ${rulesOf(group)} of rows it may be.`
      ),
      left: {
        address,
        label: number,
        raw,
        value: null,
        unit: "元",
        at: readingAt(source, address)?.at ?? null
      },
      key: `${table}|${raw}`
    })
  })
  return { findings, told: new Set(lost.flatMap(([, group]) => group.map(([address]) => address))) }
}

const unreadCell = ([address, rules]: UnreadCell, source: TableSource, language: Language): Finding => {
  const raw = rawAt(source, address)
  const label = Articulation.cellLabel(source, address)
  const list = [...rules].join("、")
  return findingOf(readingRules["AU-04"], {
    outcome: "unreadable",
    message: say(
      language,
      `${label}${raw === "" ? "为空" : `列示“${raw.slice(0, 40)}”，不是金额`}，${list} 无法判断。`,
      `${label} ${raw === "" ? "is blank" : `prints "${raw.slice(0, 40)}", no amount`}: ${list} cannot be told.`
    ),
    left: { address, label, raw, value: null, unit: "元", at: readingAt(source, address)?.at ?? null },
    key: address
  })
}

/** More cells of one table have one reason: its rows or columns were not read as they stand. */
const CELLS_MAX = 6

/** Cells of a table that are no amounts: each told, or as one where they are many. */
const unreadCells = (
  cells: ReadonlyArray<UnreadCell>,
  source: TableSource,
  language: Language
): ReadonlyArray<Finding> => {
  if (cells.length <= CELLS_MAX) return cells.map((cell) => unreadCell(cell, source, language))
  const [address] = cells[0]!
  const key = Address.cellOf(address).table
  const { title = key } = source.get(key) ?? {}
  const raw = rawAt(source, address)
  const first = Articulation.cellLabel(source, address)
  return [
    findingOf(readingRules["AU-04"], {
      outcome: "unreadable",
      message: say(
        language,
        `${title}有 ${cells.length} 个单元格不能识别为金额，从${first}“${raw.slice(0, 40)}”起；${rulesOf(cells)} 无法判断。`,
        `${cells.length} cells of ${title}, from ${first} "${raw.slice(0, 40)}" on, are no amounts: ${rulesOf(cells)} cannot be told.`
      ),
      left: {
        address,
        label: first,
        raw,
        value: null,
        unit: "元",
        at: readingAt(source, address)?.at ?? null
      },
      key: `${key}/cells`
    })
  ]
}

/** Cells that are no amount, and blanks where an amount would have to be. */
export const unreadableCellResult = (
  checked: ReadonlyArray<Articulation.RuleResult>,
  source: TableSource,
  vacated: ReadonlySet<string>,
  language: Language
): CheckResult => {
  const rule = readingRules["AU-04"]
  const cells = new Map<string, Set<string>>()
  for (const result of checked) {
    for (const { outcome, left, right } of result.comparisons) {
      if (outcome !== "unreadable") continue
      const unread = [...left.unreadable, ...right.unreadable]
      const blank = [...left.addresses, ...right.addresses].filter(
        (address) => readingAt(source, address)?.state === "blank" && !vacated.has(address)
      )
      for (const address of unread.length > 0 ? unread : blank.slice(0, 1))
        cells.set(address, (cells.get(address) ?? new Set()).add(result.rule.id))
    }
  }
  const isOfLine = (address: string): boolean => isOpen(rawAt(source, address))
  const lines = [...cells].filter(([address]) => isOfLine(address))
  const others = [...cells].filter(([address]) => !isOfLine(address))
  const lost = lostLines(others, source, language)
  const single = others.filter(([address]) => !lost.told.has(address))
  const findings = [...groupBy(single, ([address]) => Address.cellOf(address).table).values()].flatMap(
    (group) => unreadCells(group, source, language)
  )
  return resultOf(rule, [...findings, ...lost.findings, ...openLines(lines, source, language)], [])
}
