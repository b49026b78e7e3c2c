/**
 * Text encodings and stored values of workbooks: what importers of transactions and readers of documents share.
 */
export * from "./CellText.ts"
export * from "./Encoding.ts"
