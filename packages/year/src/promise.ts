/**
 * The use cases with promises, for programs without Effect: the same names, the same arguments. A promise that is
 * rejected is rejected with the typed error itself, such as `ReplayRefused` or `CellUnknown`; its `_tag` names it.
 */
import type { AuditOptions } from "@juesuan/audit"
import type { NarrativePack } from "@juesuan/narrative"
import type { RuleSet } from "@juesuan/scoring"
import type { TablePack } from "@juesuan/tables"
import type { Effect as EffectOf } from "effect/Effect"
import * as Effect from "effect/Effect"
import type { MoneyFormat } from "@juesuan/disclosure"
import type { ImportedEvent, ImportFile } from "@juesuan/import"
import type { EventStoreShape, RecordOptions, StreamId, Window } from "@juesuan/ledger"
import * as audits from "./auditDocument.ts"
import * as budgets from "./budgetOf.ts"
import * as clerks from "./clerk.ts"
import * as checks from "./checkYear.ts"
import type { CheckOptions } from "./checkYear.ts"
import * as boundaries from "./closeYear.ts"
import type { CloseOptions, OpenOptions } from "./closeYear.ts"
import * as differences from "./diffYears.ts"
import type { Edition } from "./diffYears.ts"
import * as disclosures from "./DisclosureOf.ts"
import * as explanations from "./explainCell.ts"
import * as replays from "./replayFiles.ts"
import type { FileOptions, Replayed, ReplayOptions } from "./replayFiles.ts"
import * as rollUps from "./rollUp.ts"
import * as texts from "./writeYear.ts"
import * as views from "./YearView.ts"
import type { YearView } from "./YearView.ts"

export { toBudgetJson } from "./budgetOf.ts"
export { toDiffJson } from "./diffYears.ts"
export { toTablesJson } from "./TablesJson.ts"
export { toNarrativeJson } from "./writeYear.ts"

const run = <A, E>(effect: EffectOf<A, E>): Promise<A> => Effect.runPromise(effect)

/** Reads files of transactions and decides their rows on what a store holds; writes nothing. */
export const planImport = (
  store: EventStoreShape,
  files: ReadonlyArray<ImportFile>,
  options?: FileOptions
): Promise<replays.ImportPlan> => run(replays.planImport(store, files, options))

/** Decides rows of one's own on what a store holds; writes nothing. */
export const planRows = (
  store: EventStoreShape,
  rows: ReadonlyArray<ImportedEvent>,
  options?: replays.RowOptions
): Promise<replays.RowPlan> => run(replays.planRows(store, rows, options))

/** Appends what was planned, all rows or none. */
export const recordRowPlan = (store: EventStoreShape, plan: replays.RowPlan, options?: RecordOptions) =>
  run(replays.recordRowPlan(store, plan, options))

/** Decides imported rows on a store (default: a new one in memory) and appends them, all or none. */
export const recordRows = (rows: ReadonlyArray<ImportedEvent>, options?: ReplayOptions): Promise<Replayed> =>
  run(replays.recordRows(rows, options))

/** Replays files of transactions into a store (default: a new one in memory), all rows or none. */
export const replayFiles = (files: ReadonlyArray<ImportFile>, options?: ReplayOptions): Promise<Replayed> =>
  run(replays.replayFiles(files, options))

/** The view of the only year that was replayed, or of its first; without a pack, in the forms that fit the unit. */
export const yearOf = (replayed: Replayed, pack?: TablePack): Promise<YearView> =>
  run(replays.yearOf(replayed, pack))

/** The view of a year within a window: its tables, and last year's figures; amounts in fen. */
export const viewOf = (
  store: EventStoreShape,
  streamId: StreamId,
  pack: TablePack | undefined,
  window?: Window
): Promise<YearView> => run(views.viewOf(store, streamId, pack, window))

/** Explains a cell by its address: the same JSON as the command's. */
export const explainCell = (
  store: EventStoreShape,
  view: YearView,
  address: string
): Promise<explanations.CellExplanation> => run(explanations.explainCell(store, view, address))

/** Checks a year by the rules that ship, those its tables imply, and those of one's own. */
export const checkYear = (store: EventStoreShape, view: YearView, options?: CheckOptions) =>
  run(checks.checkYear(store, view, options))

/** The quotas of a year: issued, charged, available; amounts in fen. */
export const budgetOf = (store: EventStoreShape, view: YearView): Promise<budgets.YearBudget> =>
  run(budgets.budgetOf(store, view))

/** Closes a year; one that is closed already stays as it is. */
export const closeYear = (
  store: EventStoreShape,
  streamId: StreamId,
  options?: CloseOptions
): Promise<boundaries.YearClosing> => run(boundaries.closeYear(store, streamId, options))

/** Opens the year after a closed one with what that closed with. */
export const openNextYear = (
  store: EventStoreShape,
  closedStreamId: StreamId,
  options?: OpenOptions
): Promise<boundaries.YearOpening> => run(boundaries.openNextYear(store, closedStreamId, options))

/** Opens a unit's first year. */
export const openFirstYear = (store: EventStoreShape, given: clerks.FirstYear, options?: RecordOptions) =>
  run(clerks.openFirstYear(store, given, options))

/** Decides one entry without a file; `recordRowPlan` records it. */
export const planEntry = (store: EventStoreShape, fields: clerks.EntryFields, options?: FileOptions) =>
  run(clerks.planEntry(store, fields, options))

/** The entries of streams that fit a filter. */
export const registerOf = (
  store: EventStoreShape,
  streams: ReadonlyArray<StreamId>,
  filter?: clerks.RegisterFilter
) => run(clerks.registerOf(store, streams, filter))

/** The batches of a ledger that can be undone. */
export const batchesOf = (store: EventStoreShape) => run(clerks.batchesOf(store))

/** Decides the undo of a batch; writes nothing. */
export const planUndo = (store: EventStoreShape, name: string, options?: clerks.UndoOptions) =>
  run(clerks.planUndo(store, name, options))

/** Records a planned undo, all of it or nothing. */
export const recordUndo = (store: EventStoreShape, plan: clerks.UndoPlan, options?: RecordOptions) =>
  run(clerks.recordUndo(store, plan, options))

/** The scorecards of a year, each score with its derivation. */
export const scoresOf = (store: EventStoreShape, view: YearView, rules: RuleSet) =>
  run(texts.scoresOf(store, view, rules))

/** The narrative of a year, in the words of its table pack or of one's own. */
export const narrativeOf = (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet,
  narrative?: NarrativePack
) => run(texts.narrativeOf(store, view, rules, narrative))

/** The document of a year, in 元 or 万元. */
export const disclosureOf = (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet,
  unit?: MoneyFormat["unit"],
  words?: NarrativePack
): Promise<disclosures.Disclosure> => run(disclosures.disclosureOf(store, view, rules, unit, words))

/** The cells that differ between two editions, each with the events that make up the difference; amounts in fen. */
export const diffYears = (a: Edition, b: Edition) => run(differences.diffYears(a, b))

/** Re-hashes every event of a store as it is stored and re-derives what is kept beside it. */
export const verifyStore = (store: EventStoreShape) => run(store.verify)

/** Audits a published document (txt, md, html, docx, xlsx, pdf) by what it prints. */
export const auditDocument = (
  file: { readonly name: string; readonly bytes: Uint8Array },
  options?: AuditOptions
): Promise<audits.AuditedDocument> => run(audits.auditDocument(file, options))

/** Rolls up a year: every node of a tree of units, superiors first. */
export const rollUp = (store: EventStoreShape, options: rollUps.RollUpOptions): Promise<rollUps.RolledYear> =>
  run(rollUps.rollUp(store, options))
