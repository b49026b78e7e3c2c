/**
 * Examples of rules: a few cells as lines of text, read back into tables.
 *
 * A line is an address and what stands there: a cell `T01/income/1 1136.00`, the name of a row `T03/208 社会保障和就业支出`,
 * an empty form `empty T08`, one that says so `stated T08`; and what is known beside the tables: `unitKind
 * administrative`, `previous T01/closing/2 180.00`, `ledger openingAdjusted 5.00`, `basic 2080109/30101 300.00`,
 * `name 208 社会保障和就业支出`.
 */
import { Address, Money } from "@juesuan/domain"
import type { UnitKind } from "@juesuan/domain"
import * as Result from "effect/Result"
import type { ReadRow, ReadTable, TableSource } from "../TableSource.ts"
import type { ArticulationContext } from "./Context.ts"
import { exampleTexts } from "./examples.ts"
import type { BasicCell } from "./LedgerFigures.ts"

/** A document in a few lines that passes a rule, and one that breaks it. */
export interface RuleExample {
  readonly pass: string
  readonly fail: string
}

/** Whether a rule has examples of its own: those that a form implies have none. */
export const hasExample = (id: string): boolean => exampleTexts[id] !== undefined

/** The examples of a rule. Throws when there is no such rule. */
export const exampleOf = (id: string): RuleExample => {
  const example = exampleTexts[id]
  if (example === undefined) throw new Error(`no examples of ${id}`)
  return { pass: example[0].replaceAll("; ", "\n"), fail: example[1].replaceAll("; ", "\n") }
}

const amountOf = (text: string): Money.Money => {
  const read = Money.parse(text)
  if (Result.isFailure(read)) throw read.failure
  return read.success
}

interface Reading {
  readonly tables: Map<string, ReadTable>
  readonly previous: Map<string, Money.Money>
  readonly named: Map<string, Money.Money>
  readonly basic: Array<BasicCell>
  readonly names: Map<string, string>
  unitKind: UnitKind | undefined
  hasLedger: boolean
}

const tableAt = ({ tables }: Reading, key: string): ReadTable =>
  tables.get(key) ?? {
    key,
    number: `公开${key.slice(1)}表`,
    title: "",
    rows: new Map(),
    empty: false,
    emptyStatement: false
  }

const readCell = (reading: Reading, address: string, value: string): void => {
  const { table: key, row: rowKey, column } = Address.cellOf(address)
  const table = tableAt(reading, key)
  const before: ReadRow = table.rows.get(rowKey) ?? { key: rowKey, label: rowKey, cells: new Map() }
  const row: ReadRow =
    column === ""
      ? { ...before, label: value }
      : { ...before, cells: new Map(before.cells).set(column, { state: "value", amount: amountOf(value) }) }
  reading.tables.set(key, { ...table, rows: new Map(table.rows).set(rowKey, row) })
}

const readLine = (reading: Reading, line: string): void => {
  const [head, ...rest] = line.split(" ") as [string, ...Array<string>]
  const value = rest.join(" ")
  const [name, amount = ""] = rest
  switch (head) {
    case "empty":
    case "stated": {
      const table = tableAt(reading, value)
      reading.tables.set(value, { ...table, empty: true, emptyStatement: head === "stated" })
      return
    }
    case "unitKind":
      reading.unitKind = value as UnitKind
      return
    case "previous":
      reading.previous.set(name!, amountOf(amount))
      return
    case "ledger":
      reading.hasLedger = true
      reading.named.set(name!, amountOf(amount))
      return
    case "basic": {
      const [item, economic] = name!.split("/") as [string, string]
      reading.hasLedger = true
      reading.basic.push({ function: item, economic, amount: amountOf(amount) })
      return
    }
    case "name":
      reading.names.set(name!, amount)
      return
    default:
      readCell(reading, head, value)
  }
}

/** Reads an example. Throws on a line that is none: examples are our own. */
export const readExample = (
  text: string
): { readonly source: TableSource; readonly context: ArticulationContext } => {
  const reading: Reading = {
    tables: new Map(),
    previous: new Map(),
    named: new Map(),
    basic: [],
    names: new Map(),
    unitKind: undefined,
    hasLedger: false
  }
  for (const line of text.split("\n")) if (line !== "") readLine(reading, line)
  const { tables, previous, named, basic, names, unitKind, hasLedger } = reading
  return {
    source: tables,
    context: {
      unitKind,
      ...(previous.size === 0 ? {} : { previous }),
      ...(hasLedger ? { ledger: { named, basic } } : {}),
      ...(names.size === 0 ? {} : { nameOf: (code: string) => names.get(code) })
    }
  }
}
