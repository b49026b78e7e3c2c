/**
 * From bound cells to readings: amounts in fen with the place they were printed to, and cells that were cut in print.
 *
 * In a table that prints every amount to the same decimals, an amount with fewer was cut. It is unreadable, however
 * plausible what is left of it may look.
 */
import { Classification, Money, readAmount, Units } from "@juesuan/domain"
import type { Reading, ReadRow, ReadTable } from "@juesuan/tables"
import { formColumns } from "./Bound.ts"
import type { BoundTable } from "./Bound.ts"
import type { BoundCell } from "./Heads.ts"
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
const lossRows = (key: string, bound: BoundTable, universe: ReadonlySet<string>): ReadonlyArray<ReadRow> => {
  const { losses, rows } = bound
  if (key === "T01" || key === "T04" || losses.length === 0) return []
  const has = new Set(rows.map((row) => row.key))
  const codes = [...has].filter((code) => /^\d{3,5}$/.test(code))
  const depth = key === "T06" ? 3 : 5
  return losses.flatMap(({ raw, at, prefix }): ReadonlyArray<ReadRow> => {
    const reading = { state: "unreadable", raw, at } as const
    const cells = new Map<string, Reading>(formColumns[key]!.map((column) => [column, reading]))
    const parents = ["", ...codes].filter(
      (code) => code.length <= depth && (prefix === "" || prefix.startsWith(code) || code.startsWith(prefix))
    )
    const expected = [...universe].filter((row) => !has.has(row) && mayBe(row, prefix))
    const keys = [...(prefix === "total" || key === "T07" ? [] : parents.map(unknownKey)), ...expected]
    // Under the official name, where there is one: what is unknown is the row, not how its code is called.
    return keys.map((row) => ({ key: row, label: Classification.nameOf("functional", row) ?? raw, cells }))
  })
}

/** The lines of T01 and T04 that an unknown line may have been: those of its side that are not printed. */
const lostLines = (key: string, { losses, rows }: BoundTable): ReadonlyArray<ReadRow> => {
  if (losses.length === 0 || (key !== "T01" && key !== "T04")) return []
  const sides = { T01: [1, 30, 31, 60], T04: [1, 32, 33, 64] }[key]
  const has = new Set(rows.map((row) => row.key))
  return losses.flatMap(({ raw, at, prefix }): ReadonlyArray<ReadRow> => {
    const [from, to] =
      prefix === "left"
        ? [sides[0]!, sides[1]!]
        : prefix === "right"
          ? [sides[2]!, sides[3]!]
          : [1, sides[3]!]
    const keys = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
      (line) => !has.has(String(line))
    )
    return keys.map((line) => {
      const columns = line < sides[2]! ? ["1"] : key === "T01" ? ["2"] : ["2", "3", "4", "5"]
      const reading = { state: "unreadable", raw, at } as const
      return { key: String(line), label: raw, cells: new Map(columns.map((column) => [column, reading])) }
    })
  })
}

export interface TableFacts {
  readonly key: string
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
  const rows = new Map<string, ReadRow>()
  for (const { key, label, cells } of bound.rows) {
    const readings = new Map<string, Reading>()
    for (const [column, cell] of cells)
      readings.set(column, readingOf(cell, facts.unit, precision, facts.isUnitKnown))
    rows.set(key, { key, label, cells: readings })
  }
  const isPrinted = [...rows.values()].some(({ cells }) =>
    [...cells.values()].some(({ state }) => state !== "blank")
  )
  for (const row of [...lossRows(facts.key, bound, facts.universe), ...lostLines(facts.key, bound)])
    if (!rows.has(row.key)) rows.set(row.key, row)
  const { key, number, title, emptyStatement } = facts
  return { key, number, title, rows, empty: !isPrinted && bound.losses.length === 0, emptyStatement }
}
