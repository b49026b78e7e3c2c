/**
 * Editions and single files: whole or not at all, nothing foreign lost, nothing temporary left.
 */
import { spawnSync } from "node:child_process"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { openEdition } from "../src/Edition.ts"
import { FileUnwritable, writeFileAtomic } from "../src/Output.ts"
import { clearLeftovers } from "../src/Temporaries.ts"

const root = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-editions-"))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))
let parent: string
let place: string
beforeEach(() => {
  parent = fs.mkdtempSync(path.join(root, "case-"))
  place = path.join(parent, "published")
})

type Files = Readonly<Record<string, string>>

const publish = (directory: string, files: Files) =>
  Effect.runSyncExit(
    Effect.scoped(
      Effect.gen(function* () {
        const edition = yield* openEdition(directory)
        for (const [name, text] of Object.entries(files)) yield* edition.write(name, text)
        yield* edition.publish
      })
    )
  )

const filesIn = (folder: string): Files =>
  Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")])
  )

const lay = (files: Files): void => {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(place, name)), { recursive: true })
    fs.writeFileSync(path.join(place, name), text)
  }
}

const first: Files = { "a.md": "1", "b.json": "1", "csv/c.csv": "1" }
const second: Files = { "a.md": "2", "b.json": "2", "csv/c.csv": "2" }

describe("an edition", () => {
  it("makes its folder, and the folders above it", () => {
    place = path.join(parent, "2024", "published")
    expect(Exit.isSuccess(publish(place, first))).toBe(true)
    expect(filesIn(place)).toEqual(first)
    expect(fs.readdirSync(path.dirname(place))).toEqual(["published"])
  })

  it("takes the place of an earlier one in a single step, with its permissions", () => {
    lay(first)
    fs.chmodSync(place, 0o750)
    const before = fs.statSync(place)
    expect(Exit.isSuccess(publish(place, second))).toBe(true)
    expect(filesIn(place)).toEqual(second)
    expect(fs.statSync(place).ino).not.toBe(before.ino)
    expect(fs.statSync(place).mode).toBe(before.mode)
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it.each([
    ["a file of the user's", { "notes.txt": "mine" }],
    ["an earlier file that may have been edited since", { "z.docx": "edited" }],
    ["a ledger", { "ledger.db": "l", "ledger.db-wal": "w" }],
    ["a file in a folder of its own", { "more/deep.txt": "mine" }],
    ["a file beside ours in a folder", { "csv/own.csv": "mine" }]
  ])("beside %s leaves that and the folder itself as they are", (_, others: Files) => {
    lay({ ...first, ...others })
    const before = fs.statSync(place).ino
    expect(Exit.isSuccess(publish(place, second))).toBe(true)
    expect(filesIn(place)).toEqual({ ...second, ...others })
    expect(fs.statSync(place).ino).toBe(before)
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("that fails half-way puts back what it had replaced", () => {
    lay({ "a.md": "1", "notes.txt": "mine" })
    fs.mkdirSync(path.join(place, "b.json"))
    const exit = publish(place, second)
    expect(String(exit)).toContain("cannot write")
    expect(filesIn(place)).toEqual({ "a.md": "1", "notes.txt": "mine" })
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("that is given up leaves nothing, not even its folder", () => {
    const given = Effect.scoped(
      Effect.gen(function* () {
        const edition = yield* openEdition(place)
        yield* edition.write("a.md", "1")
        return yield* Effect.fail("no")
      })
    )
    expect(Exit.isFailure(Effect.runSyncExit(given))).toBe(true)
    expect(fs.readdirSync(parent)).toEqual([])
  })

  it("goes through a link to the folder it leads to", () => {
    fs.mkdirSync(path.join(parent, "real"))
    fs.symlinkSync("real", place)
    publish(place, first)
    expect(fs.readlinkSync(place)).toBe("real")
    expect(filesIn(path.join(parent, "real"))).toEqual(first)
  })

  it("is refused where a file is", () => {
    fs.writeFileSync(place, "a file")
    expect(String(publish(place, first))).toContain("EEXIST")
    expect(fs.readFileSync(place, "utf8")).toBe("a file")
  })
})

/** A process number that nobody has: of a process that has ended. */
const deadPid = spawnSync(process.execPath, ["-e", ""]).pid
const host = os
  .hostname()
  .replace(/[^A-Za-z0-9-]/g, "_")
  .slice(0, 40)

describe("what a killed run has left", () => {
  const leave = (pid: number, from: string, files: Files): string => {
    const stage = path.join(parent, `.juesuan-${pid}-${from}-1.tmp`)
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(stage, name)), { recursive: true })
      fs.writeFileSync(path.join(stage, name), text)
    }
    return path.basename(stage)
  }

  it("is cleared by the next", () => {
    leave(deadPid, host, { "new/a.md": "half" })
    publish(place, first)
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("between the two steps of a swap is brought to its end", () => {
    leave(deadPid, host, { "new/a.md": "2", "old/a.md": "1", place: "published" })
    clearLeftovers(parent)
    expect(filesIn(place)).toEqual({ "a.md": "2" })
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("after a swap is only cleared away", () => {
    lay({ "a.md": "2" })
    leave(deadPid, host, { "old/a.md": "1", place: "published" })
    clearLeftovers(parent)
    expect(filesIn(place)).toEqual({ "a.md": "2" })
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("leads nowhere but beside itself", () => {
    leave(deadPid, host, { "new/a.md": "2", place: "../elsewhere/published" })
    clearLeftovers(parent)
    expect(fs.readdirSync(parent)).toEqual(["published"])
  })

  it("is left alone while its process runs, or when it is another machine's", () => {
    const names = [leave(process.ppid, host, { a: "" }), leave(deadPid, `${host}2`, { a: "" })]
    publish(place, first)
    expect(fs.readdirSync(parent).sort()).toEqual([...names, "published"].sort())
  })
})

describe("a single file", () => {
  const bytes = new TextEncoder().encode("after")
  const at = (name: string): string => path.join(parent, name)

  it("replaces what was there, keeps its permissions, and leaves nothing else", () => {
    fs.writeFileSync(at("out"), "before", { mode: 0o640 })
    writeFileAtomic(at("out"), bytes)
    expect(fs.readFileSync(at("out"), "utf8")).toBe("after")
    expect(fs.statSync(at("out")).mode & 0o777).toBe(0o640)
    expect(fs.readdirSync(parent)).toEqual(["out"])
  })

  it("that fails leaves what was there", () => {
    fs.mkdirSync(at("taken/inner"), { recursive: true })
    expect(() => writeFileAtomic(at("taken"), bytes)).toThrow(FileUnwritable)
    expect(() => writeFileAtomic(at("none/a"), bytes)).toThrow(/ENOENT/)
    expect(fs.readdirSync(parent)).toEqual(["taken"])
  })

  it("goes through a link, and straight to what is no file", () => {
    fs.writeFileSync(at("real"), "before")
    fs.symlinkSync("real", at("link"))
    writeFileAtomic(at("link"), bytes)
    writeFileAtomic("/dev/null", bytes)
    expect(fs.readFileSync(at("real"), "utf8")).toBe("after")
    expect(fs.readlinkSync(at("link"))).toBe("real")
    expect(fs.statSync("/dev/null").isCharacterDevice()).toBe(true)
  })
})
