/**
 * The ids of events, summed by range: what makes an id that is not found one that is not there.
 *
 * A range is the part of an id through its second slash, `<agency>/<year>/`: its ids lie side by side in the index of
 * ids. Before an absence in a range is believed, the range is read from that index once: its ids must ascend, and come
 * to the number and the sum that were kept while they were recorded.
 */
import * as zlib from "node:zlib"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import { ledgerSumOf } from "./Heads.ts"
import { addSeal, numberIn, sealOf, textIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"

/** What the ids of a range come to: how many there are, and the sum of their seals. */
export interface IdSum {
  ids: number
  sum: number
}

/** The range of an id; empty when it has no two slashes. */
export const rangeOf = (eventId: string): string => {
  const slash = eventId.indexOf("/")
  return slash < 0 ? "" : eventId.slice(0, eventId.indexOf("/", slash + 1) + 1)
}

/** Adds an id to the sum of its range. */
export const addId = (sum: IdSum, eventId: string): void => {
  sum.ids++
  sum.sum = addSeal(sum.sum, zlib.crc32(eventId))
}

/** The values of a row of `id_sum`, in the order of its columns. */
export const idSumValues = (
  range: string,
  { ids, sum }: IdSum
): readonly [string, number, number, number] => [range, ids, sum, sealOf([range, ids, sum])]

/** Reads a row of `id_sum`. */
export const readIdSum = (row: Row): readonly [range: string, sum: IdSum] => {
  const [range, ids, sum] = [textIn(row, "range"), numberIn(row, "ids"), numberIn(row, "sum")]
  if (sealOf([range, ids, sum]) !== row["seal"])
    throw new Damaged("a sum of the ids of events is not as it was written.")
  return [range, { ids, sum }]
}

/** All sums by range, none missing: they come to the number of events. */
export const idSumsOf = (database: DatabaseSync): ReadonlyMap<string, IdSum> => {
  const sums = new Map(database.prepare("SELECT * FROM id_sum").all().map(readIdSum))
  let ids = 0
  for (const sum of sums.values()) ids += sum.ids
  if (ids !== ledgerSumOf(database).events) throw new Damaged("a sum of the ids of events is missing.")
  return sums
}

/** The ids in a range, as the index of ids has them. */
const idsIn = (database: DatabaseSync, range: string): Iterable<Row> => {
  const query = "SELECT event_id AS eventId FROM event INDEXED BY sqlite_autoindex_event_1"
  if (range === "") return database.prepare(`${query} ORDER BY event_id`).iterate()
  // The character after the slash that ends a range ends all ids that begin with it.
  const end = `${range.slice(0, -1)}0`
  return database
    .prepare(`${query} WHERE event_id >= ? AND event_id < ? ORDER BY event_id`)
    .iterate(range, end)
}

/** Whether two ids are in the order of the index, which is that of their bytes. */
const isBefore = (one: string, other: string): boolean =>
  one < other || Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0

const proveRange = (database: DatabaseSync, range: string, stored: IdSum): void => {
  const found: IdSum = { ids: 0, sum: 0 }
  let last: string | undefined
  for (const row of idsIn(database, range)) {
    const eventId = textIn(row, "eventId")
    if (last !== undefined && !isBefore(last, eventId)) throw new Damaged("the index of ids is out of order.")
    last = eventId
    if (rangeOf(eventId) === range) addId(found, eventId)
  }
  if (found.ids !== stored.ids || found.sum !== stored.sum)
    throw new Damaged(`the index of ids does not hold the ids that begin with ${JSON.stringify(range)}.`)
}

/** What is known of the index of an opened file. */
export interface IdIndex {
  /** Throws {@link Damaged} when the index, which did not find this id, cannot be believed. */
  readonly believe: (eventId: string) => void
}

/**
 * The index of ids of an opened file. A range is proven once while the file is open, before anything is added to it,
 * at the cost of reading its ids.
 */
export const makeIdIndex = (database: DatabaseSync): IdIndex => {
  const proven = new Set<string>()
  let one: StatementSync | undefined
  const sumOf = (range: string): IdSum => {
    const row = (one ??= database.prepare("SELECT * FROM id_sum WHERE range = ?")).get(range)
    return (row === undefined ? idSumsOf(database).get(range) : readIdSum(row)[1]) ?? { ids: 0, sum: 0 }
  }
  let last: string | undefined
  return {
    believe: (eventId) => {
      const range = rangeOf(eventId)
      if (range === last) return
      if (!proven.has(range)) proveRange(database, range, sumOf(range))
      proven.add(range)
      last = range
    }
  }
}
