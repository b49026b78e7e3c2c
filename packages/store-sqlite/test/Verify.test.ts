/**
 * Tampering: whatever is changed in the file behind the store's back is named.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-verify-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const honest = path.join(folder, "honest.db")
const years = [7, 8].map(
  (seed, index) =>
    fc
      .sample(Arbitrary.year({ agencyCode: `10000${index}` }), { numRuns: 8, seed })
      .toSorted((a, b) => b.events.length - a.events.length)[0]!
)
const store = Effect.runSync(openSqlite(honest))
for (const { streamId, events } of years) {
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events: events.slice(0, 9) }]))
  Effect.runSync(store.append([{ streamId, expectedVersion: 9, events: events.slice(9) }]))
}
const intact = Effect.runSync(store.verify)
Effect.runSync(store.close)

let serial = 0
/** Changes a copy of the ledger by SQL and verifies it. */
const tampered = (...statements: ReadonlyArray<string>) => {
  const file = path.join(folder, `tampered-${++serial}.db`)
  fs.copyFileSync(honest, file)
  const database = new DatabaseSync(file)
  database.exec("PRAGMA foreign_keys = OFF")
  for (const statement of statements) database.exec(statement)
  database.close()
  const opened = Effect.runSync(openSqlite(file, { mode: "read" }))
  const report = Effect.runSync(opened.verify)
  Effect.runSync(opened.close)
  fs.rmSync(file)
  return report
}

describe("an untouched ledger", () => {
  it("is intact", () => {
    expect(intact.breaks).toEqual([])
    expect(intact.events).toBe(years[0]!.events.length + years[1]!.events.length)
    expect(tampered().digest).toBe(intact.digest)
  })
})

// A payment in the first stream: something with an amount.
const victim = years[0]!.events.findIndex(({ event }) => event.type === "DisbursementPaid") + 1

describe("a changed event is named at its place:", () => {
  it.each([
    ["its id", `UPDATE event SET event_id = event_id || 'x' WHERE position = ${victim}`],
    ["its type", `UPDATE event SET type = 'DisbursementReturned' WHERE position = ${victim}`],
    ["its schema version", `UPDATE event SET schema_version = 3 - schema_version WHERE position = ${victim}`],
    ["its business date", `UPDATE event SET occurred_on = '2024-12-31' WHERE position = ${victim}`],
    [
      "its recording time",
      `UPDATE event SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE position = ${victim}`
    ],
    ["its document number", `UPDATE event SET document_no = 'other' WHERE position = ${victim}`],
    ["its source", `UPDATE event SET source = 'null' WHERE position = ${victim}`],
    [
      "its amount",
      `UPDATE event SET body = replace(body, '"amount":', '"amount":1') WHERE position = ${victim}`
    ],
    ["its hash", `UPDATE event SET hash = '${"0".repeat(64)}' WHERE position = ${victim}`],
    ["its number of postings", `UPDATE event SET posts = posts + 1 WHERE position = ${victim}`]
  ])("%s", (what, sql) => {
    const { breaks } = tampered(sql)
    expect(breaks[0]).toMatchObject({ streamId: years[0]!.streamId, position: victim, version: victim })
    const { file, row } = years[0]!.events[victim - 1]!.source!
    expect(breaks[0]!.source).toBe(what === "its source" ? null : `${file}:${row}`)
  })
})

describe("a changed order is found:", () => {
  const last = years[0]!.events.length
  it.each([
    ["an event deleted in the middle", [`DELETE FROM event WHERE position = ${victim}`]],
    ["the last event of a stream cut off", [`DELETE FROM event WHERE position = ${last}`]],
    [
      "two events swapped",
      [
        `UPDATE event SET version = 100000 WHERE position = ${victim}`,
        `UPDATE event SET version = ${victim} WHERE position = ${victim + 1}`,
        `UPDATE event SET version = ${victim + 1} WHERE position = ${victim}`
      ]
    ],
    ["a position moved", [`UPDATE event SET position = 100000 WHERE position = ${intact.events}`]],
    [
      "an event inserted at the end",
      [
        `INSERT INTO event SELECT position + 100000, stream, version + 100000, event_id || 'x', type, schema_version,
           occurred_on, recorded_at, document_no, source, body, hash, posts FROM event WHERE position = ${victim}`
      ]
    ],
    ["a head moved back", ["UPDATE stream SET version = version - 1 WHERE id = 1"]],
    ["a head's hash changed", [`UPDATE stream SET hash = '${"1".repeat(64)}' WHERE id = 2`]]
  ])("%s", (_, statements) => {
    expect(tampered(...statements).breaks.length).toBeGreaterThan(0)
  })
})

describe("postings that do not follow from the events are found:", () => {
  it.each([
    [
      "an amount",
      "UPDATE posting SET amount = amount + 1 WHERE position = (SELECT MIN(position) FROM posting)"
    ],
    ["a day", "UPDATE posting SET day = day + 1 WHERE position = (SELECT MAX(position) FROM posting)"],
    [
      "a recording time",
      "UPDATE posting SET recorded = 0 WHERE position = (SELECT MAX(position) FROM posting)"
    ],
    ["a posting deleted", "DELETE FROM posting WHERE position = (SELECT MAX(position) FROM posting)"],
    [
      "a posting added",
      "INSERT INTO posting SELECT cell, position, 99, amount, day, recorded FROM posting LIMIT 1"
    ],
    ["a cell renamed", "UPDATE cell SET economic = economic || '9' WHERE id = 1"],
    [
      "a segment's amounts",
      "UPDATE segment SET amounts = zeroblob(length(amounts)) WHERE id = (SELECT MAX(id) FROM segment)"
    ],
    [
      "a segment's days",
      "UPDATE segment_time SET days = zeroblob(length(days)) WHERE id = (SELECT MAX(id) FROM segment)"
    ],
    ["a segment deleted", "DELETE FROM segment WHERE id = (SELECT MAX(id) FROM segment)"],
    ["a segment without times", "DELETE FROM segment_time WHERE id = (SELECT MAX(id) FROM segment)"],
    [
      "a segment twice",
      "INSERT INTO segment (postings, seal, cells, amounts) SELECT postings, seal, cells, amounts FROM segment LIMIT 1"
    ]
  ])("%s", (_, sql) => {
    expect(tampered(sql).breaks.length).toBeGreaterThan(0)
  })
})
