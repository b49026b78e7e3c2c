/**
 * Snapshots: the state from one is the state from the start, and a stale one is not used.
 */
import {
  decodeState,
  encodeState,
  foldYear,
  initialState,
  keepSnapshot,
  loadYear,
  makeMemoryStore,
  reducerVersion,
  takeSnapshot
} from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { numRuns, seed } = runs(process.env, 300, 20_240_108)

type GeneratedYear = Arbitrary.Year

const storeOf = ({ streamId, events }: GeneratedYear): EventStoreShape => {
  const store = makeMemoryStore()
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  return store
}

describe("a snapshot", () => {
  it("taken after any event gives, with the events since, the state from the start", () => {
    fc.assert(
      fc.property(Arbitrary.year(), fc.nat(), (year, pick) => {
        const store = storeOf(year)
        const events = Effect.runSync(store.read(year.streamId))
        const cut = 1 + (pick % events.length)
        const snapshot = takeSnapshot(foldYear(events.slice(0, cut)), events[cut - 1]!)
        Effect.runSync(store.saveSnapshot(snapshot))
        const loaded = Effect.runSync(loadYear(store, year.streamId))
        expect(loaded.folded).toBe(events.length - cut)
        expect(loaded.version).toBe(events.length)
        expect(encodeState(loaded.state)).toBe(encodeState(foldYear(events)))
      }),
      { numRuns, seed }
    )
  })

  it("reads back as it was written", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const store = storeOf(year)
        const text = encodeState(foldYear(Effect.runSync(store.read(year.streamId))))
        expect(encodeState(decodeState(text))).toBe(text)
      }),
      { numRuns, seed }
    )
  })

  it("of another reducer version, or after an event that is not there any more, is not used", () => {
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed }) as [GeneratedYear]
    const store = storeOf(year)
    const events = Effect.runSync(store.read(year.streamId))
    const good = takeSnapshot(foldYear(events), events.at(-1)!)
    const wrongState = encodeState({ ...initialState, unitName: "改过的" })
    for (const stale of [
      { ...good, reducerVersion: reducerVersion + 1, state: wrongState },
      { ...good, hash: "f".repeat(64), state: wrongState },
      { ...good, version: good.version + 1, state: wrongState }
    ]) {
      Effect.runSync(store.saveSnapshot(stale))
      const loaded = Effect.runSync(loadYear(store, year.streamId))
      expect(loaded.folded).toBe(events.length)
      expect(encodeState(loaded.state)).toBe(encodeState(foldYear(events)))
    }
  })

  it("is kept once a stream has grown enough, and taken anew when it has grown as much again", () => {
    const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed }) as [GeneratedYear]
    const store = storeOf(year)
    const count = year.events.length
    Effect.runSync(keepSnapshot(store, year.streamId, count + 1))
    expect(Effect.runSync(store.snapshot(year.streamId))).toBeNull()
    Effect.runSync(keepSnapshot(store, year.streamId, count))
    expect(Effect.runSync(store.snapshot(year.streamId))?.version).toBe(count)
    expect(Effect.runSync(loadYear(store, year.streamId)).folded).toBe(0)
  })

  it("of a year that never was is the state before the first event", () => {
    const loaded = Effect.runSync(loadYear(makeMemoryStore(), "unit/1/2024"))
    expect(loaded).toEqual({ state: initialState, version: 0, folded: 0, recordedAt: null })
  })
})
