/**
 * The cells that an append adds to: found or numbered, their sums kept, written at its end.
 */
import { dimensionKey } from "@juesuan/ledger"
import type { Dimensions, Posting, StreamId } from "@juesuan/ledger"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { CELL_COLUMNS, cellsOf, readCell, sealOfCell } from "./Cells.ts"
import type { CellRow } from "./Cells.ts"
import { STREAMS, readStreamSum } from "./Heads.ts"
import { Damaged } from "./Failure.ts"
import { mixOf, mixture } from "./Seal.ts"
import type { SumBook } from "./SumBook.ts"

/** The prepared statements of writing cells. */
export interface CellStatements {
  readonly cell: StatementSync
  /** All cells of a stream, none missing; nothing of a stream that is new. */
  readonly cellsOfStream: (stream: number) => ReadonlyArray<CellRow>
  readonly addCell: StatementSync
  readonly setCell: StatementSync
}

export const prepareCells = (database: DatabaseSync): CellStatements => ({
  cell: database.prepare(
    `SELECT ${CELL_COLUMNS} FROM cell WHERE stream = ? AND measure = ? AND fund = ? AND function = ?
     AND economic = ? AND nature = ? AND project = ? AND kind = ? AND counterparty = ?`
  ),
  cellsOfStream: (stream) => {
    const rows = database
      .prepare(STREAMS("WHERE stream.id = ? AND stream_sum.stream IS NOT NULL"))
      .all(stream)
    return cellsOf(database, rows.map(readStreamSum))
  },
  addCell: database.prepare("INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
  setCell: database.prepare("UPDATE cell SET postings = ?, amount = ?, mix = ?, seal = ? WHERE id = ?")
})

/** A posting with everything its row says. */
export interface Placed {
  readonly stream: number
  readonly streamId: StreamId
  readonly posting: Posting
  readonly position: number
  readonly leg: number
  readonly day: number
  readonly recorded: number
}

interface Entry {
  readonly cell: CellRow
  isNew: boolean
  isChanged: boolean
}

export interface CellBook {
  /** Adds a posting to its cell's sums; gives the number of the cell. */
  readonly add: (placed: Placed) => number
  /** Writes the cells that changed. */
  readonly flush: () => void
}

const keyOf = (stream: number, dimensions: Dimensions): string => `${stream}\u001f${dimensionKey(dimensions)}`

const writeCell = (statements: CellStatements, entry: Entry): void => {
  const { cell } = entry
  const { id, postings, amount, mix } = cell
  const seal = sealOfCell(cell)
  if (entry.isNew) {
    const { stream, measure, fund, function: item, economic, nature, project, kind, counterparty } = cell
    const dimensions = [measure, fund, item, economic, nature, project, kind, counterparty] as const
    statements.addCell.run(id, stream, ...dimensions, postings, amount, mix, seal)
  } else statements.setCell.run(postings, amount, mix, seal, id)
  entry.isNew = false
  entry.isChanged = false
}

export const makeCellBook = (statements: CellStatements, sums: SumBook): CellBook => {
  const known = new Map<string, Entry>()
  /** The streams whose cells are all known. */
  const complete = new Set<number>()

  const stored = (stream: number, key: string, posting: Posting): CellRow | undefined => {
    if (complete.has(stream)) return undefined
    const { measure, fund, function: item, economic, nature, project, kind, counterparty } = posting
    const dimensions = [measure, fund, item, economic, nature, project, kind, counterparty] as const
    const found = statements.cell.get(stream, ...dimensions)
    if (found !== undefined) return readCell(found)
    // An index that does not find a cell is not believed: only what is none of all cells is a new one.
    complete.add(stream)
    for (const cell of statements.cellsOfStream(stream)) {
      const own = keyOf(stream, cell)
      if (own === key) throw new Damaged("the index of cells does not find a cell.")
      if (!known.has(own)) known.set(own, { cell, isNew: false, isChanged: false })
    }
    return undefined
  }

  const meet = ({ stream, streamId, posting }: Placed, key: string): Entry => {
    const cellThere = stored(stream, key, posting)
    if (cellThere !== undefined) return { cell: cellThere, isNew: false, isChanged: false }
    // Numbered one after the other over the whole ledger: replay keeps a sum for each number.
    const id = ++sums.ledger.cells
    sums.of(stream, streamId).cells++
    const { amount: _, ...dimensions } = posting
    const cell = { id, stream, ...dimensions, postings: 0, amount: 0, mix: 0 }
    return { cell, isNew: true, isChanged: false }
  }

  const entryOf = (placed: Placed): Entry => {
    const key = keyOf(placed.stream, placed.posting)
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const entry = meet(placed, key)
    known.set(key, entry)
    return entry
  }

  return {
    add: (placed) => {
      const entry = entryOf(placed)
      const { cell } = entry
      const { position, leg, day, recorded } = placed
      const { amount } = placed.posting
      cell.postings++
      cell.amount += amount
      cell.mix = mixture(cell.mix + mixOf(position, leg, amount, day, recorded))
      entry.isChanged = true
      return cell.id
    },
    flush: () => {
      for (const entry of known.values()) if (entry.isChanged) writeCell(statements, entry)
    }
  }
}
