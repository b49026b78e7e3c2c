/**
 * Replaying files of transactions from a program: read, decide, append all of them or none.
 *
 * What the command does with words on a terminal, this does with values: a year in a store, or everything that is
 * wrong with the files.
 */
import { Classification } from "@juesuan/domain"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, StreamId } from "@juesuan/ledger"
import { ningxia2024 } from "@juesuan/tables"
import type { TablePack } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { hasErrors, importFiles, inLanguage } from "@juesuan/import"
import type { ImportedEvent, ImportFile, ImportIssue, Mapping, SheetTotals } from "@juesuan/import"
import { viewOf } from "./YearView.ts"
import { lookUpIn } from "./LookUp.ts"
import { planRecording, recordPlan } from "./Recording.ts"
import type { RefusedRow } from "./Recording.ts"

/** The files, or the year they tell, are not accepted; nothing was written. */
export class ReplayRefused extends Data.TaggedError("ReplayRefused")<{
  /** What is wrong with the files, with file, row, column, value and remedy. */
  readonly issues: ReadonlyArray<ImportIssue>
  /** Rows that read well and that the ledger refuses, each with its refusal. */
  readonly refused: ReadonlyArray<RefusedRow>
}> {
  override get message(): string {
    const issues = this.issues.map((issue) => {
      const { message, remedy } = inLanguage(issue, "en")
      return `${issue.file} row ${issue.row} ${issue.column}: ${message} ${remedy}`.trim()
    })
    const refused = this.refused.map(
      ({ event, refusal }) => `${event.source.file} row ${event.source.row}: ${refusal.message}`
    )
    return [...issues, ...refused, "Nothing was written."].join("\n")
  }
}

/** Where a replay writes, how columns map, and when rows count as recorded. */
export interface ReplayOptions {
  /** Default: a new store in memory. */
  readonly store?: EventStoreShape
  /** How another system's columns map to ours. */
  readonly mapping?: Mapping
  /** When a row counts as recorded. Default: 18:00 Beijing time of its business date, so that replays repeat. */
  readonly recordedAt?: (row: ImportedEvent) => string
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

const silent = { update: () => undefined, stop: () => undefined }

/** Decides imported rows on the store they are meant for and appends them, all or none. */
export const recordRows = Effect.fn("recordRows")(function* (
  rows: ReadonlyArray<ImportedEvent>,
  {
    store = makeMemoryStore(),
    recordedAt = ({ occurredOn }) => `${occurredOn}T10:00:00.000Z`
  }: ReplayOptions = {}
) {
  const plan = yield* planRecording(store, rows, { recordedAt, progress: silent })
  if (plan.refused.length > 0)
    return yield* Effect.fail(new ReplayRefused({ issues: [], refused: plan.refused }))
  yield* recordPlan(store, plan)
  const replayed: Replayed = {
    store,
    streams: [...new Set(rows.map(({ streamId }) => streamId))],
    warnings: [],
    totals: []
  }
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
  const { store = makeMemoryStore(), mapping } = options
  yield* store.heads
  const imported = importFiles(files, {
    ...(mapping === undefined ? {} : { mapping }),
    lookUp: lookUpIn(store),
    isKnown: (list, code) => Classification.lookup(list, code) !== undefined
  })
  if (hasErrors(imported.issues))
    return yield* Effect.fail(new ReplayRefused({ issues: imported.issues, refused: [] }))
  const { streams } = yield* recordRows(imported.events, { ...options, store })
  const replayed: Replayed = { store, streams, warnings: imported.issues, totals: imported.totals }
  return replayed
})

/** The view of the only year that was replayed, or of its first. */
export const yearOf = ({ store, streams }: Replayed, pack: TablePack = ningxia2024) =>
  viewOf(store, streams[0]!, pack)
