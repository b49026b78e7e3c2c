/**
 * The `EventStore` port on SQLite.
 *
 * Reading trusts what the store committed: no schema is decoded and no hash computed on the way to the tables.
 * {@link EventStoreShape.verify} is where both happen.
 */
import {
  EventIdReused,
  EventStore,
  HashChain,
  StoreFailure,
  VersionConflict,
  postings,
  upcast
} from "@juesuan/ledger"
import type {
  AppendReceipt,
  EventStoreShape,
  PostedEntry,
  Posting,
  ReadOptions,
  RecordedEvent,
  SourcePlace,
  StreamId,
  Window
} from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { DatabaseSync } from "node:sqlite"
import { appendBatches, prepareAppend } from "./Append.ts"
import type { AppendStatements } from "./Append.ts"
import { backupTo } from "./Backup.ts"
import type { BackupReceipt } from "./Backup.ts"
import { openDatabase } from "./Database.ts"
import type { OpenOptions } from "./Database.ts"
import { Damaged, toFailure } from "./Failure.ts"
import { headOf, headsOf } from "./Heads.ts"
import { refreshPostings } from "./Rebuild.ts"
import { readSnapshot, writeSnapshot } from "./Snapshots.ts"
import { postingsOf, totalsFromSql, totalsOf } from "./Totals.ts"
import { verifyLedger } from "./Verify.ts"

/** The port on one SQLite file, with the closing of it. */
export interface SqliteStore extends EventStoreShape {
  /** {@link EventStoreShape.totals} by SQL `GROUP BY`, for engines' agreement and for measuring. */
  readonly totalsBySql: (
    streamIds: ReadonlyArray<StreamId>,
    window?: Window
  ) => Effect.Effect<ReadonlyArray<Posting>, StoreFailure>
  /**
   * Copies the ledger as it is at this moment, its log included, to a new file that only its owner may read; its
   * digest is compared before the file gets its name. Fails with kind `exists` where there is a file already.
   */
  readonly backup: (path: string) => Effect.Effect<BackupReceipt, StoreFailure>
  readonly close: Effect.Effect<void, StoreFailure>
}

interface EventRow {
  readonly position: number
  readonly stream_id: StreamId
  readonly version: number
  readonly event_id: string
  readonly type: string
  readonly schema_version: number
  readonly occurred_on: string
  readonly recorded_at: string
  readonly document_no: string
  readonly source: string
  readonly body: string
  readonly hash: string
}

const COLUMNS =
  "position, stream_id, event.version, event_id, type, schema_version, occurred_on, recorded_at, document_no, " +
  "source, body, event.hash"
const FROM = "FROM event JOIN stream ON stream.id = event.stream"

const toRecorded = (row: EventRow): RecordedEvent => ({
  eventId: row.event_id,
  streamId: row.stream_id,
  version: row.version,
  position: row.position,
  schemaVersion: row.schema_version,
  occurredOn: row.occurred_on,
  recordedAt: row.recorded_at,
  documentNo: row.document_no,
  source: JSON.parse(row.source) as SourcePlace | null,
  event: upcast(row.type, row.schema_version, JSON.parse(row.body) as Readonly<Record<string, unknown>>),
  hash: row.hash
})

const inWindow = (window: Window): readonly [sql: string, ...values: Array<string>] => {
  const conditions: Array<readonly [string, string]> = []
  if (window.asOf !== undefined) conditions.push([" AND occurred_on <= ?", window.asOf])
  if (window.knownAt !== undefined) conditions.push([" AND recorded_at <= ?", window.knownAt])
  return [conditions.map(([sql]) => sql).join(""), ...conditions.map(([, value]) => value)]
}

const readStream = (
  database: DatabaseSync,
  streamId: StreamId,
  { fromVersion = 1, ...window }: ReadOptions,
  condition: string
): ReadonlyArray<RecordedEvent> => {
  const [sql, ...values] = inWindow(window)
  const query =
    `SELECT ${COLUMNS} ${FROM} WHERE stream_id = ? AND event.version >= ?${condition}${sql} ` +
    "ORDER BY event.version"
  const rows = database.prepare(query).all(streamId, fromVersion, ...values)
  return (rows as unknown as ReadonlyArray<EventRow>).map(toRecorded)
}

/** The events whose ids, or other marks, are in the list: it goes in as one JSON text, whatever its length. */
const readWhere = (
  database: DatabaseSync,
  condition: string,
  list: ReadonlyArray<string>
): ReadonlyArray<RecordedEvent> =>
  (
    database
      .prepare(`SELECT ${COLUMNS} ${FROM} WHERE ${condition} ORDER BY position`)
      .all(JSON.stringify(list)) as unknown as ReadonlyArray<EventRow>
  ).map(toRecorded)

const BY_ID = "event_id IN (SELECT value FROM json_each(?))"
const BY_CORRECTION =
  "position IN (SELECT position FROM correction WHERE corrects IN (SELECT value FROM json_each(?)))"

const entriesOf = (
  database: DatabaseSync,
  found: ReadonlyArray<{ readonly position: number; readonly posting: Posting }>
): ReadonlyArray<PostedEntry> => {
  const positions = JSON.stringify([...new Set(found.map(({ position }) => position))])
  const rows = database
    .prepare(`SELECT ${COLUMNS} ${FROM} WHERE position IN (SELECT value FROM json_each(?))`)
    .all(positions) as unknown as ReadonlyArray<EventRow>
  const events = new Map(rows.map((row) => [row.position, toRecorded(row)]))
  return found.map(({ position, posting }) => {
    const event = events.get(position)
    if (event !== undefined) return { posting, event }
    throw new Damaged(`the event at position ${position} is missing.`)
  })
}

type Attempt = <A>(operation: string, work: () => A) => Effect.Effect<A, StoreFailure>

/** Runs a piece of work on a file with SQLite's errors turned into the store's. */
const attempting =
  (path: string): Attempt =>
  (operation, work) =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(work())
      } catch (error) {
        return Effect.fail(toFailure(operation, path, error))
      }
    })

/** Reads in one transaction: several statements see one moment of the ledger, whoever appends meanwhile. */
const reading =
  (database: DatabaseSync, attempt: Attempt): Attempt =>
  (operation, work) =>
    attempt(operation, () => {
      database.exec("BEGIN")
      try {
        return work()
      } finally {
        if (database.isTransaction) database.exec("COMMIT")
      }
    })

type AppendOutcome = Effect.Effect<AppendReceipt, VersionConflict | EventIdReused | StoreFailure>

const appendIn =
  (database: DatabaseSync, path: string, statements: () => AppendStatements): EventStoreShape["append"] =>
  (batches) =>
    Effect.suspend((): AppendOutcome => {
      try {
        database.exec("BEGIN IMMEDIATE")
        try {
          const receipt = appendBatches(statements(), batches)
          database.exec("COMMIT")
          return Effect.succeed(receipt)
        } catch (error) {
          if (database.isTransaction) database.exec("ROLLBACK")
          throw error
        }
      } catch (error) {
        if (error instanceof VersionConflict || error instanceof EventIdReused) return Effect.fail(error)
        return Effect.fail(toFailure("append", path, error))
      }
    })

/** Not upcast: an event of an older version keeps the bytes it was hashed with. */
const textsAt = (database: DatabaseSync, position: number): HashChain.StoredTexts | null => {
  const row = database.prepare(`SELECT ${COLUMNS} ${FROM} WHERE position = ?`).get(position) as unknown as
    EventRow | undefined
  if (row === undefined) return null
  const { version, type, source, body } = row
  return {
    streamId: row.stream_id,
    version,
    eventId: row.event_id,
    type,
    schemaVersion: row.schema_version,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    documentNo: row.document_no,
    source,
    body
  }
}

const hashesOf = (database: DatabaseSync, streamId: StreamId): ReadonlyArray<string> =>
  (
    database
      .prepare(`SELECT event.hash AS hash ${FROM} WHERE stream_id = ? ORDER BY event.version`)
      .all(streamId) as unknown as ReadonlyArray<{ readonly hash: string }>
  ).map(({ hash }) => hash)

const factsOf = (
  database: DatabaseSync,
  streamId: StreamId,
  window: Window,
  hasOldPostings: boolean
): ReadonlyArray<RecordedEvent> =>
  hasOldPostings
    ? readStream(database, streamId, window, "").filter(({ event }) => postings(event).length === 0)
    : readStream(database, streamId, window, " AND event.posts = 0")

const makeStore = (database: DatabaseSync, path: string, hasOldPostings: boolean): SqliteStore => {
  const attempt = attempting(path)
  let prepared: AppendStatements | undefined
  const statements = (): AppendStatements => (prepared ??= prepareAppend(database))
  const look = reading(database, attempt)
  return {
    append: appendIn(database, path, statements),
    read: (streamId, window = {}) => look("read", () => readStream(database, streamId, window, "")),
    facts: (streamId, window = {}) =>
      look("facts", () => factsOf(database, streamId, window, hasOldPostings)),
    readAll: (from, limit) =>
      look("readAll", () =>
        (
          database
            .prepare(`SELECT ${COLUMNS} ${FROM} WHERE position >= ? ORDER BY position LIMIT ?`)
            .all(from, limit) as unknown as ReadonlyArray<EventRow>
        ).map(toRecorded)
      ),
    find: (eventIds) => look("find", () => readWhere(database, BY_ID, eventIds)),
    corrections: (eventIds) => look("corrections", () => readWhere(database, BY_CORRECTION, eventIds)),
    texts: (position) => look("texts", () => textsAt(database, position)),
    hashes: (streamId) => look("hashes", () => hashesOf(database, streamId)),
    snapshot: (streamId) => look("snapshot", () => readSnapshot(database, streamId)),
    saveSnapshot: (snapshot) => attempt("saveSnapshot", () => writeSnapshot(database, snapshot)),
    head: (streamId) => look("head", () => headOf(database, streamId)),
    heads: look("heads", () => headsOf(database)),
    totals: (streamIds, window = {}) => look("totals", () => totalsOf(database, streamIds, window)),
    totalsBySql: (streamIds, window = {}) =>
      look("totalsBySql", () => totalsFromSql(database, streamIds, window)),
    entries: (streamIds, matches, window = {}) =>
      look("entries", () => entriesOf(database, postingsOf(database, streamIds, matches, window))),
    verify: look("verify", () => verifyLedger(database, hasOldPostings)),
    backup: (to) =>
      Effect.tryPromise({
        try: () => backupTo(database, path, to),
        catch: (error) => toFailure("backup to", to, error)
      }),
    close: attempt("close", () => {
      if (database.isOpen) database.close()
    })
  }
}

/**
 * Opens a ledger file; in `write` mode it is made where there is none.
 *
 * Fails with `StoreFailure`: `absent` in `read` mode where there is no ledger, or only an empty file; `notALedger` for
 * a file of another kind, which is left as it is; `newer`, `busy`, `full`, `noPermission`, `corrupt` or `input-output`
 * for what their names say.
 */
export const openSqlite = (
  path: string,
  options: OpenOptions = {}
): Effect.Effect<SqliteStore, StoreFailure> =>
  attempting(path)("open", () => {
    const database = openDatabase(path, options)
    try {
      return makeStore(database, path, refreshPostings(database, options.mode ?? "write"))
    } catch (error) {
      database.close()
      throw error
    }
  })

/** The store as a layer, closed with its scope. */
export const layerSqlite = (path: string, options: OpenOptions = {}): Layer.Layer<EventStore, StoreFailure> =>
  Layer.effect(
    EventStore,
    Effect.acquireRelease(openSqlite(path, options), (store) => Effect.ignore(store.close))
  )
