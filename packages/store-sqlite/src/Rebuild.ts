/**
 * Derived tables of another edition: made again from the events.
 *
 * What follows from an event is the business of the ledger package and carries a version, and so do the tables that
 * it is kept in. A file of another version is brought up to date when it is opened for writing; a reader, which may
 * change nothing, makes the tables beside it, as temporary ones, which SQLite finds before those of the file. What is
 * made of a stream whose chain does not hold gets no seal.
 */
import { HashChain, StoreFailure, postingsVersion, readStored } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { EVENT_COLUMNS, storedOf } from "./Events.ts"
import type { StoredEvent } from "./Events.ts"
import { Damaged } from "./Failure.ts"
import { makePostingWriter, preparePostings } from "./PostingWriter.ts"
import { DERIVED_NAMES, DERIVED_TABLES, FORMAT_VERSION } from "./Schema.ts"
import { numberIn } from "./Seal.ts"
import type { Row } from "./Seal.ts"
import { sha256 } from "./Sha256.ts"

/** How far the derived tables of an opened file may be used. */
export interface Derived {
  /** Whether `event.posts` is that of this program's postings. */
  readonly isMarked: boolean
  /** The version of the file's postings where it is one of the future, else `null`. */
  readonly newer: number | null
}

/** Events between two writes of their postings: bounds the memory of a rebuild. */
const CHUNK = 50_000

const postingsIn = (database: DatabaseSync): unknown =>
  database.prepare("SELECT value FROM meta WHERE name = 'postings'").get()?.["value"]

const formatOf = (database: DatabaseSync): unknown =>
  database.prepare("PRAGMA user_version").get()?.["user_version"]

const isCurrent = (database: DatabaseSync): boolean =>
  formatOf(database) === FORMAT_VERSION && postingsIn(database) === postingsVersion

interface Numbered {
  readonly stream: number
  readonly posts: unknown
  readonly stored: StoredEvent
}

/** A row as an event in its stream; `null` when its columns are of other types: then the stream has a gap there. */
const numbered = (row: Row): Numbered | null => {
  try {
    return { stream: numberIn(row, "stream"), posts: row["posts"], stored: storedOf(row) }
  } catch (error) {
    if (error instanceof Damaged) return null
    throw error
  }
}

const postAll = (
  database: DatabaseSync,
  setPosts: ((position: number, posts: number) => void) | null
): void => {
  const page = database.prepare(
    `SELECT event.stream AS stream, posts, ${EVENT_COLUMNS}
     FROM event LEFT JOIN stream ON stream.id = event.stream
     WHERE event.position > ? ORDER BY event.position LIMIT ${CHUNK}`
  )
  const writer = makePostingWriter(preparePostings(database))
  const hashes = new Map<number, string>()
  const post = ({ stream, posts, stored }: Numbered): void => {
    const { hash, position } = stored
    const isChained = HashChain.hashOf(hashes.get(stream) ?? HashChain.genesis, stored, sha256) === hash
    hashes.set(stream, hash)
    const written = { ...stored, stream }
    // What is no event any more posts nothing here; `verify` names it.
    const event = isChained ? readStored(stored.type, stored.schemaVersion, stored.body) : undefined
    const posted = writer.add(written, event)
    if (!isChained) writer.disown(written)
    if (posted.length !== posts) setPosts?.(position, posted.length)
  }
  for (let last = 0; ;) {
    const rows = page.all(last)
    const end = rows.at(-1)
    if (end === undefined) return
    for (const row of rows) {
      const found = numbered(row)
      if (found !== null) post(found)
    }
    writer.flush()
    last = numberIn(end, "position")
  }
}

const rewrite = (database: DatabaseSync): void => {
  database.exec("BEGIN IMMEDIATE")
  try {
    // Another writer may have done it while we waited for the lock.
    if (!isCurrent(database)) {
      database.exec(DERIVED_NAMES.map((name) => `DROP TABLE IF EXISTS ${name};`).join("\n"))
      database.exec(DERIVED_TABLES)
      const update = database.prepare("UPDATE event SET posts = ? WHERE position = ?")
      postAll(database, (position, posts) => update.run(posts, position))
      database.prepare("INSERT OR REPLACE INTO meta VALUES ('postings', ?)").run(postingsVersion)
      database.exec(`PRAGMA user_version = ${FORMAT_VERSION}`)
    }
    database.exec("COMMIT")
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

const shadow = (database: DatabaseSync): void => {
  // Keys into tables of the file cannot be declared from temporary ones.
  database.exec("PRAGMA query_only = OFF; PRAGMA foreign_keys = OFF")
  database.exec(DERIVED_TABLES.replaceAll("CREATE TABLE", "CREATE TEMP TABLE"))
  postAll(database, null)
  database.exec("PRAGMA query_only = ON")
}

/** A number beyond this program's in the file, else `null`. */
const newerIn = (database: DatabaseSync): number | null => {
  const version = postingsIn(database)
  return typeof version === "number" && version > postingsVersion ? version : null
}

/**
 * Makes the derived tables those of this program. A file whose postings are of the future is not written to; a reader
 * makes its own of what it can read, for `verify` alone.
 */
export const refreshPostings = (database: DatabaseSync, path: string, mode: "read" | "write"): Derived => {
  const newer = newerIn(database)
  if (mode === "write") {
    if (newer !== null) throw newerPostings("open", path, newer)
    if (!isCurrent(database)) rewrite(database)
    return { isMarked: true, newer: null }
  }
  if (isCurrent(database)) return { isMarked: true, newer }
  shadow(database)
  return { isMarked: false, newer }
}

/** What is said of a file whose postings are of a version that this program does not make. */
export const newerPostings = (operation: string, path: string, version: number): StoreFailure =>
  new StoreFailure({
    operation,
    path,
    detail: `its postings are of version ${version}; this program makes version ${postingsVersion}.`,
    kind: "newer",
    isRetryable: false
  })
