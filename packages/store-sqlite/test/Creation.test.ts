/**
 * Making a ledger file: whole or not at all, once however many try, and never over another program's file.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { openSqlite } from "@juesuan/store-sqlite"
import { isDeep } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-creation-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const script = path.join(import.meta.dirname, "processes", "maker.ts")

const start = (...args: ReadonlyArray<string>) =>
  spawn(process.execPath, ["--conditions=source", "--no-warnings", script, ...args])

describe("making a ledger", () => {
  it("in memory leaves no file", () => {
    Effect.runSync(Effect.flatMap(openSqlite(":memory:"), ({ close }) => close))
    expect(fs.existsSync(":memory:")).toBe(false)
  })

  it("that is cut short leaves a ledger or nothing", { timeout: 120_000 }, async () => {
    for (let round = 0; round < (isDeep(process.env) ? 5 : 1); round++) {
      const home = fs.mkdtempSync(path.join(folder, "killed-"))
      const child = start(home, "1", "100000")
      await new Promise<void>((resolve) => {
        child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), 60 + 17 * round))
        child.once("exit", () => resolve())
      })
      const files = fs.readdirSync(home).filter((name) => name.endsWith(".db"))
      for (const name of files) {
        const store = Effect.runSync(openSqlite(path.join(home, name)))
        expect(Effect.runSync(store.verify).breaks).toEqual([])
        Effect.runSync(store.close)
      }
    }
  })

  it("is done once when several try at the same time", { timeout: 120_000 }, async () => {
    const home = fs.mkdtempSync(path.join(folder, "raced-"))
    const exits = ["1", "2", "3", "4"].map(
      (unit) =>
        new Promise<string>((resolve) => {
          const child = start(home, unit, "10")
          let said = ""
          child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
          child.once("exit", (code) => resolve(`${code} ${said}`))
        })
    )
    expect(await Promise.all(exits)).toEqual(["0 ", "0 ", "0 ", "0 "])
    for (let serial = 0; serial < 10; serial++) {
      const store = Effect.runSync(openSqlite(path.join(home, `ledger-${serial}.db`), { mode: "read" }))
      expect(Effect.runSync(store.verify)).toMatchObject({ events: 4, streams: 4, breaks: [] })
      Effect.runSync(store.close)
    }
  })
})

describe("another program's database", () => {
  it("keeps what it has not carried over from its log yet", () => {
    const file = path.join(folder, "foreign.db")
    const foreign = new DatabaseSync(file)
    foreign.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    const before = [file, `${file}-wal`].map((name) => fs.readFileSync(name))
    // A copy without its owner: whoever opens and closes it would carry the log over.
    const copies = [file, `${file}-wal`].map((name) => name.replace("foreign", "orphan"))
    before.forEach((bytes, index) => fs.writeFileSync(copies[index]!, bytes))
    foreign.close()
    for (const mode of ["read", "write"] as const) {
      const result = Effect.runSync(Effect.result(openSqlite(copies[0]!, { mode })))
      expect(Result.isFailure(result) && result.failure).toMatchObject({ kind: "notALedger" })
    }
    expect(copies.map((name) => fs.readFileSync(name))).toEqual(before)
  })

  it("is refused when it is a ledger of a later format", () => {
    const file = path.join(folder, "later.db")
    Effect.runSync(Effect.flatMap(openSqlite(file), (store) => store.close))
    const database = new DatabaseSync(file)
    database.exec("PRAGMA user_version = 999")
    database.close()
    const failure = Effect.runSync(Effect.flip(openSqlite(file)))
    expect(failure).toMatchObject({ kind: "newer" })
    expect(failure.message).toContain("999")
  })

  it("is told from an empty file, which becomes a ledger", () => {
    const file = path.join(folder, "empty.db")
    fs.writeFileSync(file, "")
    const store = Effect.runSync(openSqlite(file))
    expect(Effect.runSync(store.heads)).toEqual([])
    Effect.runSync(store.close)
  })
})
