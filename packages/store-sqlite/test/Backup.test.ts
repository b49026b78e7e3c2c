/**
 * Backups: whole, equal, their owner's alone, and never over another file.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import type { EventStoreShape } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-backup-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const { streamId, events } = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 5 })[0]!
const everything = (store: EventStoreShape) => ({
  report: Effect.runSync(store.verify),
  events: Effect.runSync(store.read(streamId)),
  totals: Effect.runSync(store.totals([streamId]))
})
const rightsOf = (file: string): number => fs.statSync(file).mode & 0o777

describe("a backup", () => {
  it("of an open ledger holds what is still in its log, and is nobody else's to read", async () => {
    const file = path.join(folder, "ledger.db")
    const store = Effect.runSync(openSqlite(file))
    Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
    expect([file, `${file}-wal`, `${file}-shm`].map(rightsOf)).toEqual([0o600, 0o600, 0o600])
    const copy = path.join(folder, "copy.db")
    const receipt = await Effect.runPromise(store.backup(copy))
    const before = everything(store)
    Effect.runSync(store.close)

    expect(receipt).toMatchObject({ events: events.length, streams: 1, digest: before.report.digest })
    expect(rightsOf(copy)).toBe(0o600)
    const opened = Effect.runSync(openSqlite(copy, { mode: "read" }))
    expect(everything(opened)).toEqual(before)
    Effect.runSync(opened.close)
    expect(fs.readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([])
  })

  it("does not replace a file, and names a folder that is not there", async () => {
    const store = Effect.runSync(openSqlite(path.join(folder, "other.db")))
    const taken = path.join(folder, "taken.db")
    fs.writeFileSync(taken, "taken")
    expect(await Effect.runPromise(Effect.flip(store.backup(taken)))).toMatchObject({ kind: "exists" })
    expect(fs.readFileSync(taken, "utf8")).toBe("taken")
    const nowhere = path.join(folder, "nowhere", "copy.db")
    expect(await Effect.runPromise(Effect.flip(store.backup(nowhere)))).toMatchObject({
      kind: "absent",
      path: nowhere
    })
    Effect.runSync(store.close)
  })
})

describe("a file that was to become a ledger and did not", () => {
  it("is absent to a reader and made a ledger by the next writer", () => {
    const file = path.join(folder, "half.db")
    fs.writeFileSync(file, "")
    const failure = Effect.runSync(Effect.flip(openSqlite(file, { mode: "read" })))
    expect(failure).toMatchObject({ kind: "absent", path: file })
    const store = Effect.runSync(openSqlite(file))
    Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
    expect(Effect.runSync(store.verify).breaks).toEqual([])
    Effect.runSync(store.close)
  })
})
