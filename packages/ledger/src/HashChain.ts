/**
 * The hash chain: SHA-256 over length-prefixed canonical bytes, chained per stream.
 *
 * What is hashed is what is stored: the envelope's texts and the payload's canonical JSON, each preceded by its
 * length, so that no two events share their bytes. A stream's events are also the leaves of a Merkle tree, and the
 * ledger's digest is the Merkle root over the stream heads, with their trees' roots, in stream order. Position is
 * not hashed: a stream keeps its hash in another ledger.
 *
 * A chain shows any change before a head that was saved; it cannot show that the tail was cut off without one.
 */
import type { NewEvent, StreamHead, StreamId } from "./Envelope.ts"
import * as Merkle from "./Merkle.ts"
import { fromHex, sha256, toHex } from "./Sha256.ts"
import type { Sha256 } from "./Sha256.ts"

export { fromHex, sha256, toHex }
export type { Sha256 }

/** The hash before the first event of every stream. */
export const genesis = "0".repeat(64)

/** The one global of every host that this package needs; declared here so that it asks for no host's types. */
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array
  encodeInto(text: string, into: Uint8Array): { readonly written: number }
}

const encoder = new TextEncoder()
const FORMAT = "juesuan/event/1"

/** Whether an object would not keep the key where it was set: it looks like a number, or sets the prototype. */
const isUnruly = (key: string): boolean => {
  const first = key.charCodeAt(0)
  return (first >= 48 && first <= 57) || key === "__proto__"
}

/** Sorts a few keys in place by code units; an object has too few for the built-in sort to pay. */
const sortKeys = (keys: Array<string>): ReadonlyArray<string> => {
  if (keys.length > 24) return keys.sort()
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next]!
    let at = next
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!
    keys[at] = key
  }
  return keys
}

const isInOrder = (keys: ReadonlyArray<string>): boolean => {
  for (let index = 1; index < keys.length; index++) if (keys[index - 1]! > keys[index]!) return false
  return true
}

const orderedItems = (items: ReadonlyArray<unknown>): unknown => {
  const made = items.map(ordered)
  return made.includes(undefined) ? undefined : made.every((item, at) => item === items[at]) ? items : made
}

/**
 * The value with the keys of every object in code-unit order: itself where they are. Some keys cannot be ordered in
 * an object; `undefined` then, and the text is put together by hand.
 */
const ordered = (value: unknown): unknown => {
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) return orderedItems(value)
  const record = value as Record<string, unknown>
  const keys = Object.keys(record)
  let made: Record<string, unknown> | null = isInOrder(keys) ? null : {}
  if (made !== null) sortKeys(keys)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!
    if (isUnruly(key)) return undefined
    const before = record[key]
    if (before === undefined) continue
    const after = ordered(before)
    if (after === undefined) return undefined
    if (made === null && after !== before) {
      made = {}
      for (const earlier of keys.slice(0, index)) made[earlier] = record[earlier]
    }
    if (made !== null) made[key] = after
  }
  return made ?? value
}

const byHand = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(byHand).join(",")}]`
  const record = value as Record<string, unknown>
  const members: Array<string> = []
  for (const key of sortKeys(Object.keys(record))) {
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${byHand(record[key])}`)
  }
  return `{${members.join(",")}}`
}

/** JSON with object keys in code-unit order and no white space: equal values have equal texts. */
export const canonicalJson = (value: unknown): string => {
  const inOrder = ordered(value)
  return inOrder === undefined ? byHand(value) : JSON.stringify(inOrder)
}

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

const reserve = (length: number): void => {
  if (length <= buffer.length) return
  buffer = new Uint8Array(length * 2)
  view = new DataView(buffer.buffer)
}

/** Texts up to this length are written by hand while they are ASCII: calling the encoder costs more than they do. */
const SHORT = 80

/** Writes a text as UTF-8 at an offset of the buffer, which has room; gives the offset after it. */
const put = (text: string, offset: number): number => {
  if (text.length <= SHORT) {
    let at = 0
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit > 0x7f) break
      buffer[offset + at] = unit
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

/** The hash of an event that follows `previousHash` in its stream, lower-case hex. */
export const hashOf = (previousHash: string, texts: StoredTexts, hash: Sha256 = sha256): string => {
  const bytes = canonicalBytes(previousHash, texts)
  return hash.hex === undefined ? toHex(hash(bytes)) : hash.hex(bytes)
}

/** A stream's head as a leaf of the ledger's tree. */
export const leafOf = ({ streamId, version, hash, root }: StreamHead, sha: Sha256 = sha256): Uint8Array =>
  sha(encoder.encode(`\u0000${streamId}\n${version}\n${hash}\n${root}`))

/** Heads in stream order, as the ledger's tree has them. */
export const inStreamOrder = (heads: ReadonlyArray<StreamHead>): ReadonlyArray<StreamHead> =>
  [...heads].sort((a, b) => (a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : 0))

/** The ledger's digest: the Merkle root over its stream heads in stream order, lower-case hex. */
export const digestOf = (heads: ReadonlyArray<StreamHead>, sha: Sha256 = sha256): string =>
  toHex(
    Merkle.rootOf(
      inStreamOrder(heads).map((head) => leafOf(head, sha)),
      sha
    )
  )

/** Whether the text can be a digest or a hash. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
