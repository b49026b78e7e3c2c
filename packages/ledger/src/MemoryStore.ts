/**
 * The in-memory `EventStore`: the port's reference implementation, for tests, what-if replays and browsers.
 */
import { Money } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import { reversedBy } from "./Corrections.ts"
import { byPlace } from "./Envelope.ts"
import type { RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import { CursorForeign } from "./EventStore.ts"
import type {
  AppendReceipt,
  Cursor,
  EventPage,
  IntegrityBreak,
  OrderedEventStoreShape,
  PositionedEvent,
  PostedEntry,
  RecordedTexts,
  TimeNotice,
  Window
} from "./EventStore.ts"
import { invalidWhenWritten, recordedFault } from "./Gate.ts"
import * as HashChain from "./HashChain.ts"
import { adoptInto, appendTo } from "./MemoryAppend.ts"
import { eventsOf, headOf, makeContents, named, namedIn } from "./MemoryContents.ts"
import type { Contents } from "./MemoryContents.ts"
import { dimensionKey, dimensionsOf } from "./Posting.ts"
import type { Dimensions, Posting } from "./Posting.ts"
import { postings } from "./Postings.ts"
import { textsOfRecorded } from "./Recorded.ts"
import { RecordingTimes } from "./RecordingTimes.ts"

/** Whether an event lies in the window. */
export const isWithin = (
  event: { readonly occurredOn: string; readonly recordedAt: string },
  window: Window
): boolean =>
  (window.asOf === undefined || event.occurredOn <= window.asOf) &&
  (window.knownAt === undefined || event.recordedAt <= window.knownAt)

const totalsOf = (events: Iterable<RecordedEvent>): ReadonlyArray<Posting> => {
  const sums = new Map<string, Money.Money>()
  for (const { event } of events) {
    for (const posting of postings(event)) {
      const key = dimensionKey(posting)
      sums.set(key, Money.add(sums.get(key) ?? Money.zero, posting.amount))
    }
  }
  return [...sums].map(([key, amount]) => ({ ...dimensionsOf(key), amount }))
}

const entriesOf = (
  events: Iterable<RecordedEvent>,
  matches: (dimensions: Dimensions) => boolean
): ReadonlyArray<PostedEntry> => {
  const found: Array<PostedEntry> = []
  for (const event of events) {
    for (const posting of postings(event.event)) if (matches(posting)) found.push({ posting, event })
  }
  return found
}

const placeOf = ({ events }: Contents, event: RecordedEvent) => {
  const { streamId, version, eventId, source } = event
  const position = events.indexOf(event) + 1
  return {
    streamId,
    position,
    version,
    eventId,
    source: source === null ? null : `${source.file}:${source.row}`
  }
}

const storedTexts = ({ verbatim }: Contents, event: RecordedEvent): HashChain.StoredTexts =>
  verbatim.get(event) ?? textsOfRecorded(event)

/** What is against an event that was recorded as it is, unless it has been reversed since. */
const invalidity = (contents: Contents, event: RecordedEvent): IntegrityBreak | null => {
  const recall = (eventId: string) => namedIn(contents, event.streamId, eventId)?.event
  const fault = recordedFault(event.streamId, event, recall)
  if (fault === null) return null
  const reversals = contents.corrections.get(event.eventId) ?? []
  if (reversals.some((reversal) => reversedBy(reversal.event) === event.eventId)) return null
  return { kind: "invalid", ...placeOf(contents, event), reason: invalidWhenWritten(fault) }
}

const noticesOf = ({ events }: Contents): ReadonlyArray<TimeNotice> => {
  const times = new RecordingTimes()
  for (const [index, event] of events.entries()) times.watch(event, index + 1)
  return times.notices()
}

const breaksOf = (contents: Contents): ReadonlyArray<IntegrityBreak> => {
  const breaks: Array<IntegrityBreak> = []
  for (const { events } of contents.streams.values()) {
    let hash = HashChain.genesis
    for (const event of events) {
      hash = HashChain.hashOf(hash, storedTexts(contents, event), contents.sha256)
      if (hash !== event.hash) {
        breaks.push({
          kind: "altered",
          ...placeOf(contents, event),
          reason: "the hash does not fit the event"
        })
        break
      }
      const invalid = invalidity(contents, event)
      if (invalid !== null) breaks.push(invalid)
    }
  }
  return breaks
}

const inOrder = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  [...events].sort(byPlace)

/** The page after a cursor of a store that keeps positions: the cursor is the position last read. */
const pageAfter = (
  events: ReadonlyArray<RecordedEvent>,
  cursor: Cursor | null,
  limit: number
): EventPage | CursorForeign => {
  const start = positionOfCursor(cursor)
  if (start === undefined || start > events.length) return new CursorForeign({ cursor: cursor! })
  const page = events.slice(start, start + limit)
  return { events: page, next: String(start + page.length) }
}

/** The position that a cursor of a store that keeps positions names; `undefined` when it names none. */
export const positionOfCursor = (cursor: Cursor | null): number | undefined => {
  if (cursor === null) return 0
  return /^(0|[1-9]\d{0,14})$/.test(cursor) ? Number(cursor) : undefined
}

const positionsFrom = (
  events: ReadonlyArray<RecordedEvent>,
  from: number,
  limit: number
): ReadonlyArray<PositionedEvent> =>
  events.slice(from - 1, from - 1 + limit).map((event, index) => ({ ...event, position: from + index }))

/** What a store in memory may be given in place of its own. */
export interface MemoryStoreOptions {
  /** SHA-256 of the host, where it is faster than the portable one. */
  readonly sha256?: HashChain.Sha256
}

const outcomeOf = <Refusal extends { readonly _tag: string }>(
  outcome: AppendReceipt | Refusal
): Effect.Effect<AppendReceipt, Refusal> =>
  "_tag" in outcome ? Effect.fail(outcome) : Effect.succeed(outcome)

/** Makes an empty store. */
export const makeMemoryStore = (options: MemoryStoreOptions = {}): OrderedEventStoreShape => {
  const contents = makeContents(options.sha256 ?? HashChain.sha256)
  const { events, streams, snapshots } = contents
  const within = (streamIds: ReadonlyArray<StreamId>, window: Window = {}): ReadonlyArray<RecordedEvent> => {
    const streamsInOrder = streamIds.length === 1 ? streamIds : [...streamIds].sort()
    return streamsInOrder
      .flatMap((streamId) => eventsOf(contents, streamId))
      .filter((event) => isWithin(event, window))
  }
  const textsFrom = (streamId: StreamId, from: number, limit: number): ReadonlyArray<RecordedTexts> =>
    eventsOf(contents, streamId)
      .slice(Math.max(1, from) - 1, Math.max(1, from) - 1 + limit)
      .map((event) => ({ ...storedTexts(contents, event), hash: event.hash }))
  const heads = (): ReadonlyArray<StreamHead> =>
    [...streams.keys()].sort().flatMap((streamId) => headOf(contents, streamId) ?? [])
  return {
    append: (batches) => Effect.suspend(() => outcomeOf(appendTo(contents, batches))),
    adopt: (texts) => Effect.suspend(() => outcomeOf(adoptInto(contents, texts))),
    read: (streamId, read = {}) =>
      Effect.sync(() => within([streamId], read).filter(({ version }) => version >= (read.fromVersion ?? 1))),
    facts: (streamId, window) =>
      Effect.sync(() => within([streamId], window).filter(({ event }) => postings(event).length === 0)),
    readAll: (cursor, limit) =>
      Effect.suspend((): Effect.Effect<EventPage, CursorForeign> => {
        const page = pageAfter(events, cursor, limit)
        return "_tag" in page ? Effect.fail(page) : Effect.succeed(page)
      }),
    readPositions: (from, limit) => Effect.sync(() => positionsFrom(events, Math.max(1, from), limit)),
    find: (eventIds) =>
      Effect.sync(() => inOrder([...new Set(eventIds)].flatMap((id) => named(contents, id)))),
    corrections: (eventIds) =>
      Effect.sync(() => inOrder([...new Set(eventIds)].flatMap((id) => contents.corrections.get(id) ?? []))),
    texts: (streamId, from, limit) => Effect.sync(() => textsFrom(streamId, from, limit)),
    hashes: (streamId) => Effect.sync(() => eventsOf(contents, streamId).map(({ hash }) => hash)),
    snapshot: (streamId) => Effect.sync(() => snapshots.get(streamId) ?? null),
    saveSnapshot: (snapshot) => Effect.sync(() => void snapshots.set(snapshot.streamId, snapshot)),
    head: (streamId) => Effect.sync(() => headOf(contents, streamId)),
    heads: Effect.sync(heads),
    totals: (streamIds, window) => Effect.sync(() => totalsOf(within(streamIds, window))),
    entries: (streamIds, matches, window) => Effect.sync(() => entriesOf(within(streamIds, window), matches)),
    verify: Effect.sync(() => ({
      events: events.length,
      streams: streams.size,
      digest: HashChain.digestOf(heads()),
      breaks: breaksOf(contents),
      notices: noticesOf(contents)
    }))
  }
}
