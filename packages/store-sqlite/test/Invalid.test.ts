/**
 * A ledger of a release without a gate opens: what it accepted then is named as invalid, not as altered, stays
 * readable and can be taken back. The fixture was written by 0.1.0 and holds events that no release accepts today.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { handle, loadYear, make, quote } from "@juesuan/ledger"
import type { Event, EventOf, MoneyEventType, NewEvent, VerifyReport } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import type { SqliteStore } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import { DatabaseSync } from "node:sqlite"
import { afterAll, describe, expect, it } from "vitest"

const fixture = path.join(import.meta.dirname, "fixtures-invalid", "invalid-0.1.0.ledger")
const digest = "de9cefa9be4cac3619187ded53138407c35bbde564e83f22531c4287cac7520b"
const [stream, closed] = ["unit/100001/2024", "unit/100002/2023"]
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-invalid-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const run = Effect.runSync
const copy = (): string => {
  const file = path.join(fs.mkdtempSync(path.join(folder, "copy-")), "a.ledger")
  fs.copyFileSync(fixture, file)
  return file
}

const wrongBy = ({ breaks }: VerifyReport): ReadonlyArray<string> =>
  breaks.map(({ kind, eventId, reason }) => `${kind} ${eventId} ${/: ([\w.]+) is/.exec(reason)?.[1]}`)

const written: ReadonlyArray<string> = [
  "invalid 100001/2024/J-1#1 duties",
  "invalid 100001/2024/J-5#1 amount",
  "invalid 100001/2024/J-6#1 line.function",
  "invalid 100001/2024/J-7#1 line.project",
  "invalid 100001/2024/J-8#1 line.project",
  "invalid 100001/2024/J-9#1 occurredOn",
  "invalid 100001/2024/J-10#1 abstract",
  "invalid 100001/2024/J-11#1 undefined",
  "invalid 100001/2024/J-12#1 reason",
  "invalid 100001/2024/J-13#1 line.fund",
  "invalid  eventId",
  "invalid old-id recordedAt",
  "invalid 100001/2024/J-16#1 amount",
  "invalid 100002/2023/K-3#1 reason"
]

let serial = 0
const command = (event: Event, occurredOn: string): NewEvent => ({
  eventId: `${occurredOn.startsWith("2024") ? "100001/2024" : "100002/2023"}/N-${++serial}#1`,
  occurredOn,
  recordedAt: "2026-01-01T00:00:00.000Z",
  documentNo: `N-${serial}`,
  source: null,
  event
})

const reversalOf = (store: SqliteStore, eventId: string): Event => {
  const { event } = run(store.find([eventId]))[0]!
  const entry = quote(event as EventOf<MoneyEventType>)
  return make("EntryReversed", { corrects: eventId, reason: "录入有误", entry })
}

describe("a ledger of before there was a gate", () => {
  it.each(["read", "write"] as const)("is told from an altered one, opened to %s", (mode) => {
    const store = run(openSqlite(copy(), { mode }))
    const report = run(store.verify)
    expect(report).toMatchObject({ events: 19, streams: 2, digest })
    expect(wrongBy(report)).toEqual(written)
    run(store.close)
  })

  it("is read as it is, and totals what it totalled", () => {
    const store = run(openSqlite(copy(), { mode: "read" }))
    const { state, version } = run(loadYear(store, stream))
    expect([version, state.status, state.unitName]).toEqual([16, "open", "示例单位"])
    const paid = run(store.totals([stream])).filter(({ measure }) => measure === "expenditure")
    expect(paid.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      100_000 - 10_000 + 700 + 300 + 400 + 500 + 600 + 650 + 800 + 900 + 950 + 50
    )
    run(store.close)
  })

  it("takes the same events again as there already, and no more of their kind", () => {
    const store = run(openSqlite(copy()))
    const events = run(store.read(stream))
    const again = run(store.append([{ streamId: stream, expectedVersion: 0, events }]))
    expect(again).toMatchObject({ appended: 0, alreadyThere: 16 })
    const [fifth] = events.slice(4)
    const twin = { ...fifth!, eventId: "100001/2024/other#1" }
    const refused = Effect.flip(store.append([{ streamId: stream, expectedVersion: 16, events: [twin] }]))
    expect(run(refused)._tag).toBe("PayloadInvalid")
    run(store.close)
  })

  it.each(["100001/2024/J-5#1", "100001/2024/J-6#1", "100001/2024/J-7#1", "100001/2024/J-8#1", "old-id"])(
    "has %s taken back, quoted as it was recorded",
    (eventId) => {
      const file = copy()
      const store = run(openSqlite(file))
      run(handle(store, stream, [command(reversalOf(store, eventId), "2024-12-31")]))
      const left = written.filter((text) => !text.includes(` ${eventId} `))
      expect(wrongBy(run(store.verify))).toEqual(left)
      run(store.close)
      // Given to another process that only reads, it says the same.
      const reader = run(openSqlite(file, { mode: "read" }))
      expect(wrongBy(run(reader.verify))).toEqual(left)
      run(reader.close)
    }
  )

  it("has an adjustment without a reason taken back by another adjustment", () => {
    const store = run(openSqlite(copy()))
    const [adjusted] = run(store.find(["100002/2023/K-3#1"]))
    const { entry } = (adjusted!.event as EventOf<"ClosedYearAdjusted">).payload
    const reversal = make("EntryReversed", {
      corrects: adjusted!.eventId,
      reason: "依据缺失",
      entry: entry as Parameters<typeof make<"EntryReversed">>[1]["entry"]
    })
    const adjustment = make("ClosedYearAdjusted", {
      reason: "依据缺失",
      authority: "审〔2025〕1号",
      entry: quote(reversal)
    })
    run(handle(store, closed, [command(adjustment, "2023-12-31")]))
    expect(wrongBy(run(store.verify))).toEqual(written.slice(0, -1))
    run(store.close)
  })

  it("has nothing taken back that is quoted otherwise", () => {
    const store = run(openSqlite(copy()))
    const reversal = reversalOf(store, "100001/2024/J-5#1") as EventOf<"EntryReversed">
    const { entry } = reversal.payload
    const payload = { ...(entry as EventOf<"DisbursementPaid">).payload, amount: -9_999 }
    const other = make("EntryReversed", {
      ...reversal.payload,
      entry: { ...entry, payload } as typeof entry
    })
    const batch = { streamId: stream, expectedVersion: 16, events: [command(other, "2024-12-31")] }
    expect(run(Effect.flip(store.append([batch])))).toMatchObject({
      _tag: "PayloadInvalid",
      field: "entry.payload.amount",
      value: -9_999
    })
    run(store.close)
  })

  it("is altered when what was invalid is changed", () => {
    const file = copy()
    const database = new DatabaseSync(file)
    database.exec(`UPDATE event SET body = replace(body, '-10000', '-10001') WHERE position = 5`)
    database.close()
    const store = run(openSqlite(file, { mode: "read" }))
    const kinds = run(store.verify).breaks.filter(({ position }) => position === 5)
    expect(kinds.map(({ kind }) => kind)).toEqual(["altered"])
    run(store.close)
  })
})
