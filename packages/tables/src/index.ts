export * from "./Grid.ts"
export * from "./TableSource.ts"
