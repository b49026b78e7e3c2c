/**
 * Appending to a store in memory, and taking over what was recorded elsewhere: planned whole, then done or forgotten.
 */
import { adoptedByStream, adoptionOf } from "./Adopt.ts"
import { correctedBy } from "./Corrections.ts"
import type { NewEvent, RecordedEvent, StreamId } from "./Envelope.ts"
import { registry } from "./Event.ts"
import { AmountsTooLarge, ChainBroken, EventIdReused, VersionConflict } from "./EventStore.ts"
import type { AppendReceipt, RecordedTexts, StreamAppend } from "./EventStore.ts"
import { refusedAtGate } from "./Gate.ts"
import * as HashChain from "./HashChain.ts"
import { eventsOf, headOf, namedIn, streamOf } from "./MemoryContents.ts"
import type { Contents, Stream } from "./MemoryContents.ts"
import * as Merkle from "./Merkle.ts"
import { volumeOf } from "./Postings.ts"
import { recordedOf, sameContent } from "./Recorded.ts"
import type { PayloadInvalid } from "./Refusal.ts"

/** Where a stream ends: its last version and hash, and what its amounts come to, signs aside. */
interface End {
  readonly stream: Stream
  version: number
  hash: string
  volume: number
}

/**
 * An append under plan: what would be recorded, and where its streams then stand. Its events are known by their ids
 * already, where one look tells both what the ledger has and what the append says twice; {@link forget} takes them
 * out again.
 */
interface Draft {
  readonly fresh: Array<RecordedEvent>
  readonly ends: Map<StreamId, End>
  alreadyThere: number
}

/** Why an append does not come to be. */
export type Refused = PayloadInvalid | VersionConflict | EventIdReused | AmountsTooLarge
/** Why recorded texts are not taken over. */
export type Unadopted = ChainBroken | EventIdReused | AmountsTooLarge

const endOf = (contents: Contents, draft: Draft, streamId: StreamId) => {
  const planned = draft.ends.get(streamId)
  if (planned !== undefined) return planned
  const stream = streamOf(contents, streamId)
  const last = stream.events.at(-1)
  const { volume } = stream
  const end = { stream, version: last?.version ?? 0, hash: last?.hash ?? HashChain.genesis, volume }
  draft.ends.set(streamId, end)
  return end
}

const reused = ({ streamId, version }: RecordedEvent, { eventId, documentNo }: NewEvent): EventIdReused =>
  new EventIdReused({ streamId, version, eventId, documentNo })

/** Counts an event that is there already; gives the refusal when it is another one under its id. */
const recognize = (
  draft: Draft,
  streamId: StreamId,
  before: RecordedEvent,
  now: NewEvent
): EventIdReused | null => {
  if (!sameContent(streamId, before, now)) return reused(before, now)
  draft.alreadyThere++
  return null
}

/** Plans an event at the end of its stream; gives the refusal when the amounts are no exact integer any more. */
const planEvent = ({ fresh }: Draft, end: End, event: RecordedEvent): AmountsTooLarge | null => {
  const { streamId, eventId } = event
  fresh.push(event)
  end.stream.byId.set(eventId, event)
  end.version = event.version
  end.hash = event.hash
  end.volume += volumeOf(event.event)
  return end.volume > Number.MAX_SAFE_INTEGER ? new AmountsTooLarge({ streamId, eventId }) : null
}

/** A new event as it is recorded at the end of its stream. */
const recordedAtEnd = (
  { sha256 }: Contents,
  { version: last, hash: previous }: End,
  streamId: StreamId,
  addition: NewEvent
): RecordedEvent => {
  const { eventId, occurredOn, recordedAt, documentNo, source, event } = addition
  const { version: schemaVersion } = registry[event.type]
  const version = last + 1
  const hash = HashChain.hashOfEvent(previous, streamId, version, schemaVersion, addition, sha256)
  return {
    eventId,
    occurredOn,
    recordedAt,
    documentNo,
    source,
    event,
    streamId,
    version,
    schemaVersion,
    hash
  }
}

/** Plans one batch: a reused id is said before a conflict, for it stays wrong when the caller reads again. */
const planBatch = (contents: Contents, draft: Draft, batch: StreamAppend): Refused | null => {
  const { streamId, expectedVersion, events } = batch
  const end = endOf(contents, draft, streamId)
  const { version: actualVersion, stream } = end
  const conflict =
    actualVersion === expectedVersion
      ? null
      : new VersionConflict({ streamId, expectedVersion, actualVersion })
  let refused: Refused | null = null
  for (const event of events) {
    const before = stream.byId.get(event.eventId)
    if (before !== undefined) {
      const other = recognize(draft, streamId, before, event)
      if (other !== null) return other
    } else refused ??= conflict ?? planEvent(draft, end, recordedAtEnd(contents, end, streamId, event))
  }
  return refused
}

const planAll = (contents: Contents, draft: Draft, batches: ReadonlyArray<StreamAppend>): Refused | null => {
  const invalid = refusedAtGate(batches, {
    recall: (streamId, eventId) => namedIn(contents, streamId, eventId)?.event,
    isThere: (streamId, event) => {
      const before = namedIn(contents, streamId, event.eventId)
      return before !== undefined && sameContent(streamId, before, event)
    }
  })
  if (invalid !== null) return invalid
  for (const batch of batches) {
    const refused = planBatch(contents, draft, batch)
    if (refused !== null) return refused
  }
  return null
}

const planTexts = (
  contents: Contents,
  draft: Draft,
  streamId: StreamId,
  texts: ReadonlyArray<RecordedTexts>
): Unadopted | null => {
  const [end, events] = [endOf(contents, draft, streamId), eventsOf(contents, streamId)]
  const { version, hash } = end
  const hashAt = (at: number): string => events[at - 1]!.hash
  const adoption = adoptionOf(streamId, texts, { version, hash, hashAt }, contents.sha256)
  if (adoption instanceof ChainBroken) return adoption
  draft.alreadyThere += adoption.alreadyThere
  for (const { hash: own, ...text } of adoption.fresh) {
    const event = recordedOf({ ...text, hash: own })
    const twin = namedIn(contents, streamId, event.eventId)
    if (twin !== undefined) return reused(twin, event)
    contents.verbatim.set(event, text)
    const overflow = planEvent(draft, end, event)
    if (overflow !== null) return overflow
  }
  return null
}

const record = (contents: Contents, { fresh, ends }: Draft): void => {
  const { events, corrections, sha256 } = contents
  for (const event of fresh) {
    events.push(event)
    const { stream } = ends.get(event.streamId)!
    Merkle.growHex(stream.peaks, stream.events.length, event.hash, sha256)
    stream.events.push(event)
    const corrects = correctedBy(event.event)
    if (corrects === null) continue
    const others = corrections.get(corrects)
    if (others === undefined) corrections.set(corrects, [event])
    else others.push(event)
  }
  for (const { stream, volume } of ends.values()) stream.volume = volume
}

/** Takes a plan that does not come to be out again. */
const forget = ({ streams, verbatim }: Contents, { fresh }: Draft): void => {
  for (const event of fresh) {
    streams.get(event.streamId)?.byId.delete(event.eventId)
    verbatim.delete(event)
  }
}

/** Does what is planned, or nothing of it. */
const carryOut = <Refusal>(
  contents: Contents,
  streamIds: Iterable<StreamId>,
  plan: (draft: Draft) => Refusal | null
): AppendReceipt | Refusal => {
  const draft: Draft = { fresh: [], ends: new Map(), alreadyThere: 0 }
  let isDone = false
  try {
    const refused = plan(draft)
    if (refused !== null) return refused
    record(contents, draft)
    isDone = true
  } finally {
    if (!isDone) forget(contents, draft)
    for (const [streamId, { stream }] of draft.ends)
      if (stream.events.length === 0) contents.streams.delete(streamId)
  }
  const heads = [...streamIds].flatMap((streamId) => headOf(contents, streamId) ?? [])
  return { appended: draft.fresh.length, alreadyThere: draft.alreadyThere, heads }
}

/** Appends batches, or says why not. */
export const appendTo = (contents: Contents, batches: ReadonlyArray<StreamAppend>): AppendReceipt | Refused =>
  carryOut(
    contents,
    batches.map(({ streamId }) => streamId),
    (draft) => planAll(contents, draft, batches)
  )

/** Takes over recorded texts, or says why not. */
export const adoptInto = (
  contents: Contents,
  texts: ReadonlyArray<RecordedTexts>
): AppendReceipt | Unadopted => {
  const streams = adoptedByStream(texts)
  return carryOut(contents, streams.keys(), (draft) => {
    for (const [streamId, own] of streams) {
      const refused = planTexts(contents, draft, streamId, own)
      if (refused !== null) return refused
    }
    return null
  })
}
