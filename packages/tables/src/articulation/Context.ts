/**
 * What rules are evaluated in: the tables, and what is known beside them. A published document has no ledger and
 * may have no last year; rules that need them are then not applicable.
 */
import type { Money, UnitKind } from "@juesuan/domain"
import { T01 } from "../definitions/summary.ts"
import { classesOf } from "../TableDefinition.ts"
import type { TableDefinition } from "../TableDefinition.ts"
import type { Reading, ReadTable, TableSource } from "../TableSource.ts"
import type { LedgerFigures } from "./LedgerFigures.ts"
import type { Condition } from "./Rule.ts"

/** What is known beside the tables. What is not known leaves its rules not applicable. */
export interface ArticulationContext {
  readonly unitKind?: UnitKind | undefined
  /** Last year's figures by address, such as T01/closing/2. */
  readonly previous?: ReadonlyMap<string, Money.Money> | undefined
  readonly ledger?: LedgerFigures | undefined
  /** The standard name of a functional code; without it names are not checked. */
  readonly nameOf?: ((code: string) => string | undefined) | undefined
  /**
   * The forms that rules may name beside the official ones, published or not; those of one's own pack. Default: what is
   * printed in the tables.
   */
  readonly definitions?: ReadonlyArray<TableDefinition> | undefined
  /** Language of titles and messages. Default `zh`. */
  readonly language?: "zh" | "en" | undefined
}

/**
 * The 类 that rules range over: those that the summary table of the forms in use has a line for. Where no form of it is
 * known, those of the form that has most of them.
 */
export const classesIn = ({ definitions }: ArticulationContext): ReadonlyArray<string> =>
  classesOf(definitions?.find(({ key }) => key === T01.key) ?? T01)

const blankReading: Reading = { state: "blank" }

/**
 * Reads a cell. A row that a table by codes does not print is a blank there: nothing was printed, which counts as
 * 0.00 in a relation. `null` when the table is not there at all.
 */
export const readCell = (source: TableSource, table: string, row: string, column: string): Reading | null => {
  const found = source.get(table)
  if (found === undefined) return null
  return found.rows.get(row)?.cells.get(column) ?? blankReading
}

/** The amount of a cell for a condition: blank is zero; unreadable, or of a line that is not printed, is unknown. */
const amountOf = (source: TableSource, table: string, row: string, column: string): number | undefined => {
  const reading = readCell(source, table, row, column)
  if (reading === null || reading.state === "unreadable") return undefined
  if (source.get(table)?.rows.has(row) !== true) return undefined
  return reading.state === "blank" ? 0 : reading.amount
}

const isZero = (source: TableSource, table: string, row: string, column: string): boolean =>
  amountOf(source, table, row, column) === 0

const areEqual = (
  source: TableSource,
  left: readonly [string, string, string],
  right: typeof left
): boolean => {
  const amount = amountOf(source, ...left)
  return amount !== undefined && amount === amountOf(source, ...right)
}

const nonFiscalRows = [
  "income.superiorSubsidy",
  "income.institutional",
  "income.operating",
  "income.subsidiaryRemittance",
  "income.other",
  "surplusUsed"
]

/** No income but fiscal appropriations, no surplus used, and all carry-over is fiscal. */
const hasOnlyFiscal = (source: TableSource): boolean =>
  nonFiscalRows.every((row) => isZero(source, "T01", row, "1")) &&
  areEqual(source, ["T01", "opening", "1"], ["T04", "opening", "1"]) &&
  areEqual(source, ["T01", "closing", "2"], ["T04", "closing", "2"])

const isNotEmpty = (table: ReadTable | undefined): boolean => table !== undefined && !table.empty

/** Whether a condition is known to hold. */
export const holds = (condition: Condition, source: TableSource, context: ArticulationContext): boolean => {
  switch (condition) {
    case "notInstitution":
      return context.unitKind === "administrative"
    case "surplusUsed":
      return (amountOf(source, "T01", "surplusUsed", "1") ?? 0) > 0
    case "previousKnown":
      return context.previous?.has("T01/closing/2") === true
    case "onlyFiscal":
      return hasOnlyFiscal(source)
    case "noCarryoverMovement":
      return areEqual(source, ["T01", "opening", "1"], ["T01", "closing", "2"])
    case "T08NotEmpty":
      return isNotEmpty(source.get("T08"))
    case "T09NotEmpty":
      return isNotEmpty(source.get("T09"))
  }
}
