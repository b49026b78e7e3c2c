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

/** A piece of work on a connection that the ledger's schema is named to. */
type Work<A> = (connection: Connection, schema: string) => Promise<A>
type Look = <A>(operation: string, work: Work<A>) => Effect.Effect<A, StoreFailure>
type Write = <Refusal extends Refused>(
  operation: string,
  work: Work<AppendReceipt>
) => Effect.Effect<AppendReceipt, Refusal | StoreFailure>

const looking =
  (server: Server, schema: string): Look =>
  (operation, work) =>
    attempting(server.name)(operation, () => reading(server, (connection) => work(connection, schema)))

const refusing =
  ({ name: path }: Server): Write =>
  (operation) => {
    const detail = "it was opened for reading."
    return Effect.fail(
      new StoreFailure({ operation, path, detail, kind: "noPermission", isRetryable: false })
    )
  }

const changing =
  (server: Server, schema: string): Write =>
  <Refusal extends Refused>(operation: string, work: Work<AppendReceipt>) => {
    const outcome = attempting(server.name)(operation, () =>
      writing(server, (connection) => work(connection, schema)).catch((error: unknown) => {
        if (isRefusal(error)) return error
        throw error
      })
    )
    // What the work refuses is what the caller of the operation is told.
    return Effect.flatMap(outcome, (receipt) =>
      "_tag" in receipt ? Effect.fail(receipt as Refusal) : Effect.succeed(receipt)
    )
  }

type Questions = Omit<EventStoreShape, "append" | "adopt" | "snapshot" | "saveSnapshot">

const questionsTo = (look: Look): Questions => ({
  read: (streamId, options = {}) => look("read", (...on) => readStream(...on, streamId, options)),
  facts: (streamId, window = {}) => look("facts", (...on) => readFacts(...on, streamId, window)),
  readAll: (cursor, limit) =>
    Effect.flatMap(
      look("readAll", (...on) => readPage(...on, cursor, limit)),
      (page): Effect.Effect<EventPage, CursorForeign> =>
        page instanceof CursorForeign ? Effect.fail(page) : Effect.succeed(page)
    ),
  find: (eventIds) => look("find", (...on) => readByIds(...on, eventIds)),
  corrections: (eventIds) => look("corrections", (...on) => readCorrections(...on, eventIds)),
  texts: (streamId, fromVersion, limit) =>
    look("texts", (...on) => textsFrom(...on, streamId, { fromVersion, limit })),
  hashes: (streamId) => look("hashes", (...on) => hashesOf(...on, streamId)),
  head: (streamId) =>
    look("head", async (...on) => {
      const [stream] = await streamsNamed(...on, [streamId])
      return stream === undefined ? null : toHead(stream)
    }),
  heads: look("heads", async (...on) => (await streamsOf(...on)).map(toHead)),
  totals: (streamIds, window = {}) => look("totals", (...on) => totalsOf(...on, streamIds, window)),
  entries: (streamIds, matches, window = {}) =>
    look("entries", (...on) => entriesOf(...on, streamIds, { matches, window })),
  verify: look("verify", verifyLedger)
})

const makeStore = (server: Server, schema: string, mode: "read" | "write"): PostgresStore => {
  const write = mode === "read" ? refusing(server) : changing(server, schema)
  const snapshots = new Map<StreamId, Snapshot>()
  return {
    ...questionsTo(looking(server, schema)),
    append: (batches) => write("append", (...on) => appendBatches(...on, batches)),
    adopt: (texts) => write("adopt", (...on) => adoptTexts(...on, texts)),
    // Kept by this program alone: what is decided on follows from events that were hashed again.
    snapshot: (streamId) => Effect.sync(() => snapshots.get(streamId) ?? null),
    saveSnapshot: (snapshot) => Effect.sync(() => void snapshots.set(snapshot.streamId, snapshot)),
    close: attempting(server.name)("close", () => server.close())
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
