/**
 * Everything that is kept beside the events, counted again from them and compared with what is stored.
 */
import { correctedBy, dimensionKey, postings } from "@juesuan/ledger"
import type { Event, IntegrityBreak } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { breakOf } from "./Breaks.ts"
import type { CellRow } from "./Cells.ts"
import { CELL_COLUMNS, readCell } from "./Cells.ts"
import { sealOfLink } from "./Events.ts"
import { addId, idSumsOf, rangeOf } from "./EventIds.ts"
import type { IdSum } from "./EventIds.ts"
import { Damaged } from "./Failure.ts"
import { STREAMS, ledgerSumOf, readStreamSum } from "./Heads.ts"
import type { LedgerSum, StreamSum } from "./Heads.ts"
import { addSeal, mixOf, mixture, numberIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { sealInList } from "./Segments.ts"

/** What SQLite stores in place of half a surrogate pair, which events of former releases may hold. */
const asStored = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd")

/** A cell as one text: its stream and its dimensions. */
export const cellKey = (stream: number, dimensions: Parameters<typeof dimensionKey>[0]): string =>
  `${stream}\u001f${asStored(dimensionKey(dimensions))}`

type CellSum = Pick<CellRow, "postings" | "amount" | "mix">
type Sums = Pick<StreamSum, "postings" | "amount" | "volume" | "cells" | "facts">

/** What the events came to, as far as they were counted. */
export interface Recount {
  readonly cells: Map<string, CellSum>
  readonly streams: Map<number, { -readonly [Name in keyof Sums]: Sums[Name] }>
  readonly links: Map<number, string>
  readonly ids: Map<string, IdSum>
  events: number
  postings: number
}

export const startRecount = (): Recount => ({
  cells: new Map(),
  streams: new Map(),
  links: new Map(),
  ids: new Map(),
  events: 0,
  postings: 0
})

const sumOf = ({ streams }: Recount, stream: number) => {
  const seen = streams.get(stream)
  if (seen !== undefined) return seen
  const sum = { postings: 0, amount: 0, volume: 0, cells: 0, facts: 0 }
  streams.set(stream, sum)
  return sum
}

const cellOf = (recount: Recount, stream: number, key: string): CellSum => {
  const seen = recount.cells.get(key)
  if (seen !== undefined) return seen
  const cell = { postings: 0, amount: 0, mix: 0 }
  recount.cells.set(key, cell)
  sumOf(recount, stream).cells++
  return cell
}

/** A place and times of an event, as its postings' rows say them. */
export interface Moment {
  readonly stream: number
  readonly position: number
  readonly eventId: string
  readonly day: number
  readonly recorded: number
}

const countId = ({ ids }: Recount, eventId: string): void => {
  const range = rangeOf(eventId)
  const met = ids.get(range)
  const sum = met ?? { ids: 0, sum: 0 }
  if (met === undefined) ids.set(range, sum)
  addId(sum, eventId)
}

/** Counts an event; `undefined` is one that cannot be read and posts nothing. */
export const recountEvent = (
  recount: Recount,
  { stream, position, eventId, day, recorded }: Moment,
  event: Event | undefined
): void => {
  countId(recount, eventId)
  const posted = event === undefined ? [] : postings(event)
  const sum = sumOf(recount, stream)
  if (posted.length === 0) sum.facts++
  for (const [leg, posting] of posted.entries()) {
    const { amount } = posting
    const cell = cellOf(recount, stream, cellKey(stream, posting))
    cell.postings++
    cell.amount += amount
    cell.mix = mixture(cell.mix + mixOf(position, leg, amount, day, recorded))
    sum.postings++
    sum.amount += amount
    sum.volume += Math.abs(amount)
  }
  recount.events++
  recount.postings += posted.length
  const corrects = event === undefined ? null : correctedBy(event)
  if (corrects !== null) recount.links.set(position, corrects)
}

/** What reading a row finds wrong with it, or `null`. */
const damageOf = (read: () => string | null): string | null => {
  try {
    return read()
  } catch (error) {
    if (error instanceof Damaged) return error.message
    throw error
  }
}

const cellFault = (recount: Recount, met: Set<string>, row: Row): string | null => {
  const cell = readCell(row)
  const key = cellKey(cell.stream, cell)
  met.add(key)
  const sum = recount.cells.get(key)
  if (sum === undefined) return `cell ${cell.id} is that of no event`
  const isSame = sum.postings === cell.postings && sum.amount === cell.amount && sum.mix === cell.mix
  return isSame ? null : `the sums of cell ${cell.id} are not those of its events`
}

const cellBreaks = (database: DatabaseSync, recount: Recount): ReadonlyArray<IntegrityBreak> => {
  const met = new Set<string>()
  const faults = database
    .prepare(`SELECT ${CELL_COLUMNS} FROM cell NOT INDEXED ORDER BY id`)
    .all()
    .flatMap((row, index) => {
      const fault = damageOf(() => cellFault(recount, met, row))
      return fault ?? (row["id"] === index + 1 ? [] : `cell ${index + 1} is missing`)
    })
  if (faults.length === 0 && met.size !== recount.cells.size) faults.push("a cell of the events is missing")
  return faults.slice(0, 1).map((fault) => breakOf("ledger", null, fault))
}

/** Postings that belong to no event, or are stored twice, show in the counts. */
const countBreaks = (
  database: DatabaseSync,
  { postings: expected }: Recount
): ReadonlyArray<IntegrityBreak> => {
  const { stored } = database.prepare("SELECT COUNT(*) AS stored FROM posting").get() as { stored: number }
  return stored === expected
    ? []
    : [breakOf("ledger", null, `${stored} postings are stored where the events make ${expected}`)]
}

const linkBreaks = (database: DatabaseSync, { links }: Recount): ReadonlyArray<IntegrityBreak> => {
  const rows = database.prepare("SELECT position, corrects FROM correction ORDER BY position").all()
  const isSame =
    rows.length === links.size &&
    rows.every(({ position, corrects }) => links.get(position as number) === asStored(String(corrects)))
  return isSame ? [] : [breakOf("ledger", null, "the links of corrections are not those of the events")]
}

const streamFault = (recount: Recount, row: Row): string | null => {
  const stored = readStreamSum(row)
  const sum = sumOf(recount, stored.id)
  const names = Object.keys(sum) as ReadonlyArray<keyof typeof sum>
  return names.every((name) => stored[name] === sum[name])
    ? null
    : "the stream's control totals are not those of its events"
}

const streamBreaks = (database: DatabaseSync, recount: Recount): ReadonlyArray<IntegrityBreak> =>
  database
    .prepare(STREAMS(""))
    .all()
    .flatMap((row) => {
      const fault = damageOf(() => streamFault(recount, row))
      return fault === null ? [] : [breakOf(String(row["streamId"]), null, fault)]
    })

/** The seal of the list of segments, as they are stored. */
const listOf = (database: DatabaseSync): number => {
  const rows = database
    .prepare(
      `SELECT segment.id AS id, segment.seal AS seal, segment_time.seal AS timeSeal
       FROM segment LEFT JOIN segment_time USING (id)`
    )
    .all()
  return rows.reduce(
    (list, row) =>
      addSeal(list, sealInList(numberIn(row, "id"), numberIn(row, "seal"), numberIn(row, "timeSeal"))),
    0
  )
}

const ledgerFault = (database: DatabaseSync, recount: Recount): string | null => {
  const stored = ledgerSumOf(database)
  let links = 0
  for (const [position, corrects] of recount.links) links = addSeal(links, sealOfLink(position, corrects))
  const expected: LedgerSum = {
    events: recount.events,
    streams: recount.streams.size,
    cells: recount.cells.size,
    postings: recount.postings,
    segments: listOf(database),
    corrections: recount.links.size,
    links
  }
  const wrong = (Object.keys(expected) as ReadonlyArray<keyof LedgerSum>).find(
    (name) => stored[name] !== expected[name]
  )
  return wrong === undefined ? null : `the ledger's sum of ${wrong} is not that of its events`
}

const ledgerBreaks = (database: DatabaseSync, recount: Recount): ReadonlyArray<IntegrityBreak> => {
  const fault = damageOf(() => ledgerFault(database, recount))
  return fault === null ? [] : [breakOf("ledger", null, fault)]
}

const idFault = (database: DatabaseSync, { ids }: Recount): string | null => {
  const stored = idSumsOf(database)
  const isSame =
    stored.size === ids.size &&
    [...ids].every(([range, { ids: count, sum }]) => {
      const own = stored.get(range)
      return own?.ids === count && own.sum === sum
    })
  return isSame ? null : "the sums of the ids are not those of the events"
}

const idBreaks = (database: DatabaseSync, recount: Recount): ReadonlyArray<IntegrityBreak> => {
  const fault = damageOf(() => idFault(database, recount))
  return fault === null ? [] : [breakOf("ledger", null, fault)]
}

/** What of the rows beside the events does not follow from them. */
export const derivedBreaks = (database: DatabaseSync, recount: Recount): ReadonlyArray<IntegrityBreak> => [
  ...countBreaks(database, recount),
  ...linkBreaks(database, recount),
  ...cellBreaks(database, recount),
  ...streamBreaks(database, recount),
  ...idBreaks(database, recount),
  ...ledgerBreaks(database, recount)
]
