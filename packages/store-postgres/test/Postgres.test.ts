/**
 * The store on PostgreSQL besides the contract: it says what memory says, notices damage, keeps a copy's digest, and
 * tells what the server said and what to do about it.
 */
import type { PGlite } from "@electric-sql/pglite"
import { copyLedger, makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, Posting } from "@juesuan/ledger"
import { openPostgres, openStoreOn } from "@juesuan/store-postgres"
import type { PostgresStore, Server, StoreOnOptions } from "@juesuan/store-postgres"
import { Cube } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makePglite, serverOn } from "./pglite.ts"

let database: PGlite
let server: Server
let serial = 0
beforeAll(async () => {
  database = await makePglite()
  server = serverOn(database)
}, 120_000)
afterAll(() => database.close())

const run = Effect.runPromise
const open = (options: StoreOnOptions): Promise<PostgresStore> => run(openStoreOn(server, options))
const freshSchema = (): string => `other_${++serial}`

const year = fc
  .sample(Arbitrary.year(), { numRuns: 12, seed: 20_241_201 })
  .toSorted((a, b) => b.events.length - a.events.length)[0]!

const filled = async (schema: string): Promise<PostgresStore> => {
  const store = await open({ schema })
  await run(store.append([{ streamId: year.streamId, expectedVersion: 0, events: year.events }]))
  return store
}

const cellsOf = (postings: ReadonlyArray<Posting>): ReadonlyArray<string> =>
  [...Cube.fromPostings(postings).cells].map(([key, { amount }]) => `${key}=${amount}`).sort()

describe("for every ledger", () => {
  it("memory and PostgreSQL say the same: events, entries, and totals in every window", async () => {
    await fc.assert(
      fc.asyncProperty(
        Arbitrary.ledger({ streamsMax: 3, intentionsMax: 8 }),
        async ({ steps, years: all }) => {
          const [schema, memory] = [freshSchema(), makeMemoryStore()]
          const store = await open({ schema, partitions: serial % 3 })
          for (const { streamId, expectedVersion, event } of steps) {
            const batches = [{ streamId, expectedVersion, events: [event] }]
            expect(await run(store.append(batches))).toEqual(await run(memory.append(batches)))
          }
          const streams = all.map(({ streamId }) => streamId)
          const { occurredOn: asOf, recordedAt: knownAt } = steps[Math.floor(steps.length / 2)]!.event
          for (const window of [{}, { asOf }, { knownAt }, { asOf, knownAt }]) {
            expect(cellsOf(await run(store.totals(streams, window)))).toEqual(
              cellsOf(await run(memory.totals(streams, window)))
            )
            const entriesIn = (of: EventStoreShape) => run(of.entries(streams, () => true, window))
            expect(await entriesIn(store)).toEqual(await entriesIn(memory))
          }
          const [ours, theirs] = [await run(store.verify), await run(memory.verify)]
          expect([ours.digest, ours.events, ours.breaks]).toEqual([theirs.digest, theirs.events, []])
          await database.exec(`DROP SCHEMA "${schema}" CASCADE`)
        }
      ),
      runs(process.env, 8, 20_241_201, 200) as { numRuns: number; seed: number }
    )
  }, 300_000)
})

describe("a copy", () => {
  it("there and back keeps every hash, and is made again where it was cut off", async () => {
    const [memory, back] = [makeMemoryStore(), makeMemoryStore()]
    await run(memory.append([{ streamId: year.streamId, expectedVersion: 0, events: year.events }]))
    const store = await open({ schema: freshSchema() })
    // Given a copy that was cut off after five events
    await run(store.adopt(await run(memory.texts(year.streamId, 1, 5))))
    const { events: count, digest } = await run(memory.verify)
    expect(await run(copyLedger(memory, store, { events: 7 }))).toEqual({
      copied: count - 5,
      alreadyThere: 5,
      digest
    })
    await run(copyLedger(store, back))
    expect((await run(store.verify)).digest).toBe(digest)
    expect(await run(back.verify)).toEqual(await run(memory.verify))
  })
})

describe("damage", () => {
  const victim = Math.floor(year.events.length / 2)
  const kinds: ReadonlyArray<readonly [what: string, sql: string]> = [
    ["a body", `UPDATE event SET body = replace(body, ':', ': ') WHERE version = ${victim}`],
    ["a document number", `UPDATE event SET document_no = 'other' WHERE version = ${victim}`],
    ["a hash", `UPDATE event SET hash = repeat('0', 64) WHERE version = ${victim}`],
    ["an event lost", `DELETE FROM event WHERE version = ${victim}`],
    ["the tail cut off", `DELETE FROM event WHERE version > ${victim}`],
    ["a number of postings", `UPDATE event SET posts = posts + 1 WHERE version = ${victim}`],
    ["a link of a correction", `UPDATE event SET corrects = 'other' WHERE version = ${victim}`],
    [
      "an amount of a posting",
      "UPDATE posting SET amount = amount + 1 WHERE (cell, version) IN (SELECT cell, version FROM posting LIMIT 1)"
    ],
    [
      "a day of a posting",
      "UPDATE posting SET day = day + 1 WHERE (cell, version) IN (SELECT cell, version FROM posting LIMIT 1)"
    ],
    [
      "a posting lost",
      "DELETE FROM posting WHERE (cell, version) IN (SELECT cell, version FROM posting LIMIT 1)"
    ],
    [
      "a posting too many",
      "INSERT INTO posting SELECT stream_id, cell, version, leg + 9, amount, day, recorded FROM posting LIMIT 1"
    ],
    ["a running sum", "UPDATE cell SET total = total + 1 WHERE cell = 0"],
    [
      "two running sums swapped",
      "UPDATE cell SET total = total + CASE cell WHEN 0 THEN 1 ELSE -1 END WHERE cell IN (0, 1)"
    ],
    ["a code of a cell", "UPDATE cell SET economic = '39999' WHERE cell = 0"],
    ["a control total", "UPDATE stream SET amount = amount + 1"],
    ["a number of facts", "UPDATE stream SET facts = facts + 1"],
    ["the tree of the stream", "UPDATE stream SET peaks = repeat('0', length(peaks))"],
    ["the row of the stream", "DELETE FROM stream"]
  ]

  it.each(kinds)("of %s is named by verify", async (_, sql) => {
    const schema = freshSchema()
    const store = await filled(schema)
    expect((await run(store.verify)).breaks).toEqual([])
    await database.exec(`SET search_path TO "${schema}"; ${sql}; RESET search_path`)
    const { breaks } = await run(store.verify)
    expect(breaks.map(({ kind, streamId }) => [kind, streamId])).toContainEqual(["altered", year.streamId])
    await database.exec(`DROP SCHEMA "${schema}" CASCADE`)
  })

  it("of sums and postings keeps figures from being made of them", async () => {
    const schema = freshSchema()
    const store = await filled(schema)
    await database.exec(`UPDATE "${schema}".cell SET total = total + 1 WHERE cell = 0`)
    expect(await run(Effect.flip(store.totals([year.streamId])))).toMatchObject({ kind: "corrupt" })
    await database.exec(`UPDATE "${schema}".cell SET total = total - 1 WHERE cell = 0`)
    await database.exec(`UPDATE "${schema}".posting SET amount = amount + 1 WHERE cell = 0`)
    const window = { asOf: `${year.year}-12-31` }
    expect(await run(Effect.flip(store.totals([year.streamId], window)))).toMatchObject({ kind: "corrupt" })
    await database.exec(`UPDATE "${schema}".event SET body = '{' WHERE version = 1`)
    expect(await run(Effect.flip(store.read(year.streamId)))).toMatchObject({ kind: "corrupt" })
  })
})

describe("what a server says", () => {
  const failing = (error: object): Server => ({
    name: "postgres://clerk@db.example/finance",
    withConnection: () => Promise.reject(Object.assign(new Error(), error)),
    close: () => Promise.resolve()
  })
  it.each([
    ["ECONNREFUSED", "connect ECONNREFUSED 10.0.0.9:5432", "unreachable", true],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND db.example", "unreachable", true],
    [undefined, "Connection terminated unexpectedly", "unreachable", true],
    ["28P01", 'password authentication failed for user "clerk"', "noPermission", false],
    ["3D000", 'database "finance" does not exist', "unreachable", false],
    ["42501", "permission denied for schema juesuan", "noPermission", false],
    ["53100", "could not extend file: No space left on device", "full", false],
    ["53300", "sorry, too many clients already", "busy", true],
    ["57P01", "terminating connection due to administrator command", "unreachable", true],
    ["57P03", "the database system is starting up", "unreachable", true],
    ["40P01", "deadlock detected", "busy", true],
    ["XX001", "invalid page in block 7", "corrupt", false]
  ])(
    "%s is a failure of its kind with the words and a next step",
    async (code, message, kind, isRetryable) => {
      const failure = await run(Effect.flip(openStoreOn(failing({ code, message }))))
      expect(failure).toMatchObject({ _tag: "StoreFailure", kind, isRetryable })
      expect(failure.message).toContain(message)
      expect(failure.message.endsWith(failure.nextStep)).toBe(true)
    }
  )

  it("a transaction that lost against another is run again, five times", async () => {
    let tries = 0
    const losing: Server = {
      name: "pglite:",
      withConnection: (work) =>
        work({
          query: (text) => {
            if (text.startsWith("BEGIN READ WRITE")) tries++
            return text.includes("pg_advisory_xact_lock")
              ? Promise.reject(Object.assign(new Error("deadlock detected"), { code: "40P01" }))
              : Promise.resolve([])
          }
        }),
      close: () => Promise.resolve()
    }
    expect(await run(Effect.flip(openStoreOn(losing)))).toMatchObject({ kind: "busy" })
    expect(tries).toBe(5)
  })

  it("a URL that is none, and a database without a ledger, say so", async () => {
    expect(await run(Effect.flip(openPostgres("postgres//db")))).toMatchObject({ kind: "unreachable" })
    const failure = await run(Effect.flip(openStoreOn(server, { mode: "read", schema: "nothing" })))
    expect(failure).toMatchObject({ kind: "absent" })
  })

  it("tables of another program are left as they are, and those of a newer one are not read", async () => {
    await database.exec(`CREATE SCHEMA "theirs"; CREATE TABLE "theirs".meta (name text, value bigint)`)
    expect(await run(Effect.flip(openStoreOn(server, { schema: "theirs" })))).toMatchObject({
      kind: "notALedger"
    })
    const schema = freshSchema()
    await filled(schema)
    await database.exec(`UPDATE "${schema}".meta SET value = 99 WHERE name = 'format'`)
    expect(await run(Effect.flip(openStoreOn(server, { schema })))).toMatchObject({ kind: "newer" })
  })

  it("a ledger opened for reading takes no append", async () => {
    const schema = freshSchema()
    await filled(schema)
    const store = await open({ schema, mode: "read" })
    const event = { ...year.events[0]!, eventId: `${year.events[0]!.eventId}x` }
    const failure = await run(
      Effect.flip(
        store.append([{ streamId: year.streamId, expectedVersion: year.events.length, events: [event] }])
      )
    )
    expect(failure).toMatchObject({ kind: "noPermission" })
  })
})
