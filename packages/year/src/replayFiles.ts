/**
 * Replaying files of transactions from a program: read, decide, append all of them or none.
 *
 * What the command does with words on a terminal, this does with values: a year in a store, or everything
 * that is wrong with the files.
 */
import { Classification } from "@juesuan/domain"
import { hasErrors, importFiles } from "@juesuan/import"
import type { ImportedEvent, ImportFile, ImportIssue, Mapping, SheetTotals } from "@juesuan/import"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, RecordOptions, StreamId } from "@juesuan/ledger"
import type { TablePack } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { makeLookUp } from "./LookUp.ts"
import { planRows, recordRowPlan, ReplayRefused } from "./recordRows.ts"
import type { RowOptions, RowPlan } from "./recordRows.ts"
import { viewOf } from "./YearView.ts"

export { planRows, recordRowPlan, ReplayRefused } from "./recordRows.ts"
export type { RefusedRow, RowOptions, RowPlan } from "./recordRows.ts"
export { previewImport } from "./previewImport.ts"
export type { ImportPreview, MonthTotal, SaidRow } from "./previewImport.ts"
export { lineInChinese, refusalInChinese } from "./refusalWords.ts"
export { trialOf } from "./trialOf.ts"
export type { CellEffect, QuotaChange, YearEffect } from "./trialOf.ts"

/** How columns map, and how rows are recorded. */
export interface FileOptions extends RowOptions {
  /** How another system's columns map to ours. */
  readonly mapping?: Mapping | undefined
}

/** Where a replay writes, how columns map, and how rows are recorded. */
export interface ReplayOptions extends FileOptions, RecordOptions {
  /** Default: a new store in memory. */
  readonly store?: EventStoreShape | undefined
}

/** What files come to on a ledger, before anything is written. */
export interface ImportPlan extends RowPlan {
  /** The streams of the rows, in order of first appearance. */
  readonly streams: ReadonlyArray<StreamId>
  /** Rows that say something worth knowing and are no errors. */
  readonly warnings: ReadonlyArray<ImportIssue>
  readonly totals: ReadonlyArray<SheetTotals>
}

/** What a replay left: the store, the streams in it, warnings, and control totals a sheet. */
export interface Replayed {
  readonly store: EventStoreShape
  /** The streams of the rows, in order of first appearance. */
  readonly streams: ReadonlyArray<StreamId>
  /** Rows that say something worth knowing and are no errors. */
  readonly warnings: ReadonlyArray<ImportIssue>
  readonly totals: ReadonlyArray<SheetTotals>
}

const streamsOf = (rows: ReadonlyArray<ImportedEvent>): ReadonlyArray<StreamId> => [
  ...new Set(rows.map(({ streamId }) => streamId))
]

/** Reads files of transactions for a store: corrections may name what it holds, codes are those of the catalogues. */
export const importForStore = Effect.fn("importForStore")(function* (
  store: EventStoreShape,
  files: ReadonlyArray<ImportFile>,
  { mapping }: FileOptions = {}
) {
  const heads = yield* store.heads
  const ledger = makeLookUp(store)
  const read = () =>
    importFiles(files, {
      ...(mapping === undefined ? {} : { mapping }),
      ...ledger.options,
      isKnown: (list, code) => Classification.lookup(list, code) !== undefined,
      otherEdition: (list, code, year) => Classification.otherEditionOf(list, code, year)?.id
    })
  // Which years of the ledger the files are about is known once they were read.
  let imported = read()
  while (yield* ledger.load(heads)) imported = read()
  return imported
})

/**
 * Reads files of transactions (CSV, XLSX, JSONL, as bytes) and decides their rows on what a store holds; writes
 * nothing.
 *
 * Fails with {@link ReplayRefused} that names every fault of every file, or every row that the ledger refuses.
 */
export const planImport = Effect.fn("planImport")(function* (
  store: EventStoreShape,
  files: ReadonlyArray<ImportFile>,
  options: FileOptions = {}
) {
  const { events, issues, totals } = yield* importForStore(store, files, options)
  if (hasErrors(issues)) return yield* Effect.fail(new ReplayRefused({ issues, refused: [] }))
  const planned = yield* planRows(store, events, options)
  const { refused } = planned
  if (refused.length > 0) return yield* Effect.fail(new ReplayRefused({ issues, refused }))
  const plan: ImportPlan = { ...planned, streams: streamsOf(events), warnings: issues, totals }
  return plan
})

/** Decides imported rows on the store they are meant for and appends them, all or none. */
export const recordRows = Effect.fn("recordRows")(function* (
  rows: ReadonlyArray<ImportedEvent>,
  options: ReplayOptions = {}
) {
  const { store = makeMemoryStore() } = options
  yield* recordRowPlan(store, yield* planRows(store, rows, options), options)
  const replayed: Replayed = { store, streams: streamsOf(rows), warnings: [], totals: [] }
  return replayed
})

/**
 * Replays files of transactions (CSV, XLSX, JSONL, as bytes) into a store.
 *
 * Fails with {@link ReplayRefused} that names every fault of every file; nothing has been written then.
 */
export const replayFiles = Effect.fn("replayFiles")(function* (
  files: ReadonlyArray<ImportFile>,
  options: ReplayOptions = {}
) {
  const { store = makeMemoryStore() } = options
  const plan = yield* planImport(store, files, options)
  yield* recordRowPlan(store, plan, options)
  const { streams, warnings, totals } = plan
  const replayed: Replayed = { store, streams, warnings, totals }
  return replayed
})

/** Nothing was replayed, so that there is no year to look at. */
export class NothingReplayed extends Data.TaggedError("NothingReplayed") {
  override get message(): string {
    return "The files hold no rows, so there is no year to look at. Import a FiscalYearOpened (建账) first."
  }
}

/** The view of the only year that was replayed, or of its first; without a pack, in the forms that fit the unit. */
export const yearOf = Effect.fn("yearOf")(function* ({ store, streams }: Replayed, pack?: TablePack) {
  const [streamId] = streams
  if (streamId === undefined) return yield* Effect.fail(new NothingReplayed())
  return yield* viewOf(store, streamId, pack)
})
