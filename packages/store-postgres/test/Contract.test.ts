/**
 * The store on PostgreSQL keeps the contract: plain and partitioned, on a server within this process.
 */
import { openStoreOn } from "@juesuan/store-postgres"
import { storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import type { PGlite } from "@electric-sql/pglite"
import { afterAll, beforeAll, describe, it } from "vitest"
import { makePglite, serverOn } from "./pglite.ts"

let database: PGlite
let serial = 0
beforeAll(async () => {
  database = await makePglite()
}, 120_000)
afterAll(() => database.close())

describe.each([
  ["plain tables", 0],
  ["tables in four parts", 4]
])("in %s, the store keeps the contract:", (_, partitions) => {
  it.each(Object.entries(storeContract))("%s", { timeout: 120_000 }, async (_promise, check) => {
    const schema = `ledger ${++serial}`
    const server = serverOn(database)
    await check({ open: () => Effect.runPromise(openStoreOn(server, { schema, partitions })) })
    await database.exec(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  })
})
