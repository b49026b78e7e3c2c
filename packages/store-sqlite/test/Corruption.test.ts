/**
 * Tampering with stored events: every byte of them in turn, and forgeries that keep the chain consistent.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Money } from "@juesuan/domain"
import { idPrefixOf, keepSnapshot, loadYear, make } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary, isDeep } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-corruption-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** A small ledger: some twenty events, corrections among them. */
const year = fc
  .sample(Arbitrary.year({ intentionsMax: 14 }), { numRuns: 40, seed: 7 })
  .filter(({ events }) => events.some(({ event }) => event.type === "EntryReversed"))
  .toSorted((a, b) => Math.abs(a.events.length - 20) - Math.abs(b.events.length - 20))[0]!
const honest = path.join(folder, "honest.db")
let digest = ""

beforeAll(() => {
  const store = Effect.runSync(openSqlite(honest))
  Effect.runSync(store.append([{ streamId: year.streamId, expectedVersion: 0, events: year.events }]))
  Effect.runSync(keepSnapshot(store, year.streamId, 1))
  digest = Effect.runSync(store.verify).digest
  Effect.runSync(store.close)
})

/** A copy that is tampered with over and over: each time is rolled back. */
const tamperer = () => {
  const file = path.join(folder, `${Math.random()}.db`)
  fs.copyFileSync(honest, file)
  const database = new DatabaseSync(file)
  database.exec("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE")
  return { file, database }
}

const verified = (file: string) =>
  Effect.runSync(
    Effect.acquireUseRelease(
      openSqlite(file, { mode: "read" }),
      (store) => store.verify,
      (store) => Effect.orDie(store.close)
    )
  )

const texts = [
  "event_id",
  "type",
  "occurred_on",
  "recorded_at",
  "document_no",
  "source",
  "body",
  "hash"
] as const
const numbers = ["stream", "version", "schema_version", "posts", "position"] as const

type Row = Readonly<Record<(typeof texts)[number], string>> &
  Readonly<Record<(typeof numbers)[number], number>>

/** Every byte in the deep run, one of so many in the other. */
const step = isDeep(process.env) ? 1 : 11

describe("every byte of the stored events, altered in turn,", () => {
  it("is named by verify with its position", { timeout: 600_000 }, () => {
    const { file, database } = tamperer()
    const rows = database
      .prepare("SELECT * FROM event ORDER BY position")
      .all() as unknown as ReadonlyArray<Row>
    const missed: Array<string> = []
    let altered = 0
    for (const row of rows) {
      for (const column of texts) {
        const bytes = Buffer.from(row[column], "utf8")
        const update = database.prepare(`UPDATE event SET ${column} = CAST(? AS TEXT) WHERE position = ?`)
        for (let place = row.position % step; place < bytes.length; place += step) {
          const changed = Buffer.from(bytes)
          changed[place]! ^= 1 << ((place + row.position) % 7)
          update.run(changed, row.position)
          altered++
          const { breaks } = verified(file)
          if (!breaks.some(({ position }) => position === row.position))
            missed.push(`${column} of ${row.position}, byte ${place}`)
        }
        update.run(bytes, row.position)
      }
    }
    database.close()
    process.stdout.write(
      `corruption: ${altered} bytes of ${rows.length} events altered, ${missed.length} missed\n`
    )
    expect(missed).toEqual([])
    expect(altered).toBeGreaterThan(5000 / step)
    expect(verified(file).breaks).toEqual([])
  })

  it("and so is every number beside them", () => {
    const { file, database } = tamperer()
    const rows = database
      .prepare("SELECT * FROM event ORDER BY position")
      .all() as unknown as ReadonlyArray<Row>
    for (const row of rows) {
      for (const column of numbers) {
        const update = database.prepare(`UPDATE event SET ${column} = ? WHERE event_id = ?`)
        const changed = row[column] + 1000
        update.run(changed, row.event_id)
        const { breaks } = verified(file)
        // An event put elsewhere is missed first where it should be: the next one is named.
        const isNamed = column === "position" || breaks.some(({ eventId }) => eventId === row.event_id)
        expect(breaks.length > 0 && isNamed, `${column} of ${row.position}`).toBe(true)
        update.run(row[column], row.event_id)
      }
    }
    database.close()
    expect(verified(file).breaks).toEqual([])
  })
})

/** A forger who knows how hashes are made: rewrites the ledger from some events, as the store itself would. */
const forged = (events: ReadonlyArray<NewEvent>): string => {
  const file = path.join(folder, `${Math.random()}.db`)
  const store = Effect.runSync(openSqlite(file))
  Effect.runSync(store.append([{ streamId: year.streamId, expectedVersion: 0, events }]))
  Effect.runSync(store.close)
  return file
}

const middle = Math.floor(year.events.length / 2)
const changedAt = (index: number, change: Partial<NewEvent>): ReadonlyArray<NewEvent> =>
  year.events.map((event, at) => (at === index ? { ...event, ...change } : event))
const extra: NewEvent = {
  eventId: `${idPrefixOf(year.streamId)}forged`,
  occurredOn: "2024-06-30",
  recordedAt: "2024-06-30T00:00:00.000Z",
  documentNo: "forged",
  source: null,
  event: make("IncomeReceived", {
    kind: "other",
    fund: "unitFunds",
    function: "2080109",
    amount: Money.fromFen(1),
    abstract: ""
  })
}

describe("a ledger forged so that its chain is consistent is not the one whose digest was saved:", () => {
  it.each([
    ["an event re-hashed from the middle on", changedAt(middle, { documentNo: "other" })],
    ["an event back-dated", changedAt(middle, { recordedAt: "2020-01-01T00:00:00.000Z" })],
    ["an event deleted", year.events.toSpliced(middle, 1)],
    ["an event inserted", year.events.toSpliced(middle, 0, extra)],
    ["two events swapped", year.events.toSpliced(middle, 2, year.events[middle + 1]!, year.events[middle]!)],
    ["the tail cut off", year.events.slice(0, -1)]
  ])("%s", (_, events) => {
    const report = verified(forged(events))
    // The chain alone shows nothing: that is why a digest is saved.
    expect(report.breaks).toEqual([])
    expect(report.digest).not.toBe(digest)
  })

  it("while the same events make the same ledger", () => {
    expect(verified(forged(year.events)).digest).toBe(digest)
  })
})

describe("what is kept beside the events and does not follow from them", () => {
  it.each([
    ["a link of a correction", "UPDATE correction SET corrects = 'another'"],
    ["a link removed", "DELETE FROM correction"],
    ["a stream's tree", `UPDATE stream_sum SET peaks = '${"0".repeat(64)}'`],
    ["a stream's control total", "UPDATE stream_sum SET amount = amount + 1"],
    ["a stream's number of postings", "UPDATE stream_sum SET postings = postings + 1"],
    ["a stream's sums removed", "DELETE FROM stream_sum"]
  ])("is found: %s", (_, sql) => {
    const { file, database } = tamperer()
    database.exec(sql)
    database.close()
    expect(verified(file).breaks.length).toBeGreaterThan(0)
  })

  it("decides nothing: a state is folded from the events, whoever opens the file", () => {
    const { file, database } = tamperer()
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    expect(tables.map(({ name }) => name)).not.toContain("snapshot")
    const opened = Effect.runSync(openSqlite(file, { mode: "read" }))
    expect(Effect.runSync(opened.snapshot(year.streamId))).toBeNull()
    const { folded, version } = Effect.runSync(loadYear(opened, year.streamId))
    expect(folded).toBe(version)
    Effect.runSync(opened.close)
    database.close()
  })

  it("prints no totals when the segments do not come to what the events came to", () => {
    for (const sql of [
      "UPDATE segment SET amounts = zeroblob(length(amounts))",
      "DELETE FROM segment_time; DELETE FROM segment",
      "UPDATE stream_sum SET amount = amount + 1"
    ]) {
      const { file, database } = tamperer()
      database.exec(sql)
      database.close()
      const store = Effect.runSync(openSqlite(file, { mode: "read" }))
      expect(Effect.runSync(Effect.flip(store.totals([year.streamId])))).toMatchObject({
        _tag: "StoreFailure",
        kind: "corrupt"
      })
      Effect.runSync(store.close)
    }
  })
})
