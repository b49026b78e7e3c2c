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
import { eventsOf, headOf, name, namedIn, unname } from "./MemoryContents.ts"
import type { Contents, Stream } from "./MemoryContents.ts"
import * as Merkle from "./Merkle.ts"
import { postings } from "./Postings.ts"
import { recordedOf, sameContent } from "./Recorded.ts"
import type { PayloadInvalid } from "./Refusal.ts"

/** Where a stream ends: its last version and hash, and what its amounts come to, signs aside. */
interface End {
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
  const last = eventsOf(contents, streamId).at(-1)
  const volume = contents.streams.get(streamId)?.volume ?? 0
  const end = { version: last?.version ?? 0, hash: last?.hash ?? HashChain.genesis, volume }
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
const planEvent = (
  contents: Contents,
  { fresh }: Draft,
  end: End,
  event: RecordedEvent
): AmountsTooLarge | null => {
  const { streamId, eventId } = event
  fresh.push(event)
  name(contents, event)
  end.version = event.version
  end.hash = event.hash
  for (const { amount } of postings(event.event)) end.volume += Math.abs(amount)
  return end.volume > Number.MAX_SAFE_INTEGER ? new AmountsTooLarge({ streamId, eventId }) : null
}

/** Plans events at the end of their stream. */
const planEvents = (
  contents: Contents,
  draft: Draft,
  { streamId, end, additions }: { streamId: StreamId; end: End; additions: ReadonlyArray<NewEvent> }
): Refused | null => {
  const { sha256 } = contents
  for (const addition of additions) {
    const { eventId, occurredOn, recordedAt, documentNo, source, event } = addition
    const twin = namedIn(contents, streamId, eventId)
    if (twin !== undefined) {
      const refused = recognize(draft, streamId, twin, addition)
      if (refused !== null) return refused
      continue
    }
    const { version: schemaVersion } = registry[event.type]
    const version = end.version + 1
    const hash = HashChain.hashOfEvent(end.hash, streamId, version, schemaVersion, addition, sha256)
    const envelope = { eventId, occurredOn, recordedAt, documentNo, source, event }
    const recorded: RecordedEvent = { ...envelope, streamId, version, schemaVersion, hash }
    const overflow = planEvent(contents, draft, end, recorded)
    if (overflow !== null) return overflow
  }
  return null
}

/** Plans one batch: a reused id is said before a conflict, for it stays wrong when the caller reads again. */
const planBatch = (contents: Contents, draft: Draft, batch: StreamAppend): Refused | null => {
  const { streamId, expectedVersion, events } = batch
  const additions: Array<NewEvent> = []
  for (const event of events) {
    const before = namedIn(contents, streamId, event.eventId)
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
    const overflow = planEvent(contents, draft, end, event)
    if (overflow !== null) return overflow
  }
  return null
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

/** Takes a plan that does not come to be out again. */
const forget = (contents: Contents, { fresh }: Draft): void => {
  for (const event of fresh) {
    unname(contents, event)
    contents.verbatim.delete(event)
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
