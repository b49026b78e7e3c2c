export type { BackupReceipt } from "./Backup.ts"
export type { OpenOptions } from "./Database.ts"
export { sha256 as hostSha256 } from "./Sha256.ts"
export * from "./SqliteStore.ts"
