/**
 * Opening ledger files: what is and is not a ledger, durability, and errors of SQLite turned into ours.
 */
import * as fs from "node:fs"
import * as nodePath from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import { EventVersionUnknown, StoreFailure, postingsVersion } from "@juesuan/ledger"
import { APPLICATION_ID, DDL, FORMAT_VERSION } from "./Schema.ts"

/** How a ledger file is opened: to read, or to write (and then made where there is none). */
export interface OpenOptions {
  /** `read` opens nothing that is not there and can change nothing. Default `write`. */
  readonly mode?: "read" | "write"
  /** How long to wait for another writer, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number
}

const SQLITE_MAGIC = "SQLite format 3\u0000"
/** Where the file format of SQLite keeps `user_version` and `application_id`, big-endian. */
const [HEADER_BYTES, USER_VERSION_AT, APPLICATION_ID_AT] = [100, 60, 68]

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
  if (error instanceof SyntaxError) {
    const detail = "a stored text is no JSON any more. `verify` says which."
    return new StoreFailure({ operation, detail, kind: "corrupt", isRetryable: false, cause: error })
  }
  if (error instanceof EventVersionUnknown) {
    const { message: detail } = error
    return new StoreFailure({ operation, detail, kind: "newer", isRetryable: false, cause: error })
  }
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

const readHeader = (path: string): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = fs.openSync(path, "r")
  try {
    fs.readSync(file, header, 0, HEADER_BYTES, 0)
    return header
  } finally {
    fs.closeSync(file)
  }
}

/**
 * What stands at the path: nothing, an empty file, or a ledger; refuses everything else.
 *
 * Judged by the file's first bytes, not by opening it: SQLite would tidy up after another program's crash, and
 * what is not ours stays as it is, byte for byte. Ours carry their marks there from their first transaction.
 */
const inspect = (path: string): "absent" | "empty" | "ledger" => {
  let header: Buffer
  try {
    const stat = fs.statSync(path)
    if (stat.isDirectory())
      throw refuse(path, "input-output", "it is a folder; name a file in it, such as ledger.db.")
    if (stat.size === 0) return "empty"
    header = readHeader(path)
  } catch (error) {
    if (error instanceof StoreFailure) throw error
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "absent"
    throw refuse(path, "input-output", (error as Error).message)
  }
  if (header.toString("latin1", 0, SQLITE_MAGIC.length) !== SQLITE_MAGIC)
    throw refuse(path, "notALedger", "it is not a ledger; it was left as it is. Name another file.")
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID)
    throw refuse(path, "notALedger", "it is a SQLite file of another program; it was left as it is.")
  const format = header.readUInt32BE(USER_VERSION_AT)
  if (format !== FORMAT_VERSION) {
    const detail = `it has ledger format ${format}; this program reads format ${FORMAT_VERSION}.`
    throw refuse(path, format > FORMAT_VERSION ? "newer" : "notALedger", detail)
  }
  return "ledger"
}

/** SQLite as the host has it, loaded when a ledger is opened: programs that open none need not have it. */
const connect = (path: string | URL, options: { readonly readOnly?: boolean; readonly timeout: number }) => {
  const sqlite = process.getBuiltinModule("node:sqlite") as typeof import("node:sqlite") | undefined
  if (sqlite === undefined) {
    const detail = `Node ${process.versions.node} has no SQLite; use 22.18 or newer.`
    throw refuse(String(path), "input-output", detail)
  }
  return new sqlite.DatabaseSync(path, options)
}

const numberOf = (database: DatabaseSync, query: string): number =>
  Object.values(database.prepare(query).get() as Record<string, number>)[0]!

const isOurs = (database: DatabaseSync): boolean =>
  numberOf(database, "PRAGMA application_id") === APPLICATION_ID

/**
 * Makes the tables where there are none. In one transaction, and before the file is switched to a write-ahead
 * log: a crash leaves a complete ledger or nothing, and the file's own first page says whose it is.
 */
const initialize = (database: DatabaseSync, path: string): void => {
  database.exec("BEGIN IMMEDIATE")
  try {
    // Somebody else may have made something between our look and our lock.
    if (!isOurs(database)) {
      if (numberOf(database, "SELECT COUNT(*) FROM sqlite_schema") > 0)
        throw refuse(path, "notALedger", "another program has just made it; it was left as it is.")
      database.exec(DDL)
      database.prepare("INSERT INTO meta VALUES ('postings', ?)").run(postingsVersion)
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}`)
    }
    database.exec("COMMIT")
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
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

const hasLog = (path: string): boolean =>
  (fs.statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/**
 * Connects for reading. A read-only connection cannot tidy up its write-ahead files, so one that may write, but
 * is told not to, is used where the folder allows it; on read-only media the file is taken as it is.
 */
const connectForReading = (path: string, timeout: number): DatabaseSync => {
  if (isWritable(path) && isWritable(nodePath.dirname(path))) {
    const database = connect(path, { timeout })
    database.exec("PRAGMA query_only = ON")
    return database
  }
  // What a writer has not carried over from its log yet would be missed in the file alone.
  if (hasLog(path)) return connect(path, { readOnly: true, timeout })
  const url = pathToFileURL(path)
  url.searchParams.set("immutable", "1")
  return connect(url, { readOnly: true, timeout })
}

/**
 * For writing: an acknowledged append survives the loss of power; the last pages of every index stay in
 * memory (64 MiB), and the log is carried over every 16 MiB.
 */
const WRITING = `
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 4000;
`

/** Opens a ledger file, making it first where it may. Throws {@link StoreFailure}. */
export const openDatabase = (path: string, options: OpenOptions): DatabaseSync => {
  const { mode = "write", busyTimeoutMs = 5000 } = options
  const found = inspect(path)
  if (mode === "read" && found !== "ledger")
    throw refuse(path, "input-output", found === "absent" ? "there is no such file." : "it is empty.")
  const timeout = busyTimeoutMs
  const database = mode === "read" ? connectForReading(path, timeout) : connect(path, { timeout })
  try {
    if (mode === "write") {
      database.exec(WRITING)
      initialize(database, path)
      database.exec("PRAGMA journal_mode = WAL")
    } else if (!isOurs(database)) {
      // A crash in its first transaction, undone just now.
      throw refuse(path, "input-output", "it is empty.")
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
