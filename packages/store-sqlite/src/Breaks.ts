/**
 * Breaks of integrity that concern a stream or the ledger as a whole, and those of the file's own make.
 */
import type { IntegrityBreak, StreamId } from "@juesuan/ledger"
import { postingsVersion } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { hostSqlite } from "./Database.ts"
import type { Derived } from "./Rebuild.ts"
import { DDL } from "./Schema.ts"

/** A break that no single event is named for. */
export const breakOf = (streamId: StreamId, version: number | null, reason: string): IntegrityBreak => ({
  kind: "altered",
  streamId,
  position: null,
  version,
  eventId: null,
  source: null,
  reason
})

/** What SQLite itself finds wrong with the file. */
export const structureBreaks = (database: DatabaseSync): ReadonlyArray<IntegrityBreak> =>
  (database.prepare("PRAGMA integrity_check(5)").all() as unknown as ReadonlyArray<Record<string, string>>)
    .map((row) => Object.values(row)[0]!)
    .filter((text) => text !== "ok")
    .map((text) => breakOf("ledger", null, `SQLite: ${text}`))

/** The objects of a database by kind and name, with the text that made them, white space aside. */
const objectsOf = (database: DatabaseSync): ReadonlyMap<string, string> =>
  new Map(
    database
      .prepare("SELECT type, name, COALESCE(sql, '') AS sql FROM main.sqlite_schema")
      .all()
      .map(({ type, name, sql }) => [
        `${String(type)} ${String(name)}`,
        String(sql).replaceAll(/\s+/g, " ").toLowerCase()
      ])
  )

let ledgersObjects: ReadonlyMap<string, string> | undefined

/** The objects of a new ledger, made once. */
const expectedObjects = (): ReadonlyMap<string, string> => (ledgersObjects ??= makeObjects())

const makeObjects = (): ReadonlyMap<string, string> => {
  const database = new (hostSqlite(":memory:").DatabaseSync)(":memory:")
  try {
    database.exec(DDL)
    return objectsOf(database)
  } finally {
    database.close()
  }
}

/** Tables, indexes, triggers and views that are not those of a ledger, and those that are missing. */
const objectBreaks = (database: DatabaseSync): ReadonlyArray<string> => {
  const [found, expected] = [objectsOf(database), expectedObjects()]
  const missing = [...expected.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`)
  const foreign = [...found].flatMap(([name, sql]) => {
    const own = expected.get(name)
    if (own === undefined) return `${name} is none of a ledger's`
    return own === sql ? [] : `${name} was made otherwise than a ledger's`
  })
  return [...missing, ...foreign]
}

/** Triggers and views: no ledger of any format has one. */
const foreignBreaks = (database: DatabaseSync): ReadonlyArray<string> =>
  [...objectsOf(database).keys()]
    .filter((name) => /^(trigger|view) /.test(name))
    .map((name) => `${name} is none of a ledger's`)

/** What the file's schema has that a ledger's has not, or lacks; and postings of a version of the future. */
export const schemaBreaks = (
  database: DatabaseSync,
  { isMarked, newer }: Derived
): ReadonlyArray<IntegrityBreak> => {
  const version =
    newer === null
      ? []
      : [`the postings are of version ${newer}, while this program makes version ${postingsVersion}`]
  const objects = isMarked ? objectBreaks(database) : foreignBreaks(database)
  return [...version, ...objects].map((reason) => breakOf("ledger", null, reason))
}
