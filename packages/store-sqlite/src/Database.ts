/**
 * Opening ledger files: what is and is not a ledger, durability, and errors of SQLite turned into ours.
 */
import * as fs from "node:fs"
import * as nodePath from "node:path"
import { DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import { StoreFailure } from "@juesuan/ledger"
import { APPLICATION_ID, DDL, FORMAT_VERSION } from "./Schema.ts"

export interface OpenOptions {
  /** `read` opens nothing that is not there and can change nothing. Default `write`. */
  readonly mode?: "read" | "write"
  /** How long to wait for another writer, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number
}

const SQLITE_HEADER = "SQLite format 3\u0000"

/** SQLite's primary result codes that mean something of their own here. */
const kinds: Readonly<Record<number, StoreFailure["kind"]>> = {
  5: "busy",
  6: "busy",
  10: "input-output",
  11: "corrupt",
  13: "input-output",
  14: "input-output",
  26: "notALedger"
}

/** An error of SQLite as the store's failure; anything else is a bug and thrown on. */
export const toFailure = (operation: string, error: unknown): StoreFailure => {
  if (error instanceof StoreFailure) return error
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string }
  if (errcode === undefined && code !== "ERR_SQLITE_ERROR" && code !== "ERR_INVALID_STATE") throw error
  const kind = code === "ERR_INVALID_STATE" ? "closed" : (kinds[(errcode ?? 0) & 0xff] ?? "input-output")
  const advice = kind === "busy" ? " Another program is writing to it: try again." : ""
  return new StoreFailure({
    operation,
    detail: `${message}.${advice}`,
    kind,
    isRetryable: kind === "busy",
    cause: error
  })
}

const refuse = (path: string, kind: StoreFailure["kind"], detail: string): StoreFailure =>
  new StoreFailure({ operation: `open ${path}`, detail, kind, isRetryable: false })

/** What stands at the path: nothing, an empty file, or a file that starts like SQLite. */
const inspect = (path: string): "absent" | "empty" | "sqlite" => {
  let stat: fs.Stats
  try {
    stat = fs.statSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "absent"
    throw refuse(path, "input-output", (error as Error).message)
  }
  if (stat.isDirectory())
    throw refuse(path, "input-output", "it is a folder; name a file in it, such as ledger.db.")
  if (stat.size === 0) return "empty"
  const head = Buffer.alloc(SQLITE_HEADER.length)
  const file = fs.openSync(path, "r")
  try {
    fs.readSync(file, head, 0, head.length, 0)
  } finally {
    fs.closeSync(file)
  }
  if (head.toString("latin1") !== SQLITE_HEADER) {
    throw refuse(path, "notALedger", "it is not a ledger; it was left as it is. Name another file.")
  }
  return "sqlite"
}

const pragma = (database: DatabaseSync, name: string): number =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[0]!

const mustBeOurs = (database: DatabaseSync, path: string): void => {
  if (pragma(database, "application_id") !== APPLICATION_ID) {
    throw refuse(path, "notALedger", "it is a SQLite file of another program; it was left as it is.")
  }
  const format = pragma(database, "user_version")
  if (format !== FORMAT_VERSION) {
    throw refuse(
      path,
      "notALedger",
      `it has ledger format ${format}; this program reads format ${FORMAT_VERSION}.`
    )
  }
}

const initialize = (database: DatabaseSync): void => {
  database.exec("PRAGMA journal_mode = WAL")
  database.exec("BEGIN IMMEDIATE")
  try {
    // Somebody else may have made the ledger between our look and our lock.
    if (pragma(database, "application_id") !== APPLICATION_ID) {
      database.exec(DDL)
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
      database.exec(`PRAGMA user_version = ${FORMAT_VERSION}`)
    }
    database.exec("COMMIT")
  } catch (error) {
    database.exec("ROLLBACK")
    throw error
  }
}

const isWritable = (path: string): boolean => {
  try {
    fs.accessSync(path, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Connects for reading. A read-only connection cannot tidy up its write-ahead files, so one that may write, but is
 * told not to, is used where the folder allows it; on read-only media the file is taken as it is.
 */
const connectForReading = (path: string, timeout: number): DatabaseSync => {
  if (isWritable(path) && isWritable(nodePath.dirname(path))) {
    const database = new DatabaseSync(path, { timeout })
    database.exec("PRAGMA query_only = ON")
    return database
  }
  const url = pathToFileURL(path)
  url.searchParams.set("immutable", "1")
  return new DatabaseSync(url, { readOnly: true, timeout })
}

/** Opens a ledger file, making it first where it may. Throws {@link StoreFailure}. */
export const openDatabase = (path: string, options: OpenOptions): DatabaseSync => {
  const { mode = "write", busyTimeoutMs = 5000 } = options
  const found = inspect(path)
  if (mode === "read" && found !== "sqlite") {
    throw refuse(path, "input-output", found === "absent" ? "there is no such file." : "it is empty.")
  }
  const database =
    mode === "read"
      ? connectForReading(path, busyTimeoutMs)
      : new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    // Pages straight from the file system's cache: replay reads segments without copying them through SQLite's own.
    database.exec("PRAGMA mmap_size = 1073741824")
    if (found === "sqlite") mustBeOurs(database, path)
    else initialize(database)
    // An acknowledged append survives the loss of power.
    if (mode === "write") database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
