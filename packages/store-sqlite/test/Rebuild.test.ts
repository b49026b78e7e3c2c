/**
 * Postings of another edition of the program are made again from the events, in the file or beside it.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { makeMemoryStore, postingsVersion } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Cube } from "@juesuan/tables"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-rebuild-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const year = fc
  .sample(Arbitrary.year(), { numRuns: 8, seed: 11 })
  .toSorted((a, b) => b.events.length - a.events.length)[0]!
const batch = [{ streamId: year.streamId, expectedVersion: 0, events: year.events }]
const memory = makeMemoryStore()
Effect.runSync(memory.append(batch))

/** A ledger whose postings are as another edition left them: of another version, and all wrong. */
const ofAnotherEdition = (name: string): string => {
  const file = path.join(folder, name)
  const store = Effect.runSync(openSqlite(file))
  Effect.runSync(store.append(batch))
  Effect.runSync(store.close)
  const database = new DatabaseSync(file)
  database.exec(`
    UPDATE meta SET value = ${postingsVersion - 1} WHERE name = 'postings';
    UPDATE posting SET amount = amount + 1;
    UPDATE cell SET kind = kind || ' of another edition';
    UPDATE segment SET amounts = zeroblob(length(amounts));
    UPDATE event SET posts = 1 - posts`)
  database.close()
  return file
}

const versionIn = (file: string): unknown => {
  const database = new DatabaseSync(file, { readOnly: true })
  const row = database.prepare("SELECT value FROM meta WHERE name = 'postings'").get()
  database.close()
  return row?.["value"]
}

/** Everything that comes from postings. */
const derived = (store: EventStoreShape) => {
  const window = { asOf: "2024-09-15" }
  const entries = Effect.runSync(store.entries([year.streamId], ({ measure }) => measure === "expenditure"))
  return {
    totals: [...Cube.fromPostings(Effect.runSync(store.totals([year.streamId]))).cells],
    totalsAsOf: [...Cube.fromPostings(Effect.runSync(store.totals([year.streamId], window))).cells],
    facts: Effect.runSync(store.facts(year.streamId)),
    entries,
    digest: Effect.runSync(store.verify).digest,
    breaks: Effect.runSync(store.verify).breaks
  }
}

describe("a ledger with postings of another version", () => {
  it("is brought up to date when it is opened for writing", () => {
    const file = ofAnotherEdition("write.db")
    const store = Effect.runSync(openSqlite(file))
    expect(derived(store)).toEqual(derived(memory))
    Effect.runSync(store.close)
    expect(versionIn(file)).toBe(postingsVersion)
  })

  it("gives a reader the right figures and stays as it is", () => {
    const file = ofAnotherEdition("read.db")
    const before = fs.readFileSync(file)
    const store = Effect.runSync(openSqlite(file, { mode: "read" }))
    expect(derived(store)).toEqual(derived(memory))
    Effect.runSync(store.close)
    expect(fs.readFileSync(file).equals(before)).toBe(true)
    expect(versionIn(file)).toBe(postingsVersion - 1)
  })

  it("is brought up to date although an event in it is broken, which verify then names", () => {
    const file = ofAnotherEdition("broken.db")
    const database = new DatabaseSync(file)
    database.exec("UPDATE event SET body = '{' WHERE position = 3")
    database.close()
    const store = Effect.runSync(openSqlite(file))
    expect(Effect.runSync(store.verify).breaks[0]).toMatchObject({ position: 3, version: 3 })
    const read = Effect.runSync(Effect.flip(store.read(year.streamId)))
    expect(read).toMatchObject({ _tag: "StoreFailure", kind: "corrupt" })
    Effect.runSync(store.close)
  })
})

describe("a ledger of another edition without any event", () => {
  it.each(["read", "write"] as const)("opens for %s, empty and intact", (mode) => {
    const file = path.join(folder, `empty-${mode}.db`)
    Effect.runSync(Effect.flatMap(openSqlite(file), (store) => store.close))
    const database = new DatabaseSync(file)
    database.exec(`UPDATE meta SET value = ${postingsVersion - 1} WHERE name = 'postings'`)
    database.close()
    const store = Effect.runSync(openSqlite(file, { mode }))
    expect(Effect.runSync(store.verify)).toMatchObject({ events: 0, streams: 0, breaks: [] })
    expect(Effect.runSync(store.totals([year.streamId]))).toEqual([])
    Effect.runSync(store.close)
    expect(versionIn(file)).toBe(mode === "write" ? postingsVersion : postingsVersion - 1)
  })
})
