/**
 * Seals: what tells a row that was damaged from one that was written.
 *
 * A seal is the CRC-32 of the values of a row, types included, or of the bytes of a column. It is compared by every
 * read that uses the row. It finds accidents, not forgers, who would make the seal again: those are found by
 * `verify`, which derives everything from the events, and by a digest that was saved elsewhere.
 */
import * as zlib from "node:zlib"
import { Damaged } from "./Failure.ts"

/** A row as SQLite gives it: a damaged one may hold any type in any column. */
export type Row = Readonly<Record<string, unknown>>

/** A column that must be a text. */
export const textIn = (row: Row, name: string): string => {
  const value = row[name]
  if (typeof value === "string") return value
  throw new Damaged(`a stored ${name} is no text.`)
}

/** A column that must be a whole number. */
export const numberIn = (row: Row, name: string): number => {
  const value = row[name]
  if (Number.isSafeInteger(value)) return value as number
  throw new Damaged(`a stored ${name} is no whole number.`)
}

/** A column that must be bytes. */
export const bytesIn = (row: Row, name: string): Uint8Array => {
  const value = row[name]
  if (value instanceof Uint8Array) return value
  throw new Damaged(`the bytes of a stored ${name} are missing.`)
}

/** The seal of the values of a row. */
export const sealOf = (values: ReadonlyArray<string | number>): number => {
  let text = ""
  for (const value of values) text += typeof value === "number" ? `${value}#` : `${value}\u001f`
  return zlib.crc32(text)
}

/** The seal of some values and the bytes that go with them. */
export const sealOfBytes = (
  values: ReadonlyArray<string | number>,
  ...parts: ReadonlyArray<Uint8Array>
): number => parts.reduce((seal, bytes) => zlib.crc32(bytes, seal), sealOf(values))

/** Adds a seal to the seal of a set, or takes it out again with `-1`: the order does not matter. */
export const addSeal = (set: number, seal: number, times: 1 | -1 = 1): number => (set + times * seal) >>> 0

/** The largest prime below 2^26: products of two remainders are exact in a double and in SQLite alike. */
const MODULUS = 67_108_859

/** What a posting adds to the mixture of its cell: moved, lost, doubled or changed postings change the sum. */
export const mixOf = (
  position: number,
  leg: number,
  amount: number,
  day: number,
  recorded: number
): number => {
  const said = (amount % MODULUS) * 8191 + day * 131 + (recorded % MODULUS) * 127 + leg * 31 + 7
  return ((said % MODULUS) * ((position % MODULUS) + 1)) % MODULUS
}

/** {@link mixOf} of a row of `posting`, as SQL. */
export const MIX_SQL =
  `((((amount % ${MODULUS}) * 8191 + day * 131 + (recorded % ${MODULUS}) * 127 + leg * 31 + 7) % ${MODULUS}) ` +
  `* ((position % ${MODULUS}) + 1)) % ${MODULUS}`

/** A sum of mixtures, brought into range. */
export const mixture = (sum: number): number => ((sum % MODULUS) + MODULUS) % MODULUS
