import { make, makeMemoryStore } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { orderedStoreContract, storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"

describe("the store in memory keeps the contract:", () => {
  it.each([...Object.entries(storeContract), ...Object.entries(orderedStoreContract)])("%s", (_, check) => {
    const store = makeMemoryStore()
    return check({ open: () => Promise.resolve(store) })
  })
})

describe("an append in memory that does not come to be", () => {
  const reason = (eventId: string, text = "工资调整"): NewEvent => ({
    eventId,
    occurredOn: "2024-01-01",
    recordedAt: "2024-01-01T00:00:00.000Z",
    documentNo: eventId,
    source: null,
    event: make("ExplanationGiven", { subject: "N/1/change", text })
  })
  const batch = (streamId: string, expectedVersion: number, events: ReadonlyArray<NewEvent>) => ({
    streamId,
    expectedVersion,
    events
  })
  const ids = ["1/2024/A", "1/2024/B", "1/2024/C"]
  const unreadable = {
    ...reason("2/2024/C"),
    event: { type: "NoSuchEvent", payload: {} }
  } as unknown as NewEvent

  it.each([
    ["refused for the version of a later stream", batch("unit/2/2024", 7, [reason("2/2024/C")])],
    [
      "refused for an id used twice in it",
      batch("unit/2/2024", 0, [reason("2/2024/C"), reason("2/2024/C", "其他")])
    ],
    ["refused for an id of an earlier batch of it", batch("unit/2/2024", 0, [reason("1/2024/A")])],
    ["stopped by an event that is none", batch("unit/2/2024", 0, [unreadable])]
  ])("%s, leaves no id behind", (_, second) => {
    // Given a ledger with one event
    const store = makeMemoryStore()
    Effect.runSync(store.append([batch("unit/3/2024", 0, [reason("3/2024/Z")])]))
    const before = Effect.runSync(store.verify)
    // When the first batch could be written and the second cannot
    const first = batch("unit/1/2024", 0, [reason("1/2024/A"), reason("1/2024/B")])
    expect(() => Effect.runSync(store.append([first, second]))).toThrow()
    // Then no event of either is known, and the ledger is what it was
    expect(Effect.runSync(store.find(ids))).toEqual([])
    expect(Effect.runSync(store.verify)).toEqual(before)
    // And the same ids are free for other content
    const later = batch(
      "unit/1/2024",
      0,
      ids.map((id) => reason(id, "其他"))
    )
    expect(Effect.runSync(store.append([later]))).toMatchObject({ appended: 3, alreadyThere: 0 })
  })
})
