/**
 * Writing what follows from events: cells, posting rows, segments, sums and the links of corrections, in the caller's
 * transaction.
 *
 * Postings are collected first and written together: rows in the order of their clustering, so that
 * neighbours share pages, and one segment for the whole append. What is added to is read with its seal compared:
 * nothing is built on damage.
 */
import { FiscalYear } from "@juesuan/domain"
import { Merkle, correctedBy, postings } from "@juesuan/ledger"
import type { Event, Posting, StreamId } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { makeCellBook, prepareCells } from "./CellBook.ts"
import type { CellStatements } from "./CellBook.ts"
import { sealOfLink } from "./Events.ts"
import { addSeal } from "./Seal.ts"
import { addSegment, prepareSegments } from "./SegmentWriter.ts"
import type { SegmentStatements } from "./SegmentWriter.ts"
import { sha256 } from "./Sha256.ts"
import { makeSumBook, prepareSums } from "./SumBook.ts"
import type { SumStatements } from "./SumBook.ts"

/** The prepared statements of writing postings. */
export interface PostingStatements extends CellStatements, SegmentStatements, SumStatements {
  readonly addPosting: StatementSync
  readonly addCorrection: StatementSync
}

export const preparePostings = (database: DatabaseSync): PostingStatements => ({
  ...prepareCells(database),
  ...prepareSegments(database),
  ...prepareSums(database),
  addPosting: database.prepare("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)"),
  addCorrection: database.prepare("INSERT INTO correction VALUES (?, ?)")
})

/** An event as far as it is needed here: its stream, its place, its dates and its hash. */
export interface Written {
  /** The number of its stream in the file. */
  readonly stream: number
  readonly streamId: StreamId
  /** Its version in the stream. */
  readonly version: number
  readonly position: number
  readonly eventId: string
  readonly occurredOn: FiscalYear.BusinessDate
  readonly recordedAt: string
  readonly hash: string
}

export interface PostingWriter {
  /** Takes an event, or `undefined` for one that cannot be read; events come in position order. Gives its postings. */
  readonly add: (written: Written, event: Event | undefined) => ReadonlyArray<Posting>
  /** Says that a stream's events are not as they were recorded: nothing that is made of it will be believed. */
  readonly disown: (written: Written) => void
  /** Writes everything taken since the last time. */
  readonly flush: () => void
  /** The root of a stream's tree, as far as it was taken. */
  readonly rootOf: (stream: number, streamId: StreamId) => string
}

/** A function that remembers its last answer: neighbouring events mostly share their dates. */
const rememberingLast = (compute: (text: string) => number): ((text: string) => number) => {
  let [last, answer] = ["", Number.NaN]
  return (text) => {
    if (text !== last) [last, answer] = [text, compute(text)]
    return answer
  }
}

/** Postings that wait to be written, as columns. */
interface Waiting {
  readonly cells: Array<number>
  readonly positions: Array<number>
  readonly legs: Array<number>
  readonly amounts: Array<number>
  readonly days: Array<number>
  readonly recorded: Array<number>
}

const nothingWaits = (): Waiting => ({
  cells: [],
  positions: [],
  legs: [],
  amounts: [],
  days: [],
  recorded: []
})

const writeRows = (statements: PostingStatements, waiting: Waiting): void => {
  const { cells, positions, legs, amounts, days, recorded } = waiting
  // Sorting is stable: within a cell postings stay in the order of position and leg.
  const order = Uint32Array.from(cells.keys()).sort((a, b) => cells[a]! - cells[b]! || a - b)
  const { addPosting } = statements
  for (const at of order)
    addPosting.run(cells[at]!, positions[at]!, legs[at]!, amounts[at]!, days[at]!, recorded[at]!)
}

/** Makes a writer. It remembers what it met, so it must not outlive a rollback. */
export const makePostingWriter = (statements: PostingStatements): PostingWriter => {
  const sums = makeSumBook(statements)
  const cells = makeCellBook(statements, sums)
  const dayOf = rememberingLast(FiscalYear.toDayNumber)
  const momentOf = rememberingLast(Date.parse)
  let waiting = nothingWaits()
  let corrections: Array<readonly [position: number, corrects: string]> = []

  const post = (written: Written, posted: ReadonlyArray<Posting>): void => {
    const { stream, streamId, position } = written
    const [day, recorded] = [dayOf(written.occurredOn), momentOf(written.recordedAt)]
    for (let leg = 0; leg < posted.length; leg++) {
      const posting = posted[leg]!
      const { amount } = posting
      waiting.cells.push(cells.add({ stream, streamId, posting, position, leg, day, recorded }))
      waiting.positions.push(position)
      waiting.legs.push(leg)
      waiting.amounts.push(amount)
      waiting.days.push(day)
      waiting.recorded.push(recorded)
    }
  }

  const link = (position: number, event: Event): void => {
    const corrects = correctedBy(event)
    if (corrects === null) return
    corrections.push([position, corrects])
    sums.ledger.corrections++
    sums.ledger.links = addSeal(sums.ledger.links, sealOfLink(position, corrects))
  }

  return {
    add: (written, event) => {
      const posted = event === undefined ? [] : postings(event)
      sums.addEvent(written, posted)
      post(written, posted)
      if (event !== undefined) link(written.position, event)
      return posted
    },
    disown: sums.disown,
    flush: () => {
      cells.flush()
      if (waiting.cells.length > 0) {
        writeRows(statements, waiting)
        addSegment(statements, sums.ledger, {
          cells: Int32Array.from(waiting.cells),
          amounts: Float64Array.from(waiting.amounts),
          days: Int32Array.from(waiting.days),
          recorded: Float64Array.from(waiting.recorded)
        })
        waiting = nothingWaits()
      }
      for (const [position, corrects] of corrections) statements.addCorrection.run(position, corrects)
      corrections = []
      sums.flush()
    },
    rootOf: (stream, streamId) => Merkle.rootOfHexPeaks(sums.of(stream, streamId).peaks, sha256)
  }
}
