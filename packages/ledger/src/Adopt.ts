/**
 * Adopting: events of another ledger taken over verbatim, and whole ledgers copied so.
 *
 * What is taken over is the texts that were hashed, so that every stream keeps its hashes and the copy has the digest
 * of its original, whatever kinds of store the two are.
 */
import * as Effect from "effect/Effect"
import * as HashChain from "./HashChain.ts"
import type { StreamHead, StreamId } from "./Envelope.ts"
import { ChainBroken } from "./EventStore.ts"
import type { AdoptError, EventStoreShape, RecordedTexts, StoreFailure } from "./EventStore.ts"
import { readStored } from "./Recorded.ts"

/** Recorded texts by stream, in the order in which their streams and they themselves came. */
export const adoptedByStream = (
  texts: ReadonlyArray<RecordedTexts>
): ReadonlyMap<StreamId, ReadonlyArray<RecordedTexts>> => {
  const streams = new Map<StreamId, Array<RecordedTexts>>()
  for (const text of texts) {
    const met = streams.get(text.streamId)
    if (met === undefined) streams.set(text.streamId, [text])
    else met.push(text)
  }
  return streams
}

/** Where a stream ends that texts are to be adopted into, and what it holds before. */
export interface AdoptingStream {
  readonly version: number
  /** The hash of its last event; `HashChain.genesis` when it has none. */
  readonly hash: string
  /** The hash of an event that it has. */
  readonly hashAt: (version: number) => string
}

/** What of a stream's texts is new, in order, and how many were there before. */
export interface Adoption {
  readonly fresh: ReadonlyArray<RecordedTexts>
  readonly alreadyThere: number
}

const faultOf = (
  texts: RecordedTexts,
  previous: { readonly version: number; readonly hash: string },
  sha: HashChain.Sha256
): string | null => {
  const { version, type, schemaVersion, body } = texts
  if (version !== previous.version + 1) return `the stream goes on with event ${previous.version + 1}`
  if (HashChain.hashOf(previous.hash, texts, sha) !== texts.hash)
    return "its hash does not follow from the event before it and its texts"
  return readStored(type, schemaVersion, body) === undefined ? "this release knows no such event" : null
}

/**
 * What adopting texts of one stream comes to, or {@link ChainBroken} for the first that does not follow from what the
 * stream holds and from those before it.
 */
export const adoptionOf = (
  streamId: StreamId,
  texts: ReadonlyArray<RecordedTexts>,
  stream: AdoptingStream,
  sha: HashChain.Sha256 = HashChain.sha256
): Adoption | ChainBroken => {
  const there = texts.filter(({ version }) => version <= stream.version)
  const other = there.find(({ version, hash }) => version < 1 || stream.hashAt(version) !== hash)
  if (other !== undefined) {
    const { version } = other
    return new ChainBroken({ streamId, version, reason: "the stream has another event there" })
  }
  const fresh = texts.slice(there.length)
  let previous: { readonly version: number; readonly hash: string } = stream
  for (const text of fresh) {
    const reason = faultOf(text, previous, sha)
    if (reason !== null) return new ChainBroken({ streamId, version: text.version, reason })
    previous = text
  }
  return { fresh, alreadyThere: there.length }
}

/** How a ledger is copied. */
export interface CopyOptions {
  /** Most events taken over at once, more than 0. Default 1000. */
  readonly events?: number | undefined
  /** The streams that are copied. Default: all. */
  readonly streams?: ReadonlyArray<StreamId> | undefined
  /** Is called with the number of events that are in the copy. */
  readonly onProgress?: ((events: number) => void) | undefined
}

/** What a copy came to. */
export interface CopyReceipt {
  /** Events written now, and those that were there from an earlier copy. */
  readonly copied: number
  readonly alreadyThere: number
  /** The digest of what was copied. */
  readonly digest: string
}

/** Takes over a stream up to its head of before; what is appended to it meanwhile is left for the next copy. */
const copyStream = Effect.fn("copyStream")(function* (
  from: EventStoreShape,
  to: EventStoreShape,
  { streamId, version }: StreamHead,
  { limit, onPage }: { readonly limit: number; readonly onPage: (events: number, appended: number) => void }
) {
  for (let next = 1; next <= version;) {
    const texts = yield* from.texts(streamId, next, Math.min(limit, version - next + 1))
    if (texts.length === 0) {
      const reason = "the ledger that is copied does not hold it"
      return yield* Effect.fail(new ChainBroken({ streamId, version: next, reason }))
    }
    const { appended } = yield* to.adopt(texts)
    onPage(texts.length, appended)
    next += texts.length
  }
})

/**
 * Copies a ledger into another store, stream by stream: hashes, and so the digest, are unchanged. What the other store
 * has already of the same streams is left as it is, so that a copy that was cut off is made again.
 *
 * Fails with {@link ChainBroken} where the two differ; what was copied before stays.
 */
export const copyLedger = (
  from: EventStoreShape,
  to: EventStoreShape,
  { events: limit = 1000, streams, onProgress }: CopyOptions = {}
): Effect.Effect<CopyReceipt, AdoptError | StoreFailure> =>
  Effect.gen(function* () {
    const heads = (yield* from.heads).filter(({ streamId }) => streams?.includes(streamId) ?? true)
    let [done, copied] = [0, 0]
    const onPage = (read: number, appended: number): void => {
      done += read
      copied += appended
      onProgress?.(done)
    }
    for (const head of heads) yield* copyStream(from, to, head, { limit, onPage })
    return { copied, alreadyThere: done - copied, digest: HashChain.digestOf(heads) }
  })
