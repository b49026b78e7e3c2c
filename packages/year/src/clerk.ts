/** What a clerk does without a file: open the first year, enter one entry, list entries, undo a batch. */
export * from "./addEntry.ts"
export * from "./openFirstYear.ts"
export * from "./registerOf.ts"
export * from "./undoBatch.ts"
export { amountOfEvent, eventInWords } from "./EventWords.ts"
export type { EntryToSay } from "./EventWords.ts"
