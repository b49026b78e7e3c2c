/**
 * The in-memory `EventStore`: the port's reference implementation, for tests, what-if replays and browsers.
 */
import { Money } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import { isSameJson } from "./CanonicalJson.ts"
import { correctedBy, reversedBy } from "./Corrections.ts"
import type { NewEvent, RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import { registry } from "./Event.ts"
import { AmountsTooLarge, EventIdReused, VersionConflict } from "./EventStore.ts"
import type {
  AppendReceipt,
  EventStoreShape,
  IntegrityBreak,
  PostedEntry,
  StreamAppend,
  TimeNotice,
  Window
} from "./EventStore.ts"
import { invalidWhenWritten, recordedFault, refusedAtGate } from "./Gate.ts"
import * as HashChain from "./HashChain.ts"
import * as Merkle from "./Merkle.ts"
import { dimensionKey, dimensionsOf } from "./Posting.ts"
import { RecordingTimes } from "./RecordingTimes.ts"
import type { Dimensions, Posting } from "./Posting.ts"
import { postings } from "./Postings.ts"
import type { PayloadInvalid } from "./Refusal.ts"
import type { Snapshot } from "./Snapshot.ts"

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
  isSameJson(before.event.payload, now.event.payload)

interface Stream {
  readonly events: Array<RecordedEvent>
  /** The peaks of its Merkle tree, in hex. */
  readonly peaks: Array<string>
  /** The amounts of its postings, signs aside. */
  volume: number
}

interface Contents {
  readonly sha256: HashChain.Sha256
  readonly events: Array<RecordedEvent>
  readonly byId: Map<string, RecordedEvent>
  readonly streams: Map<StreamId, Stream>
  readonly corrections: Map<string, Array<RecordedEvent>>
  readonly snapshots: Map<StreamId, Snapshot>
}

const eventsOf = (contents: Contents, streamId: StreamId): ReadonlyArray<RecordedEvent> =>
  contents.streams.get(streamId)?.events ?? []

const headOf = (contents: Contents, streamId: StreamId): StreamHead | null => {
  const stream = contents.streams.get(streamId)
  const last = stream?.events.at(-1)
  if (stream === undefined || last === undefined) return null
  const root = Merkle.rootOfHexPeaks(stream.peaks, contents.sha256)
  return { streamId, version: last.version, hash: last.hash, root }
}

/** Where a stream ends: its last version and hash, and what its amounts come to, signs aside. */
interface End {
  version: number
  hash: string
  volume: number
}

/**
 * An append under plan: what would be recorded, and where its streams then stand. Its events are in `byId` already,
 * where one look tells both what the ledger has and what the append says twice; {@link forget} takes them out again.
 */
interface Draft {
  readonly fresh: Array<RecordedEvent>
  readonly ends: Map<StreamId, End>
  alreadyThere: number
}

type Refused = PayloadInvalid | VersionConflict | EventIdReused | AmountsTooLarge

const endOf = (contents: Contents, draft: Draft, streamId: StreamId) => {
  const planned = draft.ends.get(streamId)
  if (planned !== undefined) return planned
  const last = eventsOf(contents, streamId).at(-1)
  const volume = contents.streams.get(streamId)?.volume ?? 0
  const end = { version: last?.version ?? 0, hash: last?.hash ?? HashChain.genesis, volume }
  draft.ends.set(streamId, end)
  return end
}

/** Counts an event that is there already; gives the refusal when it is another one under its id. */
const recognize = (
  draft: Draft,
  streamId: StreamId,
  before: RecordedEvent,
  now: NewEvent
): EventIdReused | null => {
  const { eventId, documentNo } = now
  if (!sameContent(streamId, before, now))
    return new EventIdReused({ streamId, eventId, documentNo, position: before.position })
  draft.alreadyThere++
  return null
}

/** Adds an event's amounts to what its stream's come to; gives the refusal when that is no exact integer any more. */
const addVolume = (end: End, { streamId, eventId, event }: RecordedEvent): AmountsTooLarge | null => {
  for (const { amount } of postings(event)) end.volume += Math.abs(amount)
  return end.volume > Number.MAX_SAFE_INTEGER ? new AmountsTooLarge({ streamId, eventId }) : null
}

/** Plans events at the end of their stream. */
const planEvents = (
  { byId, events, sha256 }: Contents,
  draft: Draft,
  { streamId, end, additions }: { streamId: StreamId; end: End; additions: ReadonlyArray<NewEvent> }
): Refused | null => {
  const { fresh } = draft
  let { version, hash } = end
  for (const addition of additions) {
    const { eventId, occurredOn, recordedAt, documentNo, source, event } = addition
    const twin = byId.get(eventId)
    if (twin !== undefined) {
      const refused = recognize(draft, streamId, twin, addition)
      if (refused !== null) return refused
      continue
    }
    const { version: schemaVersion } = registry[event.type]
    version++
    hash = HashChain.hashOfEvent(hash, streamId, version, schemaVersion, addition, sha256)
    const position = events.length + fresh.length + 1
    const recorded: RecordedEvent = {
      eventId,
      occurredOn,
      recordedAt,
      documentNo,
      source,
      event,
      streamId,
      version,
      position,
      schemaVersion,
      hash
    }
    fresh.push(recorded)
    byId.set(eventId, recorded)
    const overflow = addVolume(end, recorded)
    if (overflow !== null) return overflow
  }
  end.version = version
  end.hash = hash
  return null
}

/** Plans one batch: a reused id is said before a conflict, for it stays wrong when the caller reads again. */
const planBatch = (contents: Contents, draft: Draft, batch: StreamAppend): Refused | null => {
  const { streamId, expectedVersion, events } = batch
  const additions: Array<NewEvent> = []
  for (const event of events) {
    const before = contents.byId.get(event.eventId)
    const refused = before === undefined ? null : recognize(draft, streamId, before, event)
    if (refused !== null) return refused
    if (before === undefined) additions.push(event)
  }
  if (additions.length === 0) return null
  const end = endOf(contents, draft, streamId)
  const { version: actualVersion } = end
  if (actualVersion !== expectedVersion)
    return new VersionConflict({ streamId, expectedVersion, actualVersion })
  return planEvents(contents, draft, { streamId, end, additions })
}

/** Takes a plan that does not come to be out again. */
const forget = ({ byId }: Contents, { fresh }: Draft): void => {
  for (const { eventId } of fresh) byId.delete(eventId)
}

const planAll = (contents: Contents, draft: Draft, batches: ReadonlyArray<StreamAppend>): Refused | null => {
  const invalid = refusedAtGate(batches, {
    recall: (eventId) => contents.byId.get(eventId)?.event,
    isThere: (streamId, event) => {
      const before = contents.byId.get(event.eventId)
      return before !== undefined && sameContent(streamId, before, event)
    }
  })
  if (invalid !== null) return invalid
  let isPlanned = false
  try {
    for (const batch of batches) {
      const refused = planBatch(contents, draft, batch)
      if (refused !== null) return refused
    }
    isPlanned = true
    return null
  } finally {
    if (!isPlanned) forget(contents, draft)
  }
}

const streamOf = ({ streams }: Contents, streamId: StreamId): Stream => {
  const met = streams.get(streamId)
  if (met !== undefined) return met
  const stream: Stream = { events: [], peaks: [], volume: 0 }
  streams.set(streamId, stream)
  return stream
}

const record = (contents: Contents, { fresh, ends }: Draft): void => {
  const { events, corrections, sha256 } = contents
  for (const event of fresh) {
    events.push(event)
    const stream = streamOf(contents, event.streamId)
    Merkle.growHex(stream.peaks, stream.events.length, event.hash, sha256)
    stream.events.push(event)
    const corrects = correctedBy(event.event)
    if (corrects === null) continue
    const others = corrections.get(corrects)
    if (others === undefined) corrections.set(corrects, [event])
    else others.push(event)
  }
  for (const [streamId, { volume }] of ends) {
    const stream = contents.streams.get(streamId)
    if (stream !== undefined) stream.volume = volume
  }
}

const appendTo = (contents: Contents, batches: ReadonlyArray<StreamAppend>): AppendReceipt | Refused => {
  const draft: Draft = { fresh: [], ends: new Map(), alreadyThere: 0 }
  const refused = planAll(contents, draft, batches)
  if (refused !== null) return refused
  record(contents, draft)
  const heads = batches.flatMap(({ streamId }) => headOf(contents, streamId) ?? [])
  return { appended: draft.fresh.length, alreadyThere: draft.alreadyThere, heads }
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

const placeOf = ({ streamId, position, version, eventId, source }: RecordedEvent) => ({
  streamId,
  position,
  version,
  eventId,
  source: source === null ? null : `${source.file}:${source.row}`
})

/** What is against an event that was recorded as it is, unless it has been reversed since. */
const invalidity = (contents: Contents, event: RecordedEvent): IntegrityBreak | null => {
  const recall = (eventId: string) => contents.byId.get(eventId)?.event
  const fault = recordedFault(event.streamId, event, recall)
  if (fault === null) return null
  const reversals = contents.corrections.get(event.eventId) ?? []
  if (reversals.some((reversal) => reversedBy(reversal.event) === event.eventId)) return null
  return { kind: "invalid", ...placeOf(event), reason: invalidWhenWritten(fault) }
}

const noticesOf = ({ events }: Contents): ReadonlyArray<TimeNotice> => {
  const times = new RecordingTimes()
  for (const event of events) times.watch(event)
  return times.notices()
}

const breaksOf = (contents: Contents): ReadonlyArray<IntegrityBreak> => {
  const breaks: Array<IntegrityBreak> = []
  for (const [streamId, { events }] of contents.streams) {
    let hash = HashChain.genesis
    for (const event of events) {
      const texts = HashChain.textsOf(streamId, event.version, event.schemaVersion, event)
      hash = HashChain.hashOf(hash, texts, contents.sha256)
      if (hash !== event.hash) {
        breaks.push({ kind: "altered", ...placeOf(event), reason: "the hash does not fit the event" })
        break
      }
      const invalid = invalidity(contents, event)
      if (invalid !== null) breaks.push(invalid)
    }
  }
  return breaks
}

const byPosition = (a: RecordedEvent, b: RecordedEvent): number => a.position - b.position

/** What a store in memory may be given in place of its own. */
export interface MemoryStoreOptions {
  /** SHA-256 of the host, where it is faster than the portable one. */
  readonly sha256?: HashChain.Sha256
}

/** Makes an empty store. */
export const makeMemoryStore = (options: MemoryStoreOptions = {}): EventStoreShape => {
  const contents: Contents = {
    sha256: options.sha256 ?? HashChain.sha256,
    events: [],
    byId: new Map(),
    streams: new Map(),
    corrections: new Map(),
    snapshots: new Map()
  }
  const within = (streamIds: ReadonlyArray<StreamId>, window: Window = {}): ReadonlyArray<RecordedEvent> => {
    const all = streamIds
      .flatMap((streamId) => eventsOf(contents, streamId))
      .filter((event) => isWithin(event, window))
    return streamIds.length === 1 ? all : all.sort(byPosition)
  }
  const heads = (): ReadonlyArray<StreamHead> =>
    [...contents.streams.keys()].sort().flatMap((streamId) => headOf(contents, streamId) ?? [])
  return {
    append: (batches) =>
      Effect.suspend(() => {
        const outcome = appendTo(contents, batches)
        return "appended" in outcome ? Effect.succeed(outcome) : Effect.fail(outcome)
      }),
    read: (streamId, read = {}) =>
      Effect.sync(() => within([streamId], read).filter(({ version }) => version >= (read.fromVersion ?? 1))),
    facts: (streamId, window) =>
      Effect.sync(() => within([streamId], window).filter(({ event }) => postings(event).length === 0)),
    readAll: (from, limit) => Effect.sync(() => contents.events.slice(Math.max(0, from - 1)).slice(0, limit)),
    find: (eventIds) =>
      Effect.sync(() => [...new Set(eventIds)].flatMap((id) => contents.byId.get(id) ?? []).sort(byPosition)),
    corrections: (eventIds) =>
      Effect.sync(() =>
        [...new Set(eventIds)].flatMap((id) => contents.corrections.get(id) ?? []).sort(byPosition)
      ),
    texts: (position) =>
      Effect.sync(() => {
        const event = contents.events[position - 1]
        if (event === undefined) return null
        return HashChain.textsOf(event.streamId, event.version, event.schemaVersion, event)
      }),
    hashes: (streamId) => Effect.sync(() => eventsOf(contents, streamId).map(({ hash }) => hash)),
    snapshot: (streamId) => Effect.sync(() => contents.snapshots.get(streamId) ?? null),
    saveSnapshot: (snapshot) => Effect.sync(() => void contents.snapshots.set(snapshot.streamId, snapshot)),
    head: (streamId) => Effect.sync(() => headOf(contents, streamId)),
    heads: Effect.sync(heads),
    totals: (streamIds, window) => Effect.sync(() => totalsOf(within(streamIds, window))),
    entries: (streamIds, matches, window) => Effect.sync(() => entriesOf(within(streamIds, window), matches)),
    verify: Effect.sync(() => ({
      events: contents.events.length,
      streams: contents.streams.size,
      digest: HashChain.digestOf(heads()),
      breaks: breaksOf(contents),
      notices: noticesOf(contents)
    }))
  }
}
