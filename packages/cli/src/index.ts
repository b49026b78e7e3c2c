/**
 * The library under its old name, for one release: what is here has moved to `@juesuan/year` and `@juesuan/import`.
 * The table of old and new names is in `docs/how-to/library.md`.
 */
import * as imports from "@juesuan/import"
import * as years from "@juesuan/year"

/** @deprecated Import it from `@juesuan/import`: transactions of files to events. */
export const importFiles = imports.importFiles
/** @deprecated Import it from `@juesuan/import`: how another system's columns map to ours. */
export const parseMapping = imports.parseMapping
/** @deprecated Import it from `@juesuan/import`: whether any issue is an error. */
export const hasErrors = imports.hasErrors
/** @deprecated Import it from `@juesuan/import`: an issue in the words of a language. */
export const inLanguage = imports.inLanguage
export type {
  ImportedEvent,
  ImportFile,
  ImportIssue,
  ImportOptions as FileImportOptions,
  ImportResult,
  Mapping,
  SheetTotals
} from "@juesuan/import"

/** @deprecated Import it from `@juesuan/year`: files or rows that are not accepted. */
export const ReplayRefused = years.ReplayRefused
/** @deprecated Import it from `@juesuan/year`: files or rows that are not accepted. */
export type ReplayRefused = years.ReplayRefused
/** @deprecated Import it from `@juesuan/year`: records rows, all or none. */
export const recordRows = years.recordRows
/** @deprecated Import it from `@juesuan/year`: replays files into a store. */
export const replayFiles = years.replayFiles
/** @deprecated Import it from `@juesuan/year`: the view of the year that was replayed. */
export const yearOf = years.yearOf
/** @deprecated Import it from `@juesuan/year`: checks a year by all rules. */
export const checkYear = years.checkYear
/** @deprecated Import it from `@juesuan/year`: the view of a year in a store; amounts in fen. */
export const viewOf = years.viewOf
/** @deprecated Import it from `@juesuan/year`: what the narrative is made from. */
export const narrativeFactsOf = years.narrativeFactsOf
/** @deprecated Import it from `@juesuan/year`: the document of a year. */
export const disclosureOf: typeof years.disclosureOf = years.disclosureOf
/** @deprecated Import it from `@juesuan/year`: the tables as data, amounts as texts in 元. */
export const toTablesJson = years.toTablesJson
export type { Disclosure, RefusedRow, Replayed, ReplayOptions, TablesJson, YearView } from "@juesuan/year"

/** @deprecated Failures of the library carry no exit code any more; the exit codes are those of the command. */
export { Exit, exitCodes } from "./ExitCode.ts"
export type { ExitCode } from "./ExitCode.ts"
