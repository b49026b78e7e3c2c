/**
 * A seeded ledger of any size for measuring: payments, appropriations and budgets over some three hundred cells.
 * Made through the real append, in batches, so that the file is what an import would have left.
 */
import { FiscalYear, Money } from "@juesuan/domain"
import { make, streamIdOf } from "@juesuan/ledger"
import type { Event, EventStoreShape, NewEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"

/** Mulberry32: a small generator whose numbers are the same everywhere. */
export const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const functions = [
  "2080109",
  "2080502",
  "2080505",
  "2080506",
  "2089999",
  "2101102",
  "2101103",
  "2210201",
  "2210203"
]
const personnel = ["30101", "30102", "30107", "30108", "30109", "30110", "30112", "30113", "30302", "30305"]
const operating = ["30201", "30202", "30207", "30211", "30213", "30216", "30228", "30231", "30239", "31002"]
const funds = ["generalPublic", "generalPublic", "generalPublic", "governmentFund"] as const

/** Budget lines of the unit: with the kinds of events below they make some three hundred cells. */
const LINES = 92

type Pick = <A>(values: ReadonlyArray<A>) => A

const lineOf = (next: () => number, pick: Pick) => {
  const nature = next() < 0.7 ? "basic" : "project"
  const economic = pick(next() < 0.6 ? personnel : operating)
  return { fund: pick(funds), function: pick(functions), economic, nature, project: "" } as const
}

/** An event after the opening one, on one of the unit's lines. */
const eventOf = (next: () => number, pick: Pick, lines: ReadonlyArray<ReturnType<typeof lineOf>>): Event => {
  const line = pick(lines)
  const { nature } = line
  const amount = Money.fromFen(1 + Math.floor(next() * 1_000_000))
  const kind = next()
  if (kind < 0.62) return make("DisbursementPaid", { line, amount, abstract: "bench" })
  const { fund, function: item } = line
  if (kind < 0.92) {
    return make("AppropriationReceived", {
      fund,
      function: item,
      nature,
      project: "",
      amount,
      abstract: "bench"
    })
  }
  return make(kind < 0.97 ? "BudgetSupplemented" : "BudgetApproved", { line, amount, abstract: "bench" })
}

export const streamId = streamIdOf("219011", 2024)

const firstDay = FiscalYear.toDayNumber("2024-01-01")
const dates = Array.from({ length: 366 }, (_, day) => FiscalYear.fromDayNumber(firstDay + day))

const opening = make("FiscalYearOpened", {
  unitName: "基准单位",
  unitKind: "institution",
  control: "off",
  department: "",
  staffing: 12,
  duties: "",
  unitsCovered: ["基准单位"]
})

/** `count` events in date order. */
export function* events(count: number, seed: number): Generator<NewEvent> {
  const next = random(seed)
  const pick: Pick = (values) => values[Math.floor(next() * values.length)]!
  const lines = Array.from({ length: LINES }, () => lineOf(next, pick))
  for (let index = 0; index < count; index++) {
    const occurredOn = dates[Math.floor((index * dates.length) / count)]!
    yield {
      eventId: `219011/2024/B${index}#1`,
      occurredOn,
      recordedAt: `${occurredOn}T10:00:00.000Z`,
      documentNo: `B${index}`,
      source: { file: "bench.csv", row: index + 2 },
      event: index === 0 ? opening : eventOf(next, pick, lines)
    }
  }
}

/** Milliseconds spent in the store, by the clock and of the processor. */
export interface Spent {
  readonly wall: number
  readonly cpu: number
}

/** Appends `count` events in batches; `cpu` tells the milliseconds of processor time used so far. */
export const fill = (
  store: EventStoreShape,
  count: number,
  seed: number,
  batchSize: number,
  cpu: () => number = () => 0
): Spent => {
  const spent = { wall: 0, cpu: 0 }
  let expectedVersion = 0
  let batch: Array<NewEvent> = []
  const flush = (): void => {
    const [started, startedCpu] = [performance.now(), cpu()]
    Effect.runSync(store.append([{ streamId, expectedVersion, events: batch }]))
    spent.wall += performance.now() - started
    spent.cpu += cpu() - startedCpu
    expectedVersion += batch.length
    batch = []
  }
  for (const event of events(count, seed)) if (batch.push(event) === batchSize) flush()
  if (batch.length > 0) flush()
  return spent
}
