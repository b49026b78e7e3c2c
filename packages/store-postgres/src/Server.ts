/**
 * What the store asks of a server: connections that run statements, whatever library makes them.
 */
import type { Failing } from "./Failure.ts"

/** A row as the library gives it; whole numbers may come as numbers, big integers or texts. */
export type Row = Readonly<Record<string, unknown>>

/** One connection: statements run on it one after the other. */
export interface Connection {
  readonly query: (text: string, values?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>
}

/** A server, and a ledger's place on it. */
export interface Server {
  /** What the ledger is called in messages; holds no password. */
  readonly name: string
  /** Runs a piece of work on a connection that nobody else uses meanwhile. */
  readonly withConnection: <A>(work: (connection: Connection) => Promise<A>) => Promise<A>
  readonly close: () => Promise<void>
}

/** How a transaction sees the ledger. */
type Kind = "READ WRITE" | "ISOLATION LEVEL REPEATABLE READ READ ONLY"

const inTransaction = <A>(
  server: Server,
  kind: Kind,
  work: (connection: Connection) => Promise<A>
): Promise<A> =>
  server.withConnection(async (connection) => {
    await connection.query(`BEGIN ${kind}`)
    try {
      const result = await work(connection)
      await connection.query("COMMIT")
      return result
    } catch (error) {
      // A connection that is gone has undone its transaction already; why it went is what is told.
      await connection.query("ROLLBACK").catch(() => undefined)
      throw error
    }
  })

/** Several statements that see one moment of the ledger, whoever appends meanwhile. */
export const reading = <A>(server: Server, work: (connection: Connection) => Promise<A>): Promise<A> =>
  inTransaction(server, "ISOLATION LEVEL REPEATABLE READ READ ONLY", work)

/** How often a transaction that lost against another is run. */
const ATTEMPTS = 5
/** Serialization failure and deadlock: the server has undone the transaction, which may be run again. */
const lost: ReadonlySet<string> = new Set(["40001", "40P01"])

/** Writes in one transaction, undone whole when anything is thrown. */
export const writing = async <A>(
  server: Server,
  work: (connection: Connection) => Promise<A>
): Promise<A> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(server, "READ WRITE", work)
    } catch (error) {
      if (attempt === ATTEMPTS || !lost.has((error as Failing).code ?? "")) throw error
    }
  }
}
