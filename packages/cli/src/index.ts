// The library: files of transactions to a year, its tables, narrative and document, with everything the command does.
export { importFiles, parseMapping, hasErrors, inLanguage } from "@juesuan/import"
export type {
  ImportedEvent,
  ImportFile,
  ImportIssue,
  ImportOptions as FileImportOptions,
  ImportResult,
  Mapping,
  SheetTotals
} from "@juesuan/import"
export { ReplayRefused, recordRows, replayFiles, yearOf } from "@juesuan/year"
export type { Replayed, ReplayOptions } from "@juesuan/year"
export type { RefusedRow } from "@juesuan/year"
export { checkYear, viewOf } from "@juesuan/year"
export type { YearView } from "@juesuan/year"
export { narrativeFactsOf } from "@juesuan/year"
export { disclosureOf } from "@juesuan/year"
export type { Disclosure } from "@juesuan/year"
export { toTablesJson } from "@juesuan/year"
export type { TablesJson } from "@juesuan/year"
export { Exit, exitCodes } from "./ExitCode.ts"
export type { ExitCode } from "./ExitCode.ts"
