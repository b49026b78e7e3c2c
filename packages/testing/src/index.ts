export * as Arbitrary from "./arbitrary/index.ts"
export * from "./replayOracle.ts"
export * from "./runs.ts"
export * from "./Specification.ts"
