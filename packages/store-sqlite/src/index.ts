export type { OpenOptions } from "./Database.ts"
export * from "./SqliteStore.ts"
