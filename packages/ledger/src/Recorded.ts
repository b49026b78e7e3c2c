/**
 * Recorded events and the texts they are stored as: from one to the other, for every store alike.
 */
import { isSameJson } from "./CanonicalJson.ts"
import { textsOf } from "./CanonicalBytes.ts"
import type { StoredTexts } from "./CanonicalBytes.ts"
import type { NewEvent, RecordedEvent, SourcePlace, StreamId } from "./Envelope.ts"
import type { Event } from "./Event.ts"
import type { RecordedTexts } from "./EventStore.ts"
import { dimensionNames } from "./Posting.ts"
import type { Posting } from "./Posting.ts"
import { postings } from "./Postings.ts"
import { upcast } from "./Upcast.ts"
import type { StoredPayload } from "./Upcast.ts"

const isPostable = (posting: Posting): boolean =>
  Number.isSafeInteger(posting.amount) && dimensionNames.every((name) => typeof posting[name] === "string")

/**
 * The event of a stored type, version and body, as it reads today: valid or not, but such that its postings can be
 * made; `undefined` when it is none.
 */
export const readStored = (type: string, schemaVersion: number, body: string): Event | undefined => {
  try {
    const event = upcast(type, schemaVersion, JSON.parse(body) as StoredPayload)
    return postings(event).every(isPostable) ? event : undefined
  } catch {
    // Whatever a damaged body makes a step of its upcasting throw says the same: it is no event of its type.
    return undefined
  }
}

/**
 * The event that was recorded with these texts, as it reads today. Throws `EventVersionUnknown` for a type or version
 * that is not known, and `SyntaxError` for a text that is no JSON.
 */
export const recordedOf = (texts: RecordedTexts): RecordedEvent => ({
  eventId: texts.eventId,
  streamId: texts.streamId,
  version: texts.version,
  schemaVersion: texts.schemaVersion,
  occurredOn: texts.occurredOn,
  recordedAt: texts.recordedAt,
  documentNo: texts.documentNo,
  source: JSON.parse(texts.source) as SourcePlace | null,
  event: upcast(texts.type, texts.schemaVersion, JSON.parse(texts.body) as StoredPayload),
  hash: texts.hash
})

/** The stored texts of a recorded event that was recorded by this release. */
export const textsOfRecorded = (event: RecordedEvent): StoredTexts =>
  textsOf(event.streamId, event.version, event.schemaVersion, event)

/** What makes two appends of one event id the same: everything that was said, not when or from where. */
export const sameContent = (streamId: StreamId, before: RecordedEvent, now: NewEvent): boolean =>
  before.streamId === streamId &&
  before.event.type === now.event.type &&
  before.occurredOn === now.occurredOn &&
  before.documentNo === now.documentNo &&
  isSameJson(before.event.payload, now.event.payload)
