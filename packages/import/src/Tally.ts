/**
 * Where the money of a sheet went: every amount cell is in an event, a refused row, a row that was passed
 * over, or a column that was not read.
 */
import type { SourceRow } from "./Layout.ts"
import { amountColumnsOf } from "./Layout.ts"
import * as Result from "effect/Result"
import { looksLikeAmount, signedAmount } from "./Value.ts"

/** Amount cells: how many there are, how many of them cannot be read, and the sum of the others in fen. */
export interface Tally {
  cells: number
  unreadable: number
  sum: number
}

/** A column with amounts in it that is no field of a transaction. */
export interface UnmappedColumn extends Tally {
  readonly column: string
}

/** Where the amount cells of a sheet went. `file` is counted on its own: the others add up to it. */
export interface Accounts {
  readonly file: Tally
  readonly events: Tally
  readonly refused: Tally
  readonly passed: Tally
  readonly unmapped: ReadonlyArray<UnmappedColumn>
}

export const emptyTally = (): Tally => ({ cells: 0, unreadable: 0, sum: 0 })

/** Adds one tally to another. */
export const addTally = (to: Tally, { cells, unreadable, sum }: Tally): void => {
  to.cells += cells
  to.unreadable += unreadable
  to.sum += sum
}

const addCell = (to: Tally, text: string, read: (text: string) => Result.Result<number, unknown>): void => {
  const amount = read(text)
  to.cells++
  if (Result.isSuccess(amount)) to.sum += amount.success
  else to.unreadable++
}

/** The amount cells of a row that are read as amounts, by the unit of the sheet. */
export const tallyOf = (row: SourceRow): Tally => {
  const tally = emptyTally()
  for (const index of amountColumnsOf(row.layout)) {
    const text = (row.cells[index] ?? "").trim()
    if (text !== "") addCell(tally, text, row.layout.readAmount)
  }
  return tally
}

/** A column that no field is read from: its head, and its place. */
export interface UnmappedHead {
  readonly index: number
  readonly column: string
  readonly isMoney: boolean
}

/** Counts the amounts in columns that are not read. */
export class UnmappedColumns {
  readonly #heads: ReadonlyArray<UnmappedHead>
  readonly #tallies: ReadonlyArray<Tally>
  readonly #file: Tally

  constructor(heads: ReadonlyArray<UnmappedHead>, file: Tally) {
    this.#heads = heads
    this.#tallies = heads.map(emptyTally)
    this.#file = file
  }

  add(cells: ReadonlyArray<string>): void {
    this.#heads.forEach(({ index, isMoney }, at) => {
      const text = (cells[index] ?? "").trim()
      if (text === "" || !(isMoney ? /\d/.test(text) : looksLikeAmount(text))) return
      addCell(this.#tallies[at]!, text, signedAmount)
      addCell(this.#file, text, signedAmount)
    })
  }

  /** The columns with amounts in them. */
  columns(): ReadonlyArray<UnmappedColumn> {
    return this.#heads.flatMap(({ column }, at) => {
      const tally = this.#tallies[at]!
      return tally.cells === 0 ? [] : [{ column, ...tally }]
    })
  }
}
