/**
 * Writing segments: a fresh one at the end, merged with its neighbours when a tier is full.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { LedgerSum } from "./Heads.ts"
import { addSeal, numberIn } from "./Seal.ts"
import { SEGMENT_FANOUT, bytesOf, concat, mergeCount, readColumns, sealInList, sealsOf } from "./Segments.ts"
import type { Columns } from "./Segments.ts"

/** The prepared statements of writing segments. */
export interface SegmentStatements {
  readonly lastSegments: StatementSync
  readonly segment: StatementSync
  readonly dropSegmentTime: StatementSync
  readonly dropSegment: StatementSync
  readonly addSegment: StatementSync
  readonly addSegmentTime: StatementSync
}

export const prepareSegments = (database: DatabaseSync): SegmentStatements => ({
  lastSegments: database.prepare(
    `SELECT segment.id AS id, postings, segment.seal AS seal, segment_time.seal AS timeSeal
     FROM segment LEFT JOIN segment_time USING (id) ORDER BY segment.id DESC LIMIT ${SEGMENT_FANOUT - 1}`
  ),
  segment: database.prepare(
    `SELECT segment.id AS id, postings, segment.seal AS seal, segment_time.seal AS timeSeal,
       cells, amounts, days, recorded
     FROM segment LEFT JOIN segment_time USING (id) WHERE segment.id = ?`
  ),
  dropSegmentTime: database.prepare("DELETE FROM segment_time WHERE id = ?"),
  dropSegment: database.prepare("DELETE FROM segment WHERE id = ?"),
  addSegment: database.prepare("INSERT INTO segment VALUES (?, ?, ?, ?, ?)"),
  addSegmentTime: database.prepare("INSERT INTO segment_time VALUES (?, ?, ?, ?)")
})

interface Listed {
  readonly id: number
  readonly postings: number
  readonly inList: number
}

const lastSegments = ({ lastSegments: statement }: SegmentStatements): ReadonlyArray<Listed> =>
  statement.all().map((row) => {
    const [id, postings] = [numberIn(row, "id"), numberIn(row, "postings")]
    return { id, postings, inList: sealInList(id, numberIn(row, "seal"), numberIn(row, "timeSeal")) }
  })

/** Takes segments out of the file and of the list, and gives their columns. */
const takeOut = (
  statements: SegmentStatements,
  ledger: LedgerSum,
  merged: ReadonlyArray<Listed>
): ReadonlyArray<Columns> =>
  merged.map(({ id, inList }) => {
    const columns = readColumns(statements.segment.get(id)!)
    statements.dropSegmentTime.run(id)
    statements.dropSegment.run(id)
    ledger.segments = addSeal(ledger.segments, inList, -1)
    return columns
  })

/** Adds postings as a segment, and keeps the seal of the list in the ledger's sum. */
export const addSegment = (statements: SegmentStatements, ledger: LedgerSum, fresh: Columns): void => {
  let columns = fresh
  let id: number
  for (;;) {
    const last = lastSegments(statements)
    const count = mergeCount(
      last.map(({ postings }) => postings),
      columns.cells.length
    )
    id = (last[0]?.id ?? 0) + 1
    if (count === 0) break
    columns = concat([...takeOut(statements, ledger, last.slice(0, count).reverse()), columns])
  }
  const { cells, amounts, days, recorded } = columns
  const [seal, timeSeal] = sealsOf(id, columns)
  statements.addSegment.run(id, cells.length, seal, bytesOf(cells), bytesOf(amounts))
  statements.addSegmentTime.run(id, timeSeal, bytesOf(days), bytesOf(recorded))
  ledger.segments = addSeal(ledger.segments, sealInList(id, seal, timeSeal))
}
