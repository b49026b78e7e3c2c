// The library: files of transactions to a year, its tables, narrative and document, with everything the command does.
export { importFiles, parseMapping, hasErrors, inLanguage } from "./import/index.ts"
export type {
  ImportedEvent,
  ImportFile,
  ImportIssue,
  ImportOptions as FileImportOptions,
  ImportResult,
  Mapping,
  SheetTotals
} from "./import/index.ts"
export * from "./Replaying.ts"
export type { RefusedRow } from "./Recording.ts"
export { viewOf } from "./Ledger.ts"
export type { YearView } from "./Ledger.ts"
export { checkYear } from "./commands/check.ts"
export { narrativeFactsOf } from "./NarrativeFacts.ts"
export { disclosureOf } from "./DisclosureOf.ts"
export type { Disclosure } from "./DisclosureOf.ts"
export { toTablesJson } from "./TablesJson.ts"
export type { TablesJson } from "./TablesJson.ts"
export { Exit, exitCodes } from "./ExitCode.ts"
export type { ExitCode } from "./ExitCode.ts"
