/**
 * PostgreSQL in this process, as a server of one connection that its users take turns on.
 */
import { PGlite } from "@electric-sql/pglite"
import type { Connection, Row, Server } from "@juesuan/store-postgres"

/** Makes an empty database. */
export const makePglite = (): Promise<PGlite> => PGlite.create()

/** The one connection as a server: who asks for it waits until the one before has done. */
export const serverOn = (database: PGlite): Server => {
  let turn: Promise<unknown> = Promise.resolve()
  const connection: Connection = {
    query: async (text, values = []) => (await database.query<Row>(text, [...values])).rows
  }
  return {
    name: "pglite:",
    withConnection: (work) => {
      const mine = turn.then(() => work(connection))
      turn = mine.catch(() => undefined)
      return mine
    },
    close: () => Promise.resolve()
  }
}
