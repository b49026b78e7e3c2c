/**
 * Structural checks: codes and names, the statement of an empty form, the matrix of basic expenditure.
 */
import { Money } from "@juesuan/domain"
import type { Outcome, Severity } from "@juesuan/domain"
import type { ReadTable, TableSource } from "../TableSource.ts"
import { cellLabel } from "./CellLabel.ts"
import { readCell } from "./Context.ts"
import type { ArticulationContext } from "./Context.ts"
import type { Structure } from "./Rule.ts"

export interface StructuralFault {
  readonly address: string
  readonly severity: Severity
  readonly outcome: "fail" | "unreadable"
  readonly zh: string
  readonly en: string
}

export interface StructuralResult {
  readonly outcome: Extract<Outcome, "pass" | "fail" | "unreadable" | "notApplicable">
  readonly faults: ReadonlyArray<StructuralFault>
  readonly addresses: ReadonlyArray<string>
}

const codeTables = ["T02", "T03", "T05", "T08", "T09"]

const codeFaults = (table: ReadTable, context: ArticulationContext): ReadonlyArray<StructuralFault> =>
  [...table.rows.values()].flatMap(({ key, label }): ReadonlyArray<StructuralFault> => {
    if (key === "total") return []
    const address = `${table.key}/${key}`
    const at = `${table.number} ${key} ${label}`
    if (!/^(\d{3}|\d{5}|\d{7})$/.test(key)) {
      return [
        {
          address,
          severity: "block",
          outcome: "fail",
          zh: `${at}：科目编码不是3、5或7位`,
          en: `${at}: the code does not have 3, 5 or 7 digits`
        }
      ]
    }
    if (key.length > 3 && !table.rows.has(key.slice(0, -2))) {
      return [
        {
          address,
          severity: "block",
          outcome: "fail",
          zh: `${at}：表中没有上级科目 ${key.slice(0, -2)}`,
          en: `${at}: its parent ${key.slice(0, -2)} is not in the table`
        }
      ]
    }
    const name = context.nameOf?.(key)
    if (name === undefined || name === label) return []
    return [
      {
        address,
        severity: "explain",
        outcome: "fail",
        zh: `${at}：科目名称应为“${name}”`,
        en: `${at}: the standard name is "${name}"`
      }
    ]
  })

const checkCodes = (source: TableSource, context: ArticulationContext): StructuralResult => {
  const tables = codeTables.flatMap((key) => source.get(key) ?? [])
  const faults = tables.flatMap((table) => codeFaults(table, context))
  if (tables.length === 0) return { outcome: "notApplicable", faults, addresses: [] }
  return { outcome: faults.length === 0 ? "pass" : "fail", faults, addresses: [] }
}

/** The rows of T04 an empty form answers for: table 09 prints expenditure only, so its carry-over may stand. */
const emptyForms = [
  ["T08", "4", ["expenditure", "closing"]],
  ["T09", "5", ["expenditure"]]
] as const

const checkEmptyStatement = (source: TableSource): StructuralResult => {
  const faults: Array<StructuralFault> = []
  const addresses: Array<string> = []
  let isAny = false
  for (const [key, column, rows] of emptyForms) {
    const table = source.get(key)
    if (table?.empty !== true) continue
    isAny = true
    if (!table.emptyStatement) {
      const at = `${table.number} ${table.title}`
      faults.push({
        address: key,
        severity: "block",
        outcome: "fail",
        zh: `${at}为空表，但没有注明没有相应收支`,
        en: `${at} is empty but does not say that there was nothing`
      })
    }
    for (const row of rows) {
      const reading = readCell(source, "T04", row, column)
      const address = `T04/${row}/${column}`
      if (reading === null || reading.state === "blank") continue
      addresses.push(address)
      if (reading.state === "value" && reading.amount === 0) continue
      faults.push({
        address,
        severity: "block",
        outcome: reading.state === "value" ? "fail" : "unreadable",
        zh: `${table.number}为空表，但${cellLabel(source, address)}不为零`,
        en: `${table.number} is empty but ${address} is not zero`
      })
    }
  }
  if (!isAny) return { outcome: "notApplicable", faults, addresses }
  const isFail = faults.some(({ outcome }) => outcome === "fail")
  return { outcome: isFail ? "fail" : faults.length > 0 ? "unreadable" : "pass", faults, addresses }
}

const checkBasicMatrix = (context: ArticulationContext): StructuralResult => {
  if (context.ledger === undefined) return { outcome: "notApplicable", faults: [], addresses: [] }
  const faults = context.ledger.basic
    .filter(({ amount }) => amount < 0)
    .map(({ function: item, economic, amount }): StructuralFault => {
      const shown = Money.format(amount)
      return {
        address: `ledger:basic/${item}/${economic}`,
        severity: "block",
        outcome: "fail",
        zh: `基本支出 ${item} × ${economic} 为负数 ${shown} 元`,
        en: `basic expenditure ${item} × ${economic} is negative: ${shown} 元`
      }
    })
  return { outcome: faults.length === 0 ? "pass" : "fail", faults, addresses: [] }
}

/** Runs a structural check. */
export const checkStructure = (
  structure: Structure,
  source: TableSource,
  context: ArticulationContext
): StructuralResult => {
  switch (structure) {
    case "codes":
      return checkCodes(source, context)
    case "emptyStatement":
      return checkEmptyStatement(source)
    case "basicMatrix":
      return checkBasicMatrix(context)
  }
}
