export * from "./commands.ts"
export * from "./decisionOracle.ts"
