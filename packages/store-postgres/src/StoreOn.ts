/**
 * The `EventStore` port on a server's connections, whatever library makes them.
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
  EventPage,
  EventStoreShape,
  Snapshot,
  StreamId
} from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { adoptTexts, appendBatches } from "./Append.ts"
import { hashesOf, readByIds, readCorrections, readFacts, readPage, readStream, textsFrom } from "./Events.ts"
import { toFailure } from "./Failure.ts"
import { streamsNamed, streamsOf, toHead } from "./Heads.ts"
import { prepareTables } from "./Migrate.ts"
import { quoted } from "./Schema.ts"
import { reading, writing } from "./Server.ts"
import type { Connection, Server } from "./Server.ts"
import { entriesOf, totalsOf } from "./Totals.ts"
import { verifyLedger } from "./Verify.ts"

/** How a ledger is opened on a server. */
export interface StoreOnOptions {
  /** `read` makes no tables and changes nothing. Default `write`, which makes a ledger where there is none. */
  readonly mode?: "read" | "write" | undefined
  /** The schema that holds the ledger's tables. Default `juesuan`. */
  readonly schema?: string | undefined
  /** Into how many parts the tables of a new ledger are split by hash of the stream. Default 0: plain tables. */
  readonly partitions?: number | undefined
}

/** The port on a PostgreSQL server, with the closing of it. */
export interface PostgresStore extends EventStoreShape {
  readonly close: Effect.Effect<void, StoreFailure>
}

type Refused = Exclude<AppendError | AdoptError, StoreFailure>

const isRefusal = (error: unknown): error is Refused =>
  error instanceof PayloadInvalid ||
  error instanceof VersionConflict ||
  error instanceof EventIdReused ||
  error instanceof AmountsTooLarge ||
  error instanceof ChainBroken

/** Runs a piece of work with the errors of the server turned into the store's; what means none is a bug and dies. */
const attempting =
  (name: string) =>
  <A>(operation: string, work: () => Promise<A>): Effect.Effect<A, StoreFailure> =>
    Effect.flatMap(
      Effect.promise(() =>
        work().then(
          (value) => ({ value }),
          (error: unknown) => ({ error })
        )
      ),
      (outcome) =>
        "value" in outcome
          ? Effect.succeed(outcome.value)
          : Effect.suspend(() => Effect.fail(toFailure(operation, name, outcome.error)))
    )

const makeStore = (server: Server, schema: string, mode: "read" | "write"): PostgresStore => {
  const attempt = attempting(server.name)
  const look = <A>(operation: string, work: (connection: Connection) => Promise<A>) =>
    attempt(operation, () => reading(server, work))
  const write = <Refusal extends Refused>(
    operation: string,
    work: (connection: Connection) => Promise<AppendReceipt>
  ): Effect.Effect<AppendReceipt, Refusal | StoreFailure> => {
    if (mode === "read") {
      const [path, detail] = [server.name, "it was opened for reading."]
      return Effect.fail(
        new StoreFailure({ operation, path, detail, kind: "noPermission", isRetryable: false })
      )
    }
    const outcome = attempt(operation, () =>
      writing(server, work).catch((error: unknown) => {
        if (isRefusal(error)) return error
        throw error
      })
    )
    // What the work refuses is what the caller of the operation is told.
    return Effect.flatMap(outcome, (receipt) =>
      "_tag" in receipt ? Effect.fail(receipt as Refusal) : Effect.succeed(receipt)
    )
  }
  const snapshots = new Map<StreamId, Snapshot>()
  return {
    append: (batches) => write("append", (connection) => appendBatches(connection, schema, batches)),
    adopt: (texts) => write("adopt", (connection) => adoptTexts(connection, schema, texts)),
    read: (streamId, options = {}) =>
      look("read", (connection) => readStream(connection, schema, streamId, options)),
    facts: (streamId, window = {}) =>
      look("facts", (connection) => readFacts(connection, schema, streamId, window)),
    readAll: (cursor, limit) =>
      Effect.flatMap(
        look("readAll", (connection) => readPage(connection, schema, cursor, limit)),
        (page): Effect.Effect<EventPage, CursorForeign> =>
          page instanceof CursorForeign ? Effect.fail(page) : Effect.succeed(page)
      ),
    find: (eventIds) => look("find", (connection) => readByIds(connection, schema, eventIds)),
    corrections: (eventIds) =>
      look("corrections", (connection) => readCorrections(connection, schema, eventIds)),
    texts: (streamId, fromVersion, limit) =>
      look("texts", (connection) => textsFrom(connection, schema, streamId, { fromVersion, limit })),
    hashes: (streamId) => look("hashes", (connection) => hashesOf(connection, schema, streamId)),
    // Kept by this program alone: what is decided on follows from events that were hashed again.
    snapshot: (streamId) => Effect.sync(() => snapshots.get(streamId) ?? null),
    saveSnapshot: (snapshot) => Effect.sync(() => void snapshots.set(snapshot.streamId, snapshot)),
    head: (streamId) =>
      look("head", async (connection) => {
        const [stream] = await streamsNamed(connection, schema, [streamId])
        return stream === undefined ? null : toHead(stream)
      }),
    heads: look("heads", async (connection) => (await streamsOf(connection, schema)).map(toHead)),
    totals: (streamIds, window = {}) =>
      look("totals", (connection) => totalsOf(connection, schema, streamIds, window)),
    entries: (streamIds, matches, window = {}) =>
      look("entries", (connection) => entriesOf(connection, schema, streamIds, { matches, window })),
    verify: look("verify", (connection) => verifyLedger(connection, schema)),
    close: attempt("close", () => server.close())
  }
}

/**
 * Opens a ledger on a server that is connected to already; in `write` mode its tables are made where there are none.
 *
 * Fails with `StoreFailure`: `absent` in `read` mode where there is no ledger, `notALedger`, `newer`, `unreachable`,
 * `noPermission`, or what the server says. The server is not closed then.
 */
export const openStoreOn = (
  server: Server,
  { mode = "write", schema = "juesuan", partitions = 0 }: StoreOnOptions = {}
): Effect.Effect<PostgresStore, StoreFailure> =>
  Effect.as(
    attempting(server.name)("open", () => prepareTables(server, { schema, partitions }, mode)),
    makeStore(server, quoted(schema), mode)
  )
