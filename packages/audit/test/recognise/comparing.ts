/**
 * What was printed beside what was read of it, cell by cell.
 */
import type { PublishedDocument } from "@juesuan/audit"
import { Units } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import { toSource } from "@juesuan/tables"
import type { DerivedTable, Reading, ReadTable } from "@juesuan/tables"
import type { Style } from "./printing.ts"

/** What a printed amount is read as: rounded where it is printed in 万元. */
const readBack = (amount: Money.Money, { unit }: Style): number =>
  unit === "元" ? amount : Math.round(Number(Units.toUnitText(amount, "万元", 2)) * 1_000_000)

/** A cell of the ledger's tables beside what was read of it; `null` where its table was not recognised. */
interface Compared {
  readonly address: string
  readonly amount: Money.Money
  readonly reading: Reading | null
}

/**
 * What rules make of a cell: one that is not there counts as nothing, unless the table says that a row is missing
 * (`000`) and no other table has a row of that key, so that no rule asks for it.
 */
const readingOf = (
  document: PublishedDocument,
  table: ReadTable,
  row: string,
  column: string
): Reading | null => {
  const found = table.rows.get(row)?.cells.get(column)
  if (found !== undefined) return found
  const isLost = table.rows.has("000") && ![...document.tables.values()].some(({ rows }) => rows.has(row))
  return isLost ? null : { state: "blank" }
}

/** The cells of the tables beside what was read of them. */
export const compared = (
  tables: ReadonlyArray<DerivedTable>,
  document: PublishedDocument
): ReadonlyArray<Compared> =>
  [...toSource(tables).values()].flatMap(({ key, rows }) =>
    [...rows.values()].flatMap((row) =>
      [...row.cells].map(([column, cell]): Compared => {
        const found = document.tables.get(key)
        return {
          address: `${key}/${row.key}/${column}`,
          amount: (cell as Extract<Reading, { state: "value" }>).amount,
          reading: found === undefined ? null : readingOf(document, found, row.key, column)
        }
      })
    )
  )

/** Cells read as something else than was printed: another amount, or nothing where there was one. */
export const wrong = (cells: ReadonlyArray<Compared>, how: Style): ReadonlyArray<string> =>
  cells.flatMap(({ address, amount, reading }) => {
    if (reading === null || reading.state === "unreadable") return []
    const read = reading.state === "blank" ? 0 : reading.amount
    return read === readBack(amount, how) ? [] : [`${address}: ${amount} read as ${read} (${reading.state})`]
  })
