/**
 * Opening ledger files: what is and is not a ledger, durability, and reading where nothing can be written.
 */
import * as fs from "node:fs"
import * as nodePath from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import { StoreFailure, postingsVersion } from "@juesuan/ledger"
import type { StoreFailureKind } from "@juesuan/ledger"
import { toFailure } from "./Failure.ts"
import { APPLICATION_ID, DDL, FORMAT_VERSION, FORMATS_READ } from "./Schema.ts"

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
/** Only its owner may read a new ledger: it holds names and vouchers. Its log takes the same rights. */
const OWNER_ONLY = 0o600

/** SQLite's name for a database without a file. */
const IN_MEMORY = ":memory:"

const refuse = (path: string, kind: StoreFailureKind, detail: string): StoreFailure =>
  new StoreFailure({ operation: "open", path, detail, kind, isRetryable: false })

const absent = (path: string, isFile: boolean): StoreFailure =>
  refuse(path, "absent", isFile ? "the file is empty." : "there is no such file.")

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
 * What is at the path: nothing, an empty file, or a ledger; refuses everything else.
 *
 * Judged by the file's first bytes, not by opening it: SQLite would tidy up after another program's crash, and
 * what is not ours stays as it is, byte for byte. Ours carry their marks there from their first transaction.
 */
const inspect = (path: string): "absent" | "empty" | "ledger" => {
  const stat = fs.statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return "absent"
  if (stat.isDirectory())
    throw refuse(path, "input-output", "it is a folder; name a file in it, such as ledger.db.")
  if (!stat.isFile()) throw refuse(path, "notALedger", "it is no file but a device, a pipe or a socket.")
  if (stat.size === 0) return "empty"
  const header = readHeader(path)
  if (header.toString("latin1", 0, SQLITE_MAGIC.length) !== SQLITE_MAGIC)
    throw refuse(path, "notALedger", "it is not a ledger; it was left as it is.")
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID)
    throw refuse(path, "notALedger", "it is a SQLite file of another program; it was left as it is.")
  const format = header.readUInt32BE(USER_VERSION_AT)
  if (!FORMATS_READ.includes(format)) {
    const detail = `it has ledger format ${format}; this program reads formats ${FORMATS_READ.join(", ")}.`
    throw refuse(path, format > FORMAT_VERSION ? "newer" : "notALedger", detail)
  }
  return "ledger"
}

/** SQLite as the host has it, loaded when a ledger is opened: programs that open none need not have it. */
export const hostSqlite = (path: string): typeof import("node:sqlite") => {
  const sqlite = process.getBuiltinModule("node:sqlite") as typeof import("node:sqlite") | undefined
  if (sqlite !== undefined) return sqlite
  const detail = `Node ${process.versions.node} has no SQLite; use 22.18 or newer.`
  throw refuse(path, "input-output", detail)
}

const connect = (path: string, options: { readonly readOnly?: boolean; readonly timeout: number }) =>
  new (hostSqlite(path).DatabaseSync)(path, options)

const numberOf = (database: DatabaseSync, query: string): number =>
  Object.values(database.prepare(query).get() as Record<string, number>)[0]!

const isOurs = (database: DatabaseSync): boolean =>
  numberOf(database, "PRAGMA application_id") === APPLICATION_ID

/**
 * Makes the tables where there are none. In one transaction, and before the file is switched to a write-ahead
 * log: a crash leaves a complete ledger or an empty file, which the next writer makes a ledger of.
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

/** Whether the connection can read at all: its first look makes the index of the log, which needs room on the disk. */
const looked = (database: DatabaseSync): DatabaseSync => {
  try {
    numberOf(database, "SELECT COUNT(*) FROM sqlite_schema")
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** The file as it is, whatever lies beside it. */
export const connectImmutable = (path: string, timeout: number): DatabaseSync => {
  const url = pathToFileURL(path)
  url.searchParams.set("immutable", "1")
  return new (hostSqlite(path).DatabaseSync)(url, { readOnly: true, timeout })
}

/** A connection that may write, so that it can tidy up write-ahead files, but is told not to. */
const connectQuerying = (path: string, timeout: number, ...pragmas: ReadonlyArray<string>): DatabaseSync => {
  const database = connect(path, { timeout })
  for (const pragma of [...pragmas, "query_only = ON"]) database.exec(`PRAGMA ${pragma}`)
  return looked(database)
}

/**
 * Where the index of the log cannot be made, as on a full disk: without a log the file alone is the ledger; with
 * one, the index is kept in memory, which takes the file for this program alone while it reads.
 */
const connectWithoutRoom = (path: string, timeout: number): DatabaseSync =>
  hasLog(path)
    ? connectQuerying(path, timeout, "locking_mode = EXCLUSIVE")
    : looked(connectImmutable(path, timeout))

const needsRoom: ReadonlySet<StoreFailureKind> = new Set(["full", "input-output"])

/** Connects for reading; on read-only media the file is taken as it is. */
const connectForReading = (path: string, timeout: number): DatabaseSync => {
  if (isWritable(path) && isWritable(nodePath.dirname(path))) {
    try {
      return connectQuerying(path, timeout)
    } catch (error) {
      const failure = toFailure("open", path, error)
      if (!needsRoom.has(failure.kind)) throw failure
      try {
        return connectWithoutRoom(path, timeout)
      } catch {
        // What kept the first way from working is what its user has to mend.
        throw failure
      }
    }
  }
  if (!hasLog(path)) return looked(connectImmutable(path, timeout))
  // What a writer has not carried over from its log yet would be missed in the file alone.
  try {
    return looked(connect(path, { readOnly: true, timeout }))
  } catch (error) {
    const { detail } = toFailure("open", path, error)
    const log = `${nodePath.basename(path)}-wal`
    throw refuse(
      path,
      "noPermission",
      `beside it lies ${log}, with entries that can be read only where the folder may be written (${detail}) ` +
        "Copy both files to another folder, and open the copy."
    )
  }
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

/** For everybody: pages are looked at more closely, and nothing that was slipped into the schema may do anything. */
const GUARDED = "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF"

const connectForWriting = (path: string, timeout: number): DatabaseSync => {
  // Made here rather than by SQLite, so that its rights are its owner's from the first moment.
  const folder = nodePath.dirname(path)
  if (path === IN_MEMORY) return connect(path, { timeout })
  if (!fs.existsSync(folder)) throw refuse(path, "input-output", `there is no folder ${folder}.`)
  fs.closeSync(fs.openSync(path, "a", OWNER_ONLY))
  return connect(path, { timeout })
}

/** Opens a ledger file, making it first where it may. Throws {@link StoreFailure}. */
export const openDatabase = (path: string, options: OpenOptions): DatabaseSync => {
  const { mode = "write", busyTimeoutMs: timeout = 5000 } = options
  const found = inspect(path)
  if (mode === "read" && found !== "ledger") throw absent(path, found === "empty")
  const database = mode === "read" ? connectForReading(path, timeout) : connectForWriting(path, timeout)
  try {
    database.exec(GUARDED)
    if (mode === "write") {
      database.exec(WRITING)
      initialize(database, path)
      database.exec("PRAGMA journal_mode = WAL")
    } else if (!isOurs(database)) {
      // A crash in its first transaction, undone just now.
      throw absent(path, true)
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
