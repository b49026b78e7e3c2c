/**
 * Damaged ledgers: files changed behind the store's back, and what everybody is then told.
 *
 * A question is answered as on the sound file or refused with a failure that says why; any other answer is wrong,
 * and an error that is no failure of the store would be taken for a bug of the program.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { HashChain, correctedBy, loadYear, make } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent, StreamId } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary } from "@juesuan/testing"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import fc from "fast-check"

/** Mulberry32: what is damaged, and where, from the seed. */
export const randomOf = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** A ledger of several units and years with everything in it, and the streams that are asked about. */
export interface Sound {
  readonly file: string
  readonly bytes: Uint8Array
  readonly pageSize: number
  readonly streams: ReadonlyArray<StreamId>
  /** The pages of what follows from the events, and those of the segments among them. */
  readonly derivedPages: ReadonlyArray<number>
  readonly segmentPages: ReadonlyArray<number>
}

const pagesOf = (database: DatabaseSync, tables: string): ReadonlyArray<number> =>
  database
    .prepare(
      `SELECT pageno FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (${tables}))
       ORDER BY pageno`
    )
    .all()
    .map(({ pageno }) => Number(pageno))

const DERIVED = "'cell', 'posting', 'segment', 'segment_time', 'stream_sum', 'ledger_sum', 'correction'"

/** What the payments are made from. */
const income = (agencyCode: string): NewEvent => ({
  eventId: `${agencyCode}/2024/income`,
  occurredOn: "2024-01-05",
  recordedAt: "2025-01-01T00:00:00.000Z",
  documentNo: "收-1",
  source: { file: "income.csv", row: 2 },
  event: make("IncomeReceived", {
    kind: "other",
    fund: "unitFunds",
    function: "2080109",
    amount: 10_000_000,
    abstract: "利息"
  } as never)
})

/** Payments on ever new lines: a unit of many cells, so that indexes and segments have pages of their own. */
const payments = (agencyCode: string, count: number): ReadonlyArray<NewEvent> =>
  Array.from({ length: count }, (_, serial): NewEvent => ({
    eventId: `${agencyCode}/2024/pay/${serial}`,
    occurredOn: `2024-${String((serial % 12) + 1).padStart(2, "0")}-15`,
    recordedAt: `2025-01-${String((serial % 28) + 1).padStart(2, "0")}T00:00:00.000Z`,
    documentNo: `记-${serial}`,
    source: { file: "payments.csv", row: serial + 2 },
    event: make("DisbursementPaid", {
      line: {
        fund: "unitFunds",
        function: ["2080109", "2080505", "2101102", "2210201"][serial % 4]!,
        economic: `302${String((serial % 31) + 1).padStart(2, "0")}`,
        nature: serial % 3 === 0 ? "project" : "basic",
        project: serial % 3 === 0 ? `P${serial % 7}` : ""
      },
      amount: 100 + serial,
      abstract: "办公用品"
    } as never)
  }))

/** Makes the sound ledger in a folder. */
export const makeSound = (folder: string): Sound => {
  const file = path.join(folder, "sound.db")
  const store = Effect.runSync(openSqlite(file))
  const years = ["100001", "100002", "100003"].map(
    (agencyCode, index) =>
      fc
        .sample(Arbitrary.year({ agencyCode }), { numRuns: 4, seed: 21 + index })
        .toSorted((a, b) => b.events.length - a.events.length)[0]!
  )
  for (const { streamId, events } of years) {
    for (let from = 0; from < events.length; from += 13)
      Effect.runSync(
        store.append([{ streamId, expectedVersion: from, events: events.slice(from, from + 13) }])
      )
  }
  const busy = "unit/100004/2024"
  const opening = years[0]!.events.find(({ event }) => event.type === "FiscalYearOpened")!
  const events = [{ ...opening, eventId: "100004/2024/open" }, income("100004"), ...payments("100004", 400)]
  Effect.runSync(store.append([{ streamId: busy, expectedVersion: 0, events }]))
  Effect.runSync(store.close)
  const database = new DatabaseSync(file)
  const { page_size: pageSize } = database.prepare("PRAGMA page_size").get() as { page_size: number }
  const [derivedPages, segmentPages] = [
    pagesOf(database, DERIVED),
    pagesOf(database, "'segment', 'segment_time'")
  ]
  database.close()
  const streams = [...years.map(({ streamId }) => streamId), busy]
  return { file, bytes: fs.readFileSync(file), pageSize, streams, derivedPages, segmentPages }
}

type Damage = (bytes: Uint8Array, sound: Sound, below: (bound: number) => number) => Uint8Array

const flip = (bytes: Uint8Array, at: number, bit: number): void => {
  bytes[at]! ^= 1 << bit
}

const flipIn =
  (pagesIn: (sound: Sound) => ReadonlyArray<number>): Damage =>
  (bytes, sound, below) => {
    const pages = pagesIn(sound)
    flip(bytes, (pages[below(pages.length)]! - 1) * sound.pageSize + below(sound.pageSize), below(8))
    return bytes
  }

const pageCount = ({ bytes, pageSize }: Sound): number => bytes.length / pageSize

/** The modes of damage, with how many of a hundred files each gets. */
const damages: ReadonlyArray<readonly [name: string, share: number, damage: Damage]> = [
  [
    "one bit anywhere",
    36,
    (bytes, _, below) => {
      flip(bytes, below(bytes.length), below(8))
      return bytes
    }
  ],
  ["one bit of a derived page", 22, flipIn(({ derivedPages }) => derivedPages)],
  ["one bit of a segment's page", 12, flipIn(({ segmentPages }) => segmentPages)],
  [
    "2 to 16 bits anywhere",
    8,
    (bytes, _, below) => {
      for (let left = 2 + below(15); left > 0; left--) flip(bytes, below(bytes.length), below(8))
      return bytes
    }
  ],
  [
    "a page of zeros",
    5,
    (bytes, sound, below) => {
      const from = below(pageCount(sound)) * sound.pageSize
      return bytes.fill(0, from, from + sound.pageSize)
    }
  ],
  [
    "two pages swapped",
    6,
    (bytes, sound, below) => {
      const [a, b] = [below(pageCount(sound)) * sound.pageSize, below(pageCount(sound)) * sound.pageSize]
      const page = bytes.slice(a, a + sound.pageSize)
      bytes.copyWithin(a, b, b + sound.pageSize)
      bytes.set(page, b)
      return bytes
    }
  ],
  ["cut short", 4, (bytes, _, below) => bytes.slice(0, below(bytes.length))],
  [
    "512 bytes of noise",
    7,
    (bytes, _, below) => {
      const from = below(bytes.length - 512)
      for (let at = 0; at < 512; at++) bytes[from + at] = below(256)
      return bytes
    }
  ]
]

const total = damages.reduce((sum, [, share]) => sum + share, 0)

/** A damaged copy of the sound ledger, the same for the same number. */
export const damaged = (
  sound: Sound,
  seed: number
): { readonly mode: string; readonly bytes: Uint8Array } => {
  const below = randomOf(seed * 2_654_435_761)
  let share = below(total)
  const [mode, , damage] = damages.find(([, own]) => (share -= own) < 0)!
  return { mode, bytes: damage(Uint8Array.from(sound.bytes), sound, below) }
}

const windows = [{}, { asOf: "2024-07-15" }, { knownAt: "2025-01-14T00:00:00.000Z" }] as const

/** Everything that the commands ask a store for, by name. */
const questionsOf = (
  streamId: StreamId
): Readonly<Record<string, (store: EventStoreShape) => Effect.Effect<unknown, unknown>>> => ({
  "which units there are": ({ heads }) => heads,
  ...Object.fromEntries(
    windows.flatMap((window) => [
      [`totals ${JSON.stringify(window)}`, (store: EventStoreShape) => store.totals([streamId], window)],
      [
        `entries ${JSON.stringify(window)}`,
        (store: EventStoreShape) => store.entries([streamId], () => true, window)
      ]
    ])
  ),
  "all totals": (store) =>
    Effect.flatMap(store.heads, (heads) => store.totals(heads.map(({ streamId: each }) => each))),
  facts: (store) => store.facts(streamId),
  "the year before": (store) => store.head("unit/100001/2023"),
  "the state of the year": (store) => Effect.map(loadYear(store, streamId), ({ state }) => state),
  "both ends of corrections": (store) =>
    Effect.gen(function* () {
      const events = yield* store.read(streamId)
      const originals = events.flatMap(({ event }) => correctedBy(event) ?? [])
      return [originals.length, yield* store.corrections(events.map(({ eventId }) => eventId))]
    })
})

const answerOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return HashChain.canonicalJson(JSON.parse(JSON.stringify(exit.value)))
  const error = Cause.squash(exit.cause) as { _tag?: string; kind?: string; stack?: string }
  return error._tag === "StoreFailure" ? `failure: ${error.kind}` : `bug: ${error.stack}`
}

/** Asks everything of a ledger file; `verify` as well, which takes the longest, where it is wanted. */
export const ask = (file: string, streamId: StreamId, isVerified = true): ReadonlyMap<string, string> => {
  const opened = Effect.runSyncExit(openSqlite(file, { mode: "read", busyTimeoutMs: 100 }))
  const questions = Object.entries(questionsOf(streamId))
  if (Exit.isFailure(opened)) return new Map(questions.map(([name]) => [name, answerOf(opened)]))
  const store = opened.value
  const answers = questions.map(
    ([name, question]) =>
      [name, answerOf(Effect.runSyncExit(question(store) as Effect.Effect<unknown>))] as const
  )
  const verified = isVerified ? [["verify", answerOf(Effect.runSyncExit(store.verify))] as const] : []
  Effect.runSyncExit(store.close)
  return new Map([...answers, ...verified])
}
