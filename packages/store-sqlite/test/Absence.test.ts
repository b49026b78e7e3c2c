/**
 * What is not found is not there: no index is believed that finds nothing.
 *
 * Of a sound ledger every byte run that holds a key in an index is changed in turn. What was recorded is then found
 * or the file is called damaged; nothing is recorded a second time, and nothing is built on what is missing.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { make } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import type { SqliteStore } from "@juesuan/store-sqlite"
import { recordedTexts } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-absence-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const streamId = "unit/100001/2024"
const COUNT = 400

const payment = (eventId: string, serial: number): NewEvent => ({
  eventId,
  occurredOn: "2024-03-05",
  recordedAt: "2025-01-20T08:00:00.000Z",
  documentNo: `记-${serial}`,
  source: null,
  event: make("DisbursementPaid", {
    line: {
      fund: "unitFunds",
      function: `20801${String((serial % 50) + 10)}`,
      economic: "30201",
      nature: "basic",
      project: ""
    },
    amount: 100 + serial,
    abstract: "办公用品"
  } as never)
})

/** Ids as the import makes them, and ids of a program that has its own. */
const idOf = (serial: number): string =>
  serial % 4 === 0 ? `voucher-${serial}-of-the-year` : `100001/2024/记-${serial}#1`
const events = Array.from({ length: COUNT }, (_, serial) => payment(idOf(serial), serial))

const withStore = <A>(file: string, use: (store: SqliteStore) => A, mode: "read" | "write" = "write"): A => {
  const store = Effect.runSync(openSqlite(file, { mode }))
  try {
    return use(store)
  } finally {
    Effect.runSyncExit(store.close)
  }
}

const sound = path.join(folder, "sound.db")
withStore(sound, (store) => {
  for (let from = 0; from < COUNT; from += 50)
    Effect.runSync(store.adopt(recordedTexts(streamId, events).slice(from, from + 50)))
})
const bytes = fs.readFileSync(sound)

/** The pages of a table's unique index, as ranges of the file. */
const pagesOf = (index: string): ReadonlyArray<readonly [from: number, to: number]> => {
  const database = new DatabaseSync(sound)
  const { page_size: size } = database.prepare("PRAGMA page_size").get() as { page_size: number }
  const pages = database.prepare("SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno").all(index)
  database.close()
  return pages.map(({ pageno }) => [(Number(pageno) - 1) * size, Number(pageno) * size])
}

/** Where a text is stored in an index. */
const placeOf = (index: string, text: string): number => {
  const place = pagesOf(index)
    .map(([from, to]) => [from, bytes.subarray(from, to).indexOf(text)] as const)
    .find(([, at]) => at >= 0)
  if (place === undefined) throw new Error(`${text} is not in ${index}`)
  return place[0] + place[1]
}

let serial = 0
const damagedAt = (at: number, bit: number): string => {
  const file = path.join(folder, `${++serial}.db`)
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1 << bit
  fs.writeFileSync(file, copy)
  return file
}

const failureOf = (exit: Exit.Exit<unknown, unknown>): string =>
  Exit.isFailure(exit) ? JSON.stringify(exit.cause) : "done"

const EVENT_IDS = "sqlite_autoindex_event_1"

describe("an event that its index does not find", () => {
  const asked = events.filter((_, index) => index % 3 === 0)

  it.each([
    ["its first letter", 0, 6],
    ["a letter in the middle", 9, 0],
    ["its last digits", 12, 2]
  ])("is found, or the file is damaged: %s", (_, offset, bit) => {
    for (const event of asked) {
      const file = damagedAt(placeOf(EVENT_IDS, event.eventId) + offset, bit)
      const exit = withStore(file, (store) => Effect.runSyncExit(store.find([event.eventId])), "read")
      if (Exit.isSuccess(exit)) expect(exit.value.map(({ eventId }) => eventId)).toEqual([event.eventId])
      else expect(failureOf(exit)).toContain('"corrupt"')
    }
  })

  it("is not recorded a second time", () => {
    for (const event of asked) {
      const file = damagedAt(placeOf(EVENT_IDS, event.eventId) + 7, 1)
      const exit = withStore(file, (store) =>
        Effect.runSyncExit(store.append([{ streamId, expectedVersion: COUNT, events: [event] }]))
      )
      if (Exit.isSuccess(exit)) expect(exit.value).toMatchObject({ appended: 0, alreadyThere: 1 })
      else expect(failureOf(exit)).toContain('"corrupt"')
    }
  })

  it("is no other event", () => {
    const [one, other] = [events[1]!.eventId, events[2]!.eventId]
    const database = new DatabaseSync(sound)
    const positionOf = (id: string) =>
      database.prepare("SELECT position FROM event WHERE event_id = ?").get(id)!["position"]
    const positions = [one, other].map(positionOf)
    database.close()
    expect(positions).toEqual([2, 3])
    // A key of one letter's difference now leads to the row of another event.
    const at = placeOf(EVENT_IDS, one) + one.length + 1
    const file = damagedAt(at, 0)
    const exit = withStore(file, (store) => Effect.runSyncExit(store.find([one])), "read")
    if (Exit.isSuccess(exit)) expect(exit.value.map(({ eventId }) => eventId)).toEqual([one])
    else expect(failureOf(exit)).toContain('"corrupt"')
  })
})

describe("two leaves of the index of ids in each other's place", () => {
  it("are not believed", () => {
    const size = pagesOf(EVENT_IDS)[0]![1] - pagesOf(EVENT_IDS)[0]![0]
    // Leaves of an index begin with 10.
    const leaves = pagesOf(EVENT_IDS).filter(([from]) => bytes[from] === 10)
    expect(leaves.length).toBeGreaterThan(2)
    const copy = Buffer.from(bytes)
    const [[a], [b]] = [leaves[0]!, leaves[1]!]
    bytes.copy(copy, a, b, b + size)
    bytes.copy(copy, b, a, a + size)
    const file = path.join(folder, `${++serial}.db`)
    fs.writeFileSync(file, copy)
    for (const event of events) {
      const exit = withStore(file, (store) => Effect.runSyncExit(store.find([event.eventId])), "read")
      if (Exit.isSuccess(exit)) expect(exit.value.map(({ eventId }) => eventId)).toEqual([event.eventId])
      else expect(failureOf(exit)).toContain('"corrupt"')
    }
  })
})

describe("an id that is not there", () => {
  it.each(["100001/2024/记-9999#1", "100001/2024/", "voucher-1", "100001/2025/记-1#1", "", "别的/2024/1"])(
    "%j is not found in a sound ledger, whoever asks",
    (eventId) => {
      withStore(sound, (store) => {
        expect(Effect.runSync(store.find([eventId, idOf(1)])).map((event) => event.eventId)).toEqual([
          idOf(1)
        ])
      })
    }
  )

  it("is recorded once, also after an append that was undone and beside another writer", () => {
    const file = path.join(folder, `${++serial}.db`)
    fs.copyFileSync(sound, file)
    withStore(file, (store) => {
      const append = (onto: number, ...fresh: ReadonlyArray<NewEvent>) =>
        Effect.runSyncExit(store.append([{ streamId, expectedVersion: onto, events: fresh }]))
      const [a, b, c, d] = ["a", "别的/b", "c", "d"].map((id) => payment(`100001/2024/${id}`, 1))
      expect(Exit.isFailure(append(3, a!))).toBe(true)
      expect(Exit.isSuccess(append(COUNT, a!))).toBe(true)
      withStore(file, (other) => {
        Effect.runSync(other.append([{ streamId, expectedVersion: COUNT + 1, events: [b!, c!] }]))
      })
      expect(Exit.isSuccess(append(COUNT + 3, a!, b!, c!, d!))).toBe(true)
      expect(Effect.runSync(store.head(streamId))?.version).toBe(COUNT + 4)
      expect(Effect.runSync(store.verify).breaks).toEqual([])
    })
  })
})

describe("a cell that its index does not find", () => {
  it("is not made a second time", () => {
    const database = new DatabaseSync(sound)
    const cells = database.prepare("SELECT function FROM cell").all()
    database.close()
    for (const { function: item } of cells) {
      const at = placeOf("sqlite_autoindex_cell_1", `unitFunds${String(item)}`) + "unitFunds".length + 5
      const file = damagedAt(at, 4)
      const again = payment("100001/2024/fresh", Number(String(item).slice(5)) - 10)
      const exit = withStore(file, (store) =>
        Effect.runSyncExit(store.append([{ streamId, expectedVersion: COUNT, events: [again] }]))
      )
      const after = new DatabaseSync(file)
      const count = after.prepare("SELECT COUNT(*) AS count FROM cell NOT INDEXED").get()!["count"]
      after.close()
      expect(count).toBe(cells.length)
      if (Exit.isFailure(exit)) expect(failureOf(exit)).toContain('"corrupt"')
    }
  })
})

describe("the last events of a file that lost them", () => {
  it("are not written over", () => {
    const file = path.join(folder, `${++serial}.db`)
    fs.copyFileSync(sound, file)
    const database = new DatabaseSync(file)
    database.exec("PRAGMA foreign_keys = OFF")
    database.prepare("DELETE FROM event WHERE position > ?").run(COUNT - 10)
    database.close()
    const exit = withStore(file, (store) =>
      Effect.runSyncExit(
        store.append([
          { streamId: "unit/100002/2024", expectedVersion: 0, events: [payment("100002/2024/fresh", 1)] }
        ])
      )
    )
    expect(failureOf(exit)).toContain('"corrupt"')
  })
})

describe("the texts of a stream from a version on", () => {
  it("are there, or beyond the end, or the file is damaged", () => {
    const file = path.join(folder, `${++serial}.db`)
    fs.copyFileSync(sound, file)
    const database = new DatabaseSync(file)
    database.exec("PRAGMA foreign_keys = OFF")
    database.prepare("DELETE FROM event WHERE position = ?").run(7)
    database.close()
    withStore(
      file,
      (store) => {
        expect(Effect.runSync(store.texts(streamId, COUNT + 1, 1))).toEqual([])
        expect(failureOf(Effect.runSyncExit(store.texts(streamId, 7, 1)))).toContain('"corrupt"')
      },
      "read"
    )
  })
})
