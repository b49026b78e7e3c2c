/**
 * The decide loop over several streams: each command on what those before it made, all refusals at once.
 */
import { Money } from "@juesuan/domain"
import {
  idPrefixOf,
  handleCommands,
  make,
  makeMemoryStore,
  planCommands,
  quote,
  recordPlan
} from "@juesuan/ledger"
import type { Command, Event, EventOf, EventStoreShape, Line, NewEvent } from "@juesuan/ledger"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const last = "unit/100001/2023"
const now = "unit/100001/2024"

const event = (eventId: string, occurredOn: string, asked: Event): NewEvent => ({
  eventId,
  occurredOn,
  recordedAt: "2025-01-01T00:00:00.000Z",
  documentNo: eventId,
  source: null,
  event: asked
})
const opened = (streamId: string): Command => ({
  streamId,
  event: event(
    `${idPrefixOf(streamId)}open`,
    `${streamId.slice(-4)}-01-02`,
    Arbitrary.opened("institution", "off")
  )
})
const paid = (streamId: string, eventId: string, amount: number): Command => ({
  streamId,
  event: event(
    idPrefixOf(streamId) + eventId,
    `${streamId.slice(-4)}-05-16`,
    make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" })
  )
})
const cameBack = (eventId: string, corrects: string, amount: number): Command => ({
  streamId: now,
  event: event(
    idPrefixOf(now) + eventId,
    "2024-03-01",
    make("OpeningAdjusted", {
      fund: "generalPublic",
      function: "2080109",
      nature: "basic",
      project: "",
      kind: "carryover",
      amount: Money.fromFen(amount),
      cause: "priorYearReturn",
      corrects: idPrefixOf(last) + corrects,
      reason: "收回上年支出"
    })
  )
})
const reversed = (streamId: string, eventId: string, target: Command): Command => ({
  streamId,
  event: event(
    idPrefixOf(streamId) + eventId,
    `${streamId.slice(-4)}-06-30`,
    make("EntryReversed", {
      corrects: target.event.eventId,
      reason: "重复支付",
      entry: quote(target.event.event as EventOf<"DisbursementPaid">)
    })
  )
})

const idsOf = (store: EventStoreShape, streamId: string) =>
  Effect.runSync(store.read(streamId)).map(({ eventId }) => eventId.slice(idPrefixOf(streamId).length))

describe("commands for several years at once", () => {
  it("take back a payment of an earlier year that is among them", () => {
    const commands = [opened(last), paid(last, "P1", 100), opened(now), cameBack("B1", "P1", 60)]
    const together = makeMemoryStore()
    Effect.runSync(handleCommands(together, commands))
    const apart = makeMemoryStore()
    Effect.runSync(handleCommands(apart, commands.slice(0, 2)))
    Effect.runSync(handleCommands(apart, commands.slice(2)))
    expect(idsOf(together, now)).toEqual(["open", "B1"])
    expect(Effect.runSync(together.heads)).toEqual(Effect.runSync(apart.heads))
  })

  it("take back no more of it than is left, counting what came back among them", () => {
    const commands = [
      opened(last),
      paid(last, "P1", 100),
      opened(now),
      cameBack("B1", "P1", 60),
      cameBack("B2", "P1", 41)
    ]
    const failure = Effect.runSync(Effect.flip(handleCommands(makeMemoryStore(), commands)))
    expect(failure).toMatchObject({
      _tag: "CommandsRefused",
      refused: [{ index: 4, refusal: { _tag: "CorrectionExceedsEntry", remaining: 40 } }]
    })
  })

  it("take back nothing of a payment that was reversed among them", () => {
    const payment = paid(last, "P1", 100)
    const commands = [
      opened(last),
      payment,
      reversed(last, "R1", payment),
      opened(now),
      cameBack("B1", "P1", 1)
    ]
    const failure = Effect.runSync(Effect.flip(handleCommands(makeMemoryStore(), commands)))
    expect(failure).toMatchObject({ refused: [{ index: 4, refusal: { remaining: 0 } }] })
  })

  it("know nothing of a payment that only comes after them", () => {
    const commands = [opened(last), opened(now), cameBack("B1", "P1", 60), paid(last, "P1", 100)]
    const failure = Effect.runSync(Effect.flip(handleCommands(makeMemoryStore(), commands)))
    expect(failure).toMatchObject({ refused: [{ index: 2, refusal: { _tag: "EntryUnknown" } }] })
  })

  it("are refused all at once, and then nothing is recorded in any stream", () => {
    const store = makeMemoryStore()
    const commands = [
      paid(now, "P1", 1),
      opened(now),
      paid(now, "P2", 2),
      opened(now),
      cameBack("B1", "P9", 1)
    ]
    const again = {
      ...commands[3]!,
      event: { ...commands[3]!.event, eventId: `${idPrefixOf(now)}open again` }
    }
    const failure = Effect.runSync(
      Effect.flip(handleCommands(store, [...commands.slice(0, 3), again, commands[4]!]))
    )
    expect(failure).toMatchObject({
      refused: [
        { index: 0, refusal: { _tag: "YearNotOpened" } },
        { index: 3, refusal: { _tag: "YearAlreadyOpened" } },
        { index: 4, refusal: { _tag: "EntryUnknown" } }
      ]
    })
    expect(Effect.runSync(store.heads)).toEqual([])
  })
})

describe("a plan that somebody else is faster than", () => {
  const commands = [opened(now), paid(now, "P1", 10), paid(now, "P2", 20)]

  it("is done when the other did the same", () => {
    const store = makeMemoryStore()
    const plan = Effect.runSync(planCommands(store, commands))
    Effect.runSync(handleCommands(store, commands))
    expect(Effect.runSync(recordPlan(store, plan))).toMatchObject({ appended: 0, alreadyThere: 3 })
    expect(idsOf(store, now)).toHaveLength(3)
  })

  it("adds what the other did not do", () => {
    const store = makeMemoryStore()
    const plan = Effect.runSync(planCommands(store, commands))
    Effect.runSync(handleCommands(store, [...commands.slice(0, 2), paid(now, "P9", 5)]))
    expect(Effect.runSync(recordPlan(store, plan))).toMatchObject({ appended: 1, alreadyThere: 2 })
    expect(idsOf(store, now).slice(1)).toEqual(["P1", "P9", "P2"])
  })

  it("is refused when the other used an id for something else", () => {
    const store = makeMemoryStore()
    const plan = Effect.runSync(planCommands(store, commands))
    Effect.runSync(handleCommands(store, [opened(now), paid(now, "P2", 21)]))
    expect(Effect.runSync(Effect.flip(recordPlan(store, plan)))._tag).toBe("EventIdReused")
    expect(idsOf(store, now)).toHaveLength(2)
  })
})

describe("what was recorded before there was a gate", () => {
  /** A ledger whose payment holds a text with a line break, as the ledgers of 0.1.0 may. */
  const ledgerWith = (abstract: string): EventStoreShape => {
    const store = makeMemoryStore()
    const payment = paid(now, "p-1", 700)
    Effect.runSync(handleCommands(store, [opened(now), payment]))
    const asWritten = { ...payment.event.event, payload: { ...payment.event.event.payload, abstract } }
    return {
      ...store,
      find: (ids) =>
        Effect.map(store.find(ids), (found) =>
          found.map((one) =>
            one.eventId === `${idPrefixOf(now)}p-1` ? { ...one, event: asWritten as Event } : one
          )
        )
    }
  }
  const asked = (abstract: string): Command => {
    const { streamId, event: payment } = paid(now, "p-1", 700)
    const payload = { ...payment.event.payload, abstract }
    return { streamId, event: { ...payment, event: { ...payment.event, payload } as Event } }
  }

  it.each([
    ["电费\r\n（甲楼）", "电费 （甲楼）", 1],
    ["电费\r\n（甲楼）", "电费（甲楼）", 0],
    ["电费 （甲楼）", "电费 （甲楼）", 1]
  ])("%j is already there when a file says %j: %i", (before, today, alreadyThere) => {
    const plan = Effect.runSync(planCommands(ledgerWith(before), [asked(today)]))
    expect(plan.alreadyThere).toBe(alreadyThere)
    expect(plan.refused.map(({ refusal }) => refusal._tag)).toEqual(
      alreadyThere === 1 ? [] : ["EventIdReused"]
    )
  })
})

describe("recording times", () => {
  const at = ({ streamId, event: asked }: Command, recordedAt: string): Command => ({
    streamId,
    event: { ...asked, recordedAt }
  })
  const moment = (second: number): string => new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString()
  const timesOf = (store: EventStoreShape, streamId: string): ReadonlyArray<string> =>
    Effect.runSync(store.read(streamId)).map(({ recordedAt }) => recordedAt)

  it("of a clock that was put back are those of the year's last event, until the clock has caught up", () => {
    const store = makeMemoryStore()
    const handled = (commands: ReadonlyArray<Command>) => Effect.runSync(handleCommands(store, commands))
    handled([at(opened(now), moment(50)), at(paid(now, "p-1", 1), moment(60))])
    handled([at(paid(now, "p-2", 1), moment(10)), at(paid(now, "p-3", 1), moment(70))])
    handled([at(paid(now, "p-4", 1), moment(69)), at(opened(last), moment(20))])
    expect(timesOf(store, now)).toEqual([50, 60, 60, 70, 70].map(moment))
    expect(timesOf(store, last)).toEqual([moment(20)])
    expect(Effect.runSync(store.verify).notices).toEqual([])
  })

  it("never go back in a year, and are never earlier than asked, whatever the clocks say", () => {
    const asked = fc.array(fc.array(fc.nat(100), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6
    })
    fc.assert(
      fc.property(asked, (handlings) => {
        const store = makeMemoryStore()
        Effect.runSync(handleCommands(store, [at(opened(now), moment(0))]))
        for (const [turn, seconds] of handlings.entries()) {
          const commands = seconds.map((second, index) =>
            at(paid(now, `p-${turn}-${index}`, 1), moment(second))
          )
          Effect.runSync(handleCommands(store, commands))
        }
        const expected: Array<number> = [0]
        for (const second of handlings.flat()) expected.push(Math.max(second, expected.at(-1)!))
        expect(timesOf(store, now)).toEqual(expected.map(moment))
        expect(Effect.runSync(store.verify).notices).toEqual([])
      })
    )
  })

  it("are kept by a snapshot", () => {
    const store = makeMemoryStore()
    const commands = Array.from({ length: 1200 }, (_, index) => at(paid(now, `q-${index}`, 1), moment(90)))
    Effect.runSync(handleCommands(store, [at(opened(now), moment(1)), ...commands]))
    expect(Effect.runSync(store.snapshot(now))).not.toBeNull()
    Effect.runSync(handleCommands(store, [at(paid(now, "p-1", 1), moment(5))]))
    expect(timesOf(store, now).at(-1)).toBe(moment(90))
  })
})
