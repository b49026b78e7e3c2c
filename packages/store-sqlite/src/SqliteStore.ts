/**
 * The `EventStore` port on SQLite.
 *
 * Replay decodes no event on the way to the tables; what it reads instead is sealed (`Seal.ts`), and events that are
 * read are hashed again. {@link SqliteStore.verify} derives everything from the events.
 */
import {
  AmountsTooLarge,
  ChainBroken,
  CursorForeign,
  EventIdReused,
  PayloadInvalid,
  StoreFailure,
  VersionConflict
} from "@juesuan/ledger"
import type {
  AdoptError,
  AppendError,
  AppendReceipt,
  AttributeName,
  OrderedEventStoreShape,
  Posting,
  Snapshot,
  StreamId,
  Window
} from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type { DatabaseSync } from "node:sqlite"
import { adoptTexts, appendBatches, prepareAppend } from "./Append.ts"
import type { AppendStatements } from "./Append.ts"
import { joinAttributes } from "./Attributes.ts"
import { backupTo } from "./Backup.ts"
import type { BackupReceipt } from "./Backup.ts"
import { openDatabase } from "./Database.ts"
import type { OpenOptions } from "./Database.ts"
import { makeIdIndex } from "./EventIds.ts"
import {
  hashesOf,
  readByIds,
  readCorrections,
  readFacts,
  readPage,
  readPositions,
  readStream,
  textsFrom
} from "./Events.ts"
import { toFailure } from "./Failure.ts"
import { headOf, headsOf, streamsNamed } from "./Heads.ts"
import { newerPostings, refreshPostings } from "./Rebuild.ts"
import type { Derived } from "./Rebuild.ts"
import { entriesOf, totalsFromSql, totalsOf } from "./Totals.ts"
import { verifyLedger } from "./Verify.ts"

/** The port on one SQLite file, with the closing of it. */
export interface SqliteStore extends OrderedEventStoreShape {
  /**
   * {@link SqliteStore.totals} by SQL `GROUP BY`, for engines' agreement and for measuring; with attributes, each
   * stream's sums say them as they are registered in the window.
   */
  readonly totalsBySql: (
    streamIds: ReadonlyArray<StreamId>,
    window?: Window,
    attributes?: ReadonlyArray<AttributeName>
  ) => Effect.Effect<ReadonlyArray<Posting>, StoreFailure>
  /**
   * Copies the ledger as it is at this moment, its log included, to a new file that only its owner may read; its
   * digest is compared before the file gets its name. Fails with kind `exists` where there is a file already.
   */
  readonly backup: (path: string) => Effect.Effect<BackupReceipt, StoreFailure>
  readonly close: Effect.Effect<void, StoreFailure>
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

type Refused = Exclude<AppendError | AdoptError, StoreFailure>

const isRefusal = (error: unknown): error is Refused =>
  error instanceof PayloadInvalid ||
  error instanceof VersionConflict ||
  error instanceof EventIdReused ||
  error instanceof AmountsTooLarge ||
  error instanceof ChainBroken

/** Writes in one transaction, which is undone whole when anything is thrown. */
const writing = <Error>(
  database: DatabaseSync,
  path: string,
  operation: string,
  work: () => AppendReceipt
): Effect.Effect<AppendReceipt, Error | StoreFailure> =>
  Effect.suspend((): Effect.Effect<AppendReceipt, Error | StoreFailure> => {
    try {
      database.exec("BEGIN IMMEDIATE")
      try {
        const receipt = work()
        database.exec("COMMIT")
        return Effect.succeed(receipt)
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK")
        throw error
      }
    } catch (error) {
      // What the work refuses is what the caller of the operation is told.
      return Effect.fail(isRefusal(error) ? (error as Error) : toFailure(operation, path, error))
    }
  })

const makeStore = (database: DatabaseSync, path: string, { isMarked, newer }: Derived): SqliteStore => {
  const attempt = attempting(path)
  let prepared: AppendStatements | undefined
  const index = makeIdIndex(database)
  const statements = (): AppendStatements => (prepared ??= prepareAppend(database, index))
  const readAny = reading(database, attempt)
  const look: Attempt = (operation, work) =>
    newer === null ? readAny(operation, work) : Effect.fail(newerPostings(operation, path, newer))
  const snapshots = new Map<StreamId, Snapshot>()
  return {
    append: (batches) => writing(database, path, "append", () => appendBatches(statements(), batches)),
    adopt: (texts) => writing(database, path, "adopt", () => adoptTexts(statements(), texts)),
    read: (streamId, options = {}) => look("read", () => readStream(database, streamId, options)),
    facts: (streamId, window = {}) => look("facts", () => readFacts(database, streamId, window, isMarked)),
    readAll: (cursor, limit) => {
      const page = look("readAll", () => readPage(database, cursor, limit))
      return Effect.flatMap(page, (read) =>
        read instanceof CursorForeign ? Effect.fail(read) : Effect.succeed(read)
      )
    },
    readPositions: (from, limit) => look("readPositions", () => readPositions(database, from, limit)),
    find: (eventIds) => look("find", () => readByIds(database, index, eventIds)),
    corrections: (eventIds) => look("corrections", () => readCorrections(database, eventIds)),
    texts: (streamId, from, limit) => look("texts", () => textsFrom(database, streamId, from, limit)),
    hashes: (streamId) => look("hashes", () => hashesOf(database, streamId)),
    // Kept by this program alone: what is decided on follows from events that were hashed again, never from a
    // state that somebody may have written into the file.
    snapshot: (streamId) => Effect.sync(() => snapshots.get(streamId) ?? null),
    saveSnapshot: (snapshot) => Effect.sync(() => void snapshots.set(snapshot.streamId, snapshot)),
    head: (streamId) => look("head", () => headOf(database, streamId)),
    heads: look("heads", () => headsOf(database)),
    totals: (streamIds, window = {}) => look("totals", () => totalsOf(database, streamIds, window)),
    totalsBySql: (streamIds, window = {}, names = []) =>
      look("totalsBySql", () => {
        const streams = streamsNamed(database, streamIds)
        if (names.length === 0) return totalsFromSql(database, streams, window)
        return streams.flatMap((stream) => {
          const totals = totalsFromSql(database, [stream], window)
          return joinAttributes(database, stream, window, { totals, names, isMarked })
        })
      }),
    entries: (streamIds, matches, window = {}) =>
      look("entries", () => entriesOf(database, streamIds, matches, window)),
    verify: readAny("verify", () => verifyLedger(database, { isMarked, newer })),
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
      return makeStore(database, path, refreshPostings(database, path, options.mode ?? "write"))
    } catch (error) {
      database.close()
      throw error
    }
  })
