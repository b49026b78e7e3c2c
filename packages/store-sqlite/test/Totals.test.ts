/**
 * Totals of a few units of many, and sums that leave the exact range.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { make, makeMemoryStore } from "@juesuan/ledger"
import type { NewEvent, Posting } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Cube } from "@juesuan/tables"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-totals-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const cells = (postings: ReadonlyArray<Posting>) => [...Cube.fromPostings(postings).cells]

describe("totals in a ledger of many units", () => {
  const units = Array.from({ length: 12 }, (_, index) => {
    const agencyCode = String(100_001 + index)
    return fc.sample(Arbitrary.year({ agencyCode }), { numRuns: 1, seed: index })[0]!
  })
  const memory = makeMemoryStore()
  const sqlite = Effect.runSync(openSqlite(path.join(folder, "units.db")))
  for (const { streamId, events } of units) {
    for (const store of [memory, sqlite])
      Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  }
  afterAll(() => Effect.runSync(sqlite.close))

  it.each([
    ["no unit", []],
    ["a unit that is not there", ["unit/999999/2024"]],
    ["one unit", [units[4]!.streamId]],
    ["two units", [units[1]!.streamId, units[7]!.streamId]],
    ["half of them", units.slice(0, 6).map(({ streamId }) => streamId)],
    ["all of them", units.map(({ streamId }) => streamId)]
  ])("are those of memory for %s", (_, streamIds) => {
    for (const window of [{}, { asOf: "2024-06-30" }, { knownAt: "2025-01-01T00:00:20.000Z" }]) {
      const expected = cells(Effect.runSync(memory.totals(streamIds, window)))
      expect(cells(Effect.runSync(sqlite.totals(streamIds, window)))).toEqual(expected)
      expect(cells(Effect.runSync(sqlite.totalsBySql(streamIds, window)))).toEqual(expected)
    }
  })

  it("can be asked for more units than a statement takes parameters", () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `unit/${index}/2024`)
    expect(Effect.runSync(sqlite.totals(many))).toEqual([])
  })
})

describe("a sum beyond the exact range", () => {
  const paid = (serial: number, streamId: string): NewEvent => ({
    eventId: `${streamId.slice("unit/".length)}/${serial}`,
    occurredOn: "2024-03-05",
    recordedAt: "2025-01-20T08:00:00.000Z",
    documentNo: "",
    source: null,
    event: make("DisbursementPaid", {
      line: { fund: "unitFunds", function: "2080109", economic: "30201", nature: "basic", project: "" },
      amount: Money.fromFen(Number.MAX_SAFE_INTEGER - 1),
      abstract: ""
    })
  })
  const [rich, poor] = ["unit/1/2024", "unit/2/2024"]
  const store = Effect.runSync(openSqlite(path.join(folder, "rich.db")))
  afterAll(() => Effect.runSync(store.close))

  it.each([
    ["in one append", [paid(1, rich), paid(2, rich)], []],
    ["in two", [paid(2, rich)], [paid(1, rich)]]
  ])("is not appended, %s, and nothing of it stays", (_, events, before) => {
    for (const one of [store, makeMemoryStore()]) {
      Effect.runSync(one.append([{ streamId: rich, expectedVersion: 0, events: before }]))
      const batch = { streamId: rich, expectedVersion: before.length, events }
      const failure = Effect.runSync(Effect.flip(one.append([batch])))
      expect(failure).toMatchObject({
        _tag: "AmountsTooLarge",
        streamId: rich,
        eventId: `${rich.slice("unit/".length)}/2`
      })
      expect(Effect.runSync(one.read(rich)).length).toBe(before.length)
      expect(Effect.runSync(one.verify).breaks).toEqual([])
    }
  })

  it("does not concern a unit within it", () => {
    Effect.runSync(store.append([{ streamId: poor, expectedVersion: 0, events: [paid(3, poor)] }]))
    for (const totals of [store.totals([poor]), store.totalsBySql([poor])])
      expect(Effect.runSync(totals)[0]!.amount).toBe(Number.MAX_SAFE_INTEGER - 1)
  })
})
