export { DocumentUnreadable, readLimits } from "./DocumentUnreadable.ts"
export type { ReadLimits, UnreadableReason } from "./DocumentUnreadable.ts"
export { loadDocument, readDocument } from "./readDocument.ts"
export type { ReadOptions } from "./readDocument.ts"
