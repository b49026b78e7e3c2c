/**
 * The in-memory `EventStore`: the port's reference implementation, for tests, what-if replays and browsers.
 */
import { Money } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import { registry } from "./Event.ts"
import { EventIdReused, EventStore, VersionConflict } from "./EventStore.ts"
import type {
  AppendReceipt,
  EventStoreShape,
  IntegrityBreak,
  PostedEntry,
  StreamAppend,
  Window
} from "./EventStore.ts"
import * as HashChain from "./HashChain.ts"
import { dimensionKey, dimensionsOf } from "./Posting.ts"
import type { Dimensions, Posting } from "./Posting.ts"
import { postings } from "./Postings.ts"

/** Whether an event lies in the window. */
export const isWithin = (
  event: { readonly occurredOn: string; readonly recordedAt: string },
  window: Window
): boolean =>
  (window.asOf === undefined || event.occurredOn <= window.asOf) &&
  (window.knownAt === undefined || event.recordedAt <= window.knownAt)

/** What makes two appends of one event id the same: everything that was said, not when or from where. */
export const sameContent = (
  streamId: StreamId,
  before: RecordedEvent,
  now: StreamAppend["events"][number]
): boolean =>
  before.streamId === streamId &&
  before.event.type === now.event.type &&
  before.occurredOn === now.occurredOn &&
  before.documentNo === now.documentNo &&
  HashChain.canonicalJson(before.event.payload) === HashChain.canonicalJson(now.event.payload)

interface Contents {
  readonly events: Array<RecordedEvent>
  readonly byId: Map<string, RecordedEvent>
  readonly byStream: Map<StreamId, Array<RecordedEvent>>
}

const headOf = (contents: Contents, streamId: StreamId): StreamHead | null => {
  const last = contents.byStream.get(streamId)?.at(-1)
  return last === undefined ? null : { streamId, version: last.version, hash: last.hash }
}

/** Plans the batch against the contents without touching them: the events to add, or why not. */
const plan = (
  contents: Contents,
  batches: ReadonlyArray<StreamAppend>
):
  | { readonly fresh: Array<RecordedEvent>; readonly alreadyThere: number }
  | VersionConflict
  | EventIdReused => {
  const fresh: Array<RecordedEvent> = []
  const seen = new Map<string, RecordedEvent>()
  let alreadyThere = 0
  for (const { streamId, expectedVersion, events } of batches) {
    const head = headOf(contents, streamId)
    const mine = fresh.filter((event) => event.streamId === streamId)
    let version = mine.at(-1)?.version ?? head?.version ?? 0
    let hash = mine.at(-1)?.hash ?? head?.hash ?? HashChain.genesis
    const additions = events.filter((event) => !contents.byId.has(event.eventId))
    for (const event of events) {
      const before = contents.byId.get(event.eventId) ?? seen.get(event.eventId)
      if (before === undefined) continue
      if (!sameContent(streamId, before, event)) {
        const { eventId, documentNo } = event
        return new EventIdReused({ streamId, eventId, documentNo, position: before.position })
      }
      alreadyThere++
    }
    if (additions.length > 0 && version !== expectedVersion) {
      return new VersionConflict({ streamId, expectedVersion, actualVersion: version })
    }
    for (const event of additions) {
      const twin = seen.get(event.eventId)
      if (twin !== undefined) {
        if (!sameContent(streamId, twin, event)) {
          const { eventId, documentNo } = event
          return new EventIdReused({ streamId, eventId, documentNo, position: twin.position })
        }
        alreadyThere++
        continue
      }
      version++
      const schemaVersion = registry[event.event.type].version
      hash = HashChain.hashOf(hash, HashChain.textsOf(streamId, version, schemaVersion, event))
      const position = contents.events.length + fresh.length + 1
      const recorded: RecordedEvent = { ...event, streamId, version, position, schemaVersion, hash }
      fresh.push(recorded)
      seen.set(event.eventId, recorded)
    }
  }
  return { fresh, alreadyThere }
}

const appendTo = (
  contents: Contents,
  batches: ReadonlyArray<StreamAppend>
): AppendReceipt | VersionConflict | EventIdReused => {
  const planned = plan(contents, batches)
  if (!("fresh" in planned)) return planned
  for (const event of planned.fresh) {
    contents.events.push(event)
    contents.byId.set(event.eventId, event)
    const stream = contents.byStream.get(event.streamId)
    if (stream === undefined) contents.byStream.set(event.streamId, [event])
    else stream.push(event)
  }
  const heads = batches.flatMap(({ streamId }) => headOf(contents, streamId) ?? [])
  return { appended: planned.fresh.length, alreadyThere: planned.alreadyThere, heads }
}

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

const breaksOf = (contents: Contents): ReadonlyArray<IntegrityBreak> => {
  const breaks: Array<IntegrityBreak> = []
  for (const [streamId, events] of contents.byStream) {
    let hash = HashChain.genesis
    for (const event of events) {
      hash = HashChain.hashOf(hash, HashChain.textsOf(streamId, event.version, event.schemaVersion, event))
      if (hash === event.hash) continue
      const { position, version, eventId, source } = event
      const place = source === null ? null : `${source.file}:${source.row}`
      breaks.push({
        streamId,
        position,
        version,
        eventId,
        source: place,
        reason: "the hash does not fit the event"
      })
      break
    }
  }
  return breaks
}

/** Makes an empty store. */
export const makeMemoryStore = (): EventStoreShape => {
  const contents: Contents = { events: [], byId: new Map(), byStream: new Map() }
  const eventsOf = (streamIds: ReadonlyArray<StreamId>, window: Window = {}): ReadonlyArray<RecordedEvent> =>
    streamIds
      .flatMap((streamId) => contents.byStream.get(streamId) ?? [])
      .filter((event) => isWithin(event, window))
      .sort((a, b) => a.position - b.position)
  const heads = (): ReadonlyArray<StreamHead> =>
    [...contents.byStream.keys()].sort().flatMap((streamId) => headOf(contents, streamId) ?? [])
  return {
    append: (batches) =>
      Effect.suspend(() => {
        const outcome = appendTo(contents, batches)
        return "appended" in outcome ? Effect.succeed(outcome) : Effect.fail(outcome)
      }),
    read: (streamId, window) => Effect.sync(() => eventsOf([streamId], window)),
    facts: (streamId, window) =>
      Effect.sync(() => eventsOf([streamId], window).filter(({ event }) => postings(event).length === 0)),
    readAll: (from, limit) => Effect.sync(() => contents.events.slice(Math.max(0, from - 1)).slice(0, limit)),
    head: (streamId) => Effect.sync(() => headOf(contents, streamId)),
    heads: Effect.sync(heads),
    totals: (streamIds, window) => Effect.sync(() => totalsOf(eventsOf(streamIds, window))),
    entries: (streamIds, matches, window) =>
      Effect.sync(() => entriesOf(eventsOf(streamIds, window), matches)),
    verify: Effect.sync(() => ({
      events: contents.events.length,
      streams: contents.byStream.size,
      digest: HashChain.digestOf(heads()),
      breaks: breaksOf(contents)
    }))
  }
}

/** The in-memory store as a layer; each build has its own empty ledger. */
export const layerMemory: Layer.Layer<EventStore> = Layer.sync(EventStore, makeMemoryStore)
