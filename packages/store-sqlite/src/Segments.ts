/**
 * Segments: postings as columns.
 *
 * A segment is a run of postings in position order, one blob a column: cell numbers (Int32), amounts in fen
 * (Float64, exact up to 2^53), days (Int32) and recording times (Float64, milliseconds). Appends write small
 * segments; eight of like size become one in the same transaction, so that single events stay cheap and a million
 * end in a few dozen blobs. Replay folds the columns into an array indexed by cell: no row, no text.
 */
import { Money } from "@juesuan/domain"
import { Damaged } from "./Failure.ts"
import { bytesIn, numberIn, sealOf, sealOfBytes } from "./Seal.ts"
import type { Row } from "./Seal.ts"

/** The columns of some postings. */
export interface Columns {
  readonly cells: Int32Array
  readonly amounts: Float64Array
  readonly days: Int32Array
  readonly recorded: Float64Array
}

/** A merged segment has at most this many postings: 6 MiB of columns. */
export const SEGMENT_POSTINGS_MAX = 262_144

/** How many segments of like size make one of the next. More write less, and leave more blobs to read. */
export const SEGMENT_FANOUT = 8

const tierOf = (postings: number): number => Math.floor(Math.log2(postings) / Math.log2(SEGMENT_FANOUT))

/**
 * How many of the last segments to merge with a fresh one; 0 for none.
 *
 * `sizes` are the postings of the segments before it, last first. Merging waits until a whole tier is full, so
 * that a posting is rewritten once a tier and not at every append.
 */
export const mergeCount = (sizes: ReadonlyArray<number>, fresh: number): number => {
  const tier = tierOf(fresh)
  let [count, total] = [0, fresh]
  for (const size of sizes) {
    total += size
    if (tierOf(size) > tier || total > SEGMENT_POSTINGS_MAX) break
    count++
    if (count === SEGMENT_FANOUT - 1) return count
  }
  return 0
}

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

/** What a segment is called in the list of all: it is there once, with the bytes it was written with. */
export const sealInList = (id: number, seal: number, timeSeal: number): number => sealOf([id, seal, timeSeal])

const sealed = (id: number, row: Row, name: string, stated: number, columns: ReadonlyArray<string>) => {
  const bytes = columns.map((column) => bytesIn(row, column))
  if (sealOfBytes([name, id], ...bytes) !== stated)
    throw new Damaged(`segment ${id} is not as it was written.`)
  return bytes as [Uint8Array, Uint8Array]
}

/** A stored segment's cells and amounts, its seal compared. */
export const readAmounts = (row: Row): Pick<Columns, "cells" | "amounts"> => {
  const [id, postings] = [numberIn(row, "id"), numberIn(row, "postings")]
  const [cells, amounts] = sealed(id, row, "amounts", numberIn(row, "seal"), ["cells", "amounts"])
  if (cells.byteLength !== 4 * postings || amounts.byteLength !== 8 * postings)
    throw new Damaged(`segment ${id} does not hold the postings it counts.`)
  return { cells: int32Of(cells), amounts: float64Of(amounts) }
}

/** A stored segment with its times, both seals compared. */
export const readColumns = (row: Row): Columns => {
  const id = numberIn(row, "id")
  const [days, recorded] = sealed(id, row, "times", numberIn(row, "timeSeal"), ["days", "recorded"])
  const columns = { ...readAmounts(row), days: int32Of(days), recorded: float64Of(recorded) }
  if (columns.days.length !== columns.cells.length || columns.recorded.length !== columns.cells.length)
    throw new Damaged(`segment ${id} does not hold the times of its postings.`)
  return columns
}

/** The seals of a segment to be written: of its cells and amounts, and of its times. */
export const sealsOf = (
  id: number,
  { cells, amounts, days, recorded }: Columns
): readonly [number, number] => [
  sealOfBytes(["amounts", id], bytesOf(cells), bytesOf(amounts)),
  sealOfBytes(["times", id], bytesOf(days), bytesOf(recorded))
]

const join = <A extends Int32Array | Float64Array>(joined: A, parts: ReadonlyArray<A>): A => {
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Columns one after the other. */
export const concat = (parts: ReadonlyArray<Columns>): Columns => {
  const length = parts.reduce((total, { cells }) => total + cells.length, 0)
  const cells = parts.map((part) => part.cells)
  const amounts = parts.map((part) => part.amounts)
  const days = parts.map((part) => part.days)
  const recorded = parts.map((part) => part.recorded)
  return {
    cells: join(new Int32Array(length), cells),
    amounts: join(new Float64Array(length), amounts),
    days: join(new Int32Array(length), days),
    recorded: join(new Float64Array(length), recorded)
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
