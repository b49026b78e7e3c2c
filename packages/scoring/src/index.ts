export * as Exact from "./Exact.ts"
