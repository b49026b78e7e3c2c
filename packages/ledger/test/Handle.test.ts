/**
 * Handling commands: decided and appended as one, or not at all.
 */
import { Money } from "@juesuan/domain"
import { handle, make, makeMemoryStore, openingEvents, foldYear, proposeClosing } from "@juesuan/ledger"
import type { Event, EventStoreShape, Line, NewEvent } from "@juesuan/ledger"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const stream = "unit/100001/2024"
const command = (eventId: string, event: Event, occurredOn = "2024-06-01"): NewEvent => ({
  eventId,
  occurredOn,
  recordedAt: "2025-01-01T00:00:00.000Z",
  documentNo: eventId,
  source: null,
  event
})
const opening = command("100001/2024/E1", Arbitrary.opened("institution", "off"))
const paid = (eventId: string, amount: number): NewEvent =>
  command(eventId, make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" }))
const ids = (store: EventStoreShape, streamId = stream) =>
  Effect.runSync(store.read(streamId)).map(({ eventId }) => eventId)

describe("commands", () => {
  it("are recorded together, each decided on what those before it made", () => {
    const store = makeMemoryStore()
    const receipt = Effect.runSync(handle(store, stream, [opening, paid("100001/2024/E2", 10)]))
    expect(receipt).toMatchObject({ appended: 2, alreadyThere: 0 })
    expect(ids(store)).toEqual(["100001/2024/E1", "100001/2024/E2"])
  })

  it("are recorded not at all when one is refused, and the refusal names it", () => {
    const store = makeMemoryStore()
    const refund = command(
      "100001/2024/E3",
      make("DisbursementReturned", {
        corrects: "100001/2024/E2",
        line,
        amount: Money.fromFen(11),
        abstract: ""
      })
    )
    const failure = Effect.runSync(
      Effect.flip(handle(store, stream, [opening, paid("100001/2024/E2", 10), refund]))
    )
    expect(failure).toMatchObject({
      _tag: "CommandRefused",
      eventId: "100001/2024/E3",
      refusal: { _tag: "CorrectionExceedsEntry", remaining: 10 }
    })
    expect(failure.message).toContain("100001/2024/E3: ")
    expect(ids(store)).toEqual([])
  })

  it("that are there already are skipped, and refused when they say something else", () => {
    const store = makeMemoryStore()
    Effect.runSync(handle(store, stream, [opening, paid("100001/2024/E2", 10)]))
    const receipt = Effect.runSync(
      handle(store, stream, [opening, paid("100001/2024/E2", 10), paid("100001/2024/E3", 5)])
    )
    expect(receipt).toMatchObject({ appended: 1, alreadyThere: 2 })
    expect(Effect.runSync(Effect.flip(handle(store, stream, [paid("100001/2024/E2", 11)])))._tag).toBe(
      "EventIdReused"
    )
  })

  it("are decided anew when somebody else appends in between, and given up after so many times", () => {
    const store = makeMemoryStore()
    Effect.runSync(handle(store, stream, [opening]))
    let intrusions = 0
    const contended = (times: number): EventStoreShape => ({
      ...store,
      append: (batches) =>
        Effect.suspend(() => {
          if (intrusions < times) {
            intrusions++
            const version = Effect.runSync(store.head(stream))!.version
            const intruder = [paid(`100001/2024/I${intrusions}`, 1)]
            Effect.runSync(store.append([{ streamId: stream, expectedVersion: version, events: intruder }]))
          }
          return store.append(batches)
        })
    })
    Effect.runSync(handle(contended(3), stream, [paid("100001/2024/E2", 10)]))
    expect(ids(store)).toEqual([
      "100001/2024/E1",
      "100001/2024/I1",
      "100001/2024/I2",
      "100001/2024/I3",
      "100001/2024/E2"
    ])
    const failure = Effect.runSync(
      Effect.flip(handle(contended(9), stream, [paid("100001/2024/E4", 10)], { attempts: 2 }))
    )
    expect(failure._tag).toBe("VersionConflict")
  })

  it("look up payments of earlier years in the same ledger, less what came back since", () => {
    const store = makeMemoryStore()
    Effect.runSync(handle(store, stream, [opening, paid("100001/2024/E2", 100)]))
    const closing = proposeClosing(foldYear(Effect.runSync(store.read(stream))))
    Effect.runSync(handle(store, stream, [command("100001/2024/E3", closing, "2024-12-31")]))
    const next = "unit/100001/2025"
    const opened = Result.getOrThrow(openingEvents(foldYear(Effect.runSync(store.read(stream)))))
    const commands = opened.map((event, index) => command(`100001/2025/N${index + 1}`, event, "2025-01-01"))
    Effect.runSync(handle(store, next, commands))
    const back = (eventId: string, amount: number): NewEvent =>
      command(
        eventId,
        make("OpeningAdjusted", {
          fund: "generalPublic",
          function: "2080109",
          nature: "basic",
          project: "",
          kind: "carryover",
          amount: Money.fromFen(amount),
          cause: "priorYearReturn",
          corrects: "100001/2024/E2",
          reason: "收回上年支出"
        }),
        "2025-02-01"
      )
    Effect.runSync(handle(store, next, [back("100001/2025/B1", 60)]))
    const failure = Effect.runSync(Effect.flip(handle(store, next, [back("100001/2025/B2", 41)])))
    expect(failure).toMatchObject({ refusal: { _tag: "CorrectionExceedsEntry", remaining: 40 } })
    Effect.runSync(handle(store, next, [back("100001/2025/B2", 40)]))
    expect(Effect.runSync(store.corrections(["100001/2024/E2"])).map(({ eventId }) => eventId)).toEqual([
      "100001/2025/B1",
      "100001/2025/B2"
    ])
  })
})
