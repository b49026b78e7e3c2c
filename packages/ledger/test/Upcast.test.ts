/**
 * Every version of every event that was ever written reads today, and hashes as it did.
 */
import {
  EventVersionUnknown,
  HashChain,
  eventTypes,
  foldYear,
  registry,
  upcast,
  upcasters,
  postings
} from "@juesuan/ledger"
import type { NewEvent, RecordedEvent } from "@juesuan/ledger"
import { replayOracle } from "@juesuan/testing"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

type Stored = HashChain.StoredTexts & { readonly hash: string }

/** One stream in each file, every event type of that release in it, as its release stored it. */
const files = fs
  .readdirSync(path.join(import.meta.dirname, "fixtures"))
  .filter((name) => /^version-\d+\.jsonl$/.test(name))

const linesOf = (name: string): ReadonlyArray<Stored> =>
  fs
    .readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Stored)

const eventOf = (stored: Stored): RecordedEvent => {
  const { streamId, version, eventId, schemaVersion, occurredOn, recordedAt, documentNo, hash } = stored
  const event = upcast(stored.type, schemaVersion, JSON.parse(stored.body) as Record<string, unknown>)
  const source = JSON.parse(stored.source) as NewEvent["source"]
  const envelope = { streamId, version, eventId, schemaVersion, occurredOn, recordedAt, documentNo, source }
  return { ...envelope, hash, event }
}

describe.each(files)("%s", (name) => {
  const stored = linesOf(name)

  it("hashes as it was hashed", () => {
    let hash = HashChain.genesis
    for (const { hash: kept, ...texts } of stored) {
      hash = HashChain.hashOf(hash, texts)
      expect(hash).toBe(kept)
    }
  })

  it("reads as events that today's schemas accept", () => {
    for (const line of stored) {
      const { event } = eventOf(line)
      const schema = registry[event.type].payload as unknown as Schema.ConstraintDecoder<unknown>
      expect(Result.isSuccess(Schema.decodeUnknownResult(schema)(event.payload)), line.body).toBe(true)
    }
  })

  it("replays to what an independent fold of it comes to, and ends closed", () => {
    const events = stored.map(eventOf)
    const oracle = replayOracle(events)
    const sums = new Map<string, number>()
    for (const { event } of events) {
      for (const { measure, amount } of postings(event)) sums.set(measure, (sums.get(measure) ?? 0) + amount)
    }
    expect(BigInt(sums.get("expenditure")!)).toBe(oracle.get("T03/total/1"))
    expect(BigInt(sums.get("income")!)).toBe(oracle.get("T02/total/1"))
    const state = foldYear(events)
    expect(state.status).toBe("closed")
    const left = Object.values(state.money).reduce((total, fen) => total + fen, 0)
    expect(BigInt(left)).toBe(oracle.get("T01/closing/2"))
  })
})

describe("the fixtures", () => {
  it("hold every version of every type, the current one too", () => {
    const kept = new Set(files.flatMap((name) => linesOf(name).map((l) => `${l.type} ${l.schemaVersion}`)))
    const missing = eventTypes.flatMap((type) =>
      Array.from({ length: registry[type].version }, (_, index) => `${type} ${index + 1}`).filter(
        (version) => !kept.has(version)
      )
    )
    expect(missing).toEqual([])
  })
})

describe("upcasting", () => {
  it.each(eventTypes)("has one step for every version of %s before the current", (type) => {
    expect(upcasters[type]?.length ?? 0).toBe(registry[type].version - 1)
  })

  it("refuses a version that is not written yet, none at all, and a type it does not know", () => {
    for (const [type, version] of [
      ["DisbursementPaid", 3],
      ["DisbursementPaid", 0],
      ["DisbursementPaid", 1.5],
      ["Salary", 1]
    ] as const) {
      expect(() => upcast(type, version, {})).toThrow(EventVersionUnknown)
    }
  })

  it("lifts what an event quotes as well", () => {
    const line = {
      fund: "generalPublic",
      function: "2080109",
      nature: "basic",
      project: "",
      kind: "carryover"
    }
    const quoted = {
      type: "OpeningAdjusted",
      payload: { ...line, amount: 5, cause: "transferIn", reason: "x" }
    }
    const payload = { corrects: "E1", reason: "twice", entry: quoted }
    expect(upcast("EntryReversed", 1, payload).payload).toEqual({
      corrects: "E1",
      reason: "twice",
      entry: { type: "OpeningAdjusted", version: 2, payload: { ...quoted.payload, corrects: "" } }
    })
  })
})
