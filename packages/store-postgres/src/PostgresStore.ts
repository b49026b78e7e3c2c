/**
 * Opening a ledger on a PostgreSQL server by its URL.
 */
import { StoreFailure } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type * as pg from "pg"
import type { Connection, Row, Server } from "./Server.ts"
import { openStoreOn } from "./StoreOn.ts"
import type { PostgresStore, StoreOnOptions } from "./StoreOn.ts"

export type { PostgresStore }

/** How a ledger is opened by its URL. */
export interface PostgresOptions extends Omit<StoreOnOptions, "schema"> {
  /** Most connections at once. Default 4. */
  readonly connections?: number | undefined
}

/** How long a connection may take to be made, in milliseconds. */
const CONNECT_TIMEOUT = 10_000

/** A URL as it may be shown: without its password. */
const shown = (url: URL): string => {
  const copy = new URL(url)
  copy.password = ""
  return copy.href
}

/**
 * A pool of connections as a server. A connection on which something else went wrong than a statement that the server
 * refused is not used again.
 */
const serverOf = (pool: pg.Pool, name: string, isOfServer: (error: unknown) => boolean): Server => ({
  name,
  withConnection: async (work) => {
    const client = await pool.connect()
    let failure: Error | undefined
    const fail = (error: Error): void => {
      failure = error
    }
    // What happens to a connection in use is told by the statement that runs on it.
    client.on("error", fail)
    const connection: Connection = {
      query: async (text, values = []) => {
        try {
          return (await client.query(text, [...values])).rows as ReadonlyArray<Row>
        } catch (error) {
          if (!isOfServer(error)) fail(error as Error)
          throw error
        }
      }
    }
    try {
      return await work(connection)
    } finally {
      client.off("error", fail)
      client.release(failure)
    }
  },
  close: () => pool.end()
})

/** Reads a URL; the parameter `schema` is ours, all others are those of libpq that the driver knows. */
const readUrl = (text: string): { readonly url: URL; readonly schema: string } | StoreFailure => {
  const refuse = (detail: string) =>
    new StoreFailure({
      operation: "open",
      path: "postgres:",
      detail,
      kind: "unreachable",
      isRetryable: false
    })
  if (!URL.canParse(text))
    return refuse("the URL cannot be read; write postgres://user@host:port/database, special signs as %XX.")
  const url = new URL(text)
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    return refuse("the URL begins with another name than postgres://.")
  const schema = url.searchParams.get("schema") ?? "juesuan"
  url.searchParams.delete("schema")
  return { url, schema }
}

/** A pool of connections, none of them made yet. The driver is loaded by who opens a ledger, and by nobody else. */
const connecting = (url: URL, name: string, connections: number): Effect.Effect<Server> =>
  Effect.promise(async () => {
    const { default: driver } = await import("pg")
    const pool = new driver.Pool({
      connectionString: url.href,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      application_name: "juesuan"
    })
    // A server that ends an idle connection must not end the program; the next piece of work makes a new one.
    pool.on("error", () => undefined)
    return serverOf(pool, name, (error) => error instanceof driver.DatabaseError)
  })

/**
 * Opens the ledger at a URL such as `postgres://clerk@db.example/finance`; in `write` mode its tables are made where
 * there are none. The parameter `schema` names the schema that holds them, `juesuan` without it. A password comes from the
 * URL, from PGPASSWORD or from the password file, and is never printed.
 *
 * Fails with `StoreFailure`: `absent` where in `read` mode there is no ledger in the database; `unreachable` where no
 * server answers, it has no such database, or the URL is none; `noPermission`, `notALedger`, `newer`, `busy`, `full` or `corrupt` for what their names say.
 */
export const openPostgres = (
  text: string,
  { connections = 4, ...options }: PostgresOptions = {}
): Effect.Effect<PostgresStore, StoreFailure> =>
  Effect.suspend(() => {
    const read = readUrl(text)
    if (read instanceof StoreFailure) return Effect.fail(read)
    const name = shown(new URL(text))
    return Effect.flatMap(connecting(read.url, name, connections), (server) =>
      Effect.tapError(openStoreOn(server, { ...options, schema: read.schema }), () =>
        Effect.promise(() => server.close())
      )
    )
  })
