/**
 * Segments: postings as columns.
 *
 * A segment is a run of postings in position order, one blob a column: cell numbers (Int32), amounts in fen
 * (Float64, exact up to 2^53), days (Int32) and recording times (Float64, milliseconds). Appends write small
 * segments; neighbours of like size are merged in the same transaction, so that single events stay cheap and a
 * million end in a few large blobs. Replay folds the columns into an array indexed by cell: no row, no text.
 */
import { Money } from "@juesuan/domain"

/** The columns of some postings. */
export interface Columns {
  readonly cells: Int32Array
  readonly amounts: Float64Array
  readonly days: Int32Array
  readonly recorded: Float64Array
}

/** A merged segment has at most this many postings: 6 MiB of columns. */
export const SEGMENT_POSTINGS_MAX = 262_144

/** Whether a segment is to be merged with the one before it. */
export const isMergeDue = (before: number, last: number): boolean =>
  before <= 2 * last && before + last <= SEGMENT_POSTINGS_MAX

/** The bytes of a typed array, to be stored. */
export const bytesOf = (column: Int32Array | Float64Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

/** A view of stored bytes; copied only where the alignment demands it. */
export const int32Of = (bytes: Uint8Array): Int32Array =>
  bytes.byteOffset % 4 === 0
    ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    : new Int32Array(bytes.slice().buffer)

/** A view of stored bytes; copied only where the alignment demands it. */
export const float64Of = (bytes: Uint8Array): Float64Array =>
  bytes.byteOffset % 8 === 0
    ? new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    : new Float64Array(bytes.slice().buffer)

/** Columns one after the other. */
export const concat = (left: Columns, right: Columns): Columns => {
  const joined = <A extends Int32Array | Float64Array>(make: (length: number) => A, a: A, b: A): A => {
    const column = make(a.length + b.length)
    column.set(a)
    column.set(b, a.length)
    return column
  }
  const int32 = (length: number): Int32Array => new Int32Array(length)
  const float64 = (length: number): Float64Array => new Float64Array(length)
  return {
    cells: joined(int32, left.cells, right.cells),
    amounts: joined(float64, left.amounts, right.amounts),
    days: joined(int32, left.days, right.days),
    recorded: joined(float64, left.recorded, right.recorded)
  }
}

/** The last day and moment to count, both inclusive. */
export interface Bounds {
  readonly dayMax: number
  readonly recordedMax: number
}

/** Adds a segment's amounts to the sums by cell. Throws `MoneyOverflow` when a sum leaves the exact range. */
export const fold = (sums: Float64Array, cells: Int32Array, amounts: Float64Array): void => {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!
    const sum = sums[cell]! + amounts[index]!
    // Within the safe range a double is exact; the guard is one comparison, so every partial sum is checked.
    if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER)
      throw new Money.MoneyOverflow({ left: sums[cell]!, right: amounts[index]! })
    sums[cell] = sum
  }
}

/** The same, counting only postings within the bounds. */
export const foldWithin = (sums: Float64Array, columns: Columns, { dayMax, recordedMax }: Bounds): void => {
  const { cells, amounts, days, recorded } = columns
  for (let index = 0; index < cells.length; index++) {
    if (days[index]! > dayMax || recorded[index]! > recordedMax) continue
    const cell = cells[index]!
    const sum = sums[cell]! + amounts[index]!
    if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER)
      throw new Money.MoneyOverflow({ left: sums[cell]!, right: amounts[index]! })
    sums[cell] = sum
  }
}
