export * from "./Baseline.ts"
export { renderAuditPage } from "./Page.ts"
export * from "./Sarif.ts"
export * from "./Table.ts"
