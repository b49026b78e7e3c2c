export * from "./PublishedDocument.ts"
export * from "./ReadDocument.ts"
