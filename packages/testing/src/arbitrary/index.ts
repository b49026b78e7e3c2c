export * from "./codes.ts"
export * from "./line.ts"
export * from "./money.ts"
export * from "./year.ts"
