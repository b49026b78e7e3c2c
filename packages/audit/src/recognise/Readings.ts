/**
 * From bound cells to readings: amounts in fen with the place they were printed to, and cells that were cut in print.
 *
 * In a table that prints every amount to the same decimals, an amount with fewer was cut. It is unreadable, however
 * plausible what is left of it may look.
 */
import { Classification, Money, readAmount, Units } from "@juesuan/domain"
import { columnTitlesOf } from "@juesuan/tables"
import type { Reading, ReadRow, ReadTable, TableDefinition } from "@juesuan/tables"
import type { BoundTable } from "./Bound.ts"
import type { BoundCell } from "./Heads.ts"
import { columnKeys, sideLines } from "./FormSet.ts"
import type { MoneyUnit } from "../PublishedDocument.ts"
import { plain } from "./Text.ts"

const decimalsOf = (text: string): number | null => {
  const match = /\.(\d*)\)?-?$/.exec(plain(text).replace(/(?:万|亿)?元$/, ""))
  return match === null ? (/\d/.test(text) ? 0 : null) : match[1]!.length
}

/** How a table prints its amounts. */
export interface Precision {
  /** The most decimals that any amount has. */
  readonly decimals: number
  /** Whether all amounts are filled up to so many decimals: some end in 0, and hardly any has fewer. */
  readonly isFixed: boolean
  /** Whether zero is printed as 0.00 somewhere, so that a bare 0 is not how this table prints it. */
  readonly isZeroFilled: boolean
}

const printedTexts = ({ rows }: BoundTable): ReadonlyArray<string> =>
  rows.flatMap(({ cells }) =>
    [...cells.values()].flatMap((cell) =>
      cell.state === "printed" && cell.slot.kind === "number" ? [cell.slot.text] : []
    )
  )

export const precisionOf = (table: BoundTable): Precision => {
  const texts = printedTexts(table).map(plain)
  const counts = texts.map((text) => decimalsOf(text) ?? 0)
  const decimals = Math.min(2, Math.max(0, ...counts))
  const isFull = (text: string, at: number): boolean => counts[at]! >= decimals && text !== "0"
  const full = texts.filter(isFull)
  const isPadded = full.some((text) => /\.\d?0\)?-?$/.test(text))
  const short = texts.filter((text, at) => counts[at]! < decimals && text !== "0").length
  const isFixed = decimals > 0 && isPadded && short * 4 <= full.length
  const isZeroFilled = texts.some((text) => /^-?0\.0+$/.test(text))
  return { decimals, isFixed, isZeroFilled }
}

/** An amount with fewer decimals than its table always prints. */
export const isCut = (text: string, { decimals, isFixed, isZeroFilled }: Precision): boolean => {
  const compact = plain(text)
  if (/[.,]$/.test(compact)) return true
  return (
    isFixed && (isZeroFilled || !/^[-(]?0\)?$/.test(compact)) && (decimalsOf(compact) ?? decimals) < decimals
  )
}

/** The last printed place in fen; `undefined` where the amount is exact to the fen. */
const placeOf = (unit: MoneyUnit, decimals: number, isUnitKnown: boolean): Money.Money | undefined => {
  const place = Math.max(1, Math.round(Units.moneyUnits[unit] / 10 ** decimals))
  if (place > 1) return Money.fromFen(place)
  // With the unit unknown 12.34 may be 万元 as well: what is printed may have been rounded.
  return isUnitKnown ? undefined : Money.fromFen(2)
}

const readingOf = (cell: BoundCell, unit: MoneyUnit, precision: Precision, isUnitKnown: boolean): Reading => {
  const { slot } = cell
  if (cell.state === "doubtful") return { state: "unreadable", raw: cell.raw, at: slot.at }
  const read = readAmount(slot.text, unit)
  switch (read._tag) {
    case "Blank":
    case "Dash":
      return { state: "blank", at: slot.at }
    case "Unreadable":
      return { state: "unreadable", raw: slot.text, at: slot.at }
    case "Amount": {
      if (isCut(slot.text, precision)) return { state: "unreadable", raw: slot.text, at: slot.at }
      const place = placeOf(read.unit, Math.max(read.decimals, precision.decimals), isUnitKnown)
      const value = { state: "value", amount: read.amount, raw: slot.text, at: slot.at } as const
      return place === undefined ? value : { ...value, place }
    }
  }
}

/** A key that no classification has, below a code or for a row of which nothing is known. */
const unknownKey = (parent: string): string => (parent === "" ? "000" : `${parent}00`)

/** Whether a row whose code begins with `prefix` may be the one of a key. */
const mayBe = (key: string, prefix: string): boolean =>
  prefix === "" || (prefix === "total" ? key === "total" : key.startsWith(prefix))

/**
 * Rows that stand for those that could not be bound: under every code that may have been their parent, and for every
 * row that other tables lead one to expect and this one does not have. What adds up or compares the rows of this table
 * then meets an unreadable one and accuses nobody.
 */
const lossRows = (
  form: TableDefinition,
  bound: BoundTable,
  universe: ReadonlySet<string>
): ReadonlyArray<ReadRow> => {
  const { losses, rows } = bound
  const { kind } = form.layout
  const isItems = kind === "single" || kind === "items"
  if (kind === "sides" || losses.length === 0) return []
  const has = new Set(rows.map((row) => row.key))
  const codes = [...has].filter((code) => /^\d{3,5}$/.test(code))
  const depth = kind === "blocks" ? 3 : 5
  return losses.flatMap(({ raw, at, prefix }): ReadonlyArray<ReadRow> => {
    const reading = { state: "unreadable", raw, at } as const
    const cells = new Map<string, Reading>(columnKeys(form).map((column) => [column, reading]))
    const parents = ["", ...codes].filter(
      (code) => code.length <= depth && (prefix === "" || prefix.startsWith(code) || code.startsWith(prefix))
    )
    const expected = [...universe].filter((row) => !has.has(row) && mayBe(row, prefix))
    const keys = [...(prefix === "total" || isItems ? [] : parents.map(unknownKey)), ...expected]
    // Under the official name, where there is one: what is unknown is the row, not how its code is called.
    return keys.map((row) => ({ key: row, label: Classification.nameOf("functional", row) ?? raw, cells }))
  })
}

/** The lines of a form in two sides that an unknown line may have been: those of its side that are not printed. */
const lostLines = (form: TableDefinition, { losses, rows }: BoundTable): ReadonlyArray<ReadRow> => {
  if (losses.length === 0 || form.layout.kind !== "sides") return []
  const lines = sideLines(form)
  return losses.flatMap(({ raw, at, prefix }): ReadonlyArray<ReadRow> => {
    const reading = { state: "unreadable", raw, at } as const
    const sides = (["left", "right"] as const).filter((side) => prefix === "" || prefix === side)
    return sides.flatMap((side) =>
      lines[side].keys
        .filter((line) => !rows.some((row) => row.side === side && row.key === line))
        .map((line) => ({
          key: line,
          label: raw,
          cells: new Map(lines[side].columns.map((column) => [column.key, reading]))
        }))
    )
  })
}

/** Rows by key; the two sides of 总计 are one row. */
const byKey = (rows: ReadonlyArray<ReadRow>): Map<string, ReadRow> => {
  const merged = new Map<string, ReadRow>()
  for (const row of rows) {
    const before = merged.get(row.key)
    merged.set(
      row.key,
      before === undefined ? row : { ...before, cells: new Map([...row.cells, ...before.cells]) }
    )
  }
  return merged
}

export interface TableFacts {
  readonly form: TableDefinition
  readonly number: string
  readonly title: string
  readonly unit: MoneyUnit
  readonly isUnitKnown: boolean
  readonly emptyStatement: boolean
  /** Rows that a table of its kind may have in this document. */
  readonly universe: ReadonlySet<string>
}

/** Reads the amounts of a bound table. */
export const readTable = (bound: BoundTable, facts: TableFacts): ReadTable => {
  const precision = precisionOf(bound)
  const printed = bound.rows.map(({ key, label, cells }): ReadRow => {
    const readings = new Map<string, Reading>()
    for (const [column, cell] of cells)
      readings.set(column, readingOf(cell, facts.unit, precision, facts.isUnitKnown))
    return { key, label, cells: readings }
  })
  const isPrinted = printed.some(({ cells }) => [...cells.values()].some(({ state }) => state !== "blank"))
  const lost = [...lossRows(facts.form, bound, facts.universe), ...lostLines(facts.form, bound)]
  const rows = byKey([...printed, ...lost])
  const { form, number, title, emptyStatement } = facts
  const { key } = form
  const columnTitles = columnTitlesOf(form.columns)
  const empty = !isPrinted && bound.losses.length === 0
  return { key, number, title, columnTitles, rows, empty, emptyStatement }
}
