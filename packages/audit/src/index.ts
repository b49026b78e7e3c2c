export * from "./CheckResult.ts"
export * from "./PublishedDocument.ts"
export * from "./ReadDocument.ts"
export * from "./report/index.ts"
