/**
 * Printing generated tables as regions print them: the same figures in other forms, as a reader would hand them on.
 */
import type { ReadBlock, ReadCell, ReadDocument, ReadGrid } from "@juesuan/audit"
import { Money, Units } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import { Cube, deriveTables, gridOf, ningxia2024 } from "@juesuan/tables"
import type { DerivedTable, GridCell } from "@juesuan/tables"
import type { Arbitrary } from "@juesuan/testing"
import fc from "fast-check"
import { paragraph } from "./documents.ts"

export interface Style {
  readonly unit: "元" | "万元"
  /** How zero is printed. */
  readonly zero: "0.00" | "0" | "" | "—" | "-" | "/"
  readonly hasLineNumbers: boolean
  readonly hasColumnNumbers: boolean
  readonly isTotalLast: boolean
  readonly codes: "whole" | "levels" | "repeated" | "joined"
  /** Whether merged cells are known, as in HTML, or stand as blanks, as in text. */
  readonly hasSpans: boolean
  readonly titles: "before" | "inside"
  /** Sorts the tables. */
  readonly order: ReadonlyArray<number>
}

export const style: fc.Arbitrary<Style> = fc.record({
  unit: fc.constantFrom("元", "万元"),
  zero: fc.constantFrom("0.00", "0", "", "—", "-", "/"),
  hasLineNumbers: fc.boolean(),
  hasColumnNumbers: fc.boolean(),
  isTotalLast: fc.boolean(),
  codes: fc.constantFrom("whole", "levels", "repeated", "joined"),
  hasSpans: fc.boolean(),
  titles: fc.constantFrom("before", "inside"),
  order: fc.array(fc.nat(), { minLength: 9, maxLength: 9 })
})

export const tablesOf = (year: Arbitrary.Year): ReadonlyArray<DerivedTable> =>
  deriveTables(Cube.fromPostings(year.events.flatMap(({ event }) => postings(event))), ningxia2024, 2024)

/** What an amount is printed as, and so what may be read back. */
export const printedAmount = (amount: Money.Money, { unit, zero }: Style): string => {
  const text = unit === "元" ? Money.format(amount) : Units.toUnitText(amount, "万元", 2)
  // What rounds to nothing prints as nothing does.
  return /^-?0\.00$/.test(text) ? zero : text
}

interface Cell {
  readonly text: string
  readonly columnSpan: number
  readonly rowSpan: number
  readonly kind: GridCell["kind"]
}

type Rows = ReadonlyArray<ReadonlyArray<Cell>>

const cellOf =
  (how: Style) =>
  (cell: GridCell): Cell => ({
    text: cell.amount === undefined ? cell.text : printedAmount(cell.amount, how),
    columnSpan: cell.columnSpan ?? 1,
    rowSpan: cell.rowSpan ?? 1,
    kind: cell.kind
  })

const plainCell = (text: string): Cell => ({ text, columnSpan: 1, rowSpan: 1, kind: "code" })
const isNumbers = (row: ReadonlyArray<Cell>): boolean => row.some(({ text }) => text === "栏次")

/** The parts of a code in cells of their own. */
const codeCells = (code: string, how: Style["codes"]): ReadonlyArray<string> => {
  const levels = [3, 5, 7].map((length, at) =>
    code.length < length ? "" : code.slice(at === 0 ? 0 : length - 2, length)
  )
  if (how === "levels") return levels
  return [3, 5, 7].map((length) => (code.length === length ? code : ""))
}

const withCodeCells = (header: Rows, body: Rows, how: Style["codes"]): { header: Rows; body: Rows } => {
  if (how === "whole") return { header, body }
  if (how === "joined") {
    const narrow = (row: ReadonlyArray<Cell>, level: number): ReadonlyArray<Cell> =>
      level === 0 ? [{ ...row[0]!, columnSpan: 1 }, ...row.slice(1)] : row.slice(1)
    return {
      header: header.map((row, level) =>
        row.length > 2 || level === 1 ? narrow(row, isNumbers(row) ? 1 : level) : row
      ),
      body: body.map(([code, name, ...rest]) => [{ ...name!, text: `${code!.text}${name!.text}` }, ...rest])
    }
  }
  return {
    header: header.map((row, level) => {
      if (isNumbers(row)) return [plainCell("类"), plainCell("款"), plainCell("项"), ...row.slice(1)]
      if (level === 0) return [{ ...row[0]!, columnSpan: 4 }, ...row.slice(1)]
      return level === 1 ? [{ ...row[0]!, columnSpan: 3 }, ...row.slice(1)] : row
    }),
    body: body.map(([code, ...rest]) => [...codeCells(code!.text, how).map(plainCell), ...rest])
  }
}

const withoutLineNumbers = (header: Rows, body: Rows): { header: Rows; body: Rows } => ({
  header: header.map((row, level) => {
    if (isNumbers(row)) return row.filter((_, index) => index !== 1 && index !== 4)
    if (level === 0) return row.map((cell) => ({ ...cell, columnSpan: cell.columnSpan - 1 }))
    return row.filter(({ text }) => text !== "行次")
  }),
  body: body.map((row) => row.filter(({ kind }) => kind !== "line"))
})

/** Merged cells as the blanks that a text leaves of them. */
const flattened = (rows: Rows): Rows => {
  const hanging = new Map<number, number>()
  return rows.map((cells) => {
    const row: Array<Cell> = []
    const blank: Cell = { text: "", columnSpan: 1, rowSpan: 1, kind: "blank" }
    const fill = (): void => {
      for (
        let rest = hanging.get(row.length);
        rest !== undefined && rest > 0;
        rest = hanging.get(row.length)
      ) {
        hanging.set(row.length, rest - 1)
        row.push(blank)
      }
    }
    for (const cell of cells) {
      fill()
      for (let offset = 0; offset < cell.columnSpan; offset++) {
        if (cell.rowSpan > 1) hanging.set(row.length, cell.rowSpan - 1)
        row.push(offset === 0 ? { ...cell, columnSpan: 1, rowSpan: 1 } : blank)
      }
    }
    fill()
    return row
  })
}

export interface PrintedTable {
  readonly key: string
  readonly header: Rows
  readonly body: Rows
  readonly title: string
  readonly notes: ReadonlyArray<string>
}

/** Lays a table out in a style. */
export const printTable = (table: DerivedTable, how: Style): PrintedTable => {
  const grid = gridOf(table, "示例单位")
  let header: Rows = grid.header.map((row) => row.map(cellOf(how)))
  let body: Rows = grid.body.map((row) => row.map(cellOf(how)))
  const { layout } = table.definition
  if (layout.kind === "codes") {
    if (how.isTotalLast) body = [...body.slice(1), body[0]!]
    ;({ header, body } = withCodeCells(header, body, how.codes))
  }
  if (layout.kind === "sides" && !how.hasLineNumbers) ({ header, body } = withoutLineNumbers(header, body))
  if (!how.hasColumnNumbers && layout.kind !== "blocks")
    header = header.filter((row) => !isNumbers(row) && !row.every(({ text }) => /^\d*$/.test(text)))
  if (!how.hasSpans) {
    const rows = flattened([...header, ...body])
    header = rows.slice(0, header.length)
    body = rows.slice(header.length)
  }
  return { key: table.key, header, body, title: grid.title, notes: grid.notes }
}

const gridFromRows = (rows: Rows): ReadGrid => ({
  kind: "grid",
  at: { file: "f" },
  rows: rows.map((cells, line) =>
    cells.map(({ text, columnSpan, rowSpan }, column): ReadCell => ({
      text,
      at: { file: "f", line: line + 1, column: column + 1 },
      columnSpan,
      rowSpan
    }))
  )
})

/** A document of printed tables. */
export const printDocument = (printed: ReadonlyArray<PrintedTable>, how: Style): ReadDocument => {
  const sole = (text: string): ReadonlyArray<Cell> => [{ ...plainCell(text), kind: "label" }]
  const places = printed.map((table, index) => ({ table, place: how.order[index] ?? 0 }))
  const blocks = places
    .sort((left, right) => left.place - right.place)
    .flatMap(({ table: { title, header, body, notes } }): ReadonlyArray<ReadBlock> => {
      const unit = `金额单位：${how.unit}`
      const before = how.titles === "before" ? [paragraph(title), paragraph(unit)] : []
      const inside = how.titles === "before" ? [] : [sole(title), sole(unit)]
      return [...before, gridFromRows([...inside, ...header, ...body]), ...notes.map(paragraph)]
    })
  return { file: "f", format: "html", blocks, problems: [] }
}
