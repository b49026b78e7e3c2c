/**
 * The sums that an append adds to: those of its streams and those of the ledger, written at its end.
 */
import { AmountsTooLarge, Merkle } from "@juesuan/ledger"
import type { Posting, StreamId } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { Damaged } from "./Failure.ts"
import { addId, idSumValues, rangeOf, readIdSum } from "./EventIds.ts"
import type { IdSum } from "./EventIds.ts"
import { STREAMS, ledgerSumValues, readLedgerSum, readStreamSum, sealOfStream } from "./Heads.ts"
import type { LedgerSum } from "./Heads.ts"
import type { Written } from "./PostingWriter.ts"
import { sha256 } from "./Sha256.ts"

/** The prepared statements of writing sums. */
export interface SumStatements {
  readonly ledgerSum: StatementSync
  readonly setLedgerSum: StatementSync
  readonly hasStreamSum: StatementSync
  readonly streamSum: StatementSync
  readonly setStreamSum: StatementSync
  readonly idSum: StatementSync
  readonly setIdSum: StatementSync
}

export const prepareSums = (database: DatabaseSync): SumStatements => ({
  ledgerSum: database.prepare("SELECT * FROM ledger_sum"),
  setLedgerSum: database.prepare("INSERT OR REPLACE INTO ledger_sum VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)"),
  hasStreamSum: database.prepare("SELECT 1 FROM stream_sum WHERE stream = ?"),
  streamSum: database.prepare(STREAMS("WHERE stream.id = ?")),
  setStreamSum: database.prepare("INSERT OR REPLACE INTO stream_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
  idSum: database.prepare("SELECT * FROM id_sum WHERE range = ?"),
  setIdSum: database.prepare("INSERT OR REPLACE INTO id_sum VALUES (?, ?, ?, ?)")
})

/** What a stream's events come to so far. */
export interface Reached {
  readonly streamId: StreamId
  readonly peaks: Array<string>
  version: number
  hash: string
  postings: number
  amount: number
  volume: number
  cells: number
  facts: number
  isChanged: boolean
  isDisowned: boolean
}

export interface SumBook {
  /** The sums of the whole ledger, to be added to. */
  readonly ledger: LedgerSum
  /** The sums of a stream, to be added to. */
  readonly of: (stream: number, streamId: StreamId) => Reached
  /** Adds an event and its postings. Throws {@link AmountsTooLarge} when the stream's do not fit any more. */
  readonly addEvent: (written: Written, posted: ReadonlyArray<Posting>) => void
  /** Says that a stream's events are not as they were recorded. */
  readonly disown: (written: Written) => void
  /** Writes the sums that changed. */
  readonly flush: () => void
}

/** No seal: what it stands beside is not believed. */
const NO_SEAL = -1

const start = (streamId: StreamId): Reached => ({
  streamId,
  peaks: [],
  version: 0,
  hash: "",
  postings: 0,
  amount: 0,
  volume: 0,
  cells: 0,
  facts: 0,
  isChanged: false,
  isDisowned: false
})

const addAmounts = (sum: Reached, { streamId, eventId }: Written, posted: ReadonlyArray<Posting>): void => {
  for (const { amount } of posted) {
    sum.volume += Math.abs(amount)
    sum.amount += amount
    sum.postings++
  }
  if (sum.volume > Number.MAX_SAFE_INTEGER) throw new AmountsTooLarge({ streamId, eventId })
}

/** The sums of ids that an append adds to, by range. */
const makeIdSums = ({ idSum, setIdSum }: SumStatements) => {
  const ranges = new Map<string, IdSum>()
  let last: { readonly range: string; readonly sum: IdSum } | undefined
  const sumOf = (range: string): IdSum => {
    const met = ranges.get(range)
    if (met !== undefined) return met
    const row = idSum.get(range)
    const sum = row === undefined ? { ids: 0, sum: 0 } : readIdSum(row)[1]
    ranges.set(range, sum)
    return sum
  }
  return {
    add: (eventId: string): void => {
      const range = rangeOf(eventId)
      if (last?.range !== range) last = { range, sum: sumOf(range) }
      addId(last.sum, eventId)
    },
    flush: (): void => {
      for (const [range, sum] of ranges) setIdSum.run(...idSumValues(range, sum))
    }
  }
}

const writeStream = ({ setStreamSum }: SumStatements, id: number, sum: Reached): void => {
  const { streamId, version, hash, postings, amount, volume, cells, facts } = sum
  const peaks = sum.peaks.join("")
  const stored = { id, streamId, version, hash, peaks, postings, amount, volume, cells, facts }
  const seal = sum.isDisowned ? NO_SEAL : sealOfStream(stored)
  setStreamSum.run(id, peaks, postings, amount, volume, cells, facts, seal)
  sum.isChanged = false
}

export const makeSumBook = (statements: SumStatements): SumBook => {
  const ledger = readLedgerSum(statements.ledgerSum.get())
  const streams = new Map<number, Reached>()
  const ids = makeIdSums(statements)

  const meet = (stream: number, streamId: StreamId): Reached => {
    if (statements.hasStreamSum.get(stream) === undefined) {
      ledger.streams++
      return start(streamId)
    }
    const sum = readStreamSum(statements.streamSum.get(stream) ?? {})
    if (sum.streamId !== streamId) throw new Damaged(`stream ${stream} is not ${streamId}.`)
    const peaks = Merkle.hexPeaksFromText(sum.peaks)
    return { ...sum, peaks, isChanged: false, isDisowned: false }
  }

  const of = (stream: number, streamId: StreamId): Reached => {
    const seen = streams.get(stream)
    if (seen !== undefined) return seen
    const sum = meet(stream, streamId)
    streams.set(stream, sum)
    return sum
  }

  return {
    ledger,
    of,
    addEvent: (written, posted) => {
      const { stream, streamId, version, hash, eventId } = written
      ids.add(eventId)
      const sum = of(stream, streamId)
      if (version !== sum.version + 1) sum.isDisowned = true
      // A stream with a gap has no tree to speak of.
      if (!sum.isDisowned) Merkle.growHex(sum.peaks, version - 1, hash, sha256)
      sum.version = version
      sum.hash = hash
      sum.isChanged = true
      if (posted.length === 0) sum.facts++
      addAmounts(sum, written, posted)
      ledger.events++
      ledger.postings += posted.length
    },
    disown: ({ stream, streamId }) => {
      const sum = of(stream, streamId)
      sum.isDisowned = true
      sum.isChanged = true
    },
    flush: () => {
      for (const [id, sum] of streams) if (sum.isChanged) writeStream(statements, id, sum)
      ids.flush()
      statements.setLedgerSum.run(...ledgerSumValues(ledger))
    }
  }
}
