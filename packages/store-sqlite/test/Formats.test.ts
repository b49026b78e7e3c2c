/**
 * Ledger files of every release open today. Each fixture was written by its release and never touched since.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { foldYear, proofOf, checkProof } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import type { SqliteStore } from "@juesuan/store-sqlite"
import { Cube, cellAt, deriveTables, ningxia2024 } from "@juesuan/tables"
import { replayOracle } from "@juesuan/testing"
import { Address } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { afterAll, describe, expect, it } from "vitest"

const fixtures = path.join(import.meta.dirname, "fixtures")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-formats-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const stream = "unit/219011/2024"

/** A copy of a fixture, for what may be written to. */
const copyOf = (name: string): string => {
  const file = path.join(fs.mkdtempSync(path.join(folder, "copy-")), name)
  fs.copyFileSync(path.join(fixtures, name), file)
  return file
}

const tablesEqualOracle = (store: SqliteStore): void => {
  const events = Effect.runSync(store.read(stream))
  const cube = Cube.fromPostings(Effect.runSync(store.totals([stream])))
  const tables = deriveTables(cube, ningxia2024, 2024)
  for (const [address, fen] of replayOracle(events)) {
    const cell = cellAt(tables, Result.getOrThrow(Address.parse(address)) as Address.TableAddress)
    expect(BigInt(cell?.amount ?? 0), address).toBe(fen)
  }
}

/** What each fixture's digest was when it was written. */
const digests: Readonly<Record<string, string>> = {
  "format-1.ledger": "798a9bbf2bcabfbea921a4bec1da29fd4952d1f632e62576e9b03bd10d0ea4ad",
  "format-2.ledger": "c71f2a4b74bd2be4c8c54904091cfc5624a57c1b0531577c683adc197ec94fd6",
  "format-3.ledger": "0523bdffc7b19170d7a1f5cc7cdd0bde5b16627566efa49bf76afa4e0a62d6e2",
  "format-4.ledger": "0523bdffc7b19170d7a1f5cc7cdd0bde5b16627566efa49bf76afa4e0a62d6e2",
  "release-0.1.0.ledger": "0460ec8313da5006b6f1087657e01a774f24a231632bd575c05243487aff0769"
}

describe.each(fs.readdirSync(fixtures))("%s", (name) => {
  it("is read without being written to", () => {
    const file = copyOf(name)
    const before = fs.readFileSync(file)
    const store = Effect.runSync(openSqlite(file, { mode: "read" }))
    tablesEqualOracle(store)
    expect(Effect.runSync(store.verify)).toMatchObject({ breaks: [], digest: digests[name] })
    Effect.runSync(store.close)
    expect(fs.readFileSync(file).equals(before)).toBe(true)
  })

  it("is brought up to date when it is opened for writing, and says the same", () => {
    const file = copyOf(name)
    const reader = Effect.runSync(openSqlite(file, { mode: "read" }))
    const said = { ...Effect.runSync(reader.verify), heads: Effect.runSync(reader.heads) }
    Effect.runSync(reader.close)
    const writer = Effect.runSync(openSqlite(file))
    expect({ ...Effect.runSync(writer.verify), heads: Effect.runSync(writer.heads) }).toEqual(said)
    tablesEqualOracle(writer)
    const events = Effect.runSync(writer.read(stream))
    expect(foldYear(events).status).toBe("closed")
    const proof = Effect.runSync(proofOf(writer, events[3]!.eventId))!
    expect(checkProof(proof, said.digest)).toBeNull()
    Effect.runSync(writer.close)
  })

  it("knows its events again when they come as today's", () => {
    const store = Effect.runSync(openSqlite(copyOf(name)))
    const events = Effect.runSync(store.read(stream))
    const receipt = Effect.runSync(store.append([{ streamId: stream, expectedVersion: 0, events }]))
    expect(receipt).toMatchObject({ appended: 0, alreadyThere: events.length })
    Effect.runSync(store.close)
  })
})
