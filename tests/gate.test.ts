/**
 * The gate: what is not valid enters through no door, into no store; what just misses being refused does.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import {
  Refusal,
  decide,
  eventTypes,
  evolve,
  handle,
  initialState,
  make,
  makeMemoryStore,
  quote
} from "@juesuan/ledger"
import type {
  Event,
  EventOf,
  EventStoreShape,
  EventType,
  MoneyEventType,
  NewEvent,
  YearState
} from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { recordRows } from "juesuan"
import type { ImportedEvent } from "juesuan"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-gate-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const stream = "unit/100001/2024"
const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "project",
  project: "P1",
  counterparty: ""
} as const

let serial = 0
const inEnvelope = (event: unknown, envelope: object = {}): NewEvent => {
  serial++
  return {
    eventId: `100001/2024/D${serial}#1`,
    occurredOn: "2024-02-29",
    recordedAt: "2025-01-20T08:00:00.000Z",
    documentNo: `D${serial}`,
    source: { file: "2024年.csv", row: 2 },
    event: event as Event,
    ...envelope
  }
}

const opening = make("FiscalYearOpened", {
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  department: "",
  staffing: 3,
  duties: "",
  unitsCovered: ["示例单位"]
})
const pay = (payload: object = {}): Event =>
  ({
    type: "DisbursementPaid",
    payload: { line, amount: 100_00, abstract: "", ...payload }
  }) as unknown as Event
const payOn = (more: object): Event => pay({ line: { ...line, ...more } })
const without = (name: string): Event => {
  const { payload } = pay()
  return {
    type: "DisbursementPaid",
    payload: Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
  } as unknown as Event
}
const policy = (reason: unknown): Event =>
  ({ type: "ControlPolicyChanged", payload: { control: "warn", reason } }) as Event
const reversed = (entry: unknown, more: object = {}): Event =>
  ({
    type: "EntryReversed",
    payload: { corrects: "nobody", reason: "booked twice", entry, ...more }
  }) as Event
const quoted = (event: Event): unknown => quote(event as EventOf<MoneyEventType>)

/** What a text may not hold, by name. */
const badTexts: Readonly<Record<string, string>> = {
  "U+0000": "a\u0000b",
  "U+001F": "a\u001fb",
  "a line break": "a\nb",
  "a tab": "a\tb",
  "U+007F": "a\u007f",
  "U+0085": "a\u0085",
  "a line separator": "a\u2028b",
  "a paragraph separator": "a\u2029b",
  "a space without width": "a\u200bb",
  "a joiner": "a\u200db",
  "a soft hyphen": "a\u00adb",
  "the mark of the beginning of a file": "\ufeffa",
  "a turn of the direction of writing": "a\u202eb",
  "an isolate of a direction of writing": "a\u2066b\u2069",
  "the first half of a surrogate pair": "a\ud83d",
  "the second half of a surrogate pair": "\ude00b"
}

/** Name, the event with what its envelope says otherwise, and the field that is named. */
const refused: ReadonlyArray<
  readonly [name: string, event: unknown, field: string, envelope?: Readonly<Record<string, unknown>>]
> = [
  ["an amount of −100.00", pay({ amount: -100_00 }), "amount"],
  ["an amount of 0.00", pay({ amount: 0 }), "amount"],
  ["half a fen", pay({ amount: 0.5 }), "amount"],
  // The cast forges what no operation of Money makes.
  ["an amount of −0", make("CarryoverBroughtForward", { ...carried(), amount: -0 as Money.Money }), "amount"],
  ["an amount that is no number", pay({ amount: Number.NaN }), "amount"],
  ["an endless amount", pay({ amount: Infinity }), "amount"],
  ["an amount beyond what is exact", pay({ amount: 2 ** 53 }), "amount"],
  ["an amount as text", pay({ amount: "100.00" }), "amount"],
  ["an amount as a bigint", pay({ amount: 100n }), "amount"],
  ["no amount", without("amount"), "amount"],
  ["no line", without("line"), "line"],
  ["a function in words", payOn({ function: "banana" }), "line.function"],
  ["a function of six digits", payOn({ function: "208010" }), "line.function"],
  ["a function in full-width digits", payOn({ function: "２０８０１０９" }), "line.function"],
  ["an economic code of four digits", payOn({ economic: "3020" }), "line.economic"],
  ["a fund that is none", payOn({ fund: "pocket" }), "line.fund"],
  ["a fund by the name of a method", payOn({ fund: "toString" }), "line.fund"],
  ["a field too many", pay({ note: "extra" }), "note"],
  ["a field too many on a line", payOn({ unit: "元" }), "line.unit"],
  ["a list for a line", pay({ line: [line] }), "line"],
  ["no payload", { type: "DisbursementPaid" }, ""],
  ["a payload that is null", { type: "DisbursementPaid", payload: null }, ""],
  ["a type of one's own", { type: "CountyPoolTransferred", payload: {} }, "type"],
  ["a type by the name of a method", { type: "constructor", payload: {} }, "type"],
  ["no event", null, "type"],
  ["an empty reason", policy(""), "reason"],
  ["a reason of white space", policy(" \u3000"), "reason"],
  ["a reason that is null", policy(null), "reason"],
  [
    "an adjustment after the close without a reason",
    { type: "ClosedYearAdjusted", payload: { reason: "", authority: "审〔2025〕1号", entry: quoted(pay()) } },
    "reason"
  ],
  ["a quoted amount of −100.00", reversed(quoted(pay({ amount: -1 }))), "entry.payload.amount"],
  [
    "a quoted function in words",
    reversed(quoted(payOn({ function: "banana" }))),
    "entry.payload.line.function"
  ],
  [
    "a quoted entry of another version",
    reversed({ ...(quoted(pay()) as object), version: 9 }),
    "entry.version"
  ],
  ["a quoted entry of no type", reversed({ type: "NoSuch", version: 1, payload: {} }), "entry.type"],
  ["a quoted entry without a payload", reversed({ type: "DisbursementPaid", version: 2 }), "entry.payload"],
  ["a reversal of nothing", reversed(undefined), "entry"],
  ["a reversal without a payload", { type: "EntryReversed", payload: null }, ""],
  ["an adjustment without a payload", { type: "ClosedYearAdjusted", payload: null }, ""],
  [
    "an adjustment of nothing",
    { type: "ClosedYearAdjusted", payload: { reason: "a", authority: "b", entry: null } },
    "entry"
  ],
  ["a field beside type and payload", { ...pay(), note: 1 }, "note"],
  ["a field too many beside a quoted entry", reversed({ ...(quoted(pay()) as object), id: 1 }), "entry.id"],
  ["30 February", pay(), "occurredOn", { occurredOn: "2024-02-30" }],
  ["31 February", pay(), "occurredOn", { occurredOn: "2024-02-31" }],
  ["29 February of a year that has none", pay(), "occurredOn", { occurredOn: "2023-02-29" }],
  ["a day in another form", pay(), "occurredOn", { occurredOn: "2024-3-5" }],
  ["no day", pay(), "occurredOn", { occurredOn: undefined }],
  ["a moment of another zone", pay(), "recordedAt", { recordedAt: "2025-01-20T16:00:00.000+08:00" }],
  ["a moment without milliseconds", pay(), "recordedAt", { recordedAt: "2025-01-20T08:00:00Z" }],
  ["a moment of 30 February", pay(), "recordedAt", { recordedAt: "2025-02-30T08:00:00.000Z" }],
  ["a moment of 25 o'clock", pay(), "recordedAt", { recordedAt: "2025-01-20T25:00:00.000Z" }],
  ["an empty id", pay(), "eventId", { eventId: "" }],
  ["an id that is a number", pay(), "eventId", { eventId: 7 }],
  ["no document number", pay(), "documentNo", { documentNo: undefined }],
  ["row 0", pay(), "source.row", { source: { file: "a.csv", row: 0 } }],
  ["a row and a half", pay(), "source.row", { source: { file: "a.csv", row: 1.5 } }],
  ["a source without a file", pay(), "source.file", { source: { row: 1 } }],
  ["a source as text", pay(), "source", { source: "a.csv:1" }],
  ...Object.entries(badTexts).flatMap(([name, text]) => [
    [`${name} in a project`, payOn({ project: text }), "line.project"] as const,
    [`${name} in an abstract`, pay({ abstract: text }), "abstract"] as const,
    [`${name} in a reason`, policy(text), "reason"] as const,
    [`${name} in a document number`, pay(), "documentNo", { documentNo: text }] as const,
    [`${name} in an id`, pay(), "eventId", { eventId: text }] as const,
    [`${name} in a file name`, pay(), "source.file", { source: { file: text, row: 1 } }] as const,
    [
      `${name} in a sheet name`,
      pay(),
      "source.sheet",
      { source: { file: "a.xlsx", sheet: text, row: 1 } }
    ] as const,
    [
      `${name} in a quoted abstract`,
      reversed(quoted(pay({ abstract: text }))),
      "entry.payload.abstract"
    ] as const
  ])
]

const accepted: ReadonlyArray<
  readonly [name: string, event: Event, envelope?: Readonly<Record<string, unknown>>]
> = [
  ["one fen", pay({ amount: 1 })],
  ["the largest amount that is exact", pay({ amount: Number.MAX_SAFE_INTEGER })],
  ["a carry-over below zero", make("CarryoverBroughtForward", { ...carried(), amount: Money.fromFen(-1) })],
  ["a function that no list has", payOn({ function: "2999999" })],
  ["29 February of a leap year", pay()],
  ["no source", pay(), { source: null }],
  ["a sheet", pay(), { source: { file: "a.xlsx", sheet: "支出", row: 1 } }],
  ["no document number", pay(), { documentNo: "" }],
  ["the last moment of a day", pay(), { recordedAt: "2025-01-20T23:59:59.999Z" }],
  ["a character outside the first plane", pay({ abstract: "𠮷😀" })],
  ["a no-break space and an ideographic one", pay({ abstract: "a\u00a0b\u3000c" })],
  ["an empty project and abstract", payOn({ project: "", nature: "basic" })],
  ["a reason of one letter", policy("补")]
]

function carried() {
  return {
    fund: "generalPublic",
    function: "2080109",
    nature: "basic",
    project: "",
    kind: "carryover"
  } as const
}

const opened: NewEvent = inEnvelope(opening, { occurredOn: "2024-01-01" })
const state: YearState = evolve(initialState, opened)

type Door = (store: EventStoreShape, event: NewEvent) => Effect.Effect<unknown, unknown>

/** The ways into the ledger. Each fails with the refusal itself. */
const doors: Readonly<Record<string, Door>> = {
  decide: (_, event) => {
    const decided = decide(event, state, 2024)
    return Result.isSuccess(decided) ? Effect.void : Effect.fail(decided.failure)
  },
  handle: (store, event) =>
    Effect.mapError(handle(store, stream, [event]), (error) =>
      error._tag === "CommandRefused" ? error.refusal : error
    ),
  append: (store, event) => store.append([{ streamId: stream, expectedVersion: 1, events: [event] }]),
  recordRows: (store, event) =>
    Effect.mapError(
      recordRows([{ ...event, streamId: stream } as ImportedEvent], {
        store,
        recordedAt: () => event.recordedAt
      }),
      (error) => ("refused" in error ? error.refused[0]!.refusal : error)
    )
}

const stores: Readonly<Record<string, () => EventStoreShape>> = {
  memory: () => makeMemoryStore(),
  SQLite: () => Effect.runSync(openSqlite(path.join(folder, `${++serial}.db`)))
}

const places = Object.keys(doors).flatMap((door) =>
  Object.keys(stores).map((store) => [door, store] as const)
)

const began = (name: string): EventStoreShape => {
  const store = stores[name]!()
  Effect.runSync(store.append([{ streamId: stream, expectedVersion: 0, events: [opened] }]))
  return store
}

describe.each(places)("through %s into %s", (door, name) => {
  const store = began(name)
  const before = Effect.runSync(store.verify)

  it.each(refused.map(([title, event, field, envelope = {}]) => [title, event, field, envelope] as const))(
    "%s does not enter",
    (_, event, field, envelope) => {
      const command = inEnvelope(event, envelope)
      const failure = Effect.runSync(Effect.flip(doors[door]!(store, command)))
      expect(failure).toBeInstanceOf(Refusal.PayloadInvalid)
      const { eventId, field: named, allowed, message } = failure as Refusal.PayloadInvalid
      expect([eventId, named]).toEqual([command.eventId, field])
      expect(allowed).not.toBe("a value of its kind")
      expect(message).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
      expect(Effect.runSync(store.verify)).toEqual(before)
    }
  )

  it.each(accepted.map(([title, event, envelope = {}]) => [title, event, envelope] as const))(
    "%s enters",
    (_, event, envelope) => {
      const fresh = door === "decide" ? store : began(name)
      Effect.runSync(doors[door]!(fresh, inEnvelope(event, envelope)) as Effect.Effect<unknown>)
      expect(Effect.runSync(fresh.verify).breaks).toEqual([])
    }
  )
})

/** The places of texts in a payload, as a refusal names them. */
const textsIn = (value: unknown, path = ""): ReadonlyArray<string> => {
  if (typeof value === "string") return [path]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, path === "" ? name : `${path}.${name}`)
  )
}

/** The payload with another text at a place. */
const withText = (value: unknown, path: string, text: string): unknown => {
  if (path === "") return text
  const [name, ...rest] = path.split(".")
  const inner = withText((value as Readonly<Record<string, unknown>>)[name!], rest.join("."), text)
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(value as object), [name!]: inner }
}

/** Payloads of a type with a text in each of its places, each by the place. */
const textPlaces = (type: EventType): ReadonlyMap<string, unknown> => {
  const payloads = fc.sample(Arbitrary.payloadOf(type), { seed: 20_241_130, numRuns: 40 })
  return new Map(payloads.flatMap((payload) => textsIn(payload).map((path) => [path, payload] as const)))
}

describe.each(places)("each text of each type, through %s into %s,", (door, name) => {
  const store = began(name)
  const before = Effect.runSync(store.verify)

  it.each(eventTypes.map((type) => [type, textPlaces(type)] as const))("of %s", (type, texts) => {
    const wrong: Array<string> = []
    for (const [place, payload] of texts) {
      for (const what of [
        "U+0000",
        "U+001F",
        "a line break",
        "a soft hyphen",
        "the first half of a surrogate pair"
      ]) {
        const text = badTexts[what]!
        const command = inEnvelope({ type, payload: withText(payload, place, text) })
        const result = Effect.runSync(Effect.result(doors[door]!(store, command)))
        const failure = Result.isFailure(result) ? result.failure : undefined
        const isNamed = failure instanceof Refusal.PayloadInvalid && failure.field === place
        if (!isNamed) wrong.push(`${what} in ${place}: ${String(failure ?? "accepted")}`)
      }
    }
    expect(wrong).toEqual([])
    expect(Effect.runSync(store.verify)).toEqual(before)
  })
})

it("the texts of every type are looked at", () => {
  const numbers = new Set<EventType>(["OfficialActivityRecorded"])
  expect(eventTypes.filter((type) => textPlaces(type).size === 0 && !numbers.has(type))).toEqual([])
  expect([...textPlaces("DisbursementPaid").keys()].sort()).toEqual([
    "abstract",
    "line.counterparty",
    "line.economic",
    "line.function",
    "line.fund",
    "line.nature",
    "line.project"
  ])
})

describe("the gate comes first:", () => {
  it("before the state of the year, the date and the entry that is corrected", () => {
    const wrong = inEnvelope(pay({ amount: -1 }), { occurredOn: "2025-01-01" })
    const decided = decide(wrong, initialState, 2024)
    expect(Result.isFailure(decided) && decided.failure).toMatchObject({
      _tag: "PayloadInvalid",
      field: "amount",
      value: -1
    })
  })

  it.each(Object.keys(stores))("before a reused id and a conflict, in %s", (name) => {
    const store = began(name)
    const twin = inEnvelope(pay({ amount: -1 }), { eventId: opened.eventId })
    const failure = Effect.runSync(
      Effect.flip(store.append([{ streamId: stream, expectedVersion: 7, events: [twin] }]))
    )
    expect(failure._tag).toBe("PayloadInvalid")
  })

  it("and leaves a date outside the year, a reversal of a reversal and a conflict what they were", () => {
    const tagOf = (event: Event, occurredOn = "2024-03-01") => {
      const decided = decide(inEnvelope(event, { occurredOn }), state, 2024)
      return Result.isFailure(decided) ? decided.failure._tag : "accepted"
    }
    expect(tagOf(pay(), "2025-01-01")).toBe("DateOutsideYear")
    const paid = inEnvelope(pay())
    const reversal = inEnvelope(reversed(quoted(pay()), { corrects: paid.eventId }))
    const reversedState = [paid, reversal].reduce(evolve, state)
    const again = reversed(quote(reversal.event as EventOf<"EntryReversed">), { corrects: reversal.eventId })
    const decided = decide(inEnvelope(again), reversedState, 2024)
    expect(Result.isFailure(decided) && decided.failure).toMatchObject({
      _tag: "EntryNotCorrectable",
      type: "EntryReversed"
    })
  })

  it.each(Object.keys(stores))("for the stream too, in %s", (name) => {
    const store = stores[name]!()
    for (const streamId of ["", "unit/1/24", "unit//2024", "unit/1/2024 ", "ledger"]) {
      const batch = { streamId, expectedVersion: 0, events: [inEnvelope(pay())] }
      expect(Effect.runSync(Effect.flip(store.append([batch])))).toMatchObject({
        _tag: "PayloadInvalid",
        field: "streamId"
      })
    }
  })
})
