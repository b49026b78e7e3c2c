/**
 * Derived tables of another edition: made again from the events.
 *
 * What follows from an event is the business of the ledger package and carries a version. A file whose tables are
 * of another version is brought up to date when it is opened for writing; a reader, which may change nothing,
 * makes them in temporary tables, which SQLite finds before those of the file.
 */
import { postingsVersion } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { readStored } from "./Decode.ts"
import { makePostingWriter, preparePostings } from "./PostingWriter.ts"
import type { Written } from "./PostingWriter.ts"
import { DERIVED_NAMES, DERIVED_TABLES } from "./Schema.ts"

interface EventRow extends Written {
  readonly type: string
  readonly schemaVersion: number
  readonly body: string
  readonly posts: number
}

/** Events between two writes of their postings: bounds the memory of a rebuild. */
const CHUNK = 50_000

const isCurrent = (database: DatabaseSync): boolean => {
  const row = database.prepare("SELECT value FROM meta WHERE name = 'postings'").get()
  return row !== undefined && row["value"] === postingsVersion
}

const postAll = (
  database: DatabaseSync,
  setPosts: ((position: number, posts: number) => void) | null
): void => {
  const page = database.prepare(
    `SELECT position, stream, version, type, schema_version AS schemaVersion, occurred_on AS occurredOn,
       recorded_at AS recordedAt, hash, body, posts
     FROM event WHERE position > ? ORDER BY position LIMIT ${CHUNK}`
  )
  const writer = makePostingWriter(preparePostings(database))
  let last = 0
  for (;;) {
    const rows = page.all(last) as unknown as ReadonlyArray<EventRow>
    if (rows.length === 0) return
    for (const row of rows) {
      // What is no event any more posts nothing here; `verify` names it.
      const posted = writer.add(row, readStored(row.type, row.schemaVersion, row.body) ?? null)
      if (posted.length !== row.posts) setPosts?.(row.position, posted.length)
    }
    writer.flush()
    last = rows.at(-1)!.position
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
  database.exec(
    DERIVED_TABLES.replaceAll("CREATE TABLE", "CREATE TEMP TABLE").replaceAll(
      "CREATE INDEX ",
      "CREATE INDEX temp."
    )
  )
  postAll(database, null)
  database.exec("PRAGMA query_only = ON")
}

/**
 * Makes the postings those of this program's version. Gives whether the file still says otherwise, as it does
 * when it was opened for reading: `event.posts` is then not to be trusted.
 */
export const refreshPostings = (database: DatabaseSync, mode: "read" | "write"): boolean => {
  if (isCurrent(database)) return false
  if (mode === "write") {
    rewrite(database)
    return false
  }
  shadow(database)
  return true
}
