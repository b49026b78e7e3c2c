/**
 * Laws of recognition: whatever form the figures of a year are printed in, they are read back; and whatever is done to
 * a form, no cell is read as another's amount.
 */
import { recognise } from "@juesuan/audit"
import { Address, Classification } from "@juesuan/domain"
import type { DerivedTable } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compared, wrong } from "./comparing.ts"
import { printDocument, printTable, printedAmount, style, tablesOf } from "./printing.ts"
import type { PrintedTable, Style } from "./printing.ts"

const isInCatalogue = (row: string): boolean =>
  !/^2\d{2}(\d{2}){0,2}$/.test(row) || Classification.lookup("functional", row) !== undefined

const printAll = (tables: ReadonlyArray<DerivedTable>, how: Style): ReadonlyArray<PrintedTable> =>
  tables.map((table) => printTable(table, how))

describe("a year printed in any form", () => {
  it("is read back cell by cell", () => {
    fc.assert(
      fc.property(Arbitrary.year(), style, (year, how) => {
        const tables = tablesOf(year)
        const document = recognise(printDocument(printAll(tables, how), how))
        const cells = compared(tables, document)
        expect(document.unbound).toEqual([])
        expect(wrong(cells, how)).toEqual([])
        // A code of no catalogue has no name to confirm it: where it is printed in pieces it may stay unread.
        const unread = cells.filter(({ reading }) => reading === null || reading.state === "unreadable")
        expect(unread.filter(({ address }) => isInCatalogue(Address.cellOf(address).row))).toEqual([])
        for (const { reading, address } of cells)
          if (reading?.state === "value" && reading.amount !== 0)
            expect(reading.place, address).toBe(how.unit === "元" ? undefined : 10_000)
        expect(document.restorations).toEqual([])
        const isBlank = !/\d/.test(how.zero)
        for (const { key, empty, rows } of tables) {
          const isZero = rows.every((row) =>
            [...row.cells.values()].every(({ amount }) => printedAmount(amount, how) === how.zero)
          )
          expect(document.tables.get(key)?.empty, key).toBe(empty || (isZero && isBlank))
        }
      }),
      runs(process.env, 8, 601, 60)
    )
  })
})

/** Something done to one row of one table, by numbers that choose. */
type Damage = (table: PrintedTable, row: number, first: number, second: number) => PrintedTable

export const changed = <A>(rows: ReadonlyArray<A>, at: number, change: (row: A) => A): ReadonlyArray<A> =>
  rows.map((row, index) => (index === at % rows.length ? change(row) : row))

const drop = <A>(cells: ReadonlyArray<A>, at: number): ReadonlyArray<A> =>
  cells.filter((_, index) => index !== at % cells.length)

const swap = <A>(cells: ReadonlyArray<A>, left: number, right: number): ReadonlyArray<A> => {
  const [from, to] = [left % cells.length, right % cells.length]
  return cells.map((cell, index) => (index === from ? cells[to]! : index === to ? cells[from]! : cell))
}

export const damages: Readonly<Record<string, Damage>> = {
  "a head dropped": (table, row, first) => ({
    ...table,
    header: changed(table.header, row, (cells) => drop(cells, first))
  }),
  "two heads of a row exchanged": (table, row, first, second) => ({
    ...table,
    header: changed(table.header, row, (cells) => swap(cells, first, second))
  }),
  "a row of heads dropped": (table, row) => ({
    ...table,
    header: drop(table.header, row)
  }),
  "a cell of the body dropped": (table, row, first) => ({
    ...table,
    body: changed(table.body, row, (cells) => drop(cells, first))
  }),
  "a cell dropped in two rows of heads": (table, row, first, second) => ({
    ...table,
    header: changed(
      changed(table.header, row, (cells) => drop(cells, first)),
      row + 1,
      (cells) => drop(cells, second)
    )
  }),
  "columns exchanged, heads and all": (table, _row, first, second) => {
    const isFlat = [...table.header, ...table.body].every((cells) =>
      cells.every(({ columnSpan, rowSpan }) => columnSpan === 1 && rowSpan === 1)
    )
    if (!isFlat) return table
    const headsOf = (at: number): string =>
      table.header.map((cells) => cells[at % cells.length]!.text).join("|")
    // Two columns with the same heads, such as 决算数 of either side, are what they stand beside.
    if (headsOf(first) === headsOf(second)) return table
    const exchange = (cells: (typeof table.body)[number]): (typeof table.body)[number] =>
      swap(cells, first, second)
    return { ...table, header: table.header.map(exchange), body: table.body.map(exchange) }
  }
}

describe("a form that came to harm", () => {
  it.each(Object.entries(damages))("with %s never has a cell read as another's", (_what, damage) => {
    fc.assert(
      fc.property(
        Arbitrary.year(),
        style,
        fc.nat(8),
        fc.tuple(fc.nat(), fc.nat(), fc.nat()),
        (year, how, which, [row, first, second]) => {
          const tables = tablesOf(year)
          const printed = changed(printAll(tables, how), which, (table) => damage(table, row, first, second))
          const document = recognise(printDocument(printed, how))
          expect(wrong(compared(tables, document), how)).toEqual([])
        }
      ),
      runs(process.env, 15, 602, 150)
    )
  })
})
