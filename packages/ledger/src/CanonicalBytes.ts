/**
 * Canonical bytes: what of an event is stored and hashed, every text preceded by its length.
 *
 * There are two ways to the same bytes. One goes over the stored texts, for stores that keep them and for `verify`;
 * the other writes an event's JSON as bytes at once, for appends that keep no texts. A test holds them equal.
 */
import { canonicalJson, sortKeys } from "./CanonicalJson.ts"
import type { NewEvent, StreamId } from "./Envelope.ts"

/** The one global of every host that this package needs; declared here so that it asks for no host's types. */
declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly written: number }
}

const encoder = new TextEncoder()
const FORMAT = "juesuan/event/1"

/** The texts of an event that are stored and hashed. */
export interface StoredTexts {
  readonly streamId: StreamId
  readonly version: number
  readonly eventId: string
  readonly type: string
  readonly schemaVersion: number
  readonly occurredOn: string
  readonly recordedAt: string
  readonly documentNo: string
  /** Canonical JSON of the source, `null` included. */
  readonly source: string
  /** Canonical JSON of the payload. */
  readonly body: string
}

/** The stored texts of a new event. */
export const textsOf = (
  streamId: StreamId,
  version: number,
  schemaVersion: number,
  event: NewEvent
): StoredTexts => ({
  streamId,
  version,
  eventId: event.eventId,
  type: event.event.type,
  schemaVersion,
  occurredOn: event.occurredOn,
  recordedAt: event.recordedAt,
  documentNo: event.documentNo.toWellFormed(),
  source: canonicalJson(event.source),
  body: canonicalJson(event.event.payload)
})

let buffer = new Uint8Array(4096)
let view = new DataView(buffer.buffer)

/** Makes room for that many bytes; what is written already stays. */
const reserve = (length: number): void => {
  if (length <= buffer.length) return
  const before = buffer
  buffer = new Uint8Array(length * 2)
  buffer.set(before)
  view = new DataView(buffer.buffer)
}

/** Texts up to this length are written by hand while they are ASCII: calling the encoder costs more than they do. */
const SHORT = 80

/** Writes a text as UTF-8 at an offset of the buffer, which has room; gives the offset after it. */
const put = (text: string, offset: number): number => {
  if (text.length <= SHORT) {
    const into = buffer
    let at = 0
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit > 0x7f) break
      into[offset + at] = unit
    }
    if (at === text.length) return offset + at
  }
  return offset + encoder.encodeInto(text, buffer.subarray(offset)).written
}

/**
 * The canonical bytes: format, previous hash and each text, every one preceded by its length in four bytes.
 *
 * The bytes are a view of a buffer that the next call writes over: hash or copy them at once.
 */
export const canonicalBytes = (previousHash: string, texts: StoredTexts): Uint8Array => {
  const fields = [
    FORMAT,
    previousHash,
    texts.streamId,
    String(texts.version),
    texts.eventId,
    texts.type,
    String(texts.schemaVersion),
    texts.occurredOn,
    texts.recordedAt,
    texts.documentNo,
    texts.source,
    texts.body
  ]
  // A UTF-16 code unit is at most three UTF-8 bytes; the rest is the length prefixes.
  let length = 0
  for (const field of fields) length += field.length * 3 + 4
  reserve(length)
  let offset = 0
  for (const field of fields) {
    const end = put(field, offset + 4)
    view.setUint32(offset, end - offset - 4)
    offset = end
  }
  return buffer.subarray(0, offset)
}

/** How the objects met last at one place of a payload were written: most that follow have the same keys. */
interface Place {
  shape: Shape | null
}

/** The keys of an object as they were set, and how to write them: in code-unit order, each with its quotes. */
interface Shape {
  readonly keys: ReadonlyArray<string>
  readonly members: ReadonlyArray<{ readonly key: string; readonly head: Uint8Array; readonly place: Place }>
}

const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3)
  return bytes.slice(0, encoder.encodeInto(text, bytes).written)
}

const shapeOf = (keys: ReadonlyArray<string>): Shape => ({
  keys,
  members: sortKeys([...keys]).map((key) => ({
    key,
    head: bytesOf(`${JSON.stringify(key)}:`),
    place: { shape: null }
  }))
})

/** Whether an object has the keys of a shape, set in its order; what an object inherits is in no shape. */
const hasKeys = ({ keys }: Shape, record: object): boolean => {
  let index = 0
  for (const key in record) if (keys[index++] !== key) return false
  return index === keys.length
}

const writeText = (text: string, offset: number): number => {
  reserve(offset + text.length * 3 + 4)
  return put(text, offset)
}

/** Writes a text as JSON. Escapes and surrogates are left to the host. */
const writeString = (text: string, offset: number): number => {
  if (text.length > SHORT) return writeText(JSON.stringify(text), offset)
  reserve(offset + text.length * 3 + 2)
  const into = buffer
  let at = offset
  into[at++] = 0x22
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) {
      if (unit < 0x20 || unit === 0x22 || unit === 0x5c) return writeText(JSON.stringify(text), offset)
      into[at++] = unit
    } else if (unit < 0x800) {
      into[at++] = 0xc0 | (unit >> 6)
      into[at++] = 0x80 | (unit & 0x3f)
    } else {
      if (unit >= 0xd800 && unit <= 0xdfff) return writeText(JSON.stringify(text), offset)
      into[at++] = 0xe0 | (unit >> 12)
      into[at++] = 0x80 | ((unit >> 6) & 0x3f)
      into[at++] = 0x80 | (unit & 0x3f)
    }
  }
  into[at++] = 0x22
  return at
}

/** Writes a whole number that is not negative and has at most ten digits. */
const writeCount = (value: number, offset: number): number => {
  reserve(offset + 10)
  const into = buffer
  let end = offset + 1
  for (let bound = 10; value >= bound; bound *= 10) end++
  let rest = value
  for (let at = end - 1; at >= offset; at--) {
    const tens = Math.floor(rest / 10)
    into[at] = 0x30 + rest - tens * 10
    rest = tens
  }
  return end
}

const writeNumber = (value: number, offset: number): number =>
  value >= 0 && value <= 0x7fffffff && Math.floor(value) === value
    ? writeCount(value, offset)
    : writeText(JSON.stringify(value), offset)

/** What this writer leaves to `canonicalJson`: values that are not plain JSON. */
const UNWRITTEN = -1

const writeArray = (items: ReadonlyArray<unknown>, place: Place, offset: number): number => {
  reserve(offset + 1)
  let at = offset
  buffer[at++] = 0x5b
  for (let index = 0; index < items.length; index++) {
    if (index > 0) {
      reserve(at + 1)
      buffer[at++] = 0x2c
    }
    at = writeValue(items[index], place, at)
    if (at === UNWRITTEN) return UNWRITTEN
  }
  reserve(at + 1)
  buffer[at++] = 0x5d
  return at
}

const writeObject = (record: Readonly<Record<string, unknown>>, place: Place, offset: number): number => {
  const met = place.shape
  const shape = met !== null && hasKeys(met, record) ? met : shapeOf(Object.keys(record))
  place.shape = shape
  const { members } = shape
  let at = offset
  for (let index = 0; index < members.length; index++) {
    const { key, head, place: inner } = members[index]!
    const value = record[key]
    if (value === undefined) continue
    reserve(at + head.length + 1)
    const into = buffer
    into[at] = at === offset ? 0x7b : 0x2c
    at++
    for (let byte = 0; byte < head.length; byte++) into[at++] = head[byte]!
    at = writeValue(value, inner, at)
    if (at === UNWRITTEN) return UNWRITTEN
  }
  reserve(at + 2)
  if (at === offset) buffer[at++] = 0x7b
  buffer[at++] = 0x7d
  return at
}

/** Writes a value as canonical JSON at an offset; gives the offset after it, or {@link UNWRITTEN}. */
const writeValue = (value: unknown, place: Place, offset: number): number => {
  if (typeof value === "string") return writeString(value, offset)
  if (typeof value === "number") return writeNumber(value, offset)
  if (typeof value === "boolean" || value === null) return writeText(JSON.stringify(value), offset)
  if (typeof value !== "object") return UNWRITTEN
  if (Array.isArray(value)) return writeArray(value, place, offset)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return UNWRITTEN
  return writeObject(value as Readonly<Record<string, unknown>>, place, offset)
}

/** Writes a value's canonical JSON after its length; gives the offset after it. */
const putJson = (value: unknown, place: Place, offset: number): number => {
  reserve(offset + 4)
  const written = writeValue(value, place, offset + 4)
  const end = written === UNWRITTEN ? writeText(canonicalJson(value), offset + 4) : written
  view.setUint32(offset, end - offset - 4)
  return end
}

/** Writes a text after its length into a buffer that has room; gives the offset after it. */
const putField = (text: string, offset: number): number => {
  const end = put(text, offset + 4)
  view.setUint32(offset, end - offset - 4)
  return end
}

const payloads = new Map<string, Place>()
/** Room for what an event's texts stand between: the format, two numbers and the lengths. */
const ROOM = 256
const sources: Place = { shape: null }

const payloadPlace = (type: string): Place => {
  const met = payloads.get(type)
  if (met !== undefined) return met
  const place: Place = { shape: null }
  payloads.set(type, place)
  return place
}

/**
 * The bytes that {@link canonicalBytes} gives for the texts of this event, without making the texts. They are a view
 * of the same buffer.
 */
export const bytesOfEvent = (
  previousHash: string,
  streamId: StreamId,
  version: number,
  schemaVersion: number,
  event: NewEvent
): Uint8Array => {
  const { type, payload } = event.event
  const { eventId, occurredOn, recordedAt, documentNo } = event
  const units = eventId.length + occurredOn.length + recordedAt.length + documentNo.length
  reserve((units + streamId.length + type.length + previousHash.length) * 3 + ROOM)
  let end = putField(FORMAT, 0)
  end = putField(previousHash, end)
  end = putField(streamId, end)
  end = putField(String(version), end)
  end = putField(eventId, end)
  end = putField(type, end)
  end = putField(String(schemaVersion), end)
  end = putField(occurredOn, end)
  end = putField(recordedAt, end)
  end = putField(documentNo, end)
  end = putJson(event.source, sources, end)
  end = putJson(payload, payloadPlace(type), end)
  return buffer.subarray(0, end)
}
